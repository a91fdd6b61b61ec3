"""Delivering cuts of a finished briefing into a folder that automation watches.

All is made beside it and moved in at the end: sidecars and the manifest first, then the sound, so that a
program that looks for sound never finds half a file, nor one without what is said of it. What is there
already with the same bytes is left alone.
"""

from __future__ import annotations

import filecmp
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from briefing import shelf
from briefing.errors import OutputError, RequestError
from briefing.model import Briefing
from briefing.publication import Publication
from briefing.radio import handover, latin, naming, qc, rendering, tags, writing
from briefing.radio.cuts import Cut, narrated
from briefing.radio.handover import Delivered
from briefing.radio.orders import HIGHEST_CART, SUFFIXES, Order
from briefing.records import dataclass

FOLDER: Final = "segments"
"""Where to, inside the briefing's folder, where nothing else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was delivered."""

    folder: Path
    files: tuple[Delivered, ...]
    """In the order of the cuts."""
    changed: tuple[Path, ...]
    """What was not there before with the same bytes, sidecars and manifest included."""


Told = Callable[[Cut, Path], object]
"""Told of a cut before it is made."""


def untold(_cut: Cut, _path: Path) -> None:
    """Where nobody waits."""


def deliver(
    folder: Path,
    cuts: Sequence[Cut],
    into: Path,
    order: Order,
    *,
    briefing: Briefing | None = None,
    told: Told = untold,
) -> Delivery:
    """Write a file for each cut.

    Args:
        folder: of the finished briefing; its master is read.
        cuts: what to deliver.
        into: the folder to deliver into; it is made where it is missing.
        order: how.
        briefing: what is in ``folder``, where it was read already.
        told: hears of each cut.

    Raises:
        ArticleError: there is no finished briefing, or a cut cannot be as loud as is wanted.
        RequestError: a name that cannot be, or one that another file has.
        OutputError: the disk failed. Nothing is in place then, or everything.
        Busy: another run is writing there.
    """
    briefing = briefing or shelf.load(folder)
    writing.check(order)
    known = {cut.number for cut in cuts}
    for number in order.titles:
        if number not in known:
            message = f"there is no file {number} to be titled"
            raise RequestError(message, hint=f"--title-latin '{min(known)}=...'")
    if order.cart_number is not None and order.cart_number + len(cuts) - 1 > HIGHEST_CART:
        message = f"{len(cuts)} cart numbers from {order.cart_number} on go beyond {HIGHEST_CART}"
        raise RequestError(message, hint=f"--cart-number {HIGHEST_CART - len(cuts) + 1}")
    carts = [None if order.cart_number is None else order.cart_number + place for place in range(len(cuts))]
    labels = [tags.labels(briefing, cut, order, cart=cart) for cut, cart in zip(cuts, carts, strict=True)]
    named = [_named(briefing, cut, order, label) for cut, label in zip(cuts, labels, strict=True)]
    names = naming.names(order.name, named, suffix=SUFFIXES[order.form])
    with Publication(into) as publication:
        before = handover.read_manifest(into)
        if not order.replaces:
            parts = [(cut, part_of(briefing, cut)) for cut in cuts]
            _refuse_to_overwrite(before, briefing, order, dict(zip(names, parts, strict=True)))
        speech = rendering.speech_of(briefing, folder / shelf.MASTER_FILE, order.profile.rate)
        files = []
        for cut, label, name in zip(cuts, labels, names, strict=True):
            path = publication.staging / name
            told(cut, into / name)
            entry = _make(folder, briefing, cut, order, label, path=path, speech=speech)
            files.append(entry)
        if not order.replaces:
            _refuse_to_replace_theirs(publication, before, files)
        mine = {item.file.casefold() for item in files}
        kept = [item for item in before if item.file.casefold() not in mine and (into / item.file).is_file()]
        handover.write_manifest(publication.staging, (*kept, *files))
        sidecars = [item.sidecar for item in files if item.sidecar]
        changed = publication.publish([*sidecars, handover.MANIFEST, *(item.file for item in files)])
        return Delivery(folder=into, files=tuple(files), changed=tuple(changed))


def _make(
    folder: Path,
    briefing: Briefing,
    cut: Cut,
    order: Order,
    label: tags.Labels,
    *,
    path: Path,
    speech: rendering.Speech,
) -> Delivered:
    """Write one file and what goes with it."""
    write, finish = writing.writer(path, briefing, cut, order, label)
    made = rendering.render(
        briefing, folder / shelf.MASTER_FILE, cut, order.profile, write=write, speech=speech
    )
    finish(made)
    sidecar = ""
    if order.form == "bwf":
        sidecar = f"{path.stem}.xml"
        handover.write_sidecar(path.with_name(sidecar), handover.rivendell(briefing, cut, order, label))
    entry = handover.delivered(
        briefing,
        cut,
        order,
        label,
        made,
        path=path,
        sidecar=sidecar,
        part=part_of(briefing, cut),
        out_cue=latin.out_cue(cut),
    )
    _approve(path, order, made, frames=tags.length(briefing, cut, order).frames)
    return entry


def _approve(path: Path, order: Order, made: rendering.Rendered, *, frames: int) -> None:
    """Hold what was written against what was wanted: nothing leaves that :mod:`briefing.radio.qc` faults.

    Raises:
        OutputError: it has a fault.
    """
    expected = qc.Expected(
        frames=frames,
        head=made.head,
        tail=made.tail,
        is_digital=order.form != "mp3",
        account=made.account,
    )
    found = qc.inspect(path, order.profile, expected=expected, broadcast=order.form == "bwf").faults
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        message = f"nothing was delivered: {path.name}: {found[0].where}: {found[0].message}{more}"
        raise OutputError(message, hint="briefing check FOLDER says whether the briefing itself is whole")


def _named(briefing: Briefing, cut: Cut, order: Order, label: tags.Labels) -> naming.Named:
    """What the file's name is made of."""
    profile = order.profile
    made = tags.length(briefing, cut, order)
    return naming.Named(
        date=briefing.created,
        show=label.show_latin,
        number=cut.number,
        title=label.title_latin,
        seconds=made.frames / profile.rate,
        kind=cut.kind,
        profile=profile.name,
        briefing=briefing.id,
        cart=label.cart,
        part=part_of(briefing, cut),
    )


def part_of(briefing: Briefing, cut: Cut) -> str:
    """Which part of the briefing, where it is no whole section: its sentences, or where it begins."""
    if cut.part or cut.kind == "section":
        return cut.part
    if cut.kind == "sentences":
        ids = {cue.id for cue in cut.cues}
        numbers = [number for number, cue in enumerate(narrated(briefing), 1) if cue.id in ids]
        return f"-s{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else f"-s{numbers[0]}"
    at = math.floor(cut.start * 10 / briefing.rate)
    return f"-at{at // 600:02d}{at // 10 % 60:02d}{at % 10}"


def _refuse_to_overwrite(
    before: Sequence[Delivered],
    briefing: Briefing,
    order: Order,
    files: Mapping[str, tuple[Cut, str]],
) -> None:
    """A file of another cut or article is not overwritten; that of the same cut of the same article is.

    Raises:
        RequestError: it would be.
    """
    there = {item.file.casefold(): item for item in before}
    for name, (cut, part) in files.items():
        other = there.get(name.casefold())
        mine = (briefing.id, cut.kind, cut.number, part, order.profile.name)
        if other and (other.briefing, other.kind, other.number, other.part, other.profile) != mine:
            message = f"{name} is there already and holds something else: {other.title}"
            raise RequestError(message, hint="--name '{id}_{profile}_{nn}_{slug}_{mmss}', or --force")


def _refuse_to_replace_theirs(
    publication: Publication, before: Sequence[Delivered], files: Sequence[Delivered]
) -> None:
    """A file that the manifest does not know is someone else's, unless its bytes are the same.

    Raises:
        RequestError: it would be overwritten.
    """
    known = {item.file for item in before}
    for item in files:
        there = publication.folder / item.file
        if item.file not in known and there.exists():
            if there.is_file() and filecmp.cmp(publication.staging / item.file, there, shallow=False):
                continue
            message = f"{item.file} is there already and was not delivered from here"
            raise RequestError(message, hint="name another folder with --output, or --force")
