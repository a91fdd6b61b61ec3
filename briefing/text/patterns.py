"""Regular expressions that a lexicon may hold: the part of Python's that can never run away.

A repeat reaches over at most :data:`REACH` characters, no repeat stands in another, and a pattern has few
of them. So the work a pattern can make is a constant for each place of the text, however it is written.
"""

from __future__ import annotations

import re
import warnings
from typing import Final

from briefing.records import dataclass

LONGEST: Final = 200
"""Characters of a pattern."""
REACH: Final = 64
"""How often a repeat (``*``, ``+``, ``{2,}``) repeats at most."""
MOST_REPEATS: Final = 3
MOST_OPTIONAL: Final = 8

WORD: Final = "\\w\u0640\u064b-\u065f\u0670"
"""What a word is made of: the inside of a character class. Marks are no ``\\w`` to Python."""

_WORD_START: Final = f"(?:(?<![{WORD}])|(?<=(?<![{WORD}])[وفبكل])(?=[0-9A-Za-z]))"
"""Before a word, or between it and a clitic where it begins with a figure or a Latin letter: «و90»."""
_COUNTS: Final = re.compile(r"\{(\d*)(,?)(\d*)\}")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_OPENING: Final = re.compile(r"\(\?(?::|=|!|<=|<!|P<[A-Za-z_]\w*>)")
_SAYS_ITS_START: Final = re.compile(r"\\[bB]|\^|\(\?<?[=!]")
_SAYS_ITS_END: Final = re.compile(r"(?:(?<!\\)(?:\\\\)*(?:\\[bB]|\$)|\(\?<?[=!][^()]*\))\Z")
_REFERENCE: Final = re.compile(r"\\(?:[1-9]|g<[A-Za-z_0-9]+>)")


@dataclass(slots=True)
class _Group:
    """What stands between two brackets so far."""

    varies: bool = False
    """Something in it repeats or may be left out, or there is a choice."""


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, bounded, and matched on whole words.

    A pattern that begins with ``\\b``, ``\\B``, ``^`` or a lookaround says itself where it may begin, and one
    that ends with such a thing where it may end.

    Raises:
        ValueError: it cannot be used; the message is a clause that says why.
    """
    if len(pattern) > LONGEST:
        message = f"it is longer than {LONGEST} characters"
        raise ValueError(message)
    start = "" if _SAYS_ITS_START.match(pattern) else _WORD_START
    end = "" if _SAYS_ITS_END.search(pattern) else f"(?![{WORD}])"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)  # so that a slip is told as it stands in the file
            found = re.compile(f"{start}(?:{_bounded(pattern)}){end}")
    except (re.error, Warning, OverflowError, RecursionError) as error:
        message = f"it is no regular expression: {error}"
        raise ValueError(message) from error
    if found.search("") is not None:
        message = "it matches where there is nothing"
        raise ValueError(message)
    return found


def check_spoken(pattern: re.Pattern[str], spoken: str) -> None:
    """See that the spoken form asks for groups that the pattern has.

    Raises:
        ValueError: it does not, or has a backslash that is no reference to a group.
    """
    rest = _REFERENCE.sub("", spoken)
    if "\\" in rest:
        message = "a backslash in the spoken form is only for groups, as in \\1 or \\g<name>"
        raise ValueError(message)
    try:
        pattern.sub(spoken, "")
    except (re.error, IndexError) as error:
        message = f"the spoken form asks for a group that the pattern does not have: {error}"
        raise ValueError(message) from error


def _bounded(pattern: str) -> str:
    """The same pattern with every repeat bounded.

    Raises:
        ValueError: a repeat in a repeat, too many of them, or a feature that is not offered.
    """
    made: list[str] = []
    groups = [_Group()]
    closed: _Group | None = None
    """The group that ended just before."""
    at = repeats = optional = 0
    while at < len(pattern):
        char = pattern[at]
        quantifier = _quantifier(pattern, at)
        if quantifier is not None and made:
            least, most, length = quantifier
            if most > 1 and closed is not None and closed.varies:
                message = "a repeat stands in another, or over a choice"
                raise ValueError(message)
            repeats += most > 1 and most != least
            optional += (least, most) == (0, 1)
            groups[-1].varies |= most > 1 or least != most
            made.append("?" if (least, most) == (0, 1) else f"{{{least},{most}}}")
            at += length
            if pattern[at : at + 1] in ("?", "+"):  # lazy, possessive
                made.append(pattern[at])
                at += 1
            closed = None
            continue
        closed = None
        if char == "\\":
            if pattern[at + 1 : at + 2].isdigit() and pattern[at + 1] != "0":
                message = "a group may be asked for in the spoken form, not in the pattern"
                raise ValueError(message)
            made.append(pattern[at : at + 2])
            at += 2
        elif char == "[" and (inside := _CLASS.match(pattern, at)):
            made.append(inside[0])
            at = inside.end()
        elif char == "(":
            opening = _OPENING.match(pattern, at)
            if pattern.startswith("(?", at) and opening is None:
                message = f"{pattern[at : at + 4]} is not offered"
                raise ValueError(message)
            groups.append(_Group())
            made.append(opening[0] if opening else "(")
            at += len(made[-1])
        elif char == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1].varies |= closed.varies
            made.append(char)
            at += 1
        else:
            groups[-1].varies |= char == "|"
            made.append(char)
            at += 1
    if repeats > MOST_REPEATS:
        message = f"it repeats more than {MOST_REPEATS} things"
        raise ValueError(message)
    if optional > MOST_OPTIONAL:
        message = f"more than {MOST_OPTIONAL} things in it are optional"
        raise ValueError(message)
    return "".join(made)


def _quantifier(pattern: str, at: int) -> tuple[int, int, int] | None:
    """How often at least and at most, and the length of what says so; None where nothing does.

    Raises:
        ValueError: more often than :data:`REACH`.
    """
    match pattern[at]:
        case "*":
            return 0, REACH, 1
        case "+":
            return 1, REACH, 1
        case "?":
            return 0, 1, 1
        case "{" if (found := _COUNTS.match(pattern, at)) and (found[1] or found[2]):
            least = int(found[1] or 0)
            most = least if not found[2] else int(found[3] or REACH)
            if max(least, most) > REACH:
                message = f"{found[0]} repeats more than {REACH} times"
                raise ValueError(message)
            return least, most, len(found[0])
    return None
