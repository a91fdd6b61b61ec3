"""What a run says: events as plain lines, a result as lines or JSON."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

import click

from briefing.cli.lines import printable
from briefing.cli.options import Manner
from briefing.errors import OutputError
from briefing.events import (
    ArticleRead,
    Assembled,
    EditionWritten,
    Event,
    NothingNew,
    Retrying,
    ScriptWritten,
    SummaryReplaced,
    TextLeaves,
    VoiceChosen,
    Voiced,
)
from briefing.explanation import Explained
from briefing.foresight import Foresight
from briefing.inspection import Inspection
from briefing.pipeline import Made

STEP_PER_CENT: Final = 10
HEARTBEAT_S: Final = 20.0
LEAST_GAP_S: Final = 1.0
LEAVES: Final = "The article is sent to the language model at {}."
PARTIAL: Final = 3
"""Exit code: made, but not as it was asked for."""


class Reporter:
    """Turns events into lines on standard error and in a log file. Use as a context.

    Lines are only ever appended: no carriage return, no redrawing, unless a bar was asked for.
    """

    def __init__(self, manner: Manner) -> None:
        self._speaks = not manner.quiet and not manner.as_json
        self._verbose = manner.verbose
        self._bar = manner.progress == "bar" and self._speaks
        self._log_file = manner.log_file
        self._per_cent = -STEP_PER_CENT
        self._last = self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            with suppress(OutputError):  # what the user has to hear is the first thing that went wrong
                self._log(f"failed: {error}")

    def __call__(self, event: Event) -> None:
        match event:
            case ArticleRead(reference, charset, _):
                self.say(f"Read {_shown(reference)} as {charset}.")
            case VoiceChosen(name, online, reason):
                where = "online: the text is sent to it" if online else "offline"
                self.say(f"Voice: {name}, {where}." + (f" Chosen because {reason}." if reason else ""))
            case ScriptWritten(sections, sentences, utterances):
                self.say(
                    f"Script: {_count(sections, 'section')}, {_count(sentences, 'sentence')}, "
                    f"{_count(utterances, 'utterance')}."
                )
            case Voiced():
                self._progress(event)
            case Retrying(utterance, problem, attempt, wait_s):
                self.say(
                    f"No answer for {utterance} ({problem}); attempt {attempt + 1} in {wait_s:g} seconds."
                )
            case Assembled(frames, rate):
                self.say(f"Assembled {length(frames, rate)}.")
            case TextLeaves(host):
                self.say(LEAVES.format(host))
            case SummaryReplaced():
                notice(event)
            case NothingNew():
                self.say("Everything is there already and whole.")
            case EditionWritten(name, files):
                if self._verbose:
                    self.say(
                        f"Made {name}: {', '.join(files)} ({time.monotonic() - self._began:.2f} seconds in)."
                    )

    def say(self, line: str) -> None:
        """One line of progress; where nobody takes it any more (a closed pipe), the work goes on."""
        line = printable(line)
        if self._speaks:
            _tell(line)
        self._log(line)
        self._last = time.monotonic()

    def _progress(self, event: Voiced) -> None:
        if event.fresh == 0:
            self.say(f"Narrating: all {event.total} sentences are in the cache.")
            return
        per_cent = event.done * 100 // event.total
        if self._bar:
            filled = per_cent * 40 // 100
            end = "\n" if event.done == event.total else ""
            _tell(f"\r[{'#' * filled}{'-' * (40 - filled)}] {per_cent} per cent{end}", nl=False)
            return
        waited = time.monotonic() - self._last
        stepped = per_cent >= self._per_cent + STEP_PER_CENT and waited >= LEAST_GAP_S
        finished = event.done == event.total
        if self._per_cent < 0 or stepped or finished or waited >= HEARTBEAT_S:
            if per_cent == self._per_cent and not finished:
                self.say(f"Still working: sentence {event.done} of {event.total}.")
            else:
                self.say(f"Narrating: sentence {event.done} of {event.total}, {per_cent} per cent.")
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


def notice(event: Event) -> None:
    """What a user has to know of, also where there is no progress to tell."""
    match event:
        case TextLeaves(host):
            _tell(printable(LEAVES.format(host)))
        case SummaryReplaced(problem):
            _tell(printable(f"warning: {problem}; sentences of the article stand in for it."))


def result(made: Made, manner: Manner, *, explained: tuple[Explained, ...] | None = None) -> int:
    """The result on standard output; its last line is the path. The exit code: 3 where a fallback spoke.

    Args:
        made: the result.
        manner: how to say it.
        explained: what is said otherwise than it is written, where that was asked for.
    """
    briefing = made.briefing
    main = "briefing.mp3" if any(item.name == "briefing.mp3" for item in briefing.files) else "briefing.json"
    path = made.folder / main
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
                    "files": [item.name for item in briefing.files],
                    "changed": sorted(item.name for item in made.changed),
                    **({} if explained is None else {"sentences": [asdict(item) for item in explained]}),
                },
                ensure_ascii=False,
            )
        )
        return code
    if not manner.quiet:
        if explained is not None:
            show_changes(explained)
        click.echo("Title:")
        click.echo(printable(briefing.masthead.headline))
        click.echo(f"Length: {length(briefing.frames, briefing.rate)}")
        click.echo(f"Chapters: {len(briefing.chapters)}")
        for chapter in briefing.chapters:
            click.echo(f"At {length(chapter.start, briefing.rate)}:")
            click.echo(printable(chapter.title))
        click.echo(f"Voiced now: {made.fresh} of {len(briefing.utterances)}")
        if made.doubts:
            click.echo(f"Doubtful words: {made.doubts}; list them with: briefing doubts {made.folder}")
        if made.inspection is not None:
            click.echo(checked(made.inspection))
        click.echo(f"Files: {', '.join(item.name for item in briefing.files)}")
        click.echo("Nothing changed." if not made.changed else f"New or changed: {len(made.changed)}")
    if code:
        voice = briefing.voice
        told = (
            f"{voice.name} spoke in the place of {voice.stands_in_for}"
            if voice.stands_in_for
            else f"{voice.helped_by} spoke {_count(len(voice.helped_in), 'chapter')} for {voice.name}"
        )
        _tell(printable(f"warning: {told}: {voice.reason}."))
    click.echo(printable(str(path)))
    return code


def checked(inspection: Inspection) -> str:
    """How many sentences of the article stood being read back."""
    return f"Checked: {_count(inspection.confirmed, 'sentence')} of {inspection.sentences}"


def summed_up(inspection: Inspection) -> str:
    """What an inspection came to, in a sentence."""
    faults = _count(len(inspection.faults), "fault") if inspection.faults else "no faults"
    return f"{checked(inspection)}, {_count(inspection.files, 'file')}; {faults}."


def _checked(made: Made) -> dict[str, int]:
    if made.inspection is None:
        return {}
    return {"sentences_checked": made.inspection.confirmed, "sentences_in_all": made.inspection.sentences}


def show_changes(sentences: tuple[Explained, ...], *, everything: bool = False) -> None:
    """What is said otherwise than it is written, a block of lines for each sentence."""
    for item in sentences:
        if not item.changes and not everything:
            continue
        click.echo(f"sentence: {item.id}")
        click.echo(f"shown: {printable(item.shown)}")
        click.echo(f"spoken: {printable(item.spoken)}")
        for change in item.changes:
            click.echo(f"rule: {change.rule}")
            click.echo(f"written: {printable(change.before)}")
            click.echo(f"said: {printable(change.after)}" if change.after else "left out")
        click.echo()
    click.echo(f"Changes: {sum(len(item.changes) for item in sentences)}")


def _tell(line: str, *, nl: bool = True) -> None:
    with suppress(OSError):
        click.echo(line, err=True, nl=nl)


def foresight(told: Foresight, manner: Manner) -> int:
    """What a run would make, on standard output."""
    if manner.as_json:
        click.echo(json.dumps(asdict(told), ensure_ascii=False))
        return 0
    click.echo("Title:")
    click.echo(printable(told.title))
    click.echo(f"Sections: {told.sections}")
    click.echo(f"Sentences: {told.sentences}")
    click.echo(f"Expected length: {length(round(told.seconds), 1)}")
    click.echo(f"Voice: {told.voice}")
    asked = "request" if told.online else "text"
    pace = f", about {length(round(told.wait_s), 1)} at your pace" if told.wait_s >= 1 else ""
    click.echo(f"To be voiced: {_count(told.requests, asked)}{pace}, {told.cached} already cached")
    return 0


def length(frames: int, rate: int) -> str:
    """A length in words: ``5 minutes 58 seconds``."""
    minutes, seconds = divmod(round(frames / rate), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (seconds, "second")]
    return " ".join(_count(number, unit) for number, unit in parts if number) or "0 seconds"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _shown(reference: str) -> str:
    return "standard input" if reference == "-" else reference
