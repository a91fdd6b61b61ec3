"""A DAISY 2.02 book as it lies in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.checks._documents import Unreadable, elements, parsed
from briefing.checks.faults import Fault
from briefing.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

FOLDER: Final = "daisy"
NCC: Final = "ncc.html"
CONTENT: Final = "content.html"
MASTER: Final = "master.smil"
TEXTS: Final = (".html", ".smil")


@dataclass(frozen=True, slots=True)
class Book:
    """The book, read whole."""

    data: dict[str, bytes]
    roots: dict[str, _Element]
    """The documents that could be parsed."""

    @property
    def order(self) -> list[str]:
        """The sections' SMIL files, as the master lists them."""
        return (
            [ref.get("src", "") for ref in elements(self.roots[MASTER], "ref")]
            if MASTER in self.roots
            else []
        )


def fault(name: str, message: str, *, where: str = "") -> Fault:
    """A fault of one file of the book."""
    return Fault(f"{FOLDER}/{name}" if name else FOLDER, where, message)


def opened(folder: Path) -> tuple[Book, list[Fault]]:
    """The book, and the faults of files that cannot be read."""
    data = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    roots: dict[str, _Element] = {}
    broken: list[Fault] = []
    for name, content in data.items():
        if name.endswith(TEXTS):
            try:
                roots[name] = parsed(content)
            except Unreadable as error:
                broken.append(fault(name, str(error)))
    return Book(data, roots), broken


def metas(root: _Element, name: str) -> list[str]:
    """The contents of the metadata of one name."""
    return [meta.get("content", "") for meta in elements(root, "meta") if meta.get("name") == name]


def sections(book: Book) -> Iterator[str]:
    """The names of SMIL files that are sections."""
    yield from (name for name in book.data if name.endswith(".smil") and name != MASTER)
