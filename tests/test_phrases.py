"""Finding words in what was said: however they are typed, at their times; what is near; handles."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import RequestError
from briefing.model import Briefing, Chapter, Cue, PlacedSound, Role, SegmentKind, SoundKind
from briefing.radio import cuts
from briefing.radio.handles import with_handles
from briefing.radio.nearest import nearest
from briefing.radio.phrases import Hit, find
from briefing.text.searchwords import keys
from tests.briefings import make_briefing, spread, with_sections

RATE = 24_000
TEXTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("إيجازٌ صوتيّ.", "إِيجَازٌ صَوْتِيّ."),
        ("مسؤولون في بيئة «الأعمال».", "مَسْؤُولُونَ فِي بِيئَةِ الْأَعْمَال."),
    ),
    (
        (
            "تبلغ الكلفة 5 ملايين دولار، أي 12.5% من المبلغ.",
            "تَبْلُغُ الْكُلْفَةُ خَمْسَةَ مَلَايِينِ دُولَار، أَيِ اثْنَي عَشَرَ وَنِصْفًا فِي الْمِئَةِ مِنَ الْمَبْلَغ.",
        ),
        ("وللحكومة رأيٌ آخر على إطلاق حوار سوري-سوري.", "وَلِلْحُكُومَةِ رَأْيٌ آخَر عَلَى إِطْلَاقِ حِوَارٍ سُورِيٍّ-سُورِيّ."),
        ("Reuters نقلت ذلك في القاهرة!", "رُويْتَرْز نَقَلَتْ ذٰلِكَ فِي الْقَاهِرَة!"),
        ("الكلفة تبلغ سبعة ملايين، قال المسؤولون.", "الْكُلْفَةُ تَبْلُغُ سَبْعَةَ مَلَايِين، قَالَ الْمَسْؤُولُون."),
    ),
)
DIACRITICS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
ALEFS = "اأإآٱ"
DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans({"ك": "ک", "ي": "ی", "0": "۰", "5": "۵"})


def spoken_briefing(*, words: bool = True, estimated: bool = False) -> Briefing:
    """Two chapters, half a second of silence between utterances, words of a voice that tells their times."""
    cues: list[Cue] = []
    chapters: list[Chapter] = []
    at = 0
    for number, lines in enumerate(TEXTS):
        start = at
        for count, (shown, said) in enumerate(lines, 1):
            begin = at + RATE // 4
            at = begin + len(said.split()) * RATE // 2
            cues.append(
                Cue(
                    id=f"s{number:02d}u{count:02d}",
                    chapter=f"s{number:02d}",
                    role=Role.NARRATION,
                    shown=shown,
                    spoken=said,
                    start=begin,
                    end=at,
                    words=spread(said, begin, at) if words else (),
                    words_estimated=estimated,
                )
            )
            at += RATE // 4
        chapters.append(
            Chapter(id=f"s{number:02d}", kind=SegmentKind.SECTION, title=f"قسم {number}", start=start, end=at)
        )
    return replace(make_briefing(), frames=at, chapters=tuple(chapters), utterances=tuple(cues))


BRIEFING = spoken_briefing()


def seconds(hit: Hit) -> tuple[float, float]:
    return hit.start / RATE, hit.end / RATE


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("إيجاز صوتي", "إيجازٌ صوتيّ."),
        ("ايجاز صوتى", "إيجازٌ صوتيّ."),
        ("إِيجَازٌ صَوْتِيٌّ", "إيجازٌ صوتيّ."),
        ("إيجـــاز  صوتـي؟", "إيجازٌ صوتيّ."),
        ("ﺇﻳﺠﺎﺯ ﺻﻮﺗﻲ", "إيجازٌ صوتيّ."),
        ("ایجاز صوتی", "إيجازٌ صوتيّ."),
        ("صوتي مسؤولون", "صوتيّ. مسؤولون"),
        ("مسئولون في بيئه الاعمال", "مسؤولون في بيئة «الأعمال»."),
        ("موسولون", ""),
        ('"مسوولون"', "مسؤولون"),
        ("5 ملايين دولار", "5 ملايين دولار،"),
        ("٥ ملايين دولار", "5 ملايين دولار،"),
        ("۵ ملایین دولار", "5 ملايين دولار،"),
        ("خمسة ملايين دولار", "5 ملايين دولار،"),
        ("12.5 %", "12.5%"),
        ("١٢٫٥٪ من المبلغ", "12.5% من المبلغ."),
        ("7 ملايين", "سبعة ملايين،"),
        ("الحكومة رأي", "وللحكومة رأيٌ"),
        ("حوار سوري سوري", "حوار سوري-سوري."),
        ("سوري-سوري reuters نقلت", "سوري-سوري. Reuters نقلت"),
        ("ﷲ", ""),
        ("روسيا", ""),
        ("المبلغ. وللحكومة", "المبلغ. وللحكومة"),
        ("«الأعمال» تبلغ", ""),
    ],
)
def test_words_are_found_however_they_are_typed(query: str, text: str) -> None:
    hits = find(BRIEFING, query)
    assert [hit.text for hit in hits] == ([text] if text else [])
    assert all(hit.to_the_word for hit in hits)


def test_a_hit_says_where_it_is_heard_to_the_frame() -> None:
    (hit,) = find(BRIEFING, "حوار سوري سوري")
    cue = BRIEFING.utterances[3]
    said = cue.spoken.split()
    assert (hit.section, hit.chapter.id, hit.cues) == (2, "s01", (cue,))
    assert (hit.start, hit.end) == (cue.words[said.index("حِوَارٍ")].start, cue.end)
    assert (hit.first_word, hit.last_word) == ("حوار", "سوري-سوري.")


def test_a_number_has_the_times_of_the_words_it_is_said_with() -> None:
    (hit,) = find(BRIEFING, "12.5%")
    cue = BRIEFING.utterances[2]
    said = cue.spoken.split()
    assert hit.start == cue.words[said.index("اثْنَي")].start
    assert hit.end == cue.words[said.index("الْمِئَةِ")].end


def test_a_hit_across_sentences_runs_from_word_to_word() -> None:
    (hit,) = find(BRIEFING, "سوري reuters نقلت")
    one, two = BRIEFING.utterances[3:5]
    assert hit.cues == (one, two)
    assert (hit.start, hit.end) == (one.words[-1].start, two.words[1].end)


@pytest.mark.parametrize("how", [{"words": False}, {"estimated": True}])
def test_without_word_times_the_whole_sentence_is_meant(how: dict[str, bool]) -> None:
    briefing = spoken_briefing(**how)
    (hit,) = find(briefing, "حوار سوري سوري")
    cue = briefing.utterances[3]
    assert (hit.start, hit.end, hit.to_the_word) == (cue.start, cue.end, False)
    assert hit.text == "حوار سوري-سوري."
    (hit,) = find(briefing, "سوري reuters")
    assert (hit.start, hit.end) == (cue.start, briefing.utterances[4].end)


def test_several_hits_come_in_order_and_apart() -> None:
    hits = find(BRIEFING, "ملايين")
    assert [hit.cues[0].id for hit in hits] == ["s01u01", "s01u04"]
    assert [hit.text for hit in find(BRIEFING, "تبلغ")] == ["تبلغ", "تبلغ"]
    assert [hit.text for hit in find(BRIEFING, "سوري")] == ["سوري-سوري."]


@pytest.mark.parametrize("query", ["", "   ", "؟!", "ـــ", "\u064e"])
def test_a_query_without_a_letter_is_refused(query: str) -> None:
    with pytest.raises(RequestError, match="no letter or digit to look for"):
        find(BRIEFING, query)


@st.composite
def phrases(draw: st.DrawFn) -> tuple[int, int, int, str]:
    """Some words of an utterance, and how somebody types them."""
    at = draw(st.integers(0, len(BRIEFING.utterances) - 1))
    cue = BRIEFING.utterances[at]
    words = (cue.spoken if draw(st.booleans()) else cue.shown).split()
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    typed = draw(st.randoms(use_true_random=False))
    letters: list[str] = []
    for letter in " ".join(words[first : last + 1]):
        if letter in DIACRITICS and typed.random() < 0.7:
            continue
        letters.append(typed.choice(ALEFS) if letter in ALEFS else letter)
        if "\u0621" <= letter <= "\u064a":
            letters.append(typed.choice(("", "", "", "ـ", "ــ", typed.choice(DIACRITICS))))
    text = "".join(letters)
    if typed.random() < 0.5:
        text = text.translate(DIGITS).replace("%", "٪")
    if typed.random() < 0.3:
        text = text.translate(PERSIAN)
    before, after = typed.choice((("", ""), ("«", "»"), ('"', '"'), ("“", "”"), ("(", "؟)"), ("  ", "…")))
    return at, first, last, f"{before}{text}{after}"


@given(phrases())
def test_whatever_was_said_is_found_at_its_place(typed: tuple[int, int, int, str]) -> None:
    at, first, last, query = typed
    cue = BRIEFING.utterances[at]
    if not [key for word in query.split() for key in keys(word)]:
        return
    hits = find(BRIEFING, query)
    mine = [hit for hit in hits if cue in hit.cues]
    assert mine, query
    for hit in hits:
        assert 0 <= hit.start < hit.end <= BRIEFING.frames
        assert hit.cues[0].start <= hit.start
        assert hit.end <= hit.cues[-1].end
    if cue.shown.count(" ") == cue.spoken.count(" "):  # word for word
        words = cue.words[first : last + 1]
        assert any(hit.start <= words[0].start and words[-1].end <= hit.end for hit in mine), query


# --- nearest ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("حوار سوري مصري", "حوار سوري-سوري"),
        ("مسؤولين في بيئة العمل", "مسؤولون في بيئة «الأعمال"),
        ("تبلغ الكلف", "تبلغ الكلفة"),
        ("zzzz", ""),
    ],
)
def test_what_was_not_said_is_answered_with_what_is_near(query: str, first: str) -> None:
    assert not find(BRIEFING, query)
    near = nearest(BRIEFING, query)
    assert (near[0] if near else "") == first
    assert len(near) <= 3
    assert all(find(BRIEFING, phrase) for phrase in near)


@given(st.text(alphabet="ابتثحدرسصعفقكلمنهوي ", min_size=1, max_size=60))
def test_every_phrase_that_is_offered_can_be_found(query: str) -> None:
    for phrase in nearest(BRIEFING, query):
        assert find(BRIEFING, phrase)


def test_an_hour_is_searched_in_no_time() -> None:
    long = with_sections(1)
    cues = tuple(
        replace(BRIEFING.utterances[number % 6], id=f"u{number}", chapter="s0000", words=())
        for number in range(1500)
    )
    begun = time.perf_counter()
    assert nearest(replace(long, utterances=cues), "حوار سوري مصري" * 20) is not None
    assert not find(replace(long, utterances=cues), "ما لم يُقل قط")
    assert time.perf_counter() - begun < 8


# --- handles ---------------------------------------------------------------------------------------


def test_handles_are_taken_from_the_silence_alone() -> None:
    cue = BRIEFING.utterances[3]
    sentence = cuts.between(BRIEFING, cue.start, cue.end)
    short = with_handles(BRIEFING, sentence, RATE // 10)
    assert (short.start, short.end) == (cue.start - RATE // 10, cue.end + RATE // 10)
    long = with_handles(BRIEFING, sentence, RATE)
    assert (long.start, long.end) == (cue.start - RATE // 2, cue.end + RATE // 2)
    over = with_handles(BRIEFING, sentence, RATE, into_words=True)
    assert (over.start, over.end) == (cue.start - RATE, cue.end + RATE)
    assert with_handles(BRIEFING, sentence, 0) == sentence


def test_inside_a_sentence_a_handle_ends_at_the_next_word() -> None:
    cue = BRIEFING.utterances[3]
    two, four = cue.words[1], cue.words[3]
    words = cuts.between(BRIEFING, two.start, two.end)
    assert with_handles(BRIEFING, words, RATE) == words
    gap = replace(cue, words=(*cue.words[:2], *cue.words[3:]))
    parted = replace(BRIEFING, utterances=(*BRIEFING.utterances[:3], gap, *BRIEFING.utterances[4:]))
    assert with_handles(parted, words, RATE).end == four.start


def test_a_handle_does_not_run_into_a_tone_but_into_music_under_the_words() -> None:
    cue = BRIEFING.utterances[2]
    tone = PlacedSound(kind=SoundKind.SECTION, start=cue.start - 2_000, end=cue.start - 1_000)
    bed = PlacedSound(kind=SoundKind.BED, start=cue.start - 6_000, end=cue.end + 6_000)
    sentence = cuts.between(BRIEFING, cue.start, cue.end)
    sounding = replace(BRIEFING, sounds=(bed, tone))
    found = with_handles(sounding, sentence, 4_000)
    assert (found.start, found.end) == (cue.start - 1_000, cue.end + 4_000)


@given(
    start=st.integers(0, BRIEFING.frames - 1),
    long=st.integers(1, BRIEFING.frames),
    frames=st.integers(0, 2 * BRIEFING.frames),
    into_words=st.booleans(),
)
def test_a_cut_with_handles_is_inside_the_master(
    start: int, long: int, frames: int, into_words: bool
) -> None:
    cut = cuts.between(BRIEFING, start, min(start + long, BRIEFING.frames))
    wide = with_handles(BRIEFING, cut, frames, into_words=into_words)
    assert 0 <= wide.start <= cut.start < cut.end <= wide.end <= BRIEFING.frames
    assert cut.start - wide.start <= frames
    assert wide.end - cut.end <= frames
    if not into_words:
        for word in (word for cue in BRIEFING.utterances for word in cue.words):
            heard = word.start < wide.end and word.end > wide.start
            assert not heard or (word.start < cut.end and word.end > cut.start)
