"""The options of a delivery to a station, as one :class:`briefing.radio.orders.Order`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from briefing.cli.gathering import Function, Options, gathered
from briefing.errors import RequestError

if TYPE_CHECKING:
    from briefing.radio.orders import Form, Order, TimeReference

FORMS: Final = ("bwf", "wav", "flac", "mp3")
TIMEREFS: Final = ("briefing", "zero", "wallclock")
PAD: Final = click.IntRange(0, 60_000)
OPTIONS: Final[Options[Any]] = {
    "profile": click.option(
        "--profile",
        default="ebu",
        show_default=True,
        metavar="NAME",
        help="What the station wants: ebu, ebu-short, bbc, prss, podcast, or a TOML file.",
    ),
    "form": click.option(
        "--as",
        "form",
        type=click.Choice(FORMS),
        default="bwf",
        show_default=True,
        help="Broadcast Wave with marks and automation data, or a plain file.",
    ),
    "head_ms": click.option(
        "--head-ms", type=PAD, default=None, metavar="MS", help="Silence before; else the profile's."
    ),
    "tail_ms": click.option(
        "--tail-ms", type=PAD, default=None, metavar="MS", help="Silence after; else the profile's."
    ),
    "name": click.option(
        "--name",
        default="{date}_{show}_{nn}_{slug}_{mmss}",
        show_default=True,
        metavar="TEMPLATE",
        help="How files are named; also {yymmdd}, {kind}, {profile}, {id}, {cart}.",
    ),
    "show": click.option("--show", default="", help="The show in Latin letters; else the article's source."),
    "titles": click.option(
        "--title-latin",
        "titles",
        multiple=True,
        metavar="N=TEXT",
        help="The title of section N in Latin letters; else it is transliterated. May be given again.",
    ),
    "embargo": click.option(
        "--embargo", default="", metavar="WHEN", help="Not to be aired before: 2026-03-05T06:00."
    ),
    "kill": click.option(
        "--kill", default="", metavar="WHEN", help="Not to be aired after: 2026-03-06, its last second."
    ),
    "cart_number": click.option(
        "--cart-number", type=int, default=None, metavar="N", help="The first file's; the next ones follow."
    ),
    "timeref": click.option(
        "--timeref",
        type=click.Choice(TIMEREFS),
        default="briefing",
        show_default=True,
        help="The time reference: place in the briefing, none, or in the day (needs --on-air).",
    ),
    "on_air": click.option(
        "--on-air", default="", metavar="TIME", help="When the briefing begins: 07:58:30."
    ),
    "kbps": click.option("--kbps", type=int, default=128, show_default=True, help="The bit rate of MP3."),
    "force": click.option("--force", is_flag=True, help="Overwrite files of other cuts that are there."),
}


def order(command: Function) -> Function:
    """The options of a delivery, as ``order``."""
    return gathered("order", order_of, OPTIONS)(command)


def order_of(
    *,
    profile: str,
    form: Form,
    head_ms: int | None,
    tail_ms: int | None,
    name: str,
    show: str,
    titles: Sequence[str],
    embargo: str,
    kill: str,
    cart_number: int | None,
    timeref: TimeReference,
    on_air: str,
    kbps: int,
    force: bool,
) -> Order:
    """What was ordered.

    Raises:
        RequestError: something that cannot be.
        ConfigError: a profile that cannot be used.
    """
    from dataclasses import replace

    from briefing.radio import orders, profiles

    wanted = profiles.load(profile)
    if head_ms is not None:
        wanted = replace(wanted, head_ms=head_ms)
    if tail_ms is not None:
        wanted = replace(wanted, tail_ms=tail_ms)
    return orders.Order(
        profile=wanted,
        form=form,
        name=name,
        show=show,
        titles=dict(map(_titled, titles)),
        embargo=orders.moment_of(embargo) if embargo else orders.ALWAYS,
        kill=orders.moment_of(kill, ends=True) if kill else orders.FOR_GOOD,
        cart_number=cart_number,
        timeref=timeref,
        on_air_s=orders.clock_of(on_air) if on_air else None,
        kbps=kbps,
        replaces=force,
    )


def _titled(text: str) -> tuple[int, str]:
    number, sign, title = text.partition("=")
    if not (sign and number.strip().isdecimal() and title.strip()):
        message = f"{text!r} does not say which title is meant"
        raise RequestError(message, hint="--title-latin '2=The plan for the coast'")
    return int(number), title.strip()


def numbers(option: str, text: str) -> tuple[int, ...]:
    """``2,4`` or ``2-5,8``, in order.

    Raises:
        RequestError: it is something else.
    """
    found: list[int] = []
    for part in text.split(","):
        first, last = ends(option, part)
        found += range(first, last + 1)
    return tuple(found)


def ends(option: str, text: str) -> tuple[int, int]:
    """``4-7`` or ``4``: the first and the last number.

    Raises:
        RequestError: it is something else.
    """
    first, _dash, last = text.strip().partition("-")
    last = last or first
    if not (first.isdecimal() and last.isdecimal()) or text.strip().endswith("-"):
        message = f"{option} is {text!r}; it takes numbers such as 4 or 4-7"
        raise RequestError(message, hint=f"{option} 4-7")
    if int(last) - int(first) > 10_000:
        message = f"{option} {text} is too many at once"
        raise RequestError(message, hint=f"{option} 4-7")
    return int(first), int(last)
