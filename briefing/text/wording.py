"""The words of a sentence as titles see them, and how the words that are kept are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.records import dataclass
from briefing.text import stems, symbols
from briefing.text.expressions import expression
from briefing.text.valency import is_joined

MARKS: Final = symbols.STOPS + symbols.COMMAS + symbols.SEMICOLONS + ":" + symbols.OPENERS + symbols.CLOSERS
ENDS: Final = symbols.STOPS + symbols.COMMAS + symbols.SEMICOLONS + ":"
_BRACKETS: Final = expression(r"\s*[(\[][^()\[\]]*[)\]]")
_PLACE_OF_NEWS: Final = expression(
    r"^[^،:()\n]{2,40}\([^()]{2,30}\)\s*[-–—:]\s*"  # «بيروت (أ ف ب) - »
    r"|^[^\s،:]+(?:\s[^\s،:]+)?\s+[-–—]\s+"  # «بيروت – »
)
NEGATING: Final = stems.folded("لا لم لن ليس ليست")
_SHARES: Final = stems.folded("بعض كل كلا كلتا معظم أغلب جميع")
_PAST_FORMS: Final = expression("ا(?:ست[^اويةىء]{3}|ن[^اويةىء]{3}|[^اويةىء]ت[^اويةىء]{2})(?:ت|وا|تا|ا)?")
"""The derived forms of the past that begin with a joining alef: استفعل, انفعل, افتعل."""
_UNMARKED: Final = dict.fromkeys(map(ord, symbols.DIACRITICS))
_NOMINATIVES: Final = (
    ("ائين", "اؤون", ("ون", "وا")),
    ("تين", "تان", ("ان",)),
    ("ين", "ون", ("ون", "وا")),
)
"""Oblique ending, nominative ending, and the endings of a verb that tell the one is meant."""
THAT: Final = stems.folded("أن إن بأن وأن وإن وبأن فإن")
SUBORDINATE: Final = stems.RELATIVES - stems.folded("ما من مما") | stems.folded(
    """
    حيث لأن لكن ولكن بينما فيما إذ مما كي لكي لتكون ليكون وهو وهي وهم وذلك علما عندما حين كما إلا بعدما حتى
    أن إن بأن رغم بالرغم لأنه لأنها كونه كونها وكان وكانت وقال وقالت وأضاف وأضافت مهما كلما طالما ريثما
    """
)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    bare: str
    """Folded, without marks around it."""

    @property
    def plain(self) -> str:
        """As it is spelled, without marks around it."""
        return self.text.strip(MARKS + symbols.DASHES)

    @property
    def ends(self) -> str:
        """The mark after it, a closing quotation mark not counted."""
        return self.text.rstrip(symbols.CLOSERS)[-1:] if self.text[-1:] in symbols.CLOSERS else self.text[-1:]


def tokens(text: str) -> list[Word]:
    plain = _BRACKETS.sub("", _PLACE_OF_NEWS.sub("", text)).replace("...", "…")
    return [Word(word, stems.fold(word.strip(MARKS + symbols.DASHES))) for word in plain.split()]


def begins_with_and(word: Word) -> bool:
    """Whether «و» at the head of a word is the conjunction, as far as the rest tells."""
    bare = word.bare
    rest = bare[1:]
    if bare[:1] not in ("و", "ف") or len(bare) < 3 or stems.is_known_verb(bare):
        return False
    if rest in NEGATING or rest in stems.PREPOSITIONS or rest in stems.CONJUNCTIONS or rest in SUBORDINATE:
        return True
    if (
        rest in stems.DEMONSTRATIVES
        or rest in _SHARES
        or stems.is_definite(bare)
        or stems.is_known_verb(rest)
    ):
        return True
    plain = word.text.lstrip(MARKS).translate(_UNMARKED)
    if plain[1:2] in ("أ", "إ", "آ"):
        return True
    if bare[0] == "ف" or not is_joined(bare):
        return False
    return bool(_PAST_FORMS.fullmatch(rest)) or (rest[0] in "يتس" and len(rest) > 3 and stems.is_verb(rest))


def nominative(clause: Sequence[Word]) -> str:
    """The first word of a clause taken from after «أن», as the subject of its own; "" if that is unsure."""
    word, bare = clause[0].text, clause[0].bare
    if not stems.is_definite(bare):
        return ""
    verbs = [each.bare for each in clause[:6] if stems.is_verb(each.bare)]
    for oblique, subject, agreement in _NOMINATIVES:
        if bare.endswith(oblique) and any(verb.endswith(agreement) for verb in verbs):
            at = word.rindex(oblique)
            return word[:at] + subject + word[at + len(oblique) :]
    return ""


def subject(clause: Sequence[Word]) -> Word:
    """The first word of a clause from after «أن», in the nominative where that shows."""
    first = clause[0]
    return Word(nominative(clause) or first.text, first.bare) if first.bare.endswith("ين") else first


def written(kept: Sequence[Word]) -> str:
    """The words as a title: outer marks off, quotation marks kept only in pairs."""
    words = [word.text for word in kept]
    if kept[0].bare.endswith("ين"):
        words[0] = nominative(kept) or words[0]
    words[0] = re.sub("\u0627\u064b$|\u064b\u0627$", "", words[0])
    if begins_with_and(kept[0]):
        words[0] = re.sub('^(["«]?)[وف]\u064e?', r"\1", words[0])
    text = " ".join(words).strip(ENDS.replace("؟", "").replace("?", "") + symbols.DASHES + " ")
    text = re.sub(rf"[{re.escape(symbols.COMMAS)}](?=\s)", "", text)
    pairs = (("«", "»"), ("“", "”"))
    if text.count('"') % 2 or any(text.count(left) != text.count(right) for left, right in pairs):
        text = re.sub('["«»“”]', "", text)
    if len(text) > 2 and (text[0], text[-1]) in {('"', '"'), ("«", "»")} and text[1:-1].count(text[-1]) == 0:
        text = text[1:-1]
    return " ".join(text.split())
