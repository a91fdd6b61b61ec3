"""Dates as the pan-Arab press writes them: «27 شباط/فبراير 2026», both month names side by side."""

from __future__ import annotations

from typing import Final

MONTHS: Final = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
"""The Levantine and the common name of each month."""


def dateline(iso: str) -> str:
    """An ISO 8601 date in words for print; what is no such date stays as it is."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return iso
    return f"{int(day)} {MONTHS[int(month) - 1]} {int(year)}"
