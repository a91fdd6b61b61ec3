"""How each kind of word has to be written for espeak-ng, and why: the rows of ``_espeak_spelling``.

espeak-ng turns letters into phonemes by rules that know one of several legal ways of writing, and reads a
word letter by letter, without regard to its neighbours. Each row rewrites what is usual in print into what
the engine says as a reader would; the tests hold its phonemes before and after. The rows follow one another:
later ones rely on the spelling that earlier ones leave. What the engine does with a letter is written in
``dictsource/ar_rules`` of espeak-ng 1.52.

In the patterns the marks are written with Buckwalter's letters, since combining marks are hard to read and
editors reorder them: ``a u i`` the vowels, ``F N K`` their tanween, ``o`` sukun, ``~`` shadda, and a
backtick the dagger alef. Words in capitals stand for the classes of ``_PARTS``.

Three devices recur. A tatweel (ـ) is silent but parts two letters that the engine would read as one sound:
``هُوَ`` is said *huːa*, ``هُـوَ`` is said *huwa*. An alef that is not said is left out: that of «ال» and
«استقبال» is silent after a vowel, and a long vowel before it is said short. And a sukun on a last letter
keeps the engine from taking it for a suffix.

The rules work on a text whose letters are characters below 256 (:data:`NARROW`, and :data:`WIDE` back): sets
of such letters are compiled in a fraction of the time.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.records import dataclass
from briefing.text.expressions import expression

BARE, LONG_BARE = "\ue000", "\ue001"
"""What stands in the text for a word without diacritics, which no rule may change; the second for one that
ends in a long vowel."""
NARROW: Final = {code: code - 0x560 for code in range(0x621, 0x653)} | {
    ord(letter): 0xF3 + number for number, letter in enumerate(("\u0670", "پ", "گ", BARE, LONG_BARE))
}
"""The letters and marks of Arabic, and what a text has besides, as characters that stand in no text here."""
WIDE: Final = {narrow: letter for letter, narrow in NARROW.items()}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rewriting of the whole text, which is in :data:`NARROW` letters."""

    reason: str
    pattern: re.Pattern[str]
    replacement: str


_MARKS: Final = str.maketrans("auioFNK~`", "\u064e\u064f\u0650\u0652\u064b\u064c\u064d\u0651\u0670")
_PARTS: Final = {
    "START": "(?<![ء-ـف-يپگauioFNK~`])",
    "END": "(?![ء-ـف-يپگauioFNK~`])",
    "CLITIC": "(?:[وفأ]a)?(?:[وفكتأ]a|[بل]i)",
    "LETTER": "[ء-غف-يپگ]",
    "[FIRM": "[ءأإؤئبتثجحخدذرزسشصضطظعغفقكلمنهپگ",
    "FIRM": "[ءأإؤئبتثجحخدذرزسشصضطظعغفقكلمنهپگ]",
    "SUN": "[تثدذرزسشصضطظلن]",
    "CLOSED": "FIRM(?:[o~]|(?=FIRM))",  # in one syllable with an alef before it
    "SILENT": "ا[aui]?(?:ل(?:[io~]|(?=LETTER))|CLOSED)",  # a first alef that is silent after a vowel
    "STEM": "(?:سo?ت|نo?LETTER~?[ai]|LETTERo?[تطد][aiu~]|[تطد]~[aiu]|NOUN|FIRMo?FIRM(?:iFIRMaا|aFIRM~))",
    "NOUN": "(?:بo?ن|سo?م|مo?ر|ثo?ن)",  # «ابن», «اسم», «امرأة», «اثنان»
    "ORDER": "(?:FIRMo?FIRM[aui]FIRM(?:o?END|uوo?ا?END|iيo?END))",  # «فَانْظُرْ», «وَاعْلَمُوا»
    "SAID": "[auiFNK]",
    "LONG_BARE": LONG_BARE,
}


def _rule(reason: str, pattern: str, replacement: str) -> Rule:
    while any(name in pattern for name in _PARTS):  # parts are made of parts
        for name, part in _PARTS.items():
            pattern = pattern.replace(name, part)
    narrow = [text.translate(_MARKS).translate(NARROW) for text in (pattern, replacement)]
    return Rule(reason, expression(narrow[0]), narrow[1])


_ORDER: Final = (
    _rule("a mark typed twice", "([auioFNK~`])\\1+", r"\1"),
    _rule("before its shadda a vowel is not said", "([auioFNK`]+)~", r"~\1"),
    _rule("a fatha beside a dagger alef is part of it", "a`|`a", "`"),
    _rule("a dagger alef beside ى is its length", "[a`]?ى`|`ى", "aى"),
    _rule("ى for ي", "(?<=i)ى|ى(?=[~uiNK])", "ي"),
    _rule("آ has its vowel", "(?<=آ)[a`]+", ""),
    _rule("the article with a fatha is said as a long vowel", "START((?:CLITIC)?)اa(?=ل)", r"\1ا"),
    _rule("the fatha of an alef belongs before it", "(?<=[ء-ي~])a?اa", "aا"),
    _rule("a sukun on an alef says nothing", "اo", "ا"),
    _rule("«إلاَّ»: the shadda and vowel of an alef belong before it", "a?ا~([aF]?)", r"~\1ا"),
    _rule("tanween on the alef is not said", "a?اF", "Fا"),
    _rule("tanween on ى is said as a bare vowel", "(?:Fى|a?ىF)END", "Fا"),
    _rule("an إ without its kasra is said without a vowel", "(?<=إ)(?=LETTER)", "i"),
    _rule(
        "an أ without its fatha is said without a vowel",
        "START((?:CLITIC)?(?:ا?لo?)?أ)(?=LETTER)(?!وFIRM)",
        r"\1a",
    ),
    _rule("«لِلِانْتِخَاب»: its alef is silent", "START((?:[وف]a)?لiل)[io]?ا[ui]?(?=CLOSED)", r"\1i"),
    _rule(
        "«والْكِتَاب», «بالْكِتَاب»: a clitic without its vowel", "START([وفك])(?=ال(?:o|SUN~|[أإآ])|اSTEM)", r"\1a"
    ),
    _rule("a clitic without its vowel", "START((?:[وف]a?)?[بل])(?=ال(?:o|SUN~|[أإآ])|اSTEM)", r"\1i"),
    _rule("«نَحوَ», «دُنيا»: no sukun", "(?<=[auio~`وي]FIRM)(?=[وي](?:[auiFNK]|اLETTER|اEND))(?!واEND)", "o"),
    _rule(
        "«كِتاب», «سِياسَة»: no fatha",
        "(?<=[auio~`][وي])(?=اLETTER)|(?<=[auio~`]FIRM)(?=ا)|(?<=~)(?=ا)|(?<=[auio]ي)(?=ا)",
        "a",
    ),
    _rule("«مُنى»: no fatha", "(?<=[ء-ي~o])(?=ىEND)", "a"),
    _rule(
        "«كَبير»: no kasra",
        "(?:(?<=[auio~`][FIRMوي])|(?<=~))(?=يFIRM)|(?<=FIRM)(?=ي~)|(?<=[ء-يauio~`]LETTER[auio~`]FIRM)(?=يEND)",
        "i",
    ),
    _rule(
        "«رَسول»: no damma",
        "(?:(?<=[auio~`][FIRMي])|(?<=~))(?=وFIRM)|(?<=[ء-يauio~`]LETTER[auio~`]FIRM)(?=وا?END)",
        "u",
    ),
    _rule(
        "a sun letter without its shadda",
        "START((?:CLITIC)?ال|(?:[وف]a)?لiل)(?![تل])(SUN)(?=[aui`])",
        r"\1\2~",
    ),
    _rule("a letter without a mark has no vowel", "(?<=[auiFNK~`]FIRM)(?=FIRM)", "o"),
    _rule("the lam of the article has no vowel", "START((?:CLITIC)?ال)(?=[ء-ئب-غف-ي](?!~))", r"\1o"),
    _rule("a semivowel after a is a consonant", "(?<=a[وي])(?=FIRM|END)", "o"),
)
"""Marks in one order and spelling: all other rows rely on it."""

_WORDS: Final = (
    _rule("the name of God", "START((?:[وفبتكأ][ai])*)الo?ل~?[a`]?ه(?=[aui]?o?END|uم~)", r"\1الoلaاه"),
    _rule("the name of God after «لِ»", "START((?:[وف]a)?ل)i?ل~?[a`]?ه(?=[aui]?o?END)", r"\1iلoلaاه"),
    _rule("«أولئك»: short u, long a", "أuوo?ل[a`]?ا?ئi", "أuل`ئi"),
    _rule("«أولو», «أولي», «أولات» begin short", "(?<=أu)وo?(?=ل(?:uو|iي)o?ا?END|لaا(?:تi|ءi)END)", ""),
    _rule("«هذا», «هؤلاء», «هكذا»: long a", "(?<=ه)a(?=ذ(?:aا|iه|iي|aيo?ن)|ؤuل|كaذ|هuن)", "`"),
    _rule("«ذلك»: long a", "(?<=ذ)a(?=ل[ia]?كuم|لiك)", "`"),
    _rule("«لكن»: long a", "(?:(?<=STARTل)|(?<=وaل)|(?<=فaل))a(?=كiن)", "`"),
    _rule("«إله»: long a", "(?<=إiل)a(?=ه(?:[auiFNK]?o?END|iي|[aui]?(?:نaا|هaا|ه[ui]|[كه][aui])))", "`"),
    _rule("«الرحمن»: long a", "(?<=رa~حoم)a(?=ن[aui]?END)|(?<=ر~aحoم)a(?=ن[aui]?END)", "`"),
    _rule("«السموات»: long a", "(?<=سaم)a(?=وaات)|(?<=س~aم)a(?=وaات)", "aا"),
    _rule("«طه»: long a", "START(?<!ا)طaهaEND", "طaاهaا"),
    _rule("«داوُد»: one waw for w and a long u", "(?<=[دط]aاو)u(?=[دس][auiNKF]?END)", "uو"),
    _rule(
        "the waw of «عمرو» is silent", "START((?:[وف]a|[بل]i)?عaمoر)o?([auiNK]?)وo?([auiNK]?)END", r"\1\2\3"
    ),
    _rule("the alef of «مائة» is silent", "(?<=مi)ا(?=ئ[a~i]?[ةتني])", ""),
    _rule("the alef after the waw of a plural is silent", "(?<=[ua]و)([ou]?)اEND", r"\1"),
)
"""Words whose spelling does not show what is said."""

_CLITICS: Final = (
    _rule("«لِلنَّاس»", "START((?:[وف]a)?ل[ia])لo?(?=SUN~)", r"\1"),
    _rule("«وَالِانْتِخَاب»: neither alef is said", "START(CLITIC)ال[io]?ا[ui]?(?=CLOSED)", r"\1لi"),
    _rule("«الِانْتِخَاب»: the second alef is silent", "STARTال[io]?ا[ui]?(?=CLOSED)", "الi"),
    _rule("«وَالَّذِي»: one lam is written for two", "START(CLITIC)ا(?=ل~)", r"\1"),
    _rule("the article before a sun letter, after a clitic", "START(CLITIC)الo?(?=SUN~)", r"\1"),
    _rule("the article after a clitic", "START(CLITIC)ا(?=لo|لLETTER)", r"\1"),
    _rule("«بِاسْتِقْبَال», «لِاجْتِمَاع»", "START((?:[وف]a)?[بل]i)ا[iu]?(?!ل)", r"\1"),
    _rule("«وَاِسْتِقْبَال»: a vowel is written on a first alef only", "START(CLITIC)ا[iu](?=CLOSED)", r"\1"),
    _rule("«فَاسْتَقْبَلَ», «وَاتَّفَقَ», «فَانْظُرْ»", "START([وفأ]a)ا[iu]?(?=STEM|ORDER)", r"\1"),
    _rule("«لَاسْتَقْبَلَ»", "START((?:[وف]a)?لa)ا(?=سo?تa|نo?FIRMaا?FIRM|FIRMo?تaFIRM|[تطد]~a)", r"\1"),
    _rule("«كَاسْتِجَابَة», but not «كَاسْتْرُو»", "START((?:[وف]a)?كa)ا[iu]?(?=STEM[^ ]{1,7}aا)", r"\1"),
)
"""A first alef behind a clitic is silent."""

_LINKS: Final = (
    _rule("a long vowel is short before a silent alef", "(?:(?<=a)[اى]|(?<=u)وo?|(?<=i)يo?)(?= SILENT)", ""),
    _rule("«أَشْخَاصٍ الْيَوْمَ»: i after tanween", "F[اى]?(?= SILENT)", "aنi"),
    _rule("i after tanween", "N(?= SILENT)", "uنi"),
    _rule("i after tanween", "K(?= SILENT)", "iنi"),
    _rule("«مِنَ الْ»", "START((?:[وف]a)?مiن)o?(?= اa?ل(?!o?ت[aui]))", r"\1a"),
    _rule("«هُمُ الْ», «رَأَيْتُمُ الْ»", "(?:(?<=[هكت]uم)|(?<=هiم))o?(?= SILENT)", "u"),
    _rule("«أَوِ الْ»", "START((?:[وف]a)?[أل]aو)o?(?= SILENT)", r"\1i"),
    _rule("«رَأَوُا الْ»", "(?<=aو)o?(?= SILENT)", "u"),
    _rule("«قَالَتِ الْ»", "(?<=LETTER)o(?= SILENT)|(?<=[~ي])(?= SILENT)", "i"),
    _rule(
        "«عَنِ الْ» without a sukun",
        "START((?:[وفأ]a)?(?:[عمل]aن|قaد|ل[aم]م|[هب]aل|[إأ][ai]ن|[أك]aم|إiذ|مuذ|ل`كiن|مiن))(?= SILENT)",
        r"\1i",
    ),
    _rule("the article before a sun letter, after a vowel", "(?<=[aui]) اa?لo?(?=SUN~)", " "),
    _rule("a silent alef after a vowel", "(?<=[auiLONG_BARE]) (?=SILENT)ا[aui]?", " "),
)
"""Between words: after a vowel the first alef is silent, and after a consonant a vowel links."""

_STARTS: Final = (
    _rule(
        "«اُعْتُقِلَ» begins with u",
        "STARTا(?!ل(?!o?ت[aui])|NOUN)(?=FIRMo?FIRM~?u|[تطد]~u)",
        "اu",
    ),
    _rule("«اِسْتِقْبَال» begins with i", "STARTا(?!ل(?!o?ت[aui]))(?=CLOSED)", "اi"),
    _rule("after a pause: engine doubles a sun letter itself", "STARTاa?لo?([تثدذرزسشصضظن])~", r"ال\1"),
    _rule("«اللَّيْل»: the engine says one lam more", "STARTاa?لل~", "الل"),
    _rule("«الطِّفْل»: but it does not double ط", "STARTاa?لo?(?=ط~)", "ال"),
    _rule("«الْقَمَر»: the hamza is said where the lam is bare", "STARTاa?لo?(?=[ءأإؤئبجحخعغفقكمهوي])", "ال"),
    _rule("«الْآنَ», «الِاسْم», «الَّذِي», «اللَّه»", "STARTاa?(?=ل(?:[~i]|o?آ|oلaاه))", "أa"),
)
"""After a pause the first alef is a glottal stop and a vowel."""

_ENDS: Final = (
    _rule("ة without a vowel is not said", "ةEND", ""),
    _rule("tanween after ك or ي is said behind a suffix", "NEND", "uنo"),
    _rule("tanween after ك or ي is said behind a suffix", "KEND", "iنo"),
    _rule("tanween after أ or ي is said behind a suffix", "Fا?END", "aنo"),
    _rule("a last letter is no suffix", "(?<=FIRM)END|(?<=[ouاو]ي)END", "o"),
)

_SOUNDS: Final = (
    _rule("n before b is n", "(?<=[aui]ن)o?(?=ب)", "oـ"),
    _rule("ii followed by a vowel is iyy", "(?<=[auiاو])ي~(?=SAID)", "ـيoي"),
    _rule("«أَيّ» is ayy", "(?<=[auiاو])ي~", "ـيoيo"),
    _rule("«بَيِّن», «مُيِل»: y, then i", "(?<=[aui])(?=ي[iK])", "ـo"),
    _rule("«بُويِعَ»: y, then i", "(?<=uو)(?=ي[iK])|(?<=iي)(?=ي[iK])", "o"),
    _rule("yi is not long", "(?<=ي)(?=[iK])", "ـ"),
    _rule("«هِيَ», «سِيَاسَة», «هُوَ», «دُوَل»: y and w", "(?<=[ui])(?=ي[auFN]|و~|وSAID)", "ـ"),
    _rule("«هُيْف»: y", "(?<=u)(?=ي)", "ـ"),
    _rule("«بَيْت», «مَوَاقِف», «آيَة»: one syllable's ay and aw", "(?<=[aآ`])(?=[وي])", "ـ"),
)
"""A tatweel keeps a semivowel apart from the vowel before, a sukun from the kasra behind."""

RULES: Final = _ORDER + _WORDS + _CLITICS + _LINKS + _STARTS + _ENDS + _SOUNDS
