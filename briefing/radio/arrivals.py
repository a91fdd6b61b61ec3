"""A file that arrived with its manifest: what was said of it when it was delivered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from briefing.checks.faults import Fault
from briefing.radio.handover import Delivered, read_manifest
from briefing.radio.qc import Expected


def entry_of(path: Path) -> Delivered | None:
    """What the ``manifest.json`` beside a file says of it; None where there is none, or it is not named."""
    return next((entry for entry in read_manifest(path.parent) if entry.file == path.name), None)


def expected_of(entry: Delivered) -> Expected:
    """Its exact length and silences."""
    return Expected(
        frames=entry.samples,
        head=entry.head_samples,
        tail=entry.tail_samples,
        is_digital=entry.form != "mp3",
    )


def faults(path: Path, entry: Delivered) -> Iterator[Fault]:
    """Whether it is the file that was delivered, to the byte."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != entry.sha256:
        yield Fault(path.name, "manifest", "it has changed since it was delivered: its SHA-256 is another")
