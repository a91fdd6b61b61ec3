"""The player page as a document; what it does in a browser is in ``test_player_page``."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

from briefing.errors import OutputError
from briefing.exporters import _theme, cover, player
from briefing.model import Briefing, Masthead
from tests.briefings import HEADLINE, make_briefing, with_sections, write_master
from tests.test_cover import contrast


def page_of(briefing: Briefing) -> HtmlElement:
    return html.document_fromstring(player.render(briefing).encode())


def texts(page: HtmlElement, xpath: str) -> list[str]:
    return [element.text_content() for element in page.xpath(xpath)]


def test_every_utterance_is_one_element_with_its_id_text_and_times() -> None:
    briefing = make_briefing()
    found = page_of(briefing).xpath("//*[@data-t]")
    assert [(item.get("id"), item.text_content()) for item in found] == [
        (cue.id, cue.shown) for cue in briefing.utterances
    ]
    for item, cue in zip(found, briefing.utterances, strict=True):
        assert float(item.get("data-t")) == pytest.approx(cue.start / briefing.rate, abs=0.0005)
        assert float(item.get("data-e")) == pytest.approx(cue.end / briefing.rate, abs=0.0005)


def test_an_announcement_is_its_section_s_heading() -> None:
    page = page_of(make_briefing())
    assert texts(page, "//h3")[1:3] == ["الملخص.", "القسم الأول: خطة السواحل."]
    assert texts(page, "//h3/span/span[@class='lead']")[0] == "القسم الأول: "
    assert texts(page, "//h3")[0] == "التقديم"


def test_a_sentence_with_the_title_in_it_is_no_heading() -> None:
    briefing = make_briefing()
    chapter = briefing.chapters[2]
    cues = tuple(cue for cue in briefing.utterances if cue.id != "s02u01")
    chapters = (*briefing.chapters[:2], replace(chapter, title="خطة تمتد ثلاث سنوات"), *briefing.chapters[3:])
    page = page_of(replace(briefing, chapters=chapters, utterances=cues))
    assert texts(page, "//section[@id='s02']//h3") == ["خطة تمتد ثلاث سنوات"]
    assert texts(page, "//section[@id='s02']/p//*[@id='s02u02']") == ["أعلنت الهيئة خطة تمتد ثلاث سنوات."]


def test_paragraphs_are_the_article_s() -> None:
    briefing = make_briefing()
    opened = tuple(
        replace(cue, opens_paragraph=cue.id in {"s02u02", "s03u02", "s03u03"}) for cue in briefing.utterances
    )
    page = page_of(replace(briefing, utterances=opened))
    assert [len(p.xpath("./*[@data-t]")) for p in page.xpath("//section[@id='s02']/p")] == [2]
    assert [len(p.xpath("./*[@data-t]")) for p in page.xpath("//section[@id='s03']/p")] == [1, 1]


def test_the_page_is_arabic_from_right_to_left_with_one_h1_and_its_landmarks() -> None:
    page = page_of(make_briefing())
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert texts(page, "//h1") == [HEADLINE]
    assert texts(page, "//title") == [HEADLINE]
    assert [len(page.xpath(f"//{name}")) for name in ("header", "main", "nav", "article", "footer")] == [
        1
    ] * 5
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(clock.get("dir") == "ltr" for clock in page.xpath("//bdi"))


def test_every_id_is_there_once_and_every_reference_leads_to_one() -> None:
    page = page_of(make_briefing())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [name for value in page.xpath("//@aria-labelledby|//@for") for name in value.split()]
    assert set(named) <= set(ids)
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_it_names_no_other_file_than_the_sound_and_the_article() -> None:
    briefing = make_briefing()
    page = player.render(briefing)
    named = set(re.findall(r"""(?:src|href)=["']([^"']+)""", page))
    outside = {name for name in named if not name.startswith(("#", "data:"))}
    assert outside == {"briefing.mp3", briefing.masthead.url}
    assert not re.search(r"@import|url\((?!data:|#)|fetch\(|XMLHttpRequest|WebSocket", page)


@pytest.mark.parametrize(
    "wild", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' & &amp; $headline ${x}"]
)
def test_nothing_in_the_briefing_becomes_markup(wild: str) -> None:
    briefing = make_briefing(headline=wild)
    cue = replace(briefing.utterances[0], shown=wild)
    chapter = replace(briefing.chapters[0], title=wild)
    masthead = replace(briefing.masthead, source_name=wild, byline=wild, url=f"javascript:{wild}")
    page = page_of(
        replace(
            briefing,
            masthead=masthead,
            utterances=(cue, *briefing.utterances[1:]),
            chapters=(chapter, *briefing.chapters[1:]),
        )
    )
    assert len(page.xpath("//script")) == 1
    assert len(page.xpath("//img")) == 1
    assert not page.xpath("//@href[starts-with(., 'javascript')]|//@onerror")
    assert texts(page, f"//*[@id='{cue.id}']") == [wild]


def test_a_briefing_of_unknown_source_has_a_page_too() -> None:
    page = page_of(replace(make_briefing(), masthead=Masthead()))
    assert texts(page, "//h1") == ["إيجاز صوتي"]
    assert len(page.xpath("//ul[@class='facts']/li")) == 1


def test_three_hundred_sections_are_all_listed() -> None:
    page = page_of(with_sections(300))
    assert len(page.xpath("//nav//li/button")) == len(page.xpath("//article/section")) == 300


@pytest.mark.parametrize(
    ("seconds", "step"), [(60, "1"), (7 * 60, "5"), (3 * 3600, "15")], ids=["short", "news", "long"]
)
def test_the_slider_s_step_suits_the_length(seconds: int, step: str) -> None:
    briefing = make_briefing()
    page = page_of(replace(briefing, frames=seconds * briefing.rate))
    assert page.xpath("//input[@type='range']/@step") == [step]


@pytest.mark.parametrize("palette", cover.PALETTES)
@pytest.mark.parametrize("tokens", [_theme.light, _theme.dark])
def test_colours_stand_out_from_what_is_behind_them(
    palette: cover.Palette, tokens: Callable[[cover.Palette], _theme.Tokens]
) -> None:
    colours = tokens(palette)
    grounds = [colours[name] for name in ("paper", "surface", "tint")]
    for ground in grounds:
        assert contrast(colours["ink"], ground) >= 7
        assert contrast(colours["muted"], ground) >= 4.5
        assert contrast(colours["accent"], ground) >= 4.5
    assert contrast(colours["ink"], colours["glow"]) >= 7
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    for ground in grounds[:2]:
        assert contrast(colours["edge"], ground) >= 3
        assert contrast(colours["focus"], ground) >= 3
        assert contrast(colours["under"], ground) >= 3


def test_the_folder_s_cover_is_in_the_page_reduced(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    red = BytesIO()
    Image.new("RGB", (1400, 1400), (200, 0, 0)).save(red, "JPEG")
    (tmp_path / "cover.jpg").write_bytes(red.getvalue())
    assert player.export(briefing, tmp_path, player.Options()) == [tmp_path / "index.html"]
    page = html.parse(str(tmp_path / "index.html")).getroot()
    data = b64decode(page.xpath("//img/@src")[0].partition("base64,")[2])
    picture = Image.open(BytesIO(data))
    assert picture.size == (480, 480)
    pixel = picture.getpixel((240, 240))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 180
    assert pixel[1] < 20


def test_a_cover_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    (tmp_path / "cover.jpg").write_bytes(b"not a picture")
    with pytest.raises(OutputError, match=r"cover\.jpg"):
        player.export(briefing, tmp_path, player.Options())


def test_the_page_weighs_less_than_two_hundred_kilobytes(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    (written,) = player.export(briefing, tmp_path, player.Options())
    assert written.stat().st_size < 200_000
