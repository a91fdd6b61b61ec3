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
from typing import Final, Literal, Protocol

from briefing import wording
from briefing.model import Doubt
from briefing.text.borrowing import borrowed
from briefing.text.changes import Change
from briefing.text.lexicon import Lexicon, vowelled
from briefing.text.marks import all_marked
from briefing.text.vowels import Vowelled

Vowelize = Callable[[str], Vowelled]

AHEAD: Final = 8
"""Texts that are begun while one is read."""
PLACE: Final = "{}"
"""Where a phrase has room for words of the article."""


class Known(Protocol):
    """What was read before, by the same rules for the same kind of voice."""

    def find(self, text: str) -> Vowelled | None:
        """What the text was read as; None where it was not."""
        ...

    def keep(self, text: str, told: Vowelled) -> None:
        """Remember a reading."""
        ...


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
        known: Known | None = None,
    ) -> None:
        """Make a reader.

        Args:
            vowels: whether the voice wants diacritics.
            lexicon: how particular words are said.
            vowelize: puts the diacritics, and tells which are doubtful.
            begin: told of a text that ``vowelize`` will be asked for soon.
            latin: what becomes of Latin words that the lexicon does not know.
            known: what was read before, and is looked for first.
        """
        self.vowels: Final = vowels
        self._lexicon = lexicon
        self._vowelize = vowelize
        self._begin = begin
        self._latin: Final = latin
        self._known = known
        self._read: dict[str, Vowelled] = {}
        self._said: dict[str, str] = {}
        """What is said for texts that were not read yet."""
        self._coming: deque[str] = deque()
        self._begun: set[str] = set()

    def expect(self, texts: Iterable[str]) -> None:
        """These will be read, in this order: what takes long is begun before, some at a time.

        What was expected before and is not any more is forgotten.
        """
        if self.vowels and self._begin is not None:
            self._coming = deque(texts)
            self._begun.intersection_update(self._coming)
            self._look_ahead()

    def is_awaited(self, text: str) -> bool:
        """Whether its reading was begun and not asked for yet."""
        return text in self._begun

    def read(self, text: str) -> Vowelled:
        """What the voice is given for words of the article."""
        if text not in self._read:
            self._look_ahead()
        told = self._remembered(text)
        if told is None:
            said = self._say(text)
            told = self._vowelize(said) if self.vowels else Vowelled(vowelled(said, self._lexicon))
            self._read[text] = told
            if self._known is not None:
                self._known.keep(text, told)
        self._begun.discard(text)
        self._said.pop(text, None)
        return told

    def guess(self, text: str, whole: str) -> str:
        """What the voice is most likely given for a part of a sentence, judged by the whole of it.

        Little but the ends of words may differ from what :meth:`read` tells, which the models would be asked
        for. It is the same whatever was read before.
        """
        guessed = borrowed(self._say(text), self.read(whole).text) if self.vowels else None
        return self.read(text).text if guessed is None else guessed

    def is_sayable(self, text: str) -> bool:
        """Whether a voice is given anything for a text but marks: a letter or a figure."""
        told = self._remembered(text)
        return any(sign.isalnum() for sign in (self._say(text) if told is None else told.text))

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
        if self.vowels and not all_marked(said):  # a counted noun: «أَرْبَعَةُ أقسام»
            said = self._vowelize(said).text
        return Vowelled(said, tuple(doubts))

    def _remembered(self, text: str) -> Vowelled | None:
        """What was read, now or in an earlier run; looked for there once, before a text is read at all."""
        told = self._read.get(text)
        if told is None and self._known is not None and text not in self._said:
            told = self._known.find(text)
            if told is not None:
                self._read[text] = told
        return told

    def _say(self, text: str) -> str:
        if text not in self._said:
            from briefing.text.speaking import spoken  # a tenth of a second, where anything is to be read

            self._said[text] = spoken(text, vowels=self.vowels, lexicon=self._lexicon, latin=self._latin)
        return self._said[text]

    def _look_ahead(self) -> None:
        while self._begin is not None and self._coming and len(self._begun) < AHEAD:
            text = self._coming.popleft()
            if text not in self._begun and self._remembered(text) is None:
                self._begun.add(text)
                self._begin(self._say(text))

    def explain(self, text: str) -> tuple[Change, ...]:
        """Everything that is said otherwise than it is written, in the order of the text."""
        from briefing.text.speaking import explained

        return explained(text, vowels=self.vowels, lexicon=self._lexicon, latin=self._latin)[1]
