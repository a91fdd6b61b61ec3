"""Counts, lengths and stages in words, in the language of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.cli.tongue import N_, _, ngettext, pgettext
from briefing.events import Stage

STILL: Final[Mapping[Stage, str]] = {
    "read": N_("Still working: reading the article."),
    "script": N_("Still working: writing the script."),
    "voice": N_("Still working: preparing the narration."),
    "master": N_("Still working: assembling."),
    "edition": N_("Still working: making {edition}."),
    "publish": N_("Still working: publishing."),
}
"""What is said where a stage lasts."""
TOOK: Final[Mapping[Stage, str]] = {
    "read": N_("Reading took {seconds} seconds."),
    "script": N_("Writing the script took {seconds} seconds."),
    "voice": N_("Voicing took {seconds} seconds."),
    "master": N_("Assembling took {seconds} seconds."),
    "edition": N_("Making {edition} took {seconds} seconds."),
    "publish": N_("Publishing took {seconds} seconds."),
}
"""What is said of a stage that is over."""


def length(frames: int, rate: int) -> str:
    """A length in words: ``5 minutes 58 seconds``."""
    minutes, seconds = divmod(round(frames / rate), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        ngettext("{number} hour", "{number} hours", hours).format(number=hours) if hours else "",
        ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes) if minutes else "",
        ngettext("{number} second", "{number} seconds", seconds).format(number=seconds) if seconds else "",
    ]
    told = [part for part in parts if part]
    return pgettext("between hours, minutes and seconds", " ").join(told) if told else _("0 seconds")


def listed(*items: str) -> str:
    """Items one after the other."""
    return pgettext("between items", ", ").join(items)


def sections(number: int) -> str:
    """``3 sections``."""
    return ngettext("{number} section", "{number} sections", number).format(number=number)


def sentences(number: int) -> str:
    """``41 sentences``."""
    return ngettext("{number} sentence", "{number} sentences", number).format(number=number)


def utterances(number: int) -> str:
    """``60 utterances``."""
    return ngettext("{number} utterance", "{number} utterances", number).format(number=number)


def chapters(number: int) -> str:
    """``2 chapters``."""
    return ngettext("{number} chapter", "{number} chapters", number).format(number=number)


def requests(number: int) -> str:
    """``12 requests``."""
    return ngettext("{number} request", "{number} requests", number).format(number=number)


def texts(number: int) -> str:
    """``12 texts``."""
    return ngettext("{number} text", "{number} texts", number).format(number=number)


def files(number: int) -> str:
    """``9 files``."""
    return ngettext("{number} file", "{number} files", number).format(number=number)


def faults(number: int) -> str:
    """``2 faults``, or that there are none."""
    if not number:
        return _("no faults")
    return ngettext("{number} fault", "{number} faults", number).format(number=number)


def pieces(number: int) -> str:
    """``12 pieces``."""
    return ngettext("{number} piece", "{number} pieces", number).format(number=number)
