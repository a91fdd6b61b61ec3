"""pydub, imported without its complaint.

On import pydub warns when it finds no ffmpeg. We use it for assembly alone, which needs none, and a
listener's screen reader should not have to read that.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydub import AudioSegment


def audio_segment() -> type[AudioSegment]:
    """pydub's ``AudioSegment`` class."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment

    return AudioSegment  # type: ignore[no-any-return]
