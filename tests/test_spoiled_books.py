"""Whatever happened to a book, its check ends with faults and never falls over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.checks import daisy, epub3
from briefing.model import Briefing
from tests.books import Files, book_briefing, folder_files, packed, rewrite, unpacked, write_books

spoiled = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return book_briefing()


@pytest.fixture(scope="module")
def folder(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoiled")
    write_books(folder, briefing)
    return folder


@pytest.fixture(scope="module")
def epub(folder: Path) -> Files:
    return unpacked(folder / "briefing.epub")


@pytest.fixture(scope="module")
def book(folder: Path) -> Files:
    return folder_files(folder / "daisy")


def cut(files: Files, data: st.DataObject) -> Files:
    """The files with something else, or nothing, in the middle of one of them."""
    name = data.draw(st.sampled_from(sorted(files)))
    start = data.draw(st.integers(0, len(files[name]) - 1))
    length = data.draw(st.integers(0, 80))
    new = data.draw(st.sampled_from([b"", b"\x00", b'"', b"%00", b"-1", b"<p>", b"&x;", b"#", b"\xff"]))
    return {**files, name: files[name][:start] + new + files[name][start + length :]}


@spoiled
@given(st.data())
def test_the_check_of_an_epub_bears_anything(
    folder: Path, epub: Files, briefing: Briefing, data: st.DataObject
) -> None:
    packed(folder / "briefing.epub", cut(epub, data))
    assert all(fault.message for fault in epub3.check(folder, briefing))


@spoiled
@given(st.data())
def test_the_check_of_a_daisy_book_bears_anything(
    folder: Path, book: Files, briefing: Briefing, data: st.DataObject
) -> None:
    rewrite(folder / "daisy", cut(book, data))
    assert all(fault.message for fault in daisy.check(folder, briefing))
