"""``briefing.epub``, read back: what EPUBCheck and Ace do not look at, or only hint at.

A book may be valid and say the wrong thing: a sentence without sound, a clip after the end of its file,
Arabic laid out from the left, colours nobody can read. Rules: EPUB 3.3, EPUB Accessibility 1.1 (both W3C),
and what the briefing itself says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.checks import _epub_metadata, _epub_overlays, _epub_pages
from briefing.checks._epub_book import FILE, Broken, fault, opened
from briefing.checks.faults import Fault
from briefing.model import Briefing


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """Every fault of the book in the folder; none where the briefing has no book.

    Args:
        folder: where the briefing is published, the master with it.
        briefing: its ``briefing.json``.
    """
    path = folder / FILE
    if not path.is_file():
        if any(item.name == FILE for item in briefing.files):
            yield fault("", "is listed in briefing.json and is not there")
        return
    try:
        book = opened(path)
    except Broken as error:
        yield fault(error.where, error.message)
        return
    yield from _epub_metadata.faults(book, briefing)
    pages, broken = _epub_pages.read(book)
    yield from broken
    yield from _epub_pages.faults(book, pages)
    yield from _epub_overlays.faults(book, pages, folder, briefing)
