"""Write the script: all that will be said, in the order a listener hears it.

    ident       what this is: title, source and date where known, how many sections, how long
    contents    the sections, by number and title
    summary     whole sentences of the article, chosen to fit the time asked for
    s01, s02 …  each section: announced by number and title, then narrated in full
    credit      the end, and that the voice is synthetic

Our own phrases are in :mod:`briefing.wording`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from briefing import wording
from briefing.contracts import Voice
from briefing.model import (
    Article,
    BlockKind,
    Masthead,
    Role,
    Script,
    Section,
    Segment,
    SegmentKind,
    Sentence,
    Utterance,
)
from briefing.settings import TONE_MS, Pauses, Settings
from briefing.text import numbers
from briefing.text.datelines import dateline
from briefing.text.lexicon import shipped, vowelled
from briefing.text.nouns import SECTION, Case
from briefing.text.sections import divide
from briefing.text.speaking import spoken
from briefing.text.summary import summarize
from briefing.text.titles import headline

CARE: Final = 0.94
"""Of the seconds promised so many are planned: a voice takes up to a tenth more than its pace says."""
LISTED: Final = 20
"""Sections named in the contents; of more, the rest are counted."""
SUMMARY_SHARE: Final = 0.4
"""A summary longer than this share of the narration would be the article again."""
LAST_MARKS: Final = ".؟!…?:؛"

Speak = Callable[[str], str]


def pausal(text: str) -> str:
    """The text with its diacritics, words before a pause read as news readers do."""
    from briefing.text.vowels import vowelize

    return vowelize(text, endings="pausal")


def write(
    article: Article,
    voice: Voice,
    *,
    settings: Settings,
    pauses: Pauses,
    vowelize: Callable[[str], str] = pausal,
) -> Script:
    """Write the script of an article for a voice.

    Args:
        article: what to say.
        voice: who will say it; it is asked what it needs and how fast it is, nothing more.
        settings: what was asked for.
        pauses: the silences.
        vowelize: puts the diacritics, for a voice that needs them.

    The summary is at most ``settings.summary_seconds`` long at the voice's pace, its heading and pauses
    included.

    Raises:
        AssertionError: a sentence of the article would be missing or said twice. That is a bug.
    """
    sections = _sayable(divide(article))
    _check_nothing_lost(article, sections)
    masthead = article.masthead
    if not masthead.headline:
        masthead = replace(masthead, headline=headline(sections))
    writer = _Writer(voice, pauses, vowelize)
    narrations = [
        writer.section(section, number, len(sections)) for number, section in enumerate(sections, 1)
    ]
    narrated_s = sum(_seconds(segment.utterances, voice) for segment in narrations)
    budget_s = min(settings.summary_seconds * CARE, narrated_s * SUMMARY_SHARE)
    summary = writer.summary(sections, budget_s=budget_s)
    contents = writer.contents(sections) if len(sections) > 1 else None
    credit = writer.credit()
    middle = [segment for segment in (contents, summary, *narrations, credit) if segment]
    ident = writer.ident(masthead, sections=len(sections), rest_s=expect(middle, voice, pauses))
    return Script(
        id=identify(article),
        masthead=masthead,
        vowelized=voice.needs_vowels,
        segments=(ident, *middle),
    )


def expect(segments: Iterable[Segment], voice: Voice, pauses: Pauses) -> float:
    """How many seconds the segments are expected to last in the master, pauses and tones included."""
    turn_ms = dict.fromkeys(SegmentKind, pauses.section_ms)
    turn_ms[SegmentKind.SECTION] += TONE_MS + pauses.tone_ms
    return sum(_seconds(segment.utterances, voice) + turn_ms[segment.kind] / 1000 for segment in segments)


def _seconds(utterances: Iterable[Utterance], voice: Voice) -> float:
    """How long these take at the voice's pace, the pauses after them included."""
    return sum(voice.pace.seconds(item.spoken) + item.pause_ms / 1000 for item in utterances)


def identify(article: Article) -> str:
    """An id that follows from the article's words alone: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for text in (article.masthead.headline, *(block.text for block in article.blocks)):
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:16]


class _Writer:
    """Makes segments for one voice."""

    def __init__(self, voice: Voice, pauses: Pauses, vowelize: Callable[[str], str]) -> None:
        self._voice = voice
        self._pauses = pauses
        self._vowelize = vowelize
        self._said: dict[str, str] = {}

    def say(self, text: str) -> str:
        """The article's words as the voice gets them."""
        if text not in self._said:
            if self._voice.needs_vowels:
                self._said[text] = self._vowelize(spoken(text, vowels=True))
            else:  # a voice that finds its own vowels is helped with the names that are in the lexicon
                self._said[text] = vowelled(spoken(text), shipped())
        return self._said[text]

    def ident(self, masthead: Masthead, *, sections: int, rest_s: float) -> Segment:
        lines = [
            self._phrase("identu01", Role.IDENT, wording.OPENING),
            self._phrase("identu02", Role.IDENT, "{}", _closed(masthead.headline)),
        ]
        where = [
            (template, value)
            for template, value in (
                (wording.FROM, masthead.source_name),
                (wording.BY, masthead.byline),
                (wording.PLACE, masthead.dateline),
                (wording.ON, dateline(masthead.published)),
            )
            if value
        ]
        if where:
            # Said as a whole, so that a date stands in the case its preposition asks for.
            line = "، ".join(wording.bare(template).format(value) for template, value in where) + "."
            lines.append(
                Utterance(
                    id="identu03",
                    role=Role.IDENT,
                    shown=line,
                    spoken=self.say(line),
                    pause_ms=self._pauses.paragraph_ms,
                )
            )
        own_s = _seconds(lines, self._voice) + 4
        length = numbers.duration(_rounded(rest_s + own_s), case=Case.OBLIQUE, vowels=True)
        lines.append(
            self._phrase(
                f"identu{len(lines) + 1:02d}",
                Role.IDENT,
                wording.STRUCTURE.format(sections=_sections(sections), length=length)
                if sections > 1
                else wording.LENGTH.format(length=length),
            )
        )
        return Segment(id="ident", kind=SegmentKind.IDENT, title=wording.IDENT_TITLE, utterances=tuple(lines))

    def contents(self, sections: tuple[Section, ...]) -> Segment:
        lines = [self._phrase("contentsu01", Role.CONTENTS, wording.CONTENTS)]
        for number, section in enumerate(sections[:LISTED], 1):
            lines.append(
                replace(
                    self._numbered(f"contentsu{number + 1:02d}", Role.CONTENTS, number, section.title),
                    section=section.id,
                )
            )
        if len(sections) > LISTED:
            more = wording.MORE.format(sections=_sections(len(sections) - LISTED))
            lines.append(self._phrase(f"contentsu{len(lines) + 1:02d}", Role.CONTENTS, more))
        return Segment(
            id="contents", kind=SegmentKind.CONTENTS, title=wording.CONTENTS_TITLE, utterances=tuple(lines)
        )

    def summary(self, sections: tuple[Section, ...], *, budget_s: float) -> Segment | None:
        heading = self._phrase("summaryu01", Role.SUMMARY, wording.SUMMARY)

        def cost(sentence: Sentence) -> float:
            return self._voice.pace.seconds(self.say(sentence.text)) + self._pauses.sentence_ms / 1000

        room_s = budget_s - _seconds([heading], self._voice)
        chosen = summarize(sections, cost=cost, budget=room_s) if room_s > 0 else ()
        if not chosen:
            return None
        home = {sentence.id: section.id for section in sections for sentence in section.sentences}
        lines = [
            Utterance(
                id=f"summaryu{number:02d}",
                role=Role.SUMMARY,
                shown=sentence.text,
                spoken=self.say(sentence.text),
                pause_ms=self._pauses.sentence_ms,
                sentence=sentence.id,
                section=home[sentence.id],
            )
            for number, sentence in enumerate(chosen, 2)
        ]
        return Segment(
            id="summary", kind=SegmentKind.SUMMARY, title=wording.SUMMARY_TITLE, utterances=(heading, *lines)
        )

    def section(self, section: Section, number: int, count: int) -> Segment:
        name = f"{section.id}u01"
        if count > 1 or section.titled_by_author:
            opening = self._numbered(name, Role.ANNOUNCEMENT, number, section.title)
        else:
            opening = self._phrase(name, Role.ANNOUNCEMENT, wording.WHOLE)
        lines = [replace(opening, section=section.id, pause_ms=self._pauses.heading_ms)]
        following = (*section.sentences[1:], None)
        for sentence, after in zip(section.sentences, following, strict=True):
            pause_ms = (
                self._pauses.paragraph_ms if after and after.opens_paragraph else self._pauses.sentence_ms
            )
            lines.append(
                Utterance(
                    id=sentence.id,
                    role=Role.NARRATION,
                    shown=sentence.text,
                    spoken=self.say(sentence.text),
                    pause_ms=pause_ms,
                    sentence=sentence.id,
                    section=section.id,
                    opens_paragraph=sentence.opens_paragraph,
                )
            )
        return Segment(
            id=section.id,
            kind=SegmentKind.SECTION,
            title=section.title or (wording.WHOLE_TITLE if count == 1 else lines[0].shown.rstrip(".")),
            utterances=tuple(lines),
        )

    def credit(self) -> Segment:
        return Segment(
            id="credit",
            kind=SegmentKind.CREDIT,
            title=wording.CREDIT_TITLE,
            utterances=(
                self._phrase("creditu01", Role.CREDIT, wording.END),
                self._phrase("creditu02", Role.CREDIT, wording.SYNTHETIC),
            ),
        )

    def _numbered(self, name: str, role: Role, number: int, title: str) -> Utterance:
        ordinal = numbers.ordinal(number, vowels=True)
        if not title:
            return self._phrase(name, role, wording.UNTITLED.format(number=ordinal))
        return self._phrase(name, role, wording.NUMBERED.format(number=ordinal, title="{}"), _closed(title))

    def _phrase(self, name: str, role: Role, template: str, *values: str) -> Utterance:
        """A phrase of ours with words of the article in it."""
        own = template if self._voice.needs_vowels else wording.bare(template)
        words = own.format(*map(self.say, values))
        return Utterance(
            id=name,
            role=role,
            shown=wording.bare(template).format(*values),
            spoken=self._vowelize(words) if self._voice.needs_vowels else words,
            pause_ms=self._pauses.paragraph_ms,
        )


def _sections(count: int) -> str:
    return numbers.counted(count, SECTION, vowels=True)


def _rounded(seconds: float) -> int:
    """To a quarter of a minute below ten minutes, to a whole one above: it is an estimate and says so."""
    step = 15 if seconds < 600 else 60
    return max(step, round(seconds / step) * step)


def _closed(title: str) -> str:
    """A title with a closing mark, so that the voice falls."""
    stripped = title.rstrip()
    return stripped if stripped.endswith(tuple(LAST_MARKS)) else stripped + "."


def _sayable(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """A sentence without a letter («…», an emoji) stands with its neighbour: no voice could say it alone."""
    return tuple(replace(section, sentences=tuple(_joined(section.sentences))) for section in sections)


def _joined(sentences: tuple[Sentence, ...]) -> list[Sentence]:
    kept: list[Sentence] = []
    opening = ""
    for sentence in sentences:
        text = f"{opening} {sentence.text}".strip()
        if any(letter.isalnum() for letter in spoken(sentence.text)):
            kept.append(replace(sentence, text=text))
            opening = ""
        elif kept:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text} {sentence.text}")
        else:
            opening = text
    return kept or list(sentences)


def _check_nothing_lost(article: Article, sections: tuple[Section, ...]) -> None:
    """Every letter of the article's body is in exactly one sentence, in order; a heading may be one."""
    told = "".join("".join(sentence.text.split()) for section in sections for sentence in section.sentences)
    places = {0}
    for block in article.blocks:
        text = "".join(block.text.split())
        after = {place + len(text) for place in places if told.startswith(text, place)}
        places = after | places if block.kind is BlockKind.HEADING else after
    if len(told) not in places:
        message = "the sections do not hold the article's words exactly once"
        raise AssertionError(message)
