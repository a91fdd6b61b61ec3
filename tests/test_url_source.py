"""Articles from the web: what is kept of pages in many layouts, what is refused, recipes, second opinions."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.errors import ArticleError, BriefingError, FetchError
from briefing.model import Block, BlockKind
from briefing.settings import Settings
from briefing.sources import _second, url
from briefing.store import Store
from briefing.web import fetching
from briefing.web.fetching import Fetcher, Policy
from tests.commands import briefing
from tests.hostile import Hostile, Reply, around
from tests.webpages import ONE, STORY, THREE, TWO, fetched, texts

PAGES = Path(__file__).parent / "pages"
EXPECTED: Mapping[str, Mapping[str, list[str] | str]] = tomllib.loads(
    (PAGES / "expected.toml").read_text(encoding="utf-8")
)
# --- twenty layouts -------------------------------------------------------------------------------


def test_every_page_has_its_expectations_and_every_expectation_its_page() -> None:
    assert len(EXPECTED) == 20
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_its_article_whole_and_nothing_else(name: str) -> None:
    wanted = EXPECTED[name]
    article = url.of(fetched((PAGES / f"{name}.html").read_bytes())).article
    prose = [block.text for block in article.blocks if block.kind is not BlockKind.HEADING]
    assert [words for words in wanted["keep"] if not any(words in text for text in prose)] == []
    assert [block.text for block in article.blocks if block.kind is BlockKind.HEADING] == wanted["headings"]
    assert [words for words in wanted["drop"] if words in " ".join(texts(article))] == []
    masthead = article.masthead
    for fact in ("headline", "byline", "published", "source_name"):
        assert getattr(masthead, fact) == wanted.get(fact, "")
    assert masthead.url.startswith("https://")


def test_what_news_agencies_put_around_a_report_is_taken_off() -> None:
    article = url.of(fetched((PAGES / "agency.html").read_bytes())).article
    assert article.masthead.dateline == "المرسى"
    assert texts(article)[0].startswith("دخلت الخدمة اليوم")
    assert texts(article)[-1].endswith("جنوب المدينة.")


@pytest.mark.parametrize(
    ("first", "last", "dateline", "kept"),
    [
        (f"بيروت (وكالة الضفة) - {ONE}", THREE, "بيروت", (ONE, THREE)),
        (f"عين الماء (ض ف) -- {ONE}", f"{THREE} انتهى", "عين الماء", (ONE, THREE)),
        (f"بيروت، 3/4 (الضفة): {ONE}", THREE, "بيروت", (ONE, THREE)),
        (ONE, f"{THREE} س.ع", "", (ONE, THREE)),
        (ONE, "(إعداد قسم الطقس للنشرة العربية - تحرير قسم الأخبار)", "", (ONE, TWO)),
        (ONE, "-انتهى-", "", (ONE, TWO)),
        (f"قال الحارس (البالغ ستين عاماً) - {ONE}", THREE, "", None),
        (ONE, f"{THREE} (وهذا مهم)", "", None),
        (ONE, "انتهى الموسم باكراً هذا العام.", "", None),
    ],
)
def test_an_agency_s_opening_and_signature_are_told_from_text(
    first: str, last: str, dateline: str, kept: tuple[str, str] | None
) -> None:
    page = f"<html><body><article><p>{first}</p><p>{TWO}</p><p>{last}</p></article></body></html>"
    article = url.of(fetched(page)).article
    assert article.masthead.dateline == dateline
    assert (texts(article)[0], texts(article)[-1]) == (kept or (first, last))


def test_the_picture_of_a_page_and_whose_it_is_are_told() -> None:
    picture = url.of(fetched((PAGES / "shell.html").read_bytes())).picture
    assert (picture.url, picture.credit) == ("https://mada.example/c.jpg", "أرشيف مدى")
    head = '<meta property="og:image" content="https://news.example/i.jpg">'
    picture = url.of(fetched(f"<html><head>{head}</head><body>{STORY}</body></html>")).picture
    assert (picture.url, picture.credit) == ("https://news.example/i.jpg", "")


def test_the_address_of_an_article_is_the_one_it_names_else_the_one_it_came_from() -> None:
    assert url.of(fetched(f"<body>{STORY}</body>")).article.masthead.url == "https://news.example/a"
    head = '<link rel="canonical" href="https://news.example/b">'
    page = f"<html><head>{head}</head><body>{STORY}</body></html>"
    assert url.of(fetched(page)).article.masthead.url == "https://news.example/b"


def test_no_date_is_guessed_from_a_footer_or_an_address() -> None:
    page = f"<html><body>{STORY}<footer>2026</footer><p>نشر في 3 مايو 2024</p></body></html>"
    assert url.of(fetched(page, at="/2024/05/03/a")).article.masthead.published == ""


# --- bytes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "charset", "meta", "found"),
    [
        ("utf-8", "utf-8", "", "utf-8"),
        ("utf-8-sig", "windows-1256", "", "utf-8"),
        ("windows-1256", "windows-1256", "", "windows-1256"),
        ("windows-1256", "", '<meta charset="windows-1256">', "windows-1256"),
        ("iso-8859-6", "iso-8859-6", '<meta charset="windows-1256">', "iso-8859-6"),  # HTTP before meta
        ("windows-1256", "", "", "windows-1256"),
        ("windows-1256", "utf-8", '<meta charset="utf-8">', "windows-1256"),
        ("utf-8", "iso-8859-1", "", "utf-8"),
        ("utf-16-le", "utf-16", "", "utf-16-le"),
    ],
)
def test_a_page_is_decoded_by_what_it_is_then_by_what_is_said_of_it(
    encoding: str, charset: str, meta: str, found: str
) -> None:
    page = f"<html><head>{meta}</head><body>{STORY}</body></html>"
    article = url.of(fetched(page.encode(encoding), charset=charset)).article
    assert (article.charset, texts(article)) == (found, [ONE, TWO, THREE])


def test_a_byte_lost_on_the_way_spoils_no_page_and_many_do() -> None:
    body = f"<html><body>{STORY}</body></html>".encode()
    cut = body.replace("الرياح".encode(), "الريا".encode() + b"\xd8", 1)
    article = url.of(fetched(cut, charset="utf-8")).article
    assert article.charset == "utf-8"
    assert texts(article)[1:] == [TWO, THREE]
    spoiled = body.replace("م".encode(), b"\xd9").replace("ن".encode(), b"\xd9")
    with pytest.raises(ArticleError, match="damaged"):
        url.of(fetched(spoiled, charset="utf-8"))


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"%PDF-1.7", "text/html", "a PDF document"),
        (
            '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>',
            "application/rss+xml",
            "is a feed",
        ),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "text/html", "is a feed"),
        ('{"a": 1}', "application/json", "is data"),
        ('[{"a": 1}]', "", "is data"),
        (
            "<html><body><p>Only English here, and enough of it.</p></body></html>",
            "text/html",
            "another language",
        ),
        ("<html><body><nav>قائمة</nav></body></html>", "text/html", "no article is found"),
        (b"<p>" + b"\x00" * 50, "text/html", "control characters"),
    ],
)
def test_what_is_no_arabic_article_is_refused(body: str | bytes, kind: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        url.of(fetched(body, kind=kind))
    assert caught.value.hint
    assert "https://news.example/a" in caught.value.message


def test_plain_text_and_markdown_are_read_as_such() -> None:
    plain = url.of(fetched(f"عودة المطر\n\n{ONE}\n\n{TWO}", kind="text/plain")).article
    assert (plain.masthead.headline, texts(plain)) == ("عودة المطر", [ONE, TWO])
    marked = url.of(fetched(f"# عودة المطر\n\n## باب\n\n{ONE}", kind="text/markdown")).article
    assert [block.kind for block in marked.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert marked.masthead.url == "https://news.example/a"


# --- a second opinion ------------------------------------------------------------------------------


def paragraphs(*lines: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, line) for line in lines]


@pytest.mark.parametrize(
    ("ours", "theirs", "taken"),
    [
        ([], [ONE], True),
        ([ONE], [ONE, TWO, THREE], True),
        (["سطر من الهامش.", "وسطر آخر من الهامش."], [ONE, TWO, THREE], True),
        ([ONE, TWO], [ONE, TWO, THREE, THREE, THREE], False),  # comments, perhaps
        ([ONE, TWO, THREE], [ONE], False),
        ([ONE, TWO, THREE], [], False),
        ([], [], False),
    ],
)
def test_the_second_opinion_counts_where_the_first_is_in_doubt(
    ours: list[str], theirs: list[str], taken: bool
) -> None:
    assert _second.better(paragraphs(*ours), paragraphs(*theirs)) is taken


def test_short_lines_that_the_second_opinion_does_not_have_are_left_out() -> None:
    aside = Block(BlockKind.PARAGRAPH, "المورد - خاص")
    item, heading = Block(BlockKind.ITEM, "ماء بارد"), Block(BlockKind.HEADING, "باب", 2)
    ours = [aside, *paragraphs(ONE, "قصير لكنه جملة.", TWO), heading, item]
    assert _second.voted(ours, paragraphs(ONE, TWO)) == ours[1:]
    assert _second.voted(ours, paragraphs(ONE, TWO, "المورد - خاص")) == ours
    assert _second.voted(ours, paragraphs(THREE)) == ours
    assert _second.voted(ours, []) == ours


def test_the_second_opinion_has_headings_lists_and_no_lines_that_lead_away() -> None:
    page = f"<article><h1>عنوان</h1>{STORY}<h2>باب</h2><ul><li>{ONE}</li></ul>{STORY}</article>"
    found = _second.opinion(page)
    assert {block.kind for block in found} >= {BlockKind.PARAGRAPH, BlockKind.ITEM}
    assert [block.text for block in found if block.kind is BlockKind.ITEM] == [ONE]


def test_a_page_is_read_without_trafilatura_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert _second.opinion(STORY) == []
    assert texts(url.of(fetched(f"<body>{STORY}</body>")).article) == [ONE, TWO, THREE]


# --- the whole way ---------------------------------------------------------------------------------


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hostile]:
    """A server that the source reaches: its fetcher takes 127.0.0.1 for public."""
    with Hostile({"/a": Reply(body=(PAGES / "wordpress.html").read_bytes())}) as running:
        usual = Fetcher.__init__

        def made(self: Fetcher, policy: Policy | None = None) -> None:
            usual(self, policy, surroundings=around())

        monkeypatch.setattr(fetching.Fetcher, "__init__", made)
        url._fetcher.cache_clear()
        yield running
        url._fetcher.cache_clear()


def test_an_address_is_read_like_a_file(server: Hostile) -> None:
    article = url.read(server.url("/a"))
    assert (
        article
        == url.of(replace(fetched((PAGES / "wordpress.html").read_bytes()), url=server.url("/a"))).article
    )


def test_several_addresses_of_one_host_are_asked_for_one_by_one(server: Hostile) -> None:
    began = url._fetcher()._around.monotonic()
    for _ in range(3):
        url.read(server.url("/a"))
    assert url._fetcher()._around.monotonic() - began == 2


def test_an_address_that_is_not_there_is_told(server: Hostile) -> None:
    with pytest.raises(FetchError, match="there is no page at"):
        url.read(server.url("/b"))


def test_this_machine_is_no_website() -> None:
    with pytest.raises(BriefingError, match=r"private network|port"):
        url.read("http://localhost/a")


@pytest.mark.parametrize(
    ("reference", "mine"),
    [
        ("https://news.example/a", True),
        ("HTTP://news.example", True),
        ("ftp://x", False),
        ("a.html", False),
        ("-", False),
    ],
)
def test_only_addresses_are_accepted(reference: str, mine: bool) -> None:
    assert url.accepts(reference) is mine


def test_a_briefing_is_made_of_an_address(server: Hostile, tmp_path: Path) -> None:
    made = pipeline.make(
        *(server.url("/a"), tmp_path / "out"),
        store=Store(tmp_path / "cache"),
        created="2026-05-01",
        settings=Settings(voice="tone"),
    )
    assert made.briefing.masthead.headline == EXPECTED["wordpress"]["headline"]
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("http://10.0.0.1/a", 65, "private network"),
        ("http://localhost:8080/a", 65, "private network"),
        ("https://user:word@news.example/a", 65, "name or password"),
        ("https://news.invalid/a", 69, "cannot be resolved"),
    ],
)
def test_the_command_says_why_it_fetches_nothing(address: str, code: int, words: str, tmp_path: Path) -> None:
    ended = briefing("make", address, "--voice", "tone", cwd=tmp_path)
    assert ended.code == code
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []
