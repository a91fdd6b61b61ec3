"""Run the command line as a user does: another process, its own streams."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    module: str = "briefing",
) -> Ended:
    """``briefing`` with these words, or another module."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        input=stdin,
        capture_output=True,
        cwd=cwd or ROOT,
        env=env if env is not None else dict(os.environ),
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def several(run: Callable[..., Ended], lines: Sequence[Sequence[str]], **how: Any) -> list[Ended]:
    """These lines one after the other, by :func:`briefing` or on a terminal: Python is started only once.

    Each has a process of its own nevertheless: see :mod:`tests.several`.
    """
    ended = run(json.dumps(lines), module="tests.several", **how)
    assert ended.code == 0, (ended.out, ended.err)
    out, err = ended.out.split("\0"), ended.err.split("\0")
    codes = [int(code) for code in out[1::2]]
    assert len(codes) == len(lines), (ended.out, ended.err)
    outs = [text.removeprefix("\n") for text in out[:-1:2]]
    errs = [text.removeprefix("\n") for text in err[:-1:2]] or [""] * len(codes)
    return [Ended(*one) for one in zip(codes, outs, errs, strict=True)]


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
