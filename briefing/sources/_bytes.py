"""Bytes to text: how much may be read, which encoding it is in, and what is refused as no text at all."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path
from typing import BinaryIO, Final

from briefing.errors import ArticleError
from briefing.records import dataclass
from briefing.text.expressions import expression

MAX_BYTES: Final = 2_000_000
"""About 170,000 Arabic words, twenty hours of speech: more than that is not one article."""

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

LABELS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1256": "windows-1256",
    "x-cp1256": "windows-1256",
    "cp1256": "windows-1256",
    "iso-8859-6": "iso-8859-6",
    "iso_8859-6": "iso-8859-6",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-6-e": "iso-8859-6",
    "iso-ir-127": "iso-8859-6",
    "asmo-708": "iso-8859-6",
    "ecma-114": "iso-8859-6",
    "arabic": "iso-8859-6",
}
"""What a page may call the encodings Arabic is written in; the names are those of the WHATWG Encoding
Standard, section "Names and labels". Other labels (a template's ``iso-8859-1``) say nothing about Arabic."""

LOST: Final = "\ufffd"
"""Stands for a letter that was lost."""
MOST_LOST: Final = 0.01
"""Share of the characters that may be lost."""

GUESSES: Final = ("windows-1256", "iso-8859-6")
"""Tried in this order where the bytes are not Unicode."""

MAGIC: Final = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive, or a Word, OpenDocument or EPUB file"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\x89PNG\r\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a WAV sound file"),
    (0, b"ID3", "an MP3 sound file"),
    (0, b"\xff\xfb", "an MP3 sound file"),
    (0, b"\xff\xf3", "an MP3 sound file"),
    (0, b"OggS", "an Ogg sound file"),
    (0, b"fLaC", "a FLAC sound file"),
    (4, b"ftyp", "an MP4 film or sound file"),
    (0, b"\x1f\x8b\x08", "a gzip archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a", "a RAR archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"SQLite format 3", "a database"),
    (0, b"bplist00", "a web archive or property list"),
)
"""Offset, bytes, what such a file is; the signatures are those of the formats' own specifications."""

SAVE_AS_TEXT: Final = "save the article as plain text (.txt) in UTF-8 and give that file"

_CONTROLS = expression(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
_FOREIGN = expression(r"[^\x00-\x7f\s]")
_ARABIC = expression(r"[\u060c\u061b\u061f\u0621-\u0652\u0660-\u0669]")
# Punctuation that Arabic typing shares with every language, so no witness for or against.
_SHARED = expression(r"[\u2010-\u203a\u200c-\u200f«»×÷°·\u00a0\u00ad]")


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text and the encoding its bytes were in."""

    text: str
    charset: str


def load(reference: str, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Args:
        reference: its path.
        max_bytes: the longest that is read.

    Raises:
        ArticleError: there is no such file, it is a folder, may not be read, or is too large.
    """
    path = Path(reference)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            message = f"{reference} is a folder, not an article"
            raise ArticleError(message, hint="give one file: .txt, .md or .html")
        if status.st_size > max_bytes:
            raise _too_large(reference, f"{status.st_size:,} bytes", max_bytes)
        with path.open("rb") as stream:
            return take(stream, reference, max_bytes=max_bytes)
    except FileNotFoundError as error:
        message = f"there is no file {reference}"
        raise ArticleError(message, hint="check the path, or put it in quotes if it has blanks") from error
    except PermissionError as error:
        message = f"{reference} may not be read"
        raise ArticleError(message, hint=f"chmod u+r {reference}") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character inside the path
        message = f"{reference!r} cannot be read: {error}"
        raise ArticleError(message, hint="give the path of a .txt, .md or .html file") from error


def take(stream: BinaryIO, name: str, *, max_bytes: int = MAX_BYTES) -> bytes:
    """All bytes of a stream, never more than the limit in memory.

    Raises:
        ArticleError: there are more than ``max_bytes``.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(name, f"more than {max_bytes:,} bytes", max_bytes)
    return data


def decode(data: bytes, *, name: str, declared: str = "") -> Text:
    """Text in whatever encoding Arabic files come in.

    The order is: byte order mark, UTF-16 without one, strict UTF-8, what the page declares, the 8-bit
    Arabic encodings if the outcome looks Arabic. UTF-8 goes before the declaration since Arabic in another
    encoding is never valid UTF-8 by accident, while pages saved by a browser often keep a stale label.

    Args:
        data: the bytes.
        name: what to call them in messages.
        declared: an encoding the document names itself, as ``declared_charset`` finds it.

    Raises:
        ArticleError: empty, binary, damaged, or in no encoding that Arabic is written in.
    """
    _refuse_known_formats(data, name)
    found = _unicode(data, name) or _mended(data, declared) or _eight_bit(data, declared)
    if found is None:
        message = f"{name} is in no encoding that Arabic is written in"
        raise ArticleError(message, hint=SAVE_AS_TEXT)
    if not found.text.strip("\ufeff\u200b\u200e\u200f\x1a \t\r\n\f\v\x85\xa0\u2028\u2029"):
        message = f"{name} is empty" if not data else f"{name} has nothing but blanks"
        raise ArticleError(message, hint="give a file with the text of an article in it")
    _refuse_binary(found.text, name)
    return found


def declared_charset(data: bytes) -> str:
    """The encoding an HTML page names in its XML declaration or ``meta`` element, or ``""``.

    Only the first 4096 bytes count; browsers look at the first 1024 (HTML Standard, "prescan").
    """
    match = re.search(
        rb"""(?ix) <\?xml [^>]{0,200}? encoding \s* = \s* ["'] ([\w.:-]{1,40})
             | <meta [^>]{0,400}? charset \s* = \s* ["']? \s* ([\w.:-]{1,40})""",
        data[:4096],
    )
    if match is None:
        return ""
    return LABELS.get((match[1] or match[2]).decode("ascii", "replace").lower(), "")


def _unicode(data: bytes, name: str) -> Text | None:
    for mark, charset in BOMS:
        if data.startswith(mark):
            try:
                return Text(data[len(mark) :].decode(charset), charset)
            except UnicodeDecodeError as error:
                message = f"{name} begins as {charset} and then breaks off: it is damaged"
                raise ArticleError(message, hint=SAVE_AS_TEXT) from error
    for charset in (_marklike_utf16(data), "utf-8"):
        if charset:
            try:
                return Text(data.decode(charset), charset)
            except UnicodeDecodeError:
                continue
    return None


def _mended(data: bytes, declared: str) -> Text | None:
    """UTF-8 with a few broken letters, as happens where a page is put together from pieces of bytes."""
    text = data.decode("utf-8", "replace")
    lost = text.count(LOST)
    whole = len(_ARABIC.findall(text))
    few = MOST_LOST * len(text)
    if lost <= few and whole > 20 * lost:
        return Text(text.replace(LOST, ""), "utf-8")
    if declared == "utf-8" and whole > 2 * lost:
        return Text(text, "utf-8")  # refused later, and rightly named damaged
    return None


def _marklike_utf16(data: bytes) -> str:
    # Arabic letters are 06xx and blanks, digits and tags 00xx: one byte of every pair is 06 or 00.
    if len(data) < 4 or len(data) % 2:
        return ""
    even, odd = data[::2], data[1::2]
    for charset, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if (_high_bytes(high) > 0.85 * len(high)) and _high_bytes(low) < 0.5 * len(low) and 0 in high:
            return charset
    return ""


def _high_bytes(half: bytes) -> int:
    return half.count(0x06) + half.count(0x00)


def _eight_bit(data: bytes, declared: str) -> Text | None:
    for charset in dict.fromkeys((*filter(None, [declared]), *GUESSES)):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        foreign = _FOREIGN.findall(_SHARED.sub("", text))
        if len(_ARABIC.findall(text)) >= 0.85 * len(foreign):
            return Text(text, charset)
    return None


def _refuse_known_formats(data: bytes, name: str) -> None:
    for offset, signature, what in MAGIC:
        if data.startswith(signature, offset):
            message = f"{name} is no text: it looks like {what}"
            raise ArticleError(message, hint=SAVE_AS_TEXT)


def _refuse_binary(text: str, name: str) -> None:
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > max(3, len(text) // 200):
        message = f"{name} is no text: it holds control characters, as binary files do"
        raise ArticleError(message, hint=SAVE_AS_TEXT)
    if text.count("\ufffd") > max(3, len(text) // 100):
        message = f"{name} is damaged: many of its letters were lost in an earlier conversion"
        raise ArticleError(message, hint="take the article from where it came from once more")


def _too_large(name: str, size: str, max_bytes: int) -> ArticleError:
    message = f"{name} is too large for one article: {size}, and {max_bytes:,} may be read"
    return ArticleError(message, hint="give one article at a time")
