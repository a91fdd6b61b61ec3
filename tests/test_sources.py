"""Text, Markdown and standard input: encodings, refusals, structure, and the seed articles."""

from __future__ import annotations

import contextlib
import io
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import ArticleError
from briefing.model import Article, BlockKind
from briefing.sources import _bytes, _lines, html, markdown, stdin, textfile

SEEDS = Path(__file__).parent.parent / "seeds"
SENTENCE = "قالت مديرة المرصد إن المطر سيبدأ مساء اليوم على الساحل، وإن الرياح ستهدأ قبل الفجر."
ARTICLE = f"عودة المطر إلى الساحل\n\n{SENTENCE}\n\nوأضافت أن الحرارة سترتفع قليلاً في آخر الأسبوع؟"

HEADING, PARAGRAPH, ITEM, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE


def save(folder: Path, data: bytes | str, name: str = "article.txt") -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def kinds(article: Article) -> list[BlockKind]:
    return [block.kind for block in article.blocks]


def texts(article: Article, kind: BlockKind) -> list[str]:
    return [block.text for block in article.blocks if block.kind is kind]


def plain(text: str) -> Article:
    return textfile.of(text, charset="utf-8", name="test")


def marked(text: str) -> Article:
    return markdown.of(text, charset="utf-8", name="test")


# --- which reference is whose ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "owner"),
    [
        ("a.txt", textfile),
        ("folder.md/a.TEXT", textfile),
        ("a.md", markdown),
        ("a.markdown", markdown),
        ("a.html", html),
        ("مقال.HTM", html),
        ("a.xhtml", html),
        ("-", stdin),
        ("a.pdf", None),
        ("a", None),
        ("", None),
        ("https://example.org/a.html", None),
        ("http://example.org/a.txt", None),
    ],
)
def test_each_reference_has_one_source_or_none(reference: str, owner: object) -> None:
    accepting = [source for source in (textfile, markdown, html, stdin) if source.accepts(reference)]
    assert accepting == ([owner] if owner else [])


# --- encodings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (ARTICLE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + ARTICLE.encode(), "utf-8"),
        (b"\xff\xfe" + ARTICLE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + ARTICLE.encode("utf-16-be"), "utf-16-be"),
        (ARTICLE.encode("utf-16-le"), "utf-16-le"),
        (ARTICLE.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + ARTICLE.encode("utf-32-le"), "utf-32-le"),
        (ARTICLE.encode("windows-1256"), "windows-1256"),
        (ARTICLE.encode("iso-8859-6"), "iso-8859-6"),
    ],
)
def test_the_same_article_is_read_from_every_encoding(tmp_path: Path, data: bytes, charset: str) -> None:
    article = textfile.read(save(tmp_path, data))
    assert article == replace(plain(ARTICLE), charset=charset)
    assert article.masthead.headline == "عودة المطر إلى الساحل"
    assert texts(article, PARAGRAPH)[0] == SENTENCE


def test_the_given_article_survives_windows_1256(tmp_path: Path) -> None:
    text = (SEEDS / "hmeimim.txt").read_text(encoding="utf-8")
    article = textfile.read(save(tmp_path, text.encode("windows-1256")))
    assert article.charset == "windows-1256"
    assert article.blocks == plain(text).blocks


@pytest.mark.parametrize(
    ("head", "encoding", "charset"),
    [
        ('<meta charset="windows-1256">', "windows-1256", "windows-1256"),
        ('<?xml version="1.0" encoding="iso-8859-6"?>', "iso-8859-6", "iso-8859-6"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">',
            "iso-8859-6",
            "iso-8859-6",
        ),
        ('<meta charset="windows-1256">', "utf-8", "utf-8"),  # a stale label
        ('<meta charset="utf-8">', "windows-1256", "windows-1256"),  # a wrong one
        ('<meta charset="iso-8859-1">', "windows-1256", "windows-1256"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16", "utf-16-le"),
    ],
)
def test_a_page_may_name_its_encoding_and_may_be_wrong(
    tmp_path: Path, head: str, encoding: str, charset: str
) -> None:
    page = f"{head}<html><body><p>{SENTENCE}</p></body></html>"
    article = html.read(save(tmp_path, page.encode(encoding), "page.html"))
    assert (article.charset, texts(article, PARAGRAPH)) == (charset, [SENTENCE])


# --- refusals --------------------------------------------------------------------------------------

PERSIAN = "این گزارش درباره‌ی پژوهشگران و پیشینه‌ی چاپ کتاب در شهر است و چند گفتگو نیز در پایان آمده است."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n  ", "nothing but blanks"),
        (b"\xef\xbb\xbf \n", "nothing but blanks"),
        ("\u200f\u200b\n".encode(), "nothing but blanks"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive, or a Word"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"ID3\x04\x00", "an MP3 sound file"),
        (b"\xff\xfb\x90\x64", "an MP3 sound file"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a WAV sound file"),
        (b"\x00\x00\x00\x20ftypM4A ", "an MP4"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word"),
        (SENTENCE.encode() + b"\x00", "control characters"),
        (b"\x00" * 400, "control characters"),
        (SENTENCE.encode() + b"\x01\x02\x03\x04\x05", "control characters"),
        (SENTENCE.encode() + "\ufffd\ufffd\ufffd\ufffd".encode(), "is damaged"),
        (b"\xff\xfe" + b"\x00\xd8\x41", "breaks off"),
        ("عاجل: مطر".encode(), "too short"),
        (b"12 34 56 78", "too short"),
        (b"The weather office says rain will begin this evening.", "another language: only 0%"),
        (
            "Météo : la pluie commencera ce soir, dit le préfet à l'été.".encode("latin-1"),
            "no encoding|another",
        ),
        ("Синоптики обещают дождь сегодня вечером.".encode("cp1251"), "no encoding|another"),
        (PERSIAN.encode(), "such as Persian"),
        (bytes(range(128, 256)) * 3, "no text|no encoding|another"),
    ],
)
def test_what_is_no_arabic_article_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, words: str
) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        textfile.read(save(tmp_path, data))
    assert caught.value.exit_code == 65
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert "article.txt" in caught.value.message


@pytest.mark.parametrize("source", [textfile, markdown, html])
def test_a_missing_file_a_folder_and_an_impossible_path_are_refused(tmp_path: Path, source: object) -> None:
    read: Callable[[str], Article] = source.read  # type: ignore[attr-defined]
    for reference, words in [
        (str(tmp_path / "none.txt"), "there is no file"),
        (str(tmp_path), "is a folder"),
        ("a\x00b.txt", "cannot be read"),
        (f"{tmp_path}/{'x' * 5000}.txt", "cannot be read"),
    ]:
        with pytest.raises(ArticleError, match=words) as caught:
            read(reference)
        assert caught.value.hint


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    reference = save(tmp_path, ARTICLE)
    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, whom no mode stops
    with pytest.raises(ArticleError, match="may not be read") as caught:
        textfile.read(reference)
    assert caught.value.hint.startswith("chmod")


def test_two_megabytes_are_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    most = (ARTICLE + "\n").encode()
    most += b" " * (_bytes.MAX_BYTES - len(most))
    assert textfile.read(save(tmp_path, most)).blocks
    with pytest.raises(ArticleError, match="too large for one article: 2,000,001 bytes"):
        textfile.read(save(tmp_path, most + b" "))


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000_000)
    began = time.monotonic()
    with pytest.raises(ArticleError, match="too large"):
        textfile.read(str(path))
    assert time.monotonic() - began < 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        st.text(alphabet="ابتلمنوي .،؟\n-#*[]>|`_<&:1٢", max_size=300).map(str.encode),
        st.lists(
            st.sampled_from(
                ["<p>", "</div>", "<h1>", "<td>", "<br>", "<li>", "<th>", SENTENCE, "<a href=x>", "<!--"]
            )
        ).map(lambda parts: "".join(parts).encode()),
        st.binary(max_size=40).map(lambda tail: ARTICLE.encode("windows-1256") + tail),
    ),
    source=st.sampled_from([(textfile, "a.txt"), (markdown, "a.md"), (html, "a.html")]),
)
def test_any_bytes_give_an_article_or_an_article_error(
    tmp_path: Path, data: bytes, source: tuple[object, str]
) -> None:
    read: Callable[[str], Article] = source[0].read  # type: ignore[attr-defined]
    try:
        article = read(save(tmp_path, data, source[1]))
    except ArticleError:
        return
    assert article.blocks
    for block in article.blocks:
        assert block.text == " ".join(block.text.split())
        assert any(character.isalnum() for character in block.text)
        assert (block.level >= 2) == (block.kind is HEADING)


# --- plain text ------------------------------------------------------------------------------------

LONG = "وذكر التقرير أن المدينة استهلكت هذا العام من الماء أقل مما استهلكته في أي عام منذ بدء القياس، " * 2
LONG = LONG.strip("، ") + "."


def test_lines_wrapped_by_hand_join() -> None:
    article = plain(
        "قالت مديرة المرصد إن المطر سيبدأ مساء اليوم على الساحل وإن الرياح\n"
        "ستهدأ قبل الفجر. وأضافت أن الثلج سيغطي القمم التي يزيد ارتفاعها على\n"
        "ألف متر.\n"
        "ونصح المرصد السائقين بالتمهل على الطرق الجبلية وبحمل السلاسل معهم\n"
        "حتى صباح الأحد."
    )
    assert kinds(article) == [PARAGRAPH, PARAGRAPH]
    assert "الرياح ستهدأ" in article.blocks[0].text
    assert article.blocks[1].text.startswith("ونصح المرصد")


def test_a_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    article = plain(f"المدينة تشرب أقل\n{LONG}\n{LONG}\r\n{LONG}")
    assert article.masthead.headline == "المدينة تشرب أقل"
    assert kinds(article) == [PARAGRAPH] * 3


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("عودة المطر إلى الساحل", "عودة المطر إلى الساحل"),
        ("# عودة المطر #", "عودة المطر"),
        ("**عودة المطر**", "عودة المطر"),
        ("هل يعود المطر إلى الساحل؟", "هل يعود المطر إلى الساحل؟"),
        ("عاد المطر إلى الساحل.", ""),
        ("قال الحارس: «عاد المطر!»", ""),
        ("عاد المطر إلى الساحل،", ""),
        ("كلمة " * 25, ""),
    ],
)
def test_a_short_first_line_without_a_stop_is_the_headline(first: str, headline: str) -> None:
    article = plain(f"{first}\n\n{LONG}\n\n{LONG}")
    assert article.masthead.headline == headline
    assert len(article.blocks) == (2 if headline else 3)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("**أسباب التراجع**", "أسباب التراجع"),
        ("__أسباب التراجع__:", "أسباب التراجع"),
        ("## أسباب التراجع", "أسباب التراجع"),
        ("1. أسباب التراجع", "أسباب التراجع"),
        ("٢- أسباب التراجع", "أسباب التراجع"),
        ("(3) أسباب التراجع", "أسباب التراجع"),
        ("أولاً: أسباب التراجع", "أولاً: أسباب التراجع"),
        ("أسباب التراجع", "أسباب التراجع"),
        ("أسباب التراجع\n-----", "أسباب التراجع"),
    ],
)
def test_a_line_alone_over_a_paragraph_is_a_heading(line: str, heading: str) -> None:
    article = plain(f"{LONG}\n\n{line}\n\n{LONG}")
    assert kinds(article) == [PARAGRAPH, HEADING, PARAGRAPH]
    assert article.blocks[1].text == heading


@pytest.mark.parametrize("line", ["«لا نعلم بعد»", "لا نعلم بعد.", "وقالت:", "— من هناك"])
def test_a_short_line_of_speech_is_a_paragraph(line: str) -> None:
    assert kinds(plain(f"{LONG}\n\n{line}\n\n{LONG}")) == [PARAGRAPH] * 3


@pytest.mark.parametrize("mark", ["-", "•", "*", "1.", "٢)", "3-"])
def test_marked_lines_are_list_items_without_their_marks(mark: str) -> None:
    article = plain(f"{LONG}\n\n{mark} الماء النظيف\n  في كل بيت\n{mark} الهواء النظيف\n\n{LONG}")
    assert kinds(article) == [PARAGRAPH, ITEM, ITEM, PARAGRAPH]
    assert texts(article, ITEM) == ["الماء النظيف في كل بيت", "الهواء النظيف"]


def test_numbered_sentences_parted_by_blank_lines_are_items() -> None:
    article = plain(f"{LONG}\n\n1. يُغلق الصنبور ليلاً.\n\n2. يُفحص العداد كل شهر.")
    assert kinds(article) == [PARAGRAPH, ITEM, ITEM]


def test_rules_between_paragraphs_are_not_read() -> None:
    assert kinds(plain(f"{LONG}\n\n* * *\n\n{LONG}\n\n=====\n\n{LONG}")) == [PARAGRAPH] * 3


@given(st.text(alphabet="ابت .،؟!\n-1#*«»", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_letter_of_a_plain_text_is_lost(text: str) -> None:
    page = _lines.compose(text)
    found = page.headline + "".join(block.text for block in page.blocks)
    assert Counter(c for c in found if c in "ابت") == Counter(c for c in text if c in "ابت")


# --- Markdown --------------------------------------------------------------------------------------


def test_front_matter_fills_the_masthead() -> None:
    article = marked(
        f'---\ntitle: "عودة: المطر"\nauthor: قسم الطقس\ndate: 2024-02-29T08:00\ntags:\n  - مطر\n- ثلج\n'
        f"source: مجلة الجو\nplace: الساحل\nurl: https://example.org/a\n---\n{SENTENCE}"
    )
    masthead = article.masthead
    assert masthead.headline == "عودة: المطر"
    assert (masthead.byline, masthead.published, masthead.dateline) == ("قسم الطقس", "2024-02-29", "الساحل")
    assert (masthead.source_name, masthead.url) == ("مجلة الجو", "https://example.org/a")
    assert [block.text for block in article.blocks] == [SENTENCE]


@pytest.mark.parametrize(
    ("line", "published", "url"),
    [
        ("date: 2024-02-30", "", ""),
        ("date: في الربيع", "", ""),
        ("date: 5/1/2024", "", ""),
        ("url: javascript:alert(1)", "", ""),
        ("date: '2024-01-05'", "2024-01-05", ""),
    ],
)
def test_a_date_or_address_that_is_none_stays_unknown(line: str, published: str, url: str) -> None:
    masthead = marked(f"---\n{line}\n---\n\n{SENTENCE}").masthead
    assert (masthead.published, masthead.url) == (published, url)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts(marked(f"---\n\n{SENTENCE}\n\n---\n\n{SENTENCE}"), PARAGRAPH) == [SENTENCE] * 2


@pytest.mark.parametrize(
    ("text", "headline", "levels"),
    [
        ("# العنوان\n\n{0}\n\n## قسم\n\n{0}", "العنوان", [2]),
        ("---\ntitle: من الرأس\n---\n# العنوان\n\n{0}", "العنوان", []),
        ("---\ntitle: من الرأس\n---\n# أول\n\n{0}\n\n# ثان\n\n{0}", "من الرأس", [2, 2]),
        ("# العنوان\n\n{0}\n\n# قسم\n\n{0}\n\n### فرع\n\n{0}", "العنوان", [2, 3]),
        ("العنوان\n=======\n\n{0}\n\nقسم\n---\n\n{0}", "العنوان", [2]),
        ("{0}\n\n**عنوان صغير**\n\n{0}", "", [3]),
        ("{0}\n\n**كلام مهم.**\n\n{0}", "", []),
    ],
)
def test_headings_keep_their_levels_under_one_headline(text: str, headline: str, levels: list[int]) -> None:
    article = marked(text.format(SENTENCE))
    assert article.masthead.headline == headline
    assert [block.level for block in article.blocks if block.kind is HEADING] == levels


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("قرأنا [التقرير](https://example.org) **كله** و*بعض* `الملاحق`.", "قرأنا التقرير كله وبعض الملاحق."),
        ("قرأنا ![صورة](a.png)التقرير <b>كله</b><!-- سر -->.", "قرأنا التقرير كله."),
        ("قرأنا التقرير[^1] كله.\n\n[^1]: حاشية", "قرأنا التقرير كله."),
        ("قرأنا التقرير  \nكله<br>اليوم.", "قرأنا التقرير كله اليوم."),
        ("قرأنا &laquo;التقرير&raquo;.", "قرأنا «التقرير»."),
    ],
)
def test_markdown_signs_are_not_read_aloud(source: str, read: str) -> None:
    assert texts(marked(f"{SENTENCE}\n\n{source}"), PARAGRAPH) == [SENTENCE, read]


def test_code_pictures_and_scripts_are_left_out() -> None:
    article = marked(
        f"{SENTENCE}\n\n```\nprint('سر')\n```\n\n    سر\n\n![سر](a.png)\n\n<script>سر</script>\n\n{SENTENCE}"
    )
    assert texts(article, PARAGRAPH) == [SENTENCE] * 2


def test_lists_quotes_and_tables_become_blocks() -> None:
    article = marked(
        f"{SENTENCE}\n\n- ماء\n- هواء\n  - نقي\n\n1. نار\n\n> {SENTENCE}\n\n"
        "| المادة | السعر |\n|---|---|\n| خبز | دولار |\n| ملح | |\n"
    )
    assert texts(article, ITEM) == ["ماء", "هواء", "نقي", "نار", "المادة: خبز، السعر: دولار", "المادة: ملح"]
    assert texts(article, QUOTE) == [SENTENCE]


@pytest.mark.parametrize("unit", ["[", "![*_`<[", "a\n", "**x", "|a", "<!--", "> ", "- "])
def test_pathological_markdown_ends_soon(unit: str) -> None:
    text = unit * (1_900_000 // len(unit)) + "\n\n" + SENTENCE
    began = time.monotonic()
    with contextlib.suppress(ArticleError):
        marked(text)
    assert time.monotonic() - began < 8


# --- standard input --------------------------------------------------------------------------------


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


@pytest.mark.parametrize(
    ("text", "headline", "expected"),
    [
        (f"عودة المطر\n\n{SENTENCE}", "عودة المطر", [PARAGRAPH]),
        (f"# عودة المطر\n\n{SENTENCE}\n\n> {SENTENCE}", "عودة المطر", [PARAGRAPH, QUOTE]),
        (f"---\ntitle: عودة المطر\n---\n{SENTENCE}\n\n> {SENTENCE}", "عودة المطر", [PARAGRAPH, QUOTE]),
        (f"<!DOCTYPE html><h1>عودة المطر</h1><p>{SENTENCE}</p>", "عودة المطر", [PARAGRAPH]),
        (f"\n<HTML lang=ar><body><h1>عودة المطر</h1><p>{SENTENCE}", "عودة المطر", [PARAGRAPH]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_standard_input_tells_text_markdown_and_html_apart(
    monkeypatch: pytest.MonkeyPatch, text: str, headline: str, expected: list[BlockKind], encoding: str
) -> None:
    pipe(monkeypatch, text.encode(encoding))
    article = stdin.read("-")
    assert article.masthead.headline == headline
    assert kinds(article) == expected


def test_standard_input_is_bounded_and_refused_like_files(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"")
    with pytest.raises(ArticleError, match="standard input is empty"):
        stdin.read("-")
    pipe(monkeypatch, b"x" * (_bytes.MAX_BYTES + 1))
    with pytest.raises(ArticleError, match="standard input is too large"):
        stdin.read("-")


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ArticleError, match="standard input is closed") as caught:
        stdin.read("-")
    assert caught.value.hint.startswith("briefing make")


@pytest.mark.parametrize("title", ["[", "...", "!?", "🙂"])
def test_a_headline_without_a_letter_is_none(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    pipe(monkeypatch, f"---\ntitle: {title}\nauthor: x\n---\n{SENTENCE}".encode())
    assert stdin.read("-").masthead.headline == ""


# --- the seeds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "headline", "headings", "paragraphs", "words"),
    [
        ("hmeimim.txt", "", 0, 8, range(630, 640)),
        ("numbers.txt", "أسعار الخبز والوقود في ميزان عام كامل", 0, 6, range(300, 400)),
        ("dialogue.txt", "حوار في المرصد: متى نثق بنشرة الطقس؟", 0, 9, range(300, 400)),
        ("latin.txt", "مكتبة المدينة تفتح رفوفها للبرمجيات الحرة", 0, 8, range(300, 400)),
        ("clauses.txt", "قطار الجبل القديم يعود إلى سكته", 0, 6, range(420, 500)),
        ("flash.txt", "", 0, 3, range(30, 40)),
        ("headings.md", "حدائق السطوح تبرّد المدينة", 8, 11, range(450, 550)),
        ("longread.md", "كأس ماء في مدينة النهر", 19, 78, range(5000, 5401)),
    ],
)
def test_each_seed_has_its_structure(
    name: str, headline: str, headings: int, paragraphs: int, words: range
) -> None:
    article = (textfile if name.endswith(".txt") else markdown).read(str(SEEDS / name))
    assert article.masthead.headline == headline
    assert len(texts(article, HEADING)) == headings
    assert len(texts(article, PARAGRAPH)) == paragraphs
    assert sum(len(block.text.split()) for block in article.blocks) in words


def test_every_seed_is_utf_8_in_normal_form_with_line_feeds() -> None:
    names = sorted(path.name for path in SEEDS.iterdir())
    assert len(names) == 9
    for name in names:
        text = (SEEDS / name).read_bytes().decode("utf-8")
        assert "\r" not in text
        assert unicodedata.is_normalized("NFC", text)


def test_the_sentences_of_the_clauses_seed_are_long() -> None:
    article = textfile.read(str(SEEDS / "clauses.txt"))
    lengths = [
        len(part.split()) for block in article.blocks for part in re.split(r"[.؟!]", block.text) if part
    ]
    assert all(60 <= length <= 120 for length in lengths)


def test_no_paragraph_of_the_long_read_is_repeated() -> None:
    article = markdown.read(str(SEEDS / "longread.md"))
    assert max(Counter(block.text for block in article.blocks).values()) == 1
