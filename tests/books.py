"""Books with text and sound for the tests: made once, taken apart, spoiled and put together again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from briefing.exporters import daisy, epub3
from briefing.model import Briefing, Role, SegmentKind
from tests.briefings import make_briefing, write_master

Files = dict[str, bytes]
"""Name to content, in order."""
Defect = Callable[[Files], object]


def book_briefing(*, rate: int = 24_000) -> Briefing:
    """The handmade briefing, with a list of its sections and a second paragraph."""
    briefing = make_briefing(rate=rate)
    contents = replace(briefing.chapters[1], kind=SegmentKind.CONTENTS, title="المحتويات")
    cues = tuple(
        replace(cue, role=Role.CONTENTS, section="s02" if cue.id == "s01u02" else None)
        if cue.chapter == contents.id
        else replace(cue, opens_paragraph=cue.id in {"s03u02", "s03u03"})
        for cue in briefing.utterances
    )
    chapters = tuple(contents if each.id == contents.id else each for each in briefing.chapters)
    return replace(briefing, chapters=chapters, utterances=cues)


def write_books(folder: Path, briefing: Briefing) -> None:
    """The master and both books."""
    folder.mkdir(parents=True, exist_ok=True)
    write_master(folder, briefing)
    epub3.export(briefing, folder, epub3.Options())
    daisy.export(briefing, folder, daisy.Options())


def replaced(name: str, old: str, new: str, *, times: int = 1) -> Defect:
    """A defect: other words in one file. The words must be there."""

    def spoil(files: Files) -> None:
        text = files[name].decode()
        assert old in text, f"{old} is not in {name}"
        files[name] = text.replace(old, new, times).encode()

    return spoil


def unpacked(path: Path) -> Files:
    """What is in a zip."""
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(path: Path, files: Files, *, compression: int = ZIP_STORED, date: int = 1980) -> None:
    """A zip of these files."""
    with ZipFile(path, "w") as file:
        for name, data in files.items():
            entry = ZipInfo(name, (date, 1, 1, 0, 0, 0))
            entry.compress_type = compression
            file.writestr(entry, data)


def folder_files(folder: Path) -> Files:
    """What is in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rewrite(folder: Path, files: Files) -> None:
    """A folder of these files and no others."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
