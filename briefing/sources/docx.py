"""Word documents (``.docx``), read with python-docx: ``pip install 'briefing[docx]'``.

Text that was deleted while changes were tracked, comments, notes, headers and footers are left out. The date
in a document is when its file was made, not when it was published, so it is not taken.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from briefing.model import Article

EXTENSIONS: Final = (".docx",)


def accepts(reference: str) -> bool:
    """Whether the reference is a path that ends in ``.docx``."""
    return "://" not in reference and PurePath(reference).suffix.lower() in EXTENSIONS


def read(reference: str) -> Article:
    """The article in a Word document; its headline is what has the style "Title", else its first heading.

    Raises:
        ArticleError: it cannot be read, is damaged, locked, too large, or holds no Arabic article.
        RequestError: python-docx is not installed.
    """
    from briefing.errors import RequestError
    from briefing.sources import _archive, _finish, _word

    archive = _archive.load(reference)
    for info in archive.infolist():  # the library unpacks every part, so each is looked at before
        if info.filename.endswith((".xml", ".rels")):
            _archive.part(archive, info.filename, name=reference)
    try:
        import docx
    except ImportError as error:
        message = "Word documents cannot be read: the package python-docx is not installed"
        raise RequestError(message, hint="pip install 'briefing[docx]'") from error
    try:
        masthead, blocks = _word.article(docx.Document(archive.fp))
    except Exception as error:  # the library raises whatever it stumbles over
        raise _archive.damaged(reference) from error
    _archive.check_length(blocks, name=reference)
    return _finish.finish(masthead, blocks, charset="utf-8", name=reference)
