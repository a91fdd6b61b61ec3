"""Recipes for sites whose pages are read wrong: a small TOML file with CSS selectors, by the site's name.

``briefing/sites/news.example.toml`` in the configuration folder holds for that host, with and without
``www.``, and for the hosts below it::

    content = "div.story p, div.story h2"   # what the article is made of, in the page's order
    drop = [".promo", "p.more"]             # what of it is none
    headline = "h1.big"
    byline = ".writer"
    published = "time.first"                # its datetime attribute or text, as 2026-05-01

Every key may be left out. None come with the program: sites change, and whose page is read wrong knows best.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ConfigError
from briefing.model import Masthead
from briefing.records import dataclass
from briefing.settings import suggest
from briefing.sources import _noise
from briefing.sources._content import Content
from briefing.sources._frontmatter import iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Where things are on the pages of a site: CSS selectors, empty where they are found without one."""

    path: Path
    content: str = ""
    drop: tuple[str, ...] = ()
    headline: str = ""
    byline: str = ""
    published: str = ""


def for_host(host: str, folder: Path) -> Recipe | None:
    """The recipe for a host, or for the nearest domain above it.

    Raises:
        ConfigError: the file cannot be used.
    """
    labels = host.lower().rstrip(".").removeprefix("www.").split(".")
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        path = folder / f"{name}.toml"
        if name.replace(".", "").replace("-", "").isalnum() and path.is_file():
            return load(path)
    return None


def load(path: Path) -> Recipe:
    """Read one recipe.

    Raises:
        ConfigError: it is no TOML, has a key that no recipe has, or a value of another kind.
    """
    try:
        table: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        message = f"the recipe {path} cannot be read: {error}"
        raise ConfigError(message, hint="mend it, or take it away") from error
    known = [field.name for field in fields(Recipe) if field.name != "path"]
    for key, value in table.items():
        if key not in known:
            message = f"the recipe {path} has a key that no recipe has: {key!r}"
            raise ConfigError(message, hint=suggest(key, known))
        if key == "drop" and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            message = f"the recipe {path} wants a list of texts for {key}"
            raise ConfigError(message, hint='as drop = [".promo", "p.more"]')
        if key != "drop" and not isinstance(value, str):
            message = f"the recipe {path} wants a text for {key}"
            raise ConfigError(message, hint='a CSS selector, as content = "div.story p"')
    texts = {key: value for key, value in table.items() if isinstance(value, str)}
    drop = table.get("drop")
    return Recipe(path=path, drop=tuple(map(str, drop)) if isinstance(drop, list) else (), **texts)


def located(recipe: Recipe, root: _Element) -> Content | None:
    """The article's place by the recipe; None where it names none, or the page has nothing there.

    What is to be dropped is taken out of the page in any case.

    Raises:
        ConfigError: a selector is none.
    """
    from lxml import etree

    for selector in recipe.drop:
        for element in _selected(recipe, selector, root):
            _take_out(element)
    if not recipe.content:
        return None
    chosen = _selected(recipe, recipe.content, root)
    within = {inner for element in chosen for inner in element.iterdescendants()}
    outermost = [element for element in chosen if element not in within]
    if not outermost:
        return None
    container = etree.Element("div")
    for element in outermost:
        element.tail = None
        container.append(element)
    left_out = {item for item in container.iterdescendants() if item.tag in _noise.DROPPED_TAGS}
    return Content(container, frozenset(left_out - set(outermost)))


def told(recipe: Recipe, root: _Element, masthead: Masthead) -> Masthead:
    """The masthead with what the recipe finds.

    Raises:
        ConfigError: a selector is none.
    """
    found = {
        name: text
        for name in ("headline", "byline", "published")
        if (selector := getattr(recipe, name)) and (text := _words(_selected(recipe, selector, root), name))
    }
    return replace(masthead, **found)


def _words(elements: list[_Element], name: str) -> str:
    for element in elements:
        text = " ".join("".join(str(part) for part in element.itertext()).split())
        if name == "published":
            text = iso_date(str(element.get("datetime") or element.get("content") or text))
        if text:
            return text
    return ""


def _selected(recipe: Recipe, selector: str, root: _Element) -> list[_Element]:
    from lxml import etree

    try:
        from cssselect import ExpressionError
        from lxml.cssselect import CSSSelector
    except ImportError as error:
        message = f"the recipe {recipe.path} cannot be used: the package cssselect is not installed"
        raise ConfigError(message, hint="pip install 'briefing[web]'") from error
    try:
        found = CSSSelector(selector, translator="html")(root)
    except (ExpressionError, SyntaxError, etree.XPathError) as error:  # cssselect's errors are SyntaxErrors
        message = f"the recipe {recipe.path} holds {selector!r}, which is no CSS selector: {error}"
        raise ConfigError(message, hint="test the selector in the browser's console first") from error
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []


def _take_out(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
