"""The feed: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces, a self link and Podlove chapters.

Rules: PSP-1 of the Podcast Standards Project, Apple's requirements for podcasts, the "podcast" namespace of
podcastindex.org, Podlove Simple Chapters 1.2. Written with lxml, because no feed library knows the
Podcasting 2.0 tags and those there are write ``itunes:explicit`` in ways that PSP-1 forbids.

The same channel and episodes give the same bytes: nothing here reads a clock, and the feed's date is that of
what changed last in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from briefing.audio.id3 import one_line
from briefing.shows.addresses import absolute
from briefing.shows.channel import Channel, Episode, Person, Soundbite
from briefing.shows.clipping import byte_length, clip, clip_notes, legal
from briefing.timeline import vtt_clock

if TYPE_CHECKING:
    from lxml.etree import _Element

ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
ATOM: Final = "http://www.w3.org/2005/Atom"
PODLOVE: Final = "http://podlove.org/simple-chapters"
NAMESPACES: Final = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "psc": PODLOVE}
MEDIA_TYPE: Final = "application/rss+xml"
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'

LONGEST_VALUE: Final = 255
"""Characters of any value PSP-1 says nothing else about."""
LONGEST_DESCRIPTION: Final = 4000
"""Bytes: an Arabic letter is two."""
LONGEST_SOUNDBITE: Final = 128
"""Characters of a soundbite's title."""


def render(channel: Channel, episodes: Iterable[Episode]) -> bytes:
    """The feed as UTF-8, the newest episode first.

    Raises:
        ConfigError: an address is not an http or https address.
        ValueError: two episodes have the same GUID.
    """
    from lxml import etree

    newest_first = sorted(
        episodes, key=lambda item: (item.published.astimezone(UTC), item.guid), reverse=True
    )
    if len({item.guid for item in newest_first}) != len(newest_first):
        message = "two episodes of the feed have the same GUID"
        raise ValueError(message)
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    top = etree.SubElement(root, "channel")
    _describe(top, channel, built=_age(channel, newest_first))
    for episode in newest_first:
        _add_item(etree.SubElement(top, "item"), episode)
    etree.indent(root)
    return DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"


def _describe(top: _Element, channel: Channel, *, built: datetime | None) -> None:
    _add(top, "title", channel.title)
    _link(top, "link", channel.link)
    _add(top, f"{{{ATOM}}}link", "", href=absolute(channel.url), rel="self", type=MEDIA_TYPE)
    text = " ".join(legal(channel.description).split())
    _add_whole(top, "description", clip(text, LONGEST_DESCRIPTION, measure=byte_length))
    _add(top, "language", channel.language)
    _add(top, "copyright", channel.copyright)
    _add(top, "generator", channel.generator)
    if built is not None:
        _add(top, "lastBuildDate", format_datetime(built))
    _add(top, f"{{{ITUNES}}}author", channel.author)
    if channel.owner is not None:
        owner = _add_whole(top, f"{{{ITUNES}}}owner", "")
        _add(owner, f"{{{ITUNES}}}name", channel.owner.name)
        _add(owner, f"{{{ITUNES}}}email", channel.owner.email)
    _add(top, f"{{{ITUNES}}}image", "", href=absolute(channel.image_url))
    for category in channel.categories:
        outer = _add_whole(top, f"{{{ITUNES}}}category", "", text=category.name)
        if category.inner:
            _add(outer, f"{{{ITUNES}}}category", "", text=category.inner)
    _add(top, f"{{{ITUNES}}}explicit", _truth(channel.is_explicit))
    _add(top, f"{{{ITUNES}}}type", channel.kind)
    if channel.is_hidden:
        _add(top, f"{{{ITUNES}}}block", "Yes")
    if channel.is_complete:
        _add(top, f"{{{ITUNES}}}complete", "Yes")
    if channel.moved_to:
        _link(top, f"{{{ITUNES}}}new-feed-url", channel.moved_to)
    _add(top, f"{{{PODCAST}}}guid", channel.guid)
    _add(
        top,
        f"{{{PODCAST}}}locked",
        "yes" if channel.is_locked else "no",
        owner=channel.owner.email if channel.owner else "",
    )
    _add(top, f"{{{PODCAST}}}medium", channel.medium)
    if channel.frequency is not None:
        rrule = channel.frequency.rrule
        _add(top, f"{{{PODCAST}}}updateFrequency", channel.frequency.label, rrule=rrule)
    if channel.is_ai_content:
        _add(top, f"{{{PODCAST}}}txt", "true", purpose="ai-content")
    _add_persons(top, channel.persons)


def _add_item(item: _Element, episode: Episode) -> None:
    _add(item, "title", episode.title)
    if episode.link:
        _link(item, "link", episode.link)
    _add_notes(item, episode.notes)
    enclosure = episode.enclosure
    _add(
        item,
        "enclosure",
        "",
        url=absolute(enclosure.url),
        length=str(enclosure.length_bytes),
        type=enclosure.media_type,
    )
    _add_whole(item, "guid", legal(episode.guid)).set("isPermaLink", "false")
    _add(item, "pubDate", format_datetime(episode.published))
    _add(item, f"{{{ITUNES}}}duration", str(max(1, round(episode.duration_ms / 1000))))
    if episode.image_url:
        _add(item, f"{{{ITUNES}}}image", "", href=absolute(episode.image_url))
    _add(item, f"{{{ITUNES}}}explicit", _truth(episode.is_explicit))
    _add(item, f"{{{ITUNES}}}episodeType", episode.kind)
    for name, number in (("season", episode.season), ("episode", episode.number)):
        _add(item, f"{{{ITUNES}}}{name}", "" if number is None else str(number))
    for transcript in episode.transcripts:
        _add(
            item,
            f"{{{PODCAST}}}transcript",
            "",
            url=absolute(transcript.url),
            type=transcript.media_type,
            language=transcript.language,
            rel=transcript.rel,
        )
    if episode.chapters is not None:
        link = episode.chapters
        _add(item, f"{{{PODCAST}}}chapters", "", url=absolute(link.url), type=link.media_type)
    for bite in episode.soundbites:
        _add_soundbite(item, bite)
    _add_persons(item, episode.persons)
    _add_marks(item, episode)


def _add_notes(item: _Element, notes: str) -> None:
    from lxml import etree

    text = clip_notes(notes, LONGEST_DESCRIPTION)  # escaped, so that ]]> cannot stand in it
    if text:
        etree.SubElement(item, "description").text = etree.CDATA(text)


def _add_soundbite(item: _Element, bite: Soundbite) -> None:
    _add_whole(
        item,
        f"{{{PODCAST}}}soundbite",
        clip(one_line(legal(bite.title)), LONGEST_SOUNDBITE),
        startTime=_seconds(bite.start_ms),
        duration=_seconds(bite.duration_ms),
    )


def _add_marks(item: _Element, episode: Episode) -> None:
    if not episode.marks:
        return
    chapters = _add_whole(item, f"{{{PODLOVE}}}chapters", "", version="1.2")
    for mark in episode.marks:
        _add_whole(
            chapters,
            f"{{{PODLOVE}}}chapter",
            "",
            start=vtt_clock(mark.start_ms),
            title=_line(mark.title) or _line(episode.title),
            href=absolute(mark.href) if mark.href else "",
        )


def _add_persons(parent: _Element, persons: Sequence[Person]) -> None:
    for person in persons:
        _add_whole(
            parent,
            f"{{{PODCAST}}}person",
            _line(person.name),
            role=person.role,
            group=person.group,
            href=absolute(person.href) if person.href else "",
            img=absolute(person.image) if person.image else "",
        )


def _add(parent: _Element, name: str, text: str, /, **attributes: str) -> None:
    """An element with one line of text; none where it would say nothing."""
    line = _line(text)
    if line or any(attributes.values()):
        _add_whole(parent, name, line, **attributes)


def _link(parent: _Element, name: str, url: str) -> None:
    """An address is never cut: half of it leads nowhere."""
    _add_whole(parent, name, absolute(url))


def _add_whole(parent: _Element, name: str, text: str, /, **attributes: str) -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, name)
    for key, value in attributes.items():
        if value:
            element.set(key, one_line(legal(value)))
    if text:
        element.text = text
    return element


def _line(text: str) -> str:
    return clip(one_line(legal(text)), LONGEST_VALUE)


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f}"


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _age(channel: Channel, episodes: Sequence[Episode]) -> datetime | None:
    """When something in the feed last changed."""
    moments = [channel.changed, *(moment for item in episodes for moment in (item.published, item.revised))]
    known = [moment for moment in moments if moment is not None]
    return max(known, key=lambda moment: moment.astimezone(UTC), default=None)
