"""``briefing qc``: a line for each file, figures for programs, exit code 65 on a miss."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.aired import Aired, speech
from tests.commands import briefing


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is right, one that is too loud, one that is short, and one that is none."""
    made = tmp_path_factory.mktemp("delivery")
    Aired().write(made / "good.wav")
    Aired(sound=speech(lufs=-20.0)).write(made / "loud.wav")
    Aired(sound=speech(1.5)).write(made / "نداء.wav")
    (made / "none.wav").write_bytes(b"RIFF")
    return made


def test_a_file_that_is_right_is_one_line_and_exit_code_0(folder: Path) -> None:
    ended = briefing("qc", "good.wav", cwd=folder)
    line, summary = ended.out.splitlines()
    assert re.fullmatch(
        r"good\.wav: ok: 0:06\.000, -23\.0 LUFS, range \d\.\d LU, true peak -\d+\.\d dBTP", line
    )
    assert summary == "Checked: 1 file; no faults."
    assert (ended.code, ended.err) == (0, "")


def test_every_file_has_its_line_and_one_fault_makes_it_65(folder: Path) -> None:
    ended = briefing("qc", "good.wav", "loud.wav", "نداء.wav", "none.wav", "nowhere.wav", cwd=folder)
    good, loud, short, none, nowhere, summary = ended.out.splitlines()
    assert good.startswith("good.wav: ok: ")
    assert loud == "loud.wav: fault: loudness: -20.0 LUFS, ebu wants -23 LUFS within 0.2 LU"
    assert short.startswith("نداء.wav: ok: 0:01.500, true peak")
    assert short.endswith("too short for its loudness to be told")
    assert none == "none.wav: fault: file: none.wav is no WAV file"
    assert nowhere == "nowhere.wav: fault: file: there is no file nowhere.wav"
    assert summary == "Checked: 5 files; 3 faults."
    assert (ended.code, ended.err) == (65, "")


@pytest.mark.parametrize(
    ("length", "code"),
    [
        ("0:06", 0),
        ("6", 0),
        ("6.000", 0),
        ("0:00:06.0", 0),
        ("6.001", 65),
        ("1:30", 65),
        ("six", 2),
        ("-6", 2),
    ],
)
def test_the_exact_length_may_be_asked_for(folder: Path, length: str, code: int) -> None:
    ended = briefing("qc", "good.wav", f"--length={length}", cwd=folder)
    assert ended.code == code
    if code == 65:
        assert "good.wav: fault: length: 288000 samples, not " in ended.out


def test_programs_get_figures_as_json(folder: Path) -> None:
    ended = briefing("qc", "good.wav", "loud.wav", "none.wav", "--json", cwd=folder)
    found = json.loads(ended.out)
    good, loud, none = found["files"]
    assert (ended.code, ended.out.count("\n"), found["profile"]) == (65, 1, "ebu")
    assert (good["file"], good["kind"], good["frames"], good["faults"]) == ("good.wav", "wav", 288_000, [])
    assert good["lufs"] == pytest.approx(-23, abs=0.02)
    assert good["broadcast"] is True
    assert loud["faults"] == [
        {"where": "loudness", "message": "-20.0 LUFS, ebu wants -23 LUFS within 0.2 LU"}
    ]
    assert (none["lufs"], none["faults"][0]["where"]) == (None, "file")


def test_programs_get_figures_as_a_table(folder: Path) -> None:
    ended = briefing("qc", "good.wav", "loud.wav", "none.wav", "--csv", cwd=folder)
    good, loud, none = csv.DictReader(io.StringIO(ended.out))
    assert (good["file"], good["lufs"], good["faults"], good["broadcast"]) == (
        "good.wav",
        "-23.000",
        "",
        "yes",
    )
    assert loud["faults"] == "loudness: -20.0 LUFS, ebu wants -23 LUFS within 0.2 LU"
    assert none["lufs"] == ""
    assert ended.code == 65


def test_a_profile_of_the_station_s_own_may_be_given(folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "loud.toml"
    profile.write_text("lufs = -20.0\n", encoding="utf-8")
    assert briefing("qc", "loud.wav", "--profile", str(profile), cwd=folder).code == 0
    assert briefing("qc", "good.wav", "--profile", str(profile), cwd=folder).code == 65


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("qc",), 2, "FILES"),
        (("qc", "good.wav", "--profile", "ebo"), 2, "--profile ebu"),
        (("qc", "good.wav", "--profile", "none.toml"), 78, "none.toml"),
        (("qc", "good.wav", "--json", "--csv"), 2, "at once"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    folder: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = briefing(*words, cwd=folder)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
