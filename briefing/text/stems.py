"""Words as the judgement sees them: folded spellings, light stems, and guesses at what a word is.

The stemmer takes off the affixes of *light10* (Larkey, Ballesteros and Connell, "Light Stemming for
Arabic Information Retrieval", 2007); it knows no roots and no broken plurals, which costs little where
words are only compared inside one article.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from briefing.text import symbols
from briefing.text.expressions import expression

_FOLDING: Final = str.maketrans(
    {**dict.fromkeys(symbols.DIACRITICS | {symbols.TATWEEL}, ""), **dict.fromkeys("أإآٱ", "ا")}
)
_STEMMING: Final = str.maketrans({"ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_WORD: Final = expression(r"[^\W_]+(?:['’.][^\W\d_]+)*")
_PREFIXES: Final = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال")
_SUFFIXES: Final = ("ها", "تان", "تين", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The word without diacritics and tatweel, every hamza on alef a bare alef, Latin in lower case."""
    return word.translate(_FOLDING).lower()


def folded(table: str) -> frozenset[str]:
    """The words of a table of :mod:`briefing.text.symbols`, folded."""
    return frozenset(map(fold, table.split()))


def folded_phrases(table: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a table (one a line), folded, the longest first."""
    phrases = {tuple(map(fold, line.split())) for line in table.splitlines() if line.strip()}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The light stem of a word: article, clitics and inflection off, at least two letters left."""
    left = fold(word).translate(_STEMMING)
    if left.isascii():
        return left[:-1] if len(left) > 4 and left.endswith("s") else left
    if left.startswith("و") and len(left) > 3 and not left.startswith(_PREFIXES):
        left = left[1:]
    for prefix in _PREFIXES:
        if left.startswith(prefix) and len(left) - len(prefix) >= 2:
            left = left.removeprefix(prefix)
            break
    else:
        if left[:1] in "لب" and len(left) > 5:
            left = left[1:]
    for suffix in _SUFFIXES:
        if left.endswith(suffix) and len(left) - len(suffix) >= 2:
            left = left.removesuffix(suffix)
    return left


STOP_WORDS: Final = frozenset().union(
    *(
        folded(table)
        for table in (
            symbols.PREPOSITIONS,
            symbols.CONJUNCTIONS,
            symbols.RELATIVES,
            symbols.DEMONSTRATIVES,
            symbols.PRONOUNS,
            symbols.AUXILIARIES,
            symbols.BINDERS,
            symbols.ADVERBS,
            symbols.TIME_WORDS,
            symbols.SAYING,
            symbols.ENGLISH_FUNCTION_WORDS,
        )
    )
)
"""Folded words that say nothing about the subject."""

_POSSESSED: Final = expression(r"(?:في|من|الي|علي|عن|مع|بين|ل|ب|ان|لكن|عند|لدي)(?:ه|ها|هم|هما|هن|نا)")


@lru_cache(maxsize=65_536)
def is_stop(word: str) -> bool:
    """Whether the word, or what is left after a leading «و» or «ف», says nothing about the subject."""
    bare = fold(word)
    if bare in STOP_WORDS or len(bare) < 2 or _POSSESSED.fullmatch(bare.replace("ى", "ي")):
        return True
    rest = bare[1:]
    return bare[0] in "وف" and (rest in STOP_WORDS or bool(_POSSESSED.fullmatch(rest.replace("ى", "ي"))))


def words(text: str) -> list[str]:
    """The words and numbers of a text, marks left out."""
    return list(_words(text))


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    """The same; of a sentence they are asked for by everyone who judges it."""
    return tuple(_WORD.findall(text.translate(_FOLDING)))


def terms(text: str) -> list[str]:
    """The light stems of the words that carry the subject, in order, repetitions kept."""
    return [stem(word) for word in words(text) if not is_stop(word)]


def opens_with(bare: list[str], phrases: tuple[tuple[str, ...], ...]) -> int:
    """How many words at the head of ``bare`` (folded words) are one of ``phrases``; 0 if none.

    A leading «و» or «ف» does not count, and the last word of a phrase may end in a prefix («بالنسبة ل»).
    """
    first = bare[0] if bare else ""
    without = first[1:] if first.startswith(("و", "ف")) else first
    for phrase in phrases:
        if phrase[0] != first and phrase[0] != without and len(phrase[0]) > 1:
            continue  # nearly all of them: a glance at the first word spares the rest
        head = bare[: len(phrase)]
        if len(head) < len(phrase):
            continue
        if _alike(head[0], phrase[0], prefix=len(phrase[0]) == 1) and all(
            mine == theirs or (len(theirs) == 1 and mine.startswith(theirs))
            for mine, theirs in zip(head[1:], phrase[1:], strict=True)
        ):
            return len(phrase)
    return 0


def _alike(mine: str, theirs: str, *, prefix: bool) -> bool:
    return mine == theirs or (mine[1:] == theirs and mine[0] in "وف") or (prefix and mine.startswith(theirs))


# --- what a word is, from its shape ---------------------------------------------------------------------

SAYING: Final = folded(symbols.SAYING)
CONTINUING: Final = folded(symbols.CONTINUING)
PREPOSITIONS: Final = folded(symbols.PREPOSITIONS)
CONJUNCTIONS: Final = folded(symbols.CONJUNCTIONS)
RELATIVES: Final = folded(symbols.RELATIVES)
DEMONSTRATIVES: Final = folded(symbols.DEMONSTRATIVES)
PRONOUNS: Final = folded(symbols.PRONOUNS)
AUXILIARIES: Final = folded(symbols.AUXILIARIES)
BINDERS: Final = folded(symbols.BINDERS)
ADVERBS: Final = folded(symbols.ADVERBS)
TIME_WORDS: Final = folded(symbols.TIME_WORDS)
NUMBER_WORDS: Final = folded(symbols.NUMBER_WORDS)
SOURCE_NOUNS: Final = folded(symbols.SOURCE_NOUNS)
OWN_WAW: Final = folded(symbols.OWN_WAW)
_ENGLISH: Final = folded(symbols.ENGLISH_FUNCTION_WORDS)
_WAITING: Final = PREPOSITIONS | CONJUNCTIONS | RELATIVES | DEMONSTRATIVES | BINDERS | AUXILIARIES | _ENGLISH
_KNOWN_VERBS: Final = SAYING | AUXILIARIES | folded(symbols.VERBS)
_NOT_VERBS: Final = folded(symbols.NOT_VERBS)
_NOT_FEMININE_PAST: Final = folded(symbols.NOT_FEMININE_PAST)
_OBJECT: Final = expression("(?:ها|هما|هم|هن|نا|كم|ه|ي|ا|ين|ان|ون)$")
_VERBAL_NOUN: Final = expression(r"ت..ي.|ت.ا..")


def is_definite(word: str) -> bool:
    """Whether the word carries the article «ال», alone or after a clitic."""
    bare = fold(word)
    return (
        len(bare) > 3
        and bare.startswith(("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال"))
        and (bare not in RELATIVES and bare not in {"الي", "الى", "الا", "الان", "والى"})
    )


def has_and(word: str) -> bool:
    """Whether a first «و» is «and» joined to the word, and no letter of its own («وزارة», «وصل»)."""
    bare = fold(word)
    if len(bare) < 3 or bare[0] != "و" or bare in OWN_WAW:
        return False
    owner = _OBJECT.sub("", bare)
    return owner not in OWN_WAW and (not owner.endswith("ت") or f"{owner[:-1]}ة" not in OWN_WAW)


def is_known_verb(word: str) -> bool:
    """Whether the table of frequent verbs has this form."""
    return fold(word) in _KNOWN_VERBS


def may_be_verb(word: str) -> bool:
    """Whether nothing speaks against a verb: no known noun, no stop word, no article."""
    bare = fold(word)
    return bare not in _NOT_VERBS and bare not in STOP_WORDS and not is_definite(bare)


def is_verb(word: str) -> bool:
    """Whether the word looks like a finite verb: a known one, a present form, or a feminine past.

    A guess from the shape of one word; a noun like «تعاون» is taken for one only where the table
    :data:`briefing.text.symbols.VERBS` has it.
    """
    bare = fold(word)
    if bare in _KNOWN_VERBS:
        return True
    if bare in _NOT_VERBS or bare in STOP_WORDS or is_definite(bare):
        return False
    if (
        len(bare) > 4
        and bare[0] in "وفس"
        and (bare[1:] in _KNOWN_VERBS or (bare[1] in "يت" and is_verb(bare[1:])))
    ):
        return bare[1:] not in _NOT_VERBS
    if len(bare) < 4 or not bare.isalpha() or bare.isascii():
        return False
    if bare.endswith("وا") and len(bare) > 4:
        return True
    if bare[0] == "ي":
        return not bare.endswith(("ة", "ات", "ية"))
    if bare[0] == "ت":
        return not (
            bare.endswith(("ة", "ات", "ي", "يا", "ه", "ها", "هم", "ين")) or _VERBAL_NOUN.fullmatch(bare)
        )
    return bare.endswith("ت") and bare[-2] not in "اي" and bare not in _NOT_FEMININE_PAST


def is_number(word: str) -> bool:
    """Whether the word is digits or a number word."""
    bare = fold(word)
    return (
        any(letter in symbols.DIGITS for letter in bare)
        or bare in NUMBER_WORDS
        or (bare[:1] == "و" and bare[1:] in NUMBER_WORDS)
    )


def hangs(word: str) -> bool:
    """Whether the word waits for another: a preposition, conjunction, particle, relative, «كل» …"""
    bare = fold(word)
    if len(bare) < 2 and not bare.isdigit():
        return True
    behind_clitic = bare[0] in "وفبل" and len(bare) > 2 and bare not in _KNOWN_VERBS  # «فتحت» is a verb
    return bare in _WAITING or (behind_clitic and bare[1:] in _WAITING)
