"""The last step of every source: clean the text, and make sure that it is an Arabic article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from briefing.errors import ArticleError
from briefing.model import Article, Block, BlockKind, Masthead
from briefing.text.expressions import expression

LEAST_LETTERS: Final = 20
"""Arabic letters, headings counted."""
LEAST_SHARE: Final = 0.30
"""Of all letters, how many must be Arabic."""

_ARABIC_LETTERS = expression(r"[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]")
_LETTERS = expression(r"[^\W\d_]")
# Letters of Persian, Urdu, Kurdish, Pashto and Uyghur that no Arabic word has; the Persian forms of kaf and
# yeh are not among them, since Arabic typed on some keyboards has those.
_SISTER_LETTERS = expression(r"[پچژگٹڈڑںےۀہېۍۆۇۈڵڕێەڼډښڤ]")
# Letters that every Arabic text has in numbers and those languages write rarely or not at all.
_ARABIC_ONLY = expression(r"[ةأإىؤ]|\bال")


def finish(masthead: Masthead, blocks: Iterable[Block], *, charset: str, name: str) -> Article:
    """The article, each text of it cleaned, blocks without a letter or digit left out.

    Args:
        masthead: what is known about it.
        blocks: its blocks in reading order, the headline not among them.
        charset: the encoding it was read in.
        name: what to call it in messages.

    Raises:
        ArticleError: too little of it is Arabic.
    """
    cleaned = tuple(
        replace(block, text=text) for block in blocks if _says_something(text := _clean(block.text))
    )
    masthead = replace(
        masthead,
        headline=headline if _says_something(headline := _clean(masthead.headline)) else "",
        byline=_clean(masthead.byline),
        dateline=_clean(masthead.dateline),
        source_name=_clean(masthead.source_name),
    )
    if not any(block.kind is not BlockKind.HEADING for block in cleaned):
        _refuse_other_languages(" ".join([masthead.headline, *(block.text for block in cleaned)]), name)
        message = f"{name} has a headline but no text under it"
        raise ArticleError(message, hint="give the whole article, not only its title")
    _refuse_other_languages(" ".join([masthead.headline, *(block.text for block in cleaned)]), name)
    return Article(masthead=masthead, blocks=cleaned, charset=charset)


def _clean(text: str) -> str:
    from briefing.text.clean import clean

    return " ".join(clean(text).split())


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _refuse_other_languages(text: str, name: str) -> None:
    signs = Counter(text)
    arabic = _count(signs, _ARABIC_LETTERS)
    letters = _count(signs, _LETTERS)
    share = arabic / letters if letters else 0.0
    if letters and share < LEAST_SHARE:
        message = f"{name} is in another language: only {share:.0%} of its letters are Arabic"
        raise ArticleError(message, hint="briefing reads articles written in Arabic")
    if arabic < LEAST_LETTERS:
        message = f"{name} is too short for an article: it has {arabic} Arabic letters"
        raise ArticleError(message, hint="give the whole article, not only its title")
    sisters = _count(signs, _SISTER_LETTERS)
    if sisters > 0.01 * arabic and sisters > len(_ARABIC_ONLY.findall(text)):
        message = f"{name} is in Arabic letters but another language, such as Persian, Urdu or Kurdish"
        raise ArticleError(message, hint="briefing reads articles written in Arabic")


def _count(signs: Counter[str], kind: re.Pattern[str]) -> int:
    return sum(count for sign, count in signs.items() if kind.match(sign))
