"""The ``key: value`` lines that many Markdown files open with, between two lines of ``---``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from briefing.model import Masthead

FIELDS: Final = {
    "title": "headline",
    "headline": "headline",
    "author": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "source": "source_name",
    "publisher": "source_name",
    "site": "source_name",
    "place": "dateline",
    "location": "dateline",
    "dateline": "dateline",
    "url": "url",
    "link": "url",
    "canonical": "url",
}
"""What writers call the fields of a masthead."""

MOST_LINES: Final = 60

_PAIR = re.compile(r"^([^\W\d][\w -]{0,40}?)\s*:(?:\s+(.*))?$")
_EXTRA = re.compile(r"^(?:#.*|\s+.*|-\s.*|\s*)$")
_DATE = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:$|[T ])")


def split(text: str) -> tuple[Masthead, str] | None:
    """The masthead and what follows the front matter, or ``None`` where the text has none.

    Nested YAML (indented lines, lists) is passed over. A line of dashes over ordinary text is a rule, not
    a front matter.
    """
    lines = text.lstrip("\ufeff").split("\n", MOST_LINES)
    if lines[0].strip() != "---":
        return None
    fields: dict[str, str] = {}
    for number, raw in enumerate(lines[1:MOST_LINES], start=1):
        line = raw.rstrip()
        if line in ("---", "..."):
            return (_masthead(fields), "\n".join(lines[number + 1 :])) if fields else None
        if pair := _PAIR.match(line):
            fields.setdefault(pair[1].lower(), _unquoted((pair[2] or "").strip()))
        elif not _EXTRA.match(line):
            return None
    return None


def iso_date(text: str) -> str:
    """The ``YYYY-MM-DD`` a text begins with (ISO 8601), or ``""`` where it is none; nothing is guessed."""
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return ""


def _masthead(fields: dict[str, str]) -> Masthead:
    known: dict[str, str] = {}
    for key, value in fields.items():
        if key in FIELDS and value:
            known.setdefault(FIELDS[key], value)
    url = known.get("url", "")
    return Masthead(
        headline=known.get("headline", ""),
        byline=known.get("byline", ""),
        dateline=known.get("dateline", ""),
        published=iso_date(known.get("published", "")),
        source_name=known.get("source_name", ""),
        url=url if url.startswith(("http://", "https://")) else "",
    )


def _unquoted(value: str) -> str:
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value
