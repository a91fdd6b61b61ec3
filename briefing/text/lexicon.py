"""The lexicon: how particular words are said. The shipped one, and what a user or a show lays over it.

A lexicon file is TOML with up to three tables::

    [latin]            # Latin words, case ignored; several words may be one entry
    "NATO" = "الناتو"

    [arabic]           # Arabic words or phrases to be said otherwise, matched whole
    "ق س م" = "قسم"

    [vowels]           # names diacritizers get wrong, for voices that want diacritics
    "غزة" = "غَزَّة"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from briefing.errors import ConfigError
from briefing.text.numbers import SUN_LETTERS, bare

TABLES = ("latin", "arabic", "vowels")

LETTERS = "\u0621-\u063a\u0640-\u0652\u0670-\u06d3"
"""What an Arabic word is made of, marks included: the inside of a character class."""

_VOWEL_BEFORE_SHADDA = re.compile("([\u064b-\u0650])\u0651")
"""The order of Unicode's normal forms; voices want shadda first."""

CLITICS = {"و": "وَ", "ف": "فَ", "ب": "بِ", "ك": "كَ", "ل": "لِ"}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Written to spoken. Keys of ``latin`` are lower case, one blank between words."""

    latin: Mapping[str, str] = field(default_factory=dict)
    arabic: Mapping[str, str] = field(default_factory=dict)
    vowels: Mapping[str, str] = field(default_factory=dict)

    def merged(self, other: Lexicon) -> Lexicon:
        """Both together; where both have an entry, the other's wins."""
        return Lexicon(
            {**self.latin, **other.latin}, {**self.arabic, **other.arabic}, {**self.vowels, **other.vowels}
        )


def parsed(text: str, *, whose: str) -> Lexicon:
    """Read a lexicon from TOML.

    Raises:
        ConfigError: not TOML, an unknown table, or an entry that is not text; ``whose`` names the file.
    """
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{whose} is not a lexicon that can be read: {error}"
        raise ConfigError(message, hint='an entry is written "NATO" = "الناتو"') from error
    for name, table in document.items():
        if name not in TABLES or not isinstance(table, dict):
            message = f"{whose} has no table {name!r} to offer"
            raise ConfigError(message, hint=f"tables of a lexicon: {', '.join(TABLES)}")
        for written, said in table.items():
            if not isinstance(said, str) or not written.strip():
                message = f"{whose}, table {name}: {written!r} must be text and stand for text"
                raise ConfigError(message, hint='an entry is written "NATO" = "الناتو"')
    return Lexicon(
        {" ".join(key.lower().split()): said for key, said in document.get("latin", {}).items()},
        document.get("arabic", {}),
        {
            key: _VOWEL_BEFORE_SHADDA.sub("\u0651\\1", said)
            for key, said in document.get("vowels", {}).items()
        },
    )


def load(path: Path) -> Lexicon:
    """Read a lexicon file.

    Raises:
        ConfigError: it cannot be read or is no lexicon.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the lexicon {path} cannot be read: {error}"
        raise ConfigError(message, hint="save it as UTF-8 TOML") from error
    return parsed(text, whose=str(path))


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with the package."""
    return parsed((files("briefing.text") / "lexicon.toml").read_text(encoding="utf-8"), whose="lexicon.toml")


@lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> re.Pattern[str] | None:
    words = "|".join(re.escape(key) for key in sorted(lexicon.arabic, key=len, reverse=True))
    return re.compile(rf"(?<![{LETTERS}\w])(?:{words})(?![{LETTERS}\w])") if words else None


def respelled(text: str, lexicon: Lexicon) -> str:
    """The text with the entries of ``arabic`` applied, each to whole words, once."""
    pattern = _phrases(lexicon)
    return text if pattern is None else pattern.sub(lambda found: lexicon.arabic[found[0]], text)


_BARE_WORD = re.compile(rf"(?<![{LETTERS}])[\u0621-\u063a\u0641-\u064a]{{2,}}(?![{LETTERS}])")


def vowelled(text: str, lexicon: Lexicon) -> str:
    """The text with the entries of ``vowels`` applied to undiacritized words, clitics and all."""
    if not lexicon.vowels:
        return text
    return _BARE_WORD.sub(lambda found: _marked(found[0], lexicon.vowels) or found[0], text)


def _marked(word: str, known: Mapping[str, str]) -> str | None:
    """The word with its marks, looking behind one clitic after another; None where it is unknown."""
    entry = known.get(word)
    if entry is not None:
        return entry
    if len(word) < 4:
        return None
    if word.startswith("ال"):
        inner = _marked(word[2:], known) if not word.startswith("الال") else None
        return None if inner is None else _joined("ال", inner)
    if word.startswith("لل"):
        inner = known.get(f"ال{word[2:]}") or _with_article(word[2:], known)
        return None if inner is None else "لِ" + inner.removeprefix("ا")
    clitic = CLITICS.get(word[0])
    if clitic is None:
        return None
    inner = _marked(word[1:], known)
    return None if inner is None else clitic + inner


def _with_article(word: str, known: Mapping[str, str]) -> str | None:
    inner = known.get(word)
    return None if inner is None else _joined("ال", inner)


def _joined(article: str, inner: str) -> str:
    if bare(inner)[0] in SUN_LETTERS and inner[1:2] != "\u0651":
        return f"{article}{inner[0]}\u0651{inner[1:]}"
    return f"{article}\u0652{inner}" if bare(inner)[0] not in SUN_LETTERS else article + inner
