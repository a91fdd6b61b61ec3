"""``python -m tests.benchmarks.everybody ARTICLE MP3``: the script everybody writes. A peer, not a model.

A file for each paragraph, pydub's ``+=``, half a second between them, an export through ffmpeg.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from briefing.audio.quiet import audio_segment


def main(article: str, mp3: str) -> None:
    """Read the article into the MP3."""
    segment = audio_segment()
    whole = segment.empty()
    with tempfile.TemporaryDirectory() as folder:
        for number, paragraph in enumerate(Path(article).read_text(encoding="utf-8").split("\n")):
            if not paragraph.strip():
                continue
            clip = Path(folder) / f"{number}.wav"
            subprocess.run(["espeak-ng", "-v", "ar", "-w", str(clip), paragraph], check=True)
            whole += segment.from_wav(str(clip))
            whole += segment.silent(500)
    whole.export(mp3, format="mp3", bitrate="64k")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
