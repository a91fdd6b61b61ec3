"""The command line: plain lines, the right streams, the documented exit codes."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT, Ended, briefing
from tests.scripts import ARTICLE, article_file

COMMANDS = ("make", "script", "voice", "export", "voices", "formats", "doctor", "cache")
DRAWN = re.compile(r"[\r\x1b\b]|[─-◿⠀-⣿]")
"""Carriage returns, escapes, and box, block and braille characters: what a screen reader stumbles over."""


def in_shell(line: str, folder: Path) -> Ended:
    """A line of bash; ``{briefing}`` and ``{article}`` stand for the command and an article."""
    words = {
        "briefing": shlex.join([sys.executable, "-m", "briefing"]),
        "article": shlex.quote(str(article_file(folder))),
    }
    done = subprocess.run(
        ["/bin/bash", "-c", line.format(**words)],
        capture_output=True,
        cwd=folder,
        timeout=60,
        check=False,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_plain_and_at_most_80_columns(command: tuple[str, ...]) -> None:
    for flag in ("-h", "--help"):
        ended = briefing(*command, flag)
        assert (ended.code, ended.err) == (0, "")
        assert max(map(len, ended.out.splitlines())) <= 80
        assert not DRAWN.search(ended.out)


def test_the_version_is_said() -> None:
    assert re.fullmatch(r"briefing \d+\.\d+\.\d+\n", briefing("--version").out)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, briefing.cli\n"
        "try: briefing.cli.commands.main(['make', '--help'], standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy','onnxruntime','pydub','PIL','requests','gtts','lxml','text2tashkeel','msgspec'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_memory_that_was_given_back_is_used_again() -> None:
    program = """
import resource, sys
from briefing.cli import _set_memory

if sys.argv[1] == "set":
    _set_memory()
for number in range(20):
    if number == 2:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    blocks = [bytearray(5_000_000) for _ in range(3)]
    del blocks
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    if not hasattr(ctypes.CDLL(None), "mallopt"):
        pytest.skip("glibc's malloc is not there")
    pages = {
        how: int(subprocess.check_output([sys.executable, "-c", program, how])) for how in ("set", "usual")
    }
    assert pages["set"] < pages["usual"] / 10


def test_make_says_what_it_does_and_ends_with_the_path(tmp_path: Path) -> None:
    article = article_file(tmp_path)
    ended = briefing("make", article, "-o", tmp_path / "out", "--voice", "tone")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == str(tmp_path / "out" / "briefing.mp3")
    assert (tmp_path / "out" / "briefing.mp3").is_file()
    assert "Title:\nافتتحت المدينة مكتبتها الجديدة\n" in ended.out
    assert f"Read {article} as utf-8." in ended.err
    assert "Voice: tone, offline." in ended.err
    assert re.search(r"Narrating: sentence \d+ of \d+, 100 per cent\.", ended.err)
    assert not DRAWN.search(ended.out + ended.err)


def test_json_is_one_object_and_nothing_else(tmp_path: Path) -> None:
    ended = briefing("make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone", "--json")
    assert (ended.code, ended.err) == (0, "")
    result = json.loads(ended.out)
    assert result["path"] == str(tmp_path / "out" / "briefing.mp3")
    assert result["voiced_now"] > 0


def test_quiet_prints_the_path_alone(tmp_path: Path) -> None:
    ended = briefing("make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone", "-q")
    assert (ended.out, ended.err) == (f"{tmp_path / 'out' / 'briefing.mp3'}\n", "")


def test_a_bar_is_drawn_only_when_asked_for(tmp_path: Path) -> None:
    ended = briefing(
        "make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone", "--progress", "bar"
    )
    assert "\r[" in ended.err
    assert "100 per cent" in ended.err


def test_the_log_file_has_every_line_with_its_time(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    briefing(
        "make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone", "-q", "--log-file", log
    )
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 4
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \S", line) for line in lines)


def test_standard_input_is_an_article(tmp_path: Path) -> None:
    ended = briefing(
        "make", "-", "-o", tmp_path / "out", "--voice", "tone", "-q", stdin=ARTICLE.encode("utf-16")
    )
    assert ended.code == 0
    assert "مكتبتها" in (tmp_path / "out" / "transcript.txt").read_text(encoding="utf-8")


def test_what_the_user_knows_is_said_and_written(tmp_path: Path) -> None:
    briefing(
        "make",
        article_file(tmp_path),
        *("-o", tmp_path / "out", "--voice", "tone", "-q"),
        *("--title", "عنوان من المحرر", "--byline", "هيئة التحرير", "--date", "2026-02-27"),
        *("--source-name", "صحيفة المدينة"),
    )
    document = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert document["masthead"]["headline"] == "عنوان من المحرر"
    ident = " ".join(item["shown"] for item in document["utterances"] if item["role"] == "ident")
    for words in ("عنوان من المحرر", "هيئة التحرير", "صحيفة المدينة", "27 شباط/فبراير 2026"):
        assert words in ident


def test_an_edited_script_is_voiced_as_edited(tmp_path: Path) -> None:
    script = tmp_path / "script.json"
    ended = briefing("script", article_file(tmp_path), "-o", script, "--voice", "tone")
    assert (ended.code, ended.out) == (0, f"{script}\n")
    document = json.loads(script.read_text(encoding="utf-8"))
    document["segments"][-2]["utterances"][1]["spoken"] = "كلام المحرر"
    script.write_text(json.dumps(document), encoding="utf-8")
    assert briefing("voice", script, "-o", tmp_path / "out", "--voice", "tone", "-q").code == 0
    made = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert "كلام المحرر" in [item["spoken"] for item in made["utterances"]]


def test_export_makes_editions_without_voicing(tmp_path: Path) -> None:
    briefing("make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone", "-q", "--to", "mp3")
    assert not (tmp_path / "out" / "captions.vtt").exists()
    ended = briefing("export", tmp_path / "out", "--to", "captions,chapters", "--json")
    assert json.loads(ended.out)["voiced_now"] == 0
    assert (tmp_path / "out" / "captions.vtt").read_text(encoding="utf-8").startswith("WEBVTT\n\n")
    listed = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))["files"]
    assert {"briefing.mp3", "captions.vtt", "chapters.json"} <= {item["name"] for item in listed}


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (["mak"], 2, "Try: make"),
        (["make"], 2, "Missing argument"),
        (["make", "{article}", "--voice", "espeek"], 2, "Try: espeak"),
        (["make", "{article}", "--to", "mp4", "--voice", "tone"], 2, "Try: mp3"),
        (["make", "{article}", "-O", "rat=5", "--voice", "tone"], 2, "Try: rate"),
        (["make", "{article}", "-O", "rate", "--voice", "tone"], 2, "KEY=VALUE"),
        (["make", "{article}", "-O", "pauses.sentence_ms=9", "--voice", "tone"], 2, "between 150"),
        (["make", "{article}", "--pauses", "9", "--voice", "tone"], 2, "--pauses 0.8"),
        (["make", "{article}", "-O", "sounds.bed=no.wav", "--voice", "tone"], 78, "no.wav"),
        (["make", "{article}", "-O", "sounds.opening={article}", "--voice", "tone"], 78, "WAV, MP3 or FLAC"),
        (["make", "{article}", "-O", "sounds.end=no.wav", "--voice", "tone"], 2, "sounds."),
        (["make", "{article}", "--sample-rate", "12345", "--voice", "tone"], 2, "--sample-rate 44100"),
        (["make", "{article}", "-o", "", "--voice", "tone"], 2, "name is empty"),
        (["make", "{article}", "--jobs", "-3", "--voice", "tone"], 2, "--jobs"),
        (["make", "{article}", "-O", "bitrate_kbps=65", "--voice", "tone"], 2, "-O mp3.bitrate_kbps=64"),
        (["make", "{article}", "--date", "27/2/2026", "--voice", "tone"], 2, "--date 2026-02-27"),
        (["make", "{folder}/missing.txt", "--voice", "tone"], 65, "missing.txt"),
        (["make", "{folder}/article.pdf", "--voice", "tone"], 65, ".txt, .md or .html"),
        (["make", "{folder}/english.txt", "--voice", "tone"], 65, "Arabic"),
        (["voice", "{article}", "--voice", "tone"], 65, "script.json"),
        (["export", "{folder}", "--to", "mp3"], 65, "no finished briefing"),
        (["make", "{article}", "-o", "{article}", "--voice", "tone"], 74, "cannot write"),
        (
            ["make", "{article}", "-o", "{folder}/o", "--cache-dir", "{article}/c", "--voice", "tone"],
            74,
            "cache",
        ),
    ],
)
def test_a_mistake_is_one_last_line_with_its_code_and_cure(
    tmp_path: Path, words: list[str], code: int, complaint: str
) -> None:
    article = article_file(tmp_path)
    (tmp_path / "english.txt").write_text("An article that is not in the language we read. " * 9)
    ended = briefing(*(word.format(article=article, folder=tmp_path) for word in words), cwd=tmp_path)
    assert ended.code == code, ended.err
    assert ended.last_error.startswith("error: ")
    assert complaint in ended.last_error
    assert "Traceback" not in ended.err
    assert ended.out == ""
    assert not (tmp_path / "output" / "article").exists()


@pytest.mark.parametrize(
    ("shell", "code", "complaint"),
    [
        ("{briefing} make {article} -o out --voice tone >&-", 0, ""),
        ("{briefing} make {article} -o out --voice tone <&- >&- 2>&-", 0, ""),
        ("{briefing} make - --voice tone <&-", 65, "standard input is closed"),
        (
            "{briefing} make {article} -o out --voice tone 2>&1 >/dev/null | true; exit ${{PIPESTATUS[0]}}",
            0,
            "",
        ),
        ("{briefing} script {article} --voice tone | true; exit ${{PIPESTATUS[0]}}", 0, ""),
        ("{briefing} --help | true; exit ${{PIPESTATUS[0]}}", 0, ""),
    ],
)
def test_closed_streams_and_broken_pipes_are_no_bugs(
    tmp_path: Path, shell: str, code: int, complaint: str
) -> None:
    done = in_shell(shell, tmp_path)
    assert done.code == code, done.err
    assert complaint in done.last_error
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", ["--help", "voices", "script {article} --voice tone", "formats --json"])
def test_a_full_disk_under_standard_output_is_said(tmp_path: Path, words: str) -> None:
    done = in_shell(f"ulimit -f 0; {{briefing}} {words} > result", tmp_path)
    assert done.code == 74
    assert done.last_error.startswith("error: cannot write: File too large")
    assert "Traceback" not in done.err


def test_names_with_line_breaks_and_escapes_stay_one_harmless_line(tmp_path: Path) -> None:
    article = article_file(tmp_path, name="a\nb\x1b[31m\rc.txt")
    ended = briefing("make", article, "--voice", "tone", "--title", "عنوان\x1b[31m\r\nآخر", cwd=tmp_path)
    assert ended.code == 0, ended.err
    assert not DRAWN.search(ended.out + ended.err)
    assert "عنوان[31m آخر\n" in ended.out
    missing = briefing("make", tmp_path / "x\ny.txt", "--voice", "tone")
    assert missing.last_error.startswith("error: there is no file")


@pytest.mark.parametrize("name", ["--title", "--byline", "--source-name"])
def test_what_nobody_could_read_out_is_refused_and_blank_is_not_given(tmp_path: Path, name: str) -> None:
    article = article_file(tmp_path)
    for text in ("!!!", "🙂", b"\xff\xfe".decode("utf-8", "surrogateescape")):
        ended = briefing("make", article, "--voice", "tone", name, text, cwd=tmp_path)
        assert (ended.code, "Traceback" in ended.err) == (2, False)
        assert name in ended.last_error
    assert briefing("make", article, "--voice", "tone", "-q", name, "  ", cwd=tmp_path).code == 0


def test_the_first_thing_that_went_wrong_is_said_even_where_the_log_cannot_be_written(tmp_path: Path) -> None:
    ended = briefing("make", tmp_path / "missing.txt", "--log-file", tmp_path / "no" / "folder.log")
    assert ended.code == 65
    assert "missing.txt" in ended.last_error


@pytest.mark.parametrize("epoch", ["soon", "²", "9" * 30])
def test_a_reproducible_date_that_is_none_is_a_configuration_error(tmp_path: Path, epoch: str) -> None:
    env = dict(os.environ) | {"SOURCE_DATE_EPOCH": epoch}
    ended = briefing("make", article_file(tmp_path), "--voice", "tone", "-o", tmp_path / "out", env=env)
    assert ended.code == 78
    assert "SOURCE_DATE_EPOCH" in ended.last_error


def test_it_works_in_cron_s_empty_environment_and_prints_arabic(tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C"}
    article = article_file(tmp_path)
    ended = briefing("make", article, "-o", tmp_path / "out", "--voice", "tone", env=env, cwd=Path("/"))
    assert ended.code == 0, ended.err
    assert "افتتحت المدينة" in ended.out


def test_lists_are_labels_and_values(tmp_path: Path) -> None:
    voices = briefing("voices")
    assert voices.code == 0
    for name in ("espeak", "gtts", "tone"):
        assert f"name: {name}\n" in voices.out
    formats = briefing("formats", "--json")
    assert {entry["name"] for entry in json.loads(formats.out)["formats"]} >= {"mp3", "captions", "chapters"}
    shown = briefing("cache", "show", "--cache-dir", tmp_path)
    assert shown.out.splitlines()[0] == "Pieces: 0"


def test_the_doctor_finds_this_machine_well() -> None:
    ended = briefing("doctor")
    assert ended.code == 0, ended.out
    assert ended.out.splitlines()[-1] == "Everything needed is here."
    assert "its endpoint was not asked" in ended.out


def test_the_cache_can_be_shown_and_cleared(tmp_path: Path) -> None:
    briefing("make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone", "-q")
    before = json.loads(briefing("cache", "--json").out)
    assert before["pieces"] > 5
    cleared = json.loads(briefing("cache", "clear", "--json").out)
    assert (cleared["removed_pieces"], cleared["pieces"]) == (before["pieces"], 0)


def test_shell_completion_knows_the_commands() -> None:
    env = dict(os.environ) | {
        "_BRIEFING_COMPLETE": "bash_complete",
        "COMP_WORDS": "briefing ",
        "COMP_CWORD": "1",
    }
    assert "plain,make" in briefing(env=env).out
