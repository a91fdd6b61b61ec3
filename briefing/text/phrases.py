"""Clauses that can stand alone: where one may begin, where it may end, how it is written as a title.

No parser: Arabic news prose shows the borders of its clauses with marks, particles and the article «ال»,
and a wrong border costs a candidate its place, not the title its grammar.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefing.text import stems, symbols
from briefing.text.evidence import OPENERS, PREAMBLES, RANKS
from briefing.text.valency import is_joined, is_phrase, waits

NEVER: Final = -math.inf
"""The score of what cannot be a title."""
_LATER_CLAUSE: Final = 0.25
_LATEST_CLAUSE: Final = 0.9
_PARENTHESIS_WORDS: Final = 7
_MARKS: Final = symbols.STOPS + symbols.COMMAS + symbols.SEMICOLONS + ":" + symbols.OPENERS + symbols.CLOSERS
_ENDS: Final = symbols.STOPS + symbols.COMMAS + symbols.SEMICOLONS + ":"
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
THAT: Final = stems.folded("أن إن بأن وأن وإن وبأن فإن")
SUBORDINATE: Final = stems.RELATIVES - stems.folded("ما من مما") | stems.folded(
    """
    حيث لأن لكن ولكن بينما فيما إذ مما كي لكي لتكون ليكون وهو وهي وهم وذلك علما عندما حين كما إلا بعدما حتى
    أن إن بأن رغم بالرغم لأنه لأنها كونه كونها وكان وكانت وقال وقالت وأضاف وأضافت مهما كلما طالما ريثما
    """
)
_PARTICLES: Final = stems.folded("قد لقد وقد فقد ولقد")
_CAUSING: Final = stems.folded("أدى أدت يؤدي تؤدي أسفر أسفرت يسفر تسفر")
_LEADS_TO: Final = stems.folded("إلى عن")
_COMPARING: Final = stems.folded("أكثر أقل أكبر أفضل أعلى أدنى")
_NEEDS_TWO: Final = stems.folded("بين كلا كل")
_CLAUSE_OPENERS: Final = stems.folded("حيث بينما إذ لأن ولكن لكن وأن وبأن أن إن بأن")
_POSSESSIVE: Final = re.compile(r"[^\W\d_]{2,}(?:ها|هم|هما|هن|ه)$")
_ENGLISH: Final = stems.folded(symbols.ENGLISH_FUNCTION_WORDS) - {"a", "an", "the"}
_COUNTED: Final = stems.folded(symbols.COUNTED_BEFORE)
_BROKEN_PLURAL: Final = re.compile(r"(?:ال)?..ا.ين")
_PLACE_OF_NEWS: Final = re.compile(
    r"^[^،:()\n]{2,40}\([^()]{2,30}\)\s*[-–—:]\s*"  # «بيروت (أ ف ب) - »
    r"|^[^\s،:]+(?:\s[^\s،:]+)?\s+[-–—]\s+"  # «بيروت – »
)
_CONDITIONAL: Final = stems.folded("إذا لو حين عندما بعدما حينما لئن")
_SUBJECT_ONLY: Final = 0.6
_SAID_WITH: Final = stems.folded("عن على إلى من")
_SHARES: Final = stems.folded("بعض كل كلا كلتا معظم أغلب جميع")
_NEGATING: Final = stems.folded("لا لم لن ليس ليست")
_OF_WHICH: Final = stems.folded(
    "عمرها عمره طولها طوله قدرها قدره عددها عدده مساحتها مساحته قيمتها قيمته وزنها وزنه اسمها اسمه فيها فيه "
    "بينها بينهم منها منهم هدفها هدفه"
)
"""Said of the noun before, and may be left out."""
_WITH_PRONOUN: Final = stems.folded("به بها بهم بهما له لها لهم عليه عليها عليهم إليه إليها عنه عنها")
"""These belong to the word before: «المشتبه به»."""
POINTING_BACK: Final = stems.folded("منها منهم منه فيها فيه عنها عنه بها به لها له عليها عليه إليها إليه")
_CIRCUMSTANCES: Final = stems.folded(
    "رغم برغم بعد منذ قبل خلال مع بسبب نتيجة وفق وفقا بحسب حسب عقب إثر وسط طوال"
)
_JUST_OPENED: Final = re.compile(r"[وفبل]?(?:ان|لان|لكن)(?:ه|ها|هم|هما|نا|ني)?")
_PAST_FORMS: Final = re.compile("ا(?:ست[^اويةىء]{3}|ن[^اويةىء]{3}|[^اويةىء]ت[^اويةىء]{2})(?:ت|وا|تا|ا)?")
"""The derived forms of the past that begin with a joining alef: استفعل, انفعل, افتعل."""
_HOURS: Final = stems.folded("صباح مساء ظهر فجر عصر ليل يوم")
_DAYS: Final = _HOURS | stems.folded("اليوم أمس غدا غداً الليلة الآن حاليا حالياً مؤخرا مؤخراً")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    bare: str
    """Folded, without marks around it."""

    @property
    def ends(self) -> str:
        """The mark after it, a closing quotation mark not counted."""
        return self.text.rstrip(symbols.CLOSERS)[-1:] if self.text[-1:] in symbols.CLOSERS else self.text[-1:]


def tokens(text: str) -> list[Word]:
    plain = _BRACKETS.sub("", _PLACE_OF_NEWS.sub("", text)).replace("...", "…")
    return [Word(word, stems.fold(word.strip(_MARKS + symbols.DASHES))) for word in plain.split()]


def starts(words: list[Word]) -> Iterator[tuple[int, float]]:
    """Where a clause that can stand alone may begin, and what beginning there costs."""
    bare = [word.bare for word in words]
    first = stems.opens_with(bare, PREAMBLES) or stems.opens_with(bare, OPENERS)
    first += first < len(bare) and bare[first] in _PARTICLES
    if first < len(words):
        yield first, 0.0
    if bare and bare[0].lstrip("و") == "اما":
        told = next(
            (at for at in range(2, min(len(words), 12)) if bare[at][:1] == "ف" and _answers(words[at])), 0
        )
        if told:
            yield told + (bare[told] == "فقد"), 0.0
    if len(words) > 3 and bare[0].lstrip("وف") in _CONDITIONAL and bare[1] in stems.AUXILIARIES:
        yield 2, _SUBJECT_ONLY  # «وإذا كانت الرحلة الأولى، …»
    for at in range(first + 1, len(words) - 2):
        late = min(
            _LATER_CLAUSE * sum(word.ends in symbols.COMMAS for word in words[first:at]), _LATEST_CLAUSE
        )
        before = words[at - 1]
        if before.bare in THAT:
            # What is told after «أن» is the news; a verb after it has another mood and cannot stand alone.
            if not _is_subjunctive(words[at].bare) and not words[at - 2].bare.startswith(("يمكن", "يجب")):
                yield at, late - 0.45
        elif before.bare in _LEADS_TO and bare[first] in _CAUSING and not stems.is_verb(words[at].bare):
            yield at, 0.1
        elif before.bare in _CLAUSE_OPENERS or before.ends == ":":
            if stems.is_verb(words[at].bare) or before.ends == ":":
                yield at, late + 0.1
        elif words[at].text[0] in '"«' and words[at].text[-1] not in '"»،':
            yield at, late + 0.15
        elif (
            before.ends in symbols.COMMAS and words[at].bare not in SUBORDINATE and not _is_adverb(words[at])
        ):
            yield at, late + 0.35 + 0.5 * (words[at].bare in _NEGATING)


def _answers(word: Word) -> bool:
    """Whether a word with «ف» is what «أما» announces: «أما في الشمال فقد انقطعت …»."""
    return word.bare[1:] in _PARTICLES or begins_with_and(word) or stems.is_verb(word.bare[1:])


def _is_subjunctive(bare: str) -> bool:
    """Whether the word after «أن» is its verb, those in a weak letter among them: «أن تحمي»."""
    return stems.is_verb(bare) or (bare[:1] in ("ي", "ت") and bare[-1:] == "ي" and stems.may_be_verb(bare))


def _is_adverb(word: Word) -> bool:
    """Whether a word has the tanween of how something is done: «عابراً سبعة أنفاق»."""
    return "\u064b" in word.text


def clauses(words: list[Word], start: int) -> Iterator[list[Word]]:
    """The words from ``start`` to the first mark, and the same with parentheses between commas left out.

    The last word of each carries the mark or is followed by what the clause was cut from.
    """
    pieces: list[list[Word]] = [[]]
    for word in words[start : start + 40]:
        pieces[-1].append(word)
        if word.ends in symbols.STOPS + symbols.SEMICOLONS + ":":
            break
        if word.ends in symbols.COMMAS:
            pieces.append([])
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return
    if len(pieces) >= 2 and is_incomplete(pieces[0]) and pieces[1][0].bare in stems.PREPOSITIONS:
        yield [*_unmarked(pieces[0]), *pieces[1]]  # a comma too many: «أعرب المجلس، عن رفضه …»
    if len(pieces) >= 2 and is_name_only(pieces[0]) and stems.is_verb(pieces[1][0].bare):
        yield [*pieces[0][: _relative(pieces[0])], *pieces[1]]  # «الفنان الذي …، قدم عرضه»
    if len(pieces) >= 3 and _is_aside(pieces[1]) and _continues(pieces[0], pieces[2]):
        yield [*_unmarked(pieces[0]), *pieces[2][pieces[2][0].bare in _PARTICLES :]]
        if _tells_what(pieces[0], pieces[2]):
            yield pieces[2]
    yield pieces[0]


def speaker(words: list[Word], start: int) -> list[Word]:
    """Who says what begins at ``start``, with a colon, where that word points back to the speaker.

    «قال الرئيس الفرنسي إن بلاده …» makes «الرئيس الفرنسي: بلاده …».
    """
    if start < 3 or not _POSSESSIVE.fullmatch(words[start].bare) or words[start - 1].bare not in THAT:
        return []
    for at in range(start - 2, max(start - 6, 0) - 1, -1):
        if stems.is_verb(words[at].bare):
            named = [Word(word.text.strip(_MARKS), word.bare) for word in words[at + 1 : start - 1]]
            if not named or words[at].bare.lstrip("و") not in stems.SAYING or stems.hangs(named[-1].bare):
                return []
            return [*named[:-1], Word(named[-1].text + ":", named[-1].bare)]
    return []


def _unmarked(piece: list[Word]) -> list[Word]:
    return [*piece[:-1], Word(piece[-1].text.rstrip(symbols.COMMAS), piece[-1].bare)]


def _is_aside(piece: list[Word]) -> bool:
    """Whether a piece between commas may be left out: when, where, according to whom."""
    first = piece[0].bare
    if first in stems.RELATIVES:
        return True
    return len(piece) <= _PARENTHESIS_WORDS and (
        first in stems.PREPOSITIONS or first in stems.TIME_WORDS or first.startswith(("بحسب", "وفق", "نقلا"))
    )


def _continues(piece: list[Word], after: list[Word]) -> bool:
    """Whether a clause left open by a parenthesis goes on after it."""
    first = after[0].bare
    if first in SUBORDINATE or first[:1] == "و":
        return False
    opened = any(stems.is_verb(word.bare) for word in piece)
    if first in _PARTICLES:
        return not opened
    return stems.is_verb(first) != opened or (opened and not stems.is_verb(first))


def _tells_what(piece: list[Word], after: list[Word]) -> bool:
    """Whether ``piece`` is only who announced, and ``after`` the news: «أعلنت الوزارة، اليوم، مقتل …»."""
    return piece[0].bare in stems.SAYING and not stems.is_verb(after[0].bare)


def without_times(clause: list[Word]) -> list[Word]:
    """The clause without «اليوم الثلاثاء», «مساء أمس» and the like, unless a preposition holds them."""
    kept: list[Word] = []
    at = 0
    while at < len(clause):
        stop = at
        if at and clause[at].bare in _DAYS and not stems.hangs(clause[at - 1].bare):
            while stop < len(clause) and clause[stop].bare in stems.TIME_WORDS:
                stop += 1
            lone = stop == at + 1 and clause[at].bare in _HOURS
            stop = at if lone else stop
        if stop > at:
            mark = clause[stop - 1].ends
            if mark in _ENDS:
                kept[-1] = Word(kept[-1].text + mark, kept[-1].bare)
            at = stop
        else:
            kept.append(clause[at])
            at += 1
    return kept


def is_incomplete(kept: Sequence[Word]) -> bool:
    """Whether a verb of saying has its speaker but not yet what was said."""
    if kept[0].bare.lstrip("و") not in stems.SAYING:
        return False
    return not any(
        word.bare in _SAID_WITH
        or word.bare in THAT
        or word.bare.startswith("بال")
        or (stems.is_definite(before.bare) and not stems.is_definite(word.bare) and word.bare[0] != "و")
        for before, word in pairwise(kept)
    )


def opening_cost(clause: list[Word]) -> float:
    """How well the clause begins, at most 0."""
    if len(clause) < 2 or not clause[0].bare:
        return NEVER
    first, second = clause[0].bare, clause[1].bare
    core = first[1:] if first[0] in "وف" and len(first) > 2 and begins_with_and(clause[0]) else first
    if first in stems.PRONOUNS or {first, core} & SUBORDINATE or first in stems.RELATIVES:
        return NEVER
    if core in _CONDITIONAL or (core in stems.PREPOSITIONS and second in THAT):
        return NEVER
    if re.fullmatch(r"(?:و|ف|ل|ب|ك)?(?:ان|لكن|لان|كان)(?:ه|ها|هم|هما|ني|نا)?", first):
        return NEVER
    cost = -2.0 * (first in _PARTICLES)
    if core != first or (first[0] == "و" and is_joined(first)):
        cost -= 0.6 if core != first else 1.0
    if first[0] in symbols.DIGITS:
        cost -= 0.4
    if any(word.bare[:1] == "ف" and stems.is_known_verb(word.bare[1:]) for word in clause[1:6]):
        cost -= 1.0  # «أما» stood before
    if core in stems.PREPOSITIONS or (first.isascii() and first in _ENGLISH):
        cost -= 2.0
    elif core in stems.CONJUNCTIONS or core in stems.DEMONSTRATIVES or core in stems.AUXILIARIES:
        cost -= 0.9
    elif core in stems.SAYING:
        cost -= 0.6
    elif stems.is_verb(core) and second in stems.CONJUNCTIONS:
        cost -= 1.6  # its subject was named before
    if _POSSESSIVE.fullmatch(first) and not stems.is_definite(first) and clause[0].text[-1] != ":":
        cost -= 2.0
    if stems.is_verb(core) and _POSSESSIVE.fullmatch(second) and not stems.is_definite(second):
        cost -= 0.5
    oblique = first.endswith("ين") and stems.is_definite(first) and not _BROKEN_PLURAL.fullmatch(first)
    if oblique and not _nominative(clause):
        cost -= 0.7
    return cost


def ending_cost(kept: list[Word], after: Word | None) -> float:
    """How well the words end before ``after`` (none: where the clause ends), at most 0."""
    last = kept[-1]
    closed = after is None or last.ends in _ENDS
    if (
        not last.bare
        or (stems.hangs(last.bare) and not (closed and last.bare in _COMPARING))  # «مستقبل أفضل»
        or (stems.is_number(last.bare) and after is not None and kept[-2].bare not in _COUNTED)
    ):
        return NEVER
    if after is not None and is_joined(after.bare) and any(word.bare in _NEEDS_TWO for word in kept[-2:]):
        return NEVER
    if _JUST_OPENED.fullmatch(kept[-2].bare) and after is not None and last.ends not in _ENDS:
        return NEVER
    if after is not None and any(word.bare in _COMPARING for word in kept[-2:]):
        return NEVER
    verb = stems.is_verb(last.bare)
    if after is not None and last.ends == ":":
        return NEVER
    if after is None or last.ends in _ENDS:
        return -1.2 if verb else 0.0
    if verb:
        return -0.6 if after.bare in _CIRCUMSTANCES and len(kept) > 3 and kept[0] is not last else NEVER
    if after.bare in _WITH_PRONOUN:
        return NEVER
    if waits([word.bare for word in kept], after.bare):
        return NEVER
    if (
        is_phrase(last.bare, fewest=4)
        and not stems.is_definite(last.bare)
        and after.bare in stems.PREPOSITIONS
    ):
        return NEVER  # «بدعم من»
    if last.bare in RANKS and after.bare in stems.RELATIVES and len(after.bare) > 3:
        return -1.0
    if after.bare in SUBORDINATE:
        return -0.05 if after.bare not in THAT else NEVER
    adverb = after.bare in stems.ADVERBS
    if "\u064b" in after.text and not adverb and not any("\u064b" in word.text for word in kept):
        return NEVER  # what the verb does something to, or how
    if _tells_nothing_yet(kept):
        return NEVER
    if after.bare in _OF_WHICH and not stems.is_definite(last.bare):
        return -0.2
    if after.bare in stems.ADVERBS:
        return -0.1
    if after.bare in _ENGLISH and last.bare.isascii():
        return -0.4
    pair = any(word.bare == "بين" for word in kept[-4:])
    if is_joined(after.bare):
        return NEVER if pair else -0.7
    since = _words_since_verb(kept)
    if is_phrase(after.bare, fewest=4):
        loose = kept[-2].bare in stems.PREPOSITIONS and not stems.is_definite(last.bare)
        return -0.35 - 1.5 * (since is not None and since <= 1) - 0.4 * (since == 2) - 0.3 * loose
    if after.bare in _PARTICLES or stems.is_verb(after.bare):
        if since is None:
            return -2.0  # the verb of the noun that the clause begins with
        verbal = stems.is_verb(kept[0].bare) and since > 2
        return -0.5 if verbal else -1.2 if stems.is_definite(last.bare) else -0.8
    if stems.is_definite(after.bare) or not stems.is_definite(last.bare):
        return NEVER
    return NEVER if _lacks_object(kept, since) else -1.2


def _tells_nothing_yet(kept: list[Word]) -> bool:
    """Whether «أن» has its noun but no verb yet: «لاحظت المعلمة أن حرارة الصفوف»."""
    said = next((at for at in range(len(kept) - 1, 0, -1) if kept[at].bare in THAT), 0)
    return said > 0 and not any(stems.is_verb(word.bare) for word in kept[said + 1 :])


def _lacks_object(kept: list[Word], since: int | None) -> bool:
    """Whether an indefinite noun after these words is what their verb does something to."""
    if since is None:
        return False
    told = [word.bare for word in kept[len(kept) - since :]]
    if told and told[0] in stems.PREPOSITIONS:
        told = told[2:]
    if any(bare in stems.PREPOSITIONS for bare in told):
        return False
    return not any(
        stems.is_definite(before) and not stems.is_definite(bare) for before, bare in pairwise(told)
    )


def begins_with_and(word: Word) -> bool:
    """Whether «و» at the head of a word is the conjunction, as far as the rest tells."""
    bare = word.bare
    rest = bare[1:]
    if bare[:1] not in ("و", "ف") or len(bare) < 3 or stems.is_known_verb(bare):
        return False
    if rest in _NEGATING or rest in stems.PREPOSITIONS or rest in stems.CONJUNCTIONS or rest in SUBORDINATE:
        return True
    if (
        rest in stems.DEMONSTRATIVES
        or rest in _SHARES
        or stems.is_definite(bare)
        or stems.is_known_verb(rest)
    ):
        return True
    plain = word.text.lstrip(_MARKS).translate(_UNMARKED)
    if plain[1:2] in ("أ", "إ", "آ"):
        return True
    if bare[0] == "ف" or not is_joined(bare):
        return False
    return bool(_PAST_FORMS.fullmatch(rest)) or (rest[0] in "يتس" and len(rest) > 3 and stems.is_verb(rest))


_UNMARKED: Final = dict.fromkeys(map(ord, symbols.DIACRITICS))


def is_subjectless(kept: Sequence[Word]) -> bool:
    """Whether a clause of a verb and its phrases leaves unsaid who does it: «رست في الميناء القديم»."""
    first = kept[0].bare
    if len(kept) < 2 or not stems.is_verb(first):
        return False
    if first.endswith(("ون", "وا")):
        return True
    if not is_phrase(kept[1].bare):
        return False
    told = [word.bare for word in kept[2 if kept[1].bare in stems.PREPOSITIONS else 1 :]]
    if told and stems.is_number(told[0]):
        told = told[2:]
    return not any(
        not stems.is_definite(bare) and not is_phrase(bare) and not is_joined(bare) and not is_phrase(before)
        for before, bare in pairwise(told)
    )


def is_name_only(kept: Sequence[Word]) -> bool:
    """Whether it is a noun with what is told of it by «الذي», without a verb of its own."""
    relative = _relative(kept)
    return relative > 0 and not any(stems.is_verb(word.bare) for word in kept[:relative])


def _relative(kept: Sequence[Word]) -> int:
    """Where «الذي» or its like stands; 0 where it does not, or at the head."""
    found = (at for at, word in enumerate(kept) if word.bare in stems.RELATIVES and len(word.bare) > 3)
    return next(found, 0)


def _words_since_verb(kept: list[Word]) -> int | None:
    """How many words follow the last verb: after one, its object is still to come."""
    for back, word in enumerate(reversed(kept)):
        if stems.is_verb(word.bare):
            return back
    return None


_NOMINATIVES: Final = (
    ("ائين", "اؤون", ("ون", "وا")),
    ("تين", "تان", ("ان",)),
    ("ين", "ون", ("ون", "وا")),
)
"""Oblique ending, nominative ending, and the endings of a verb that tell the one is meant."""


def _nominative(clause: Sequence[Word]) -> str:
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


def written(kept: Sequence[Word]) -> str:
    """The words as a title: outer marks off, quotation marks kept only in pairs."""
    words = [word.text for word in kept]
    if kept[0].bare.endswith("ين"):
        words[0] = _nominative(kept) or words[0]
    words[0] = re.sub("\u0627\u064b$|\u064b\u0627$", "", words[0])
    if begins_with_and(kept[0]):
        words[0] = re.sub('^(["«]?)[وف]\u064e?', r"\1", words[0])
    text = " ".join(words).strip(_ENDS.replace("؟", "").replace("?", "") + symbols.DASHES + " ")
    text = re.sub(rf"[{re.escape(symbols.COMMAS)}](?=\s)", "", text)
    pairs = (("«", "»"), ("“", "”"))
    if text.count('"') % 2 or any(text.count(left) != text.count(right) for left, right in pairs):
        text = re.sub('["«»“”]', "", text)
    if len(text) > 2 and (text[0], text[-1]) in {('"', '"'), ("«", "»")} and text[1:-1].count(text[-1]) == 0:
        text = text[1:-1]
    return " ".join(text.split())
