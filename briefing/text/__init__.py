"""Arabic in, Arabic out: everything between an article's letters and what a voice is given.

The six functions below can be scored against any benchmark. They are loaded when first used. No module
of this package bears one of their names: a submodule would take the function's place when imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from briefing.text.sections import boundaries as boundaries
    from briefing.text.speaking import spoken as spoken
    from briefing.text.splitting import sentences as sentences
    from briefing.text.summary import choose as choose
    from briefing.text.titles import title as title
    from briefing.text.vowels import vowelize as vowelize

__all__ = ["boundaries", "choose", "sentences", "spoken", "title", "vowelize"]

_HOMES: Final = {
    "boundaries": "sections",
    "choose": "summary",
    "sentences": "splitting",
    "spoken": "speaking",
    "title": "titles",
    "vowelize": "vowels",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
