"""The command line as a screen-reader user meets it: every command, on a terminal and in a pipe."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.cli import COMMANDS
from tests.commands import Ended, briefing, several
from tests.scripts import article_file, made_with_tone
from tests.shows import article, show_at
from tests.terminal import environment, on_terminal

DRAWN = re.compile(r"[\r\x1b\b\x07\t\x0b\x0c]|[\u2190-\u21ff\u2500-\u25ff\u2800-\u28ff\u2700-\u27bf]")
"""Control characters, and arrows, boxes, blocks, braille and dingbats: what is read out letter by letter."""
BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "a usual terminal": {"TERM": "xterm-256color", "LANG": "C.UTF-8"},
    "a dumb terminal": {"TERM": "dumb", "LANG": "C.UTF-8"},
    "no colour": {"TERM": "xterm-256color", "LANG": "C.UTF-8", "NO_COLOR": "1"},
    "accessible": {"TERM": "xterm-256color", "LANG": "C.UTF-8", "ACCESSIBLE": "1"},
    "cron": {},
}
HELP = [
    (),
    *((name,) for name in COMMANDS),
    *(("lexicon", name) for name in ("test", "add", "list", "check")),
    *(("show", name) for name in ("init", "artwork", "check")),
]
RUNS: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]] = {
    "make": (
        (("make", "{article}", "-o", "{new}/out", "--voice", "tone", "-v", "--explain"), 0),
        (("make", "{article}", "--voice", "tone", "--dry-run"), 0),
        (("make", "{article}", "-o", "{new}/json", "--voice", "tone", "--json"), 0),
        (("make", "{home}/missing.txt", "--voice", "tone"), 65),
        (("make",), 2),
    ),
    "script": ((("script", "{article}", "--voice", "tone", "-o", "{new}/script.json"), 0),),
    "voice": (
        (("voice", "{made}/script.json", "--voice", "tone", "-o", "{new}/voiced"), 0),
        (("voice", "{article}", "--voice", "tone"), 65),
    ),
    "export": (
        (("export", "{made}", "--to", "captions"), 0),
        (("export", "{home}/nowhere"), 65),
    ),
    "check": (
        (("check", "{made}"), 0),
        (("check", "{made}", "--json"), 0),
        (("check", "{home}/nowhere"), 65),
    ),
    "qc": (
        (("qc", "{made}/master.wav", "{made}/briefing.mp3"), 65),
        (("qc", "{made}/briefing.mp3", "--profile", "podcast", "--csv"), 0),
        (("qc", "{home}/nowhere.wav"), 65),
        (("qc", "{made}/master.wav", "--profile", "nobody"), 2),
    ),
    "summary": (
        (("summary", "{article}", "--voice", "tone", "--explain"), 0),
        (("summary", "{article}", "--voice", "tone", "--csv"), 0),
    ),
    "explain": (
        (("explain", "{article}", "--voice", "tone", "--all"), 0),
        (("explain", "{article}", "--voice", "tone", "--csv"), 0),
    ),
    "doubts": ((("doubts", "{made}"), 0), (("doubts", "{made}", "--csv"), 0)),
    "lexicon": (
        (("lexicon", "test", "زار NATO غزة"), 0),
        (("lexicon", "add", "NEOM", "نيوم", "--file", "{new}/show.toml"), 0),
        (("lexicon", "list", "--grep", "غزة"), 0),
        (("lexicon", "list", "--grep", "غزة", "--csv"), 0),
        (("lexicon", "check", "{made}/script.json"), 78),
    ),
    "voices": ((("voices",), 0), (("voices", "--csv"), 0), (("voices", "--json"), 0)),
    "formats": ((("formats",), 0), (("formats", "--csv"), 0)),
    "clip": (
        (("clip", "{made}", "المكتبة"), 0),
        (("clip", "{made}", "المكتبه", "--csv"), 0),
        (("clip", "{made}", "الكتب الصوتية", "--hit", "1", "-o", "{new}/clips"), 0),
        (("clip", "{made}", "--sentences", "1-2", "-o", "{new}/json", "--json"), 0),
        (("clip", "{made}", "لم يقل أحد هذا"), 65),
        (("clip", "{made}"), 2),
    ),
    "rundown": (
        (("rundown", "{made}", "--on-air", "23:59:50", "--html", "{new}/sheet.html"), 0),
        (("rundown", "{made}", "--csv"), 0),
        (("rundown", "{made}", "--json"), 0),
        (("rundown", "{made}", "--end", "8"), 2),
    ),
    "segments": (
        (("segments", "{made}", "-o", "{new}/air", "--head-ms", "250"), 0),
        (("segments", "{made}", "-o", "{new}/json", "--sentences", "1-2", "--json"), 0),
        (("segments", "{made}", "-o", "{new}/csv", "--as", "mp3", "--csv"), 0),
        (("segments", "{made}", "--only", "99"), 2),
        (("segments", "{home}/nowhere"), 65),
    ),
    "listen": ((("listen", "{made}", "--csv"), 0), (("listen", "{made}", "99"), 2)),
    "serve": (
        (("serve", "{made}", "--print", "nginx", "--url", "https://podcasts.example.org"), 0),
        (("serve", "{made}", "--print", "caddy", "--url", "https://podcasts.example.org/show"), 0),
        (("serve", "{made}", "--print", "caddy"), 2),
        (("serve", "{home}/nowhere"), 74),
    ),
    "doctor": ((("doctor", "--voice", "tone"), 0), (("doctor", "--voice", "tone", "--csv"), 0)),
    "show": (
        (("show", "check", "{home}/show/morning.toml"), 0),
        (("show", "artwork", "{home}/show/morning.toml"), 0),
        (("show", "check", "{article}"), 78),
    ),
    "run": (
        (("run", "{home}/show/morning.toml", "--dry-run"), 0),
        (("run", "{home}/show/morning.toml", "-v"), 0),
        (("run", "{home}/show/evening.toml"), 78),
    ),
    "status": (
        (("status", "{home}/show/morning.toml"), 0),
        (("status", "{home}/show/morning.toml", "--json"), 0),
    ),
    "schedule": (
        (("schedule", "{home}/show/morning.toml", "--cron"), 0),
        (("schedule", "{home}/show/morning.toml", "--systemd"), 0),
    ),
    "cache": (
        (("cache", "show"), 0),
        (("cache", "prune", "--days", "30"), 0),
        (("cache", "--csv"), 0),
    ),
}
"""Every command, with how it ends. Nobody is at the keyboard: one that asked for a key would not end."""
FINDINGS = {("lexicon", 78), ("qc", 65)}
"""Commands that did what they were asked to: what they found is their result, not an error of theirs."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an article and a finished briefing in it."""
    place = tmp_path_factory.mktemp("home")
    article_file(place)
    made_with_tone(place)
    (place / "show").mkdir()
    show_at(place / "show")
    article(place / "show", "a.txt")
    return place


def filled(words: tuple[str, ...], home: Path, new: Path) -> list[str]:
    return [
        word.format(article=home / "article.txt", made=home / "out", home=home, new=new) for word in words
    ]


def plain(ended: Ended) -> None:
    """Nothing drawn, nothing redrawn, no marks that turn lines around; whole lines."""
    for text in (ended.out, ended.err):
        found = DRAWN.search(text) or BIDI.search(text)
        assert found is None, (found, text)
        assert text == "" or text.endswith("\n")


def test_every_command_has_its_run() -> None:
    assert set(RUNS) == set(COMMANDS)


@pytest.mark.parametrize(
    ("surroundings", "language"),
    [*((name, "en") for name in SURROUNDINGS), ("a usual terminal", "ar"), ("cron", "ar")],
)
def test_all_help_is_plain_on_a_terminal_and_in_a_pipe(home: Path, surroundings: str, language: str) -> None:
    env = environment(home, **SURROUNDINGS[surroundings], BRIEFING_UI=language)
    lines = [(*words, "--help") for words in HELP]
    for there, here in zip(
        several(on_terminal, lines, env=env), several(briefing, lines, env=env), strict=True
    ):
        plain(there)
        assert (there.code, here.code, here.err) == (0, 0, "")
        assert there.out == here.out
        assert max(map(len, here.out.splitlines())) <= 80
        assert ("Examples:" if language == "en" else "أمثلة:") in here.out


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("command", RUNS)
def test_every_command_is_plain_on_a_terminal_and_in_a_pipe(
    home: Path, tmp_path: Path, command: str, surroundings: str
) -> None:
    env = environment(home, **SURROUNDINGS[surroundings])
    on_screen, piped = (
        several(
            run,
            [filled(words, home, tmp_path / f"{way}{at}") for at, (words, _) in enumerate(RUNS[command])],
            env=env,
            cwd=tmp_path,
        )
        for way, run in (("there", on_terminal), ("here", briefing))
    )
    for (words, code), there, here in zip(RUNS[command], on_screen, piped, strict=True):
        assert (there.code, here.code) == (code, code), (words, there.out, here.err)
        plain(there)
        plain(here)
        if code and (command, code) not in FINDINGS:
            assert here.last_error.startswith("error: ")
            assert " Try: " in here.last_error
            assert there.out.rstrip("\n").splitlines()[-1] == here.last_error
        if "--csv" in words:
            columns, *rows = csv.reader(io.StringIO(here.out))
            assert all(len(row) == len(columns) for row in rows)
            assert len(set(columns)) == len(columns)
            assert here.err == ""
        if "--json" in words:
            json.loads(here.out)


@pytest.mark.parametrize("variable", ["NO_COLOR", "ACCESSIBLE"])
def test_a_bar_and_colour_are_only_for_those_who_ask_and_give_way(
    home: Path, tmp_path: Path, variable: str
) -> None:
    env = environment(home, TERM="xterm-256color", LANG="C.UTF-8")
    words = ("make", home / "article.txt", "--voice", "tone", "--force", "--progress", "bar", "--colour")
    painted = on_terminal(*words, "-o", tmp_path / "painted", env=env)
    assert "\r[" in painted.out
    assert "\x1b[1mTitle:\x1b[0m" in painted.out
    plain(on_terminal(*words, "-o", tmp_path / "plain", env=env | {variable: "1"}))


def test_colour_repeats_what_words_say_and_is_not_for_dumb_terminals_or_pipes(home: Path) -> None:
    env = environment(home, TERM="xterm-256color", LANG="C.UTF-8")
    wrong = ("make", home / "missing.txt", "--colour")
    painted = on_terminal(*wrong, env=env)
    assert painted.out.startswith("\x1b[31m\x1b[1merror:\x1b[0m there is no file")
    assert re.sub(r"\x1b\[\d*m", "", painted.out) == briefing(*wrong, env=env).err
    plain(on_terminal(*wrong, env=env | {"TERM": "dumb"}))
    plain(briefing(*wrong, env=env))
    plain(briefing("--colour", "voices", env=env))


def test_two_forms_at_once_are_refused(home: Path) -> None:
    ended = briefing("voices", "--csv", "--json", env=environment(home))
    assert ended.code == 2
    assert ended.last_error == "error: --json and --csv cannot be printed at once. Try: leave out: --csv"


def test_the_start_is_quick_in_both_languages(home: Path) -> None:
    """Not a clock, which would tell of this machine: how many modules are imported."""
    code = (
        "import sys, briefing.cli as cli; sys.argv = ['briefing', '--help']\n"
        "try: cli.main()\n"
        "except SystemExit: print(len(sys.modules), file=sys.stderr)\n"
    )
    for language in ("en", "ar"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=environment(home, BRIEFING_UI=language),
        )
        assert int(done.stderr) < 260


def test_arabic_is_spoken_from_end_to_end(home: Path, tmp_path: Path) -> None:
    env = environment(home, LANG="ar_SY.UTF-8", TERM="xterm")
    ended = on_terminal(
        "make", home / "article.txt", "-o", tmp_path / "out", "--voice", "tone", "-v", env=env
    )
    plain(ended)
    assert ended.code == 0
    assert ended.out.rstrip("\n").splitlines()[-1] == str(tmp_path / "out" / "briefing.mp3")
    for line in ended.out.splitlines():
        assert not re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", line), line
    same = briefing("make", home / "article.txt", "-o", tmp_path / "en", "--voice", "tone", "-q", env=env)
    assert same.code == 0
    english = environment(home, LANG="C.UTF-8")
    briefing("make", home / "article.txt", "-o", tmp_path / "out2", "--voice", "tone", "-q", env=english)
    assert (tmp_path / "en" / "briefing.json").read_bytes() == (
        tmp_path / "out2" / "briefing.json"
    ).read_bytes()
