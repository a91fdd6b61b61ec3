"""The segments of a script: each part of a briefing, put into words for one voice.

Our own phrases are in :mod:`briefing.wording`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from briefing import wording
from briefing.contracts import Voice
from briefing.model import Masthead, Role, Section, Segment, SegmentKind, Utterance
from briefing.reading import Reader
from briefing.settings import Pauses
from briefing.summaries import Line
from briefing.text import numbers
from briefing.text.datelines import dateline
from briefing.text.nouns import SECTION, Case
from briefing.text.rests import borders_on_quotation, rests_ms

CARE: Final = 0.94
"""Of the seconds promised so many are planned: a voice takes up to a tenth more than its pace says."""
LISTED: Final = 20
"""Sections named in the contents; of more, the rest are counted."""


Ahead = Callable[[str, str], object]
"""Told of an utterance, its id and what is spoken, as soon as it is known."""


def unheard(_utterance: str, _spoken: str) -> None:
    """Where nobody waits for what is known."""


class Writer:
    """Makes segments for one voice."""

    def __init__(self, voice: Voice, pauses: Pauses, reader: Reader, *, ahead: Ahead = unheard) -> None:
        self._ahead = ahead
        self._voice = voice
        self._pauses = pauses
        self._reader = reader

    def ident(
        self, masthead: Masthead, *, sections: int, rest_s: float = 0.0, length_s: int | None = None
    ) -> Segment:
        """What this is: title, source and date where known, how many sections, how long.

        Args:
            masthead: of the article.
            sections: how many there are; not said of one.
            rest_s: seconds that the rest is expected to take.
            length_s: seconds that the whole takes, where that is certain; 0 to say nothing of it.
        """
        lines = [
            self._phrase("identu01", Role.IDENT, wording.OPENING),
            self._phrase("identu02", Role.IDENT, "{}", wording.closed(masthead.headline)),
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
            lines.append(self._quoted("identu03", Role.IDENT, line, pause_ms=self._pauses.paragraph_ms))
        own_s = seconds_of(lines, self._voice, self._pauses) + 4
        if length_s is not None:
            return self._ident([*lines, *self._exactly(len(lines) + 1, sections, length_s)])
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
        return self._ident(lines)

    def brief_ident(self, masthead: Masthead) -> Segment:
        """What this is, where there is no time for more than its title."""
        return self._ident(
            [
                self._phrase("identu01", Role.IDENT, wording.OPENING),
                self._phrase("identu02", Role.IDENT, "{}", wording.closed(masthead.headline)),
            ]
        )

    def _ident(self, lines: list[Utterance]) -> Segment:
        return Segment(id="ident", kind=SegmentKind.IDENT, title=wording.IDENT_TITLE, utterances=tuple(lines))

    def _exactly(self, number: int, sections: int, length_s: int) -> list[Utterance]:
        """How long it is, to the second; 0 where that is not said."""
        if not length_s:
            return []
        length = numbers.duration(length_s, vowels=True)
        template = wording.EXACT_STRUCTURE if sections > 1 else wording.EXACT_LENGTH
        phrase = template.format(sections=_sections(sections), length=length)
        return [self._phrase(f"identu{number:02d}", Role.IDENT, phrase)]

    def contents(self, sections: tuple[Section, ...]) -> Segment:
        """The sections, by number and title."""
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

    def cost(self, text: str, /, *, part_of: str = "") -> float:
        """Seconds for saying a sentence of the article, with the pause after it.

        Args:
            text: the sentence.
            part_of: the sentence that something was left out of, where that is so: then its words are taken
                to be read as they are there, for which no model has to be asked.
        """
        said = self._reader.guess(text, part_of) if part_of else self._reader.read(text).text
        rests = rests_ms(said, self._pauses) + self._pauses.sentence_ms
        return self._voice.pace.seconds(said) + rests / 1000

    def room(self, seconds: float) -> float:
        """Of the seconds a summary may take, those its sentences may: the heading takes some."""
        heading = self._phrase("summaryu01", Role.SUMMARY, wording.SUMMARY)
        return seconds * CARE - seconds_of([heading], self._voice, self._pauses)

    def summary(self, told: tuple[Line, ...]) -> Segment | None:
        """The summary; None where there is nothing to tell."""
        if not told:
            return None
        heading = self._phrase("summaryu01", Role.SUMMARY, wording.SUMMARY)
        lines = [
            replace(
                self._quoted(
                    f"summaryu{number:02d}", Role.SUMMARY, line.text, pause_ms=self._pauses.sentence_ms
                ),
                sentence=line.sentence,
                section=line.section,
                abridged=line.abridged,
            )
            for number, line in enumerate(told, 2)
        ]
        return Segment(
            id="summary", kind=SegmentKind.SUMMARY, title=wording.SUMMARY_TITLE, utterances=(heading, *lines)
        )

    def section(self, section: Section, number: int, count: int) -> Segment:
        """A section, announced and narrated in full."""
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
            if after and borders_on_quotation(sentence.text, after.text):
                pause_ms = max(pause_ms, self._pauses.quote_ms)
            lines.append(
                replace(
                    self._quoted(sentence.id, Role.NARRATION, sentence.text, pause_ms=pause_ms),
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
        """The end, and that the voice is synthetic."""
        return Segment(
            id="credit",
            kind=SegmentKind.CREDIT,
            title=wording.CREDIT_TITLE,
            utterances=(
                self._phrase("creditu01", Role.CREDIT, wording.END),
                self._phrase("creditu02", Role.CREDIT, wording.SYNTHETIC),
            ),
        )

    def digest_credit(self, *, brief: bool) -> Segment:
        """The end of what is not the whole article, which is said; and that the voice is synthetic."""
        phrases = (wording.SHORT_CREDIT,) if brief else (wording.END, wording.NOT_WHOLE, wording.SYNTHETIC)
        lines = [
            self._phrase(f"creditu{number:02d}", Role.CREDIT, phrase)
            for number, phrase in enumerate(phrases, 1)
        ]
        return Segment(
            id="credit", kind=SegmentKind.CREDIT, title=wording.CREDIT_TITLE, utterances=tuple(lines)
        )

    def heading(self, name: str, title: str) -> Utterance:
        """The title of a section alone: where others are left out, its number would promise them."""
        opening = self._phrase(f"{name}u01", Role.ANNOUNCEMENT, "{}", wording.closed(title))
        return replace(opening, section=name, pause_ms=self._pauses.heading_ms)

    def abridged(self, utterance: Utterance, text: str) -> Utterance:
        """A sentence of the article, shortened, instead of the whole."""
        line = self._quoted(utterance.id, Role.SUMMARY, text, pause_ms=self._pauses.sentence_ms)
        return replace(line, abridged=text != utterance.shown)

    def summary_heading(self) -> Utterance:
        """What announces a summary."""
        return self._phrase("summaryu01", Role.SUMMARY, wording.SUMMARY)

    def _numbered(self, name: str, role: Role, number: int, title: str) -> Utterance:
        ordinal = numbers.ordinal(number, vowels=True)
        if not title:
            return self._phrase(name, role, wording.UNTITLED.format(number=ordinal))
        return self._phrase(
            name, role, wording.NUMBERED.format(number=ordinal, title="{}"), wording.closed(title)
        )

    def _phrase(self, name: str, role: Role, template: str, *values: str) -> Utterance:
        """A phrase of ours with words of the article in it."""
        said = self._reader.phrase(template, *values)
        self._ahead(name, said.text)
        return Utterance(
            id=name,
            role=role,
            shown=wording.bare(template).format(*values),
            spoken=said.text,
            pause_ms=self._pauses.paragraph_ms,
            doubts=said.doubts,
        )

    def _quoted(self, name: str, role: Role, text: str, *, pause_ms: int) -> Utterance:
        """Words of the article."""
        said = self._reader.read(text)
        self._ahead(name, said.text)
        return Utterance(
            id=name, role=role, shown=text, spoken=said.text, pause_ms=pause_ms, doubts=said.doubts
        )


def seconds_of(utterances: Iterable[Utterance], voice: Voice, pauses: Pauses) -> float:
    """How long these take at the voice's pace, the pauses in them and after them included."""
    return sum(
        voice.pace.seconds(item.spoken) + (rests_ms(item.spoken, pauses) + item.pause_ms) / 1000
        for item in utterances
    )


def _sections(count: int) -> str:
    return numbers.counted(count, SECTION, vowels=True)


def _rounded(seconds: float) -> int:
    """To a quarter of a minute below ten minutes, to a whole one above: it is an estimate and says so."""
    step = 15 if seconds < 600 else 60
    return max(step, round(seconds / step) * step)
