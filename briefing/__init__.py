"""Turn an Arabic article into an audio briefing: a short summary and the whole narration, with chapters.

The public names; everything else is imported when it is used. See :mod:`briefing.pipeline` for the whole
way and :mod:`briefing.contracts` for how to add a voice, a source or an edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.errors import BriefingError
    from briefing.model import Article, Briefing, Masthead, Script
    from briefing.pipeline import export_folder, make, read, voice_script, write
    from briefing.settings import Pauses, Settings
    from briefing.shelf import load
    from briefing.store import Store

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Briefing",
    "BriefingError",
    "Masthead",
    "Pauses",
    "Script",
    "Settings",
    "Store",
    "__version__",
    "export_folder",
    "load",
    "make",
    "read",
    "voice_script",
    "write",
]

_HOMES: Final = {
    "Article": "model",
    "Briefing": "model",
    "BriefingError": "errors",
    "Masthead": "model",
    "Pauses": "settings",
    "Script": "model",
    "Settings": "settings",
    "Store": "store",
    "export_folder": "pipeline",
    "load": "shelf",
    "make": "pipeline",
    "read": "pipeline",
    "voice_script": "pipeline",
    "write": "pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module 'briefing' has no attribute {name!r}"
        raise AttributeError(message)
    import importlib

    return getattr(importlib.import_module(f"briefing.{_HOMES[name]}"), name)
