"""The lexicon: what a file may hold, how entries are found in a text, and the shipped files."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.text.changes import Change
from briefing.text.entries import made, read
from briefing.text.lexicon import (
    Lexicon,
    _tables,
    acting,
    load,
    parsed,
    respelled,
    shipped,
    shipped_texts,
    vowelled,
)
from briefing.text.lookup import folded
from briefing.text.marks import DAMMA, FATHA, KASRA, MARKS, SHADDA, SHORT, SUKUN, SUN, lettered
from briefing.text.patterns import check_spoken, compiled
from briefing.text.speaking import spoken

NAMES = parsed(
    """
    [arabic]
    "داعش" = "تنظيم الدولة"
    "ق س م" = "قسم"
    "الفاو" = "منظمة الأغذية"
    "فيدرالية" = "اتحادية"
    "ق.م" = "قبل الميلاد"
    "م" = "متر"
    "لبنان" = "بلاد الأرز"
    "حزب الله" = "الحزب"
    [vowels]
    "غزة" = "غَزَّة"
    "النصرة" = "النُّصْرَة"
    "تشيك" = "تْشِيك"
    "كنغر" = "كَنْغَر"
    "لاوس" = "لَاوُس"
    "أمريكا" = "أَمْرِيكَا"
    "الأردن" = "الْأُرْدُن"
    "سلطنة عمان" = "سلطنة عُمَان"
    "كوالا لمبور" = "كُوَالَا لَمْبُور"
    """,
    whose="names.toml",
)


def marked(text: str) -> str:
    """The text with each shadda before its vowel."""
    return re.sub("([\u064b-\u0650])\u0651", "\u0651\\1", text)


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("داعش", "تنظيم الدولة"),
        ("وداعش", "وتنظيم الدولة"),
        ("لداعش", "لتنظيم الدولة"),
        ("وبداعش فداعش", "وبتنظيم الدولة فداعش"),
        ("داعشي وداعشية", "داعشي وداعشية"),
        ("5داعش داعشA", "5داعش داعشA"),
        ("ق س م", "قسم"),
        ("وق  س م.", "وقسم."),
        ("الفاو وبالفاو وللفاو", "منظمة الأغذية وبمنظمة الأغذية ولمنظمة الأغذية"),
        ("فيدرالية والفيدرالية للفيدرالية", "اتحادية والاتحادية للاتحادية"),
        ("عام 300 ق.م أو 20 ق.م.", "عام 300 قبل الميلاد أو 20 قبل الميلاد."),
        ("وق.م", "وقبل الميلاد"),
        ("5 م لم بم كم", "5 متر لم بم كم"),
        ("لبنان للبنان بلبنان", "بلاد الأرز لبلاد الأرز ببلاد الأرز"),
        ("حزب الله وحزب الله لحزب الله", "الحزب والحزب للحزب"),
        ("حزب  الله حزب\nالله", "الحزب حزب\nالله"),
    ],
)
def test_respelling_finds_whole_words_behind_clitics(text: str, expected: str) -> None:
    assert respelled(text, NAMES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في غزة", "في غَزَّة"),
        ("وغزة", "وَغَزَّة"),
        ("وبغزة", "وَبِغَزَّة"),
        ("لغزة", "لِغَزَّة"),
        ("للنصرة", "لِلنُّصْرَة"),
        ("والنصرة", "وَالنُّصْرَة"),
        ("فبالنصرة", "فَبِالنُّصْرَة"),
        ("غزةالآن", "غزةالآن"),
        ("غزاة", "غزاة"),
        ("التشيك", "التِّشِيك"),
        ("بتشيك", "بِتْشِيك"),
        ("الكنغر وللكنغر", "الْكَنْغَر وَلِلْكَنْغَر"),
        ("كلاوس في لاوس", "كلاوس في لَاوُس"),
        ("امريكا وامريكا", "أَمْرِيكَا وَأَمْرِيكَا"),
        ("الاردن للأردن", "الْأُرْدُن لِلْأُرْدُن"),
        ("سلطنة عمان وعمان", "سلطنة عُمَان وعمان"),
        ("بسلطنة عمان", "بسلطنة عُمَان"),
        ("كوالا لمبور وكوالا لمبور", "كُوَالَا لَمْبُور وَكُوَالَا لَمْبُور"),
    ],
)
def test_vowels_are_put_on_whole_words_behind_clitics(text: str, expected: str) -> None:
    assert vowelled(text, NAMES) == marked(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غَزَة", "غَزَّة"),
        ("غزّة", "غَزَّة"),
        ("غزةِ", "غَزَّةِ"),
        ("غُزة", "غُزة"),
        ("غَزْة", "غَزْة"),
        ("لِغزة", "لِغَزَّة"),
        ("لَغزة", "لَغزة"),
    ],
)
def test_marks_that_were_written_are_respected(text: str, expected: str) -> None:
    assert vowelled(text, NAMES) == marked(expected)


@pytest.mark.parametrize("text", ["وبغزة", "أمريكا", "للنصرة والأردن", "كوالا لمبور"])
def test_the_coding_of_letters_and_lengthening_strokes_change_nothing(text: str) -> None:
    expected = vowelled(text, NAMES)
    assert expected != text
    assert vowelled(unicodedata.normalize("NFD", text), NAMES) == expected
    stretched = re.sub(r"(?<=[بغمنصر])(?=\w)", "\u0640", text)
    assert stretched != text
    assert vowelled(stretched, NAMES) == expected


@pytest.mark.parametrize("text", ["ق.م", "داعش", "فيدرالية", "120 كم/س"])
def test_respelling_sees_through_lengthening_strokes_and_codings(text: str) -> None:
    lexicon = NAMES.merged(Lexicon(patterns={r"(\d+) كم/س": r"\1 كيلومترا في الساعة"}))
    expected = respelled(text, lexicon)
    assert expected != text
    assert respelled(text.replace("ك", "كـ").replace("ق", "قـ").replace("ع", "عـ"), lexicon) == expected
    assert respelled(unicodedata.normalize("NFD", text), lexicon) == expected


def test_what_is_said_already_is_not_said_twice() -> None:
    lexicon = Lexicon({}, {"داعش": "تنظيم داعش"})
    once = respelled("قصف داعش ثم تنظيم داعش وداعش", lexicon)
    assert once == "قصف تنظيم داعش ثم تنظيم داعش وتنظيم داعش"
    assert respelled(once, lexicon) == once


def test_changes_are_told_in_the_order_of_the_text() -> None:
    changes: list[Change] = []
    text = "وداعش في ق.م و120 كم/س من غزة"
    lexicon = NAMES.merged(Lexicon(patterns={r"(\d+) كم/س": r"\1 كيلومترا"}))
    said = vowelled(respelled(text, lexicon, changes=changes), lexicon, changes=changes)
    assert changes == [
        Change("lexicon", "وداعش", "وتنظيم الدولة"),
        Change("lexicon", "ق.م", "قبل الميلاد"),
        Change("lexicon", "120 كم/س", "120 كيلومترا"),
        Change("lexicon-vowels", "غزة", marked("غَزَّة")),
    ]
    for change in changes:
        text = text.replace(change.before, change.after, 1)
    assert text == said
    assert acting("وداعش في غزة", lexicon) == (("arabic", "داعش"), ("vowels", "غزة"))


def test_nothing_is_recorded_where_nothing_changes() -> None:
    changes: list[Change] = []
    text = "لا شيء يتغير هنا."
    assert vowelled(respelled(text, NAMES, changes=changes), NAMES, changes=changes) == text
    assert changes == []


WORDS = st.sampled_from((*NAMES.vowels, *NAMES.arabic, "كتاب", "لم", "12", "BBC", "غَزّة"))
JOINED = st.sampled_from(["", "و", "ب", "ل", "ال", "وال", "بال", "لل", "ف", "ك"])
GAPS = st.sampled_from([" ", "، ", ". ", "  ", "\n", " «", "» ", "-", ""])
TEXTS = st.lists(st.tuples(JOINED, WORDS, GAPS), max_size=12).map(
    lambda parts: "".join(piece for part in parts for piece in part)
)


@given(TEXTS)
def test_vowels_change_no_letter_but_hurried_hamzas(text: str) -> None:
    said = vowelled(text, NAMES)
    assert bare(said).translate(str.maketrans("أإآ", "ااا")) == bare(text).translate(
        str.maketrans("أإآ", "ااا")
    )
    assert vowelled(said, NAMES) == said


@given(st.text(alphabet="غزةالنصر وبل\u0640\u064e\u0651\u0650.5a\n", max_size=60))
def test_any_text_comes_back_with_its_letters(text: str) -> None:
    assert bare(vowelled(text, NAMES)).replace("\u0640", "") == bare(text).replace("\u0640", "")


def test_a_later_layer_wins() -> None:
    base = Lexicon({"a": "ألف", "b": "باء"}, {"داعش": "التنظيم"}, {"غزة": "غَزَة"})
    merged = base.merged(Lexicon({"b": "بي"}, {"ق": "قاف"}, {"داعش": "دَاعِش"}, {"x+": "إكس"}))
    assert merged.latin == {"a": "ألف", "b": "بي"}
    assert merged.arabic == {"ق": "قاف"}
    assert merged.vowels == {"غزة": "غَزَة", "داعش": "دَاعِش"}
    assert merged.patterns == {"x+": "إكس"}


def test_the_last_entry_of_a_file_wins() -> None:
    lexicon = parsed(
        '[vowels]\n"غزة" = "غُزَّة"\n[[entry]]\nwritten = "غـزة"\nspoken = "غَزَّة"\n', whose="own.toml"
    )
    assert lexicon.vowels == {"غزة": marked("غَزَّة")}


@pytest.mark.parametrize(
    ("written", "said", "table"),
    [
        ("NATO", "الناتو", "latin"),
        ("Crédit Agricole", "كريدي أغريكول", "latin"),
        ("غزة", "غَزَّة", "vowels"),
        ("غـزة", "غَزَّة", "vowels"),
        ("داعش", "تنظيم الدولة", "arabic"),
        ("داعش", "تَنْظِيمُ الدَّوْلَةِ", "arabic"),
        ("ق.م", "قبل الميلاد", "arabic"),
        ("24/7", "على مدار الساعة", "arabic"),
        ("C#", "سي شارب", "arabic"),
        ("قناة RT", "قناة روسيا اليوم", "arabic"),
    ],
)
def test_an_entry_goes_where_it_belongs_by_its_letters(written: str, said: str, table: str) -> None:
    entry, faults = made(written, said)
    assert not faults
    assert entry.table == table


def test_an_own_lexicon_is_used(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('\ufeff[latin]\n"Acme Corp" = "أكمي"\n[arabic]\n"ق س م" = "قسم"\n', encoding="utf-8")
    own = shipped().merged(load(file))
    assert spoken("شركة acme corp و ق س م", lexicon=own) == "شركة أكمي و قسم"
    assert spoken("قناة BBC", lexicon=own) == "قناة بي بي سي"


def test_an_entry_for_another_language_is_left_out() -> None:
    text = """
        [[entry]]
        written = "NATO"
        spoken = "حلف الأطلسي"
        language = "ar-EG"
        [[entry]]
        written = "CIA"
        spoken = "المخابرات"
        language = "ar"
        """
    assert set(parsed(text, whose="x").latin) == {"nato", "cia"}
    assert set(parsed(text, whose="x", language="ar").latin) == {"cia"}
    assert set(parsed(text, whose="x", language="AR-eg").latin) == {"nato", "cia"}
    assert set(parsed(text, whose="x", language="fr").latin) == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[latin", "TOML"),
        ("[names]\na = 1\n", "names"),
        ('[latin]\n"a" = 1\n', '"a"'),
        ("latin = 3\n", "latin"),
        ('[latin]\n" " = "إكس"\n', "nothing written"),
        ('[latin]\n"a" = " "\n', '"a" has nothing spoken'),
        ('[latin]\n"acme" = "ACME"\n', '"acme"'),
        ('[latin]\n"a b c d e" = "ألف"\n', "four words"),
        ('[latin]\n"غزة" = "غزة"\n', "no Latin letter"),
        ('[vowels]\n"غزة" = "غَازَّة"\n', "keep its letters"),
        ('[vowels]\n"BBC" = "بي بي سي"\n', "Arabic words"),
        ('[arabic]\n"..." = "نقاط"\n', "no letter"),
        ('[arabic]\n"غزة" = "..."\n', "without a letter"),
        ('[arabic]\n"غز\\u0000ة" = "غزة"\n', "U+0000"),
        ('[arabic]\n"غزة" = "غزة\\u202e"\n', "U+202E"),
        (f'[arabic]\n"{"غ" * 201}" = "غزة"\n', "200"),
        ('[[entry]]\nwritten = "NATO"\n', "spoken"),
        ('[[entry]]\nspoken = "NATO"\n', "written"),
        ('[[entry]]\nwriten = "a"\n', "writen"),
        ('[[entry]]\nwritten = "a"\nspoken = 3\n', "spoken of entry 1"),
        ('[[entry]]\nwritten = "a"\nspoken = "ألف"\nregex = 1\n', "true or false"),
        ('[[entry]]\nwritten = "a"\nspoken = "ألف"\nlanguage = "Arabic!"\n', "no language"),
        ('[[entry]]\nwritten = "(a+)+"\nspoken = "ألف"\nregex = true\n', '"(a+)+"'),
        ('[[entry]]\nwritten = "(a)"\nspoken = "\\\\2"\nregex = true\n', '"(a)"'),
        ("entry = [3]\n", "entry 1"),
    ],
)
def test_a_wrong_file_is_a_config_error_that_names_file_and_entry(text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=r"own\.toml") as caught:
        parsed(text, whose="own.toml")
    assert named in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["none.toml", ".", "latin1.toml"])
def test_a_file_that_cannot_be_read_is_a_config_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "latin1.toml").write_bytes('[latin]\n"a" = "é"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match="cannot be read") as caught:
        load(tmp_path / name)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("pattern", "said", "text", "expected"),
    [
        (r"(\d+) ?كم/س", r"\1 كيلومترا", "بسرعة 120 كم/س و90كم/س", "بسرعة 120 كيلومترا و90 كيلومترا"),
        (r"G(?P<n>\d)", r"مجموعة \g<n>", "G7 AG7 G77", "مجموعة 7 AG7 G77"),
        (r"\bG", "جي", "G7 AG", "G7 AG"),
        (r"\BG\b", "جي", "AG G", "Aجي G"),
        ("(?:أ|ا)ف ب", "فرانس برس", "أف ب واف ب اف ب", "فرانس برس واف ب فرانس برس"),
        ("داعش", "التنظيم", "داعشي داعش وداعش داعِش", "داعشي التنظيم وداعش داعِش"),
        ("غ.*ة", "غزة", "غابة قرب قرية", "غزة"),
    ],
)
def test_patterns_match_whole_words_unless_they_say_otherwise(
    pattern: str, said: str, text: str, expected: str
) -> None:
    assert respelled(text, Lexicon(patterns={pattern: said})) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|aa)+b",
        "(.*a){20}",
        "(?:a?){30}a",
        "a*a*a*a*b",
        "a?" * 20 + "b",
        r"(.)\1",
        "(?P<x>a)(?P=x)",
        "(?i)a",
        "(?>a)b",
        "(a)?(?(1)b|c)",
        "a{1,1000}",
        "a{,}{,}",
        "((a{9}){9}){9}",
        "[abc",
        "[[a]b]",
        "a**",
        "",
        "a*",
        "^",
        "a" * 201,
    ],
)
def test_patterns_that_could_run_away_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compiled(pattern)


def test_a_repeat_reaches_only_so_far() -> None:
    assert compiled("a+b").search("a" * 64 + "b") is not None
    assert compiled(r"\ba+b").search("a" * 65 + "b") is None
    assert compiled("a{2,}b").search("a" * 64 + "b") is not None
    assert compiled("a{,3}b").fullmatch("aab") is not None


@pytest.mark.parametrize("said", [r"\2", r"\g<x>", r"\n", r"\0", "\\"])
def test_a_spoken_form_may_only_ask_for_groups_that_are_there(said: str) -> None:
    with pytest.raises(ValueError, match="group"):
        check_spoken(compiled("(a)"), said)


# --- the shipped files ---

AMBIGUOUS = """
كان كانت ليل نيس مالي عمان صور تدمر دوما القصير الخبر الأبيض الأقصر السلمية حجة عمران المهرة نجد زبيد نهم
منى العديد حمى سرت بحري مدني مروي حلفا النيل السند الدون بالي قنديل مشهد بورصة سعيد مشرف رئيسي روحاني
خاتمي بقائي سلامي حسينة مولود عنان مشار محرز تنس صفر سنت ميتا قطر سيول لفيف لولا بلوغ كروم نبل ليغا زوم
لحج بعقوبة جدة وجدة مارس شل زارا الأسر هند علي قبلي المنية معان حديثة القائم الداخلة العيون الخليل
"""
"""Names that are common words, too: only phrases decide them."""


def shipped_vowels() -> list[tuple[str, str]]:
    return [
        (entry.key, entry.spoken)
        for text in shipped_texts().values()
        for entry in read(text)[0]
        if entry.table == "vowels"
    ]


def problem(word: str) -> str:
    """What is wrong with the marks of a vowelled word whose ending is left open; empty where nothing is."""
    letters = lettered(word)
    for place, (letter, marks) in enumerate(letters):
        before = letters[place - 1] if place else ("", "")
        after = letters[place + 1] if place + 1 < len(letters) else ("", "")
        vowel = marks.replace(SHADDA, "")
        if not after[0]:
            if vowel:
                return f"an ending on {letter}"
        elif SHADDA in marks and (not marks.startswith(SHADDA) or vowel not in SHORT):
            return f"a shadda without its vowel after it on {letter}"
        elif letter == "ا" and place:
            opens = place == 2 and before[0] == "ل" and before[1] == KASRA
            if marks or not (before[1].endswith(FATHA) or opens):
                return "an alef that is not long"
        elif letter in "ىة":
            return f"{letter} inside"
        elif letter == "إ" and vowel != KASRA:
            return "إ without kasra"
        elif letter == "ل" and place == 1 and before == ("ا", ""):
            sun = after[0] in SUN
            if vowel != ("" if sun else KASRA if after[0] == "ا" else SUKUN) or (
                sun and SHADDA not in after[1]
            ):
                return "the article"
        elif letter in "وي" and not marks:
            if not before[1].endswith(DAMMA if letter == "و" else KASRA):
                return f"{letter} that is not long"
        elif letter not in "اآ" and vowel not in (*SHORT, SUKUN):
            return f"{letter} without a mark"
        if after[0] in ("ة", "ى") and not (marks.endswith(FATHA) or letter == "ا"):
            return f"{after[0]} after {letter}"
    return ""


@pytest.mark.parametrize("name", sorted(shipped_texts()))
def test_a_shipped_file_has_no_faults(name: str) -> None:
    entries, faults = read(shipped_texts()[name])
    assert entries
    assert faults == ()


@pytest.mark.parametrize("name", sorted(shipped_texts()))
def test_a_shipped_file_is_read_as_toml_is(name: str) -> None:
    """Row by row, which is faster; so it may hold nothing but rows of two texts."""
    text = shipped_texts()[name]
    tables = dict(_tables(text))
    assert tables == tomllib.loads(text)
    assert [list(rows) for rows in tables.values()] == [list(rows) for rows in tomllib.loads(text).values()]


def test_the_shipped_files_hold_much_and_nothing_twice() -> None:
    entries = [entry for text in shipped_texts().values() for entry in read(text)[0]]
    keys = [(entry.table == "latin", entry.key) for entry in entries]
    assert len(keys) == len(set(keys))
    assert len(shipped().latin) >= 1000
    assert len(shipped().vowels) >= 2400
    assert {entry.key for entry in entries if entry.table == "vowels"} == set(shipped().vowels)
    assert {entry.key for entry in entries if entry.table == "latin"} == set(shipped().latin)
    assert {entry.key for entry in entries if entry.table == "arabic"} == set(shipped().arabic)


def test_latin_entries_speak_arabic_without_marks() -> None:
    for written, said in shipped().latin.items():
        assert re.fullmatch("[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*", said), written
        assert written == " ".join(written.lower().split())


def test_vowelled_entries_keep_their_letters() -> None:
    for written, said in shipped_vowels():
        assert bare(said) == written
        assert folded(said) == written


def test_vowelled_words_have_all_their_inner_marks_and_no_ending() -> None:
    wrong = {
        word: problem(word)
        for _, said in shipped_vowels()
        for word in said.split()
        if MARKS & set(word) and problem(word)
    }
    assert wrong == {}


def test_words_that_are_names_and_more_stand_only_in_phrases() -> None:
    assert {written for written, _ in shipped_vowels()} & set(AMBIGUOUS.split()) == set()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("بدأ مارس عمله ومارس الضغط", True),
        ("نفذ الحكم بعقوبة السجن", True),
        ("أثر ذلك أثرا بليغا لزوما", True),
        ("كان الليل طويلا وكانت اللغات كثيرة", True),
        ("المجرى والمسار والمشار إليه", True),
        ("مدينة صور في الجنوب", False),
        ("سلطنة عمان والعاصمة عمان", False),
        ("شركة ميتا في واشنطن", False),
        ("في مارس الماضي", False),
    ],
)
def test_the_shipped_names_leave_common_words_alone(text: str, same: bool) -> None:
    assert (vowelled(text, shipped()) == text) is same


@given(st.sampled_from(sorted(shipped().vowels)), JOINED)
def test_every_shipped_name_is_found_behind_clitics_and_keeps_its_letters(name: str, joined: str) -> None:
    text = f"قال إن {joined}{name} هناك"
    said = vowelled(text, shipped())
    plain = str.maketrans("أإآ", "ااا")
    assert bare(said).translate(plain) == text.translate(plain)
    if joined in ("", "و", "ب") and len(name) > 2:
        assert said != text


def test_shipped_respellings_need_no_second_reading() -> None:
    for written, said in shipped().arabic.items():
        assert respelled(f"قالت {written} أمس", shipped()) == f"قالت {said} أمس"
        assert respelled(said, shipped()) == said
