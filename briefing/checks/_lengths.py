"""How long an utterance may take: what its voice is known to take, and what any voice could."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from briefing import choices
from briefing.contracts import PAUSE_MARKS, Pace
from briefing.errors import BriefingError
from briefing.model import Briefing, Cue
from briefing.records import dataclass
from briefing.settings import Settings

LEAST: Final = 0.6
MOST: Final = 1.6
"""Of the seconds that a voice's pace says. Of our own voices, every utterance of every seed is from 0.74 to
1.14."""
SLACK_S: Final = 0.35
"""Besides: a word said alone is drawn out, or cut short."""
LONGEST_PAUSE_S: Final = 1.2
"""Of silence within an utterance: espeak's longest is 0.22."""
LEAST_LETTER_S: Final = 0.015
MOST_LETTER_S: Final = 0.35
"""Seconds a letter of a voice that nothing is known of: four times as fast as newsreaders, and four times as
slow."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From ``least_s`` to ``most_s`` is plausible."""

    least_s: float
    most_s: float


class Lengths:
    """What is plausible in one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self._speed = _number(briefing, "speed") or 1.0
        self._pause_s = max(_number(briefing, "pauses.comma_ms"), _number(briefing, "pauses.quote_ms")) / 1000
        self._helped_in = frozenset(briefing.voice.helped_in)
        options = {
            f"{briefing.voice.name}.{key}": _typed(value) for key, value in briefing.voice.options.items()
        }
        self._pace = self._pace_of(briefing.voice.name, options)
        self._other = self._pace_of(briefing.voice.helped_by, {}) if briefing.voice.helped_by else None

    def bounds(self, cue: Cue) -> Bounds:
        """How long this may take."""
        pace = self._other if cue.chapter in self._helped_in else self._pace
        pauses_s = sum(letter in PAUSE_MARKS for letter in cue.spoken) * self._pause_s
        if pace is not None:
            expected_s = pace(cue.spoken)
            return Bounds(LEAST * expected_s - SLACK_S, MOST * expected_s + SLACK_S + pauses_s)
        letters = sum(letter.isalnum() for letter in cue.spoken)
        slowest_s = MOST_LETTER_S / min(self._speed, 1.0)
        return Bounds(
            LEAST_LETTER_S / max(self._speed, 1.0) * letters, slowest_s * letters + 2 * SLACK_S + pauses_s
        )

    def longest_silence_s(self) -> float:
        """Within an utterance; more is no pause of a voice."""
        return LONGEST_PAUSE_S / min(self._speed, 1.0) + self._pause_s

    def _pace_of(self, name: str, options: dict[str, str]) -> Callable[[str], float] | None:
        """The voice's own expectation; None where it is not installed here, or is another version by now."""
        try:
            voice = choices.voice_at_speed(name, Settings(voice=name, options=options, speed=self._speed))
        except (BriefingError, ImportError):
            return None
        try:
            pace: Pace = voice.pace
            return pace.seconds
        finally:
            voice.close()


def _number(briefing: Briefing, key: str) -> float:
    value = briefing.settings.get(key, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _typed(value: str | int | float | bool) -> str:
    """A value as it would be typed on the command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)
