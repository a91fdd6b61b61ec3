"""Regular expressions kept compiled beside Python's own bytecode, as that is kept beside its source.

Python compiles modules once and expressions anew in every process: 0.15 s for the 400 that a run uses, most
of it for sets of Arabic letters. Own code, since no package does it. It leans on what is private to CPython
(``re``'s compiler, and the program that it hands to ``_sre``, which looks through it before it believes it),
so whatever does not look as expected is compiled in the usual way.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from briefing import __version__

MOST: Final = 1024
"""Expressions, twice as many as there are: more are left of former versions, and all are forgotten."""

Given = tuple[str, int]
"""An expression and its flags, as they were written."""
Program = tuple[int, bytes, int, dict[str, int]]
"""Its flags, its program (32-bit words of this machine), how many groups it has, and their names."""


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as :func:`re.compile`.

    Raises:
        re.error: it is no regular expression.
    """
    given = (pattern, int(flags))
    known = _known().get(given)
    if known is not None:
        with suppress(Exception):
            return _made(pattern, known)
    try:
        program = _program(pattern, given[1])
        made = _made(pattern, program)
    except Exception:
        return re.compile(pattern, flags)
    _fresh[given] = program
    return made


def keep() -> None:
    """Keep what was compiled in this process, for the next. Where that cannot be, nothing happens."""
    if not _fresh or sys.dont_write_bytecode:
        return
    import tempfile

    path = _path()
    known = {**_read(path), **_fresh}
    _fresh.clear()
    data = marshal.dumps(cast("Any", (_stamp(), known if len(known) <= MOST else {})))
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                os.fchmod(file.fileno(), 0o644)  # as that of bytecode: whoever may run this may read it
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


_fresh: dict[Given, Program] = {}
"""What was compiled in this process and is not kept yet."""


@cache
def _known() -> dict[Given, Program]:
    return _read(_path())


def _path() -> Path:
    from importlib.util import cache_from_source

    return Path(cache_from_source(__file__)).with_suffix(".expressions")


def _stamp() -> tuple[object, ...]:
    import _sre  # type: ignore[import-not-found]

    return (sys.version, _sre.MAGIC, _sre.CODESIZE, __version__)


def _read(path: Path) -> dict[Given, Program]:
    """What is kept; nothing where it is of another Python, or cannot be read."""
    try:
        stamp, known = marshal.loads(path.read_bytes())
    except Exception:
        return {}
    return known if stamp == _stamp() and isinstance(known, dict) else {}


def _program(pattern: str, flags: int) -> Program:
    """What ``re._compiler.compile`` works out before it hands it over."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    words = array("I", _compiler._code(parsed, flags))
    state: Any = parsed.state
    return (flags | state.flags, words.tobytes(), state.groups - 1, dict(state.groupdict))


def _made(pattern: str, program: Program) -> re.Pattern[str]:
    import _sre

    flags, words, groups, names = program
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    made: re.Pattern[str] = _sre.compile(
        pattern, flags, array("I", words).tolist(), groups, names, tuple(by_number)
    )
    return made
