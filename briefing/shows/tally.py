"""How a run goes: what came out, what failed, what there is to tell a person, the exit code."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime

from briefing.errors import BriefingError, FetchError, VoiceOffline
from briefing.records import dataclass
from briefing.shows.records import Trouble, written
from briefing.shows.state import State

PARTIAL = 3
"""Exit code: some episodes failed, or some sources; the rest is out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that went wrong with one source, item or edition."""

    subject: str
    error: BriefingError
    is_source: bool = False
    is_final: bool = False
    """Not tried again."""

    @property
    def is_passing(self) -> bool:
        """Whether it may well be over by the next run."""
        error = self.error
        if isinstance(error, FetchError):
            return not error.gone and not self.is_final
        return isinstance(error, VoiceOffline) and not self.is_final


@dataclass(slots=True)
class Tally:
    """Counts while the run goes on."""

    published: list[str] = field(default_factory=list)
    """GUIDs of the episodes that are out, new or corrected."""
    notices: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    """Sources that answered."""
    failures: list[Failure] = field(default_factory=list)
    recovered: list[str] = field(default_factory=list)
    """Troubles that were told, and are over."""

    def failed(
        self, subject: str, error: BriefingError, *, is_source: bool = False, is_final: bool = False
    ) -> None:
        """Note a failure."""
        self.failures.append(Failure(subject=subject, error=error, is_source=is_source, is_final=is_final))

    @property
    def exit_code(self) -> int:
        """0; 3 where a part failed; else that of the first failure."""
        if not self.failures:
            return 0
        rest_is_out = bool(self.published) or (
            bool(self.answered) and all(failure.is_source for failure in self.failures)
        )
        return PARTIAL if rest_is_out else self.failures[0].error.exit_code


def settle(tally: Tally, state: State, *, now: datetime, report_after: int) -> tuple[Failure, ...]:
    """Remember what goes on going wrong; the failures that a person is to be told of.

    Args:
        tally: how the run went.
        state: where troubles are remembered.
        now: the time of the run.
        report_after: a passing trouble is told from that run in a row on.
    """
    known = state.troubles()
    told: list[Failure] = []
    for failure in tally.failures:
        before = known.pop(failure.subject, None)
        if failure.is_final:
            state.forget_trouble(failure.subject)
            told.append(failure)
            continue
        trouble = before or Trouble(subject=failure.subject, runs=0, since=written(now), problem="")
        is_told = not failure.is_passing or trouble.runs + 1 >= report_after
        state.keep_trouble(
            replace(
                trouble,
                runs=trouble.runs + 1,
                problem=failure.error.message,
                is_told=trouble.is_told or is_told,
            )
        )
        if is_told:
            told.append(failure)
    over = tally.answered | set(tally.published)
    for trouble in known.values():
        if trouble.subject in over:
            state.forget_trouble(trouble.subject)
            if trouble.is_told:
                tally.recovered.append(trouble.subject)
    return tuple(told)
