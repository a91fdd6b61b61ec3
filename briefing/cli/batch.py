"""What is said of several articles on one command line."""

from __future__ import annotations

import json

import click

from briefing.batches import Ended
from briefing.cli import report, words
from briefing.cli.lines import complain, state
from briefing.cli.options import Manner
from briefing.cli.tongue import translated
from briefing.errors import BriefingError


def tell(ended: Ended, manner: Manner) -> int:
    """One article's result, or in one line what went wrong with it; its exit code."""
    if ended.made is not None:
        return report.result(ended.made, manner)
    assert ended.error is not None
    if manner.as_json:
        click.echo(json.dumps(_failed(ended.job.reference, ended.error), ensure_ascii=False))
    else:
        complain(f"{ended.job.reference}: {translated(ended.error.message)}", translated(ended.error.hint))
    return ended.error.exit_code


def sum_up(codes: list[int], manner: Manner) -> int:
    """How many were made; the exit code of all: 3 where some were made as asked and others not."""
    failed = [code for code in codes if code not in (0, report.PARTIAL)]
    if not manner.quiet and not manner.as_json:
        made = words.briefings(len(codes) - len(failed))
        state("Made", words.out_of(made, len(codes)))
    if len(failed) == len(codes):
        return failed[0]
    return report.PARTIAL if any(codes) else 0


def _failed(reference: str, error: BriefingError) -> dict[str, str | int]:
    return {
        "article": reference,
        "error": error.message,
        "hint": error.hint,
        "exit_code": error.exit_code,
    }
