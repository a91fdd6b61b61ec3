"""Markdown files: CommonMark, tables, and a front matter of ``key: value`` lines."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from briefing.model import Article

EXTENSIONS: Final = (".md", ".markdown")


def accepts(reference: str) -> bool:
    """Whether the reference is a path that ends in ``.md`` or ``.markdown``."""
    return "://" not in reference and PurePath(reference).suffix.lower() in EXTENSIONS


def read(reference: str) -> Article:
    """The article in a Markdown file.

    Raises:
        ArticleError: it cannot be read, is no text, has no Arabic, or has more marks than an article would.
    """
    from briefing.sources import _bytes

    found = _bytes.decode(_bytes.load(reference), name=reference)
    return of(found.text, charset=found.charset, name=reference)


def of(text: str, *, charset: str, name: str) -> Article:
    """The article in a Markdown text.

    Raises:
        ArticleError: it has no Arabic, or more marks than an article would.
    """
    from briefing.sources import _finish, _markup

    masthead, blocks = _markup.article(text, name=name)
    return _finish.finish(masthead, blocks, charset=charset, name=name)


def has_front_matter(text: str) -> bool:
    """Whether the text opens with a front matter."""
    from briefing.sources import _frontmatter

    return _frontmatter.split(text) is not None
