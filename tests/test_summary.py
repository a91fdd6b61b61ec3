from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Section, Sentence
from briefing.text.evidence import stands_alone
from briefing.text.summary import choose, summarize
from tests.stories import FOOTBALL, OIL, STORIES

FLAT = [text for story in STORIES for text in story]


def _sections(*parts: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(
        Section(f"s{n:02d}", "", tuple(Sentence(f"s{n:02d}u{m:02d}", text) for m, text in enumerate(part, 2)))
        for n, part in enumerate(parts, 1)
    )


def _seconds(sentence: Sentence) -> float:
    return len(sentence.text.split()) / 2


def test_news_of_one_subject_is_summed_up_by_its_lead() -> None:
    assert choose(OIL, 40)[:2] == [0, 1]


def test_an_article_of_several_subjects_gives_the_lead_of_each() -> None:
    assert set(choose(FLAT, 60)) == {0, 5, 10, 15}


def test_the_spoken_summary_spreads_over_the_sections_in_their_order() -> None:
    told = summarize(_sections(*STORIES), cost=_seconds, budget=32)
    assert [sentence.id for sentence in told] == ["s01u02", "s02u02", "s03u02", "s04u02"]


@pytest.mark.parametrize("budget", [0.0, 1.0, 6.0, 6.5, 13.2, 45.0, 1000.0])
def test_a_summary_never_costs_more_than_its_budget(budget: float) -> None:
    told = summarize(_sections(*STORIES), cost=_seconds, budget=budget)
    assert sum(map(_seconds, told)) <= budget
    assert bool(told) == (budget >= min(_seconds(Sentence("", text)) for text in FLAT))


def test_a_repeated_sentence_is_not_told_twice_where_others_fit() -> None:
    doubled = [FOOTBALL[0], FOOTBALL[0], *FOOTBALL[1:]]
    chosen = choose(doubled, 45)
    assert not {0, 1} <= set(chosen)


def test_nothing_comes_of_nothing() -> None:
    assert choose([], 100) == []
    assert choose(["", "  "], 100) == []
    assert summarize((), cost=_seconds, budget=45) == ()


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
    told = summarize((part, rest), cost=_seconds, budget=30)
    assert not {"s01u03", "s01u04", "s01u05"} & {sentence.id for sentence in told}


@given(st.lists(st.sampled_from([*FLAT, "", "؟", "نعم."]), max_size=15), st.integers(0, 80))
@settings(max_examples=60, deadline=None)
def test_chosen_sentences_are_whole_distinct_and_within_the_words(said: list[str], words: int) -> None:
    chosen = choose(said, words)
    assert len(set(chosen)) == len(chosen)
    assert sum(len(said[at].split()) for at in chosen) <= words
