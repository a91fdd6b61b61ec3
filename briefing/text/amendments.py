"""An entry written into the text of a lexicon file, whose comments and layout stay.

What is made is read again and compared: where an entry cannot be changed in its place (a value over several
lines, say), the new one is appended, and the later one counts.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Final

from briefing.records import dataclass
from briefing.text.entries import Entry, Fault, read
from briefing.text.expressions import expression

_STRING: Final = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_PAIR: Final = expression(rf"(\s*)({_STRING}|[A-Za-z0-9_-]+)(\s*=\s*)({_STRING})(\s*?)(#[^\n]*?)?(\r?\n|\Z)")
_HEADER: Final = expression(r"\s*\[")
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Amended:
    """A file's text with an entry in it."""

    text: str
    before: Entry | None
    """The entry for the same thing that stood there; None where there was none."""
    changed: bool = True
    """Whether the text is another one."""


def amended(text: str, entry: Entry) -> Amended:
    """The text of a file with the entry in the place of the one for the same thing, else at its end.

    Args:
        text: of a file without serious faults.
        entry: without faults.

    Raises:
        ValueError: nothing can be appended to this file; the message is a clause that says why.
    """
    known, _ = read(text)
    former = next((one for one in reversed(known) if _are_rivals(one, entry)), None)
    if former is not None:
        entry = replace(entry, comment=entry.comment or former.comment)
        wanted = tuple(entry if one is former else one for one in known)
        if _facts(wanted) == _facts(known):
            return Amended(text, former, changed=False)
        changed = _replaced(text, former, entry)
        if changed is not None and _facts(read(changed)[0]) == _facts(wanted):
            return Amended(changed, former)
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text.strip() else end if text.endswith("\n") else end * 2
    appended = text + gap + _block(entry, end)
    found, faults = read(appended)
    if _facts(found) != _facts((*known, entry)):
        message = next((fault.message for fault in faults if fault.serious), "it has a layout of its own")
        raise ValueError(message)
    return Amended(appended, former)


def line_of(text: str, fault: Fault) -> int:
    """The line of the entry a fault is about, counted from one; 0 where it cannot be told."""
    places = [
        number for number, line in enumerate(text.splitlines(), 1) if fault.written in _strings_of(line)
    ]
    return places[-1] if fault.written and places else 0


def _strings_of(line: str) -> tuple[str, ...]:
    """The key and, of an entry's own lines, the value."""
    pair = _PAIR.match(line)
    return (_value(pair[2]), _value(pair[4])) if pair else ()


def _are_rivals(one: Entry, other: Entry) -> bool:
    """Whether both are for the same thing."""
    groups = {"arabic": "words", "vowels": "words"}
    return (
        one.key == other.key
        and one.language.lower() == other.language.lower()
        and groups.get(one.table, one.table) == groups.get(other.table, other.table)
    )


def _facts(entries: tuple[Entry, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((one.key, one.spoken, one.table, one.language.lower(), one.comment) for one in entries)


def _value(literal: str) -> str:
    if literal[0] not in "\"'":
        return literal
    import tomllib

    try:
        value = tomllib.loads(f"value = {literal}")["value"]
    except tomllib.TOMLDecodeError:
        return ""
    return str(value)


def _literal(text: str) -> str:
    """A TOML string; a literal one where that saves backslashes."""
    if "\\" in text and "'" not in text:
        return f"'{text}'"
    return '"' + "".join(_ESCAPED.get(char, char) for char in text) + '"'


def _block(entry: Entry, end: str) -> str:
    lines = [
        "[[entry]]",
        f"written = {_literal(entry.written)}",
        f"spoken = {_literal(entry.spoken)}",
        *(["regex = true"] if entry.table == "patterns" else []),
        *([f"language = {_literal(entry.language)}"] if entry.language else []),
        *([f"comment = {_literal(entry.comment)}"] if entry.comment else []),
    ]
    return "".join(line + end for line in lines)


def _replaced(text: str, former: Entry, entry: Entry) -> str | None:
    """The text with the former entry's line or block changed; None where it is not found."""
    lines = text.splitlines(keepends=True)
    starts = list(accumulate((_HEADER.match(line) is not None for line in lines), initial=0))[1:]
    for at in range(len(lines) - 1, -1, -1):
        pair = _PAIR.fullmatch(lines[at])
        if pair is None:
            continue
        key, value = _value(pair[2]), _value(pair[4])
        if key == former.written and not entry.comment:
            lines[at] = (
                f"{pair[1]}{pair[2]}{pair[3]}{_literal(entry.spoken)}{pair[5]}{pair[6] or ''}{pair[7]}"
            )
            return "".join(lines)
        if key == "written" and value == former.written:
            block = [place for place in range(len(lines)) if starts[place] == starts[at]]
            lines[block[0] : block[-1] + 1] = _rewritten(lines[block[0] : block[-1] + 1], entry)
            return "".join(lines)
    return None


def _rewritten(block: list[str], entry: Entry) -> list[str]:
    """The lines of an ``[[entry]]`` with what is said, and the comment, made new."""
    lines: list[str] = []
    for line in block:
        pair = _PAIR.fullmatch(line)
        name = pair[2] if pair else ""
        if pair and name == "comment" and entry.comment:
            continue
        if pair and name == "spoken":
            end = pair[7] or "\n"
            lines.append(f"{pair[1]}spoken = {_literal(entry.spoken)}{pair[5]}{pair[6] or ''}{end}")
            if entry.comment:
                lines.append(f"{pair[1]}comment = {_literal(entry.comment)}{end}")
        else:
            lines.append(line)
    return lines
