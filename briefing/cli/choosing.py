"""What shapes a run, as command line options, and the :class:`Settings` they become."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

import click

from briefing.cli.gathering import Function, Options, gathered
from briefing.errors import RequestError
from briefing.settings import DEFAULT_EDITIONS, Settings

SETTINGS: Final[Options[Any]] = {
    "voice": click.option(
        "--voice",
        default="auto",
        show_default=True,
        metavar="NAME",
        help="auto, espeak (offline), gtts (online), tone (for rehearsal). auto is gtts where its "
        "endpoint answers within 3 seconds, else espeak.",
    ),
    "options": click.option(
        "-O",
        "options",
        multiple=True,
        metavar="KEY=VALUE",
        help="Set an option of the voice or a format (see: briefing voices, briefing formats), a "
        "pause (pauses.sentence_ms=500) or a sound of your own (sounds.opening=FILE; closing, section, bed). "
        "May be given several times.",
    ),
    "speed": click.option(
        "--speed", default=1.0, show_default=True, help="How fast it speaks, 0.5 to 3, at the same pitch."
    ),
    "pauses": click.option(
        "--pauses",
        default=1.0,
        show_default=True,
        metavar="FACTOR",
        help="How much longer every pause is, 0.25 to 4; 0.8 makes them shorter.",
    ),
    "summary_seconds": click.option(
        "--summary-seconds",
        default=45,
        show_default=True,
        type=click.IntRange(0, 3600),
        help="The longest the spoken summary may be; 0 leaves it out.",
    ),
    "summary": click.option(
        "--summary",
        type=click.Choice(["extract", "headlines", "llm", "none"]),
        default="extract",
        show_default=True,
        help="Whole sentences of the article; one line for each section; a language model's words, held to "
        "the article, for which its text leaves this machine; or none.",
    ),
    "headlines": click.option(
        "--headlines", is_flag=True, help="The same as --summary headlines: one line for each section."
    ),
    "summary_from": click.option(
        "--summary-from",
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        metavar="FILE",
        help="The editor's own summary, a text file.",
    ),
    "latin": click.option(
        "--latin",
        type=click.Choice(["arabic", "spell", "voice"]),
        default="arabic",
        show_default=True,
        help="Latin words that the lexicon does not know: said by rule in Arabic sounds, spelled, or said by "
        "the voice in their own language, where it can.",
    ),
    "endings": click.option(
        "--endings",
        type=click.Choice(["pausal", "full", "none"]),
        default="pausal",
        show_default=True,
        help="Case endings: left off before a pause, as newsreaders do; always said; never said.",
    ),
    "vowels": click.option(
        "--vowels",
        type=click.Choice(["usual", "best"]),
        default="usual",
        show_default=True,
        help="How diacritics are found; best is slower.",
    ),
    "lexicon": click.option(
        "--lexicon",
        "lexicon",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="How particular words are said, laid over the shipped lexicon and yours. May be given several "
        "times; the last one wins.",
    ),
    "to": click.option(
        "--to",
        default=",".join(DEFAULT_EDITIONS),
        show_default=True,
        metavar="NAMES",
        help="The editions to make, separated by commas.",
    ),
    "fallback": click.option(
        "--fallback",
        default="",
        metavar="NAME",
        help="The voice that speaks the whole briefing when the first one fails; exit code 3 then.",
    ),
    "fallback_scope": click.option(
        "--fallback-scope",
        type=click.Choice(["briefing", "section"]),
        default="briefing",
        show_default=True,
        help="Whether it speaks all, or only the chapters that the first voice did not finish.",
    ),
    "patience": click.option(
        "--patience",
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Waiting that one text is worth while an online voice does not answer.",
    ),
    "sample_rate": click.option(
        "--sample-rate",
        default=0,
        metavar="HZ",
        help="Frames per second of the master; the voice's own if not given.",
    ),
    "loudness": click.option(
        "--loudness",
        default="podcast",
        show_default=True,
        metavar="NAME",
        help="podcast (-16 LUFS), radio (-23 LUFS), none (as recorded), or a number of LUFS; peaks stay "
        "under -1 dBTP.",
    ),
    "no_tone": click.option("--no-tone", is_flag=True, help="No tone before each section."),
    "no_sounds": click.option(
        "--no-sounds", is_flag=True, help="Nothing but speech: no opening, no closing, no tones, no music."
    ),
    "force": click.option("--force", is_flag=True, help="Voice again what is in the cache."),
    "jobs": click.option(
        "--jobs",
        default=0,
        type=click.IntRange(0),
        metavar="N",
        help="Utterances voiced at once; one a core if not given.",
    ),
}
READING: Final = ("latin", "endings", "vowels", "lexicon")
"""What shapes how words are read."""
SUMMARIZING: Final = ("summary_seconds", "summary", "headlines", "summary_from")
"""What shapes the summary."""
WRITING: Final = ("voice", "options", "speed", "pauses", *SUMMARIZING, *READING)
"""What shapes a script."""
VOICING: Final = (
    *("voice", "options", "speed", "pauses", "endings", "vowels", "to", "fallback", "fallback_scope"),
    *("patience", "sample_rate", "loudness", "no_tone", "no_sounds", "force", "jobs"),
)
"""What shapes its sound and its editions."""


def settings(*names: str) -> Callable[[Function], Function]:
    """These options, as ``settings``."""
    return gathered("settings", settings_of, {name: SETTINGS[name] for name in dict.fromkeys(names)})


def speeds(command: Function) -> Function:
    """Several speeds, as ``speeds``; empty where there is to be one."""
    option = click.option(
        "--editions",
        default="",
        metavar="SPEEDS",
        help="Make it at each of these speeds: 1 is put in the folder itself, 1.5 in speed-1.5 inside.",
    )
    return gathered("speeds", speeds_of, {"editions": option})(command)


def speeds_of(*, editions: str) -> tuple[float, ...]:
    """The speeds that were asked for."""
    if not editions:
        return ()
    from briefing.speeds import read_speeds

    return read_speeds(editions)


def pairs(options: tuple[str, ...]) -> dict[str, str]:
    """``("rate=160",)`` as a mapping.

    Raises:
        RequestError: an item without ``=``.
    """
    parsed: dict[str, str] = {}
    for item in options:
        key, equals, value = item.partition("=")
        if not equals or not key:
            message = f"-O takes KEY=VALUE, not {item!r}"
            raise RequestError(message, hint="-O rate=160")
        parsed[key.strip()] = value.strip()
    return parsed


def settings_of(
    *,
    voice: str = "auto",
    options: tuple[str, ...] = (),
    to: str = "",
    summary_seconds: int = 45,
    sample_rate: int = 0,
    loudness: str = "podcast",
    no_tone: bool = False,
    no_sounds: bool = False,
    force: bool = False,
    jobs: int = 0,
    fallback: str = "",
    fallback_scope: str = "briefing",
    speed: float = 1.0,
    pauses: float = 1.0,
    patience: float = 60.0,
    latin: Literal["arabic", "spell", "voice"] = "arabic",
    endings: Literal["pausal", "full", "none"] = "pausal",
    vowels: Literal["usual", "best"] = "usual",
    lexicon: tuple[Path, ...] = (),
    summary: Literal["extract", "headlines", "llm", "none"] = "extract",
    headlines: bool = False,
    summary_from: Path | None = None,
) -> Settings:
    """The settings of a run."""
    return Settings(
        voice=voice,
        options=pairs(options),
        editions=tuple(dict.fromkeys(name.strip() for name in to.split(",") if name.strip())),
        summary_seconds=summary_seconds,
        summary="headlines" if headlines else summary,
        summary_from=summary_from,
        sample_rate=sample_rate,
        loudness=loudness,
        tone=not no_tone,
        sounds=not no_sounds,
        force=force,
        jobs=jobs,
        fallback=fallback,
        fallback_scope="section" if fallback_scope == "section" else "briefing",
        speed=speed,
        pauses=pauses,
        patience_s=patience,
        latin=latin,
        endings=endings,
        vowels=vowels,
        lexicons=lexicon,
    )
