"""What stands in an output folder: reading it back, describing it, removing what no longer fits."""

from __future__ import annotations

import codecs
import hashlib
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefing import model
from briefing.contracts import Measured, declares
from briefing.errors import ArticleError, OutputError
from briefing.model import Briefing, MadeFile, Script

SCRIPT_FILE: Final = "script.json"
BRIEFING_FILE: Final = "briefing.json"
MASTER_FILE: Final = "master.wav"
COVER_FILE: Final = "cover.jpg"
ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
LONGEST_PAUSE_MS: Final = 60_000


def load(folder: Path, *, sound: bool = True) -> Briefing:
    """Read the ``briefing.json`` of a finished briefing.

    Args:
        folder: where it is published.
        sound: whether the master is needed, every sample of it: it is read, which takes a second for ten
            hours. Else it is enough that it is there and as long as it was.

    Raises:
        ArticleError: there is none, or it or its master cannot be used.
    """
    path = folder / BRIEFING_FILE
    try:
        briefing = model.from_json(path.read_bytes(), Briefing)
    except OSError as error:
        message = f"there is no finished briefing in {folder}"
        raise ArticleError(message, hint="make one with: briefing make ARTICLE") from error
    if problem := _problem_of_times(briefing):
        message = f"{path} cannot be used: {problem}"
        raise ArticleError(message, hint="make it again with: briefing make ARTICLE")
    master = folder / MASTER_FILE
    listed = next((item for item in briefing.files if item.name == MASTER_FILE), None)
    if (
        listed is None
        or not master.is_file()
        or master.stat().st_size != listed.bytes
        or (sound and describe(master, MASTER_FILE) != listed)
    ):
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
        script = model.from_json(path.read_bytes().removeprefix(codecs.BOM_UTF8), Script)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise ArticleError(message, hint="write one with: briefing script ARTICLE -o script.json") from error
    if problem := _problem_of_script(script):
        message = f"{path} cannot be voiced: {problem}"
        raise ArticleError(message, hint=f"edit {path}, or write a new one with: briefing script ARTICLE")
    return script


def _problem_of_script(script: Script) -> str:
    """What an editor's hand broke; empty where nothing is."""
    if not script.segments:
        return "it has no segments"
    seen: set[str] = set()
    for segment in script.segments:
        if not segment.utterances:
            return f"segment {segment.id!r} has no utterances"
        for name in (segment.id, *(item.id for item in segment.utterances)):
            if not ID.fullmatch(name):
                return f"the id {name!r} may have letters from a to z, digits, - and _ only"
            if name in seen:
                return f"the id {name!r} is there twice"
            seen.add(name)
        for item in segment.utterances:
            if not any(letter.isalnum() for letter in item.spoken):
                return f'utterance {item.id} has nothing in "spoken" that could be said'
            if not 0 <= item.pause_ms <= LONGEST_PAUSE_MS:
                return f"utterance {item.id} has a pause_ms of {item.pause_ms}, not 0 to {LONGEST_PAUSE_MS}"
    return ""


def _problem_of_times(briefing: Briefing) -> str:
    """What does not fit together in a briefing; empty where all does."""
    if briefing.rate <= 0 or briefing.frames <= 0 or not briefing.chapters:
        return "it has no rate, no frames or no chapters"
    at = 0
    for chapter in briefing.chapters:
        if chapter.start != at or chapter.end < at:
            return f"chapter {chapter.id} does not begin where the one before it ends"
        at = chapter.end
    if at != briefing.frames:
        return "its chapters do not end with the master"
    at = 0
    for cue in briefing.utterances:
        if not at <= cue.start < cue.end <= briefing.frames:
            return f"utterance {cue.id} is out of order or outside the master"
        at = cue.end
    return ""


def replace_text(path: Path, text: str) -> None:
    """Write a text file so that readers see the old one or the new one, never half of one.

    Raises:
        OutputError: the disk failed; the old one is still there.
    """
    special = path.exists() and not path.is_file()
    path = path if special else path.resolve()  # a link stays a link
    temporary = path.with_name(f".{path.name}.part")
    try:
        if special:  # /dev/stdout, a pipe: renaming would replace the device
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # a file may stand where a folder is meant
            temporary.unlink(missing_ok=True)
        message = f"cannot write {path}: {error.strerror}"
        raise OutputError(message, hint="name another file with --output") from error


def former(folder: Path) -> Briefing | None:
    """The briefing an earlier run left in this folder."""
    try:
        return model.from_json((folder / BRIEFING_FILE).read_bytes(), Briefing)
    except (OSError, ArticleError):
        return None


def remove_stale(folder: Path, before: Briefing, now: Briefing, *, remade: Iterable[str] = ()) -> None:
    """Remove files of the former briefing that no longer belong to it, and folders they leave empty.

    Those are editions that were not made anew where the times changed, for theirs would be wrong now; and
    what an edition consisted of that was made anew and consists of less. Only files that are still as we
    wrote them; what someone changed is theirs.

    Args:
        folder: where the briefing is published.
        before: what was in the folder.
        now: what is.
        remade: ``FILES`` of the editions that were made anew.
    """
    retimed = (before.frames, before.chapters, before.utterances) != (
        *(now.frames, now.chapters, now.utterances),
    )
    patterns = tuple(remade)
    kept = {item.name for item in now.files}
    for item in before.files:
        if item.name in kept or not (retimed or declares(patterns, item.name)):
            continue
        path = folder / item.name
        if is_untouched(path, item):
            path.unlink()
            if path.parent != folder:
                with suppress(OSError):  # not empty: there is something of someone else's in it
                    path.parent.rmdir()


def described(item: Path | Measured, folder: Path) -> MadeFile:
    """What an exporter wrote into ``folder``."""
    if isinstance(item, Measured):
        return replace(described(item.path, folder), loudness=item.loudness)
    return describe(item, item.relative_to(folder).as_posix())


def is_untouched(path: Path, item: MadeFile) -> bool:
    """Whether a file is there and still what it was when it was made."""
    return path.is_file() and describe(path, item.name) == replace(item, loudness=None)


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
