"""``briefing.mp3``: the whole briefing as one MP3 with chapters, text and cover.

Tag, Info frame, sound; encoded once, straight from the master. Chapters are frames of an ID3v2.3 tag
(:mod:`briefing.audio.id3`), exact to the millisecond because decoders give back the master's own samples
(:mod:`briefing.audio.encode`).
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import id3
from briefing.audio.encode import QUALITY, encode, pcm_blocks
from briefing.audio.heard import Hearing
from briefing.audio.loudness import Level
from briefing.contracts import Measured
from briefing.errors import OutputError, RequestError
from briefing.exporters import _words
from briefing.exporters._sound import check_bitrate
from briefing.exporters._writing import unwritable
from briefing.model import Briefing, Loudness
from briefing.records import dataclass
from briefing.timeline import milliseconds

if TYPE_CHECKING:
    from briefing.audio.encoder import Keeping

KEEPS: Final = True
FOLLOWS: Final = True
LOADS: Final = ("briefing.audio.encoder", "lameenc", "_miniaudio")
FILES: Final = ("briefing.mp3",)
COPIED_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    bitrate_kbps: int = 64
    """Constant, in kbit/s."""
    quality: int = QUALITY
    """LAME's: 0 (best, slow) to 9 (worst, fast)."""
    cover: bool = True
    """Whether the picture goes into the file."""

    def __post_init__(self) -> None:
        check_quality("mp3", bitrate_kbps=self.bitrate_kbps, quality=self.quality)


def check_quality(whose: str, *, bitrate_kbps: int, quality: int) -> None:
    """Refuse here what no rate has; what this briefing's rate has is known only when encoding.

    Raises:
        RequestError: MP3 has no such bit rate, or LAME no such quality.
    """
    check_bitrate(whose, bitrate_kbps)
    if quality not in range(10):
        message = f"{whose}.quality is {quality}; it must be between 0 and 9"
        raise RequestError(message, hint=f"-O {whose}.quality={QUALITY}")


def tag(briefing: Briefing, cover: bytes = b"", *, loudness: Loudness | None = None) -> bytes:
    """The ID3 tag of the whole briefing.

    Args:
        briefing: what was said, and when.
        cover: a JPEG, or nothing.
        loudness: of the sound that follows, for players that make all files equally loud.
    """

    def ms(frames: int) -> int:
        return milliseconds(frames, briefing.rate)

    masthead = briefing.masthead
    title = _words.headline(briefing)
    return id3.tag(
        id3.Tags(
            title=_words.title(briefing),
            artist=masthead.byline or masthead.source_name or _words.SYNTHETIC_VOICE,
            album=_words.publisher(briefing),
            year=(masthead.published or briefing.created)[:4],
            track="1/1",
            length_ms=ms(briefing.frames),
            comment=_words.credit(briefing),
            text=_whole_text(briefing),
            lines=tuple(id3.Mark(cue.shown, ms(cue.start)) for cue in briefing.utterances),
            link=masthead.url,
            chapters=tuple(
                id3.Mark(chapter.title or title, ms(chapter.start), ms(chapter.end))
                for chapter in briefing.chapters
            ),
            gain=id3.Gain(loudness.lufs, loudness.true_peak_dbtp) if loudness else None,
            cover=cover,
            cover_title="الغلاف",
        )
    )


def export(
    briefing: Briefing,
    folder: Path,
    options: Options,
    *,
    kept: Keeping | None = None,
    sound: Iterable[bytes] | None = None,
) -> list[Measured]:
    """Write the MP3, with ``cover.jpg`` of the folder where there is one.

    The tag stands before the sound and tells how loud it is, so the sound is made first.

    Args:
        briefing: what was said, and when.
        folder: where the master is.
        options: what was set.
        kept: where paragraphs that were encoded before may be found.
        sound: the master as it is written; if not given, it is read. When it ends the cover is there.

    Raises:
        OutputError: the master is not the briefing's, MP3 has no such rate, or the disk failed.
    """
    from briefing.exporters.cover import found_or_drawn  # with all that draws letters

    path = folder / FILES[0]
    hearing = Hearing(briefing.rate)
    try:
        with tempfile.TemporaryFile(dir=folder) as encoded:
            frames = encode(
                pcm_blocks(folder / "master.wav") if sound is None else sound,
                encoded,
                rate=briefing.rate,
                bitrate_kbps=options.bitrate_kbps,
                quality=options.quality,
                hearing=hearing,
                kept=kept,
            )
            if frames != briefing.frames:
                message = f"master.wav has {frames} frames, the briefing {briefing.frames}"
                raise OutputError(message, hint="make it again with: briefing make ARTICLE")
            loudness = _loudness(hearing.account().level)
            cover = found_or_drawn(briefing, folder) if options.cover else b""
            with path.open("wb") as target:
                target.write(tag(briefing, cover, loudness=loudness))
                encoded.seek(0)
                shutil.copyfileobj(encoded, target, COPIED_BYTES)
    except OSError as error:
        raise unwritable(path, error) from error
    return [Measured(path, loudness)]


def _loudness(level: Level) -> Loudness | None:
    if not (math.isfinite(level.lufs) and math.isfinite(level.true_peak_dbtp)):
        return None
    return Loudness(
        lufs=round(level.lufs, 2),
        range_lu=round(level.range_lu, 2),
        true_peak_dbtp=round(level.true_peak_dbtp, 2),
    )


def _whole_text(briefing: Briefing) -> str:
    """Everything said, a line for each utterance, a blank line between chapters."""
    return "\n\n".join(
        "\n".join(id3.one_line(cue.shown) for cue in briefing.cues_of(chapter))
        for chapter in briefing.chapters
    )
