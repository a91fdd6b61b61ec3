"""A file of the public folder, opened for a client who may ask for anything.

Every step from the folder down is opened by itself and without following links, so that nothing outside can
be reached: neither by a name, nor by a link, nor by a link put there while we look.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from briefing.shows.mediatypes import is_public

INDEX: Final = "index.html"
FEED: Final = "feed.xml"


class NotPublic(Exception):
    """There is no such file for a client: not there, hidden, not of a public kind, or not a file."""


class Malformed(Exception):
    """This is no path at all."""


def steps(target: str) -> tuple[str, ...]:
    """The names on the way to a file, decoded; the last is empty for a folder.

    Raises:
        Malformed: no path, or one that no file can have.
        NotPublic: a path that leaves the folder or is hidden.
    """
    path = target.partition("#")[0].partition("?")[0]
    if path.lower().startswith(("http://", "https://")):  # the form that proxies use
        path = "/" + path.partition("://")[2].partition("/")[2]
    if not path.startswith("/"):
        raise Malformed
    try:
        text = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed from error
    if any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in text):
        raise Malformed
    names = tuple(text[1:].split("/"))
    if "\\" in text or any(name.startswith(".") for name in names) or "" in names[:-1]:
        raise NotPublic
    return names


def open_below(root: Path, names: tuple[str, ...]) -> int:
    """A descriptor of the file; the caller closes it.

    Raises:
        NotPublic: it is not for clients.
    """
    if not is_public(names[-1]):
        raise NotPublic
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise NotPublic from error
    try:
        for name in names[:-1]:
            inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            os.close(folder)
            folder = inner
        # Not blocking: a pipe put there would keep us for ever.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        file = os.open(names[-1], flags, dir_fd=folder)
    except (OSError, ValueError) as error:
        raise NotPublic from error
    finally:
        with suppress(OSError):
            os.close(folder)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise NotPublic
    return file
