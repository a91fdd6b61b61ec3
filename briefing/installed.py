"""What packages are installed, looked up in the names of their folders.

Python's own way (``importlib.metadata``) reads the same and knows more kinds of places, but its import alone
takes a fifth of a run in which everything stands already. It is asked wherever a place is no plain folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_INFO = (".dist-info", ".egg-info")


def offers(group: str) -> bool:
    """Whether any package may have entry points whose group begins so; true where that cannot be told."""
    folders = _info_folders()
    if folders is None:
        return True
    wanted = f"[{group}".encode()
    for folder in folders:
        try:
            with open(os.path.join(folder, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123  (quick)
                if wanted in file.read():
                    return True
        except FileNotFoundError:
            continue
        except OSError:
            return True
    return False


def version(package: str) -> str:
    """The version of an installed package.

    Raises:
        importlib.metadata.PackageNotFoundError: it is not installed.
    """
    for folder in _info_folders() or ():
        name, _, rest = Path(folder).name.partition("-")
        if name == package and rest.endswith(_INFO[0]):
            return rest.removesuffix(_INFO[0])
    from importlib.metadata import version as told

    return told(package)


def _info_folders() -> Iterator[str] | None:
    """The folders that describe packages, in the order in which Python finds them; None where there are
    places of another kind."""
    finders = [finder for finder in sys.meta_path if hasattr(finder, "find_distributions")]
    if [getattr(finder, "__name__", "") for finder in finders] != ["PathFinder"]:
        return None
    places = [place or "." for place in dict.fromkeys(sys.path)]
    if any(os.path.isfile(place) for place in places):  # noqa: PTH113  (an archive; quicker so)
        return None
    return _listed(places)


def _listed(places: list[str]) -> Iterator[str]:
    for place in places:
        try:
            with os.scandir(place) as entries:
                yield from sorted(entry.path for entry in entries if entry.name.endswith(_INFO))
        except OSError:  # a place that is not there
            continue
