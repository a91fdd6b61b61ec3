"""Diacritics are added, and nothing else happens to the text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.endings import Endings
from briefing.text.vowels import MARKS, PIECE_CHARS, read, vowelize
from tests.benchmarks.vowels import bare, gold_lines, score

ENDINGS: tuple[Endings, ...] = ("full", "pausal", "none")
SEED = Path(__file__).parents[1] / "seeds" / "hmeimim.txt"


def _bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


@pytest.mark.parametrize(
    ("bare", "vowelized"),
    [
        ("تكشف مصادر مطلعة أن الخطوات الروسية تتم", "تَكْشِفُ مَصَادِرُ مُطَّلِعَةٌ أَنَّ الْخُطُوَاتِ الرُّوسِيَّةَ تَتِمُّ"),
        ("في المرحلة السابقة", "فِي الْمَرْحَلَةِ السَّابِقَةِ"),
        ("إلى الحكومة في دمشق", "إِلَى الْحُكُومَةِ فِي دِمَشْقَ"),
    ],
)
def test_bare_text_gets_its_diacritics(bare: str, vowelized: str) -> None:
    assert vowelize(bare) == vowelized


@pytest.mark.parametrize(
    "text", ["", " ", "12%", "BBC News, 2024.", "\n\n", "«»", "ـــ", "\u064e", "سلام"[:0]]
)
def test_text_without_arabic_letters_is_unchanged(text: str) -> None:
    assert vowelize(text) == text


@pytest.mark.parametrize(
    "word", ["قُتِل", "غَزَّة", "ثَلَاثَةَ", "دَاعِش", "مِيتَا", "لٰكِنْ", "حُمَيْمِيمْ", "هَذَا", "كِتَابٌ", "الشَّرْقُ"]
)
def test_a_word_written_with_its_marks_stays_as_it_is(word: str) -> None:
    text = f"قال المصدر إن {word} في المدينة"
    assert vowelize(text).split()[3] == word
    assert vowelize(text, endings="pausal").split()[3] == word
    assert vowelize(f"قال {word}.", endings="pausal").split()[1] == f"{word}."


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("العقبات لا تزال كبيرة جداً.", 4, "جِدّاً."),
        ("وهم يحضرون أيضاً شخصياً.", 2, "أَيْضاً"),
        ("تكشف مصادر سوريّة مطلعة", 2, "سُورِيَّةٌ"),
        ("وأعلن أنّ الحرب انتهت", 1, "أَنَّ"),
        ("لتشمل فصائل تُصنَّف كبيرة", 2, "تُصَنَّفُ"),
    ],
)
def test_a_half_marked_word_is_completed_around_its_marks(text: str, place: int, word: str) -> None:
    assert vowelize(text).split()[place] == word


@pytest.mark.parametrize(
    ("written", "vowelized"),
    [
        ("أن موسكو إختارت قاعدة", "إِخْتَارَتْ"),
        ("تعمل اليوم على الإستفادة من هذا", "الْإِسْتِفَادَةِ"),
        ("حيث أنها تدرك ذلك", "أَنَّهَا"),
    ],
)
def test_a_hamza_against_the_norm_is_kept_and_gets_its_own_vowel(written: str, vowelized: str) -> None:
    assert vowelized in vowelize(written).split()


@pytest.mark.parametrize(
    ("text", "pausal"),
    [
        ("في المرحلة السابقة، قال", "السَّابِقَة،"),
        ("على الصعيد الإعلامي.", "الْإِعْلَامِيّ."),
        ("قال الوزير للمراسلين", "لِلْمُرَاسِلِين"),
        ("لا يمكن التراجع عنه", "عَنْه"),
        ('مع بعض القوى الإقليمية "النصرة".', '"النُّصْرَة".'),
        ("هذه مصالحها.", "مَصَالِحُهَا."),
        ("الرئيس هو.", "هُوَ."),
        ("يريد ذلك و", "وَ"),
    ],
)
def test_before_a_pause_the_ending_falls(text: str, pausal: str) -> None:
    assert vowelize(text, endings="pausal").split()[-1 if text.split()[-1] != "قال" else 2] == pausal


def test_inside_a_clause_the_ending_stays() -> None:
    text = "قال الوزير إن الحكومة مستمرة"
    assert vowelize(text).split()[:-1] == vowelize(text, endings="pausal").split()[:-1]


def test_a_cut_in_a_long_clause_is_no_pause() -> None:
    text = "الحكومة " * 200
    words = vowelize(text, endings="pausal").split()
    assert all(word[-1] in MARKS for word in words[:-1])
    assert words[-1][-1] == "ة"


def test_a_line_s_end_is_a_pause() -> None:
    assert vowelize("في المدينة\nفي القرية", endings="pausal").split()[1] == "الْمَدِينَة"


@given(
    st.text(
        st.sampled_from('اأإآىويءئؤةبتسرلنمهكقفعدح     .،؟!\n"«»-')
        | st.sampled_from("َُِّْٰـًٌٍٱیک\u0653\u0654ﷺ1aé😀")
        | st.characters(),
        max_size=80,
    )
)
@settings(max_examples=150, deadline=None)
def test_letters_and_signs_never_change_and_given_marks_stay(text: str) -> None:
    for vowelized in (vowelize(text, endings=endings) for endings in ENDINGS):
        assert _bare(vowelized) == _bare(text)
    left = iter(vowelize(text))
    assert all(char in left for char in text)


@pytest.mark.parametrize("endings", ENDINGS)
@pytest.mark.parametrize("gold", ["news_a", "news_c", "talks"])
def test_what_has_all_its_marks_is_read_as_it_stands(gold: str, endings: Endings) -> None:
    for line in gold_lines(gold)[:20]:
        assert vowelize(line, endings=endings) == line
        once = vowelize(bare(line), endings=endings)
        assert vowelize(once, endings=endings) == once


@pytest.mark.parametrize(
    ("gold", "wrong_letters", "wrong_words"),
    [("news_a", 3.0, 9.5), ("news_b", 3.3, 11.5), ("news_c", 5.2, 16.9), ("talks", 3.8, 12.3)],
)
def test_the_gold_sentences_are_read_better_than_by_any_of_the_models(
    gold: str, wrong_letters: float, wrong_words: float
) -> None:
    lines = gold_lines(gold)
    found = score([vowelize(bare(line)) for line in lines], lines)
    assert found.der <= wrong_letters
    assert found.wer <= wrong_words


def test_asking_more_models_errs_less_and_keeps_letters_and_given_marks() -> None:
    lines = gold_lines("news_c")
    usual = score([read(bare(line)).text for line in lines], lines)
    best = score([read(bare(line), best=True).text for line in lines], lines)
    assert best.wer < usual.wer
    assert read("كِتَابٌ جديد", best=True).text.split()[0] == "كِتَابٌ"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("نُشر الخبر في الصحيفة", "نُشِرَ"),
        ("أُعلن الاتفاق أمس", "أُعْلِنَ"),
        ("اعتُقل المهاجم أمس", "اعْتُقِلَ"),
        ("عُين وزيرا للعدل", "عُيِّنَ"),
        ("وُقعت الاتفاقية أمس", "وُقِعَتِ"),
        ("هُزم الفريق أمس", "هُزِمَ"),
        ("المُدن الكبرى في البلاد", "الْمُدُنُ"),
        ("يُقَدم الدعم للمتضررين", "يُقَدِّمُ"),
    ],
)
def test_a_written_mark_rules_out_the_readings_without_it(written: str, read_as: str) -> None:
    assert normalize("NFC", vowelize(written).split()[0]) == normalize("NFC", read_as)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("اعلن احمد ان الاجتماع انتهى", 0, "اَعْلَنَ"),
        ("اعلن احمد ان الاجتماع انتهى", 3, "الِاجْتِمَاعَ"),
        ("أعلن أن استقبال الوفد انتهى", 2, "اسْتِقْبَالَ"),
    ],
)
def test_an_alef_has_a_vowel_only_where_hamzas_are_left_out(text: str, place: int, word: str) -> None:
    assert vowelize(text).split()[place] == word


@pytest.mark.parametrize(
    "text", ["گفتگو", "ڤيديو", "سلام\ud800سلام", "مـــحـــمـــد", "ﻣﺪﻳﻨﺔ", "שלום سلام 你好"]
)
def test_letters_the_models_do_not_know_stay_and_do_no_harm(text: str) -> None:
    for endings in ENDINGS:
        assert _bare(vowelize(text, endings=endings)) == text


def test_quotation_marks_and_brackets_change_no_reading() -> None:
    plain = "قال الوزير إن المركز الروسي سيفتح أبوابه في الشهر المقبل."
    quoted = "قال الوزير إن «المركز الروسي» سيفتح (أبوابه) في الشهر المقبل."
    assert [word.strip("«»()") for word in vowelize(quoted).split()] == vowelize(plain).split()


@pytest.mark.parametrize(
    ("text", "name"),
    [("وصل الوفد إلى غزة أمس", "غَزَّةَ"), ("وصل إلى بغداد أمس", "بَغْدَادَ"), ("في موسكو", "مُوسْكُو")],
)
def test_a_name_of_the_lexicon_has_its_vowels_and_the_ending_of_its_place(text: str, name: str) -> None:
    assert name in vowelize(text).split()


def test_a_sentence_has_the_same_marks_in_any_company() -> None:
    sentences = ["قال الوزير إن المفاوضات مستمرة.", "هل تنجح المحادثات؟", "سقط مطر غزير صباح اليوم!"]
    alone = [vowelize(sentence) for sentence in sentences]
    assert vowelize(" ".join(sentences)) == " ".join(alone)
    assert vowelize("\n".join(reversed(sentences))) == "\n".join(reversed(alone))
    assert [vowelize(sentence) for sentence in sentences] == alone


def test_a_clause_of_the_article_keeps_its_letters() -> None:
    text = SEED.read_text(encoding="utf-8")
    vowelized = vowelize(text)
    assert _bare(vowelized) == _bare(text)
    assert sum(char in MARKS for char in vowelized) > 0.6 * sum("\u0621" <= char <= "\u064a" for char in text)


@pytest.mark.parametrize(
    "text",
    ["ب" * 12_000, "كلمة " * 3000, "كلمة،" * 2000, "بَ" * 3000, "." * 20_000 + "نعم", "«" * 9_000 + " نعم"],
)
def test_text_without_an_end_is_cut_and_finishes(text: str) -> None:
    assert _bare(vowelize(text)) == _bare(text)


def test_no_piece_is_longer_than_the_model_may_take() -> None:
    from briefing.text.vowels import _pieces

    text = SEED.read_text(encoding="utf-8").replace(".", "") + "ب" * 3000
    spans = list(_pieces(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert max(end - start for start, end in spans) <= PIECE_CHARS


def test_nothing_is_written_to_standard_error_and_nothing_is_loaded_early() -> None:
    program = (
        "import sys; from briefing.text.vowels import vowelize\n"
        "assert 'onnxruntime' not in sys.modules and 'numpy' not in sys.modules\n"
        "vowelize('12%'); assert 'onnxruntime' not in sys.modules\n"
        "sys.stdout.buffer.write(vowelize('سلام').encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=Path(__file__).parents[1], check=True
    )
    assert done.stderr == b""
    assert _bare(done.stdout.decode()) == "سلام"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("وتعتبر أن موسكو ستسعى إلى الحل.", "وَتَعْتَبِرُ أَنَّ"),
        ("بشكل شبه يومي في العاصمة.", "شِبْهِ يَوْمِي"),
        ("لا تعطي المصادر، عبر الصحيفة، أي أهمية لهذه المصالحات.", "أَيَّ أَهَمِّيَّةٍ"),
    ],
)
def test_the_next_word_settles_what_one_word_leaves_open(text: str, heard: str) -> None:
    assert heard in vowelize(text)


def test_words_written_with_their_marks_are_not_settled_again() -> None:
    assert "تُعْتَبَرُ أَنَّ" in vowelize("تُعْتَبَرُ أَنَّ")
