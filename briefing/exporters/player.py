"""``index.html``: a page to listen to the briefing and read along, in any browser.

One file beside ``briefing.mp3``: style, script, cover, typeface and text are in it, so that it works from a
double-click and without a network; without JavaScript the browser's own player, the text and the download
remain. The page is meant to meet WCAG 2.2 AA. Its three parts lie in ``exporters/_player``.

Every utterance is an element with the utterance's id, its text, and its time in seconds (``data-t`` to
``data-e``); a section's announcement is its heading. Time runs from left to right on the slider and the
buttons around it, as in the media controls of Arabic systems.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Final

from briefing.audio.id3 import one_line
from briefing.errors import OutputError
from briefing.exporters import _theme, _words
from briefing.exporters._profile import profile
from briefing.exporters._shapes import number
from briefing.exporters._webfont import data_uri, font_face
from briefing.exporters._writing import write_text
from briefing.exporters.cover import draw, palette_of
from briefing.exporters.timeline import clock
from briefing.model import Briefing, Chapter, Cue, Role, SegmentKind
from briefing.program import PACKAGE
from briefing.records import dataclass
from briefing.text.datelines import dateline
from briefing.timeline import milliseconds

FILES: Final = ("index.html",)
SOUND: Final = "briefing.mp3"
COVER: Final = "cover.jpg"
COVER_SIDE: Final = 480
"""Pixels: twice as many as it is wide on the page, for fine screens."""
COVER_QUALITY: Final = 80
BARS: Final = 110
STEPS_S: Final = ((7200, 15), (120, 5), (0, 1))
"""From so many seconds of sound on, an arrow key moves the slider by so many seconds."""
SPEEDS: Final = ("0.75", "1", "1.25", "1.5", "1.75", "2", "2.25", "2.5", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set: nothing."""


def render(briefing: Briefing, *, bars: tuple[float, ...] = (), cover: bytes = b"") -> str:
    """The page.

    Args:
        briefing: what was said, and when.
        bars: the level of equal parts of the sound, from 0 to 1, for the waveform.
        cover: a JPEG, or nothing.
    """
    headline = _words.headline(briefing)
    style = "".join((_theme.stylesheet(palette_of(briefing)), font_face("Regular"), font_face("Bold"), "\n"))
    return Template(_part("page.html")).substitute(
        generator=escape(briefing.generator),
        description=escape(f"{_words.KIND}: {headline}"),
        headline=escape(headline),
        kind=_words.KIND,
        id=escape(briefing.id),
        style=style + _part("style.css"),
        script=_part("script.js"),
        cover=data_uri(cover, "image/jpeg") if cover else "data:,",
        side=COVER_SIDE,
        facts="\n".join(_facts(briefing)),
        sound=SOUND,
        wave=_wave(briefing, bars),
        seconds=_seconds(briefing.frames, briefing),
        step=next(step for least, step in STEPS_S if briefing.frames >= least * briefing.rate),
        speeds="\n".join(map(_speed, SPEEDS)),
        chapters="\n".join(_entry(briefing, chapter) for chapter in briefing.chapters),
        text="\n".join(_section(briefing, chapter) for chapter in briefing.chapters),
        credit=escape(_words.credit(briefing)),
    )


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:  # noqa: ARG001
    """Write the page, with ``cover.jpg`` of the folder where there is one.

    Raises:
        OutputError: the master or the cover cannot be read, or the disk failed.
    """
    sound = profile(briefing, folder / "master.wav", bars=BARS)
    page = render(briefing, bars=sound.bars, cover=_cover(briefing, folder))
    return [write_text(folder / FILES[0], page)]


def _part(name: str) -> str:
    return (PACKAGE / f"exporters/_player/{name}").read_text(encoding="utf-8")


def _cover(briefing: Briefing, folder: Path) -> bytes:
    """The cover, reduced."""
    from PIL import Image

    path = folder / COVER
    data = path.read_bytes() if path.is_file() else draw(briefing)
    try:
        picture = Image.open(BytesIO(data)).convert("RGB")
    except OSError as error:
        message = f"{COVER} is not a picture that can be read"
        raise OutputError(message, hint=f"make it again with: briefing export {folder} --to cover") from error
    small = BytesIO()
    picture.resize((COVER_SIDE, COVER_SIDE), Image.Resampling.LANCZOS).save(
        small, "JPEG", quality=COVER_QUALITY, optimize=True
    )
    return small.getvalue()


def _seconds(frames: int, briefing: Briefing) -> str:
    return f"{milliseconds(frames, briefing.rate) / 1000:.3f}"


def _speed(value: str) -> str:
    chosen = " selected" if value == "1" else ""
    return f'<option value="{value}"{chosen}>\u200e{value}×\u200e</option>'


def _facts(briefing: Briefing) -> Iterator[str]:
    masthead = briefing.masthead
    length = clock(briefing.frames, briefing.rate)
    yield f'<li>المدة: <bdi dir="ltr">{length}</bdi></li>'
    for label, value in (
        ("المصدر", masthead.source_name),
        ("بقلم", masthead.byline),
        ("المكان", masthead.dateline),
    ):
        if value:
            yield f"<li>{label}: {escape(one_line(value))}</li>"
    if masthead.published:
        date = escape(dateline(masthead.published))
        yield f"<li>{date}</li>"
    if masthead.url.startswith(("https://", "http://")):
        yield f'<li><a href="{escape(masthead.url)}" rel="noreferrer">النص الأصلي</a></li>'


def _wave(briefing: Briefing, bars: tuple[float, ...]) -> str:
    """The sound as bars, twice: at rest, and, cut off at the present moment, as played; chapters as lines."""
    step = 1000 / max(len(bars), 1)
    path = "".join(
        f"M{number(place * step)} {number(50 - height / 2)}h{number(step * 0.6)}v{number(height)}"
        f"h-{number(step * 0.6)}z"
        for place, height in enumerate(max(4.0, 100 * level) for level in bars)
    )
    marks = "".join(
        f"M{number(1000 * chapter.start / briefing.frames)} 0v100" for chapter in briefing.chapters[1:]
    )
    return (
        '<svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<defs><path id="bars" d="{path}"/>'
        '<clipPath id="past"><rect width="0" height="100"/></clipPath></defs>'
        '<use href="#bars" class="wave"/><use href="#bars" class="played" clip-path="url(#past)"/>'
        f'<path class="marks" vector-effect="non-scaling-stroke" d="{marks}"/>'
        '<rect class="needle" width="3" height="100"/></svg>'
    )


def _entry(briefing: Briefing, chapter: Chapter) -> str:
    """A line of the list of chapters: a button, or a link for browsers without JavaScript."""
    title = escape(one_line(chapter.title) or _words.headline(briefing))
    line = f'<span>{title}</span> <bdi dir="ltr">{clock(chapter.start, briefing.rate)}</bdi>'
    return (
        f'<li><noscript><a href="#{chapter.id}">{line}</a></noscript>'
        f'<button type="button" data-from="{_seconds(chapter.start, briefing)}" data-title="{title}" '
        f"hidden>{line}</button></li>"
    )


def _section(briefing: Briefing, chapter: Chapter) -> str:
    """A chapter of the text: heading, the button to listen from there, paragraphs."""
    cues = list(briefing.cues_of(chapter))
    title = one_line(chapter.title) or _words.headline(briefing)
    heading = _heading(briefing, cues, title)
    if heading:
        cues.pop(0)
    frame = "" if chapter.kind is SegmentKind.SECTION else ' class="frame"'
    start = _seconds(chapter.start, briefing)
    lines = [
        f'<section id="{chapter.id}" aria-labelledby="{chapter.id}-title" data-from="{start}"{frame}>',
        f'<div class="opening"><h3 id="{chapter.id}-title">{heading or escape(title)}</h3>',
        f'<button type="button" class="here" data-from="{start}" hidden>استمع من هنا'
        f'<span class="unseen">: {escape(title)}</span></button></div>',
        *("<p>" + " ".join(_said(briefing, cue) for cue in group) + "</p>" for group in _paragraphs(cues)),
        "</section>",
    ]
    return "\n".join(lines)


def _heading(briefing: Briefing, cues: list[Cue], title: str) -> str:
    """The first utterance, where it says the title; empty where it says something else.

    «القسم الأول: كذا.» is one utterance and one element; what stands before the title is set smaller, and
    the full stop, which a heading on paper does not have, is not seen.
    """
    if not cues:
        return ""
    first = cues[0]
    before, found, after = first.shown.partition(title)
    if not found or not (first.role is Role.ANNOUNCEMENT or (before, after.strip(". ")) == ("", "")):
        return ""
    lead = f'<span class="lead">{escape(before)}</span>' if before else ""
    stop = f'<span class="unseen">{escape(after)}</span>' if after == "." else escape(after)
    return _said(briefing, first, f"{lead}{escape(title)}{stop}")


def _said(briefing: Briefing, cue: Cue, inner: str = "") -> str:
    """An utterance as an element; the text in it is the utterance's own, whole."""
    times = f'data-t="{_seconds(cue.start, briefing)}" data-e="{_seconds(cue.end, briefing)}"'
    return f'<span id="{cue.id}" {times}>{inner or escape(cue.shown)}</span>'


def _paragraphs(cues: list[Cue]) -> Iterator[list[Cue]]:
    """Narration by the article's paragraphs, the summary in one, everything else line by line."""
    group: list[Cue] = []
    for cue in cues:
        joins = cue.role is Role.SUMMARY or (cue.role is Role.NARRATION and not cue.opens_paragraph)
        if group and not (joins and group[-1].role is cue.role):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group
