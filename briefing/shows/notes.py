"""The notes of an episode, as a listener reads them in an app: summary, contents, source, who spoke."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.audio.id3 import one_line
from briefing.errors import ConfigError
from briefing.exporters import _words
from briefing.model import Briefing, Role, SegmentKind
from briefing.shows.addresses import absolute
from briefing.text.datelines import dateline
from briefing.timeline import milliseconds


def render(briefing: Briefing, *, correction: str = "") -> str:
    """The notes as HTML.

    Args:
        briefing: what was made.
        correction: what was corrected, one sentence; said first.
    """
    return "".join(_paragraphs(briefing, correction))


def article_link(briefing: Briefing) -> str:
    """The article's address as a feed may write it; empty where there is none."""
    try:
        return absolute(briefing.masthead.url) if briefing.masthead.url else ""
    except ConfigError:  # a file of this machine is nobody else's business
        return ""


def corrected_on(iso_date: str) -> str:
    """The sentence for a correction of which nothing else is known."""
    return f"صُحّح هذا الإيجاز في {dateline(iso_date)} بعد تعديل المقال الأصلي."


def _paragraphs(briefing: Briefing, correction: str) -> Iterator[str]:
    if correction:
        yield f"<p><strong>تصحيح:</strong> {escape(one_line(correction))}</p>"
    summary = " ".join(
        one_line(cue.shown) for cue in briefing.utterances if cue.role is Role.SUMMARY and cue.sentence
    )
    if summary:
        yield f"<p>{escape(summary)}</p>"
    yield f"<p>{_source(briefing)}</p>"
    yield f"<p>{escape(_words.voice_credit(briefing))}</p>"
    sections = [chapter for chapter in briefing.chapters if chapter.kind is SegmentKind.SECTION]
    if len(sections) > 1:  # last: it is the longest, and a feed may cut it
        yield "<p>المحتويات:</p><ul>"
        for chapter in sections:
            clock = _clock(milliseconds(chapter.start, briefing.rate))
            yield f"<li>{clock} {escape(one_line(chapter.title))}</li>"
        yield "</ul>"


def _source(briefing: Briefing) -> str:
    """Whose text it is, with a link to it."""
    masthead = briefing.masthead
    link = article_link(briefing)
    name = escape(one_line(masthead.source_name)) or ("المقال الأصلي" if link else "نصٌّ لم يُذكر مصدره")
    parts = [f'المصدر: <a href="{escape(link)}">{name}</a>' if link else f"المصدر: {name}"]
    if byline := one_line(masthead.byline):
        parts.append(f"بقلم {escape(byline)}")
    if masthead.published:
        parts.append(dateline(masthead.published))
    return "، ".join(parts) + "."


def _clock(ms: int) -> str:
    """``m:ss`` or ``h:mm:ss``: what apps turn into a link to that moment."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
