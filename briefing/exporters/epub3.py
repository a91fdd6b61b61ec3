"""``briefing.epub``: text and sound in step, for reading systems with media overlays (EPUB 3.3, W3C).

A document, an overlay and an MP3 for each chapter; every word that is shown is said, and the line that is
being said is set off. Everything is in the zip as it is: sound does not get smaller, the text is a hundredth
of it, and the same book is the same bytes whichever zlib there is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from briefing import markup
from briefing.exporters import _epub_package as package
from briefing.exporters._book import Part, parts
from briefing.exporters._epub_style import STYLE
from briefing.exporters._sound import KBPS, check_bitrate, write_stretch
from briefing.exporters._writing import unwritable
from briefing.exporters.cover import found_or_drawn
from briefing.model import Briefing
from briefing.records import dataclass

FILES: Final = ("briefing.epub",)
MIMETYPE: Final = "application/epub+zip"
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can tell."""
UNIX: Final = 3
READABLE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    bitrate_kbps: int = KBPS
    """Of the sound; constant, in kbit/s."""

    def __post_init__(self) -> None:
        check_bitrate("epub3", self.bitrate_kbps)


def render(briefing: Briefing) -> dict[str, str]:
    """Every text file of the book by its name in the zip, in the order they stand there."""
    return dict(_texts(briefing, _parts(briefing)))


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the book, with ``cover.jpg`` of the folder where there is one.

    Raises:
        RequestError: MP3 has no such bit rate for the master's rate.
        OutputError: the master is not the briefing's, nothing is said in it, or the disk failed.
    """
    path = folder / FILES[0]
    book = _parts(briefing)
    try:
        with ZipFile(path, "w", ZIP_STORED) as target:
            for name, text in _texts(briefing, book):
                target.writestr(_entry(name), text)
            target.writestr(_entry("EPUB/cover.jpg"), found_or_drawn(briefing, folder))
            for part in book:
                with TemporaryFile(dir=folder) as sound:
                    write_stretch(
                        sound,
                        folder / "master.wav",
                        (part.chapter.start, part.chapter.end),
                        master_rate=briefing.rate,
                        rate=briefing.rate,
                        bitrate_kbps=options.bitrate_kbps,
                        info_frame=True,
                    )
                    sound.seek(0)
                    with target.open(_entry(f"EPUB/{package.file_of(part.number, 'mp3')}"), "w") as inside:
                        shutil.copyfileobj(sound, inside)
    except OSError as error:
        raise unwritable(path, error) from error
    return [path]


def _parts(briefing: Briefing) -> tuple[Part, ...]:
    return parts(briefing, lambda number: package.file_of(number, "xhtml"))


def _texts(briefing: Briefing, book: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    yield "mimetype", MIMETYPE
    yield "META-INF/container.xml", package.CONTAINER
    yield "EPUB/package.opf", package.package(briefing, book)
    yield "EPUB/nav.xhtml", package.navigation(briefing, book)
    yield "EPUB/style.css", STYLE
    for part in book:
        page, sound = (package.file_of(part.number, ending) for ending in ("xhtml", "mp3"))
        yield f"EPUB/{page}", package.document(part, briefing)
        overlay = markup.overlay(part.spans(briefing.rate), document=page, sound=sound)
        yield f"EPUB/{package.file_of(part.number, 'smil')}", overlay


def _entry(name: str) -> ZipInfo:
    """A file in the zip without the clock or the machine in it."""
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type = ZIP_STORED
    entry.create_system = UNIX
    entry.external_attr = READABLE
    return entry
