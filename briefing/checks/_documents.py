"""Documents of a book, read with lxml: what is shown, and what of it no sound goes with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
HEADING: Final = re.compile(r"h[1-6]")
SILENT: Final = frozenset({"script", "style", "template", "title"})
"""Elements whose text is not shown."""


class Unreadable(ValueError):
    """Not well-formed XML."""


def parsed(data: bytes) -> _Element:
    """The root of a document. Nothing outside it is read, whatever it refers to.

    Raises:
        Unreadable: it is not well-formed XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"is not well-formed XML: {error}"
        raise Unreadable(message) from error


def elements(root: _Element, *names: str) -> Iterator[_Element]:
    """Every element of one of these local names, in any namespace, in the order of the document."""
    for element in root.iter():
        if isinstance(element.tag, str) and name_of(element) in names:
            yield element


def name_of(element: _Element) -> str:
    """The local name; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def by_id(root: _Element) -> dict[str, _Element]:
    """Every element that has an id."""
    return {
        element.get("id", ""): element for element in root.iter() if name_of(element) and element.get("id")
    }


def plain(text: str) -> str:
    """The text as it is compared: on one line, without control and format characters and what XML forbids."""
    return " ".join("".join(letter for letter in text if letter.isspace() or not _is_unseen(letter)).split())


def _is_unseen(letter: str) -> bool:
    return letter in "\ufffe\uffff" or unicodedata.category(letter) in {"Cc", "Cf", "Cs"}


def shown(element: _Element) -> str:
    """All text of an element, on one line."""
    return plain("".join(str(piece) for piece in element.itertext()))


def unsaid(body: _Element, said: Container[str]) -> Iterator[str]:
    """Every piece of text outside the elements with these ids: what readers see and listeners miss."""
    for element in body.iter():
        if not name_of(element) or name_of(element) in SILENT:
            continue
        for owner, text in ((element, element.text), *((element, child.tail) for child in element)):
            if text and plain(text) and not _is_inside(owner, said):
                yield plain(text)


def opens_with_heading(body: _Element) -> bool:
    """Whether the first thing that is shown is a heading with words in it."""
    for element in body.iter():
        if HEADING.fullmatch(name_of(element)):
            return bool(shown(element))
        if name_of(element) and name_of(element) not in SILENT and element.text and plain(element.text):
            return False
    return False


def _is_inside(element: _Element, said: Container[str]) -> bool:
    return any(each.get("id") in said for each in (element, *element.iterancestors()))
