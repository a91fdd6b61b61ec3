"""Regular expressions that are compiled when they are first used.

Most of what is known about Arabic texts plays no part in any one of them: of some 430 expressions a news
article needs 130, and compiling all takes a fifth of the time in which its script is written. What was once
compiled is kept: :mod:`briefing.compiled`.
"""

from __future__ import annotations

import re
from typing import Any, cast

from briefing import compiled


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as :func:`re.compile`, but for when it is done: a mistake shows at the first use.

    Made of a set it has to be sorted: Python orders sets otherwise in every process, and an expression that
    is never the same is compiled, and kept, by each.
    """
    return cast("re.Pattern[str]", _Expression(pattern, flags))


class _Expression:
    """Has the methods of a compiled pattern: each is looked for once, and then is its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = compiled.compile(*self._given)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
