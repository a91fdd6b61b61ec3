"""Write the script: all that will be said, in the order a listener hears it.

    ident       what this is: title, source and date where known, how many sections, how long
    contents    the sections, by number and title
    summary     whole sentences of the article, chosen to fit the time asked for
    s01, s02 …  each section: announced by number and title, then narrated in full
    credit      the end, and that the voice is synthetic

Each part is put into words by :mod:`briefing.segments`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.contracts import Voice
from briefing.model import (
    Article,
    BlockKind,
    Script,
    Section,
    Segment,
    SegmentKind,
    Sentence,
)
from briefing.reading import Reader
from briefing.segments import Ahead, Writer, seconds_of, unheard
from briefing.settings import Interludes, Pauses, Settings
from briefing.summaries import Summarize, drawn, reasons
from briefing.text.clean import clean
from briefing.text.extracts import Reason
from briefing.text.sections import divide
from briefing.text.splitting import sentences
from briefing.text.titles import headline
from briefing.wording import closed


def write(
    article: Article,
    voice: Voice,
    *,
    reader: Reader,
    settings: Settings,
    pauses: Pauses,
    interludes: Interludes = Interludes(),  # noqa: B008  (frozen)
    summarize: Summarize = drawn,
    ahead: Ahead = unheard,
) -> Script:
    """Write the script of an article for a voice.

    Args:
        article: what to say.
        voice: who will say it; it is asked what it needs and how fast it is, nothing more.
        reader: says how the article's words are read for that voice.
        settings: what was asked for.
        pauses: the silences.
        interludes: the lengths of the sounds between the words.
        summarize: makes the summary.
        ahead: told of each narration as soon as it is known.

    The summary is at most ``settings.summary_seconds`` long at the voice's pace, its heading and pauses
    included.

    Raises:
        AssertionError: a sentence of the article would be missing or said twice. That is a bug.
    """
    reader.expect(_likely(article))
    sections = _sayable(divide(article), reader)
    _check_nothing_lost(article, sections)
    masthead = article.masthead
    if not masthead.headline:
        masthead = replace(masthead, headline=headline(sections))
    writer = Writer(voice, pauses, reader, ahead=ahead)
    reader.expect(_read(sections, masthead.headline))
    for section in sections:  # what is new to a voice that has said the rest, so that none waits for it later
        for sentence in section.sentences:
            if reader.is_awaited(sentence.text):
                ahead(sentence.id, reader.read(sentence.text).text)
    narrations = [
        writer.section(section, number, len(sections)) for number, section in enumerate(sections, 1)
    ]
    room_s = writer.room(settings.summary_seconds)
    told = summarize(sections, writer.cost, room_s) if room_s > 0 else ()
    summary = writer.summary(told)
    contents = writer.contents(sections) if len(sections) > 1 else None
    credit = writer.credit()
    middle = [segment for segment in (contents, summary, *narrations, credit) if segment]
    ident = writer.ident(masthead, sections=len(sections), rest_s=expect(middle, voice, pauses, interludes))
    return Script(
        id=identify(article),
        masthead=masthead,
        vowelized=reader.vowels,
        segments=(ident, *middle),
    )


def _likely(article: Article) -> Iterator[str]:
    """The first of what will be read of the article, most likely; dividing it takes a while."""
    for block in article.blocks:
        if block.kind is not BlockKind.HEADING:
            yield from sentences(clean(block.text))


def _read(sections: Iterable[Section], headline: str) -> Iterator[str]:
    """What will be read of the article, in that order."""
    for section in sections:
        if section.title:
            yield closed(section.title)
        yield from (sentence.text for sentence in section.sentences)
    yield closed(headline)


def weighed(
    article: Article, voice: Voice, *, reader: Reader, settings: Settings, pauses: Pauses
) -> tuple[Reason, ...]:
    """Why each sentence of an article is drawn into its summary, or not; arguments as for :func:`write`."""
    writer = Writer(voice, pauses, reader)
    return reasons(
        _sayable(divide(article), reader),
        writer.cost,
        writer.room(settings.summary_seconds),
        headlines=settings.summary == "headlines",
    )


def expect(
    segments: Iterable[Segment],
    voice: Voice,
    pauses: Pauses,
    interludes: Interludes = Interludes(),  # noqa: B008  (frozen)
) -> float:
    """How many seconds the segments are expected to last in the master, with all that is between them."""
    speech_s, silent_ms = 0.0, 0
    number = -1
    for number, segment in enumerate(segments):
        speech_s += seconds_of(segment.utterances, voice, pauses)
        silent_ms += pauses.section_ms - segment.utterances[-1].pause_ms
        if number and segment.kind is SegmentKind.SECTION and interludes.section_ms:
            silent_ms += interludes.section_ms + pauses.tone_ms
    if number < 0:
        return 0.0
    silent_ms += pauses.lead_ms - pauses.section_ms + pauses.tail_ms
    if interludes.opening_ms:
        silent_ms += interludes.opening_ms + pauses.tone_ms
    if interludes.closing_ms:
        silent_ms += pauses.section_ms + interludes.closing_ms
    return speech_s + silent_ms / 1000


def identify(article: Article) -> str:
    """An id that follows from the article's words alone: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for text in (article.masthead.headline, *(block.text for block in article.blocks)):
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:16]


def _sayable(sections: tuple[Section, ...], reader: Reader) -> tuple[Section, ...]:
    """A sentence without a letter («…», an emoji) stands with its neighbour: no voice could say it alone."""
    return tuple(
        replace(section, sentences=tuple(_joined(section.sentences, reader))) for section in sections
    )


def _joined(sentences: tuple[Sentence, ...], reader: Reader) -> list[Sentence]:
    kept: list[Sentence] = []
    opening = ""
    for sentence in sentences:
        text = f"{opening} {sentence.text}".strip()
        if reader.is_sayable(sentence.text):
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
