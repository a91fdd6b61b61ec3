"""The same briefing at several speeds: each complete, each exact, each with its own name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from briefing import choices, mastering, pipeline, speeds, takes
from briefing.errors import BriefingError, OutputError, RequestError
from briefing.events import ArticleRead, Event, SpeedBegun
from briefing.exporters import _words
from briefing.model import Briefing, MadeFile
from briefing.pipeline import Made
from briefing.settings import PAUSE_BOUNDS, Pauses, Settings
from briefing.shelf import load, read_script
from briefing.store import Store
from briefing.timeline import milliseconds, vtt_clock
from tests.briefings import make_briefing, read_mp3
from tests.commands import briefing as command
from tests.endpoint import Endpoint, failed
from tests.scripts import article_file, script_of

RATES = (1.0, 1.5, 2.0, 3.0)
TONE = Settings(voice="tone")


def made(
    place: Path,
    rates: tuple[float, ...] = RATES,
    settings: Settings = TONE,
    events: list[Event] | None = None,
) -> tuple[Made, ...]:
    return speeds.make(
        str(article_file(place)),
        place / "out",
        rates,
        store=Store(place / "cache"),
        created="2026-02-27",
        settings=settings,
        on_event=(events if events is not None else []).append,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, ...]:
    """A briefing at four speeds, by espeak, which has a rate of its own."""
    return made(tmp_path_factory.mktemp("four"), settings=Settings(voice="espeak"))


def test_the_usual_speed_is_the_folder_itself_and_the_others_are_inside(four: tuple[Made, ...]) -> None:
    root = four[0].folder
    assert [item.folder for item in four] == [root, root / "speed-1.5", root / "speed-2", root / "speed-3"]
    for item in four:
        assert set(contents(item.folder)) == set(contents(root))
        assert load(item.folder) == item.briefing


def test_each_is_what_it_would_be_if_it_were_made_alone(four: tuple[Made, ...], tmp_path: Path) -> None:
    alone = pipeline.make(
        str(article_file(tmp_path)),
        tmp_path / "alone",
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=Settings(voice="espeak", speed=2.0, pauses=2**-0.5),
    )
    assert contents(alone.folder) == contents(four[2].folder)
    usual = pipeline.make(
        str(article_file(tmp_path)),
        tmp_path / "usual",
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=Settings(voice="espeak"),
    )
    assert contents(usual.folder) == contents(four[0].folder)


def test_words_are_faster_and_pauses_shorter_but_less_so(four: tuple[Made, ...]) -> None:
    def spoken_and_silent(briefing: Briefing) -> tuple[float, float]:
        # What is said of the length differs from speed to speed, so that the narration alone is compared.
        cues = [cue for cue in briefing.utterances if cue.role == "narration"]
        said = sum(cue.end - cue.start for cue in cues)
        quiet = sum(right.start - left.end for left, right in pairwise(cues) if left.chapter == right.chapter)
        return said / briefing.rate, quiet / briefing.rate

    said, quiet = spoken_and_silent(four[0].briefing)
    for item, speed in zip(four[1:], RATES[1:], strict=True):
        faster, shorter = spoken_and_silent(item.briefing)
        assert faster == pytest.approx(said / speed, rel=0.12)
        assert shorter == pytest.approx(quiet / speed**0.5, rel=0.02)


def test_chapters_tags_and_captions_are_at_the_edition_s_own_times(four: tuple[Made, ...]) -> None:
    for item in four:
        briefing = item.briefing
        mp3 = read_mp3(item.folder / "briefing.mp3")
        assert mp3.info.length == pytest.approx(briefing.frames / briefing.rate, abs=0.001)
        chapters = [mp3.tags[f"CHAP:chp{place}"] for place in range(len(briefing.chapters))]
        assert [(one.start_time, one.end_time) for one in chapters] == [
            (milliseconds(one.start, briefing.rate), milliseconds(one.end, briefing.rate))
            for one in briefing.chapters
        ]
        captions = (item.folder / "captions.vtt").read_text(encoding="utf-8")
        for cue in briefing.utterances:
            start, end = (vtt_clock(milliseconds(at, briefing.rate)) for at in (cue.start, cue.end))
            assert f"\n{cue.id}\n{start} --> {end}\n" in captions


def test_chapter_marks_lie_in_silence_at_every_speed(four: tuple[Made, ...]) -> None:
    for item in four:
        briefing = item.briefing
        for chapter in briefing.chapters:
            first = briefing.cues_of(chapter)[0]
            opened = [item.end for item in briefing.sounds if chapter.start <= item.start < first.start]
            if not opened:  # the opening sound stands before the very first word
                assert 50 <= (first.start - chapter.start) * 1000 / briefing.rate <= 100
            before = [cue.end for cue in briefing.utterances if cue.end <= chapter.start]
            tones = [item.end for item in briefing.sounds if item.end <= chapter.start]
            if before:
                assert (chapter.start - before[-1]) * 1000 / briefing.rate >= 250
            assert all(chapter.start - at >= 0.15 * briefing.rate for at in tones)


def test_players_show_how_fast_each_file_is(four: tuple[Made, ...]) -> None:
    shown = []
    for item in four:
        tag: Any = ID3(item.folder / "briefing.mp3")  # type: ignore[no-untyped-call]
        shown.append(str(tag["TIT2"]).partition(" (")[2])
    assert shown == ["", "بسرعة مرة ونصف)", "بضعف السرعة)", "بثلاثة أضعاف السرعة)"]


@pytest.mark.parametrize(
    ("speed", "shown"),
    [
        (1, ""),
        (1.0, ""),
        (0.5, "بنصف السرعة"),
        (0.75, "بثلاثة أرباع السرعة"),
        (1.25, "بسرعة مرة وربع"),
        (1.5, "بسرعة مرة ونصف"),
        (1.75, "بسرعة مرة وثلاثة أرباع"),
        (2.0, "بضعف السرعة"),
        (2.25, "بسرعة مرتين وربع"),
        (2.5, "بسرعة مرتين ونصف"),
        (3.0, "بثلاثة أضعاف السرعة"),
        (1.2, "السرعة 1.2"),
        (0.6, "السرعة 0.6"),
    ],
)
def test_speeds_have_arabic_names(speed: float, shown: str) -> None:
    assert _words.pace(replace(make_briefing(), settings={"speed": speed})) == shown


def test_a_briefing_that_does_not_know_its_speed_has_the_usual_one() -> None:
    assert _words.title(make_briefing()) == _words.headline(make_briefing())


def test_the_article_is_read_once_and_each_speed_is_told(tmp_path: Path) -> None:
    events: list[Event] = []
    made(tmp_path, events=events)
    assert [event for event in events if isinstance(event, ArticleRead | SpeedBegun)][1:] == [
        SpeedBegun(speed) for speed in RATES
    ]


def test_a_second_run_voices_and_changes_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    assert [(item.fresh, item.changed) for item in made(tmp_path)] == [(0, ())] * len(RATES)


def test_without_the_usual_speed_the_folder_holds_the_others_alone(tmp_path: Path) -> None:
    made(tmp_path, (1.5, 2.0))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["speed-1.5", "speed-2"]


def test_a_script_of_the_editor_s_is_made_at_every_speed_with_its_own_pauses(tmp_path: Path) -> None:
    script = script_of(("جملة أولى هنا", "جملة ثانية هنا"))
    done = speeds.voice_script(
        script,
        tmp_path / "out",
        (1.0, 2.0),
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=TONE,
    )
    pauses = [
        {item.pause_ms for item in read_script(one.folder / "script.json").utterances()} for one in done
    ]
    assert pauses == [{350}, {247}]


def test_an_edition_that_fails_leaves_those_before_it_and_nothing_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_down = mastering.write_down
    calls = 0

    def third_fails(take: takes.Take, folder: Path, **how: Any) -> tuple[Briefing, list[MadeFile]]:
        nonlocal calls
        calls += 1
        if calls == 3:
            message = "no room"
            raise OutputError(message, hint="df -h .")
        return write_down(take, folder, **how)

    monkeypatch.setattr(mastering, "write_down", third_fails)
    with pytest.raises(
        OutputError, match=r"at speed 2 was not made \(published before it: 1, 1\.5\): no room"
    ) as told:
        made(tmp_path)
    assert (told.value.hint, told.value.exit_code) == ("df -h .", 74)
    folders = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert folders == ["speed-1.5"]
    assert load(tmp_path / "out" / "speed-1.5").settings["speed"] == 1.5


def test_where_the_first_fails_not_even_the_folder_is_left(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"at speed 1\.5 was not made: "):
        made(tmp_path, (1.5, 2.0), settings=Settings(voice="tone", sample_rate=12_345))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "1,,2", "fast", "1;2", "nan", "0.4", "1,3.5", "inf"])
def test_what_is_no_list_of_speeds_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        speeds.read_speeds(text)


def test_each_speed_is_made_once_in_the_order_given() -> None:
    assert speeds.read_speeds("2, 1,1.0,2") == (2.0, 1.0)


def test_several_speeds_and_one_of_its_own_are_refused() -> None:
    with pytest.raises(RequestError, match="no speed of its own"):
        speeds.settings_at(Settings(speed=1.5), 2.0)


@given(st.floats(0.5, 3.0), st.floats(choices.SHORTEST, choices.LONGEST))
def test_pauses_at_any_speed_stay_in_their_bounds(speed: float, asked: float) -> None:
    settings = speeds.settings_at(Settings(pauses=asked), speed)
    pauses = choices.pauses_of(settings)
    for name, (least, most) in PAUSE_BOUNDS.items():
        assert least <= getattr(pauses, name) <= most
    assert pauses.lead_ms == Pauses().lead_ms


@pytest.mark.parametrize(
    ("factor", "sentence", "tone"), [(1.0, 350, 400), (0.5, 175, 300), (4.0, 1400, 1600)]
)
def test_pauses_are_scaled_within_their_bounds(factor: float, sentence: int, tone: int) -> None:
    scaled = Pauses().scaled(factor)
    assert (scaled.sentence_ms, scaled.tone_ms, scaled.lead_ms) == (sentence, tone, 80)


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[Endpoint]:
    """The local stand-in for Google's endpoint."""
    with Endpoint(tmp_path) as running:
        yield running


def with_google(endpoint: Endpoint, place: Path) -> list[str | Path]:
    return [
        *("make", article_file(place), "-o", place / "out", "--cache-dir", place / "cache"),
        *("--patience", "0", "--summary", "none"),
        *("-O", f"gtts.endpoint={endpoint.url}", "-O", f"gtts.ca_file={endpoint.ca_file}"),
    ]


def test_an_online_voice_is_asked_for_the_same_text_once_whatever_the_speeds(
    tmp_path: Path, endpoint: Endpoint
) -> None:
    words = [*with_google(endpoint, tmp_path), "--voice", "gtts"]
    assert command(*words, "-q").code == 0
    first = set(endpoint.texts)
    ended = command(*words, "--editions", "1,1.5,2", "-q")
    assert ended.code == 0, ended.err
    assert len(endpoint.texts) == len(set(endpoint.texts))
    # What is new is the sentence that says how long it takes.
    assert len(set(endpoint.texts) - first) <= 2


def test_auto_means_one_voice_for_all_speeds_and_its_options_stay(tmp_path: Path, endpoint: Endpoint) -> None:
    ended = command(*with_google(endpoint, tmp_path), "--editions", "1,2", "--json", "-O", "espeak.rate=180")
    assert ended.code == 0, ended.err
    assert {item["voice"] for item in json.loads(ended.out)["editions"]} == {"gtts"}


def test_a_voice_that_fails_is_told_with_its_exit_code(tmp_path: Path, endpoint: Endpoint) -> None:
    endpoint.schedule(*[failed(503)] * 60)
    ended = command(*with_google(endpoint, tmp_path), "--voice", "gtts", "--editions", "1.5,2")
    assert ended.code == 69
    assert ended.last_error.startswith("error: the edition at speed 1.5 was not made: ")
    assert not (tmp_path / "out").exists()


def test_every_path_is_a_line_of_the_result(tmp_path: Path) -> None:
    words: list[str | Path] = ["make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone"]
    out = tmp_path / "out"
    paths = [str(out / "briefing.mp3"), str(out / "speed-1.5" / "briefing.mp3")]
    ended = command(*words, "--editions", "1,1.5")
    assert [line for line in ended.out.splitlines() if line.endswith(".mp3")] == paths
    assert "Edition at speed 1.5." in ended.err
    assert command(*words, "--editions", "1,1.5", "-q").out.splitlines() == paths
    read = json.loads(command(*words, "--editions", "1,1.5", "--json").out)
    assert [item["path"] for item in read["editions"]] == paths
    assert [item["speed"] for item in read["editions"]] == [1.0, 1.5]


def test_the_script_of_an_editor_is_voiced_at_several_speeds_from_the_command_line(tmp_path: Path) -> None:
    script = tmp_path / "script.json"
    assert command("script", article_file(tmp_path), "-o", script, "--voice", "tone").code == 0
    ended = command("voice", script, "-o", tmp_path / "out", "--voice", "tone", "--editions", "1,2", "-q")
    assert ended.out.splitlines()[1] == str(tmp_path / "out" / "speed-2" / "briefing.mp3")


def test_a_dry_run_tells_the_length_at_each_speed_and_writes_nothing(tmp_path: Path) -> None:
    words: list[str | Path] = ["make", article_file(tmp_path), "-o", tmp_path / "out", "--voice", "tone"]
    ended = command(*words, "--editions", "1,2", "--dry-run")
    assert "Expected length at speed 2: " in ended.out
    read = json.loads(command(*words, "--editions", "1,2", "--dry-run", "--json").out)
    assert [item["speed"] for item in read["others"]] == [2.0]
    assert read["others"][0]["seconds"] < read["seconds"]
    assert not (tmp_path / "out").exists()


def test_speed_and_editions_together_are_a_usage_error(tmp_path: Path) -> None:
    ended = command("make", article_file(tmp_path), "--voice", "tone", "--speed", "2", "--editions", "1,2")
    assert ended.code == 2
    assert "Try: --editions 1,1.5,2" in ended.last_error
