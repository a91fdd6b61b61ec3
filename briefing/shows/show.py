"""What a show is: everything its file may say, with what holds where it says nothing.

The fields are the keys of ``NAME.toml``, the classes its tables; :mod:`briefing.shows.showfile` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from briefing.records import dataclass
from briefing.settings import DEFAULT_EDITIONS, Settings
from briefing.shows.secret import Secret
from briefing.shows.slots import WEEKDAYS

SourceKind = Literal["folder", "page", "feed", "opml"]
Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where articles come from: ``[[sources]]``."""

    kind: SourceKind
    """A folder of files, one page, an RSS or Atom feed, or an OPML list of feeds."""
    at: str
    """A path, from the show file's folder, or an address."""
    name: str = ""
    """The newspaper, agency or site, as it is to be named; else what the source says itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFacts:
    """Who speaks: ``[voice]``."""

    name: str = "auto"
    fallback: str = ""
    """The voice that speaks where the first one fails."""
    speed: float = 1.0
    options: Mapping[str, Scalar] = field(default_factory=dict)
    """Of the voice and the formats, as ``-O`` takes them."""
    lexicons: tuple[str, ...] = ()
    """Paths of lexicon files, from the show file's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFacts:
    """How it sounds: ``[sound]``."""

    loudness: str = "podcast"
    pauses: float = 1.0
    sounds: bool = True
    """Opening, closing and tones between the sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFacts:
    """The spoken summary: ``[summary]``."""

    seconds: int = 45
    """The longest it may be; 0 leaves it out."""
    style: Literal["extract", "headlines", "none"] = "extract"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """What an episode is, and when: ``[edition]``."""

    form: Literal["each", "together"] = "each"
    """An episode for each article, or one episode a slot that is made of several."""
    time_zone: str = "UTC"
    """IANA name."""
    slots: tuple[str, ...] = ("06:00",)
    """Times of day in that zone, ``HH:MM``: when an episode made of several is due."""
    weekdays: tuple[str, ...] = WEEKDAYS
    catch_up: int = 1
    """How many missed slots are made up for, once each."""
    parts: int = 8
    """The most articles in an episode made of several."""
    most: int = 20
    """The most episodes that one run makes, where each article is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What directories and players show: ``[feed]``."""

    url: str = ""
    """Where listeners find feed.xml; all other files are beside it."""
    link: str = ""
    """The show's page; else the folder that the feed is in."""
    author: str = ""
    owner_name: str = ""
    owner_email: str = ""
    """Public: everybody who reads the feed sees it."""
    category: str = "News"
    subcategory: str = ""
    explicit: bool = False
    copyright: str = ""
    artwork: str = ""
    """A path, from the show file's folder; NAME/artwork.jpg if not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFacts:
    """What stays in the feed: ``[retention]``; 0 sets no limit."""

    keep_episodes: int = 100
    keep_days: int = 0
    max_bytes: int = 0
    grace_days: int = 2
    """How long a file stays after the feed has ceased to name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFacts:
    """How articles are fetched: ``[fetch]``."""

    allow_private: bool = False
    """Whether addresses of this machine and of private networks may be asked."""
    robots: bool = True
    """Whether robots.txt is honoured."""
    recheck_days: int = 2
    """For how many days an article is looked at again, for corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnattendedFacts:
    """What happens when nobody looks: ``[unattended]``."""

    first: int = 3
    """Of the articles that are there at the very first run so many are made; the others count as seen."""
    tries: int = 5
    """After how many runs an article that fails is given up."""
    report_after: int = 3
    """From which run in a row on a passing trouble is told."""
    on_failure: Literal["silence", "announce"] = "silence"
    """Whether a short spoken notice is published when a slot's run fails for good."""
    ping_url: str = ""
    """Told at the start and the end of a run, in the form of healthchecks. Kept secret."""
    ping_url_file: str = ""
    """The same, in a file of its own."""
    ping_url_env: str = ""
    """The same, in an environment variable of this name."""
    ping_partial_fails: bool = False
    """Whether a run of which some episodes failed is told as failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A show, as its file describes it."""

    title: str
    description: str = ""
    language: str = "ar"
    publish_to: str = ""
    """The folder that is served, from the show file's own, or an fsspec address; NAME/public if not given."""
    state: str = ""
    """A folder on a local disk for what a run must know of the ones before; NAME/state if not given."""
    sources: tuple[Source, ...] = ()
    voice: VoiceFacts = VoiceFacts()
    sound: SoundFacts = SoundFacts()
    summary: SummaryFacts = SummaryFacts()
    edition: EditionFacts = EditionFacts()
    feed: FeedFacts = FeedFacts()
    retention: RetentionFacts = RetentionFacts()
    fetch: FetchFacts = FetchFacts()
    unattended: UnattendedFacts = UnattendedFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A show, and where it lives."""

    show: Show
    path: Path
    """Its file, absolute."""
    ping_url: Secret
    """Empty where nobody is to be told."""

    @property
    def name(self) -> str:
        """What it is called: its file, without the ending."""
        return self.path.stem

    @property
    def state_folder(self) -> Path:
        """Where the lock, the database and unfinished work are."""
        return self.path.parent / (self.show.state or f"{self.name}/state")

    @property
    def public(self) -> str:
        """Where is published to: a folder's path, or an address."""
        if "://" in self.show.publish_to:
            return self.show.publish_to
        return str(self.path.parent / (self.show.publish_to or f"{self.name}/public"))

    @property
    def artwork(self) -> Path:
        """The show's picture."""
        return self.beside(self.show.feed.artwork or f"{self.name}/artwork.jpg")

    def beside(self, text: str) -> Path:
        """A path of the show file, from its own folder."""
        return self.path.parent / Path(text).expanduser()

    def settings(self) -> Settings:
        """What each briefing of the show is made with."""
        show = self.show
        return Settings(
            voice=show.voice.name,
            fallback=show.voice.fallback,
            speed=show.voice.speed,
            options={key: _typed(value) for key, value in show.voice.options.items()},
            lexicons=tuple(self.beside(text) for text in show.voice.lexicons),
            loudness=show.sound.loudness,
            pauses=show.sound.pauses,
            sounds=show.sound.sounds,
            summary_seconds=show.summary.seconds,
            summary=show.summary.style,
            editions=DEFAULT_EDITIONS,
        )


def _typed(value: Scalar) -> str:
    """An option as it would be typed."""
    return str(value).lower() if isinstance(value, bool) else str(value)
