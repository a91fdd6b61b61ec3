"""Make an edition and publish it: its files first, then the feed, then what is remembered of it."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefing import bulletins, pipeline
from briefing.bulletins import Occasion
from briefing.errors import ArticleError, BriefingError, OutputError, VoiceError
from briefing.events import OnEvent
from briefing.pipeline import Made
from briefing.shows import articles, bulletin_notes, entries, episodes, front, notes
from briefing.shows.articles import Part
from briefing.shows.containing import contained
from briefing.shows.desk import Desk
from briefing.shows.entries import Entry, PublicFile
from briefing.shows.episodes import Origin, Prepared
from briefing.shows.publishing import Target
from briefing.shows.records import Edition, EditionKind, EditionState, ItemState, moment_of
from briefing.shows.slots import zone_of


def make_all(desk: Desk, target: Target, on_event: OnEvent) -> None:
    """Make and publish every edition that is planned, one after the other; finish what a killed run began.

    Raises:
        OutputError: the disk failed.
        ConfigError: something in the show file cannot be used.
    """
    ready = desk.state.editions(EditionState.READY)
    there = {item.name: item.bytes for item in target.stored()} if ready else {}
    for edition in ready:
        if _is_whole(edition, there):
            _finish(desk, target, edition, made=None, seconds=0.0)
        else:
            desk.state.keep_edition(replace(edition, state=EditionState.BUILDING))
    for edition in desk.state.editions(EditionState.BUILDING, EditionState.FAILED):
        if edition.contents is None:
            continue
        if edition.state is EditionState.BUILDING or desk.is_due(edition.next_try):
            begun = replace(edition, tries=edition.tries + 1)
            try:
                _begin(desk, begun)
                _make(desk, target, begun, on_event)
            except (VoiceError, ArticleError, OutputError) as error:
                _note_failure(desk, begun, error)
            except (BriefingError, OSError, ImportError):  # a signal while C code is imported is the last
                raise
            except Exception as error:
                hint = f"briefing status {desk.placed.path}"
                _note_failure(desk, begun, contained(error, edition.guid, hint=hint))
            except KeyboardInterrupt:  # stopped by hand: no fault of the edition's
                desk.state.keep_edition(edition)
                raise


def _begin(desk: Desk, edition: Edition) -> None:
    """Remember that it is tried: one that brings every run down must not do so for ever.

    Raises:
        ArticleError: it was begun too often and never finished.
    """
    desk.state.keep_edition(edition)
    most = desk.placed.show.unattended.tries
    if edition.state is EditionState.BUILDING and edition.tries > most:
        message = f"{edition.guid} was begun {most} times, and each run ended before it was made"
        raise ArticleError(message, hint=f"briefing status {desk.placed.path}")


def _make(desk: Desk, target: Target, edition: Edition, on_event: OnEvent) -> None:
    began = time.monotonic()
    contents = articles.unpacked(edition.contents or b"")
    folder = work_folder(desk, edition)
    made = _made(desk, edition, contents.parts, folder, on_event)
    prepared = _prepared(desk, edition, contents, made)
    entry = put(prepared, target)
    ready = replace(edition, state=EditionState.READY, ready=entries.packed(entry))
    desk.state.keep_edition(ready)
    _finish(desk, target, ready, made=made, seconds=time.monotonic() - began)


def put(prepared: Prepared, target: Target) -> Entry:
    """Publish the files of an episode; what is to be kept of it."""
    for file in prepared.files:
        target.publish(file.name, file.path)
    return Entry(
        episode=prepared.episode,
        files=tuple(PublicFile(name=file.name, bytes=file.path.stat().st_size) for file in prepared.files),
    )


def _made(desk: Desk, edition: Edition, parts: Sequence[Part], folder: Path, on_event: OnEvent) -> Made:
    settings = desk.placed.settings()
    if edition.kind is EditionKind.ARTICLE:
        return pipeline.make_of(
            *(parts[0].article, folder),
            store=desk.store,
            created=edition.day,
            settings=settings,
            on_event=on_event,
        )
    return bulletins.make(
        [part.article for part in parts],
        folder,
        Occasion(title=desk.placed.show.title, day=edition.day),
        store=desk.store,
        settings=settings,
        on_event=on_event,
    )


def _prepared(desk: Desk, edition: Edition, contents: articles.Contents, made: Made) -> Prepared:
    """The episode, dated in the show's own zone."""
    zone = zone_of(desk.placed.show.edition.time_zone)
    published = moment_of(edition.published).astimezone(zone)
    revised = moment_of(edition.revised).astimezone(zone) if edition.revised else None
    prepared = episodes.prepare(
        made.folder,
        Origin(identity=edition.guid, published=published, revision=edition.revision, revised=revised),
        base_url=front.base_url(desk.placed),
        is_explicit=desk.placed.show.feed.explicit,
    )
    if edition.kind is EditionKind.ARTICLE:
        return prepared
    corrected = "" if contents.is_late or revised is None else notes.corrected_on(f"{revised:%Y-%m-%d}")
    told = bulletin_notes.render(
        made.briefing, [part.article for part in contents.parts], correction=corrected
    )
    return replace(prepared, episode=replace(prepared.episode, notes=told, link=""))


def _finish(desk: Desk, target: Target, edition: Edition, *, made: Made | None, seconds: float) -> None:
    """Its files are in place: let the feed name it, then remember that it does."""
    front.publish(desk, target)
    with desk.state.together():
        desk.state.keep_edition(
            replace(
                edition,
                state=EditionState.DONE,
                record=edition.ready,
                ready=None,
                tries=0,
                next_try="",
                problem="",
            )
        )
        desk.state.keep_items(
            replace(item, state=ItemState.DONE) for item in desk.state.items_of(edition.guid)
        )
    shutil.rmtree(work_folder(desk, edition), ignore_errors=True)
    desk.tally.published.append(edition.guid)
    desk.log.say(
        "published",
        episode=edition.guid,
        revision=edition.revision,
        seconds=round(seconds, 3),
        length_seconds=round(made.briefing.frames / made.briefing.rate, 3) if made else "",
        voiced=made.fresh if made else "",
        voice=made.briefing.voice.name if made else "",
        stands_in_for=made.briefing.voice.stands_in_for if made else "",
    )


def _note_failure(desk: Desk, edition: Edition, error: BriefingError) -> None:
    """It cannot be made: later, or never."""
    tries = edition.tries
    is_final = isinstance(error, ArticleError) or (
        tries >= desk.placed.show.unattended.tries and not isinstance(error, OutputError)
    )  # a full disk is nobody's article's fault
    desk.state.keep_edition(
        replace(
            edition,
            state=EditionState.FAILED,
            tries=tries,
            next_try="" if is_final else desk.next_try(tries),
            problem=error.message,
        )
    )
    if is_final:
        desk.state.keep_items(
            replace(item, state=ItemState.FAILED, next_try="", problem=error.message)
            for item in desk.state.items_of(edition.guid)
        )
    desk.log.trouble("episode_failed", error, episode=edition.guid, tries=tries, final=is_final)
    desk.tally.failed(edition.guid, error, is_final=is_final)


def _is_whole(edition: Edition, there: Mapping[str, int]) -> bool:
    """Whether all its files are there; none is ever there in part, so their lengths tell enough."""
    if edition.ready is None:
        return False
    return all(there.get(item.name) == item.bytes for item in entries.unpacked(edition.ready).files)


def work_folder(desk: Desk, edition: Edition, *, suffix: str = "") -> Path:
    """Where an edition is made; each revision in one of its own."""
    mark = hashlib.sha256(edition.guid.encode("utf-8", "replace")).hexdigest()[:16]
    return desk.work / f"{mark}-r{edition.revision}{suffix}"


def sweep(desk: Desk) -> None:
    """Remove the work of editions that are not being made any more."""
    if not desk.work.is_dir():
        return
    kept = {
        work_folder(desk, edition).name
        for edition in desk.state.editions(EditionState.BUILDING, EditionState.READY, EditionState.FAILED)
    }
    for folder in desk.work.iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
