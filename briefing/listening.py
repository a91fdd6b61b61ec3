"""Listening: which file, which chapter, which player, and the player's own process.

Players are other programs, found where the shell would find them. They are told a file and a time,
and nothing is asked of them but to end.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from briefing.errors import ArticleError, OutputError, RequestError
from briefing.model import Briefing
from briefing.records import dataclass
from briefing.shelf import MASTER_FILE
from briefing.text.stems import fold

MP3_FILE: Final = "briefing.mp3"


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays sound."""

    program: str
    """Its path."""
    words: Callable[[Path, float, bool], Sequence[str]]
    """What to say to it: the file, seconds to begin at, and whether nobody sits at the keyboard."""


def _mpv(sound: Path, start_s: float, alone: bool) -> list[str]:
    quiet = ["--no-terminal"] if alone else ["--really-quiet"]
    return ["--no-video", *quiet, f"--start={start_s:.3f}", "--", str(sound)]


def _ffplay(sound: Path, start_s: float, alone: bool) -> list[str]:  # noqa: ARG001
    return [
        *("-hide_banner", "-loglevel", "error", "-nostats", "-nodisp", "-autoexit"),
        *("-ss", f"{start_s:.3f}", "-i", f"file:{sound}"),
    ]


PLAYERS: Final = {"mpv": _mpv, "ffplay": _ffplay}
"""The first that is found plays: mpv takes keys in a terminal, ffplay without a window takes none."""


def player() -> Player | None:
    """The first player on the path."""
    for name, words in PLAYERS.items():
        if program := shutil.which(name):
            return Player(program, words)
    return None


def sound_of(folder: Path, briefing: Briefing) -> Path:
    """The file to play: the MP3, or the master where no MP3 was made."""
    names = {item.name for item in briefing.files}
    mp3 = folder / MP3_FILE
    return mp3 if MP3_FILE in names and mp3.is_file() else folder / MASTER_FILE


def find(briefing: Briefing, wanted: str) -> tuple[float, float]:
    """Where a chapter begins and ends, in seconds.

    Args:
        briefing: what has chapters.
        wanted: a number from 1, or a name or a part of one, its diacritics and hamzas of no account. A whole
            name comes before a beginning, a beginning before any other part.

    Raises:
        RequestError: there is no such chapter, or several fit.
    """
    chapters = briefing.chapters
    if wanted.strip().isdecimal():
        number = int(wanted)
        if not 1 <= number <= len(chapters):
            message = f"there is no chapter {number}; the last one is {len(chapters)}"
            raise RequestError(message, hint=f"a number from 1 to {len(chapters)}")
        found = chapters[number - 1]
        return found.start / briefing.rate, found.end / briefing.rate
    name = _name(wanted)
    titles = [_name(chapter.title) for chapter in chapters]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        hits = [
            chapter for chapter, title in zip(chapters, titles, strict=True) if name and fits(title, name)
        ]
        if len(hits) == 1:
            return hits[0].start / briefing.rate, hits[0].end / briefing.rate
        if hits:
            message = f"{len(hits)} chapters fit {wanted!r}"
            raise RequestError(message, hint=", ".join(str(chapters.index(hit) + 1) for hit in hits))
    message = f"there is no chapter named {wanted!r}"
    raise RequestError(message, hint=", ".join(chapter.title for chapter in chapters))


def _name(text: str) -> str:
    return " ".join(fold(text).split())


def play(player: Player, sound: Path, *, start_s: float, alone: bool) -> None:
    """Play to the end, or until the listener has enough.

    Args:
        player: which program.
        sound: the file.
        start_s: seconds to begin at.
        alone: whether nobody sits at the keyboard: then the player gets no input to wait for.

    Raises:
        ArticleError: the file is gone.
        OutputError: the player cannot be started, or failed.
    """
    if not sound.is_file():
        message = f"there is no {sound.name} in {sound.parent}"
        raise ArticleError(message, hint="make it again with: briefing make ARTICLE")
    words = [player.program, *player.words(sound.absolute(), start_s, alone)]
    name = Path(player.program).name
    try:
        ended = subprocess.run(words, stdin=subprocess.DEVNULL if alone else None, check=False)
    except OSError as error:
        message = f"{name} cannot be started: {error.strerror}"
        raise OutputError(message, hint=f"open {sound} with another player") from error
    if ended.returncode:
        message = f"{name} ended with status {ended.returncode}"
        raise OutputError(message, hint=f"open {sound} with another player")
