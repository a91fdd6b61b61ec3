"""What was said otherwise than it is written, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing said otherwise than it is written."""

    rule: str
    """What decided it, in plain English with hyphens: ``date``, ``percentage``, ``latin-lexicon``."""
    before: str
    after: str
    """Empty where it is left out."""
