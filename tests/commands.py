"""Run the command line as a user does: another process, its own streams."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last_error(self) -> str:
        """The last line on standard error."""
        return self.err.rstrip("\n").rpartition("\n")[2]


def briefing(
    *words: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    timeout: float = 120,
) -> Ended:
    """``briefing`` with these words."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *map(str, words)],
        input=stdin,
        capture_output=True,
        cwd=cwd or ROOT,
        env=env if env is not None else dict(os.environ),
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def called(*words: str | Path) -> Ended:
    """``briefing`` with these words in this process: what takes no process of its own is told sooner."""
    from click.testing import CliRunner

    from briefing import cli

    done = CliRunner(mix_stderr=False).invoke(cli.commands, [*map(str, words)], standalone_mode=False)
    code, err = int(done.return_value or 0) if done.exception is None else 70, done.stderr
    if done.exception is not None:
        stderr = io.StringIO()
        with redirect_stderr(stderr):
            code = cli._explain(done.exception)
        err += stderr.getvalue()
    return Ended(code, done.stdout, err)
