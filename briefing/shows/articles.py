"""From an item to its article, and from a list of articles to what the state keeps and back."""

from __future__ import annotations

from dataclasses import replace

from briefing import pipeline
from briefing.errors import ArticleError, BriefingError
from briefing.model import Article
from briefing.records import dataclass
from briefing.shows.containing import contained
from briefing.shows.listings import Fetch
from briefing.shows.records import UNASKED, Item, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An article of an edition, and the item it is."""

    identity: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an edition is made of."""

    parts: tuple[Part, ...]
    is_late: bool = False
    """It comes in the place of a notice: a new revision, and no correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """An item's article."""

    article: Article | None
    """None where nothing changed since it was asked for last."""
    page: Page = UNASKED


def read(item: Item, fetch: Fetch, page: Page, *, source_name: str = "") -> Got:
    """The article of an item.

    Args:
        item: what a source named.
        fetch: asks an address.
        page: what its address was answered with last; empty to have it in any case.
        source_name: how the source is to be named.

    Raises:
        ArticleError: it is refused, holds no Arabic article, or brings out a bug.
        FetchError: it did not come.
        ConfigError: a recipe for its site cannot be used.
    """
    try:
        return _read(item, fetch, page, source_name)
    except (BriefingError, OSError, ImportError):  # a signal while C code is imported is the last
        raise
    except Exception as error:
        found = contained(error, item.reference, hint=f"briefing make {item.reference}")
        raise ArticleError(found.message, hint=found.hint) from error


def _read(item: Item, fetch: Fetch, page: Page, source_name: str) -> Got:
    if "://" not in item.reference:
        return Got(article=_known_better(pipeline.read(item.reference), item, source_name))
    answer = fetch(item.reference, page)
    told = Page(answer.etag, answer.last_modified)
    if answer.not_modified:
        return Got(article=None, page=told)
    from briefing.sources import url

    return Got(article=_known_better(url.of(answer).article, item, source_name), page=told)


def digest(article: Article) -> str:
    """What changes when the article's words do."""
    from briefing.script import identify  # with all that reads Arabic

    return identify(article)


def packed(contents: Contents) -> bytes:
    """Articles, to be kept until their edition is out."""
    import msgspec

    return msgspec.json.encode(contents)


def unpacked(data: bytes) -> Contents:
    """Articles that were kept."""
    import msgspec

    return msgspec.json.decode(data, type=Contents)


def _known_better(article: Article, item: Item, source_name: str) -> Article:
    """With what the source says of it where the page says nothing; a name given in the show file wins."""
    masthead = article.masthead
    on_web = "://" in item.reference
    masthead = replace(
        masthead,
        headline=masthead.headline or item.title,
        source_name=source_name or masthead.source_name,
        published=masthead.published or item.published[:10],
        url=masthead.url or (item.reference if on_web else ""),
    )
    if not article.blocks:
        message = f"{item.reference} holds no text"
        raise ArticleError(message, hint="look at the page in a browser")
    return replace(article, masthead=masthead)
