from __future__ import annotations

import importlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing.text
from briefing.text.splitting import sentences

PIECES = st.lists(
    st.sampled_from(
        [
            "قال",
            "الوزير",
            "د.",
            "أ.د.",
            "3.5",
            "1.",
            "2.",
            "ق.م.",
            "U.S.",
            "www.example.com",
            "(هل؟)",
            "«نعم.»",
            "«لا؟»",
            ".",
            "؟",
            "!",
            "…",
            "...",
            "؛",
            "،",
            ":",
            "\n",
            "\n\n",
            '"',
            "»",
            "[1]",
            "انتهى.وبدأ",
            "و",
            "نص",
        ]
    ),
    max_size=40,
).map(" ".join)


@pytest.mark.parametrize(
    "expected",
    [
        ["هل تنجح؟", "لا أحد يعرف!", "سنرى…"],
        ["أهذا معقول؟!", "نعم."],
        ["قال د. أحمد إن الأمر انتهى.", "ثم غادر."],
        ["حضر أ.د. سامي وم. خالد الحفل.", "وألقى الأول كلمة."],
        ["بلغت النسبة 3.5 بالمئة.", "وارتفع السعر إلى 1.200 دولار."],
        ["بلغ عددهم 25.", "وقال المتحدث إنهم بخير."],
        ["حدث ذلك في القرن الثالث ق.م.", "وقال المؤرخون ذلك."],
        ["عاش عام 300 ق.م. في روما."],
        ["ص.ب. 2510 بيروت.", "هاتف 123."],
        ["أعلنت U.S. Army ذلك.", "ثم نفت."],
        ["التقى J. K. Rowling في لندن.", "وعاد."],
        ["زر موقع www.example.com اليوم.", "ثم عد."],
        ["قناة العربية.نت نشرت ذلك."],
        ["«هل تنجح؟» سأل المحلل.", "ثم صمت."],
        ["قال: «لن نتراجع.»", "وأضاف أن الحرب مستمرة."],
        ["قدّم برنامج «من سيربح المليون؟» جائزة كبرى."],
        ["قال: «لن نتراجع».", "ثم غادر."],
        ["لم يأت أحد (هل كان يخاف؟ ربما.) إلى البيت.", "انتهى."],
        ["قال إنه... لا يعرف الجواب.", "ثم سكت."],
        ["تونس.. الآلاف يتظاهرون ضد الحكومة"],
        ["النص هنا.[1]", "وقال آخر غيره."],
        ["النقاط ثلاث: 1. الأمن", "2. الاقتصاد", "3. التعليم."],
        ["تقدم الجيش؛ وانسحب العدو."],
        [
            "قال الوزير إن الحكومة ستعمل على تحسين الأوضاع المعيشية للمواطنين؛",
            "فالأزمة طالت ولم يعد الناس قادرين على الاحتمال أكثر من ذلك.",
        ],
    ],
)
def test_a_sentence_ends_at_its_marks_and_nowhere_else(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_stop_without_a_blank_ends_a_sentence() -> None:
    assert sentences("انتهت الحرب.وقال الناس.") == ["انتهت الحرب.", "وقال الناس."]


def test_a_headline_without_a_stop_is_a_sentence_of_its_own() -> None:
    assert sentences("عنوان الخبر\nبدأت القصة هنا.\n\nفقرة ثانية") == [
        "عنوان الخبر",
        "بدأت القصة هنا.",
        "فقرة ثانية",
    ]


def test_lines_filled_to_a_width_are_one_paragraph() -> None:
    text = (
        "اجتمع وزراء الخارجية العرب في القاهرة مساء أمس لبحث تطورات الأزمة في\n"
        "السودان، وقرروا تشكيل لجنة اتصال تتولى التواصل مع أطراف النزاع. ومن\n"
        "المقرر أن تبدأ اللجنة عملها قريبا."
    )
    assert len(sentences(text)) == 2


def test_lines_of_a_poem_stay_apart() -> None:
    text = "على قدر أهل العزم تأتي العزائم\nوتأتي على قدر الكرام المكارم\nوتعظم في عين الصغير صغارها"
    assert len(sentences(text)) == 3


@pytest.mark.parametrize("text", ["", "  \n ", "؟", "...", ".", "«»"])
def test_text_without_words_makes_at_most_one_sentence(text: str) -> None:
    assert len(sentences(text)) <= 1


@given(PIECES | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_only_white_space_changes(text: str) -> None:
    said = sentences(text)
    assert re.sub(r"\s", "", "".join(said)) == re.sub(r"\s", "", text)
    assert all(sentence and sentence == sentence.strip() and "\n" not in sentence for sentence in said)


def test_long_lines_take_time_in_proportion() -> None:
    line = "قال د. أحمد (في 3.5 دقائق) إن «الأمر انتهى؟» ثم غادر. " * 4000
    began = time.perf_counter()
    assert len(sentences(line)) == 4000
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("module", ["splitting", "sections", "titles", "summary"])
def test_public_functions_stay_functions_whatever_is_imported(module: str) -> None:
    importlib.import_module(f"briefing.text.{module}")
    public = (briefing.text.sentences, briefing.text.boundaries, briefing.text.title, briefing.text.choose)
    assert all(callable(function) for function in public)
