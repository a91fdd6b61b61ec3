from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefing.exporters import cover
from briefing.exporters._lettering import Lettering
from briefing.model import Masthead
from tests.briefings import HEADLINE, LONG_TITLE, make_briefing

TITLES = (
    HEADLINE,
    LONG_TITLE,
    "مقابلة مع BBC حول COVID-19",
    "قمة 2026: ارتفاع 3.5% (أي 1,200 دولار) [تقرير]",
    "الماء",
    "قِصَّةُ الإِسْلامِ فِي المَدِينَةِ",
    "تقرير طويل عن الأوضاع الاقتصادية والاجتماعية " * 9,
    "كلمةواحدةطويلةجدا" * 12,
    "https://example.org/" + "a" * 300,
    "🙂 日本",
    "",
)


def luminance(colour: cover.Colour) -> float:
    """Relative luminance after WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if (part := value / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: cover.Colour, other: cover.Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("title", TITLES)
def test_a_cover_is_a_small_square_jpeg_with_margins_left_free(title: str) -> None:
    briefing = make_briefing(headline=title)
    data = cover.draw(briefing)
    assert len(data) < 512 * 1024
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1400, 1400))
    assert picture.info["dpi"] == (72, 72)
    brightest = max(map(sum, (cover.palette_of(briefing).top, cover.palette_of(briefing).bottom)))
    for box in ((0, 0, 100, 1400), (1300, 0, 1400, 1400), (0, 0, 1400, 100), (0, 1320, 1400, 1400)):
        colours = picture.crop(box).getcolors(1_000_000)
        assert colours is not None
        assert all(sum(colour) <= brightest + 40 for _, colour in colours if isinstance(colour, tuple))


@pytest.mark.parametrize("title", [title for title in TITLES if title])
def test_every_line_fits_its_box(title: str) -> None:
    letters = Lettering()
    text = letters.drawable(title) or "خبر"
    setting = letters.fit(text, 1160, 660, cover.HEADLINE_SIZES, leading=1.5)
    assert len(setting.lines) * setting.leading <= 660
    font = letters.font(setting.size)
    assert all(font.getlength(line) <= 1160 for line in setting.lines)


def test_a_word_of_twelve_thousand_letters_is_set_without_measuring_each_of_them() -> None:
    letters = Lettering()
    setting = letters.fit("بتسمق" * 2400, 1160, 660, cover.HEADLINE_SIZES, leading=cover.HEADLINE_LEADING)
    assert 1 < len(setting.lines) <= 660 // setting.leading
    assert len(letters._widths) < 500  # each is a call into the font engine


def test_a_short_title_is_large_and_a_title_too_long_for_the_smallest_size_ends_in_an_ellipsis() -> None:
    letters = Lettering()
    short = letters.fit("الماء", 1160, 660, cover.HEADLINE_SIZES, leading=1.5)
    long = letters.fit("تقرير طويل عن الأوضاع " * 30, 1160, 660, cover.HEADLINE_SIZES, leading=1.5)
    assert short.size == cover.HEADLINE_SIZES[0]
    assert long.size == cover.HEADLINE_SIZES[-1]
    assert long.lines[-1].startswith("…")
    assert not any("…" in line for line in long.lines[:-1])


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        ("بب", "ﺐﺑ"),
        ("لا", "ﻻ"),
        ("(نص)", "(ﺺﻧ)"),
        ("«نص»", "«ﺺﻧ»"),
        ("نص BBC نص", "ﺺﻧ BBC ﺺﻧ"),
        ("عام 2026", "2026 ﻡﺎﻋ"),
    ],
)
def test_letters_are_joined_and_stand_from_left_to_right(logical: str, visual: str) -> None:
    assert Lettering().visual(logical) == visual


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("خبر 🙂 عاجل 日本", "خبر عاجل"),
        ("قِصَّةٌ", "قصة"),
        ("\u200fخبر\u202c", "خبر"),
        ("Ａｐｐｌｅ", "Apple"),
        ("ﻻ", "ﻻ"),
    ],
)
def test_what_the_typeface_lacks_is_replaced_or_left_out(title: str, drawn: str) -> None:
    assert Lettering().drawable(title) == drawn


def test_the_typeface_has_every_form_of_every_arabic_letter_and_both_kinds_of_digits() -> None:
    letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
    text = letters + "پچژگڤ" + "0123456789٠١٢٣٤٥٦٧٨٩" + "«»()[]{}،؛؟!?.:%٪…–—-/\"'&$€"
    assert Lettering().drawable(text) == text


@pytest.mark.parametrize("palette", cover.PALETTES)
def test_text_stands_out_from_its_field(palette: cover.Palette) -> None:
    for field in (palette.top, palette.bottom):
        assert contrast(palette.headline, field) >= 4.5
        assert contrast(palette.small, field) >= 4.5
        assert contrast(palette.mark, field) >= 3


def test_the_same_briefing_has_the_same_cover_and_others_have_other_colours() -> None:
    briefing = make_briefing()
    assert cover.draw(briefing) == cover.draw(briefing)
    assert len({cover.palette_of(replace(briefing, id=f"b{number}")) for number in range(60)}) == len(
        cover.PALETTES
    )


def test_a_briefing_of_unknown_source_and_date_has_a_cover_too() -> None:
    bare = replace(make_briefing(), masthead=Masthead(), created="2026-03-04")
    assert Image.open(BytesIO(cover.draw(bare))).size == (1400, 1400)


def test_the_licence_of_the_typeface_lies_beside_it() -> None:
    licence = files("briefing").joinpath("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Vazirmatn" in licence


def test_export_writes_the_picture_into_the_folder(tmp_path: Path) -> None:
    briefing = make_briefing()
    assert cover.export(briefing, tmp_path, cover.Options()) == [tmp_path / "cover.jpg"]
    assert (tmp_path / "cover.jpg").read_bytes() == cover.draw(briefing)
