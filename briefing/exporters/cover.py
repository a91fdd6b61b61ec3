"""``cover.jpg``: the headline on a quiet field of colour, for players and podcast shelves.

1400 pixels square, RGB, 72 dots an inch and under 512 KB: what podcast directories accept (Apple Podcasts
asks for 1400 to 3000 pixels).
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import OutputError
from briefing.exporters import _words
from briefing.exporters._lettering import Lettering, Setting
from briefing.exporters._writing import write_bytes
from briefing.model import Briefing
from briefing.records import dataclass
from briefing.text.datelines import dateline

if TYPE_CHECKING:
    from PIL.Image import Image

SILENT: Final = True
LOADS: Final = ("arabic_reshaper", "bidi.algorithm", "PIL.ImageDraw", "PIL.ImageFont", "PIL.JpegImagePlugin")
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
class Face:
    """What a picture says."""

    seed: str
    """Its colours and its bars follow from it."""
    kind: str
    """What this is, beside the bars."""
    headline: str
    foot: tuple[str, ...] = ()
    """Small lines below; empty ones are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set: nothing."""


def palette_of(briefing: Briefing) -> Palette:
    """The colours of a briefing, always the same for the same id."""
    return _palette(briefing.id)


def draw(briefing: Briefing) -> bytes:
    """The cover as JPEG bytes."""
    masthead = briefing.masthead
    return paint(
        Face(
            seed=briefing.id,
            kind=_words.KIND,
            headline=_words.headline(briefing),
            foot=(masthead.source_name, dateline(masthead.published)),
        )
    )


def paint(face: Face, *, side: int = SIDE) -> bytes:
    """A square picture as JPEG bytes.

    Args:
        face: what it says.
        side: pixels.

    Raises:
        OutputError: it is too large for a podcast directory.
    """
    return _Painter(face, side).jpeg()


def found_or_drawn(briefing: Briefing, folder: Path) -> bytes:
    """The cover that lies in the folder, else the one drawn here, as JPEG bytes."""
    present = folder / FILES[0]
    return present.read_bytes() if present.is_file() else draw(briefing)


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:  # noqa: ARG001
    """Draw and write the cover."""
    return [write_bytes(folder / FILES[0], draw(briefing))]


class _Painter:
    """Paints one face; every measure is said for a side of ``SIDE`` pixels."""

    def __init__(self, face: Face, side: int) -> None:
        from PIL import Image, ImageDraw

        self._face = face
        self._side = side
        self._digest = _digest(face.seed)
        self._colours = colours = _palette(face.seed)
        self._letters = Lettering()
        shade = Image.linear_gradient("L").resize((side, side))
        self._picture = Image.composite(
            Image.new("RGB", (side, side), colours.bottom), Image.new("RGB", (side, side), colours.top), shade
        )
        self._pen = ImageDraw.Draw(self._picture)

    def jpeg(self) -> bytes:
        """The finished picture."""
        self._draw_mark()
        self._draw_headline()
        self._draw_foot()
        return _jpeg(self._picture)

    def _px(self, measure: int) -> int:
        return measure * self._side // SIDE

    def _draw_mark(self) -> None:
        """Sound bars at the upper right, different for each seed, and what this is beside them."""
        centre, width, gap = self._px(MARGIN + 70), self._px(18), self._px(16)
        right = self._px(SIDE - MARGIN)
        for byte in self._digest[1:8]:
            half = self._px(22 + byte * 48 // 255)
            box = (right - width, centre - half, right, centre + half)
            self._pen.rounded_rectangle(box, radius=width // 2, fill=self._colours.mark)
            right -= width + gap
        self._pen.text(
            (right - gap, centre),
            self._letters.visual(self._letters.drawable(self._face.kind)),
            font=self._letters.font(self._px(56)),
            fill=self._colours.small,
            anchor="rm",
        )

    def _draw_headline(self) -> None:
        text = self._letters.drawable(self._face.headline) or self._face.kind
        setting = self._fit(text, HEADLINE_HEIGHT, HEADLINE_SIZES, leading=HEADLINE_LEADING)
        top = self._px(HEADLINE_TOP)
        top += (self._px(HEADLINE_HEIGHT) - len(setting.lines) * setting.leading) // 2
        self._draw_lines(setting, top, self._colours.headline)

    def _draw_foot(self) -> None:
        """The small lines under a thin rule."""
        top = SIDE - MARGIN - 170
        rule = (SIDE - MARGIN - 160, top, SIDE - MARGIN, top + 5)
        self._pen.rectangle([self._px(edge) for edge in rule], fill=self._colours.mark)
        top += 24
        for text in self._face.foot:
            line = self._letters.drawable(text)
            if line:
                setting = self._fit(line, 80, SMALL, leading=1.3)
                self._draw_lines(setting, self._px(top), self._colours.small)
                top += 76

    def _fit(self, text: str, height: int, sizes: range, *, leading: float) -> Setting:
        scaled = range(self._px(sizes.start), self._px(sizes.stop), min(-1, -self._px(-sizes.step)))
        width = self._px(SIDE - 2 * MARGIN)
        return self._letters.fit(text, width, self._px(height), scaled, leading=leading)

    def _draw_lines(self, setting: Setting, top: int, colour: Colour) -> None:
        font = self._letters.font(setting.size)
        for number, line in enumerate(setting.lines):
            middle = top + number * setting.leading + setting.leading // 2
            self._pen.text((self._px(SIDE - MARGIN), middle), line, font=font, fill=colour, anchor="rm")


def _palette(seed: str) -> Palette:
    return PALETTES[_digest(seed)[0] % len(PALETTES)]


def _digest(seed: str) -> bytes:
    return hashlib.sha256(seed.encode()).digest()


def _jpeg(picture: Image) -> bytes:
    for quality in QUALITIES:
        data = BytesIO()
        picture.save(data, "JPEG", quality=quality, dpi=(72, 72), optimize=True)
        if data.tell() < MOST_BYTES:
            return data.getvalue()
    message = f"the cover is larger than {MOST_BYTES} bytes"
    raise OutputError(message)
