"""The picture of a show: drawn from its name, or the owner's own made fit for the directories.

Apple Podcasts asks for a square of 1400 to 3000 pixels, RGB without transparency, JPEG or PNG; NPR One and
Spotify for less than 512 KB. Its name has a part of its hash: apps keep a picture for as long as its address
stays, so a new picture needs a new one.
"""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from briefing.errors import ConfigError
from briefing.exporters.cover import MOST_BYTES, QUALITIES, Face, paint

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST_SIDE: Final = 1400
MIDDLE_SIDE: Final = 2000
MOST_SIDE: Final = 3000
KIND: Final = "بودكاست"
WHITE: Final = (255, 255, 255)


def draw(title: str, *, author: str = "", tagline: str = "", side: int = MOST_SIDE) -> bytes:
    """A picture with the show's name in large letters, as JPEG bytes; the same words give the same bytes.

    Args:
        title: the name of the show; what the typeface lacks is left out.
        author: who makes it.
        tagline: a few words, under the author.
        side: pixels, 1400 to 3000.

    Raises:
        ConfigError: no letter of the name can be drawn, or the side is out of bounds.
    """
    from briefing.exporters._lettering import Lettering

    if not LEAST_SIDE <= side <= MOST_SIDE:
        message = f"artwork of {side} pixels is refused by podcast directories"
        raise ConfigError(message, hint=f"choose {LEAST_SIDE} to {MOST_SIDE} pixels")
    if not any(map(str.isalnum, Lettering().drawable(title))):
        message = f"the typeface has no letter of {title!r}"
        raise ConfigError(message, hint="give the show artwork of your own: a square JPEG of 3000 pixels")
    return paint(Face(seed=title, kind=KIND, headline=title, foot=(author, tagline)), side=side)


def adopt(data: bytes, *, name: str = "artwork") -> bytes:
    """The owner's own picture as the directories take it: as it is where it fits, else made over.

    Args:
        data: a picture of any kind that Pillow reads.
        name: what to call it in an error.

    Raises:
        ConfigError: it is no picture, not square, or too small.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with (
            warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning),
            Image.open(BytesIO(data)) as picture,
        ):
            width, height = picture.size
            if width != height:
                message = f"{name} is {width} by {height} pixels; artwork must be square"
                raise ConfigError(
                    message, hint=f"cut it to {min(width, height)} by {min(width, height)} pixels"
                )
            if width < LEAST_SIDE:
                message = f"{name} is {width} pixels wide; artwork needs {LEAST_SIDE} or more"
                raise ConfigError(message, hint=f"make it {MOST_SIDE} by {MOST_SIDE} pixels")
            if _fits(picture, len(data)):
                picture.load()  # a picture cut short is found out here
                return data
            return _made_over(picture, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        message = f"{name} has far more pixels than anyone shows"
        raise ConfigError(message, hint=f"make it {MOST_SIDE} by {MOST_SIDE} pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        message = f"{name} is not a picture that can be read: {error}"
        raise ConfigError(message, hint="save it again as a JPEG") from error


def public_name(data: bytes) -> str:
    """``artwork-1f3a9c2d7e.jpg``: another one for other bytes."""
    end = "png" if data.startswith(b"\x89PNG") else "jpg"
    return f"artwork-{hashlib.sha256(data).hexdigest()[:10]}.{end}"


def _fits(picture: Image, size: int) -> bool:
    return (
        picture.format in {"JPEG", "PNG"}
        and picture.mode == "RGB"
        and picture.width <= MOST_SIDE
        and size < MOST_BYTES
        and "transparency" not in picture.info
        and not picture.getexif()  # a turned picture, or where it was taken
    )


def _made_over(picture: Image, name: str) -> bytes:
    from PIL import Image as images
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = images.new("RGB", clear.size, WHITE)
        upright.paste(clear, mask=clear.getchannel("A"))
    upright = upright.convert("RGB")
    widest = min(upright.width, MOST_SIDE)
    for side in sorted({widest, min(widest, MIDDLE_SIDE), LEAST_SIDE}, reverse=True):
        shown = upright.resize((side, side), images.Resampling.LANCZOS) if side < upright.width else upright
        for quality in QUALITIES:
            data = BytesIO()
            shown.save(data, "JPEG", quality=quality, dpi=(72, 72), optimize=True)
            if data.tell() < MOST_BYTES:
                return data.getvalue()
    message = f"{name} stays over {MOST_BYTES // 1024} KB however it is saved"
    raise ConfigError(message, hint="use a picture with less in it")
