"""What is installed, told from the names of folders as Python's own way tells it."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefing import installed


def package(folder: Path, name: str, *, version: str = "1.0", points: str = "") -> Path:
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    if points:
        (info / "entry_points.txt").write_text(points)
    return info


@pytest.mark.parametrize("name", ["text2tashkeel", "click", "numpy"])
def test_a_version_is_the_one_that_python_tells(name: str) -> None:
    assert installed.version(name) == importlib.metadata.version(name)


def test_the_first_of_two_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "click", version="99.9")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert installed.version("click") == importlib.metadata.version("click") == "99.9"


def test_what_is_not_installed_has_no_version() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        installed.version("no-such-package")


def test_a_group_is_offered_where_a_package_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not installed.offers("nobody.has.this")
    package(tmp_path, "guest", points="[nobody.has.this]\nname = module\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert installed.offers("nobody.has.")


def test_what_cannot_be_told_is_left_to_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "packages.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("guest-2.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: guest\nVersion: 2.0\n")
    monkeypatch.syspath_prepend(str(archive))
    assert installed.offers("nobody.has.this")
    assert installed.version("guest") == "2.0"


def test_another_finder_is_left_to_python(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, *_: object) -> None:
            return None

        def find_distributions(self, *_: object) -> list[object]:
            return []

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert installed.offers("nobody.has.this")


def test_listing_plugins_loads_no_metadata() -> None:
    code = f"import sys; sys.path += {sys.path!r}; from briefing import plugins; plugins.names('voices')"
    code += "; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert "importlib.metadata" not in done.stdout.split()
