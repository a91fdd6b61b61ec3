"""Addresses of the network as people say them: sites, mail, accounts, tags.

A site is its host and nothing else; a path means nothing to a listener. An account is announced («حساب»),
a tag is announced («وسم») unless it is simply a word of its sentence.
"""

from __future__ import annotations

import re

from briefing.text.agreement import last_word
from briefing.text.expressions import expression
from briefing.text.latin import LETTERS as LATIN
from briefing.text.latin import arabic, parts, spelled
from briefing.text.lexicon import LETTERS
from briefing.text.manner import Manner
from briefing.text.numbers import DIGITS, cardinal

ENDINGS = """
com org net info gov edu mil int tv io ai app dev co me news online site xyz blog press live eu uk us ca
au fr de it es pt nl be ch at se no dk fi pl cz gr ru ua tr ir il in pk cn jp kr br mx ar za ng lb sy sa
ae eg iq jo qa kw om bh ps ly dz ma tn sd ye so mr dj
"""
"""Last parts of a host by which an address without a scheme is known."""

_SHORTENERS_TABLE = """
t.co bit.ly goo.gl youtu.be ow.ly fb.me fb.watch tinyurl.com buff.ly dlvr.it is.gd shorturl.at rb.gy
lnkd.in trib.al reut.rs bbc.in wp.me amzn.to cutt.ly shorturl.com
"""
SHORTENERS = frozenset(_SHORTENERS_TABLE.split())
"""Hosts that only point elsewhere: naming them tells nothing."""

IMAGES = frozenset(("pic.twitter.com", "pic.x.com", "i.imgur.com"))

DOMAIN_WORDS = {
    "com": "كوم",
    "org": "أورغ",
    "net": "نت",
    "info": "إنفو",
    "gov": "غوف",
    "edu": "إديو",
    "news": "نيوز",
    "online": "أونلاين",
    "site": "سايت",
    "blog": "بلوغ",
    "live": "لايف",
    "press": "برس",
    "app": "آب",
    "mil": "ميل",
    "int": "إنت",
    "mail": "ميل",
    "wiki": "ويكي",
    "web": "ويب",
}

LINK, PICTURE, MAIL = "رابط", "صورة", "عنوان بريد إلكتروني"
TAG, ACCOUNT = "وسم", "حساب"

ADDRESS = expression(
    r"(?:(?i:https?|ftp):?//:?|(?i:www)\.)(?P<host>[A-Za-z0-9.\-]{1,120})[!-~]{0,2000}"
    rf"(?:(?<=[/\-_=])[{LETTERS}][!-~{LETTERS}]{{0,2000}})?"
    r"|(?i:mailto:)?(?P<user>[A-Za-z0-9._+\-]{1,64})@(?P<at>(?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,24})"
    r"|(?P<site>(?:[A-Za-z0-9\-]{1,63}\.){1,3}(?:"
    + "|".join(sorted(ENDINGS.split(), key=len, reverse=True))
    + r"))(?![A-Za-z0-9\-])(?:/[!-~]{0,2000})?"
)
HIDDEN_MAIL = expression(r"\[email(?:\u00a0| )protected\]")
"""What a well-known proxy puts in place of an address of mail."""

_MIXED = expression(rf"[{LATIN}]+|\d{{1,18}}")
_TAG = expression(rf"[#＃]([{LETTERS}{LATIN}0-9_]{{1,120}})")
_HANDLE = expression(rf"@([A-Za-z][A-Za-z0-9_.]{{0,49}}|[{LETTERS}][{LETTERS}_]{{0,49}})")
_TAGGED = expression(rf"[{LETTERS}]+|[{LATIN}]+|\d{{1,18}}")
_TAG_NAMED = frozenset(
    f"{TAG} هاشتاغ هاشتاج هاشتاق تاغ وسوم الوسم الهاشتاغ الهاشتاج بوسم بهاشتاغ بهاشتاج لوسم وسمي".split()
)
_ACCOUNT_NAMED = frozenset(f"{ACCOUNT} الحساب حسابه حسابها حسابنا حسابهم بحساب لحساب حسابي".split())
_BEFORE_A_TAG_TABLE = """
عبر على تحت تصدر أطلق أطلقوا أطلقت دشن دشنوا دشنت تفاعل غرد غردوا ضمن عنوان مع شعار حملة وراء خلف
"""
_BEFORE_A_TAG = frozenset(_BEFORE_A_TAG_TABLE.split())
"""After these a tag of several words is meant as one, not as words of the sentence."""
_WORD_FOLLOWS = expression(rf"[ \u00a0]+[«\"(]?[{LETTERS}0-9]|\s*[:|]")


def read_site(found: re.Match[str], manner: Manner) -> tuple[int, str]:
    """Where a matched address ends (closing marks are not its own), and what is said for it."""
    start, end = found.span()
    while end > start and found.string[end - 1] in ".,;:!?)]}('\"":
        end -= 1
    host = (found["host"] or found["at"] or found["site"] or "").rstrip(".-").lower()
    if host.removeprefix("www.") in SHORTENERS:
        return end, LINK
    if host in IMAGES:
        return end, PICTURE
    words = _host(host, manner)
    if found["user"]:
        return end, f"{name(found['user'], manner)} آت {words}"
    return end, words


def _host(host: str, manner: Manner) -> str:
    hosts = [part for part in host.removeprefix("www.").split(".") if part]
    if not hosts or len(host) > 60:
        return LINK
    return " دوت ".join(_host_part(part, manner) for part in hosts)


def _host_part(part: str, manner: Manner) -> str:
    known = DOMAIN_WORDS.get(part)
    if known is not None:
        return known
    if len(part) < 4 and part.isalpha():
        return spelled(part)
    return name(part, manner) or LINK


def name(written: str, manner: Manner) -> str:
    """A name as in addresses and handles, always in Arabic: letters, digits and joints."""
    entry = manner.lexicon.latin.get(written.lower())
    if entry is not None:
        return entry
    return " ".join(
        manner.lexicon.latin.get(part.lower()) or (number(part) if part.isdigit() else _sounds(part, manner))
        for part in _MIXED.findall(written)
    )


def _sounds(part: str, manner: Manner) -> str:
    if manner.latin == "spell":
        return spelled(part)
    words = [manner.lexicon.latin.get(one.lower()) or arabic(one) for one in parts(part)]
    return " ".join(words) or spelled(part)


def number(run: str) -> str:
    """Digits of a name: as a number, one by one where they begin with naught."""
    return cardinal(int(run)) if run[0] != "0" or run == "0" else " ".join(DIGITS[int(char)] for char in run)


def read_tag(text: str, start: int, manner: Manner) -> tuple[int, str] | None:
    """Where the tag whose sign is at ``start`` ends, and what is said for it; None where there is none."""
    tag = _TAG.match(text, start)
    if tag is None or tag[1].isdigit() or not tag[1].strip("_"):
        return None
    words = " ".join(
        part if part[0] > "\u05ff" else _voiced(part, manner)
        for part in _TAGGED.findall(tag[1].replace("\u0640", ""))
    )
    if not words:
        return None
    behind = text[max(0, start - 30) : start]
    before = last_word(behind)
    if before in _TAG_NAMED:
        return tag.end(), words
    if _AFTER_A_TAG.search(behind):
        return tag.end(), f"، {TAG} {words}"
    inside = before != "" and ("_" not in tag[1] or before.removeprefix("و") not in _BEFORE_A_TAG)
    opening = not before and not behind.strip() and "_" not in tag[1] and _WORD_FOLLOWS.match(text, tag.end())
    return tag.end(), words if inside or opening else f"{TAG} {words}"


_AFTER_A_TAG = expression(rf"#[{LETTERS}{LATIN}0-9_]{{1,29}} \Z")


def _voiced(part: str, manner: Manner) -> str:
    if part.isdigit():
        return number(part)
    if manner.latin == "voice":
        return " ".join(manner.lexicon.latin.get(one.lower()) or one for one in parts(part))
    return name(part, manner)


def read_handle(text: str, start: int, manner: Manner) -> tuple[int, str] | None:
    """Where the account whose sign is at ``start`` ends, and what is said; None where there is none."""
    handle = _HANDLE.match(text, start)
    if handle is None:
        return None
    written = handle[1].rstrip("._")
    end = start + 1 + len(written)
    if written[0] > "\u05ff":
        words = written.replace("_", " ")
    else:
        words = " ".join(
            filter(
                None,
                (
                    manner.lexicon.latin.get(one.lower()) or _handled(one, manner)
                    for one in re.split("[_.]", written)
                ),
            )
        )
    before = last_word(text[max(0, start - 30) : start])
    return end, words if before in _ACCOUNT_NAMED else f"{ACCOUNT} {words}"


def _handled(part: str, manner: Manner) -> str:
    if manner.latin != "voice":
        return name(part, manner)
    return " ".join(_voiced(one, manner) for one in _MIXED.findall(part))
