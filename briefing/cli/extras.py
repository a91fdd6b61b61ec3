"""Extras: packages that only some of the work needs, as ``pyproject.toml`` names them, and which are here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Final

from briefing.records import dataclass

FOR_DEVELOPERS: Final = frozenset({"test"})
REQUIREMENT: Final = re.compile(r"([\w.-]+)[^;]*;.*\bextra == ['\"]([\w-]+)['\"]")
"""A package and the extra that wants it, as in the metadata of an installed package (PEP 508)."""


@dataclass(frozen=True, slots=True)
class Extra:
    """One extra."""

    name: str
    there: tuple[str, ...]
    """Its packages that are installed, each with its version."""
    absent: tuple[str, ...]
    """Those that are not."""


def extras(requirements: Iterable[str] | None = None) -> tuple[Extra, ...]:
    """Every extra for users, by name.

    Args:
        requirements: as the metadata has them; those of this program if not given.
    """
    wanted: dict[str, list[str]] = {}
    for line in requires("briefing") or () if requirements is None else requirements:
        if found := REQUIREMENT.match(line):
            wanted.setdefault(found[2], []).append(found[1])
    return tuple(
        _extra(name, packages) for name, packages in sorted(wanted.items()) if name not in FOR_DEVELOPERS
    )


def _extra(name: str, packages: Iterable[str]) -> Extra:
    there, absent = [], []
    for package in sorted(packages, key=str.lower):
        try:
            there.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            absent.append(package)
    return Extra(name, tuple(there), tuple(absent))
