"""What a source names just now: the items of a folder, of a feed, of a page, of a list of feeds."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing import plugins
from briefing.errors import ArticleError
from briefing.records import dataclass
from briefing.shows import syndication
from briefing.shows.canonical import canonical
from briefing.shows.records import UNASKED, Item, Page
from briefing.shows.show import Source
from briefing.web.fetching import Fetched

Fetch = Callable[[str, Page], Fetched]
"""Asks an address; what it was answered with last is sent back."""
OF_SOURCE = 10_000
"""Places that each source has: the items of the first one come before all of the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source answered."""

    items: tuple[Item, ...] = ()
    """In the source's order."""
    name: str = ""
    """The source's, as it says itself."""
    page: Page = UNASKED
    is_unchanged: bool = False
    """It is what it was; ``items`` is empty then."""


def key_of(source: Source) -> str:
    """What a source is known by."""
    return f"{source.kind}:{source.at}"


def expand(source: Source, home: Path, fetch: Fetch) -> tuple[Source, ...]:
    """The sources that a source stands for: the feeds of a list; else itself.

    Raises:
        BriefingError: the list cannot be had or read.
    """
    if source.kind != "opml":
        return (source,)
    if "://" in source.at:
        data = fetch(source.at, UNASKED).body
    else:
        path = home / Path(source.at).expanduser()
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"cannot read the list of feeds {path}: {error.strerror}"
            raise ArticleError(message, hint=f"ls -l {path}") from error
    return tuple(
        Source(kind="feed", at=address, name=source.name or name) for address, name in syndication.opml(data)
    )


def look(source: Source, home: Path, fetch: Fetch, page: Page, *, place: int = 0) -> Listing:
    """What a source names now.

    Args:
        source: a folder, a feed or a page.
        home: the folder its paths are taken from.
        fetch: asks an address.
        page: what a feed was answered with last.
        place: the source's place among all.

    Raises:
        BriefingError: it does not answer, or not as such a source does.
    """
    first = place * OF_SOURCE
    match source.kind:
        case "folder":
            return Listing(items=tuple(_files(source, home, first)))
        case "page":
            address = canonical(source.at)
            item = Item(identity=address, source=key_of(source), reference=source.at, rank=first)
            return Listing(items=(item,))
        case _:
            return _feed(source, fetch, page, first)


def _feed(source: Source, fetch: Fetch, page: Page, first: int) -> Listing:
    answer = fetch(source.at, page)
    told = Page(answer.etag, answer.last_modified)
    if answer.not_modified:
        return Listing(page=told, is_unchanged=True)
    found = syndication.feed(answer.body, url=answer.url)
    items = tuple(
        Item(
            identity=entry.identity,
            source=key_of(source),
            reference=entry.url,
            title=entry.title,
            published=entry.published,
            stamp=entry.stamp,
            rank=first + number,
        )
        for number, entry in enumerate(found.entries)
    )
    return Listing(items=items, name=found.title, page=told)


def _files(source: Source, home: Path, first: int) -> Iterator[Item]:
    """The files of a folder that can be read as articles, by name."""
    folder = home / Path(source.at).expanduser()
    readers = [plugins.source(name) for name in plugins.names("sources")]
    try:
        paths = sorted(
            path
            for path in folder.iterdir()
            if not path.name.startswith(".")
            and path.is_file()
            and any(reader.accepts(str(path)) for reader in readers)
        )
        for number, path in enumerate(paths):
            status = path.stat()
            yield Item(
                identity=_identity(source, path),
                source=key_of(source),
                reference=str(path),
                stamp=f"{status.st_size} {status.st_mtime_ns}",
                rank=first + number,
            )
    except OSError as error:
        message = f"cannot read the folder {folder}: {error.strerror}"
        raise ArticleError(message, hint=f"ls -ld {folder}") from error


def _identity(source: Source, path: Path) -> str:
    """Of a file: it follows from the names of the source and the file, and shows neither."""
    name = unicodedata.normalize("NFC", f"{source.at}\0{path.name}")
    return f"briefing:file:{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"
