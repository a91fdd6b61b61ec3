"""The length of what is made, as command line options, and what was done to reach it as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from briefing.cli.gathering import Function, gathered
from briefing.cli.lines import printable, state
from briefing.cli.tongue import N_, _
from briefing.errors import RequestError
from briefing.records import dataclass

if TYPE_CHECKING:
    from briefing.accounts import Account
    from briefing.radio.refit import Wish
    from briefing.settings import Settings

WORDS: Final = 8
"""By so many words a sentence that was left out is named."""
BY: Final = {
    "voice": N_("{speed:g} times as fast, by the voice's own rate"),
    "stretch": N_("{speed:g} times as fast, stretched at the same pitch"),
    "": N_("as fast as usual"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """What was asked for; at most one of the three."""

    fit_ms: int = 0
    max_ms: int = 0
    alternates_ms: tuple[int, ...] = ()
    forced: bool = False

    @property
    def option(self) -> str:
        """The option that was typed; empty where none was."""
        found = {"--fit": self.fit_ms, "--max": self.max_ms, "--alternates": self.alternates_ms}
        return next((name for name, given in found.items() if given), "")

    def wishes(self) -> tuple[Wish, ...]:
        """The same for cuts of a finished briefing."""
        from briefing.radio.refit import Wish

        if self.max_ms:
            return (Wish(max_ms=self.max_ms, option=self.option),)
        exact = (self.fit_ms,) if self.fit_ms else self.alternates_ms
        return tuple(Wish(fit_ms=ms, forced=self.forced, option=self.option) for ms in exact)

    def into(self, settings: Settings) -> Settings:
        """The settings of a run with one length."""
        return replace(settings, fit_ms=self.fit_ms, max_ms=self.max_ms, force_fit=self.forced)


def lengths(command: Function) -> Function:
    """How long it is to be, as ``lengths``."""
    options = {
        "fit": click.option(
            "--fit",
            default="",
            metavar="LENGTH",
            help="Make it exactly so long, to the sample: 90, 1:30 or 1:30.500. Whole sentences are chosen, "
            "then pauses changed, then the speed by at most 5 per cent.",
        ),
        "longest": click.option(
            "--max",
            "longest",
            default="",
            metavar="LENGTH",
            help="Make it at most so long: whole sentences are left out from the end, and named.",
        ),
        "alternates": click.option(
            "--alternates",
            default="",
            metavar="LENGTHS",
            help="Make it as it is and exactly so long as well, each by itself: 30,60,90.",
        ),
        "force_fit": click.option(
            "--force-fit", is_flag=True, help="Let --fit change the speed by more than 5 per cent."
        ),
    }
    return gathered("lengths", lengths_of, options)(command)


def lengths_of(*, fit: str, longest: str, alternates: str, force_fit: bool) -> Lengths:
    """The lengths that were typed.

    Raises:
        RequestError: one is no length, or two options contradict each other.
    """
    given = {"--fit": fit, "--max": longest, "--alternates": alternates}
    typed = [name for name, text in given.items() if text]
    if len(typed) > 1:
        message = f"{typed[0]} and {typed[1]} do not go together"
        raise RequestError(message, hint=f"{typed[0]} {given[typed[0]]}")
    if force_fit and typed not in (["--fit"], ["--alternates"]):
        message = "--force-fit goes with --fit or --alternates"
        raise RequestError(message, hint="--fit 1:30 --force-fit")
    if not typed:
        return Lengths()
    from briefing.lengths import read_length, read_lengths

    return Lengths(
        fit_ms=read_length(fit) if fit else 0,
        max_ms=read_length(longest, option="--max") if longest else 0,
        alternates_ms=read_lengths(alternates) if alternates else (),
        forced=force_fit,
    )


def tell(account: Account, *, samples: bool = True) -> None:
    """What was done to reach the length, a line for each means."""
    if samples:
        state("Samples", account.frames)
    said = _("{number} of {total}").format(number=account.sentences, total=account.of)
    state("Sentences of the article", said)
    if account.abridged:
        state("Of these shortened", account.abridged)
    state("Pauses", _("{factor:g} times as long").format(factor=account.pauses))
    state("Speech", _(BY[account.by]).format(speed=account.speed))
    state("Silence at the end", _("{seconds:.3f} seconds").format(seconds=account.tail_ms / 1000))


def name_left_out(sentences: Sequence[tuple[str, str]]) -> None:
    """The sentences that are not said, each by its id and its first words."""
    if sentences:
        state("Left out", len(sentences))
    for name, text in sentences:
        first, rest = text.split()[:WORDS], text.split()[WORDS:]
        click.echo(printable(f"{name}: {' '.join(first)}{'…' if rest else ''}"))
