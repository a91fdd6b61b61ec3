"""``briefing check``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from briefing.cli import words
from briefing.cli.lines import printable
from briefing.cli.tongue import _

FAULTY = 65
"""Exit code: the briefing is not what it says it is."""


@click.command(
    epilog="""\b
Examples:
  briefing check output/hmeimim
  briefing check output/hmeimim --json
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(folder: Path, *, as_json: bool) -> int:
    """Read back everything in FOLDER and say what is wrong.

    FOLDER holds a finished briefing. Its sound is decoded, its tags, captions and
    editions are taken apart, and all is held against briefing.json: every sentence
    of the article is there, once, at its time. One line for each fault; the exit
    code is 65 if there is any.
    """
    from briefing import inspection

    found = inspection.inspect(folder)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "folder": str(folder),
                    "sentences_checked": found.confirmed,
                    "sentences_in_all": found.sentences,
                    **({"sentences_left_out": found.left_out} if found.left_out else {}),
                    "files": found.files,
                    "faults": [asdict(fault) for fault in found.faults],
                },
                ensure_ascii=False,
            )
        )
    else:
        for fault in found.faults:
            click.echo(
                printable(": ".join(filter(None, (_("fault"), fault.file, fault.where, fault.message))))
            )
        click.echo(
            _("Checked: {sentences}, {files}; {faults}.").format(
                sentences=words.out_of(words.sentences(found.confirmed), found.sentences),
                files=words.files(found.files),
                faults=words.faults(len(found.faults)),
            )
        )
        if found.left_out:
            click.echo(
                _("A cut-down: {sentences} of the article not in it as a whole.").format(
                    sentences=words.sentences(found.left_out)
                )
            )
    return FAULTY if found.faults else 0
