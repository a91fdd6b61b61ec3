"""The form of a list: ``label: value`` lines, or for programs JSON or CSV.

Names of columns and keys are English in every language of the command line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import click

from briefing.cli.gathering import Function, Options, gathered
from briefing.errors import RequestError

Form = Literal["lines", "json", "csv"]
OPTIONS: Final[Options[Any]] = {
    "as_json": click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
    ),
    "as_csv": click.option(
        "--csv", "as_csv", is_flag=True, help="Print a table of comma-separated values and nothing else."
    ),
}


def form(command: Function) -> Function:
    """``--json`` and ``--csv``, as ``form``."""
    return gathered("form", form_of, OPTIONS)(command)


def form_of(*, as_json: bool, as_csv: bool) -> Form:
    """The form asked for.

    Raises:
        RequestError: two at once.
    """
    if as_json and as_csv:
        message = "--json and --csv cannot be printed at once"
        raise RequestError(message, hint="leave out: --csv")
    return "json" if as_json else "csv" if as_csv else "lines"


def write_json(document: object) -> None:
    """One object on one line."""
    click.echo(json.dumps(document, ensure_ascii=False))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """RFC 4180 with line feeds: a row of names, then a row for each item; yes or no for truth values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    click.echo(text.getvalue(), nl=False)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    return value
