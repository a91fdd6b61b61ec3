"""What a check finds."""

from __future__ import annotations

from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a briefing's folder that is not as it should be."""

    file: str
    """The name of the file, as ``briefing.json`` lists it."""
    where: str
    """The utterance or chapter by its id, else the place in the file in a few words."""
    message: str
    """What is wrong: plain English, without a full stop."""
