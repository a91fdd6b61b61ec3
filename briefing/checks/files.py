"""The files that ``briefing.json`` lists: each is there and whole. Other files in the folder are no fault."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefing.checks.faults import Fault
from briefing.model import Briefing, MadeFile


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """Files that are missing or otherwise than they were made."""
    for name, count in Counter(item.name for item in briefing.files).items():
        if count > 1:
            yield Fault("briefing.json", name, f"the file is listed {count} times")
    for item in briefing.files:
        path = PurePosixPath(item.name)
        if path.is_absolute() or ".." in path.parts:
            yield Fault("briefing.json", item.name, "the file listed is not inside the folder")
        elif not (folder / path).is_file():
            yield Fault(item.name, "file", "it is listed, and it is not there")
        else:
            yield from _compared(folder / path, item)


def _compared(path: Path, listed: MadeFile) -> Iterator[Fault]:
    try:
        size = path.stat().st_size
        if size != listed.bytes:
            yield Fault(listed.name, "file", f"it has {size} bytes, and {listed.bytes} were made")
            return
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        yield Fault(listed.name, "file", f"it cannot be read: {error.strerror}")
        return
    if digest != listed.sha256:
        yield Fault(listed.name, "file", "it has been changed since it was made: its SHA-256 is another one")
