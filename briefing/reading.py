"""Reading: written Arabic becomes what a voice is given.

First it is said otherwise where it has to be (figures, signs, Latin words, the lexicon), then it gets its
diacritics where the voice wants them. A voice that finds its own vowels is helped with the names that are
in the lexicon.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import Final, Literal

from briefing import wording
from briefing.model import Doubt
from briefing.text.changes import Change
from briefing.text.lexicon import Lexicon, vowelled
from briefing.text.speaking import explained, spoken
from briefing.text.vowels import Vowelled

Vowelize = Callable[[str], Vowelled]

AHEAD: Final = 4
"""Texts that are begun while one is read."""
PLACE: Final = "{}"
"""Where a phrase has room for words of the article."""


class Reader:
    """Reads texts for one voice; what was read is remembered."""

    def __init__(
        self,
        *,
        vowels: bool,
        lexicon: Lexicon,
        vowelize: Vowelize,
        begin: Callable[[str], object] | None = None,
        latin: Literal["arabic", "spell", "voice"] = "arabic",
    ) -> None:
        """Make a reader.

        Args:
            vowels: whether the voice wants diacritics.
            lexicon: how particular words are said.
            vowelize: puts the diacritics, and tells which are doubtful.
            begin: told of a text that ``vowelize`` will be asked for soon.
            latin: what becomes of Latin words that the lexicon does not know.
        """
        self.vowels: Final = vowels
        self._lexicon = lexicon
        self._vowelize = vowelize
        self._begin = begin
        self._latin: Final = latin
        self._read: dict[str, Vowelled] = {}
        self._coming: deque[str] = deque()
        self._begun: dict[str, str] = {}
        """What is said for texts that were begun."""

    def expect(self, texts: Iterable[str]) -> None:
        """These will be read, in this order: what takes long is begun before, some at a time."""
        if self.vowels and self._begin is not None:
            self._coming.extend(texts)

    def read(self, text: str) -> Vowelled:
        """What the voice is given for words of the article."""
        if text not in self._read:
            self._look_ahead()
            said = self._begun.pop(text, None) or self._said(text)
            if self.vowels:
                self._read[text] = self._vowelize(said)
            else:
                self._read[text] = Vowelled(vowelled(said, self._lexicon))
        return self._read[text]

    def phrase(self, template: str, *values: str) -> Vowelled:
        """What the voice is given for a phrase of ours with words of the article in its places."""
        own = template if self.vowels else wording.bare(template)
        said = ""
        doubts: list[Doubt] = []
        for part, value in zip_longest(own.split(PLACE), map(self.read, values)):
            said += part
            if value is not None:
                before = len(said.split()) - bool(said and not said[-1].isspace())
                doubts += (replace(doubt, word=doubt.word + before) for doubt in value.doubts)
                said += value.text
        return Vowelled(self._vowelize(said).text if self.vowels else said, tuple(doubts))

    def _said(self, text: str) -> str:
        return spoken(text, vowels=self.vowels, lexicon=self._lexicon, latin=self._latin)

    def _look_ahead(self) -> None:
        while self._begin is not None and self._coming and len(self._begun) < AHEAD:
            text = self._coming.popleft()
            if text not in self._read and text not in self._begun:
                self._begun[text] = self._said(text)
                self._begin(self._begun[text])

    def explain(self, text: str) -> tuple[Change, ...]:
        """Everything that is said otherwise than it is written, in the order of the text."""
        return explained(text, vowels=self.vowels, lexicon=self._lexicon, latin=self._latin)[1]
