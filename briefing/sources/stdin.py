"""Standard input, written ``-``: plain text, Markdown or HTML, told apart by what it holds."""

from __future__ import annotations

import re
import sys
from typing import Final

from briefing.model import Article

NAME: Final = "standard input"

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def accepts(reference: str) -> bool:
    """Whether the reference is ``-``."""
    return reference == "-"


def read(reference: str) -> Article:  # noqa: ARG001 - there is only one standard input
    """The article on standard input.

    Raises:
        ArticleError: it is too large, no text, or not Arabic.
    """
    from briefing.errors import ArticleError
    from briefing.sources import _bytes, html, markdown, textfile

    if sys.stdin is None:
        message = f"{NAME} is closed, so there is no article on it"
        raise ArticleError(message, hint="briefing make ARTICLE, with the path of a file")
    data = _bytes.take(sys.stdin.buffer, NAME)
    found = _bytes.decode(data, name=NAME, declared=_bytes.declared_charset(data))
    if _HTML.search(found.text[:2000]):
        return html.of(found.text, charset=found.charset, name=NAME)
    if markdown.has_front_matter(found.text) or _HEADING.search(found.text):
        return markdown.of(found.text, charset=found.charset, name=NAME)
    return textfile.of(found.text, charset=found.charset, name=NAME)
