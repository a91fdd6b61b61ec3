"""Options that several commands share. Each group reaches the command as one value.

A command says ``@shared.settings("voice", "options")`` and gets ``settings``, ``@shared.masthead`` and
gets ``masthead``, ``@shared.store`` and gets ``store``, ``@shared.manner`` and gets ``manner``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from briefing.cli import ink
from briefing.cli.choosing import READING, SUMMARIZING, VOICING, WRITING, pairs, settings, speeds
from briefing.cli.gathering import Function, gathered
from briefing.cli.tongue import N_, _
from briefing.errors import ConfigError, RequestError
from briefing.records import dataclass

if TYPE_CHECKING:
    from briefing.model import Masthead
    from briefing.store import Store

__all__ = [
    "READING",
    "SUMMARIZING",
    "VOICING",
    "WRITING",
    "Folder",
    "Manner",
    "checked_date",
    "manner",
    "masthead",
    "now",
    "output",
    "output_folder",
    "pairs",
    "settings",
    "speeds",
    "store",
    "store_folder",
    "today",
]


class Folder(click.ParamType):
    """A folder to write into. Empty text is refused: ``-o "$UNSET"`` would fill the current folder."""

    name = "folder"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        if not str(value):
            self.fail(_("the name is empty; give a folder, or . for this one"), param, ctx)
        return Path(value)


ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def masthead(command: Function) -> Function:
    """What the user knows better than the source, as ``masthead``."""
    known = {
        "title": "The headline.",
        "byline": "Who wrote it.",
        "date": "When it was published, YYYY-MM-DD.",
        "source_name": "The newspaper, agency or site.",
    }
    options = {
        name: click.option(f"--{name.replace('_', '-')}", default="", help=text)
        for name, text in known.items()
    }
    return gathered("masthead", masthead_of, options)(command)


def store(command: Function) -> Function:
    """The cache of spoken pieces, as ``store``."""
    return gathered("store", store_of, {"cache_dir": store_folder})(command)


def store_folder(command: Function) -> Function:
    """Where the cache of spoken pieces is, as ``cache_dir``; None for the usual place."""
    return click.option(
        "--cache-dir",
        type=click.Path(path_type=Path, file_okay=False),
        default=None,
        metavar="DIR",
        help="Where spoken pieces are kept.",
    )(command)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a run speaks to the user."""

    as_json: bool
    quiet: bool
    verbose: bool
    progress: str
    log_file: Path | None


def manner(command: Function) -> Function:
    """How a run speaks to the user, as ``manner``."""
    options = {
        "as_json": click.option(
            "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
        ),
        "quiet": click.option("-q", "--quiet", is_flag=True, help="No progress; only the path."),
        "verbose": click.option("-v", "--verbose", is_flag=True, help="Say more: seconds per stage."),
        "progress": click.option(
            "--progress",
            type=click.Choice(["lines", "bar"]),
            default="lines",
            show_default=True,
            help="A bar redraws its line: not for screen readers.",
        ),
        "log_file": click.option(
            "--log-file",
            type=click.Path(path_type=Path, dir_okay=False),
            default=None,
            metavar="FILE",
            help="Also append every line, with its time, to this file.",
        ),
    }
    return gathered("manner", manner_of, options)(command)


def manner_of(*, as_json: bool, quiet: bool, verbose: bool, progress: str, log_file: Path | None) -> Manner:
    """How a run speaks; ``ACCESSIBLE`` and ``NO_COLOR`` win over a bar."""
    if progress == "bar" and ink.plain(os.environ):
        progress = "lines"
    return Manner(as_json=as_json, quiet=quiet, verbose=verbose, progress=progress, log_file=log_file)


def output(what: Literal["article", "script"]) -> Callable[[Function], Function]:
    """The folder to publish into."""
    return click.option(
        "-o",
        "--output",
        type=Folder(),
        default=None,
        metavar="DIR",
        help={
            "article": N_("Where to put it; output/ and the article's name if not given."),
            "script": N_("Where to put it; output/ and the script's name if not given."),
        }[what],
    )


def store_of(*, cache_dir: Path | None) -> Store:
    """The cache in that folder, or in the usual one."""
    from briefing.store import Store, default_folder

    return Store(cache_dir or default_folder())


def masthead_of(*, title: str, byline: str, date: str, source_name: str) -> Masthead:
    """What the user knows better than the source, cleaned as the article's own text is.

    Raises:
        RequestError: a text that nobody can read out, or a date that is none.
    """
    from briefing.model import Masthead

    return Masthead(
        headline=_said("--title", title),
        byline=_said("--byline", byline),
        published=checked_date(date),
        source_name=_said("--source-name", source_name),
    )


def _said(option: str, text: str) -> str:
    """A text that will be spoken; blank is the same as not given."""
    from briefing.text.clean import clean

    if any("\ud800" <= letter <= "\udfff" for letter in text):
        message = f"what {option} says is not in UTF-8"
        raise RequestError(message, hint="LC_ALL=C.UTF-8 briefing make ARTICLE")
    cleaned = " ".join(clean(text).split())
    if cleaned and not any(letter.isalnum() for letter in cleaned):
        message = f"{option} has no letter or digit that could be read out: {text!r}"
        raise RequestError(message, hint=f"leave {option} out")
    return cleaned


def checked_date(text: str) -> str:
    """An ISO date, or nothing.

    Raises:
        RequestError: something else.
    """
    if not text:
        return ""
    try:
        if not ISO_DATE.fullmatch(text):
            raise ValueError(text)
        datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        message = f"{text!r} is not a date"
        raise RequestError(message, hint="--date 2026-02-27") from error
    return text


def now() -> datetime:
    """The moment of this run, in UTC: ``SOURCE_DATE_EPOCH`` where set, else the clock's.

    Raises:
        ConfigError: the variable is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970"
        raise ConfigError(message, hint="unset SOURCE_DATE_EPOCH") from error


def today() -> str:
    """The date of this run, ISO 8601; see :func:`now`."""
    return now().date().isoformat()


def output_folder(output: Path | None, reference: str) -> Path:
    """Where a briefing goes: what was asked for, else ``output/`` and the article's own name."""
    if output is not None:
        return output
    from briefing.batches import name_of

    return Path("output") / name_of(reference)
