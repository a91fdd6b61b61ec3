"""What spelling and grammar show mechanically of a diacritised text: rules that find slips.

A word that keeps every rule may still be wrong; one that breaks a rule is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final


def _table(text: str) -> frozenset[str]:
    return frozenset(text.split())


FATHATAN, DAMMATAN, KASRATAN = "\u064b", "\u064c", "\u064d"
FATHA, DAMMA, KASRA, SHADDA, SUKUN = "\u064e", "\u064f", "\u0650", "\u0651", "\u0652"
TANWEEN: Final = FATHATAN + DAMMATAN + KASRATAN
VOWELS: Final = FATHA + DAMMA + KASRA
MARKS: Final = TANWEEN + VOWELS + SHADDA + SUKUN
LETTERS: Final = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
SUN: Final = "تثدذرزسشصضطظلن"
WORD: Final = re.compile(f"[{LETTERS}{MARKS}]+")
LETTER: Final = re.compile(f"([{LETTERS}])([{MARKS}]*)")
LEGAL: Final = re.compile(f"(?:{SHADDA}?[{VOWELS}{TANWEEN}]|{SUKUN})?")

CLITICS: Final = f"(?:أ{FATHA})?(?:[وف]{FATHA})?"
ARTICLE: Final = re.compile(
    f"{CLITICS}(?:(?:ب{KASRA})?ال|ك{FATHA}ال(?=[{SUN}{SUKUN}])|ل{KASRA}ل(?![{FATHA}{DAMMA}]|{KASRA}[^ا]))"
)
WASL: Final = re.compile(f"{CLITICS}(?:[بل]{KASRA}|[كسل]{FATHA}|(?:ب{KASRA})?ال{KASRA}|ل{KASRA}ل{KASRA})?ا")
EIGHTH_FORM: Final = re.compile(f"{CLITICS}(?:[كسل]{FATHA})?ال{SUKUN}ت[{FATHA}{DAMMA}{KASRA}]")
"""Verbs like «الْتَقَى»: what looks like an article is the root's first letter after the joining alef."""

ANY: Final = f"[{LETTERS}]"
DIPTOTE_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        f"(?!ث{FATHA}م{FATHA}ان){ANY}{FATHA}{ANY}{FATHA}ا{ANY}{KASRA}ي?(?![ةيى]){ANY}",  # مساجد، مصابيح
        f"أ{FATHA}(?!رْبَع){ANY}{SUKUN}{ANY}{FATHA}(?![ةاى]){ANY}",  # أكبر، أحمر
        f"أ{FATHA}{ANY}{FATHA}(?![اةى]){ANY}{SHADDA}",  # أقل، أشد
        f"(?!أ){ANY}{FATHA}{ANY}{SUKUN}{ANY}{FATHA}اء",  # صحراء، بيضاء
        f"أ{FATHA}{ANY}{SUKUN}{ANY}{KASRA}{ANY}{FATHA}اء",  # أصدقاء
        f"{ANY}{DAMMA}{ANY}{FATHA}{ANY}{FATHA}اء",  # علماء
    )
)
"""Shapes of words without tanween, the last mark left out."""

DIPTOTE_NAMES: Final = _table(
    """
    غَزَّة حَلَب تَعِزّ عَدَن بَيْرُوت دِمَشْق بَغْدَاد كَرْكُوك مَسْقَط وَاشِنْطُن طَهْرَان بَارِيس أَنْقَرَة
    بَكِين كَشْمِير جِنِيف رَفَح تَدْمُر لُبْنَان عَمَّان تُونِس مِصْر نَابُلُس دُبَيّ صَفَاقِس بَعْلَبَكّ مَأْرِب
    أَذْرَبِيجَان مِينْسَك بُرُوكْسِل نَوَاكْشُوط كَرَاكَاس لَاهَاي أُكْسُفُورْد لَاغُوس أَكَادِير تِشَاد نِيُويُورْك
    حَضْرَمَوْت تَايْوَان قُرْطُبَة بَرْشَلُونَة أُوزْبَكِسْتَان طَنْجَة أَسْوَان قَرْطَاج بُوسْطُن دَرْنَة بَرَاغ وَهْرَان
    أَفْغَانِسْتَان مَلَقَة صَلَالَة فَاس مَعَان عَجْلُون حِمْص آذَار تِشْرِين كَانُون نَيْسَان رَمَضَان إِسْطَنْبُول
    """
)

PREPOSITIONS: Final = _table(
    "فِي وَفِي مِنْ مِنَ وَمِنْ وَمِنَ إِلَى وَإِلَى عَلَى وَعَلَى عَنْ عَنِ وَعَنِ بَيْنَ وَبَيْنَ عِنْدَ بَعْدَ قَبْلَ خِلَالَ أَمَامَ"
    " تَحْتَ دُونَ عَبْرَ ضِدَّ نَحْوَ قُرْبَ حَوْلَ لَدَى مُنْذُ مَعَ مِثْلَ"
)
BUILT: Final = _table(
    "أَنْ أَنَّ أَلَّا مَا مَنْ مَنِ هُنَا هُنَاكَ ذَلِكَ تِلْكَ هَذَا هَذِهِ هَؤُلَاءِ حَيْثُ حِينَ أَيْنَ كَيْفَ مَتَى لَا كَمْ قَبْلُ بَعْدُ"
    " الْآنَ الَّذِي الَّتِي الَّذِينَ الثَّلَاثَةَ ثَلَاثَةَ أَرْبَعَةَ خَمْسَةَ سِتَّةَ سَبْعَةَ ثَمَانِيَةَ تِسْعَةَ أَحَدَ إِحْدَى بِضْعَ أَمْسِ"
    " عَشَرَ عَشْرَةَ أَنَّهُ أَنَّهَا أَنَّهُمْ أَنَّنَا أَنَّنِي أَنَّكَ أَنَّكُمْ إِذَا لَوْ"
)
"""Words after a preposition whose ending does not show the case."""

TEENS: Final = (f"ع{FATHA}ش{FATHA}ر{FATHA}", f"ع{FATHA}ش{SUKUN}ر{FATHA}ة{FATHA}")
"""«عَشَرَ» and «عَشْرَةَ», after a number that does not show its case."""

Rule = Callable[[str], bool]


def words(line: str) -> list[str]:
    return WORD.findall(line)


def letters(word: str) -> list[tuple[str, str]]:
    return LETTER.findall(word)


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


def stem(word: str) -> str:
    """Without the marks of the last letter, its shadda kept."""
    return word.rstrip(TANWEEN + VOWELS + SUKUN)


def ends(word: str, marks: str) -> bool:
    return word[-1] in marks


def has_article(word: str) -> bool:
    return bool(ARTICLE.match(word)) and not EIGHTH_FORM.match(word)


def is_mark_combination_legal(word: str) -> bool:
    return all(LEGAL.fullmatch(marks) for _, marks in letters(word)) and word[0] in LETTERS


def is_every_letter_marked(word: str) -> bool:
    """Long vowels, joining alefs and the article's assimilated lam stay bare, nothing else."""
    found = letters(word)
    if f"أُورُوب{SHADDA}" in word:  # a shadda after a long vowel other than alef
        return True
    for place, (letter, marks) in enumerate(found):
        before = found[place - 1][1] if place else ""
        last = place == len(found) - 1
        if letter in "اىآ":
            long = FATHA in before or (last and FATHATAN in before)
            plural = last and letter == "ا" and place > 0 and found[place - 1][0] == "و"
            joining = bool(WASL.fullmatch("".join(a + b for a, b in found[: place + 1])))
            if marks or not (letter == "آ" or long or (letter == "ا" and (plural or joining))):
                return False
        elif not marks:
            after = found[place + 1][1] if not last else ""
            long = (letter == "و" and DAMMA in before) or (letter == "ي" and KASRA in before)
            lam = letter == "ل" and not last and found[place + 1][0] in SUN and has_article(word)
            if not ((long or lam) and (SHADDA in after) == lam):
                return False
    return True


def is_alef_maksura_last(word: str) -> bool:
    return "ى" not in bare(word)[:-1] and "ة" not in bare(word)[:-1]


def is_ta_marbuta_after_fatha(word: str) -> bool:
    found = letters(word)
    if found[-1][0] != "ة" or len(found) == 1:
        return True
    return FATHA in found[-2][1] or found[-2][0] == "ا"


def is_tanween_in_its_place(word: str) -> bool:
    """On the last letter; that of fatha on the letter before a final alef, or on ة, ء and أ."""
    found = letters(word)
    for place, (letter, marks) in enumerate(found):
        if not set(marks) & set(TANWEEN):
            continue
        rest = "".join(char for char, _ in found[place + 1 :])
        if rest not in ("", "ا", "ى") or (rest and FATHATAN not in marks):
            return False
        if FATHATAN in marks and not rest and letter not in "ةءأ":
            return False
    return not (has_article(word) and set(word) & set(TANWEEN))


def is_article_assimilated(word: str) -> bool:
    """Shadda on sun letters, sukun on the lam before moon letters, kasra before a joining alef."""
    match = ARTICLE.match(word)
    if not match or EIGHTH_FORM.match(word):
        return True
    rest = word[match.end() :]
    if rest.startswith(SHADDA):  # الّذي، اللّٰه، للّذين: one lam carries both
        return True
    if rest.startswith(SUKUN):
        return rest[1] not in SUN and rest[1] != "ا"
    if rest.startswith(KASRA):
        return rest[1] == "ا"
    return rest[0] in SUN and rest[1:2] == SHADDA


def is_hamza_below_with_kasra(word: str) -> bool:
    return all(KASRA in marks for letter, marks in letters(word) if letter == "إ")


def is_start_sayable(word: str) -> bool:
    return word[1:2] not in (SUKUN, SHADDA)


def is_diptote_without_tanween(word: str) -> bool:
    core = stem(word)
    if core[:2] in (f"و{FATHA}", f"ف{FATHA}") and core not in DIPTOTE_NAMES:
        core = core[2:]
    diptote = core in DIPTOTE_NAMES or any(shape.fullmatch(core) for shape in DIPTOTE_SHAPES)
    return not (diptote and ends(word, TANWEEN))


RULES: Final[tuple[Rule, ...]] = (
    is_mark_combination_legal,
    is_every_letter_marked,
    is_alef_maksura_last,
    is_ta_marbuta_after_fatha,
    is_tanween_in_its_place,
    is_article_assimilated,
    is_hamza_below_with_kasra,
    is_start_sayable,
    is_diptote_without_tanween,
)


def neighbours(line: str) -> Iterator[tuple[str, str]]:
    """Words with nothing but a blank, or an opening mark, between them."""
    for piece in re.split(r"[^\s«\w" + MARKS + "]+", line):
        found = words(piece)
        yield from zip(found, [*found[1:], ""], strict=False)


def is_genitive(word: str, after: str) -> bool:
    """The ending could be a genitive; ``after`` tells an annexed or defined diptote."""
    if word in BUILT or word[-1] not in MARKS or stem(word) in DIPTOTE_NAMES:
        return not ends(word, TANWEEN)
    if ends(word, DAMMA + DAMMATAN + FATHATAN) or word.endswith(f"ون{FATHA}"):
        return word.endswith(f"اه{DAMMA}")
    if ends(word, FATHA):
        plural_or_number = word.endswith(f"ين{FATHA}") or after in TEENS
        return plural_or_number or (not has_article(word) and not has_article(after))
    return True


def case_faults(line: str) -> list[str]:
    """Pairs of words whose endings contradict each other."""
    faults = []
    pairs = [*neighbours(line), ("", "")]
    for (word, after), (_, beyond) in pairwise(pairs):
        verb = bool(re.match(f"[يتن][{VOWELS}{SUKUN}]", after))
        if word in PREPOSITIONS and after and not verb and not is_genitive(after, beyond):
            faults.append(f"genitive: {word} {after}")
        definite = has_article(word) and re.match(f"{CLITICS}(?:ب{KASRA}ال|ل{KASRA}ل)", word)
        if definite and not is_genitive(word, after):
            faults.append(f"genitive: {word}")
        if word[-1] == SUKUN and after.startswith("ا"):
            faults.append(f"two sukuns: {word} {after}")
        indicative = verb and (after.endswith((f"ون{FATHA}", f"ين{FATHA}")) or ends(after, DAMMA))
        indicative = indicative and not re.search(f"ه{DAMMA}$|^.{FATHA}ك{DAMMA}ون{FATHA}$", after)
        if word == "لَمْ" and indicative:
            faults.append(f"jussive: {word} {after}")
        if word in ("لَنْ", "أَنْ", "وَأَنْ", "كَيْ") and indicative:
            faults.append(f"subjunctive: {word} {after}")
        if word in ("إِنَّ", "أَنَّ", "لَكِنَّ", "وَأَنَّ", "بِأَنَّ", "لِأَنَّ") and has_article(after) and ends(after, DAMMA):
            faults.append(f"accusative: {word} {after}")
        core = re.sub(f"^(?:[وف]{FATHA})?(?:[بل]{KASRA})?", "", stem(word))
        if core in DIPTOTE_NAMES and ends(word, KASRA) and not has_article(after):
            faults.append(f"diptote: {word} {after}")
    return faults
