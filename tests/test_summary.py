from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Section, Sentence
from briefing.text.evidence import stands_alone
from briefing.text.summary import choose, extract
from tests.benchmarks.summarizing import Story, fitting, joined, lead, rouge, score
from tests.stories import FOOTBALL, HEALTH, OIL, SCHOOLS, STORIES

FLAT = [text for story in STORIES for text in story]


def _sections(*parts: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(
        Section(f"s{n:02d}", "", tuple(Sentence(f"s{n:02d}u{m:02d}", text) for m, text in enumerate(part, 2)))
        for n, part in enumerate(parts, 1)
    )


def _seconds(sentence: Sentence) -> float:
    return len(sentence.text.split()) / 2


def summarize(sections: tuple[Section, ...], *, budget: float) -> list[Sentence]:
    """Whole sentences only."""

    def cost(text: str) -> float:
        return _seconds(Sentence("", text))

    return [pick.sentence for pick in extract(sections, cost=cost, budget=budget, abridge=False).picks]


def test_news_of_one_subject_is_summed_up_by_its_lead() -> None:
    assert choose(OIL, 40)[:2] == [0, 1]


def test_an_article_of_several_subjects_gives_the_lead_of_each() -> None:
    assert set(choose(FLAT, 60)) == {0, 5, 10, 15}


def test_the_spoken_summary_spreads_over_the_sections_in_their_order() -> None:
    told = summarize(_sections(*STORIES), budget=32)
    assert [sentence.id for sentence in told] == ["s01u02", "s02u02", "s03u02", "s04u02"]


@pytest.mark.parametrize("budget", [0.0, 1.0, 6.0, 6.5, 13.2, 45.0, 1000.0])
def test_a_summary_never_costs_more_than_its_budget(budget: float) -> None:
    told = summarize(_sections(*STORIES), budget=budget)
    assert sum(map(_seconds, told)) <= budget
    assert bool(told) == (budget >= min(_seconds(Sentence("", text)) for text in FLAT))


def test_a_repeated_sentence_is_not_told_twice_where_others_fit() -> None:
    doubled = [FOOTBALL[0], FOOTBALL[0], *FOOTBALL[1:]]
    chosen = choose(doubled, 45)
    assert not {0, 1} <= set(chosen)


def test_nothing_comes_of_nothing() -> None:
    assert choose([], 100) == []
    assert choose(["", "  "], 100) == []
    assert summarize((), budget=45) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("أعلنت وزارة الصحة مقتل خمسة أشخاص في غارة على الجنوب.", True),
        ("وأضاف المصدر أن الجيش دخل المدينة من جهتها الشرقية.", False),
        ("كما شدد الوزير على أهمية الحوار بين الأطراف كافة.", False),
        ("وهو ما ترفضه الحكومة منذ سنوات طويلة من المفاوضات.", False),
        ("هذا ما أكده الوزير في حديثه إلى الصحافيين أمس.", False),
        ("هذه الحرب المستمرة منذ عامين شردت ملايين السكان.", True),
        ("وتشير هذه المصادر إلى أن المفاوضات ستبدأ قريبا في جنيف.", False),
        ("لكن الحكومة رفضت الاقتراح وأصرت على إجراء الانتخابات.", False),
        ("وتعتبر أن موسكو ستسعى إلى الاستفادة من المصالحات.", False),
        ("فهل تنجح المفاوضات هذه المرة في وقف الحرب؟", False),
        ("وقال الوزير للصحافيين:", False),
        ("«أهذا كل شيء؟»، سألها المتدرب مازحا أمام الجميع.", False),
        ("كنا نريد درسا لا حديقة على سطح المدرسة.", False),
        ("وفي الثاني كتب الملاحة والفلك والطبخ والبحر.", False),
        ("فبعض الزوار يصل بملفات لا تفتح كما ينبغي.", False),
    ],
)
def test_a_sentence_that_leans_on_another_is_known(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone


def test_a_leaning_sentence_is_left_out_where_another_fits() -> None:
    said = ["وأضاف أن الأمر انتهى تماما بالنسبة إلى الجميع.", *OIL]
    assert 1 in choose(said, 20) or 0 in choose(said, 20)
    assert choose([OIL[0], said[0], OIL[1]], 26) == [0, 2]


def test_what_is_said_inside_a_long_quotation_is_left_out() -> None:
    said = [
        OIL[0],
        "وقال الوزير: «الأسعار مرتفعة جدا هذا العام.",
        "المخزون يكفي شهرين فقط في العاصمة».",
        *OIL[1:],
    ]
    assert not {1, 2} & set(choose(said, 60))


def test_list_items_are_left_out_of_the_summary() -> None:
    texts = ("تطلب السفينة من زوارها أن يلتزموا القواعد الآتية:", *OIL[1:4])
    part = Section(
        "s01",
        "",
        tuple(Sentence(f"s01u{m:02d}", text, opens_paragraph=True) for m, text in enumerate(texts, 2)),
    )
    rest = Section("s02", "", tuple(Sentence(f"s02u{m:02d}", text) for m, text in enumerate(FOOTBALL, 2)))
    told = summarize((part, rest), budget=30)
    assert not {"s01u03", "s01u04", "s01u05"} & {sentence.id for sentence in told}


@given(st.lists(st.sampled_from([*FLAT, "", "؟", "نعم."]), max_size=15), st.integers(0, 80))
@settings(max_examples=60, deadline=None)
def test_chosen_sentences_are_whole_distinct_and_within_the_words(said: list[str], words: int) -> None:
    chosen = choose(said, words)
    assert len(set(chosen)) == len(chosen)
    assert sum(len(said[at].split()) for at in chosen) <= words


# --- the spoken extract ----------------------------------------------------------------------------------

LONG = (
    "أعلنت وزارة النقل بدء العمل في خط القطارات الجديد بين العاصمة والمرفأ الشرقي بكلفة مليار دولار، "
    "حيث ستستمر الأعمال ثلاث سنوات، وتشارك فيها شركات من دول عدة.",
    "وقالت الوزارة إن القطارات الجديدة ستنقل خمسين ألف راكب كل يوم بعد افتتاح الخط.",
)


def _pace(text: str) -> float:
    return len(text.split()) / 2


@pytest.mark.parametrize("headlines", [False, True])
@pytest.mark.parametrize("abridge", [False, True])
@pytest.mark.parametrize("budget", [0.0, 5.0, 8.0, 14.5, 30.0, 45.0, 300.0])
def test_an_extract_is_in_order_and_within_its_seconds(budget: float, abridge: bool, headlines: bool) -> None:
    sections = _sections(LONG, *STORIES)
    found = extract(sections, cost=_pace, budget=budget, abridge=abridge, headlines=headlines)
    ids = [sentence.id for section in sections for sentence in section.sentences]
    assert sum(_pace(pick.text) for pick in found.picks) <= budget
    assert [ids.index(pick.sentence.id) for pick in found.picks] == sorted(
        {ids.index(pick.sentence.id) for pick in found.picks}
    )
    assert [reason.sentence for reason in found.reasons] == ids
    assert {reason.sentence for reason in found.reasons if reason.chosen} == {
        pick.sentence.id for pick in found.picks
    }
    assert all(reason.why and not reason.why.endswith(".") for reason in found.reasons)
    assert all(pick.abridged == (pick.text != pick.sentence.text) for pick in found.picks)
    assert abridge or not any(pick.abridged for pick in found.picks)
    assert all(pick.sentence.id.startswith(pick.section) for pick in found.picks)


def test_a_long_sentence_is_cut_where_that_lets_another_section_be_heard() -> None:
    sections = _sections(LONG, FOOTBALL)
    found = extract(sections, cost=_pace, budget=16)
    assert [(pick.section, pick.abridged) for pick in found.picks] == [("s01", True), ("s02", False)]
    assert found.picks[0].text.endswith("بكلفة مليار دولار.")
    whole = extract(sections, cost=_pace, budget=16, abridge=False)
    assert [pick.section for pick in whole.picks] != ["s01", "s02"]


def test_a_sentence_that_would_fill_more_than_the_time_is_cut_rather_than_lost() -> None:
    (pick,) = extract(_sections(LONG[:1]), cost=_pace, budget=9).picks
    assert pick.abridged
    assert extract(_sections(LONG[:1]), cost=_pace, budget=9, abridge=False).picks == ()


def test_where_there_is_time_nothing_is_cut() -> None:
    found = extract(_sections(LONG, FOOTBALL), cost=_pace, budget=200)
    assert not any(pick.abridged for pick in found.picks)


def test_headlines_give_one_line_of_every_section() -> None:
    found = extract(_sections(LONG, *STORIES), cost=_pace, budget=60, headlines=True)
    assert [pick.section for pick in found.picks] == ["s01", "s02", "s03", "s04", "s05"]
    assert found.picks[0].abridged


def test_a_headline_is_the_clause_that_names_the_section_where_its_sentence_is_too_long() -> None:
    name = "خط القطارات الجديد بين العاصمة والمرفأ الشرقي"
    sentence = Sentence("s01u02", LONG[0])
    one = Section("s01", name, (sentence,))
    two = Section("s02", "", (Sentence("s02u02", FOOTBALL[0]),))
    found = extract((one, two), cost=_pace, budget=12, headlines=True)
    assert [pick.text for pick in found.picks] == [name, FOOTBALL[0]]
    assert found.picks[0].abridged


def test_a_section_title_is_not_said_again_where_another_sentence_serves() -> None:
    titled = Section(
        "s01",
        FOOTBALL[0].rstrip("."),
        tuple(Sentence(f"s01u{at:02d}", text) for at, text in enumerate(FOOTBALL, 2)),
        titled_by_author=True,
    )
    other = _sections(OIL, OIL)[1]
    found = extract((titled, other), cost=_pace, budget=14)
    assert "s01u02" not in {pick.sentence.id for pick in found.picks}
    assert found.picks


def test_a_sentence_that_needs_another_is_said_with_it_or_not_at_all() -> None:
    said = (*OIL[:1], "وأضافت أن المنتجين سيراجعون خفض الإنتاج وأسعار النفط في اجتماع مقبل.", *HEALTH[:1])
    for budget in range(7, 30):
        found = extract(_sections(said), cost=_pace, budget=budget, abridge=False)
        ids = {pick.sentence.id for pick in found.picks}
        assert "s01u03" not in ids or "s01u02" in ids


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: أسعار النفط والمخزون في الأسواق الآسيوية",
        "للمزيد من أخبار النفط والإنتاج تابعوا صفحتنا",
        "كتب: محرر الشؤون الاقتصادية في العاصمة",
        "(رويترز)",
        "شاهد أيضا فيديو اجتماع منتجي النفط",
    ],
)
def test_what_belongs_to_the_page_is_not_in_the_summary(line: str) -> None:
    said = [line, *OIL]
    assert 0 not in choose(said, 200)
    assert choose(said, 16)[:1] == [1]
    assert extract(_sections(tuple(said)), cost=_pace, budget=300).reasons[0].why == (
        "belongs to the page and tells nothing"
    )


@pytest.mark.parametrize(
    ("said", "budget", "at", "why"),
    [
        (OIL, 20, 0, "opens the article"),
        ((*OIL[:1], OIL[0], *HEALTH[:1]), 30, 1, "says what s01u02 said"),
        ((OIL[0], "لكن الحكومة رفضت الاقتراح وأصرت على الانتخابات."), 7, 1, "needs the sentence before it"),
        ((OIL[0], LONG[0]), 8, 1, "takes longer than the whole summary may"),
        ((OIL[0], SCHOOLS[0]), 8, 1, "does not fit into the time left"),
        ((OIL[0], "انتهى اجتماع منتجي النفط أمس."), 40, 1, "is too short to tell much"),
    ],
)
def test_the_reason_is_told(said: tuple[str, ...], budget: float, at: int, why: str) -> None:
    assert extract(_sections(said), cost=_pace, budget=budget, abridge=False).reasons[at].why == why


def test_a_section_not_heard_yet_is_a_reason() -> None:
    found = extract(_sections(*STORIES), cost=_pace, budget=32)
    chosen = [reason.why for reason in found.reasons if reason.chosen]
    assert chosen == ["opens the article", *["opens a section not heard yet"] * 3]


def test_the_words_there_are_get_used() -> None:
    for words in range(30, 200):
        used = sum(len(FLAT[at].split()) for at in choose(FLAT, words))
        assert used >= words - 9, words


def test_a_long_article_is_told_part_by_part_even_if_its_parts_are_alike() -> None:
    parts = tuple(tuple(f"{text[:-1]} {number} {at}." for at, text in enumerate(OIL * 6)) for number in "١٢٣")
    found = extract(_sections(*parts), cost=_pace, budget=24)
    assert len({pick.section for pick in found.picks}) == 3


# --- the measure -----------------------------------------------------------------------------------------


def test_rouge_counts_a_word_as_often_as_both_have_it() -> None:
    same = rouge("فاز الفريق في المباراة", "فاز الفريق في المباراة")
    assert (same.f1, same.recall) == (100.0, 100.0)
    half = rouge("فاز فاز", "فاز المنتخب")
    assert (half.f1, half.recall) == (50.0, 50.0)
    assert rouge("نفط", "كرة").f1 == 0.0


def test_inflected_words_are_one_as_stems_and_two_as_bare_words() -> None:
    assert rouge("المباراة", "مباراة").f1 == 100.0
    assert rouge("المباراة", "مباراة", compare=str).f1 == 0.0


def test_joined_stories_keep_what_was_picked() -> None:
    told = [Story(f"{n}", story, {20: (0,), 40: (0, 1)}) for n, story in enumerate(STORIES)]
    (one,) = joined(told)
    assert one.picked == {20: (0, 5, 10, 15), 40: (0, 1, 5, 6, 10, 11, 15, 16)}
    assert one.reference(20).split() == " ".join(story[0] for story in STORIES).split()


def test_choose_beats_the_first_sentences_of_joined_stories() -> None:
    told = joined([Story(f"{n}", story, {20: (0,), 40: (0, 1)}) for n, story in enumerate(STORIES)])
    assert score(told, 20, choose).f1 > score(told, 20, lead).f1
    assert fitting([3, 0, 1], OIL, 25)[0] == 3


def test_forms_are_reckoned_by_the_whole_sentence_and_never_beyond_the_room() -> None:
    """A guess that is too low is found out: then every form is reckoned as it is."""
    asked: list[tuple[str, str]] = []

    def low(text: str, whole: str) -> float:
        asked.append((text, whole))
        return _pace(text) / 3

    def right(text: str, _whole: str) -> float:
        return _pace(text)

    sections = _sections(LONG, *STORIES)
    for budget in (9, 16, 24, 60):
        exact = extract(sections, cost=_pace, budget=budget)
        assert extract(sections, cost=_pace, guess=right, budget=budget) == exact
        found = extract(sections, cost=_pace, guess=low, budget=budget)
        assert sum(_pace(pick.text) for pick in found.picks) <= budget
    assert asked
    assert all(set(text.split()) - set(whole.split()) != set(text.split()) for text, whole in asked)
