"""The nouns: what flows between the stages, all frozen, all plain data.

``Article`` → ``Script`` is text; ``Script`` → ``Timeline`` is sound; ``Briefing`` is what exporters get.
Two of them are files people keep: ``script.json`` and ``briefing.json``. Their layout is the dataclasses
below, read and written by msgspec, which checks every field and names the path of a wrong one. The
JSON Schemas of both are kept in ``briefing/schemas`` for other programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from briefing.errors import ArticleError
from briefing.records import dataclass

SCRIPT_SCHEMA: Final = "briefing.script/1"
BRIEFING_SCHEMA: Final = "briefing.briefing/1"


class BlockKind(StrEnum):
    """What a part of an article is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"


class Role(StrEnum):
    """What an utterance is for."""

    IDENT = "ident"
    CONTENTS = "contents"
    SUMMARY = "summary"
    ANNOUNCEMENT = "announcement"
    NARRATION = "narration"
    CREDIT = "credit"


class SegmentKind(StrEnum):
    """What an item of the rundown is for."""

    IDENT = "ident"
    CONTENTS = "contents"
    SUMMARY = "summary"
    SECTION = "section"
    CREDIT = "credit"


class SoundKind(StrEnum):
    """What a sound besides the words is for."""

    OPENING = "opening"
    SECTION = "section"
    CLOSING = "closing"
    BED = "bed"
    """Music under the words."""


# --- the article -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What is known about an article besides its text; empty where it is not known, never guessed."""

    headline: str = ""
    byline: str = ""
    """Who wrote it."""
    dateline: str = ""
    """Where it was written."""
    published: str = ""
    """ISO 8601 date, ``YYYY-MM-DD``."""
    source_name: str = ""
    """The newspaper, agency or site."""
    url: str = ""
    language: str = "ar"
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: a heading, a paragraph, a list item or a block quotation."""

    kind: BlockKind
    text: str
    level: int = 0
    """Headings only: 1 is the article's own headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a source gave, in reading order."""

    masthead: Masthead
    blocks: tuple[Block, ...]
    charset: str = "utf-8"
    """The encoding the bytes were read in."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article in its own wording; its id is that of the utterance narrating it."""

    id: str
    text: str
    opens_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article; ``title`` is empty where the article is one piece."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    titled_by_author: bool = False


# --- the script ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A word whose reading is not sure: its best two readings are close."""

    word: int
    """Which of the blank-separated words of ``spoken``, counted from 0."""
    reading: str = ""
    """The word as it was read, without punctuation glued to it. An editor who changes it has settled it."""
    other: str
    """The word in the reading that was not chosen; the same letters."""
    certainty: float
    """How sure the chosen reading is, from 0 (as likely as the other one) to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One thing said."""

    id: str
    role: Role
    shown: str
    """What a reader sees: for narration, the article's own wording."""
    spoken: str
    """What the voice is given. Edit this to change how something is said."""
    pause_ms: int
    """Silence after it, in milliseconds."""
    sentence: str | None = None
    """The sentence of the article it says: the id of the narration of that sentence."""
    section: str | None = None
    """The segment of the section it belongs to or speaks of."""
    opens_paragraph: bool = False
    """Narration: whether a paragraph of the article begins with it."""
    abridged: bool = False
    """Summary: whether something of ``sentence`` is left out."""
    doubts: tuple[Doubt, ...] = ()
    """Words of ``spoken`` to be listened to: ``briefing doubts`` lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One item of the rundown; it becomes a chapter."""

    id: str
    kind: SegmentKind
    title: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All that will be said, in the order a listener hears it."""

    schema: str = SCRIPT_SCHEMA
    id: str
    """Derived from the article: the same article has the same id."""
    masthead: Masthead
    vowelized: bool
    """Whether ``spoken`` carries diacritics put there for a voice that needs them."""
    segments: tuple[Segment, ...]

    def utterances(self) -> Iterator[Utterance]:
        """Every utterance, in the order it is heard."""
        for segment in self.segments:
            yield from segment.utterances


# --- sound -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordTime:
    """When one word was said: ``index`` counts the blank-separated words of ``spoken`` from 0."""

    index: int
    start: int
    end: int
    """Frames; ``end`` is exclusive."""


@dataclass(frozen=True, slots=True)
class Breath:
    """Where a voice paused at a mark inside a text. The silence itself is taken out, so that a pause of any
    length can be put there."""

    word: int
    """The blank-separated word before it, counted from 0."""
    frame: int
    """Of the sound without its pauses: the first one behind the pause."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A recorded utterance: 16-bit little-endian mono PCM in the master's rate, silence trimmed."""

    utterance: str
    pcm: bytes
    words: tuple[WordTime, ...] = ()
    """Frames of this clip."""

    @property
    def frames(self) -> int:
        """Length in frames."""
        return len(self.pcm) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Where an utterance fell."""

    id: str
    chapter: str
    role: Role
    shown: str
    spoken: str
    start: int
    end: int
    """Frames of the master; ``end`` is exclusive."""
    sentence: str | None = None
    section: str | None = None
    opens_paragraph: bool = False
    words: tuple[WordTime, ...] = ()
    """Frames of the master."""
    words_estimated: bool = False
    """Whether the voice did not say when, so that the words' times are worked out from their letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Where a segment fell; chapters are contiguous and cover the whole master."""

    id: str
    kind: SegmentKind
    title: str
    start: int
    end: int
    """Frames of the master; ``end`` is exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSound:
    """Where a sound that is no speech fell."""

    kind: SoundKind
    start: int
    end: int
    """Frames of the master; ``end`` is exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Where everything falls, in integer frames of the master."""

    rate: int
    """Frames per second."""
    frames: int
    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    sounds: tuple[PlacedSound, ...] = ()
    """Besides the words, in the order of their starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCredit:
    """Who spoke."""

    name: str
    language: str
    online: bool
    fingerprint: str
    """Changes whenever the sound would."""
    options: Mapping[str, str | int | float | bool]
    stands_in_for: str = ""
    """The voice that was asked for and failed; empty where this is it."""
    helped_by: str = ""
    """The voice that spoke the segments this one could not finish."""
    helped_in: tuple[str, ...] = ()
    """Those segments."""
    reason: str = ""
    """Why the voice that was asked for failed."""

    @property
    def is_as_asked(self) -> bool:
        """Whether the voice that was asked for spoke all of it."""
        return not (self.stands_in_for or self.helped_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """How loud a file of sound is: decoded again, from two loudspeakers (EBU R 128, ITU-R BS.1770)."""

    lufs: float
    """Integrated, gated."""
    range_lu: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """One file of a finished briefing."""

    name: str
    bytes: int
    sha256: str
    loudness: Loudness | None = None
    """Of a file of sound that was measured; None where it is too short or silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The finished thing, as every exporter receives it: ``briefing.json``."""

    schema: str = BRIEFING_SCHEMA
    id: str
    created: str
    """ISO 8601 date, ``YYYY-MM-DD``."""
    generator: str
    """The program and version that made it."""
    masthead: Masthead
    voice: VoiceCredit
    settings: Mapping[str, str | int | float | bool]
    rate: int
    """Frames per second; every start and end below is in these frames."""
    frames: int
    chapters: tuple[Chapter, ...]
    utterances: tuple[Cue, ...]
    sounds: tuple[PlacedSound, ...] = ()
    """Besides the words, in the order of their starts."""
    gain_db: float = 0.0
    """How much the recorded voice was turned up, all of it alike."""
    files: tuple[MadeFile, ...] = ()

    def cues_of(self, chapter: Chapter) -> tuple[Cue, ...]:
        """The chapter's utterances, in order."""
        return tuple(cue for cue in self.utterances if cue.chapter == chapter.id)


# --- JSON ------------------------------------------------------------------------------------------

Document = TypeVar("Document", Script, Briefing)


def to_json(document: Script | Briefing) -> str:
    """The document as indented UTF-8 JSON, keys in the order of the class, real Arabic letters."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def from_json(data: bytes | str, kind: type[Document]) -> Document:
    """Read and check a document.

    Raises:
        ArticleError: not JSON, a field missing or of the wrong type (the path is named), or another
            version of the layout.
    """
    import msgspec

    name, expected = ("script", SCRIPT_SCHEMA) if kind is Script else ("briefing", BRIEFING_SCHEMA)
    hint = (
        "write a new one with: briefing script ARTICLE"
        if kind is Script
        else "make it again with: briefing make ARTICLE"
    )
    try:
        document = msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"this is not a {name}.json that can be used: {error}"
        raise ArticleError(message, hint=hint) from error
    if document.schema != expected:
        message = f"this {name}.json has layout {document.schema!r}; this version reads {expected!r}"
        raise ArticleError(message, hint=hint)
    return document


def schema_of(kind: type[Script] | type[Briefing]) -> str:
    """The JSON Schema (draft 2020-12) of a document, as indented JSON."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(kind)), indent=2).decode() + "\n"
