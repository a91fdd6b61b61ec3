"""Latin words in Arabic text: where they are, whose they are, and how they are written for their voice."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.speaking import spoken
from briefing.text.tongues import LETTERS, NATIONALITIES, fragments, is_foreign, written

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + "".join(
    sorted({letter for letters in LETTERS.values() for letter in letters})
)
MIXED = st.text(
    alphabet=st.sampled_from(ARABIC + LATIN + "ḤāʔəＡﬁ" + "َُِّْ" + "  \n" + "0123٤٥،؛.؟!:«»\"'()-–_&ـ/°™"),
    max_size=60,
)


def stretches(text: str) -> list[tuple[str, str]]:
    """Language and words of each stretch of one language."""
    return [
        (language, " ".join(item.text for item in items))
        for language, items in groupby(fragments(text), lambda item: item.language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الوزير إن العمل مستمر", [("", "قال الوزير إن العمل مستمر")]),
        (
            "وأعلنت شركة Open AI أن الأرباح",
            [("", "وأعلنت شركة"), ("en", "Open AI"), ("", "أن الأرباح")],
        ),
        ("«Open AI»، ثم", [("en", "«Open AI»،"), ("", "ثم")]),
        ("( FAQ ) ثم", [("en", "( FAQ )"), ("", "ثم")]),
        ("قال « FAQ » - نعم", [("", "قال"), ("en", "« FAQ » -"), ("", "نعم")]),
        ("قال « نعم » ثم FAQ", [("", "قال « نعم » ثم"), ("en", "FAQ")]),
        ("و GIMP وInkscape.", [("", "و"), ("en", "GIMP"), ("", "و"), ("en", "Inkscape.")]),
        ("و«GIMP» أيضا", [("", "و"), ("en", "«GIMP»"), ("", "أيضا")]),
        ("الـiPhone الجديد", [("", "الـ"), ("en", "iPhone"), ("", "الجديد")]),
        ("كتبت J. K. Rowling رواية", [("", "كتبت"), ("en", "J. K. Rowling"), ("", "رواية")]),
        ("برنامج Windows 11 الجديد", [("", "برنامج"), ("en", "Windows"), ("", "11 الجديد")]),
        ("ملف MP3 وشبكة 5G", [("", "ملف"), ("en", "MP3"), ("", "وشبكة"), ("en", "5G")]),
        ("وشبكة و5G", [("", "وشبكة و"), ("en", "5G")]),
        ("اقرأ Read, share، ثم", [("", "اقرأ"), ("en", "Read, share،"), ("", "ثم")]),
        ("Zürich، São Paulo", [("de", "Zürich،"), ("pt", "São Paulo")]),
        ("Wi-Fi", [("en", "Wi-Fi")]),
        ("ʔ", [("", "ʔ")]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_language_changes(text: str, expected: list[tuple[str, str]]) -> None:
    assert stretches(text) == expected


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Stanford University", "en"),
        ("NATO", "en"),
        ("Ḥamās", "en"),
        ("al-Jazīra", "en"),
        ("Société Générale", "fr"),
        ("François Mitterrand", "fr"),
        ("Élysée", "fr"),
        ("Mbappé", "fr"),
        ("Le Monde", "fr"),
        ("Les Échos", "fr"),
        ("Süddeutsche Zeitung", "de"),
        ("Der Spiegel", "de"),
        ("Großbritannien", "de"),
        ("Jürgen Klopp", "de"),
        ("Peña Nieto", "es"),
        ("El País", "es"),
        ("Málaga", "es"),
        ("İlkay Gündoğan", "tr"),
        ("Erdoğan", "tr"),
        ("Beşiktaş", "tr"),
        ("Işık", "tr"),
        ("Corriere della Sera", "it"),
        ("São Paulo", "pt"),
        ("João Félix", "pt"),
        ("Malmö", "de"),
        ("Åkesson", "sv"),
        ("Støre", "no"),
        ("Modrić", "hr"),
        ("Đoković", "hr"),
        ("Wałęsa", "pl"),
        ("Łódź", "pl"),
        ("Dvořák", "cs"),
        ("Orbán Győző", "hu"),
        ("Timișoara", "ro"),
        ("Ĺudovít", "sk"),
    ],
)
def test_letters_and_small_words_tell_the_language(name: str, language: str) -> None:
    assert {item.language for item in fragments(f"وقال {name} أمس")} == {"", language}
    decomposed = unicodedata.normalize("NFD", name)
    assert {item.language for item in fragments(f"وقال {decomposed} أمس")} == {"", language}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("صحيفة Liberation الفرنسية", "fr"),
        ("صحيفة «Liberation» الفرنسية.", "fr"),
        ("المهاجم الفرنسي Griezmann", "fr"),
        ("بِالْفَرَنْسِيَّةِ Merci", "fr"),
        ("بالفرنسية: Merci", "fr"),
        ("شركتا Siemens الألمانيتان", "de"),
        ("للإيطالي Conte", "it"),
        ("والأسباني Morata", "es"),
        ("شبكة Nova التشيكية", "cs"),
        ("صحيفة El Mundo الأمريكية", "es"),
        # Not of the name:
        ("قال الفرنسيون، Conte", "en"),
        ("انتهت الألمانية. Conte", "en"),
        ("Conte. والفرنسي", "en"),
        ("Conte والفرنسي", "en"),
        ("فرنسا Conte", "en"),
        # Its letters weigh more:
        ("الفرنسي Gündoğan", "tr"),
        ("الإسباني José", "es"),
        ("البرازيلي José", "pt"),
    ],
)
def test_a_nationality_beside_a_name_tells_its_language(text: str, language: str) -> None:
    assert {item.language for item in fragments(text)} - {""} == {language}


def test_every_nationality_is_told_with_its_article_and_its_endings() -> None:
    for nationality, language in NATIONALITIES.items():
        for after in (f"ال{nationality}", f"ال{nationality}ة", nationality, f"ال{nationality}ين"):
            assert fragments(f"Xab {after}")[0].language == language, after
        for before in (f"وال{nationality}", f"لل{nationality}", f"بال{nationality}ة"):
            assert fragments(f"{before} Xab")[-1].language == language, before


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("«Open AI»،", "en", '"Open AI",'),
        ("Open AI؟", "en", "Open AI?"),
        ("Ḥamās", "en", "Hamas"),
        ("Ａpple", "en", "Apple"),
        ("ﬁne", "en", "fine"),
        ("Mbappé", "fr", "Mbappé"),
        ("Mbappé", "en", "Mbappe"),
        ("İlkay Gündoğan", "tr", "İlkay Gündoğan"),
        ("İlkay Gündoğan", "en", "Ilkay Gundogan"),
        ("Nguyễn", "en", "Nguyen"),
        ("don’t", "en", "don’t"),
        ("iPـhone", "en", "iPhone"),
        ("Straße", "en", "Strasse"),
        ("Straße", "de", "Straße"),
    ],
)
def test_a_name_is_written_in_the_letters_and_marks_of_its_language(
    text: str, language: str, expected: str
) -> None:
    assert written(text, language) == expected


@settings(max_examples=300, deadline=None)
@given(MIXED)
def test_the_fragments_of_a_text_are_its_words(text: str) -> None:
    found = fragments(text)
    words = ["".join(item.text for item in items) for _, items in groupby(found, lambda item: item.word)]
    assert words == text.split()
    assert sorted({item.word for item in found}) == list(range(len(words)))
    assert all(item.text for item in found)


@settings(max_examples=300, deadline=None)
@given(MIXED)
def test_every_stretch_has_something_to_say(text: str) -> None:
    found = stretches(text)
    assert any(language for language, _ in found) <= is_foreign(text)
    for language, words in found:
        if language:
            assert any(is_foreign(char) for char in words)
            assert not any(char in ARABIC for char in words)
            assert any(char.isalpha() for char in written(words, language))
        elif len(found) > 1:
            assert any(char in ARABIC or char.isdecimal() for char in words)


@settings(max_examples=300, deadline=None)
@given(MIXED, st.sampled_from(["en", *LETTERS]))
def test_writing_a_name_keeps_its_words(text: str, language: str) -> None:
    names = " ".join(item.text for item in fragments(text) if item.language)
    assert len(written(names, language).split()) == len(names.split())
    assert not set(written(names, language)) & set("،؛؟«»ـ")


@settings(max_examples=100, deadline=None)
@given(MIXED)
def test_what_is_read_in_arabic_letters_is_never_foreign(text: str) -> None:
    assert not is_foreign(spoken(text))
