"""The navigation control center of a DAISY 2.02 book, and the form of all its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.checks._clips import clock_ms
from briefing.checks._daisy_book import CONTENT, MASTER, NCC, TEXTS, Book, fault, metas, sections
from briefing.checks._documents import HEADING, XML_LANG, by_id, elements, name_of, plain, shown
from briefing.checks._frames import frames
from briefing.checks.faults import Fault
from briefing.model import Briefing

if TYPE_CHECKING:
    from lxml.etree import _Element

SHORT: Final = re.compile(r"[A-Za-z0-9_]{1,8}\.(html|smil|mp3|css)")
DECLARED: Final = re.compile(
    rb'<\?xml version="1\.0" encoding="utf-8"\?>\s*<!DOCTYPE (html|smil) ', re.IGNORECASE
)
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
"""What ids are made of."""
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
RATES: Final = frozenset({22_050, 44_100})
ONCE: Final = {
    "dc:title": r".+",
    "dc:date": r"\d{4}-\d\d-\d\d",
    "dc:format": r"Daisy 2\.02",
    "dc:identifier": r".+",
    "dc:publisher": r".+",
    "ncc:charset": r"utf-8",
    "ncc:depth": r"[1-6]",
    "ncc:files": r"\d+",
    "ncc:multimediaType": r"audioFullText",
    "ncc:pageFront": r"0",
    "ncc:pageNormal": r"0",
    "ncc:pageSpecial": r"0",
    "ncc:setInfo": r"1 of 1",
    "ncc:tocItems": r"\d+",
    "ncc:totalTime": r"\d+:[0-5]\d:[0-5]\d",
}
"""Metadata that must be there once, and how they must look."""
AT_LEAST_ONCE: Final = ("dc:creator", "dc:language", "ncc:narrator")


def faults(book: Book, briefing: Briefing) -> Iterator[Fault]:
    """What is wrong with the files' form, the NCC's metadata, and the way from its headings to the text."""
    yield from _of_files(book)
    if NCC in book.roots:
        yield from _of_metadata(book, book.roots[NCC], briefing)
        yield from _of_headings(book, book.roots[NCC])


def _of_files(book: Book) -> Iterator[Fault]:
    for name in (NCC, CONTENT, MASTER):
        if name not in book.data:
            yield fault(name, "is not there")
    for name, data in book.data.items():
        if not SHORT.fullmatch(name):
            yield fault(name, "has a name that old players may not open")
        if name.endswith(TEXTS):
            if data.startswith(BYTE_ORDER_MARK):
                yield fault(name, "begins with a byte order mark")
            elif not DECLARED.match(data):
                yield fault(name, "does not begin with an XML declaration of UTF-8 and a DOCTYPE")
        elif name.endswith(".mp3"):
            yield from _of_sound(name, data)

    for name, root in book.roots.items():
        ids = [each.get("id") or "" for each in root.iter() if name_of(each) and "id" in each.attrib]
        for each, count in Counter(ids).items():
            if count > 1 or not NAME.fullmatch(each):
                yield fault(name, f"has the id {each!r} {count} times" if count > 1 else f"{each!r} is no id")
        regions = {region.get("id") for region in elements(root, "region")}
        for text in elements(root, "text"):
            if text.get("region") is not None and text.get("region") not in regions:
                yield fault(name, "shows a text in a region that is not there", where=text.get("id") or "")


def _of_sound(name: str, data: bytes) -> Iterator[Fault]:
    if data.startswith(b"ID3") or data[-128:].startswith(b"TAG"):
        yield fault(name, "has an ID3 tag")
        return
    every = list(frames(data))
    whole = [frame for frame in every if frame is not None]
    if not whole or None in every:
        yield fault(name, "is not MP3 frames from beginning to end")
        return
    if whole[0].tells_length:
        yield fault(name, "begins with an Info frame, which simple players take for sound")
    if len({frame.kbps for frame in whole}) > 1:
        yield fault(name, "has no constant bit rate")
    if {frame.rate for frame in whole} - RATES or len({frame.rate for frame in whole}) > 1:
        yield fault(name, "is not at 22.05 or 44.1 kHz")
    if not all(frame.mono for frame in whole):
        yield fault(name, "is not mono")


def _of_metadata(book: Book, ncc: _Element, briefing: Briefing) -> Iterator[Fault]:
    for name, form in ONCE.items():
        values = metas(ncc, name)
        if len(values) != 1 or not re.fullmatch(form, values[0]):
            yield fault(NCC, f"{name} is not there once in its form", where=name)
    for name in AT_LEAST_ONCE:
        if not any(metas(ncc, name)):
            yield fault(NCC, f"{name} is missing", where=name)
    if metas(ncc, "dc:language") != ["ar"]:
        yield fault(NCC, "dc:language is not ar", where="dc:language")
    title = plain(briefing.masthead.headline)
    if title and [*map(plain, metas(ncc, "dc:title"))] != [title]:
        yield fault(NCC, "dc:title is not the headline", where="dc:title")
    headings = [each for each in ncc.iter() if HEADING.fullmatch(name_of(each))]
    total = sum(
        clock_ms(value) or 0
        for name in sections(book)
        if name in book.roots
        for value in metas(book.roots[name], "ncc:timeInThisSmil")
    )
    told = [clock_ms(value) for value in metas(ncc, "ncc:totalTime")]
    if told and (told[0] is None or abs(told[0] - total) > 500):
        yield fault(
            NCC, f"ncc:totalTime is not what the sections last, {total / 1000:.1f} s", where="ncc:totalTime"
        )
    for name, wanted in (
        ("ncc:files", len(book.data)),
        ("ncc:tocItems", len(headings)),
        ("ncc:depth", max((int(name_of(each)[1]) for each in headings), default=0)),
    ):
        if metas(ncc, name) not in ([], [str(wanted)]):
            yield fault(NCC, f"{name} is not {wanted}", where=name)


def _of_headings(book: Book, ncc: _Element) -> Iterator[Fault]:
    if ncc.get("dir") is not None:
        yield fault(NCC, "the html element has a dir, which the format does not know")
    if (ncc.get("lang"), ncc.get(XML_LANG)) != ("ar", "ar"):
        yield fault(NCC, "does not say lang and xml:lang of Arabic")
    if not any(shown(title) for title in elements(ncc, "title")):
        yield fault(NCC, "has no title")
    body = next(elements(ncc, "body"), None)
    children = [] if body is None else [each for each in body if name_of(each)]
    if not children or name_of(children[0]) != "h1" or children[0].get("class") != "title":
        yield fault(NCC, "does not begin with <h1 class='title'>")
    level = 0
    reached: list[str] = []
    for child in children:
        where = child.get("id") or shown(child)
        links = list(elements(child, "a"))
        if not (HEADING.fullmatch(name_of(child)) or name_of(child) in {"span", "div"}):
            yield fault(NCC, f"has a {name_of(child)} among its headings", where=where)
            continue
        if not child.get("id") or len(links) != 1 or not shown(child):
            yield fault(NCC, "a heading needs an id, words and one link", where=where)
            continue
        if HEADING.fullmatch(name_of(child)):
            if int(name_of(child)[1]) > level + 1:
                yield fault(NCC, "skips a level of headings", where=where)
            level = int(name_of(child)[1])
        target = links[0].get("href") or ""
        reached.append(target.partition("#")[0])
        if not _reaches_heading(book, target):
            yield fault(NCC, f"{target} does not lead to a heading of the text", where=where)
    if list(dict.fromkeys(reached)) != book.order or set(book.order) != set(sections(book)):
        yield fault(NCC, f"the headings, {MASTER} and the sections are not the same ones in the same order")


def _reaches_heading(book: Book, link: str) -> bool:
    """Whether a link of the NCC leads to a par whose text is a heading."""
    name, _, place = link.partition("#")
    if name not in book.roots or CONTENT not in book.roots:
        return False
    target = by_id(book.roots[name]).get(place)
    if target is None:
        return False
    text = target if name_of(target) == "text" else next(elements(target, "text"), None)
    page, _, anchor = ("" if text is None else text.get("src") or "").partition("#")
    element = by_id(book.roots[CONTENT]).get(anchor) if page == CONTENT else None
    return element is not None and bool(HEADING.fullmatch(name_of(element)))
