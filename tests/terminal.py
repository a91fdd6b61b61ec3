"""Run the command line on a pseudo-terminal, as a person at a keyboard does."""

from __future__ import annotations

import os
import sys
import termios
from pathlib import Path

import pexpect

from tests.commands import ROOT, Ended


def on_terminal(
    *words: str | Path,
    env: dict[str, str],
    cwd: Path = ROOT,
    timeout: float = 120,
    module: str = "briefing",
) -> Ended:
    """``briefing`` with these words on a terminal, or another module; both streams come as one.

    The terminal's own translation of line feeds into carriage return and line feed is off, so that a carriage
    return in the output is one that was printed.
    """

    def untranslated() -> None:
        modes = termios.tcgetattr(1)
        modes[1] &= ~termios.OPOST
        termios.tcsetattr(1, termios.TCSANOW, modes)

    child = pexpect.spawn(
        sys.executable,
        ["-m", module, *map(str, words)],
        env=env,
        cwd=str(cwd),
        timeout=timeout,
        echo=False,
        dimensions=(24, 80),
        preexec_fn=untranslated,
    )
    child.delayafterclose = child.ptyproc.delayafterclose = 0  # it has ended by then
    child.expect(pexpect.EOF)
    said = child.before or b""
    child.wait()
    child.close()
    assert isinstance(said, bytes)
    code = child.exitstatus if child.exitstatus is not None else 128 + (child.signalstatus or 0)
    return Ended(code, said.decode(), "")


def environment(home: Path, **variables: str) -> dict[str, str]:
    """cron's: a path, a home, and what is named."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "BRIEFING_CACHE": str(home / "cache"),
        "BRIEFING_STATE": str(home / "state"),
        **variables,
    }
