"""Find voices, sources and exporters: the files in their folders, then other packages' entry points."""

from __future__ import annotations

import dataclasses
import functools
import importlib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal, cast, get_type_hints

from briefing import installed
from briefing.errors import ConfigError, RequestError
from briefing.settings import Options, convert, scoped, suggest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from briefing.contracts import ExporterModule, SourceModule, Voice, VoiceModule

Kind = Literal["voices", "sources", "exporters"]
ONE: Final[Mapping[Kind, str]] = {"voices": "voice", "sources": "source", "exporters": "format"}


@dataclasses.dataclass(frozen=True, slots=True)
class OptionDoc:
    """One option of a plugin, for listings."""

    name: str
    kind: str
    default: str


def names(kind: Kind) -> tuple[str, ...]:
    """Every plugin of a kind, built-in ones first, each group sorted.

    Raises:
        ConfigError: two plugins have the same name.
    """
    own = _own(kind)
    others = sorted(_entry_points(kind))
    for name in others:
        if name in own:
            message = f"two {kind} are named {name!r}; one comes from {_entry_points(kind)[name].value}"
            raise ConfigError(message, hint="uninstall the package that brings the second one")
    return (*own, *others)


def load(kind: Kind, name: str) -> ModuleType:
    """Import one plugin.

    Raises:
        RequestError: there is none of that name.
        ConfigError: it cannot be imported.
    """
    known = names(kind)
    if name not in known:
        message = f"there is no {ONE[kind]} {name!r}"
        raise RequestError(message, hint=suggest(name, known))
    if name in _own(kind):
        return importlib.import_module(f"briefing.{kind}.{name}")
    point = _entry_points(kind)[name]
    try:
        module = point.load()
    except Exception as error:
        message = f"the {ONE[kind]} {name!r} from {point.value} cannot be imported: {error}"
        raise ConfigError(message, hint="reinstall or remove the package that brings it") from error
    return cast("ModuleType", module)


def voice(name: str, options: Mapping[str, str]) -> Voice:
    """A voice with its options set from text."""
    module = cast("VoiceModule", load("voices", name))
    return module.Voice(plugin_options(module.Options, name, options))


def source(name: str) -> SourceModule:
    """A source."""
    return cast("SourceModule", load("sources", name))


def is_silent(name: str) -> bool:
    """Whether an exporter never reads the master, and says so: its ``SILENT`` is true."""
    return _says(name, "SILENT")


def keeps(name: str) -> bool:
    """Whether an exporter keeps what is costly to make, and says so: its ``KEEPS`` is true."""
    return _says(name, "KEEPS")


def loads(name: str) -> tuple[str, ...]:
    """The modules that an exporter will load, as far as it says so: its ``LOADS``."""
    return tuple(getattr(exporter(name), "LOADS", ()))


def follows(name: str) -> bool:
    """Whether an exporter can work while the master is written, and says so: its ``FOLLOWS`` is true."""
    return _says(name, "FOLLOWS")


def _says(name: str, what: str) -> bool:
    return bool(getattr(exporter(name), what, False))


def exporter(name: str) -> ExporterModule:
    """An exporter."""
    return cast("ExporterModule", load("exporters", name))


def plugin_options(kind: type[Options], name: str, options: Mapping[str, str]) -> Options:
    """A plugin's ``Options``, from what was typed for it."""
    fields = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    return convert(kind, scoped(options, name, known=fields), whose=name)


def documented(module: ModuleType) -> tuple[OptionDoc, ...]:
    """The options of a voice or exporter."""
    kind = module.Options
    hints = get_type_hints(kind)
    return tuple(
        OptionDoc(
            field.name, getattr(hints[field.name], "__name__", str(hints[field.name])), str(field.default)
        )
        for field in dataclasses.fields(kind)
    )


@functools.cache
def _own(kind: Kind) -> tuple[str, ...]:
    folder = Path(__file__).parent / kind
    return tuple(sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")))


@functools.cache
def _are_offered() -> bool:
    """Whether any package brings plugins; most often none does, and nothing is loaded to look for them."""
    return installed.offers("briefing.")


@functools.cache
def _entry_points(kind: Kind) -> Mapping[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    if not _are_offered():
        return found
    from importlib.metadata import entry_points

    for point in entry_points(group=f"briefing.{kind}"):
        if point.name in found and found[point.name].value != point.value:
            message = f"two {kind} are named {point.name!r}: {found[point.name].value} and {point.value}"
            raise ConfigError(message, hint="uninstall one of the two packages")
        found[point.name] = point
    return found
