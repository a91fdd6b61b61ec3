"""Look at every source, and remember what is new in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import timedelta

from briefing.errors import ArticleError, BriefingError, FetchError
from briefing.records import dataclass
from briefing.shows import listings
from briefing.shows.canonical import canonical
from briefing.shows.desk import Desk
from briefing.shows.records import UNASKED, Item, ItemState, Page, moment_of, written
from briefing.shows.show import Source


@dataclass(slots=True)
class Gathered:
    """What the sources said that is not remembered yet: what changed is, when it has been looked after."""

    changed: list[tuple[Item, str]] = field(default_factory=list)
    """Items whose source says that they are not as they were, each with its new stamp."""
    pages: dict[str, Page] = field(default_factory=dict)
    """Addresses, with what they were answered with."""
    names: dict[str, str] = field(default_factory=dict)
    """Sources, with how they are to be named."""


def gather(desk: Desk) -> Gathered:
    """Ask every source; new items are remembered before this ends, all at once.

    What a feed was answered with is not: it comes back in the result, to be remembered when all that the
    answer asks for is done, or a run that is killed in between would never hear of it again.
    """
    gathered = Gathered()
    fresh: list[Item] = []
    unknown: list[Item] = []
    new_sources: list[str] = []
    taken: set[str] = set()
    for place, source in enumerate(_expanded(desk)):
        key = listings.key_of(source)
        is_known = bool(desk.state.fact(f"source {key}"))
        listing = _asked(desk, source, place, is_known=is_known)
        if listing is None:
            continue
        desk.tally.answered.add(key)
        gathered.names[key] = source.name or listing.name or desk.state.fact(f"name {key}")
        if source.kind == "feed":
            gathered.pages[source.at] = listing.page
        new, changed = _sifted(desk, listing.items, taken)
        gathered.changed += changed
        (fresh if is_known else unknown).extend(new)
        if not is_known:
            new_sources.append(key)
        desk.log.say("source", source=source.at, items=len(listing.items), new=len(new))
    _remember(desk, gathered, fresh, unknown, new_sources)
    return gathered


def _expanded(desk: Desk) -> Iterator[Source]:
    """The sources, lists of feeds opened; each once."""
    seen = set()
    for source in desk.placed.show.sources:
        try:
            inside = listings.expand(source, desk.placed.path.parent, desk.fetch)
        except (ArticleError, FetchError) as error:
            _failed(desk, source, error)
            continue
        if source.kind == "opml":
            desk.tally.answered.add(listings.key_of(source))
        for item in inside:
            if (key := listings.key_of(item)) not in seen:
                seen.add(key)
                yield item


def _asked(desk: Desk, source: Source, place: int, *, is_known: bool) -> listings.Listing | None:
    """What a source says; None where it does not answer, or is not to be asked now."""
    key, state = listings.key_of(source), desk.state
    if state.fact(f"gone {key}"):
        return None
    rest = state.fact(f"rest {key}")
    if rest and rest > written(desk.now):
        seconds = (moment_of(rest) - desk.now).total_seconds()
        message = f"{source.at} asked to be left alone until {rest}"
        _failed(desk, source, FetchError(message, hint="wait for it", retry_after=seconds), asked=False)
        return None
    page = state.page(source.at) if is_known else UNASKED
    try:
        return listings.look(source, desk.placed.path.parent, desk.fetch, page, place=place)
    except (ArticleError, FetchError) as error:
        _failed(desk, source, error)
        return None


def _failed(desk: Desk, source: Source, error: BriefingError, *, asked: bool = True) -> None:
    key = listings.key_of(source)
    gone = isinstance(error, FetchError) and error.gone
    if gone:
        desk.state.keep_fact(f"gone {key}", written(desk.now))
    elif asked and isinstance(error, FetchError) and error.retry_after:
        until = desk.now + timedelta(seconds=error.retry_after)
        desk.state.keep_fact(f"rest {key}", written(until))
    desk.log.trouble("source_failed", error, "warning", source=source.at)
    desk.tally.failed(key, error, is_source=True, is_final=gone)


def _sifted(
    desk: Desk, items: tuple[Item, ...], taken: set[str]
) -> tuple[list[Item], list[tuple[Item, str]]]:
    """The items that nobody has heard of, and those that changed.

    Args:
        desk: the run.
        items: what a source names.
        taken: identities and addresses that another source named in this run; added to.
    """
    new: list[Item] = []
    changed: list[tuple[Item, str]] = []
    for found in items:
        item = replace(found, reference=canonical(found.reference), first_seen=written(desk.now))
        known = desk.state.item(item.identity) or desk.state.item_at(item.reference)
        if known is None:
            if taken.isdisjoint({item.identity, item.reference}):
                taken |= {item.identity, item.reference}
                new.append(item)
        elif known.identity == item.identity and known.stamp != item.stamp:
            if known.state is ItemState.FAILED:  # somebody mended it
                new.append(replace(item, first_seen=known.first_seen))
            else:
                changed.append((known, item.stamp))
    return new, changed


def _remember(
    desk: Desk, gathered: Gathered, fresh: list[Item], unknown: list[Item], new_sources: list[str]
) -> None:
    """All new items and sources, together. Of sources that are new themselves, only the newest items are
    wanted: a feed that is added may hold a thousand."""
    newest_first = sorted(unknown, key=lambda item: (item.published, -item.rank), reverse=True)
    wanted = {item.identity for item in newest_first[: desk.first]}
    skipped = [replace(item, state=ItemState.SEEN) for item in unknown if item.identity not in wanted]
    kept = [item for item in unknown if item.identity in wanted]
    if not (fresh or unknown or new_sources):
        return
    with desk.state.together():
        desk.state.keep_items([*fresh, *kept, *skipped])
        for key in new_sources:
            desk.state.keep_fact(f"source {key}", written(desk.now))
        for key, name in gathered.names.items():
            desk.state.keep_fact(f"name {key}", name)
