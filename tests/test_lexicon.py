"""The lexicon: the shipped one, layers, and files that are wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.text.lexicon import Lexicon, load, parsed, respelled, shipped, vowelled
from briefing.text.numbers import bare
from briefing.text.speaking import spoken


def test_the_shipped_lexicon_is_large_and_speaks_arabic() -> None:
    entries = shipped().latin
    assert len(entries) + len(shipped().vowels) >= 300
    for written, said in entries.items():
        assert re.fullmatch("[\u0621-\u064a ]+", said), written
        assert written == " ".join(written.lower().split())


def test_vowelled_entries_keep_their_letters() -> None:
    for written, said in shipped().vowels.items():
        assert bare(said) == written


def test_a_later_layer_wins() -> None:
    base = Lexicon({"a": "ألف", "b": "باء"}, {}, {"غزة": "غَزَة"})
    merged = base.merged(Lexicon({"b": "بي"}, {"ق": "قاف"}))
    assert merged.latin == {"a": "ألف", "b": "بي"}
    assert merged.arabic == {"ق": "قاف"}
    assert merged.vowels == {"غزة": "غَزَة"}


def test_an_own_lexicon_is_used(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[latin]\n"Acme Corp" = "أكمي"\n[arabic]\n"ق س م" = "قسم"\n', encoding="utf-8")
    own = shipped().merged(load(file))
    assert spoken("شركة ACME  Corp", lexicon=own) != ""
    assert spoken("شركة acme corp و ق س م", lexicon=own) == "شركة أكمي و قسم"
    assert spoken("قناة BBC", lexicon=own) == "قناة بي بي سي"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في غزة", "في غَزَّة"),
        ("وغزة", "وَغَزَّة"),
        ("وبغزة", "وَبِغَزَّة"),
        ("للنصرة", "لِلنُّصْرَة"),
        ("والنصرة", "وَالنُّصْرَة"),
        ("غزةالآن", "غزةالآن"),
        ("غَزّة", "غَزّة"),
    ],
)
def test_vowels_are_put_on_whole_undiacritized_words(text: str, expected: str) -> None:
    assert vowelled(text, shipped()) == re.sub(
        "(?<=ز)\u064e\u0651|(?<=ن)\u064f\u0651", lambda m: m[0][::-1], expected
    )


def test_respelling_touches_whole_words_only() -> None:
    lexicon = Lexicon({}, {"داعش": "تنظيم الدولة"})
    assert respelled("داعش وداعشي", lexicon) == "تنظيم الدولة وداعشي"


@pytest.mark.parametrize(
    "text", ["[latin", "[names]\na = 1\n", '[latin]\n"a" = 1\n', "latin = 3\n", '[latin]\n" " = "x"\n']
)
def test_a_wrong_file_is_a_config_error(text: str) -> None:
    with pytest.raises(ConfigError, match=r"own\.toml"):
        parsed(text, whose="own.toml")


def test_a_missing_file_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml")
