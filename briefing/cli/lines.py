"""Lines that anything can take: a screen reader, a log, a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text as one line without control characters.

    Files and titles may carry line breaks and terminal escapes in their names. Blanks and breaks become one
    blank, other control characters are spelled out (``\\x1b``).
    """
    return "".join(map(_spelled, " ".join(text.split())))


def _spelled(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x20 or 0x7F <= number <= 0x9F else letter
