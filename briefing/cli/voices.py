"""``briefing voices``."""

from __future__ import annotations

from typing import Final

import click

from briefing.cli import listing, tables
from briefing.cli.listing import Fact
from briefing.cli.tongue import N_, _, translated

LEAVES: Final = N_("yes, the text leaves this machine")


@click.command(
    epilog="""\b
Examples:
  briefing voices
  briefing voices --csv
  briefing make article.txt --voice espeak -O espeak.rate=160
"""
)
@tables.form
def command(*, form: tables.Form) -> None:
    """List the voices, whether they work here, and their options."""
    from briefing import plugins
    from briefing.errors import VoiceError

    entries = []
    for name in plugins.names("voices"):
        voice = plugins.voice(name, {})
        try:
            voice.check()
            works = Fact("works here", "yes", _("yes"))
        except VoiceError as error:
            works = Fact(
                "works here",
                f"no, {error.message}; try: {error.hint}",
                _("no, {problem}; try: {cure}").format(
                    problem=translated(error.message), cure=translated(error.hint)
                ),
            )
        finally:
            voice.close()
        entries.append(
            listing.Entry(
                name,
                (
                    listing.about(plugins.load("voices", name)),
                    Fact("online", LEAVES, _(LEAVES)) if voice.online else Fact("online", "no", _("no")),
                    Fact("frames per second", str(voice.rate)),
                    works,
                ),
                plugins.documented(plugins.load("voices", name)),
            )
        )
    listing.show(entries, "voices", form=form)
