"""``python -m tests.benchmarks.imports [MODULE ...]``: what importing costs, in ms of processor time.

Each module is imported in a fresh Python, several times, and the least is taken: processor time and the
least, because what is sought is the cost of the code and not of the neighbours. The bare interpreter is
taken off.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

RUNS: Final = 9
MODULES: Final = (
    "briefing.cli",
    "briefing.pipeline",
    "briefing.text.vowels",
    "briefing.voices.espeak",
    "briefing.exporters.mp3",
    "click",
    "gtts",
    "importlib.metadata",
    "lameenc",
    "lxml.etree",
    "markdown_it",
    "miniaudio",
    "msgspec",
    "numpy",
    "onnxruntime",
    "PIL.Image",
    "pydub",
    "python_stretch",
    "requests",
    "soxr",
    "text2tashkeel",
    "urllib3",
)


def cost_ms(code: str, *, runs: int = RUNS) -> float:
    """The least processor time of a Python that runs this."""
    return min(_once(code) for _ in range(runs))


def _once(code: str) -> float:
    # Bytecode is written, as it is for everything that is installed, whatever this shell wants.
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], env=env)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{code!r} ended with {process.returncode}"
        raise RuntimeError(message)
    return 1000 * (usage.ru_utime + usage.ru_stime)


def table(modules: Sequence[str] = MODULES, *, runs: int = RUNS) -> str:
    """Markdown, the dearest first."""
    bare = cost_ms("pass", runs=runs)
    costs = sorted(((cost_ms(f"import {name}", runs=runs) - bare, name) for name in modules), reverse=True)
    lines = ["| import | ms of processor time |", "|---|---|", f"| Python alone | {bare:.0f} |"]
    lines += [f"| {name} | {cost:.0f} |" for cost, name in costs]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(sys.argv[1:] or MODULES))
