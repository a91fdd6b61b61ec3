"""The phones of fully diacritised Arabic, by rule: the reference that voices are measured against.

Modern Standard Arabic as a news reader says it in connected speech, every case ending spoken. The rules:

- Some words are said otherwise than they are written: the long a of «هذا», «ذلك», «لكن», «الله», the silent
  letters of «مائة», «أولئك», «عمرو» and of a plural's «ـوا» (all of them stand in ``letters``).
- A shadda is the consonant twice. A sun letter doubles and the article's lam before it is silent. Tanween is
  a vowel and n; the alef or «ى» that carries it is silent. A bare «ة» is silent, with a vowel it is t.
- fatha + alef or «ى», damma + waw, kasra + yeh are one long vowel; any other waw or yeh is a consonant. A
  letter without any mark before alef, waw or yeh has their vowel: «كِتاب», «رَسول», «كَبير».
- The first alef of the article and of words like «استقبال» is a glottal stop and a vowel after a pause, and
  silent elsewhere: a long vowel before it is short, and after a consonant stands the vowel Arabic links with
  (a after «مِنْ» before the article, u after «هُمْ» «كُمْ» «تُمْ» and a plural's «ـَوْا», else i). After a word
  written without its ending it is said as after a pause.
- A pause is where one of ``PAUSES`` or the end of the text stands; blanks and quotation marks are none.
  ``pausal`` writes the form that stands before a pause, so that both ways of reading can be measured.

No assimilation but the article's is counted (n before b stays n), and the colour of the emphatic consonants
is theirs, not their vowels'. The rules of the silent alef, of linking and of pausal forms are those of the
grammars: W. Wright, A Grammar of the Arabic Language, part 1, sections 18 to 23; K. Ryding, A Reference
Grammar of Modern Standard Arabic, chapter 2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from tests.benchmarks.letters import MARK, SHADDA, WORD, Letter, Word, parsed

PAUSES: Final = re.compile(r"[،؛:.؟!,;?…()\[\]{}–—\n]|\s-+\s")

CONSONANTS: Final[Mapping[str, str]] = {
    "ء": "ʔ", "أ": "ʔ", "إ": "ʔ", "ؤ": "ʔ", "ئ": "ʔ", "ب": "b", "ت": "t", "ة": "t", "ث": "θ", "ج": "dʒ",
    "ح": "ħ", "خ": "x", "د": "d", "ذ": "ð", "ر": "r", "ز": "z", "س": "s", "ش": "ʃ", "ص": "sˤ", "ض": "dˤ",
    "ط": "tˤ", "ظ": "ðˤ", "ع": "ʕ", "غ": "ɣ", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "و": "w", "ي": "j", "پ": "p", "گ": "g", "ڤ": "f", "ژ": "dʒ",
}  # fmt: skip
"""The phone of every letter that is a consonant, the nearest Arabic one for what Arabic lacks; the vowels are
``a i u aː iː uː``."""

_FATHA, _FATHATAN = "\u064e", "\u064b"
_SUN: Final = frozenset("تثدذرزسشصضطظلن")
_LENGTHENED: Final = {"ا": "a", "ى": "a", "و": "u", "ي": "i"}
_HOW_CLITICS_END: Final = {"و": "a", "ف": "a", "أ": "a", "ك": "a", "ب": "i", "ل": "ia"}
_LINKING: Final = re.compile("[وفأ]?(?:[مع]ن|لكن|[لكأ]م|قد|[هب]ل|لن|[إأ]ن|مذ|إذ)|.*[هكت]م")
"""Words that end in a sukun, even if it is not written."""
_NOUNS: Final = re.compile("ا(?:بن|سم|مر|ثن)")  # begin with i whatever follows
_STEMS: Final = re.compile(f"ا(?:ست..|ن...|.[تطد]..|بن|سم|مر.|ثن.|[تطد]{SHADDA}..|...ا.|...{SHADDA})")
"""What can stand behind a clitic and have a silent alef; «وَارْسُو» and «بَارِيس» are said long."""
_ORDERS: Final = re.compile("ا[^اويى]{3}(?:وا?|ي)?")  # «وَاقْطَعْ», «فَانْظُرُوا»


def phones(text: str) -> list[str]:
    """What a reader says."""
    return [phone for _, said in read(text) for phone in said]


def read(text: str) -> list[tuple[str, list[str]]]:
    """Every word of the text with its phones, in order."""
    text = unicodedata.normalize("NFKC", text)
    said: list[tuple[str, list[str]]] = []
    before: Word = ()
    end = 0
    for match in WORD.finditer(text):
        word = parsed(match.group())
        if not word:
            continue
        linked = bool(before) and not PAUSES.search(text, end, match.start()) and not _is_cut(before)
        alef, second = _silent_alefs(word)
        if linked and alef == 0:
            _link(said[-1][1], before, word)
        said.append((match.group(), _said(word, alef, second, linked=linked)))
        before, end = word, match.end()
    return said


def pausal(text: str) -> str:
    """The text with the words before its pauses in the form they have there."""
    words = list(WORD.finditer(text))
    parts: list[str] = []
    done = 0
    for number, match in enumerate(words):
        following = words[number + 1].start() if number + 1 < len(words) else len(text)
        paused = number + 1 == len(words) or bool(PAUSES.search(text, match.end(), following))
        parts += (text[done : match.start()], _paused(match.group()) if paused else match.group())
        done = match.end()
    return "".join((*parts, text[done:]))


def _paused(word: str) -> str:
    if re.fullmatch("[وف]?ه[وي]", re.sub(f"[{MARK}]", "", word)):
        return word
    word = re.sub(f"{_FATHATAN}(?={SHADDA}?[اى]$)", _FATHA, word)
    word = re.sub(f"(?<=ة){_FATHATAN}$", "", word)
    return re.sub(f"(?<=..)[\u064c-\u0650](?={SHADDA}?$)", "", word)


def _silent_alefs(word: Word) -> tuple[int, int]:
    """The places of a first alef that is said only after a pause, and of one behind the article; -1: none."""
    skeleton = "".join(letter.char for letter in word)
    clitics = re.match("[وفأ]?[بكل]?(?=ا)|[وف]?(?=للا)", skeleton)
    if not clitics or any(
        letter.vowel not in tuple(_HOW_CLITICS_END[letter.char]) for letter in word[: clitics.end()]
    ):
        return -1, -1
    at = clitics.end()
    if skeleton[at] == "ل":
        behind = word[at + 2 :]
        return -1, at + 2 if len(behind) > 3 and word[at].vowel == "i" and _is_closed(behind) else -1
    rest = word[at:]
    if len(rest) < 3 or rest[0].vowel not in ("", "a", "i", "u"):
        return -1, -1
    if _is_article(rest):
        behind = rest[2:]
        return at, at + 2 if behind[0].char == "ا" and len(behind) > 2 and _is_closed(behind) else -1
    if at == 0:
        return (0, -1) if _is_closed(rest) else (-1, -1)
    spelled = "".join(letter.char + SHADDA * letter.double for letter in rest)
    if rest[0].vowel in ("i", "u") and _is_closed(rest):
        return at, -1
    if at and skeleton[at - 1] == "ل" and word[at - 1].vowel == "a" and len(rest) < 5:
        return -1, -1  # «لَانْكَا»
    if (
        not _is_closed(rest)
        or not (_STEMS.match(spelled) or (_ORDERS.fullmatch(spelled) and not rest[-1].vowel))
        or (skeleton[at - 1] == "ك" and "ا" not in spelled[4:])
    ):
        return -1, -1
    return at, -1


def _is_closed(word: Word) -> bool:
    """Whether a first alef and the letter after it are one syllable, as in «استقبال» and «اتفاق»."""
    first = word[1]
    return first.double or (not first.vowel and first.char not in "اوىي")


def _is_article(word: Word) -> bool:
    """Whether alef and lam are «ال», not the beginning of «الْتِقَاء» or «الِي»."""
    _, lam, third = word[:3]
    if lam.char != "ل" or lam.vowel not in ("", "i", "a", "aː") or word[0].vowel not in ("", "a"):
        return False
    if lam.double:
        return True
    if lam.vowel:
        return lam.vowel == "i" and third.char == "ا" and len(word) > 4 and _is_closed(word[2:])
    return not (third.char == "ت" and not third.double and third.vowel and len(word) > 3)


def _is_cut(word: Word) -> bool:
    """Whether it is written without its ending: «ترامب»."""
    last = word[-1]
    if _LINKING.fullmatch("".join(letter.char for letter in word)):
        return False
    return last.bare and last.char not in "اويى" and any(not letter.bare for letter in word)


def _link(said: list[str], before: Word, word: Word) -> None:
    """Join what was said to a word whose first alef is silent."""
    if not said or said[-1] in ("a", "i", "u"):
        return
    if said[-1].endswith("ː"):
        said[-1] = said[-1][0]
        return
    skeleton = "".join(letter.char for letter in before)
    if re.fullmatch("[وف]?من", skeleton) and said[-2] == "i" and _is_article(word):
        said.append("a")
    else:
        pronoun = re.fullmatch(".*هم|.+[كت]م", skeleton) and said[-2:] in (["u", "m"], ["i", "m"])
        plural = re.fullmatch("..+و", skeleton) and said[-2:] == ["a", "w"]
        said.append("u" if pronoun or plural else "i")


def _said(word: Word, alef: int, second: int, *, linked: bool) -> list[str]:
    out: list[str] = []
    lam = _assimilated_lam(word, alef)
    for at, letter in enumerate(word):
        before = word[at - 1] if at else None
        after = word[at + 1] if at + 1 < len(word) else None
        if at == alef:
            if at == 0 and not linked:
                out += ["ʔ", letter.vowel or _first_vowel(word)]
        elif at == second:
            if out[-1] != "i":  # «الاستقبال» without the kasra of its lam
                out.append("i")
        elif letter.char in "اى" and letter.vowel not in ("i", "u", "in", "un"):
            _say_alef(out, letter, before, after)
        elif letter.char in "اى":
            out += ["ʔ" if letter.char == "ا" else "j", *_vowel(letter.vowel)]
        elif at == lam and after:
            out += [] if after.double else [CONSONANTS[after.char]]
        elif _lengthens(letter, before, after, lengthened=bool(out) and out[-1].endswith("ː")):
            vowel = _LENGTHENED[letter.char]
            out[len(out) - (out[-1] == vowel) :] = [vowel + "ː"]
        elif letter.char != "ة" or letter.vowel:
            out += [CONSONANTS[letter.char]] * (1 + letter.double) + _vowel(letter.vowel)
    return out


def _assimilated_lam(word: Word, alef: int) -> int:
    """The place of the article's lam before a sun letter; -1: none."""
    skeleton = "".join(letter.char for letter in word)
    if alef >= 0 and len(word) > alef + 2 and _is_article(word[alef:]):
        lam = alef + 1
    elif found := re.match("[وف]?لل(?=[^ا])", skeleton):
        lam = found.end() - 1
    else:
        return -1
    after = word[lam + 1]
    assimilates = not word[lam].vowel and not word[lam].double and after.char in _SUN
    return lam if assimilates and (after.double or word[lam].bare) else -1


def _lengthens(letter: Letter, before: Letter | None, after: Letter | None, *, lengthened: bool) -> bool:
    if letter.char not in "وي" or letter.vowel or letter.double or not before:
        return False
    if letter.bare and after and after.char == "ا":
        return False
    if before.vowel and before.vowel[0] == _LENGTHENED[letter.char] and len(before.vowel) < 3:
        return before.vowel[1:] in ("", "ː")
    bare = before.bare or (before.double and not before.vowel)
    return (
        bare
        and letter.bare
        and before.char not in "اى"
        and not lengthened
        and (not after or after.char != "ى")
    )


def _vowel(vowel: str) -> list[str]:
    return [vowel[0], "n"] if vowel.endswith("n") else [vowel] if vowel else []


def _say_alef(out: list[str], letter: Letter, before: Letter | None, after: Letter | None) -> None:
    """An alef or ى that is none of the silent ones: a hamza without its sign, tanween's seat, or length."""
    if before is None:
        semivowel = after is not None and not after.vowel and not after.double and after.char in "وي"
        vowel = _LENGTHENED[after.char] if after and semivowel else "a"
        out += ["ʔ", letter.vowel or vowel]
    elif letter.vowel == "an":
        out[-1:] = ["a", "n"] if out[-1] == "a" else [out[-1], "a", "n"]
    elif before.vowel == "an":
        pass
    elif letter.char == "ى" and before.vowel == "i":
        out[-1] = "iː"
    elif out[-1] == "a":
        out[-1] = "aː"
    elif out[-1] != "aː":
        out.append("aː")


def _first_vowel(word: Word) -> str:
    """The vowel of a first alef after a pause: «الْكِتَاب», «اسْتِقْبَال», «اعْتُقِلَ»."""
    if _is_article(word):
        return "a"
    skeleton = "".join(letter.char for letter in word)
    said = word[1].vowel if word[1].double else word[2].vowel
    return "u" if said.startswith("u") and not _NOUNS.match(skeleton) else "i"
