"""Chemical formulas and isotopes by the names newsrooms give them; the lexicon is asked first."""

from __future__ import annotations

import re

from briefing.text.expressions import expression
from briefing.text.nouns import Case
from briefing.text.numbers import cardinal

FORMULAS = {
    "CO2": "ثاني أكسيد الكربون",
    "CO2e": "مكافئ ثاني أكسيد الكربون",
    "CO": "أول أكسيد الكربون",
    "H2O": "الماء",
    "H2O2": "بيروكسيد الهيدروجين",
    "H2": "الهيدروجين",
    "N2": "النيتروجين",
    "O2": "الأكسجين",
    "O3": "الأوزون",
    "CH4": "الميثان",
    "C2H6": "الإيثان",
    "C2H4": "الإيثيلين",
    "C3H8": "البروبان",
    "C4H10": "البوتان",
    "C6H6": "البنزين العطري",
    "CH3OH": "الميثانول",
    "C2H5OH": "الإيثانول",
    "C6H12O6": "الغلوكوز",
    "N2O": "أكسيد النيتروز",
    "NO2": "ثاني أكسيد النيتروجين",
    "NOx": "أكاسيد النيتروجين",
    "NOX": "أكاسيد النيتروجين",
    "SO2": "ثاني أكسيد الكبريت",
    "SO3": "ثالث أكسيد الكبريت",
    "SOx": "أكاسيد الكبريت",
    "SOX": "أكاسيد الكبريت",
    "H2S": "كبريتيد الهيدروجين",
    "H2SO4": "حمض الكبريتيك",
    "HCl": "حمض الهيدروكلوريك",
    "HNO3": "حمض النتريك",
    "NH3": "الأمونيا",
    "NH4": "الأمونيوم",
    "NH4NO3": "نترات الأمونيوم",
    "KNO3": "نترات البوتاسيوم",
    "NaCl": "كلوريد الصوديوم",
    "NaOH": "هيدروكسيد الصوديوم",
    "NaHCO3": "بيكربونات الصوديوم",
    "CaCO3": "كربونات الكالسيوم",
    "CaO": "أكسيد الكالسيوم",
    "Fe2O3": "أكسيد الحديد",
    "Al2O3": "أكسيد الألومنيوم",
    "SiO2": "ثاني أكسيد السيليكون",
    "TiO2": "ثاني أكسيد التيتانيوم",
    "UO2": "ثاني أكسيد اليورانيوم",
    "U3O8": "أكسيد اليورانيوم",
    "UF6": "سداسي فلوريد اليورانيوم",
    "SF6": "سداسي فلوريد الكبريت",
    "PM2.5": "الجسيمات الدقيقة",
    "PM10": "الجسيمات العالقة",
    "CFC": "الكلوروفلوروكربون",
    "HFC": "الهيدروفلوروكربون",
}
"""Formulas of the news: air, climate, explosives, nuclear fuel."""

ELEMENTS = {
    "U": ("اليورانيوم", "23[2-8]"),
    "Pu": ("البلوتونيوم", "2[34]\\d"),
    "Th": ("الثوريوم", "2[23]\\d"),
    "Cs": ("السيزيوم", "13[47]"),
    "Sr": ("السترونتيوم", "89|90"),
    "Co": ("الكوبالت", "60"),
    "Ra": ("الراديوم", "22\\d"),
    "Rn": ("الرادون", "222"),
    "Po": ("البولونيوم", "210"),
    "Am": ("الأمريسيوم", "241"),
    "Tc": ("التكنيشيوم", "99"),
    "Xe": ("الزينون", "13[35]"),
    "Kr": ("الكريبتون", "85"),
    "I": ("اليود", "12[59]|131"),
}
"""Elements whose isotopes are in the news, and which: U-21 is a team, U-235 a fuel."""

_FORMULA = expression(
    rf"(?:{'|'.join(sorted(map(re.escape, FORMULAS), key=len, reverse=True))})(?![A-Za-z0-9])"
)
_ISOTOPE = expression(
    "|".join(rf"({sign})-?({masses})(?![A-Za-z0-9\-])" for sign, (_, masses) in ELEMENTS.items())
)


def read(text: str, start: int, *, vowels: bool) -> tuple[int, str] | None:
    """Where a formula that begins at ``start`` ends, and its name; None where there is none."""
    if (found := _FORMULA.match(text, start)) is not None:
        return found.end(), FORMULAS[found[0]]
    if (isotope := _ISOTOPE.match(text, start)) is not None:
        sign, mass = filter(None, isotope.groups())
        return isotope.end(), f"{ELEMENTS[sign][0]} {cardinal(int(mass), case=Case.GENITIVE, vowels=vowels)}"
    return None
