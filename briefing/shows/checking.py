"""What a show file needs beside it: found out before the first run does."""

from __future__ import annotations

from briefing.errors import ConfigError, RequestError
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
            raise ConfigError(message, hint="export it from your feed reader")
    _check_artwork(placed)
    try:
        open_target(placed.public)
    except RequestError as error:
        message = f"{file}: {error.message}"
        raise ConfigError(message, hint=error.hint) from error


def _check_artwork(placed: Placed) -> None:
    """Apple's rules: square, 1400 to 3000 pixels, JPEG or PNG without transparency."""
    from PIL import Image

    file, path = placed.path.name, placed.beside(placed.show.feed.artwork)
    try:
        with Image.open(path) as picture:
            width, height, kind, mode = picture.width, picture.height, picture.format, picture.mode
    except OSError as error:
        message = f"{file}: there is no picture that can be read at {path}"
        raise ConfigError(message, hint='feed.artwork = "picture.jpg"') from error
    if kind not in {"JPEG", "PNG"} or mode != "RGB":
        message = f"{file}: the artwork is {kind} in {mode}; podcast directories take JPEG or PNG in RGB"
        raise ConfigError(message, hint="save it again as a JPEG")
    if width != height or not 1400 <= width <= 3000:
        message = (
            f"{file}: the artwork is {width} by {height} pixels; directories ask for 1400 to 3000, square"
        )
        raise ConfigError(message, hint="save it again in another size")
