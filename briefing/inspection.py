"""An inspection: a briefing's folder read back by every check, and how many sentences stood it.

The checks are the modules of :mod:`briefing.checks`; they are found by listing the folder.
"""

from __future__ import annotations

import functools
import importlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol, cast

from briefing import checks, model, shelf
from briefing.accounts import Account
from briefing.checks.faults import Fault
from briefing.errors import ArticleError, OutputError
from briefing.model import Briefing, Cue, Role
from briefing.records import dataclass
from briefing.text.expressions import expression

NO_CHECKS: Final = frozenset({"faults"})
"""Modules of the package that are public and check nothing."""
NAME: Final = expression(r"[A-Za-z0-9_-]+")
PART: Final = expression(r"-\d+$")
"""Of an utterance's id: which of its captions it is."""


class Check(Protocol):
    """A module of :mod:`briefing.checks`."""

    def check(self, folder: Path, briefing: Briefing) -> Iterator[Fault]:
        """What is wrong with the files it reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the checks say."""

    faults: tuple[Fault, ...]
    confirmed: int
    """Sentences of the article that are said once, and that no fault names."""
    sentences: int
    """Sentences of the article; of a cut-down those that are in it."""
    left_out: int = 0
    """Sentences of the article that a cut-down leaves out or shortens, as it says itself."""
    files: int
    """Files that ``briefing.json`` lists, and itself."""


@functools.cache
def names() -> tuple[str, ...]:
    """The checks, sorted."""
    folder = Path(checks.__file__).parent
    found = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    return tuple(sorted(found - NO_CHECKS))


def inspect(folder: Path) -> Inspection:
    """Read back everything in a briefing's folder.

    Raises:
        ArticleError: there is no ``briefing.json`` to hold it against.
    """
    path = folder / shelf.BRIEFING_FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"there is no finished briefing in {folder}"
        raise ArticleError(message, hint="make one with: briefing make ARTICLE") from error
    briefing = model.from_json(data, Briefing)
    return _inspected(folder, briefing, names())


def cheap_modules() -> tuple[str, ...]:
    """The modules of the checks that run before anything is published."""
    return tuple(map(_module, checks.CHEAP))


def approve(folder: Path, briefing: Briefing) -> Inspection:
    """The cheap half, on a folder that is about to be published.

    Args:
        folder: what was made.
        briefing: what it was made from; its list of files may still be empty.

    Raises:
        OutputError: there is a fault.
    """
    inspection = _inspected(folder, briefing, checks.CHEAP)
    if inspection.faults:
        first, others = inspection.faults[0], len(inspection.faults) - 1
        more = f" (and {others} more)" if others else ""
        told = ": ".join(filter(None, (first.file, first.where, first.message)))
        message = f"nothing was published: {told}{more}"
        raise OutputError(message, hint="leave that edition out, as in: --to mp3,transcript")
    return inspection


def _inspected(folder: Path, briefing: Briefing, chosen: Iterable[str]) -> Inspection:
    faults = tuple(fault for name in chosen for fault in _load(name).check(folder, briefing))
    article = _article(folder, briefing)
    account = Account.of_settings(briefing.settings)
    said = Counter(cue.id for cue in briefing.utterances if cue.role is Role.NARRATION)
    named = {
        name
        for fault in faults
        for found in NAME.findall(fault.where)
        for name in (found, PART.sub("", found))
    }
    return Inspection(
        faults=faults,
        confirmed=sum(said[name] == 1 and name not in named for name in article),
        sentences=len(article),
        left_out=account.of - len(article) if account else 0,
        files=len(briefing.files) + 1,
    )


def _article(folder: Path, briefing: Briefing) -> tuple[str, ...]:
    """The ids of the article's sentences: as in the script or, where it is gone, as they were said."""
    import msgspec

    said: Iterable[_Said | Cue] = briefing.utterances
    with suppress(OSError, msgspec.DecodeError):
        script = msgspec.json.decode((folder / shelf.SCRIPT_FILE).read_bytes(), type=_Written)
        said = [item for segment in script.segments for item in segment.utterances]
    return tuple(dict.fromkeys(item.id for item in said if item.role is Role.NARRATION))


@dataclass(frozen=True, slots=True)
class _Said:
    """Of an utterance, what it takes to count it: the rest of the script is not worth the time."""

    id: str
    role: Role


@dataclass(frozen=True, slots=True)
class _Part:
    utterances: tuple[_Said, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    segments: tuple[_Part, ...]


def _load(name: str) -> Check:
    return cast("Check", importlib.import_module(_module(name)))


def _module(name: str) -> str:
    return f"{checks.__name__}.{name}"
