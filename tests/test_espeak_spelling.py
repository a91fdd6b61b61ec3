"""What espeak-ng itself says, before and after a word is spelled for it."""

from __future__ import annotations

from functools import cache

import espeakng_loader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.voices._espeak_spelling import respell
from briefing.voices._espeak_worker import Engine


@cache
def _engine() -> Engine:
    engine = Engine(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    engine.choose("ar", {})
    return engine


def _said(text: str) -> str:
    """IPA without stress marks, emphasis dots and the blanks between words."""
    phonemes = _engine().phonemes(text)
    return phonemes.translate(str.maketrans("", "", "ˈˌ. "))


@pytest.mark.parametrize(
    ("written", "said_as_written", "said_respelled"),
    [
        # marks
        ("مُحَمَّدٌ", "muħammdun", "muħammadun"),
        ("يُؤَكِّدُ", "juʔakːdu", "juʔakːidu"),
        ("كِتَاباً", "kitaːbaː", "kitaːban"),
        ("جِدًّا", "dʒidːaː", "dʒidːan"),
        ("خَطَأً", "χat̪aʔ", "χat̪aʔan"),
        ("مُسْتَشْفًى", "mustaʃfa", "mustaʃfan"),
        ("اَلدَّوْلَةُ", "ʔaldːwlatu", "ʔaddawlatu"),
        ("إعْلَامٌ", "ʔʕlaːmun", "ʔiʕlaːmun"),
        # words
        ("اللَّهُ", "ʔalllhu", "allaːhu"),
        ("بِاللَّهِ", "biaːllhi", "billaːhi"),
        ("وَاللَّهِ", "wallhi", "wallaːhi"),
        ("لِلَّهِ", "lillhi", "lillaːhi"),
        ("عَبْدُ اللَّهِ", "ʕabduʔalllhi", "ʕabdullaːhi"),
        ("هَذَا", "haðaː", "haːðaː"),
        ("هَؤُلَاءِ", "haʔulaːʔi", "haːʔulaːʔi"),
        ("ذَلِكَ", "ðalika", "ðaːlika"),
        ("وَلَكِنَّ", "walakinn", "walaːkinna"),
        ("أُولَئِكَ", "ʔuːlaʔika", "ʔulaːʔika"),
        ("إِلَهٌ", "ʔilahun", "ʔilaːhun"),
        ("الرَّحْمَنِ", "ʔarrrħmani", "ʔarraħmaːni"),
        ("عَمْرٌو", "ʕamrw", "ʕamrun"),
        ("مِائَةٌ", "miaːʔatun", "miʔatun"),
        ("قَالُوا", "qaːluːaː", "qaːluː"),
        ("رَأَوْا", "raʔauaː", "raʔaw"),
        # ends of words
        ("مَدْرَسَة", "madrasat", "madrasa"),
        ("مَلِك", "malika", "malik"),
        # the article
        ("النَّاسُ", "ʔannnaːsu", "ʔannaːsu"),
        ("السُّوقُ", "ʔassuːwqu", "ʔassuːqu"),
        ("الطَّالِبُ", "ʔat̪ːaːlibu", "ʔat̪ːaːlibu"),
        ("اللُّغَةُ", "ʔalluːɣatu", "ʔalluɣatu"),
        ("بِالْكِتَابِ", "biaːlkitaːbi", "bilkitaːbi"),
        ("وَبِالتَّالِي", "wabiaːltːaːliː", "wabitːaːliː"),
        ("وَلِلنَّاسِ", "walilnnaːsi", "walinnaːsi"),
        ("وَالَّذِي", "waːllðiː", "wallaðiː"),
        # the silent alef
        ("اسْتِقْبَالٌ", "astiqbaːlun", "ʔistiqbaːlun"),
        ("ابْنُهُ", "abnuhu", "ʔibnuhu"),
        ("اعْتُقِلَ", "aʕtuqila", "ʔuʕtuqila"),
        ("فَاسْتَقْبَلَ", "faːstaqbala", "fastaqbala"),
        ("وَاتَّفَقَ", "waːtːfaqa", "watːafaqa"),
        ("بِاسْتِقْبَالِ", "biaːstiqbaːli", "bistiqbaːli"),
        ("الِانْتِخَابَاتُ", "aliaːntiχaːbaːtu", "alintiχaːbaːtu"),
        ("فِي الْبَيْتِ", "fiːalbaiti", "filbajti"),
        ("إِلَى السُّوقِ", "ʔilaːʔassuːwqi", "ʔilassuːqi"),
        ("وَاللُّغَةُ", "waluːɣatu", "walluɣatu"),
        ("فِي اللُّغَةِ", "fiːʔalluːɣati", "filluɣati"),
        ("حِينِ اسْتَنَدَتِ", "ħiːniastanadati", "ħiːnistanadati"),
        # semivowels
        ("هُوَ", "huːa", "huwa"),
        ("هِيَ", "hiːa", "hija"),
        ("سِيَاسَةُ", "siːaːsatu", "sijaːsatu"),
        ("دُوَلٌ", "duːalun", "duwalun"),
        ("قُوَّاتٌ", "quːaːtun", "quwwaːtun"),
        ("أَوَّلُ", "ʔauːlu", "ʔawwalu"),
        ("حُرِّيَّةٌ", "ħurriːtun", "ħurrijjatun"),
        ("طَيِّبٌ", "t̪aiːbun", "t̪ajjibun"),
        ("سُورِيٍّ", "suːriː", "suːrijjin"),
        ("أَيّ", "ʔaiː", "ʔajj"),
        ("تَغْيِيرُ", "taɣjiːiru", "taɣjiːru"),
        ("سِيَاسِيُّونَ", "siːaːsiːuːwna", "sijaːsijjuːna"),
        ("سِيَاسِيِّين", "siːaːsiːiːna", "sijaːsijjiːn"),
        ("بَيْتِ", "baiti", "bajti"),
        ("لَوْ", "lau", "law"),
    ],
)
def test_a_word_is_said_as_a_reader_says_it(written: str, said_as_written: str, said_respelled: str) -> None:
    assert (_said(written), _said(respell(written))) == (said_as_written, said_respelled)


@pytest.mark.parametrize(
    "word", ["هذا", "الله", "إلى", "في المدرسة", "والذي قال", "سياسة", "هو", "مئة مليون"]
)
def test_a_bare_word_stays_bare(word: str) -> None:
    assert respell(word) == word


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("وَارْسُو", "waːrsuː"),
        ("كَانَتْ", "kaːnat"),
        ("فِيهِ", "fiːhi"),
        ("لِمَاذَا", "limaːðaː"),
        ("كِتَابٌ", "kitaːbun"),
        ("مَاءٌ", "maːʔun"),
        ("مَسْؤُولٌ", "masʔuːlun"),
        ("الْقُرْآنُ", "alqurʔaːnu"),
        ("طَاوِلَةٌ", "t̪aːwilatun"),
        ("وَالِدُهُمْ", "waːliduhum"),
        ("بَالِغٌ", "baːliɣun"),
    ],
)
def test_a_word_that_is_said_right_is_left_alone(word: str, said: str) -> None:
    assert (_said(word), _said(respell(word))) == (said, said)


def test_a_pause_keeps_the_article_s_alef() -> None:
    assert respell("فِي بَيْتِهِ، الْكِتَابُ").endswith("الْكِتَابُ")


@pytest.mark.parametrize(
    "text", ["قال BBC نعم", "café", "و/أو", "#وسم", "α", "Ж", "中", "50 ½", "a@b.c", "چین", "~"]
)
def test_no_other_language_s_voice_speaks(text: str) -> None:
    assert "(" not in _engine().phonemes(respell(text))


def test_a_control_character_never_reaches_the_engine() -> None:
    assert respell("قال\x00 \x01نعم\u200f \u200e \ud800") == "قال نعم - -"


@given(st.text(st.sampled_from("اوييلنتسبمهةىءأإؤئ َُِّْٰـًٌٍ،.-a\u200f\u00a0\n") | st.characters()))
@settings(max_examples=150, deadline=None)
def test_the_number_of_words_never_changes(text: str) -> None:
    assert len(respell(text).split()) == len(text.split())
