"""``daisy/``, read back: nothing else here validates DAISY 2.02, so all its rules that matter are here.

Rules: "DAISY 2.02 Specification" (DAISY Consortium, 2001); what is known of hardware players; and what the
briefing itself says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.checks import _clips, _daisy_ncc
from briefing.checks._clips import Clip, clock_ms
from briefing.checks._daisy_book import CONTENT, FOLDER, MASTER, NCC, Book, fault, metas, opened
from briefing.checks._documents import XML_LANG, by_id, elements, name_of, shown, unsaid
from briefing.checks._sounds import decoded_all
from briefing.checks.faults import Fault
from briefing.model import Briefing

LATE: Final = 1105
"""Samples by which sound without an Info frame is late: LAME's delay and the decoder's."""
HALF_MS: Final = 0.5
PADDING_MS: Final = 80.0
"""The longest silence that fills up the last frames."""


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """Every fault of the book in the folder; none where the briefing has no book.

    Args:
        folder: where the briefing is published, the master with it.
        briefing: its ``briefing.json``.
    """
    listed = {
        item.name.removeprefix(f"{FOLDER}/") for item in briefing.files if item.name.startswith(f"{FOLDER}/")
    }
    if not (folder / FOLDER / NCC).is_file():
        if listed or (folder / FOLDER).is_dir():
            yield fault(NCC, "is not there")
        return
    book, broken = opened(folder / FOLDER)
    yield from broken
    if listed:
        for name in sorted(listed ^ book.data.keys()):
            what = "is not there" if name in listed else "is not of this book, which players may not know"
            yield fault(name, what)
    yield from _daisy_ncc.faults(book, briefing)
    clips: list[Clip] = []
    for name in book.order:
        if name not in book.roots:
            yield fault(name, f"is in {MASTER} and is not there")
            continue
        found, wrong = _clips_of(book, name)
        yield from wrong
        yield from _of_smil(book, name, sum(clip.end_ms - clip.start_ms for clip in clips))
        clips += found
    yield from _of_master(book, clips)
    yield from _of_content(book, clips)
    sounds, silent = decoded_all([clip.sound for clip in clips], book.data, late=LATE)
    yield from (fault(name, message) for name, message in silent)
    late_ms = LATE * 1000 / next((sound.rate for sound in sounds.values()), 22_050)
    yield from _clips.untiled(FOLDER, clips, {name: sound.ms for name, sound in sounds.items()})
    yield from _clips.unfaithful(FOLDER, clips, briefing, late_ms=late_ms)
    yield from _clips.other_sounds(
        FOLDER, clips, sounds, briefing, folder, late_ms=late_ms, slack_ms=PADDING_MS
    )


def _of_content(book: Book, clips: list[Clip]) -> Iterator[Fault]:
    """Whether the text is Arabic from right to left, all of it is said, and in its order."""
    root = book.roots.get(CONTENT)
    if root is None:
        return
    if (root.get("lang"), root.get(XML_LANG), root.get("dir")) != ("ar", "ar", "rtl"):
        yield fault(CONTENT, "does not say lang, xml:lang and dir of Arabic")
    if not any(shown(title) for title in elements(root, "title")):
        yield fault(CONTENT, "has no title")
    said = {clip.id for clip in clips}
    for body in elements(root, "body"):
        for text in unsaid(body, said):
            yield fault(CONTENT, f"is in no par: {text!r}")
    order = [name for name in by_id(root) if name in said]
    if list(dict.fromkeys(clip.id for clip in clips)) != order:
        yield fault(CONTENT, "is not in the order it is played in")


def _of_master(book: Book, clips: list[Clip]) -> Iterator[Fault]:
    if MASTER not in book.roots:
        return
    root = book.roots[MASTER]
    length_ms = sum(clip.end_ms - clip.start_ms for clip in clips)
    told = [clock_ms(value) for value in metas(root, "ncc:timeInThisSmil")]
    if len(told) != 1 or told[0] is None or abs(told[0] - length_ms) > HALF_MS:
        yield fault(MASTER, f"ncc:timeInThisSmil is not what the sections last, {length_ms / 1000:.3f} s")
    if root.tag != "smil" or metas(root, "dc:format") != ["Daisy 2.02"]:
        yield fault(MASTER, "is not a SMIL 1.0 file of Daisy 2.02")


def _of_smil(book: Book, name: str, elapsed_ms: float) -> Iterator[Fault]:
    """Whether a section's SMIL 1.0 file is whole, and its times add up."""
    root = book.roots[name]
    if root.tag != "smil":
        yield fault(name, "is not SMIL 1.0, which has no namespace")
    if metas(root, "dc:format") != ["Daisy 2.02"]:
        yield fault(name, "dc:format is not Daisy 2.02")
    if not any(True for _ in elements(root, "region")):
        yield fault(name, "has no region for the text")
    bodies = [[name_of(child) for child in body if name_of(child)] for body in elements(root, "body")]
    if bodies != [["seq"]]:
        yield fault(name, "the body is not one seq")
    length_ms = sum(clip.end_ms - clip.start_ms for clip in _clips_of(book, name)[0])
    for wanted, told in (
        (length_ms, [clock_ms(seq.get("dur") or "") for seq in elements(root, "seq")]),
        (length_ms, [clock_ms(value) for value in metas(root, "ncc:timeInThisSmil")]),
        (elapsed_ms, [clock_ms(value) for value in metas(root, "ncc:totalElapsedTime")]),
    ):
        if len(told) != 1 or told[0] is None or abs(told[0] - wanted) > HALF_MS:
            yield fault(name, f"says {told} ms, and its clips {wanted:.0f} ms")


def _clips_of(book: Book, name: str) -> tuple[list[Clip], list[Fault]]:
    """The pars of a section."""
    found: list[Clip] = []
    wrong: list[Fault] = []
    texts = by_id(book.roots[CONTENT]) if CONTENT in book.roots else {}
    for number, par in enumerate(elements(book.roots[name], "par"), 1):
        where = f"par {number}"
        text, audio = next(elements(par, "text"), None), next(elements(par, "audio"), None)
        if text is None or audio is None:
            wrong.append(fault(name, "has no text" if text is None else "has no sound", where=where))
            continue
        if par.get("endsync") != "last" or not text.get("id") or not audio.get("id"):
            wrong.append(fault(name, "lacks endsync='last', or ids of text and audio", where=where))
        start, end = (_npt_ms(audio.get(key) or "") for key in ("clip-begin", "clip-end"))
        if start is None or end is None:
            wrong.append(fault(name, "does not say clip-begin and clip-end as npt=", where=where))
            continue
        page, _, anchor = (text.get("src") or "").partition("#")
        if page != CONTENT or anchor not in texts:
            wrong.append(fault(name, f"shows {text.get('src')}, which is not there", where=where))
            continue
        sound = audio.get("src") or ""
        found.append(Clip(f"{name}, {where}", anchor, shown(texts[anchor]), sound, start, end))
    return found, wrong


def _npt_ms(text: str) -> float | None:
    return clock_ms(text.removeprefix("npt=")) if text.startswith("npt=") else None
