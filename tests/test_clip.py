"""Sound bites: what is cut out, where, how several places are told apart, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from briefing.audio import broadcastwave
from briefing.model import Briefing
from briefing.radio import clips
from briefing.radio.phrases import find
from tests.briefings import RATE, make_briefing
from tests.commands import Ended
from tests.commands import called as run
from tests.speech import finished

STATION_RATE = 48_000


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    """Eleven utterances in five chapters, words of a voice that tells their times."""
    return make_briefing(words=True)


@pytest.fixture(scope="module")
def folder(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It, finished, on disk."""
    place = tmp_path_factory.mktemp("clip") / "out"
    finished(place, briefing)
    return place


def clip(folder: Path, into: Path, *words: str) -> list[dict[str, object]]:
    """What is delivered of these words."""
    ended = run("clip", folder, *words, "-o", into, "--json")
    assert (ended.code, ended.err) == (0, "")
    files: list[dict[str, object]] = json.loads(ended.out)["files"]
    return files


def test_words_are_cut_at_the_voice_s_times(briefing: Briefing, folder: Path, tmp_path: Path) -> None:
    (made,) = clip(folder, tmp_path, "أشجار القِرْم")
    cue = briefing.utterances[8]
    place = cue.shown.split().index("أشجار")
    start, end = cue.words[place].start, cue.words[place + 1].end
    assert (made["first_frame"], made["end_frame"]) == (start, end)
    assert (made["kind"], made["title"]) == ("words", "أشجار القرم")
    assert made["in_words"] == "أشجار القرم،"
    assert abs(int(str(made["samples"])) - (end - start) * STATION_RATE / RATE) <= 1
    wave = broadcastwave.read(tmp_path / str(made["file"]))
    assert wave.bext is not None
    assert wave.bext.time_reference == round(start * STATION_RATE / RATE)
    assert (tmp_path / "manifest.json").is_file()


def test_it_is_the_master_s_own_sound(briefing: Briefing, folder: Path, tmp_path: Path) -> None:
    """What is said lies between the handles, which are silent."""
    (made,) = clip(folder, tmp_path, "--sentences", "3", "--pad", "50ms")
    cue = briefing.utterances[8]
    assert made["first_frame"] == cue.start - RATE // 20
    path = tmp_path / str(made["file"])
    samples = np.concatenate(list(broadcastwave.samples(path, broadcastwave.read(path))))[:, 0]
    loud = np.flatnonzero(np.abs(samples) > 25_000)  # of 8,388,608
    handle = STATION_RATE // 20
    assert handle <= int(loud[0]) < 2 * handle
    assert len(samples) - 3 * handle < int(loud[-1]) < len(samples) - handle


@pytest.mark.parametrize(
    ("words", "bare", "before_ms", "after_ms"),
    [
        (("--sentences", "1"), "s02u02", 250, 250),
        (("--sentences", "1", "--pad", "0"), "s02u02", 0, 0),
        (("--sentences", "1", "--pad", "2s"), "s02u02", 350, 350),
        (("--sentences", "1", "--pad", "400", "--into-words"), "s02u02", 400, 400),
        (("5 ملايين دولار",), "", 0, 0),
        (("الشرقي قبل نهاية العام المقبل", "--pad", "0.5s"), "", 0, 350),
        (("--from", "0:05", "--to", "0:05.5"), "", 0, 0),
        (("--from", "0:05", "--to", "0:05.5", "--pad", "250ms", "--into-words"), "", 250, 250),
        (("--to", "0.5", "--pad", "60s", "--into-words"), "", 500, 60_000),
    ],
)
def test_handles_come_from_silence(
    words: tuple[str, ...],
    bare: str,
    before_ms: int,
    after_ms: int,
    briefing: Briefing,
    folder: Path,
    tmp_path: Path,
) -> None:
    (padded,) = clip(folder, tmp_path, *words)
    if bare:
        start, end = next((cue.start, cue.end) for cue in briefing.utterances if cue.id == bare)
    elif words[0].startswith("--"):
        start, end = (5 * RATE if "--from" in words else 0), round((5.5 if "--from" in words else 0.5) * RATE)
    else:
        (hit,) = find(briefing, words[0])
        start, end = hit.start, hit.end
    assert padded["first_frame"] == max(start - before_ms * RATE // 1000, 0)
    assert padded["end_frame"] == min(end + after_ms * RATE // 1000, briefing.frames)


def test_several_places_are_listed_and_nothing_is_written(folder: Path) -> None:
    ended = run("clip", folder, "ثلاث سنوات")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(
        "hit: 1\nsection: 2, الملخص\nwords: أعلنت الهيئة خطة تمتد ثلاث سنوات.\nin point: 00:00:03.310\n"
    )
    assert ended.out.endswith("Hits: 2\nChoose one with: --hit 1\n")
    assert not (folder / "clips").exists()
    document = json.loads(run("clip", folder, "ثَلَاثَ سنوات", "--json").out)
    assert document["files"] == []
    assert [item["section"] for item in document["hits"]] == [2, 3]
    rows = list(csv.DictReader(io.StringIO(run("clip", folder, "ثلاث سنوات", "--csv").out)))
    assert [row["start_seconds"] for row in rows] == ["3.310", "5.490"]
    assert [row["to_the_word"] for row in rows] == ["yes", "yes"]


def test_a_hit_is_chosen_by_number_and_all_of_them_at_once(folder: Path, tmp_path: Path) -> None:
    (second,) = clip(folder, tmp_path / "one", "ثلاث سنوات", "--hit", "2")
    both = clip(folder, tmp_path / "all", "ثلاث سنوات", "--all")
    assert [item["number"] for item in both] == [1, 2]
    assert second == both[1]
    again = run("clip", folder, "ثلاث سنوات", "--hit", "2", "-o", tmp_path / "one")
    assert "Nothing new: 1 file there already." in again.out


def test_without_word_times_the_sentence_is_cut_and_it_is_said(briefing: Briefing, tmp_path: Path) -> None:
    plain = replace(briefing, utterances=tuple(replace(cue, words=()) for cue in briefing.utterances))
    finished(tmp_path, plain)
    ended = run("clip", tmp_path, "القرم", "--pad", "0")
    assert ended.code == 0
    assert ended.err.startswith("The voice told no times of words here: whole sentences are cut.\n")
    assert "length: 2.300 seconds\n" in ended.out
    assert ended.out.endswith(f"{tmp_path / 'clips'}\n")


def test_what_was_not_said_is_answered_with_the_nearest_phrases(folder: Path) -> None:
    ended = run("clip", folder, "أشجار القمر")
    assert ended.code == 65
    assert ended.out.startswith("nearest: أشجار القرم\n")
    assert ended.last_error == (
        f"error: «أشجار القمر» was not said in this briefing. Try: briefing clip {folder} 'أشجار القرم'"
    )
    document = json.loads(run("clip", folder, "أشجار القمر", "--json").out)
    assert (document["hits"], document["files"]) == ([], [])
    assert document["nearest"][0] == "أشجار القرم"
    nothing = run("clip", folder, "zzz")
    assert (nothing.code, nothing.out) == (65, "")
    assert nothing.last_error.endswith(f"Try: briefing rundown {folder}")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "there is nothing to cut out"),
        (("القرم", "--sentences", "1"), 2, "cannot be given at once"),
        (("--sentences", "1", "--from", "3"), 2, "cannot be given at once"),
        (("القرم", "--hit", "1", "--all"), 2, "--hit and --all cannot be given at once"),
        (("--sentences", "1", "--all"), 2, "--hit and --all are for words alone"),
        (("ثلاث سنوات", "--hit", "3"), 2, "there is no hit 3: there are 2. Try: --hit 2"),
        (("؟!",), 2, "no letter or digit to look for"),
        (("--sentences", "9"), 2, "there is no sentence 9"),
        (("--from", "1:00"), 2, "there is nothing"),
        (("--from", "5", "--to", "4"), 2, "there is nothing"),
        (("--from", "x"), 2, "no time such as 1:30"),
        (("القرم", "--pad", "a lot"), 2, "'a lot' is no length such as 250ms"),
        (("القرم", "--pad", "61s"), 2, "no length such as 250ms"),
        (("القرم", "--pad", "-1"), 2, "no length such as 250ms"),
        (("القرم", "--profile", "nobody"), 2, "nobody"),
        (("القرم", "-o", "{folder}/master.wav"), 74, ""),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_nothing_is_written(
    folder: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    ended: Ended = run("clip", folder, *(word.format(folder=folder) for word in words))
    assert ended.code == code, ended.err
    assert told in ended.last_error
    assert ended.out == ""
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_clip_is_titled_after_its_words_without_the_marks_around_them(briefing: Briefing) -> None:
    (hit,) = find(briefing, "<بقليل>.")
    assert clips.cut_of(briefing, hit, number=1).title == "<بقليل>"
    (long,) = find(briefing, " ".join(briefing.utterances[8].shown.split()[:12]))
    assert len(clips.cut_of(briefing, long, number=1).title.split()) == clips.TITLE_WORDS
