"""The picture of a briefing: ``timeline.svg`` and ``timeline.png``."""

from __future__ import annotations

import math
import tracemalloc
import wave
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from PIL import Image

from briefing.errors import OutputError
from briefing.exporters import timeline
from briefing.exporters._profile import Profile, profile
from briefing.exporters._shapes import Box, Letters, Line, Picture, hexadecimal, mixed, number, png, svg
from briefing.exporters._webfont import font_face
from briefing.model import Briefing, Masthead
from tests.briefings import LONG_TITLE, make_briefing, with_sections, write_master

NAMES = {"s": "http://www.w3.org/2000/svg"}


def write_sound(path: Path, samples: np.ndarray[tuple[int], np.dtype[np.int16]], rate: int) -> None:
    with wave.open(str(path), "wb") as master:
        master.setnchannels(1)
        master.setsampwidth(2)
        master.setframerate(rate)
        master.writeframes(samples.astype("<i2").tobytes())


def briefing_of(frames: int) -> Briefing:
    """One chapter of so many frames."""
    briefing = make_briefing()
    chapter = replace(briefing.chapters[0], start=0, end=frames)
    return replace(briefing, frames=frames, chapters=(chapter,), utterances=())


def drawn(folder: Path, briefing: Briefing) -> Picture:
    write_master(folder, briefing)
    return timeline.compose(briefing, folder / "master.wav")


def heard(folder: Path, samples: np.ndarray[tuple[int], np.dtype[np.int16]], **room: int) -> Profile:
    briefing = briefing_of(len(samples))
    write_sound(folder / "master.wav", samples, briefing.rate)
    return profile(briefing, folder / "master.wav", **{"bars": 10, **room})


def test_bars_are_as_high_as_their_part_is_loud(tmp_path: Path) -> None:
    quiet, loud = np.full(100_000, 1000, np.int16), np.full(100_000, -4000, np.int16)
    found = heard(tmp_path, np.concatenate([quiet, loud, np.zeros(50_000, np.int16)]), bars=5)
    assert found.bars[2:] == (1.0, 1.0, 0.0)
    assert found.bars[0] == found.bars[1] == pytest.approx(0.25**1.5, abs=0.001)
    assert found.points == ()


@pytest.mark.parametrize("frames", [1, 7, 65_535, 65_536, 65_537, 200_003])
def test_every_frame_counts_once_wherever_blocks_and_bars_meet(tmp_path: Path, frames: int) -> None:
    rng = np.random.default_rng(frames)
    samples = rng.integers(-30_000, 30_000, frames).astype(np.int16)
    found = heard(tmp_path, samples, bars=9)
    edges = np.linspace(0, frames, min(9, frames) + 1).round().astype(int)
    levels = [math.sqrt((samples[a:b].astype(float) ** 2).mean()) for a, b in pairwise(edges)]
    assert found.bars == pytest.approx([(level / max(levels)) ** 1.5 for level in levels], abs=0.0006)


def test_silence_has_bars_of_no_height_and_no_loudness(tmp_path: Path) -> None:
    found = heard(tmp_path, np.zeros(24_000 * 5, np.int16), points=20)
    assert set(found.bars) == {0.0}
    assert found.lufs is None
    assert {point.lufs for point in found.points} == {-math.inf}


def test_the_curve_is_the_short_term_loudness_at_the_middle_of_its_three_seconds(tmp_path: Path) -> None:
    """A sine of 997 Hz at full scale is at 0 LUFS in two channels (BS.1770: -3.01 in one)."""
    time = np.arange(24_000 * 20) / 24_000
    sine = 32_767 * np.sin(2 * np.pi * 997 * time)
    levels = np.where(time < 10, 10 ** (-20 / 20), 10 ** (-30 / 20))
    found = heard(tmp_path, (sine * levels).round().astype(np.int16), points=1000)
    assert len(found.points) == 171
    assert found.points[0].frame == 36_000
    assert found.points[-1].frame == 24_000 * 20 - 36_000
    assert found.points[0].lufs == pytest.approx(-20, abs=0.1)
    assert found.points[-1].lufs == pytest.approx(-30, abs=0.1)
    middle = next(point for point in found.points if point.frame == 240_000)
    assert middle.lufs == pytest.approx(10 * math.log10((0.01 + 0.001) / 2), abs=0.1)
    few = heard(tmp_path, (sine * levels).round().astype(np.int16), points=10)
    assert len(few.points) == 10


def test_a_master_of_another_length_is_refused(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    for frames in (briefing.frames - 1, briefing.frames + 1):
        with pytest.raises(OutputError, match="frames"):
            profile(replace(briefing, frames=frames), tmp_path / "master.wav", bars=10)


def test_an_hour_takes_no_more_memory_than_a_minute(tmp_path: Path) -> None:
    peaks = []
    for seconds in (60, 3600):
        frames = 8000 * seconds
        with wave.open(str(tmp_path / "master.wav"), "wb") as master:
            master.setnchannels(1)
            master.setsampwidth(2)
            master.setframerate(8000)
            for _ in range(seconds):
                master.writeframes(bytes(16_000))
        briefing = replace(briefing_of(frames), rate=8000)
        tracemalloc.start()
        profile(briefing, tmp_path / "master.wav", bars=200, points=300)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 2_000_000


def test_the_svg_is_real_text_from_right_to_left_with_a_title_and_a_description(tmp_path: Path) -> None:
    briefing = make_briefing()
    root = etree.fromstring(svg(drawn(tmp_path, briefing)).encode())
    assert briefing.masthead.headline in (root.findtext("s:title", namespaces=NAMES) or "")
    assert "خطة السواحل" in (root.findtext("s:desc", namespaces=NAMES) or "")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    texts = [text.text or "" for text in root.iterfind("s:text[@direction='rtl'][@dir='rtl']", NAMES)]
    for chapter in briefing.chapters:
        assert chapter.title in texts or any(
            text.endswith("…") and chapter.title.startswith(text[:-1]) for text in texts
        )
    assert root.findtext("s:text[@direction='ltr']", namespaces=NAMES) == "-16"


def test_each_chapter_begins_where_it_begins_in_time(tmp_path: Path) -> None:
    briefing = make_briefing()
    picture = drawn(tmp_path, briefing)
    badges = [
        shape for shape in picture.shapes if isinstance(shape, Letters) and shape.y == timeline.BADGE_TOP
    ]
    assert [badge.text for badge in badges] == ["1", "2", "3", "4", "5"]
    for badge, chapter in zip(badges, briefing.chapters, strict=True):
        assert badge.x == pytest.approx(timeline.LEFT + timeline.SPAN * chapter.start / briefing.frames)


@pytest.mark.parametrize("count", [1, 2, 3, 24, 25, 300])
def test_everything_is_inside_the_picture_however_many_chapters_there_are(tmp_path: Path, count: int) -> None:
    from briefing.exporters._lettering import Lettering

    picture = drawn(tmp_path, with_sections(count))
    letters = Lettering()
    for shape in picture.shapes:
        if isinstance(shape, Box):
            assert 0 <= shape.left <= shape.left + shape.width <= picture.width
            assert 0 <= shape.top <= shape.top + shape.height <= picture.height
        elif isinstance(shape, Line):
            assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in shape.points)
        else:
            wide = letters.width(shape.text, shape.size)
            left = shape.x - {"left": 0, "middle": wide / 2, "right": wide}[shape.side]
            assert 0 <= left <= left + wide <= picture.width, shape.text
            assert shape.size / 2 < shape.y < picture.height - shape.size / 2
    left_out = [s.text for s in picture.shapes if isinstance(s, Letters) and "أخرى" in s.text]
    assert left_out == ([f"أقسام أخرى لا تظهر هنا: {count - 24}"] if count > 24 else [])


@pytest.mark.parametrize("title", [LONG_TITLE * 3, "كلمةواحدة" * 40, "", "<&>\"'", "🙂"])
def test_any_title_makes_a_picture_in_both_forms(tmp_path: Path, title: str) -> None:
    briefing = make_briefing(headline=title)
    chapters = (replace(briefing.chapters[0], title=title), *briefing.chapters[1:])
    picture = drawn(tmp_path, replace(briefing, chapters=chapters))
    etree.fromstring(svg(picture).encode())
    image = Image.open(BytesIO(png(picture)))
    assert (image.format, image.size) == ("PNG", (picture.width, picture.height))


def test_long_titles_end_in_an_ellipsis_and_short_ones_are_whole(tmp_path: Path) -> None:
    briefing = make_briefing()
    texts = [shape.text for shape in drawn(tmp_path, briefing).shapes if isinstance(shape, Letters)]
    assert "خطة السواحل" in texts
    assert any(text.endswith("…") and LONG_TITLE.startswith(text[:-1]) for text in texts)


def test_a_briefing_of_three_frames_and_one_without_a_masthead_are_drawn(tmp_path: Path) -> None:
    for briefing in (briefing_of(3), replace(make_briefing(), masthead=Masthead())):
        assert png(drawn(tmp_path, briefing)).startswith(b"\x89PNG")


def test_shapes_are_where_they_are_said_to_be_in_the_png() -> None:
    red, green, black = (255, 0, 0), (0, 255, 0), (0, 0, 0)
    picture = Picture(
        width=40,
        height=30,
        field=black,
        title="",
        description="",
        shapes=(Box(10, 5, 4, 20, red), Line(((20, 2), (39, 2)), green, 2)),
    )
    image = Image.open(BytesIO(png(picture))).convert("RGB")
    box = [(x, y) for x in range(40) for y in range(30) if image.getpixel((x, y)) == red]
    assert (min(box), max(box)) == ((10, 5), (13, 24))
    assert image.getpixel((30, 2)) == green
    assert image.getpixel((30, 6)) == black


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.5, "1.5"), (0.004, "0"), (100, "100"), (2.346, "2.35")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_colours_mix_and_are_written_in_hexadecimal() -> None:
    assert mixed((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert hexadecimal((10, 29, 43)) == "#0a1d2b"


@pytest.mark.parametrize(
    ("frames", "text"), [(0, "0:00"), (59_499, "0:59"), (59_600, "1:00"), (3_600_000, "1:00:00")]
)
def test_the_clock_is_read_to_the_nearest_second(frames: int, text: str) -> None:
    assert timeline.clock(frames, 1000) == text


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_typeface_for_browsers_has_the_letters_of_arabic(weight: str) -> None:
    assert "data:font/woff2;base64,d09GMg" in font_face("Bold" if weight == "Bold" else "Regular")


def test_export_writes_both_forms(tmp_path: Path) -> None:
    briefing = make_briefing()
    picture = drawn(tmp_path, briefing)
    paths = timeline.export(briefing, tmp_path, timeline.Options())
    assert [path.name for path in paths] == ["timeline.svg", "timeline.png"]
    assert paths[0].read_text(encoding="utf-8") == svg(picture)
    assert paths[1].read_bytes() == png(picture)
