"""The rules a podcast feed must keep, as a table of our own: PSP-1 is a text and has no validator.

PSP-1 of the Podcast Standards Project, with what Apple and the "podcast" namespace add. Written against the
bytes of a feed and knowing nothing of how it was made, so that it can also judge a feed of someone else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final
from uuid import UUID

from lxml import etree

NAMESPACES: Final = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "psc": "http://podlove.org/simple-chapters",
}
NEWS: Final = {
    "Business News",
    "Daily News",
    "Entertainment News",
    "News Commentary",
    "Politics",
    "Sports News",
    "Tech News",
}
SOUNDS: Final = {"audio/mpeg": ".mp3", "audio/x-m4a": ".m4a"}
TRANSCRIPTS: Final = {"text/vtt", "application/x-subrip", "application/json", "text/html", "text/plain"}
TAGS_OF_NOTES: Final = re.compile(r"</?(?:p|ol|ul|li|a|b|i|strong|em|br)(?:\s[^<>]*)?/?>")
WHOLE_URL: Final = re.compile(
    r"https?://[A-Za-z0-9\[\]:.-]+(?:/(?:[A-Za-z0-9._~/:@!$&'()*+,;=?#-]|%[0-9A-F]{2})*)?"
)
DATE: Final = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d [+-]\d{4}"
)
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOCK: Final = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3})")

Element = etree._Element
Rule = Callable[[bytes, Element], Iterator[str]]


def faults(feed: bytes) -> list[str]:
    """``rule: what is wrong``, a line for each fault."""
    try:
        root = etree.fromstring(feed)
    except etree.XMLSyntaxError as error:
        return [f"well_formed: {error}"]
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(feed, root)]


def declaration(feed: bytes, _: Element) -> Iterator[str]:
    if not feed.startswith(b'<?xml version="1.0" encoding="UTF-8"?>'):
        yield "the first line is not the XML declaration of UTF-8"
    if b"<!DOCTYPE" in feed:
        yield "there is a DOCTYPE"


def namespaces(_: bytes, root: Element) -> Iterator[str]:
    for prefix in ("itunes", "podcast", "atom"):
        if root.nsmap.get(prefix) != NAMESPACES[prefix]:
            yield f"{prefix} is not bound to its namespace"
    for bound, address in root.nsmap.items():
        if NAMESPACES.get(bound or "") != address:
            yield f"{bound} is not a namespace that is needed"


def shell(_: bytes, root: Element) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "it is not RSS 2.0"
    if len(root) != 1 or root[0].tag != "channel":
        yield "it has not one channel"


def channel_once(_: bytes, root: Element) -> Iterator[str]:
    needed = ("title", "link", "description", "language", "itunes:explicit", "itunes:image", "podcast:guid")
    at_most = ("lastBuildDate", "itunes:author", "itunes:owner", "itunes:type", "podcast:locked")
    for name in (*needed, *at_most, "podcast:medium"):
        count = len(_all(root, f"channel/{name}"))
        if count > 1 or (count == 0 and name in needed):
            yield f"{name} is there {count} times"


def self_link(_: bytes, root: Element) -> Iterator[str]:
    links = _all(root, "channel/atom:link")
    if [(link.get("rel"), link.get("type")) for link in links] != [("self", "application/rss+xml")]:
        yield "there is no atom:link to the feed itself"


def language(_: bytes, root: Element) -> Iterator[str]:
    if not re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", _text(root, "channel/language")):
        yield f"{_text(root, 'channel/language')!r} is not a language"


def category(_: bytes, root: Element) -> Iterator[str]:
    categories = _all(root, "channel/itunes:category")
    if not categories:
        yield "there is no category"
    for item in categories:
        inner = {child.get("text") for child in item}
        if item.get("text") == "News" and not inner <= NEWS:
            yield f"Apple has no {inner} in News"


def explicit(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter(_tag("itunes:explicit")):
        if item.text not in ("true", "false"):
            yield f"{item.text!r} is neither true nor false"


def podcast_tags(_: bytes, root: Element) -> Iterator[str]:
    try:
        if UUID(_text(root, "channel/podcast:guid")).version != 5:
            yield "podcast:guid is not of version 5"
    except ValueError:
        yield "podcast:guid is not a UUID"
    for item in _all(root, "channel/podcast:locked"):
        if item.text not in ("yes", "no"):
            yield "podcast:locked is neither yes nor no"
    for item in _all(root, "channel/podcast:updateFrequency"):
        if not (item.get("rrule") or "").startswith("FREQ="):
            yield "podcast:updateFrequency has no rrule"
    for item in root.iter(_tag("podcast:person")):
        if not item.text:
            yield "a podcast:person has no name"


def ai_content(_: bytes, root: Element) -> Iterator[str]:
    said = [item.text for item in _all(root, "channel/podcast:txt") if item.get("purpose") == "ai-content"]
    if said != ["true"]:
        yield "that a machine speaks is not disclosed"


def values(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter():
        text = item.text or ""
        if len(item) == 0 and text != text.strip():
            yield f"{item.tag} has blanks around its value"
        limit = 128 if item.tag == _tag("podcast:soundbite") else 255
        if item.tag != "description" and not text.startswith("http") and len(text) > limit:
            yield f"{item.tag} has more than {limit} characters"
        for key, value in item.attrib.items():
            if not value or str(value) != str(value).strip():
                yield f"{key!s} of {item.tag} is empty or has blanks around it"


def descriptions(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter("description"):
        text = item.text or ""
        if not text:
            yield "a description is empty"
        if len(text.encode()) > 4000:
            yield f"a description has {len(text.encode())} bytes"
    for item in _all(root, "channel/item/description"):
        if left := re.findall(r"<[^>]*>?", TAGS_OF_NOTES.sub("", item.text or "")):
            yield f"the notes have {left[0]}"


def addresses(_: bytes, root: Element) -> Iterator[str]:
    found = [item.text or "" for item in root.iter("link")]
    for item in root.iter():
        found += [str(value) for key, value in item.attrib.items() if key in ("url", "href", "img")]
    yield from (f"{url!r} is not a whole address" for url in found if not WHOLE_URL.fullmatch(url))


def dates(_: bytes, root: Element) -> Iterator[str]:
    moments: list[datetime] = []
    for item in root.iter("pubDate", "lastBuildDate"):
        text = item.text or ""
        if not DATE.fullmatch(text):
            yield f"{text!r} is not a date of RFC 2822"
        elif DAYS[parsedate_to_datetime(text).weekday()] != text[:3]:
            yield f"{text!r} was another day of the week"
        elif item.tag == "pubDate":
            moments.append(parsedate_to_datetime(text))
    if moments != sorted(moments, reverse=True):
        yield "the newest episode is not the first"
    built = _text(root, "channel/lastBuildDate")
    if moments and built and parsedate_to_datetime(built) < max(moments):
        yield "the feed is older than its newest episode"


def items(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter("item"):
        for name in ("title", "enclosure", "guid", "pubDate", "description", "itunes:duration"):
            if len(_all(item, name)) != 1:
                yield f"an item has {len(_all(item, name))} of {name}"
        for name in ("title", "guid"):
            if not _text(item, name):
                yield f"an item has an empty {name}"
        if not re.fullmatch("[1-9][0-9]*", _text(item, "itunes:duration")):
            yield "a duration is not in whole seconds"
        if _text(item, "itunes:episodeType") not in ("", "full", "trailer", "bonus"):
            yield "an episode is of no known type"


def guids(_: bytes, root: Element) -> Iterator[str]:
    names = [item.text for item in root.iter("guid")]
    if len(set(names)) != len(names):
        yield "two items have the same guid"
    if any(item.get("isPermaLink") != "false" for item in root.iter("guid")):
        yield "a guid does not say that it is no link"


def enclosures(_: bytes, root: Element) -> Iterator[str]:
    urls = [item.get("url") for item in root.iter("enclosure")]
    if len(set(urls)) != len(urls):
        yield "two items have the same sound file"
    for item in root.iter("enclosure"):
        if not re.fullmatch("[1-9][0-9]*", item.get("length") or ""):
            yield "an enclosure does not tell its length in bytes"
        kind = SOUNDS.get(item.get("type") or "")
        if kind is None or not (item.get("url") or "").partition("?")[0].endswith(kind):
            yield "an enclosure's name and type do not agree"


def chapters(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter("item"):
        for link in _all(item, "podcast:chapters"):
            if link.get("type") != "application/json+chapters":
                yield "chapters are of another type"
        starts = [_clock(mark.get("start") or "") for mark in _all(item, "psc:chapters/psc:chapter")]
        if any(later <= earlier for earlier, later in itertools.pairwise(starts)):
            yield "chapters do not ascend"
        if starts and (starts[0] != 0 or starts[-1] >= _duration(item)):
            yield "chapters do not begin at 0 or go past the end"
        if any(not mark.get("title") for mark in _all(item, "psc:chapters/psc:chapter")):
            yield "a chapter has no title"


def transcripts(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter("item"):
        links = _all(item, "podcast:transcript")
        kinds = [link.get("type") for link in links]
        if links and kinds[0] != "text/vtt":
            yield "WebVTT is not the first transcript"
        if not set(kinds) <= TRANSCRIPTS or len(set(kinds)) != len(kinds):
            yield "a transcript is of an unknown type, or there twice"
        if any(not link.get("language") for link in links):
            yield "a transcript does not tell its language"


def soundbites(_: bytes, root: Element) -> Iterator[str]:
    for item in root.iter("item"):
        for bite in _all(item, "podcast:soundbite"):
            start, length = float(bite.get("startTime") or -1), float(bite.get("duration") or 0)
            if start < 0 or start + length > _duration(item) + 0.5:
                yield "a soundbite is not inside the sound"
            if not 15 <= length <= 120:
                yield f"a soundbite of {length:g} seconds is not 15 to 120"


RULES: Final[tuple[Rule, ...]] = (
    declaration,
    namespaces,
    shell,
    channel_once,
    self_link,
    language,
    category,
    explicit,
    podcast_tags,
    ai_content,
    values,
    descriptions,
    addresses,
    dates,
    items,
    guids,
    enclosures,
    chapters,
    transcripts,
    soundbites,
)


def _tag(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def _all(element: Element, path: str) -> list[Element]:
    return element.findall(path, NAMESPACES)


def _text(element: Element, path: str) -> str:
    return element.findtext(path, "", NAMESPACES)


def _duration(item: Element) -> float:
    text = _text(item, "itunes:duration")
    return float(text) if text.isdecimal() else 0.0


def _clock(text: str) -> float:
    found = CLOCK.fullmatch(text)
    if found is None:
        return -1.0
    hours, minutes, seconds, thousandths = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
