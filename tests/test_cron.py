"""A show as cron runs it: silent, in a bare environment, and one line when something is wrong."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.shows.locks import Lock
from briefing.shows.records import Trouble
from briefing.shows.show import Placed
from briefing.shows.state import State
from tests.commands import ROOT, Ended
from tests.shows import article, entries, public, show_at, times, whole
from tests.watcher import watching

CRON = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1772334000"}
"""What cron gives, and for the tests where the package is and what time it is: 06:00 in Riyadh."""
NO_SUCH_HOST = '[[sources]]\nkind = "feed"\nat = "http://127.0.0.1:9/rss.xml"\n'


def cron(placed: Placed, *words: str, redirect: str = "", env: dict[str, str] | None = None) -> Ended:
    """``briefing run`` in a shell as cron starts it: umask 077, in ``/``."""
    command = shlex.join([sys.executable, "-m", "briefing", "run", str(placed.path), *words])
    home = placed.path.parent / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        ["/bin/sh", "-c", f"umask 077; exec {command} {redirect}"],
        capture_output=True,
        cwd="/",
        env=CRON | {"HOME": str(home)} | (env or {}),
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def logged(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("redirect", ["", "<&-", ">&-", "<&- >&- 2>&-"])
def test_success_is_silent_in_the_barest_environment(tmp_path: Path, redirect: str) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    ended = cron(placed, redirect=redirect)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    whole(placed)
    assert entries(placed)[0].title == "افتتاح المكتبة"
    modes = {path.name: path.stat().st_mode & 0o777 for path in Path(placed.public).iterdir()}
    assert set(modes.values()) == {0o644}
    assert Path(placed.public).stat().st_mode & 0o777 == 0o755
    before = times(placed)
    again = cron(placed, redirect=redirect)
    assert (again.code, again.out, again.err) == (0, "", "")
    assert times(placed) == before


def test_a_dry_run_says_what_it_would_make_and_touches_nothing(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    ended = cron(placed, "--dry-run", "--log-json", str(tmp_path / "log"))
    assert (ended.code, ended.err) == (0, "")
    assert "Would make: 1\nافتتاح المكتبة\n" in ended.out
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if "home" not in path.parts}
    assert {path: after[path] for path in before if path != tmp_path} == {
        path: when for path, when in before.items() if path != tmp_path
    }
    assert set(after) == set(before)


def test_a_permanent_failure_is_one_line_and_its_code(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    (tmp_path / "articles" / "english.txt").write_text("This is not Arabic at all. " * 9, encoding="utf-8")
    ended = cron(placed)
    assert (ended.code, ended.out) == (65, "")
    assert ended.err.count("\n") == 1
    assert ended.err.startswith("error: morning: ")
    assert "briefing status" in ended.err
    again = cron(placed)
    assert (again.code, again.err) == (0, "")  # it was told, and is not tried again


def test_where_some_fail_the_rest_is_out_and_the_code_is_three(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    (tmp_path / "articles" / "english.txt").write_text("This is not Arabic at all. " * 9, encoding="utf-8")
    article(tmp_path, "a.txt")
    ended = cron(placed)
    assert (ended.code, ended.err.count("\n")) == (3, 1)
    assert len(entries(placed)) == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [("no file", 78), ("unknown key", 78), ("state is a file", 74), ("public is a file", 74)],
)
def test_other_failures_have_their_codes_and_one_line(tmp_path: Path, spoil: str, code: int) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt")
    match spoil:
        case "no file":
            placed.path.unlink()
        case "unknown key":
            placed.path.write_text('titel = "x"', encoding="utf-8")
        case "state is a file":
            (tmp_path / "morning").mkdir()
            placed.state_folder.write_text("")
        case _:
            (tmp_path / "morning").mkdir()
            Path(placed.public).write_text("")
    ended = cron(placed)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.count("\n") == 1, ended.err
    assert "Traceback" not in ended.err


def test_a_second_run_is_busy_or_waits(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    with Lock(placed.state_folder):
        ended = cron(placed)
        assert (ended.code, ended.err.count("\n")) == (75, 1)
        waited = cron(placed, "--wait-lock", "0.5")
        assert waited.code == 75
    assert cron(placed, "--wait-lock", "5").code == 0


def test_a_passing_trouble_is_told_from_the_third_run_on_and_once_when_it_is_over(tmp_path: Path) -> None:
    placed = show_at(tmp_path, sources=NO_SUCH_HOST)
    runs = [cron(placed) for _ in range(4)]
    assert [run.code for run in runs] == [69] * 4
    assert [run.err.count("\n") for run in runs] == [0, 0, 1, 1]
    # The same source answers again: here, since it is a folder's turn.
    other = show_at(tmp_path / "other")
    other.state_folder.mkdir(parents=True)
    with State(other.state_folder) as state:
        state.keep_trouble(
            Trouble(subject="folder:articles", runs=3, since="x", problem="it was away", is_told=True)
        )
    over = cron(other)
    assert (over.code, over.out) == (0, "")
    assert over.err == "morning: this works again: folder:articles\n"
    assert cron(other).err == ""


def test_the_log_is_a_line_for_each_event_without_secrets_or_words_of_articles(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"earlier": true}\n', encoding="utf-8")
    with watching() as watcher:
        placed = show_at(tmp_path, unattended=f'ping_url = "{watcher.url}"')
        article(tmp_path, "a.txt", "افتتاح المكتبة")
        (tmp_path / "articles" / "b.txt").write_text("12345 12345", encoding="utf-8")
        ended = cron(placed, "--log-json", str(log))
        assert ended.code == 3
        assert [step for step, _ in watcher.told] == ["start", "0"]
        tail = watcher.told[1][1]
    lines = logged(log)[1:]
    assert [line["event"] for line in lines] == [
        *("started", "source", "article_failed", "planned", "published", "ended"),
    ] or [line["event"] for line in lines] == [
        *("started", "source", "article_failed", "planned", "feed", "published", "ended"),
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line["time"])) for line in lines)
    assert {line["show"] for line in lines} == {"morning"}
    assert len({line["run"] for line in lines}) == 1
    published = next(line for line in lines if line["event"] == "published")
    assert {"episode", "seconds", "length_seconds"} <= set(published)
    text = log.read_text(encoding="utf-8")
    assert "secret" not in text
    assert not re.search("[\u0600-\u06ff]", text)
    assert text.encode().endswith(tail)


def test_a_failing_watcher_never_changes_the_exit_code(tmp_path: Path) -> None:
    placed = show_at(tmp_path, unattended='ping_url = "http://127.0.0.1:9/gone"')
    article(tmp_path, "a.txt")
    ended = cron(placed)
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_a_log_that_cannot_be_written_is_said_before_anything_is_made(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt")
    ended = cron(placed, "--log-json", "/no/such/folder/log")
    assert (ended.code, ended.err.count("\n")) == (74, 1)
    assert public(placed) == {}


def test_on_request_it_talks(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt")
    ended = cron(placed, "-v")
    assert "Published: 1\n" in ended.out
    assert ended.out.endswith(f"{placed.public}\n")
    assert os.environ["BRIEFING_UI"] == "en"
