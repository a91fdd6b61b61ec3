"""What was measured, beside what was aimed at: as Markdown and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.measure import Row

HERE: Final = Path(__file__).parent
MARKDOWN: Final = HERE / "RESULTS.md"
JSON: Final = HERE / "results.json"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that was aimed at; it is met where it is not higher."""

    name: str
    most: float
    measured: float
    unit: str = ""
    digits: int = 2

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.measured <= self.most


@dataclass(frozen=True, slots=True)
class Section:
    """Contenders that ran side by side."""

    title: str
    note: str
    """What a reader must know to judge: how often, on what."""
    rows: tuple[Row, ...] = ()
    targets: tuple[Target, ...] = ()
    text: str = ""
    """Markdown of its own in place of rows."""
    minutes: float = 0.0
    """How long the briefing is that the row named ``COLD`` made; 0 for none."""
    machine: str = ""
    """What it was measured on: see :func:`machine`."""


def kept(path: Path = JSON) -> dict[str, Section]:
    """The sections of earlier runs, by name; none where the file is missing or of another make."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {name: _section(each) for name, each in document["sections"].items()}
    except (FileNotFoundError, KeyError, TypeError, AttributeError):
        return {}


def write(sections: Mapping[str, Section]) -> None:
    """Keep them."""
    document = {
        "sections": {name: asdict(section) for name, section in sections.items()},
        "targets": [asdict(target) | {"met": target.met} for target in targets(sections)],
    }
    JSON.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    MARKDOWN.write_text(rendered(sections), encoding="utf-8")


def machine() -> str:
    """The processor, as far as it says, and Python: ratios differ among both."""
    try:
        facts = {
            key.strip(): value.strip()
            for key, _, value in (
                line.partition(":") for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            )
        }
    except OSError:
        facts = {}
    wide = [name for name in ("avx2", "avx512f", "avx512_vnni") if name in facts.get("flags", "").split()]
    name = facts.get("model name") or platform.machine()
    return f"{name} ({', '.join(wide)}), {os.cpu_count()} cores, Python {platform.python_version()}"


COLD: Final = "briefing make, nothing cached"


def targets(sections: Mapping[str, Section]) -> list[Target]:
    """Those of each section, and that a minute costs the same however many there are."""
    found = [target for section in sections.values() for target in section.targets]
    costs = {name: cost for name, section in sections.items() if (cost := _minute_s(section))}
    same = {sections[name].machine for name in ("hour", "tenhours") if name in costs}
    if "hour" in costs and "tenhours" in costs and len(same) == 1:
        found.append(
            Target("cost of a minute of sound, ten hours to one", 1.1, costs["tenhours"] / costs["hour"])
        )
    return found


def rendered(sections: Mapping[str, Section]) -> str:
    """The whole page."""
    lines = [
        "# Measured by `make bench`",
        "",
        "Medians of runs that took turns; the ratio is to the first row of each table. Memory is the peak of",
        "all processes together, pages they share counted once. What is not measured anew stays as it was on",
        "another machine; `PROFILE.md` tells why ratios differ too.",
        "",
        "## What was aimed at",
        "",
        "| | at most | measured | |",
        "|---|---|---|---|",
    ]
    for target in targets(sections):
        most, measured = (
            f"{value:.{target.digits}f}{target.unit}" for value in (target.most, target.measured)
        )
        lines.append(f"| {target.name} | {most} | {measured} | {'met' if target.met else '**missed**'} |")
    costs = [(section.title, cost) for section in sections.values() if (cost := _minute_s(section))]
    if costs:
        lines += ["", "## What a minute of sound costs", "", "| | seconds |", "|---|---|"]
        lines += [f"| {title} | {cost:.3f} |" for title, cost in costs]
    for section in sections.values():
        told = " ".join(filter(None, (section.note, f"On {section.machine}." if section.machine else "")))
        lines += ["", f"## {section.title}", "", told]
        if section.rows:
            lines += ["", table(section.rows)]
        if section.text:
            lines += ["", section.text]
    return "\n".join(lines) + "\n"


def table(rows: Sequence[Row]) -> str:
    """Rows as Markdown."""
    lines = ["| | seconds | ratio | peak MB | runs |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.name} | {row.seconds:.2f} | {row.ratio:.2f} | {row.peak_mb:.0f} | {row.runs} |"
        for row in rows
    ]
    return "\n".join(lines)


def _minute_s(section: Section) -> float:
    cold = next((row for row in section.rows if row.name == COLD), None)
    return cold.seconds / section.minutes if cold and section.minutes else 0.0


def _section(document: dict[str, Any]) -> Section:
    return Section(
        title=document["title"],
        note=document["note"],
        rows=tuple(Row(**row) for row in document["rows"]),
        targets=tuple(Target(**target) for target in document["targets"]),
        text=document["text"],
        minutes=document["minutes"],
        machine=document.get("machine", ""),
    )
