"""A finished briefing to plant defects in: what it takes to spoil one file and leave the others right."""

from __future__ import annotations

import struct
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing import model, shelf
from briefing.exporters import captions, chapters, mp3, transcript
from briefing.model import Briefing, Cue, Role, Script, Segment, Utterance

ARTICLE: Final = """\
# «هيئة البيئة» تطلق خطة جديدة لحماية السواحل

## الخطة

أعلنت الهيئة خطة تمتد ثلاث سنوات & أكثر. وقال المتحدث باسمها إن المرحلة الأولى تشمل تنظيف الشواطئ، وزرع
أشجار القرم.

## الكلفة

تبلغ الكلفة خمسة ملايين دينار. وتتحمل الحكومة نصفها، وتتحمل المصانع القريبة من الساحل النصف الآخر.

## الموعد

تبدأ الأعمال في الربيع المقبل. وتنتهي قبل نهاية العام الذي يليه.
"""
FIRST: Final = "s01u02"
SECOND: Final = "s01u03"
THIRD: Final = "s02u02"
LAST: Final = "s03u03"
Plant = Callable[[Path], None]
Samples = NDArray[np.int16]


def load(folder: Path) -> Briefing:
    return model.from_json((folder / "briefing.json").read_bytes(), Briefing)


def save(folder: Path, briefing: Briefing) -> None:
    (folder / "briefing.json").write_text(model.to_json(briefing), encoding="utf-8")


def relist(folder: Path) -> None:
    """Describe the files as they are now: that they were changed is not the defect."""
    briefing = load(folder)
    there = [item.name for item in briefing.files if (folder / item.name).is_file()]
    save(folder, replace(briefing, files=tuple(shelf.describe(folder / name, name) for name in there)))


def cue(briefing: Briefing, name: str) -> Cue:
    return next(item for item in briefing.utterances if item.id == name)


def edit(name: str, change: Callable[[str], str]) -> Plant:
    """Change a text file; that it changes at all is made sure of."""

    def plant(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        changed = change(text)
        assert changed != text
        (folder / name).write_text(changed, encoding="utf-8")

    return plant


def swap(name: str, old: str, new: str) -> Plant:
    return edit(name, lambda text: text.replace(old, new, 1))


def block(name: str, change: Callable[[list[str], int], None], marked: str) -> Plant:
    """Change the list of a file's blocks, at the one that has ``marked`` in it."""

    def changed(text: str) -> str:
        blocks = text.rstrip("\n").split("\n\n")
        change(blocks, next(place for place, item in enumerate(blocks) if marked in item))
        return "\n\n".join(blocks) + "\n"

    return edit(name, changed)


def drop(blocks: list[str], place: int) -> None:
    del blocks[place]


def double(blocks: list[str], place: int) -> None:
    blocks.insert(place, blocks[place])


def exchange(blocks: list[str], place: int) -> None:
    """The texts of a cue and the next one; their times stay."""
    first, second = blocks[place].split("\n", 2), blocks[place + 1].split("\n", 2)
    first[2], second[2] = second[2], first[2]
    blocks[place], blocks[place + 1] = "\n".join(first), "\n".join(second)


def in_script(change: Callable[[Script], Script]) -> Plant:
    def plant(folder: Path) -> None:
        path = folder / "script.json"
        path.write_text(model.to_json(change(model.from_json(path.read_bytes(), Script))), encoding="utf-8")

    return plant


def utterances(change: Callable[[list[Utterance]], None], segment: str) -> Plant:
    """Change the utterances of a segment of the script."""

    def changed(item: Segment) -> Segment:
        lines = list(item.utterances)
        change(lines)
        return replace(item, utterances=tuple(lines))

    return in_script(
        lambda script: replace(
            script,
            segments=tuple(changed(item) if item.id == segment else item for item in script.segments),
        )
    )


def said(name: str, **changes: object) -> Plant:
    """Change an utterance alike in the script and in the briefing, and make the editions anew."""

    def plant(folder: Path) -> None:
        in_script(
            lambda script: replace(
                script,
                segments=tuple(
                    replace(
                        segment,
                        utterances=tuple(
                            replace(item, **changes) if item.id == name else item  # type: ignore[arg-type]
                            for item in segment.utterances
                        ),
                    )
                    for segment in script.segments
                ),
            )
        )(folder)
        known = {key: value for key, value in changes.items() if key != "abridged"}
        briefing = load(folder)
        lines = tuple(
            replace(item, words=(), **known) if item.id == name else item  # type: ignore[arg-type]
            for item in briefing.utterances
        )
        save(folder, replace(briefing, utterances=lines))
        again(folder)

    return plant


def only_json(change: Callable[[Briefing], Briefing]) -> Plant:
    """Change ``briefing.json`` where there is nothing beside it but the script and the master."""

    def plant(folder: Path) -> None:
        for path in folder.iterdir():
            if path.name not in {"briefing.json", "script.json", "master.wav"}:
                path.unlink()
        save(folder, change(load(folder)))

    return plant


def timed(name: str, change: Callable[[Cue, Briefing], Cue]) -> Plant:
    return only_json(
        lambda briefing: replace(
            briefing,
            utterances=tuple(
                change(item, briefing) if item.id == name else item for item in briefing.utterances
            ),
        )
    )


def shift_mark(briefing: Briefing, name: str, ms: int) -> Briefing:
    """Move the mark between a chapter and the one before it."""
    by = ms * briefing.rate // 1000
    place = next(number for number, item in enumerate(briefing.chapters) if item.id == name)
    before, chapter = briefing.chapters[place - 1], briefing.chapters[place]
    return replace(
        briefing,
        chapters=(
            *briefing.chapters[: place - 1],
            replace(before, end=before.end + by),
            replace(chapter, start=chapter.start + by),
            *briefing.chapters[place + 1 :],
        ),
    )


# --- the tag ---------------------------------------------------------------------------------------


def frames(folder: Path) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The frames of the tag, and the sound behind it."""
    data = (folder / "briefing.mp3").read_bytes()
    size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    found: list[tuple[bytes, bytes]] = []
    at = 10
    while at < 10 + size:
        (length,) = struct.unpack(">I", data[at + 4 : at + 8])
        found.append((data[at : at + 4], data[at + 10 : at + 10 + length]))
        at += 10 + length
    return found, data[10 + size :]


def tagged(change: Callable[[list[tuple[bytes, bytes]]], None]) -> Plant:
    """Change the frames of the tag."""

    def plant(folder: Path) -> None:
        found, sound = frames(folder)
        change(found)
        body = b"".join(name + struct.pack(">IH", len(data), 0) + data for name, data in found)
        size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
        (folder / "briefing.mp3").write_bytes(b"ID3\x03\x00\x00" + size + body + sound)

    return plant


def retagged(change: Callable[[Briefing], Briefing]) -> Plant:
    """The tag of another briefing before the same sound."""

    def plant(folder: Path) -> None:
        _, sound = frames(folder)
        (folder / "briefing.mp3").write_bytes(mp3.tag(change(load(folder))) + sound)

    return plant


def place(found: list[tuple[bytes, bytes]], name: bytes) -> int:
    return next(number for number, (frame, _) in enumerate(found) if frame == name)


# --- the sound -------------------------------------------------------------------------------------


def samples(folder: Path) -> Samples:
    with wave.open(str(folder / "master.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").copy()


def write(folder: Path, sound: Samples, rate: int = 0) -> None:
    with wave.open(str(folder / "master.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate or load(folder).rate)
        file.writeframes(sound.astype("<i2").tobytes())


Change = Callable[[Samples, Briefing], Samples]


def mastered(change: Change) -> Plant:
    """Change the master, and make the MP3 of it."""

    def plant(folder: Path) -> None:
        briefing = load(folder)
        sound = change(samples(folder), briefing)
        write(folder, sound)
        mp3.export(replace(briefing, frames=len(sound)), folder, mp3.Options())
        found, encoded = frames(folder)
        assert found
        (folder / "briefing.mp3").write_bytes(mp3.tag(briefing) + encoded)

    return plant


def encoded(change: Change) -> Plant:
    """Make the MP3 of something else than the master."""

    def plant(folder: Path) -> None:
        kept = (folder / "master.wav").read_bytes()
        mastered(change)(folder)
        (folder / "master.wav").write_bytes(kept)

    return plant


def master_alone(change: Change) -> Plant:
    """Change the master, and leave the MP3."""

    def plant(folder: Path) -> None:
        write(folder, change(samples(folder), load(folder)))

    return plant


def mute(name: str, start: float = 0.0, end: float = 1.0) -> Change:
    """Silence a part of an utterance, named as shares of it."""

    def change(sound: Samples, briefing: Briefing) -> Samples:
        item = cue(briefing, name)
        length = item.end - item.start
        sound[item.start + round(start * length) : item.start + round(end * length)] = 0
        return sound

    return change


def mute_ms(name: str, ms: int) -> Change:
    """Silence the beginning of an utterance."""

    def change(sound: Samples, briefing: Briefing) -> Samples:
        item = cue(briefing, name)
        sound[item.start : item.start + ms * briefing.rate // 1000] = 0
        return sound

    return change


def late_ms(ms: int) -> Change:
    """All of it that much later; as long as before."""

    def change(sound: Samples, briefing: Briefing) -> Samples:
        by = ms * briefing.rate // 1000
        return np.concatenate([np.zeros(by, np.int16), sound[:-by]])

    return change


def exchange_sounds(first: str, second: str) -> Change:
    """Each of two utterances sounds like the other, as long as there is room."""

    def change(sound: Samples, briefing: Briefing) -> Samples:
        one, two = cue(briefing, first), cue(briefing, second)
        length = min(one.end - one.start, two.end - two.start)
        kept = sound[one.start : one.start + length].copy()
        sound[one.start : one.start + length] = sound[two.start : two.start + length]
        sound[two.start : two.start + length] = kept
        return sound

    return change


def hum_after(name: str) -> Change:
    """A soft hum in the pause after an utterance."""

    def change(sound: Samples, briefing: Briefing) -> Samples:
        at = cue(briefing, name).end + briefing.rate // 20
        length = briefing.rate // 10
        sound[at : at + length] = np.round(600 * np.sin(np.arange(length) / 6)).astype(np.int16)
        return sound

    return change


def again(folder: Path) -> None:
    """Make the text editions anew, after ``briefing.json`` was changed."""
    briefing = load(folder)
    for module in (captions, chapters, transcript):
        module.export(briefing, folder, module.Options())
    retagged(lambda unchanged: unchanged)(folder)


def narrated(briefing: Briefing) -> list[Cue]:
    return [item for item in briefing.utterances if item.role is Role.NARRATION]
