"""``briefing formats``."""

from __future__ import annotations

import click

from briefing.cli import listing, tables


@click.command(
    epilog="""\b
Examples:
  briefing formats
  briefing formats --csv
  briefing make article.txt --to mp3,captions -O mp3.bitrate_kbps=96
"""
)
@tables.form
def command(*, form: tables.Form) -> None:
    """List the editions a briefing can be made into, and their options."""
    from briefing import plugins

    entries = []
    for name in plugins.names("exporters"):
        module = plugins.load("exporters", name)
        entries.append(
            listing.Entry(
                name,
                (listing.about(module), listing.Fact("files", ", ".join(module.FILES))),
                plugins.documented(module),
            )
        )
    listing.show(entries, "formats", form=form)
