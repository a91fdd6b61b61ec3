"""``briefing lexicon``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefing.cli import tables
from briefing.cli.lines import state
from briefing.cli.tongue import _, translated
from briefing.cli.words import listed
from briefing.errors import OutputError

if TYPE_CHECKING:
    from briefing.text.entries import Entry

ACTED: Final = ("entry", "from", "written", "said")
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
@tables.form
def test(text: str, *, lexicon: tuple[Path, ...], vowels: bool, language: str, form: tables.Form) -> None:
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
    if form == "json":
        tables.write_json({"said": said, "entries": acted})
        return
    if form == "csv":
        tables.write_csv(ACTED, ([item[name] for name in ACTED] for item in acted))
        return
    state("said", said)
    for item in acted:
        state("entry", item["entry"])
        state("from", _layer(item["from"]))
        state("written", item["written"])
        state("said", item["said"])
        click.echo()
    if acted:
        state("Entries", len(acted))
    else:
        click.echo(_("No entry of the lexicon had a part in it."))


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
        state("Already there", f"{entry.written}: {entry.spoken}")
    elif before is not None:
        formerly = _("formerly {spoken}").format(spoken=before.spoken)
        state("Replaced", listed(f"{entry.written}: {entry.spoken}", formerly))
    else:
        state("Added", f"{entry.written}: {entry.spoken}")
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
@tables.form
def show(*, file: Path | None, grep: str, form: tables.Form) -> None:
    """List the entries: the shipped ones, then yours.

    Of each: what is written, what is said, the kind of entry, and where it is
    from. An entry that a later one overrules is marked.
    """
    from briefing import lexicons

    found = [
        (entry, layer, acts) for entry, layer, acts in lexicons.listed(file) if lexicons.mentions(entry, grep)
    ]
    columns = ("written", "spoken", "kind", "language", "comment", "from", "overruled")
    rows = [
        (entry.written, entry.spoken, entry.table, entry.language, entry.comment, layer, not acts)
        for entry, layer, acts in found
    ]
    if form == "json":
        tables.write_json({"entries": [dict(zip(columns, row, strict=True)) for row in rows]})
        return
    if form == "csv":
        tables.write_csv(columns, rows)
        return
    for entry, layer, acts in found:
        _tell(entry, layer, acts=acts)
    if found:
        state("Entries", len(found))
    else:
        click.echo(_("There are no such entries."))


def _tell(entry: Entry, layer: str, *, acts: bool) -> None:
    state("written", entry.written)
    state("spoken", entry.spoken)
    state("kind", entry.table)
    state("from", _layer(layer))
    if entry.language:
        state("language", entry.language)
    if entry.comment:
        state("comment", entry.comment)
    if not acts:
        click.echo(_("overruled"))
    click.echo()


def _layer(name: str) -> str:
    """``shipped`` and ``yours`` are words, all else is a file."""
    return {"shipped": _("shipped"), "yours": _("yours")}.get(name, name)


@command.command(
    epilog="""\b
Examples:
  briefing lexicon check
  briefing lexicon check show.toml other.toml
"""
)
@click.argument("files", nargs=-1, type=FILE)
@tables.form
def check(files: tuple[Path, ...], *, form: tables.Form) -> int:
    """Look for all that is wrong in FILES, or in your lexicon.

    A line for each fault; exit code 78 if there is one.
    """
    from briefing import lexicons

    mine = lexicons.user_file()
    paths = files or ((mine,) if mine.exists() else ())
    found = [(path, line, fault) for path in paths for line, fault in lexicons.faults(path)]
    if form == "json":
        faults = [
            {"file": str(path), "line": line, "message": fault.message, "hint": fault.hint}
            for path, line, fault in found
        ]
        tables.write_json({"files": [str(path) for path in paths], "faults": faults})
    elif form == "csv":
        columns = ("file", "line", "message", "hint")
        tables.write_csv(columns, ((path, line, fault.message, fault.hint) for path, line, fault in found))
    elif not paths:
        state("There is no lexicon of yours", mine)
    else:
        for path, line, fault in found:
            where = _("{file}, line {number}").format(file=path, number=line) if line else str(path)
            cure = _("Try: {cure}").format(cure=translated(fault.hint))
            state("fault", f"{where}: {translated(fault.message)}. {cure}")
        if found:
            state("Faults", len(found))
        else:
            click.echo(_("There are no faults."))
    return FAULTY if found else 0
