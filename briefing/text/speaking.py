"""Written Arabic to spoken Arabic: figures, signs, abbreviations and Latin words become Arabic words.

A text is read line by line. A line without anything to say otherwise comes back as it is; the others are
folded (:mod:`briefing.text.folding`), then read from candidate to candidate: a digit, a Latin letter or a
sign. Punctuation that carries intonation stays.
"""

from __future__ import annotations

import re

from briefing.text import abbreviations, dates
from briefing.text.agreement import last_word
from briefing.text.figures import MONEY_BEFORE, figure, money
from briefing.text.folding import folded
from briefing.text.latin import arabic, spelled
from briefing.text.lexicon import LETTERS, Lexicon, respelled, shipped, vowelled
from briefing.text.nouns import Case, Gender, gender_of
from briefing.text.numbers import cardinal, ordinal

ASCII_DIGITS = "0123456789"

ROUNDS = 4
"""A rewriting may bring together what is rewritten again; never more often than this."""

_TRIGGER = re.compile(
    "[^\\s\u0621-\u063a\u0640-\u065f\u0670-\u06d3،؛:.؟?!…«»\"()–—\\-'“”‘’,;\u200c-\u200f]"
    rf"|(?<![{LETTERS}])[{LETTERS}]{{1,3}}\.[ ]?[{LETTERS}]|إلخ|الخ"
    rf"|(?<!\S)\u0640+(?!\S)|\((?:[اأ] ?ف ?ب|د ?ب ?أ)\)|\A\s*[-–—]\s|\A\s*[{LETTERS}]?ـ\s"
)
_CANDIDATE = re.compile("[0-9A-Za-z%‰$€£¥₺₽₹₪₩₿₴¢°/=+@#&*_<>|~^`\\\\{}\\[\\]×÷±≈≤≥≠√∞⁄²³]")
_BULLET = re.compile("\\A\\s*(?:[•●▪◦‣·*–—\\-]\\s+)+(?=\\S)|\\A\\s*[•●▪◦‣·]+")
_PERCENT_FIRST = re.compile(r"(?<!\d)%[ \u00a0]?(\d{1,9}(?:[.,٫]\d{1,6})?)(?![\d%])")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3\\s*")
_NUMERO = re.compile(r"(?<![A-Za-z])[Nn]°[ \u00a0]?(?=\d)")
_SHARED_PERCENT = re.compile(r"(?<=\d)[ ]?%(?=\s?[-–—]\s?\d[\d.,٫]{0,8}[ ]?%)")
_STROKE = re.compile("(?<!\\S)\u0640+(?:\\s+|\\Z)")
_DEGREE_FIRST = re.compile(r"(?<![\d°])°[ \u00a0]?(\d{1,3}(?:[.,٫]\d{1,2})?)(?![\d°])")
_AND_MORE = re.compile(r"(?<![\w+.,])(\d{1,9})\+(?=[ \u00a0]?(?:[^\W\d_A-Za-z]|\Z|[.،؛]))")
_RULE_BETWEEN = re.compile(r"(?<=[^\s،.:؛]) [|¦] (?=\S)")
_POINT_FIRST = re.compile(r"(?<![\w.])\.(?=\d)")
_LIST_NUMBER = re.compile(rf"\A\s*(\d{{1,2}})\s?[-.)]\s+(?=[«\"({LETTERS}])")
_FOOTNOTE = re.compile(r"\s?\[(?:\d{1,3}|[a-zA-Z]{1,2})(?:[,،–-]\s?\d{1,3})*\]")
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|www\.)(?P<host>[A-Za-z0-9.\-]{1,120})[!-~]{0,2000}"
    rf"(?:(?<=[/\-_=])[{LETTERS}][!-~{LETTERS}]{{0,2000}})?"
    r"|(?P<user>[A-Za-z0-9._+\-]{1,64})@(?P<at>(?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,24})"
    r"|(?P<site>(?:[A-Za-z0-9\-]{1,63}\.){1,3}(?:com|org|net|info|gov|edu|tv|io|co|me|news|eu|uk|us|fr|de|ru|tr|"
    r"lb|sy|sa|ae|eg|iq|jo|qa|kw|om|bh|ps|ly|dz|ma|tn))(?![A-Za-z0-9])(?:/[!-~]{0,2000})?"
)
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9&'’.+]{0,79}(?:[ \-][A-Za-z0-9&'.][A-Za-z0-9&'.+]{0,29}){0,3}")
_ENDING = re.compile(r"['’]s\Z|[.'’+&]\Z")
_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z0-9]|['’.&\-](?=[A-Za-z0-9])){0,79}")
_DOTTED_LETTERS = re.compile(r"(?:[A-Za-z]\.){2,8}")
_MIXED = re.compile(r"[A-Za-z]+|\d{1,18}")
_NUMBERED_WORD = re.compile(r"\d{1,3}[A-Za-z]{1,4}(?![A-Za-z0-9])")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})\Z")
_TAG = re.compile(rf"#([{LETTERS}A-Za-z][{LETTERS}A-Za-z0-9_]{{0,99}})")
_HANDLE = re.compile(r"@([A-Za-z][A-Za-z0-9_.]{0,49})")
_JOIN = re.compile(rf"(?<![{LETTERS}])([وف]?لل|[وف]?[بلك]?(?:ال)?)(\u0640*)\Z")
_CLITIC = re.compile(rf"(?<![{LETTERS}])[وفبلك]\Z")
_SPACES = re.compile(r"[ \u00a0]{2,}")
_EMPTY = re.compile(r"\(\s*\)|«\s*»|\"\s+\"")
_LOOSE_MARK = re.compile(r" +(?=[،؛.؟!:»)](?:\s|\Z))")
_LEFT_OVER = re.compile("[0-9A-Za-z%٪$€£¥°/=+@#&*_<>|~^\\\\{}\\[\\]]")

SIGN_WORDS = {
    "%": " في المئة ",
    "‰": " في الألف ",
    "&": " و",
    "=": " يساوي ",
    "÷": " على ",
    "±": " زائد أو ناقص ",
    "≈": " نحو ",
    "≤": " أقل من أو يساوي ",
    "≥": " أكثر من أو يساوي ",
    "≠": " لا يساوي ",
    "√": " جذر ",
    "∞": " ما لا نهاية ",
    "$": " دولار ",
    "€": " يورو ",
    "£": " جنيه ",
    "¥": " ين ",
    "₺": " ليرة ",
    "₽": " روبل ",
    "₪": " شيكل ",
    "°": " درجة ",
}
"""Signs that stand alone."""

BEFORE_NUMBERS = {"+": "زائد ", "<": "أقل من ", ">": "أكثر من ", "~": "نحو ", "#": "رقم ", "×": " في "}
"""Signs that have a word only where a number follows."""

DOMAIN_WORDS = {
    "com": "كوم",
    "org": "أورغ",
    "net": "نت",
    "info": "إنفو",
    "gov": "غوف",
    "edu": "إديو",
    "news": "نيوز",
}


def spoken(text: str, *, vowels: bool = False, lexicon: Lexicon | None = None) -> str:
    """The text as it is to be said.

    Afterwards there is no digit, no Latin letter and no sign without a sound in it, whatever came in. A text
    with nothing to change is returned unchanged, and a second call changes nothing more.

    Args:
        text: any text; lines are kept.
        vowels: number words and the names of the lexicon carry their diacritics.
        lexicon: instead of the shipped one.
    """
    words = shipped() if lexicon is None else lexicon
    names = dates.family(text)
    lines = text.split("\n")
    for index, line in enumerate(lines):
        lines[index] = _line(line, names=names, vowels=vowels, lexicon=words)
    return "\n".join(lines)


def _line(line: str, *, names: int, vowels: bool, lexicon: Lexicon) -> str:
    said = line
    if lexicon.arabic:
        said = respelled(said, lexicon)
    for _ in range(ROUNDS):
        if _TRIGGER.search(said) is None:
            break
        once = _rewritten(said, names=names, vowels=vowels, lexicon=lexicon)
        if once == said:
            break
        said = once
    said = _LEFT_OVER.sub("", said)
    return vowelled(said, lexicon) if vowels else said


def _rewritten(line: str, *, names: int, vowels: bool, lexicon: Lexicon) -> str:
    text = _NUMERO.sub("رقم ", _FOOTNOTE.sub("", folded(_KEYCAP.sub(r"\1، ", line))))
    text = _BULLET.sub("", text)
    text = _RULE_BETWEEN.sub("، ", _AND_MORE.sub(r"أكثر من \1", _DEGREE_FIRST.sub(r"\1°", text)))
    text = _SHARED_PERCENT.sub("", _STROKE.sub("", text))
    text = _POINT_FIRST.sub("0.", _PERCENT_FIRST.sub(r"\1%", text))
    text = _LIST_NUMBER.sub(r"\1، ", text)
    text = _scanned(text, names=names, vowels=vowels, lexicon=lexicon)
    text = abbreviations.expanded(text)
    if text == line:
        return line
    text = _SPACES.sub(" ", _EMPTY.sub("", text))
    return _LOOSE_MARK.sub("", text).strip(" \u00a0")


def _scanned(text: str, *, names: int, vowels: bool, lexicon: Lexicon) -> str:
    """The line with every candidate read, from left to right."""
    out: list[str] = []
    done = 0
    inherited: Case | None = None
    while (found := _CANDIDATE.search(text, done)) is not None:
        start = found.start()
        char = text[start]
        if inherited is not None and re.search(r"[.؟!؛]", text[done:start]):
            inherited = None
        if char in ASCII_DIGITS:
            named = _named(text, start, lexicon)
            if named is not None:
                begin, end, words = named
            else:
                said = figure(text, start, floor=done, months=names, vowels=vowels, inherited=inherited)
                begin, end, words, inherited = said.start, said.end, said.words, said.case
        elif MONEY_BEFORE.match(text, start) and (
            amount := money(text, start, floor=done, months=names, vowels=vowels, inherited=inherited)
        ):
            begin, end, words, inherited = amount.start, amount.end, amount.words, amount.case
        elif char.isascii() and char.isalpha():
            begin, end, words = _latin(text, start, floor=done, vowels=vowels, lexicon=lexicon)
        else:
            begin, end, words = _sign(text, start, lexicon)
        out.append(text[done:begin])
        out.append(_spaced(text, begin, end, words))
        done = end
    out.append(text[done:])
    return "".join(out)


def _spaced(text: str, begin: int, end: int, words: str) -> str:
    """The words, kept apart from letters and digits on either side."""
    if not words:
        return words
    if (
        begin
        and not _CLITIC.search(text, max(0, begin - 2), begin)
        and (text[begin - 1].isalnum() or text[begin - 1] in "%)»:،؛")
        and words[0] not in " .،؛"
    ):
        words = f" {words}"
    if end < len(text) and (text[end].isalnum() or text[end] in "(«") and words[-1] != " ":
        glued = words.endswith(" و")
        words = words if glued else f"{words} "
    return words


def _named(text: str, start: int, lexicon: Lexicon) -> tuple[int, int, str] | None:
    """An address or a lexicon word that begins with a digit: 5G."""
    address = _ADDRESS.match(text, start)
    if address is not None:
        return _site(address, start, lexicon)
    found = _NUMBERED_WORD.match(text, start)
    entry = lexicon.latin.get(found[0].lower()) if found else None
    if found is None or entry is None:
        return None
    before = last_word(text[max(0, start - 30) : start])
    if entry.startswith("ثلاثي ") and before and gender_of(before) is Gender.FEMININE:
        entry = entry.replace("ثلاثي", "ثلاثية", 1)
    return start, found.end(), _once(entry, before)


def _site(address: re.Match[str], start: int, lexicon: Lexicon) -> tuple[int, int, str]:
    """An address as people say it: the site and its ending, never the path."""
    end = address.end()
    while end > start and address.string[end - 1] in ".,;:!?)('\"":
        end -= 1
    user = address["user"]
    host = address["host"] or address["at"] or address["site"] or ""
    words = _host(host.rstrip(".-"), lexicon)
    if user:
        return start, end, f"{_name(user, lexicon)} آت {words}"
    return start, end, words or "رابط"


def _host(host: str, lexicon: Lexicon) -> str:
    parts = [part for part in host.lower().removeprefix("www.").split(".") if part]
    if not parts or len(host) > 60:
        return "رابط"
    return " دوت ".join(
        DOMAIN_WORDS.get(part)
        or (spelled(part) if len(part) < 4 and part.isalpha() else _name(part, lexicon))
        for part in parts
    )


def _name(written: str, lexicon: Lexicon) -> str:
    """A name as in addresses and handles: letters, digits and joints."""
    entry = lexicon.latin.get(written.lower())
    if entry is not None:
        return entry
    return " ".join(
        lexicon.latin.get(part.lower())
        or (cardinal(int(part)) if part.isdigit() else arabic(part) or spelled(part))
        for part in _MIXED.findall(written)
    )


def _latin(text: str, start: int, *, floor: int, vowels: bool, lexicon: Lexicon) -> tuple[int, int, str]:
    address = _ADDRESS.match(text, start)
    if address is not None and not _DOTTED_LETTERS.match(text, start):
        return _site(address, start, lexicon)
    joint = _JOIN.search(text[max(floor, start - 12) : start])
    begin, prefix = start, ""
    if joint is not None and joint[0] and (joint[1] or joint[2]):
        prefix, begin = joint[1], start - len(joint[0])
    end, words = _latin_words(text, start, vowels=vowels, lexicon=lexicon)
    words = _once(words, last_word(text[max(0, start - 30) : start]))
    if prefix.endswith("لل") and words.startswith("ال"):
        words = words[2:]
    elif prefix.endswith("ال") and words.startswith("ال"):
        prefix = prefix.removesuffix("ال")
    elif prefix.endswith("ل") and not prefix.endswith("لل") and words.startswith("ال"):
        words = words[1:]
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit():
        return begin, end + 1, f"{prefix}{words} "
    if text[end : end + 2] == ", ":
        return begin, end + 1, f"{prefix}{words}،"
    return begin, end, prefix + words


def _once(words: str, before: str) -> str:
    """An entry without its first word where the writer has said it: «منظمة WHO», «الجيل 5G»."""
    first, _, rest = words.partition(" ")
    return rest if rest and before and first in (before, before[1:], f"ال{before}") else words


def _latin_words(text: str, start: int, *, vowels: bool, lexicon: Lexicon) -> tuple[int, str]:
    """The longest entry of the lexicon that begins here, or the word by its letters or sounds."""
    run = _WORDS.match(text, start)
    written = run[0] if run else text[start]
    while written:
        trimmed = written
        while trimmed:
            entry = lexicon.latin.get(trimmed.lower())
            follows = text[start + len(trimmed) : start + len(trimmed) + 1]
            whole = not (follows.isascii() and follows.isalnum())
            if (
                entry is not None
                and whole
                and (trimmed != trimmed.lower() or len(trimmed) > 3 or entry[:2] != "ال")
            ):
                end = start + len(trimmed)
                return end + (2 if text[end : end + 2] in ("'s", "’s") else 0), entry
            shorter = _ENDING.sub("", trimmed)
            if shorter == trimmed:
                break
            trimmed = shorter
        cut = max(written.rfind(" "), written.rfind("-"))
        if cut < 0:
            break
        written = written[:cut]
    dotted = _DOTTED_LETTERS.match(text, start)
    if dotted is not None:
        return dotted.end(), spelled(dotted[0])
    token = _TOKEN.match(text, start)
    word = token[0] if token else text[start]
    end = start + len(word)
    if len(word) > 1 and set(word) <= set("IVX") and _ROMAN.match(word):
        before = last_word(text[max(0, start - 40) : start])
        if len(before) > 1:
            return end, ordinal(roman(word), gender=gender_of(before), case=Case.GENITIVE, vowels=vowels)
    return end, _name(word.replace("&", " ").replace("'s", "s").replace("'", ""), lexicon)


def roman(numeral: str) -> int:
    """The value of a Roman numeral in I, V and X."""
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in numeral]
    following = [*values[1:], 0]
    return sum(value if value >= after else -value for value, after in zip(values, following, strict=True))


def _sign(text: str, start: int, lexicon: Lexicon) -> tuple[int, int, str]:
    char = text[start]
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    if char == "#" and (tag := _TAG.match(text, start)):
        words = _tagged(tag[1], lexicon)
        spoken_before = last_word(text[max(0, start - 30) : start])
        return start, tag.end(), words if spoken_before in ("وسم", "هاشتاغ", "الوسم") else f"وسم {words}"
    if char == "@" and (handle := _HANDLE.match(text, start)):
        words = _name(handle[1].replace("_", " "), lexicon)
        spoken_before = last_word(text[max(0, start - 30) : start])
        return start, handle.end(), words if spoken_before in ("حساب", "الحساب", "حسابه") else f"حساب {words}"
    if char == "/":
        return _slash(text, start, before, after)
    if char in "²³":
        powers = ("تربيع", "تكعيب") if before.isascii() else ("مربع", "مكعب")
        return start, start + 1, f" {powers[char == '³']} "
    if char in "[]{}":
        joined = before.isalnum() and after.isalnum() and not _CLITIC.search(text, max(0, start - 2), start)
        return start, start + 1, " " if joined else ""
    if char == "*" and before.isdigit() and after.isdigit():
        return start, start + 1, " في "
    if char in BEFORE_NUMBERS:
        follows = re.compile(r"\s?\d").match(text, start + 1)
        return start, start + 1, BEFORE_NUMBERS[char] if follows else " "
    if char == "=" and (before == "=" or after == "="):
        return start, start + 1, " "
    return start, start + 1, SIGN_WORDS.get(char, " ")


def _tagged(tag: str, lexicon: Lexicon) -> str:
    parts = re.findall(rf"[{LETTERS}]+|[A-Za-z]+|\d{{1,18}}", tag)
    return " ".join(part if part[0] > "z" else _name(part, lexicon) for part in parts)


def _slash(text: str, start: int, before: str, after: str) -> tuple[int, int, str]:
    """A slash between words: a pair of month names is said as it stands, others are set apart."""
    if re.match(rf"و/أو(?![{LETTERS}])", text[max(0, start - 1) : start + 3]) and text[
        start - 2 : start - 1
    ] in ("", " "):
        return start - 1, start + 1, ""
    if not (before.strip() and after.strip()):
        return start, start + 1, " "
    word = last_word(text[max(0, start - 20) : start])
    follows = re.compile(rf"[{LETTERS}]+").match(text, start + 1)
    months = dates.month_names()
    if word in months or (follows and follows[0] in months):
        return start, start + 1, " "
    return start, start + 1, "، "
