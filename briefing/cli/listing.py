"""Lists of plugins as ``label: value`` lines, one block each, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import click

from briefing.plugins import OptionDoc


@dataclass(frozen=True, slots=True)
class Entry:
    """One plugin."""

    name: str
    facts: tuple[tuple[str, str], ...]
    options: tuple[OptionDoc, ...]


def first_line(module: ModuleType) -> str:
    """What a module says of itself."""
    return (module.__doc__ or "").strip().partition("\n")[0].rstrip(".")


def show(entries: Sequence[Entry], plural: str, *, as_json: bool) -> None:
    """Print them."""
    if as_json:
        listed = [
            {
                "name": entry.name,
                **dict(entry.facts),
                "options": [
                    {"name": option.name, "type": option.kind, "default": option.default}
                    for option in entry.options
                ],
            }
            for entry in entries
        ]
        click.echo(json.dumps({plural: listed}, ensure_ascii=False))
        return
    for entry in entries:
        click.echo(f"name: {entry.name}")
        for label, value in entry.facts:
            click.echo(f"{label}: {value}")
        for option in entry.options:
            click.echo(f"option: {option.name}, {option.kind}, default {option.default or 'empty'}")
        click.echo()
