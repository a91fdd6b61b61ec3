"""Cleaning: the same letters however they were typed, pasted or drawn; the article's own wording stays."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from briefing.text import symbols
from briefing.text.expressions import expression

_PRESENTATION: Final = expression("[\ufb50-\ufdff\ufe70-\ufefc]")
_LONE_TATWEEL: Final = expression(r"(?<![^\s])\u0640+(?![^\s])")
_NO_CHARACTERS: Final = expression(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
"""Controls that are no line break, lone surrogates and noncharacters (Unicode 23.7)."""
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys(symbols.INVISIBLE, ""),
        **dict.fromkeys(symbols.EXOTIC_QUOTES, symbols.STRAIGHT_QUOTE),
        **dict.fromkeys(symbols.BREAKS, "\n"),
    }
)
_BLANKS: Final = expression(r"[^\S\n]+")
_OTHER_BLANK: Final = expression(r"[^\S\n ]")
_LINE_ENDS: Final = expression(r" ?\n ?")
_EMPTY_LINES: Final = expression(r"\n{3,}")


def clean(text: str) -> str:
    """Normal form C with what only shapes or orders the letters taken out.

    Presentation forms become letters (honorific ligatures the words they stand for, a tatweel alone
    between blanks a dash), invisible and control characters, tatweel and noncharacters go, other double
    quotation marks become ``"``, any blank a space, any line end a line feed; blank lines part paragraphs.
    Diacritics, « », dashes and straight quotes stay. Cleaning twice changes nothing.
    """
    left = text.replace("\r\n", "\n")
    signs = "".join(set(left))  # each once: most of this most texts have no need of
    if _PRESENTATION.search(signs):
        left = _PRESENTATION.sub(_letters, left)
        signs = "".join(set(left))
    if _NO_CHARACTERS.search(signs):
        left = _NO_CHARACTERS.sub("", left)
    if not _PLAIN.keys().isdisjoint(map(ord, signs)):
        left = left.translate(_PLAIN)
    if symbols.TATWEEL in signs:
        left = _LONE_TATWEEL.sub("-", left).replace(symbols.TATWEEL, "")
    left = unicodedata.normalize("NFC", left)
    if "  " in left or _OTHER_BLANK.search(signs):
        left = _BLANKS.sub(" ", left)
    if "\n" in left:
        left = _EMPTY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", left))
    return left.strip()


def arabic_share(text: str) -> float:
    """Arabic letters among all letters, 0 to 1; 0 where there is no letter."""
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return 0.0
    return sum(_is_arabic(char) for char in letters) / len(letters)


def _is_arabic(char: str) -> bool:
    return (
        "\u0600" <= char <= "\u06ff"
        or "\u0750" <= char <= "\u077f"
        or "\u0870" <= char <= "\u08ff"
        or "\ufb50" <= char <= "\ufdff"
        or "\ufe70" <= char <= "\ufefc"
    )


def _letters(found: re.Match[str]) -> str:
    """The letters a presentation form stands for; phrases are set off from neighbouring words."""
    form = found.group()
    phrase = symbols.HONORIFICS.get(form)
    if phrase:
        before, after = (
            found.string[max(found.start() - 1, 0) : found.start()],
            found.string[found.end() : found.end() + 1],
        )
        return f"{' ' * _is_wordlike(before)}{phrase}{' ' * _is_wordlike(after)}"
    plain = unicodedata.normalize("NFKC", form)
    # A diacritic on its own decomposes to a blank (or tatweel) and the sign; only the sign is meant.
    return plain.lstrip(" \u0640") if len(plain) > 1 else plain


def _is_wordlike(char: str) -> bool:
    return char != "" and unicodedata.category(char)[0] in "LMN"
