from __future__ import annotations

import importlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing.text
from briefing.text.splitting import sentences
from tests.benchmarks import splitting

WORDS = """
قال الوزير د. أ.د. 3.5 1. 2. ق.م. U.S. www.example.com (هل؟) «نعم.» «لا؟» . ؟ ! … ... .. ؛ ، : " » « ( ) “ ” '
[1] انتهى.وبدأ و نص نعم. - – وقال كما م. 2024 ثم أ ب إل. س. قال"نعم كَتَبَ. ـ وي. ؟" هل؟نعم .» *
"""
PIECES = st.lists(
    st.sampled_from([*WORDS.split(), "\n", "\n\n", "! .", "لا أعرف.", "\u202a."]), max_size=40
).map(" ".join)
CROWDED = st.text(alphabet="ابو .؟!…\"«»()'1،:-\n", max_size=80)
TEXTS = PIECES | CROWDED | st.text(max_size=80)

MARKS = [
    ["هل تنجح؟", "لا أحد يعرف!", "سنرى…"],
    ["أهذا معقول؟!", "نعم."],
    ["هل رأيت ذلك ؟", "رأيته بعيني .", "وأنا أيضا !"],
    ["غاب الشهود.", "هل يعودون?", "لا ندري!!"],
    ["انتهى العرض الأول.", "- وبدأ العرض الثاني مساء."],
    ["تقدم الجيش؛ وانسحب العدو."],
    [
        "قال الوزير إن الحكومة ستعمل على تحسين الأوضاع المعيشية للمواطنين؛ فالأزمة طالت ولم يعد الناس قادرين"
        " على الاحتمال أكثر من ذلك."
    ],
    ["الأسباب ثلاثة: الفقر والجهل والمرض.", "ولكل منها علاج."],
    ["هذا رأيه – هل هو صحيح؟ – في المسألة كلها."],
    ["القاهرة (رويترز) - أعلنت الحكومة خطتها.", "ثم أرجأت تنفيذها."],
]
ABBREVIATIONS = [
    ["قال د. أحمد إن الأمر انتهى.", "ثم غادر."],
    ["حضر أ.د. سامي وم. خالد الحفل.", "وألقى الأول كلمة."],
    ["التقى ج. ر. ر. تولكين ناشره.", "ثم سافر."],
    ["سجل الهدفين كل من س. العطار وي. الحداد.", "وخرج الفريقان."],
    ["قرأت رواية جي. كي. رولينغ الأخيرة.", "وأعجبتني كثيرا."],
    ["بثت الخبر قناة سي إن إن.", "الرئيس لم يعلق."],
    ["نقلت ذلك وكالة أ ف ب.", "وأضافت أن المحادثات فشلت."],
    ["ذكرت وكالة د.ب.أ. أن الوفد غادر.", "وأضافت أنه سيعود."],
    ["عاش القائد عام 300 ق. م. في روما."],
    ["حدث ذلك في القرن الثالث ق.م.", "وقال المؤرخون ذلك."],
    ["عاش عام 300 ق.م. في روما."],
    ["حدث ذلك عام 2020 م.", "الرئيس التركي زار البلاد يومها."],
    ["صدر العدد عام 1445 هـ.", "وكان الأول."],
    ["وصل الوفد الساعة 3.30 م. بالتوقيت المحلي إلى المطار."],
    ["يبعد الموقع عن المدينة 5 كم.", "ويقع شمال النهر."],
    ["ينصح الأطباء بتناول فيتامين د.", "وأكدوا أنه مفيد."],
    ["ص.ب. 2510 بيروت.", "هاتف 123."],
    ["أعلنت U.S. Army ذلك.", "ثم نفت."],
    ["التقى J. K. Rowling في لندن.", "وعاد."],
    ["عثر على جثة «ف. م.» (34 عاما) في شقته."],
    ["أكلنا الخبز والجبن إلخ.", "ثم نمنا."],
    ["كان الجواب القصير: لا.", "أما الطويل فيأتي غدا."],
]
NUMBERS_AND_NAMES = [
    ["بلغت النسبة 3.5 بالمئة.", "وارتفع السعر إلى 1.200 دولار."],
    ["بلغ عددهم 25.", "وقال المتحدث إنهم بخير."],
    ["ارتفعت النسبة إلى 5.5%.", "الخبراء متفائلون."],
    ["بلغ المعدل 3.5.", "الخبراء متفائلون."],
    ["فاز الفريق بنتيجة 3-1.", "وسجل الهدف الأول لاعب الوسط."],
    ["انتهت المباراة بنتيجة 2 - 1.", "وسجل الهدف الأول لاعب الوسط."],
    ["حل الفريق في المركز 1.", "وجاء خصمه ثانيا."],
    ["النقاط ثلاث: 1. الأمن", "2. الاقتصاد", "3. التعليم."],
    ["1. الأمن أولا.", "2. الاقتصاد ثانيا.", "3. التعليم دائما."],
    ["زر موقع www.example.com?a=1 اليوم.", "ثم عد."],
    ["راسلونا على info@example.com.", "نجيب خلال يوم."],
    ["قناة العربية.نت نشرت ذلك."],
    ["تعمل في شركة Yahoo! اليابانية منذ عام."],
    ["النص هنا.[1]", "وقال آخر غيره."],
]
QUOTATIONS = [
    ["«هل تنجح؟» سأل المحلل.", "ثم صمت."],
    ["«إلى متى؟!» صرخت إحدى الأمهات."],
    ["«هل أنتم خائفون؟» سألناهم.", "«لا نخاف أحدا!» أجاب أصغرهم وهو يضحك."],
    ["«هل تنجح الخطة؟»، سأل الصحافي."],
    ['"لن نتراجع أبدا." كما قال الوزير في بيان.'],
    ["قال: «لن نتراجع.»", "وأضاف أن الحرب مستمرة."],
    ["قال: «لن نتراجع».", "ثم غادر."],
    ['قال الوزير: "لن نتراجع."', '"سنمضي قدما."'],
    ['"لن يتغير شيء هنا."', "قال مصدر آخر إن الوضع معقد."],
    ['وتساءل: "لماذا تأخروا؟"', "لا أحد يعرف الجواب."],
    ['وقال في نهاية المؤتمر "لم نتوقع ذلك أبدا!"', "وأضاف أن اللجنة ستجتمع."],
    ['وصف الخطاب بأنه "كلام لا معنى له."', "بالنسبة إليه انتهى الأمر."],
    ["قدّم برنامج «من سيربح المليون؟» جائزة كبرى."],
    ['هتف الطلاب "النصر قريب!" في باحة الجامعة.'],
    ["تحدث عن كتاب «من نحن؟ ومن أنتم؟» في المقابلة."],
    [
        "وقال: «كنا على وشك الحرب.",
        "كان ذلك سيقتل الملايين.",
        "أما الآن فالعلاقات جيدة».",
        "ثم غادر القاعة.",
    ],
    ['سألته “هل تعود؟"', "وكان الجواب في عينيه."],
    ["لم يأت أحد (هل كان يخاف؟ ربما.) إلى البيت.", "انتهى."],
    ["(لم يحضر أحد إلى القاعة.)", "ثم بدأ الحفل."],
    ["شكرا جزيلا لكم.", "(تصفيق) أود أن أضيف كلمة."],
]
PAUSES = [
    ["قال إنه... لا يعرف الجواب.", "ثم سكت."],
    ["تونس.. الآلاف يتظاهرون ضد الحكومة"],
    ["مهما حدث .. فإنها ستعود إلى بيتها."],
    ["رحلت الشاعرة أمس... وبقيت قصائدها."],
    ["ننتظر منذ سنوات طويلة... سنوات بلا جواب."],
    ["كانت الرحلة طويلة... طويلة جدا، لكنها ممتعة."],
    ["لم نعرف ماذا نفعل...", "كان الليل قد حل."],
    ["تحدث الرجل ساعة كاملة عن ماضيه...", "وقال إن الندم لا ينفع."],
]
TURNS = [
    ["هل نجح الأمر؟", "نعم. لكن الطريق كان طويلا."],
    ["لا. لا أظن أنه سيعود."],
    ["مرحبا.", "اسمي نور."],
]


@pytest.mark.parametrize(
    "expected",
    [*MARKS, *ABBREVIATIONS, *NUMBERS_AND_NAMES, *QUOTATIONS, *PAUSES, *TURNS],
    ids=lambda expected: expected[0][:40],
)
def test_a_sentence_ends_at_its_marks_and_nowhere_else(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انتهت الحرب.وقال الناس.", ["انتهت الحرب.", "وقال الناس."]),
        ("لماذا ذهبوا؟لأن البيت هدم.", ["لماذا ذهبوا؟", "لأن البيت هدم."]),
        ("حدث ذلك عام 2020.وأضاف أنه آسف.", ["حدث ذلك عام 2020.", "وأضاف أنه آسف."]),
        ('انتهت الحرب."لن نعود إليها".', ["انتهت الحرب.", '"لن نعود إليها".']),
    ],
)
def test_a_mark_without_a_blank_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_diacritics_and_invisible_characters_do_not_hide_an_abbreviation() -> None:
    assert sentences("كَتَبَ د. أَحْمَدُ رِسَالَةً. ثُمَّ غَادَرَ المَدِينَةَ.") == [
        "كَتَبَ د. أَحْمَدُ رِسَالَةً.",
        "ثُمَّ غَادَرَ المَدِينَةَ.",
    ]
    assert sentences("قال د\u202a.\u202c سامي إنها مريضة. وليس السبب معروفا.") == [
        "قال د\u202a.\u202c سامي إنها مريضة.",
        "وليس السبب معروفا.",
    ]


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


@pytest.mark.parametrize("text", ["", "  \n ", "؟", "...", ".", "«»", "؟ ؟ ؟"])
def test_text_without_words_makes_at_most_one_sentence(text: str) -> None:
    assert len(sentences(text)) <= 1


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_only_white_space_changes(text: str) -> None:
    said = sentences(text)
    assert re.sub(r"\s", "", "".join(said)) == re.sub(r"\s", "", text)
    assert all(sentence and sentence == sentence.strip() and "\n" not in sentence for sentence in said)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_sentence_is_one_sentence_on_its_own(text: str) -> None:
    for sentence in sentences(text):
        assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    "unit",
    [
        "قال د. أحمد (في 3.5 دقائق) إن «الأمر انتهى؟» ثم غادر. ",
        "؟ ",
        "كلمة.. في ",
        "1. ا 2. ب ",
        "د. ",
        "«",
        "« ا؟ ",
        '؟" ',
        "(ا. ",
        "كلمة «ا؟ ب» في ",
        "ب\u064e.",
    ],
)
def test_a_line_of_any_make_is_read_in_proportion_to_its_length(unit: str) -> None:
    line = unit * (100_000 // len(unit))  # a step for each character before each mark would take minutes
    assert "".join(sentences(line)).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(("name", "least"), [("sentences_news", 98.8), ("sentences_talks", 95.0)])
def test_the_sentences_of_the_gold_paragraphs_are_found_again(name: str, least: float) -> None:
    assert splitting.score(sentences, name).f1 >= least


@pytest.mark.parametrize("module", ["splitting", "sections", "titles", "summary"])
def test_public_functions_stay_functions_whatever_is_imported(module: str) -> None:
    importlib.import_module(f"briefing.text.{module}")
    public = (briefing.text.sentences, briefing.text.boundaries, briefing.text.title, briefing.text.choose)
    assert all(callable(function) for function in public)
