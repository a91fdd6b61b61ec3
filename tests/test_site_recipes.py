"""Recipes for sites: what they find, where they hold, and what is told of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.model import BlockKind
from briefing.sources import _recipes, url
from tests.webpages import ONE, STORY, THREE, TWO, fetched, texts


@pytest.fixture
def sites(own_config: Path) -> Path:
    folder = own_config / "briefing" / "sites"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


ODD = (
    "<html><body><h1>الموقع</h1><b class=t>عودة المطر</b><i class=w>قسم الطقس</i>"
    f"<span class=d datetime='2025-02-03T10:00'>أمس</span><div class=share><p>{ONE}</p>"
    f"<p class=promo>اشتر الآن مظلتك بنصف السعر.</p><h2>باب</h2><p>{TWO}</p></div>"
    f"<div class=other><p>{THREE}</p></div></body></html>"
)


def test_a_recipe_has_the_last_word(sites: Path) -> None:
    (sites / "news.example.toml").write_text(
        'content = "div.share"\ndrop = ["p.promo"]\nheadline = "b.t"\nbyline = ".w"\npublished = ".d"\n',
        encoding="utf-8",
    )
    article = url.of(fetched(ODD)).article
    assert [(block.kind, block.text) for block in article.blocks] == [
        (BlockKind.PARAGRAPH, ONE),
        (BlockKind.HEADING, "باب"),
        (BlockKind.PARAGRAPH, TWO),
    ]
    masthead = article.masthead
    assert (masthead.headline, masthead.byline, masthead.published) == (
        "عودة المطر",
        "قسم الطقس",
        "2025-02-03",
    )


def test_a_recipe_may_name_paragraphs_and_what_it_does_not_find_is_found_without_it(
    sites: Path,
) -> None:
    path = sites / "news.example.toml"
    path.write_text('content = ".share p:first-child, .other p"\n', encoding="utf-8")
    assert texts(url.of(fetched(ODD)).article) == [ONE, THREE]
    path.write_text('content = ".gone"\nheadline = ".gone"\n', encoding="utf-8")
    assert texts(url.of(fetched(f"<body><h1>عنوان</h1>{STORY}</body>")).article) == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("news.example", "news.example"),
        ("www.news.example", "news.example"),
        ("M.News.Example.", "news.example"),
        ("other.example", None),
        ("example", None),
        ("..", None),
        ("a/../news.example", None),
        ("[::1]", None),
    ],
)
def test_a_recipe_holds_for_its_host_and_those_below(sites: Path, host: str, found: str | None) -> None:
    (sites / "news.example.toml").write_text("", encoding="utf-8")
    (sites / "example.toml").write_text("", encoding="utf-8")
    recipe = _recipes.for_host(host, sites)
    assert (recipe.path.stem if recipe else None) == found


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("content = [", "cannot be read", "mend"),
        ("contents = 'p'", "a key that no recipe has: 'contents'", "content"),
        ("content = 3", "wants a text for content", "CSS"),
        ("drop = 'p'", "wants a list of texts for drop", "promo"),
        ("drop = [1]", "wants a list of texts for drop", "promo"),
        ("content = 'p['", "is no CSS selector", "console"),
        ("content = 'p:nonsense'", "is no CSS selector", "console"),
    ],
)
def test_a_recipe_that_cannot_be_used_is_told(sites: Path, text: str, words: str, hint: str) -> None:
    (sites / "news.example.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=words) as caught:
        url.of(fetched(ODD))
    assert caught.value.exit_code == 78
    assert hint in caught.value.hint
