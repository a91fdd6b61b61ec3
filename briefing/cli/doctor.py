"""``briefing doctor``."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click

from briefing.cli import options as shared
from briefing.errors import BriefingError, OutputError, VoiceOffline


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: str
    detail: str
    cure: str = ""


@click.command()
@click.option("--online", is_flag=True, help="Also ask whether the endpoint of gtts answers.")
@click.option("--voice", default="", metavar="NAME", help="Have this voice speak one word, and nothing else.")
@click.option("-O", "options", multiple=True, metavar="KEY=VALUE", help="Set an option of that voice.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(*, online: bool, voice: str, options: tuple[str, ...], as_json: bool) -> int:
    """Say what works here, what is missing and how to cure it.

    Nothing leaves this machine, unless --online or an online voice is given.
    """
    import json

    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", _python),
        ("voice espeak", _espeak),
        ("diacritics", _vowels),
        ("voice gtts", _gtts_online if online else _gtts),
        ("mp3 encoder", _encoder),
        ("mp3 decoder", lambda: f"miniaudio {version('miniaudio')}"),
        ("assembly", lambda: f"pydub {version('pydub')}"),
        ("cover font", _font),
        ("cache", _cache),
        ("output folder", _output),
    ]
    if voice:
        checks = [(f"voice {voice}", lambda: _speak(voice, shared.pairs(options)))]
    findings = [_look(name, check) for name, check in checks]
    missing = [item for item in findings if item.state == "missing" or (voice and item.state != "ok")]
    if as_json:
        click.echo(
            json.dumps(
                {
                    "ok": not missing,
                    "findings": [
                        {"name": item.name, "state": item.state, "detail": item.detail, "cure": item.cure}
                        for item in findings
                    ],
                },
                ensure_ascii=False,
            )
        )
    else:
        for item in findings:
            click.echo(
                f"{item.name}: {item.state}, {item.detail}" + (f". Try: {item.cure}" if item.cure else "")
            )
        click.echo("Everything needed is here." if not missing else f"Missing: {len(missing)}")
    return max((69 if item.name.startswith("voice") else 74 for item in missing), default=0)


def _look(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, "ok", check())
    except VoiceOffline as error:
        return Finding(name, "no answer", error.message, error.hint)
    except BriefingError as error:
        return Finding(name, "missing", error.message, error.hint)
    except ImportError as error:
        return Finding(name, "missing", str(error), "pip install --force-reinstall briefing")


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
