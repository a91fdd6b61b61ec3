"""``briefing show``."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.lines import printable, state
from briefing.cli.tongue import _
from briefing.errors import ArticleError, OutputError


@click.group(
    epilog="""\b
Examples:
  briefing show init morning --title "موجز الصباح"
  briefing show check morning.toml
  briefing run morning.toml
"""
)
def command() -> None:
    """Write the file of a show, and check it.

    A show file says in TOML where the articles come from, who speaks, and what
    the feed is called.
    """


@command.command(
    epilog="""\b
Examples:
  briefing show init morning
  briefing show init morning --title "موجز الصباح" --zone Asia/Riyadh
  briefing show init morning --url https://example.org/podcast/feed.xml
"""
)
@click.argument("name")
@click.option("--title", default="", help="What listeners call it; its name if not given.")
@click.option("--description", default="", help="A sentence for listeners.")
@click.option("--zone", default="", metavar="ZONE", help="Its time zone; this machine's if not given.")
@click.option("--url", default="", metavar="URL", help="Where listeners will find feed.xml.")
def init(name: str, *, title: str, description: str, zone: str, url: str) -> None:
    """Write NAME.toml, with every key and what it means, and a picture."""
    from briefing import shelf
    from briefing.cli.schedule import machine_zone
    from briefing.errors import RequestError
    from briefing.shows import artwork, showfile, slots, template

    path = Path(f"{name}.toml")
    if not showfile.NAME.fullmatch(name):
        message = f"{name!r} is no name for a show: letters from a to z, digits, - and _"
        raise RequestError(message, hint="briefing show init morning")
    if path.exists():
        message = f"{path} is there already"
        raise OutputError(message, hint=f"briefing show check {path}")
    zone = zone or machine_zone() or "UTC"
    slots.zone_of(zone)
    text = template.written(
        name,
        title=title or name,
        description=description or title or name,
        zone=zone,
        url=url or f"https://example.org/{name}/feed.xml",
    )
    showfile.read(text.encode())
    try:
        (Path(name) / "articles").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot make {name}/articles: {error.strerror}"
        raise OutputError(message, hint="go to a folder you can write") from error
    picture = artwork.draw(title or name)
    shelf.replace_text(path, text)
    _write(Path(name) / "artwork.jpg", picture)
    state("Articles go into", f"{name}/articles")
    state("Next", f"briefing show check {path}")
    click.echo(printable(str(path)))


@command.command(
    "artwork",
    epilog="""\b
Examples:
  briefing show artwork morning.toml
  briefing show artwork morning.toml --from picture.png
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "picture",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="PICTURE",
    help="Make this picture fit for podcast directories; else one is drawn with the show's title.",
)
def draw(file: Path, *, picture: Path | None) -> None:
    """Draw the picture of the show of FILE, or make your own fit."""
    from briefing.shows import artwork, showfile

    placed = showfile.load(file)
    if picture is None:
        data = artwork.draw(placed.show.title, author=placed.show.feed.author)
    else:
        try:
            given = picture.read_bytes()
        except OSError as error:
            message = f"cannot read {picture}: {error.strerror}"
            raise ArticleError(message, hint=f"ls -l {picture}") from error
        data = artwork.adopt(given, name=str(picture))
    _write(placed.artwork, data)
    click.echo(printable(str(placed.artwork)))


def _write(path: Path, data: bytes) -> None:
    """The whole picture, or the one that was there."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error


@command.command(
    epilog="""\b
Examples:
  briefing show check morning.toml
"""
)
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Read FILE as a run would, and say what is wrong with it.

    Nothing is fetched. Secrets are not printed.
    """
    from briefing.shows import checking, showfile

    placed = showfile.load(file)
    checking.check(placed)
    show = placed.show
    state("Show", show.title)
    for source in show.sources:
        state("Source", f"{source.kind} {source.at}")
    state("Voice", show.voice.name)
    state("Form", show.edition.form)
    state("Slots", f"{', '.join(show.edition.slots)} {show.edition.time_zone}")
    state("Feed", show.feed.url)
    state("Publishes to", placed.public)
    state("State", placed.state_folder)
    state("Pings", _("yes") if placed.ping_url else _("no"))
    click.echo(_("The show file can be used."))
