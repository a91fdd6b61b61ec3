"""``folder/``: a numbered MP3 for each chapter and a playlist, for players that know folders and no chapters.

Names are ASCII and as long as each other, so that any player's order is that of the briefing. Each file is
exactly the chapter's part of the master: it begins in the silence before the announcement. Its tag is small,
without a picture, since simple players count a large one as time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.audio import id3
from briefing.audio.encode import QUALITY, encode, pcm_blocks
from briefing.errors import OutputError
from briefing.exporters import _words
from briefing.exporters._writing import unwritable, write_text
from briefing.exporters.mp3 import check_quality
from briefing.model import Briefing, Chapter
from briefing.records import dataclass
from briefing.timeline import milliseconds

FOLDER: Final = "folder"
PLAYLIST: Final = "briefing.m3u8"
FILES: Final = (f"{FOLDER}/*.mp3", f"{FOLDER}/{PLAYLIST}")
LEAST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    bitrate_kbps: int = 64
    """Constant, in kbit/s."""
    quality: int = QUALITY
    """LAME's: 0 (best, slow) to 9 (worst, fast)."""

    def __post_init__(self) -> None:
        check_quality(FOLDER, bitrate_kbps=self.bitrate_kbps, quality=self.quality)


def render(briefing: Briefing) -> str:
    """The playlist (extended M3U in UTF-8): names beside it, lengths in whole seconds."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_words.title(briefing)}"]
    for name, chapter in zip(names(briefing), briefing.chapters, strict=True):
        seconds = round((chapter.end - chapter.start) / briefing.rate)
        lines += [f"#EXTINF:{seconds},{_title(briefing, chapter)}", name]
    return "\n".join(lines) + "\n"


def names(briefing: Briefing) -> list[str]:
    """``001.mp3`` and so on, a name for each chapter."""
    count = len(briefing.chapters)
    digits = max(LEAST_DIGITS, len(str(count)))
    return [f"{number:0{digits}d}.mp3" for number in range(1, count + 1)]


def tag(briefing: Briefing, chapter: Chapter) -> bytes:
    """The ID3 tag of one chapter's file."""
    masthead = briefing.masthead
    return id3.tag(
        id3.Tags(
            title=_title(briefing, chapter),
            artist=masthead.byline or masthead.source_name or _words.SYNTHETIC_VOICE,
            album=_words.title(briefing),
            year=(masthead.published or briefing.created)[:4],
            track=f"{briefing.chapters.index(chapter) + 1}/{len(briefing.chapters)}",
            length_ms=milliseconds(chapter.end - chapter.start, briefing.rate),
            comment=_words.credit(briefing),
            text="\n".join(id3.one_line(cue.shown) for cue in briefing.cues_of(chapter)),
        )
    )


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the files and the playlist.

    Raises:
        OutputError: the master is not the briefing's, MP3 has no such rate, or the disk failed.
    """
    inside = folder / FOLDER
    try:
        inside.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(inside, error) from error
    paths = [inside / name for name in names(briefing)]
    for path, chapter in zip(paths, briefing.chapters, strict=True):
        _write(path, briefing, chapter, folder / "master.wav", options)
    return [*paths, write_text(inside / PLAYLIST, render(briefing))]


def _title(briefing: Briefing, chapter: Chapter) -> str:
    return id3.one_line(chapter.title) or _words.headline(briefing)


def _write(path: Path, briefing: Briefing, chapter: Chapter, master: Path, options: Options) -> None:
    try:
        with path.open("wb") as target:
            target.write(tag(briefing, chapter))
            frames = encode(
                pcm_blocks(master, chapter.start, chapter.end),
                target,
                rate=briefing.rate,
                bitrate_kbps=options.bitrate_kbps,
                quality=options.quality,
            )
    except OSError as error:
        raise unwritable(path, error) from error
    if frames != chapter.end - chapter.start:
        message = f"master.wav has {frames} frames of chapter {chapter.id}, not {chapter.end - chapter.start}"
        raise OutputError(message, hint="make it again with: briefing make ARTICLE")
