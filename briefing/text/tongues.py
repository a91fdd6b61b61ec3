"""Latin words inside an Arabic text: where they are, in which language, and how they are handed to a voice.

A reader of news meets «وأعلنت شركة Open AI أن» and says two words in another language. Which one is told by
their letters, by the small words between them, and by the nationality the writer names beside them:

    «ş» is Turkish, «é» most often French      LETTERS, the alphabets, the likeliest first
    Der Spiegel, Corriere della Sera           SMALL_WORDS
    «صحيفة Liberation الفرنسية»                 NATIONALITIES

Where nothing tells, it is English. Letters that no alphabet here has, such as those of scholars writing
Arabic names (Ḥamās), are English names in letters without their marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from briefing.records import dataclass
from briefing.text.expressions import expression
from briefing.text.symbols import OPENERS

COMMON: Final = "en"
"""What Latin words are where nothing tells another language (BCP 47, as all languages here)."""

LETTERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        language: frozenset(letters)
        for language, letters in {
            "fr": "àâçèéêëîïôœùû",
            "de": "äöüß",
            "es": "áéíñóúü",
            "tr": "âçğıîöşü",
            "it": "àèéìíîòóùú",
            "pt": "àáâãçéêíóôõú",
            "sv": "åäöé",
            "no": "åæøéò",
            "hr": "ćčđšž",
            "pl": "ąćęłńóśźż",
            "cs": "áčďéěíňóřšťúůýž",
            "hu": "áéíóöőúüű",
            "ro": "ăâîșțşţ",
            "sk": "áäčďéíĺľňóôŕšťúýž",
        }.items()
    }
)
"""Letters beyond a to z, by language; where several have all of a name's, the first is meant. Spellings of
the alphabets: Unicode CLDR, main and auxiliary exemplar characters."""

SMALL_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        word: language
        for language, words in {
            "fr": "le les des du et une aux pour",
            "de": "der das und für zum zur im",
            "es": "el los las del y",
            "it": "il della delle dei degli nel",
            "pt": "dos ao",
            "tr": "ve",
            "sv": "och",
            "no": "og",
        }.items()
        for word in words.split()
    }
)
"""Words of several languages (la, de, die) are left out. They tell in a run of two words or more."""

NATIONALITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        nationality: language
        for language, nationalities in {
            "en": "اميركي امريكي بريطاني انجليزي انكليزي اسكتلندي استرالي كندي",
            "fr": "فرنسي",
            "de": "الماني نمساوي",
            "es": "اسباني مكسيكي ارجنتيني تشيلي كولومبي فنزويلي كوبي",
            "tr": "تركي",
            "it": "ايطالي",
            "pt": "برتغالي برازيلي",
            "sv": "سويدي",
            "no": "نرويجي",
            "hr": "كرواتي صربي بوسني",
            "pl": "بولندي",
            "cs": "تشيكي",
            "hu": "مجري هنغاري",
            "ro": "روماني",
            "sk": "سلوفاكي",
        }.items()
        for nationality in nationalities.split()
    }
)
"""Without their endings, the hamza of alef left out."""

_LATIN: Final = expression(
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1d25\u1e00-\u1eff\u2c60-\u2c7f"
    "\ua722-\ua787\ua78b-\ua7ff\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a]"
)
_ARABIC: Final = expression(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u0750-\u077f"
    "\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc]"
)
_MARKS: Final = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "«": '"', "»": '"', "٫": ".", "٪": "%", "ـ": None}
)
"""Marks of Arabic print, as the Latin scripts write them."""
_ENDS_A_NAME: Final = frozenset("،,؛;:؟?!…")
"""Behind one of these another name begins, in a language of its own. Not the period: J. K. Rowling."""
_PARTS_NEIGHBOURS: Final = _ENDS_A_NAME - {":"} | {"."}
_UNSAID: Final = expression("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ALEFS: Final = str.maketrans("أإآٱ", "اااا")
_CLITICS: Final = expression("^(?:[وف]?(?:[بك]?ال|لل)|[وفبكل])")
_ARTICLE: Final = expression("^ال")
_ENDINGS: Final = expression("(?:ة|ه|ين|ون|ان|تين|تان|ات|ا)?$")

Side = Literal["latin", "own", ""]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A word of a text, or the piece of one that is in one language: «وGIMP» is two."""

    text: str
    """With the marks around it; never empty."""
    word: int
    """Which blank-separated word of the text it belongs to, from 0."""
    language: str
    """BCP 47; empty for the language of the text itself."""


def is_foreign(text: str) -> bool:
    """Whether there is a Latin letter in a text."""
    return _LATIN.search(text) is not None


def fragments(text: str) -> tuple[Fragment, ...]:
    """The words of a text in order, cut where the language changes.

    The fragments of a word, joined, are the word. Wherever a language is named there is a letter of it, and
    Arabic letters or digits wherever none is, until the next change. A mark without a letter goes with the
    word before it, one that opens with the word behind it. A number that stands alone is the text's own; one
    that touches a Latin letter (MP3) belongs to it.
    """
    words = text.split()
    if not is_foreign(text):
        return tuple(Fragment(word, index, "") for index, word in enumerate(words))
    pieces = [(index, *piece) for index, word in enumerate(words) for piece in _sides(word)]
    sides = _settled([(piece, side) for _, piece, side in pieces])
    languages = _languages([piece for _, piece, _ in pieces], sides)
    return tuple(
        Fragment(piece, index, language)
        for (index, piece, _), language in zip(pieces, languages, strict=True)
    )


def written(text: str, language: str) -> str:
    """Latin words as a voice of that language is to be given them; as many blank-separated words.

    Marks are those of Latin print, letters are drawn plainly, and what is not in the language's alphabet
    loses its accent: an English voice spells the code of a letter it does not know.
    """
    known = LETTERS.get(language, frozenset())
    return " ".join(
        "".join(_drawn(char, known) for char in unicodedata.normalize("NFC", word)) or word
        for word in text.translate(_MARKS).split()
    )


def _drawn(char: str, known: frozenset[str]) -> str:
    if char.isascii() or char in known or char.lower() in known or (char == "İ" and "ı" in known):
        return char
    if _LATIN.match(char):
        return _plain(char)
    return "" if unicodedata.category(char) in ("Mn", "Cf") else char


@cache
def _plain(char: str) -> str:
    """A Latin letter without its accent; empty for the signs of phoneticians, which nobody can say."""
    from briefing.text.transliteration import plain_of  # 20 ms: its rules, which most texts need not

    return plain_of(char)


def _sides(word: str) -> list[tuple[str, Side]]:
    """A word in pieces of Latin and of own letters; one piece, of no side, where it has neither."""
    sides = [_side(char) for char in word]
    if not any(sides):
        return [(word, "own" if any(char.isdecimal() for char in word) else "")]
    current = next(side for side in sides if side)
    cuts = [0]
    for place, side in enumerate(sides):
        if side and side != current:
            cuts.append(_begin(word, place, least=cuts[-1] + 1, is_latin=side == "latin"))
            current = side
    pieces = [word[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(word)], strict=True)]
    return [(piece, next(filter(None, map(_side, piece)))) for piece in pieces]


def _begin(word: str, place: int, *, least: int, is_latin: bool) -> int:
    """Where a piece begins whose first letter is at ``place``: what opens it is its own, as are the digits
    of a Latin name."""
    while place > least and is_latin and word[place - 1].isdecimal():
        place -= 1
    while place > least and word[place - 1] in OPENERS:
        place -= 1
    return place


def _side(char: str) -> Side:
    if _LATIN.match(char):
        return "latin" if char.isascii() or _plain(char) else ""
    return "own" if _ARABIC.match(char) else ""


def _settled(pieces: Sequence[tuple[str, Side]]) -> list[Side]:
    """The sides, where a piece that has none takes that of its neighbour."""
    sides: list[Side] = [side for _, side in pieces]
    ahead: Side = ""
    for place in reversed(range(len(pieces))):
        text, side = pieces[place]
        ahead = side or ahead
        if not side and all(char in OPENERS for char in text):
            sides[place] = ahead
    behind: Side = next((side for side in sides if side), "own")
    for place, side in enumerate(sides):
        behind = sides[place] = side or behind
    return sides


def _languages(texts: Sequence[str], sides: Sequence[Side]) -> list[str]:
    """The language of each piece: one for each name, that is, for Latin pieces up to a mark between names."""
    found = [""] * len(texts)
    place = 0
    while place < len(texts):
        if sides[place] != "latin":
            place += 1
            continue
        end = place + 1
        while end < len(texts) and sides[end] == "latin" and not _ENDS_A_NAME & _tail(texts[end - 1]):
            end += 1
        before = texts[place - 1] if place and sides[place - 1] == "own" else ""
        after = texts[end] if end < len(texts) and sides[end] == "own" else ""
        found[place:end] = [_language(texts[place:end], before=before, after=after)] * (end - place)
        place = end
    return found


def _language(name: Sequence[str], *, before: str, after: str) -> str:
    letters = {
        "ı" if char == "İ" else char.lower()
        for word in name
        for char in unicodedata.normalize("NFC", word)
        if not char.isascii() and _side(char) == "latin"
    }
    candidates = [language for language, known in LETTERS.items() if letters <= known]
    if letters and not candidates:
        return COMMON
    hints = [SMALL_WORDS.get(_bare(word).lower(), "") for word in name] if len(name) > 1 else []
    if not _PARTS_NEIGHBOURS & _tail(before):
        hints.append(_nationality(before, _CLITICS))
    if not _PARTS_NEIGHBOURS & _tail(name[-1]):
        hints.append(_nationality(after, _ARTICLE))  # «والألماني» speaks of the next one
    for hint in filter(None, hints):
        if hint in candidates or not letters:
            return hint
    return candidates[0] if letters else COMMON


def _nationality(word: str, clitics: re.Pattern[str]) -> str:
    """The language of a nationality's people; empty where the word names none."""
    bare = _bare(_UNSAID.sub("", word)).translate(_ALEFS)
    for stem in (bare, clitics.sub("", bare)):
        language = NATIONALITIES.get(_ENDINGS.sub("", stem))
        if language:
            return language
    return ""


def _bare(word: str) -> str:
    """A word without the marks around it."""
    begin, end = 0, _end(word)
    while begin < end and not word[begin].isalnum():
        begin += 1
    return word[begin:end]


def _tail(word: str) -> frozenset[str]:
    """The marks at the end of a word."""
    return frozenset(word[_end(word) :])


def _end(word: str) -> int:
    """Where the last letter or digit ends."""
    end = len(word)
    while end and not word[end - 1].isalnum():
        end -= 1
    return end
