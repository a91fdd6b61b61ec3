from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.clauses import clauses
from briefing.text.splitting import sentences

SEED = Path(__file__).parent.parent / "seeds" / "hmeimim.txt"
LINES = st.lists(
    st.sampled_from(
        [
            "قال",
            "الوزير",
            "إن",
            "الحكومة،",
            "ستدفع",
            "25",
            "مليون",
            "دولار",
            "«في",
            "العام",
            "المقبل»؛",
            "وأن:",
            "الأمر",
            "–",
            "انتهى.",
            "ثمّ",
        ]
    ),
    max_size=40,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("نص قصير.", 100, ["نص قصير."]),
        ("", 10, []),
        (
            "وصل الوزير إلى العاصمة صباحا، ثم غادرها بعد ساعتين",
            40,
            ["وصل الوزير إلى العاصمة صباحا،", "ثم غادرها بعد ساعتين"],
        ),
        (
            "أعلنت وزارة الصحة أن ثلاثين شخصا أصيبوا وأن الحكومة ستعوض العائلات",
            45,
            ["أعلنت وزارة الصحة أن ثلاثين شخصا أصيبوا", "وأن الحكومة ستعوض العائلات"],
        ),
        ("ابتثجحخدذر", 4, ["ابتث", "جحخد", "ذر"]),
    ],
)
def test_a_text_is_cut_where_a_reader_breathes(text: str, limit: int, pieces: list[str]) -> None:
    assert clauses(text, limit) == pieces


@pytest.mark.parametrize(
    "pair", ["25 شخصا", "ثلاثة آلاف", "عام 2020", "في العاصمة", "إطلاق النار", "الأمم المتحدة", "مليون دولار"]
)
def test_what_belongs_together_is_not_cut(pair: str) -> None:
    filler = "قال المتحدث باسم الوزارة للصحافيين"
    for length in range(1, 6):
        text = f"{filler} {' '.join(filler.split()[:length])} {pair} بعد أن انتهى الاجتماع الطويل في القصر"
        assert any(pair in piece for piece in clauses(text, 50))


def test_no_piece_of_the_given_article_is_a_left_over_word() -> None:
    for sentence in sentences(SEED.read_text(encoding="utf-8")):
        pieces = clauses(sentence, 100)
        assert all(len(piece) <= 100 and len(piece.split()) >= 3 for piece in pieces)


def test_a_letter_keeps_its_diacritics_when_a_word_is_cut() -> None:
    assert clauses("مُحَمَّدٌ", 4) == ["مُحَ", "مَّ", "دٌ"]


@given(LINES | st.text(max_size=120), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_pieces_fit_and_only_white_space_is_lost(text: str, limit: int) -> None:
    pieces = clauses(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="limit is 0"):
        clauses("نص", 0)
