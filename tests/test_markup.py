from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing import markup
from briefing.markup import Line, Page, Span


@given(st.text())
def test_any_text_stands_in_an_element_and_in_an_attribute_as_it_is(text: str) -> None:
    kept = markup.NOT_IN_XML.sub("", text)
    element = etree.fromstring(markup.tag("p", markup.escaped(text), title=text))
    # XML itself turns a carriage return into a line feed, and blanks of attributes into spaces.
    assert (element.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert (element.get("title") or "").split() == kept.split()


@given(st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True), unique=True))
def test_ids_stay_different_and_become_names_of_xml(names: list[str]) -> None:
    ids = list(map(markup.identifier, names))
    assert len(set(ids)) == len(names)
    for name in ids:
        assert etree.fromstring(f'<a xml:id="{name}"/>').get("{http://www.w3.org/XML/1998/namespace}id")


def test_an_id_that_xml_allows_is_kept() -> None:
    assert markup.identifier("s02u05") == "s02u05"
    assert markup.identifier("2nd") == "_2nd"


@pytest.mark.parametrize(
    ("ms", "seconds"), [(0, "0.000s"), (7, "0.007s"), (61_250, "61.250s"), (3_600_000, "3600.000s")]
)
def test_seconds_have_three_decimals(ms: int, seconds: str) -> None:
    assert markup.seconds(ms) == seconds


def test_a_heading_of_one_line_carries_its_id_and_one_of_two_has_two_elements() -> None:
    assert markup.heading([Line("a", "عنوان")], class_="title") == '<h1 id="a" class="title">عنوان</h1>'
    assert markup.heading([Line("a", "1"), Line("b", "2")], level=2) == (
        '<h2><span id="a">1</span> <span id="b">2</span></h2>'
    )


def test_the_lines_of_a_page_are_those_of_its_heading_and_paragraphs_in_order() -> None:
    a, b, c, d = (Line(name, name) for name in "abcd")
    page = Page("t", (a,), ((b, c), (d,)))
    assert page.lines == (a, b, c, d)
    assert markup.paragraphs(page) == [
        '<p><span id="b">b</span> <span id="c">c</span></p>',
        '<p><span id="d">d</span></p>',
    ]


def test_a_listed_page_is_a_list_and_its_links_lead_on() -> None:
    page = Page("t", (Line("a", "a"),), ((Line("b", "ب", link="c3.xhtml"),),), listed=True)
    assert markup.paragraphs(page) == ['<ol>\n<li><a id="b" href="c3.xhtml">ب</a></li>\n</ol>']


def test_a_sequence_lasts_as_long_as_its_clips() -> None:
    text = markup.sequence(
        [Span("a", 0, 1500), Span("b", 1500, 2251)], document="content.html", sound="s0001.mp3"
    )
    assert '<seq dur="2.251s">' in text
    assert 'clip-begin="npt=1.500s" clip-end="npt=2.251s"' in text
