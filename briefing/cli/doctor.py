"""``briefing doctor``."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, fields
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click

from briefing.cli import options as shared
from briefing.cli import tables
from briefing.cli.extras import Extra, extras
from briefing.cli.heartbeat import Heartbeat
from briefing.cli.lines import state
from briefing.cli.tongue import N_, _, translated
from briefing.cli.words import listed
from briefing.errors import BriefingError, OutputError, VoiceOffline
from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: str
    detail: str
    cure: str = ""


OK: Final = N_("ok")
MISSING: Final = N_("missing")
NO_ANSWER: Final = N_("no answer")
ABSENT: Final = N_("not installed")
"""Of what only some of the work needs."""
EXTRA: Final = "extra "


@click.command(
    epilog="""\b
Examples:
  briefing doctor
  briefing doctor --online
  briefing doctor --voice gtts
  briefing doctor --show morning.toml
"""
)
@click.option("--online", is_flag=True, help="Also ask whether the endpoint of gtts answers.")
@click.option("--voice", default="", metavar="NAME", help="Have this voice speak one word, and nothing else.")
@click.option("-O", "options", multiple=True, metavar="KEY=VALUE", help="Set an option of that voice.")
@click.option(
    "--show",
    "show",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    help="Look at a show: its file, and whether what it remembers is whole.",
)
@tables.form
def command(
    *, online: bool, voice: str, options: tuple[str, ...], show: Path | None, form: tables.Form
) -> int:
    """Say what works here, what is missing and how to cure it.

    Nothing leaves this machine, unless --online or an online voice is given.
    """
    checks: list[tuple[str, Callable[[], str]]] = [
        (N_("python"), _python),
        (N_("voice espeak"), _espeak),
        (N_("diacritics"), _vowels),
        (N_("voice gtts"), _gtts_online if online else _gtts),
        (N_("mp3 encoder"), _encoder),
        (N_("mp3 decoder"), lambda: f"miniaudio {version('miniaudio')}"),
        (N_("assembly"), lambda: f"pydub {version('pydub')}"),
        (N_("cover font"), _font),
        (N_("cache"), _cache),
        (N_("output folder"), _output),
    ]
    if voice:
        checks = [(f"voice {voice}", lambda: _speak(voice, shared.pairs(options)))]
    elif show is not None:
        file = show
        checks = [(N_("show file"), lambda: _show(file)), (N_("show state"), lambda: _state(file))]
    findings = []
    with Heartbeat(lambda: click.echo(_("Still working."), err=True) if form == "lines" else None) as heart:
        for name, check in checks:
            found = _look(name, check)
            findings.append(found)
            if form == "lines":
                _tell(found)
                heart.heard()
        if not voice and show is None:
            for found in map(_extra, extras()):
                findings.append(found)
                if form == "lines":
                    _tell(found)
    missing = [item for item in findings if item.state == MISSING or (voice and item.state != OK)]
    if form == "json":
        tables.write_json({"ok": not missing, "findings": [asdict(item) for item in findings]})
    elif form == "csv":
        columns = [field.name for field in fields(Finding)]
        tables.write_csv(columns, ([getattr(item, name) for name in columns] for item in findings))
    elif missing:
        state("Missing", len(missing))
    else:
        click.echo(_("Everything needed is here."))
    return max((69 if item.name.startswith("voice") else 74 for item in missing), default=0)


def _tell(item: Finding) -> None:
    cure = ". " + _("Try: {cure}").format(cure=translated(item.cure)) if item.cure else ""
    extra = item.name.removeprefix(EXTRA)
    name = item.name if extra == item.name else _("extra {name}").format(name=extra)
    state(name, f"{listed(_(item.state), translated(item.detail))}{cure}")


def _look(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, OK, check())
    except VoiceOffline as error:
        return Finding(name, NO_ANSWER, error.message, error.hint)
    except BriefingError as error:
        return Finding(name, MISSING, error.message, error.hint)
    except ImportError as error:
        return Finding(name, MISSING, str(error), "pip install --force-reinstall briefing")


def _extra(extra: Extra) -> Finding:
    name = f"{EXTRA}{extra.name}"
    if extra.absent:
        return Finding(name, ABSENT, ", ".join(extra.absent), f"pip install 'briefing[{extra.name}]'")
    return Finding(name, OK, ", ".join(extra.there))


def _python() -> str:
    return f"{platform.python_version()} on {sys.platform}"


def _espeak() -> str:
    return _speak("espeak", {})


def _speak(name: str, options: dict[str, str]) -> str:
    """Have a voice say one word."""
    from briefing import plugins
    from briefing.audio.decode import fit

    voice = plugins.voice(name, options)
    try:
        voice.check()
        pcm = fit(voice.speak("مَرْحَبًا"), rate=voice.rate).pcm
    finally:
        voice.close()
    return f"spoke a word of {len(pcm) / 2 / voice.rate:.1f} seconds"


def _vowels() -> str:
    from briefing.text.vowels import vowelize

    return f"text2tashkeel {version('text2tashkeel')} reads: {vowelize('مرحبا بكم')}"


def _gtts() -> str:
    from briefing import plugins

    plugins.voice("gtts", {}).check()
    return f"gTTS {version('gTTS')}; its endpoint was not asked (briefing doctor --online asks)"


def _gtts_online() -> str:
    from briefing.voices import gtts

    problem = gtts.available(gtts.Options())
    if problem is not None:
        raise VoiceOffline(problem, hint="briefing make ARTICLE --voice espeak")
    return f"gTTS {version('gTTS')}; its endpoint answers"


def _encoder() -> str:
    import lameenc  # noqa: F401

    return f"lameenc {version('lameenc')}"


def _font() -> str:
    from briefing.exporters import _lettering

    return f"Pillow {version('Pillow')}, {_lettering.FONT.rpartition('/')[2]}"


def _show(file: Path) -> str:
    from briefing.shows import checking, showfile

    placed = showfile.load(file)
    checking.check(placed)
    return str(placed.path)


def _state(file: Path) -> str:
    """SQLite's own check of what the show remembers."""
    from briefing.shows import copies, showfile
    from briefing.shows.state import FILE

    folder = showfile.load(file).state_folder
    if damaged := copies.faults(folder):
        message = f"the state in {folder} is damaged: {damaged[0]}"
        raise OutputError(message, hint=f"put a copy you saved in the place of {folder / FILE}")
    return f"{folder / FILE}, whole"


def _cache() -> str:
    from briefing.store import default_folder

    folder = default_folder()
    _try_writing(folder)
    return f"{folder}, {_free(folder)}"


def _output() -> str:
    folder = Path("output")
    _try_writing(folder if folder.is_dir() else Path())
    return f"can be written, {_free(Path())}"


def _try_writing(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise OutputError(message, hint="name another folder with --cache-dir or --output") from error


def _free(folder: Path) -> str:
    return f"{shutil.disk_usage(folder).free / 1e9:.1f} GB free"
