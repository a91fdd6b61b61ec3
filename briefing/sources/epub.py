"""EPUB books, second and third edition: their chapters in reading order, as one article.

Read with zipfile and lxml. The one well-known library, ebooklib, is under the AGPL, whose duty towards the
users of a service would come over everything built on this program; and what it does for reading is to find
the package file and the order of its documents.
"""

from __future__ import annotations

import posixpath
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag

from briefing.model import Article

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

    from briefing.model import Block, Masthead

EXTENSIONS: Final = (".epub",)

CONTAINER: Final = "META-INF/container.xml"
ENCRYPTION: Final = "META-INF/encryption.xml"
XHTML: Final = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
MAX_DOCUMENTS: Final = 500
"""Chapters that are read."""

_NAMES: Final = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "e": "http://www.w3.org/2001/04/xmlenc#",
}


def accepts(reference: str) -> bool:
    """Whether the reference is a path that ends in ``.epub``."""
    return "://" not in reference and PurePath(reference).suffix.lower() in EXTENSIONS


def read(reference: str) -> Article:
    """The text of a book, without its table of contents, notes and title page.

    Raises:
        ArticleError: it cannot be read, is damaged or protected, too large, or holds no Arabic text.
    """
    from briefing.errors import ArticleError
    from briefing.sources import _archive, _bytes, _finish, _lines, _page

    archive = _archive.load(reference)
    opf_path, opf = _package(archive, reference)
    masthead = _masthead(opf)
    blocks: list[Block] = []
    charset = "utf-8"
    for path in _documents(opf, opf_path):
        if path in _protected(archive, reference):
            message = f"{reference} is protected against copying, so its text cannot be read"
            raise ArticleError(message, hint="ask the publisher for a file without protection")
        data = _archive.part(archive, path, name=reference)
        if not data.strip():
            continue
        found = _bytes.decode(data, name=reference, declared=_bytes.declared_charset(data))
        charset = found.charset
        blocks += _page.whole(found.text, name=reference)
        _archive.check_length(blocks, name=reference)
    if blocks and blocks[0].level and blocks[0].text == masthead.headline:
        blocks = blocks[1:]
    return _finish.finish(masthead, map(_lines.demote, blocks), charset=charset, name=reference)


def _package(archive: zipfile.ZipFile, name: str) -> tuple[str, _Element]:
    from briefing.sources import _archive

    container = _archive.parsed(_archive.part(archive, CONTAINER, name=name), name=name)
    files = container.findall(".//c:rootfile", _NAMES)
    path = next((str(file.get("full-path") or "") for file in files), "")
    return path, _archive.parsed(_archive.part(archive, path, name=name), name=name)


def _documents(opf: _Element, opf_path: str) -> list[str]:
    """The paths of the chapters, in reading order, each once."""
    manifest = {
        str(item.get("id")): item
        for item in opf.findall(".//o:manifest/o:item", _NAMES)
        if str(item.get("media-type") or "") in XHTML
        and "nav" not in str(item.get("properties") or "").split()
    }
    spine = (
        manifest.get(str(reference.get("idref")))
        for reference in opf.findall(".//o:spine/o:itemref", _NAMES)
        if reference.get("linear") != "no"
    )
    guide = {
        urldefrag(str(item.get("href") or "")).url
        for item in opf.findall(".//o:guide/o:reference", _NAMES)
        if str(item.get("type") or "") in {"toc", "cover", "title-page"}
    }
    found = [str(item.get("href") or "") for item in spine if item is not None]
    folder = posixpath.dirname(opf_path)
    paths = [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in found if href not in guide]
    return list(dict.fromkeys(paths))[:MAX_DOCUMENTS]


def _masthead(opf: _Element) -> Masthead:
    from briefing.model import Masthead
    from briefing.sources._frontmatter import iso_date

    def stated(name: str) -> list[str]:
        texts = (" ".join((item.text or "").split()) for item in opf.findall(f".//d:{name}", _NAMES))
        return [text for text in texts if text]

    return Masthead(
        headline=next(iter(stated("title")), ""),
        byline="، ".join(stated("creator")),
        published=next(filter(None, map(iso_date, stated("date"))), ""),
        source_name=next(iter(stated("publisher")), ""),
    )


def _protected(archive: zipfile.ZipFile, name: str) -> set[str]:
    """The parts that are encrypted; in free books those are fonts at most."""
    from briefing.sources import _archive

    if ENCRYPTION not in archive.namelist():
        return set()
    root = _archive.parsed(_archive.part(archive, ENCRYPTION, name=name), name=name)
    return {unquote(str(item.get("URI") or "")) for item in root.iterfind(".//e:CipherReference", _NAMES)}
