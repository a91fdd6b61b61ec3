"""Plugins: found by their file's name or an entry point, loaded when chosen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing import plugins
from briefing.errors import RequestError

PLUGIN = '''"""A guest voice."""
from briefing.voices.tone import Options, Voice
'''


def guest(folder: Path, *, name: str, module: str = "guest_voice") -> None:
    """Install a package that brings a voice, as pip would leave it on disk."""
    (folder / f"{module}.py").write_text(PLUGIN, encoding="utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[briefing.voices]\n{name} = {module}\n")


def listed(folder: Path) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); from briefing.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, "voices"], capture_output=True, text=True, check=False)


def test_built_in_plugins_are_the_files_of_their_folder() -> None:
    assert {"espeak", "gtts", "tone"} <= set(plugins.names("voices"))
    assert {"textfile", "markdown", "html", "stdin"} <= set(plugins.names("sources"))
    assert {"mp3", "cover", "transcript", "captions", "chapters"} <= set(plugins.names("exporters"))
    assert not any(name.startswith("_") for kind in plugins.ONE for name in plugins.names(kind))


def test_another_package_s_voice_is_listed_and_works(tmp_path: Path) -> None:
    guest(tmp_path, name="guest")
    done = listed(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "name: guest\nabout: A guest voice\n" in done.stdout


def test_a_clash_of_names_is_an_error(tmp_path: Path) -> None:
    guest(tmp_path, name="espeak")
    done = listed(tmp_path)
    assert done.returncode == 78
    assert "two voices are named 'espeak'" in done.stderr


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(RequestError, match="no voice 'ton'") as caught:
        plugins.load("voices", "ton")
    assert caught.value.hint == "tone"
