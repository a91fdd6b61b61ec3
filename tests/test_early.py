"""What is begun early: what goes wrong there is told once, where it counts, and by nobody else."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from briefing import early
from briefing.store import Store
from briefing.text import diacritizers
from tests.commands import briefing
from tests.scripts import article_file


def threads_ended() -> None:
    for thread in threading.enumerate():
        if thread.name in {"voice", "models", "load"}:
            thread.join(10)


@pytest.mark.parametrize("cache", ["new", "used"])
def test_a_voice_that_cannot_start_is_told_in_one_sentence(tmp_path: Path, cache: str) -> None:
    if cache == "used":
        (tmp_path / "cache" / "pieces").mkdir(parents=True)
    done = briefing(
        *("make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "espeak", "-q"),
        *("-O", "espeak.variant=f22"),
        env={**os.environ, "BRIEFING_CACHE": str(tmp_path / "cache")},
    )
    assert done.code == 2
    assert done.err.splitlines() == [done.last_error]
    assert done.last_error.startswith("error: espeak-ng has no variant 'f22'. Try: ")


def test_models_that_cannot_be_loaded_are_told_of_where_they_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        message = "text2tashkeel is not installed"
        raise ModuleNotFoundError(message)

    monkeypatch.setattr(diacritizers, "load", fails)
    early._begin_models.cache_clear()
    early.load_models(Store(tmp_path))
    threads_ended()
    early._begin_models.cache_clear()
    assert capfd.readouterr().err == ""


def test_a_module_that_cannot_be_loaded_keeps_no_other_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "quite_well.py").write_text("is_loaded = True\n", encoding="utf-8")
    (tmp_path / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    early.load(("no_such_module", "broken", "quite_well"))
    threads_ended()
    import quite_well  # type: ignore[import-not-found]

    assert quite_well.is_loaded
    assert capfd.readouterr().err == ""
