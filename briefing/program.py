"""What the program is made of, as far as it can be told at a glance. Light: it is asked at every start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent


def files(part: str = "") -> Iterator[str]:
    """Name, size and time of each file of the package, or of one folder in it, in an order that stays.

    Whoever changes the program changes one of them, so that nothing that an earlier one worked out is taken
    for what this one would.
    """
    for root, folders, names in os.walk(PACKAGE / part):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(root, name))  # noqa: PTH116, PTH118  (five times as fast)
            yield f"{name} {status.st_size} {status.st_mtime_ns}"
