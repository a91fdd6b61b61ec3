"""``NAME.toml`` becomes a show; whatever cannot be used in it is said, with what was probably meant."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from briefing.errors import ConfigError, RequestError
from briefing.settings import suggest
from briefing.shows.secret import Secret
from briefing.shows.show import Placed, Show, Source
from briefing.shows.slots import TIME, WEEKDAYS, zone_of

NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
MOST_BYTES: Final = 1_000_000
FREE: Final = frozenset({"voice.options"})
"""Tables whose keys are not ours."""


def load(path: Path) -> Placed:
    """Read and check a show file.

    Raises:
        ConfigError: it cannot be read or used; the key is named.
    """
    path = path.absolute()
    if not NAME.fullmatch(path.stem) or path.suffix != ".toml":
        message = f"{path.name} is no name for a show file: letters from a to z, digits, - and _, then .toml"
        raise ConfigError(message, hint="briefing show init morning")
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise ConfigError(message, hint=f"write one with: briefing show init {path.stem}") from error
    try:
        show = read(data)
    except ConfigError as error:
        message = f"the show file {path.name}: {error.message}"
        raise ConfigError(message, hint=error.hint) from error
    hidden = replace(show, unattended=replace(show.unattended, ping_url=""))
    placed = Placed(show=hidden, path=path, ping_url=_ping_url(show, path))
    _check_settings(placed)
    return placed


def read(data: bytes) -> Show:
    """A show from the text of its file; nothing else is looked at.

    Raises:
        ConfigError: it cannot be used.
    """
    import msgspec

    if len(data) > MOST_BYTES:
        message = "this is too long for a show file"
        raise ConfigError(message, hint="briefing show init morning")
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"this is not TOML in UTF-8: {error}"
        raise ConfigError(message, hint='texts stand in quotes, as in: title = "..."') from error
    for unknown, known in _unknown(document, Show, ""):
        message = f"there is no key {unknown!r}"
        raise ConfigError(message, hint=suggest(unknown.rpartition(".")[2], known))
    try:
        show = msgspec.convert(document, Show)
    except msgspec.ValidationError as error:
        message = f"a value cannot be used: {str(error).replace('$.', '')}"
        raise ConfigError(message, hint="briefing show init writes a file with every key in it") from error
    for message, hint in _problems(show):
        raise ConfigError(message, hint=hint)
    return show


def _unknown(table: Mapping[str, Any], kind: type, path: str) -> Iterator[tuple[str, list[str]]]:
    """Keys that a table may not have, each with those it may."""
    known = [item.name for item in fields(kind)]
    hints = get_type_hints(kind)
    for key, value in table.items():
        name = f"{path}{key}"
        if key not in known:
            yield name, known
            continue
        if name in FREE:
            continue
        inner = hints[key]
        if get_origin(inner) is tuple and isinstance(value, list):
            inner = get_args(inner)[0]
            for item in value:
                if is_dataclass(inner) and isinstance(item, dict):
                    yield from _unknown(item, inner, f"{name}.")  # type: ignore[arg-type]
        elif is_dataclass(inner) and isinstance(value, dict):
            yield from _unknown(value, inner, f"{name}.")  # type: ignore[arg-type]


def _problems(show: Show) -> Iterator[tuple[str, str]]:
    """What is of the right type and cannot be used all the same."""
    if not show.title.strip():
        yield "the show has no title", 'title = "..."'
    if not show.sources:
        yield "the show has no sources", '[[sources]] with kind = "folder" and at = "articles"'
    for source in show.sources:
        yield from _problems_of_source(source)
    edition = show.edition
    zone_of(edition.time_zone)
    for text in edition.slots:
        if not TIME.fullmatch(text):
            yield f"edition.slots has {text!r}, which is no time of day", 'slots = ["06:00"]'
    if edition.form == "together" and not edition.slots:
        yield "an episode made of several articles needs a time of day", 'edition.slots = ["06:00"]'
    for text in edition.weekdays:
        if text not in WEEKDAYS:
            yield f"edition.weekdays has {text!r}", ", ".join(WEEKDAYS)
    if not edition.weekdays:
        yield "edition.weekdays is empty", ", ".join(WEEKDAYS)
    for name, value, least, most in (
        ("edition.catch_up", edition.catch_up, 0, 31),
        ("edition.parts", edition.parts, 1, 50),
        ("edition.most", edition.most, 1, 1000),
        ("summary.seconds", show.summary.seconds, 0, 3600),
        ("fetch.recheck_days", show.fetch.recheck_days, 0, 31),
        ("unattended.first", show.unattended.first, 0, 1000),
        ("unattended.tries", show.unattended.tries, 1, 100),
        ("unattended.report_after", show.unattended.report_after, 1, 100),
        ("retention.keep_episodes", show.retention.keep_episodes, 0, 100_000),
        ("retention.keep_days", show.retention.keep_days, 0, 100_000),
        ("retention.max_bytes", show.retention.max_bytes, 0, 1 << 50),
        ("retention.grace_days", show.retention.grace_days, 0, 365),
    ):
        if not least <= value <= most:
            yield f"{name} is {value}; it must be between {least} and {most}", f"{name} = {least}"
    if not _is_address(show.feed.url):
        yield (
            f"feed.url is {show.feed.url!r}; it must be the address of the feed on the web",
            'url = "https://example.org/podcast/feed.xml"',
        )
    if show.feed.link and not _is_address(show.feed.link):
        yield f"feed.link is {show.feed.link!r}, which is no address", 'link = "https://example.org/"'
    given = [show.unattended.ping_url, show.unattended.ping_url_file, show.unattended.ping_url_env]
    if sum(map(bool, given)) > 1:
        yield "the ping address is given twice", "keep one of ping_url, ping_url_file and ping_url_env"


def _problems_of_source(source: Source) -> Iterator[tuple[str, str]]:
    if _has_credentials(source.at):
        yield "the address of a source has a name or password in it", "take it out: addresses are logged"
    elif not source.at.strip():
        yield "a source says not where it is", 'at = "articles"'
    elif source.kind in {"page", "feed"} and not _is_address(source.at):
        yield (
            f"a source of kind {source.kind!r} needs an address, not {source.at!r}",
            'at = "https://example.org/..."',
        )
    elif source.kind == "folder" and "://" in source.at:
        yield f"a source of kind 'folder' needs a path, not {source.at!r}", 'at = "articles"'


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _has_credentials(text: str) -> bool:
    try:
        return "://" in text and "@" in urlsplit(text).netloc
    except ValueError:
        return False


def _ping_url(show: Show, path: Path) -> Secret:
    """The ping address, from wherever the file says it is."""
    unattended = show.unattended
    text = unattended.ping_url
    where = "unattended.ping_url"
    if unattended.ping_url_file:
        where = "unattended.ping_url_file"
        try:
            text = (
                (path.parent / Path(unattended.ping_url_file).expanduser())
                .read_text(encoding="utf-8")
                .strip()
            )
        except (OSError, UnicodeDecodeError) as error:
            message = f"{path.name}: the file that unattended.ping_url_file names cannot be read"
            raise ConfigError(message, hint=f"ls -l {unattended.ping_url_file}") from error
    elif unattended.ping_url_env:
        where = "unattended.ping_url_env"
        text = os.environ.get(unattended.ping_url_env, "").strip()
        if not text:
            message = f"{path.name}: the environment has no {unattended.ping_url_env}"
            raise ConfigError(message, hint=f"export {unattended.ping_url_env}=...")
    if text and not _is_address(text):
        message = f"{path.name}: what {where} leads to is no address"
        raise ConfigError(message, hint="an address begins with https://")
    return Secret(text)


def _check_settings(placed: Placed) -> None:
    """The voice, its options and the lexicons, as a run would find them wrong."""
    from briefing import choices, plugins

    settings = placed.settings()
    try:
        asked = ("espeak", "gtts") if settings.voice == "auto" else (settings.voice,)
        voices = (*asked, *filter(None, [settings.fallback]))
        choices.check_options(settings, voices=voices)
        for name in voices:
            plugins.plugin_options(plugins.load("voices", name).Options, name, settings.options)
        choices.pauses_of(settings)
    except RequestError as error:
        message = f"the show file {placed.path.name}: {error.message}"
        raise ConfigError(message, hint=error.hint) from error
    for path in settings.lexicons:
        if not path.is_file():
            message = f"{placed.path.name}: there is no lexicon {path}"
            raise ConfigError(message, hint=f"briefing lexicon add NATO ناتو --file {path}")
