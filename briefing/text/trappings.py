"""What a line wears besides its words: bullets, list numbers, footnote marks, markup, rules between items.

None of it is read aloud. A bullet inside a line and a rule between two items become the pause they stand
for; everything else goes.
"""

from __future__ import annotations

import html
import re

from briefing.text.changes import Draft
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS

_ENTITY = expression(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_TAG = expression(
    r"</?(?:p|br|b|i|u|s|em|strong|a|span|div|img|h[1-6]|li|ul|ol|blockquote|q|cite|small|big|font|sup|sub|hr"
    r"|figure|figcaption|iframe|table|tbody|tr|td|th|section|article|video|audio|source|mark|center)"
    r"(?:[\s/][^<>\n]{0,400})?/?>",
    re.IGNORECASE,
)
_LINK = expression(r"!?\[([^\[\]\n]{0,300})\]\((?:https?://|www\.|/|#|mailto:)[^()\s]{0,600}\)")
_KEYCAP = expression("([0-9])\ufe0f?\u20e3\\s*")
_NUMERO = expression(r"(?<![A-Za-z])[Nn]°[ \u00a0]?(?=\d)")
_BULLETS = "•●▪◦‣·▫■□◾◽♦◆◇○►▸▶➤➢✓✔✅☑※"
_BULLET = expression(rf"\A\s*(?:(?:[{_BULLETS}]\s*)+|(?:\*\s+)+)(?=\S)|\A\s*[{_BULLETS}]+\s*\Z")
_INNER_BULLET = expression(rf"(?<=[^\s،.:؛؟!]) ?[{_BULLETS}] ?(?=[\w«\"(])|(?<=\S) [{_BULLETS}] (?=\S)")
_FOOTNOTE = expression(r"\s?\[(?:\d{1,3}|[a-zA-Z]{1,2}|\*+)(?:[,،–-]\s?\d{1,3})*\]")
_LIST_NUMBER = expression(rf"\A\s*(\d{{1,2}})\s?[-.)]\s+(?=[«\"({LETTERS}])")
_RULE_BETWEEN = expression(r"(?<=[^\s،.:؛]) [|¦] (?=\S)")
_ARROW = expression(
    r"(?<=[^\s،.:؛]) ?(?:[-=]{1,2}>|<[-=]{1,2}(?!\d)|[\u2190-\u21ff\u27f0-\u27ff\u2b05-\u2b0d]) ?(?=\S)"
)
_ARROW_SIGN = expression("[<>\u2190-\u21ff\u27f0-\u27ff\u2b05-\u2b0d]")

_SPACES = expression(r"[ \u00a0]{2,}")
_EMPTY = expression(r"\(\s*\)|«\s*»|\"\s+\"")
_LOOSE_MARK = expression(r" +(?=[،؛.؟!:»)](?:\s|\Z))")
_EDGES = expression("\\A[ \u00a0]+|[ \u00a0]+\\Z")


def _plain_entity(found: re.Match[str]) -> str:
    plain = html.unescape(found[0])
    return " " if plain == "\u00a0" else plain


_SHARED_POST = expression(r"(?<!\w)RT:? ?(?=@\w)")


def unwrap(draft: Draft) -> None:
    """Take off what markup and keyboards leave: HTML, links of Markdown, keycap digits."""
    text = draft.text
    if "&" in text and ";" in text:
        draft.replace(_ENTITY, _plain_entity, rule="markup")
    if "<" in text:
        draft.replace(_TAG, " ", rule="markup")
    draft.replace(_SHARED_POST, "إعادة نشر، ", rule="handle", where="RT")
    draft.replace(_LINK, r"\1", rule="address", where="](")
    if _ARROW_SIGN.search(draft.text):
        draft.replace(_ARROW, "، ", rule="sign")
    draft.replace(_KEYCAP, r"\1، ", rule="emoji", where="\u20e3")


def undress(draft: Draft) -> None:
    """Take off bullets, footnote marks and rules; the line is folded by now."""
    text = draft.text
    draft.replace(_FOOTNOTE, "", rule="footnote", where="[")
    draft.replace(_NUMERO, "رقم ", rule="sign", where="°")
    draft.replace(_BULLET, "", rule="bullet")
    draft.replace(_INNER_BULLET, "، ", rule="bullet")
    if "|" in text or "¦" in text:
        draft.replace(_RULE_BETWEEN, "، ", rule="sign")
    draft.replace(_LIST_NUMBER, r"\1، ", rule="list-number")


def tidy(draft: Draft) -> None:
    """Close the gaps that a changed line may have."""
    draft.replace(_EMPTY, "", rule="spacing")
    draft.replace(_SPACES, " ", rule="spacing")
    draft.replace(_LOOSE_MARK, "", rule="spacing", where=" ")
    draft.replace(_EDGES, "", rule="spacing")
