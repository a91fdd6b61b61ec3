"""Word documents: styles, lists, tables, tracked changes, and files that are none or worse."""

from __future__ import annotations

import functools
import io
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ArticleError, RequestError
from briefing.model import Article, BlockKind
from briefing.sources import _bytes
from briefing.sources import docx as source

docx = pytest.importorskip("docx")

HEADING, PARAGRAPH, ITEM, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE
ONE = "قالت مديرة المرصد إن المطر سيبدأ مساء اليوم على الساحل، وإن الرياح ستهدأ قبل الفجر."
TWO = "وأضافت أن الثلج سيغطي القمم العالية، ونصحت السائقين بالتمهل على الطرق الجبلية حتى الصباح."
THREE = "ويستمر الطقس الماطر يومين، ثم تعود الشمس ويرتفع معدل الحرارة قليلاً في المناطق الداخلية."


@pytest.fixture
def document() -> Any:
    made = docx.Document()
    made.core_properties.author = "قسم الطقس"
    return made


def read(document: Any, folder: Path) -> Article:
    path = folder / "article.docx"
    document.save(path)
    return source.read(str(path))


def outline(article: Article) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in article.blocks]


def inner(document: Any, xml: str) -> None:
    """Put raw WordprocessingML into the body."""
    from docx.oxml import parse_xml

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document.element.body.insert(-1, parse_xml(xml.replace(">", f' xmlns:w="{space}">', 1)))


def test_styles_tell_headings_lists_and_quotes(document: Any, tmp_path: Path) -> None:
    document.add_paragraph("عودة المطر إلى الساحل", style="Title")
    document.add_paragraph(ONE)
    document.add_heading("الطريق إلى القمم", 1)
    document.add_paragraph(TWO)
    document.add_heading("في الداخل", 3)
    document.add_paragraph("سلاسل للعجلات", style="List Bullet")
    document.add_paragraph("وقود يكفي الطريق", style="List Number 2")
    document.add_paragraph(THREE, style="Intense Quote")
    document.add_paragraph("صورة من المرصد", style="Caption")
    article = read(document, tmp_path)
    assert outline(article) == [
        (PARAGRAPH, 0, ONE),
        (HEADING, 2, "الطريق إلى القمم"),
        (PARAGRAPH, 0, TWO),
        (HEADING, 3, "في الداخل"),
        (ITEM, 0, "سلاسل للعجلات"),
        (ITEM, 0, "وقود يكفي الطريق"),
        (QUOTE, 0, THREE),
    ]
    masthead = article.masthead
    assert (masthead.headline, masthead.byline, masthead.published) == (
        "عودة المطر إلى الساحل",
        "قسم الطقس",
        "",
    )


def test_a_document_without_styles_is_read_by_its_bold_lines(document: Any, tmp_path: Path) -> None:
    document.add_paragraph().add_run("عودة المطر").bold = True
    document.add_paragraph(ONE)
    document.add_paragraph().add_run("بعد المطر:").bold = True
    document.add_paragraph(TWO)
    document.add_paragraph().add_run(THREE).bold = True
    article = read(document, tmp_path)
    assert article.masthead.headline == "عودة المطر"
    assert outline(article) == [
        (PARAGRAPH, 0, ONE),
        (HEADING, 2, "بعد المطر"),
        (PARAGRAPH, 0, TWO),
        (PARAGRAPH, 0, THREE),
    ]


def test_a_style_of_the_writer_s_own_is_what_it_is_based_on(document: Any, tmp_path: Path) -> None:
    style = document.styles.add_style("عنوان الباب", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph(ONE)
    document.add_paragraph("باب الثلج", style="عنوان الباب")
    document.add_paragraph(TWO)
    assert outline(read(document, tmp_path))[1] == (HEADING, 2, "باب الثلج")


def test_a_table_becomes_items(document: Any, tmp_path: Path) -> None:
    document.add_paragraph(ONE)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["الأحد", "مطر", "الاثنين", "شمس"], strict=True):
        cell.text = text
    assert [text for *_, text in outline(read(document, tmp_path))[1:]] == ["الأحد، مطر", "الاثنين، شمس"]


def test_changes_that_were_tracked_are_read_as_they_ended(document: Any, tmp_path: Path) -> None:
    document.add_paragraph(THREE)
    inner(
        document,
        "<w:p>"
        "<w:r><w:t xml:space='preserve'>قالت المديرة </w:t></w:r>"
        "<w:del><w:r><w:delText>أمس</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t xml:space='preserve'>اليوم </w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>سر</w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t>إن المطر</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>سر</w:t></w:r>"
        "<w:r><w:t xml:space='preserve'> قريب.</w:t></w:r>"
        "</w:p>",
    )
    inner(document, f"<w:sdt><w:sdtContent><w:p><w:r><w:t>{ONE}</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    texts = [text for *_, text in outline(read(document, tmp_path))]
    assert texts == [THREE, "قالت المديرة اليوم إن المطر قريب.", ONE]


def test_an_author_that_a_machine_wrote_is_nobody(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(ONE)
    assert read(document, tmp_path).masthead.byline == ""
    document.core_properties.author = "HP"
    assert read(document, tmp_path).masthead.byline == ""


# --- files that are none, or worse -----------------------------------------------------------------


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@functools.cache
def whole() -> dict[str, bytes]:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(ONE)
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(path: str, data: bytes) -> bytes:
    return packed(whole() | {path: data})


BODY = "word/document.xml"
BOMB = b"<!DOCTYPE a [<!ENTITY a 'x'>" + b"".join(
    b"<!ENTITY a%d '%b'>" % (i, (b"&a%d;" % (i - 1) if i else b"&a;") * 10) for i in range(12)
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"not a zip at all", "is damaged"),
        (b"PK\x03\x04", "is damaged"),
        (packed({}), "is damaged"),
        (packed({"a.txt": b"x"}), "is damaged"),
        (packed(whole())[:-400], "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file, or locked"),
        (changed(BODY, b"<w:document"), "is damaged"),
        (changed(BODY, b"<html/>"), "is damaged"),
        (changed(BODY, BOMB + b"]><a>&a11;</a>"), "is damaged"),
        (changed("word/styles.xml", b"\x00"), "is damaged"),
        (changed("[Content_Types].xml", b"<a/>"), "is damaged"),
        (changed("word/media/a.png", b"\0" * 30_000_000), "would grow to 30,"),
        (changed("word/a.xml", b"\0" * 21_000_000), "would grow to|a part that is too large"),
        (packed({f"{i}": b"" for i in range(10_001)}), "10,001 parts"),
    ],
)
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "article.docx"
    path.write_bytes(data)
    began = time.process_time()
    with pytest.raises(ArticleError, match=words) as caught:
        source.read(str(path))
    assert time.process_time() - began < 3
    assert caught.value.exit_code == 65
    assert caught.value.hint
    assert "article.docx" in caught.value.message


def test_a_part_that_lies_about_its_size_or_content_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(whole()))
    at = data.rindex(BODY.encode()) - 46  # the entry in the central directory
    data[at + 16 : at + 20] = b"\1\2\3\4"  # its checksum
    path = tmp_path / "article.docx"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match="is damaged"):
        source.read(str(path))


def test_a_document_in_another_language_or_without_text_is_refused(document: Any, tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no text|too short"):
        read(document, tmp_path)
    document.add_paragraph("The weather office says rain will begin this evening.")
    with pytest.raises(ArticleError, match="another language"):
        read(document, tmp_path)


def test_a_document_longer_than_any_article_is_refused(
    document: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_bytes, "MAX_BYTES", 300)
    for text in (ONE, TWO, THREE):
        document.add_paragraph(text)
    with pytest.raises(ArticleError, match="bytes of text, and 300 may be read"):
        read(document, tmp_path)


def test_without_python_docx_the_cure_is_named(
    document: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    document.add_paragraph(ONE)
    document.save(path)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(RequestError, match="python-docx is not installed") as caught:
        source.read(str(path))
    assert caught.value.hint == "pip install 'briefing[docx]'"


@pytest.mark.parametrize(
    ("reference", "mine"),
    [("a.docx", True), ("مقال.DOCX", True), ("a.doc", False), ("https://a.example/a.docx", False)],
)
def test_only_word_files_are_accepted(reference: str, mine: bool) -> None:
    assert source.accepts(reference) is mine
