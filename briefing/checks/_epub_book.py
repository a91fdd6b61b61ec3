"""An EPUB as it lies in its zip: entries, package, manifest and spine."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from briefing.checks._documents import Unreadable, elements, parsed
from briefing.checks.faults import Fault
from briefing.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

FILE: Final = "briefing.epub"
CONTAINER: Final = "META-INF/container.xml"


class Broken(ValueError):
    """So wrong that nothing more can be said of the book."""

    def __init__(self, message: str, *, where: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the manifest."""

    id: str
    name: str
    """The entry's name in the zip."""
    media_type: str
    properties: frozenset[str]
    overlay: str
    """The id of its media overlay; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Book:
    """The book, opened."""

    entries: tuple[ZipInfo, ...]
    data: dict[str, bytes]
    """Name to content."""
    opf: str
    """The package document's name."""
    package: _Element
    items: tuple[Item, ...]
    spine: tuple[Item, ...]

    def resolve(self, href: str, *, base: str) -> tuple[str, str]:
        """The entry and the fragment that a reference in the document ``base`` leads to."""
        path, _, fragment = unquote(href).partition("#")
        folder = posixpath.dirname(base)
        return (posixpath.normpath(posixpath.join(folder, path)) if path else base), fragment


def fault(where: str, message: str) -> Fault:
    """A fault of the book."""
    return Fault(FILE, where, message)


def opened(path: Path) -> Book:
    """Open a book.

    Raises:
        Broken: it is no zip file, or has no package that can be read.
    """
    try:
        with ZipFile(path) as file:
            entries = tuple(file.infolist())
            data = {entry.filename: file.read(entry) for entry in entries}
    except (BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        message = f"cannot be opened: {error}"
        raise Broken(message, where="") from error
    opf = _package_name(data)
    package = document(data, opf)
    folder = posixpath.dirname(opf)
    items = tuple(
        Item(
            id=item.get("id", ""),
            name=posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))),
            media_type=item.get("media-type", ""),
            properties=frozenset(item.get("properties", "").split()),
            overlay=item.get("media-overlay", ""),
        )
        for item in elements(package, "item")
    )
    known = {item.id: item for item in items}
    spine = tuple(
        known[ref.get("idref", "")] for ref in elements(package, "itemref") if ref.get("idref") in known
    )
    return Book(entries, data, opf, package, items, spine)


def document(data: dict[str, bytes], name: str) -> _Element:
    """The root of an entry.

    Raises:
        Broken: it is not there, or is not XML.
    """
    if name not in data:
        message = "is not in the book"
        raise Broken(message, where=name)
    try:
        return parsed(data[name])
    except Unreadable as error:
        raise Broken(str(error), where=name) from error


def _package_name(data: dict[str, bytes]) -> str:
    for root in elements(document(data, CONTAINER), "rootfile"):
        return root.get("full-path", "")
    message = "names no package"
    raise Broken(message, where=CONTAINER)
