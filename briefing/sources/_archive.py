"""Documents that are ZIP archives (Word, EPUB): opened under limits, so that none grows huge."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from briefing.errors import ArticleError
from briefing.model import Block
from briefing.sources import _bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FILE_BYTES: Final = 100_000_000
"""Such a file has pictures and sound besides its text."""
MAX_UNPACKED_BYTES: Final = 400_000_000
"""Of all parts together, as the archive states them; no more than stated is ever unpacked."""
MAX_PART_BYTES: Final = 20_000_000
"""Of one part that is read."""
MAX_PARTS: Final = 10_000
MAX_RATIO: Final = 200
"""How many times larger than the file the parts may be, for files that are not small."""
SMALL_BYTES: Final = 2_000_000

UNREADABLE: Final = (
    *(KeyError, ValueError, EOFError, OSError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)
"""What zipfile raises where an archive is not what it should be."""
OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
"""How old Word files begin, and new ones that are locked with a password."""
SAVE_HINT: Final = "open it, save it again as a new file, and give that one"


def load(reference: str) -> zipfile.ZipFile:
    """Open a document; it is in memory, so nothing stays open.

    Raises:
        ArticleError: it cannot be read, is no such archive, is damaged, locked, or grows too large.
    """
    data = _bytes.load(reference, max_bytes=MAX_FILE_BYTES)
    if not data:
        message = f"{reference} is empty"
        raise ArticleError(message, hint="give a file with the text of an article in it")
    if data.startswith(OLD_WORD):
        message = f"{reference} is an old Word file, or locked with a password"
        raise ArticleError(message, hint="save it as .docx without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except UNREADABLE as error:
        raise damaged(reference) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > SMALL_BYTES and unpacked > MAX_RATIO * len(data)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or swollen:
        message = f"{reference} would grow to {unpacked:,} bytes in {len(parts):,} parts, so it is not opened"
        raise ArticleError(message, hint=SAVE_HINT)
    if any(part.flag_bits & 1 for part in parts):
        message = f"{reference} is locked with a password"
        raise ArticleError(message, hint="save it without a password")
    return archive


def part(archive: zipfile.ZipFile, path: str, *, name: str) -> bytes:
    """One part of a document.

    Args:
        archive: the document.
        path: the part's name in it.
        name: what to call the document in messages.

    Raises:
        ArticleError: there is no such part, it is damaged, or too large.
    """
    try:
        if archive.getinfo(path).file_size > MAX_PART_BYTES:
            message = f"{name} has a part that is too large for one article: {path}"
            raise ArticleError(message, hint="give one article at a time")
        return archive.read(path)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
    ) as error:
        raise damaged(name) from error


def parsed(data: bytes, *, name: str) -> _Element:
    """The root of an XML part; entities stay unexpanded and nothing is loaded for it.

    Raises:
        ArticleError: it is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error


def check_length(blocks: Iterable[Block], *, name: str) -> None:
    """Refuse a text that is a shelf of books rather than an article.

    Raises:
        ArticleError: it is longer than a plain text may be.
    """
    size = sum(len(block.text.encode()) for block in blocks)
    if size > _bytes.MAX_BYTES:
        most = _bytes.MAX_BYTES
        message = f"{name} is too large for one article: {size:,} bytes of text, and {most:,} may be read"
        raise ArticleError(message, hint="give one article at a time")


def damaged(name: str) -> ArticleError:
    """The error for a document that cannot be read."""
    message = f"{name} is damaged, or not what its name says"
    return ArticleError(message, hint=SAVE_HINT)
