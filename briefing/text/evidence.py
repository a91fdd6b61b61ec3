"""How a unit of text opens: what its first words say about its tie to what came before.

Discourse markers are evidence, never commands: «في هذا السياق» opens a new part only where something else
(another source, other words) speaks for it; «وأضاف», «هذه المصادر» speak against.
"""

from __future__ import annotations

from typing import Final

from briefing.records import dataclass
from briefing.text import stems, symbols
from briefing.text.expressions import expression

TURNS: Final = stems.folded_phrases(symbols.TURNS)
FRAMES: Final = stems.folded_phrases(symbols.FRAMES)
CONCLUSIONS: Final = stems.folded_phrases(symbols.CONCLUSIONS)
BONDS: Final = stems.folded_phrases(symbols.BONDS)
PREAMBLES: Final = stems.folded_phrases(symbols.PREAMBLES)
OPENERS: Final = tuple(
    sorted({*TURNS, *FRAMES, *CONCLUSIONS, *BONDS}, key=lambda phrase: (-len(phrase), phrase))
)

_FIRST_OF_OPENERS: Final = frozenset(phrase[0] for phrase in OPENERS)

FIRST_PERSON: Final = stems.folded(symbols.FIRST_PERSON)
RANKS: Final = stems.folded(symbols.RANKS)

_SAME: Final = stems.folded("نفسه نفسها ذاته ذاتها عينه عينها أنفسهم المذكور المذكورة نفسهم")
_STATEMENT: Final = stems.folded("أن إن بأن أنه أنها إنه إنها إلى على عن")
_QUESTION: Final = expression(r"[؟?][\"»”]")
_DAYS: Final = stems.folded("السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة أمس اليوم")
_DATELINE: Final = expression(
    r"[^\W\d_]{2,}(?:[ /][^\W\d_]+){0,2}(?:،? \d{1,2} [^\W\d_]+)?"
    r"(?:\s*\([^)]{2,40}\)\s*[-–—:]|\s+[-–—]\s)"
)
"""«القاهرة (وكالة) -», «جنيف -», at the head of a story."""
_POSSESSED: Final = expression(r"(?!ال)\w{3,}(?:ها|هما|هم|ته)")
_AFTER_FA: Final = (
    stems.BINDERS | stems.DEMONSTRATIVES | stems.PRONOUNS | stems.CONJUNCTIONS | stems.AUXILIARIES
)
_QUOTES: Final = "\"'«“‘‹"
_HEAD_WORDS: Final = 12
_WORDS_READ: Final = 30
_WORDS_REFERRING: Final = 8
_WORDS_POSSESSED: Final = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a unit."""

    turns: bool = False
    """To another side of the matter: «على صعيد متصل»."""
    frames: bool = False
    """Into what came before: «في هذا السياق»."""
    concludes: bool = False
    """Draws the balance: «في المحصلة»."""
    bonds: bool = False
    """Holds on: «كما», «لكن», or a pronoun."""
    goes_on: bool = False
    """The same speaker goes on: «وأضاف», «وتشير هذه المصادر»."""
    new_source: bool = False
    """Names a source as a new one: «مصادر مطلعة», «خبير في …»."""
    joined: bool = False
    """Opens with «و» or «ف», and what follows is a word of another kind than a name or a common noun."""
    linked: bool = False
    """Opens with «و» or «ف» before any word."""
    dateline: bool = False
    """Opens with a place or an agency: «القاهرة (وكالة) -»."""
    dated: bool = False
    """Says the day: «أمس», «الثلاثاء»."""
    refers: bool = False
    """Points back: «هذا», «تلك»."""
    possesses: bool = False
    """Among the first words is one with the pronoun of someone named before: «أسعارها»."""

    quotes: bool = False
    """Opens with someone's words."""

    @property
    def marked(self) -> bool:
        """Whether a discourse marker says how it hangs on what came before."""
        return self.turns or self.frames or self.concludes or self.bonds

    @property
    def another_side(self) -> bool:
        """A turn or a frame, and a new source with it; alone, such markers bind a story."""
        return (self.turns or self.frames) and self.new_source

    @property
    def unjoined(self) -> bool:
        """Neither a marker nor «و»: how stories open, and few of their later sentences."""
        return not (self.linked or self.marked)

    @property
    def only_joined(self) -> bool:
        """«و» and no marker."""
        return self.linked and not self.marked

    @property
    def strength(self) -> float:
        """How much the opening speaks for a new part (above 0) or against one, in nats.

        The weights were fitted on gold stories, with and without «و» before their later sentences:
        ``tests/benchmarks/sectioning.py``.
        """
        if self.concludes:
            return _CONCLUDES
        return sum(weight for name, weight in _WEIGHTS.items() if getattr(self, name))


_CONCLUDES: Final = 16.0
_WEIGHTS: Final = {
    "bonds": -5.0,
    "goes_on": -8.0,
    "new_source": 1.0,
    "dateline": 3.0,
    "dated": 1.0,
    "refers": -2.0,
    "possesses": -1.0,
    "quotes": -4.0,
}
"""In nats."""


def opening(text: str) -> Opening:
    """Read the opening of a unit."""
    said = stems.words(text[: _WORDS_READ * 12])[:_WORDS_READ]
    bare = [stems.fold(word) for word in said]
    if not bare:
        return Opening()
    length = stems.opens_with(bare, OPENERS)
    rest = bare[length:] or bare
    first = rest[0]
    joined = len(first) > 3 and first[0] in "وف" and (stems.is_verb(first[1:]) or is_joined(first))
    joined = joined or (bare[0][0] == "و" and bare[0][1:] in _FIRST_OF_OPENERS)
    same, new = _sources(rest[:_HEAD_WORDS])
    verb = first[1:] if first[0] in "وف" else first
    return Opening(
        turns=bool(stems.opens_with(bare, TURNS)),
        frames=bool(stems.opens_with(bare, FRAMES)),
        concludes=bool(stems.opens_with(bare, CONCLUSIONS)),
        bonds=bool(stems.opens_with(bare, BONDS)) or first in stems.PRONOUNS or first.startswith("لكن"),
        goes_on=same or (verb in stems.CONTINUING and not new),
        new_source=new and not same,
        joined=joined,
        linked=joined or stems.has_and(said[0]) or (first[0] == "ف" and first[1:] in _AFTER_FA),
        dateline=bool(_DATELINE.match(text)),
        dated=any(word.removeprefix("و") in _DAYS for word in bare),
        refers=any(_points(word) for word in rest[:_WORDS_REFERRING]),
        quotes=text.lstrip()[:1] in _QUOTES,
        possesses=any(_POSSESSED.fullmatch(word) for word in rest[:_WORDS_POSSESSED]),
    )


def _points(word: str) -> bool:
    return word in stems.DEMONSTRATIVES or word.lstrip("وفبلك") in stems.DEMONSTRATIVES


def is_joined(word: str) -> bool:
    """Whether a folded word is «و» or «ف» and another word, as far as its shape tells."""
    rest = word[1:]
    return word[:1] in ("و", "ف") and (
        stems.is_definite(rest)
        or rest in stems.PREPOSITIONS
        or rest in stems.CONJUNCTIONS
        or rest in stems.AUXILIARIES
        or rest in stems.SAYING
    )


def _sources(bare: list[str]) -> tuple[bool, bool]:
    """Whether a source just heard goes on speaking, and whether a new one is named."""
    same = new = False
    for at, word in enumerate(bare):
        before = bare[at - 1] if at else ""
        after = bare[at + 1] if at + 1 < len(bare) else ""
        plain = word.removeprefix("ال")
        if plain not in stems.SOURCE_NOUNS:
            continue
        if word == plain:
            new = new or before not in stems.PREPOSITIONS
        else:
            told = _says(before) and (after in _STATEMENT or not after)
            same = before in stems.DEMONSTRATIVES or after in _SAME or told
        if same or new:
            break
    return same, new


def _says(word: str) -> bool:
    return word in stems.SAYING or (word[:1] in ("و", "ف") and word[1:] in stems.SAYING)


def stands_alone(text: str) -> bool:
    """Whether a listener who heard nothing before would understand whom and what a sentence is about."""
    read = opening(text)
    if read.goes_on or read.bonds:
        return False
    bare = [stems.fold(word) for word in stems.words(text[:160])]
    if len(bare) < 5 or text.rstrip().rstrip(symbols.CLOSERS + ".").endswith((":", "؟", "?")):
        return False
    if text.lstrip()[:1] in symbols.OPENERS and _QUESTION.search(text[:120]):
        return False
    rest = bare[stems.opens_with(bare, OPENERS) :] or bare
    first = rest[0]
    core = first[1:] if first[0] in "وف" and len(first) > 2 else first
    if core in stems.PRONOUNS or first in stems.PRONOUNS:
        return False
    following = rest[1] if len(rest) > 1 else ""
    if first[0] == "ف" and (is_joined(first) or first[1:] in stems.BINDERS or stems.is_verb(first[1:])):
        return False
    if {core, following} & FIRST_PERSON or (len(core) > 4 and core.endswith("نا")):
        return False
    if core in stems.PREPOSITIONS and following in RANKS:
        return False  # who speaks, or «وفي الثاني» of what, was said before
    if core in stems.DEMONSTRATIVES:
        return stems.is_definite(following) and not read.joined
    # A verb with no subject after it, «وتعتبر أن …», speaks of someone named before.
    hidden = stems.is_verb(core) and (following in stems.CONJUNCTIONS or following in stems.PREPOSITIONS)
    return not (hidden and core not in stems.AUXILIARIES)
