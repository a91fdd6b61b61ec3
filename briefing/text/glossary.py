"""What the lexicon says of Latin words at a place in a line, and whether it is meant there."""

from __future__ import annotations

from functools import lru_cache

from briefing.text.expressions import expression
from briefing.text.latin import LETTERS as LATIN
from briefing.text.latin import spelled
from briefing.text.lexicon import Lexicon
from briefing.text.manner import Manner
from briefing.text.transliteration import plainly

GAP = expression(rf"[ \u00a0](?=[{LATIN}])")
"""What parts two words of one Latin name."""

_WORDS = expression(
    rf"[{LATIN}0-9][{LATIN}0-9&'’.+]{{0,79}}(?:[ \u00a0\-][{LATIN}0-9&'.][{LATIN}0-9&'’.+]{{0,29}}){{0,3}}"
)
LONGEST = 8
"""Entries looked ahead for the end of a name."""

_HEAD = expression(rf"[{LATIN}0-9]{{1,40}}")
_FIRST = expression(rf"[{LATIN}]")
_ENDING = expression(r"['’]s\Z|[.'’+&]\Z")
_HYPHENED = expression(rf"-[{LATIN}]")
_LAST_LATIN = expression(rf"(?<![{LATIN}0-9])([{LATIN}][{LATIN}0-9'’.\-]*)[ \u00a0]\Z")


@lru_cache(maxsize=8)
def _heads(lexicon: Lexicon) -> frozenset[str]:
    """What the entries begin with, so that most words need no more than one look."""
    return frozenset(head[0] for key in lexicon.latin if (head := _HEAD.match(plainly(key))))


def entry(text: str, start: int, manner: Manner) -> tuple[int, str] | None:
    """The longest entry of the lexicon that begins here."""
    known = manner.lexicon.latin
    head = _HEAD.match(text, start)
    if head is None or plainly(head[0]).lower() not in _heads(manner.lexicon):
        return None
    run = _WORDS.match(text, start)
    written = run[0] if run else text[start]
    while written:
        trimmed = written
        while trimmed:
            key = plainly(trimmed).lower().replace("\u00a0", " ").replace("’", "'")
            said = known.get(key) or known.get(trimmed.lower())
            end = start + len(trimmed)
            if said is not None and _counts(trimmed, said, text[end : end + 1]):
                return end + (2 if text[end : end + 2] in ("'s", "’s") else 0), said
            shorter = _ENDING.sub("", trimmed)
            if shorter == trimmed:
                break
            trimmed = shorter
        cut = max(written.rfind(joint) for joint in " \u00a0-+")
        if cut < 0:
            return None
        written = written[:cut]
    return None


def _counts(trimmed: str, said: str, follows: str) -> bool:
    """Whether an entry is meant: it ends with its word, and «it» is no «IT»."""
    if follows.isalnum() and (follows.isascii() or follows < "\u0600"):
        return False
    return trimmed != trimmed.lower() or len(trimmed) > 3 or said[:2] != "ال"


def is_known(name: str, manner: Manner) -> bool:
    """Whether entries of the lexicon make up all of a name."""
    at = 0
    while (first := _FIRST.search(name, at)) is not None:
        found = entry(name, first.start(), manner)
        if found is None:
            return False
        at = found[0]
    return True


def is_part(text: str, start: int, end: int, said: str, *, manner: Manner) -> bool:
    """Whether an entry is only a piece of a longer name that is read otherwise.

    Left for a foreign voice, a name is not broken up: «Bank of America» is no «Bank of أمريكا». In Arabic
    letters, a short acronym is not translated inside a name: «Open AI», «US Open».
    """
    if manner.latin != "voice":
        written = text[start:end]
        translated = written.isupper() and len(written) < 5 and " " in said and said != spelled(written)
        return translated and _stands_in_a_name(text, start, end, manner)
    if _HYPHENED.match(text, end):
        return True
    at = end
    for _ in range(LONGEST):
        gap = GAP.match(text, at)
        if gap is None:
            return False
        following = entry(text, gap.end(), manner)
        if following is None:
            return True
        at = following[0]
    return False


def _stands_in_a_name(text: str, start: int, end: int, manner: Manner) -> bool:
    """Whether a Latin word that the lexicon does not know is beside a stretch."""
    if (gap := GAP.match(text, end)) is not None and entry(text, gap.end(), manner) is None:
        return True
    before = _LAST_LATIN.search(text, max(0, start - 30), start)
    return before is not None and entry(text, before.start(1), manner) is None
