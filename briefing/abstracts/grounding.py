"""Whether the article bears out what a model says of it: words, names, numbers, quotations, negations.

Nothing here knows what is true; it knows what the article says. A sentence passes if its words are the
article's (light stems), with room for the turns of phrase that summaries are made of; if every name and
number in it is the article's; if what it quotes stands there; and if it denies what the article denies and
nothing else. A good sentence may be refused; then the extractive summary serves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from briefing.abstracts.values import values
from briefing.text import stems
from briefing.text.lexicon import shipped
from briefing.text.splitting import sentences as sentences_of

LEAST_SHARED: Final = 0.6
"""Of a sentence's terms so many are the article's."""
LEAST_SUPPORT: Final = 0.2
"""Of a sentence's terms so many are in a sentence that supports it."""
SUPPORTERS: Final = 3
LIKE: Final = 0.5
"""From this share of common terms on two sentences tell the same, so that both deny it or neither."""
FEWEST_WORDS: Final = 4
MOST_SENTENCES: Final = 30
MOST_CHARS: Final = 8_000
LEAST_ARABIC: Final = 0.9

NEGATIONS: Final = stems.folded(
    "لا لم لن ليس ليست ليسوا لست ما غير دون بدون بلا عدم نفى نفت ينفي تنفي رفض رفضت يرفض ترفض استبعد استبعدت"
)
_SOFT: Final = stems.folded("ما غير دون بدون")
"""«ما» is more often a relative and «غير» an adjective: they deny only beside their like."""
_TURNS: Final = """
أعلن أكد أوضح أشار أضاف ذكر كشف حذر دعا طالب شدد رأى اعتبر وصف نقل أفاد بين تناول عرض تحدث تطرق
يهدف يسعى يشمل يتضمن يأتي يعود يواصل يستمر يبلغ يصل يرتفع ينخفض يزيد يقل يؤدي يسبب يتوقع يمكن يجب يعتزم
قرار خطوة إجراء اتفاق جهود عملية حملة مشروع خطة برنامج أزمة قضية وضع حالة سبب نتيجة هدف دور مسألة موضوع
جديد كبير أكبر مهم رئيسي عدة بعض جميع كل أكثر أقل نحو حوالي قبل بعد خلال منذ أمس اليوم حاليا مؤخرا لاحقا
وسط إثر عقب ضمن إطار جانب بشأن حول بسبب نتيجة مقابل نسبة عدد مجموعة منطقة مدينة بلد دولة حكومة سلطات
مسؤول رئيس وزير خبير محلل مصدر جهة طرف تقرير بيان دراسة
"""
TURNS: Final = frozenset(map(stems.stem, _TURNS.split()))
"""Words that summaries turn phrases with; they say nothing that would have to be borne out."""

_MARKUP: Final = re.compile(r"https?://|www\.|[#*_`|<>{}\[\]]|^\s*(?:[-•]|\d+[.)])\s", re.M)
_QUOTED: Final = re.compile(r"«([^«»]{2,400})»|“([^“”]{2,400})”|\"([^\"]{2,400})\"")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'’.-]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")


def split(answer: str) -> tuple[str, ...]:
    """The sentences of an answer."""
    return tuple(sentences_of(answer[:MOST_CHARS]))


def faults_of_form(answer: str, told: Sequence[str]) -> tuple[str, ...]:
    """What keeps an answer from being plain Arabic sentences, in Arabic; empty where nothing does."""
    letters = _LETTER.findall(answer)
    if not told or not letters:
        return ("الجواب فارغ.",)
    if len(answer) > MOST_CHARS or len(told) > MOST_SENTENCES:
        return ("الجواب أطول بكثير من المطلوب.",)
    if len(_ARABIC.findall(answer)) < LEAST_ARABIC * len(letters):
        return ("الجواب ليس بالعربية.",)
    if _MARKUP.search(answer):
        return ("في الجواب علامات تنسيق أو رابط أو قائمة.",)
    short = next((text for text in told if len(stems.words(text)) < FEWEST_WORDS), None)
    return (f"هذه ليست جملة تامة: {short}",) if short else ()


class Article:
    """What an article says, for comparing."""

    def __init__(self, sentences: Sequence[str], *, headline: str = "") -> None:
        """Read the sentences, and the headline as one more that supports nothing by itself."""
        whole = " ".join((headline, *sentences))
        self._terms = [frozenset(stems.terms(text)) for text in sentences]
        self._denies = [_denies(text) for text in sentences]
        self._all = frozenset(stems.terms(whole)) | {stems.stem(word) for word in stems.words(whole)}
        self._values = values(whole)
        self._latin = frozenset(word.lower() for word in _LATIN.findall(whole))
        self._plain = _plain(whole)

    def support(self, text: str) -> tuple[int, ...]:
        """The sentences that share most with a text, the strongest first."""
        terms = frozenset(stems.terms(text))
        shared = [(len(terms & mine) / (len(terms) or 1), -at) for at, mine in enumerate(self._terms)]
        best = sorted((pair for pair in shared if pair[0] >= LEAST_SUPPORT), reverse=True)
        return tuple(-at for _, at in best[:SUPPORTERS])

    def faults(self, text: str) -> tuple[str, ...]:
        """What in a sentence the article does not bear out, in Arabic; empty where it bears out all."""
        found = []
        new_values = values(text) - self._values
        if new_values:
            found.append(f"في الجملة رقم ليس في المقال ({min(new_values)}): {text}")
        found += [f"في الجملة اسم ليس في المقال ({name}): {text}" for name in self._unknown_names(text)[:1]]
        for groups in _QUOTED.findall(text):
            quoted = next(filter(None, groups))
            if _plain(quoted) not in self._plain:
                found.append(f"هذا الاقتباس ليس في المقال: «{quoted}»")
        terms = [term for term in stems.terms(text) if term not in TURNS]
        known = sum(term in self._all for term in terms)
        supporters = self.support(text)
        if not supporters or known < LEAST_SHARED * len(terms):
            found.append(f"لا سند في المقال لهذه الجملة: {text}")
        elif self._is_turned(text, supporters):
            found.append(f"تنفي الجملة ما لا ينفيه المقال أو العكس: {text}")
        return tuple(found)

    def _unknown_names(self, text: str) -> list[str]:
        """Names that the article does not have: Latin ones, those of the lexicon, and words like names."""
        names = [word for word in _LATIN.findall(text) if word.lower() not in self._latin]
        for word in stems.words(text):
            bare = stems.fold(word)
            if stems.stem(word) in self._all or stems.is_stop(word) or stems.is_number(word):
                continue
            after_clitic = bare[1:] if bare[:1] in "وفبلك" else bare
            named = bare in _names() or after_clitic in _names()
            common = (
                word.isascii()
                or stems.stem(word) in TURNS
                or stems.is_definite(word)
                or stems.is_verb(word)
                or _is_derived(bare)
            )
            if named or not common:
                names.append(word)
        return names

    def _is_turned(self, text: str, supporters: Sequence[int]) -> bool:
        """Whether the sentence denies what those that tell the same do not deny, or the other way round."""
        terms = frozenset(stems.terms(text))
        alike = [at for at in supporters if len(terms & self._terms[at]) >= LIKE * len(terms)]
        if not alike:
            return False
        return _denies(text) not in {self._denies[at] for at in alike}


@cache
def _names() -> frozenset[str]:
    """The names of the shipped lexicon, folded."""
    return frozenset(stems.fold(name) for name in shipped().vowels if " " not in name)


def _is_derived(bare: str) -> bool:
    """Whether the word has the shape of an Arabic noun or adjective rather than of a foreign name."""
    return bare.endswith(("ة", "ية", "ات", "ين", "ون", "ان", "اء")) or (
        len(bare) >= 5 and bare[0] in "متا" and bare[-1] not in "اوي"
    )


def _denies(text: str) -> bool:
    found = [stems.fold(word) for word in stems.words(text)]
    bare = [word[1:] if word[:1] in "وفبل" and word[1:] in NEGATIONS else word for word in found]
    return any(word in NEGATIONS and word not in _SOFT for word in bare)


def _plain(text: str) -> str:
    """The words alone, folded, one blank between."""
    return " ".join(map(stems.fold, stems.words(text)))
