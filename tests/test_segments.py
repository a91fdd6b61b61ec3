"""Deliveries: what stands in the folder afterwards, read back by our reader and by others'."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import numpy as np
import pytest

from briefing.audio import broadcastwave
from briefing.audio.cart import Timer
from briefing.audio.decode import mp3_samples
from briefing.errors import BriefingError, RequestError
from briefing.model import Briefing
from briefing.publication import STAGING
from briefing.radio import cuts, handover
from briefing.radio.orders import Form, Order, moment_of
from briefing.radio.profiles import load
from briefing.radio.segments import Delivery, deliver
from tests.briefings import make_briefing, with_sections
from tests.speech import finished

EBU = replace(load("ebu"), head_ms=250, tail_ms=500)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    finished(tmp_path / "made")
    return tmp_path / "made"


def made(folder: Path, order: Order, *, only: tuple[int, ...] = ()) -> Delivery:
    return deliver(folder, cuts.sections(loaded(folder), only), folder / "air", order)


def loaded(folder: Path) -> Briefing:
    return msgspec.json.decode((folder / "briefing.json").read_bytes(), type=Briefing)


def test_a_file_says_where_it_comes_from_and_when_it_may_be_aired(folder: Path) -> None:
    order = Order(
        profile=EBU,
        embargo=moment_of("2026-03-05T06:00"),
        kill=moment_of("2026-03-06", ends=True),
        cart_number=10_001,
        show="Coast News",
        titles={3: "The coast plan"},
    )
    item = made(folder, order).files[1]
    wave = broadcastwave.read(folder / "air" / item.file)
    assert (wave.tag, wave.rate, wave.bits, wave.channels, wave.frames) == (1, 48_000, 24, 1, item.samples)
    assert wave.bext is not None
    assert wave.cart is not None
    first = loaded(folder).chapters[2]
    sound = cuts.sections(loaded(folder))[1]
    assert wave.bext.time_reference == sound.start * 2 - 12_000 == item.time_reference
    assert (wave.bext.date, wave.bext.time) == ("2026-03-04", "00:00:00")
    assert wave.bext.description == "The coast plan - Coast News"
    assert wave.bext.reference == item.reference
    assert len(wave.bext.reference) == 32
    assert wave.bext.lufs == item.loudness.lufs is not None
    assert wave.bext.true_peak_dbtp == item.loudness.true_peak_dbtp
    assert wave.bext.short_term_lufs == item.loudness.max_short_term_lufs
    assert (wave.cart.title, wave.cart.cut_id) == ("The coast plan", "010002")
    assert (wave.cart.start_date, wave.cart.start_time) == ("2026-03-05", "06:00:00")
    assert (wave.cart.end_date, wave.cart.end_time) == ("2026-03-06", "23:59:59")
    assert wave.cart.url == "https://example.org/news/plan?id=1"
    assert wave.cart.out_cue == item.out_cue_latin
    after = 12_000 + (sound.end - sound.start) * 2
    announced = (sound.cues[0].end - sound.start) * 2 + 12_000
    assert wave.cart.timers == (
        *(Timer("AUDs", 12_000), Timer("AUDe", after), Timer("INTs", 12_000), Timer("INTe", announced)),
        *(Timer("SEGs", after), Timer("SEGe", item.samples - 1), Timer("EOD", after)),
    )
    assert dict(wave.info)["INAM"] == first.title


def test_every_sentence_and_the_section_are_marked_in_arabic(folder: Path) -> None:
    item = made(folder, Order(profile=EBU)).files[1]
    cut = cuts.sections(loaded(folder))[1]
    marks = broadcastwave.read(folder / "air" / item.file).marks
    assert [mark.label for mark in marks] == [cut.title, *(cue.shown for cue in cut.cues)]
    assert [(mark.frame, mark.length) for mark in marks[1:]] == [
        (12_000 + (cue.start - cut.start) * 2, (cue.end - cue.start) * 2) for cue in cut.cues
    ]
    assert marks[0].frame + marks[0].length == item.samples - 24_000


@pytest.mark.parametrize(
    ("order", "reference"),
    [
        (Order(profile=load("ebu"), timeref="zero"), 0),
        (Order(profile=load("ebu"), timeref="briefing"), 88_320),
        (Order(profile=load("ebu"), timeref="wallclock", on_air_s=28_710), 28_710 * 48_000 + 88_320),
    ],
)
def test_the_time_reference_is_the_place_in_the_briefing_or_in_the_day(
    folder: Path, order: Order, reference: int
) -> None:
    item = made(folder, order, only=(2,)).files[0]
    shift = cuts.sections(loaded(folder), (2,))[0].start * 2 - 88_320
    assert item.time_reference == reference + (shift if reference else 0)


def test_a_second_delivery_writes_the_same_bytes_and_touches_nothing(folder: Path) -> None:
    first = made(folder, Order(profile=EBU))
    stamps = {path: path.stat().st_mtime_ns for path in (folder / "air").iterdir()}
    assert {path.name for path in first.changed} == {path.name for path in stamps}
    assert made(folder, Order(profile=EBU)).changed == ()
    assert {path: path.stat().st_mtime_ns for path in (folder / "air").iterdir()} == stamps
    elsewhere = deliver(folder, cuts.sections(loaded(folder)), folder / "again", Order(profile=EBU))
    for item in elsewhere.files:
        assert (folder / "again" / item.file).read_bytes() == (folder / "air" / item.file).read_bytes()


def test_sidecars_and_the_manifest_are_in_place_before_any_sound(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    replace_it = Path.replace

    def watched(self: Path, target: Path) -> Path:
        if target.parent.name == "air":
            order.append(target.name)
        return replace_it(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    made(folder, Order(profile=EBU))
    kinds = [name.rpartition(".")[2] for name in order]
    assert kinds == ["xml"] * 3 + ["json"] + ["wav"] * 3


def test_the_manifest_tells_of_each_file_and_keeps_earlier_ones(folder: Path) -> None:
    made(folder, Order(profile=EBU), only=(3,))
    made(folder, Order(profile=EBU), only=(4,))
    document = json.loads((folder / "air" / "manifest.json").read_bytes())
    assert [item["number"] for item in document["files"]] == [3, 4]
    for item in document["files"]:
        path = folder / "air" / item["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == item["sha256"]
        assert path.stat().st_size == item["bytes"]
        assert (item["url"], item["voice"]) == ("https://example.org/news/plan?id=1", "tone")
        assert abs(item["loudness"]["lufs"] + 23) <= 0.1
    assert handover.read_manifest(folder / "air")[0].in_words.startswith("القسم الأول: خطة السواحل.")


def test_under_three_seconds_no_loudness_is_told(folder: Path) -> None:
    item = made(folder, Order(profile=EBU), only=(2,)).files[0]
    wave = broadcastwave.read(folder / "air" / item.file)
    assert item.loudness.too_short
    assert item.loudness.lufs is None
    assert wave.bext is not None
    assert wave.bext.lufs is None
    assert wave.bext.true_peak_dbtp is not None


def test_the_sidecar_is_xml_that_rivendell_reads_line_by_line(folder: Path) -> None:
    long = replace(make_briefing(words=True).masthead, headline="«خطة» & <سواحل> " * 200)
    briefing = finished(folder, replace(make_briefing(words=True), masthead=long))
    order = Order(profile=EBU, embargo=moment_of("2026-03-05"), cart_number=10_001)
    item = made(folder, order).files[1]
    text = (folder / "air" / item.sidecar).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert all(len(line.encode()) < 1023 for line in lines)
    assert [line for line in lines if line.strip("</>") in {"cart", "cut", "cutList"}] == [
        *("<cart>", "<cutList>", "<cut>", "</cut>", "</cutList>", "</cart>"),
    ]
    root = ElementTree.fromstring(text.encode())
    assert root.findtext("title") == briefing.chapters[2].title
    assert root.findtext("number") == "10002"
    cut = root.find("cutList/cut")
    assert cut is not None
    assert cut.findtext("outcue") == item.out_words
    assert cut.findtext("startDatetime") == "2026-03-05T00:00:00"
    assert cut.findtext("endDatetime") == "9999-12-31T23:59:59"
    assert cut.findtext("segueStartPoint") == str(round(item.seconds * 1000) - 500)


@pytest.mark.parametrize("form", ["wav", "flac", "mp3"])
def test_a_plain_file_holds_the_same_sound(folder: Path, form: Form) -> None:
    import soundfile

    order = Order(profile=replace(load("bbc"), tail_ms=100), form=form)
    delivery = made(folder, order)
    assert made(folder, order).changed == ()
    wave = deliver(folder, cuts.sections(loaded(folder)), folder / "bwf", replace(order, form="bwf"))
    for item, other in zip(delivery.files, wave.files, strict=True):
        path = folder / "air" / item.file
        assert (path.suffix, item.sidecar, item.reference) == (f".{form}", "", "")
        if form == "mp3":
            samples, _ = mp3_samples(path.read_bytes())
            assert item.samples <= len(samples)
            assert item.loudness.too_short or abs((item.loudness.lufs or 0) + 23) <= 0.2
        else:
            mine, rate = soundfile.read(path, dtype="int16")
            theirs, _ = soundfile.read(folder / "bwf" / other.file, dtype="int16")
            assert rate == 48_000
            assert np.array_equal(mine, theirs)


def test_a_file_of_another_article_is_not_overwritten_unless_it_is_asked_for(folder: Path) -> None:
    order = Order(profile=EBU, name="news_{nn}")
    before = {item.file: (folder / "air" / item.file).read_bytes() for item in made(folder, order).files}
    finished(folder, replace(make_briefing(words=True), id="c0ffee", created="2026-03-05"), level=0.2)
    with pytest.raises(RequestError, match="holds something else"):
        made(folder, order)
    assert {name: (folder / "air" / name).read_bytes() for name in before} == before
    assert not (folder / "air" / STAGING).exists()
    assert made(folder, replace(order, replaces=True)).changed


def test_a_file_that_someone_else_put_there_is_not_overwritten(folder: Path) -> None:
    order = Order(profile=EBU, name="news_{nn}")
    (folder / "air").mkdir()
    (folder / "air" / "news_03.wav").write_bytes(b"theirs")
    with pytest.raises(RequestError, match="was not delivered from here"):
        made(folder, order)
    assert [path.name for path in (folder / "air").iterdir()] == ["news_03.wav"]
    assert made(folder, replace(order, replaces=True)).changed
    (folder / "air" / "manifest.json").unlink()
    assert [path.name for path in made(folder, order).changed] == ["manifest.json"]


def test_three_hundred_sections_are_three_hundred_files_in_the_order_of_the_rundown(tmp_path: Path) -> None:
    many = with_sections(300)
    vowelled = tuple(replace(cue, spoken=f"القِسْم {at}. جُمْلَة.") for at, cue in enumerate(many.utterances))
    briefing = finished(tmp_path, replace(many, utterances=vowelled))
    delivery = deliver(tmp_path, cuts.sections(briefing), tmp_path / "air", Order(profile=load("bbc")))
    names = [item.file for item in delivery.files]
    assert len({name.casefold() for name in names}) == 300
    assert [int(name.split("_")[2]) for name in names] == list(range(1, 301))
    assert len(handover.read_manifest(tmp_path / "air")) == 300


@pytest.mark.parametrize(
    ("order", "code", "message"),
    [
        (Order(profile=EBU, titles={9: "Nothing"}), 2, "no file 9 to be titled"),
        (Order(profile=EBU, cart_number=999_998), 2, "go beyond 999999"),
        (Order(profile=EBU, name="{date}"), 2, "would both be named"),
        (Order(profile=EBU, form="mp3", kbps=100), 2, "must be one of"),
        (Order(profile=replace(EBU, rate=96_000), form="mp3"), 78, "MP3 has no rate of 96000"),
    ],
)
def test_what_cannot_be_delivered_is_refused_before_the_folder_is_made(
    folder: Path, order: Order, code: int, message: str
) -> None:
    with pytest.raises(BriefingError) as caught:
        made(folder, order)
    assert caught.value.exit_code == code
    assert message in caught.value.message
    assert not (folder / "air").exists()
