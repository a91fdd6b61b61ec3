"""Files and texts, as every check reads them. Own code where exporters have the like: see the package."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from briefing.checks.faults import Fault
from briefing.text.expressions import expression

INVISIBLE: Final = expression(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Control characters that part no words, and Unicode's format characters but the two joiners."""
EMBEDDING: Final = expression("[\u202a-\u202e\u2066-\u2069]")
"""Direction controls that run on until they are ended: readers of plain text may never see the end."""
MOST_SHOWN: Final = 60
"""Letters of a text that a fault quotes."""


class Unreadable(Exception):
    """A file, or a part of it, is not what its name says."""

    def __init__(self, *, where: str, message: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message

    def fault(self, name: str) -> Fault:
        """The same as a fault of that file."""
        return Fault(name, self.where, self.message)


def bytes_of(path: Path) -> bytes:
    """What is in the file.

    Raises:
        Unreadable: the disk says no.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(where="file", message=f"it cannot be read: {error.strerror}") from error


def text_of(path: Path) -> str:
    """The file's text: UTF-8, without a byte order mark.

    Raises:
        Unreadable: it is something else.
    """
    data = bytes_of(path)
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable(where="start", message="it begins with a byte order mark")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable(where=f"byte {error.start}", message="it is not UTF-8") from error


def plain(text: str) -> str:
    """The words a reader sees, a blank between two: without what is invisible."""
    return " ".join(INVISIBLE.sub("", text).split())


shown = functools.lru_cache(maxsize=8192)(plain)
"""The same, remembered: for the texts of a briefing, which every check compares with."""


def same_words(wanted: str, found: str, *, most_letters: int = 0) -> bool:
    """Whether two plain texts have the same words.

    Args:
        wanted: what should be there.
        found: what is.
        most_letters: a longer word may have been cut (an address on two lines); 0 where none may.
    """
    if wanted == found:
        return True
    pieces = iter(found.split())
    for word in wanted.split():
        said = next(pieces, "")
        while most_letters and len(said) < len(word) > most_letters and word.startswith(said):
            piece = next(pieces, "")
            if not piece:
                return False
            said += piece
        if said != word:
            return False
    return next(pieces, None) is None


def quoted(text: str) -> str:
    """A text for a message, shortened."""
    text = plain(text)
    return f"«{text}»" if len(text) <= MOST_SHOWN else f"«{text[:MOST_SHOWN]}…»"


def in_ms(frames: int, rate: int) -> float:
    """Milliseconds, not rounded: every reader of ours allows for its own format's rounding."""
    return frames * 1000 / rate


def clock(ms: float) -> str:
    """A time for a message: ``1:02:03.004``, hours where there are any."""
    seconds, thousandths = divmod(round(ms), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    lead = f"{hours}:{minutes:02d}" if hours else str(minutes)
    return f"{lead}:{seconds:02d}.{thousandths:03d}"
