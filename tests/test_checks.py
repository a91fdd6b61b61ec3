"""Reading back: each planted defect is found by the check whose business it is, and by no other."""

from __future__ import annotations

import importlib
import json
import random
import shutil
import struct
import subprocess
import sys
import tracemalloc
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import Settings, Store, checks, inspection, make, pipeline
from briefing.checks.faults import Fault
from briefing.errors import OutputError
from briefing.exporters import captions, chapters, mp3, transcript
from briefing.model import Briefing, Cue
from tests import planted
from tests.briefings import make_briefing
from tests.commands import ROOT
from tests.commands import briefing as run
from tests.planted import FIRST, LAST, SECOND, THIRD, Plant, block, drop, edit, swap


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing as it is made, with every form of captions beside it."""
    folder = tmp_path_factory.mktemp("made")
    article = folder / "article.md"
    article.write_text(planted.ARTICLE, encoding="utf-8")
    make(
        str(article),
        folder / "out",
        store=Store(folder / "cache"),
        created="2026-02-27",
        settings=Settings(voice="tone", options={"captions.word_times": "false"}),
    )

    return folder / "out"


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


def found(folder: Path) -> Iterator[tuple[str, Fault]]:
    """Every fault, and the check that found it."""
    for name in inspection.names():
        for fault in importlib.import_module(f"briefing.checks.{name}").check(folder, planted.load(folder)):
            yield name, fault


def after(*plants: Plant) -> Plant:
    """All of them, one after the other."""

    def plant(folder: Path) -> None:
        for one in plants:
            one(folder)

    return plant


def beyond_end(cue: Cue, briefing: Briefing) -> Cue:
    return replace(cue, end=briefing.frames + briefing.rate)


def wrong_words(cue: Cue, _briefing: Briefing) -> Cue:
    return replace(cue, words=(cue.words[1], cue.words[0], *cue.words[2:]))


def no_such_word(cue: Cue, _briefing: Briefing) -> Cue:
    return replace(cue, words=(*cue.words[:-1], replace(cue.words[-1], index=99)))


def one_frame_less(sound: planted.Samples, _briefing: Briefing) -> planted.Samples:
    return sound[:-1]


def half_level(sound: planted.Samples, _briefing: Briefing) -> planted.Samples:
    return (sound // 2).astype(np.int16)


def twice_as_short(sound: planted.Samples, _briefing: Briefing) -> planted.Samples:
    return sound[: len(sound) // 2]


def without_tones(sound: planted.Samples, briefing: Briefing) -> planted.Samples:
    for item in briefing.sounds:
        sound[item.start : item.end] = 0
    return sound


def cut_mp3(folder: Path) -> None:
    path = folder / "briefing.mp3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 9 // 10])


def other_rate(folder: Path) -> None:
    planted.write(folder, planted.samples(folder), rate=planted.load(folder).rate * 2)


def no_wave(folder: Path) -> None:
    (folder / "master.wav").write_bytes(b"RIFF" + bytes(100))


def no_mp3(folder: Path) -> None:
    frames, _ = planted.frames(folder)
    path = folder / "briefing.mp3"
    path.write_bytes(path.read_bytes()[: 10 + sum(10 + len(data) for _, data in frames)] + bytes(9000))


def exchanged_chapters(frames: list[tuple[bytes, bytes]]) -> None:
    first = planted.place(frames, b"CHAP")
    frames[first], frames[first + 1] = frames[first + 1], frames[first]


def dropped(name: bytes) -> Plant:
    return planted.tagged(lambda frames: frames.pop(planted.place(frames, name)) and None)


def doubled(name: bytes) -> Plant:
    return planted.tagged(lambda frames: frames.append(frames[planted.place(frames, name)]))


def shifted_chapter(frames: list[tuple[bytes, bytes]]) -> None:
    at = planted.place(frames, b"CHAP") + 2
    name, data = frames[at]
    element, _, rest = data.partition(b"\0")
    start, end = struct.unpack(">II", rest[:8])
    frames[at] = (name, element + b"\0" + struct.pack(">II", start + 200, end) + rest[8:])


def untitled_contents(frames: list[tuple[bytes, bytes]]) -> None:
    at = planted.place(frames, b"CTOC")
    frames[at] = (b"CTOC", frames[at][1].partition(b"TIT2")[0])


def cut_cover(frames: list[tuple[bytes, bytes]]) -> None:
    at = planted.place(frames, b"APIC")
    frames[at] = (b"APIC", frames[at][1][:-500])


def in_tag(name: bytes, old: str, new: str) -> Plant:
    """Other words in a frame's text."""

    def change(frames: list[tuple[bytes, bytes]]) -> None:
        at = planted.place(frames, name)
        data = frames[at][1].replace(old.encode("utf-16-le"), new.encode("utf-16-le"), 1)
        assert data != frames[at][1]
        frames[at] = (name, data)

    return planted.tagged(change)


def version_4(folder: Path) -> None:
    path = folder / "briefing.mp3"
    path.write_bytes(b"ID3\x04" + path.read_bytes()[4:])


def retimed(seconds: float, name: str) -> Plant:
    """The tag of a briefing in which an utterance begins later."""
    return planted.retagged(
        lambda briefing: replace(
            briefing,
            utterances=tuple(
                replace(item, start=item.start + round(seconds * briefing.rate)) if item.id == name else item
                for item in briefing.utterances
            ),
        )
    )


def without(name: str) -> Callable[[Briefing], Briefing]:
    return lambda briefing: replace(
        briefing, utterances=tuple(item for item in briefing.utterances if item.id != name)
    )


def in_json(name: str, change: Callable[[list[dict[str, object]]], object], key: str) -> Plant:
    def changed(text: str) -> str:
        document = json.loads(text)
        change(document[key])
        return json.dumps(document, ensure_ascii=False)

    return edit(name, changed)


def times_of(text: str, name: str) -> str:
    """The line of times of a WebVTT cue."""
    lines = text.split("\n")
    return lines[lines.index(name) + 1]


def recued(name: str, change: Callable[[str], str]) -> Plant:
    """Other times for a WebVTT cue."""
    return edit("captions.vtt", lambda text: text.replace(times := times_of(text, name), change(times), 1))


def later(times: str) -> str:
    """200 ms later."""

    def moved(clock: str) -> str:
        hours, minutes, seconds = clock.split(":")
        return f"{hours}:{minutes}:{float(seconds) + 0.2:06.3f}"

    start, end = times.split(" --> ")
    return f"{moved(start)} --> {moved(end)}"


def in_bytes(name: str, change: Callable[[bytes], bytes]) -> Plant:
    def plant(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return plant


def listed_twice(folder: Path) -> None:
    briefing = planted.load(folder)
    planted.save(folder, replace(briefing, files=(*briefing.files, briefing.files[0])))


def listed_outside(folder: Path) -> None:
    briefing = planted.load(folder)
    outside = replace(briefing.files[0], name="../briefing.mp3")
    planted.save(folder, replace(briefing, files=(*briefing.files, outside)))


SENTENCE_1 = "أعلنت الهيئة خطة تمتد ثلاث سنوات & أكثر."
SENTENCE_2 = "وقال المتحدث باسمها إن المرحلة الأولى تشمل تنظيف الشواطئ، وزرع أشجار القرم."
SENTENCE_3 = "تبلغ الكلفة خمسة ملايين دينار."

DEFECTS: dict[str, tuple[str, str, Plant]] = {
    # what is wrong: the check that finds it, where, and how it comes about
    "a sentence of the script is never said": (
        "script", f"{FIRST}x",
        planted.utterances(
            lambda lines: lines.insert(2, replace(lines[1], id=f"{FIRST}x", sentence=f"{FIRST}x")), "s01"
        ),
    ),
    "a sentence is said that is not in the script": (
        "script", SECOND, planted.utterances(lambda lines: lines.remove(lines[2]), "s01"),
    ),
    "a sentence is in the script twice": (
        "script", SECOND, planted.utterances(lambda lines: lines.append(lines[2]), "s01"),
    ),
    "two sentences are said in the wrong order": (
        "script", SECOND, planted.utterances(lambda lines: lines.append(lines.pop(1)), "s01"),
    ),
    "two words are shown in the wrong order": (
        "script", FIRST,
        planted.utterances(
            lambda lines: lines.__setitem__(
                1, replace(lines[1], shown=lines[1].shown.replace("أعلنت الهيئة", "الهيئة أعلنت"))
            ),
            "s01",
        ),
    ),
    "another text was spoken": (
        "script", FIRST,
        planted.utterances(lambda lines: lines.__setitem__(1, replace(lines[1], spoken="غير هذا")), "s01"),
    ),
    "a sentence is in another chapter": (
        "script", LAST,
        planted.in_script(
            lambda script: replace(
                script,
                segments=(
                    *script.segments[:-2],
                    replace(script.segments[-2], utterances=script.segments[-2].utterances[:-1]),
                    replace(
                        script.segments[-1],
                        utterances=(script.segments[-2].utterances[-1], *script.segments[-1].utterances),
                    ),
                ),
            )
        ),
    ),
    "a chapter has another title than its segment": (
        "script", "s02",
        planted.in_script(
            lambda script: replace(
                script,
                segments=tuple(
                    replace(item, title="غيره") if item.id == "s02" else item for item in script.segments
                ),
            )
        ),
    ),
    "a chapter is missing": (
        "script", "chapters",
        planted.in_script(
            lambda script: replace(
                script, segments=(*script.segments, replace(script.segments[-1], id="more", utterances=()))
            )
        ),
    ),
    "half a script": ("script", "file", edit("script.json", lambda text: text[: len(text) // 2])),
    "a summary of a sentence that is not there": (
        "references", "summaryu02", planted.said("summaryu02", sentence="s09u09"),
    ),
    "an abridged summary of nothing": (
        "references", "summaryu02",
        planted.said("summaryu02", sentence=None, abridged=True),
    ),
    "a section that is not there": ("references", SECOND, planted.said(SECOND, section="s09")),
    "narration of another sentence": ("references", SECOND, planted.said(SECOND, sentence=FIRST)),
    # briefing.json by itself
    "a time beyond the end": ("times", "creditu02", planted.timed("creditu02", beyond_end)),
    "a sentence that ends before it begins": (
        "times", SECOND, planted.timed(SECOND, lambda cue, _: replace(cue, end=cue.start - 1)),
    ),
    "two sentences at once": (
        "times", SECOND,
        planted.timed(SECOND, lambda cue, briefing: replace(cue, start=cue.start - briefing.rate)),
    ),
    "words in the wrong order": ("times", SECOND, planted.timed(SECOND, wrong_words)),
    "a word that is not there": ("times", SECOND, planted.timed(SECOND, no_such_word)),
    "a chapter's mark 200 ms too early": (
        "times", "s02", planted.only_json(lambda briefing: planted.shift_mark(briefing, "s02", -200)),
    ),
    "a chapter's mark inside its first word": (
        "times", "s02", planted.only_json(lambda briefing: planted.shift_mark(briefing, "s02", 200)),
    ),
    "a gap between chapters": (
        "times", "s02",
        planted.only_json(
            lambda briefing: replace(
                briefing,
                chapters=tuple(
                    replace(item, end=item.end - 1) if item.id == "s01" else item
                    for item in briefing.chapters
                ),
            )
        ),
    ),
    "a tone that lies on a word": (
        "times", "sound",
        planted.only_json(
            lambda briefing: replace(
                briefing,
                sounds=tuple(
                    replace(
                        item,
                        start=planted.cue(briefing, FIRST).start,
                        end=planted.cue(briefing, FIRST).start + item.end - item.start,
                    )
                    if number == 1
                    else item
                    for number, item in enumerate(briefing.sounds)
                ),
            )
        ),
    ),
    # the sound
    "silence in place of a sentence": ("sound", FIRST, planted.mastered(planted.mute(FIRST))),
    "silence in place of a sentence, in the master alone": (
        "sound", FIRST, planted.master_alone(planted.mute(FIRST)),
    ),
    "silence in place of a sentence, in the MP3 alone": (
        "sound", FIRST, planted.encoded(planted.mute(FIRST)),
    ),
    "a hole in a sentence": ("sound", SECOND, planted.mastered(planted.mute(SECOND, 0.3, 0.7))),
    "half a sentence": ("sound", SECOND, planted.encoded(planted.mute(SECOND, 0.5))),
    "a chapter's first word late": ("sound", "s02u01", planted.mastered(planted.mute_ms("s02u01", 70))),
    "all of it 200 ms late": ("sound", FIRST, planted.mastered(planted.late_ms(200))),
    "the MP3 200 ms late": ("sound", FIRST, planted.encoded(planted.late_ms(200))),
    "two sentences in each other's place": (
        "sound", SECOND, planted.encoded(planted.exchange_sounds(FIRST, SECOND)),
    ),
    "a hum in a pause": ("sound", f"after {FIRST}", planted.mastered(planted.hum_after(FIRST))),
    "no tone where one should be": ("sound", "sound at", planted.mastered(without_tones)),
    "the MP3 at half the level": ("sound", FIRST, planted.encoded(half_level)),
    "the MP3 a frame short": ("sound", "end", planted.encoded(one_frame_less)),
    "the MP3 of half of it": ("sound", LAST, planted.encoded(twice_as_short)),
    "the MP3 cut short": ("sound", "creditu02", cut_mp3),
    "no sound behind the tag": ("sound", "file", no_mp3),
    "the master cut short": ("sound", LAST, planted.master_alone(twice_as_short)),
    "a master of another rate": ("sound", "header", other_rate),
    "a master that is no sound": ("sound", "file", no_wave),
    "a sentence far too short for its text": (
        "sound", FIRST, planted.said(FIRST, spoken=" ".join(["أعلنت الهيئة خطة تمتد ثلاث سنوات"] * 3)),
    ),
    "a sentence far too long for its text": ("sound", SECOND, planted.said(SECOND, spoken="وقال")),
    # the tag
    "two chapters in each other's place": ("tags", "CTOC", planted.tagged(exchanged_chapters)),
    "a chapter 200 ms late": ("tags", "s", planted.tagged(shifted_chapter)),
    "two chapters with each other's titles": (
        "tags", "s02",
        planted.retagged(
            lambda briefing: replace(
                briefing,
                chapters=tuple(
                    replace(item, title={"s01": "الكلفة", "s02": "الخطة"}.get(item.id, item.title))
                    for item in briefing.chapters
                ),
            )
        ),
    ),
    "a chapter less in the tag": (
        "tags", "CHAP",
        planted.retagged(lambda briefing: replace(briefing, chapters=briefing.chapters[:-1])),
    ),
    "no table of contents": ("tags", "CTOC", dropped(b"CTOC")),
    "a table of contents without a title": ("tags", "CTOC", planted.tagged(untitled_contents)),
    "no length in the tag": ("tags", "TLEN", dropped(b"TLEN")),
    "a wrong length in the tag": (
        "tags", "TLEN",
        planted.retagged(lambda briefing: replace(briefing, frames=briefing.frames + briefing.rate)),
    ),
    "two titles in the tag": ("tags", "TIT2", doubled(b"TIT2")),
    "another title in the tag": ("tags", "TIT2", in_tag(b"TIT2", "هيئة", "وزارة")),
    "a sentence less in the tag": ("tags", SECOND, planted.retagged(without(SECOND))),
    "two words in the wrong order in the tag": (
        "tags", SECOND, in_tag(b"USLT", "وقال المتحدث", "المتحدث وقال"),
    ),
    "no text in the tag": ("tags", "USLT", dropped(b"USLT")),
    "no times in the tag": ("tags", "SYLT", dropped(b"SYLT")),
    "a sentence 200 ms late in the tag": ("tags", SECOND, retimed(0.2, SECOND)),
    "half a cover": ("tags", "APIC", planted.tagged(cut_cover)),
    "a tag of another version": ("tags", "start", version_4),
    # captions
    "a sentence less in the captions": ("captions", SECOND, block("captions.vtt", drop, SECOND)),
    "a sentence twice in the captions": ("captions", SECOND, block("captions.vtt", planted.double, SECOND)),
    "a doubled text in a caption": (
        "captions", THIRD, swap("captions.vtt", SENTENCE_3, f"{SENTENCE_3}\n{SENTENCE_3}"),
    ),
    "two sentences exchanged in the captions": (
        "captions", THIRD, block("captions.vtt", planted.exchange, f"{THIRD}\n"),
    ),
    "two words in the wrong order in the captions": (
        "captions", THIRD, swap("captions.vtt", "تبلغ الكلفة", "الكلفة تبلغ"),
    ),
    "two words without a blank in the captions": (
        "captions", THIRD, swap("captions.vtt", "تبلغ الكلفة", "تبلغالكلفة"),
    ),
    "a caption 200 ms late": ("captions", SECOND, recued(SECOND, later)),
    "a caption beyond the end": (
        "captions", "creditu02",
        recued("creditu02", lambda times: times.split(" --> ")[0] + " --> 01:00:00.000"),
    ),
    "a caption without its times": (
        "captions", SECOND, recued(SECOND, lambda times: times.replace("-->", "-")),
    ),
    "a bare ampersand": ("captions", "summaryu02", swap("captions.vtt", "&amp;", "&")),
    "a header that strict readers refuse": (
        "captions", "start", swap("captions.vtt", "WEBVTT\n", "WEBVTT\nKind: captions\n"),
    ),
    "a byte order mark": ("captions", "start", edit("captions.srt", lambda text: "\ufeff" + text)),
    "a direction control": ("captions", "text", swap("captions.srt", "تبلغ", "\u202bتبلغ")),
    "a card less": ("captions", "card", block("captions.srt", drop, "تبلغ الكلفة")),
    "a card without its text": ("captions", THIRD, swap("captions.srt", SENTENCE_3, "تبلغ")),
    "a card of three lines": (
        "captions", "card", swap("captions.srt", "تبلغ الكلفة خمسة", "تبلغ\nالكلفة\nخمسة"),
    ),
    "not UTF-8": ("captions", "byte", in_bytes("captions.srt", lambda _: b"1\n\xff")),
    "a line less in the LRC": (
        "captions", THIRD,
        edit(
            "captions.lrc",
            lambda text: "\n".join(line for line in text.split("\n") if SENTENCE_3 not in line),
        ),
    ),
    "a line of the LRC without its time": ("captions", "line", swap("captions.lrc", "[00:01.88]", "")),
    "a segment less in the JSON": (
        "captions", LAST, in_json("transcript.json", lambda found: found.pop(-3), "segments"),
    ),
    "no segments in the JSON": ("captions", "segments", swap("transcript.json", '"segments"', '"parts"')),
    # chapters
    "a chapter less in the list": ("chapters", "chapters", in_json("chapters.json", list.pop, "chapters")),
    "two chapters exchanged in the list": (
        "chapters", "contents",
        in_json("chapters.json", lambda found: found.insert(1, found.pop(2)), "chapters"),
    ),
    "a chapter 200 ms late in the list": (
        "chapters", "s01",
        in_json(
            "chapters.json",
            lambda found: found[3].update(startTime=float(str(found[3]["startTime"])) + 0.2),
            "chapters",
        ),
    ),
    "half a list of chapters": ("chapters", "chapters", edit("chapters.json", lambda text: text[:200])),
    "another title in the WebVTT": ("chapters", "s02", swap("chapters.vtt", "الكلفة", "الكلف")),
    # transcripts
    "a sentence less in the transcript": ("transcripts", THIRD, swap("transcript.txt", SENTENCE_3, "")),
    "a sentence twice in the transcript": (
        "transcripts", SECOND, swap("transcript.txt", SENTENCE_1, f"{SENTENCE_1} {SENTENCE_1}"),
    ),
    "two sentences exchanged in the transcript": (
        "transcripts", FIRST,
        swap("transcript.txt", f"{SENTENCE_1} {SENTENCE_2}", f"{SENTENCE_2} {SENTENCE_1}"),
    ),
    "another word in the transcript": (
        "transcripts", THIRD, swap("transcript.txt", "خمسة ملايين", "ستة ملايين"),
    ),
    "a wrong time in the transcript": (
        "transcripts", "s02",
        edit("transcript.txt", lambda text: text.replace("التوقيت: 00:00:", "التوقيت: 00:01:")),
    ),
    "something after the transcript": (
        "transcripts", "end", edit("transcript.txt", lambda text: text + "\nشكرًا.\n"),
    ),
    "a sentence less on the page": (
        "transcripts", THIRD, swap("transcript.html", f"<p>{SENTENCE_3}</p>", ""),
    ),
    "a wrong time on the page": (
        "transcripts", "identu01", swap("transcript.html", 'datetime="PT1.880S"', 'datetime="PT9.880S"'),
    ),
    "a sentence 200 ms late on the page": (
        "transcripts", "identu01", swap("transcript.html", 'datetime="PT1.880S"', 'datetime="PT2.080S"'),
    ),
    "a time on the page that is none": (
        "transcripts", "time", swap("transcript.html", 'datetime="PT1.880S"', 'datetime="0:00"'),
    ),
    "a page from left to right": ("transcripts", "html", swap("transcript.html", ' dir="rtl"', "")),
    # the files
    "a file that was changed": (
        "files", "file", in_bytes("cover.jpg", lambda data: data[:-1] + b"\xd8"),
    ),
    "a file that is shorter": (
        "files", "file", in_bytes("cover.jpg", lambda data: data[:-1]),
    ),
    "a file that is gone": ("files", "file", lambda folder: (folder / "cover.jpg").unlink()),
    "a file that is listed twice": ("files", "briefing.mp3", listed_twice),
    "a file outside the folder": ("files", "../briefing.mp3", listed_outside),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_is_found_by_the_check_whose_business_it_is(copy: Path, defect: str) -> None:
    right, where, plant = DEFECTS[defect]
    plant(copy)
    if right != "files":
        planted.relist(copy)
    faults = list(found(copy))
    assert {name for name, _ in faults} == {right}, faults
    assert any(where in fault.where for _, fault in faults), faults
    assert not any(fault.message.endswith(".") for _, fault in faults)


def test_every_check_has_defects_planted_for_it() -> None:
    own = {"script", "references", "times", "sound", "tags", "captions", "chapters", "transcripts", "files"}
    assert own == {name for name, _, _ in DEFECTS.values()}
    assert own <= set(inspection.names())
    assert set(checks.CHEAP) <= own | {"marks"}  # which has tests of its own


def test_what_was_made_has_no_fault(made: Path) -> None:
    assert list(found(made)) == []
    inspected = inspection.inspect(made)
    assert (inspected.confirmed, inspected.sentences, inspected.files) == (6, 6, 13)


@pytest.mark.parametrize("seed", ["flash.txt", "latin.txt"])
def test_what_espeak_says_has_no_fault(seeds: Path, tmp_path: Path, spoken: Path, seed: str) -> None:
    pytest.importorskip("espeakng_loader")
    folder = tmp_path / "out"
    make(
        str(seeds / seed),
        folder,
        store=Store(spoken),
        created="2026-02-27",
        settings=Settings(voice="espeak", speed=1.5),
    )
    assert list(found(folder)) == []


def test_a_voice_that_is_not_known_here_is_held_to_what_any_voice_could(copy: Path) -> None:
    briefing = planted.load(copy)
    planted.save(copy, replace(briefing, voice=replace(briefing.voice, name="elsewhere")))
    assert list(found(copy)) == []
    planted.said(FIRST, spoken=" ".join([planted.cue(briefing, FIRST).spoken] * 12))(copy)
    planted.relist(copy)
    assert {(name, fault.where) for name, fault in found(copy)} == {("sound", FIRST)}


def test_a_voice_that_helped_is_held_to_its_own_pace(copy: Path) -> None:
    briefing = planted.load(copy)
    helped = replace(briefing.voice, name="elsewhere", helped_by="tone", helped_in=("s01",))
    planted.save(copy, replace(briefing, voice=helped))
    assert list(found(copy)) == []
    planted.said(FIRST, spoken=" ".join([planted.cue(briefing, FIRST).spoken] * 3))(copy)
    planted.relist(copy)
    assert {(name, fault.where) for name, fault in found(copy)} == {("sound", FIRST)}


def test_music_may_come_and_go_in_the_pauses_between_words(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.checks import _placed, sound

    briefing = planted.load(copy)
    begins, ends = briefing.chapters[0].start, briefing.chapters[0].end
    music = _placed.Span(begins, ends, under_words=True)
    monkeypatch.setattr(sound, "placed", lambda briefing: (music, *_placed.placed(briefing)))
    assert list(found(copy)) == []
    planted.mastered(planted.hum_after("identu02"))(copy)
    planted.relist(copy)
    assert list(found(copy)) == []
    planted.mastered(planted.hum_after(FIRST))(copy)
    planted.relist(copy)
    assert {name for name, _ in found(copy)} == {"sound"}


def test_files_that_nobody_listed_are_no_fault(copy: Path) -> None:
    (copy / "notes.txt").write_text("mine")
    assert list(found(copy)) == []


def test_a_folder_of_the_master_alone_is_checked_for_what_is_there(copy: Path) -> None:
    planted.only_json(lambda briefing: briefing)(copy)
    planted.relist(copy)
    assert list(found(copy)) == []


def test_more_chapters_than_a_table_counts_go_on_in_the_next_and_are_no_fault(tmp_path: Path) -> None:
    from tests.briefings import with_sections

    briefing = with_sections(300)
    tags = importlib.import_module("briefing.checks.tags")
    (tmp_path / "briefing.mp3").write_bytes(mp3.tag(briefing))
    assert list(tags.check(tmp_path, briefing)) == []
    fewer = replace(briefing, chapters=briefing.chapters[:-1])
    (tmp_path / "briefing.mp3").write_bytes(mp3.tag(fewer))
    assert "CHAP" in {fault.where for fault in tags.check(tmp_path, briefing)}
    whole = mp3.tag(briefing)
    for was, broken in (
        (b"toc1\0\x01", b"toc2\0\x01"),  # no table has the name that the first one names
        (b"toc1\0\x01", b"toc1\0\x03"),  # two tables that are both the first
        (b"chp254\0chp255\0", b"chp255\0chp254\0"),
    ):
        assert whole.count(was) == 1
        (tmp_path / "briefing.mp3").write_bytes(whole.replace(was, broken))
        assert {fault.where for fault in tags.check(tmp_path, briefing)} == {"CTOC"}


WORDS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("ابتث ،.<>&[]-\u200f\u200c\n\t؟!0123"),
    max_size=200,
).map(lambda text: f"نص{text}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(WORDS, min_size=11, max_size=11), titles=st.lists(WORDS, min_size=5, max_size=5))
def test_no_text_that_our_editions_carry_is_taken_for_a_fault(
    tmp_path: Path, texts: list[str], titles: list[str]
) -> None:
    plain = make_briefing(words=True)
    briefing = replace(
        plain,
        utterances=tuple(replace(cue, shown=text) for cue, text in zip(plain.utterances, texts, strict=True)),
        chapters=tuple(
            replace(item, title=title) for item, title in zip(plain.chapters, titles, strict=True)
        ),
    )
    for module in (captions, chapters, transcript):
        module.export(briefing, tmp_path, module.Options())
    (tmp_path / "briefing.mp3").write_bytes(mp3.tag(briefing))
    for name in checks.CHEAP:
        assert list(importlib.import_module(f"briefing.checks.{name}").check(tmp_path, briefing)) == []


def test_memory_does_not_grow_with_the_master(tmp_path: Path) -> None:
    """A quarter of an hour takes no more than three times as little."""
    sound = importlib.import_module("briefing.checks.sound")
    peaks = []
    for minutes in (5, 15):
        rate = 8_000
        frames = minutes * 60 * rate
        folder = tmp_path / str(minutes)
        folder.mkdir()
        with wave.open(str(folder / "master.wav"), "wb") as master:
            master.setnchannels(1)
            master.setsampwidth(2)
            master.setframerate(rate)
            master.writeframes(bytes(2 * frames))
        plain = make_briefing(rate=rate)
        briefing = replace(plain, frames=frames, utterances=())
        mp3.export(briefing, folder, mp3.Options(cover=False))
        tracemalloc.start()
        try:
            assert list(sound.check(folder, briefing)) == []
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] < 12_000_000


READ_BY = {
    "script.json": ("script", "references"),
    "briefing.mp3": ("tags", "sound"),
    "master.wav": ("sound",),
    "captions.vtt": ("captions",),
    "captions.srt": ("captions",),
    "captions.lrc": ("captions",),
    "transcript.json": ("captions",),
    "transcript.txt": ("transcripts",),
    "transcript.html": ("transcripts",),
    "chapters.json": ("chapters",),
    "chapters.vtt": ("chapters",),
}
SCRAPS = (b"null", b"{}", b"[]", b'"x"', b"-1", b"1e999", b"NaN", b"\n\n", b"<", b"\0", b"\xff")


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The bytes cut, with a hole, with other bytes in them, or with something in them."""
    spoilt = bytearray(data)
    at = chance.randrange(min(len(data), 20_000))
    match chance.randrange(4):
        case 0:
            del spoilt[at:]
        case 1:
            del spoilt[at : at + chance.randrange(1, 200)]
        case 2:
            spoilt[at : at + 4] = chance.randbytes(4)
        case _:
            spoilt[at : at + 1] = chance.choice(SCRAPS)
    return bytes(spoilt)


@pytest.mark.parametrize("name", READ_BY)
def test_a_spoiled_file_is_a_fault_and_never_an_error(copy: Path, name: str) -> None:
    whole = (copy / name).read_bytes()
    briefing = planted.load(copy)
    chance = random.Random(name)
    noticed = 0
    for _ in range(12 if len(whole) > 100_000 else 60):
        (copy / name).write_bytes(spoiled(whole, chance))
        for check in READ_BY[name]:
            noticed += bool(list(importlib.import_module(f"briefing.checks.{check}").check(copy, briefing)))
    assert noticed > 0


def test_a_time_too_large_for_a_number_is_a_fault(copy: Path) -> None:
    swap("chapters.json", '"startTime": 0.0', '"startTime": 1e999')(copy)
    planted.relist(copy)
    assert {(name, fault.where) for name, fault in found(copy)} == {("chapters", "chapters")}


# --- before publishing -----------------------------------------------------------------------------


def test_the_result_says_how_many_sentences_were_checked(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(planted.ARTICLE, encoding="utf-8")
    words = (tmp_path / "article.md", "--voice", "tone", "-o", tmp_path / "out")
    ended = run("make", *words)
    assert ended.code == 0
    assert "\nChecked: 6 sentences of 6\n" in ended.out
    told = json.loads(run("export", tmp_path / "out", "--to", "captions", "--json").out)
    assert (told["sentences_checked"], told["sentences_in_all"]) == (6, 6)
    again = run("make", *words)
    assert "Checked" not in again.out, "nothing was made"


def test_nothing_is_published_where_a_sentence_got_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "article.md").write_text(planted.ARTICLE, encoding="utf-8")
    render = captions._rendered
    monkeypatch.setattr(
        captions,
        "_rendered",
        lambda briefing, *more: render(without(SECOND)(briefing), *more),
    )
    with pytest.raises(OutputError, match=f"nothing was published: captions.vtt: {SECOND}: ") as error:
        make(
            str(tmp_path / "article.md"),
            tmp_path / "out",
            store=Store(tmp_path / "cache"),
            created="2026-02-27",
            settings=Settings(voice="tone", options={"captions.word_times": "false"}),
        )
    assert error.value.exit_code == 74
    assert not (tmp_path / "out").exists()


def test_what_runs_before_publishing_decodes_nothing(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from briefing import inspection, model\n"
        f"folder = Path({str(made)!r})\n"
        "briefing = model.from_json((folder / 'briefing.json').read_bytes(), model.Briefing)\n"
        "assert inspection.approve(folder, briefing).confirmed == 6\n"
        "print(sorted({'miniaudio', 'numpy', 'mutagen', 'briefing.checks.sound'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"


def test_an_edition_at_fault_leaves_the_published_one_alone(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    monkeypatch.setattr(chapters, "render", lambda _: "{}")
    with pytest.raises(OutputError, match=r"chapters\.json"):
        pipeline.export_folder(copy, settings=Settings(editions=("chapters",)))
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_a_script_with_a_sentence_less_can_still_be_voiced(tmp_path: Path, made: Path) -> None:
    """An editor may take a sentence out whose summary stays; who asks is told."""
    planted_script = shutil.copytree(made, tmp_path / "edited")
    planted.utterances(lambda lines: lines.remove(lines[1]), "s01")(planted_script)
    ended = run("voice", planted_script / "script.json", "--voice", "tone", "-o", tmp_path / "out")
    assert ended.code == 0
    assert "Checked: 5 sentences of 5" in ended.out
    told = run("check", tmp_path / "out")
    assert told.code == 65
    assert f"fault: script.json: summaryu02: it tells sentence {FIRST}" in told.out


# --- the command -----------------------------------------------------------------------------------


def test_the_command_says_that_all_is_well(made: Path) -> None:
    ended = run("check", made)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Checked: 6 sentences of 6, 13 files; no faults.\n"


def test_the_command_says_each_fault_on_a_line_and_the_sum_last(copy: Path) -> None:
    block("captions.vtt", drop, SECOND)(copy)
    ended = run("check", copy)
    assert ended.code == 65
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"fault: captions.vtt: {SECOND}: it is not shown while it is said: «وقال")
    assert lines[1].startswith("fault: captions.vtt: file: it has ")
    assert lines[2] == "Checked: 5 sentences of 6, 13 files; 2 faults."


def test_the_command_says_the_same_as_json(copy: Path) -> None:
    (copy / "cover.jpg").unlink()
    ended = run("check", copy, "--json")
    assert ended.code == 65
    assert json.loads(ended.out) == {
        "folder": str(copy),
        "sentences_checked": 6,
        "sentences_in_all": 6,
        "files": 13,
        "faults": [
            {"file": "cover.jpg", "where": "file", "message": "it is listed, and it is not there"},
        ],
    }


def test_a_folder_without_a_briefing_is_no_briefing(tmp_path: Path) -> None:
    ended = run("check", tmp_path)
    assert ended.code == 65
    assert ended.last_error.startswith("error: there is no finished briefing in ")
