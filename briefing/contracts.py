"""What a voice, a source and an exporter must be, and how to add one.

Each is a file in ``voices/``, ``sources/`` or ``exporters/``; the file's name is the plugin's name.
A plugin from another package is found by the entry-point groups ``briefing.voices``,
``briefing.sources`` and ``briefing.exporters`` (the entry point names the module). A file whose name
begins with an underscore is not a plugin.

A **voice** module has::

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Options: ...                 # a default for every field, the unit in the string under it
    class Voice: def __init__(self, options: Options) -> None

A voice that speaks other languages besides may say so with one more method, :class:`Polyglot`'s; without it
it is given Latin words in Arabic letters.

A **source** module has ``accepts(reference: str) -> bool`` and ``read(reference: str) -> Article``.

An **exporter** module has ``Options``, ``FILES`` (the names it may write, below ``folder`` and as patterns
where they are many: ``folder/*.mp3``; see :func:`declares`), and
``export(briefing, folder, options) -> list[Path | Measured]``; where the format is text, also a pure
``render(briefing, ...) -> str``. ``folder`` holds ``master.wav``; the exporter writes into it and nowhere
else, under final names: whoever calls it publishes them in one step.

The contract tests run over every plugin that is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final, Literal, Protocol, runtime_checkable

from briefing.model import Article, Briefing, Loudness, WordTime
from briefing.records import dataclass

PRIVATE: Final[Mapping[str, bool]] = MappingProxyType({"private": True})
"""``field(metadata=PRIVATE)`` on an option that says nothing of the sound and much of the machine (paths,
addresses, time limits): it is never written into a briefing."""


SPEED: Final = "speed"
"""``field(metadata={SPEED: True})`` on the option that is proportional to how fast the voice speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """What a voice gives back for one text."""

    data: bytes
    encoding: Literal["pcm", "mp3"]
    """``pcm`` is 16-bit little-endian mono without a header."""
    rate: int
    """Frames per second; for ``mp3`` what the voice expects it to be (the decoder decides)."""
    words: tuple[WordTime, ...] = ()
    """When each blank-separated word of the text was said, in frames of this sound, where known."""
    pauses: tuple[WordTime, ...] = ()
    """The silences at marks inside, each by the word before it, where known; else they are looked for. They
    become as long as was asked for."""


PAUSE_MARKS: Final = frozenset("،؛:.؟!…,;?")
VOWEL_MARKS: Final = frozenset(map(chr, range(0x064B, 0x0651)))
FIRST_NOT_LATIN: Final = "\u02b0"
"""Letters below are Latin (Unicode, Basic Latin to IPA Extensions)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a voice takes for what it says: a straight line fitted to measured sentences, the silences at
    marks inside them taken out: those are the listener's to choose.

    Its mean error is to be nil; of single sentences most are within a tenth.
    """

    letter_s: float
    """Seconds a letter or digit."""
    latin_s: float | None = None
    """Seconds a letter of a Latin alphabet, the joints around the words included; None where it takes as long
    as another."""
    vowel_s: float = 0.0
    """Seconds a short vowel that is written (diacritized text)."""
    pause_s: float = 0.0
    """Seconds by which a mark at which the voice pauses makes the words around it longer."""

    def seconds(self, text: str) -> float:
        """How long the text is expected to take."""
        return _seconds(self, text)


class _Shares(dict[str, float]):
    """What each character takes, looked at when it is first met: scripts ask for a million of them."""

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self._pace = pace

    def __missing__(self, letter: str) -> float:
        pace = self._pace
        if letter.isalnum():
            is_latin = letter < FIRST_NOT_LATIN and letter.isalpha()
            share = pace.latin_s if is_latin and pace.latin_s is not None else pace.letter_s
        elif letter in VOWEL_MARKS:
            share = pace.vowel_s
        else:
            share = pace.pause_s if letter in PAUSE_MARKS else 0.0
        self[letter] = share
        return share


@lru_cache(maxsize=16)
def _shares(pace: Pace) -> _Shares:
    return _Shares(pace)


@lru_cache(maxsize=4096)
def _seconds(pace: Pace, text: str) -> float:
    """Of most texts it is asked twice: for what they take, and for what everything takes."""
    return sum(map(_shares(pace).__getitem__, text))


@runtime_checkable
class Voice(Protocol):
    """Turns text into sound. ``speak`` may be called from several threads at once."""

    language: str
    """BCP 47."""
    online: bool
    """True: the text leaves this machine."""
    rate: int
    """Frames per second of its sound."""
    max_chars: int
    """The longest text one call may carry, in characters."""
    needs_vowels: bool
    """True: wants diacritized Arabic."""
    pace: Pace
    """How fast it speaks, measured."""
    parallel: int
    """How many calls of ``speak`` it serves at once, those in other languages included."""

    def check(self) -> None:
        """Raise ``VoiceUnavailable``, with the command that cures it, where it cannot work here."""

    def fingerprint(self) -> str:
        """A short text that changes whenever the sound would: part of the cache key."""

    def speak(self, text: str) -> Sound:
        """Say one text.

        Raises:
            VoiceRefused: this text will never be said.
            VoiceOffline: it may be said later.
            VoiceUnavailable: the voice does not work here, or not any more.
        """

    def foretell(self, texts: int) -> float:
        """Seconds that many texts would take at the pace it keeps now; 0 where it is not worth telling."""

    def close(self) -> None:
        """Release processes and connections, also those in use; may be called again."""


@runtime_checkable
class Polyglot(Voice, Protocol):
    """A voice that also speaks other languages: Latin words that are to be said as they are written are
    handed to it as pieces of their own, in the middle of the sentence."""

    def abroad(self, language: str) -> Voice | None:
        """The same voice speaking another language, or None where it cannot; asked before it is needed, so
        nothing is loaded or started.

        Its fingerprint tells it from this one, its options and loudness are the same, and it serves threads
        as this one does. It may be the same object each time. Who asked closes this one alone, which closes
        that one with it.

        Args:
            language: BCP 47, such as ``en`` or ``fr``.
        """


class VoiceModule(Protocol):
    """A file in ``voices/``."""

    Options: type[Any]

    def Voice(self, options: Any) -> Voice:
        """Make the voice; cheap: nothing is loaded or started before it is needed."""


class SourceModule(Protocol):
    """A file in ``sources/``."""

    def accepts(self, reference: str) -> bool:
        """Whether this source reads such a reference (a path, an address, ``-``)."""

    def read(self, reference: str) -> Article:
        """Read it.

        Raises:
            ArticleError: it cannot be read or is no Arabic article.
        """


@dataclass(frozen=True, slots=True)
class Measured:
    """A file of sound that an exporter wrote, and how loud it is when it is decoded again."""

    path: Path
    loudness: Loudness | None
    """None where it is too short, or silent."""


def path_of(item: Path | Measured) -> Path:
    """The path of what an exporter wrote."""
    return item.path if isinstance(item, Measured) else item


class ExporterModule(Protocol):
    """A file in ``exporters/``.

    One that needs no sound, only what ``briefing.json`` says, may have ``SILENT = True``: then the master is
    not read before it is called, to see whether it is whole, and it is called while that is being written.

    One that makes something costly again and again may have ``KEEPS = True``: then it is also given ``kept``,
    a :class:`briefing.store.Store`, or None where there is none.

    One that loads much when it is called may name it in ``LOADS``, a tuple of modules: they are loaded while
    the voice speaks.

    One that reads the master once from the first sample to the last may have ``FOLLOWS = True``: then it may
    be called while the master is being written, in a thread, and given ``sound``, its PCM block by block, or
    None where it is to read the file. An error that comes out of ``sound`` must come out of ``export``.
    """

    Options: type[Any]
    FILES: tuple[str, ...]
    """What it may write: see :func:`declares`. A file of that kind that it wrote before and does not write
    now is removed."""

    def export(self, briefing: Briefing, folder: Path, options: Any) -> Sequence[Path | Measured]:
        """Write the edition into ``folder``, where ``master.wav`` is; the paths written.

        Raises:
            OutputError: the disk or an encoder failed.
        """


def declares(files: Iterable[str], name: str) -> bool:
    """Whether an exporter's ``FILES`` name this file.

    Args:
        files: names with ``/`` between folders; ``*`` stands for any letters but ``/``.
        name: the file's path inside the folder it was written into.
    """
    path = PurePosixPath(name)
    return any(
        len(path.parts) == len(PurePosixPath(pattern).parts) and path.match(pattern) for pattern in files
    )
