"""What a station wants of a file: loudness, peaks, rate, bits, channels. Figures are data, in ``profiles/``.

A profile of the user's is a TOML file of the same fields. ``extends`` names a shipped one, or a file beside
it, whose figures hold where the file says nothing; without it those of ``ebu`` do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, Literal

from briefing.errors import ConfigError, RequestError
from briefing.records import dataclass
from briefing.settings import suggest

FOLDER: Final = Path(__file__).with_name("profiles")
DEFAULT: Final = "ebu"
LIKE: Final = "briefing segments FOLDER --profile ebu"
LONGEST_CHAIN: Final = 8
"""Files that extend one another."""
BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "lufs": (-40.0, -9.0),
    "tolerance_lu": (0.1, 5.0),
    "peak_dbtp": (-12.0, 0.0),
    "peak_dbfs": (-12.0, 0.0),
    "max_short_term_lufs": (-40.0, 0.0),
    "rate": (8_000, 192_000),
    "head_ms": (0, 60_000),
    "tail_ms": (0, 60_000),
    "most_edge_ms": (0, 60_000),
    "most_pause_ms": (0, 600_000),
}
"""The least and the most each figure may be."""
CHOICES: Final[Mapping[str, tuple[int, ...]]] = {"bits": (16, 24), "channels": (1, 2)}
LETTERS: Final[Mapping[str, int]] = {"country": 2, "organisation": 3}
"""How many letters and digits these have (EBU R 99)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a station wants."""

    name: str
    """Of a shipped one; of a file its name without ``.toml``."""
    lufs: float = -23.0
    """Integrated loudness, measured as dual mono (EBU R 128)."""
    tolerance_lu: float = 0.2
    """How far from it a file is taken by the station; what we write is within 0.2 anyway."""
    peak_dbtp: float = -1.0
    """What the wave may reach, also between its samples."""
    peak_dbfs: float | None = None
    """What a sample may reach; None for what the true peak allows."""
    max_short_term_lufs: float | None = None
    """What no 3 seconds may be above; None for no such limit."""
    rate: int = 48_000
    """Samples a second."""
    bits: Literal[16, 24] = 24
    channels: Literal[1, 2] = 1
    """With 2, the same left and right."""
    head_ms: int = 0
    """Digital silence before the first sound, in milliseconds."""
    tail_ms: int = 0
    """The same after the last one."""
    most_edge_ms: int = 1_000
    """Silence, in milliseconds, that a file may have there beyond what is wanted."""
    most_pause_ms: int = 3_000
    """Silence that it may have inside."""
    country: str = "XX"
    """ISO 3166, two letters; ``XX`` where none is told (EBU R 99)."""
    organisation: str = "BRF"
    """The organisation's three letters (EBU R 99)."""
    originator: str = "briefing"
    """Who made the file, at most 32 ASCII characters (EBU Tech 3285)."""


def names() -> tuple[str, ...]:
    """The shipped profiles."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(wanted: str | Path) -> Profile:
    """A profile by its name, or from a file.

    Args:
        wanted: a shipped name, or the path of a TOML file: it ends with ``.toml`` or has a slash.

    Raises:
        RequestError: there is no such shipped profile.
        ConfigError: the file cannot be read, has an unknown key, or a value that cannot be used.
    """
    path = _path_of(str(wanted), beside=None)
    given: dict[str, Any] = {}
    chain = [path]
    while True:
        document = _read(path)
        base = document.pop("extends", None)
        given = document | given
        if base is None:
            break
        if not isinstance(base, str):
            message = f"{path}: extends is {base!r}, not the name of a profile"
            raise ConfigError(message, hint=f'extends = "{DEFAULT}"')
        path = _extended(base, path)
        if path in chain or len(chain) >= LONGEST_CHAIN:
            message = f"{chain[0]} extends itself"
            raise ConfigError(message, hint=f'extends = "{DEFAULT}"')
        chain.append(path)
    return replace(Profile(name=chain[0].stem), **given)


def _extended(base: str, by: Path) -> Path:
    """The file that another one extends."""
    try:
        return _path_of(base, beside=by.parent)
    except RequestError as error:
        message = f"{by}: it extends {base!r}, which there is not"
        raise ConfigError(message, hint=f'extends = "{suggest(base, names())}"') from error


def _path_of(wanted: str, *, beside: Path | None) -> Path:
    if wanted.endswith(".toml") or "/" in wanted:
        path = Path(wanted)
        return path if beside is None else beside / path
    if wanted not in names():
        message = f"there is no profile {wanted!r}"
        raise RequestError(message, hint=f"--profile {suggest(wanted, names())}")
    return FOLDER / f"{wanted}.toml"


def _read(path: Path) -> dict[str, Any]:
    """The checked fields of one file."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = f"the profile {path} cannot be read: {error.strerror}"
        raise ConfigError(message, hint=LIKE) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"the profile {path} is not TOML: {error}"
        raise ConfigError(message, hint="lufs = -23.0") from error
    known = {field.name for field in fields(Profile)} - {"name"}
    for key, value in document.items():
        if key not in known and key != "extends":
            message = f"the profile {path} has an unknown key {key!r}"
            raise ConfigError(message, hint=suggest(key, known | {"extends"}))
        if problem := _problem_of(key, value):
            message = f"the profile {path}: {key} is {value!r}; {problem}"
            raise ConfigError(message, hint=f"{key} = {_example(key)}")
    return document


def _problem_of(key: str, value: object) -> str:
    """Why a value cannot be used; empty where it can."""
    if key in CHOICES:
        allowed = CHOICES[key]
        return "" if _is_whole(value) and value in allowed else f"it must be {' or '.join(map(str, allowed))}"
    if key in BOUNDS:
        least, most = BOUNDS[key]
        fits = (isinstance(value, float) or _is_whole(value)) and least <= value <= most  # type: ignore[operator]
        if fits and (key == "rate" or key.endswith("_ms")) and not _is_whole(value):
            return "it must be a whole number"
        return "" if fits else f"it must be a number between {least:g} and {most:g}"
    if key in LETTERS:
        long = LETTERS[key]
        fits = isinstance(value, str) and value.isascii() and value.isalnum() and len(value) == long
        return "" if fits else f"it must be {long} letters or digits of ASCII"
    if key == "originator":
        fits = isinstance(value, str) and value.isascii() and value.isprintable() and 0 < len(value) <= 32
        return "" if fits else "it must be 1 to 32 printable characters of ASCII"
    return ""


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _example(key: str) -> str:
    value = getattr(Profile(name=DEFAULT), key)
    if value is None:
        value = BOUNDS[key][0] / 2
    return f'"{value}"' if isinstance(value, str) else f"{value}"
