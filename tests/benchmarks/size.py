"""``python -m tests.benchmarks.size``: what the base weighs once installed.

Everything that ``pip install .`` brings into a fresh environment, without any extra, as ``du`` counts it:
blocks on disk, bytecode that pip compiles included. pip itself and the interpreter are not counted: they
are there before. ``--quick`` adds up the same packages where they are in the environment that runs this.
"""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from tests.benchmarks.measure import ROOT
from tests.benchmarks.outcomes import Section, Target

MOST_MB: Final = 250
BLOCK_BYTES: Final = 512
SHOWN: Final = 12
NOT_COUNTED: Final = frozenset({"pip", "setuptools", "wheel"})


def fresh() -> dict[str, float]:
    """Megabytes of each package of a fresh environment.

    Raises:
        subprocess.CalledProcessError: pip could not install.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder, with_pip=True)
        python = folder / "bin" / "python"
        pip = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements.txt")], check=True)
        subprocess.run([*pip, "--no-deps", str(ROOT)], check=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        found = importlib.metadata.distributions(path=[str(packages)])
        return {item.name: _weight(item) for item in found if item.name.lower() not in NOT_COUNTED}


def quick() -> dict[str, float]:
    """Megabytes of the packages that the base asks for, here, and of our own files."""
    base = {name: _weight(importlib.metadata.distribution(name)) for name in sorted(_closure("briefing"))}
    own = sum(_blocks(path) for path in (ROOT / "briefing").rglob("*") if path.is_file())
    return base | {"briefing": own / 1e6}


def table(weights: dict[str, float]) -> str:
    """Markdown: the sum, and the heaviest."""
    heaviest = sorted(weights.items(), key=lambda item: -item[1])
    rest = sum(size for _, size in heaviest[SHOWN:])
    lines = ["| package | MB |", "|---|---|", f"| **together** | **{sum(weights.values()):.0f}** |"]
    lines += [f"| {name} | {size:.1f} |" for name, size in heaviest[:SHOWN]]
    lines.append(f"| {max(0, len(heaviest) - SHOWN)} more | {rest:.1f} |")
    return "\n".join(lines)


def size(folder: Path, *, runs: int) -> Section:  # noqa: ARG001
    """The fresh environment, as a section of the results."""
    weights = fresh()
    return Section(
        title="Installed size",
        note="A fresh environment after `pip install .`, blocks on disk, bytecode with it; without pip.",
        targets=(Target("installed size of the base", MOST_MB, sum(weights.values()), " MB", 0),),
        text=table(weights),
    )


def _closure(name: str) -> Iterator[str]:
    """The packages that one needs in this environment, without extras, and what those need."""
    waiting, seen = [name], {name}
    while waiting:
        for line in importlib.metadata.requires(waiting.pop()) or ():
            requirement = Requirement(line)
            needed = re.sub(r"[-_.]+", "-", requirement.name).lower()
            if needed in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
                continue
            seen.add(needed)
            waiting.append(needed)
            yield needed


def _weight(distribution: importlib.metadata.Distribution) -> float:
    paths = {Path(str(distribution.locate_file(item))).resolve() for item in distribution.files or ()}
    return sum(map(_blocks, filter(Path.is_file, paths))) / 1e6


def _blocks(path: Path) -> int:
    return path.stat().st_blocks * BLOCK_BYTES


if __name__ == "__main__":
    weights = quick() if "--quick" in sys.argv[1:] else fresh()
    print(table(weights))
    together = sum(weights.values())
    print(f"\n{together:.0f} MB of at most {MOST_MB}: {'met' if together <= MOST_MB else 'missed'}")
