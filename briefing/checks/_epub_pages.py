"""The documents of an EPUB: Arabic from right to left, headed, fit to be read, and in its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.checks._documents import XML_LANG, by_id, elements, opens_with_heading, shown
from briefing.checks._epub_book import Book, Broken, Item, document, fault
from briefing.checks._epub_metadata import metas
from briefing.checks.faults import Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
XHTML_TYPE: Final = "application/xhtml+xml"
COLOUR: Final = re.compile(r"(?<![\w-])(background-color|background|color)\s*:\s*(#[0-9a-fA-F]{3,6})\b")
LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3."""
ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def read(book: Book) -> tuple[dict[str, _Element], list[Fault]]:
    """Every XHTML document by its name, and those that cannot be read."""
    pages: dict[str, _Element] = {}
    broken: list[Fault] = []
    for item in book.items:
        if item.media_type == XHTML_TYPE and item.name in book.data:
            try:
                pages[item.name] = document(book.data, item.name)
            except Broken as error:
                broken.append(fault(error.where, error.message))
    return pages, broken


def faults(book: Book, pages: dict[str, _Element]) -> Iterator[Fault]:
    """What is wrong with the documents, the style and the table of contents."""
    for name, page in pages.items():
        yield from _of_page(book, pages, name, page)
    for item in book.spine:
        if item.name in pages and not any(map(opens_with_heading, elements(pages[item.name], "body"))):
            yield fault(item.name, "does not begin with a heading")
    yield from _of_style(book, pages)
    yield from _of_contents(book, pages)


def _of_page(book: Book, pages: dict[str, _Element], name: str, page: _Element) -> Iterator[Fault]:
    if (page.get("lang"), page.get(XML_LANG), page.get("dir")) != ("ar", "ar", "rtl"):
        yield fault(name, "does not say lang, xml:lang and dir of Arabic")
    if not any(shown(title) for title in elements(page, "title")):
        yield fault(name, "has no title")
    for element in elements(page, "a", "img", "link"):
        address = element.get("href") or element.get("src") or ""
        if not address or ELSEWHERE.match(address):
            continue
        target, fragment = book.resolve(address, base=name)
        if target not in book.data:
            yield fault(name, f"leads to {address}, which is not in the book")
        elif fragment and target in pages and fragment not in by_id(pages[target]):
            yield fault(name, f"leads to {address}, and there is no such id")
    for picture in elements(page, "img"):
        if picture.get("alt") is None:
            yield fault(name, "has a picture without alt")


def _of_style(book: Book, pages: dict[str, _Element]) -> Iterator[Fault]:
    for wanted in ("media:active-class", "media:playback-active-class"):
        classes = metas(book, wanted)
        if len(classes) != 1 or not classes[0]:
            yield fault(book.opf, f"{wanted} is not there once")
            continue
        for item in book.spine:
            if item.name not in pages:
                continue
            rules = _rules(book, pages[item.name], item, classes[0])
            if not rules:
                yield fault(item.name, f"no linked style has a rule for {classes[0]}")
            elif wanted == "media:active-class" and _contrast(rules) < LEAST_CONTRAST:
                yield fault(item.name, f"what is said has a contrast of {_contrast(rules):.1f} to 1")


def _rules(book: Book, page: _Element, item: Item, class_: str) -> str:
    """What the linked styles say of a class alone."""
    found = ""
    for link in elements(page, "link"):
        if "stylesheet" in (link.get("rel") or "").split():
            name, _ = book.resolve(link.get("href") or "", base=item.name)
            style = book.data.get(name, b"").decode(errors="replace")
            found += "".join(
                inside
                for selector, inside in re.findall(r"([^{}]+)\{([^{}]*)\}", style)
                if re.search(rf"\.{re.escape(class_)}(?![\w-])", selector)
            )
    return found


def _contrast(rules: str) -> float:
    """The contrast (WCAG 2.2) of the colour and the field of some rules; 1 where they do not say both."""
    said = {name.removesuffix("-color"): _luminance(value) for name, value in COLOUR.findall(rules)}
    if not {"background", "color"} <= said.keys():
        return 1.0
    dark, light = sorted((said["background"], said["color"]))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:4])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _of_contents(book: Book, pages: dict[str, _Element]) -> Iterator[Fault]:
    nav = next((item for item in book.items if "nav" in item.properties), None)
    if nav is None or nav.name not in pages:
        yield fault(book.opf, "there is no table of contents")
        return
    lists = {each.get(EPUB_TYPE): each for each in elements(pages[nav.name], "nav")}
    spine = [item.name for item in book.spine]
    contents = lists.get("toc")
    links = [] if contents is None else list(elements(contents, "a"))
    if [book.resolve(link.get("href") or "", base=nav.name)[0] for link in links] != spine:
        yield fault(nav.name, "the table of contents does not lead to each document once, in order")
    if not all(map(shown, links)):
        yield fault(nav.name, "the table of contents has a line without words")
    if "landmarks" in lists:
        for link in elements(lists["landmarks"], "a"):
            target, _ = book.resolve(link.get("href") or "", base=nav.name)
            if target == nav.name and nav.name not in spine:
                yield fault(nav.name, "a landmark leads to the table of contents, which is not in the spine")
