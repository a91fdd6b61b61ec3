"""From a finished briefing to an episode: what the feed says of it, and which files to publish for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from briefing import shelf
from briefing.audio.id3 import one_line
from briefing.errors import ArticleError
from briefing.exporters import _words
from briefing.model import Briefing, MadeFile
from briefing.records import dataclass
from briefing.shows import mediatypes, notes
from briefing.shows.addresses import beside
from briefing.shows.channel import (
    ChapterMark,
    ChaptersLink,
    Enclosure,
    Episode,
    Person,
    Transcript,
)
from briefing.shows.identity import episode_guid
from briefing.shows.soundbites import soundbite
from briefing.timeline import milliseconds

SOUND: Final = "briefing.mp3"
CHAPTERS: Final = "chapters.json"
COVER: Final = "cover.jpg"
TRANSCRIPTS: Final = (("captions.vtt", ".vtt"), ("captions.srt", ".srt"), ("transcript.json", ".json"))
"""The best one first; the second holds the ends of their public names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which article it is, and when."""

    identity: str
    """The GUID that its feed gave the article, or its address: what stays when the text changes."""
    published: datetime
    """With its offset; the date in the public name is that of this offset."""
    revision: int = 1
    """1 the first time, 2 after the first correction."""
    revised: datetime | None = None
    """When it was last corrected; needed from revision 2 on."""
    correction: str = ""
    """What was corrected, a sentence for listeners; where it is empty, a general one is said."""

    def __post_init__(self) -> None:
        if self.revision < 1 or (self.revision > 1) is (self.revised is None):
            message = "revision 1 has no date of a correction, every later one has"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A file to be published under another name."""

    name: str
    """Public, in the folder of the feed."""
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An episode and its files, in the order they are to be published."""

    episode: Episode
    files: tuple[Outgoing, ...]


def stem(origin: Origin) -> str:
    """What the public names of an episode's files begin with: ``2026-03-02-1f3a9c2d7e`` or ``…-r2``.

    A correction has another name, since apps keep what they once fetched from an address. Letters and
    digits of ASCII only: some servers and apps spoil others.
    """
    mark = hashlib.sha256(episode_guid(origin.identity).encode("utf-8", "replace")).hexdigest()[:10]
    revision = f"-r{origin.revision}" if origin.revision > 1 else ""
    return f"{origin.published:%Y-%m-%d}-{mark}{revision}"


def prepare(folder: Path, origin: Origin, *, base_url: str, is_explicit: bool = False) -> Prepared:
    """What a finished briefing becomes.

    Args:
        folder: the briefing, made with the editions mp3 and, for all that a feed can name, cover,
            chapters, captions and transcript.
        origin: which article it is.
        base_url: the address that the public files are under.
        is_explicit: whether to warn parents.

    Raises:
        ArticleError: no finished briefing, or a file of it is not the one that was made.
        ConfigError: ``base_url`` is not an address.
    """
    briefing = shelf.load(folder)
    made = {item.name: item for item in briefing.files}
    if SOUND not in made:
        message = f"the briefing in {folder} has no {SOUND} to publish"
        raise ArticleError(message, hint=f"briefing export {folder} --to mp3")
    name = stem(origin)
    files: list[Outgoing] = []

    def publish(inner: str, end: str) -> str:
        """The address it will have; empty where the briefing has no such file."""
        if inner not in made:
            return ""
        _check(folder, made[inner])
        files.append(Outgoing(name=name + end, path=folder / inner))
        return beside(base_url, name + end)

    sound_url = publish(SOUND, ".mp3")
    image_url = publish(COVER, ".jpg")
    transcripts = tuple(
        Transcript(
            url=url,
            media_type=mediatypes.media_type(end),
            language=_language(briefing),
            rel="captions" if inner.startswith("captions") else "",
        )
        for inner, end in TRANSCRIPTS
        if (url := publish(inner, end))
    )
    chapters_url = publish(CHAPTERS, ".chapters.json")
    bite = soundbite(briefing)
    episode = Episode(
        guid=episode_guid(origin.identity),
        title=_words.title(briefing),
        notes=notes.render(briefing, correction=_correction(origin)),
        published=origin.published,
        revised=origin.revised,
        enclosure=Enclosure(url=sound_url, length_bytes=made[SOUND].bytes),
        duration_ms=milliseconds(briefing.frames, briefing.rate),
        link=notes.article_link(briefing),
        is_explicit=is_explicit,
        image_url=image_url,
        chapters=ChaptersLink(url=chapters_url) if chapters_url else None,
        marks=tuple(_marks(briefing)),
        transcripts=transcripts,
        soundbites=(bite,) if bite else (),
        persons=tuple(_persons(briefing)),
    )
    return Prepared(episode=episode, files=tuple(files))


def _check(folder: Path, item: MadeFile) -> None:
    if not shelf.is_untouched(folder / item.name, item):
        message = f"{folder / item.name} is not the file that {shelf.BRIEFING_FILE} describes"
        raise ArticleError(message, hint="make it again with: briefing make ARTICLE")


def _correction(origin: Origin) -> str:
    if origin.revised is None:
        return ""
    return origin.correction or notes.corrected_on(f"{origin.revised:%Y-%m-%d}")


def _language(briefing: Briefing) -> str:
    return briefing.masthead.language.partition("-")[0].lower() or "ar"


def _marks(briefing: Briefing) -> Iterator[ChapterMark]:
    """The chapters, each later than the one before it even where a millisecond is too coarse for them."""
    before_ms = -1
    for chapter in briefing.chapters:
        start_ms = milliseconds(chapter.start, briefing.rate)
        if start_ms > before_ms:
            yield ChapterMark(start_ms=start_ms, title=one_line(chapter.title) or _words.headline(briefing))
            before_ms = start_ms


def _persons(briefing: Briefing) -> Iterator[Person]:
    yield Person(name=_words.SYNTHETIC_VOICE)
    if byline := one_line(briefing.masthead.byline):
        yield Person(name=byline, role="writer", group="writing")
