"""Roman numerals after names and nouns: «لويس XIV» is Louis the Fourteenth."""

from __future__ import annotations

from briefing.text.agreement import last_word
from briefing.text.expressions import expression
from briefing.text.nouns import Case, Gender, gender_of
from briefing.text.numbers import ordinal

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
NUMERAL = expression(
    r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z0-9])"
)

_QUEENS_TABLE = """
إليزابيث اليزابيث ماري ماريا كاترين كاثرين كاترينا آن آنا إيزابيل إيزابيلا فيكتوريا مارغريت مارغريتا
مارغريته كليوباترا كريستينا بياتريس ماتيلدا جوانا حتشبسوت برنيس
"""
QUEENS = frozenset(_QUEENS_TABLE.split())
"""Women whose names do not show it."""

_RULERS_TABLE = """
جورج هنري لويس شارل تشارلز كارل كارلوس إدوارد ادوارد فيليب فيليبي فيليبو محمد الحسن عبدالله ريتشارد
ريكاردوس فريدريش فريدريك غوستاف بولس بندكت بنديكتوس بندكتس بيوس ليو ليون لاون إيفان ألفونسو
فرديناند وليم ويليام وليام فيلهلم جيمس هاكون هارالد كريستيان رمسيس تحتمس أمنحتب بطليموس قسطنطين
نابليون ألكسندر إسكندر نقولا نيقولا نيكولاي ليوبولد ألبرت غريغوريوس إغناطيوس أغناطيوس يوحنا شنودة تواضروس
كيرلس بطرس فرنسيس فرنسوا مراد سليم سليمان محمود عباس فؤاد فاروق حسين أومبرتو عمانوئيل إيمانويل
"""
RULERS = frozenset(_RULERS_TABLE.split()) | QUEENS
"""Names after which a single I, V or X counts."""

_COUNTING_TABLE = """
القرن الفصل الجزء الباب المجلد العالمية المادة الفقرة الملحق البند المرحلة الدورة النسخة الحرب المستوى
بول النوع الفئة
"""
COUNTING = frozenset(_COUNTING_TABLE.split())
"""Nouns after which a single letter counts."""


def value(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [VALUES[char] for char in numeral]
    following = [*values[1:], 0]
    return sum(one if one >= after else -one for one, after in zip(values, following, strict=True))


def read(text: str, start: int, *, before: str, vowels: bool) -> tuple[int, str] | None:
    """Where a numeral that begins at ``start`` ends and its ordinal; None where the letters are none.

    Args:
        text: the line.
        start: where the first letter stands.
        before: what was said or written before it, at least the last word.
        vowels: diacritics on the ordinal.
    """
    found = NUMERAL.match(text, start)
    word = last_word(before)
    if found is None or len(word) < 2:
        return None
    known = RULERS | COUNTING
    name = word[1:] if word[0] in "ولبكف" and word not in known else word
    if name not in known and (len(found[0]) == 1 or set(found[0]) & set("LCDM")):
        return None
    gender = Gender.FEMININE if name in QUEENS else gender_of(name)
    return found.end(), ordinal(value(found[0]), gender=gender, case=Case.GENITIVE, vowels=vowels)
