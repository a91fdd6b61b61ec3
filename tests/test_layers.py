"""Who may import whom, as the design draws it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import briefing

PACKAGE = Path(briefing.__file__).parent
LAYERS = (
    {"errors", "records"},
    {"model"},
    {"settings", "events", "userfiles", "program", "installed", "compiled"},
    {"contracts"},
    {"text"},
    {"timeline", "fitting", "lengths", "accounts"},
    {"wording", "abstracts"},
    {"reading", "summaries"},
    {"segments"},
    {"script"},
    {"doubts", "explanation", "drafts"},
    {"markup"},
    {"web"},
    {"sources", "voices"},
    {"audio"},
    {"store", "publication"},
    {"parts"},
    {"speech", "speed", "memory"},
    {"exporters"},
    {"plugins"},
    {"checks"},
    {"choices", "shelf", "vowelling", "early", "lexicons", "summarizing"},
    {"takes", "composition", "checks", "standing"},
    {"inspection", "cutdown", "editions", "mastering"},
    {"pipeline"},
    {"foresight", "speeds", "listening", "batches", "alternates", "bulletins"},
    {"radio"},
    {"shows"},
    {"cli"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
PURE = {
    "errors",
    "model",
    "settings",
    "events",
    "contracts",
    "text",
    "timeline",
    "fitting",
    "lengths",
    "wording",
    "reading",
    "segments",
    "script",
    "markup",
}
NETWORK = {"requests", "urllib3", "socket", "socketserver", "ssl", "http", "httpx", "fsspec", "s3fs"}
ONLINE = (
    *("voices/gtts.py", "voices/_gtts", "web/"),
    *("shows/answering.py", "shows/pings.py", "shows/remotes.py", "shows/serving.py"),
)
"""Sources have the network from ``web`` alone."""
CLOCKS = {"time", "datetime", "subprocess", "random"}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem in RANK)


def home(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_what_stands_before_it(path: Path) -> None:
    mine = home(path)
    parts = {name.split(".")[1] for name in imports(path) if name.startswith("briefing.")}
    for other in parts & set(RANK):
        assert other == mine or RANK[other] < RANK[mine], f"{mine} may not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_online_plugins_touch_the_network(path: Path) -> None:
    if not str(path.relative_to(PACKAGE)).startswith(ONLINE):
        assert not {name.split(".")[0] for name in imports(path)} & NETWORK


@pytest.mark.parametrize(
    "path", [path for path in FILES if home(path) in PURE], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_text_side_knows_neither_clock_nor_processes(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & CLOCKS


def test_every_module_has_its_layer() -> None:
    modules = {home(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}
    assert modules <= set(RANK)
