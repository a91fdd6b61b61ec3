"""Plain text files."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from briefing.model import Article, Masthead

EXTENSIONS: Final = (".txt", ".text")


def accepts(reference: str) -> bool:
    """Whether the reference is a path that ends in ``.txt`` or ``.text``."""
    return "://" not in reference and PurePath(reference).suffix.lower() in EXTENSIONS


def read(reference: str) -> Article:
    """The article in a text file; its headline is a short first line without a stop, if there is one.

    Raises:
        ArticleError: it cannot be read, is no text, or is not Arabic.
    """
    from briefing.sources import _bytes

    found = _bytes.decode(_bytes.load(reference), name=reference)
    return of(found.text, charset=found.charset, name=reference)


def of(text: str, *, charset: str, name: str) -> Article:
    """The article in a plain text.

    Raises:
        ArticleError: it is not Arabic.
    """
    from briefing.sources import _finish, _lines

    page = _lines.compose(text)
    return _finish.finish(Masthead(headline=page.headline), page.blocks, charset=charset, name=name)
