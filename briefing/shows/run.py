"""A run of a show: look, plan, make, publish, remember, in that order.

What is remembered is committed when what it speaks of is done: an edition is planned in one step together
with the text it is made of, so that a run that is killed leaves either nothing or all that the next one needs
to make the same files again, byte for byte; it is done when the feed names it. So the next run repairs
whatever a killed one left, and where nothing is new nothing is written at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from briefing.bulletins import Occasion
from briefing.errors import BriefingError
from briefing.events import OnEvent, ignore
from briefing.model import Article
from briefing.records import dataclass
from briefing.shows import (
    announcing,
    articles,
    corrections,
    front,
    gathering,
    keeping,
    making,
    planning,
    tally,
)
from briefing.shows.clipping import clip
from briefing.shows.copies import copied
from briefing.shows.desk import Desk
from briefing.shows.joblog import JobLog
from briefing.shows.listings import Fetch
from briefing.shows.locks import Lock
from briefing.shows.publishing import Target, open_target
from briefing.shows.records import Edition, EditionKind, EditionState, Page, written
from briefing.shows.show import Placed
from briefing.shows.state import State
from briefing.shows.tally import Failure, Tally
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.web.fetching import Fetched, Fetcher

SHOWN_LETTERS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended."""

    exit_code: int
    published: tuple[str, ...]
    """GUIDs of the episodes that came out, new or corrected."""
    notices: tuple[str, ...]
    told: tuple[Failure, ...]
    """Failures that a person is to hear of."""
    untold: int
    """Passing ones, that may be over by the next run."""
    recovered: tuple[str, ...]
    """Troubles that a person heard of, and that are over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a run would do."""

    guid: str
    title: str
    revision: int
    articles: int


def fetching(fetcher: Fetcher) -> Fetch:
    """How the steps of a run ask an address."""
    from briefing.web.fetching import Known

    def fetch(url: str, page: Page) -> Fetched:
        return fetcher.fetch(url, Known(etag=page.etag, last_modified=page.last_modified))

    return fetch


def run(
    placed: Placed,
    *,
    now: datetime,
    store: Store,
    log: JobLog,
    fetch: Fetch | None = None,
    first: int | None = None,
    wait_lock_s: float = 0.0,
    on_event: OnEvent = ignore,
) -> Outcome:
    """Make and publish what is new.

    Args:
        placed: the show.
        now: the moment that everything of this run is dated by.
        store: the cache of spoken pieces.
        log: takes down what happens.
        fetch: asks an address; the show file's own way if not given.
        first: of the articles of new sources so many are made; as the show file says if not given.
        wait_lock_s: how long to wait for another run to end.
        on_event: told what happens while an episode is made.

    Raises:
        Busy: another run of this show is at it.
        ConfigError: something in the show file cannot be used.
        OutputError: the disk or the state failed.
    """
    with (
        Lock(placed.state_folder, wait_s=wait_lock_s),
        State(placed.state_folder) as state,
        _asking(placed, fetch) as ask,
    ):
        desk = _desk(placed, state, store, ask, log, now, first)
        target = open_target(placed.public)
        try:
            return _run(desk, target, on_event)
        except BriefingError as error:
            log.trouble("failed", error)
            raise


def foresee(
    placed: Placed,
    *,
    now: datetime,
    store: Store,
    log: JobLog,
    fetch: Fetch | None = None,
    first: int | None = None,
) -> tuple[tuple[Foreseen, ...], Outcome]:
    """What a run would make; sources are asked, and nothing is written. See :func:`run`."""
    with copied(placed.state_folder) as state, _asking(placed, fetch) as ask:
        desk = _desk(placed, state, store, ask, log, now, first)
        _plan(desk)
        planned = desk.state.editions(EditionState.READY, EditionState.BUILDING)
        told = tally.settle(desk.tally, state, now=now, report_after=placed.show.unattended.report_after)
        return tuple(_foreseen(placed, edition) for edition in planned), _outcome(desk, told)


def _foreseen(placed: Placed, edition: Edition) -> Foreseen:
    parts = articles.unpacked(edition.contents).parts if edition.contents else ()
    if edition.kind is EditionKind.ARTICLE:
        title = _title(parts[0].article) if parts else ""
    else:
        title = Occasion(title=placed.show.title, day=edition.day).headline
    return Foreseen(guid=edition.guid, title=title, revision=edition.revision, articles=len(parts))


def _title(article: Article) -> str:
    """The headline, or the first words."""
    return article.masthead.headline or clip(article.blocks[0].text, SHOWN_LETTERS)


def _run(desk: Desk, target: Target, on_event: OnEvent) -> Outcome:
    target.tidy()
    making.make_all(desk, target, on_event)  # what an earlier run planned comes first, whatever the web says
    _plan(desk)
    making.make_all(desk, target, on_event)
    announcing.announce(desk, target, on_event)
    front.publish(desk, target)
    keeping.retire(desk, target)
    _tidy(desk)
    told = tally.settle(
        desk.tally, desk.state, now=desk.now, report_after=desk.placed.show.unattended.report_after
    )
    return _outcome(desk, told)


def _plan(desk: Desk) -> None:
    gathered = gathering.gather(desk)
    corrections.correct(desk, gathered)
    planning.plan(desk)
    for url, page in gathered.pages.items():
        desk.state.keep_page(url, page)


def _tidy(desk: Desk) -> None:
    """Forget the texts of editions that are past correction, and remove the work that is done."""
    days = desk.placed.show.fetch.recheck_days + 1
    before = written(desk.now - timedelta(days=days))
    for edition in desk.state.editions_in_hand(before):
        if edition.state is EditionState.DONE and edition.revised < before:
            with desk.state.together():
                desk.state.keep_edition(replace(edition, contents=None))
                for item in desk.state.items_of(edition.guid):
                    desk.state.forget_page(item.reference)
    making.sweep(desk)


def _desk(
    placed: Placed,
    state: State,
    store: Store,
    fetch: Fetch,
    log: JobLog,
    now: datetime,
    first: int | None,
) -> Desk:
    return Desk(
        placed=placed,
        state=state,
        store=store,
        fetch=fetch,
        log=log,
        now=now,
        tally=Tally(),
        first=placed.show.unattended.first if first is None else first,
    )


@contextmanager
def _asking(placed: Placed, fetch: Fetch | None) -> Iterator[Fetch]:
    if fetch is not None:
        yield fetch
        return
    from briefing.web.fetching import Fetcher
    from briefing.web.policy import Policy

    facts = placed.show.fetch
    with Fetcher(Policy(allow_private=facts.allow_private, robots=facts.robots)) as fetcher:
        yield fetching(fetcher)


def _outcome(desk: Desk, told: tuple[Failure, ...]) -> Outcome:
    return Outcome(
        exit_code=desk.tally.exit_code,
        published=tuple(desk.tally.published),
        notices=tuple(desk.tally.notices),
        told=told,
        untold=len(desk.tally.failures) - len(told),
        recovered=tuple(desk.tally.recovered),
    )
