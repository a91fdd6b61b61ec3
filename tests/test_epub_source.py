"""EPUB books: reading order, what is around the text, and files that are none or worse."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefing.contracts import path_of
from briefing.errors import ArticleError
from briefing.exporters import epub3
from briefing.model import Article, BlockKind
from briefing.sources import epub
from tests.briefings import make_briefing, write_master

HEADING, PARAGRAPH, ITEM, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE
ONE = "قالت مديرة المرصد إن المطر سيبدأ مساء اليوم على الساحل، وإن الرياح ستهدأ قبل الفجر."
TWO = "وأضافت أن الثلج سيغطي القمم العالية، ونصحت السائقين بالتمهل على الطرق الجبلية حتى الصباح."
THREE = "ويستمر الطقس الماطر يومين، ثم تعود الشمس ويرتفع معدل الحرارة قليلاً في المناطق الداخلية."

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="OEBPS/a.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
FACTS = (
    "<dc:title>عودة المطر</dc:title><dc:creator>قسم الطقس</dc:creator><dc:creator>قسم البيئة</dc:creator>"
    "<dc:date>2025-03-04T10:00:00Z</dc:date><dc:publisher>دار المطر</dc:publisher>"
)


def chapter(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title></head><body>{body}</body></html>"
    )


def package(items: str, spine: str, *, guide: str = "") -> str:
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{FACTS}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine>{guide}</package>"
    )


def item(name: str, href: str, extra: str = "") -> str:
    return f'<item id="{name}" href="{href}" media-type="application/xhtml+xml" {extra}/>'


def book(**parts: str | bytes) -> dict[str, str | bytes]:
    items = item("a", "text/a%20b.xhtml") + item("b", "b.xhtml") + item("n", "nav.xhtml", 'properties="nav"')
    spine = '<itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="c" linear="no"/>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/a.opf": package(items, spine),
        "OEBPS/nav.xhtml": chapter("<nav><ol><li>المحتويات كلها هنا</li></ol></nav>"),
        "OEBPS/b.xhtml": chapter(f"<h1>الباب الأول</h1><p>{ONE}</p>"),
        "OEBPS/text/a b.xhtml": chapter(f"<h1>الباب الثاني</h1><p>{TWO}</p>"),
    } | parts


def write(folder: Path, parts: dict[str, str | bytes]) -> str:
    path = folder / "book.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return str(path)


def outline(article: Article) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in article.blocks]


def test_chapters_come_in_reading_order_and_the_contents_do_not(tmp_path: Path) -> None:
    article = epub.read(write(tmp_path, book()))
    assert outline(article) == [
        (HEADING, 2, "الباب الأول"),
        (PARAGRAPH, 0, ONE),
        (HEADING, 2, "الباب الثاني"),
        (PARAGRAPH, 0, TWO),
    ]
    masthead = article.masthead
    assert (masthead.headline, masthead.byline) == ("عودة المطر", "قسم الطقس، قسم البيئة")
    assert (masthead.published, masthead.source_name) == ("2025-03-04", "دار المطر")


def test_what_a_book_has_around_its_text_is_left_out(tmp_path: Path) -> None:
    body = (
        f'<section epub:type="titlepage"><p>دار المطر للنشر والتوزيع</p></section><h1>عودة المطر</h1><p>{ONE}'
        f'<a epub:type="noteref" href="#n">1</a></p><span epub:type="pagebreak" title="3">3</span>'
        f"<blockquote><p>{TWO}</p></blockquote><ul><li>مطر غزير</li></ul><p>{THREE}</p><img/>"
        '<aside epub:type="footnote" id="n"><p>حاشية في أسفل الصفحة.</p></aside>'
        '<section role="doc-endnotes"><p>حاشية أخرى في آخر الباب.</p></section>'
    )
    article = epub.read(write(tmp_path, book(**{"OEBPS/b.xhtml": chapter(body)})))
    assert outline(article)[:4] == [
        (PARAGRAPH, 0, ONE),
        (QUOTE, 0, TWO),
        (ITEM, 0, "مطر غزير"),
        (PARAGRAPH, 0, THREE),
    ]


def test_the_table_of_contents_of_an_older_book_is_left_out(tmp_path: Path) -> None:
    guide = '<guide><reference type="toc" href="b.xhtml#x"/><reference type="text" href="a.xhtml"/></guide>'
    opf = package(
        item("a", "text/a%20b.xhtml") + item("b", "b.xhtml"),
        '<itemref idref="b"/><itemref idref="a"/><itemref idref="a"/>',
        guide=guide,
    )
    assert [text for *_, text in outline(epub.read(write(tmp_path, book(**{"OEBPS/a.opf": opf}))))] == [
        "الباب الثاني",
        TWO,
    ]


def test_a_book_that_briefing_made_is_read_again(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    (path,) = map(path_of, epub3.export(briefing, tmp_path, epub3.Options()))
    article = epub.read(str(path))
    assert article.masthead.headline == briefing.masthead.headline
    said = " ".join(block.text for block in article.blocks)
    assert all(cue.shown in said for cue in briefing.utterances if cue.role == "narration")


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="{uri}"/></CipherData>'
    "</EncryptedData></encryption>"
)


def test_a_protected_book_is_told_and_protected_fonts_do_not_matter(tmp_path: Path) -> None:
    path = "META-INF/encryption.xml"
    assert epub.read(write(tmp_path, book(**{path: ENCRYPTED.format(uri="OEBPS/f.otf")}))).blocks
    with pytest.raises(ArticleError, match="protected against copying"):
        epub.read(write(tmp_path, book(**{path: ENCRYPTED.format(uri="OEBPS/text/a%20b.xhtml")})))


LONG = chapter("".join(f"<p>{ONE} {number**9}</p>" for number in range(14_000)))
BOMB = "<!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '" + "&a;" * 100 + "'><!ENTITY c '" + "&b;" * 100 + "'>]>"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"META-INF/container.xml": "<a"}, "is damaged"),
        ({"META-INF/container.xml": "<a/>"}, "is damaged"),
        ({"META-INF/container.xml": CONTAINER.replace("OEBPS/a.opf", "../../etc/passwd")}, "is damaged"),
        ({"OEBPS/a.opf": "<package"}, "is damaged"),
        ({"OEBPS/a.opf": BOMB + "<package>&c;</package>"}, "too short|no text"),
        ({"OEBPS/a.opf": package(item("a", "../../../etc/passwd"), '<itemref idref="a"/>')}, "is damaged"),
        ({"OEBPS/a.opf": package(item("a", "gone.xhtml"), '<itemref idref="a"/>')}, "is damaged"),
        ({"OEBPS/a.opf": package("", "")}, "no text|too short"),
        ({"OEBPS/b.xhtml": b"\x00" * 100}, "control characters"),
        ({"OEBPS/b.xhtml": b"%PDF-1.7"}, "a PDF document"),
        ({"OEBPS/b.xhtml": b" " * 1_500_000 + b"\n" * 25_000_000}, "would grow|part that is too large"),
        (
            {"OEBPS/b.xhtml": chapter("".join(f"<p>{ONE} {i**9}</p>" for i in range(14_000)))},
            "bytes of text, and 2,000,000 may be read",
        ),
        ({"OEBPS/b.xhtml": chapter("<div>" * 3_000 + ONE)}, "deeper"),
    ],
)
def test_a_book_that_cannot_be_read_is_refused(
    tmp_path: Path, parts: dict[str, str | bytes], words: str
) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        epub.read(write(tmp_path, book(**parts)))
    assert caught.value.exit_code == 65
    assert caught.value.hint
    assert "book.epub" in caught.value.message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"is empty|is damaged"):
        epub.read(str(path))


def test_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(Path(write(tmp_path, book())).read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match="locked with a password"):
        epub.read(str(path))
    assert zipfile.is_zipfile(io.BytesIO(data))
