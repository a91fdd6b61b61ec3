"""Expressions that are compiled when they are used do what compiled ones do."""

from __future__ import annotations

import re

import pytest

from briefing import compiled
from briefing.text.expressions import expression


def test_an_expression_is_compiled_at_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    compile_now = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        seen.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(compiled, "compile", counted)
    words = expression(r"(\w)\w*")
    assert seen == []
    assert [word[1] for word in words.finditer("قال الرئيس")] == ["ق", "ا"]
    assert words.fullmatch("قال", 1)
    assert words.sub("_", "قال الرئيس", count=1) == "_ الرئيس"
    assert seen == [r"(\w)\w*"]


def test_an_expression_has_the_attributes_of_a_pattern() -> None:
    ours, theirs = expression("(?P<a>x)", re.IGNORECASE), re.compile("(?P<a>x)", re.IGNORECASE)
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(ours, name) == getattr(theirs, name)


def test_a_mistake_shows_at_the_first_use() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")
