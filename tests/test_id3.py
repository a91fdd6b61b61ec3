from __future__ import annotations

from pathlib import Path
from typing import Any

import eyed3.id3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.audio.id3 import Mark, Tags, one_line, tag
from tests.briefings import LONG_TITLE, read_tag

CHAPTERS = (
    Mark("مقدمة", 0, 9_000),
    Mark(LONG_TITLE, 9_000, 31_046),
    Mark("Closing", 31_046, 45_492),
)
FULL = Tags(
    title="عنوان النشرة",
    artist="صحيفة الساحل",
    album="إيجاز صوتي",
    year="2026",
    track="1/1",
    length_ms=45_492,
    comment="قرأه صوت اصطناعي.",
    text="السطر الأول\nالسطر الثاني",
    lines=(Mark("السطر الأول", 80), Mark("السطر الثاني", 9_080)),
    link="https://example.org/أخبار?q=a+b",
    chapters=CHAPTERS,
    cover=b"\xff\xd8\xff\xe0JPEG",
    cover_title="الغلاف",
)


def frames_of(data: bytes) -> list[tuple[str, bytes]]:
    """The frames in the order of the file, read by hand after the standard."""
    assert data[:6] == b"ID3\x03\x00\x00"
    size = 0
    for byte in data[6:10]:
        assert byte < 0x80
        size = size << 7 | byte
    assert size == len(data) - 10
    frames = []
    at = 10
    while at < len(data):
        name, length = data[at : at + 4].decode("ascii"), int.from_bytes(data[at + 4 : at + 8])
        assert data[at + 8 : at + 10] == b"\0\0"
        frames.append((name, data[at + 10 : at + 10 + length]))
        at += 10 + length
    assert at == len(data)
    return frames


def test_the_tag_is_version_2_3_and_mutagen_reads_every_frame() -> None:
    tags = read_tag(tag(FULL))
    assert tags.version == (2, 3, 0)
    assert tags["TIT2"].text == ["عنوان النشرة"]
    assert tags["TPE1"].text == ["صحيفة الساحل"]
    assert tags["TALB"].text == ["إيجاز صوتي"]
    assert tags["TCON"].text == ["Speech"]
    assert tags["TYER"].text == ["2026"]
    assert tags["TRCK"].text == ["1/1"]
    assert tags["TLEN"].text == ["45492"]
    assert tags["TLAN"].text == ["ara"]
    assert tags["COMM::ara"].text == ["قرأه صوت اصطناعي."]
    assert tags["USLT::ara"].text == "السطر الأول\nالسطر الثاني"
    assert tags["WXXX:"].url == "https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?q=a%2Bb"
    assert not tags.unknown_frames


def test_the_synchronised_text_has_each_line_at_its_millisecond() -> None:
    lyrics = read_tag(tag(FULL))["SYLT::ara"]
    assert (lyrics.format, lyrics.type) == (2, 1)
    assert lyrics.text == [("السطر الأول", 80), ("السطر الثاني", 9_080)]


def test_chapters_stand_in_the_file_in_the_order_of_time() -> None:
    late_first = Tags(title="خبر", chapters=CHAPTERS[::-1])
    starts = [
        int.from_bytes(body.split(b"\0", 1)[1][:4])
        for name, body in frames_of(tag(late_first))
        if name == "CHAP"
    ]
    assert starts == [0, 9_000, 31_046]


def test_a_chapter_has_its_times_no_byte_offsets_and_its_title_first() -> None:
    tags = read_tag(tag(FULL))
    for number, mark in enumerate(CHAPTERS):
        chapter = tags[f"CHAP:chp{number}"]
        assert (chapter.start_time, chapter.end_time) == (mark.start_ms, mark.end_ms)
        assert (chapter.start_offset, chapter.end_offset) == (0xFFFFFFFF, 0xFFFFFFFF)
        assert list(chapter.sub_frames) == ["TIT2"]
        assert chapter.sub_frames["TIT2"].text == [mark.title]


def test_there_is_one_ordered_table_of_contents_with_a_title() -> None:
    (contents,) = read_tag(tag(FULL)).getall("CTOC")
    assert contents.element_id == "toc"
    assert contents.flags == 3
    assert contents.child_element_ids == ["chp0", "chp1", "chp2"]
    assert contents.sub_frames["TIT2"].text == ["المحتويات"]


def test_the_picture_is_the_last_frame() -> None:
    name, body = frames_of(tag(FULL))[-1]
    assert name == "APIC"
    assert body.endswith(b"\xff\xd8\xff\xe0JPEG")
    picture = read_tag(tag(FULL))["APIC:الغلاف"]
    assert (picture.mime, picture.type, picture.data) == ("image/jpeg", 3, FULL.cover)


def test_eyed3_reads_the_same_chapters(tmp_path: Path) -> None:
    path = tmp_path / "tagged.mp3"
    path.write_bytes(tag(FULL))
    read_back = eyed3.id3.Tag()
    assert read_back.parse(str(path))
    assert read_back.title == "عنوان النشرة"
    assert [(one.times.start, one.times.end, one.title) for one in read_back.chapters] == [
        (mark.start_ms, mark.end_ms, mark.title) for mark in CHAPTERS
    ]
    (contents,) = read_back.table_of_contents
    assert contents.toplevel
    assert contents.ordered


def test_what_is_empty_is_left_out() -> None:
    assert [name for name, _ in frames_of(tag(Tags(title="خبر")))] == ["TIT2", "TCON", "TLAN"]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Speech", b"\0Speech"),
        ("خبر", b"\1\xff\xfe" + "خبر".encode("utf-16-le")),
        ("é", b"\1\xff\xfe\xe9\0"),
        ("🙂", b"\1\xff\xfe=\xd8B\xde"),
    ],
)
def test_ascii_is_stored_as_it_is_and_all_else_as_utf_16_with_its_mark(text: str, stored: bytes) -> None:
    assert dict(frames_of(tag(Tags(title=text))))["TIT2"] == stored


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("سطر\nآخر\tهنا ", "سطر آخر هنا"),
        ("\u202bخبر\u202c \u200fعاجل\u2069", "خبر عاجل"),
        ("قبل\0بعد", "قبلبعد"),
        ("لون\x1b[31m أحمر\x07\x9b", "لون[31m أحمر"),
        ("سطر\x85آخر\x1cهنا", "سطر آخر هنا"),
        ("نص\u00a0غير\u2028مكسور", "نص غير مكسور"),
    ],
)
def test_a_title_is_one_line_without_direction_marks(text: str, line: str) -> None:
    assert one_line(text) == line


def read_through(tags: Any, name: str = "toc") -> list[str]:
    """The chapters' ids in the order in which a reader who follows every table comes to them."""
    found: list[str] = []
    for child in tags[f"CTOC:{name}"].child_element_ids:
        found += read_through(tags, child) if f"CTOC:{child}" in tags else [child]
    return found


@pytest.mark.parametrize(
    ("count", "tables"), [(1, 1), (254, 1), (255, 1), (256, 2), (300, 2), (509, 2), (510, 3), (1000, 4)]
)
def test_more_chapters_than_a_table_can_count_go_on_in_another_table(count: int, tables: int) -> None:
    chapters = tuple(Mark(f"القسم {n}", n * 1000, n * 1000 + 1000) for n in range(count))
    written = tag(Tags(title="خبر", chapters=chapters))
    tags = read_tag(written)
    assert read_through(tags) == [f"chp{number}" for number in range(count)]
    assert len(tags.getall("CHAP")) == count
    contents = [body for name, body in frames_of(written) if name == "CTOC"]
    assert len(contents) == tables
    assert [body.split(b"\0", 1)[1][0] for body in contents] == [0b11] + [0b01] * (tables - 1)
    titles = [str(tags[f"CTOC:toc{number or ''}"].sub_frames["TIT2"]) for number in range(tables)]
    assert titles == ["المحتويات"] + ["المحتويات (تتمة)"] * (tables - 1)


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200)


@settings(max_examples=60, deadline=None)
@given(texts, st.lists(st.tuples(texts, st.integers(0, 2**31)), max_size=20))
def test_any_text_comes_back_as_it_went_in(title: str, lines: list[tuple[str, int]]) -> None:
    data = tag(
        Tags(
            title=title,
            lines=tuple(Mark(text, ms) for text, ms in lines),
            chapters=tuple(Mark(text, ms, ms + 1) for text, ms in lines),
        )
    )
    tags = read_tag(data)
    frames_of(data)
    assert [text for text in tags.getall("TIT2") for text in text.text] in ([one_line(title)], [], [""])
    if lines:
        shown = [(one_line(text), ms) for text, ms in lines if one_line(text)]
        assert [pair for sylt in tags.getall("SYLT") for pair in sylt.text] == shown
        chapters = [tags[f"CHAP:chp{number}"] for number in range(len(lines))]
        assert [one.start_time for one in chapters] == sorted(ms for _, ms in lines)
        assert all(one.sub_frames["TIT2"].text[0] for one in chapters)
