"""Readers of others that are npm packages, found where ``NODE_PATH`` says (``.ci/run`` puts them there)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.validators import program


def node_modules(package: str) -> Path:
    """The folder with this package; skips the test where there is none, fails it where it is required."""
    for folder in map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep))):
        if (folder / package).is_dir():
            return folder
    message = f"the npm package {package} is not in NODE_PATH"
    if os.environ.get("BRIEFING_VALIDATORS") == "required":
        pytest.fail(message)
    pytest.skip(message)


def in_node(package: str, script: str, text: str) -> Any:
    """What the script prints as JSON, given the text on standard input."""
    node_modules(package)
    done = subprocess.run(
        [program("node"), "-e", script], input=text, capture_output=True, text=True, timeout=60, check=True
    )
    return json.loads(done.stdout)
