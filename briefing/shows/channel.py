"""What a podcast feed says, as plain data: a channel, its episodes and what belongs to them.

Nothing here knows XML; :func:`briefing.shows.feed.render` writes it down. Lengths are milliseconds of the
finished sound, addresses are absolute, dates carry their offset.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from briefing.records import dataclass

LONGEST_GUID: Final = 255
"""Characters (PSP-1)."""
EpisodeKind = Literal["full", "trailer", "bonus"]


@dataclass(frozen=True, slots=True)
class Category:
    """A category of Apple's list; ``inner`` is one of the categories inside it, or empty."""

    name: str
    inner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whom the directories write to. Everyone who reads the feed sees this."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who took part; role and group are words of the Podcast Taxonomy."""

    name: str
    role: str = "narrator"
    group: str = "cast"
    href: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often an episode comes."""

    label: str
    """For people: ``يوميًا``."""
    rrule: str
    """For programs, RFC 5545: ``FREQ=DAILY``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The sound file."""

    url: str
    length_bytes: int
    media_type: str = "audio/mpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaptersLink:
    """The file of the chapters."""

    url: str
    media_type: str = "application/json+chapters"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterMark:
    """A chapter inside the feed itself (Podlove Simple Chapters)."""

    start_ms: int
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A file of everything said."""

    url: str
    media_type: str
    language: str = "ar"
    rel: str = ""
    """``captions`` where its pieces are short enough to be shown while listening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundbite:
    """The part to be heard first by someone who does not know the episode."""

    start_ms: int
    duration_ms: int
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The show."""

    title: str
    link: str
    """The page of the show."""
    description: str
    """Plain text; a feed carries 4000 bytes of it."""
    url: str
    """Where the feed itself is."""
    guid: str
    """Of :func:`briefing.shows.identity.podcast_guid`: worked out once and kept, even if ``url`` moves."""
    image_url: str
    categories: tuple[Category, ...] = (Category("News"),)
    language: str = "ar"
    """ISO 639-1, with a country where it is asked for: ``ar-sa``."""
    is_explicit: bool = False
    author: str = ""
    owner: Owner | None = None
    copyright: str = ""
    """Whose it is, without the word or the sign."""
    generator: str = "briefing"
    kind: Literal["episodic", "serial"] = "episodic"
    medium: str = "podcast"
    is_locked: bool = True
    """Whether other hosts are to be refused that want to take the feed over."""
    frequency: Frequency | None = None
    persons: tuple[Person, ...] = ()
    is_ai_content: bool = True
    """Whether to disclose that a machine speaks."""
    is_hidden: bool = False
    """Whether directories are asked not to list it."""
    is_complete: bool = False
    """Whether no episode will follow, ever."""
    moved_to: str = ""
    """The feed's new address, for readers that still ask at the old one."""
    changed: datetime | None = None
    """When something above last changed; None where only episodes tell the feed's age."""

    def __post_init__(self) -> None:
        if not self.categories:
            message = "a channel has at least one category"
            raise ValueError(message)
        if self.changed is not None:
            _check_offset(self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One item of the feed."""

    guid: str
    """From where the article comes, never from its text or the time: a correction keeps it."""
    title: str
    notes: str
    """HTML: p, br, a, ul, ol, li, strong and em; whatever else it has is left out of the feed."""
    published: datetime
    enclosure: Enclosure
    duration_ms: int
    link: str = ""
    """The page of the article."""
    revised: datetime | None = None
    """When it was last corrected."""
    kind: EpisodeKind = "full"
    is_explicit: bool = False
    number: int | None = None
    season: int | None = None
    image_url: str = ""
    chapters: ChaptersLink | None = None
    marks: tuple[ChapterMark, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    """The best one first."""
    soundbites: tuple[Soundbite, ...] = ()
    persons: tuple[Person, ...] = ()

    def __post_init__(self) -> None:
        if not self.guid or len(self.guid) > LONGEST_GUID or self.guid != self.guid.strip():
            message = (
                f"a GUID has 1 to {LONGEST_GUID} characters and no blanks around it: {self.guid[:300]!r}"
            )
            raise ValueError(message)
        for moment in (self.published, self.revised):
            if moment is not None:
                _check_offset(moment)


def _check_offset(moment: datetime) -> None:
    if moment.utcoffset() is None:
        message = f"{moment} does not say how far it is from UTC"
        raise ValueError(message)
