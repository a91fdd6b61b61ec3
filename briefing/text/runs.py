"""Latin words in a line: what each is said as, or the run of them that is left for a foreign voice.

The lexicon is asked first, whatever the policy: the longest entry that begins at a word wins. Then

- ``arabic``: acronyms and words without vowels by their letters, all others by their sounds;
- ``spell``: everything by its letters;
- ``voice``: words stay as they are, in runs of letters with inner blanks, hyphens, apostrophes and the stops
  of initials. A conjunction or preposition joined to such a run becomes a word of its own; the article «ال»
  goes, since a foreign name needs none: «للـKremlin» is said «ل Kremlin». Names that mix letters and
  digits, addresses and formulas are read in Arabic under every policy.
"""

from __future__ import annotations

import re

from briefing.text import addresses, formulas, glossary, repeats, romans
from briefing.text.agreement import last_word
from briefing.text.changes import Draft, Edit
from briefing.text.expressions import expression
from briefing.text.glossary import GAP
from briefing.text.latin import LETTERS as LATIN
from briefing.text.latin import arabic, is_articled, is_spelled, parts, spelled, whole
from briefing.text.lexicon import CLITICS, LETTERS
from briefing.text.manner import Manner
from briefing.text.nouns import Gender, gender_of
from briefing.text.quantities import currencies
from briefing.text.transliteration import plainly

_CODE = expression(
    "(?:USD|EUR|GBP|JPY|CNY|CHF|RUB|SAR|AED|KWD|QAR|BHD|OMR|JOD|EGP|LBP|SYP|IQD|ILS|INR)(?![A-Za-z0-9])"
)
"""Codes of ISO 4217 that stand for nothing else; beside a figure they are read with it."""
_TOKEN = expression(rf"[{LATIN}](?:[{LATIN}0-9]|['’.&](?=[{LATIN}0-9])|-(?=[{LATIN}])){{0,79}}")
_DOTTED_LETTERS = expression(rf"(?:[{LATIN}]\.){{2,8}}(?:[{LATIN}](?![{LATIN}]))?")
_MIXED = expression(rf"[{LATIN}]+(?:&[{LATIN}]+){{0,3}}|\d{{1,18}}")
_CAPITALS_BESIDE = expression(r"(?:\A|[^A-Za-z])([A-Z]{4,}) \Z"), expression(r" ([A-Z]{4,})(?![A-Za-z])")
_POSSESSIVE = expression(r"(?<=[^\W\d_])['’]s(?![^\W_])")
_NUMBERED_WORD = expression(r"\d{1,3}[A-Za-z]{1,4}(?![A-Za-z0-9])")
_JOIN = expression(
    rf"(?<![{LETTERS}])([وف]?لل|[وف]?[بلك]?(?:ال)?)(\u0640*)(?:(?<=\u0640)[ \u00a0]|(?<=ال)[ \u00a0])?\Z"
)
_FOREIGN = expression(rf"(?:[A-Z]\.){{2,8}}|[A-Z]\.(?=[ \u00a0]?[{LATIN}])|[{LATIN}]+(?:['’\-][{LATIN}]+)*")
_INITIAL_STOP = expression(rf"\.(?=[ \u00a0][{LATIN}])")
_STOP_OF_ITS_OWN = expression(r"\.(?=[ \u00a0]?[,،:)»\w])")
_LATIN = expression(rf"[{LATIN}]")
_BRACKETED = expression(
    rf"[ \u00a0]?\((?:ب(?:اللغة )?(?:ال)?[{LETTERS}]{{5,12}}ية[:،]? ?)?"
    rf"([{LATIN}][{LATIN} .'’&\-]{{1,60}})\)"
)
_INNER = expression(rf"[&.](?=[{LATIN}])")


SHORT = {
    "dr": "الدكتور",
    "mr": "السيد",
    "mrs": "السيدة",
    "ms": "السيدة",
    "prof": "البروفيسور",
    "gen": "الجنرال",
    "sen": "السيناتور",
    "st": "سانت",
    "jr": "جونيور",
    "sr": "سينيور",
    "inc": "إنك",
    "ltd": "ليمتد",
    "corp": "كورب",
    "co": "كو",
    "no": "رقم",
    "vol": "المجلد",
    "etc": "إلى آخره",
    "e.g": "على سبيل المثال",
    "i.e": "أي",
    "a.m": "صباحًا",
    "p.m": "مساءً",
}
"""English abbreviations with a stop."""


def read_numbered(text: str, start: int, manner: Manner) -> Edit | None:
    """An address or an entry of the lexicon that begins with a digit: 5G, 3D."""
    address = addresses.ADDRESS.match(text, start)
    if address is not None:
        end, words = addresses.read_site(address, manner)
        return Edit(start, end, words, "address")
    found = _NUMBERED_WORD.match(text, start)
    entry = manner.lexicon.latin.get(found[0].lower()) if found else None
    if found is None or entry is None:
        return None
    behind = text[max(0, start - 60) : start]
    before = last_word(behind)
    if entry.startswith("ثلاثي ") and before and gender_of(before) is Gender.FEMININE:
        entry = entry.replace("ثلاثي", "ثلاثية", 1)
    return Edit(start, found.end(), repeats.once(entry, behind), "latin-lexicon")


def read(text: str, start: int, *, floor: int, manner: Manner) -> Edit:
    """What is said for the Latin letter at ``start`` and what belongs to it.

    Args:
        text: one line, folded.
        start: where the letter stands.
        floor: nothing before this may be taken.
        manner: how to read.
    """
    address = addresses.ADDRESS.match(text, start)
    if address is not None and not _DOTTED_LETTERS.match(text, start):
        end, words = addresses.read_site(address, manner)
        return Edit(start, end, words, "address")
    begin, prefix = start, ""
    joint = _JOIN.search(text[max(floor, start - 12) : start])
    if joint is not None and joint[0] and (joint[1] or joint[2]):
        prefix, begin = joint[1], start - len(joint[0])
    before = text[max(0, begin - 60) : begin]
    end, words, rule = _word(text, start, before=before, manner=manner)
    if prefix == "" and begin > max(floor, 1) and text[begin - 1] == "-" and text[begin - 2].isdigit():
        begin -= 1
    if rule == "latin-voice":
        return Edit(begin, end, _foreign(prefix, words, manner), rule)
    if rule in ("latin-lexicon", "formula") and not prefix:
        words = repeats.once(words, before)
    words = _prefixed(prefix, words)
    if text[end : end + 1] == "-" and _LATIN.match(text, end + 1):
        return Edit(begin, end + 1, f"{words} ", rule)
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit():
        return Edit(begin, end + 1, f"{words} ", rule)
    if text[end : end + 2] == ", ":
        return Edit(begin, end + 1, f"{words}،", rule)
    return Edit(begin, end, words, rule)


def _prefixed(prefix: str, words: str) -> str:
    """What is joined before a word, with one article at most: «للـUN» is «للأمم المتحدة»."""
    if words.startswith("ال"):
        if prefix.endswith("لل"):
            return prefix + words[2:]
        if prefix.endswith("ال"):
            return prefix.removesuffix("ال") + words
        return prefix + words[1:] if prefix.endswith("ل") else prefix + words
    first, _, rest = words.partition(" ")
    if rest and prefix.endswith(("ال", "لل")):
        if rest.startswith("ال"):  # «الـIMF»: the first of two bound nouns has no article
            return prefix.removesuffix("ال" if prefix.endswith("ال") else "ل") + words
        if len(rest) > 4 and rest.endswith(("ي", "ية")) and " " not in rest:
            return f"{prefix}{first} ال{rest}"  # «الـUSD»: the adjective shares the article
    return prefix + words


def _foreign(prefix: str, words: str, manner: Manner) -> str:
    """A run that stays foreign, its article dropped and its clitics a word of their own."""
    clitics = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
    if not clitics:
        return words
    said = "".join(CLITICS.get(char, char) for char in clitics) if manner.vowels else clitics
    return f"{said} {words}"


def drop_repeated(draft: Draft, manner: Manner) -> None:
    """Leave out a name in brackets that only repeats in Latin letters what was just said in Arabic."""

    def kept(found: re.Match[str]) -> str:
        if manner.latin == "voice" and not glossary.is_known(found[1], manner):
            return found[0]
        before = found.string[max(0, found.start() - 80) : found.start()]
        return "" if repeats.repeats(_reading(found[1], manner), before) else found[0]

    draft.replace(_BRACKETED, kept, rule="repeated", where="(")


def _reading(name: str, manner: Manner) -> str:
    """Words of one name in Arabic."""
    said: list[str] = []
    at = 0
    while (first := _LATIN.search(name, at)) is not None:
        at, words, _ = _word(name, first.start(), before="", manner=manner)
        said.append(words)
    return " ".join(said)


def _word(text: str, start: int, *, before: str, manner: Manner) -> tuple[int, str, str]:
    """The end, the words and the rule of what begins at ``start``."""
    entry = glossary.entry(text, start, manner)
    if entry is not None and not glossary.is_part(text, start, *entry, manner=manner):
        return *entry, "latin-lexicon"
    currency = _CODE.match(text, start)
    if currency is not None:
        return currency.end(), currencies()[currency[0]].singular, "currency"
    formula = formulas.read(text, start, vowels=manner.vowels)
    if formula is not None:
        return *formula, "formula"
    numeral = romans.read(text, start, before=before, vowels=manner.vowels)
    if numeral is not None:
        return *numeral, "roman-numeral"
    token = _TOKEN.match(text, start)
    written = token[0] if token else text[start]
    end = start + len(written)
    dotted = _DOTTED_LETTERS.match(text, start)
    if dotted is not None:
        if (short := SHORT.get(dotted[0].lower().rstrip("."))) is not None:
            return dotted.end(), short, "abbreviation"
        if (known := manner.lexicon.latin.get(dotted[0].replace(".", "").lower())) is not None:
            return dotted.end(), known, "latin-lexicon"
    if manner.latin == "voice" and not _is_numbered(text, start, end):
        return _run(text, start)
    if len(written) == 1 and _INITIAL_STOP.match(text, end):
        return end + 1, spelled(written), "latin-letters"
    if dotted is not None:
        return dotted.end(), spelled(dotted[0]), "latin-letters"
    if text[end : end + 1] == "." and (short := SHORT.get(written.lower())) is not None:
        return end + (_STOP_OF_ITS_OWN.match(text, end) is not None), short, "abbreviation"
    words, rule = _mixed(written, text, end, manner)
    return end, words, rule


def _is_numbered(text: str, start: int, end: int) -> bool:
    """Whether a word has a figure in it or joined to it: G20, F-35, 8K."""
    if any(char.isdigit() for char in text[start:end]) or (start and text[start - 1].isdigit()):
        return True
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit()


def _run(text: str, start: int) -> tuple[int, str, str]:
    """A run of words that stays foreign, up to what is no letter, blank, hyphen, apostrophe or initial."""
    pieces: list[str] = []
    at = end = start
    while (found := _FOREIGN.match(text, at)) is not None:
        token = _TOKEN.match(text, at)
        if at > start and token is not None and _is_numbered(text, at, token.end()):
            break
        pieces += (text[end:at], found[0])
        end = found.end()
        if text[end : end + 1] == "." and found[0].lower() in SHORT and GAP.match(text, end + 1):
            end += 1
        joint = _INNER.match(text, end)
        if joint is not None:
            pieces.append(" and " if joint[0] == "&" else " ")
            at = end = joint.end()
            continue
        gap = GAP.match(text, end)
        if gap is None:
            break
        at = gap.end()
    return end, "".join(pieces).replace("\u00a0", " "), "latin-voice"


def _mixed(written: str, text: str, end: int, manner: Manner) -> tuple[str, str]:
    """A word of letters, perhaps with digits and joints in it, and the rule that read it."""
    shouted = written.isupper() and len(written) > 2 and _is_shouted(text, end - len(written), end)
    said: list[str] = []
    rule = "latin-letters"
    if manner.latin != "spell" and is_articled(written):
        return arabic(written), "latin-sounds"
    for part in _MIXED.findall(whole(_POSSESSIVE.sub("", written))):
        entry = manner.lexicon.latin.get(plainly(part).lower()) if part != written else None
        if entry is None and "&" in part:
            entry = " آند ".join(_mixed(piece, piece, len(piece), manner)[0] for piece in part.split("&"))
        if entry is not None:
            said.append(entry)
        elif part.isdigit():
            said.append(addresses.number(part))
        elif manner.latin == "spell":
            said.append(spelled(part))
        else:
            word = part.capitalize() if shouted else part
            rule = rule if all(map(is_spelled, parts(word))) else "latin-sounds"
            said.append(arabic(word) or spelled(word))
    return " ".join(filter(None, said)), rule


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals stands beside another long one: a headline, not two acronyms."""
    before, after = _CAPITALS_BESIDE
    beside = before.search(text, max(0, start - 40), start) or after.match(text, end)
    return beside is not None and any(vowel in beside[1] for vowel in "AEIOU")
