"""Everything said, as podcast players read it: the transcript as JSON and as a page.

Formats: "Transcripts" of the Podcasting 2.0 namespace (podcastindex.org), JSON version 1.0.0 and HTML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Final

from briefing.audio.id3 import one_line
from briefing.exporters import _words
from briefing.model import Briefing
from briefing.timeline import milliseconds

VERSION: Final = "1.0.0"
STYLE: Final = """\
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font-size: 1.15rem; line-height: 1.9; }
h2 { margin-top: 2.5rem; }
cite, time { color: #595959; font-style: normal; }
p { margin: 0 0 1rem; }"""


def as_json(briefing: Briefing) -> str:
    """A segment for each utterance, times in seconds from the beginning of the sound."""

    def seconds(frames: int) -> float:
        return milliseconds(frames, briefing.rate) / 1000

    document = {
        "version": VERSION,
        "segments": [
            {
                "speaker": _words.SYNTHETIC_VOICE,
                "startTime": seconds(cue.start),
                "endTime": seconds(cue.end),
                "body": one_line(cue.shown),
            }
            for cue in briefing.utterances
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_page(briefing: Briefing) -> str:
    """A page with a heading for each chapter; each utterance is a time and a paragraph.

    The namespace wants ``cite``, ``time`` and ``p`` side by side: the speaker once where a chapter begins,
    since a screen reader would say it before every sentence. Its readers know a page by the ``html`` tag or
    a comment in the first line, and look no deeper than the body's own children.
    """
    title = escape(_words.title(briefing))
    return f"""\
<!-- Transcript for podcast players -->
<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{STYLE}
</style>
</head>
<body>
<h1>{title}</h1>
{chr(10).join(_body(briefing))}
</body>
</html>
"""


def _body(briefing: Briefing) -> Iterator[str]:
    for chapter in briefing.chapters:
        yield f"<h2>{escape(one_line(chapter.title) or _words.headline(briefing))}</h2>"
        yield f"<cite>{_words.SYNTHETIC_VOICE}:</cite>"
        for cue in briefing.cues_of(chapter):
            ms = milliseconds(cue.start, briefing.rate)
            yield f'<time datetime="PT{ms / 1000:.3f}S">{_clock(ms)}</time>'
            yield f"<p>{escape(one_line(cue.shown))}</p>"


def _clock(ms: int) -> str:
    """``m:ss`` or ``h:mm:ss``, rounded down."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
