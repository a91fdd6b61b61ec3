"""``briefing lexicon``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefing.cli.lines import printable
from briefing.errors import OutputError

if TYPE_CHECKING:
    from briefing.text.entries import Entry

FAULTY: Final = 78
"""The exit code of a wrong file, as for every wrong configuration."""


@click.group(
    epilog="""\b
Examples:
  briefing lexicon test "أعلن الـNATO في غزة" --vowels
  briefing lexicon add NEOM نيوم
  briefing lexicon add غزة غَزَّة --comment "the city"
  briefing lexicon list --grep غزة
  briefing lexicon check

\b
A lexicon is a TOML file. Yours is read in every run, those of --lexicon
over it. The last one that has an entry decides.
"""
)
def command() -> None:
    """Say how particular words are to be said.

    An entry tells what is said for a written word, name or phrase: Latin words
    in Arabic letters, Arabic words otherwise, names with their diacritics.
    """


FILE: Final = click.Path(path_type=Path, dir_okay=False)


@command.command(
    epilog="""\b
Examples:
  briefing lexicon test "أعلن الـNATO في غزة"
  briefing lexicon test "أعلن الـNATO في غزة" --vowels --lexicon show.toml
"""
)
@click.argument("text")
@click.option(
    "--lexicon",
    "lexicon",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="Over the shipped one and yours. May be given several times; the last one wins.",
)
@click.option("--vowels", is_flag=True, help="As for a voice that wants diacritics.")
@click.option(
    "--language", default="ar", show_default=True, metavar="CODE", help="The voice's language, BCP 47."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def test(text: str, *, lexicon: tuple[Path, ...], vowels: bool, language: str, as_json: bool) -> None:
    """Say what TEXT is said as, and which entries had a part in it."""
    from briefing import lexicons
    from briefing.text.speaking import explained
    from briefing.text.vowels import vowelize

    stack = lexicons.layers(lexicon, language=language)
    said, changes = explained(text, vowels=vowels, lexicon=lexicons.stacked(stack))
    acted = [
        {"written": change.before, "said": change.after, "entry": origin.written, "from": origin.layer}
        for change in changes
        for origin in lexicons.origins(change, stack)
    ]
    said = vowelize(said) if vowels else said
    if as_json:
        click.echo(json.dumps({"said": said, "entries": acted}, ensure_ascii=False))
        return
    click.echo(f"said: {printable(said)}")
    for item in acted:
        line = (f"{label}: {item[label]}" for label in ("entry", "from", "written", "said"))
        click.echo(printable(", ".join(line)))
    click.echo(f"Entries: {len(acted)}" if acted else "No entry of the lexicon had a part in it.")


@command.command(
    epilog="""\b
Examples:
  briefing lexicon add NEOM نيوم
  briefing lexicon add غزة غَزَّة --comment "the city"
  briefing lexicon add "ق س م" قسم --file show.toml
  briefing lexicon add "(\\d+) كم/س" "\\1 كيلومترا في الساعة" --regex
"""
)
@click.argument("written")
@click.argument("spoken")
@click.option("--file", "file", type=FILE, default=None, metavar="FILE", help="Not yours but this one.")
@click.option("--comment", default="", help="Why it is there.")
@click.option("--language", default="", metavar="CODE", help="Only for voices of this language, BCP 47.")
@click.option(
    "--regex",
    is_flag=True,
    help="WRITTEN is a regular expression; SPOKEN may ask for its groups, as in \\1.",
)
def add(written: str, spoken: str, *, file: Path | None, comment: str, language: str, regex: bool) -> None:
    """Put an entry into your lexicon: SPOKEN is said for WRITTEN.

    The same letters with diacritics are given to voices that want them; they
    need no ending. What is there already is replaced.
    """
    from briefing import lexicons, shelf

    path = file or lexicons.user_file()
    entry = lexicons.checked(written, spoken, regex=regex, language=language, comment=comment)
    new = lexicons.with_entry(path, entry)
    before = new.before
    if new.changed:
        try:
            shelf.replace_text(path, new.text)
        except OutputError as error:
            raise OutputError(error.message, hint="name another file with --file") from error
    if not new.changed:
        click.echo(printable(f"Already there: {entry.written}: {entry.spoken}"))
    elif before is not None:
        click.echo(printable(f"Replaced: {entry.written}: {entry.spoken}, formerly {before.spoken}"))
    else:
        click.echo(printable(f"Added: {entry.written}: {entry.spoken}"))
    click.echo(str(path))


@command.command(
    "list",
    epilog="""\b
Examples:
  briefing lexicon list --grep غزة
  briefing lexicon list --file show.toml
  briefing lexicon list --json
""",
)
@click.option(
    "--file", "file", type=FILE, default=None, metavar="FILE", help="The entries of this file alone."
)
@click.option("--grep", default="", metavar="TEXT", help="Only entries that are written or said with TEXT.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def show(*, file: Path | None, grep: str, as_json: bool) -> None:
    """List the entries: the shipped ones, then yours.

    A line is what is written, what is said, the kind of entry, and where it is
    from. An entry that a later one overrules is marked.
    """
    from briefing import lexicons

    found = [
        (entry, layer, acts) for entry, layer, acts in lexicons.listed(file) if lexicons.mentions(entry, grep)
    ]
    if as_json:
        entries = [
            {
                "written": entry.written,
                "spoken": entry.spoken,
                "kind": entry.table,
                "language": entry.language,
                "comment": entry.comment,
                "from": layer,
                "overruled": not acts,
            }
            for entry, layer, acts in found
        ]
        click.echo(json.dumps({"entries": entries}, ensure_ascii=False))
        return
    for entry, layer, acts in found:
        click.echo(_line(entry, layer, acts=acts))
    click.echo(f"Entries: {len(found)}" if found else "There are no such entries.")


def _line(entry: Entry, layer: str, *, acts: bool) -> str:
    facts = [
        f"{entry.written}: {entry.spoken}",
        f"kind: {entry.table}",
        f"from: {layer}",
        *([f"language: {entry.language}"] if entry.language else []),
        *([f"comment: {entry.comment}"] if entry.comment else []),
        *([] if acts else ["overruled"]),
    ]
    return printable(", ".join(facts))


@command.command(
    epilog="""\b
Examples:
  briefing lexicon check
  briefing lexicon check show.toml other.toml
"""
)
@click.argument("files", nargs=-1, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def check(files: tuple[Path, ...], *, as_json: bool) -> int:
    """Look for all that is wrong in FILES, or in your lexicon.

    A line for each fault; exit code 78 if there is one.
    """
    from briefing import lexicons

    mine = lexicons.user_file()
    paths = files or ((mine,) if mine.exists() else ())
    found = [(path, line, fault) for path in paths for line, fault in lexicons.faults(path)]
    if as_json:
        faults = [
            {"file": str(path), "line": line, "message": fault.message, "hint": fault.hint}
            for path, line, fault in found
        ]
        click.echo(json.dumps({"files": [str(path) for path in paths], "faults": faults}, ensure_ascii=False))
    elif not paths:
        click.echo(f"There is no lexicon of yours: {mine}")
    else:
        for path, line, fault in found:
            where = f"{path}, line {line}" if line else str(path)
            click.echo(printable(f"fault: {where}: {fault.message}. Try: {fault.hint}"))
        click.echo(f"Faults: {len(found)}" if found else "There are no faults.")
    return FAULTY if found else 0
