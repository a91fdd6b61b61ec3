"""Lexicons in layers: the shipped one, the user's, and those a run or a show names. Later ones win."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Final

from briefing.errors import ConfigError
from briefing.records import dataclass
from briefing.text import entries as entry_files
from briefing.text.amendments import Amended, amended, line_of
from briefing.text.changes import Change
from briefing.text.entries import Entry, Fault, Table
from briefing.text.lexicon import Lexicon, acting, lexicon_of, shipped, shipped_texts, text_of
from briefing.text.lookup import folded
from briefing.userfiles import user_file as user_file

SHIPPED: Final = "shipped"
YOURS: Final = "yours"

_LATIN: Final = "[a-z0-9\u00df-\u024f]"
_LATIN_WORD: Final = re.compile(f"{_LATIN}(?:{_LATIN}|[&'.+-](?={_LATIN}))*[+.]?")


@dataclass(frozen=True, slots=True)
class Layer:
    """One lexicon of several that lie over each other."""

    name: str
    """``shipped``, ``yours``, or the path as it was given."""
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Origin:
    """The entry that decided something, and the layer it is from."""

    written: str
    layer: str


def layered(files: tuple[Path, ...] = (), *, language: str = "ar") -> Lexicon:
    """The shipped lexicon, the user's over it if there is one, and over that each file.

    Args:
        files: from ``--lexicon`` or a show, the last one on top.
        language: of the voice, BCP 47; entries for voices of other languages are left out.

    Raises:
        ConfigError: a file cannot be read or used.
    """
    return stacked(layers(files, language=language))


def layers(files: tuple[Path, ...] = (), *, language: str = "ar") -> tuple[Layer, ...]:
    """The lexicons of :func:`layered` one by one, the lowest first.

    Raises:
        ConfigError: a file cannot be read or used.
    """
    found = [Layer(SHIPPED, shipped())]
    mine = user_file()
    if mine.exists():
        found.append(Layer(YOURS, lexicon_of(read(mine), language=language)))
    found += [Layer(str(path), lexicon_of(read(path), language=language)) for path in files]
    return tuple(found)


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a file.

    Raises:
        ConfigError: it cannot be read, or one of them cannot be used.
    """
    entries, wrong = entry_files.read(text_of(path))
    for fault in wrong:
        if fault.serious:
            message = f"the lexicon {path} cannot be used: {fault.message}"
            raise ConfigError(message, hint=fault.hint)
    return entries


def faults(path: Path) -> tuple[tuple[int, Fault], ...]:
    """All that is wrong with a file, each with its line (0 where it has none)."""
    try:
        text = text_of(path)
    except ConfigError as error:
        return ((0, Fault(error.message, error.hint)),)
    return tuple((line_of(text, fault), fault) for fault in entry_files.read(text)[1])


def checked(
    written: str, spoken: str, *, regex: bool = False, language: str = "", comment: str = ""
) -> Entry:
    """An entry for a file.

    Raises:
        ConfigError: it would do nothing, or harm.
    """
    entry, wrong = entry_files.made(written, spoken, regex=regex, language=language, comment=comment)
    for fault in wrong:
        raise ConfigError(fault.message, hint=fault.hint)
    return entry


def with_entry(path: Path, entry: Entry) -> Amended:
    """The text of a file with an entry put into it; comments and layout stay. A missing file is empty.

    Raises:
        ConfigError: the file has faults, or nothing can be added to it.
    """
    text = ""
    if path.exists():
        read(path)
        text = text_of(path)
    try:
        return amended(text, entry)
    except ValueError as error:
        message = f"{entry_files.quoted(entry.written)} cannot be added to {path}: {error}"
        raise ConfigError(message, hint=f"edit {path}") from error


def listed(path: Path | None = None) -> tuple[tuple[Entry, str, bool], ...]:
    """The entries of a file, or the shipped ones and the user's: each with its layer, and whether it acts.

    Raises:
        ConfigError: a file cannot be read or used.
    """
    if path is None:
        mine = user_file()
        texts = shipped_texts().values()
        found = [(entry, SHIPPED) for text in texts for entry in entry_files.read(text)[0]]
        found += [(entry, YOURS) for entry in (read(mine) if mine.exists() else ())]
    else:
        found = [(entry, str(path)) for entry in read(path)]
    last = {(entry.table, entry.key, entry.language.lower()): place for place, (entry, _) in enumerate(found)}
    return tuple(
        (entry, layer, last[entry.table, entry.key, entry.language.lower()] == place)
        for place, (entry, layer) in enumerate(found)
    )


def mentions(entry: Entry, text: str) -> bool:
    """Whether an entry is written, said or commented with a text, marks and case aside."""
    wanted = folded(text).lower()
    return any(wanted in folded(part).lower() for part in (entry.written, entry.spoken, entry.comment))


def fingerprint(lexicon: Lexicon) -> str:
    """What changes whenever an entry does: hexadecimal SHA-256. Where the files lie plays no part."""
    tables = (lexicon.latin, lexicon.arabic, lexicon.vowels, lexicon.patterns)
    facts = json.dumps([sorted(table.items()) for table in tables], ensure_ascii=False)
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()


def origins(change: Change, stack: tuple[Layer, ...]) -> tuple[Origin, ...]:
    """The entries that had a part in a change, in the order in which they acted."""
    merged = stacked(stack)
    found: list[tuple[Table, str]] = []
    text = change.before
    if key := _latin_key(text, merged):
        found.append(("latin", key))
        text = merged.latin[key]
    found += acting(text, merged)
    return tuple(Origin(written, _home(table, written, stack)) for table, written in found)


def stacked(stack: tuple[Layer, ...]) -> Lexicon:
    """The layers as one lexicon."""
    lexicon = stack[0].lexicon
    for layer in stack[1:]:
        lexicon = lexicon.merged(layer.lexicon)
    return lexicon


def _latin_key(text: str, lexicon: Lexicon) -> str:
    """The longest Latin entry in a stretch of text; empty where there is none."""
    plain = " ".join(text.lower().replace("’", "'").split())
    words = tuple(_LATIN_WORD.finditer(plain))
    runs = (plain[first.start() : last.end()] for first in words for last in words)
    return max((run for run in runs if run in lexicon.latin), key=len, default="")


def _home(table: Table, written: str, stack: tuple[Layer, ...]) -> str:
    """The uppermost layer that has the entry."""
    return next(layer.name for layer in reversed(stack) if written in getattr(layer.lexicon, table))
