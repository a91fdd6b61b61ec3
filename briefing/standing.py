"""What stands already: a briefing that was made of the same article in the same way need not be made again.

After a run the store remembers, under a key that holds everything that shapes a briefing, which
``briefing.json`` came of it. A later run that finds the same key, the same ``briefing.json`` and every file
whole is done after some tenths of a second, without loading what reads and voices Arabic. Nothing of this is
written into the folder; where the store has forgotten, everything is looked up piece by piece.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import choices, program, shelf
from briefing.records import dataclass
from briefing.store import Store, key_of
from briefing.userfiles import user_file

if TYPE_CHECKING:
    from briefing.choices import SpeakingVoice
    from briefing.model import Article, Briefing
    from briefing.settings import Settings

VERSION: Final = "standing-1"


def key(article: Article, speaker: SpeakingVoice, settings: Settings) -> str:
    """What everything that shapes a briefing comes to; empty where that is not known beforehand.

    The program itself is told by the size and the time of its files, the packages it stands on by their names
    and versions.
    """
    if settings.summary == "llm" or settings.force:  # a language model may answer otherwise
        return ""
    if settings.is_measured:  # what is left out has to be told
        return ""
    import msgspec

    given = msgspec.json.encode((article, choices.noted(settings), speaker.name, settings.fallback)).decode()
    files = (user_file(), *settings.lexicons, *([settings.summary_from] if settings.summary_from else []))
    contents = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()]
    return key_of(VERSION, given, speaker.voice.fingerprint(), *contents, *_program())


@dataclass(frozen=True, slots=True)
class Standing:
    """A briefing that is there, whole."""

    briefing: Briefing
    doubts: int
    """Words of its script whose reading is not sure."""


def find(store: Store, name: str, folder: Path) -> Standing | None:
    """The briefing that stands in the folder, if it is the one that was made under this key, and whole."""
    mark, _, doubts = ((name and store.find_text(name)) or "").rpartition(" ")
    if not mark or mark != _mark(folder):
        return None
    briefing = shelf.former(folder)
    if briefing is None or not all(shelf.is_untouched(folder / item.name, item) for item in briefing.files):
        return None
    return Standing(briefing, int(doubts))


def remember(store: Store, name: str, folder: Path, *, doubts: int) -> None:
    """This key led to what is in the folder now."""
    mark = _mark(folder)
    if name and mark:
        store.keep_text(name, f"{mark} {doubts}")


def _mark(folder: Path) -> str:
    """The folder by its name, since one article may be made into several, and what stands in it."""
    try:
        document = (folder / shelf.BRIEFING_FILE).read_bytes()
    except OSError:
        return ""
    return f"{folder.resolve()} {hashlib.sha256(document).hexdigest()}"


def _program() -> Iterator[str]:
    yield sys.version
    yield from program.files()
    import lameenc  # any package beside which the others are installed

    yield from sorted(path.name for path in Path(lameenc.__file__).parent.glob("*.dist-info"))
