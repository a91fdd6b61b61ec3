"""Text fields of a fixed length in radio's chunks: printable ASCII, filled up with zeros.

Nothing but ASCII goes in. The standards name no encoding, and readers take the bytes one by one as Latin-1:
Arabic would come out as pairs of accented letters on the screen of the studio, and some readers refuse the
whole file. The caller writes Arabic in Latin letters first (:mod:`briefing.text.romanization`).
"""

from __future__ import annotations

from typing import Final

from briefing.errors import RequestError

LINE_BREAK: Final = "\r\n"


def pack(text: str, room: int, *, name: str) -> bytes:
    """The field's bytes, ``room`` of them.

    Args:
        text: what it says.
        room: how many bytes the field has.
        name: what the field is called, for the message.

    Raises:
        RequestError: there is something else than printable ASCII in it, or it is too long.
    """
    if len(text) > room:
        message = f"{name} has {len(text)} characters; there is room for {room}"
        raise RequestError(message, hint=f"shorten it: {shortened(text, room) or text[:room]}")
    return encoded(text, name=name).ljust(room, b"\0")


def encoded(text: str, *, name: str) -> bytes:
    """One line as bytes.

    Raises:
        RequestError: there is something else than printable ASCII in it.
    """
    for char in text:
        if not " " <= char <= "~":
            message = f"{name} may hold Latin letters, digits and signs only, not U+{ord(char):04X}"
            raise RequestError(message, hint=f"write it in Latin letters: {text!a}")
    return text.encode("ascii")


def unpack(field: bytes) -> str:
    """What a field says, up to the first zero; bytes that are not ASCII as Latin-1, as radio's readers do."""
    return field.split(b"\0", 1)[0].decode("latin-1").rstrip()


def shortened(text: str, room: int) -> str:
    """The text in at most ``room`` characters, cut between two words where there is a blank."""
    text = " ".join(text.split())
    if len(text) <= room:
        return text
    kept, blank, _ = text[: room + 1].rpartition(" ")
    return kept.rstrip(" ,;:-") if blank else text[:room]
