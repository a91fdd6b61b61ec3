"""Articles from the web: ``https://…``, fetched by :mod:`briefing.web` and read as saved pages are.

One address is one article. Where the article is on the page is found by the same code as for a saved page;
trafilatura is asked for a second opinion (see :mod:`briefing.sources._second`), JSON-LD has the text of
pages that only a browser fills, and a recipe of the user's has the last word
(:mod:`briefing.sources._recipes`). Dates are those the page states; none is guessed.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefing.model import Article
from briefing.records import dataclass

if TYPE_CHECKING:
    from briefing.sources._meta import Picture
    from briefing.web.fetching import Fetched, Fetcher

SCHEMES: Final = ("http://", "https://")
PLAIN: Final = "text/plain"
MARKDOWN: Final = "text/markdown"

_FEED = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|opml)[\s>]", re.DOTALL)
_DATA = re.compile(r"^\s*[\[{]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page from the web."""

    article: Article
    picture: Picture
    """What it shows with the article, and whose picture that is, where the page says so."""


def accepts(reference: str) -> bool:
    """Whether the reference begins with ``http://`` or ``https://``."""
    return reference.strip().lower().startswith(SCHEMES)


def read(reference: str) -> Article:
    """The article at an address.

    Raises:
        ArticleError: the address is refused, or what is there is no Arabic article.
        FetchError: it did not come.
        ConfigError: the recipe for the site cannot be used.
    """
    return of(_fetcher().fetch(reference)).article


def of(fetched: Fetched) -> Page:
    """The article in what was fetched.

    Raises:
        ArticleError: it is a feed or data, or no Arabic article.
        ConfigError: the recipe for the site cannot be used.
    """
    from briefing.errors import ArticleError
    from briefing.sources import _bytes, markdown, textfile
    from briefing.sources._meta import Picture

    name = fetched.url
    declared = _bytes.LABELS.get(fetched.charset, "") or _bytes.declared_charset(fetched.body)
    found = _bytes.decode(fetched.body, name=name, declared=declared)
    if _FEED.match(found.text):
        message = f"{name} is a feed, a list of articles, not an article"
        raise ArticleError(message, hint="give the address of one article, or put the feed into a show file")
    if fetched.media_type.endswith("json") or (not fetched.media_type and _DATA.match(found.text)):
        message = f"{name} is data, not a page"
        raise ArticleError(message, hint="give the address that a browser shows the article at")
    if fetched.media_type in (PLAIN, MARKDOWN):
        reader = markdown if fetched.media_type == MARKDOWN else textfile
        article = reader.of(found.text, charset=found.charset, name=name)
        return Page(_located(article, name), Picture())
    return _page(found.text, charset=found.charset, url=name)


@functools.cache
def _fetcher() -> Fetcher:
    """One for all addresses of a run, so that it keeps the pause between two requests to a host."""
    from briefing.web.fetching import Fetcher

    return Fetcher()


def _page(text: str, *, charset: str, url: str) -> Page:
    from briefing import userfiles
    from briefing.errors import ArticleError
    from briefing.sources import _finish, _recipes, _second
    from briefing.sources._page import article as article_on
    from briefing.sources._page import cleaned

    recipe = _recipes.for_host(urlsplit(url).hostname or "", userfiles.sites_folder())
    found = article_on(text, name=url, recipe=recipe)
    if recipe is None or not recipe.content:
        masthead, theirs = cleaned(_second.opinion(text), found.masthead)
        if _second.better(found.blocks, theirs):
            found = replace(found, masthead=masthead, blocks=theirs)
        else:
            found = replace(found, blocks=_second.voted(found.blocks, theirs))
    try:
        article = _finish.finish(found.masthead, found.blocks, charset=charset, name=url)
    except ArticleError as error:
        if not found.blocks:
            message = f"no article is found on the page {url}"
            hint = "save the page from your browser and give that file, or write a recipe for the site"
            raise ArticleError(message, hint=hint) from error
        raise
    return Page(_located(article, url), found.picture)


def _located(article: Article, url: str) -> Article:
    return replace(article, masthead=replace(article.masthead, url=article.masthead.url or url))
