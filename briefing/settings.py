"""Options: what may be set, how text becomes a typed value, and "did you mean"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from briefing.errors import RequestError
from briefing.records import dataclass

DEFAULT_EDITIONS = ("cover", "mp3", "transcript", "captions", "chapters")

PAUSE_BOUNDS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "comma_ms": (40, 10_000),
        "quote_ms": (40, 10_000),
        "sentence_ms": (150, 10_000),
        "paragraph_ms": (150, 10_000),
        "heading_ms": (150, 10_000),
        "section_ms": (300, 10_000),
        "tone_ms": (300, 10_000),
        "lead_ms": (50, 100),
        "tail_ms": (0, 60_000),
    }
)
"""The least and the most that each silence may be, in milliseconds."""

Scalar = str | int | float | bool
Options = TypeVar("Options")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Silences of a briefing, in milliseconds."""

    comma_ms: int = 180
    """At a mark inside a sentence where the voice pauses; 40 to 10,000."""
    quote_ms: int = 400
    """The same where a quotation begins or ends; between two sentences the longer of the two."""
    sentence_ms: int = 350
    """Between two sentences of a paragraph; never under 150."""
    paragraph_ms: int = 650
    """Between two paragraphs, and after a line of the contents."""
    heading_ms: int = 600
    """After a section's announcement."""
    section_ms: int = 900
    """Before the tone that opens a section."""
    tone_ms: int = 400
    """Between that tone, or the opening sound, and the first word; never under 300."""
    lead_ms: int = 80
    """From a chapter's mark to its first word; 50 to 100, so that players never cut into the word."""
    tail_ms: int = 500
    """After the last word of all."""

    def __post_init__(self) -> None:
        for name, (least, most) in PAUSE_BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                message = f"pauses.{name} is {value}; it must be between {least} and {most} milliseconds"
                raise RequestError(message, hint=f"-O pauses.{name}={least}")

    def scaled(self, factor: float) -> Pauses:
        """These silences longer or shorter, within their bounds; the lead is not for the ear and stays."""
        return dataclasses.replace(
            self,
            **{
                name: min(max(round(getattr(self, name) * factor), least), most)
                for name, (least, most) in PAUSE_BOUNDS.items()
                if name != "lead_ms"
            },
        )


@dataclass(frozen=True, slots=True)
class Target:
    """How loud a briefing is to be (EBU R 128), heard from two loudspeakers."""

    lufs: float
    """Integrated loudness."""
    peak_dbtp: float = -1.0
    """What the wave may reach, also between its samples, in decibels of full scale."""


TARGETS: Mapping[str, Target | None] = MappingProxyType(
    {"podcast": Target(-16.0), "radio": Target(-23.0), "none": None}
)
"""``podcast`` is what Apple and the loudness people of podcasting ask for, ``radio`` is EBU R 128."""
QUIETEST, LOUDEST = -40.0, -9.0


def target_of(text: str) -> Target | None:
    """A target by its name, or by its loudness in LUFS; None for "as it was recorded".

    Raises:
        RequestError: neither, or a loudness at which nothing can be listened to.
    """
    if text in TARGETS:
        return TARGETS[text]
    try:
        lufs = float(text)
    except ValueError:
        message = f"there is no loudness {text!r}; give {', '.join(TARGETS)} or a number of LUFS"
        raise RequestError(message, hint=f"--loudness {suggest(text, TARGETS)}") from None
    if not QUIETEST <= lufs <= LOUDEST:
        message = f"the loudness must be between {QUIETEST:g} and {LOUDEST:g} LUFS, not {lufs:g}"
        raise RequestError(message, hint="--loudness -16")
    return Target(lufs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jingles:
    """The user's own sounds, as paths to WAV, MP3 or FLAC files; empty for the ones of the house."""

    opening: str = ""
    """Before the first word; at most 20 seconds."""
    closing: str = ""
    """After the last word; at most 20 seconds."""
    section: str = ""
    """Before each section; at most 5 seconds."""
    bed: str = ""
    """Under the ident and the summary, as long as they are; at most 5 minutes, repeated where it is shorter.
    There is none of the house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interludes:
    """How long the sounds between the words last, in milliseconds; 0 for none."""

    opening_ms: int = 0
    section_ms: int = 0
    closing_ms: int = 0
    bed: bool = False
    """Whether there is music under the ident and the summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one run was asked for."""

    voice: str = "auto"
    options: Mapping[str, str] = field(default_factory=dict)
    """As typed: ``key`` or ``plugin.key`` or ``pauses.key`` to value."""
    summary_seconds: int = 45
    """The longest the spoken summary may be; 0 leaves it out."""
    summary: Literal["extract", "headlines", "llm", "none"] = "extract"
    """Whole sentences of the article, one line for each section, a language model's words, or none."""
    summary_from: Path | None = None
    """A file with the editor's own summary."""
    editions: tuple[str, ...] = DEFAULT_EDITIONS
    latin: Literal["arabic", "spell", "voice"] = "arabic"
    """Latin words that the lexicon does not know: by rule in Arabic letters, spelled, or as they are for a
    voice that speaks their language."""
    endings: Literal["pausal", "full", "none"] = "pausal"
    """Case endings: left off before a pause as newsreaders do, always said, never said."""
    vowels: Literal["usual", "best"] = "usual"
    """Diacritics by two models averaged, or by three of which two are asked twice: at half the speed."""
    lexicons: tuple[Path, ...] = ()
    """Lexicon files laid over the shipped one, the last one on top."""
    sample_rate: int = 0
    """Frames per second of the master; 0 keeps the voice's own."""
    speed: float = 1.0
    """How much faster than usual the voice speaks, at the same pitch."""
    pauses: float = 1.0
    """How much longer than usual every pause is."""
    tone: bool = True
    """A soft tone before each section."""
    loudness: str = "podcast"
    """How loud it is to be: see :func:`target_of`."""
    sounds: bool = True
    """Sounds besides the words at all: opening, closing, tones, music."""
    force: bool = False
    """Voice again what is already in the cache."""
    jobs: int = 0
    """Utterances voiced at once; 0 is one a core."""
    patience_s: float = 60.0
    """Seconds of waiting that one text is worth, while an online voice does not answer."""
    fallback: str = ""
    """The voice that speaks the whole briefing when the first one fails; empty for none."""
    fallback_scope: Literal["briefing", "section"] = "briefing"
    """Whether the fallback speaks all of it, or the segments that the first voice could not finish."""
    fit_ms: int = 0
    """Exactly how long the briefing is to be, in milliseconds; 0 for as long as it is."""
    max_ms: int = 0
    """The longest it may be, in milliseconds; 0 for as long as it is."""
    force_fit: bool = False
    """Whether for that the voice may speak more than five per cent faster or slower."""

    @property
    def is_measured(self) -> bool:
        """Whether a length was asked for."""
        return bool(self.fit_ms or self.max_ms)


def suggest(word: str, known: Iterable[str]) -> str:
    """The nearest known word, or all of them where none is near: something that can be typed."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    return near[0] if near else ", ".join(words)


def convert(kind: type[Options], given: Mapping[str, str], *, whose: str) -> Options:
    """Make a plugin's ``Options`` from text.

    Args:
        kind: a frozen dataclass with a default for every field.
        given: field name to text.
        whose: the plugin's name, for messages.

    Raises:
        RequestError: an unknown key (with the nearest known one), or text that is not of the field's type.
    """
    import msgspec

    known = [item.name for item in dataclasses.fields(kind)]  # type: ignore[arg-type]
    for key in given:
        if key not in known:
            message = f"{whose} has no option {key!r}"
            raise RequestError(message, hint=suggest(key, known))
    try:
        return msgspec.convert(dict(given), kind, strict=False)
    except msgspec.ValidationError as error:
        message = f"an option of {whose} has a value that cannot be used: {error}"
        raise RequestError(message, hint="briefing voices and briefing formats list the options") from error


def scoped(options: Mapping[str, str], plugin: str, *, known: Iterable[str]) -> dict[str, str]:
    """The options meant for one plugin: ``plugin.key`` always, a bare ``key`` where the plugin has it."""
    names = set(known)
    mine = {key: value for key, value in options.items() if key in names}
    prefix = f"{plugin}."
    mine.update({key.removeprefix(prefix): value for key, value in options.items() if key.startswith(prefix)})
    return mine
