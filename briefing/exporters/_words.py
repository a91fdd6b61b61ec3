"""The few words editions say about a briefing, so that each says them the same way."""

from __future__ import annotations

from typing import Final

from briefing.audio.id3 import one_line
from briefing.model import Briefing

KIND: Final = "إيجاز صوتي"
"""What a briefing is called where nothing else is known."""
SYNTHETIC_VOICE: Final = "صوت اصطناعي"


def headline(briefing: Briefing) -> str:
    """The article's headline on one line, or what the thing is."""
    return one_line(briefing.masthead.headline) or KIND


def publisher(briefing: Briefing) -> str:
    """The newspaper, agency or site; else what the thing is."""
    return one_line(briefing.masthead.source_name) or KIND


def credit(briefing: Briefing) -> str:
    """Who spoke and whose text it is: one sentence or two."""
    masthead = briefing.masthead
    parts = [f"أُعدّ آليًا، وقرأه {SYNTHETIC_VOICE} ({one_line(briefing.voice.name)})."]
    if briefing.voice.stands_in_for:
        parts.append(f"حلّ هذا الصوت محلّ ({one_line(briefing.voice.stands_in_for)}) لتعذّر استعماله.")
    if briefing.voice.helped_by:
        parts.append(f"أتمّ القراءةَ صوت آخر ({one_line(briefing.voice.helped_by)}).")
    source = "، ".join(filter(None, (one_line(masthead.source_name), one_line(masthead.url))))
    if source:
        parts.append(f"مصدر النص: {source}")
    return " ".join(parts)
