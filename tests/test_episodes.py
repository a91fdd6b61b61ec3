"""A finished briefing becomes an episode whose every fact is that of the files it names."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from briefing.errors import ArticleError, ConfigError
from briefing.pipeline import make
from briefing.settings import Settings
from briefing.shelf import load
from briefing.shows import notes
from briefing.shows.episodes import Origin, Prepared, prepare, stem
from briefing.shows.feed import render
from briefing.store import Store
from tests.briefings import make_briefing, read_mp3
from tests.channels import BASE, make_channel
from tests.conftest import ROOT
from tests.psp1 import faults
from tests.validators import program

RIYADH = timezone(timedelta(hours=3))
ORIGIN = Origin(
    identity="https://magazine.example.org/roof-gardens", published=datetime(2026, 3, 2, 1, 30, tzinfo=RIYADH)
)


def made(folder: Path, editions: tuple[str, ...] = Settings().editions, *, letter_ms: int = 60) -> Path:
    make(
        str(ROOT / "seeds" / "headings.md"),
        folder / "out",
        store=Store(folder / "cache"),
        created="2026-03-02",
        settings=Settings(voice="tone", editions=editions, options={"letter_ms": str(letter_ms)}),
    )
    return folder / "out"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("episodes"))


@pytest.fixture(scope="module")
def prepared(folder: Path) -> Prepared:
    return prepare(folder, ORIGIN, base_url=BASE)


def test_the_feed_of_a_real_briefing_keeps_every_rule(prepared: Prepared) -> None:
    assert faults(render(make_channel(), (prepared.episode,))) == []


def test_every_address_of_the_episode_is_that_of_a_file_to_publish(prepared: Prepared) -> None:
    episode = prepared.episode
    assert episode.chapters is not None
    named = [
        episode.enclosure.url,
        episode.image_url,
        *(item.url for item in episode.transcripts),
        episode.chapters.url,
    ]
    assert named == [f"{BASE}/{item.name}" for item in prepared.files]
    assert [item.name.partition(".")[2] for item in prepared.files] == [
        "mp3",
        "jpg",
        "vtt",
        "srt",
        "json",
        "chapters.json",
    ]
    assert all(item.name.isascii() and item.path.is_file() for item in prepared.files)


def test_length_and_duration_are_those_of_the_sound(prepared: Prepared) -> None:
    sound = prepared.files[0].path
    assert prepared.episode.enclosure.length_bytes == sound.stat().st_size
    heard = read_mp3(sound).info.length * 1000
    assert prepared.episode.duration_ms == pytest.approx(heard, abs=60)


def test_ffprobe_agrees_about_the_duration(prepared: Prepared) -> None:
    command = [program("ffprobe"), "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    done = subprocess.run([*command, str(prepared.files[0].path)], capture_output=True, text=True, check=True)
    assert prepared.episode.duration_ms / 1000 == pytest.approx(float(done.stdout), abs=1)


def test_chapters_in_the_feed_are_those_of_the_file(prepared: Prepared, folder: Path) -> None:
    chapters = json.loads((folder / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert [(mark.start_ms / 1000, mark.title) for mark in prepared.episode.marks] == [
        (chapter["startTime"], chapter["title"]) for chapter in chapters
    ]


def test_the_soundbite_is_inside_the_summary(prepared: Prepared, folder: Path) -> None:
    (bite,) = prepared.episode.soundbites
    briefing = load(folder)
    (summary,) = (chapter for chapter in briefing.chapters if chapter.kind == "summary")
    assert summary.start < bite.start_ms * briefing.rate / 1000
    assert (bite.start_ms + bite.duration_ms) * briefing.rate / 1000 < summary.end


def test_the_notes_have_summary_source_voice_and_contents(prepared: Prepared) -> None:
    text = prepared.episode.notes
    assert (
        '<a href="https://magazine.example.org/roof-gardens">مجلة المدينة الخضراء</a>، بقلم قسم البيئة'
        in text
    )
    assert "19 أيار/مايو 2024." in text
    assert "أُعدّ آليًا، وقرأه صوت اصطناعي (tone)." in text
    assert text.count("<li>") == 9
    assert "<li>1:21 كانت السطوح" in text
    assert "تصحيح" not in text


def test_the_journalist_and_the_synthetic_voice_are_named(prepared: Prepared) -> None:
    assert [(person.name, person.role) for person in prepared.episode.persons] == [
        ("صوت اصطناعي", "narrator"),
        ("قسم البيئة", "writer"),
    ]


def test_a_correction_has_the_same_guid_other_names_and_a_note(prepared: Prepared, folder: Path) -> None:
    again = replace(ORIGIN, revision=2, revised=datetime(2026, 3, 2, 12, tzinfo=UTC))
    corrected = prepare(folder, again, base_url=BASE)
    assert corrected.episode.guid == prepared.episode.guid
    assert corrected.episode.published == prepared.episode.published
    assert not {item.name for item in corrected.files} & {item.name for item in prepared.files}
    assert all("-r2." in item.name for item in corrected.files)
    assert corrected.episode.notes.startswith(
        "<p><strong>تصحيح:</strong> صُحّح هذا الإيجاز في 2 آذار/مارس 2026 بعد تعديل المقال الأصلي.</p>"
    )
    feed = render(make_channel(), (corrected.episode,))
    assert faults(feed) == []
    assert b"<lastBuildDate>Mon, 02 Mar 2026 12:00:00 +0000<" in feed


def test_what_was_corrected_is_said_as_it_was_given() -> None:
    text = notes.render(make_briefing(), correction="الكلفة 5 ملايين\nلا 50 & <أكثر>.")
    assert text.startswith("<p><strong>تصحيح:</strong> الكلفة 5 ملايين لا 50 &amp; &lt;أكثر&gt;.</p>")


def test_the_public_name_has_the_date_of_the_shows_own_zone() -> None:
    assert stem(ORIGIN).startswith("2026-03-02-")
    assert stem(ORIGIN) != stem(replace(ORIGIN, identity="https://magazine.example.org/other"))


def test_a_revision_without_its_date_is_refused() -> None:
    with pytest.raises(ValueError, match="every later one has"):
        replace(ORIGIN, revision=2)


def test_an_article_without_an_address_is_said_to_have_no_source() -> None:
    briefing = make_briefing()
    local = replace(briefing.masthead, url="file:///home/a.txt", source_name="")
    text = notes.render(replace(briefing, masthead=local))
    assert "المصدر: نصٌّ لم يُذكر مصدره" in text
    assert "file:" not in text


def test_an_episode_of_sound_alone_names_nothing_else(tmp_path: Path) -> None:
    prepared = prepare(made(tmp_path, ("mp3",), letter_ms=6), ORIGIN, base_url=BASE)
    assert [item.path.name for item in prepared.files] == ["briefing.mp3"]
    assert faults(render(make_channel(), (prepared.episode,))) == []


def test_a_briefing_without_the_sound_file_is_refused_with_its_cure(tmp_path: Path) -> None:
    folder = made(tmp_path, ("captions",), letter_ms=6)
    with pytest.raises(ArticleError, match=r"has no briefing\.mp3") as caught:
        prepare(folder, ORIGIN, base_url=BASE)
    assert caught.value.hint == f"briefing export {folder} --to mp3"


def test_a_file_that_someone_changed_is_not_published(tmp_path: Path) -> None:
    folder = made(tmp_path, ("mp3", "captions"), letter_ms=6)
    (folder / "captions.vtt").write_text("WEBVTT\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"captions\.vtt is not the file"):
        prepare(folder, ORIGIN, base_url=BASE)


def test_a_base_that_is_no_address_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigError):
        prepare(folder, ORIGIN, base_url="podcasts/")
