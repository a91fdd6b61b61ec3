"""Captions: everything said is shown, once, in order and at its time, in whatever form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from briefing.checks import _cards
from briefing.checks._cards import Card
from briefing.checks._reading import (
    EMBEDDING,
    Unreadable,
    clock,
    in_ms,
    quoted,
    same_words,
    shown,
    text_of,
)
from briefing.checks.faults import Fault
from briefing.model import Briefing, Cue
from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of caption file is read, and how exact it can be."""

    cards: Callable[[str], Iterator[Card]]
    early_ms: float = 0.51
    """How much before its time a text may be shown: what the form rounds away."""
    late_ms: float = 0.51
    most_lines: int = 0
    """Of a card; 0 where any number will do."""


FORMS: Final = MappingProxyType(
    {
        "captions.vtt": Form(_cards.vtt),
        "captions.srt": Form(_cards.srt, most_lines=2),
        "captions.lrc": Form(_cards.lrc, early_ms=10.51),
        "briefing.lrc": Form(_cards.lrc, early_ms=10.51),
        "transcript.json": Form(_cards.segments),
    }
)
LONG_WORD: Final = 10
"""Letters of a word that may be cut: the shortest lines that can be asked for have 12."""


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What the captions show otherwise than the briefing."""
    for name, form in FORMS.items():
        path = folder / name
        if not path.is_file():
            continue
        try:
            text = text_of(path)
            cards = list(form.cards(text))
        except Unreadable as error:
            yield error.fault(name)
            continue
        if EMBEDDING.search(text):
            yield Fault(name, "text", "it has direction controls that run on over what follows")
        yield from _by_themselves(name, cards, form, in_ms(briefing.frames, briefing.rate))
        yield from _against(name, cards, form, briefing)


def _by_themselves(name: str, cards: Sequence[Card], form: Form, length_ms: float) -> Iterator[Fault]:
    for card, after in pairwise([*cards, None]):
        assert card is not None
        end_ms = card.start_ms if card.end_ms is None else card.end_ms
        if not card.text:
            yield Fault(name, card.where, "it shows nothing")
        if end_ms > length_ms + form.late_ms:
            yield Fault(name, card.where, f"it is shown until {clock(end_ms)}, beyond the end of the sound")
        if card.end_ms is not None and card.end_ms <= card.start_ms:
            yield Fault(name, card.where, "it ends before it begins")
        if after is not None and after.start_ms < end_ms:
            yield Fault(name, after.where, "it begins before the one before it has ended")
        if form.most_lines and card.lines > form.most_lines:
            yield Fault(name, card.where, f"it has {card.lines} lines, more than {form.most_lines}")
        inside = [card.start_ms, *card.words_ms, end_ms]
        if card.words_ms and inside != sorted(inside):
            yield Fault(name, card.where, "the times of its words are not in order inside it")


def _against(name: str, cards: Sequence[Card], form: Form, briefing: Briefing) -> Iterator[Fault]:
    """Each card goes to the utterance that is being said when it appears."""
    cues = [cue for cue in briefing.utterances if shown(cue.shown)]
    rate = briefing.rate
    on_time: list[list[Card]] = [[] for _ in cues]
    place = 0
    for card in sorted(cards, key=lambda card: card.start_ms):
        while place < len(cues) and in_ms(cues[place].end, rate) - form.early_ms <= card.start_ms:
            place += 1
        if place < len(cues) and card.start_ms >= in_ms(cues[place].start, rate) - form.early_ms:
            on_time[place].append(card)
        else:
            yield Fault(name, card.where, f"at {clock(card.start_ms)} nothing is said: {quoted(card.text)}")
    for cue, mine in zip(cues, on_time, strict=True):
        yield from _shown(name, cue, mine, form, rate)


def _shown(name: str, cue: Cue, cards: Sequence[Card], form: Form, rate: int) -> Iterator[Fault]:
    if not cards:
        yield Fault(name, cue.id, f"it is not shown while it is said: {quoted(cue.shown)}")
        return
    wanted, found = shown(cue.shown), " ".join(card.text for card in cards)
    if not same_words(wanted, found, most_letters=LONG_WORD):
        twice = same_words(f"{wanted} {wanted}", found, most_letters=LONG_WORD)
        message = "it is shown twice" if twice else f"something else is shown: {quoted(found)}"
        yield Fault(name, cue.id, message)
    start_ms, end_ms = in_ms(cue.start, rate), in_ms(cue.end, rate)
    first, last = cards[0], cards[-1]
    if not -form.early_ms <= first.start_ms - start_ms <= form.late_ms:
        yield Fault(
            name, cue.id, f"it is shown from {clock(first.start_ms)}, and said from {clock(start_ms)}"
        )
    if last.end_ms is not None and not -form.early_ms <= last.end_ms - end_ms <= form.late_ms:
        yield Fault(name, cue.id, f"it is shown until {clock(last.end_ms)}, and said until {clock(end_ms)}")
    for one, two in pairwise(cards):
        if one.end_ms is not None and one.end_ms < two.start_ms:
            yield Fault(name, cue.id, f"nothing is shown from {clock(one.end_ms)}, and it is being said")
