"""What stays in the feed, and which files go when it has long ceased to name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from briefing.shows import entries, retention
from briefing.shows.desk import Desk
from briefing.shows.publishing import Target
from briefing.shows.records import Edition, EditionState, moment_of
from briefing.shows.retention import Aired, Limits
from briefing.shows.show import RetentionFacts

NAMED_NOW = ""
"""In the place of the moment at which the feed ceased to name a file."""


def kept(desk: Desk) -> tuple[Edition, ...]:
    """The editions that the feed is to name: those that are out, as many as the show keeps."""
    editions = desk.state.editions_out()
    stay = set(
        retention.kept([_aired(item) for item in editions], limits(desk.placed.show.retention), now=desk.now)
    )
    return tuple(item for item in editions if item.guid in stay)


def limits(facts: RetentionFacts) -> Limits:
    """How much is kept, from what the show file says."""
    return Limits(
        keep_episodes=facts.keep_episodes or None,
        keep_days=facts.keep_days or None,
        max_bytes=facts.max_bytes or None,
    )


def retire(desk: Desk, target: Target) -> None:
    """Remove the files that the feed has not named for long enough; nothing else is touched.

    Raises:
        OutputError: a file cannot be removed.
    """
    named = desk.state.named()
    dropped = {name: moment_of(last) for name, last in named.items() if last != NAMED_NOW}
    if not dropped:
        return
    gone = retention.expired(
        target.stored(),
        feed_now={name for name, last in named.items() if last == NAMED_NOW},
        feed_before=dropped,
        now=desk.now,
        grace=timedelta(days=desk.placed.show.retention.grace_days),
    )
    for name in gone:
        target.remove(name)
        desk.log.say("removed", file=name)
    if gone:
        with desk.state.together():
            desk.state.forget_named(gone)
            _forget(desk, gone)


def _forget(desk: Desk, gone: Sequence[str]) -> None:
    """An episode whose files are gone is never named again, also if more were to be kept one day."""
    removed = set(gone)
    for edition in desk.state.editions_out():
        if edition.state is EditionState.DONE and edition.record is not None:
            files = entries.unpacked(edition.record).files
            if any(item.name in removed for item in files):
                desk.state.keep_edition(replace(edition, record=None, contents=None))


def _aired(edition: Edition) -> Aired:
    entry = entries.unpacked(edition.ready or edition.record or b"")
    return Aired(
        guid=edition.guid,
        published=moment_of(edition.published),
        bytes=sum(item.bytes for item in entry.files),
    )
