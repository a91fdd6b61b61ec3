"""The gold texts are well formed: what spelling and grammar show mechanically holds on every line."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.grammar import (
    FATHA,
    FATHATAN,
    LETTERS,
    MARKS,
    RULES,
    SHADDA,
    WORD,
    Rule,
    bare,
    case_faults,
    is_alef_maksura_last,
    is_article_assimilated,
    is_diptote_without_tanween,
    is_every_letter_marked,
    is_hamza_below_with_kasra,
    is_mark_combination_legal,
    is_start_sayable,
    is_ta_marbuta_after_fatha,
    is_tanween_in_its_place,
    words,
)

GOLD: Final = Path(__file__).parent / "benchmarks" / "gold"
NEWS: Final = ("news_a", "news_b", "news_c")
MARKED: Final = (*NEWS, "talks")
SPLIT: Final = {"sentences_news": (90, 300), "sentences_talks": (60, 250)}
"""File to the least number of paragraphs and of sentences."""


def lines(name: str) -> list[str]:
    return (GOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("name", MARKED)
def test_every_word_of_the_gold_keeps_the_rule(name: str, rule: Rule) -> None:
    assert [word for line in lines(name) for word in words(line) if not rule(word)] == []


@pytest.mark.parametrize("name", MARKED)
def test_endings_follow_the_words_that_govern_them(name: str) -> None:
    assert [fault for line in lines(name) for fault in case_faults(line)] == []


@pytest.mark.parametrize(
    ("rule", "slip"),
    [
        (is_mark_combination_legal, "مُحَمَّد".replace(SHADDA + FATHA, FATHA + SHADDA)),
        (is_mark_combination_legal, "كَََتَبَ"),
        (is_every_letter_marked, "الطالب"),
        (is_every_letter_marked, "قالَ"),
        (is_every_letter_marked, "يُوقِّعَ"),
        (is_every_letter_marked, "بَيتٌ"),
        (is_every_letter_marked, "مُدَرِّس"),
        (is_alef_maksura_last, "مَدِينَةنا"),
        (is_ta_marbuta_after_fatha, "مَدِينْةُ"),
        (is_tanween_in_its_place, "الْكِتَابٌ"),
        (is_tanween_in_its_place, "كِتَابٌهُ"),
        (is_tanween_in_its_place, "كِتَابً"),
        (is_tanween_in_its_place, "كِتَابَا" + FATHATAN),
        (is_article_assimilated, "الشَمْسُ"),
        (is_article_assimilated, "الْشَّمْسُ"),
        (is_article_assimilated, "القَمَرُ"),
        (is_article_assimilated, "الْاتِّفَاقُ"),
        (is_article_assimilated, "لِلسُكَّانِ"),
        (is_hamza_below_with_kasra, "إَلَى"),
        (is_start_sayable, "بْرِيطَانِيَا"),
        (is_diptote_without_tanween, "مَصَابِيحٌ"),
        (is_diptote_without_tanween, "أَكْبَرٍ"),
        (is_diptote_without_tanween, "عُلَمَاءٌ"),
        (is_diptote_without_tanween, "وَبَيْرُوتٍ"),
    ],
)
def test_each_rule_finds_a_slip(rule: Rule, slip: str) -> None:
    assert not rule(slip)


@pytest.mark.parametrize(
    "slip",
    [
        "مِنْ الْبَيْتِ",
        "فِي الْبَيْتَ",
        "إِلَى كِتَابٌ",
        "مِنَ الْمُدَرِّسُونَ",
        "بِالْبَيْتُ",
        "لَمْ يَذْهَبُ",
        "لَنْ يَذْهَبُونَ",
        "أَنَّ الْبَيْتُ",
        "فِي بَيْرُوتِ أَمْسِ",
    ],
)
def test_the_check_of_endings_finds_a_slip(slip: str) -> None:
    assert case_faults(slip)


@pytest.mark.parametrize("name", MARKED)
def test_gold_lines_hold_arabic_words_and_punctuation_only(name: str) -> None:
    for line in lines(name):
        assert re.fullmatch(f"[{LETTERS}{MARKS} .،؛:؟!«»…-]+", line), line
        assert "  " not in line
        assert line == line.strip()
        assert line.count("«") == line.count("»")
        assert line.rstrip("»")[-1] in ".؟!…"


@pytest.mark.parametrize("name", NEWS)
def test_a_news_file_has_seventy_sentences_of_news_length(name: str) -> None:
    assert len(lines(name)) == 70
    assert all(10 <= len(line.split()) <= 35 for line in lines(name))


def test_the_talks_have_sixty_sentences() -> None:
    assert len(lines("talks")) == 60


def test_the_gold_does_not_repeat_itself() -> None:
    runs: Counter[tuple[str, ...]] = Counter()
    for name in MARKED:
        for line in lines(name):
            found = words(bare(line))
            runs.update({tuple(found[start : start + 4]) for start in range(len(found) - 3)})
    assert [" ".join(run) for run, times in runs.items() if times > 1] == []


@pytest.mark.parametrize("name", SPLIT)
def test_the_paragraphs_of_a_splitting_file_are_tidy(name: str) -> None:
    paragraphs = (GOLD / f"{name}.txt").read_text(encoding="utf-8").strip("\n").split("\n\n")
    sentences = [line for paragraph in paragraphs for line in paragraph.split("\n")]
    assert len(paragraphs) >= SPLIT[name][0]
    assert len(sentences) >= SPLIT[name][1]
    assert [line for line in sentences if not line or line != " ".join(line.split())] == []
    assert [line for line in sentences if not WORD.search(line)] == []
    assert [line for line, times in Counter(sentences).items() if times > 1 and len(line.split()) > 3] == []
