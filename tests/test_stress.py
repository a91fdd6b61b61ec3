"""Articles beyond all measure: very many sentences, very long ones, very many sections, and flat memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from briefing.model import Briefing, Masthead, Role, SegmentKind
from briefing.pipeline import Made, make
from briefing.settings import Settings
from briefing.store import Store
from briefing.text import sentences
from tests.briefings import read_mp3
from tests.scripts import ARTICLE, article_file

PLACES: Final = (
    *("البحر", "الجبل", "النهر", "السوق", "الحي"),
    *("الميناء", "الجسر", "المتحف", "الملعب", "المسرح"),
)
QUICK: Final = {"tone.rate": "8000", "tone.letter_ms": "5"}
"""The tone voice, as fast and as coarse as it goes."""
MANY: Final = 10_000
SECTIONS: Final = 300
LETTERS: Final = 5_000
GROWTH_MB: Final = 10
"""What memory may differ by between two runs that do the same."""
LEAST_MS: Final = 150
"""The shortest pause that may be asked for between sentences."""


def made_of(folder: Path, text: str, settings: Settings, *, name: str = "article.txt") -> Made:
    """A briefing of a text, in ``folder/out``."""
    return make(
        str(article_file(folder, text, name=name)),
        folder / "out",
        store=Store(folder / "cache"),
        created="2026-02-27",
        settings=settings,
    )


def quick(*editions: str) -> Settings:
    """The tone voice at its quickest, and short pauses."""
    pauses = {f"pauses.{name}_ms": str(LEAST_MS) for name in ("sentence", "paragraph", "heading")}
    return Settings(voice="tone", options=QUICK | pauses, editions=editions)


def narrated(briefing: Briefing) -> list[str]:
    """The sentences of the article, as they are shown."""
    return [cue.shown for cue in briefing.utterances if cue.role is Role.NARRATION]


def place(number: int, digits: int) -> list[str]:
    """So many places that stand for a number."""
    return [PLACES[number // 10**digit % 10] for digit in range(digits - 1, -1, -1)]


def assert_whole(briefing: Briefing) -> None:
    """Chapters follow each other from first to last frame, cues do not overlap."""
    assert briefing.chapters[0].start == 0
    assert briefing.chapters[-1].end == briefing.frames
    assert all(left.end == right.start for left, right in pairwise(briefing.chapters))
    assert all(left.end <= right.start for left, right in pairwise(briefing.utterances))


def test_ten_thousand_short_sentences_are_all_said_once_in_their_order(tmp_path: Path) -> None:
    every = ["زار {} و{} و{} و{}.".format(*place(number, 4)) for number in range(MANY)]
    text = "\n\n".join(" ".join(every[at : at + 5]) for at in range(0, MANY, 5))
    made = made_of(tmp_path, text, quick("mp3", "chapters"))
    assert narrated(made.briefing) == every
    assert_whole(made.briefing)
    sound = read_mp3(made.folder / "briefing.mp3")
    assert sound.info.length == pytest.approx(made.briefing.frames / made.briefing.rate, abs=1e-6)
    said = [line for line, _ in sound.tags.getall("SYLT")[0].text]
    assert said == [cue.shown for cue in made.briefing.utterances]
    chapters = json.loads((made.folder / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert len(chapters) == len(made.briefing.chapters) == len(sound.tags.getall("CHAP"))


@pytest.mark.parametrize("voice", ["tone", "espeak"])
@pytest.mark.parametrize(
    "filling", ["ثم عاد الرجل إلى المدينة القديمة ", "مكتبة"], ids=["many words", "one word without a blank"]
)
def test_one_sentence_of_five_thousand_letters_is_said_whole(
    tmp_path: Path, voice: str, filling: str
) -> None:
    endless = f"وقال {(filling * LETTERS)[:LETTERS].strip()} أمس."
    settings = quick("captions") if voice == "tone" else Settings(voice="espeak", editions=("captions",))
    made = made_of(tmp_path, f"خبر عن رحلة طويلة\n\n{endless}\n\nوهذه جملة أخيرة.", settings)
    assert "".join("".join(narrated(made.briefing)).split()) == "".join(f"{endless}وهذه جملة أخيرة.".split())
    assert_whole(made.briefing)
    cards = (made.folder / "captions.srt").read_text(encoding="utf-8").split("\n\n")
    assert all(len(line) <= 42 for card in cards for line in card.splitlines()[2:])


def test_three_hundred_sections_are_three_hundred_chapters(tmp_path: Path) -> None:
    headings = ["في {} و{} و{}".format(*place(number, 3)) for number in range(SECTIONS)]
    parts = [f"## {title}\n\nوصل الوفد إلى المدينة أمس. وعاد منها اليوم." for title in headings]
    text = "# خبر له أقسام كثيرة\n\n" + "\n\n".join(parts)
    made = made_of(tmp_path, text, quick("mp3", "chapters", "transcript"), name="article.md")
    titles = [item.title for item in made.briefing.chapters if item.kind is SegmentKind.SECTION]
    assert titles == headings
    assert_whole(made.briefing)
    tags = read_mp3(made.folder / "briefing.mp3").tags
    first, rest = tags["CTOC:toc"].child_element_ids, tags["CTOC:toc1"].child_element_ids
    assert first[-1] == "toc1"
    assert len(first) == 255
    listed = [str(tags[f"CHAP:{name}"].sub_frames["TIT2"]) for name in (*first[:-1], *rest)]
    assert listed == [item.title for item in made.briefing.chapters]
    numbers = {path.name for path in made.folder.iterdir()}
    assert numbers >= {"briefing.mp3", "chapters.json", "transcript.txt"}


def test_a_very_long_title_is_in_the_tag_and_on_the_cover(tmp_path: Path) -> None:
    title = "أعلنت هيئة المدينة القديمة عن خطتها الجديدة " * 50
    made = make(
        str(article_file(tmp_path)),
        tmp_path / "out",
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=quick("cover", "mp3"),
        masthead=Masthead(headline=title),
    )
    assert made.briefing.masthead.headline.strip() == title.strip()
    tags = read_mp3(made.folder / "briefing.mp3").tags
    assert str(tags["TIT2"]) == title.strip()
    assert tags.getall("APIC")[0].data == (made.folder / "cover.jpg").read_bytes()


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    made: dict[int, dict[str, bytes]] = {}
    for jobs in (1, 2, 4):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        result = made_of(folder, ARTICLE, Settings(voice="espeak", jobs=jobs))
        assert result.fresh > 4
        made[jobs] = {path.name: path.read_bytes() for path in result.folder.iterdir()}
    assert "briefing.mp3" in made[1]
    assert made[1] == made[2] == made[4]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A run, its sound and its memory."""

    master_mb: float
    peak_mb: float


def weighed(folder: Path, article: Path, *, letter_ms: int, rate: int) -> Weighed:
    """Make a briefing in a process of its own; the master's size and the most memory that it held."""
    command = [
        *(sys.executable, "-m", "briefing", "make", str(article), "-o", str(folder), "-q", "--voice", "tone"),
        *("-O", f"tone.rate={rate}", "-O", f"tone.letter_ms={letter_ms}", "--summary", "none"),
    ]
    env = os.environ | {"BRIEFING_CACHE": str(folder.with_suffix(".cache"))}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, cwd=Path(__file__).parent.parent)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    kilobyte = 1024 if sys.platform == "linux" else 1
    return Weighed((folder / "master.wav").stat().st_size / 1e6, usage.ru_maxrss * kilobyte / 1e6)


@pytest.mark.parametrize("rate", [8_000, 22_050])
def test_memory_does_not_grow_with_the_sound(tmp_path: Path, rate: int) -> None:
    text = "\n\n".join(
        " ".join("ذهب {} مع {} و{} و{} ثم عاد.".format(*place(number, 4)) for number in range(at, at + 3))
        for at in range(0, 240, 3)
    )
    assert len(sentences(text)) == 240
    article = article_file(tmp_path, text)
    short = weighed(tmp_path / "short", article, letter_ms=20, rate=rate)
    long = weighed(tmp_path / "long", article, letter_ms=2_000_000 // rate, rate=rate)
    assert long.master_mb > short.master_mb + 15
    assert long.peak_mb - short.peak_mb < GROWTH_MB
