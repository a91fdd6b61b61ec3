from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.clauses import clauses
from briefing.text.splitting import sentences
from tests.benchmarks import splitting
from tests.tied import TIED, bare

SEED = Path(__file__).parent.parent / "seeds" / "hmeimim.txt"
WORDS = """
قال الوزير إن الحكومة، ستدفع 25 مليون دولار «في العام المقبل»؛ وأن: الأمر – انتهى. ثمّ ف و ل من على ما غير أن (
) " ثلاثمئة والعشرين فقال بعد قبل الميلاد لا بد ابتثجحخدذرزسشصضطظعغف مُحَمَّدٌ في المئة أيا معتبرا . ، ـ للاستجابة
"""
LINES = st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join)


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
        (
            "أغلقت المدارس أبوابها في المدينة كلها بعدما ضربت العاصفة الساحل الشرقي",
            50,
            ["أغلقت المدارس أبوابها في المدينة كلها", "بعدما ضربت العاصفة الساحل الشرقي"],
        ),
        (
            "رفض الوزير التعليق على النبأ مكتفيا بالقول إن التحقيق مستمر ما أدى إلى بلبلة",
            60,
            ["رفض الوزير التعليق على النبأ مكتفيا بالقول إن التحقيق مستمر", "ما أدى إلى بلبلة"],
        ),
        ("ابتثجحخدذر", 4, ["ابتث", "جحخد", "ذر"]),
    ],
)
def test_a_text_is_cut_where_a_reader_breathes(text: str, limit: int, pieces: list[str]) -> None:
    assert clauses(text, limit) == pieces


@pytest.mark.parametrize(
    "pair",
    [
        "25 شخصا",
        "ثلاثة آلاف",
        "ثلاثة وعشرين",
        "خمسة ملايين",
        "ملايين دولار",
        "ثلاثمئة وخمسين",
        "الثالثة عشرة",
        "في المئة",
        "عام 2020",
        "في العاصمة",
        "إطلاق النار",
        "الأمين العام",
        "الأمم المتحدة",
        "مليون دولار",
        "أن تعود",
        "لم يعد",
        "لن تعود",
        "قد تعود",
        "سوف تعود",
        "وقد عاد",
        "الذي عاد",
        "محمد بن",
        "بن سلمان",
        "عبد الله",
        "عدد من",
        "لا بد أن",
        "على الأقل",
        "قبل الميلاد",
        "هذا القرار",
        "من دون",
        "كل يوم",
    ],
)
def test_what_belongs_together_is_not_cut(pair: str) -> None:
    filler = "قال المتحدث باسم الوزارة للصحافيين"
    for length in range(1, 6):
        text = f"{filler} {' '.join(filler.split()[:length])} {pair} بعد أن انتهى الاجتماع الطويل في القصر"
        assert any(pair in piece for piece in clauses(text, 50))


@pytest.mark.parametrize(("limit", "breath", "tie"), [(60, 42.0, 4.0), (100, 64.0, 2.0), (200, 85.0, 0.0)])
def test_long_sentences_of_the_news_are_cut_as_a_reader_would(limit: int, breath: float, tie: float) -> None:
    found = splitting.cut(limit)
    assert found.breath >= breath
    assert found.tie <= tie
    assert found.pieces <= 1.15


def test_diacritics_do_not_hide_what_belongs_together() -> None:
    text = "أَعْلَنَ الْأَمِينُ الْعَامُّ أَنَّ ثَلَاثَةً وَعِشْرِينَ شَخْصًا لَمْ يَعُودُوا بَعْدَمَا غَرِقَ الْقَارِبُ"
    pieces = clauses(text, 50)
    for pair in ("الْأَمِينُ الْعَامُّ", "ثَلَاثَةً وَعِشْرِينَ شَخْصًا", "لَمْ يَعُودُوا"):
        assert any(pair in piece for piece in pieces)


def test_an_indefinite_idafa_shows_in_its_vowels() -> None:
    text = "شَهِدَتِ الْمَدِينَةُ أَمْسِ حَفْلَ زَفَافٍ كَبِيرًا"
    assert any("حَفْلَ زَفَافٍ" in piece for piece in clauses(text, 36))


def test_no_piece_of_the_given_article_is_a_left_over_word() -> None:
    for sentence in sentences(SEED.read_text(encoding="utf-8")):
        pieces = clauses(sentence, 100)
        assert all(len(piece) <= 100 and len(piece.split()) >= 3 for piece in pieces)


def test_a_letter_keeps_its_diacritics_when_a_word_is_cut() -> None:
    assert clauses("مُحَمَّدٌ", 4) == ["مُحَ", "مَّ", "دٌ"]


@given(LINES | st.text(max_size=150), st.integers(1, 400))
@settings(max_examples=400, deadline=None)
def test_pieces_fit_and_words_keep_their_order(text: str, limit: int) -> None:
    pieces = clauses(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
    if all(len(word) <= limit for word in text.split()):  # a longer one is cut hard
        assert " ".join(pieces) == " ".join(text.split())


@pytest.mark.parametrize("limit", [100, 3000])
@pytest.mark.parametrize("unit", [f"{bare(TIED[0])} ", "ا", "ب\u064e\u064e\u064e", "« ", "ا "])
def test_a_text_without_a_stop_is_cut_in_proportion_to_its_length(unit: str, limit: int) -> None:
    text = (unit * (100_000 // len(unit))).strip()  # weighing every pair of words would take minutes
    assert max(map(len, clauses(text, limit))) <= limit


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="limit is 0"):
        clauses("نص", 0)
