"""What goes with the sound: ``manifest.json``, and for Rivendell a sidecar beside each file.

``rdimport --xml`` reads the sidecar line by line, each of at most 1,023 bytes: it looks for ``<cart>``,
``<cutList>`` and ``<cut>`` alone on their lines and for one field on each other one (lib/rdcart.cpp and
utils/rdimport of Rivendell). So it is written line by line, although it is XML, and long values are cut.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from briefing.errors import OutputError
from briefing.exporters import _words
from briefing.model import Briefing
from briefing.radio import cuts, tags
from briefing.radio.cuts import Cut
from briefing.radio.orders import ALWAYS, FOR_GOOD, Order
from briefing.radio.rendering import Rendered
from briefing.records import dataclass
from briefing.timeline import milliseconds

MANIFEST: Final = "manifest.json"
SCHEMA: Final = "briefing.delivery/1"
LINE_BYTES: Final = 1000
"""Of a line of the sidecar, under the 1,023 that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How loud a file is, as it was written."""

    lufs: float | None
    """None where it is too short to tell."""
    range_lu: float | None
    true_peak_dbtp: float | None
    max_momentary_lufs: float | None
    max_short_term_lufs: float | None
    gain_db: float
    """From the master."""
    limited: int
    """Samples that were turned down because of a peak."""
    too_short: bool
    under_short_term: bool
    """Whether it is softer than wanted, since 3 seconds of it would have been louder than the profile
    allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One file that was delivered, as ``manifest.json`` has it."""

    file: str
    sidecar: str
    """Empty where there is none."""
    sha256: str
    bytes: int
    briefing: str
    """Its id."""
    kind: str
    number: int
    part: str
    """Which sentences or times; empty for a whole section."""
    title: str
    title_latin: str
    first_frame: int
    end_frame: int
    """Of the master, end exclusive."""
    profile: str
    form: str
    rate: int
    bits: int
    channels: int
    samples: int
    """Of one channel, head and tail included."""
    head_samples: int
    tail_samples: int
    seconds: float
    time_reference: int
    reference: str
    """EBU R 99; empty in plain files."""
    cart_number: int | None
    embargo: str
    """Empty for none."""
    kill: str
    loudness: Levels
    in_words: str
    out_words: str
    out_cue_latin: str
    url: str
    source: str
    voice: str
    voice_fingerprint: str
    text_sha256: str
    """Of what is said in it, as it is shown, a line for each utterance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that was delivered into a folder."""

    schema: str = SCHEMA
    files: tuple[Delivered, ...]


def read_manifest(folder: Path) -> tuple[Delivered, ...]:
    """What was delivered into a folder before; nothing where that is not known."""
    import msgspec

    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ()
    return found.files if found.schema == SCHEMA else ()


def write_manifest(folder: Path, files: Iterable[Delivered]) -> None:
    """Write ``manifest.json``, by the names of the files.

    Raises:
        OutputError: the disk failed.
    """
    import msgspec

    ordered = Manifest(files=tuple(sorted(files, key=lambda item: item.file)))
    text = msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n"
    _write(folder / MANIFEST, text)


def delivered(
    briefing: Briefing,
    cut: Cut,
    order: Order,
    names: tags.Labels,
    made: Rendered,
    *,
    path: Path,
    sidecar: str,
    part: str,
    out_cue: str,
) -> Delivered:
    """The entry of a file that was written.

    Raises:
        OutputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        message = f"cannot read {path.name}: {error.strerror}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
    profile, account = order.profile, made.account
    is_bwf = order.form == "bwf"
    tagged = tags.bext_of(briefing, cut, order, names, name=path.name, made=made)
    text = "\n".join(cue.shown for cue in cut.cues)
    return Delivered(
        file=path.name,
        sidecar=sidecar,
        sha256=digest,
        bytes=size,
        briefing=briefing.id,
        kind=cut.kind,
        number=cut.number,
        part=part,
        title=cut.title,
        title_latin=names.title_latin,
        first_frame=cut.first,
        end_frame=cut.last,
        profile=profile.name,
        form=order.form,
        rate=profile.rate,
        bits=profile.bits,
        channels=1 if order.form == "mp3" else profile.channels,
        samples=made.frames,
        head_samples=made.head,
        tail_samples=made.tail,
        seconds=round(made.frames / profile.rate, 6),
        time_reference=tagged.time_reference,
        reference=tagged.reference if is_bwf else "",
        cart_number=names.cart,
        embargo="" if order.embargo == ALWAYS else order.embargo.iso,
        kill="" if order.kill == FOR_GOOD else order.kill.iso,
        loudness=Levels(
            lufs=None if made.too_short else _finite(account.level.lufs),
            range_lu=None if made.too_short else _finite(account.level.range_lu),
            true_peak_dbtp=_finite(account.level.true_peak_dbtp),
            max_momentary_lufs=_finite(account.momentary_lufs),
            max_short_term_lufs=_finite(account.short_term_lufs),
            gain_db=round(made.gain_db, 2),
            limited=made.held,
            too_short=made.too_short,
            under_short_term=made.under_short_term,
        ),
        in_words=cuts.in_words(cut),
        out_words=cuts.out_words(cut),
        out_cue_latin=out_cue,
        url=briefing.masthead.url,
        source=briefing.masthead.source_name,
        voice=briefing.voice.name,
        voice_fingerprint=briefing.voice.fingerprint,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def rivendell(briefing: Briefing, cut: Cut, order: Order, names: tags.Labels) -> str:
    """The sidecar. Points are in milliseconds from the beginning of the file."""
    masthead, length = briefing.masthead, tags.length(briefing, cut, order)
    cart = [
        ("number", "" if names.cart is None else str(names.cart)),
        ("title", names.title),
        ("artist", masthead.byline or masthead.source_name or _words.SYNTHETIC_VOICE),
        ("album", names.show),
        ("year", briefing.created[:4]),
        ("publisher", masthead.source_name),
        ("userDefined", briefing.id),
    ]
    rate = order.profile.rate
    inner = [
        ("description", _words.headline(briefing)),
        ("outcue", cuts.out_words(cut)),
        ("originName", order.profile.originator),
        *_airtime(order),
        ("segueStartPoint", str(milliseconds(tags.segue(length), rate))),
        ("segueEndPoint", str(milliseconds(length.frames - 1, rate))),
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<cart>"]
    lines += [_line(name, value) for name, value in cart if value]
    lines += ["<cutList>", "<cut>"]
    lines += [_line(name, value) for name, value in inner if value]
    lines += ["</cut>", "</cutList>", "</cart>"]
    return "\n".join(lines) + "\n"


def _airtime(order: Order) -> list[tuple[str, str]]:
    """From when to when; nothing where it may always be aired, for a date alone takes the other one along."""
    if order.embargo == ALWAYS and order.kill == FOR_GOOD:
        return []
    return [("startDatetime", order.embargo.iso), ("endDatetime", order.kill.iso)]


def _line(name: str, value: str) -> str:
    """One field on one line; its value cut where the line would be too long."""
    text = " ".join(value.split())
    while len((line := f"<{name}>{escape(text)}</{name}>").encode()) > LINE_BYTES:
        text = text[: max(1, len(text) * 9 // 10)].rstrip()
    return line


def write_sidecar(path: Path, text: str) -> None:
    """Write a sidecar.

    Raises:
        OutputError: the disk failed.
    """
    _write(path, text.encode())


def _finite(level: float) -> float | None:
    return round(level, 2) if abs(level) < 1000 else None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
