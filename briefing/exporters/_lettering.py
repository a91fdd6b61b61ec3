"""Arabic drawn with Pillow: shaped, put in visual order and broken into lines by ourselves.

Pillow's basic layout is always asked for, so that the picture is the same whether or not its Raqm library
is there (with Raqm, text that is already in visual order would come out backwards). Letters therefore have
to be in their presentation forms and in visual order beforehand: arabic-reshaper joins them, python-bidi
orders them (Unicode Standard Annex 9). Lines are broken before either, in logical order.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from briefing.audio.id3 import one_line
from briefing.program import PACKAGE
from briefing.records import dataclass

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT: Final = "fonts/Vazirmatn-Bold.ttf"
MISSING: Final = "\U0010fffe"
"""A code point no font has: what is drawn for it is drawn for every letter a font lacks."""
ELLIPSIS: Final = "…"
MOST_LETTERS: Final = 1500
"""More than any box holds at any size: what comes after them is never seen, and need not be measured."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A text set in a box: its lines in visual order, ready to draw, and the size they fit at."""

    lines: tuple[str, ...]
    size: int
    """Pixels."""
    leading: int
    """Pixels from one line to the next."""


class Lettering:
    """One typeface, at any size. Keeps what it has loaded; not for several threads at once."""

    def __init__(self) -> None:
        self._sizes: dict[int, FreeTypeFont] = {}
        self._has: dict[str, bool] = {}
        self._widths: dict[tuple[str, int], float] = {}

    def font(self, size: int) -> FreeTypeFont:
        """The typeface at so many pixels, in the basic layout."""
        from PIL import ImageFont

        if size not in self._sizes:
            self._sizes[size] = ImageFont.truetype(
                BytesIO(self._data), size, layout_engine=ImageFont.Layout.BASIC
            )
        return self._sizes[size]

    def visual(self, text: str) -> str:
        """The text in presentation forms, from left to right, as the basic layout draws it."""
        from bidi.algorithm import get_display

        return str(get_display(self._reshaper.reshape(text), base_dir="R"))

    def drawable(self, text: str) -> str:
        """The text on one line, without marks and without what the typeface lacks.

        A letter it lacks is replaced by its compatibility form (NFKC) where that is there, else left out.
        """
        letters: list[str] = []
        for letter in unicodedata.normalize("NFC", one_line(text)):
            if unicodedata.category(letter) in {"Mn", "Cf"} and letter != "\u200c":
                continue
            plain = letter if self._draws(letter) else unicodedata.normalize("NFKC", letter)
            if letter in " \u200c" or all(map(self._draws, plain)):
                letters.append(plain)
        return " ".join("".join(letters).split())

    def width(self, text: str, size: int) -> float:
        """Pixels the text takes on one line."""
        if (text, size) not in self._widths:
            self._widths[text, size] = self.font(size).getlength(self.visual(text))
        return self._widths[text, size]

    def fit(self, text: str, width: int, height: int, sizes: range, *, leading: float) -> Setting:
        """Set the text as large as fits, at the smallest size shortened with an ellipsis.

        Args:
            text: in logical order, as :meth:`drawable` gives it.
            width: pixels.
            height: pixels.
            sizes: pixels, largest first.
            leading: from line to line, in sizes.
        """
        words = text[:MOST_LETTERS].split()
        for size in sizes:
            step = round(size * leading)
            if max((self.width(word, size) for word in words), default=0) > width:
                continue
            if len(self._filled(words, width, size)) * step <= height:
                return Setting(tuple(map(self.visual, self._evened(words, width, size))), size, step)
        size = sizes[-1]
        step = round(size * leading)
        most = max(1, height // step)
        lines = self._evened(self._pieces(words, width, size), width, size)
        if len(lines) > most:
            lines = [*lines[: most - 1], self._shortened(lines[most - 1], width, size)]
        return Setting(tuple(map(self.visual, lines)), size, step)

    def within(self, text: str, width: int, size: int) -> str:
        """The text on one line, in logical order, shortened with an ellipsis where it is too wide."""
        return text if self.width(text, size) <= width else self._shortened(text, width, size)

    def _shortened(self, line: str, width: int, size: int) -> str:
        """The line and an ellipsis, without as many of its last words, or letters, as that takes."""
        words = line.split()
        while len(words) > 1 and self.width(" ".join(words) + ELLIPSIS, size) > width:
            words.pop()
        kept = " ".join(words)
        while self.width(kept + ELLIPSIS, size) > width:
            kept = kept[:-1]
        return kept.rstrip("،؛:.") + ELLIPSIS

    def _evened(self, words: list[str], width: int, size: int) -> list[str]:
        """As few lines as hold the words, the longest of them as short as can be."""
        count = len(self._filled(words, width, size))
        narrow = max((round(self.width(word, size) + 0.5) for word in words), default=0)
        wide = width
        while wide - narrow > size // 4:
            middle = (narrow + wide) // 2
            if len(self._filled(words, middle, size)) == count:
                wide = middle
            else:
                narrow = middle
        return self._filled(words, wide, size)

    def _filled(self, words: list[str], width: int, size: int) -> list[str]:
        """Words into lines, each as full as it can be: letters never join across a blank, so widths add."""
        lines: list[list[str]] = []
        blank = self.width(" ", size)
        used = 0.0
        for word in words:
            wide = self.width(word, size)
            if lines and used + blank + wide <= width:
                lines[-1].append(word)
                used += blank + wide
            else:
                lines.append([word])
                used = wide
        return [" ".join(line) for line in lines] or [""]

    def _pieces(self, words: list[str], width: int, size: int) -> list[str]:
        """The words, those wider than a line (addresses) cut."""
        pieces: list[str] = []
        for word in words:
            rest = word
            while len(rest) > 1 and self.width(rest, size) > width:
                cut = self._fitting(rest, width, size)
                pieces.append(rest[:cut])
                rest = rest[cut:]
            pieces.append(rest)
        return pieces

    def _fitting(self, word: str, width: int, size: int) -> int:
        """How many letters of a word fit, at least one; it must be too wide as a whole."""
        fits, over = 1, len(word)
        while over - fits > 1:
            middle = (fits + over) // 2
            if self.width(word[:middle], size) <= width:
                fits = middle
            else:
                over = middle
        return fits

    @cached_property
    def _data(self) -> bytes:
        return (PACKAGE / FONT).read_bytes()

    @cached_property
    def _reshaper(self) -> Any:
        from arabic_reshaper import ArabicReshaper

        return ArabicReshaper(
            configuration={"delete_harakat": True, "delete_tatweel": False, "support_ligatures": True}
        )

    def _draws(self, letter: str) -> bool:
        """Whether the typeface has the letter in every form it takes."""
        if letter not in self._has:
            forms = {
                form
                for text in (letter, f"{letter}ب", f"ب{letter}ب", f"ب{letter}")
                for form in self._reshaper.reshape(text)
            } - {"\u200c"}
            self._has[letter] = all(self._drawn(form) != self._blank for form in forms)
        return self._has[letter]

    def _drawn(self, form: str) -> tuple[tuple[int, int], bytes]:
        mask = self.font(32).getmask(form)
        return mask.size, bytes(mask)

    @cached_property
    def _blank(self) -> tuple[tuple[int, int], bytes]:
        return self._drawn(MISSING)
