"""Doubtful words: found in a script, settled, listed, and heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.doubts import Doubtful, doubtful, proof
from briefing.model import Doubt, Role, Script, Utterance
from briefing.settings import Pauses
from tests.scripts import script_of

SAID = "أَعْلَنَتِ الْوِزَارَةُ أَنَّ مُدَّةَ الْعَقْدِ عَامَان."
DOUBT = Doubt(word=3, reading="مُدَّةَ", other="مَدَّةَ", certainty=0.3)


def with_doubts(*utterances: tuple[str, tuple[Doubt, ...]]) -> Script:
    script = script_of(tuple(text for text, _ in utterances), vowelized=True)
    ident, section = script.segments
    doubted = tuple(
        replace(item, doubts=doubts) for item, (_, doubts) in zip(section.utterances, utterances, strict=True)
    )
    return replace(script, segments=(ident, replace(section, utterances=doubted)))


def only(script: Script) -> Doubtful:
    (found,) = doubtful(script)
    return found


def test_a_doubtful_word_is_listed_with_both_readings_and_its_neighbours() -> None:
    found = only(with_doubts((SAID, (DOUBT,))))
    assert (found.word, found.reading, found.other, found.certainty) == ("مدة", "مُدَّةَ", "مَدَّةَ", 0.3)
    assert (found.before, found.after) == ("أعلنت الوزارة أن", "العقد عامان.")
    assert found.utterances == ("s01u01",)


def test_the_other_sentence_differs_in_that_word_alone() -> None:
    found = only(with_doubts((SAID, (DOUBT,))))
    assert found.sentence == SAID
    assert found.sentence_other == SAID.replace("مُدَّةَ", "مَدَّةَ")


def test_a_word_doubtful_in_several_places_is_listed_once_with_the_least_certainty() -> None:
    script = with_doubts((SAID, (DOUBT,)), (f"وَقَالَتْ {SAID}", (replace(DOUBT, word=4, certainty=0.1),)))
    found = only(script)
    assert found.utterances == ("s01u01", "s01u02")
    assert found.certainty == 0.1


@pytest.mark.parametrize("said", [SAID.replace("مُدَّةَ", "مَدَّةَ"), SAID.replace("مُدَّةَ", "فَتْرَةَ")])
def test_a_word_that_an_editor_changed_is_settled(said: str) -> None:
    assert doubtful(with_doubts((said, (DOUBT,)))) == ()


def test_a_word_that_an_editor_moved_is_found_where_it_is_now() -> None:
    found = only(with_doubts((f"الْيَوْمَ {SAID}", (DOUBT,))))
    assert found.before.split()[-1] == "أن"


def test_punctuation_glued_to_the_word_stays_where_it_is() -> None:
    said = "قَرَأَ «مُدَّةَ»، ثُمَّ سَكَت."
    found = only(with_doubts((said, (replace(DOUBT, word=1),))))
    assert found.sentence_other == "قَرَأَ «مَدَّةَ»، ثُمَّ سَكَت."


def test_a_long_sentence_is_heard_only_around_its_doubtful_word() -> None:
    said = " ".join([*["كَلِمَةٌ،"] * 60, "مُدَّةَ", *["كَلِمَةٌ،"] * 60])
    found = only(with_doubts((said, (replace(DOUBT, word=60),))))
    assert "مُدَّةَ" in found.sentence
    assert len(found.sentence) <= 240


def test_the_proof_has_a_chapter_a_word_with_both_readings() -> None:
    script = with_doubts((SAID, (DOUBT,)))
    heard = proof(script, doubtful(script), pauses=Pauses())
    ident, chapter = heard.segments
    assert ident.utterances[0].shown == "مراجعة التشكيل. كلمة واحدة."
    assert chapter.title == "مدة"
    assert [item.spoken for item in chapter.utterances if item.role is Role.NARRATION] == [
        SAID,
        SAID.replace("مُدَّةَ", "مَدَّةَ"),
    ]
    assert heard.vowelized


def test_a_script_without_doubts_has_none() -> None:
    assert doubtful(script_of(("كتاب.",))) == ()


def test_ids_of_a_proof_are_unique() -> None:
    doubts = tuple((SAID, (replace(DOUBT, other=f"مَدَّة{mark}"),)) for mark in "ًٌٍ")
    script = with_doubts(*doubts)
    names = [item.id for item in proof(script, doubtful(script), pauses=Pauses()).utterances()]
    assert len(set(names)) == len(names) == 13


def test_an_utterance_has_no_doubts_unless_told() -> None:
    assert Utterance(id="x", role=Role.NARRATION, shown="", spoken="", pause_ms=0).doubts == ()
