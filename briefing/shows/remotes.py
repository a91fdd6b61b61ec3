"""A public folder behind an address that fsspec knows: S3 and what speaks like it, SFTP and more.

Objects are put as wholes (``put_file``, ``pipe_file``) and never through ``open(…, "wb")``, which on object
stores publishes half a file when something fails in between. Stores of objects have no rename and show an
object only when it is whole; elsewhere a file goes up under a hidden name and is renamed. fsspec is the extra
``briefing[remote]``, with S3 ``briefing[s3]``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError, ConfigError, OutputError, RequestError
from briefing.shows import mediatypes
from briefing.shows.folders import Stored, safe

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

OBJECT_STORES: Final = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "oci", "memory"})
TAKING_HEADERS: Final = frozenset({"s3", "s3a"})
"""Where the type and the age are said on upload; others work them out from the name."""
MD5: Final = re.compile(r'"?([0-9a-f]{32})"?')
BLOCK_BYTES: Final = 1 << 20
SECRETS: Final = re.compile(r"(?<=://)[^/@]*@")


class RemoteFolder:
    """A folder or prefix of a file system of fsspec."""

    def __init__(self, files: AbstractFileSystem, root: str, *, shown: str) -> None:
        self._files = files
        self._root = root.rstrip("/")
        self._shown = shown
        """The address for messages, without secrets."""
        protocols = {files.protocol} if isinstance(files.protocol, str) else set(files.protocol)
        self._is_object_store = bool(protocols & OBJECT_STORES)
        self._takes_headers = bool(protocols & TAKING_HEADERS)

    def publish(self, name: str, content: Path | bytes) -> bool:
        """Put a file there; whether anything was sent.

        Raises:
            OutputError: it could not be put there; the file is as it was.
        """
        path = self._path(name)
        with self._explained():
            if self._is_there(path, content):
                return False
            if self._is_object_store:
                self._put(path, content, **self._headers(name))
                return True
            parent, _, last = path.rpartition("/")
            hidden = f"{parent}/.{last}.part"
            self._files.makedirs(parent, exist_ok=True)
            self._put(hidden, content)
            self._files.mv(hidden, path)
        return True

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none.

        Raises:
            OutputError: it could not be read.
        """
        with self._explained():
            try:
                data: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return data

    def stored(self) -> tuple[Stored, ...]:
        """Every file there but hidden ones, by name.

        Raises:
            OutputError: it could not be listed.
        """
        with self._explained():
            self._files.invalidate_cache()
            try:
                found = self._files.find(self._root, detail=True)
            except FileNotFoundError:
                return ()
            return tuple(sorted(self._listed(found), key=lambda item: item.name))

    def remove(self, name: str) -> None:
        """Remove a file, if it is there.

        Raises:
            OutputError: it could not be removed.
        """
        with self._explained():
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:
                return

    def tidy(self) -> None:
        """Nothing: what was left half-written elsewhere is overwritten by the next run, and hidden."""

    def _path(self, name: str) -> str:
        return f"{self._root}/{safe(name)}"

    def _put(self, path: str, content: Path | bytes, **headers: str) -> None:
        if isinstance(content, bytes):
            self._files.pipe_file(path, content, **headers)
        else:
            self._files.put_file(str(content), path, **headers)

    def _headers(self, name: str) -> Mapping[str, str]:
        if not self._takes_headers:
            return {}
        return {
            "ContentType": mediatypes.content_type(name),
            "CacheControl": mediatypes.cache_control(name),
        }

    def _listed(self, found: Mapping[str, Mapping[str, Any]]) -> Iterator[Stored]:
        prefix = self._root.lstrip("/") + "/"
        for path, facts in found.items():
            name = path.lstrip("/").removeprefix(prefix)
            if not any(part.startswith(".") for part in name.split("/")):
                yield Stored(name=name, bytes=int(facts["size"]), modified=_modified(facts))

    def _is_there(self, path: str, content: Path | bytes) -> bool:
        """Whether the same bytes are there: by the store's own MD5 where it tells one, else by reading."""
        self._files.invalidate_cache()
        try:
            facts = self._files.info(path)
        except FileNotFoundError:
            return False
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        if facts["size"] != size:
            return False
        told = MD5.fullmatch(str(facts.get("ETag", "")))
        if told and _digest(content, hashlib.md5(usedforsecurity=False)) == told.group(1):
            return True  # else: an encrypted store's ETag looks like an MD5 and is none
        there = hashlib.sha256()
        with self._files.open(path, "rb") as file:
            while block := file.read(BLOCK_BYTES):
                there.update(block)
        return there.hexdigest() == _digest(content, hashlib.sha256())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Foreign errors become ours: each file system of fsspec has its own, not all of them OSError."""
        try:
            yield
        except BriefingError:
            raise
        except Exception as error:
            reason = SECRETS.sub("", str(error)) or type(error).__name__
            message = f"cannot publish to {self._shown}: {reason}"
            raise OutputError(
                message, hint="run it again: what is there already is not sent twice"
            ) from error


def open_remote(address: str, *, options: Mapping[str, Any] | None = None) -> RemoteFolder:
    """The folder at an address like ``s3://bucket/show``.

    Args:
        address: of a protocol that fsspec knows.
        options: what the protocol's file system is to be told: endpoint, keys; secrets come from the
            environment where these are empty.

    Raises:
        RequestError: the extra is not installed.
        ConfigError: the protocol is unknown or cannot be written.
    """
    shown = SECRETS.sub("", address)
    protocol = address.partition("://")[0]
    extra = "s3" if protocol in TAKING_HEADERS else "remote"
    if protocol in {"http", "https"}:
        message = (
            f"{shown} can be read but not written; publish to a folder or to something like s3://bucket/show"
        )
        raise ConfigError(message, hint="set the folder that your web server hands out")
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(address, **(options or {}))
    except ImportError as error:
        message = f"publishing to {protocol}:// needs a package that is not installed"
        raise RequestError(message, hint=f'pip install "briefing[{extra}]"') from error
    except ValueError as error:
        message = f"{shown} is not an address that can be published to: {SECRETS.sub('', str(error))}"
        raise ConfigError(message, hint="write it like s3://bucket/show") from error
    return RemoteFolder(files, root, shown=shown)


def _digest(content: Path | bytes, hashing: hashlib._Hash) -> str:
    if isinstance(content, bytes):
        hashing.update(content)
        return hashing.hexdigest()
    with content.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            hashing.update(block)
    return hashing.hexdigest()


def _modified(facts: Mapping[str, Any]) -> datetime:
    """When a file was put there; file systems name it differently."""
    for key in ("LastModified", "mtime", "created", "modified"):
        value = facts.get(key)
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
    return datetime.fromtimestamp(0, UTC)
