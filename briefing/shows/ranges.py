"""What of a file a client asks for: byte ranges and conditions, as RFC 9110 has them. Decisions only."""

from __future__ import annotations

import re
from email.utils import formatdate, parsedate_to_datetime
from typing import Final

from briefing.records import dataclass

SINGLE_RANGE: Final = re.compile(r"bytes=\s*(?:(\d+)\s*-\s*(\d*)|-\s*(\d+))\s*", re.IGNORECASE)
MOST_DIGITS: Final = 18
"""More than any file has; Python refuses to read numbers of thousands of digits."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes ``start`` to ``end``, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unsatisfiable:
    """A range that begins behind the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which bytes are there now."""

    etag: str
    """Strong, in its quotation marks."""
    modified_s: int
    """Whole seconds since 1970."""

    @property
    def last_modified(self) -> str:
        """As a header says it."""
        return formatdate(self.modified_s, usegmt=True)


def span(asked: str, size: int) -> Span | Unsatisfiable | None:
    """The bytes a ``Range`` header asks for; None where the whole is to be sent.

    Other units, several ranges and what is no range are ignored, as RFC 9110 14.2 lets a server.
    """
    found = SINGLE_RANGE.fullmatch(asked.strip())
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        length = min(_number(suffix), size)
        return Span(size - length, size) if length else Unsatisfiable()
    start = _number(first)
    if last and _number(last) < start:
        return None  # no range at all
    if start >= size:
        return Unsatisfiable()
    return Span(start, min(_number(last) + 1, size) if last else size)


def is_known(version: Version, *, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Whether the client has these bytes already: 304."""
    if if_none_match is not None:  # the date is not looked at then
        told = [item.strip().removeprefix("W/") for item in if_none_match.split(",")]
        return "*" in told or version.etag in told
    if if_modified_since is None:
        return False
    asked = _seconds(if_modified_since)
    return asked is not None and version.modified_s <= asked


def still_holds(version: Version, if_range: str | None) -> bool:
    """Whether a part may be sent, or only the whole, since the client's other parts are of other bytes."""
    if if_range is None:
        return True
    return if_range.strip() in (version.etag, version.last_modified)


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS


def _seconds(date: str) -> int | None:
    try:
        return round(parsedate_to_datetime(date).timestamp())
    except (ValueError, OverflowError):
        return None
