"""``briefing serve``."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

from briefing.cli.lines import printable, state
from briefing.cli.tongue import N_, _

if TYPE_CHECKING:
    from briefing.shows.serving import Server

LABELS: Final = {False: N_("On this machine"), True: N_("On the network")}


@click.command(
    epilog="""\b
Examples:
  briefing serve public
  briefing serve public --bind 0.0.0.0 --local-links
  briefing serve public --print nginx --url https://podcasts.example.org

\b
To hear it on a phone in the same network, serve it like the second example
and give the phone's podcast app the address of the feed. Ctrl-C ends it.
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--bind",
    default="127.0.0.1",
    metavar="ADDRESS",
    show_default=True,
    help="Where to listen; 0.0.0.0 is the whole network.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any free one."
)
@click.option(
    "--print",
    "program",
    type=click.Choice(["nginx", "caddy"]),
    help="Serve nothing: print the settings for this web server.",
)
@click.option("--url", default="", help="With --print: the public address; else that in the folder's feed.")
@click.option(
    "--local-links",
    is_flag=True,
    help="Change the addresses in the feed to this server's, to try a show before it is hosted.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell of each question on standard error.")
def command(
    folder: Path, *, bind: str, port: int, program: str | None, url: str, local_links: bool, verbose: bool
) -> None:
    """Hand out the podcast in FOLDER to players, as a web server does.

    FOLDER is what a show publishes. Only this machine can reach it unless
    --bind says more. Players can jump in the sound; hidden files, links and
    what is no file for listeners are not handed out.
    """
    if program is not None:
        _print(folder, program, url)
        return
    from briefing.shows.serving import Server

    stop = _stopping()  # before the first line: whoever reads it may tell us to end at once
    with Server(
        folder, bind=bind, port=port, local_links=local_links, on_request=_tell if verbose else None
    ) as server:
        _introduce(server)
        _serve_until(stop, server)
    click.echo(_("Stopped."), err=True)


def _introduce(server: Server) -> None:
    """What is served, and the address to give to a player."""
    from briefing.shows.openings import FEED
    from briefing.shows.references import home

    feed = server.folder / FEED
    state(N_("Serving"), server.folder)
    for number, address in enumerate(server.addresses):
        state(LABELS[bool(number)], address + (FEED if feed.is_file() else ""))
    if not feed.is_file():
        click.echo(printable(_("There is no {name} in it yet.").format(name=FEED)))
    elif (
        not server.local_links
        and (named := home(feed.read_bytes()))
        and not named.startswith(server.addresses)
    ):
        click.echo(
            printable(_("The feed names its files at {url}: players fetch them there.").format(url=named))
        )


def _stopping() -> threading.Event:
    """Set by Ctrl-C and SIGTERM: to end so is no failure of a server."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, ask_to_stop)
    return stop


def _serve_until(stop: threading.Event, server: Server) -> None:
    thread = threading.Thread(target=server.serve_forever, name="serve")
    thread.start()
    try:
        stop.wait()
    finally:
        server.shutdown()
        thread.join()


def _tell(line: str) -> None:
    click.echo(printable(line), err=True)


def _print(folder: Path, program: str, url: str) -> None:
    from briefing.errors import RequestError
    from briefing.shows.addresses import absolute
    from briefing.shows.hosting import PROGRAMS, Site, snippet
    from briefing.shows.openings import FEED
    from briefing.shows.references import home

    feed = folder / FEED
    address = url or (home(feed.read_bytes()) if feed.is_file() else "")
    if not address:
        message = f"there is no {FEED} in {folder} that tells the public address"
        raise RequestError(
            message, hint=f"briefing serve {folder} --print {program} --url https://podcasts.example.org"
        )
    chosen = next(item for item in PROGRAMS if item == program)
    click.echo(snippet(chosen, Site(folder=folder, url=absolute(address))), nl=False)
