"""A DAISY player in a terminal, on a machine without a screen or a sound card."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

from tests.validators import program

SHIM: Final = Path(__file__).with_name("sound_card.c")
SILENT_CARD: Final = "pcm.!default { type null }\nctl.!default { type null }\n"
CARDS: Final = " 0 [Dummy          ]: Dummy - Dummy\n                      Dummy 1\n"
LONGEST_S: Final = 20.0
QUIET_S: Final = 1.5
"""After so long without a new letter the screen is complete."""
ESCAPES: Final = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])")


def screen_of_daisy_player(book: Path, home: Path) -> str:
    """What daisy-player shows when it opens a book: its letters in the order they are drawn."""
    player, compiler = program("daisy-player"), program("cc")
    shim = home / "sound_card.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(shim), str(SHIM), "-ldl"], check=True, timeout=60)
    (home / ".asoundrc").write_text(SILENT_CARD)
    (home / "cards").write_text(CARDS)
    environment = {
        **os.environ,
        "HOME": str(home),
        "TERM": "linux",
        "LC_ALL": "C.UTF-8",
        "LINES": "40",
        "COLUMNS": "200",
        "LD_PRELOAD": str(shim),
        "SOUND_CARDS": str(home / "cards"),
    }
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [player, "-n", "-i", "-d", "default:alsa", str(book)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment,
        start_new_session=True,
    )
    os.close(follower)
    try:
        return ESCAPES.sub("", _drawn(leader).decode(errors="replace"))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
        os.close(leader)


def _drawn(terminal: int) -> bytes:
    """All that is drawn until nothing more comes."""
    drawn = b""
    latest = time.monotonic() + LONGEST_S
    while time.monotonic() < latest:
        ready, _, _ = select.select([terminal], [], [], QUIET_S if b":" in drawn else 5.0)
        if not ready:
            break
        try:
            drawn += os.read(terminal, 65_536)
        except OSError:  # Linux says so when the program has ended
            break
    return drawn
