"""Who is who for ever: the podcast's GUID and an episode's."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID, uuid5

from briefing.shows.channel import LONGEST_GUID

PODCAST_NAMESPACE: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of the Podcasting 2.0 namespace's rule for ``podcast:guid``."""
SCHEME: Final = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]*://")


def podcast_guid(url: str) -> str:
    """The podcast's GUID from its feed's first address, without scheme and trailing slashes.

    To be kept where the feed's other facts are: it stays the same when the feed moves.
    """
    return str(uuid5(PODCAST_NAMESPACE, SCHEME.sub("", url.strip()).rstrip("/")))


def episode_guid(source: str) -> str:
    """An episode's GUID from its article's identity: the GUID its feed gave it, or its address.

    The identity itself where it can stand in a feed, else a UUID made from it; never from text or time.

    Raises:
        ValueError: the identity is empty.
    """
    name = source.strip()
    if not name:
        message = "an episode needs a source with an identity"
        raise ValueError(message)
    plain = name.isprintable() and len(name) <= LONGEST_GUID
    return name if plain else str(uuid5(PODCAST_NAMESPACE, name))
