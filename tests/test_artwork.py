"""The show's picture: what podcast directories take, in right Arabic, under a name that follows its bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from briefing.errors import ConfigError
from briefing.exporters.cover import Face, paint
from briefing.shows.artwork import LEAST_SIDE, MOST_SIDE, adopt, draw, public_name
from briefing.shows.mediatypes import PERMANENT

TITLE = "موجز الساحل"


def picture(
    side: int = 1500, *, mode: str = "RGB", form: str = "JPEG", height: int = 0, noise: int = 0
) -> bytes:
    size = (side, height or side)
    made = Image.effect_noise(size, noise).convert(mode) if noise else Image.new(mode, size)
    data = BytesIO()
    made.save(data, form)
    return data.getvalue()


def opened(data: bytes) -> Image.Image:
    found = Image.open(BytesIO(data))
    found.load()
    return found


@pytest.mark.parametrize("side", [LEAST_SIDE, 2000, MOST_SIDE])
@pytest.mark.parametrize("title", [TITLE, "بودكاست صحيفة الساحل الأسبوعي عن البيئة والبحر والناس " * 3])
def test_drawn_artwork_is_what_directories_take(title: str, side: int) -> None:
    data = draw(title, author="صحيفة الساحل", tagline="كل صباح", side=side)
    found = opened(data)
    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (side, side))
    assert found.info["dpi"] == (72, 72)
    assert len(data) < 512 * 1024


def test_the_same_words_give_the_same_picture_and_the_same_name() -> None:
    assert draw(TITLE, side=1400) == draw(TITLE, side=1400)
    assert public_name(draw(TITLE, side=1400)) == public_name(draw(TITLE, side=1400))


def test_another_picture_has_another_name_that_may_be_kept_for_ever() -> None:
    names = {public_name(draw(title, side=1400)) for title in (TITLE, "موجز الجبل")}
    assert len(names) == 2
    assert all(PERMANENT.fullmatch(name) for name in names)


def test_vowels_and_marks_do_not_change_the_letters() -> None:
    assert draw("مُوجَزُ السَّاحِلِ", author="أ", side=1400) != b""
    bare, vowelled = (
        opened(paint(Face(seed="same", kind="بودكاست", headline=text))) for text in (TITLE, "مُوجَزُ السَّاحِلِ")
    )
    assert ImageChops.difference(bare, vowelled).getbbox() is None


def test_a_name_the_typeface_cannot_write_is_refused_and_not_drawn_as_boxes() -> None:
    with pytest.raises(ConfigError, match="has no letter of"):
        draw("日本語")


@pytest.mark.parametrize("side", [1399, 3001])
def test_a_size_directories_refuse_is_refused(side: int) -> None:
    with pytest.raises(ConfigError, match="refused by podcast directories"):
        draw(TITLE, side=side)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_fits_is_left_as_it_is(form: str) -> None:
    data = picture(form=form)
    assert adopt(data) is data
    assert public_name(data).endswith({"JPEG": ".jpg", "PNG": ".png"}[form])


@pytest.mark.parametrize(
    ("data", "side"),
    [
        (picture(4000), 3000),
        (picture(1500, mode="RGBA", form="PNG"), 1500),
        (picture(1500, mode="P", form="GIF"), 1500),
        (picture(1500, mode="L"), 1500),
        (picture(1500, mode="CMYK"), 1500),
        (picture(1500, form="WEBP"), 1500),
        (picture(1400, mode="LA", form="PNG"), 1400),
    ],
)
def test_other_pictures_are_made_over(data: bytes, side: int) -> None:
    made = adopt(data)
    found = opened(made)
    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (side, side))
    assert len(made) < 512 * 1024
    assert adopt(made) is made


def test_what_is_transparent_becomes_white() -> None:
    assert opened(adopt(picture(mode="RGBA", form="PNG"))).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_that_tells_where_it_was_taken_is_made_over() -> None:
    data = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "at home"
    exif[0x0112] = 3
    Image.new("RGB", (1500, 1500)).save(data, "JPEG", exif=exif)
    assert not opened(adopt(data.getvalue())).getexif()


def test_a_picture_full_of_detail_is_made_smaller_until_it_fits() -> None:
    made = adopt(picture(2400, noise=12))
    assert len(made) < 512 * 1024
    assert opened(made).width < 2400


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (picture(1500, height=1400), "must be square"),
        (picture(1000), "needs 1400 or more"),
        (b"", "not a picture"),
        (b"<svg/>", "not a picture"),
        (picture()[:3000], "not a picture"),
        (picture(1400, noise=90), "stays over 512 KB"),
    ],
)
def test_what_cannot_be_artwork_is_refused_with_a_reason(data: bytes, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as caught:
        adopt(data, name="logo.png")
    assert caught.value.message.startswith("logo.png")
    assert caught.value.hint


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1500 * 1400)
    with pytest.raises(ConfigError, match="far more pixels"):
        adopt(picture(1500))
