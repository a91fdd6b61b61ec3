"""The likeliest spelling: what may stand side by side in a vowelled word, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.marks import lettered
from briefing.text.readings import CLASSES, canonical, is_allowed, likeliest, ranked
from tests.benchmarks.vowels import gold_lines

LETTERS = "اأإآىويءئؤةبتسرلنمهكقفعد"


def _taken_apart(word: str) -> tuple[str, list[str]]:
    letters = lettered(word)
    return "".join(letter for letter, _ in letters), [canonical(marks) for _, marks in letters]


def _scores(heard: list[str]) -> list[list[float]]:
    """Rows of a model that is nearly sure of these marks and thinks all others alike."""
    return [[-0.1 if marks == own else -4.0 for marks in CLASSES] for own in heard]


@pytest.mark.parametrize("gold", ["news_a", "news_b", "news_c", "talks"])
def test_every_arabic_word_of_the_gold_is_allowed(gold: str) -> None:
    words = {word.strip('«».،؛:؟!()"') for line in gold_lines(gold) for word in line.split()}
    refused = [word for word in words if word and not is_allowed(*_taken_apart(word))]
    assert set(refused) <= {"رَامْشْتَايْنَ", "أَيْسْلَنْدَا"}  # clusters that no Arabic word has


@pytest.mark.parametrize(
    "word",
    [
        "كِتاب",
        "كَتَِب",
        "الشَمس",
        "الْشَّمْس",
        "المَدِينَة",
        "مَدِينُة",
        "قُالَ",
        "مُسْتْقْبَل",
        "كتَابٌَا",
        "بّيت",
        "قُرِيْب",
        "إُعلان",
        "الرَّجُلٌُ",
    ],
)
def test_marks_that_no_word_has_are_refused(word: str) -> None:
    letters, marks = _taken_apart(word)
    assert not is_allowed(letters, marks) or marks != [own for _, own in lettered(word)]


@pytest.mark.parametrize(
    ("heard", "read_as"),
    [
        ("المَدِينَةِ", "الْمَدِينَةِ"),
        ("الشَمْسُ", "الشَّمْسُ"),
        ("إجَادَةِ", "إِجَادَةِ"),
        ("خَشَبِيَّينِ", "خَشَبِيَّيْنِ"),
    ],
)
def test_a_reading_against_the_rules_gives_way_to_the_likeliest_within_them(heard: str, read_as: str) -> None:
    letters, marks = _taken_apart(heard)
    wanted = _taken_apart(read_as)[1]
    scores = _scores(marks)
    for row, right in zip(scores, wanted, strict=True):
        row[CLASSES.index(right)] = max(row[CLASSES.index(right)], -2.0)
    assert likeliest(letters, scores) == tuple(wanted)


def test_written_marks_stay_in_every_reading() -> None:
    letters, heard = _taken_apart("كَتَبَ")
    given = ["\u064f", "", ""]
    for marks, _ in ranked(letters, _scores(heard), given, most=5):
        assert "\u064f" in marks[0]


def test_readings_come_in_the_order_of_their_likelihood() -> None:
    letters, heard = _taken_apart("مُدَرِّسَةٌ")
    found = ranked(letters, _scores(heard), most=5)
    assert found[0][0] == tuple(heard)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert len({marks for marks, _ in found}) == 5


@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=12), st.data())
@settings(max_examples=50, deadline=None)
def test_the_likeliest_reading_is_the_first_of_the_ranked_ones(letters: str, data: st.DataObject) -> None:
    row = st.lists(st.floats(-9, 0, width=16), min_size=len(CLASSES), max_size=len(CLASSES))
    scores = data.draw(st.lists(row, min_size=len(letters), max_size=len(letters)))
    best = likeliest(letters, scores)
    if best is not None:
        assert is_allowed(letters, best)
        own = sum(line[CLASSES.index(marks)] for line, marks in zip(scores, best, strict=True))
        for _, score in ranked(letters, scores, most=3):
            assert score <= own + 1e-6
