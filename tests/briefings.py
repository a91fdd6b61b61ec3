"""Briefings built by hand, for the tests of the editions: every frame is known."""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from briefing.model import Briefing, Chapter, Cue, Masthead, Role, SegmentKind, VoiceCredit, WordTime

RATE = 24_000
LEAD = RATE * 80 // 1000
PAUSE = RATE * 350 // 1000

HEADLINE = "«هيئة البيئة» تطلق خطة جديدة لحماية السواحل"
LONG_TITLE = (
    "تفاصيل الاتفاق الجديد بين الجانبين بشأن إدارة الموارد المائية المشتركة وتوزيع الحصص السنوية على "
    "المناطق الزراعية في الجنوب"
)
"""122 letters: more than an ID3v2.4 sub-frame carries safely."""

PARTS: tuple[tuple[SegmentKind, str, tuple[tuple[Role, str, float], ...]], ...] = (
    (
        SegmentKind.IDENT,
        "التقديم",
        ((Role.IDENT, "إيجاز صوتي.", 0.4), (Role.IDENT, f"{HEADLINE}.", 0.8)),
    ),
    (
        SegmentKind.SUMMARY,
        "الملخص",
        ((Role.SUMMARY, "الملخص.", 0.3), (Role.SUMMARY, "أعلنت الهيئة خطة تمتد ثلاث سنوات.", 0.9)),
    ),
    (
        SegmentKind.SECTION,
        "خطة السواحل",
        (
            (Role.ANNOUNCEMENT, "القسم الأول: خطة السواحل.", 0.5),
            (Role.NARRATION, "أعلنت الهيئة خطة تمتد ثلاث سنوات.", 0.9),
            (Role.NARRATION, "Reuters نقلت أن الكلفة تبلغ 5 ملايين دولار & أكثر <بقليل>.", 1.1),
        ),
    ),
    (
        SegmentKind.SECTION,
        LONG_TITLE,
        (
            (Role.ANNOUNCEMENT, f"القسم الثاني: {LONG_TITLE}.", 0.7),
            (
                Role.NARRATION,
                "وقال المتحدث باسم الهيئة إن المرحلة الأولى تشمل تنظيف الشواطئ، وزرع أشجار القرم، وإقامة "
                "محطات لرصد جودة المياه على امتداد الساحل الشرقي قبل نهاية العام المقبل.",
                2.3,
            ),
            (Role.NARRATION, "2026 هو الموعد النهائي.", 0.6),
        ),
    ),
    (
        SegmentKind.CREDIT,
        "الختام",
        ((Role.CREDIT, "أعد آليًا، وقرأه صوت اصطناعي.", 0.6),),
    ),
)


def make_briefing(*, rate: int = RATE, words: bool = False, headline: str = HEADLINE) -> Briefing:
    """A briefing of five chapters and eleven utterances, thirteen seconds long."""
    chapters: list[Chapter] = []
    cues: list[Cue] = []
    mark = 0
    for number, (kind, title, lines) in enumerate(PARTS):
        name = f"s{number:02d}"
        at = mark + LEAD * rate // RATE
        for count, (role, text, seconds) in enumerate(lines, 1):
            end = at + round(seconds * rate)
            cues.append(
                Cue(
                    id=f"{name}u{count:02d}",
                    chapter=name,
                    role=role,
                    shown=text,
                    spoken=text,
                    start=at,
                    end=end,
                    words=spread(text, at, end) if words else (),
                )
            )
            at = end + PAUSE * rate // RATE
        chapters.append(Chapter(id=name, kind=kind, title=title, start=mark, end=at))
        mark = at
    return Briefing(
        id="b7f3a1",
        created="2026-03-04",
        generator="briefing 0.1.0",
        masthead=Masthead(
            headline=headline,
            published="2026-02-27",
            source_name="صحيفة الساحل",
            url="https://example.org/news/plan?id=1",
        ),
        voice=VoiceCredit(name="tone", language="ar", online=False, fingerprint="tone-1", options={}),
        settings={},
        rate=rate,
        frames=mark,
        chapters=tuple(chapters),
        utterances=tuple(cues),
    )


def spread(text: str, start: int, end: int) -> tuple[WordTime, ...]:
    """Word times that are not in proportion to letters: each word as long as any other."""
    count = len(text.split())
    edges = [start + (end - start) * place // count for place in range(count + 1)]
    return tuple(WordTime(place, edges[place], edges[place + 1]) for place in range(count))


def with_sections(count: int) -> Briefing:
    """A briefing of so many chapters of a tenth of a second, each saying one thing."""
    step = RATE // 10
    chapters = tuple(
        Chapter(
            id=f"s{number:04d}",
            kind=SegmentKind.SECTION,
            title=f"القسم {number}",
            start=number * step,
            end=(number + 1) * step,
        )
        for number in range(count)
    )
    cues = tuple(
        Cue(
            id=f"{chapter.id}u01",
            chapter=chapter.id,
            role=Role.NARRATION,
            shown=f"جملة {chapter.id}.",
            spoken=f"جملة {chapter.id}.",
            start=chapter.start + 10,
            end=chapter.end - 10,
        )
        for chapter in chapters
    )
    return replace(make_briefing(), chapters=chapters, utterances=cues, frames=count * step)


def click_track(starts: Sequence[int], frames: int) -> bytes:
    """Silence with a short burst at each start, as 16-bit little-endian mono PCM."""
    samples = array("h", bytes(2 * frames))
    for start in starts:
        for place in range(min(240, frames - start)):
            samples[start + place] = round(20_000 * math.sin(place * place / 60) * (1 - place / 240))
    return samples.tobytes()


def write_master(folder: Path, briefing: Briefing) -> bytes:
    """Write ``master.wav`` with a burst at the start of each utterance; its PCM."""
    pcm = click_track([cue.start for cue in briefing.utterances], briefing.frames)
    with wave.open(str(folder / "master.wav"), "wb") as master:
        master.setnchannels(1)
        master.setsampwidth(2)
        master.setframerate(briefing.rate)
        master.writeframes(pcm)
    return pcm


def read_mp3(file: Path | bytes) -> Any:
    """The file as mutagen's ``MP3`` reads it, without its translation of older frames."""
    return MP3(BytesIO(file) if isinstance(file, bytes) else file, translate=False)  # type: ignore[no-untyped-call]


def read_tag(data: bytes) -> Any:
    """The tag as mutagen's ``ID3`` reads it, without its translation of older frames."""
    return ID3(BytesIO(data), translate=False)  # type: ignore[no-untyped-call]
