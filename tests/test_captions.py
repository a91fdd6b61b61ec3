from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import RequestError
from briefing.exporters import captions
from briefing.exporters._cards import RIGHT_TO_LEFT_MARK, cards, lines_of
from briefing.model import Cue, Role, WordTime
from briefing.timeline import milliseconds, srt_clock, vtt_clock
from tests.briefings import make_briefing

CLOCK = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d\d\d)")


def in_ms(clock: str) -> int:
    found = CLOCK.fullmatch(clock)
    assert found
    hours, minutes, seconds, thousandths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def blocks_of(text: str) -> list[list[str]]:
    return [block.splitlines() for block in text.rstrip("\n").split("\n\n")]


def cue_saying(shown: str, *, spoken: str = "", words: tuple[WordTime, ...] = ()) -> Cue:
    return Cue(
        id="s00u01",
        chapter="s00",
        role=Role.NARRATION,
        shown=shown,
        spoken=spoken or shown,
        start=1000,
        end=1000 + 400 * max(1, len(shown)),
        words=words,
    )


def test_webvtt_opens_with_its_name_a_blank_line_and_the_language_as_a_note() -> None:
    assert captions.render(make_briefing()).startswith("WEBVTT\n\nNOTE language: ar\n\ns00u01\n")


def test_webvtt_has_a_cue_for_each_utterance_with_its_id_and_exact_times() -> None:
    briefing = make_briefing(rate=22_050)
    cues = blocks_of(captions.render(briefing, whole=True))[2:]
    for block, cue in zip(cues, briefing.utterances, strict=True):
        start, end = (vtt_clock(milliseconds(frames, briefing.rate)) for frames in (cue.start, cue.end))
        assert block[:2] == [cue.id, f"{start} --> {end}"]
        shown = " ".join(block[2:]).replace(RIGHT_TO_LEFT_MARK, "")
        assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == cue.shown


def test_webvtt_escapes_what_would_be_markup() -> None:
    text = captions.render(make_briefing())
    assert "&amp;" in text
    assert "&lt;بقليل&gt;" in text


def test_subrip_is_numbered_from_one() -> None:
    blocks = blocks_of(captions.render(make_briefing(), "srt"))
    assert [block[0] for block in blocks] == [str(number) for number in range(1, len(blocks) + 1)]


@pytest.mark.parametrize("letters", [32, 42])
def test_a_subrip_card_has_two_short_lines_at_most(letters: int) -> None:
    for block in blocks_of(captions.render(make_briefing(), "srt", line_letters=letters)):
        assert 1 <= len(block[2:]) <= 2
        assert all(len(line) <= letters for line in block[2:])


def test_subrip_cards_do_not_overlap_and_the_first_of_an_utterance_is_on_time() -> None:
    briefing = make_briefing()
    times = [block[1].split(" --> ") for block in blocks_of(captions.render(briefing, "srt"))]
    assert all(in_ms(start) < in_ms(end) for start, end in times)
    assert all(in_ms(left[1]) <= in_ms(right[0]) for left, right in pairwise(times))
    starts = {start for start, _ in times}
    assert {srt_clock(milliseconds(cue.start, briefing.rate)) for cue in briefing.utterances} <= starts


def test_subrip_shows_every_word_in_order() -> None:
    briefing = make_briefing()
    shown = [
        word for block in blocks_of(captions.render(briefing, "srt")) for word in " ".join(block[2:]).split()
    ]
    said = [word for cue in briefing.utterances for word in cue.shown.split()]
    assert [word.replace(RIGHT_TO_LEFT_MARK, "") for word in shown] == said


def test_a_card_starts_with_its_first_word_where_the_voice_tells() -> None:
    briefing = make_briefing(words=True)
    (long,) = (cue for cue in briefing.utterances if "المتحدث" in cue.shown)
    made = cards(long, 42)
    assert len(made) > 1
    said = 0
    for card in made:
        assert card.start == (long.words[said].start if said else long.start)
        said += len(" ".join(card.lines).split())


def test_a_card_keeps_its_time_where_numbers_before_it_are_spoken_as_words() -> None:
    shown = "بلغ العدد 2026 شخصا في العاصمة وحدها، بينما تجاوز في المدن الأخرى ضعف ذلك بكثير حسب البيان"
    spoken = shown.replace("2026", "ألفين وستة وعشرين")
    plain = cue_saying(shown, spoken=spoken)
    times = tuple(
        WordTime(place, 2000 + 500 * place, 2500 + 500 * place) for place in range(len(spoken.split()))
    )
    second = cards(replace(plain, words=times), 42)[1]
    first_word = " ".join(second.lines).split()[0]
    assert second.start == 2000 + 500 * spoken.split().index(first_word)


def test_without_word_times_the_time_is_shared_by_length() -> None:
    cue = cue_saying("كلمة " * 40)
    made = cards(cue, 42)
    per_word = (cue.end - cue.start) / 40
    for card in made:
        assert card.end - card.start == pytest.approx(per_word * len(" ".join(card.lines).split()), abs=2)


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("خبر عاجل", False),
        ("2026 هو الموعد", False),
        ("Reuters نقلت", True),
        ("100%", True),
        ("«BBC» تقول", True),
        ("(أ ف ب)", False),
    ],
)
def test_a_line_whose_first_letter_is_latin_or_missing_gets_a_right_to_left_mark(
    line: str, marked: bool
) -> None:
    assert lines_of(line, 42) == [RIGHT_TO_LEFT_MARK + line if marked else line]


def test_an_address_longer_than_a_line_is_cut() -> None:
    lines = lines_of("https://example.org/" + "a" * 100, 42)
    assert all(len(line) <= 42 for line in lines)
    assert len(lines) == 3


@pytest.mark.parametrize("letters", [0, 11, 201])
def test_a_line_length_nobody_can_read_is_refused(letters: int) -> None:
    with pytest.raises(RequestError, match="line_letters"):
        captions.Options(line_letters=letters)


def test_export_writes_every_form(tmp_path: Path) -> None:
    briefing = make_briefing()
    paths = captions.export(briefing, tmp_path, captions.Options())
    assert [path.name for path in paths] == list(captions.FILES)
    assert paths[0].read_bytes() == captions.render(briefing, "vtt").encode()
    assert paths[1].read_bytes() == captions.render(briefing, "srt").encode()
    assert paths[2].read_bytes() == captions.render(briefing, "lrc").encode()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("ابتةسلم ًABC12،.؟«»&<>", min_size=1, max_size=60), min_size=1, max_size=40),
    st.integers(12, 60),
)
def test_any_sentence_is_shared_among_cards_without_loss_overlap_or_long_lines(
    words: list[str], letters: int
) -> None:
    shown = " ".join(" ".join(words).split()) or "كلمة"
    cue = cue_saying(shown)
    made = cards(cue, letters)
    assert made[0].start == cue.start
    assert made[-1].end == cue.end
    assert all(left.end == right.start for left, right in pairwise(made))
    assert all(card.start <= card.end and len(card.lines) <= 2 for card in made)
    assert all(len(line) <= letters for card in made for line in card.lines)
    told = "".join("".join(card.lines) for card in made).replace(RIGHT_TO_LEFT_MARK, "")
    assert told.replace(" ", "") == shown.replace(" ", "")
    assert all(unicodedata.category(letter) != "Cf" for letter in told)


def test_what_is_written_by_default_has_at_most_two_lines_of_42_letters_a_cue(tmp_path: Path) -> None:
    vtt, srt, _ = captions.export(make_briefing(words=True), tmp_path, captions.Options())
    for path in (vtt, srt):
        for block in blocks_of(path.read_text(encoding="utf-8")):
            at = next((number for number, line in enumerate(block) if " --> " in line), None)
            if at is not None:
                shown = [re.sub(r"<[\d:.]+>|&\w+;", "", line) for line in block[at + 1 :]]
                assert len(shown) <= 2
                assert max(map(len, shown)) <= 42
