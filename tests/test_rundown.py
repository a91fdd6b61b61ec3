"""The rundown: lengths that add up, front and back times, in-words and out-words, and its sheet."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import model
from briefing.model import Briefing, Chapter, SegmentKind
from briefing.radio import rundown_data, rundown_sheet
from briefing.radio.rundown import DAY_S, Clock, Measured, Rundown, rundown, with_sound
from briefing.radio.rundown_files import measured
from briefing.shelf import BRIEFING_FILE, MASTER_FILE, describe
from tests import browsing
from tests.approved import check_golden
from tests.briefings import make_briefing, write_master
from tests.commands import called as run
from tests.speech import finished
from tests.validators import QUICK_JAVA

ON_AIR_MS = ((7 * 60 + 58) * 60 + 30) * 1000
EIGHT_MS = 8 * 3_600_000
PER_SECOND = st.sampled_from((1, 10, 100, 1000))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished briefing on disk."""
    place = tmp_path_factory.mktemp("rundown") / "out"
    place.mkdir()
    briefing = make_briefing()
    write_master(place, briefing)
    finished = replace(briefing, files=(describe(place / MASTER_FILE, MASTER_FILE),))
    (place / BRIEFING_FILE).write_text(model.to_json(finished), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def listed(folder: Path) -> Rundown:
    """Its rundown, measured, for a programme that begins at 7:58:30."""
    briefing = make_briefing()
    return with_sound(
        rundown(briefing, on_air_ms=ON_AIR_MS, end_ms=EIGHT_MS), measured(briefing, folder / MASTER_FILE)
    )


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Chapters of any length, from none to an hour, at any rate."""
    rate = draw(st.sampled_from((8_000, 16_000, 22_050, 24_000, 44_100, 48_000)))
    lengths = draw(st.lists(st.integers(0, 3600 * rate), min_size=1, max_size=12))
    chapters: list[Chapter] = []
    at = 0
    for number, length in enumerate(lengths):
        chapters.append(
            Chapter(id=f"s{number:02d}", kind=SegmentKind.SECTION, title="قسم", start=at, end=at + length)
        )
        at += length
    return replace(make_briefing(), rate=rate, frames=at, chapters=tuple(chapters), utterances=())


@given(briefing=briefings(), per_second=PER_SECOND)
def test_sums_are_exact_in_frames_and_as_they_are_shown(briefing: Briefing, per_second: int) -> None:
    listed = rundown(briefing)
    assert sum(item.frames for item in listed.items) == listed.frames == briefing.frames
    total = 0
    for item in listed.items:
        times = listed.times(item, per_second=per_second)
        assert times.front.units == total
        total += times.duration.units
        assert times.cumulative.units == total
        assert times.back.units + times.front.units == listed.total(per_second=per_second).units
        assert abs(times.duration.units - item.frames * per_second / briefing.rate) <= 1
    assert total == listed.total(per_second=per_second).units


@given(
    briefing=briefings(),
    on_air=st.none() | st.integers(0, DAY_S - 1),
    end=st.none() | st.integers(0, DAY_S - 1),
    per_second=PER_SECOND,
)
def test_front_times_lead_to_the_end_and_back_times_from_it(
    briefing: Briefing, on_air: int | None, end: int | None, per_second: int
) -> None:
    listed = rundown(
        briefing,
        on_air_ms=None if on_air is None else on_air * 1000,
        end_ms=None if end is None else end * 1000,
    )
    if not listed.has_clock:
        return
    day = DAY_S * per_second
    first = listed.times(listed.items[0], per_second=per_second)
    if on_air is not None:
        assert (first.front.units, first.front.day) == (on_air * per_second, 0)
    last = listed.times(listed.items[-1], per_second=per_second)
    ends = last.back.units + last.duration.units
    assert ends % day == listed.ends(per_second=per_second).units
    if end is not None:
        assert ends % day == end * per_second
    for item in listed.items:
        times = listed.times(item, per_second=per_second)
        assert 0 <= times.front.units < day
        assert 0 <= times.back.units < day
        if on_air is None or end is None:
            assert times.front == times.back
        elif per_second == 1000:
            spare = listed.spare_ms
            assert spare is not None
            late = times.back.units + times.back.day * day - times.front.units - times.front.day * day
            assert late == spare


@pytest.mark.parametrize(
    ("on_air", "end", "front", "back", "spare_ms"),
    [
        ("23:59:55", None, ["23:59:55", "23:59:57", "23:59:59", "00:00:03+1", "00:00:07+1"], None, None),
        (None, "00:00:05", ["23:59:52-1", "23:59:54-1", "23:59:56-1", "00:00:00", "00:00:04"], None, None),
        (
            *("23:59:50", "00:00:10"),
            ["23:59:50", "23:59:52", "23:59:54", "23:59:58", "00:00:02+1"],
            ["23:59:57", "23:59:59", "00:00:01+1", "00:00:05+1", "00:00:09+1"],
            6_650,
        ),
    ],
)
def test_midnight_is_passed(
    on_air: str | None, end: str | None, front: list[str], back: list[str] | None, spare_ms: int | None
) -> None:
    listed = rundown(make_briefing(), on_air_ms=_ms(on_air), end_ms=_ms(end))
    times = [listed.times(item) for item in listed.items]

    def told(clock: Clock) -> str:
        return f"{clock}{clock.day:+d}" if clock.day else str(clock)

    assert listed.spare_ms == spare_ms
    assert [told(each.front) for each in times] == front
    assert [told(each.back) for each in times] == (back or front)


def _ms(text: str | None) -> int | None:
    if text is None:
        return None
    hours, minutes, seconds = map(int, text.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def test_in_words_and_out_words_are_what_is_heard_first_and_last() -> None:
    items = rundown(make_briefing(), words=3).items
    assert items[2].in_words == "القسم الأول: خطة"
    assert items[2].out_words == "& أكثر <بقليل>."
    assert rundown(make_briefing(), words=0).items[2].out_words == ""


def test_too_short_and_silent_sounds_have_no_loudness(folder: Path, listed: Rundown) -> None:
    assert [item.sound.lufs is None for item in listed.items] == [True, True, False, False, True]
    briefing = make_briefing()
    quiet = with_sound(listed, {"s02": Measured(file="two.wav")})
    assert quiet.items[2].sound == Measured(file="two.wav")
    assert quiet.items[3] == listed.items[3]
    assert set(measured(briefing, folder / MASTER_FILE)) == {chapter.id for chapter in briefing.chapters}


def test_the_table_and_the_json_were_approved(listed: Rundown) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rundown_data.COLUMNS)
    writer.writerows(rundown_data.rows(listed))
    check_golden("rundown.csv", text.getvalue())
    document = rundown_data.document(listed)
    check_golden("rundown.json", json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def test_the_sheet_was_approved_and_tells_nothing_to_fetch_or_run(listed: Rundown) -> None:
    page = rundown_sheet.render(listed)
    check_golden("rundown.html", page)
    assert '<html lang="ar" dir="rtl">' in page
    assert not re.search(r"<script|https?:|url\(|@import| on\w+=", page)
    assert "&lt;بقليل&gt;" in page
    assert page.count('scope="col"') == 12
    assert page.count('scope="row"') == len(listed.items) + 1


@browsing.needs_nu
def test_the_nu_checker_has_nothing_to_say_of_the_sheet(listed: Rundown, tmp_path: Path) -> None:
    bare = replace(listed, on_air_ms=None, end_ms=None, title="")
    paths = [tmp_path / "clock.html", tmp_path / "bare.html"]
    for path, shown in zip(paths, (listed, bare), strict=True):
        path.write_text(rundown_sheet.render(shown), encoding="utf-8")
    assert browsing.JAVA
    command = [browsing.JAVA, *QUICK_JAVA, "-jar", str(browsing.NU), "--stdout", *map(str, paths)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (checked.returncode, checked.stdout) == (0, "")


@browsing.needs_chromium
def test_the_sheet_shuts_nobody_out_and_prints_on_a4_across(listed: Rundown, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "sheet.html"
    path.write_text(rundown_sheet.render(listed), encoding="utf-8")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    with browsing.chromium() as browser:
        for scheme in ("light", "dark"):
            page = browser.new_context(color_scheme=scheme).new_page()
            page.goto(path.as_uri())
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": rules}}).response
            assert not found["violations"], json.dumps(found["violations"], ensure_ascii=False)[:2000]
        page.emulate_media(media="print")
        paper = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 84[12][.\d]* 59[45]", paper)


def test_the_command_tells_it_in_lines_as_a_table_and_as_json(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    lines = run("rundown", folder, "--on-air", "07:58:30", "--end", "8:00", "--html", sheet)
    assert (lines.code, lines.err) == (0, "")
    assert "item: 3\ntitle: خطة السواحل\ntype: section\nduration: 00:00:04\n" in lines.out
    assert "front: 07:58:34\n" in lines.out
    assert lines.out.endswith(f"On air: 07:58:30\nEnd: 08:00:00\nTo fill: 76.7\n{sheet}\n")
    assert sheet.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    table = run("rundown", folder, "--csv", "--bom")
    assert table.out.startswith("\ufeffnumber,title,type,duration,cumulative,back,front,")
    assert run("rundown", folder, "--csv").out == table.out.removeprefix("\ufeff")
    document = json.loads(run("rundown", folder, "--json", "--end", "24:00").out)
    assert document["end"] == "00:00:00.000"
    assert document["items"][-1]["back_day"] == -1
    assert "To fill" not in run("rundown", folder).out


def test_delivered_files_stand_in_it_by_name_and_level(tmp_path: Path) -> None:
    folder, air = tmp_path / "made", tmp_path / "air"
    finished(folder)
    assert run("rundown", folder, "--segments", air).last_error == (
        f"error: nothing of this briefing was delivered into {air}. Try: briefing segments FOLDER -o {air}"
    )
    assert run("segments", folder, "--only", "3,4", "-o", air).code == 0
    assert run("clip", folder, "--sentences", "1", "-o", air).code == 0
    items = json.loads(run("rundown", folder, "--segments", air, "--json").out)["items"]
    assert [item["file"].endswith(".wav") for item in items] == [True] * 5
    assert [item["file"] == "master.wav" for item in items] == [True, True, False, False, True]
    assert all((air / item["file"]).is_file() for item in items[2:4])
    assert [item["lufs"] for item in items[2:4]] == [-23.0, -23.0]
    other = run("segments", folder, "--only", "3", "--profile", "prss", "--name", "{id}_{nn}", "-o", air)
    assert other.code == 0
    twice = run("rundown", folder, "--segments", air)
    assert twice.code == 65
    assert "item 3 was delivered twice" in twice.last_error


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--end", "8"), 2, "'8' is no time of day such as 07:58:30"),
        (("--end", "25:00"), 2, "no time of day"),
        (("--on-air", "07:60"), 2, "no time of day"),
        (("--on-air", "07:00:nan"), 2, "no time of day"),
        (("--on-air", "-1:00"), 2, "no time of day"),
        (("--bom",), 2, "--bom is for --csv alone"),
        (("--html", "{folder}/master.wav/x.html"), 74, "cannot write"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    folder: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    ended = run("rundown", folder, *(word.format(folder=folder) for word in words))
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.last_error
