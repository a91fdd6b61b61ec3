"""An audiobook tool's way from sentences to a file with chapters: audiobookify, with espeak-ng as its voice.

abogen and audiblez, the better known ones, ask for Kokoro, torch and spaCy before they do anything, which is
gigabytes and a model from a hub. audiobookify (PyPI) is of the same make and brings no model: its voice is
Microsoft's, over the network. That voice alone, and the splitter of sentences, which would download a table,
are replaced here; what it does with the sound is its own: a file a sentence, pydub's ``+=`` into a file a
paragraph and a file a chapter, FLAC in between, ffmpeg's AAC at the end.

Run by the Python of an environment of its own: ``python -m tests.benchmarks.audiobookify BOOK.json``.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.measure import ENVIRONMENT, Contender

PACKAGES: Final = ("audiobookify==2.3.0", "textual")
"""It does not start without the second, although it does not ask for it."""
NAME: Final = "audiobookify's assembly, espeak-ng for its voice"
PAUSE_MS: Final = 600
SENTENCE: Final = re.compile(r"(?<=[.؟!])\s+")


def contender(folder: Path, briefing: Path, *, runs: int) -> Contender | None:
    """It, on what a finished briefing says; None where it cannot be installed.

    Args:
        folder: for its environment and its files.
        briefing: ``briefing.json``.
        runs: how often it takes its turn.
    """
    place = folder / "audiobookify"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    install = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install", *PACKAGES]
    if subprocess.run(install, check=False).returncode:
        return None
    document = json.loads(briefing.read_text(encoding="utf-8"))
    chapters = [
        {
            "title": chapter["title"],
            "paragraphs": [
                " ".join(
                    cue["spoken"]
                    for cue in document["utterances"]
                    if chapter["start"] <= cue["start"] < chapter["end"]
                )
            ],
        }
        for chapter in document["chapters"]
    ]
    book = place / "book.json"
    book.write_text(json.dumps(chapters, ensure_ascii=False), encoding="utf-8")
    command = [str(python), "-m", "tests.benchmarks.audiobookify", str(book)]
    return Contender(NAME, command, env=ENVIRONMENT, runs=runs)


def main(book: Path) -> None:
    """Make the book, in the folder it lies in."""
    os.chdir(book.parent)
    tool: Any = importlib.import_module("epub2tts_edge.epub2tts_edge")

    async def speak(texts: Sequence[str], _: object, names: Sequence[str], *__: object) -> None:
        # As many at once as its own pool of threads would have.
        async def one(text: str, name: str) -> None:
            process = await asyncio.create_subprocess_exec("espeak-ng", "-v", "ar", "-w", name, text)
            await process.wait()

        await asyncio.gather(*(one(text, name) for text, name in zip(texts, names, strict=True)))

    tool.parallel_edgespeak = speak
    tool.sent_tokenize = SENTENCE.split
    chapters = json.loads(book.read_text(encoding="utf-8"))
    files = tool.read_book(chapters, "ar", PAUSE_MS, PAUSE_MS)
    tool.generate_metadata(files, "-", "-", [chapter["title"] for chapter in chapters])
    made = Path(tool.make_m4b(files, "book.txt", "ar"))
    if not made.stat().st_size:
        message = "it made nothing"
        raise RuntimeError(message)
    made.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
