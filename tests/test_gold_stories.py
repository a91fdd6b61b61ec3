"""The index of the gold stories fits their files, and the files are what their README says."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from briefing.text import sentences

FOLDER: Final = Path(__file__).parent / "benchmarks" / "gold" / "stories"
KINDS: Final = {
    "news": 48,
    "analysis": 3,
    "report": 2,
    "profile": 2,
    "interview": 2,
    "live": 1,
    "roundup": 2,
}
WORDS: Final = {"news": (180, 380), "feature": (700, 1200)}
"""The least and the most words of a story."""
SENTENCES: Final = {"news": (8, 16), "feature": (25, 45)}
SHARES: Final = {20: (15, 28), 40: (33, 48)}
"""What a summary may take of the words, in per cent."""
PRINTED: Final = re.compile(r"[ \n0-9٠-٩\u0621-\u063a\u0640-\u064b.,،؛:؟!«»%+\-]+")
"""Letters, digits, punctuation, tatweel before a quotation; of the marks only tanween of fatha."""
TIME: Final = re.compile(r"(\d\d):(\d\d) - ")
COPIED: Final = 7
"""Words in a row that an abstract does not share with its story."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one story."""

    file: str
    group: str
    kind: str
    sentences: int
    sections: list[int]
    subheads: list[str]
    summary_20: list[int]
    summary_40: list[int]
    abstract: str

    @property
    def size(self) -> str:
        """Whether it is short news or a feature."""
        return "news" if self.kind == "news" else "feature"

    @property
    def text(self) -> str:
        """The whole file."""
        return read(self.file)

    @property
    def headline(self) -> str:
        """Its first line."""
        return self.text.split("\n", 1)[0]

    @property
    def paragraphs(self) -> list[str]:
        """What follows the headline."""
        return self.text.rstrip("\n").split("\n\n")[1:]

    @property
    def said(self) -> list[str]:
        """All sentences."""
        return [text for paragraph in self.paragraphs for text in split(paragraph)]


@cache
def read(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8")


@cache
def split(paragraph: str) -> list[str]:
    return sentences(paragraph)


def entries() -> list[Entry]:
    index = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))
    return [Entry(file=name, **table) for name, table in index.items()]


ENTRIES: Final = entries()
FEATURES: Final = [entry for entry in ENTRIES if entry.kind != "news"]
each_story = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
each_feature = pytest.mark.parametrize("entry", FEATURES, ids=lambda entry: entry.file)


def of_kind(kind: str) -> list[Entry]:
    return [entry for entry in ENTRIES if entry.kind == kind]


def rows(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_every_file_is_in_the_index_and_the_index_names_no_other() -> None:
    assert [entry.file for entry in ENTRIES] == sorted(path.name for path in FOLDER.glob("*.txt"))


def test_stories_are_numbered_without_a_gap() -> None:
    assert [int(entry.file[:2]) for entry in ENTRIES] == list(range(1, len(ENTRIES) + 1))


def test_there_are_as_many_stories_of_each_kind_as_the_readme_says() -> None:
    assert Counter(entry.kind for entry in ENTRIES) == KINDS
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {kind: int(count) for kind, count in re.findall(r"`(\w+)` \((\d+)\)", told)} == KINDS


def test_subjects_are_many_and_some_of_them_have_many_stories() -> None:
    groups = Counter(entry.group for entry in ENTRIES)
    assert len(groups) >= 10
    assert sum(count >= 5 for count in groups.values()) >= 3


@each_story
def test_a_headline_stands_alone_and_has_five_to_ten_words(entry: Entry) -> None:
    assert re.fullmatch(r"\S.*\S\n(\n\S.*\S\n)+", entry.text)
    assert 5 <= len(entry.headline.split()) <= 10
    assert entry.headline[-1] not in ".،؛:"


@each_story
def test_a_story_is_spelt_as_newspapers_spell(entry: Entry) -> None:
    assert PRINTED.fullmatch(entry.text)
    assert "  " not in entry.text
    for paragraph in (entry.headline, *entry.paragraphs):
        assert re.fullmatch(r"[^«»]*(«[^«»]*»[^«»]*)*", paragraph)
    for paragraph in entry.paragraphs:
        assert paragraph.rstrip("»")[-1] in ".؟!"


@each_story
def test_a_story_is_as_long_as_its_kind(entry: Entry) -> None:
    least, most = WORDS[entry.size]
    assert least <= sum(len(paragraph.split()) for paragraph in entry.paragraphs) <= most
    least, most = SENTENCES[entry.size]
    assert least <= entry.sentences <= most


@each_story
def test_sentences_are_as_many_as_the_index_was_made_with(entry: Entry) -> None:
    assert len(entry.said) == entry.sentences


@each_story
def test_sections_open_at_later_paragraphs_and_each_has_its_subhead(entry: Entry) -> None:
    assert entry.sections == sorted({*entry.sections})
    assert all(1 <= at < len(entry.paragraphs) for at in entry.sections)
    assert len(entry.subheads) == len(entry.sections)


@each_story
def test_news_has_one_section_and_a_feature_has_several(entry: Entry) -> None:
    assert (len(entry.sections) >= 3) == (entry.kind != "news")
    assert not (entry.kind == "news" and entry.sections)


@each_feature
def test_a_subhead_is_short_and_not_in_the_text(entry: Entry) -> None:
    assert len({*entry.subheads}) == len(entry.subheads)
    for subhead in entry.subheads:
        assert 1 <= len(subhead.split()) <= 6
        assert subhead not in entry.paragraphs


@each_feature
def test_a_section_has_two_sentences_or_more(entry: Entry) -> None:
    edges = [0, *entry.sections, len(entry.paragraphs)]
    for start, end in pairwise(edges):
        assert sum(len(split(paragraph)) for paragraph in entry.paragraphs[start:end]) >= 2


@each_story
@pytest.mark.parametrize("share", SHARES)
def test_a_summary_takes_its_share_of_the_words_from_the_story(entry: Entry, share: int) -> None:
    picked = entry.summary_20 if share == 20 else entry.summary_40
    assert picked == sorted({*picked})
    assert 0 <= picked[0] <= picked[-1] < entry.sentences
    lengths = [len(text.split()) for text in entry.said]
    least, most = SHARES[share]
    assert least <= 100 * sum(lengths[at] for at in picked) / sum(lengths) <= most


@each_story
def test_the_smaller_summary_is_part_of_the_larger(entry: Entry) -> None:
    assert {*entry.summary_20} < {*entry.summary_40}


def test_summaries_are_not_simply_the_first_sentences() -> None:
    leads = [entry for entry in ENTRIES if entry.summary_40 == list(range(len(entry.summary_40)))]
    assert len(leads) <= len(ENTRIES) / 4


@each_story
def test_an_abstract_has_two_or_three_sentences_in_words_of_its_own(entry: Entry) -> None:
    assert 2 <= len(sentences(entry.abstract)) <= 3
    assert not rows(entry.abstract, COPIED) & rows(entry.text, COPIED)


def test_no_sentence_is_told_twice() -> None:
    said = Counter(text for entry in ENTRIES for text in entry.said if len(text.split()) > 3)
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("entry", of_kind("interview"), ids=lambda entry: entry.file)
def test_a_section_of_an_interview_opens_with_a_question_that_is_answered(entry: Entry) -> None:
    asked = [paragraph.endswith("؟") for paragraph in entry.paragraphs]
    assert all(asked[at] for at in entry.sections)
    first = asked.index(True)
    assert asked[first:] == [at % 2 == 0 for at in range(len(asked) - first)]


@pytest.mark.parametrize("entry", of_kind("live"), ids=lambda entry: entry.file)
def test_an_entry_of_a_live_page_opens_with_a_later_time(entry: Entry) -> None:
    found = [TIME.match(paragraph) for paragraph in entry.paragraphs]
    times = [(int(match[1]), int(match[2])) for match in found if match]
    assert len(times) == len(entry.paragraphs)
    assert times == sorted({*times})
