"""The few words editions say about a briefing, so that each says them the same way."""

from __future__ import annotations

from typing import Final

from briefing.audio.id3 import one_line
from briefing.model import Briefing

KIND: Final = "إيجاز صوتي"
"""What a briefing is called where nothing else is known."""
SYNTHETIC_VOICE: Final = "صوت اصطناعي"
PACES: Final = {
    0.5: "بنصف السرعة",
    0.75: "بثلاثة أرباع السرعة",
    2: "بضعف السرعة",
    3: "بثلاثة أضعاف السرعة",
}
"""Speeds that have a name of their own, as shares of the usual one."""
TIMES: Final = {1: "مرة", 2: "مرتين"}
QUARTERS: Final = {1: "وربع", 2: "ونصف", 3: "وثلاثة أرباع"}


def headline(briefing: Briefing) -> str:
    """The article's headline on one line, or what the thing is."""
    return one_line(briefing.masthead.headline) or KIND


def title(briefing: Briefing) -> str:
    """The headline and, where it was made faster or slower, how fast: players show it, and nothing else
    tells two files of the same briefing apart."""
    return f"{headline(briefing)} ({rate})" if (rate := pace(briefing)) else headline(briefing)


def pace(briefing: Briefing) -> str:
    """How fast it is said, in words; empty for the usual speed."""
    speed = briefing.settings.get("speed", 1)
    if not isinstance(speed, int | float) or speed == 1:
        return ""
    if speed in PACES:
        return PACES[speed]
    whole, quarters = divmod(speed * 4, 4)
    if whole in TIMES and quarters in QUARTERS:
        return f"بسرعة {TIMES[int(whole)]} {QUARTERS[int(quarters)]}"
    return f"السرعة {speed:g}"


def publisher(briefing: Briefing) -> str:
    """The newspaper, agency or site; else what the thing is."""
    return one_line(briefing.masthead.source_name) or KIND


def credit(briefing: Briefing) -> str:
    """Who spoke and whose text it is: one sentence or two."""
    masthead = briefing.masthead
    source = "، ".join(filter(None, (one_line(masthead.source_name), one_line(masthead.url))))
    return f"{voice_credit(briefing)} مصدر النص: {source}" if source else voice_credit(briefing)


def voice_credit(briefing: Briefing) -> str:
    """That a machine made it, and who spoke: one sentence or two."""
    parts = [f"أُعدّ آليًا، وقرأه {SYNTHETIC_VOICE} ({one_line(briefing.voice.name)})."]
    if briefing.voice.stands_in_for:
        parts.append(f"حلّ هذا الصوت محلّ ({one_line(briefing.voice.stands_in_for)}) لتعذّر استعماله.")
    if briefing.voice.helped_by:
        parts.append(f"أتمّ القراءةَ صوت آخر ({one_line(briefing.voice.helped_by)}).")
    return " ".join(parts)
