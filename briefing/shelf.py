"""What stands in an output folder: reading it back, describing it, removing what no longer fits."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Final

from briefing import model
from briefing.errors import ArticleError, OutputError
from briefing.model import Briefing, MadeFile, Script

SCRIPT_FILE: Final = "script.json"
BRIEFING_FILE: Final = "briefing.json"
MASTER_FILE: Final = "master.wav"
COVER_FILE: Final = "cover.jpg"


def load(folder: Path) -> Briefing:
    """Read the ``briefing.json`` of a finished briefing.

    Raises:
        ArticleError: there is none, or it or its master cannot be used.
    """
    path = folder / BRIEFING_FILE
    try:
        briefing = model.from_json(path.read_bytes(), Briefing)
    except OSError as error:
        message = f"there is no finished briefing in {folder}"
        raise ArticleError(message, hint="make one with: briefing make ARTICLE") from error
    master = folder / MASTER_FILE
    size = master.stat().st_size if master.is_file() else -1
    if size != next((item.bytes for item in briefing.files if item.name == MASTER_FILE), -2):
        message = f"{master} is not the master that {BRIEFING_FILE} describes"
        raise ArticleError(message, hint="make it again with: briefing make ARTICLE")
    return briefing


def lend(folder: Path, staging: Path) -> None:
    """Put what exporters work from beside where they write: the master, and the cover if there is one.

    The master is linked where the file system can (an hour of it is 160 MB); the cover is copied, since
    an exporter may write it anew, and must not write into the published one.

    Raises:
        OutputError: the disk failed.
    """
    try:
        try:
            (staging / MASTER_FILE).hardlink_to(folder / MASTER_FILE)
        except OSError:  # FAT and some network file systems know no links
            shutil.copyfile(folder / MASTER_FILE, staging / MASTER_FILE)
        if (folder / COVER_FILE).is_file():
            shutil.copyfile(folder / COVER_FILE, staging / COVER_FILE)
    except OSError as error:
        message = f"cannot write into {folder}: {error.strerror}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error


def read_script(path: Path) -> Script:
    """Read a script.json.

    Raises:
        ArticleError: there is none, or it is not one.
    """
    try:
        return model.from_json(path.read_bytes(), Script)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise ArticleError(message, hint="write one with: briefing script ARTICLE -o script.json") from error


def replace_text(path: Path, text: str) -> None:
    """Write a text file so that readers see the old one or the new one, never half of one.

    Raises:
        OutputError: the disk failed; the old one is still there.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        message = f"cannot write {path}: {error.strerror}"
        raise OutputError(message, hint="name another file with --output") from error


def former(folder: Path) -> Briefing | None:
    """The briefing an earlier run left in this folder."""
    try:
        return model.from_json((folder / BRIEFING_FILE).read_bytes(), Briefing)
    except (OSError, ArticleError):
        return None


def remove_stale(folder: Path, before: Briefing, now: Briefing) -> None:
    """Remove editions of the former briefing that were not made anew: their times would be wrong now.

    Only files that are still as we wrote them; what someone changed is theirs.
    """
    if (before.frames, before.utterances) == (now.frames, now.utterances):
        return
    kept = {item.name for item in now.files}
    for item in before.files:
        path = folder / item.name
        if item.name not in kept and path.is_file() and describe(path, item.name) == item:
            path.unlink()


def describe(path: Path, name: str) -> MadeFile:
    with path.open("rb") as file:
        return MadeFile(
            name=name, bytes=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest()
        )


def write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
