from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Block, BlockKind, Masthead
from briefing.text import stems
from briefing.text.sections import divide
from briefing.text.splitting import sentences
from briefing.text.titles import headline, title, titles
from briefing.text.valency import is_joined, object_at, waits
from tests.benchmarks.titling import Headed, dangles, leads, measure, opening, overlap
from tests.stories import STORIES

SEED = Path(__file__).parent.parent / "seeds" / "hmeimim.txt"
HEADED = leads()
FLAT = [text for story in STORIES for text in story]


def _seed() -> list[str]:
    return [part for part in SEED.read_text(encoding="utf-8").split("\n\n") if part.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ارتفعت أسعار النفط اليوم الأربعاء بأكثر من اثنين في المئة، بعد إعلان خفض الإنتاج.",
            "ارتفعت أسعار النفط بأكثر من اثنين في المئة",
        ),
        (
            "كشفت دراسة حديثة نشرتها مجلة طبية أن المشي نصف ساعة يوميا يقلل خطر الإصابة بأمراض القلب.",
            "المشي نصف ساعة يوميا يقلل خطر الإصابة",
        ),
        (
            "قال الرئيس الفرنسي إيمانويل ماكرون إن بلاده ستواصل دعم أوكرانيا مهما طال أمد الحرب.",
            "الرئيس الفرنسي إيمانويل ماكرون: بلاده ستواصل دعم أوكرانيا",
        ),
        (
            "على الصعيد الإنساني، حذر برنامج الأغذية من أن ملايين الأشخاص في السودان يواجهون خطر المجاعة.",
            "ملايين الأشخاص في السودان يواجهون خطر المجاعة",
        ),
        (
            "أما في ما يتعلق بملف التعليم، فإن المدارس الرسمية ستفتح أبوابها مطلع الشهر المقبل.",
            "المدارس الرسمية ستفتح أبوابها مطلع الشهر المقبل",
        ),
        (
            "بيروت (أ ف ب) - انفجرت سيارة مفخخة في وسط العاصمة اللبنانية مساء أمس، ما أدى إلى مقتل ثلاثة.",
            "انفجرت سيارة مفخخة في وسط العاصمة اللبنانية",
        ),
        (
            "وأكدت الوزارة أن المشاركين يعملون على إنهاء الأزمة السياسية.",
            "المشاركون يعملون على إنهاء الأزمة السياسية",
        ),
        ("هل تنجح المفاوضات في إنهاء الأزمة؟", "هل تنجح المفاوضات في إنهاء الأزمة؟"),
        ("الحرب مستمرة.", "الحرب مستمرة"),
        (
            "أطلقت المكتبة العامة خدمة جديدة تتيح لزوارها استعمال برامج حرة على حواسيبها.",
            "أطلقت المكتبة العامة خدمة جديدة",
        ),
        ("ولا تخلو التجربة من عقبات.", "لا تخلو التجربة من عقبات"),
        (
            "في غضون ذلك، واصلت فرق الإطفاء محاولاتها للسيطرة على الحرائق.",
            "واصلت فرق الإطفاء محاولاتها للسيطرة على الحرائق",
        ),
        (
            "لم تتمكن فرق الإنقاذ من الوصول إلى القرى المعزولة بسبب انهيار الجسور.",
            "لم تتمكن فرق الإنقاذ من الوصول إلى القرى المعزولة",
        ),
        (
            "وافق مجلس النواب الأردني على مشروع قانون الموازنة العامة لعام 2025 بأغلبية كبيرة.",
            "وافق مجلس النواب الأردني على مشروع قانون الموازنة العامة",
        ),
        (
            "لا تزال أسعار الإيجارات في العاصمة ترتفع رغم تراجع عدد السكان.",
            "لا تزال أسعار الإيجارات في العاصمة ترتفع",
        ),
        (
            "رست في الميناء القديم، مع أول ضوء، سفينة بيضاء لا تحمل قمحاً، بل خمسة آلاف كتاب.",
            "رست في الميناء القديم سفينة بيضاء لا تحمل قمحاً",
        ),
        (
            "لاحظت معلمة العلوم أن حرارة الصفوف في الطابق الأخير تزيد بست درجات على حرارة الطابق الأرضي.",
            "حرارة الصفوف في الطابق الأخير تزيد بست درجات",
        ),
        (
            "وإذا كانت الرحلة التجريبية الأولى، التي انطلقت فجراً، قد تأخرت أربعين دقيقة، فلم يتذمر أحد.",
            "الرحلة التجريبية الأولى تأخرت أربعين دقيقة",
        ),
        (
            "الفنان الشاب الذي بدأ مسيرته قبل خمس سنوات، قدم عرضه الأول على مسرح المدينة.",
            "الفنان الشاب قدم عرضه الأول على مسرح المدينة",
        ),
        (
            "أما في الشمال فقد انقطعت الكهرباء عن عشرات القرى منذ ثلاثة أيام.",
            "انقطعت الكهرباء عن عشرات القرى منذ ثلاثة أيام",
        ),
        ("«هل ستمطر غداً؟»", "هل ستمطر غداً؟"),
        ("وتعود جذور الأزمة إلى عام 2019 حين انهار النظام المصرفي.", "تعود جذور الأزمة إلى عام 2019"),
    ],
)
def test_a_title_is_the_clause_an_editor_would_take(text: str, expected: str) -> None:
    assert title(sentences(text)) == expected


def test_the_parts_of_the_given_article_have_subheads() -> None:
    paragraphs = _seed()
    parts = [paragraphs[:2], paragraphs[2:5], paragraphs[5:7], paragraphs[7:]]
    assert titles([[said for text in part for said in sentences(text)] for part in parts]) == [
        'موسكو إختارت "قاعدة حميميم" العسكرية',
        "الخطوات الروسية المتعددة تتمّ بالتنسيق مع الحكومة في دمشق",
        "الحكومتان الروسية والأميركية تعملان على تحقيق مصالحهما في سوريا",
        "تسعى موسكو إلى تدعيم عملياتها العسكرية بمصالحات سياسية",
    ]


def test_the_headline_of_the_given_article_is_not_the_title_of_a_section() -> None:
    article = Article(masthead=Masthead(), blocks=tuple(Block(BlockKind.PARAGRAPH, text) for text in _seed()))
    sections = divide(article)
    assert headline(sections)
    assert headline(sections) not in {section.title for section in sections}


@pytest.mark.parametrize("headed", HEADED, ids=range(len(HEADED)))
def test_a_lead_has_a_short_title_that_does_not_dangle(headed: Headed) -> None:
    found = title(headed.said)
    assert 3 <= len(found.split()) <= 9
    assert not dangles(found)
    assert overlap(found, headed.headline, write=stems.stem) > 0
    assert stems.fold(found.split()[0]) not in stems.PRONOUNS | stems.RELATIVES | stems.DEMONSTRATIVES


def test_titles_share_half_their_words_with_the_headlines_of_journalists() -> None:
    score = measure(HEADED, title)
    assert score.bare > 48
    assert score.words <= 8
    assert score.bare > measure(HEADED, opening).bare + 4


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (
            "قضت محكمة الاستئناف في باريس بسجن الرئيس السابق ثلاث سنوات، بتهمة الفساد.",
            {
                "قضت محكمة الاستئناف بسجن الرئيس السابق ثلاث سنوات",
                "قضت محكمة الاستئناف في باريس بسجن الرئيس السابق",
            },
        ),
        (
            "شهدت خمس دول في الشرق الأوسط بطئا كبيرا في خدمة الإنترنت منذ فجر السبت.",
            {"شهدت خمس دول بطئا كبيرا في خدمة الإنترنت", "شهدت خمس دول في الشرق الأوسط بطئا كبيرا"},
        ),
        (
            "لقي عشرة أشخاص مصرعهم وأصيب عشرون آخرون بجروح في تصادم حافلتين قرب القاهرة.",
            {"لقي عشرة أشخاص مصرعهم في تصادم حافلتين", "لقي عشرة أشخاص مصرعهم في تصادم حافلتين قرب القاهرة"},
        ),
        (
            "ارتفعت حصيلة ضحايا الفيضانات التي اجتاحت جنوب باكستان إلى مئة قتيل على الأقل، بحسب السلطات.",
            {"ارتفعت حصيلة ضحايا الفيضانات إلى مئة قتيل"},
        ),
        (
            "صادق البرلمان، في جلسة عامة استمرت حتى ساعات الفجر، على قانون المالية الجديد.",
            {"صادق البرلمان على قانون المالية الجديد"},
        ),
        (
            "وقع المغرب وإسبانيا، أمس في الرباط، اتفاقية جديدة لمكافحة الهجرة السرية.",
            {"وقع المغرب وإسبانيا اتفاقية جديدة لمكافحة الهجرة السرية"},
        ),
        (
            "إذا استمر الجفاف على هذه الحال، فقد تفقد دول المنطقة نصف محاصيلها الزراعية.",
            {"قد تفقد دول المنطقة نصف محاصيلها الزراعية"},
        ),
        (
            "للمرة الأولى في تاريخها، تستضيف السعودية بطولة كأس العالم للأندية.",
            {"تستضيف السعودية بطولة كأس العالم للأندية"},
        ),
    ],
)
def test_what_an_editor_would_leave_out_is_left_out(text: str, allowed: set[str]) -> None:
    assert title(sentences(text)) in allowed


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("شهدت خمس دول في الشرق الأوسط بطئا كبيرا", "بطئا"),
        ("أطلق معهد أبحاث في أبوظبي نموذجا لغويا", "نموذجا"),
        ("أقر مجلس الوزراء الأردني مشروع قانون الموازنة", "مشروع"),
        ("وافق مجلس النواب على مشروع قانون", ""),
        ("تم تأجيل محاكمة المتهمين في قضية انفجار مرفأ بيروت", ""),
        ("موسكو تسعى إلى المصالحة", ""),
    ],
)
def test_a_clause_shows_where_its_object_begins(clause: str, found: str) -> None:
    words = clause.split()
    at = object_at(words)
    assert (words[at] if at else "") == found


@pytest.mark.parametrize(
    "text", ["،" * 5, "\u202e\ud7ff x", "ال", "«(", "أن أن أن أن أن", "1 2 3 4 5 6 7 8 9 10 11"]
)
def test_odd_text_has_a_title_or_none_but_no_exception(text: str) -> None:
    assert len(title([text]).split()) <= 9


@given(st.lists(st.text(max_size=80), max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_asked_for_a_title(said: list[str]) -> None:
    assert len(title(said).split()) <= 9


def test_nothing_has_no_title() -> None:
    assert title([]) == ""
    assert title(["", "…"]) == ""
    assert titles([]) == []
    assert headline(()) == ""


def test_no_two_titles_are_alike() -> None:
    found = [text for text in titles([FLAT[:5], FLAT[:5], FLAT[5:10]]) if text]
    assert len(set(found)) == len(found)


@given(st.lists(st.sampled_from(FLAT), min_size=1, max_size=4), st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_a_title_is_short_and_ends_on_a_word_that_can_end(said: list[str], dropped: int) -> None:
    cut = [" ".join(said[0].split()[dropped % 8 :]), *said[1:]]
    words = title(cut).split()
    assert len(words) <= 9
    assert words
    if len(" ".join(cut).split()) > 9:
        assert len(words) >= 2
        assert not stems.hangs(words[-1])
    assert words[-1][-1] not in "،؛:([«"
    assert title(cut).count('"') % 2 == 0


def test_every_story_has_a_title_of_three_to_nine_words() -> None:
    for text in titles(STORIES):
        assert 3 <= len(text.split()) <= 9


@pytest.mark.parametrize(
    ("kept", "after", "waiting"),
    [
        ("وافق المجلس", "على", True),
        ("وافق المجلس على المشروع", "في", False),
        ("تمكن الجيش من الوصول", "إلى", True),
        ("لا تزال الأسعار", "في", True),
        ("لا تزال الأسعار ترتفع", "في", False),
        ("باتت المدينة خالية", "من", False),
        ("تسببت الأمطار", "بأضرار", True),
        ("افتتح المعرض", "في", False),
    ],
)
def test_a_clause_knows_what_it_waits_for(kept: str, after: str, waiting: bool) -> None:
    assert waits([stems.fold(word) for word in kept.split()], stems.fold(after)) is waiting


@pytest.mark.parametrize(
    ("word", "joined"), [("واحدة", False), ("وزير", False), ("والوزير", True), ("وقال", True)]
)
def test_a_word_with_a_waw_of_its_own_is_not_joined(word: str, joined: bool) -> None:
    assert is_joined(word) is joined


def test_what_comes_far_on_in_a_sentence_without_an_end_has_no_say() -> None:
    endless = "وافق مجلس النواب على قانون، " * 100
    assert title([endless]) == title([endless + "واحترقت السفينة البيضاء في الميناء القديم، " * 100])
