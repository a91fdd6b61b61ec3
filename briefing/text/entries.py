"""Entries of a lexicon file, read from TOML and checked one by one.

A file has up to three tables, and entries of their own where more is to be said::

    [latin]            # Latin words, case ignored; several words may be one entry
    "NATO" = "الناتو"

    [arabic]           # Arabic words or phrases to be said otherwise, whole and behind clitics
    "ق س م" = "قسم"

    [vowels]           # the same letters with their diacritics, for what diacritizers get wrong
    "غزة" = "غَزَّة"

    [[entry]]          # goes where it belongs by its letters
    written = "(\\\\d+) كم/س"
    spoken = "\\\\1 كيلومترا في الساعة"
    regex = true
    language = "ar"    # only for voices of this language (BCP 47)
    comment = "speeds"
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from briefing.records import dataclass
from briefing.settings import suggest
from briefing.text import patterns
from briefing.text.expressions import expression
from briefing.text.lookup import MARKS, folded

Table: TypeAlias = Literal["latin", "arabic", "vowels", "patterns"]
TABLES: Final = ("latin", "arabic", "vowels")
"""The tables a file may have."""
FIELDS: Final = ("written", "spoken", "language", "comment", "regex")
"""What an ``[[entry]]`` may say."""
LONGEST: Final = 200
"""Characters of a written or spoken form."""

_VOWEL_BEFORE_SHADDA: Final = expression("([\u064b-\u0650])\u0651")
"""The order of Unicode's normal forms; voices want shadda first."""
_ARABIC: Final = expression("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3]")
_ARABIC_WORDS: Final = expression("(?:[\u0621-\u063a\u0640-\u065f\u0670-\u06d3]+ ?)+")
_LATIN: Final = expression("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_READABLE_LATIN: Final = expression("(?:[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9&'.+]+[ -]?){1,4}")
"""What the reader of Latin words takes for one name (:mod:`briefing.text.runs`)."""
_UNSAYABLE: Final = expression("[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9\u0660-\u0669]")
_CONTROL: Final = expression("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LANGUAGE: Final = expression("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EXAMPLE: Final = 'an entry is written "NATO" = "الناتو"'
_SIMPLER: Final = r"written = '(\d+) كم/س'"


@dataclass(frozen=True, slots=True)
class Entry:
    """One word, phrase or pattern, and how it is said."""

    written: str
    """As in the file."""
    spoken: str
    table: Table
    """By what it is found: Latin words, Arabic letters, letters that only get marks, a regular expression."""
    language: str = ""
    """The BCP 47 language of the voices it is for; empty for all."""
    comment: str = ""

    @property
    def key(self) -> str:
        """What two entries for the same thing have in common."""
        if self.table == "patterns":
            return self.written
        if self.table == "latin":
            return " ".join(unicodedata.normalize("NFC", self.written).lower().replace("’", "'").split())
        return folded(self.written)

    def serves(self, language: str) -> bool:
        """Whether it is for a voice of this language; «ar» is for «ar-EG», too."""
        mine, voice = self.language.lower(), language.lower()
        return not mine or not voice or voice == mine or voice.startswith(f"{mine}-")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file or one of its entries."""

    message: str
    """A clause that begins with the entry it is about, if any."""
    hint: str
    """What can be typed."""
    serious: bool = True
    """Whether the file cannot be used; else the entry only does not do what it seems to."""
    written: str = ""
    """The entry it is about."""


def read(text: str) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """The entries of a file and all its faults. Where one is serious, the entries are what could be read."""
    import tomllib  # not for the shipped files

    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return (), (Fault(f"it is not TOML: {error}", _EXAMPLE),)
    entries: list[Entry] = []
    faults: list[Fault] = []
    seen: set[tuple[str, str, str]] = set()
    for raw in _raw(document):
        if isinstance(raw, Fault):
            faults.append(raw)
            continue
        entry, wrong = raw, tuple(_faults_of(raw))
        faults += (replace(fault, written=entry.written) for fault in wrong)
        if any(fault.serious for fault in wrong):
            continue
        entries.append(entry)
        place = (entry.table, entry.key, entry.language.lower())
        if place in seen:
            faults.append(
                Fault(
                    f"{quoted(entry.written)} is there twice; the last one counts",
                    "remove one of them",
                    serious=False,
                    written=entry.written,
                )
            )
        seen.add(place)
    return tuple(entries), tuple(faults)


def made(
    written: str, spoken: str, *, regex: bool = False, language: str = "", comment: str = ""
) -> tuple[Entry, tuple[Fault, ...]]:
    """An entry that goes where it belongs by its letters, and what is wrong with it."""
    entry = _placed(written, spoken, regex=regex, language=language, comment=comment)
    return entry, tuple(_faults_of(entry))


def ordered(spoken: str) -> str:
    """The text with each shadda before its vowel, which voices want and Unicode's normal forms undo."""
    return _VOWEL_BEFORE_SHADDA.sub("\u0651\\1", unicodedata.normalize("NFC", spoken))


def quoted(written: str) -> str:
    """An entry as a message names it: one line, not too long."""
    short = written if len(written) <= 40 else f"{written[:40]}…"
    return '"' + _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", short) + '"'


def _raw(document: Mapping[str, object]) -> Iterator[Entry | Fault]:
    """Everything in the tables that has the form of an entry, and what has not."""
    for name, table in document.items():
        if name == "entry" and isinstance(table, list):
            for number, item in enumerate(table, 1):
                yield _of_its_own(item, number)
        elif name not in TABLES or not isinstance(table, dict):
            known = (*(f"[{table}]" for table in TABLES), "[[entry]]")
            yield Fault(f"it has no use for {name!r}", f"a lexicon has {', '.join(known)}")
        else:
            for written, spoken in table.items():
                if isinstance(spoken, str):
                    yield _in_table(name, written, spoken)
                else:
                    yield Fault(f"{quoted(written)} in [{name}] must be said as text", _EXAMPLE)


def _in_table(name: str, written: str, spoken: str) -> Entry:
    if name == "arabic" and _only_gets_marks(written, spoken):
        return Entry(written, ordered(spoken), "vowels")
    table: Table = "latin" if name == "latin" else "vowels" if name == "vowels" else "arabic"
    return Entry(written, ordered(spoken), table)


def _of_its_own(item: object, number: int) -> Entry | Fault:
    if not isinstance(item, dict):
        return Fault(f"entry {number} is no table", "[[entry]]")
    for name, value in item.items():
        if name not in FIELDS:
            return Fault(f"entry {number} has no use for {name!r}", suggest(str(name), FIELDS))
        wanted = bool if name == "regex" else str
        if not isinstance(value, wanted):
            kind = "true or false" if wanted is bool else "text"
            return Fault(
                f"{name} of entry {number} must be {kind}", f"{name} = {'true' if wanted is bool else '…'}"
            )
    for name in ("written", "spoken"):
        if name not in item:
            return Fault(f"entry {number} does not say what is {name}", f'{name} = "…"')
    return _placed(
        item["written"],
        item["spoken"],
        regex=item.get("regex", False),
        language=item.get("language", ""),
        comment=item.get("comment", ""),
    )


def _placed(written: str, spoken: str, *, regex: bool, language: str, comment: str) -> Entry:
    table: Table = "arabic"
    if regex:
        table = "patterns"
    elif _only_gets_marks(written, spoken):
        table = "vowels"
    elif _LATIN.search(written) and _READABLE_LATIN.fullmatch(" ".join(written.split())):
        table = "latin"
    return Entry(written, ordered(spoken), table, language, comment)


def _only_gets_marks(written: str, spoken: str) -> bool:
    return bool(MARKS.search(spoken)) and _is_arabic(written) and folded(spoken) == folded(written)


def _is_arabic(written: str) -> bool:
    return _ARABIC_WORDS.fullmatch(" ".join(written.split())) is not None


def _faults_of(entry: Entry) -> Iterator[Fault]:
    """All that is wrong with one entry."""
    name = quoted(entry.written)
    correct = f"briefing lexicon add {name} SPOKEN"
    for text, what in ((entry.written, "written"), (entry.spoken, "spoken")):
        if not text.strip():
            yield Fault(f"{name} has nothing {what}", _EXAMPLE)
            return
        if len(text) > LONGEST or (found := _CONTROL.search(text)):
            what = (
                f"a {what} form longer than {LONGEST} characters"
                if len(text) > LONGEST
                else (f"the invisible character U+{ord(found[0]):04X} in its {what} form" if found else "")
            )
            yield Fault(f"{name} has {what}", correct)
            return
    if entry.language and not _LANGUAGE.fullmatch(entry.language):
        yield Fault(f"{name} is for {entry.language!r}, which is no language", 'language = "ar"')
    match entry.table:
        case "patterns":
            yield from _faults_of_pattern(entry)
        case "latin":
            yield from _faults_of_latin(entry, name, correct)
        case "vowels":
            if not _is_arabic(entry.written):
                yield Fault(f"{name} in [vowels] must be Arabic words", "it may stand in [arabic]")
            elif folded(entry.spoken) != folded(entry.written):
                yield Fault(
                    f"{name} in [vowels] must keep its letters, not become {entry.spoken}",
                    "move it to [arabic]",
                )
            elif not MARKS.search(entry.spoken):
                yield Fault(f"{name} in [vowels] is given no diacritics", correct, serious=False)
        case "arabic":
            if not any(char.isalnum() for char in entry.written):
                yield Fault(f"{name} has no letter or digit", _EXAMPLE)
            elif not any(char.isalnum() for char in entry.spoken):
                yield Fault(f"{name} is said without a letter", correct)
            elif entry.written == entry.spoken:
                yield Fault(f"{name} is said as it is written", correct, serious=False)


def _faults_of_latin(entry: Entry, name: str, correct: str) -> Iterator[Fault]:
    if not _LATIN.search(entry.written):
        yield Fault(f"{name} in [latin] has no Latin letter", "move it to [arabic]")
    elif not _READABLE_LATIN.fullmatch(entry.key.replace("\u00a0", " ")):
        yield Fault(
            f"{name} in [latin] is more than four words of letters, digits, & ' . + and -",
            "move it to [arabic]",
        )
    if not _ARABIC.search(entry.spoken) or _UNSAYABLE.search(entry.spoken):
        yield Fault(f"{name} must be said in Arabic letters alone, not {entry.spoken!r}", correct)


def _faults_of_pattern(entry: Entry) -> Iterator[Fault]:
    try:
        patterns.check_spoken(patterns.compiled(entry.written), entry.spoken)
    except ValueError as error:
        yield Fault(f"the pattern {quoted(entry.written)} cannot be used: {error}", _SIMPLER)
