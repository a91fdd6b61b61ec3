"""What a run says: events as plain lines, a result as lines or JSON."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import click

from briefing.cli import heartbeat, ink, words
from briefing.cli.lines import printable, state
from briefing.cli.options import Manner
from briefing.cli.tongue import _, translated
from briefing.errors import OutputError
from briefing.events import (
    ArticleRead,
    Assembled,
    EditionWritten,
    Event,
    LengthBegun,
    NothingNew,
    Retrying,
    ScriptWritten,
    SpeedBegun,
    Stage,
    StageBegun,
    SummaryReplaced,
    TextLeaves,
    VoiceChosen,
    Voiced,
)
from briefing.lengths import typed

if TYPE_CHECKING:
    from briefing.explanation import Explained
    from briefing.foresight import Foresight
    from briefing.inspection import Inspection
    from briefing.pipeline import Made

STEP_PER_CENT: Final = 10
LEAST_GAP_S: Final = 1.0
PARTIAL: Final = 3
"""Exit code: made, but not as it was asked for."""
TERSE: Final = (StageBegun, TextLeaves, SummaryReplaced)
"""What a command tells of whose result is a text."""


class Reporter:
    """Turns events into lines on standard error and in a log file. Use as a context.

    Lines are only ever appended: no carriage return, no redrawing, unless a bar was asked for. After
    ``silence_s`` seconds in which nothing happened it says that, and where, the work goes on.
    """

    def __init__(
        self,
        manner: Manner,
        *,
        terse: bool = False,
        silence_s: float = heartbeat.SILENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._speaks = not manner.quiet and not manner.as_json
        self._terse = terse
        self._verbose = manner.verbose
        self._bar = manner.progress == "bar" and self._speaks
        self._log_file = manner.log_file
        self._clock = clock
        self._per_cent = -STEP_PER_CENT
        self._cached = 0
        self._last = self._began = clock()
        self._stage: StageBegun | None = None
        self._voiced: Voiced | None = None
        self._turn = threading.RLock()
        self._heart = heartbeat.Heartbeat(self._beat, silence_s=silence_s)

    def __enter__(self) -> Self:
        self._heart.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._heart.__exit__(kind, error, trace)
        if isinstance(error, Exception):
            with suppress(OutputError):  # what the user has to hear is the first thing that went wrong
                self._log(_("failed: {problem}").format(problem=translated(str(error))))
        else:
            self._end_stage()

    def __call__(self, event: Event) -> None:
        if self._terse and not isinstance(event, TERSE):
            return
        match event:
            case StageBegun():
                self._end_stage()
                self._stage, self._began = event, self._clock()
            case ArticleRead(reference, charset, headline):
                del headline
                self.say(_("Read {article} as {charset}.").format(article=_shown(reference), charset=charset))
            case VoiceChosen(name, online, reason):
                where = _("online: the text is sent to it") if online else _("offline")
                chosen = _("Voice: {name}, {where}.").format(name=name, where=where)
                why = _("Chosen because {reason}.").format(reason=translated(reason)) if reason else ""
                self.say(f"{chosen} {why}")
            case ScriptWritten(sections, sentences, utterances):
                counted = words.listed(
                    words.sections(sections), words.sentences(sentences), words.utterances(utterances)
                )
                self.say(_("Script: {counted}.").format(counted=counted))
            case Voiced():
                self._progress(event)
            case Retrying(utterance, problem, attempt, wait_s):
                self.say(
                    _(
                        "No answer for {utterance} ({problem}); attempt {attempt} in {seconds:g} seconds."
                    ).format(
                        utterance=utterance, problem=translated(problem), attempt=attempt + 1, seconds=wait_s
                    )
                )
            case Assembled(frames, rate):
                self.say(_("Assembled {length}.").format(length=words.length(frames, rate)))
            case TextLeaves(host):
                if self._terse:
                    notice(event)
                else:
                    self.say(_leaves(host))
            case SummaryReplaced():
                notice(event)
            case SpeedBegun(speed):
                self._per_cent, self._cached = -STEP_PER_CENT, 0
                self.say(_("Edition at speed {speed:g}").format(speed=speed) + ".")
            case LengthBegun(ms):
                self._per_cent, self._cached = -STEP_PER_CENT, 0
                self.say(_("Briefing of exactly {length}").format(length=typed(ms)) + ".")
            case NothingNew():
                self.say(_("Everything is there already and whole."))
            case EditionWritten(name, files, beside_s):
                if self._verbose:
                    self.say(_("Made {edition}: {files}.").format(edition=name, files=", ".join(files)))
                if beside_s is not None:
                    self._end_stage(beside_s)

    def say(self, line: str) -> None:
        """One line of progress; where nobody takes it any more (a closed pipe), the work goes on."""
        line = printable(line)
        with self._turn:
            if self._speaks:
                _tell(line)
            self._log(line)
            self._last = self._clock()
        self._heart.heard()

    def _end_stage(self, seconds_s: float | None = None) -> None:
        """Tell how long the stage took: until now, or the seconds that are given."""
        if self._stage is not None and self._verbose:
            seconds = f"{self._clock() - self._began if seconds_s is None else seconds_s:.2f}"
            took = _(words.TOOK[self._stage.stage])
            self.say(took.format(seconds=seconds, edition=self._stage.edition))
        self._stage = None

    def _beat(self) -> None:
        stage, voiced = self._stage, self._voiced
        if stage is not None and stage.stage == "voice" and voiced is not None:
            if not self._bar:  # a line in the middle of a bar would tear it
                self.say(
                    _("Still working: sentence {number} of {total}.").format(
                        number=voiced.done, total=voiced.total
                    )
                )
        elif stage is not None:
            self.say(_(words.STILL[stage.stage]).format(edition=stage.edition))
        else:
            self.say(_("Still working."))

    def _progress(self, event: Voiced) -> None:
        self._voiced = event
        if event.fresh == 0:
            if event.total == self._cached:  # the same again, planned otherwise
                return
            self._cached = event.total
            self.say(_("Narrating: all {total} sentences are in the cache.").format(total=event.total))
            return
        per_cent = event.done * 100 // event.total
        if self._bar:
            filled = per_cent * 40 // 100
            end = "\n" if event.done == event.total else ""
            said = _("{number} per cent").format(number=per_cent)
            _tell(f"\r[{'#' * filled}{'-' * (40 - filled)}] {said}{end}", nl=False)
            self._heart.heard()
            return
        waited = self._clock() - self._last
        stepped = per_cent >= self._per_cent + STEP_PER_CENT and waited >= LEAST_GAP_S
        if self._per_cent < 0 or stepped or event.done == event.total:
            self.say(
                _("Narrating: sentence {number} of {total}, {per_cent} per cent.").format(
                    number=event.done, total=event.total, per_cent=per_cent
                )
            )
            self._per_cent = per_cent

    def _log(self, line: str) -> None:
        if self._log_file is None:
            return
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            with self._log_file.open("a", encoding="utf-8") as file:
                line = printable(line).encode("utf-8", "backslashreplace").decode()
                file.write(f"{stamp} {line}\n")
        except OSError as error:
            message = f"cannot write the log file {self._log_file}: {error.strerror}"
            raise OutputError(message, hint="name another one with --log-file") from error


def terse(stage: Stage, *, speaks: bool) -> Reporter:
    """For commands whose result is a text: tells what has to be known, and that the work goes on.

    Args:
        stage: what it will be at.
        speaks: whether it may say that it is still working; a result for a program comes alone.
    """
    manner = Manner(as_json=not speaks, quiet=False, verbose=False, progress="lines", log_file=None)
    reporter = Reporter(manner, terse=True)
    reporter(StageBegun(stage))
    return reporter


def notice(event: Event) -> None:
    """What a user has to know of, also where there is no progress to tell."""
    match event:
        case TextLeaves(host):
            _tell(printable(_leaves(host)))
        case SummaryReplaced(problem):
            _warn(
                _("{problem}; sentences of the article stand in for it.").format(problem=translated(problem))
            )


def result(
    made: Made,
    manner: Manner,
    *,
    explained: tuple[Explained, ...] | None = None,
    others: tuple[Made, ...] = (),
) -> int:
    """The result on standard output; its last line is the path. The exit code: 3 where a fallback spoke.

    Args:
        made: the result.
        manner: how to say it.
        explained: what is said otherwise than it is written, where that was asked for.
        others: the same at other speeds; each has its path on a line of its own, too.
    """
    briefing = made.briefing
    path = _main_file(made)
    code = 0 if briefing.voice.is_as_asked else PARTIAL
    if manner.as_json:
        click.echo(
            json.dumps(
                {
                    "path": str(path),
                    "folder": str(made.folder),
                    "id": briefing.id,
                    "title": briefing.masthead.headline,
                    "seconds": round(briefing.frames / briefing.rate, 3),
                    "voice": briefing.voice.name,
                    "stands_in_for": briefing.voice.stands_in_for,
                    "helped_by": briefing.voice.helped_by,
                    "reason": briefing.voice.reason,
                    "chapters": [
                        {
                            "title": chapter.title,
                            "start_seconds": round(chapter.start / briefing.rate, 3),
                        }
                        for chapter in briefing.chapters
                    ],
                    "utterances": len(briefing.utterances),
                    "voiced_now": made.fresh,
                    "doubtful_words": made.doubts,
                    **_checked(made),
                    **_fitted(made),
                    "files": [item.name for item in briefing.files],
                    "changed": sorted(item.relative_to(made.folder).as_posix() for item in made.changed),
                    **({"editions": [_edition(item) for item in (made, *others)]} if others else {}),
                    **({} if explained is None else {"sentences": [asdict(item) for item in explained]}),
                },
                ensure_ascii=False,
            )
        )
        return max([code, *(0 if item.briefing.voice.is_as_asked else PARTIAL for item in others)])
    if not manner.quiet:
        if explained is not None:
            show_changes(explained)
        state("Title")
        click.echo(printable(briefing.masthead.headline))
        state("Length", words.length(briefing.frames, briefing.rate))
        _tell_fitted(made, everything=manner.verbose)
        state("Chapters", len(briefing.chapters))
        for chapter in briefing.chapters:
            click.echo(_("At {time}:").format(time=words.length(chapter.start, briefing.rate)))
            click.echo(printable(chapter.title))
        voiced = _("{number} of {total}").format(number=made.fresh, total=len(briefing.utterances))
        state("Voiced now", voiced)
        if made.doubts:
            state("Doubtful words", made.doubts)
            state("List them with", f"briefing doubts {made.folder}")
        if made.inspection is not None:
            state("Checked", checked(made.inspection))
        state("Files", ", ".join(item.name for item in briefing.files))
        if made.changed:
            state("New or changed", len(made.changed))
        else:
            click.echo(_("Nothing changed."))
    code = _stand_in(made)
    click.echo(printable(str(path)))
    for other in others:
        if not manner.quiet:
            length = words.length(other.briefing.frames, other.briefing.rate)
            if fit_ms := other.briefing.settings.get("fit_ms"):
                state(_("Briefing of exactly {length}").format(length=typed(int(fit_ms))), length)
                _tell_fitted(other, everything=manner.verbose)
            else:
                speed = other.briefing.settings["speed"]
                state(_("Edition at speed {speed:g}").format(speed=speed), length)
        code = max(code, _stand_in(other))
        click.echo(printable(str(_main_file(other))))
    return code


def _fitted(made: Made) -> dict[str, object]:
    from briefing.accounts import Account

    account = Account.of_settings(made.briefing.settings)
    if account is None:
        return {}
    left_out = [{"id": item.id, "shown": item.shown} for item in made.left_out]
    return {"fit": asdict(account), "left_out": left_out}


def _tell_fitted(made: Made, *, everything: bool) -> None:
    """What was done to reach a length; which sentences were left out where that is the point of it."""
    from briefing.accounts import Account
    from briefing.cli import measuring

    account = Account.of_settings(made.briefing.settings)
    if account is not None:
        measuring.tell(account)
    if everything or "max_ms" in made.briefing.settings:
        measuring.name_left_out([(item.id, item.shown) for item in made.left_out])


def _main_file(made: Made) -> Path:
    names = {item.name for item in made.briefing.files}
    return made.folder / ("briefing.mp3" if "briefing.mp3" in names else "briefing.json")


def _edition(made: Made) -> dict[str, object]:
    """What there is to say of a briefing among others of other speeds."""
    briefing = made.briefing
    return {
        "speed": briefing.settings["speed"],
        **_fitted(made),
        "path": str(_main_file(made)),
        "folder": str(made.folder),
        "seconds": round(briefing.frames / briefing.rate, 3),
        "voice": briefing.voice.name,
        "voiced_now": made.fresh,
        "changed": sorted(item.relative_to(made.folder).as_posix() for item in made.changed),
    }


def _stand_in(made: Made) -> int:
    """Tell where another voice spoke than was asked for; the exit code that goes with it."""
    voice = made.briefing.voice
    if voice.is_as_asked:
        return 0
    if voice.stands_in_for:
        told = _("{voice} spoke in the place of {other}").format(voice=voice.name, other=voice.stands_in_for)
    else:
        told = _("{voice} spoke {chapters} for {other}").format(
            voice=voice.helped_by, chapters=words.chapters(len(voice.helped_in)), other=voice.name
        )
    _warn(f"{told}: {translated(voice.reason)}.")
    return PARTIAL


def checked(inspection: Inspection) -> str:
    """How many sentences of the article stood being read back."""
    return words.out_of(words.sentences(inspection.confirmed), inspection.sentences)


def _checked(made: Made) -> dict[str, int]:
    if made.inspection is None:
        return {}
    return {"sentences_checked": made.inspection.confirmed, "sentences_in_all": made.inspection.sentences}


def show_changes(sentences: tuple[Explained, ...], *, everything: bool = False) -> None:
    """What is said otherwise than it is written, a block of lines for each sentence."""
    for item in sentences:
        if not item.changes and not everything:
            continue
        state("sentence", item.id)
        state("shown", item.shown)
        state("spoken", item.spoken)
        for change in item.changes:
            state("rule", change.rule)
            state("written", change.before)
            if change.after:
                state("said", change.after)
            else:
                click.echo(_("left out"))
        click.echo()
    state("Changes", sum(len(item.changes) for item in sentences))


def _leaves(host: str) -> str:
    return _("The article is sent to the language model at {host}.").format(host=host)


def _warn(line: str) -> None:
    _tell(ink.painted(_("warning:"), "warning") + " " + printable(line))


def _tell(line: str, *, nl: bool = True) -> None:
    with suppress(OSError):
        click.echo(line, err=True, nl=nl)


def foresight(
    told: Foresight,
    manner: Manner,
    *,
    others: Mapping[float, Foresight] | None = None,
    exact: Mapping[int, Foresight] | None = None,
) -> int:
    """What a run would make, on standard output.

    Args:
        told: what it would make.
        manner: how to say it.
        others: speed to what would be made besides.
        exact: milliseconds to what would be made just so long besides.
    """
    others, exact = others or {}, exact or {}
    if manner.as_json:
        more = [{"speed": speed, "seconds": item.seconds} for speed, item in others.items()]
        more += [{"fit_ms": ms, "sentences": item.sentences} for ms, item in exact.items()]
        click.echo(json.dumps({**asdict(told), **({"others": more} if more else {})}, ensure_ascii=False))
        return 0
    state("Title")
    click.echo(printable(told.title))
    state("Sections", told.sections)
    state("Sentences", told.sentences)
    state("Expected length", words.length(round(told.seconds), 1))
    state("Voice", told.voice)
    wanted = words.requests(told.requests) if told.online else words.texts(told.requests)
    cached = _("{number} already cached").format(number=told.cached)
    if told.wait_s >= 1:
        pace = _("about {time} at your pace").format(time=words.length(round(told.wait_s), 1))
        state("To be voiced", words.listed(wanted, pace, cached))
    else:
        state("To be voiced", words.listed(wanted, cached))
    for speed, item in others.items():
        state(
            _("Expected length at speed {speed:g}").format(speed=speed),
            words.length(round(item.seconds), 1),
        )
    for ms, item in exact.items():
        state(_("Briefing of exactly {length}").format(length=typed(ms)), words.sentences(item.sentences))
    return 0


def _shown(reference: str) -> str:
    return _("standard input") if reference == "-" else reference
