"""A bulletin: several articles in one briefing, each a part with its chapters, opened by the headlines.

    ident       what this is: the show, the date, how many stories, how long
    contents    the headlines
    p01         the first story, announced by number, title and source; narrated here if it is one piece
    p01s01 …    else its sections, as in a briefing of its own
    p02 …
    credit      the end, and that the voice is synthetic

Each story is written as a briefing of its own would be (:mod:`briefing.composition`), so that each of its
sentences is the same piece of sound whether it is heard in a bulletin or by itself, and a corrected bulletin
is voiced anew only where it changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import choices, pipeline, wording
from briefing.events import OnEvent, ignore
from briefing.model import Article, Masthead, Role, Script, Segment, SegmentKind, Utterance
from briefing.pipeline import Made
from briefing.records import dataclass
from briefing.settings import Pauses, Settings
from briefing.text.datelines import dateline

if TYPE_CHECKING:
    from briefing.reading import Reader
    from briefing.speech import Booth
    from briefing.store import Store

STEP_S: Final = 60
"""The length is told in whole minutes, or, below two, in halves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a bulletin is called, and of which day it is."""

    title: str
    day: str
    """ISO 8601 date."""

    @property
    def headline(self) -> str:
        """The title with the date, for players."""
        return f"{self.title}، {dateline(self.day)}"


def make(
    articles: Sequence[Article],
    folder: Path,
    occasion: Occasion,
    *,
    store: Store,
    settings: Settings,
    on_event: OnEvent = ignore,
) -> Made:
    """Several articles, the top story first, become one finished briefing in ``folder``.

    Raises:
        BriefingError: see :mod:`briefing.errors`; nothing is published then.
    """

    def written_for(speaker: choices.SpeakingVoice, _booth: Booth) -> Script:
        return write(articles, occasion, speaker, settings=settings, store=store)

    return pipeline.make_written(
        written_for, folder, store=store, created=occasion.day, settings=settings, on_event=on_event
    )


def announce(
    folder: Path, occasion: Occasion, *, store: Store, settings: Settings, on_event: OnEvent = ignore
) -> Made:
    """A notice of ten seconds that there is no edition; see :func:`make`."""

    def written_for(speaker: choices.SpeakingVoice, _booth: Booth) -> Script:
        return write_notice(occasion, speaker, settings=settings, store=store)

    return pipeline.make_written(
        written_for, folder, store=store, created=occasion.day, settings=settings, on_event=on_event
    )


def write(
    articles: Sequence[Article],
    occasion: Occasion,
    speaker: choices.SpeakingVoice,
    *,
    settings: Settings,
    store: Store | None = None,
) -> Script:
    """The script of a bulletin for a voice.

    Raises:
        ConfigError: a lexicon that cannot be used.
    """
    from briefing import composition
    from briefing.script import expect
    from briefing.text import counting
    from briefing.text.nouns import NEWS_ITEM, Case

    plain = replace(settings, summary="none", summary_seconds=0, summary_from=None)
    phrases = _phrases(speaker, settings, store)
    stories = [composition.write(item, speaker, settings=plain, store=store) for item in articles]
    parts: list[Segment] = []
    for number, story in enumerate(stories, 1):
        parts += _part(number, story, phrases)
    contents = phrases.headlines([story.masthead.headline for story in stories])
    middle = [contents, *parts, phrases.credit()]
    pauses, interludes = choices.pauses_of(settings), choices.interludes_of(settings)
    length_s = _rounded(expect(middle, speaker.voice, pauses, interludes))
    opening = wording.BULLETIN.format(
        stories=counting.counted(len(stories), NEWS_ITEM, vowels=True),
        length=counting.duration(length_s, case=Case.OBLIQUE, vowels=True),
    )
    ident = phrases.ident(occasion, opening)
    return Script(
        id=_identified(occasion, stories),
        masthead=Masthead(headline=occasion.headline, published=occasion.day, source_name=occasion.title),
        vowelized=phrases.reader.vowels,
        segments=(ident, *middle),
    )


def write_notice(
    occasion: Occasion,
    speaker: choices.SpeakingVoice,
    *,
    settings: Settings,
    store: Store | None = None,
) -> Script:
    """The script of a notice that there is no edition."""
    phrases = _phrases(speaker, settings, store)
    said = phrases.said
    ident = Segment(
        id="ident",
        kind=SegmentKind.IDENT,
        title=wording.NO_EDITION_TITLE,
        utterances=(
            said("identu01", Role.IDENT, "{}", wording.closed(occasion.title)),
            said("identu02", Role.IDENT, wording.NO_EDITION),
            said("identu03", Role.IDENT, wording.SORRY),
        ),
    )
    return Script(
        id=_identified(occasion, []),
        masthead=Masthead(
            headline=f"{wording.NO_EDITION_TITLE}، {dateline(occasion.day)}",
            published=occasion.day,
            source_name=occasion.title,
        ),
        vowelized=phrases.reader.vowels,
        segments=(ident,),
    )


@dataclass(frozen=True, slots=True)
class _Phrases:
    """What the bulletin says of its own."""

    reader: Reader
    pauses: Pauses

    def said(self, name: str, role: Role, template: str, *values: str) -> Utterance:
        """A phrase of ours with words of an article in it."""
        said = self.reader.phrase(template, *values)
        return Utterance(
            id=name,
            role=role,
            shown=wording.bare(template).format(*values),
            spoken=said.text,
            pause_ms=self.pauses.paragraph_ms,
            doubts=said.doubts,
        )

    def ident(self, occasion: Occasion, opening: str) -> Segment:
        """The show, the date, how many stories, how long."""
        return Segment(
            id="ident",
            kind=SegmentKind.IDENT,
            title=wording.IDENT_TITLE,
            utterances=(
                self.said("identu01", Role.IDENT, "{}", wording.closed(occasion.title)),
                self.said("identu02", Role.IDENT, "{}", wording.closed(dateline(occasion.day))),
                self.said("identu03", Role.IDENT, opening),
            ),
        )

    def headlines(self, titles: Sequence[str]) -> Segment:
        """The titles of the stories, in their order."""
        lines = [self.said("contentsu01", Role.CONTENTS, wording.HEADLINES)]
        lines += [
            replace(
                self.said(f"contentsu{number + 1:02d}", Role.CONTENTS, "{}", wording.closed(title)),
                section=_name(number),
            )
            for number, title in enumerate(titles, 1)
        ]
        return Segment(
            id="contents",
            kind=SegmentKind.CONTENTS,
            title=wording.HEADLINES_TITLE,
            utterances=tuple(lines),
        )

    def credit(self) -> Segment:
        """The end, and that the voice is synthetic."""
        return Segment(
            id="credit",
            kind=SegmentKind.CREDIT,
            title=wording.CREDIT_TITLE,
            utterances=(
                self.said("creditu01", Role.CREDIT, wording.BULLETIN_END),
                self.said("creditu02", Role.CREDIT, wording.BULLETIN_SYNTHETIC),
            ),
        )


def _phrases(speaker: choices.SpeakingVoice, settings: Settings, store: Store | None) -> _Phrases:
    from briefing import composition

    voice = speaker.voice
    reader = composition.reader_of(settings, vowels=voice.needs_vowels, language=voice.language, store=store)
    return _Phrases(reader, choices.pauses_of(settings))


def _part(number: int, story: Script, phrases: _Phrases) -> list[Segment]:
    """A story as chapters of a bulletin: its own opening, contents and end are left out."""
    from briefing.text import numbers

    name = _name(number)
    title = story.masthead.headline
    ordinal = numbers.ordinal(number, vowels=True)
    opening = wording.STORY.format(number=ordinal, title="{}")
    lines = [phrases.said(f"{name}u01", Role.ANNOUNCEMENT, opening, wording.closed(title))]
    if source := story.masthead.source_name:
        lines.append(phrases.said(f"{name}u02", Role.ANNOUNCEMENT, f"{wording.FROM}.", source))
    lines = [replace(line, section=name, pause_ms=phrases.pauses.heading_ms) for line in lines]
    sections = [item for item in story.segments if item.kind is SegmentKind.SECTION]
    if len(sections) > 1:
        renamed = [_renamed(item, name) for item in sections]
        return [_segment(name, title, lines), *renamed]
    for section in sections:
        renamed_section = _renamed(section, name)
        lines += [
            replace(line, section=name)
            for line in renamed_section.utterances
            if line.role is not Role.ANNOUNCEMENT
        ]
    return [_segment(name, title, lines)]


def _segment(name: str, title: str, lines: Sequence[Utterance]) -> Segment:
    return Segment(id=name, kind=SegmentKind.SECTION, title=title, utterances=tuple(lines))


def _renamed(segment: Segment, part: str) -> Segment:
    """A section under names that no other story has."""
    return replace(
        segment,
        id=part + segment.id,
        utterances=tuple(
            replace(
                item,
                id=part + item.id,
                sentence=item.sentence and part + item.sentence,
                section=item.section and part + item.section,
            )
            for item in segment.utterances
        ),
    )


def _name(number: int) -> str:
    return f"p{number:02d}"


def _identified(occasion: Occasion, stories: Sequence[Script]) -> str:
    """An id that follows from the occasion and the stories alone: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for text in (occasion.title, occasion.day, *(story.id for story in stories)):
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:16]


def _rounded(seconds: float) -> int:
    step = STEP_S if seconds >= 2 * STEP_S else STEP_S // 2
    return max(step, round(seconds / step) * step)
