"""``briefing voices``."""

from __future__ import annotations

import click

from briefing.cli import listing


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(*, as_json: bool) -> None:
    """List the voices, whether they work here, and their options."""
    from briefing import plugins
    from briefing.errors import VoiceError

    entries = []
    for name in plugins.names("voices"):
        voice = plugins.voice(name, {})
        try:
            voice.check()
            works = "yes"
        except VoiceError as error:
            works = f"no, {error.message}; try: {error.hint}"
        finally:
            voice.close()
        entries.append(
            listing.Entry(
                name,
                (
                    ("about", listing.first_line(plugins.load("voices", name))),
                    ("online", "yes, the text leaves this machine" if voice.online else "no"),
                    ("frames per second", str(voice.rate)),
                    ("works here", works),
                ),
                plugins.documented(plugins.load("voices", name)),
            )
        )
    listing.show(entries, "voices", as_json=as_json)
