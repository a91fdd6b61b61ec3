"""What a show file needs beside it: found out before the first run does."""

from __future__ import annotations

from briefing.errors import ConfigError, RequestError
from briefing.shows import syndication
from briefing.shows.publishing import open_target
from briefing.shows.show import Placed


def check(placed: Placed) -> None:
    """Look at what the show file names on this machine.

    Raises:
        ConfigError: something is not there, or not what it should be.
    """
    show, file = placed.show, placed.path.name
    for source in show.sources:
        path = placed.beside(source.at)
        if source.kind == "folder" and not path.is_dir():
            message = f"{file}: there is no folder {path}"
            raise ConfigError(message, hint=f"mkdir -p {path}")
        if source.kind == "opml" and "://" not in source.at and not path.is_file():
            message = f"{file}: there is no list of feeds {path}"
            raise ConfigError(message, hint="save it in your feed reader")
    if any(source.kind in {"feed", "opml"} for source in show.sources):
        syndication.check()
    _check_artwork(placed)
    try:
        open_target(placed.public)
    except RequestError as error:
        message = f"the show file {file}: {error.message}"
        raise ConfigError(message, hint=error.hint) from error


def _check_artwork(placed: Placed) -> None:
    """The picture is there, and as the directories take it."""
    from briefing.shows import artwork

    file, path = placed.path.name, placed.artwork
    hint = f"briefing show artwork {placed.path}"
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{file}: cannot read the artwork {path}: {error.strerror}"
        raise ConfigError(message, hint=hint) from error
    if artwork.adopt(data, name=str(path)) != data:
        message = f"{file}: the artwork {path} is not as podcast directories take it"
        raise ConfigError(message, hint=f"{hint} --from {path}")
