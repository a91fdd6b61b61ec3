"""The zip and the package of an EPUB: what it is, in which language and direction, and what it promises."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Final
from zipfile import ZIP_STORED

from briefing.checks._documents import XML_LANG, elements, name_of, plain, shown
from briefing.checks._epub_book import CONTAINER, Book, fault
from briefing.checks.faults import Fault
from briefing.model import Briefing

MIMETYPE: Final = b"application/epub+zip"
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
SOUNDS: Final = frozenset({"audio/mpeg", "audio/mp4", "audio/ogg"})
MODIFIED: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ACCESS: Final = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "auditory"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessModeSufficient", "auditory"),
    ("schema:accessModeSufficient", "textual,auditory"),
    ("schema:accessibilityFeature", "synchronizedAudioText"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
)
SYNTHETIC: Final = "اصطناعي"


def faults(book: Book, briefing: Briefing) -> Iterator[Fault]:
    """What is wrong with the zip and with the package document."""
    yield from _of_zip(book)
    yield from _of_manifest(book)
    yield from _of_package(book, briefing)
    yield from _of_accessibility(book)


def metas(book: Book, name: str) -> list[str]:
    """The values of a property that says something of the whole book."""
    return [
        shown(meta)
        for meta in elements(book.package, "meta")
        if meta.get("property") == name and not meta.get("refines")
    ]


def _of_zip(book: Book) -> Iterator[Fault]:
    first = book.entries[0]
    if first.filename != "mimetype" or book.data[first.filename] != MIMETYPE:
        yield fault("mimetype", "is not the first file in the zip, or says another type")
    elif first.compress_type != ZIP_STORED or first.extra:
        yield fault("mimetype", "is compressed or has an extra field")
    for name, count in Counter(entry.filename for entry in book.entries).items():
        if count > 1:
            yield fault(name, f"is in the zip {count} times")
        if not name.isascii():
            yield fault(name, "has a name that is not ASCII")
    for entry in book.entries:
        if entry.date_time != EARLIEST:
            yield fault(entry.filename, "has a date, which makes the same book other bytes")


def _of_manifest(book: Book) -> Iterator[Fault]:
    listed = {item.name for item in book.items}
    for name in book.data:
        if name not in listed | {"mimetype", CONTAINER, book.opf}:
            yield fault(name, "is in the zip and not in the manifest")
    stored = {entry.filename: entry.compress_type == ZIP_STORED for entry in book.entries}
    for item in book.items:
        if item.name not in book.data:
            yield fault(item.name, "is in the manifest and not in the zip")
        elif item.media_type.startswith("audio/"):
            if item.media_type not in SOUNDS or book.data[item.name][:4] == b"RIFF":
                yield fault(item.name, "is sound of a kind reading systems need not play")
            if not stored[item.name]:
                yield fault(item.name, "is sound and compressed: it cannot be played from the middle")
    if not any("cover-image" in item.properties for item in book.items):
        yield fault(book.opf, "names no cover")


def _of_package(book: Book, briefing: Briefing) -> Iterator[Fault]:
    package = book.package

    def values(name: str) -> list[str]:
        return [shown(each) for each in elements(package, name) if name_of(each) == name]

    for name, wanted in (("version", "3.0"), ("dir", "rtl"), (XML_LANG, "ar")):
        if package.get(name) != wanted:
            yield fault(book.opf, f"the package has no {name.rpartition('}')[2]} {wanted!r}")
    if [spine.get("page-progression-direction") for spine in elements(package, "spine")] != ["rtl"]:
        yield fault(book.opf, "the pages do not go from right to left")
    if values("language") != ["ar"]:
        yield fault(book.opf, "dc:language is not ar")
    title = plain(briefing.masthead.headline)
    if not values("title") or not values("title")[0] or (title and values("title")[0] != title):
        yield fault(book.opf, "dc:title is not the headline")
    address = plain(briefing.masthead.url)
    if address and address not in values("source"):
        yield fault(book.opf, "dc:source is not the article's address")
    if not any(map(_is_urn, values("identifier"))):
        yield fault(book.opf, "dc:identifier is no urn:uuid")
    if [bool(MODIFIED.fullmatch(value)) for value in metas(book, "dcterms:modified")] != [True]:
        yield fault(book.opf, "dcterms:modified is not there once, as a time in UTC")


def _of_accessibility(book: Book) -> Iterator[Fault]:
    for name, value in ACCESS:
        if value not in metas(book, name):
            yield fault(book.opf, f"{name} does not say {value}")
    if not any(SYNTHETIC in value for value in metas(book, "schema:accessibilitySummary")):
        yield fault(book.opf, "no accessibilitySummary says that the voice is synthetic")
    certified = {
        (meta.get("refines") or "").removeprefix("#")
        for meta in elements(book.package, "meta")
        if meta.get("property") == "a11y:certifiedBy" and shown(meta)
    }
    for claim in elements(book.package, "meta", "link"):
        says = claim.get("property") or claim.get("rel")
        if says == "dcterms:conformsTo" and claim.get("id") not in certified:
            yield fault(book.opf, "claims a conformance that nobody has certified")


def _is_urn(text: str) -> bool:
    try:
        return text.startswith("urn:uuid:") and bool(uuid.UUID(text.removeprefix("urn:uuid:")))
    except ValueError:
        return False
