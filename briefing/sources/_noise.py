"""What stands on a page beside the article: tables of tags, class names and phrases."""

from __future__ import annotations

import re
from typing import Final


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of a text."""
    return frozenset(text.split())


DROPPED_TAGS: Final = word_set(
    "script style noscript template svg math iframe object embed applet audio video canvas map nav footer "
    "aside figcaption button input select textarea label dialog menu head frameset noframes"
)
"""Never part of an article's text."""

CHROME_TAGS: Final = frozenset(("form", "header"))
"""Left out unless the article itself is inside: some sites wrap the whole page in one form."""

CHROME_ROLES: Final = word_set(
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alert"
)
"""WAI-ARIA roles of what surrounds the content."""

CHROME_NAMES: Final = word_set(
    """
    ad ads advert adverts advertisement advertising adsbygoogle banner sponsor sponsored promo promotion
    outbrain taboola
    nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager toolbar topbar sidebar
    share sharing sharer social socials addthis sharethis addtoany follow whatsapp telegram print printer
    related recommended recommendations recirculation readmore readalso alsoread seealso morenews mostread
    trending popular latest teaser teasers
    tags taglist tagcloud keywords
    comment comments disqus respond reactions rating rate
    tweet instagram
    newsletter subscribe subscription signup login cookie cookies gdpr consent paywall popup modal overlay
    caption credit copyright footer widget widgets
    byline author authors bio columnist timestamp postmeta disclaimer
    footnote footnotes endnotes
    """
)
"""Words of a class or id that name what surrounds an article."""

READERS_NAMES: Final = word_set("comment comments reply replies cmt cmts")
"""Words of a class or id that name what readers wrote; that is often more than the article."""

HIDDEN_NAMES: Final = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "hidden", "d-none"))
"""Whole class names of the common style sheets for what is not shown."""

HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_PLAIN = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": None, "\xa0": " "})
_DIACRITICS = re.compile(r"[\u064b-\u0652\u0670\u200b-\u200f\u061c]")
_LEADING = " \t\n*•◄►▶◀«»\"'“”-–—|:<>[](){}+#&←→"

LINKING_PHRASES: Final = (
    r"ا?قرا(?:وا|ي)? ?(?:ايضا|كذلك|المزيد|مزيدا)",
    r"(?:شاهد|شاهدوا|طالع|طالعوا|تصفح|تابع|انظر|راجع) (?:ايضا|كذلك|المزيد)",
    r"(?:مواضيع|موضوعات|اخبار|مقالات|تقارير|مواد|روابط|قصص) (?:ذات صلة|متعلقة|مرتبطة|مشابهة)",
    r"ذات صلة",
    r"(?:قد|ربما) (?:يعجبك|يهمك|يهمكم|تهمك|تعجبك)",
    r"(?:نرشح|نقترح|اخترنا) (?:لك|لكم)",
    r"(?:ال|لل|و?لل)?مزيد (?:من|حول|عن) (?:الاخبار|التفاصيل|المعلومات|المقالات|هذا الموضوع)",
    r"(?:الاكثر|الاعلي) (?:قراءة|مشاهدة|تداولا|شيوعا)",
    r"تابعو?نا(?: |:|$)",
    r"تابعوا? (?:صفحت|قنات|حساب|اخر |احدث |اخبار )",
    r"لمتابعة (?:اخر|احدث|المزيد)",
    r"(?:شارك|شاركوا|انشر|ارسل) (?:عبر|الخبر|المقال|القصة|التقرير|هذا (?:الخبر|المقال|الموضوع)|هذه الصفحة)",
    r"(?:شارك|شاركوا|شاركها|شاركه|انشر) علي (?:فيسبوك|فيس|تويتر|اكس|واتساب|تلغرام|تيليغرام|مواقع|وسائل)",
    r"(?:اشترك|اشتركوا) (?:الان|(?:في|ب) ?(?:ال)?(?:نشر|قنا|خدم))",
    r"(?:سجل|سجلوا) (?:الان|معنا)|انضم(?:وا)? (?:الينا|معنا|الي (?:قنا|مجموع|صفح))",
    r"(?:اضغط|انقر) (?:هنا|علي الرابط)",
    r"(?:تاريخ النشر|نشر (?:في|بتاريخ)|تم (?:النشر|التحديث)|اخر تحديث)(?: |:|$)",
    r"حمل(?:وا)? (?:التطبيق|تطبيق)",
    r"(?:[0-9٠-٩]{1,5} |تعليقان|لا توجد )?(?:تعليقات|تعليق(?:ا)?)(?: القراء)?(?: \(?[0-9٠-٩]*\)?)?$",
    r"(?:(?:غرد|شارك|مشاركة|طباعة|نسخ|ارسال|نسخة للطباعة|ارسل لصديق) ?)+$",
    r"(?:تصوير|عدسة|مصدر الصورة|الصورة) ?:",
    r"(?:اراء|ردود) القراء",
    r"اخبار (?:اخري|متعلقة)$",
    r"(?:عدد )?(?:القراء|القراءات|المشاهدات|الزيارات|مشاهدات|زيارات) ?:",
    r"(?:التعليقات|(?:اضف|اترك|اكتب) (?:تعليق|رد)|(?:كلمات مفتاحية|الكلمات المفتاحية|الكلمات الدلالية))",
    r"(?:الوسوم|وسوم|تصنيفات)(?: |:|$)",
    r"(?:جميع|كل) الحقوق محفوظة",
    r"(?:اعلان|اعلانات|محتوي ممول|مساحة اعلانية)(?:$|:)",
)
"""How lines begin that lead away from an article, hamzas and diacritics taken off."""

MOST_WORDS: Final = 30
"""A link line is short; a longer text that happens to begin like one is a sentence."""

_LINKING = re.compile("|".join(f"(?:{phrase})" for phrase in LINKING_PHRASES))
_DATE_LINE = re.compile(
    r"""(?x) (?:(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعة|سبت)[،,]?\s+)?
        (?: [0-9٠-٩]{1,2} \s+ \w{3,9} (?:\s*/\s*\w{3,9} (?:\s\w{3,9})?)? [،,]? \s+ [0-9٠-٩]{4}
          | [0-9٠-٩]{1,4} ([/.-]) [0-9٠-٩]{1,2} \1 [0-9٠-٩]{2,4} )
        (?: [\s،,|–-]+ [0-9٠-٩]{1,2}:[0-9٠-٩]{2} (?:\s*[صم])? )?"""
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def leads_away(text: str, *, linked: bool = False) -> bool:
    """Whether a line leads away from the article, such as "read also: …" or "share this".

    Args:
        text: the line.
        linked: whether it holds a link; without one, a line closed by a full stop is a sentence.
    """
    if len(text) > 400 or len(text.split()) > MOST_WORDS:
        return False
    plain = " ".join(_DIACRITICS.sub("", text).translate(_PLAIN).split()).lstrip(_LEADING)
    match = _LINKING.match(plain)
    if match is None:
        return False
    rest = plain[match.end() :]
    return linked or rest.lstrip().startswith((":", "…", "..")) or not rest.rstrip().endswith((".", "؟", "!"))


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return 6 <= len(text) <= 60 and _DATE_LINE.fullmatch(text.strip().translate(_PLAIN)) is not None


def names_readers(names: str) -> bool:
    """Whether a class or id names what readers wrote under the article."""
    words = (_WORDS.findall(name) for name in names.split())
    return any(word.lower() in READERS_NAMES for found in words if found for word in (found[0], found[-1]))


def names_chrome(names: str) -> bool:
    """Whether a class or id names what surrounds an article.

    The first and the last word of a name count: ``share-buttons`` and ``article-share`` are share bars.
    """
    for name in names.split():
        for part in {name, name.partition("--")[0]}:  # BEM writes a variant of "teaser" as "teaser--small"
            words = [word.lower() for word in _WORDS.findall(part)]
            if name.lower() in HIDDEN_NAMES or (words and _is_chrome(words)):
                return True
    return False


def _is_chrome(words: list[str]) -> bool:
    joined = ("".join(words), "".join(words[-2:]), words[-1], words[0])
    return any(word in CHROME_NAMES for word in joined)
