"""Several articles in one go: they share one process, what it has loaded, and a voice that has started.

Each is published by itself. One that fails does not keep the others from being made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from briefing import choices, pipeline
from briefing.errors import BriefingError, RequestError
from briefing.events import OnEvent, ignore
from briefing.model import Masthead
from briefing.pipeline import Made
from briefing.records import dataclass
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.store import Store


PAGE_ENDINGS: Final = (".html", ".htm", ".xhtml", ".php", ".aspx", ".asp", ".jsp", ".shtml", ".txt", ".md")
LONGEST_NAME: Final = 120
"""Bytes of a folder's name that an address gives; file systems allow 255, and paths are spoken too."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_IN_NAMES = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Job:
    """An article, and where its briefing goes."""

    reference: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: with what it made, or with what went wrong."""

    job: Job
    made: Made | None = None
    error: BriefingError | None = None


def name_of(reference: str) -> str:
    """What the folder of an article is called, where nobody names it: like its file, without the ending.

    An address gives the last part of its path, with the host before it where that says too little.
    """
    if reference.lower().startswith(("http://", "https://")):
        return _name_of_address(reference)
    return "stdin" if reference == "-" else Path(reference).stem or "briefing"


def _name_of_address(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # no address; whoever reads it will say so
        return "briefing"
    last = next((part for part in reversed(unquote(parts.path).split("/")) if part.strip()), "")
    stem = last[: last.rindex(".")] if last.lower().endswith(PAGE_ENDINGS) else last
    words = [part for part in (stem, unquote(parts.query)) if part]
    if not _WORD.search(stem) or parts.query:
        words.insert(0, host)
    name = _NOT_IN_NAMES.sub("-", "-".join(words)).strip("-.")
    while len(name.encode()) > LONGEST_NAME:
        name = name[:-1]
    return name.strip("-.") or "briefing"


def jobs(references: Sequence[str], folder: Path) -> tuple[Job, ...]:
    """A job for each article: its folder is named like its file, inside ``folder``.

    Raises:
        RequestError: two of them would go into the same folder.
    """
    taken: dict[str, str] = {}
    for reference in references:
        name = name_of(reference)
        if name in taken:
            message = f"{taken[name]} and {reference} would both be made in {folder / name}"
            raise RequestError(message, hint=f"briefing make {reference} -o {folder / name}-2")
        taken[name] = reference
    return tuple(Job(reference, folder / name) for name, reference in taken.items())


def make_each(
    wanted: Sequence[Job],
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    masthead: Masthead | None = None,
    on_event: OnEvent = ignore,
) -> Iterator[Ended]:
    """Make one briefing after the other, as :func:`briefing.pipeline.make` makes each.

    Raises:
        RequestError: a voice or an option that is not there: nothing is made.
        ConfigError: a lexicon or sound that cannot be used.
    """
    left = list(wanted)
    while left:
        speaker = choices.choose_voice(settings, store)
        with closing(speaker.voice):  # after a failure the voice starts anew
            error = None
            while left and error is None:
                job = left.pop(0)
                try:
                    made = pipeline.make(
                        job.reference,
                        job.folder,
                        store=store,
                        created=created,
                        settings=settings,
                        masthead=masthead,
                        on_event=on_event,
                        speaker=speaker,
                    )
                except BriefingError as failed:
                    error = failed
                    yield Ended(job, error=error)
                else:
                    yield Ended(job, made=made)
