"""Drafts: the ways in which a briefing can say less, from all of it to a few sentences.

    whole       as it was written
    unsummed    without the summary; every sentence of the article is still narrated
    narration   without summary and contents
    read        the article alone, with a brief ident
    headed      sentences of the article under the titles of their sections
    plain       sentences of the article, one after the other
    abridged    the same, long ones shortened as in a summary

The first four say all of the article, the others what is chosen of it, and say so at the end. Those come
with a full ident or with a brief one. Nothing is promised in a draft that may be left out of it: no contents,
no numbers of sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Final

from briefing import wording
from briefing.model import Role, Script, Segment, SegmentKind, Utterance
from briefing.records import dataclass
from briefing.segments import Writer
from briefing.text.abridgement import abridge
from briefing.text.importance import Importance, importance

LONG_S: Final = 180
"""From here on the titles of sections are said rather than more of the article."""
SHORT_S: Final = 60
"""Under this there is no time for more than a title and a sentence."""
LONG_WORDS: Final = 20
"""A sentence of more words is shortened, where sentences are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that could be said in one of the ways."""

    script: Script
    ranks: Mapping[str, int] = field(default_factory=dict)
    """Utterance id to the order of choice, 0 first; what is not there is not for choice."""
    leans: frozenset[str] = frozenset()
    """Utterances that are understood only behind the one before them."""
    is_partial: bool = False
    """Whether it says at its end that it is not all of the article: then at least one is left out."""


def drafts(script: Script, writer: Writer, *, length_s: float, is_exact: bool) -> Iterator[Draft]:
    """The ways to say a script in less time, the one to be preferred first.

    Args:
        script: all that is to be said, as it was written.
        writer: puts our own phrases into words.
        length_s: how long it is to be, in seconds.
        is_exact: whether it will be just as long; otherwise at most.
    """
    said_s = round(length_s) if is_exact and round(length_s) == length_s else 0
    sections = [item for item in script.segments if item.kind is SegmentKind.SECTION]
    exact = writer.ident(script.masthead, sections=len(sections), length_s=said_s)
    yield Draft(script=replace(script, segments=(exact, *script.segments[1:])) if said_s else script)
    without: tuple[SegmentKind, ...] = ()
    for kind in (SegmentKind.SUMMARY, SegmentKind.CONTENTS):
        if any(item.kind is kind for item in script.segments):
            without = (*without, kind)
            kept = [item for item in script.segments if item.kind not in without]
            yield Draft(script=replace(script, segments=(exact, *kept[1:])))
    if sections:
        credit = [item for item in script.segments if item.kind is SegmentKind.CREDIT]
        ident = writer.brief_ident(script.masthead)
        yield Draft(script=replace(script, segments=(ident, _plain(narrations(script)), *credit)))
    yield from _digests(script, sections, writer, length_s=length_s, said_s=said_s)


def narrations(script: Script) -> list[Utterance]:
    """The sentences of the article."""
    return [item for item in script.utterances() if item.role is Role.NARRATION]


def _digests(
    script: Script, sections: list[Segment], writer: Writer, *, length_s: float, said_s: int
) -> Iterator[Draft]:
    told = narrations(script)
    if not told:
        return
    home = {item.id: number for number, segment in enumerate(sections) for item in segment.utterances}
    counts = importance([item.shown for item in told], [home[item.id] for item in told])
    counted = dict(zip((item.id for item in told), counts, strict=True))
    bodies = {
        "headed": tuple(_headed(sections, writer)) if len(sections) > 1 else (),
        "plain": (_plain(told),),
        "abridged": (_abridged(told, writer),),
    }
    for body, brief in _order(length_s):
        if not bodies[body]:
            continue
        ident = (
            writer.brief_ident(script.masthead)
            if brief
            else writer.ident(script.masthead, sections=1, length_s=said_s)
        )
        segments = (ident, *bodies[body], writer.digest_credit(brief=brief))
        yield _draft(replace(script, segments=segments), counted)


def _order(length_s: float) -> tuple[tuple[str, bool], ...]:
    """Which of the digests first: its body, and whether its ident is brief. All of them always follow."""
    first = ("headed", "plain", "abridged") if length_s >= LONG_S else ("plain", "headed", "abridged")
    full, brief = [(name, False) for name in first], [(name, True) for name in first]
    if length_s >= LONG_S:
        return (*full[:2], brief[0], full[2], brief[2], brief[1])
    if length_s >= SHORT_S:
        return (full[0], brief[0], full[1], full[2], brief[2], brief[1])
    return (brief[0], brief[2], full[0], full[2], brief[1], full[1])


def _draft(script: Script, counted: Mapping[str, Importance]) -> Draft:
    return Draft(
        script=script,
        ranks={name: count.rank for name, count in counted.items()},
        leans=frozenset(name for name, count in counted.items() if count.leans),
        is_partial=not any(item.abridged for item in script.utterances()),
    )


def _headed(sections: list[Segment], writer: Writer) -> Iterator[Segment]:
    for segment in sections:
        told = tuple(item for item in segment.utterances if item.role is Role.NARRATION)
        if told:
            yield replace(segment, utterances=(writer.heading(segment.id, segment.title), *told))


def _plain(told: list[Utterance]) -> Segment:
    return Segment(
        id="digest",
        kind=SegmentKind.SECTION,
        title=wording.DIGEST_TITLE,
        utterances=tuple(replace(item, section="digest") for item in told),
    )


def _abridged(told: list[Utterance], writer: Writer) -> Segment:
    lines = [
        writer.abridged(item, (abridge(item.shown) or (item.shown,))[-1])
        if len(item.shown.split()) > LONG_WORDS
        else replace(item, role=Role.SUMMARY, sentence=None, section=None, opens_paragraph=False)
        for item in told
    ]
    return Segment(
        id="summary",
        kind=SegmentKind.SUMMARY,
        title=wording.SUMMARY_TITLE,
        utterances=(writer.summary_heading(), *lines),
    )
