"""The README is true: its commands run, its tables and lists are what the program does."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from briefing import errors, plugins
from briefing.cli import COMMANDS
from briefing.exporters import cover, timeline
from briefing.exporters._shapes import png
from briefing.model import Briefing, from_json
from briefing.settings import Pauses
from tests.commands import ROOT, briefing

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARABIC = (ROOT / "README.ar.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
BLOCKS = BLOCK.findall(README)
GROUPS = {"lexicon": ("test", "add", "list", "check"), "show": ("init", "check", "artwork")}
OF_OTHERS = {"--editable", "--no-deps", "--xml", "--normalization-level", "--autotrim-level"}
"""Options of pip and rdimport."""


def runnable(page: str) -> list[str]:
    """The page's commands: ``briefing``, and ``cp`` where an article has to be put somewhere first."""
    return [
        line
        for language, block in BLOCK.findall(page)
        if language == "sh"
        for line in block.replace("\\\n", " ").splitlines()
        if line.startswith(("briefing ", "cp "))
    ]


def words_of(command: str, folder: Path) -> list[str]:
    """A command's words, file patterns resolved as a shell does."""
    words: list[str] = []
    for word in shlex.split(command, comments=True):
        found = sorted(str(path.relative_to(folder)) for path in folder.glob(word)) if "*" in word else []
        words += found or [word]
    return words


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds, in which the README's commands are run from top to bottom."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


@pytest.mark.parametrize("page", [README, ARABIC], ids=["english", "arabic"])
def test_every_command_of_the_readme_runs_in_its_order(
    workshop: Path, page: str, spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(spoken))
    assert len(runnable(page)) >= 12
    for line in runnable(page):
        command, _, source = line.partition(" < ")
        stdin = (workshop / source.strip()).read_bytes() if source else b""
        program, *words = words_of(command, workshop)
        if program == "cp":
            shutil.copy(*(workshop / word for word in words))
            continue
        ended = briefing(*words, cwd=workshop, stdin=stdin)
        assert ended.code == 0, (line, ended.err)


def test_what_was_made_for_the_given_article_is_what_the_readme_lists(workshop: Path) -> None:
    if not (workshop / "output" / "hmeimim").is_dir():
        assert briefing("make", "seeds/hmeimim.txt", "--voice", "espeak", "-q", cwd=workshop).code == 0
    folder = workshop / "output" / "hmeimim"
    rows = re.findall(r"^\| (`[\w.]+`(?:, `[\w.]+`)*) \|", README, re.M)
    listed = {name.strip("`") for row in rows for name in row.split(", ")}
    assert {path.name for path in folder.iterdir()} <= listed
    document = from_json((folder / "briefing.json").read_bytes(), Briefing)
    minutes, seconds = divmod(round(document.frames / document.rate), 60)
    assert f"{minutes} minutes {seconds} seconds" in README
    for chapter in document.chapters:
        at_minutes, at_seconds = divmod(round(chapter.start / document.rate), 60)
        assert f"| {at_minutes}:{at_seconds:02d} | {chapter.title} |" in README
    assert (ROOT / "tests" / "golden" / "hmeimim-cover.jpg").read_bytes() == cover.draw(document)
    kept = Image.open(ROOT / "tests" / "golden" / "hmeimim-timeline.png")
    drawn = Image.open(BytesIO(png(timeline.compose(document, folder / "master.wav"))))
    assert ImageChops.difference(kept.convert("RGB"), drawn.convert("RGB")).getbbox() is None


def test_the_table_of_exit_codes_is_that_of_the_errors() -> None:
    table, arabic = (
        {int(code): text for code, text in re.findall(r"^\| (\d+) \| (.+?) \|", page, re.M)}
        for page in (README, ARABIC)
    )
    assert set(arabic) == set(table)
    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.BriefingError)
    }
    assert codes | {0, 3, 130, 143} == set(table)


def test_every_command_voice_and_format_is_named() -> None:
    for name in (*COMMANDS, *plugins.names("voices"), *plugins.names("exporters")):
        assert f"`{name}`" in README or f"briefing {name}" in README, name
    for name in (*plugins.names("voices"), *plugins.names("exporters")):
        assert f"`{name}`" in ARABIC, name


def test_the_pauses_of_the_arabic_page_are_those_of_the_program() -> None:
    told = dict(re.findall(r"^\| `pauses\.(\w+)` \| .+? \| (\d+) \|", ARABIC, re.M))
    assert len(told) >= 5
    assert {name: getattr(Pauses(), name) for name in told} == {name: int(ms) for name, ms in told.items()}


def test_no_option_is_named_that_does_not_exist() -> None:
    known = {"--help", "--version"} | OF_OTHERS
    pages: list[tuple[str, ...]] = [(name,) for name in COMMANDS]
    pages += [(group, name) for group, names in GROUPS.items() for name in names]
    for page in pages:
        known |= set(re.findall(r"--[a-z-]+", briefing(*page, "--help").out))
    known |= set(re.findall(r"--[a-z-]+", briefing("--help").out))
    assert set(re.findall(r"--[a-z][a-z-]+", README + ARABIC)) <= known


def test_the_sizes_named_are_whole_numbers_of_the_packages_locked() -> None:
    locked = {line.split("==")[0].lower() for line in (ROOT / "requirements.txt").read_text().splitlines()}
    named = {name.lower() for name in re.findall(r"^\| ([\w-]+) \| \d+ MB \|", README, re.M)}
    assert len(named) >= 8
    assert named <= locked


def test_the_versions_agree() -> None:
    from importlib.metadata import version

    import briefing as package

    assert version("briefing") == package.__version__
    assert f"### {package.__version__}" in README


def test_the_sketch_of_briefing_json_is_true() -> None:
    for language, block in BLOCKS:
        if language == "json":
            assert set(json.loads(block)) <= {
                "schema", "id", "created", "masthead", "voice", "settings", "rate", "frames", "chapters",
                "utterances", "tones", "files",
            }  # fmt: skip
