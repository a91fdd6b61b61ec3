"""The few shapes a picture is made of, drawn as SVG (SVG 1.1, W3C) or as PNG.

One list of shapes makes both files, so that they cannot differ. Letters stay text in the SVG, in logical
order; for the PNG they are shaped by :mod:`briefing.exporters._lettering`.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from briefing.exporters._lettering import Lettering
from briefing.exporters._webfont import FAMILY, font_face
from briefing.records import dataclass

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]
Side = Literal["left", "middle", "right"]
FINE: Final = 2
"""The PNG is drawn so many times larger and then reduced, which smooths its edges."""
PILLOW_ANCHORS: Final = {"left": "lm", "middle": "mm", "right": "rm"}


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; everything is in pixels from the upper left."""

    left: float
    top: float
    width: float
    height: float
    colour: Colour
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Straight from point to point."""

    points: tuple[tuple[float, float], ...]
    colour: Colour
    width: float = 1


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text."""

    x: float
    """The side named by ``side``."""
    y: float
    """The middle of the line."""
    text: str
    size: int
    colour: Colour
    side: Side = "right"
    latin: bool = False
    """Whether it runs from left to right: a figure with a sign before it."""


Shape = Box | Line | Letters


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a field."""

    width: int
    height: int
    field: Colour
    title: str
    """What it is, in a line."""
    description: str
    """What is seen, in words."""
    shapes: tuple[Shape, ...]


def svg(picture: Picture) -> str:
    """The picture as an SVG document with a title and a description."""
    size = f'width="{picture.width}" height="{picture.height}" viewBox="0 0 {picture.width} {picture.height}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="ar" {size} role="img" '
        f'aria-labelledby="title description" font-family="{FAMILY}" font-weight="700">',
        f"<style>{font_face('Bold')}</style>",
        f'<title id="title">{escape(picture.title)}</title>',
        f'<desc id="description">{escape(picture.description)}</desc>',
        f'<rect width="{picture.width}" height="{picture.height}" fill="{hexadecimal(picture.field)}"/>',
        *map(_element, picture.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def png(picture: Picture) -> bytes:
    """The picture as PNG bytes, in 256 colours or fewer."""
    from PIL import Image, ImageDraw

    canvas = Image.new("RGB", (picture.width * FINE, picture.height * FINE), picture.field)
    pen = ImageDraw.Draw(canvas)
    letters = Lettering()
    for shape in picture.shapes:
        _draw(pen, letters, shape)
    reduced = canvas.reduce(FINE).quantize(256, dither=Image.Dither.NONE)
    data = BytesIO()
    reduced.save(data, "PNG", optimize=True)
    return data.getvalue()


def hexadecimal(colour: Colour) -> str:
    """``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """So much of the other colour, from 0 to 1, in the one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def number(value: float) -> str:
    """A length as SVG writes it: to 0.01, without what says nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _element(shape: Shape) -> str:
    colour = hexadecimal(shape.colour)
    if isinstance(shape, Box):
        place = " ".join(
            f'{name}="{number(value)}"'
            for name, value in (
                ("x", shape.left),
                ("y", shape.top),
                ("width", shape.width),
                ("height", shape.height),
            )
        )
        rounded = f' rx="{number(shape.radius)}"' if shape.radius else ""
        return f'<rect {place}{rounded} fill="{colour}"/>'
    if isinstance(shape, Line):
        points = " ".join(f"{number(x)},{number(y)}" for x, y in shape.points)
        return (
            f'<polyline points="{points}" fill="none" stroke="{colour}" '
            f'stroke-width="{number(shape.width)}" stroke-linejoin="round"/>'
        )
    way = "ltr" if shape.latin else "rtl"
    starts = "left" if shape.latin else "right"
    anchor = "middle" if shape.side == "middle" else "start" if shape.side == starts else "end"
    return (
        f'<text x="{number(shape.x)}" y="{number(shape.y)}" dy="0.35em" font-size="{shape.size}" '
        f'fill="{colour}" dir="{way}" direction="{way}" text-anchor="{anchor}">{escape(shape.text)}</text>'
    )


def _draw(pen: ImageDraw, letters: Lettering, shape: Shape) -> None:
    if isinstance(shape, Box):
        left, top = round(shape.left * FINE), round(shape.top * FINE)
        right = max(left, round((shape.left + shape.width) * FINE) - 1)
        bottom = max(top, round((shape.top + shape.height) * FINE) - 1)
        pen.rounded_rectangle((left, top, right, bottom), radius=shape.radius * FINE, fill=shape.colour)
    elif isinstance(shape, Line):
        points = [(round(x * FINE), round(y * FINE)) for x, y in shape.points]
        pen.line(points, fill=shape.colour, width=round(shape.width * FINE), joint="curve")
    else:
        pen.text(
            (round(shape.x * FINE), round(shape.y * FINE)),
            shape.text if shape.latin else letters.visual(letters.drawable(shape.text)),
            font=letters.font(shape.size * FINE),
            fill=shape.colour,
            anchor=PILLOW_ANCHORS[shape.side],
        )
