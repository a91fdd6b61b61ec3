"""Segments and clips of an exact length: files, marks, names, and what is said of them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from briefing.audio import broadcastwave
from briefing.errors import RequestError
from briefing.lengths import read_length
from briefing.model import Briefing
from briefing.radio import cuts
from briefing.radio.measured import measured
from briefing.radio.orders import Form, Order
from briefing.radio.profiles import load
from briefing.radio.refit import Wish
from briefing.radio.segments import Delivery, deliver
from briefing.settings import Settings
from tests.commands import briefing as command
from tests.scripts import made_with_tone
from tests.test_refit import TEXT

EBU = load("ebu")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished briefing."""
    place = tmp_path_factory.mktemp("measured")
    return made_with_tone(place, text=TEXT, settings=Settings(voice="tone", editions=())).folder


@pytest.fixture
def briefing(folder: Path) -> Briefing:
    from briefing.shelf import load as read

    return read(folder)


def whole(made: Briefing) -> cuts.Cut:
    return cuts.sentences(made, 1, len(cuts.narrated(made)))


def delivered(folder: Path, made: Briefing, into: Path, order: Order, *wishes: Wish) -> Delivery:
    with measured(made, folder, [whole(made)], wishes, order) as asked:
        return deliver(asked.folder, asked.cuts, into, asked.order, briefing=asked.briefing)


def reachable(folder: Path, made: Briefing, order: Order, wish: Wish) -> Wish:
    """The wish, or the nearest that can be."""
    try:
        with measured(made, folder, [whole(made)], [wish], order):
            return wish
    except RequestError as refused:
        return replace(wish, fit_ms=read_length(refused.hint.split()[1]))


@pytest.mark.parametrize(
    ("rate", "head", "tail"),
    [(22_050, 0, 0), (32_000, 250, 500), (44_100, 333, 1), (44_100, 0, 0), (48_000, 333, 1)],
)
def test_a_file_has_exactly_the_samples_at_any_rate(
    folder: Path, briefing: Briefing, tmp_path: Path, rate: int, head: int, tail: int
) -> None:
    order = Order(profile=replace(EBU, rate=rate, bits=16, head_ms=head, tail_ms=tail), form="wav")
    wish = reachable(folder, briefing, order, Wish(fit_ms=17_457))
    (item,) = delivered(folder, briefing, tmp_path, order, wish).files
    wave = broadcastwave.read(tmp_path / item.file)
    assert wave.frames == item.samples == round(wish.fit_ms * rate / 1000)
    sound = np.frombuffer((tmp_path / item.file).read_bytes()[wave.data_offset :][: 2 * wave.frames], "<i2")
    assert not sound[: head * rate // 1000].any()
    assert not sound[wave.frames - tail * rate // 1000 :].any()


def test_marks_stand_where_their_sentences_are_heard(
    folder: Path, briefing: Briefing, tmp_path: Path
) -> None:
    order = Order(profile=replace(EBU, head_ms=250, tail_ms=250))
    wish = reachable(folder, briefing, order, Wish(fit_ms=15_000))
    (item,) = delivered(folder, briefing, tmp_path, order, wish).files
    wave = broadcastwave.read(tmp_path / item.file)
    shown = {cue.shown for cue in briefing.utterances}
    said = [mark for mark in wave.marks if mark.label in shown]
    assert said
    data = (tmp_path / item.file).read_bytes()[wave.data_offset :][: 3 * wave.frames]
    raw = np.frombuffer(data, np.uint8).reshape(-1, 3).astype(np.int32)
    sound = raw[:, 0] | raw[:, 1] << 8 | (raw[:, 2] ^ 0x80) - 0x80 << 16
    level = np.abs(sound)
    for mark in said:
        assert level[mark.frame : mark.frame + 4_800].max() > 50_000
        assert level[mark.frame + mark.length - 4_800 : mark.frame + mark.length].max() > 50_000
    for one, two in pairwise(said):
        between = level[one.frame + one.length + 960 : two.frame - 960]
        assert len(between) == 0 or between.max() < 2_000
    assert wave.bext is not None
    first = next(cue for cue in cuts.narrated(briefing) if cue.shown == said[0].label)
    assert item.first_frame == first.start
    assert wave.bext.time_reference == first.start * 3 - 12_000


def test_several_lengths_stand_side_by_side_under_names_that_say_them(
    folder: Path, briefing: Briefing, tmp_path: Path
) -> None:
    order = Order(profile=EBU)
    wishes = [reachable(folder, briefing, order, Wish(fit_ms=ms)) for ms in (9_000, 15_500, 22_000)]
    delivery = delivered(folder, briefing, tmp_path, order, *wishes)
    assert [item.samples for item in delivery.files] == [wish.fit_ms * 48 for wish in wishes]
    for item, wish in zip(delivery.files, wishes, strict=True):
        assert f"{wish.fit_ms / 1000:g}".replace(".", "_") + "s" in item.file
    again = delivered(folder, briefing, tmp_path, order, *wishes)
    assert again.changed == ()


@pytest.mark.parametrize("form", ["bwf", "mp3"])
def test_the_commands_write_exact_lengths_in_every_form(folder: Path, tmp_path: Path, form: Form) -> None:
    asked = ("segments", folder, "--sentences", "1-8", "--as", form, "-o", tmp_path / "air")
    ended = command(*asked, "--fit", "15.25", "--json")
    if ended.code == 2:
        ended = command(*asked, *ended.last_error.partition("Try: ")[2].split(), "--json")
    assert ended.code == 0, ended.err
    (item,) = json.loads(ended.out)["files"]
    assert item["samples"] == item["fit"]["frames"]
    assert item["fit"]["sentences"] + len(item["left_out"]) == item["fit"]["of"] == 8


def test_a_clip_of_an_exact_length_has_its_handles_in_it(folder: Path, tmp_path: Path) -> None:
    asked = ("clip", folder, "--sentences", "1-8", "-o", tmp_path, "--pad", "500ms")
    ended = command(*asked, "--alternates", "12,20")
    if ended.code == 2:
        pytest.skip(ended.last_error)
    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    assert lines.count("samples: 576000") == 1
    assert lines.count("samples: 960000") == 1
    assert lines[-1] == str(tmp_path)
    assert sum(line.startswith("Sentences of the article: ") for line in lines) == 2
    whole_file = next(
        path for path in tmp_path.glob("*.wav") if "12s" not in path.name and "20s" not in path.name
    )
    exact = next(path for path in tmp_path.glob("*12s*.wav"))
    assert broadcastwave.read(whole_file).frames > broadcastwave.read(exact).frames == 576_000


def test_at_most_so_long_names_what_is_left_out(folder: Path, tmp_path: Path) -> None:
    ended = command("segments", folder, "--sentences", "2-8", "--max", "10", "-o", tmp_path)
    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    dropped = int(next(line for line in lines if line.startswith("Left out: ")).rpartition(" ")[2])
    at = lines.index(f"Left out: {dropped}")
    assert all(line.startswith("s0") for line in lines[at + 1 : at + 1 + dropped])
    assert lines[at + 1 + dropped] == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("segments", "--sentences", "1", "--fit", "9:00"), "the nearest length is"),
        (("segments", "--fit", "x"), "is no length"),
        (("segments", "--fit", "30", "--max", "40"), "--fit and --max do not go together"),
        (("segments", "--force-fit"), "--force-fit goes with --fit"),
        (("clip", "--from", "1", "--to", "9", "--fit", "5"), "is for whole sentences alone"),
        (("clip", "المكتبة", "--alternates", "5"), "is for whole sentences alone"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    folder: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    name, *rest = words
    ended = command(name, folder, *rest, "-o", tmp_path / "air")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert said in ended.last_error
    assert " Try: " in ended.last_error
    assert not (tmp_path / "air").exists()
