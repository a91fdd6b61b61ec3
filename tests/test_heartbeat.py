"""A long run says that it still works, whatever it is at, and what each stage took."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import mastering, pipeline, publication, script, takes
from briefing.cli.heartbeat import Heartbeat
from briefing.cli.options import Manner
from briefing.cli.report import Reporter, terse
from briefing.events import Event, StageBegun, Voiced
from briefing.exporters import mp3
from briefing.settings import Settings
from briefing.store import Store
from tests.scripts import article_file

BEAT_S = 0.02
PATIENCE_S = 20.0
LINES = Manner(as_json=False, quiet=False, verbose=False, progress="lines", log_file=None)


class Said:
    """What was told on standard error, for threads to wait on."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._changed = threading.Condition()

    def __call__(self, line: str, *, nl: bool = True) -> None:
        del nl
        with self._changed:
            self.lines.append(line)
            self._changed.notify_all()

    def wait_for(self, words: str) -> bool:
        """Whether a line with these words has come, or comes soon."""
        with self._changed:
            return self._changed.wait_for(
                lambda: any(words in line for line in self.lines), timeout=PATIENCE_S
            )


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    heard = Said()
    monkeypatch.setattr("briefing.cli.report._tell", heard)
    return heard


def until(said: Said, words: str, work: Callable[..., object]) -> Callable[..., object]:
    """The same work, which takes until the words were said."""

    def slow(*args: object, **kwargs: object) -> object:
        assert said.wait_for(words), (words, said.lines)
        return work(*args, **kwargs)

    return slow


@pytest.mark.parametrize(
    ("where", "name", "words"),
    [
        (pipeline, "read", "Still working: reading the article."),
        (script, "write", "Still working: writing the script."),
        (takes, "fitted", "Still working: preparing the narration."),
        (mastering, "write_master", "Still working: assembling."),
        (mp3, "tag", "Still working: making mp3."),
        (publication.Publication, "publish", "Still working: publishing."),
    ],
)
def test_every_stage_says_that_it_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said, where: object, name: str, words: str
) -> None:
    monkeypatch.setattr(where, name, until(said, words, getattr(where, name)))
    with Reporter(LINES, silence_s=BEAT_S) as reporter:
        pipeline.make(
            str(article_file(tmp_path)),
            tmp_path / "out",
            store=Store(tmp_path / "cache"),
            created="2026-02-27",
            settings=Settings(voice="tone", editions=("mp3",)),
            on_event=reporter,
        )
    assert any(words in line for line in said.lines)


def test_the_narration_says_how_far_it_is(said: Said) -> None:
    with Reporter(LINES, silence_s=BEAT_S) as reporter:
        reporter(StageBegun("voice"))
        reporter(Voiced(12, 80, 80))
        assert said.wait_for("Still working: sentence 12 of 80.")


def test_before_the_first_event_and_in_short_commands_it_is_said_too(said: Said) -> None:
    with Reporter(LINES, silence_s=BEAT_S):
        assert said.wait_for("Still working.")
    reporter = terse("script", speaks=True)
    reporter._beat()
    assert said.lines[-1] == "Still working: writing the script."


@pytest.mark.parametrize("manner", ["quiet", "json"])
def test_who_asked_for_silence_has_it_but_the_log_tells(tmp_path: Path, said: Said, manner: str) -> None:
    log = tmp_path / "run.log"
    silent = Manner(
        as_json=manner == "json", quiet=manner == "quiet", verbose=False, progress="lines", log_file=log
    )
    with Reporter(silent, silence_s=BEAT_S) as reporter:
        reporter(StageBegun("master"))
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends and not (
            log.exists() and "Still working: assembling." in log.read_text(encoding="utf-8")
        ):
            time.sleep(BEAT_S)
    assert "Still working: assembling." in log.read_text(encoding="utf-8")
    assert said.lines == []


def test_a_bar_is_not_torn_by_a_line(said: Said) -> None:
    bar = Manner(as_json=False, quiet=False, verbose=False, progress="bar", log_file=None)
    reporter = Reporter(bar)
    reporter(StageBegun("voice"))
    reporter(Voiced(1, 2, 2))
    reporter._beat()
    assert all(line.startswith("\r[") for line in said.lines)


def test_the_heart_does_not_beat_where_something_was_said_lately_and_stops_at_the_end() -> None:
    beats = threading.Semaphore(0)
    with Heartbeat(beats.release, silence_s=3600) as heart:
        heart.heard()
    assert not beats.acquire(blocking=False)
    with Heartbeat(beats.release, silence_s=BEAT_S):
        assert beats.acquire(timeout=PATIENCE_S)
        assert beats.acquire(timeout=PATIENCE_S)
    assert not [item for item in threading.enumerate() if item.name == "heartbeat"]


def test_verbose_tells_the_seconds_of_every_stage(tmp_path: Path, said: Said) -> None:
    ticks = iter(range(10_000))
    verbose = Manner(as_json=False, quiet=False, verbose=True, progress="lines", log_file=None)
    stages: list[str] = []
    with Reporter(verbose, clock=lambda: next(ticks) / 4) as reporter:

        def hear(event: Event) -> None:
            if isinstance(event, StageBegun):
                stages.append(event.edition or event.stage)
            reporter(event)

        pipeline.make(
            str(article_file(tmp_path)),
            tmp_path / "out",
            store=Store(tmp_path / "cache"),
            created="2026-02-27",
            settings=Settings(voice="tone", editions=("mp3", "captions")),
            on_event=hear,
        )
    assert stages == ["read", "script", "voice", "master", "mp3", "captions", "publish"]
    took = [match for line in said.lines if (match := re.match(r"(.+) took (\d+\.\d\d) seconds\.", line))]
    assert [match[1] for match in took] == [
        *("Reading", "Writing the script", "Voicing", "Assembling"),
        *("Making mp3", "Making captions", "Publishing"),
    ]
    beside = "Making captions"  # beside another stage, by its own clock
    assert all(float(match[2]) > 0 for match in took if match[1] != beside)
    assert took[-1][2] == "0.25"
