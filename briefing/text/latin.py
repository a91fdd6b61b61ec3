"""Latin words in Arabic letters: spelled as acronyms are, or transliterated by rule as names are.

The rules follow the habits of Arabic newsrooms for English names (p → ب, v → ف, g → غ, long vowels for
stressed ones); well-known names belong in the lexicon, which is asked first.
"""

from __future__ import annotations

import re
import unicodedata

LETTER_NAMES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            *("إيه", "بي", "سي", "دي", "إي", "إف", "جي", "إتش", "آي", "جيه", "كيه", "إل", "إم"),
            *("إن", "أو", "بي", "كيو", "آر", "إس", "تي", "يو", "في", "دبليو", "إكس", "واي", "زد"),
        ),
        strict=True,
    )
)

_FIRST_CONSONANTS = "(?:(?<=^[b-df-hj-np-tv-z])|(?<=^[b-df-hj-np-tv-z]{2})|(?<=^[b-df-hj-np-tv-z]{3}))"
"""What stands before the vowel of a word of one syllable, where a last e is silent: share, Mike."""

RULES = (
    # (pattern, Arabic); the first that matches at a place wins; ^ and $ are the ends of the word
    ("^schw", "شو"),
    ("tsch", "تش"),
    ("sch", "ش"),
    ("tion$", "شن"),
    ("sion$", "جن"),
    ("ough", "وف"),
    ("augh", "و"),
    ("eigh", "اي"),
    ("igh", "اي"),
    ("^wh", "و"),
    ("^kn", "ن"),
    ("^wr", "ر"),
    ("^ps", "س"),
    ("^ch(?=r)", "ك"),
    ("tch", "تش"),
    ("ch", "تش"),
    ("sh", "ش"),
    ("th", "ث"),
    ("ph", "ف"),
    ("gh$", ""),
    ("gh", "غ"),
    ("kh", "خ"),
    ("dh", "ذ"),
    ("zh", "ج"),
    ("dj", "ج"),
    ("dge?$", "دج"),
    ("ck", "ك"),
    ("cc(?=[ei])", "كس"),
    ("qu", "كو"),
    ("q", "ق"),
    ("x", "كس"),
    ("^eu", "يو"),
    ("eau", "و"),
    ("^ai|^ay", "آي"),
    ("^au", "أو"),
    ("^ou", "أو"),
    ("^oo", "أو"),
    ("^ee|^ea", "إي"),
    ("^io|^yo", "يو"),
    ("^ia|^ya", "يا"),
    ("^al(?=[bcdfghjklmnpqrstvwxz])", "أل"),
    ("^a", "أ"),
    ("^e", "إ"),
    ("^i", "إ"),
    ("^o", "أو"),
    ("^u(?=[bcdfghjklmnpqrstvwxz][aeiou])", "يو"),
    ("^u", "أ"),
    ("oo|ou|ow", "و"),
    ("ee|ea|ie(?=.)|ei|ey", "ي"),
    ("ai|ay", "اي"),
    ("au|aw", "و"),
    ("oa|oe", "و"),
    ("ue$", ""),
    ("ue", "و"),
    ("ia$", "يا"),
    ("ia", "يا"),
    ("io", "يو"),
    ("ie$", "ي"),
    ("(?<=[bcdfghjklmnpqrstvwxz])e$", ""),
    ("e(?=[rln]$)", ""),
    ("e(?=[rln]s$)", ""),
    ("^c(?=[eiy])", "س"),
    ("c(?=[eiy])", "س"),
    ("c", "ك"),
    ("g(?=e$)", "ج"),
    (f"{_FIRST_CONSONANTS}a(?=[bcdfgklmnprstvz]e$)", "ي"),
    (f"{_FIRST_CONSONANTS}i(?=[bcdfgklmnprstvz]e$)", "اي"),
    ("a", "ا"),
    ("b", "ب"),
    ("d", "د"),
    ("e", "ي"),
    ("f", "ف"),
    ("g", "غ"),
    ("h$", ""),
    ("h", "ه"),
    ("i", "ي"),
    ("j", "ج"),
    ("k", "ك"),
    ("l", "ل"),
    ("m", "م"),
    ("n", "ن"),
    ("o", "و"),
    ("p", "ب"),
    ("r", "ر"),
    ("s", "س"),
    ("t", "ت"),
    ("u", "و"),
    ("v", "ف"),
    ("w", "و"),
    ("y", "ي"),
    ("z", "ز"),
)


def _compiled() -> re.Pattern[str]:
    parts = (pattern.replace("^", r"(?<![a-z])").replace("$", r"(?![a-z])") for pattern, _ in RULES)
    return re.compile("|".join(f"({part})" for part in parts))


_RULE = _compiled()
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1+")
_VOWEL = re.compile("[aeiouy]")
_HARD = re.compile("[bcdfghjklmnpqrstvwxz]{5}")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
PLAIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ŋ": "ng",
}


def plain(char: str) -> str:
    """A letter of any Latin alphabet as ASCII letters, by its decomposition or its name in Unicode.

    Empty where it has no ASCII base.
    """
    base = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii() and part.isalpha())
    if base:
        return base
    lower = char.lower()
    if lower in PLAIN:
        return PLAIN[lower].upper() if lower != char else PLAIN[lower]
    name = unicodedata.name(char, "")
    letter = re.match(
        r"LATIN (SMALL|CAPITAL|LETTER SMALL CAPITAL)(?: LIGATURE| LETTER)* ([A-Z]{1,2})\b", name
    )
    if letter is None:
        return ""
    return letter[2] if letter[1] == "CAPITAL" else letter[2].lower()


def spelled(word: str) -> str:
    """The names of the letters: BBC → بي بي سي. Characters that are not ASCII letters are left out."""
    return " ".join(LETTER_NAMES[char] for char in word.lower() if char in LETTER_NAMES)


def transliterated(word: str) -> str:
    """One word of ASCII letters by the rules of :data:`RULES`: Peter → بيتر."""
    lower = _DOUBLED.sub(r"\1", word.lower())
    return _RULE.sub(lambda found: RULES[(found.lastindex or 1) - 1][1], lower)


def arabic(word: str) -> str:
    """One Latin word as it is said: an acronym or a word without vowels by its letters, a name by rule.

    Joined words (CamelCase) are parted first.
    """
    return " ".join(filter(None, (_part(part) for part in _HUMPS.findall(word))))


def _part(word: str) -> str:
    if len(word) == 1 or (word.isupper() and len(word) < 5):
        return spelled(word)
    lower = word.lower()
    if _VOWEL.search(lower) is None or (word.isupper() and _HARD.search(lower)):
        return spelled(word[:12])
    return transliterated(word) or spelled(word)
