"""A spoken notice in the place of an edition that failed for good, for listeners who would wait for it."""

from __future__ import annotations

from dataclasses import replace

from briefing import bulletins
from briefing.bulletins import Occasion
from briefing.errors import VoiceError
from briefing.events import OnEvent
from briefing.pipeline import Made
from briefing.settings import Settings
from briefing.shows import articles, entries, episodes, front, making
from briefing.shows.desk import Desk
from briefing.shows.episodes import Origin
from briefing.shows.planning import bulletin_guid
from briefing.shows.publishing import Target
from briefing.shows.records import Edition, EditionKind, EditionState, moment_of, written
from briefing.shows.slots import Slot, zone_of

NOTES = "<p>تعذر إعداد حلقة هذا اليوم لخلل تقني. نعتذر إليكم، ونلتقي بكم في الموعد القادم.</p>"
NEAREST = "espeak"
"""Speaks without a network where the show's own voice cannot."""


def announce(desk: Desk, target: Target, on_event: OnEvent) -> None:
    """Publish a notice if the slot that is due has nothing because something failed, once for each slot.

    Raises:
        OutputError: the disk failed.
    """
    slots = desk.slots()
    if desk.placed.show.unattended.on_failure != "announce" or not desk.tally.failures or not slots:
        return
    edition = _missing(desk, slots[-1])
    if edition is None:
        return
    try:
        made = _made(desk, edition, on_event)
    except VoiceError as error:  # no voice at all: then the log is all there is
        desk.log.trouble("notice_failed", error, episode=edition.guid)
        return
    zone = zone_of(desk.placed.show.edition.time_zone)
    revised = moment_of(edition.revised).astimezone(zone) if edition.revised else None
    origin = Origin(
        identity=edition.guid,
        published=moment_of(edition.published).astimezone(zone),
        revision=edition.revision,
        revised=revised,
    )
    prepared = episodes.prepare(made.folder, origin, base_url=front.base_url(desk.placed))
    entry = making.put(replace(prepared, episode=replace(prepared.episode, notes=NOTES, link="")), target)
    contents = edition.contents and articles.packed(
        replace(articles.unpacked(edition.contents), is_late=True)
    )
    after = replace(
        edition,
        ready=entries.packed(entry),
        contents=contents,
        revision=edition.revision + 1,
        revised=written(desk.now),
    )
    desk.state.keep_edition(after)
    front.publish(desk, target)
    desk.state.keep_edition(replace(after, record=after.ready, ready=None))
    desk.tally.notices.append(edition.guid)
    desk.log.say("announced", episode=edition.guid)


def _missing(desk: Desk, slot: Slot) -> Edition | None:
    """The edition that should have come in this slot; None where none is missed, or a notice is out."""
    tally = desk.tally
    edition = desk.state.edition_at(slot.day, slot.time)
    if edition is not None:
        is_missed = edition.state is EditionState.FAILED and not (edition.record or edition.ready)
        return edition if is_missed else None
    nothing_came = not tally.answered or any(not failure.is_source for failure in tally.failures)
    since = written(slot.moment)
    is_served = any(item.published >= since for item in desk.state.editions_out())
    if tally.published or is_served or not nothing_came:
        return None
    return Edition(
        guid=bulletin_guid(desk, slot),
        kind=EditionKind.BULLETIN,
        day=slot.day,
        slot=slot.time,
        published=written(slot.moment),
        state=EditionState.FAILED,
        problem=tally.failures[0].error.message,
    )


def _made(desk: Desk, edition: Edition, on_event: OnEvent) -> Made:
    """Spoken by the show's own voice or, where that is what fails, by one that needs nothing."""
    settings = desk.placed.settings()
    occasion = Occasion(title=desk.placed.show.title, day=edition.day)
    folder = making.work_folder(desk, edition, suffix="-notice")
    try:
        return bulletins.announce(folder, occasion, store=desk.store, settings=settings, on_event=on_event)
    except VoiceError:
        if NEAREST in {settings.voice, settings.fallback}:
            raise
        plain: Settings = replace(settings, voice=NEAREST, fallback="", options={}, lexicons=())
        return bulletins.announce(folder, occasion, store=desk.store, settings=plain, on_event=on_event)
