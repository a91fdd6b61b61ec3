"""Look again at articles that are out: one whose words changed is made anew, under the same GUID."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Final

from briefing.errors import ArticleError, FetchError
from briefing.model import Article
from briefing.shows import articles
from briefing.shows.articles import Contents
from briefing.shows.desk import Desk
from briefing.shows.gathering import Gathered
from briefing.shows.records import (
    UNASKED,
    Edition,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Page,
    written,
)

MOST: Final = 50
"""Articles that one run looks at again."""


def correct(desk: Desk, gathered: Gathered) -> None:
    """Plan a new revision of every edition of which an article changed.

    What cannot be had is left as it is: an article that disappears stays in the feed.
    """
    for item, stamp in _to_look_at(desk, gathered):
        page = desk.state.page(item.reference)
        name = desk.state.fact(f"name {item.source}")
        try:
            found = articles.read(item, desk.fetch, page, source_name=name)
        except (ArticleError, FetchError) as error:
            desk.log.trouble("recheck_failed", error, "info", item=item.identity)
            continue
        if found.article is None or articles.digest(found.article) == item.digest:
            _note_unchanged(desk, item, stamp, found.page)
        else:
            _revise(desk, item, stamp, found.article, found.page)


def _to_look_at(desk: Desk, gathered: Gathered) -> Iterator[tuple[Item, str]]:
    """Items that are out: those whose source says they changed, then recent ones on the web."""
    found = {item.identity: (item, stamp) for item, stamp in gathered.changed if item.state is ItemState.DONE}
    since = written(desk.now - timedelta(days=desk.placed.show.fetch.recheck_days))
    now = written(desk.now)  # what was found in this very run is as new as it can be
    for item in desk.state.items_since(since, ItemState.DONE):
        if "://" in item.reference and item.first_seen < now:
            found.setdefault(item.identity, (item, item.stamp))
    yield from islice(found.values(), MOST)


def _note_unchanged(desk: Desk, item: Item, stamp: str, page: Page) -> None:
    with desk.state.together():
        if stamp != item.stamp:
            desk.state.keep_items([replace(item, stamp=stamp)])
        if page != UNASKED:
            desk.state.keep_page(item.reference, page)


def _revise(desk: Desk, item: Item, stamp: str, article: Article, page: Page) -> None:
    edition = desk.state.edition(item.edition)
    if edition is None or edition.state is not EditionState.DONE or edition.record is None:
        return  # it is being made, and looked at again when it is out; or it is not kept any more
    contents = _with(edition, item, article)
    if contents is None:
        return
    revised = replace(
        edition,
        revision=edition.revision + 1,
        revised=written(desk.now),
        state=EditionState.BUILDING,
        contents=contents,
    )
    with desk.state.together():
        desk.state.keep_edition(revised)
        desk.state.keep_items(
            [replace(item, state=ItemState.BUILDING, stamp=stamp, digest=articles.digest(article))]
        )
        if page != UNASKED:
            desk.state.keep_page(item.reference, page)
    desk.log.say("corrected", episode=edition.guid, revision=revised.revision)


def _with(edition: Edition, item: Item, article: Article) -> bytes | None:
    """The edition's articles with one of them anew; None where the others are not kept any more."""
    part = articles.Part(identity=item.identity, article=article)
    if edition.kind is EditionKind.ARTICLE:
        return articles.packed(Contents(parts=(part,)))
    if edition.contents is None:
        return None
    parts = articles.unpacked(edition.contents).parts
    anew = tuple(part if one.identity == item.identity else one for one in parts)
    return articles.packed(Contents(parts=anew))
