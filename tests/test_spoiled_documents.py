"""Documents and pages with faults planted at random: an article or one clear error, never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import ArticleError
from briefing.sources import docx as word
from briefing.sources import epub, url
from briefing.web.fetching import Fetched
from tests.test_epub_source import book

docx = pytest.importorskip("docx")

SENTENCE = "قالت مديرة المرصد إن المطر سيبدأ مساء اليوم على الساحل، وإن الرياح ستهدأ قبل الفجر."
PAGE = (Path(__file__).parent / "pages" / "wordpress.html").read_bytes()
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FAULTS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), min_size=1, max_size=6)
"""Where bytes are overwritten, as a share of the length, and with what."""


def spoiled(data: bytes, faults: list[tuple[float, bytes]]) -> bytes:
    changed = bytearray(data)
    for place, piece in faults:
        at = int(place * len(changed))
        changed[at : at + len(piece)] = piece
    return bytes(changed)


def packed(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # so that faults get into the parts
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word_file() -> dict[str, str | bytes]:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_heading("باب", 1)
    document.add_paragraph(SENTENCE, style="List Bullet")
    document.add_paragraph(SENTENCE)
    document.add_table(1, 1).cell(0, 0).text = SENTENCE
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WORD, BOOK = word_file(), book()


@QUIET
@given(faults=FAULTS)
def test_a_spoiled_archive_gives_an_article_or_an_article_error(
    tmp_path: Path, faults: list[tuple[float, bytes]]
) -> None:
    for name, source, parts in (("a.docx", word, WORD), ("a.epub", epub, BOOK)):
        path = tmp_path / name
        path.write_bytes(spoiled(packed(parts), faults))
        try:
            assert source.read(str(path)).blocks
        except ArticleError as error:
            assert error.hint  # noqa: PT017 - either outcome is right


@QUIET
@given(faults=FAULTS, part=st.floats(0, 1, exclude_max=True))
def test_a_spoiled_part_gives_an_article_or_an_article_error(
    tmp_path: Path, faults: list[tuple[float, bytes]], part: float
) -> None:
    for name, source, parts in (("a.docx", word, WORD), ("a.epub", epub, BOOK)):
        chosen = sorted(parts)[int(part * len(parts))]
        whole = parts[chosen]
        data = whole.encode() if isinstance(whole, str) else whole
        path = tmp_path / name
        path.write_bytes(packed(parts | {chosen: spoiled(data, faults)}))
        try:
            assert source.read(str(path)).blocks
        except ArticleError as error:
            assert error.hint  # noqa: PT017


@QUIET
@given(
    body=FAULTS.map(lambda faults: spoiled(PAGE, faults)) | st.binary(max_size=300),
    kind=st.sampled_from(["text/html", "", "text/plain", "application/xhtml+xml", "text/markdown"]),
)
def test_any_page_gives_an_article_or_an_article_error(body: bytes, kind: str) -> None:
    page = Fetched(
        url="https://news.example/a",
        status=200,
        body=body,
        media_type=kind,
        charset="utf-8",
        etag="",
        last_modified="",
        not_modified=False,
    )
    try:
        assert url.of(page).article.blocks
    except ArticleError as error:
        assert error.hint  # noqa: PT017
