"""What an RSS or Atom feed names, and what an OPML list does. Given bytes, never a network."""

from __future__ import annotations

import calendar
import hashlib
import importlib.util
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from briefing.audio.id3 import one_line
from briefing.errors import ArticleError, ConfigError
from briefing.records import dataclass
from briefing.shows.canonical import canonical

MOST_ENTRIES: Final = 2_000
MOST_FEEDS: Final = 500
LONGEST_TITLE: Final = 300
SURE: Final = (":", "/")
"""A GUID with one of these is unlike any other feed's; a bare number is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed."""

    identity: str
    url: str
    title: str = ""
    published: str = ""
    """ISO 8601, UTC; empty where the feed gives no date."""
    stamp: str = ""
    """Changes when the entry does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Syndicated:
    """A feed's name and entries, in its own order."""

    title: str
    entries: tuple[Entry, ...]


def feed(data: bytes, *, url: str) -> Syndicated:
    """The entries of an RSS or Atom feed.

    Args:
        data: as the server sent it; the encoding is found out from it.
        url: where it came from, against which its links are read.

    Raises:
        ArticleError: it is no feed.
        ConfigError: what reads feeds is not installed.
    """
    check()
    import feedparser

    parsed = feedparser.parse(data, response_headers={"content-location": url}, sanitize_html=True)
    if not parsed.get("version"):
        message = f"{url} is no RSS or Atom feed"
        raise ArticleError(message, hint="look at the page for the address of its feed")
    entries = [entry for found in parsed.entries[:MOST_ENTRIES] if (entry := _entry(found, url)) is not None]
    unique = {entry.identity: entry for entry in reversed(entries)}  # of two that are one, the first
    ordered = tuple(entry for entry in entries if unique.get(entry.identity) is entry)
    return Syndicated(title=_text(parsed.feed.get("title", "")), entries=ordered)


def check() -> None:
    """Make sure that feeds can be read.

    Raises:
        ConfigError: what reads them is not installed.
    """
    if importlib.util.find_spec("feedparser") is None:
        message = "reading feeds needs a package that is not installed"
        raise ConfigError(message, hint="pip install 'briefing[web]'")


def opml(data: bytes) -> tuple[tuple[str, str], ...]:
    """The feeds of an OPML list: address and name, each once, in their order.

    Raises:
        ArticleError: it is no OPML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"this is no OPML list: {error.msg}"
        raise ArticleError(message, hint="save the list again in your feed reader") from error
    if root.tag.lower() != "opml":
        message = "this is no OPML list"
        raise ArticleError(message, hint="save the list again in your feed reader")
    found: dict[str, str] = {}
    for outline in root.iter("outline"):
        address = (outline.get("xmlUrl") or "").strip()
        if address.lower().startswith(("http://", "https://")):
            found.setdefault(address, one_line(outline.get("title") or outline.get("text") or ""))
    return tuple(found.items())[:MOST_FEEDS]


def _entry(found: Mapping[str, Any], url: str) -> Entry | None:
    """An entry that leads to an article; None for one that leads nowhere."""
    raw = dict(found)  # feedparser's own takes one date for another, and warns of it
    link = str(raw.get("link", "")).strip()
    if not link.lower().startswith(("http://", "https://")):
        return None
    title = _text(raw.get("title", ""))
    published = _moment(raw.get("published_parsed") or raw.get("updated_parsed"))
    changed = (str(raw.get("updated", "")), title, str(raw.get("summary", "")))
    return Entry(
        identity=_identity(str(raw.get("id", "")).strip(), link, title=title, published=published, feed=url),
        url=link,
        title=title,
        published=published,
        stamp=hashlib.sha256("\0".join(changed).encode("utf-8", "replace")).hexdigest()[:16],
    )


def _identity(guid: str, link: str, *, title: str, published: str, feed: str) -> str:
    """The same for as long as it is the same article: GUID, else address, else title and date."""
    if guid:
        sure = any(mark in guid for mark in SURE)
        return canonical(guid) if sure else f"{canonical(feed)}#{guid}"
    if link:
        return canonical(link)
    return hashlib.sha256(f"{title}\0{published}".encode()).hexdigest()


def _text(value: object) -> str:
    """A title as plain text on one line: feeds put markup into titles."""
    from lxml import html

    text = str(value).strip()
    if "<" in text or "&" in text:
        try:
            text = "".join(str(piece) for piece in html.fromstring(f"<p>{text}</p>").itertext())
        except (ValueError, html.etree.ParserError):
            text = ""
    return one_line(text)[:LONGEST_TITLE]


def _moment(parsed: object) -> str:
    """A date of feedparser's, which is in UTC; empty where it is none or not of this age."""
    if not isinstance(parsed, time.struct_time):
        return ""
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat() if 1990 <= moment.year <= 2200 else ""
