"""Which published files a feed names, read from the feed itself and not from what we believe it says."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from briefing.errors import ArticleError
from briefing.shows.addresses import absolute

CARRIERS: Final = frozenset({"url", "href", "img", "image"})
"""Attributes that hold addresses."""


def named(feed: bytes, base_url: str) -> frozenset[str]:
    """The names, below ``base_url``, of every file the feed's attributes and links point to.

    Raises:
        ArticleError: this is no XML.
        ConfigError: ``base_url`` is not an address.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(feed, parser)
    except etree.XMLSyntaxError as error:
        message = f"the feed cannot be read: {error}"
        raise ArticleError(message, hint="write it anew with: briefing run SHOW.toml") from error
    base = absolute(base_url).rstrip("/") + "/"
    found: set[str] = set()
    for element in root.iter("*"):
        found |= {str(value) for key, value in element.attrib.items() if key in CARRIERS}
        if element.text and element.text.startswith(base):
            found.add(element.text.strip())
    return frozenset(
        unquote(url.removeprefix(base).partition("?")[0]) for url in found if url.startswith(base)
    )
