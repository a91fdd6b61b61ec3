"""A text that is never shown: not in messages, not in logs, not in a traceback's locals."""

from __future__ import annotations

from typing import Final

HIDDEN: Final = "(hidden)"


class Secret:
    """Holds a text; only :meth:`reveal` gives it back."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return HIDDEN if self._text else "(none)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> tuple[type, tuple[str]]:
        message = "a secret is not written down"
        raise TypeError(message)
