"""Which published files a feed names, read from the feed itself and not from what we believe it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefing.errors import ArticleError
from briefing.shows.addresses import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element

SELF: Final = "channel/{http://www.w3.org/2005/Atom}link[@rel='self']"
CARRIERS: Final = frozenset({"url", "href", "img", "image"})
"""Attributes that hold addresses."""


def named(feed: bytes, base_url: str) -> frozenset[str]:
    """The names, below ``base_url``, of every file the feed's attributes and links point to.

    Raises:
        ArticleError: this is no XML.
        ConfigError: ``base_url`` is not an address.
    """
    root = _read(feed)
    base = absolute(base_url).rstrip("/") + "/"
    found: set[str] = set()
    for element in root.iter("*"):
        found |= {str(value) for key, value in element.attrib.items() if key in CARRIERS}
        if element.text and element.text.startswith(base):
            found.add(element.text.strip())
    return frozenset(
        unquote(url.removeprefix(base).partition("?")[0]) for url in found if url.startswith(base)
    )


def home(feed: bytes) -> str:
    """The address of the folder that the feed says it is in, a slash at its end; empty where it says none.

    Raises:
        ArticleError: this is no XML.
    """
    link = _read(feed).find(SELF)
    url = "" if link is None else str(link.get("href", ""))
    return url.rpartition("/")[0] + "/" if url else ""


def _read(feed: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(feed, parser)
    except etree.XMLSyntaxError as error:
        message = f"the feed cannot be read: {error}"
        raise ArticleError(message, hint="write it anew with: briefing run SHOW.toml") from error
