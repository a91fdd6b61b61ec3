"""What a briefing says of itself: our own phrases, written with their vowels, and the titles of its parts.

What is shown of a phrase is the same without its vowels (:func:`bare`). Braces are filled by the script.
"""

from __future__ import annotations

from typing import Final

OPENING: Final = "إِيجَازٌ صَوْتِيّ."
FROM: Final = "عَنْ {}"
BY: Final = "بِقَلَمِ {}"
PLACE: Final = "{}"
ON: Final = "بِتَارِيخِ {}"
STRUCTURE: Final = "فِي هٰذَا الْإِيجَازِ {sections}، وَمُدَّتُهُ نَحْوُ {length}."
LENGTH: Final = "مُدَّةُ هٰذَا الْإِيجَازِ نَحْوُ {length}."
EXACT_STRUCTURE: Final = "فِي هٰذَا الْإِيجَازِ {sections}، وَمُدَّتُهُ {length}."
EXACT_LENGTH: Final = "مُدَّةُ هٰذَا الْإِيجَازِ {length}."
CONTENTS: Final = "الْمُحْتَوَيَات."
NUMBERED: Final = "الْقِسْمُ {number}: {title}"
UNTITLED: Final = "الْقِسْمُ {number}."
MORE: Final = "ثُمَّ {sections}."
SUMMARY: Final = "الْمُلَخَّص."
WHOLE: Final = "نَصُّ الْمَقَال."
END: Final = "اِنْتَهَى الْإِيجَاز."
SYNTHETIC: Final = "قَرَأَ هٰذَا الْإِيجَازَ صَوْتٌ اصْطِنَاعِيّ."
NOT_WHOLE: Final = "هٰذَا مُخْتَصَرٌ مِنَ الْمَقَالِ، وَلَيْسَ نَصَّهُ الْكَامِل."
SHORT_CREDIT: Final = "مُخْتَصَرٌ مِنَ الْمَقَالِ، قَرَأَهُ صَوْتٌ اصْطِنَاعِيّ."
BULLETIN: Final = "فِي هٰذِهِ النَّشْرَةِ {stories}، وَمُدَّتُهَا نَحْوُ {length}."
HEADLINES: Final = "أَهَمُّ الْعَنَاوِين."
STORY: Final = "الْخَبَرُ {number}: {title}"
BULLETIN_END: Final = "اِنْتَهَتِ النَّشْرَة."
BULLETIN_SYNTHETIC: Final = "قَرَأَ هٰذِهِ النَّشْرَةَ صَوْتٌ اصْطِنَاعِيّ."
NO_EDITION: Final = "تَعَذَّرَ إِعْدَادُ حَلْقَةِ الْيَوْمِ لِخَلَلٍ تِقْنِيّ."
SORRY: Final = "نَعْتَذِرُ إِلَيْكُمْ، وَنَلْتَقِي بِكُمْ فِي الْمَوْعِدِ الْقَادِمِ إِنْ شَاءَ اللّٰه."
PROOF: Final = "مُرَاجَعَةُ التَّشْكِيل. {words}."
OTHERWISE: Final = "الْقِرَاءَةُ الْأُخْرَى."

PROOF_TITLE: Final = "مراجعة التشكيل"
IDENT_TITLE: Final = "التقديم"
CONTENTS_TITLE: Final = "المحتويات"
SUMMARY_TITLE: Final = "الملخص"
WHOLE_TITLE: Final = "نص المقال"
DIGEST_TITLE: Final = "أبرز ما في المقال"
CREDIT_TITLE: Final = "الختام"
HEADLINES_TITLE: Final = "أهم العناوين"
NO_EDITION_TITLE: Final = "تعذر إعداد الحلقة"

LAST_MARKS: Final = ".؟!…?:؛"
MARKS_OF_VOWELS: Final = dict.fromkeys((*range(0x064C, 0x0653), 0x0670))
"""All but the tanween of «جدًا», which print keeps."""


def bare(text: str) -> str:
    """The text without its vowel marks, as ordinary print has it."""
    return text.translate(MARKS_OF_VOWELS)


def closed(title: str) -> str:
    """A title with a closing mark, so that the voice falls."""
    stripped = title.rstrip()
    return stripped if stripped.endswith(tuple(LAST_MARKS)) else stripped + "."
