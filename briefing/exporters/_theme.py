"""The colours of a page, from the cover's palette, for light and for dark screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.exporters._shapes import Colour, hexadecimal, mixed
from briefing.exporters.cover import Palette

WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
Tokens = Mapping[str, Colour]


def band(palette: Palette) -> Tokens:
    """The head of the page, the same on either screen."""
    return {
        "top": palette.top,
        "bottom": palette.bottom,
        "headline": palette.headline,
        "small": palette.small,
        "mark": palette.mark,
    }


def light(palette: Palette) -> Tokens:
    """Dark letters on paper."""
    return {
        "paper": mixed(WHITE, palette.top, 0.045),
        "surface": WHITE,
        "ink": mixed(palette.bottom, BLACK, 0.4),
        "muted": mixed(palette.bottom, WHITE, 0.3),
        "accent": palette.top,
        "on-accent": WHITE,
        "focus": palette.top,
        "line": mixed(WHITE, palette.top, 0.16),
        "edge": mixed(WHITE, palette.top, 0.6),
        "rest": mixed(WHITE, palette.top, 0.28),
        "tint": mixed(WHITE, palette.top, 0.08),
        "glow": mixed(WHITE, palette.mark, 0.3),
        "under": mixed(palette.mark, BLACK, 0.4),
    }


def dark(palette: Palette) -> Tokens:
    """Light letters on the cover's ground, made darker."""
    paper = mixed(palette.bottom, BLACK, 0.45)
    return {
        "paper": paper,
        "surface": mixed(palette.bottom, BLACK, 0.1),
        "ink": mixed(palette.headline, palette.small, 0.3),
        "muted": mixed(palette.small, palette.bottom, 0.2),
        "accent": palette.mark,
        "on-accent": mixed(palette.bottom, BLACK, 0.5),
        "focus": palette.mark,
        "line": mixed(palette.bottom, palette.small, 0.22),
        "edge": mixed(palette.bottom, palette.small, 0.6),
        "rest": mixed(palette.bottom, palette.small, 0.42),
        "tint": mixed(palette.bottom, palette.small, 0.1),
        "glow": mixed(paper, palette.mark, 0.15),
        "under": palette.mark,
    }


def stylesheet(palette: Palette) -> str:
    """The colours as CSS custom properties."""
    return (
        f":root{{color-scheme:light dark;{_properties(band(palette))}{_properties(light(palette))}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(dark(palette))}}}}}\n"
    )


def _properties(tokens: Tokens) -> str:
    return "".join(f"--{name}:{hexadecimal(colour)};" for name, colour in tokens.items())
