"""OpenTimelineIO: one sound track, a clip for each chapter, a marker for each utterance.

Written by the ``opentimelineio`` package, which is an extra, since the layout changes with its versions. All
times are whole frames of the master at its rate: nothing is rounded.
"""

from __future__ import annotations

import importlib.util
from typing import Any, Final

from briefing.errors import ConfigError
from briefing.exporters._marks_list import Span, TimingList

PACKAGE: Final = "opentimelineio"


def is_installed() -> bool:
    """Whether the package is here; nothing is imported."""
    return importlib.util.find_spec(PACKAGE) is not None


def render(marks: TimingList, sound: str) -> str:
    """The timeline as ``.otio`` JSON.

    Raises:
        ConfigError: the package is not installed.
    """
    try:
        import opentimelineio as otio
    except ImportError as error:
        message = "OpenTimelineIO is not installed"
        raise ConfigError(message, hint="pip install 'briefing[otio]'") from error
    media = otio.schema.ExternalReference(
        target_url=sound, available_range=_range(otio.opentime, 0, marks.frames, marks.rate)
    )
    timeline = otio.schema.Timeline(name=marks.title, metadata={"briefing": {"id": marks.id}})
    track = otio.schema.Track(name=marks.title, kind=otio.schema.TrackKind.Audio)
    timeline.tracks.append(track)
    for chapter in marks.chapters:
        clip = otio.schema.Clip(
            name=chapter.name,
            media_reference=media.deepcopy(),
            source_range=_range(otio.opentime, chapter.start, chapter.frames, marks.rate),
            metadata={"briefing": {"id": chapter.id}},
        )
        clip.markers.extend(_marker(otio, item, marks.rate) for item in marks.inside(chapter))
        track.append(clip)
    return f"{otio.adapters.write_to_string(timeline, 'otio_json')}\n"


def _marker(otio: Any, item: Span, rate: int) -> Any:
    return otio.schema.Marker(
        name=item.name,
        marked_range=_range(otio.opentime, item.start, item.frames, rate),
        color=otio.schema.MarkerColor.GREEN,
        metadata={"briefing": {"id": item.id}},
    )


def _range(opentime: Any, start: int, frames: int, rate: int) -> Any:
    return opentime.TimeRange(opentime.RationalTime(start, rate), opentime.RationalTime(frames, rate))
