"""Lists of plugins as ``label: value`` lines, one block each, or as JSON or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import click

from briefing.cli import tables
from briefing.cli.lines import state
from briefing.cli.tongue import _
from briefing.plugins import OptionDoc
from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to tell of a plugin."""

    label: str
    value: str
    shown: str = ""
    """The value in the user's language, where that differs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One plugin."""

    name: str
    facts: tuple[Fact, ...]
    options: tuple[OptionDoc, ...]


def about(module: ModuleType) -> Fact:
    """What a module says of itself, in its first line."""
    text = first_line(module)
    return Fact("about", text, _(text) if text else "")


def first_line(module: ModuleType) -> str:
    """The first line of a module's docstring."""
    return (module.__doc__ or "").strip().partition("\n")[0].rstrip(".").replace("``", "")


def show(entries: Sequence[Entry], plural: str, *, form: tables.Form) -> None:
    """Print them. In a CSV table an entry's options stand in one cell, as they are typed after ``-O``."""
    if form == "json":
        listed = [
            {
                "name": entry.name,
                **{fact.label: fact.value for fact in entry.facts},
                "options": [
                    {"name": option.name, "type": option.kind, "default": option.default}
                    for option in entry.options
                ],
            }
            for entry in entries
        ]
        tables.write_json({plural: listed})
        return
    if form == "csv":
        labels = [fact.label for fact in entries[0].facts]
        tables.write_csv(
            ["name", *labels, "options"],
            (
                [
                    entry.name,
                    *(fact.value for fact in entry.facts),
                    " ".join(f"{option.name}={option.default}" for option in entry.options),
                ]
                for entry in entries
            ),
        )
        return
    for entry in entries:
        state("name", entry.name)
        for fact in entry.facts:
            state(fact.label, fact.shown or fact.value)
        for option in entry.options:
            default = option.default or _("empty")
            state(
                "option",
                _("{name}, {kind}, default {default}").format(
                    name=option.name, kind=option.kind, default=default
                ),
            )
        click.echo()
