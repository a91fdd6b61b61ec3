"""What is said for an entry of the lexicon in its place: behind clitics, and over marks that were written."""

from __future__ import annotations

import unicodedata
from typing import Final

from briefing.text.expressions import expression
from briefing.text.lookup import CLITICS, MARKS, TATWEEL, Prefix
from briefing.text.marks import KASRA, SHADDA, SUKUN
from briefing.text.numbers import SUN_LETTERS

_LETTER_AND_MARKS: Final = expression("([^\u064b-\u065f\u0670])([\u064b-\u065f\u0670]*)")


def prefixed(prefix: Prefix, said: str) -> str:
    """What is said behind clitics, with one article at most."""
    clitics, article = prefix
    if said.startswith("ال"):
        return f"{clitics}{said[1:]}" if clitics.endswith("ل") else f"{clitics}{said}"
    if article:
        return f"{clitics}ل{said}" if clitics.endswith("ل") else f"{clitics}ال{said}"
    return f"{clitics}{said}"


def marked(prefix: Prefix, said: str) -> str:
    """A word with its marks behind clitics with theirs: «لِ» and «النُّصْرَة» are «لِلنُّصْرَة»."""
    clitics, article = prefix
    if not MARKS.search(said.partition(" ")[0]):  # a phrase whose first word is left to the diacritizer
        return prefixed(prefix, said)
    if article:
        said = _with_article(said)
    if clitics.endswith("ل") and said.startswith("ال"):
        said = said[1:]
    return "".join(CLITICS[clitic] for clitic in clitics) + said


def _with_article(said: str) -> str:
    first, rest = said[0], said[1:]
    if first == "ا":  # «الِاسم»: two silent letters meet
        return "الِا" + rest.lstrip("\u064e\u064f\u0650")
    if rest.startswith(SUKUN):  # «تْشِيك»: three consonants would meet
        rest = KASRA + rest[1:]
    if first not in SUN_LETTERS:
        return f"ال{SUKUN}{first}{rest}"
    return f"ال{first}{rest if rest.startswith(SHADDA) else SHADDA + rest}"


def respecting(written: str, said: str) -> str | None:
    """The entry for a word that was written with some marks; None where they are others than the entry's.

    An ending that was written is kept.
    """
    if MARKS.search(written) is None:
        return said if " " not in written or written.count(" ") == said.count(" ") else None
    given = _LETTER_AND_MARKS.findall(unicodedata.normalize("NFC", written).replace(TATWEEL, ""))
    known = _LETTER_AND_MARKS.findall(said)
    if len(given) != len(known):
        return None
    pieces: list[str] = []
    for place, ((letter, marks), (same, own)) in enumerate(zip(given, known, strict=True)):
        last = place + 1 == len(known) or known[place + 1][0] == " "
        if letter != same and not (letter.isspace() and same.isspace()):
            return None
        if not set(marks) <= set(own):
            if not last or set(own) - {SHADDA}:
                return None
            own = "".join(dict.fromkeys(own + marks.replace(SHADDA, "")))
        pieces.append(letter + own)
    return "".join(pieces)
