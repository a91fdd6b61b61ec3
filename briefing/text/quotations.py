"""Quotation marks of one sentence, as far as it has been read: which are open, and what closes them."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final

from briefing.records import dataclass
from briefing.text import symbols
from briefing.text.expressions import expression

_QUOTE: Final = expression(rf"[{re.escape(symbols.STRAIGHT_QUOTE)}«»“”‹›]")
_DEEPEST: Final = 16
"""So many open quotations are remembered."""


@dataclass(slots=True)
class Quotations:
    """The quotation marks of one sentence, as far as it has been read."""

    read: int = 0
    """Up to where."""
    opened: list[tuple[str, int]] = field(default_factory=list)
    """What will close each open quotation, and where it opened."""

    def reset(self, at: int) -> None:
        """Begin again: a sentence opens at ``at``."""
        self.read = at
        self.opened.clear()

    def read_to(self, line: str, stop: int) -> None:
        """Read on to ``stop``."""
        for found in _QUOTE.finditer(line, self.read, stop):
            mark, at = found.group(), found.start()
            if mark in "»”›" or (mark == symbols.STRAIGHT_QUOTE and self._closes(line, at)):
                self.close(closing(mark))
            else:
                self.opened.append((closing(symbols.PAIRS.get(mark, mark)), at))
                del self.opened[:-_DEEPEST]
        self.read = max(self.read, stop)

    def _closes(self, line: str, at: int) -> bool:
        """Whether a straight quotation mark closes: from the blanks around it, else from what is open."""
        blank_before = at == 0 or line[at - 1].isspace() or line[at - 1] in "(«["
        blank_after = at + 1 >= len(line) or not (line[at + 1].isalnum() or line[at + 1] in "(«[")
        if blank_before != blank_after:
            return blank_after
        return self.find(symbols.STRAIGHT_QUOTE) >= 0

    def find(self, closer: str) -> int:
        """Where the quotation opened that ``closer`` closes; -1 if none is open."""
        return next((at for mark, at in reversed(self.opened) if mark == closer), -1)

    def close(self, closer: str) -> None:
        """Close what ``closer`` closes, and what was left open inside it."""
        if self.find(closer) >= 0:
            while self.opened.pop()[0] != closer:
                pass


def closing(mark: str) -> str:
    """A closing quotation mark; the high ones are one, since writers mix them."""
    return symbols.STRAIGHT_QUOTE if mark == "”" else mark
