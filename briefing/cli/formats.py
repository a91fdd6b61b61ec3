"""``briefing formats``."""

from __future__ import annotations

import click

from briefing.cli import listing


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(*, as_json: bool) -> None:
    """List the editions a briefing can be made into, and their options."""
    from briefing import plugins

    entries = []
    for name in plugins.names("exporters"):
        module = plugins.load("exporters", name)
        entries.append(
            listing.Entry(
                name,
                (("about", listing.first_line(module)), ("files", ", ".join(module.FILES))),
                plugins.documented(module),
            )
        )
    listing.show(entries, "formats", as_json=as_json)
