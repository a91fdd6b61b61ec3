"""The show as its feed presents it, and the feed put in its place."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from briefing import __version__
from briefing.errors import ConfigError
from briefing.shows import artwork, entries, feed, keeping
from briefing.shows.addresses import beside
from briefing.shows.channel import Category, Channel, Frequency, Owner
from briefing.shows.desk import Desk
from briefing.shows.identity import podcast_guid
from briefing.shows.keeping import NAMED_NOW
from briefing.shows.publishing import Target
from briefing.shows.records import written
from briefing.shows.show import Placed

FEED: Final = "feed.xml"
GUID: Final = "podcast guid"
DAYS: Final = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}


def base_url(placed: Placed) -> str:
    """The address that the public files are under."""
    url = placed.show.feed.url
    return url if url.endswith("/") else url.rpartition("/")[0]


def feed_name(placed: Placed) -> str:
    """What the feed's file is called: as its address ends."""
    name = unquote(urlsplit(placed.show.feed.url).path.rpartition("/")[2])
    return name if name and not name.startswith(".") and "/" not in name else FEED


def publish(desk: Desk, target: Target) -> bool:
    """Put the feed of all that is out in its place; whether it was another one.

    Raises:
        ConfigError: a fact of the feed cannot be used.
        OutputError: the disk failed.
    """
    editions = keeping.kept(desk)
    if not editions:
        return False
    found = [entries.unpacked(item.ready or item.record or b"") for item in editions]
    image = _publish_artwork(desk, target)
    channel = _channel(desk, image)
    data = feed.render(channel, (entry.episode for entry in found))
    _remember(desk, {image, *(file.name for entry in found for file in entry.files)})
    changed = target.publish(feed_name(desk.placed), data)
    if changed:
        desk.log.say("feed", episodes=len(found))
    return changed


def _remember(desk: Desk, names: set[str]) -> None:
    """Which files the feed names: the ones that it names no more were named until now."""
    known = desk.state.named()
    dropped = [name for name in known if name not in names and known[name] == NAMED_NOW]
    with desk.state.together():
        desk.state.keep_named((name for name in sorted(names) if known.get(name) != NAMED_NOW), NAMED_NOW)
        desk.state.keep_named(dropped, written(desk.now))


def _publish_artwork(desk: Desk, target: Target) -> str:
    """The name of the picture, which changes with it: apps keep what they once fetched from an address."""
    path = desk.placed.artwork
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot read the artwork {path}: {error.strerror}"
        raise ConfigError(message, hint=f"briefing show artwork {desk.placed.path}") from error
    name = artwork.public_name(data)
    target.publish(name, data)
    return name


def _channel(desk: Desk, image: str) -> Channel:
    placed = desk.placed
    show, facts = placed.show, placed.show.feed
    guid = desk.state.fact(GUID)
    if not guid:
        guid = podcast_guid(facts.url)
        desk.state.keep_fact(GUID, guid)
    base = base_url(placed)
    owner = Owner(name=facts.owner_name or show.title, email=facts.owner_email)
    return Channel(
        title=show.title,
        link=facts.link or base + "/",
        description=show.description or show.title,
        url=facts.url,
        guid=guid,
        image_url=beside(base, image),
        categories=(Category(facts.category, facts.subcategory),),
        language=show.language,
        is_explicit=facts.explicit,
        author=facts.author or show.title,
        owner=owner if facts.owner_email else None,
        copyright=facts.copyright,
        generator=f"briefing {__version__}",
        frequency=_frequency(placed),
    )


def _frequency(placed: Placed) -> Frequency | None:
    """How often an episode comes, where that is certain: one each slot."""
    edition = placed.show.edition
    if edition.form != "together" or len(edition.slots) != 1:
        return None
    if len(edition.weekdays) == len(DAYS):
        return Frequency(label="يوميًا", rrule="FREQ=DAILY")
    days = ",".join(code for day, code in DAYS.items() if day in edition.weekdays)
    return Frequency(label="أسبوعيًا في أيام معينة", rrule=f"FREQ=WEEKLY;BYDAY={days}")
