"""The rundown as a sheet of paper: one HTML file for A4 across, read from right to left, without any script.

It stands alone: nothing is fetched, so it prints the same in a studio without a network. Figures and times
are isolated from left to right, or a minus sign would be drawn behind its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from briefing.model import SegmentKind
from briefing.radio.rundown import Clock, Item, Rundown

KINDS: Final[Mapping[SegmentKind, str]] = MappingProxyType(
    {
        SegmentKind.IDENT: "تقديم",
        SegmentKind.CONTENTS: "محتويات",
        SegmentKind.SUMMARY: "ملخص",
        SegmentKind.SECTION: "قسم",
        SegmentKind.CREDIT: "ختام",
    }
)
NAME: Final = "جدول البث"
NO_TITLE: Final = "إيجاز صوتي"
TOO_SHORT: Final = "غير مقيسة"
FRONT: Final = {True: "موعد البدء من أول البث", False: "البدء منذ أول الإيجاز"}
BACK: Final = {True: "موعد البدء من آخر البث", False: "الباقي حتى النهاية"}
DAYS: Final = {-1: "اليوم السابق", 0: "", 1: "اليوم التالي"}
STYLE: Final = """\
:root { color-scheme: light dark;
  --ink: #16202a; --muted: #4d5964; --line: #b9c2ca; --paper: #fff; --head: #eef1f4; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #edf1f4; --muted: #b4bec7; --line: #4c5862; --paper: #12181e; --head: #1f2830; }
}
* { box-sizing: border-box; }
body { margin: 1.5rem; color: var(--ink); background: var(--paper); line-height: 1.6;
  font-family: "Noto Naskh Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; }
p { margin: 0 0 .5rem; color: var(--muted); }
div { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
caption { text-align: start; padding-block: .5rem; font-weight: bold; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: start; vertical-align: top; }
thead th, tfoot th, tfoot td { background: var(--head); }
tbody th { min-width: 9rem; }
.t { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.w { min-width: 7.5rem; }
.f { overflow-wrap: break-word; }
small { display: block; }
p small { display: inline; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { margin: 0; font-size: 9pt; line-height: 1.4; }
  h1 { font-size: 14pt; }
  p { display: inline-block; margin-inline-end: 2em; }
  small { display: inline; }
  table { font-size: 7.5pt; }
  th, td { padding: .2rem .35rem; }
  tbody th, .w { min-width: 0; }
  div { overflow: visible; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr { break-inside: avoid; }
  thead th, tfoot th, tfoot td { print-color-adjust: exact; }
}"""


def render(listed: Rundown) -> str:
    """The sheet. Times are in whole seconds, and add up as they stand there."""
    title = escape(listed.title or NO_TITLE)
    return f"""\
<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{NAME}: {title}</title>
<style>
{STYLE}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{chr(10).join(_facts(listed))}
<div role="region" aria-label="{NAME}" tabindex="0">
<table>
<caption>{NAME}</caption>
<thead>
<tr>{"".join(f'<th scope="col">{name}</th>' for name in _columns(listed))}</tr>
</thead>
<tbody>
{chr(10).join(_row(listed, item) for item in listed.items)}
</tbody>
<tfoot>
<tr><td></td><th scope="row">المجموع</th><td></td>{_time(listed.total())}<td colspan="8"></td></tr>
</tfoot>
</table>
</div>
</main>
</body>
</html>
"""


def _facts(listed: Rundown) -> Iterator[str]:
    yield f"<p>المدة: {_shown(listed.total())}</p>"
    if listed.has_clock:
        yield f"<p>يبدأ البث: {_shown(listed.begins())}</p>"
        yield f"<p>ينتهي البث: {_shown(listed.ends())}</p>"
    if (spare := listed.spare_ms) is not None:
        seconds = round(abs(spare) / 1000)
        label = "زائد على الوقت المتاح" if spare < 0 else "باقٍ من الوقت المتاح"
        yield f"<p>{label}: {_shown(Clock(seconds, 1))}</p>"


def _columns(listed: Rundown) -> tuple[str, ...]:
    clock = listed.has_clock
    return (
        *("الرقم", "العنوان", "النوع", "المدة", "المدة التراكمية", BACK[clock], FRONT[clock]),
        *("أول الكلام", "آخر الكلام", "الملف", "الجهارة، LUFS", "الذروة الحقيقية، dBTP"),
    )


def _row(listed: Rundown, item: Item) -> str:
    times = listed.times(item)
    cells = (
        f'<td class="t">{item.number}</td>',
        f'<th scope="row">{escape(item.title or NO_TITLE)}</th>',
        f"<td>{KINDS[item.kind]}</td>",
        *map(_time, (times.duration, times.cumulative, times.back, times.front)),
        f'<td class="w">{escape(item.in_words)}</td>',
        f'<td class="w">{escape(item.out_words)}</td>',
        f'<td class="f"><bdi>{escape(item.sound.file)}</bdi></td>',
        *map(_figure, (item.sound.lufs, item.sound.true_peak_dbtp)),
    )
    return f"<tr>{''.join(cells)}</tr>"


def _time(clock: Clock) -> str:
    return f'<td class="t">{_shown(clock)}</td>'


def _shown(clock: Clock) -> str:
    day = DAYS.get(clock.day, "")
    return f'<bdi dir="ltr">{clock}</bdi>' + (f" <small>{day}</small>" if day else "")


def _figure(value: float | None) -> str:
    return f'<td class="t">{TOO_SHORT if value is None else f"""<bdi dir="ltr">{value:.1f}</bdi>"""}</td>'
