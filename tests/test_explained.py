"""What was changed and why: the account is complete, exact, and costs nothing where nobody asks."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.text.changes import Change, Draft, Edit
from briefing.text.lexicon import Lexicon
from briefing.text.manner import Latin
from briefing.text.speaking import explained, spoken
from tests.test_spoken import PIECES


def put_in_place(text: str, changes: tuple[Change, ...], said: str) -> bool:
    """Whether the changes, in order, make what is said of what was written."""
    places = {(0, 0)}
    for change in changes:
        following = set()
        for here, there in places:
            start = text.find(change.before, here)
            while start >= 0 and said.startswith(text[here:start], there):
                landed = there + start - here
                if said.startswith(change.after, landed):
                    following.add((start + len(change.before), landed + len(change.after)))
                start = text.find(change.before, start + 1)
        places = following
    return any(text[here:] == said[there:] for here, there in places)


@settings(max_examples=300, deadline=None)
@example("٪٪ 😀 5%", False, "arabic")
@example("#غزة #غزة", True, "voice")
@given(st.one_of(PIECES, st.text(max_size=30)), st.booleans(), st.sampled_from(["arabic", "spell", "voice"]))
def test_the_changes_are_all_that_parts_the_spoken_from_the_written(
    text: str, vowels: bool, latin: Latin
) -> None:
    said, changes = explained(text, vowels=vowels, latin=latin)
    assert said == spoken(text, vowels=vowels, latin=latin)
    assert bool(changes) == (said != text)
    assert put_in_place(text, changes, said)
    for change in changes:
        assert change.before != change.after
        assert change.before
        assert re.fullmatch("[a-z]+(-[a-z]+)*", change.rule)


RULES = [
    ("قناة BBC", [("latin-lexicon", "BBC", "بي بي سي")]),
    ("رمز XYZ", [("latin-letters", "XYZ", "إكس واي زد")]),
    ("قال Peterson", [("latin-sounds", "Peterson", "بيترسون")]),
    ("لويس XIV", [("roman-numeral", "XIV", "الرابع عشر")]),
    ("غاز N2O", [("formula", "N2O", "أكسيد النيتروز")]),
    ("قال د. علي", [("abbreviation", "د.", "الدكتور")]),
    ("بقلم ج. ك. رولينغ", [("initials", "ج. ك.", "جيه كيه")]),
    ("الإمام علي (ع)", [("honorific", "(ع)", "عليه السلام")]),
    ("دمشق/بيروت", [("sign", "/", "، ")]),
    ("زوروا www.bbc.com", [("address", "www.bbc.com", "بي بي سي دوت كوم")]),
    ("كتب @UN", [("handle", "@UN", "حساب الأمم المتحدة")]),
    ("خبر: #غزة", [("hashtag", "#غزة", "وسم غزة")]),
    ("مبروك 🎉 لكم", [("emoji", "🎉 ", "")]),
    ("نص[1] آخر", [("footnote", "[1]", "")]),
    ("• خبر", [("bullet", "• ", "")]),
    ("<b>خبر</b>", [("markup", "<b>", ""), ("markup", "</b>", "")]),
    ("ایران", [("folding", "ایران", "ايران")]),
    ("مدينة 北京", [("other-alphabet", "北京", "كلمة بالصينية")]),
    ("وكالة ناسا (NASA)", [("repeated", " (NASA)", "")]),
    ("[البقرة: 5]", [("quran-verse", "[البقرة: 5]", "(سورة البقرة، الآية الخامسة)")]),
    ("1. خبر", [("list-number", "1.", "واحد،")]),
    ("نص لا يتغير", []),
]


@pytest.mark.parametrize(("text", "expected"), RULES, ids=[text for text, _ in RULES])
def test_a_change_names_its_rule(text: str, expected: list[tuple[str, str, str]]) -> None:
    said, changes = explained(text)
    assert [(change.rule, change.before, change.after) for change in changes] == expected
    assert said == spoken(text)


def test_words_of_a_lexicon_are_told_from_its_vowels() -> None:
    lexicon = Lexicon({}, {"ق س م": "قسم"}, {"غزة": "غَزَّة"})
    said, changes = explained("ق س م في غزة", lexicon=lexicon, vowels=True)
    assert [change.rule for change in changes] == ["lexicon", "lexicon-vowels"]
    assert said == spoken("ق س م في غزة", lexicon=lexicon, vowels=True)


def test_a_code_of_a_currency_is_one_where_the_lexicon_is_silent() -> None:
    _, changes = explained("سعر صرف EUR", lexicon=Lexicon())
    assert changes == (Change("currency", "EUR", "يورو"),)


def test_what_is_only_dressed_afterwards_keeps_the_rule_that_said_it() -> None:
    (change,) = explained("خبر: #غزة", vowels=True)[1]
    assert change.rule == "hashtag"


def test_a_foreign_run_is_a_change_only_where_it_is_set_apart() -> None:
    assert explained("شركة Open Sky", latin="voice")[1] == ()
    assert explained("وOpen Sky", latin="voice")[1] == (Change("latin-voice", "وOpen Sky", "و Open Sky"),)


EDITS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4), st.text("xyz", max_size=3)), max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.text("abcd ", min_size=1, max_size=12), st.lists(EDITS, max_size=4))
def test_a_draft_maps_every_edit_back_to_what_was_written(
    text: str, passes: list[list[tuple[int, int, str]]]
) -> None:
    recording, plain = Draft(text, recording=True), Draft(text)
    for edits in passes:
        made: list[Edit] = []
        for start, length, words in sorted(edits):
            begin = max(start, made[-1].end if made else 0)
            if begin + length <= len(plain.text):
                made.append(Edit(begin, begin + length, words, "some-rule"))
        recording.apply(made)
        plain.apply(made)
    assert recording.text == plain.text
    assert plain.changes() == ()
    changes = recording.changes()
    assert bool(changes) == (recording.text != text)
    assert put_in_place(text, changes, recording.text)
