"""An edition may be a folder: published whole, listed with its files, cleared of what it no longer has."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.pipeline import export_folder, make
from briefing.settings import Settings
from briefing.store import Store
from tests.scripts import article_file, made_with_tone


def test_an_edition_that_is_a_folder_is_published_listed_and_cleared_with_the_sections(
    tmp_path: Path,
) -> None:
    books = Settings(voice="tone", editions=("daisy", "epub3"))
    long = "\n\n".join(
        f"## القسم {name}\n\nافتتحت المدينة {name} مكتبتها الجديدة بعد عامين من العمل."
        for name in ("أ", "ب", "ج", "د")
    )
    (tmp_path / "long.md").write_text(f"# عنوان\n\n{long}\n", encoding="utf-8")

    def made_from(reference: str) -> set[str]:
        made = make(
            str(tmp_path / reference),
            tmp_path / "out",
            store=Store(tmp_path / "cache"),
            created="2026-02-27",
            settings=books,
        )
        return {item.name for item in made.briefing.files}

    listed = made_from("long.md")
    assert {"daisy/ncc.html", "daisy/s0006.mp3", "briefing.epub"} <= listed
    assert all((tmp_path / "out" / name).is_file() for name in listed)
    article_file(tmp_path)
    after = made_from("article.txt")
    assert listed - after >= {"daisy/s0006.mp3", "daisy/s0006.smil"}
    there = {path.name for path in (tmp_path / "out" / "daisy").iterdir()}
    assert there == {name.removeprefix("daisy/") for name in after if name.startswith("daisy/")}
    (tmp_path / "out" / "daisy" / "s0001.mp3").unlink()
    again = export_folder(tmp_path / "out", settings=books)
    assert [path.relative_to(tmp_path / "out").as_posix() for path in again.changed] == ["daisy/s0001.mp3"]


def test_a_file_where_a_folder_is_to_be_published_is_refused_before_anything_is_moved(tmp_path: Path) -> None:
    folder = made_with_tone(tmp_path, settings=Settings(voice="tone", editions=("transcript",))).folder
    (folder / "daisy").write_text("a file")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(OutputError, match="daisy is a file there"):
        export_folder(folder, settings=Settings(voice="tone", editions=("daisy",)))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
