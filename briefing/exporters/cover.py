"""``cover.jpg``: the headline on a quiet field of colour, for players and podcast shelves.

1400 pixels square, RGB, 72 dots an inch and under 512 KB: what podcast directories accept (Apple Podcasts
asks for 1400 to 3000 pixels).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import OutputError
from briefing.exporters import _words
from briefing.exporters._lettering import Lettering, Setting
from briefing.exporters._writing import write_bytes
from briefing.model import Briefing
from briefing.text.datelines import dateline

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SILENT: Final = True
FILES: Final = ("cover.jpg",)
SIDE: Final = 1400
"""Pixels; also the measure of everything below."""
MARGIN: Final = 120
MOST_BYTES: Final = 512 * 1024
QUALITIES: Final = (90, 80, 70, 60)
"""JPEG qualities, the first that stays under ``MOST_BYTES``."""

HEADLINE_TOP: Final = 380
HEADLINE_HEIGHT: Final = 660
HEADLINE_SIZES: Final = range(150, 63, -4)
HEADLINE_LEADING: Final = 1.5
SMALL: Final = range(58, 33, -4)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together: the field from top to bottom, the headline, the small lines, the mark."""

    top: Colour
    bottom: Colour
    headline: Colour
    small: Colour
    mark: Colour


PALETTES: Final = (
    Palette((22, 54, 74), (10, 29, 43), (250, 247, 240), (190, 211, 222), (232, 178, 94)),
    Palette((24, 66, 58), (9, 35, 32), (249, 248, 240), (187, 216, 203), (235, 190, 106)),
    Palette((66, 36, 62), (34, 17, 36), (252, 246, 246), (220, 196, 216), (240, 164, 128)),
    Palette((72, 42, 32), (38, 20, 16), (252, 247, 240), (226, 204, 190), (242, 186, 98)),
    Palette((44, 46, 82), (20, 21, 46), (247, 247, 252), (200, 203, 230), (126, 204, 200)),
    Palette((48, 52, 56), (22, 24, 27), (248, 248, 246), (204, 208, 210), (120, 198, 178)),
)
"""Each pair of text and field has a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set: nothing."""


def palette_of(briefing: Briefing) -> Palette:
    """The colours of a briefing, always the same for the same id."""
    return PALETTES[_digest(briefing)[0] % len(PALETTES)]


def draw(briefing: Briefing) -> bytes:
    """The cover as JPEG bytes."""
    from PIL import Image, ImageDraw

    colours = palette_of(briefing)
    shade = Image.linear_gradient("L").resize((SIDE, SIDE))
    picture = Image.composite(
        Image.new("RGB", (SIDE, SIDE), colours.bottom), Image.new("RGB", (SIDE, SIDE), colours.top), shade
    )
    pen = ImageDraw.Draw(picture)
    letters = Lettering()
    _draw_mark(pen, letters, briefing, colours)
    _draw_headline(pen, letters, briefing, colours)
    _draw_foot(pen, letters, briefing, colours)
    return _jpeg(picture)


def found_or_drawn(briefing: Briefing, folder: Path) -> bytes:
    """The cover that lies in the folder, else the one drawn here, as JPEG bytes."""
    present = folder / FILES[0]
    return present.read_bytes() if present.is_file() else draw(briefing)


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:  # noqa: ARG001
    """Draw and write the cover."""
    return [write_bytes(folder / FILES[0], draw(briefing))]


def _digest(briefing: Briefing) -> bytes:
    return hashlib.sha256(briefing.id.encode()).digest()


def _draw_mark(pen: ImageDraw, letters: Lettering, briefing: Briefing, colours: Palette) -> None:
    """Sound bars at the upper right, different for each briefing, and what this is beside them."""
    centre, width, gap = MARGIN + 70, 18, 16
    right = SIDE - MARGIN
    for byte in _digest(briefing)[1:8]:
        half = 22 + byte * 48 // 255
        box = (right - width, centre - half, right, centre + half)
        pen.rounded_rectangle(box, radius=width // 2, fill=colours.mark)
        right -= width + gap
    pen.text(
        (right - gap, centre),
        letters.visual(letters.drawable(_words.KIND)),
        font=letters.font(56),
        fill=colours.small,
        anchor="rm",
    )


def _draw_headline(pen: ImageDraw, letters: Lettering, briefing: Briefing, colours: Palette) -> None:
    text = letters.drawable(_words.headline(briefing)) or _words.KIND
    setting = letters.fit(text, SIDE - 2 * MARGIN, HEADLINE_HEIGHT, HEADLINE_SIZES, leading=HEADLINE_LEADING)
    top = HEADLINE_TOP + (HEADLINE_HEIGHT - len(setting.lines) * setting.leading) // 2
    _draw_lines(pen, letters, setting, top, colours.headline)


def _draw_foot(pen: ImageDraw, letters: Lettering, briefing: Briefing, colours: Palette) -> None:
    """Source and date under a thin line."""
    masthead = briefing.masthead
    top = SIDE - MARGIN - 170
    pen.rectangle((SIDE - MARGIN - 160, top, SIDE - MARGIN, top + 5), fill=colours.mark)
    top += 24
    for text in (masthead.source_name, dateline(masthead.published)):
        line = letters.drawable(text)
        if line:
            setting = letters.fit(line, SIDE - 2 * MARGIN, 80, SMALL, leading=1.3)
            _draw_lines(pen, letters, setting, top, colours.small)
            top += 76


def _draw_lines(pen: ImageDraw, letters: Lettering, setting: Setting, top: int, colour: Colour) -> None:
    font = letters.font(setting.size)
    for number, line in enumerate(setting.lines):
        middle = top + number * setting.leading + setting.leading // 2
        pen.text((SIDE - MARGIN, middle), line, font=font, fill=colour, anchor="rm")


def _jpeg(picture: Image) -> bytes:
    for quality in QUALITIES:
        data = BytesIO()
        picture.save(data, "JPEG", quality=quality, dpi=(72, 72), optimize=True)
        if data.tell() < MOST_BYTES:
            return data.getvalue()
    message = f"the cover is larger than {MOST_BYTES} bytes"
    raise OutputError(message)
