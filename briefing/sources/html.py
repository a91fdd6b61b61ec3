"""HTML files: pages saved from a browser. No network is used; a page is read as it lies on the disk."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from briefing.model import Article

EXTENSIONS: Final = (".html", ".htm", ".xhtml")


def accepts(reference: str) -> bool:
    """Whether the reference is a path that ends in ``.html``, ``.htm`` or ``.xhtml``."""
    return "://" not in reference and PurePath(reference).suffix.lower() in EXTENSIONS


def read(reference: str) -> Article:
    """The article in a saved page, without its menus, links to other articles, comments and adverts.

    Raises:
        ArticleError: it cannot be read, is no text, or holds no Arabic article.
    """
    from briefing.sources import _bytes

    data = _bytes.load(reference)
    found = _bytes.decode(data, name=reference, declared=_bytes.declared_charset(data))
    return of(found.text, charset=found.charset, name=reference)


def of(text: str, *, charset: str, name: str) -> Article:
    """The article in the text of a page.

    Raises:
        ArticleError: the page cannot be parsed, or holds no Arabic article.
    """
    from briefing.sources import _finish, _page

    found = _page.article(text, name=name)
    return _finish.finish(found.masthead, found.blocks, charset=charset, name=name)
