"""Which new items become which editions; their articles are fetched and kept until the edition is out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from briefing.errors import ArticleError, BriefingError, FetchError
from briefing.model import Article
from briefing.records import dataclass
from briefing.shows import articles
from briefing.shows.articles import Contents, Part
from briefing.shows.desk import Desk
from briefing.shows.identity import episode_guid
from briefing.shows.records import (
    UNASKED,
    Edition,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Page,
    moment_of,
    written,
)
from briefing.shows.slots import Slot

BEGUN: Final = "begun"


def plan(desk: Desk) -> None:
    """Make editions of what is new; each is remembered with its articles, as one step."""
    if desk.placed.show.edition.form == "each":
        _plan_each(desk)
    else:
        _plan_together(desk)


def candidates(desk: Desk) -> tuple[Item, ...]:
    """The items that are to be made now: new ones, and failed ones whose time has come."""
    found = desk.state.items(ItemState.WAITING, ItemState.FAILED)
    return tuple(item for item in found if item.state is ItemState.WAITING or desk.is_due(item.next_try))


def _plan_each(desk: Desk) -> None:
    """An edition for each article, the oldest first; they are dated a second apart, the last one now."""
    wanted = sorted(candidates(desk), key=lambda item: (item.published or item.first_seen, -item.rank))
    wanted = wanted[: desk.placed.show.edition.most]
    for after, item in zip(range(len(wanted) - 1, -1, -1), wanted, strict=True):
        got = _article(desk, item)
        if got is None:
            continue
        published = desk.now - timedelta(seconds=after)
        edition = Edition(
            guid=episode_guid(item.identity),
            kind=EditionKind.ARTICLE,
            day=desk.local_day(published),
            published=written(published),
        )
        before = desk.state.edition(edition.guid)
        if before is not None:  # it failed, and its article was mended
            edition = _anew(desk, before)
        _keep(desk, edition, [got])


def _plan_together(desk: Desk) -> None:
    """An edition for each slot that has none, of the items that are of its time."""
    slots = _since_begun(desk, desk.slots())
    waiting = list(candidates(desk))
    for slot in slots:
        if not _is_open(desk, slot):
            continue
        is_last = slot == slots[-1]
        of_slot = [item for item in waiting if is_last or _is_before(item, slot)]
        waiting = [item for item in waiting if item not in of_slot]
        got: list[_Got] = []
        left = []
        for item in of_slot:
            if len(got) == desk.placed.show.edition.parts:
                left.append(item)
            elif (found := _article(desk, item)) is not None:
                got.append(found)
        if not got:
            continue
        before = desk.state.edition_at(slot.day, slot.time)
        edition = Edition(
            guid=bulletin_guid(desk, slot),
            kind=EditionKind.BULLETIN,
            day=slot.day,
            slot=slot.time,
            published=written(slot.moment),
        )
        if before is not None:  # a notice stands in its place
            edition = replace(before, state=EditionState.BUILDING, tries=0, next_try="", problem="")
        _keep(desk, edition, got, left)


def _anew(desk: Desk, before: Edition) -> Edition:
    """An edition that is made once more; what is out already is not written over."""
    is_out = bool(before.record or before.ready)
    return replace(
        before,
        state=EditionState.BUILDING,
        tries=0,
        next_try="",
        problem="",
        revision=before.revision + is_out,
        revised=written(desk.now) if is_out else before.revised,
    )


def bulletin_guid(desk: Desk, slot: Slot) -> str:
    """What the edition of a slot is known by, for ever."""
    return f"briefing:{desk.placed.name}:{slot.day}:{slot.time}"


def _since_begun(desk: Desk, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Without those from before the show's first run: they were not missed."""
    if not slots:
        return ()
    begun = desk.state.fact(BEGUN)
    if not begun:
        begun = written(slots[-1].moment)
        desk.state.keep_fact(BEGUN, begun)
    return tuple(slot for slot in slots if written(slot.moment) >= begun)


def _is_open(desk: Desk, slot: Slot) -> bool:
    """Whether the slot still waits for its edition."""
    edition = desk.state.edition_at(slot.day, slot.time)
    return edition is None or (edition.state is EditionState.FAILED and edition.contents is None)


def _is_before(item: Item, slot: Slot) -> bool:
    """Whether an item surely is of that slot's time; one without a date is not."""
    if not item.published:
        return False
    published = moment_of(item.published)
    return published.tzinfo is not None and published <= slot.moment


@dataclass(frozen=True, slots=True)
class _Got:
    """An item and its article."""

    item: Item
    article: Article
    page: Page


def _article(desk: Desk, item: Item) -> _Got | None:
    """The article of an item; None where it cannot be had, which is remembered."""
    name = desk.state.fact(f"name {item.source}")
    try:
        found = articles.read(item, desk.fetch, UNASKED, source_name=name)
    except (ArticleError, FetchError) as error:
        note_failure(desk, item, error)
        return None
    assert found.article is not None, "asked without anything known, it comes whole"
    return _Got(item, found.article, found.page)


def note_failure(desk: Desk, item: Item, error: BriefingError) -> None:
    """An item's article cannot be had: later, or never."""
    tries = item.tries + 1
    is_final = isinstance(error, ArticleError) or tries >= desk.placed.show.unattended.tries
    desk.state.keep_items(
        [
            replace(
                item,
                state=ItemState.FAILED,
                tries=tries,
                next_try="" if is_final else desk.next_try(tries),
                problem=error.message,
            )
        ]
    )
    desk.log.trouble("article_failed", error, "warning", item=item.identity, tries=tries, final=is_final)
    desk.tally.failed(item.identity, error, is_final=is_final)


def _keep(desk: Desk, edition: Edition, got: Sequence[_Got], left: Iterable[Item] = ()) -> None:
    """Remember an edition, what it is made of and what was left out of it, together."""
    parts = tuple(Part(identity=one.item.identity, article=one.article) for one in got)
    contents = Contents(parts=parts, is_late=bool(edition.record or edition.ready))
    with desk.state.together():
        desk.state.keep_edition(replace(edition, contents=articles.packed(contents)))
        desk.state.keep_items(
            replace(
                one.item,
                state=ItemState.BUILDING,
                digest=articles.digest(one.article),
                title=one.article.masthead.headline,
                edition=edition.guid,
                tries=0,
                next_try="",
                problem="",
            )
            for one in got
        )
        desk.state.keep_items(replace(item, state=ItemState.SEEN) for item in left)
        for one in got:
            if one.page != UNASKED:
                desk.state.keep_page(one.item.reference, one.page)
    desk.log.say("planned", episode=edition.guid, revision=edition.revision, articles=len(parts))
