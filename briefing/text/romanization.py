"""Arabic in plain ASCII letters, for the fields and file names of studios that hold nothing else.

It is written as English-language newsrooms write Arabic, without marks on the letters (ALA-LC without its
dots and macrons). Words are as they are said in pause: vowels of case are left out, those that end verbs and
particles stay where the word shows that it is one. The article is always ``al-``, also before sun letters, so
that a name is found under one spelling. ``-an`` stays at the end of adverbs, other nunation goes.

Give it diacritized text where there is some (:func:`briefing.text.vowelize`): «النَّشْرَة» is ``al-nashra``. In
words without diacritics an ``a`` is put where Arabic cannot do without a vowel: readable, not always right.
Not ``anyascii`` or ``Unidecode``: they replace letter by letter, and of a word without diacritics leave
consonants only (``lnshr@``), and write each vowel sign and each silent letter of a word with diacritics.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from briefing.text import alphabets
from briefing.text.expressions import expression
from briefing.text.folding import FOREIGN_KEYS
from briefing.text.marks import (
    DAGGER_ALEF,
    DAMMA,
    FATHA,
    FATHATAN,
    KASRA,
    SHADDA,
    SHORT,
    SUN,
    WORD,
    Letters,
    is_marked,
    is_sign,
    lettered,
    listed,
    spelling,
)
from briefing.text.transliteration import plain_of

_CONSONANT_TABLE: Final = """
ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z غ:gh ف:f ق:q ك:k ل:l م:m ن:n ه:h و:w ي:y
پ:p چ:ch ژ:zh ڤ:v گ:g ء:' أ:' إ:' ؤ:' ئ:' ع:'
"""
_WHOLE_TABLE: Final = """
الله:Allah والله:wa-Allah بالله:bi-Allah لله:lillah الذي:alladhi التي:allati الذين:alladhina هو:huwa هي:hiya
من:min منذ:mundhu و:wa ع:ayn ء:hamza هذه:hadhihi ذلك:dhalika تلك:tilka لكن:lakin نحن:nahnu
"""
CONSONANTS: Final = dict(pair.split(":") for pair in _CONSONANT_TABLE.split())
VOWELS: Final = {FATHA: "a", DAMMA: "u", KASRA: "i"}
WHOLE: Final = dict(pair.split(":") for pair in _WHOLE_TABLE.split())
"""Words that are written another way than they are said, or that too few letters tell."""
PARTICLES: Final = listed(
    "بين كيف أين حيث قبل بعد تحت فوق عند دون أمام خلف ليس سوف مثل نحو حول ضد حين عبر خلال لأن"
)
"""Words that keep their last vowel."""
PREFIXES: Final = {
    "ال": "al-",
    "وال": "wal-",
    "فال": "fal-",
    "بال": "bil-",
    "كال": "kal-",
    "وبال": "wabil-",
    "لل": "lil-",
    "ولل": "walil-",
    "فلل": "falil-",
}
"""The article, and what is written together with it."""
SIGNS: Final = {
    **dict.fromkeys("«»“”„‟", '"'),
    **dict.fromkeys("‘’‚‛‹›`´ʼʿʾ", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "،": ",",
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "\u2044": "/",
    "×": "x",
    "÷": "/",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
}

_HAMZAS: Final = "ءأإؤئع"
_FIRST: Final = {"ا": "i", "أ": "a", "إ": "i", "آ": "a"}
"""The vowel of a word's first letter where nothing says another."""
_LONG: Final = "اىوي"
_AFTER_CONSONANT: Final = "اآىةوي"
_TOKEN: Final = expression(f"{WORD.pattern}|{alphabets.RUN.pattern}|.", re.DOTALL)
_LEFT_OVER: Final = expression(f"(?<=.)-({'|'.join(said.rstrip('-') for said in PREFIXES.values())})$")
"""An article whose word was cut off."""
_BETWEEN: Final = expression("[^A-Za-z0-9]+")


def romanize(text: str) -> str:
    """The text in printable ASCII, never empty where it has a letter or a digit; white space is one blank."""
    typed = "".join(map(_digit, unicodedata.normalize("NFKC", text).replace("\u06cc", "ي")))
    return " ".join("".join(_token(found[0]) for found in _TOKEN.finditer(typed)).split())


def slug(text: str, *, longest: int = 40) -> str:
    """The text as part of a file name: letters and digits of ASCII, with ``-`` between words.

    Args:
        text: Arabic or any other.
        longest: characters at most; it is cut between words where it can be.
    """
    plain = _BETWEEN.sub("-", romanize(text).replace("'", "")).strip("-")
    if len(plain) <= longest:
        return plain
    kept = plain[: longest + 1].rpartition("-")[0] or plain[:longest]
    return _LEFT_OVER.sub("", kept)


def _digit(char: str) -> str:
    """A digit of any script as one of ASCII; any other character as it is."""
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _token(token: str) -> str:
    if token.isascii():
        return token if token.isprintable() else " "
    if WORD.fullmatch(token):
        return _word("".join(FOREIGN_KEYS.get(char, char) for char in token))
    if len(token) > 1 or alphabets.RUN.fullmatch(token):
        said = alphabets.said(token)
        return romanize(said) if said and WORD.search(said) else "".join(map(_character, token))
    return _character(token)


def _character(char: str) -> str:
    """One character that is no Arabic letter."""
    if char in SIGNS:
        return SIGNS[char]
    if char.isspace():
        return " "
    if (digit := unicodedata.numeric(char, None)) is not None:
        return f"{digit:g}"
    if char.isalpha():
        return plain_of(char) or f"u{ord(char):04x}"
    return ""


def _word(word: str) -> str:
    letters = [(char, marks) for char, marks in lettered(word) if not is_sign(char)]
    known = WHOLE.get(spelling(letters))
    if known is not None:
        return known
    prefix, stem = _parted(letters, has_vowels=is_marked(word))
    said = _voiced(stem, has_article=bool(prefix)) if is_marked(word) else ""
    if not said.strip("'"):
        said = _guessed(stem)
    return prefix + said.removeprefix("'")


def _parted(letters: Letters, *, has_vowels: bool) -> tuple[str, Letters]:
    """The article with what stands before it, and the rest of the word."""
    word = spelling(letters)
    for prefix, said in PREFIXES.items():
        rest = letters[len(prefix) :]
        if not word.startswith(prefix) or len(rest) < (2 if has_vowels or prefix in ("ال", "لل") else 3):
            continue
        alef, lam = letters[len(prefix) - 2][1], letters[len(prefix) - 1][1]
        if prefix == "ال" and (KASRA in alef or DAMMA in alef):
            continue
        if set(lam) & SHORT and not (KASRA in lam and rest[0][0] == "ا"):
            continue  # the lam is the word's own
        first, marks = rest[0]
        if first in SUN or prefix.endswith("لل"):
            marks = marks.replace(SHADDA, "")
        return said, [(first, marks), *rest[1:]]
    return "", letters


def _voiced(letters: Letters, *, has_article: bool) -> str:
    """A word with diacritics, as it is said in pause."""
    said = ""
    before = ""
    """The short vowel of the letter before."""
    for place, (letter, marks) in enumerate(letters):
        is_last = place == len(letters) - 1
        own = next((VOWELS[mark] for mark in marks if mark in VOWELS), "")
        following = "" if is_last else letters[place + 1][0]
        bare = not own and SHADDA not in marks
        if place == 0 and letter in _FIRST:
            before = own or ("u" if letter == "ا" and following == "و" else _FIRST[letter])
            said += before
            continue
        if letter in "اى":
            behind, over = letters[place - 1]
            is_silent = letter == "ا" and (
                FATHATAN in over or (is_last and behind == "و" and said[-1] == "u")
            )
            if not before and not is_silent:
                said += "an" if FATHATAN in marks and letter == "ا" else "a"
            before = "a"
            continue
        if letter == "آ":
            said, before = f"{said}'a", "a"
            continue
        if letter == "ة":
            said += "h" if place and letters[place - 1][0] == "ا" else "" if said.endswith("a") else "a"
            if not is_last:
                said, before = f"{said}t{own}", own
            continue
        if place and ((letter == "و" and before == "u") or (letter == "ي" and before == "i")):
            if bare or is_last:
                before = ""
                continue
        elif place and bare and letter in "وي" and not before and following not in _LONG:
            said += "u" if letter == "و" else "i"
            continue
        latin = CONSONANTS.get(letter, f"u{ord(letter):04x}")
        said += latin * (2 if SHADDA in marks and len(latin) == 1 else 1)
        if FATHATAN in marks and (following == "ا" or (is_last and letter == "ء")):
            said, before = f"{said}an", ""
            continue
        if DAGGER_ALEF in marks:
            own = "a"
        if not is_last or _keeps_last(letters, has_article=has_article):
            said += own
        before = own
    return said


def _keeps_last(letters: Letters, *, has_article: bool) -> bool:
    """Whether the last short vowel is part of the word, not of its case: in particles and past verbs."""
    word = spelling(letters)
    if word in PARTICLES:
        return True
    if has_article or FATHA not in letters[-1][1]:
        return False
    if len(letters) < 3:
        return True
    before = letters[-2]
    return FATHA in before[1] or (before[0] == "ا" and len(letters) == 3)


def _guessed(letters: Letters) -> str:
    """A word without diacritics: its long vowels, and an ``a`` where consonants could not stand together."""
    sounds: list[str] = []
    if len(letters) > 3 and [letter for letter, _ in letters[-2:]] == ["و", "ا"]:
        letters = letters[:-1]  # the alef of a plural verb is not said
    for place, (letter, marks) in enumerate(letters):
        following = letters[place + 1][0] if place + 1 < len(letters) else ""
        behind = sounds[-1] if sounds else ""
        if place == 0 and letter in _FIRST:
            sounds.append("u" if letter == "ا" and following == "و" else _FIRST[letter])
        elif letter == "ا" and FATHATAN in marks + letters[place - 1][1]:
            sounds += ["a", "n"]
        elif letter in "اى":
            sounds.append("a")
        elif letter == "آ":
            sounds += ["'", "a"]
        elif letter == "ة":
            sounds.append("h" if behind == "a" else "a")
        elif letter in "وي" and place and (following or "-") not in _AFTER_CONSONANT and behind != "a":
            sounds.append("u" if letter == "و" else "i")
        elif letter == "ي" and following == "ة" and place + 2 == len(letters) and behind not in ("a", ""):
            sounds += ["i", "y", "y"]
        else:
            latin = CONSONANTS.get(letter, f"u{ord(letter):04x}")
            sounds += [latin] * (2 if SHADDA in marks and len(latin) == 1 else 1)
    return _syllables([sound for place, sound in enumerate(sounds) if not _repeats(sounds, place)])


def _repeats(sounds: list[str], place: int) -> bool:
    return place > 0 and sounds[place] == sounds[place - 1] and sounds[place] in "aiu"


def _syllables(sounds: list[str]) -> str:
    """One consonant before the first vowel, at most two after any other."""
    said = ""
    room = 1
    for sound in sounds:
        if sound in ("a", "i", "u"):
            said, room = said + sound, 2
        elif room:
            said, room = said + sound, room - 1
        else:
            said, room = f"{said}a{sound}", 1
    return said if any(vowel in said for vowel in "aiu") else f"{said}a"
