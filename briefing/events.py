"""What a run says while it works: small frozen events for an ``on_event`` callback.

The library never prints. The command line turns these into lines; a server could turn them into JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from briefing.records import dataclass

Stage = Literal["read", "script", "voice", "master", "edition", "publish"]


@dataclass(frozen=True, slots=True)
class StageBegun:
    """A stage has begun; it lasts until the next one begins, or the run ends."""

    stage: Stage
    edition: str = ""
    """Which one is being made, where the stage is ``edition``."""


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """The article is in memory."""

    reference: str
    charset: str
    headline: str


@dataclass(frozen=True, slots=True)
class VoiceChosen:
    """Which voice will speak and, where the choice was not the user's, why."""

    name: str
    online: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ScriptWritten:
    """The script is complete."""

    sections: int
    sentences: int
    utterances: int


@dataclass(frozen=True, slots=True)
class Voiced:
    """``done`` of ``total`` utterances have their sound; ``fresh`` of them were spoken now, not cached."""

    done: int
    total: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Retrying:
    """The voice did not answer; it is asked again after ``wait_s`` seconds."""

    utterance: str
    problem: str
    attempt: int
    wait_s: float


@dataclass(frozen=True, slots=True)
class Assembled:
    """The master is written."""

    frames: int
    rate: int


@dataclass(frozen=True, slots=True)
class EditionWritten:
    """One exporter has done its work."""

    name: str
    files: tuple[str, ...]
    beside_s: float | None = None
    """How many seconds it took, where that was beside other stages; None where it is the stage's own time."""


@dataclass(frozen=True, slots=True)
class NothingNew:
    """Everything that would be made is there already, whole."""


@dataclass(frozen=True, slots=True)
class SpeedBegun:
    """Of a briefing in several speeds this one is made now."""

    speed: float


@dataclass(frozen=True, slots=True)
class LengthBegun:
    """Of a briefing in several lengths this one is made now."""

    ms: int


@dataclass(frozen=True, slots=True)
class TextLeaves:
    """The article is sent to a language model at ``host``."""

    host: str


@dataclass(frozen=True, slots=True)
class SummaryReplaced:
    """A language model's summary could not be used; sentences of the article stand in for it."""

    problem: str


Event = (
    StageBegun
    | ArticleRead
    | VoiceChosen
    | ScriptWritten
    | Voiced
    | Retrying
    | Assembled
    | EditionWritten
    | NothingNew
    | SpeedBegun
    | LengthBegun
    | TextLeaves
    | SummaryReplaced
)
OnEvent = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """The callback of those who do not want to hear."""
