"""The whole way, on every seed: nothing lost, nothing said twice, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from briefing.model import Briefing, Role, SegmentKind
from briefing.pipeline import Made, make
from briefing.settings import Settings
from briefing.store import Store
from briefing.timeline import milliseconds
from tests.conftest import ROOT
from tests.scripts import ARTICLE, made_with_tone

SEEDS = sorted(path.name for path in (ROOT / "seeds").iterdir())
LETTERS = str.maketrans("", "", " \n\t\r  ")


def make_seed(name: str, folder: Path, *, cache: Path, voice: str = "tone") -> Made:
    """All editions of what the tone hums; of what espeak says only the sound."""
    settings = Settings(voice=voice, options={"letter_ms": "6"})
    return make(
        str(ROOT / "seeds" / name),
        folder,
        store=Store(cache),
        created="2026-02-27",
        settings=settings if voice == "tone" else Settings(voice=voice, editions=()),
    )


Seeds = Callable[..., Briefing]
"""The briefing of a seed, by its name and its voice."""


@pytest.fixture(scope="module")
def seed_briefing(tmp_path_factory: pytest.TempPathFactory, spoken: Path) -> Seeds:
    """Made once for all tests that only look at it."""

    @cache
    def made(name: str, voice: str = "tone") -> Briefing:
        return make_seed(name, tmp_path_factory.mktemp("seed") / "out", cache=spoken, voice=voice).briefing

    return made


def narration(briefing: Briefing) -> list[str]:
    return [cue.shown for cue in briefing.utterances if cue.role is Role.NARRATION]


def test_every_sentence_of_the_given_article_is_narrated_once_in_its_own_words(
    seed_briefing: Seeds, seeds: Path
) -> None:
    briefing = seed_briefing("hmeimim.txt")
    source = (seeds / "hmeimim.txt").read_text(encoding="utf-8")
    assert "".join(narration(briefing)).translate(LETTERS) == source.translate(LETTERS)


def test_the_given_article_has_four_sections_at_its_turns(seed_briefing: Seeds, seeds: Path) -> None:
    briefing = seed_briefing("hmeimim.txt")
    paragraphs = (seeds / "hmeimim.txt").read_text(encoding="utf-8").split("\n\n")
    sections = [chapter for chapter in briefing.chapters if chapter.kind is SegmentKind.SECTION]
    told = [
        "".join(cue.shown for cue in briefing.cues_of(chapter) if cue.role is Role.NARRATION)
        for chapter in sections
    ]
    expected = ["".join(paragraphs[a:b]) for a, b in ((0, 2), (2, 5), (5, 7), (7, 8))]
    assert [text.translate(LETTERS) for text in told] == [text.translate(LETTERS) for text in expected]
    assert len({chapter.title for chapter in sections}) == 4


@pytest.mark.parametrize("name", SEEDS)
def test_a_listener_hears_the_parts_in_their_order(name: str, seed_briefing: Seeds) -> None:
    briefing = seed_briefing(name)
    kinds = [chapter.kind for chapter in briefing.chapters]
    order = list(SegmentKind)
    assert kinds == sorted(kinds, key=order.index)
    assert kinds[0] is SegmentKind.IDENT
    assert kinds[-1] is SegmentKind.CREDIT
    assert all(chapter.title for chapter in briefing.chapters)
    for chapter in briefing.chapters:
        cues = briefing.cues_of(chapter)
        if chapter.kind is SegmentKind.SECTION:
            assert cues[0].role is Role.ANNOUNCEMENT
            assert all(cue.role is Role.NARRATION for cue in cues[1:])


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_a_voice_cannot_say_is_left_in_what_it_gets(name: str, seed_briefing: Seeds) -> None:
    briefing = seed_briefing(name)
    for cue in briefing.utterances:
        wrong = {
            letter
            for letter in cue.spoken
            if letter.isdigit() or letter in "%٪$€£°/=+@#&*_<>|" or ("a" <= letter.lower() <= "z")
        }
        assert not wrong, (cue.id, cue.shown, cue.spoken)


def test_a_summary_sentence_knows_the_section_it_came_from(seed_briefing: Seeds) -> None:
    briefing = seed_briefing("hmeimim.txt")
    narrated = {cue.id: cue for cue in briefing.utterances if cue.role is Role.NARRATION}
    summary = [cue for cue in briefing.utterances if cue.role is Role.SUMMARY and cue.sentence]
    assert summary
    for cue in summary:
        assert cue.sentence is not None
        whole = narrated[cue.sentence]
        left = iter(whole.shown.rstrip(".").replace("،", " ").split())
        assert all(word in left for word in cue.shown.rstrip(".").replace("،", " ").split())  # or abridged
        assert whole.section == cue.section


@pytest.mark.parametrize("name", SEEDS)
def test_the_spoken_summary_lasts_at_most_what_was_asked_for(name: str, seed_briefing: Seeds) -> None:
    briefing = seed_briefing(name, "espeak")
    for chapter in briefing.chapters:
        if chapter.kind is SegmentKind.SUMMARY:
            cues = briefing.cues_of(chapter)
            assert milliseconds(cues[-1].end - cues[0].start, briefing.rate) <= 45_000


def test_a_second_run_voices_nothing_and_changes_nothing(tmp_path: Path) -> None:
    first = made_with_tone(tmp_path)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in first.folder.iterdir()}
    second = made_with_tone(tmp_path)
    assert (second.fresh, second.changed) == (0, ())
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in second.folder.iterdir()}
    assert after == before


def test_one_changed_sentence_is_the_only_one_voiced(tmp_path: Path) -> None:
    made_with_tone(tmp_path)
    changed = made_with_tone(tmp_path, text=ARTICLE.replace("في الطابق الأول", "في الطابق الثاني"))
    assert changed.fresh == 1


def test_the_bytes_depend_on_neither_cache_nor_order_nor_workers(tmp_path: Path) -> None:
    def made(folder: str, cache: str, jobs: int) -> dict[str, bytes]:
        result = make(
            str(ROOT / "seeds" / "flash.txt"),
            tmp_path / folder,
            store=Store(tmp_path / cache),
            created="2026-02-27",
            settings=Settings(voice="espeak", jobs=jobs),
        )
        return {path.name: path.read_bytes() for path in result.folder.iterdir()}

    cold_one = made("a", "cache-a", 1)
    assert made("b", "cache-b", 2) == cold_one
    assert made("c", "cache-a", 2) == cold_one


def test_editions_of_a_former_article_do_not_stay_behind(tmp_path: Path) -> None:
    made_with_tone(tmp_path)
    again = made_with_tone(
        tmp_path, text=ARTICLE.replace("أمس", "اليوم"), settings=Settings(voice="tone", editions=("mp3",))
    )
    names = {path.name for path in again.folder.iterdir()}
    assert names == {"briefing.json", "briefing.mp3", "master.wav", "script.json"}


def test_someone_s_own_files_in_the_folder_stay(tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    (made.folder / "notes.txt").write_text("mine")
    (made.folder / "transcript.txt").write_text("edited by me")
    made_with_tone(
        tmp_path, text=ARTICLE.replace("أمس", "اليوم"), settings=Settings(voice="tone", editions=("mp3",))
    )
    assert (made.folder / "notes.txt").read_text() == "mine"
    assert (made.folder / "transcript.txt").read_text() == "edited by me"


def test_another_sample_rate_gives_the_same_timeline_in_its_own_frames(tmp_path: Path) -> None:
    own = made_with_tone(tmp_path).briefing
    other = made_with_tone(tmp_path, settings=Settings(voice="tone", sample_rate=44_100)).briefing
    assert (own.rate, other.rate) == (16_000, 44_100)
    assert other.frames / other.rate == pytest.approx(own.frames / own.rate, abs=0.1)


def test_a_sentence_of_marks_alone_stands_with_its_neighbour(tmp_path: Path) -> None:
    text = "عنوان المقال\n\nانتهى الخبر الأول هنا. … 😀!\n\n😀 … وبدأ الخبر الثاني من هذه المدينة الصغيرة."
    made = made_with_tone(tmp_path, text=text)
    said = "".join(narration(made.briefing)).translate(LETTERS)
    assert said == text.partition("\n\n")[2].translate(LETTERS)


def test_a_heading_without_text_under_it_is_no_bug(tmp_path: Path) -> None:
    text = "# عنوان\n\n## أول\n\nنص القسم الأول هنا كله.\n\n## بلا نص\n\n## ثالث\n\nنص القسم الثالث هنا."
    article = tmp_path / "article.md"
    article.write_text(text, encoding="utf-8")
    made = make(
        str(article),
        tmp_path / "out",
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=Settings(voice="tone"),
    )
    assert "نص القسم الثالث هنا." in narration(made.briefing)
