"""A bug that one article brings out must not keep all others from being heard.

Everywhere else what nobody foresaw ends the program with its traceback. Here nobody reads one: it becomes a
failure of that one article, told like any other, with the command that shows the traceback.
"""

from __future__ import annotations

import traceback

from briefing.errors import BriefingError


def contained(error: Exception, what: str, *, hint: str) -> BriefingError:
    """The failure that an unforeseen error is; its exit code is that of a bug.

    Args:
        error: what was raised.
        what: what it was about.
        hint: how to see more of it.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "nowhere"
    message = f"{what} brings out a bug in briefing: {type(error).__name__} in {where}"
    return BriefingError(message, hint=hint)
