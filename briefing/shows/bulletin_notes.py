"""The notes of an episode made of several articles: each with its time, its source and its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest

from briefing.audio.id3 import one_line
from briefing.errors import ConfigError
from briefing.exporters import _words
from briefing.model import Article, Briefing, Chapter, Masthead
from briefing.shows.addresses import absolute
from briefing.timeline import milliseconds


def render(briefing: Briefing, articles: Sequence[Article], *, correction: str = "") -> str:
    """The notes as HTML.

    Args:
        briefing: what was made of the articles.
        articles: in the order of their parts.
        correction: what was corrected, one sentence; said first.
    """
    return "".join(_paragraphs(briefing, articles, correction))


def _paragraphs(briefing: Briefing, articles: Sequence[Article], correction: str) -> Iterator[str]:
    if correction:
        yield f"<p><strong>تصحيح:</strong> {escape(one_line(correction))}</p>"
    parts = [chapter for chapter in briefing.chapters if _is_part(chapter)]
    yield "<ul>"
    for chapter, article in zip_longest(parts, articles):
        if chapter is not None and article is not None:
            clock = _clock(milliseconds(chapter.start, briefing.rate))
            yield f"<li>{clock} {escape(one_line(chapter.title))}{_source(article.masthead)}</li>"
    yield "</ul>"
    yield f"<p>{escape(_words.voice_credit(briefing))}</p>"


def _is_part(chapter: Chapter) -> bool:
    """``p01``, not ``p01s01``."""
    return chapter.id.startswith("p") and chapter.id[1:].isdecimal()


def _source(masthead: Masthead) -> str:
    try:
        link = absolute(masthead.url) if masthead.url else ""
    except ConfigError:  # a file of this machine is nobody else's business
        link = ""
    name = escape(one_line(masthead.source_name)) or ("المقال الأصلي" if link else "")
    byline = escape(one_line(masthead.byline))
    named = f'<a href="{escape(link)}">{name}</a>' if link else name
    told = "، ".join(filter(None, (named, f"بقلم {byline}" if byline else "")))
    return f" ({told})" if told else ""


def _clock(ms: int) -> str:
    """``m:ss`` or ``h:mm:ss``: what apps turn into a link to that moment."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
