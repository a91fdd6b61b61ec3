"""The command line: thin over the library, the only code that prints.

Its first reader is a screen reader, a log or a pipe: plain sentences, one after the other; progress on
standard error, results on standard output, the path last. Each command lives in a module of its own,
imported when it is called, so that ``briefing --help`` starts at once.
"""

from __future__ import annotations

import _imp
import ctypes
import errno
import gc
import importlib
import io
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from types import FrameType
from typing import Final, NoReturn

import click

from briefing import __version__, compiled
from briefing.cli import tongue
from briefing.cli.lines import complain
from briefing.cli.localized import add_colour, localize
from briefing.cli.tongue import N_, _, translated
from briefing.errors import BriefingError

COMMANDS: Final = {
    "make": ("briefing.cli.make", N_("Turn an article into a finished briefing.")),
    "script": ("briefing.cli.script", N_("Write the script of an article, and stop there.")),
    "voice": ("briefing.cli.voice", N_("Voice a script, as written or edited.")),
    "export": ("briefing.cli.export", N_("Make editions again, without voicing.")),
    "check": ("briefing.cli.check", N_("Read a briefing back and say what is wrong.")),
    "qc": ("briefing.cli.qc", N_("Hold sound files against what a station wants.")),
    "summary": ("briefing.cli.summary", N_("Print the summary that would be spoken, and why.")),
    "explain": ("briefing.cli.explain", N_("Tell what is said otherwise than it is written.")),
    "doubts": ("briefing.cli.doubts", N_("List the words whose reading is not sure.")),
    "lexicon": ("briefing.cli.lexicon", N_("Say how particular words are to be said.")),
    "voices": ("briefing.cli.voices", N_("List the voices and their options.")),
    "formats": ("briefing.cli.formats", N_("List the editions and their options.")),
    "clip": ("briefing.cli.clip", N_("Deliver words, sentences or a stretch of time as a file.")),
    "rundown": ("briefing.cli.rundown", N_("List the items with lengths, clock times and levels.")),
    "segments": ("briefing.cli.segments", N_("Deliver sections as files that go to air.")),
    "listen": ("briefing.cli.listen", N_("Play a briefing, or a chapter of it.")),
    "serve": ("briefing.cli.serve", N_("Hand out a podcast's folder to players.")),
    "doctor": ("briefing.cli.doctor", N_("Say what works here, what is missing and the cure.")),
    "show": ("briefing.cli.show", N_("Write the file of a show, and check it.")),
    "run": ("briefing.cli.run", N_("Make and publish what is new in a show.")),
    "status": ("briefing.cli.status", N_("Say how a show stands.")),
    "schedule": ("briefing.cli.schedule", N_("Print the lines that run a show by itself.")),
    "cache": ("briefing.cli.cache", N_("Show, prune or clear the cache of spoken pieces.")),
}
COLLECTED_AFTER: Final = (50_000, 20, 100)
"""How many new objects there are before Python looks for circles among them, and how often it looks among
older ones: seldom, as nearly nothing of ours goes in circles and looking took 4 per cent of a short run."""
M_TRIM_THRESHOLD: Final = -1
M_MMAP_THRESHOLD: Final = -3
M_ARENA_MAX: Final = -8
"""Of ``mallopt`` (malloc.h)."""
KEPT_FREE: Final = 64 << 20
"""Bytes that are kept for what comes next, of those that were given back."""
ASKED_ANEW: Final = 8 << 20
"""A block of so many bytes is asked of the system each time: few are longer than a stretch of 20 s."""
SWITCH_S: Final = 0.001
"""Seconds for which one thread may have Python to itself; five times as many are usual."""
GRACE_S: Final = 4.0
"""Seconds in which a run that is stopped clears up after itself."""
PUT_OFF_S: Final = 0.005
DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What is wrong where standard output is a file on a full disk."""
EPILOG: Final = """\b
Examples:
  briefing make seeds/hmeimim.txt --voice espeak
  briefing make page.html -o output/today --byline "..." --date 2026-02-27
  briefing script article.md -o script.json
  briefing voice script.json -o output/edited
  briefing export output/today --to captions,chapters
  briefing check output/today
  briefing listen output/today 3
  briefing --ui ar doctor

\b
Exit codes: 0 done, 2 usage, 3 voiced by the fallback, 65 bad input,
69 voice or service not available, 70 bug, 74 disk or encoder, 75 busy,
78 configuration, 130 and 143 stopped by a signal.
"""


class _Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _about = COMMANDS[cmd_name]
        command = importlib.import_module(module).command
        return localize(add_colour(command)) if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_module, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from briefing.errors import RequestError
            from briefing.settings import suggest

            message = f"there is no command {args[0]!r}"
            raise RequestError(message, hint=suggest(args[0], COMMANDS))
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80, "terminal_width": 80},
)
@click.option(
    "--ui",
    type=click.Choice(tongue.LANGUAGES),
    expose_value=False,
    help="The language of help and messages; else that of BRIEFING_UI, or of the locale.",
)
@click.version_option(__version__, prog_name="briefing", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn an Arabic article into an audio briefing.

    A short spoken summary and the whole narration, in one chaptered MP3, with
    transcript, captions and cover beside it.
    """


def _fill_closed_streams() -> None:
    """Open what was closed (``>&-``) on nothing, or the first file we write would become standard output."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


class Stop:
    """Remembers the signal that ended the run, and sees to it that it ends.

    A signal becomes an exception wherever Python happens to be; in the middle of importing a C extension
    it comes out as another one («ImportError: import numpy failed»). What counts is that we were stopped.
    While a module is looked up it is put off: raised there it could leave Python's own lock closed, for which
    another thread would wait without end. Whatever else may be in the way, after some seconds the process
    ends; nothing half-written is ever in its place, and the next run clears up.
    """

    def __init__(self) -> None:
        self.code = 0
        self._until = 0.0
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._stop)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.code = 128 + number
        self._until = time.monotonic() + GRACE_S
        signal.signal(signal.SIGALRM, self._again)
        self._interrupt()

    def _again(self, _number: int, _frame: FrameType | None) -> None:
        if time.monotonic() >= self._until:
            os._exit(self.code)
        self._interrupt()

    def _interrupt(self) -> None:
        if _imp.lock_held():
            signal.setitimer(signal.ITIMER_REAL, PUT_OFF_S)
            return
        signal.setitimer(signal.ITIMER_REAL, GRACE_S)
        raise KeyboardInterrupt


def main() -> NoReturn:
    """Run the command line; the exit code is the one documented in the README."""
    gc.set_threshold(*COLLECTED_AFTER)
    _set_memory()
    _fill_closed_streams()
    # Work is spread over the cores by the clip and the stretch; matrices that spread too get in its way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What measures and encodes asks for Python between two short steps; it should not wait long for the text.
    sys.setswitchinterval(SWITCH_S)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    stop = Stop()
    try:
        tongue.use(tongue.asked(sys.argv[1:], os.environ))
        localize(add_colour(commands))
        result = commands.main(prog_name="briefing", standalone_mode=False, obj=stop)
        code = result if isinstance(result, int) else 0
        if sys.stdout is not None:
            sys.stdout.flush()
    except BaseException as error:
        code = _say(_("stopped"), "", stop.code) if stop.code else _explain(error)
    if stop.code:  # what other threads are at does not matter any more
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)
    compiled.keep()
    gc.freeze()  # else all that was made is searched for circles once more, though all of it goes
    sys.exit(code)


def _set_memory() -> None:
    """Let all threads share two of glibc's arenas, and these keep what was given back for what comes next.

    Else each thread keeps its own: 20 MB of the 240 that an hour of sound takes. And else every block of
    sound is asked of the system, which fills it with zeros, page by page: 0.4 s of an hour.
    """
    with suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_ARENA_MAX, 2)
        mallopt(M_MMAP_THRESHOLD, ASKED_ANEW)
        mallopt(M_TRIM_THRESHOLD, KEPT_FREE)


def _explain(error: BaseException) -> int:
    """Say what went wrong; the exit code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.UsageError():
            where = error.ctx.command_path if error.ctx else "briefing"
            return _say(error.format_message(), f"{where} --help", 2)
        case click.ClickException():
            return _say(error.format_message(), "", error.exit_code)
        case BriefingError():
            return _say(translated(error.message), translated(error.hint), error.exit_code)
        case KeyboardInterrupt() | click.Abort():
            return _say(_("stopped"), "", 130)
        case BrokenPipeError() | SystemExit(__context__=BrokenPipeError()):  # the second is click's way
            # Whoever read our output has enough. Python would complain once more while it closes.
            sys.stdout = io.StringIO()
            return 0
        case OSError() if error.errno in DISK:
            sys.stdout = io.StringIO()
            problem = _("cannot write: {reason}").format(reason=translated(error.strerror or ""))
            return _say(problem, translated("df -h . shows how much room is left"), 74)
        case Exception():
            traceback.print_exception(error)
            return _say(_("this is a bug in briefing; the lines above say where"), "", 70)
    raise error


def _say(message: str, hint: str, code: int) -> int:
    """One last line: what is wrong and what to type."""
    complain(message, hint)
    return code
