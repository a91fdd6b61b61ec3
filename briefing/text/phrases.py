"""Clauses that can stand alone: where one may begin, and what may be left out of it.

No parser: Arabic news prose shows the borders of its clauses with marks, particles and the article «ال»,
and a wrong border costs a candidate its place, not the title its grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing.text import stems, symbols
from briefing.text.borders import CONDITIONAL, PARTICLES, POSSESSIVE, is_name_only, relative
from briefing.text.evidence import OPENERS, PREAMBLES
from briefing.text.valency import is_joined, is_known, is_phrase, opens, waits
from briefing.text.wording import ENDS, MARKS, NEGATING, SUBORDINATE, THAT, Word, begins_with_and

_LATER_CLAUSE: Final = 0.25
_LATEST_CLAUSE: Final = 0.9
_PARENTHESIS_WORDS: Final = 7
_LONG_PARENTHESIS: Final = 16
"""Words of one that is followed by what the verb before it governs."""
_NAMED_AGAIN: Final = 4
"""Words of «، عاصمة ولاية شمال كردفان،»."""
_BESIDE: Final = stems.folded("بحسب وفق وفقا نقلا حسبما كما طلب")
_CAUSING: Final = stems.folded("أدى أدت يؤدي تؤدي أسفر أسفرت يسفر تسفر")
_LEADS_TO: Final = stems.folded("إلى عن")
_CLAUSE_OPENERS: Final = stems.folded("حيث بينما إذ لأن ولكن لكن وأن وبأن أن إن بأن")
_SUBJECT_ONLY: Final = 0.6
_NOMINAL: Final = 0.6
"""A piece after a comma that opens with no verb is mostly more of what was before."""
_SAID_BEFORE: Final = 20
"""A verb of saying so many words before «أن» is another's."""
_SPEAKER_WORDS: Final = 5
_NO_ONE: Final = stems.folded("هذا هذه ذلك تلك هؤلاء أنه أنها هو هي")
_SAID_WITH: Final = stems.folded("عن على إلى من")
POINTING_BACK: Final = stems.folded("منها منهم منه فيها فيه عنها عنه بها به لها له عليها عليه إليها إليه")

_BEFORE_A_VERB: Final = stems.folded("قبل بعد منذ دون غير عوض بدل مقابل")
"""«أن» after these is that of a verb, never of news."""


def starts(words: list[Word]) -> Iterator[tuple[int, float]]:
    """Where a clause that can stand alone may begin, and what beginning there costs."""
    bare = [word.bare for word in words]
    first = stems.opens_with(bare, PREAMBLES) or stems.opens_with(bare, OPENERS)
    first += first < len(bare) and bare[first] in PARTICLES
    if first < len(words):
        yield first, 0.0
    if bare and bare[0].lstrip("و") == "اما":
        told = next(
            (at for at in range(2, min(len(words), 12)) if bare[at][:1] == "ف" and _answers(words[at])), 0
        )
        if told:
            yield told + (bare[told] == "فقد"), 0.0
    if len(words) > 3 and bare[0].lstrip("وف") in CONDITIONAL and bare[1] in stems.AUXILIARIES:
        yield 2, _SUBJECT_ONLY  # «وإذا كانت الرحلة الأولى، …»
    commas = 0
    for at in range(first + 1, len(words) - 2):
        before = words[at - 1]
        commas += before.ends in symbols.COMMAS
        late = min(_LATER_CLAUSE * commas, _LATEST_CLAUSE)
        if before.bare in THAT:
            # What is told after «أن» is the news; a verb after it has another mood and cannot stand alone.
            led = words[at - 2].bare
            timed = led.lstrip("وف") in _BEFORE_A_VERB  # «قبل أن نغادر»: a verb whose shape does not tell
            if not (timed or _is_subjunctive(words[at].bare) or led.startswith(("يمكن", "يجب"))):
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
            nominal = not opens(words[at].bare, words[at + 1].bare)
            yield at, late + 0.35 + 0.5 * (words[at].bare in NEGATING) + _NOMINAL * nominal


def _answers(word: Word) -> bool:
    """Whether a word with «ف» is what «أما» announces: «أما في الشمال فقد انقطعت …»."""
    return word.bare[1:] in PARTICLES or begins_with_and(word) or stems.is_verb(word.bare[1:])


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
    if len(pieces) >= 2 and is_incomplete(pieces[0]) and pieces[1][0].bare in _SAID_WITH:
        yield [*_unmarked(pieces[0]), *pieces[1]]  # a comma too many: «أعرب المجلس، عن رفضه …»
    if len(pieces) >= 2 and is_name_only(pieces[0]) and stems.is_verb(pieces[1][0].bare):
        yield [*pieces[0][: relative(pieces[0])], *pieces[1]]  # «الفنان الذي …، قدم عرضه»
    joined, at = pieces[0], 1
    while at + 1 < len(pieces) and _continues(joined, pieces[at + 1]):
        after = pieces[at + 1]
        awaited = len(pieces[at]) <= _LONG_PARENTHESIS and waits(
            [word.bare for word in joined], after[0].bare
        )
        if not awaited and not _is_aside(pieces[at], joined):
            break
        joined = [*_unmarked(joined), *after[after[0].bare in PARTICLES :]]
        if at == 1 and _tells_what(pieces[0], after):
            yield after
        at += 2
    if at > 1:
        yield joined
    yield pieces[0]


def speaker(words: list[Word], start: int) -> list[Word]:
    """Who says what begins at ``start``, with a colon; empty where that is no one or takes many words.

    «قال الرئيس الفرنسي إن بلاده …» makes «الرئيس الفرنسي: بلاده …».
    """
    if start < 3 or words[start - 1].bare not in THAT:
        return []
    for at in range(start - 3, max(start - _SAID_BEFORE, 0) - 1, -1):
        if words[at].bare.lstrip("و") in stems.SAYING and words[at + 1].bare not in stems.PREPOSITIONS:
            return _named(words[at + 1 : start - 1])
    return []


def _named(told: Sequence[Word]) -> list[Word]:
    """The speaker at the head of ``told``, without where, when and to whom it was said."""
    named: list[Word] = []
    for word in told:
        if _is_beside(word, named):
            break
        named.append(Word(word.text.strip(MARKS), word.bare))
        if word.ends in ENDS:
            break
    if not named or len(named) > _SPEAKER_WORDS or stems.hangs(named[-1].bare) or named[0].bare in _NO_ONE:
        return []
    return [*named[:-1], Word(named[-1].text + ":", named[-1].bare)]


def _is_beside(word: Word, named: Sequence[Word]) -> bool:
    """Whether a word begins what does not name the speaker; «باسم الجيش» does."""
    if word.bare == "باسم" or not named:
        return False
    return (
        is_phrase(word.bare)
        or word.bare in stems.TIME_WORDS
        or word.bare in SUBORDINATE
        or word.bare in stems.RELATIVES
        or stems.is_verb(word.bare)
    )


def points_back(word: Word) -> bool:
    """Whether a word ends in a pronoun, so that it needs the noun meant before it: «بلاده»."""
    return bool(POSSESSIVE.fullmatch(word.bare)) and not stems.is_definite(word.bare)


def _unmarked(piece: list[Word]) -> list[Word]:
    return [*piece[:-1], Word(piece[-1].text.rstrip(symbols.COMMAS), piece[-1].bare)]


def _is_aside(piece: list[Word], before: list[Word]) -> bool:
    """Whether a piece between commas may be left out: when, where, according to whom, or what else it is."""
    first = piece[0].bare
    if first in stems.RELATIVES:
        return True
    if len(piece) > _PARENTHESIS_WORDS:
        return False
    if first in stems.PREPOSITIONS or first in stems.TIME_WORDS or first in _BESIDE:
        return True
    names_again = is_known(before[-1].bare) and not is_known(first) and not is_joined(first)
    return names_again and len(piece) <= _NAMED_AGAIN and not any(stems.is_verb(word.bare) for word in piece)


def _continues(piece: list[Word], after: list[Word]) -> bool:
    """Whether a clause left open by a parenthesis goes on after it."""
    first = after[0].bare
    if first in SUBORDINATE or first[:1] == "و":
        return False
    opened = opens(piece[0].bare, piece[-1].bare) or any(stems.is_verb(word.bare) for word in piece)
    if first in PARTICLES:
        return not opened
    if opened:  # «أعاد المتحف، أمس، فتح أبوابه»: a second verb would come with «و»
        return not stems.is_verb(first) or (first[:1] not in ("ي", "ت") and not first.endswith("ت"))
    return stems.is_verb(first)


def _tells_what(piece: list[Word], after: list[Word]) -> bool:
    """Whether ``piece`` is only who announced, and ``after`` the news: «أعلنت الوزارة، اليوم، مقتل …»."""
    return piece[0].bare in stems.SAYING and not stems.is_verb(after[0].bare)


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
