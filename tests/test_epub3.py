"""The EPUB as it is written. What holds of every book is in its check: tests/test_epub3_check.py."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import miniaudio
import numpy as np
import pytest
from lxml import etree

from briefing.checks.epub3 import check
from briefing.errors import OutputError, RequestError
from briefing.exporters import epub3
from briefing.exporters._book import parts
from briefing.model import Briefing, Masthead, SegmentKind
from tests.books import book_briefing, unpacked, write_books
from tests.briefings import HEADLINE, click_track, make_briefing, with_sections, write_master

GOLDEN = Path(__file__).parent / "golden" / "book.epub.txt"
XHTML = "{http://www.w3.org/1999/xhtml}"


def written(folder: Path, briefing: Briefing) -> dict[str, bytes]:
    """The book's files; it must be without fault."""
    folder.mkdir(exist_ok=True)
    write_master(folder, briefing)
    (path,) = epub3.export(briefing, folder, epub3.Options())
    assert list(check(folder, briefing)) == []
    return unpacked(path)


def as_text(briefing: Briefing) -> str:
    return "".join(f"==== {name}\n{text}\n" for name, text in epub3.render(briefing).items())


def test_the_book_is_the_one_that_was_read_and_approved() -> None:
    """Read the difference, then: python -m tests.test_epub3"""
    assert as_text(book_briefing()) == GOLDEN.read_text(encoding="utf-8")


def test_the_zip_begins_with_its_type_and_holds_everything_as_it_is(tmp_path: Path) -> None:
    write_books(tmp_path, book_briefing())
    with ZipFile(tmp_path / "briefing.epub") as file:
        entries = file.infolist()
        assert file.testzip() is None
    assert entries[0].filename == "mimetype"
    assert {entry.compress_type for entry in entries} == {ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert (tmp_path / "briefing.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_each_part_is_the_master_s_own_samples_in_its_length_and_place(tmp_path: Path) -> None:
    briefing = book_briefing()
    files = written(tmp_path / "a", briefing)
    pattern = np.frombuffer(click_track([0], 240), "<i2").astype(float)
    for number, chapter in enumerate(briefing.chapters, 1):
        heard = miniaudio.mp3_read_s16(files[f"EPUB/c{number:04d}.mp3"])
        assert (heard.sample_rate, heard.nchannels) == (briefing.rate, 1)
        assert heard.num_frames == chapter.end - chapter.start
        samples = np.array(heard.samples, dtype=float)
        for cue in briefing.cues_of(chapter):
            first = cue.start - chapter.start - 200
            fits = np.correlate(samples[first : first + 400 + len(pattern)], pattern, "valid")
            assert first + int(np.argmax(fits)) == cue.start - chapter.start


def test_a_clip_begins_fifty_milliseconds_before_its_word_and_the_pause_is_heard() -> None:
    briefing = book_briefing()
    part = parts(briefing)[2]
    cues = briefing.cues_of(part.chapter)
    spans = part.spans(briefing.rate)
    assert spans[0].start_ms == 0
    assert spans[-1].end_ms == (part.chapter.end - part.chapter.start) * 1000 // briefing.rate
    for span, cue in list(zip(spans, cues, strict=True))[1:]:
        assert span.start_ms == round((cue.start - part.chapter.start) * 1000 / briefing.rate) - 50
    for one, two in pairwise(spans):
        assert one.end_ms == two.start_ms


def test_a_clip_never_begins_inside_the_utterance_before_it() -> None:
    briefing = make_briefing()
    near = [replace(cue) for cue in briefing.utterances]
    near[1] = replace(near[1], start=near[0].end + 10)
    spans = parts(replace(briefing, utterances=tuple(near)))[0].spans(briefing.rate)
    assert spans[1].start_ms == round(near[0].end * 1000 / briefing.rate)


def test_the_opening_and_the_headline_are_one_heading(tmp_path: Path) -> None:
    page = etree.fromstring(written(tmp_path, book_briefing())["EPUB/c0001.xhtml"])
    (heading,) = page.iter(f"{XHTML}h1")
    assert [span.text for span in heading] == ["إيجاز صوتي.", f"{HEADLINE}."]


def test_the_list_of_sections_leads_to_them(tmp_path: Path) -> None:
    page = etree.fromstring(written(tmp_path, book_briefing())["EPUB/c0002.xhtml"])
    (link,) = page.iter(f"{XHTML}a")
    assert (link.get("id"), link.get("href")) == ("s01u02", "c0003.xhtml")


def test_a_paragraph_of_the_article_is_a_paragraph(tmp_path: Path) -> None:
    files = written(tmp_path, book_briefing())
    counts = [
        [
            len(paragraph)
            for paragraph in etree.fromstring(files[f"EPUB/c000{number}.xhtml"]).iter(f"{XHTML}p")
        ]
        for number in (3, 4)
    ]
    assert counts == [[2], [1, 1]]


@pytest.mark.parametrize(
    "change",
    [
        lambda b: replace(b, masthead=Masthead()),
        lambda b: replace(b, masthead=replace(b.masthead, headline='\u202bخبر <عاجل> & "مهم"\x07\u202c')),
        lambda b: replace(
            b, masthead=replace(b.masthead, byline="سعاد", url="https://example.org/?a=1&b=<2>")
        ),
        lambda b: replace(b, chapters=tuple(replace(each, title="") for each in b.chapters)),
        lambda b: replace(
            b, utterances=tuple(replace(cue, id=f"{n}-x") for n, cue in enumerate(b.utterances))
        ),
        lambda b: replace(b, utterances=(replace(b.utterances[0], shown=" "), *b.utterances[1:])),
        lambda b: replace(b, utterances=tuple(cue for cue in b.utterances if cue.chapter != "s01")),
        lambda b: replace(
            b, utterances=tuple(replace(cue, shown=f"\ufffe{cue.shown}\x00") for cue in b.utterances)
        ),
        lambda b: replace(b, chapters=tuple(replace(each, kind=SegmentKind.CREDIT) for each in b.chapters)),
        lambda _: make_briefing(rate=8_000),
        lambda _: make_briefing(rate=48_000),
        lambda _: with_sections(12),
    ],
    ids=[
        "nothing known",
        "marks in the headline",
        "all known",
        "no titles",
        "ids XML has not",
        "nothing shown",
        "a silent chapter",
        "control characters",
        "no sections",
        "8 kHz",
        "48 kHz",
        "twelve sections",
    ],
)
def test_odd_briefings_make_books_without_fault(tmp_path: Path, change: object) -> None:
    assert callable(change)
    files = written(tmp_path, change(book_briefing()))
    assert b"\x07" not in files["EPUB/package.opf"]


def test_a_briefing_that_says_nothing_makes_no_book(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    with pytest.raises(OutputError, match="has no utterances"):
        epub3.export(replace(briefing, utterances=()), tmp_path, epub3.Options())


def test_another_master_is_refused(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, replace(briefing, frames=briefing.frames // 2, utterances=()))
    with pytest.raises(OutputError, match=r"master\.wav"):
        epub3.export(briefing, tmp_path, epub3.Options())


def test_a_bit_rate_that_mp3_has_not_is_refused() -> None:
    with pytest.raises(RequestError, match="one of 8, 16"):
        epub3.Options(bitrate_kbps=50)


def test_the_cover_of_the_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8\xff picture")
    assert written(tmp_path, book_briefing())["EPUB/cover.jpg"] == b"\xff\xd8\xff picture"


if __name__ == "__main__":
    GOLDEN.write_text(as_text(book_briefing()), encoding="utf-8")
