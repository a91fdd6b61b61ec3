"""Documents that were read and approved, whole, in ``tests/golden/editions``.

After a change that is meant: ``BRIEFING_APPROVE=1 pytest …``, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

KEPT: Final = Path(__file__).parent / "golden" / "editions"


def check_golden(name: str, text: str) -> None:
    """Fail where the text is not the one that was approved under that name."""
    path = KEPT / name
    if os.environ.get("BRIEFING_APPROVE") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
