from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Block, BlockKind, Masthead
from briefing.text.evidence import opening
from briefing.text.sections import boundaries, divide
from tests.benchmarks.sectioning import Text, pk, window_diff
from tests.stories import FOOTBALL, HEALTH, OIL, SCHOOLS, STORIES

SEED = Path(__file__).parent.parent / "seeds" / "hmeimim.txt"
FLAT = [text for story in STORIES for text in story]


def _article(*blocks: str | tuple[BlockKind, str] | tuple[int, str], headline: str = "") -> Article:
    """Plain text is a paragraph; a number makes a heading of that level."""
    made = []
    for block in blocks:
        if isinstance(block, str):
            made.append(Block(BlockKind.PARAGRAPH, block))
        elif isinstance(block[0], int):
            made.append(Block(BlockKind.HEADING, block[1], block[0]))
        else:
            made.append(Block(block[0], block[1]))
    return Article(masthead=Masthead(headline=headline), blocks=tuple(made))


def _seed() -> list[str]:
    return [part for part in SEED.read_text(encoding="utf-8").split("\n\n") if part.strip()]


def test_the_given_article_turns_where_its_sources_do() -> None:
    assert boundaries(_seed()) == [2, 5, 7]


def test_the_given_article_has_four_titled_sections() -> None:
    sections = divide(_article(*_seed()))
    assert [section.id for section in sections] == ["s01", "s02", "s03", "s04"]
    assert [len(section.sentences) for section in sections] == [2, 3, 2, 1]
    assert sections[1].sentences[0].id == "s02u02"
    assert all(section.title and not section.titled_by_author for section in sections)
    assert all(sentence.opens_paragraph for section in sections for sentence in section.sentences)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_stories_told_one_after_another_are_told_apart(order: tuple[int, ...]) -> None:
    assert boundaries([text for at in order for text in STORIES[at]]) == [5, 10, 15]


def test_paragraphs_of_several_stories_are_told_apart() -> None:
    paragraphs = [" ".join(story[at : at + 2]) for story in STORIES for at in (0, 2, 4)]
    assert boundaries(paragraphs) == [3, 6, 9]


@pytest.mark.parametrize("story", STORIES)
def test_one_story_stays_whole(story: tuple[str, ...]) -> None:
    assert boundaries(story) == []


@pytest.mark.parametrize(
    "units",
    [
        [],
        [""],
        ["نص"],
        ["", "", ""],
        ["خبر عاجل قصير.", "قتل شخصان في انفجار.", "وفتحت الشرطة تحقيقا."],
        ["على قدر أهل العزم تأتي العزائم", "وتأتي على قدر الكرام المكارم"] * 12,
        ["The cat sat on the mat.", "It was a sunny day in the city."],
    ],
)
def test_flashes_verse_and_empty_text_stay_whole(units: list[str]) -> None:
    assert boundaries(units) == []


def test_a_conclusion_may_stand_alone() -> None:
    end = "في المحصلة، يبقى السؤال عن قدرة الحكومة على تنفيذ ما وعدت به."
    paragraphs = [" ".join(story) for story in (OIL, HEALTH)]
    assert boundaries([*paragraphs, end])[-1] == 2


def test_questions_stay_with_their_answers() -> None:
    answers = [" ".join(story) for story in STORIES] * 2
    units = [
        text for number, answer in enumerate(answers) for text in (f"ما رأيكم في الأمر رقم {number}؟", answer)
    ]
    cuts = boundaries(units)
    assert cuts
    assert all(cut % 2 == 0 for cut in cuts)


def test_a_list_stays_with_what_announces_it() -> None:
    units = [
        " ".join(OIL),
        "ودعا البيان إلى ما يلي:",
        "- وقف القتال",
        "- فتح المعابر",
        "- تبادل الأسرى",
        " ".join(SCHOOLS),
    ]
    assert not {2, 3, 4} & set(boundaries(units))


def test_lines_that_look_like_headings_open_sections_where_there_are_several() -> None:
    units = ["ارتفاع أسعار النفط", *OIL, "2. فوز المنتخب", *FOOTBALL, "**المشي والقلب**", *HEALTH]
    assert boundaries(units) == [6, 12]
    sections = divide(_article(*units))
    assert [section.title for section in sections] == ["ارتفاع أسعار النفط", "فوز المنتخب", "المشي والقلب"]
    assert all(section.titled_by_author for section in sections)


def test_marked_headings_win() -> None:
    article = _article(
        (1, "العنوان"), OIL[0], (2, "السوق"), *OIL[1:3], (2, "الملعب"), *FOOTBALL[:2], headline="العنوان"
    )
    sections = divide(article)
    assert [section.title for section in sections][1:] == ["السوق", "الملعب"]
    assert [section.titled_by_author for section in sections] == [False, True, True]
    told = [sentence.text for section in sections for sentence in section.sentences]
    assert told == [OIL[0], *OIL[1:3], *FOOTBALL[:2]]


def test_a_heading_over_a_heading_is_announced_with_it() -> None:
    article = _article((2, "الاقتصاد"), (3, "النفط"), *OIL, (3, "المدارس"), *SCHOOLS)
    assert [section.title for section in divide(article)] == ["الاقتصاد: النفط", "المدارس"]


def test_deep_headings_are_told_as_sentences_where_sections_would_be_too_many() -> None:
    blocks: list[tuple[int, str] | str] = []
    for chapter in range(3):
        blocks.append((2, f"الفصل {chapter}"))
        for part in range(6):
            blocks += [(3, f"الفقرة {chapter} {part}"), OIL[part % 5]]
    sections = divide(_article(*blocks))
    assert len(sections) == 3
    assert any(sentence.text == "الفقرة 1 3" for sentence in sections[1].sentences)


def test_a_lone_heading_titles_its_section_where_the_text_turns() -> None:
    article = _article(
        " ".join(OIL), " ".join(OIL[::-1]), (2, "كرة القدم"), " ".join(FOOTBALL), " ".join(FOOTBALL[::-1])
    )
    sections = divide(article)
    assert "كرة القدم" in [section.title for section in sections]


def test_a_heading_at_the_end_is_still_told() -> None:
    sections = divide(_article((2, "أ ب ج"), *OIL, (2, "د هـ و"), *HEALTH, (2, "اقرأ أيضا")))
    assert sections[-1].sentences[-1].text == "اقرأ أيضا"


def test_a_flash_is_one_section() -> None:
    (section,) = divide(_article("انفجرت سيارة في العاصمة. وقتل شخصان. وفتحت الشرطة تحقيقا."))
    assert [sentence.id for sentence in section.sentences] == ["s01u02", "s01u03", "s01u04"]
    assert [sentence.opens_paragraph for sentence in section.sentences] == [True, False, False]


def test_the_only_section_does_not_repeat_the_headline() -> None:
    text = "وافق البرلمان على قانون جديد."
    (section,) = divide(_article(text, headline="وافق البرلمان على قانون جديد"))
    assert section.title == ""


def test_text_in_one_block_is_divided_between_sentences() -> None:
    sections = divide(_article(" ".join(FLAT)))
    assert [len(section.sentences) for section in sections] == [5, 5, 5, 5]


def test_an_empty_article_has_no_sections() -> None:
    assert divide(_article("", "…", (2, "  "))) == ()


@pytest.mark.parametrize(
    ("text", "speaks_for_a_new_part"),
    [
        ("على صعيد متصل، قالت مصادر معارضة إن المفاوضات فشلت.", True),
        ("في هذا السياق، تكشف مصادر مطلعة أن الخطوات مستمرة.", True),
        ("في المحصلة، تسعى موسكو إلى تدعيم عملياتها.", True),
        ("وتشير هذه المصادر إلى أن الرؤية واضحة.", False),
        ("وتلفت المصادر نفسها إلى أن الضباط يشاركون.", False),
        ("وأضاف أن الحرب ستطول.", False),
        ("كما شدد على أهمية الحوار.", False),
        ("وأوضحت الدراسة أن النسبة ارتفعت.", False),
        ("القاهرة (وكالات) - بدأت أعمال القمة الاقتصادية.", True),
        ("أعلنت وزارة النقل أمس الثلاثاء افتتاح خط جديد.", True),
        ("لكنه رفض الإجابة عن سؤال الصحافيين.", False),
        ("«لا نعرف متى نعود إلى بيوتنا»، قالت نازحة في المخيم.", False),
        ("هذه الخطوة أثارت غضب السكان.", False),
    ],
)
def test_an_opening_is_evidence(text: str, speaks_for_a_new_part: bool) -> None:
    assert (opening(text).strength > 0) is speaks_for_a_new_part


def test_twenty_thousand_words_are_divided_into_many_sections() -> None:
    cuts = boundaries(FLAT * 80)
    assert len(cuts) > 100
    assert sum(cut % 5 == 0 for cut in cuts) > 0.9 * len(cuts)


SENTENCES = tuple(text for story in STORIES for text in story)
PARAGRAPHS = tuple(" ".join(story[at : at + 2]) for story in STORIES for at in (0, 2, 4))
TIMES = ("08:10", "09:25", "10:45", "12:20", "13:05", "15:45", "16:30", "17:20")


@pytest.mark.parametrize(
    ("units", "may_open"),
    [
        pytest.param(
            [line for time, text in zip(TIMES, PARAGRAPHS, strict=False) for line in (time, text)],
            set(range(0, 16, 2)),
            id="times on lines of their own open the entries of a log",
        ),
        pytest.param(
            [
                line
                for at, time in enumerate(TIMES)
                for line in (f"{time} - {SENTENCES[2 * at]}", SENTENCES[2 * at + 1])
            ],
            set(range(0, 16, 2)),
            id="a time before the words opens an entry",
        ),
        pytest.param(
            [*OIL, "| السنة | السعر |", "| 2024 | 80 |", "| 2025 | 75 |", "| 2026 | 70 |", *FOOTBALL],
            {9},
            id="rows of a table stay together, and with what stands before",
        ),
        pytest.param(
            [*OIL, "السنة\tالسعر\tالفرق", "2024\t80\t5", "2025\t75\t5", *FOOTBALL],
            {8},
            id="so do rows with tabs",
        ),
        pytest.param(
            [*OIL, "وجاء في القرار:", "1- خفض الإنتاج", "2- مراجعة الحصص", "3- زيادة المخزون", *FOOTBALL],
            {9},
            id="items of a numbered list stay with what announces them",
        ),
        pytest.param(
            [
                *OIL,
                *(
                    f"س: هل يستمر الأمر {at}؟" if half else text
                    for at, text in enumerate(HEALTH)
                    for half in (1, 0)
                ),
            ],
            {5, 7, 9, 11, 13},
            id="an answer never opens a section",
        ),
    ],
)
def test_only_what_may_open_a_section_opens_one(units: list[str], may_open: set[int]) -> None:
    cuts = boundaries(units)
    assert cuts
    assert set(cuts) <= may_open


@pytest.mark.parametrize(
    "units",
    [
        ["بيان عاجل.", "لا تفاصيل."] * 2,
        ["The minister opened the new port.", "It took five years to build the docks and the roads."],
        ["وزیر خارجه ایران با همتای خود دیدار کرد.", "دو طرف درباره روابط دوجانبه گفتگو کردند."],
        ["| أ | ب |", "| 1 | 2 |", "| 3 | 4 |", "| 5 | 6 |"],
        ["- تفاح", "- برتقال", "- موز", "- عنب"],
        ["10:45", "10:50", "10:55"],
        ["...", "؟", "!"],
    ],
)
def test_short_or_strange_text_stays_whole(units: list[str]) -> None:
    assert boundaries(units) == []


@pytest.mark.parametrize("numbered", ["أولا: {}", "**{}**", "## {}", "1. {}", "1- {}", "(1) {}"])
def test_short_lines_between_paragraphs_are_headings(numbered: str) -> None:
    units = []
    for name, story in zip(("أسواق النفط", "كرة القدم", "صحة القلب"), STORIES, strict=False):
        units += [numbered.format(name), " ".join(story)]
    assert boundaries(units) == [2, 4]


@pytest.mark.parametrize(
    ("found", "expected"),
    [([4], (0.0, 0.0)), ([], (100 / 3, 100 / 3)), ([3], (100 / 3, 100 / 3)), ([4, 5], (100 / 3, 100 / 6))],
)
def test_a_window_counts_borders_that_are_amiss(found: list[int], expected: tuple[float, float]) -> None:
    """Six windows of two units in a text of eight with one border."""
    text = Text(("جملة.",) * 8, (4,))
    assert text.window == 2
    assert (window_diff(text, found), pk(text, found)) == pytest.approx(expected)


def test_sentences_of_a_long_story_stay_with_their_lead() -> None:
    """Every section but a conclusion has two sentences at least."""
    cuts = boundaries(FLAT * 3)
    assert all(after - before >= 2 for before, after in itertools.pairwise([0, *cuts, len(FLAT) * 3]))


@pytest.mark.parametrize("without_and", [False, True])
def test_short_items_in_a_row_are_told_apart(without_and: bool) -> None:
    """Also where a writer joins no sentence with «و»."""
    items = [story[:4] for story in STORIES]
    units = [
        text[1:] if without_and and at and text.startswith("و") else text
        for item in items
        for at, text in enumerate(item)
    ]
    assert boundaries(units) == [4, 8, 12]


@given(
    st.lists(
        st.sampled_from([*FLAT, "", "عنوان", "- بند", "لماذا؟", "قال:", "في الختام، انتهى الأمر."]),
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None)
def test_boundaries_are_rising_numbers_of_units_with_words(units: list[str]) -> None:
    cuts = boundaries(units)
    assert cuts == sorted(set(cuts))
    assert all(0 < cut < len(units) and units[cut] for cut in cuts)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(BlockKind)),
            st.sampled_from([*FLAT, " ".join(OIL), "عنوان قصير"]),
            st.integers(1, 4),
        ),
        max_size=14,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_and_ids_are_unique(blocks: list[tuple[BlockKind, str, int]]) -> None:
    article = Article(
        masthead=Masthead(),
        blocks=tuple(
            Block(kind, text, level if kind is BlockKind.HEADING else 0) for kind, text, level in blocks
        ),
    )
    sections = divide(article)
    ids = [sentence.id for section in sections for sentence in section.sentences]
    assert len(set(ids)) == len(ids)
    told = " ".join(f"{section.title} " + " ".join(s.text for s in section.sentences) for section in sections)
    tops = [text for kind, text, level in blocks if kind is BlockKind.HEADING and level == 1]
    for kind, text, _ in blocks:
        if kind is not BlockKind.HEADING and text not in tops:
            assert text.split()[0] in told
