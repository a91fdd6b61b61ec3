"""The text side, measured on the gold texts of this folder: written down in ``TEXT.md``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
PARTS: Final = {
    "throughput": "Speed and memory of each stage",
    "vowels": "Diacritics: errors of letters / of words / of words but for their last letter, per cent",
    "phones": "What espeak-ng says of it: phone errors, per cent",
    "splitting": "Sentences and clauses",
    "sectioning": "Sections",
    "titling": "Titles",
    "summarizing": "Summaries",
}
"""Each a module that prints tables."""


def main() -> None:
    """Run them one after the other, and keep what they print."""
    lines = ["# The text side, measured by `make bench`", ""]
    for name, title in PARTS.items():
        command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parent.parent)
        told = said.stdout.strip()
        told = told if "|" in told else f"```\n{told}\n```"
        lines += [f"## {title}", "", told, ""]
        print("\n".join(lines[-4:]), flush=True)
    (HERE / "TEXT.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
