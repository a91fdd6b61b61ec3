"""The media overlays of an EPUB: every word that is shown is said, when and as the briefing says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.checks import _clips
from briefing.checks._clips import Clip, clock_ms
from briefing.checks._documents import by_id, elements, shown, unsaid
from briefing.checks._epub_book import FILE, Book, Broken, Item, document, fault
from briefing.checks._epub_metadata import metas
from briefing.checks._sounds import decoded_all
from briefing.checks.faults import Fault
from briefing.model import Briefing

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXTREF: Final = "{http://www.idpf.org/2007/ops}textref"


def faults(book: Book, pages: dict[str, _Element], folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What is wrong with the overlays and the sound."""
    clips: list[Clip] = []
    total_ms = 0.0
    for item in book.spine:
        overlay = next((each for each in book.items if each.id == item.overlay), None)
        if overlay is None:
            yield fault(item.name, "has no media overlay")
            continue
        try:
            root = document(book.data, overlay.name)
        except Broken as error:
            yield fault(error.where, error.message)
            continue
        found, wrong = _clips_of(book, pages, overlay, root)
        yield from wrong
        yield from _of_page(pages, item, overlay, found)
        textref = next((body.get(TEXTREF) or "" for body in elements(root, "body")), "")
        if textref and book.resolve(textref, base=overlay.name)[0] != item.name:
            yield fault(overlay.name, "names another document than its own")
        total_ms += sum(clip.end_ms - clip.start_ms for _, clip in found)
        yield from _of_duration(book, overlay, sum(clip.end_ms - clip.start_ms for _, clip in found))
        clips += [clip for _, clip in found]
    whole = [clock_ms(value) for value in metas(book, "media:duration")]
    if len(whole) != 1 or whole[0] is None or abs(whole[0] - total_ms) > 0.5:
        yield fault(
            book.opf, f"media:duration of the book is not the sum of its clips, {total_ms / 1000:.3f} s"
        )
    if not any(metas(book, "media:narrator")):
        yield fault(book.opf, "media:narrator is missing")
    sounds, silent = decoded_all([clip.sound for clip in clips], book.data)
    yield from (fault(name, message) for name, message in silent)
    yield from _clips.untiled(FILE, clips, {name: sound.ms for name, sound in sounds.items()})
    yield from _clips.unfaithful(FILE, clips, briefing)
    yield from _clips.other_sounds(FILE, clips, sounds, briefing, folder)


def _of_page(
    pages: dict[str, _Element], item: Item, overlay: Item, found: list[tuple[str, Clip]]
) -> Iterator[Fault]:
    """Whether the overlay goes through its document, through all of it, and in its order."""
    page = pages.get(item.name)
    if page is None:
        return
    for name, clip in found:
        if name != item.name:
            yield fault(clip.where, f"shows {name}, and is the overlay of {item.name}")
    said = {clip.id for name, clip in found if name == item.name}
    for body in elements(page, "body"):
        for text in unsaid(body, said):
            yield fault(item.name, f"is in no par: {text!r}")
    order = [name for name in by_id(page) if name in said]
    played = list(dict.fromkeys(clip.id for name, clip in found if name == item.name and clip.id in order))
    if played != order:
        yield fault(overlay.name, "is not in the order of the text")


def _of_duration(book: Book, overlay: Item, wanted_ms: float) -> Iterator[Fault]:
    said = [
        clock_ms(shown(meta))
        for meta in elements(book.package, "meta")
        if meta.get("property") == "media:duration" and meta.get("refines") == f"#{overlay.id}"
    ]
    if len(said) != 1 or said[0] is None or abs(said[0] - wanted_ms) > 0.5:
        yield fault(overlay.name, f"media:duration is not the sum of its clips, {wanted_ms / 1000:.3f} s")


def _clips_of(
    book: Book, pages: dict[str, _Element], overlay: Item, root: _Element
) -> tuple[list[tuple[str, Clip]], list[Fault]]:
    """The pars of an overlay, each with the name of the document it shows."""
    found: list[tuple[str, Clip]] = []
    wrong: list[Fault] = []
    for number, par in enumerate(elements(root, "par"), 1):
        where = f"{overlay.name}, par {number}"
        text, audio = next(elements(par, "text"), None), next(elements(par, "audio"), None)
        if text is None or audio is None:
            wrong.append(fault(where, "has no text" if text is None else "has no sound"))
            continue
        times = [clock_ms(audio.get(name) or "") for name in ("clipBegin", "clipEnd")]
        start, end = times
        if start is None or end is None:
            wrong.append(fault(where, "does not say clipBegin and clipEnd as clock values"))
            continue
        page, name = book.resolve(text.get("src") or "", base=overlay.name)
        sound, _ = book.resolve(audio.get("src") or "", base=overlay.name)
        target = by_id(pages[page]).get(name) if page in pages else None
        if target is None:
            wrong.append(fault(where, f"shows {text.get('src')}, which is not there"))
            continue
        found.append((page, Clip(where, name, shown(target), sound, start, end)))
    return found, wrong
