"""Several articles in one briefing: headlines first, then each story with its chapters."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import bulletins, choices, inspection
from briefing.bulletins import Occasion
from briefing.model import Article, Block, BlockKind, Masthead, Role, Script, SegmentKind
from briefing.settings import Settings
from briefing.store import Store
from tests.stories import FOOTBALL, HEALTH, OIL

OCCASION = Occasion(title="موجز الصباح", day="2026-03-29")
SETTINGS = Settings(voice="tone", options={"tone.letter_ms": "10"})


def story(headline: str, sentences: tuple[str, ...], *, source: str = "", sections: int = 1) -> Article:
    blocks = [Block(BlockKind.HEADING, headline, 1)]
    for number in range(sections):
        if sections > 1:
            blocks.append(Block(BlockKind.HEADING, f"جانب {number + 1}", 2))
        blocks += [Block(BlockKind.PARAGRAPH, text) for text in sentences[number::sections]]
    return Article(masthead=Masthead(headline=headline, source_name=source), blocks=tuple(blocks))


ARTICLES = (
    story("ارتفاع أسعار النفط", OIL, source="وكالة الأنباء"),
    story("فوز المنتخب", FOOTBALL, sections=2),
    story("المشي والقلب", HEALTH),
)


def written(*articles: Article, settings: Settings = SETTINGS) -> Script:
    return bulletins.write(articles, OCCASION, choices.choose_voice(settings), settings=settings)


def test_the_headlines_open_it_and_the_stories_follow_in_their_order() -> None:
    script = written(*ARTICLES)
    names = [segment.id for segment in script.segments]
    assert names == ["ident", "contents", "p01", "p02", "p02s01", "p02s02", "p03", "credit"]
    _, contents, first, second, *_ = script.segments
    assert [line.shown for line in contents.utterances] == [
        "أهم العناوين.",
        "ارتفاع أسعار النفط.",
        "فوز المنتخب.",
        "المشي والقلب.",
    ]
    assert [line.shown for line in first.utterances[:2]] == [
        "الخبر الأول: ارتفاع أسعار النفط.",
        "عن وكالة الأنباء.",
    ]
    assert [line.shown for line in second.utterances] == ["الخبر الثاني: فوز المنتخب."]


def test_it_says_what_it_is_of_which_day_and_how_much_there_is() -> None:
    ident = written(*ARTICLES).segments[0]
    said = [line.shown for line in ident.utterances]
    assert said[:2] == ["موجز الصباح.", "29 آذار/مارس 2026."]
    assert re.fullmatch("في هذه النشرة ثلاثة أخبار، ومدتها نحو .+[.]", said[2])


def test_every_sentence_of_every_story_is_said_once_and_under_its_own_name() -> None:
    script = written(*ARTICLES)
    told = [line for line in script.utterances() if line.role is Role.NARRATION]
    assert sorted(line.shown for line in told) == sorted([*OIL, *FOOTBALL, *HEALTH])
    assert all(line.sentence == line.id for line in told)
    names = [line.id for line in script.utterances()] + [segment.id for segment in script.segments]
    assert len(set(names)) == len(names)
    sections = {segment.id for segment in script.segments if segment.kind is SegmentKind.SECTION}
    assert {line.section for line in script.utterances() if line.section} <= sections


def test_the_same_stories_are_the_same_script_and_others_are_not() -> None:
    assert written(*ARTICLES) == written(*ARTICLES)
    assert written(*ARTICLES).id != written(*ARTICLES[:2]).id


def test_a_bulletin_is_made_checked_and_whole(tmp_path: Path) -> None:
    made = bulletins.make(
        ARTICLES, tmp_path / "out", OCCASION, store=Store(tmp_path / "cache"), settings=SETTINGS
    )
    found = inspection.inspect(tmp_path / "out")
    assert found.faults == ()
    assert found.confirmed == found.sentences == len(OIL) + len(FOOTBALL) + len(HEALTH)
    assert made.briefing.masthead.headline == "موجز الصباح، 29 آذار/مارس 2026"
    assert [chapter.title for chapter in made.briefing.chapters][1:3] == [
        "أهم العناوين",
        "ارتفاع أسعار النفط",
    ]


def test_a_corrected_story_is_voiced_anew_only_where_it_changed(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    first = bulletins.make(ARTICLES, tmp_path / "one", OCCASION, store=store, settings=SETTINGS)
    assert first.fresh == len(first.briefing.utterances)
    oil = ARTICLES[0]
    mended = replace(oil, blocks=(*oil.blocks[:-1], Block(BlockKind.PARAGRAPH, "وأجل المنتجون اجتماعهم.")))
    again = bulletins.make(
        (mended, *ARTICLES[1:]), tmp_path / "two", OCCASION, store=store, settings=SETTINGS
    )
    changed = {cue.spoken for cue in again.briefing.utterances} - {
        cue.spoken for cue in first.briefing.utterances
    }
    assert again.fresh == len(changed) <= 2  # the sentence, and perhaps how long it all is


def test_a_story_by_itself_and_in_a_bulletin_shares_its_sound(tmp_path: Path) -> None:
    from briefing import pipeline

    store = Store(tmp_path / "cache")
    plain = replace(SETTINGS, summary="none", summary_seconds=0)
    pipeline.make_of(ARTICLES[2], tmp_path / "own", store=store, created="2026-03-29", settings=plain)
    made = bulletins.make(ARTICLES[2:], tmp_path / "out", OCCASION, store=store, settings=SETTINGS)
    assert made.fresh <= len(made.briefing.utterances) - len(HEALTH)


@pytest.mark.parametrize("voice", ["tone", "espeak"])
def test_the_notice_is_short_and_says_there_is_no_edition(tmp_path: Path, voice: str) -> None:
    settings = Settings(voice=voice, editions=("mp3",))
    made = bulletins.announce(tmp_path / "out", OCCASION, store=Store(tmp_path / "cache"), settings=settings)
    seconds = made.briefing.frames / made.briefing.rate
    assert 5 <= seconds <= 18
    assert "تعذر إعداد حلقة اليوم" in made.briefing.utterances[1].shown
    assert inspection.inspect(tmp_path / "out").faults == ()
