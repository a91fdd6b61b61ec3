"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one file."""

    file: str
    """The file's name in the briefing's folder."""
    where: str
    """The place in it; empty for the whole file."""
    message: str
    """What is wrong, in a sentence without a full stop."""
