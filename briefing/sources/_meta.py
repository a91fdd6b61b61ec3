"""What a page says about its article: ``meta`` elements, Open Graph, JSON-LD and a few marked elements.

The vocabularies are Open Graph (ogp.me), schema.org's ``NewsArticle`` and Dublin Core. Dates are taken only
where a page marks them as the date of publication.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefing.model import Masthead
from briefing.records import dataclass
from briefing.sources._frontmatter import iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADLINES: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title")
BYLINES: Final = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
DATES: Final = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "date",
)
SITES: Final = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
"""Names of ``meta`` elements, the most trustworthy first."""

MOST_OBJECTS: Final = 20_000
"""JSON-LD objects looked through; a page has a few dozen."""

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_PREFIX = re.compile(r"^\s*(?:بقلم|كتبه|كتبته|كتبت|كتب|إعداد|تقرير|By|by)\s*[:/]?\s+")
_JOINTS = re.compile(r"\s+(?:[|»«•–—-]|::)\s+")
_TAGS = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture a page goes with, for notes; it is never fetched here."""

    url: str = ""
    """As the page has it; empty where it names none."""
    credit: str = ""
    """Who made it, where the page says so."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the head of a page tells."""

    masthead: Masthead
    """``headline`` is that of JSON-LD or Open Graph; empty where they have none."""
    window_title: str
    """The ``title`` element without the site's name."""
    body: str
    """The article's text as JSON-LD has it, or ``""``."""
    picture: Picture = Picture()


def facts(root: _Element) -> PageFacts:
    """Read what a page tells about its article."""
    meta = _meta(root)
    article = next(_articles(root), {})
    site = _first(_name(article.get("publisher")), *(meta.get(key, "") for key in SITES))
    headline = _first(_text(article.get("headline")), *(meta.get(key, "") for key in HEADLINES))
    byline = _first(
        _name(article.get("author")), *(meta.get(key, "") for key in BYLINES), _marked_byline(root)
    )
    dates = (_text(article.get("datePublished")), *(meta.get(key, "") for key in DATES), _marked_date(root))
    return PageFacts(
        masthead=Masthead(
            headline=_without_site(headline, site),
            byline=_PREFIX.sub("", byline),
            dateline=_text(article.get("dateline")),
            published=next(filter(None, map(iso_date, dates)), ""),
            source_name=site,
            url=_url(root, meta, article),
        ),
        window_title=_without_site(_plain(root.findtext(".//title") or ""), site, parted=True),
        body=_text(article.get("articleBody")),
        picture=_picture(article.get("image"), meta),
    )


def _picture(image: object, meta: Mapping[str, str]) -> Picture:
    if isinstance(image, list) and image:
        image = image[0]
    if isinstance(image, str):
        return Picture(url=image.strip())
    if isinstance(image, Mapping):
        names = (_name(image.get(key)) for key in ("creditText", "creator", "author"))
        credit = _first(*names)
        return Picture(url=_text(image.get("url")) or _text(image.get("contentUrl")), credit=credit)
    return Picture(url=meta.get("og:image", ""))


def _meta(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _plain(str(element.get("content") or ""))
        for attribute in ("property", "name", "itemprop"):
            name = str(element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _articles(root: _Element) -> Iterator[Mapping[str, object]]:
    for script in root.iter("script"):
        if "ld+json" in str(script.get("type") or "").lower():
            try:
                tree: object = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            for node in _objects(tree):
                kinds = node.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(str(name).endswith(("Article", "BlogPosting", "Report")) for name in names):
                    yield node


def _objects(tree: object) -> Iterator[Mapping[str, object]]:
    waiting: list[object] = [tree]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        node = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _name(value: object) -> str:
    """The name of a person or organization, of several joined by an Arabic comma."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "، ".join(filter(None, map(_name, value)))
    return _name(value.get("name")) if isinstance(value, Mapping) else _first(_text(value))


def _text(value: object) -> str:
    return _plain(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    # Publishing systems often escape twice, and leave tags in JSON; line breaks part paragraphs.
    lines = _TAGS.sub(" ", html.unescape(text)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _first(*texts: str) -> str:
    """The first text that is not empty and no address (some pages give an author's page for a name)."""
    return next((text for text in texts if text and not text.startswith(("http://", "https://"))), "")


def _without_site(title: str, site: str, *, parted: bool = False) -> str:
    parts = _JOINTS.split(title)
    while len(parts) > 1 and site and parts[-1].strip() == site:
        title = title[: title.rindex(parts.pop())].rstrip(" |»«•–—-:")
    if parted and len(parts) > 1 and len(parts[0].split()) >= 3:
        return parts[0]
    return title


def _url(root: _Element, meta: Mapping[str, str], article: Mapping[str, object]) -> str:
    links = [
        str(link.get("href") or "").strip()
        for link in root.iter("link")
        if "canonical" in str(link.get("rel") or "").lower().split()
    ]
    saved = _SAVED_FROM.search(html.unescape(_first_comment(root)))
    page = article.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, Mapping) else page
    found = [
        *links,
        meta.get("og:url", ""),
        _text(article.get("url")),
        _text(page),
        saved[1] if saved else "",
    ]
    return next((url for url in found if re.match(r"https?://[^\s<>\"']+$", url)), "")


def _first_comment(root: _Element) -> str:
    # Browsers note the address they saved a page from in a comment at its top.
    from lxml import etree

    nodes = [*root.itersiblings(etree.Comment, preceding=True), *list(root.iter(etree.Comment))[:3]]
    return " ".join(str(node.text or "") for node in nodes)


def _marked_byline(root: _Element) -> str:
    for element in root.iter("a", "span", "p", "div", "address"):
        marks = (str(element.get("rel") or ""), str(element.get("itemprop") or ""))
        if "author" in " ".join(marks).lower().split():
            text = _plain("".join(str(part) for part in element.itertext()))
            if text and len(text) <= 80:
                return " ".join(text.split())
    return ""


def _marked_date(root: _Element) -> str:
    for element in root.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return str(element.get("datetime") or element.get("content") or "")
    return ""
