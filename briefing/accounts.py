"""The account of an exact length: what was done to reach it, as ``briefing.json`` keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.records import dataclass
from briefing.settings import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was done to reach a length; noted in ``briefing.json`` under names that begin with ``fit.``."""

    sentences: int
    """Sentences of the article that are said,"""
    of: int
    """of so many."""
    abridged: int
    """Of those that are said so many are shortened."""
    frames: int
    """Of the master."""
    pauses: float
    """How much longer the silences between sentences are together than they were."""
    speed: float
    """How much faster the voice speaks than usual."""
    by: str
    """``voice`` where by its own rate, ``stretch`` where its sound was stretched, else empty."""
    tail_ms: int
    """Silence at the end."""

    def noted(self) -> dict[str, Scalar]:
        """For ``briefing.json``."""
        return {f"fit.{name}": getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def of_settings(cls, settings: Mapping[str, Scalar]) -> Account | None:
        """As it is noted in a briefing; None in one that has the length it has."""
        found = {name: settings.get(f"fit.{name}") for name in cls.__dataclass_fields__}
        return None if None in found.values() else cls(**found)  # type: ignore[arg-type]
