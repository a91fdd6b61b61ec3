"""The lexicon: how particular words are said. The shipped one, and what a user or a show lays over it.

What a file may hold is told in :mod:`briefing.text.entries`, how words are found in a text in
:mod:`briefing.text.lookup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from briefing.errors import ConfigError
from briefing.records import dataclass
from briefing.text import patterns
from briefing.text.changes import Change
from briefing.text.entries import Entry, Table, ordered, read
from briefing.text.joining import marked, prefixed, respecting
from briefing.text.lookup import CLITICS, LETTERS, TATWEEL, WORD, Index, folded, smoothed

WORDLISTS = Path(__file__).with_name("wordlists")

_HEAD = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
_ROW = re.compile(r'^"([^"\\]+)" = "([^"\\]+)"$', re.MULTILINE)

__all__ = ["CLITICS", "LETTERS", "Lexicon", "acting", "lexicon_of", "load", "parsed", "respelled"]
__all__ += ["shipped", "shipped_texts", "text_of", "vowelled"]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Written to spoken. Keys of ``latin`` are lower case, one blank between words."""

    latin: Mapping[str, str] = field(default_factory=dict)
    arabic: Mapping[str, str] = field(default_factory=dict)
    vowels: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
    """Regular expressions, as they are written in the file."""

    def merged(self, other: Lexicon) -> Lexicon:
        """Both together; where both have an entry, the other's wins."""
        return Lexicon(
            {**self.latin, **other.latin},
            {**{key: said for key, said in self.arabic.items() if key not in other.vowels}, **other.arabic},
            {**self.vowels, **other.vowels},
            {**self.patterns, **other.patterns},
        )


def lexicon_of(entries: Iterable[Entry], *, language: str = "") -> Lexicon:
    """The lexicon of these entries, those for voices of other languages left out; of two the later counts."""
    tables: dict[Table, dict[str, str]] = {"latin": {}, "arabic": {}, "vowels": {}, "patterns": {}}
    for entry in entries:
        if entry.serves(language):
            if entry.table == "vowels":
                tables["arabic"].pop(entry.key, None)
            tables[entry.table].pop(entry.key, None)  # its place is that of the last one
            tables[entry.table][entry.key] = entry.spoken
    return Lexicon(**tables)


def parsed(text: str, *, whose: str, language: str = "") -> Lexicon:
    """Read a lexicon from TOML.

    Args:
        text: the file's.
        whose: how the file is called in messages.
        language: of the voice, BCP 47; empty takes the entries for every language.

    Raises:
        ConfigError: not TOML, an unknown table, or an entry that cannot be used; it names file and entry.
    """
    entries, faults = read(text)
    for fault in faults:
        if fault.serious:
            message = f"the lexicon {whose} cannot be used: {fault.message}"
            raise ConfigError(message, hint=fault.hint)
    return lexicon_of(entries, language=language)


def load(path: Path, *, language: str = "") -> Lexicon:
    """Read a lexicon file; arguments as for :func:`parsed`.

    Raises:
        ConfigError: it cannot be read or is no lexicon.
    """
    return parsed(text_of(path), whose=str(path), language=language)


def text_of(path: Path) -> str:
    """The text of a lexicon file.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8")  # line ends stay, so that it can be written back
    except OSError as error:
        message = f"the lexicon {path} cannot be read: {error.strerror}"
        raise ConfigError(message, hint=f"briefing lexicon add NATO الناتو --file {path}") from error
    except UnicodeDecodeError as error:
        message = f"the lexicon {path} cannot be read: it is not in UTF-8"
        raise ConfigError(message, hint=f"iconv -f WINDOWS-1256 -t UTF-8 {path}") from error


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with the package; its files are proved right by the tests, not on every run."""
    tables: dict[str, dict[str, str]] = {"latin": {}, "arabic": {}, "vowels": {}}
    for text in shipped_texts().values():
        for name, table in _tables(text):
            tables[name].update(table)
    return Lexicon(
        {written.lower(): said for written, said in tables["latin"].items()},
        tables["arabic"],
        {written: ordered(said) for written, said in tables["vowels"].items()},
    )


def _tables(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The tables of a shipped file: rows of two texts, at a tenth of the price of all that TOML may hold."""
    _, *parts = _HEAD.split(text)
    for name, rows in zip(parts[::2], parts[1::2], strict=True):
        yield name, dict(_ROW.findall(rows))


def shipped_texts() -> dict[str, str]:
    """The lexicon files that come with the package, by their names."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(WORDLISTS.glob("*.toml"))}


def respelled(text: str, lexicon: Lexicon, *, changes: list[Change] | None = None) -> str:
    """The text with the entries of ``arabic`` and the ``patterns`` applied, each place once.

    Words are found behind clitics, which stay. Of two that overlap, the one that begins first is applied,
    then the longer one. What an entry says is not looked up again, and where the text already has it, it
    stays.

    Args:
        text: as written.
        lexicon: what to apply.
        changes: gets what was changed, in the order of the text (rule ``lexicon``).
    """
    if not (lexicon.arabic or lexicon.patterns):
        return text
    return _applied(text, _sorted(_respellings(text, lexicon)), "lexicon", changes)


def vowelled(text: str, lexicon: Lexicon, *, changes: list[Change] | None = None) -> str:
    """The text with the entries of ``vowels`` applied, clitics and all.

    Words keep the marks they were written with: where those are not the entry's, the word stays as it is.

    Args:
        text: with or without diacritics.
        lexicon: what to apply.
        changes: gets what was changed, in the order of the text (rule ``lexicon-vowels``).
    """
    if not lexicon.vowels:
        return text
    return _applied(text, _vowellings(text, lexicon), "lexicon-vowels", changes)


class _Hit(NamedTuple):
    """A stretch of a text, what takes its place, and the entry that says so."""

    start: int
    end: int
    said: str
    table: Table
    written: str


def acting(text: str, lexicon: Lexicon) -> tuple[tuple[Table, str], ...]:
    """Table and key of each entry for Arabic that :func:`respelled` and then :func:`vowelled` would apply."""
    respellings = _chosen(text, _sorted(_respellings(text, lexicon)))
    vowellings = _chosen(respelled(text, lexicon), _vowellings(respelled(text, lexicon), lexicon))
    return tuple((hit.table, hit.written) for hits in (respellings, vowellings) for hit in hits)


def _sorted(hits: Iterable[_Hit]) -> list[_Hit]:
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _chosen(text: str, hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Those that change something and do not overlap one before them."""
    done = 0
    for hit in hits:
        if hit.start >= done and text[hit.start : hit.end] != hit.said:
            yield hit
            done = hit.end


def _applied(text: str, hits: Iterable[_Hit], rule: str, changes: list[Change] | None) -> str:
    pieces: list[str] = []
    done = 0
    for hit in _chosen(text, hits):
        if changes is not None:
            changes.append(Change(rule, text[hit.start : hit.end], hit.said))
        pieces += (text[done : hit.start], hit.said)
        done = hit.end
    if not pieces:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


class _Respelling:
    """The entries of ``arabic`` and the ``patterns`` of one lexicon, ready to be looked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        plain = dict.fromkeys(key for key in lexicon.arabic if WORD.fullmatch(key.replace(" ", "")))
        self.words = Index(plain)
        self._phrases = tuple(
            (max(key.split(), key=len), key, _literal(key)) for key in lexicon.arabic if key not in plain
        )
        self.patterns = tuple((key, patterns.compiled(key)) for key in reversed(tuple(lexicon.patterns)))

    def phrases_in(self, text: str) -> list[tuple[str, re.Pattern[str]]]:
        """The phrases with signs that may be in a text: smoothing one with diacritics is dear."""
        bare = folded(text) if self._phrases else ""
        return [(key, pattern) for sign, key, pattern in self._phrases if sign in bare]


@lru_cache(maxsize=8)
def _respelling(lexicon: Lexicon) -> _Respelling:
    return _Respelling(lexicon)


@lru_cache(maxsize=8)
def _vowelling(lexicon: Lexicon) -> Index:
    return Index(lexicon.vowels, hurried=True)


def _literal(key: str) -> re.Pattern[str]:
    """A phrase with signs or digits in it («ق.م», «11/9») as a pattern, behind clitics where it is a word."""
    words = r"[^\S\n]+".join(map(re.escape, key.split()))
    clitics = "([وف]?[بكل]?)" if WORD.match(key) and sum(map(str.isalpha, key)) > 1 else "()"
    begin = rf"(?<![{patterns.WORD}])" + (r"(?<!\d[.,:/\-])" if key[0].isdigit() else "")
    end = rf"(?![{patterns.WORD}])" + (r"(?![.,:/\-]\d)" if key[-1].isdigit() else "")  # no part of a date
    return re.compile(f"{begin}{clitics}{words}{end}")


def _respellings(text: str, lexicon: Lexicon) -> Iterator[_Hit]:
    ready = _respelling(lexicon)
    for found in ready.words.search(text):
        said = lexicon.arabic[found.written]
        if not _is_said_already(text, found.end, found.written, said):
            yield _Hit(found.start, found.end, prefixed(found.prefix, said), "arabic", found.written)
    if there := ready.phrases_in(text):
        smooth, places = smoothed(text, marks=True)
        for phrase, match in _matches(smooth, there):
            said = match[1] + lexicon.arabic[phrase]
            yield _Hit(*_placed(match, places), said, "arabic", phrase)
    if ready.patterns:
        smooth, places = smoothed(text, marks=False)
        for pattern, match in _matches(smooth, ready.patterns):
            said = match.expand(lexicon.patterns[pattern])
            yield _Hit(*_placed(match, places), said, "patterns", pattern)


def _matches(text: str, table: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[tuple[str, re.Match[str]]]:
    """Each entry that matches something, and where."""
    for key, pattern in table:
        for match in pattern.finditer(text):
            if match[0]:
                yield key, match


def _placed(match: re.Match[str], places: list[int]) -> tuple[int, int]:
    """Start and end of a match in the text that was smoothed."""
    start, end = match.span()
    return (places[start], places[end]) if places else (start, end)


def _is_said_already(text: str, end: int, written: str, said: str) -> bool:
    """Whether what would be said stands there: «تنظيم داعش» for «داعش» is not said twice."""
    at = said.find(written)
    while at >= 0:
        start = end - at - len(written)
        if start >= 0 and text.startswith(said, start):
            return True
        at = said.find(written, at + 1)
    return False


def _vowellings(text: str, lexicon: Lexicon) -> Iterator[_Hit]:
    for start, end, written, prefix in _vowelling(lexicon).search(text):
        said: str | None = marked(prefix, lexicon.vowels[written])
        before = text[start:end]
        if said is not None and not (before.isalpha() and TATWEEL not in before):
            said = respecting(before, said)
        if said is not None:
            yield _Hit(start, end, said, "vowels", written)
