"""Every field of ``bext`` (EBU Tech 3285) and ``cart`` (AES46) stands where the standard says."""

from __future__ import annotations

import dataclasses
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audio import asciitext, bext, cart
from briefing.audio.bext import Bext
from briefing.audio.cart import Cart, Timer
from briefing.errors import RequestError

UMID = bytes(range(64))
BEXT = Bext(
    description="an-nashra: the bank raises the rate",
    originator="Radio One",
    reference="QABRF0000000000010730001234567890"[:32],
    date="2026-03-01",
    time="07:30:00",
    time_reference=0x0102030405060708,
    umid=UMID,
    lufs=-23.0,
    range_lu=4.25,
    true_peak_dbtp=-1.07,
    momentary_lufs=-17.999,
    short_term_lufs=None,
    coding_history=("A=PCM,F=48000,W=24,M=mono,T=briefing",),
)
BEXT_BYTES = (
    (0, b"an-nashra: the bank raises the rate".ljust(256, b"\0")),
    (256, b"Radio One".ljust(32, b"\0")),
    (288, b"QABRF000000000001073000123456789"),
    (320, b"2026-03-01"),
    (330, b"07:30:00"),
    (338, bytes.fromhex("0807060504030201")),
    (346, b"\2\0"),
    (348, UMID),
    (412, struct.pack("<h", -2300)),
    (414, struct.pack("<h", 425)),
    (416, struct.pack("<h", -107)),
    (418, struct.pack("<h", -1800)),
    (420, b"\xff\x7f"),
    (422, bytes(180)),
    (602, b"A=PCM,F=48000,W=24,M=mono,T=briefing\r\n"),
)
CART = Cart(
    title="an-nashra",
    artist="Radio One",
    cut_id="123456",
    client_id="client",
    category="NEWS",
    classification="bulletin",
    out_cue="fi ad-dawha",
    start_date="2026-03-01",
    start_time="06:00:00",
    end_date="2026-03-02",
    end_time="06:00:01",
    producer_app="briefing",
    producer_version="1.0",
    user_defined="s02",
    timers=(Timer("AUDs", 24_000), Timer("AUDe", 4_000_000), Timer("EOD", 0xFFFFFFFF)),
    url="https://example.org/",
    tag_text=("<briefing/>", "second line"),
)
CART_BYTES = (
    (0, b"0101"),
    (4, b"an-nashra".ljust(64, b"\0")),
    (68, b"Radio One".ljust(64, b"\0")),
    (132, b"123456".ljust(64, b"\0")),
    (196, b"client".ljust(64, b"\0")),
    (260, b"NEWS".ljust(64, b"\0")),
    (324, b"bulletin".ljust(64, b"\0")),
    (388, b"fi ad-dawha".ljust(64, b"\0")),
    (452, b"2026-03-01"),
    (462, b"06:00:00"),
    (470, b"2026-03-02"),
    (480, b"06:00:01"),
    (488, b"briefing".ljust(64, b"\0")),
    (552, b"1.0".ljust(64, b"\0")),
    (616, b"s02".ljust(64, b"\0")),
    (680, struct.pack("<I", 32768)),
    (684, b"AUDs" + struct.pack("<I", 24_000)),
    (692, b"AUDe" + struct.pack("<I", 4_000_000)),
    (700, b"EOD \xff\xff\xff\xff"),
    (708, bytes(40)),
    (748, bytes(276)),
    (1024, b"https://example.org/".ljust(1024, b"\0")),
    (2048, b"<briefing/>\r\nsecond line\r\n\0"),
)
ASCII = st.characters(min_codepoint=33, max_codepoint=126)


@pytest.mark.parametrize(("offset", "wanted"), BEXT_BYTES, ids=lambda value: str(value)[:12])
def test_each_field_of_bext_stands_at_its_offset(offset: int, wanted: bytes) -> None:
    assert bext.pack(BEXT)[offset : offset + len(wanted)] == wanted


def test_the_fields_of_bext_fill_it_without_a_gap() -> None:
    ends = [offset + len(wanted) for offset, wanted in BEXT_BYTES]
    assert [offset for offset, _ in BEXT_BYTES[1:]] == ends[:-1]
    assert ends[-1] == len(bext.pack(BEXT))


@pytest.mark.parametrize(("offset", "wanted"), CART_BYTES, ids=lambda value: str(value)[:12])
def test_each_field_of_cart_stands_at_its_offset(offset: int, wanted: bytes) -> None:
    assert cart.pack(CART)[offset : offset + len(wanted)] == wanted


def test_the_fields_of_cart_fill_it_without_a_gap() -> None:
    ends = [offset + len(wanted) for offset, wanted in CART_BYTES]
    assert [offset for offset, _ in CART_BYTES[1:]] == ends[:-1]
    assert ends[-1] == len(cart.pack(CART))


def test_a_cart_without_tag_text_has_2048_bytes() -> None:
    assert len(cart.pack(Cart())) == 2048


def test_a_cart_may_be_aired_for_ever_unless_it_is_told() -> None:
    packed = cart.pack(Cart())
    assert packed[452:488] == b"1900-01-0100:00:009999-12-3123:59:59"


def test_an_empty_bext_is_version_2_with_no_loudness() -> None:
    packed = bext.pack(Bext())
    assert len(packed) == 602
    assert packed[346:348] == b"\2\0"
    assert packed[412:422] == b"\xff\x7f" * 5


def test_what_was_packed_is_read_back() -> None:
    read = bext.unpack(bext.pack(BEXT))
    assert read == dataclasses.replace(BEXT, momentary_lufs=-18.0)
    assert cart.unpack(cart.pack(CART)) == CART


@given(text=st.text(ASCII, max_size=32), frames=st.integers(0, 2**64 - 1))
def test_any_ascii_and_any_time_come_back_from_bext(text: str, frames: int) -> None:
    given_bext = Bext(description=text, originator=text, reference=text, time_reference=frames)
    assert bext.unpack(bext.pack(given_bext)) == given_bext


@given(text=st.text(ASCII, max_size=64), frame=st.integers(0, 2**32 - 1))
def test_any_ascii_and_any_timer_come_back_from_cart(text: str, frame: int) -> None:
    given_cart = Cart(title=text, out_cue=text, url=text, timers=(Timer("AUDs", frame),) * 8)
    assert cart.unpack(cart.pack(given_cart)) == given_cart


@pytest.mark.parametrize("field", [field for field, _, _ in bext.TEXTS])
@pytest.mark.parametrize("text", ["خبر", "caf\u00e9", "a\nb", "a\0b"])
def test_bext_refuses_what_is_not_printable_ascii(field: str, text: str) -> None:
    with pytest.raises(RequestError, match=rf"bext field {field} may hold Latin letters"):
        bext.pack(Bext(**{field: text}))  # type: ignore[arg-type]


@pytest.mark.parametrize("field", [field for field, _, _ in cart.TEXTS if field != "version"])
@pytest.mark.parametrize("text", ["خبر", "caf\u00e9", "a\nb", "a\0b"])
def test_cart_refuses_what_is_not_printable_ascii(field: str, text: str) -> None:
    with pytest.raises(RequestError, match=rf"cart field {field} may hold Latin letters"):
        cart.pack(Cart(**{field: text}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("field", "_", "room"), bext.TEXTS)
def test_bext_takes_what_fits_and_refuses_one_more(field: str, _: int, room: int) -> None:
    assert getattr(bext.unpack(bext.pack(Bext(**{field: "x" * room}))), field) == "x" * room  # type: ignore[arg-type]
    with pytest.raises(RequestError, match=f"there is room for {room}"):
        bext.pack(Bext(**{field: "x" * (room + 1)}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("field", "_", "room"), cart.TEXTS)
def test_cart_takes_what_fits_and_refuses_one_more(field: str, _: int, room: int) -> None:
    assert getattr(cart.unpack(cart.pack(Cart(**{field: "x" * room}))), field) == "x" * room  # type: ignore[arg-type]
    with pytest.raises(RequestError, match=f"there is room for {room}"):
        cart.pack(Cart(**{field: "x" * (room + 1)}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (Bext(umid=b"1"), "a UMID has 64 bytes"),
        (Bext(coding_history=("خبر",)), "coding history may hold"),
        (Cart(timers=(Timer("MRK", 1),) * 9), "room for 8 timers"),
        (Cart(timers=(Timer("AUDIO", 1),)), "timer of the cart chunk has 5 characters"),
        (Cart(tag_text=("خبر",)), "tag text of the cart chunk may hold"),
    ],
)
def test_what_a_chunk_cannot_hold_is_refused(spoilt: Bext | Cart, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        bext.pack(spoilt) if isinstance(spoilt, Bext) else cart.pack(spoilt)


@pytest.mark.parametrize(("unpack", "length"), [(bext.unpack, 601), (cart.unpack, 2047)])
def test_a_chunk_that_is_cut_off_is_refused(unpack: object, length: int) -> None:
    assert callable(unpack)
    with pytest.raises(RequestError, match=f"has {length} bytes"):
        unpack(bytes(length))


def test_an_older_bext_has_no_loudness_and_one_of_version_0_no_umid() -> None:
    old = bext.pack(dataclasses.replace(BEXT, version=1))
    assert bext.unpack(old).lufs is None
    assert bext.unpack(old).umid == UMID
    assert bext.unpack(bext.pack(dataclasses.replace(BEXT, version=0))).umid == bytes(64)


@pytest.mark.parametrize(
    ("level", "stored"),
    [
        (-23.0, -2300),
        (-0.005, -1),
        (0.0, 0),
        (3.456, 346),
        (float("-inf"), 0x7FFF),
        (None, 0x7FFF),
        (-200, -9999),
    ],
)
def test_levels_are_rounded_to_hundredths(level: float | None, stored: int) -> None:
    assert struct.unpack_from("<h", bext.pack(Bext(lufs=level)), 412)[0] == stored


def test_a_reference_has_32_characters_and_its_digits_come_from_the_content() -> None:
    made = bext.reference(
        country="qa", organisation="brf", serial="42", time="07:30:05", content_digest="ff" * 32
    )
    assert made[:23] == "QABRF000000000042073005"
    assert len(made) == 32
    assert made[23:] == f"{int('ff' * 32, 16) % 10**9:09d}"


@given(digest=st.integers(0, 2**256 - 1), serial=st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True))
def test_every_reference_is_32_capital_letters_and_digits(digest: int, serial: str) -> None:
    made = bext.reference(
        country="FR", organisation="ABC", serial=serial, time="23:59:59", content_digest=f"{digest:064x}"
    )
    assert len(made) == 32
    assert set(made) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("country", "Q1", "two Latin letters"),
        ("country", "قط", "two Latin letters"),
        ("organisation", "ABCD", "three Latin letters"),
        ("serial", "", "one to twelve"),
        ("serial", "1" * 13, "one to twelve"),
        ("time", "7:30", "HH:MM:SS"),
    ],
)
def test_a_reference_of_another_form_is_refused(field: str, value: str, words: str) -> None:
    parts = {"country": "QA", "organisation": "BRF", "serial": "1", "time": "07:30:00", "content_digest": "0"}
    with pytest.raises(RequestError, match=words):
        bext.reference(**{**parts, field: value})


def test_a_line_of_coding_history_has_its_parts_in_order() -> None:
    line = bext.coding(rate=48_000, bits=24, mode="dual-mono", text="briefing 1.0, espeak")
    assert line == "A=PCM,F=48000,W=24,M=dual-mono,T=briefing 1.0; espeak"


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [
        ("al-bank al-markazi", 64, "al-bank al-markazi"),
        ("al-bank al-markazi", 10, "al-bank"),
        ("al-bank, al-markazi", 9, "al-bank"),
        ("albankalmarkazi", 6, "albank"),
        ("al-bank al", 7, "al-bank"),
    ],
)
def test_a_text_is_shortened_between_two_words(text: str, room: int, kept: str) -> None:
    assert asciitext.shortened(text, room) == kept
