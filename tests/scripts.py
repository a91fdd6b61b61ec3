"""Small scripts and a way to make a briefing fast, for tests."""

from __future__ import annotations

from pathlib import Path

from briefing.model import Masthead, Role, Script, Segment, SegmentKind, Utterance
from briefing.pipeline import Made, make
from briefing.settings import Settings
from briefing.store import Store

ARTICLE = """\
افتتحت المدينة مكتبتها الجديدة

افتتحت المدينة أمس مكتبتها الجديدة بعد عامين من العمل. وحضر الافتتاح مئات من السكان والطلاب. \
وتضم المكتبة قاعات هادئة للقراءة.

وقالت مديرة المكتبة إن الأبواب مفتوحة للجميع. وأضافت أن الكتب الصوتية في الطابق الأول. \
هل تكفي القاعات زوارها؟
"""


def utterance(name: str, text: str, *, role: Role = Role.NARRATION, pause_ms: int = 350) -> Utterance:
    """An utterance that says what it shows."""
    return Utterance(id=name, role=role, shown=text, spoken=text, pause_ms=pause_ms, sentence=name)


def script_of(*texts: tuple[str, ...], vowelized: bool = False) -> Script:
    """A script with an ident and a section for each tuple of texts."""
    ident = Segment(
        id="ident",
        kind=SegmentKind.IDENT,
        title="التقديم",
        utterances=(utterance("identu01", "عنوان", role=Role.IDENT),),
    )
    sections = tuple(
        Segment(
            id=f"s{number:02d}",
            kind=SegmentKind.SECTION,
            title=f"قسم {number}",
            utterances=tuple(utterance(f"s{number:02d}u{at:02d}", text) for at, text in enumerate(group, 1)),
        )
        for number, group in enumerate(texts, 1)
    )
    return Script(
        id="0123456789abcdef",
        masthead=Masthead(headline="عنوان"),
        vowelized=vowelized,
        segments=(ident, *sections),
    )


def article_file(folder: Path, text: str = ARTICLE, *, name: str = "article.txt") -> Path:
    """An article on disk."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def made_with_tone(folder: Path, *, text: str = ARTICLE, settings: Settings | None = None) -> Made:
    """A finished briefing in ``folder/out``, hummed by the tone voice."""
    return make(
        str(article_file(folder, text)),
        folder / "out",
        store=Store(folder / "cache"),
        created="2026-02-27",
        settings=settings or Settings(voice="tone"),
    )
