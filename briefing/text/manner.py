"""How a text is to be read: what every reader of a line has to know."""

from __future__ import annotations

from typing import Literal, TypeAlias

from briefing.records import dataclass
from briefing.text.lexicon import Lexicon

Latin: TypeAlias = Literal["arabic", "spell", "voice"]
"""Latin words the lexicon does not know: in Arabic sounds, letter by letter, or left for a foreign voice."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one text is read."""

    months: int
    """The family of month names of the text, as :func:`briefing.text.dates.family` gives it."""
    vowels: bool
    """Diacritics on number words and clitics."""
    lexicon: Lexicon
    """Asked first, whatever the policy."""
    latin: Latin
