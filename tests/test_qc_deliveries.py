"""Everything that is delivered stands quality control, and what does not is not delivered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from briefing.errors import OutputError
from briefing.radio import cuts, profiles, qc
from briefing.radio.orders import Form, Order
from briefing.radio.segments import deliver
from briefing.shelf import load
from tests.commands import briefing
from tests.speech import finished


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "out"
    finished(made)
    return made


@pytest.mark.parametrize("name", profiles.names())
@pytest.mark.parametrize("form", get_args(Form))
def test_a_delivery_for_any_profile_stands_a_second_look(
    folder: Path, tmp_path: Path, name: str, form: Form
) -> None:
    if form == "flac":
        pytest.importorskip("soundfile")
    profile = replace(profiles.load(name), head_ms=300, tail_ms=1_500)
    delivery = deliver(
        folder, cuts.sections(load(folder)), tmp_path / "air", Order(profile=profile, form=form)
    )
    assert delivery.files
    for item in delivery.files:
        seen = replace(profile, tolerance_lu=0.5, head_ms=250, tail_ms=1_450) if form == "mp3" else profile
        report = qc.inspect(tmp_path / "air" / item.file, seen, broadcast=form == "bwf")
        assert report.faults == ()
        assert report.frames == item.samples


def test_a_delivered_file_is_held_against_its_manifest(folder: Path, tmp_path: Path) -> None:
    order = Order(profile=profiles.load("ebu"))
    first, *_ = deliver(folder, cuts.sections(load(folder)), tmp_path / "air", order).files
    path = tmp_path / "air" / first.file
    assert briefing("qc", path).code == 0
    whole = bytearray(path.read_bytes())
    whole[-2] ^= 1
    path.write_bytes(whole)
    ended = briefing("qc", path)
    assert ended.code == 65
    assert f"{path}: fault: manifest: it has changed since it was delivered" in ended.out
    path.write_bytes(bytes(whole[:-3]))
    assert "length: " in briefing("qc", path).out


def test_what_has_a_fault_is_not_delivered(folder: Path, tmp_path: Path) -> None:
    order = Order(profile=replace(profiles.load("ebu"), most_pause_ms=1))
    with pytest.raises(OutputError, match=r"nothing was delivered: .*\.wav: silence: \d+ ms of silence from"):
        deliver(folder, cuts.sections(load(folder)), tmp_path / "air", order)
    assert not (tmp_path / "air").exists() or not list((tmp_path / "air").iterdir())
