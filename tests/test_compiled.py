"""Expressions that are kept compiled are what Python compiles, and nothing else is believed."""

from __future__ import annotations

import importlib
import importlib.util
import marshal
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing import compiled
from briefing.text.expressions import _Expression
from briefing.voices._espeak_rules import RULES
from tests.commands import ROOT

EXPRESSIONS = [
    (r"(?P<day>\d{1,2}) (?P<month>[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+)", 0),
    ("(a)|(b)|c", re.IGNORECASE),
    ("x # a letter", re.VERBOSE),
    ("(?m:^)ا|\\bال", re.DOTALL | re.MULTILINE),
    ("", 0),
]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of our own, as in a process that has compiled nothing yet."""
    path = tmp_path / "cache" / "kept.expressions"
    monkeypatch.setattr(compiled, "_path", lambda: path)
    monkeypatch.setattr(compiled, "_fresh", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled._known.cache_clear()
    yield path
    compiled._known.cache_clear()


def again() -> None:
    """As in the next process."""
    compiled._fresh.clear()
    compiled._known.cache_clear()


def never(*_: object) -> compiled.Program:
    message = "this was to be known"
    raise AssertionError(message)


@pytest.mark.parametrize(("pattern", "flags"), EXPRESSIONS)
def test_what_is_kept_is_what_python_compiles(
    pattern: str, flags: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = re.compile(pattern, flags)
    assert compiled.compile(pattern, flags) == usual
    compiled.keep()
    again()
    monkeypatch.setattr(compiled, "_program", never)
    monkeypatch.setattr(re, "compile", never)
    found = compiled.compile(pattern, flags)
    assert found == usual
    assert (found.pattern, found.flags, found.groups) == (usual.pattern, usual.flags, usual.groups)
    assert dict(found.groupindex) == dict(usual.groupindex)
    matched = found.search("12 آذار ab\nال")
    assert (matched and matched.groupdict()) == (
        (other := usual.search("12 آذار ab\nال")) and other.groupdict()
    )


def expressions() -> list[compiled.Given]:
    """All of the program's."""
    found: dict[compiled.Given, None] = {}
    for item in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if not item.name.endswith("__main__"):
            for value in vars(importlib.import_module(item.name)).values():
                if isinstance(value, _Expression):
                    found[value._given] = None
    for rule in RULES:
        assert isinstance(rule.pattern, _Expression)
        found[rule.pattern._given] = None
    assert 350 < len(found) < compiled.MOST / 2
    return list(found)


def test_every_process_has_the_same_expressions() -> None:
    program = "from tests.test_compiled import expressions; print(*map(ascii, expressions()), sep='\\n')"
    first, second = (
        subprocess.check_output(
            [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, text=True
        ).splitlines()
        for seed in ("1", "2")
    )
    assert first == second


def test_every_expression_of_the_program_is_the_same_when_it_was_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = expressions()
    for given in found:
        compiled.compile(*given)
    compiled.keep()
    again()
    monkeypatch.setattr(compiled, "_program", never)
    for pattern, flags in found:
        assert compiled.compile(pattern, flags) == re.compile(pattern, flags)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        marshal.dumps(7),
        marshal.dumps((("another Python",), {("a", 0): (32, b"", 0, {})})),
        marshal.dumps((compiled._stamp(), 7)),  # type: ignore[arg-type]
        marshal.dumps((compiled._stamp(), {("a|b", 0): (32, b"\7\0\0\0" * 9, 0, {})})),  # type: ignore[arg-type]
        marshal.dumps((compiled._stamp(), {("a|b", 0): "nonsense"})),  # type: ignore[arg-type]
    ],
)
def test_what_is_damaged_or_of_another_python_is_not_believed(kept: Path, data: bytes) -> None:
    kept.parent.mkdir()
    kept.write_bytes(data)
    assert compiled.compile("a|b") == re.compile("a|b")
    compiled.keep()
    assert ("a|b", 0) in compiled._read(kept)


def test_what_others_have_kept_meanwhile_stays(kept: Path) -> None:
    compiled.compile("mine")
    theirs = {("theirs", 0): compiled._program("theirs", 0)}
    kept.parent.mkdir()
    kept.write_bytes(marshal.dumps((compiled._stamp(), theirs)))  # type: ignore[arg-type]
    compiled.keep()
    assert set(compiled._read(kept)) == {("mine", 0), ("theirs", 0)}
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_nothing_is_written_where_nothing_is_new_or_python_writes_no_bytecode(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.keep()
    assert not kept.parent.exists()
    compiled.compile("a")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled.keep()
    assert not kept.parent.exists()


def test_a_place_that_cannot_be_written_is_no_matter(kept: Path) -> None:
    kept.parent.write_bytes(b"a file where the folder would be")
    compiled.compile("a")
    compiled.keep()
    assert kept.parent.read_bytes() == b"a file where the folder would be"


def test_too_many_are_forgotten(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST", 2)
    for pattern in "abc":
        compiled.compile(pattern)
    compiled.keep()
    assert compiled._read(kept) == {}


def test_another_python_compiles_as_usual(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_program", never)
    assert compiled.compile("a|b", re.IGNORECASE) == re.compile("a|b", re.IGNORECASE)
    compiled.keep()
    assert not kept.exists()


def test_a_mistake_is_told_as_ever() -> None:
    with pytest.raises(re.error, match="missing"):
        compiled.compile("(")


def test_the_command_line_keeps_them_beside_its_bytecode(tmp_path: Path) -> None:
    command = ["-m", "briefing", "make", "seeds/flash.txt", "--dry-run", "--voice", "tone", "-q"]
    made = subprocess.run(
        [sys.executable, "-X", f"pycache_prefix={tmp_path / 'bytecode'}", *command],
        capture_output=True,
        cwd=Path(__file__).parent.parent,
        env={"BRIEFING_CACHE": str(tmp_path / "cache"), "PATH": ""},
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, b"")
    (path,) = (tmp_path / "bytecode").rglob("*.expressions")
    assert path.name == Path(importlib.util.cache_from_source(compiled.__file__)).stem + ".expressions"
    assert path.stat().st_mode & 0o777 == 0o644
    assert len(compiled._read(path)) > 20
