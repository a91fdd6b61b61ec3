"""Where the user's own files are, by the customs of the system. Light: it is asked at every start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

LEXICON: Final = "lexicon.toml"


def user_file() -> Path:
    """Where the user's own lexicon is looked for: ``briefing/lexicon.toml`` in the configuration folder.

    That is ``XDG_CONFIG_HOME`` or ``~/.config``; on macOS ``~/Library/Application Support``, on Windows
    ``APPDATA``.
    """
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or "~"
    elif sys.platform == "darwin":
        base = "~/Library/Application Support"
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "briefing" / LEXICON
