"""Where the user's own files are, by the customs of the system. Light: it is asked at every start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

LEXICON: Final = "lexicon.toml"
SITES: Final = "sites"


def user_file() -> Path:
    """Where the user's own lexicon is looked for: ``briefing/lexicon.toml`` in the configuration folder."""
    return config_folder() / LEXICON


def sites_folder() -> Path:
    """Where the user's recipes for news sites are: ``briefing/sites`` in the configuration folder."""
    return config_folder() / SITES


def config_folder() -> Path:
    """The folder of what the user has set for this program.

    That is ``briefing`` in ``XDG_CONFIG_HOME`` or ``~/.config``; on macOS in
    ``~/Library/Application Support``, on Windows in ``APPDATA``.
    """
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or "~"
    elif sys.platform == "darwin":
        base = "~/Library/Application Support"
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "briefing"
