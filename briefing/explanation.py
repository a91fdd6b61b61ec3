"""Explanation: what is said otherwise than it is written, sentence by sentence, and by which rule."""

from __future__ import annotations

from html import escape
from typing import Final

from briefing.model import Role, Script
from briefing.reading import Reader
from briefing.records import dataclass
from briefing.text.changes import Change


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence of the article, written and said."""

    id: str
    shown: str
    spoken: str
    changes: tuple[Change, ...]
    """In the order of the text; diacritics alone are no change."""


def explain(script: Script, reader: Reader) -> tuple[Explained, ...]:
    """Every sentence of the narration, in order.

    Args:
        script: what will be said.
        reader: who read it.
    """
    return tuple(
        Explained(item.id, item.shown, item.spoken, reader.explain(item.shown))
        for item in script.utterances()
        if item.role is Role.NARRATION
    )


_STYLE: Final = """
:root { color-scheme: light dark; }
body {
  font: 1.15rem/2 "Noto Naskh Arabic", "Amiri", serif;
  margin: 2rem auto; max-width: 75rem; padding: 0 1rem;
}
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: .4rem .8rem; text-align: start; vertical-align: top; }
td { width: 50%; }
tr.rules td { font-size: .85em; }
code { direction: ltr; unicode-bidi: isolate; }
@media (max-width: 40rem) {
  table, tbody, tr, td, th { display: block; width: auto; }
  thead { display: none; }
}
"""


def render_html(sentences: tuple[Explained, ...], *, title: str) -> str:
    """A page with the written and the spoken text side by side, the rules under each sentence."""
    rows = "\n".join(_row(item) for item in sentences)
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>من المكتوب إلى المقروء: {escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>من المكتوب إلى المقروء: {escape(title)}</h1>
<table>
<thead><tr><th scope="col">المكتوب</th><th scope="col">المقروء</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""


def _row(item: Explained) -> str:
    told = f'<tr id="{escape(item.id)}"><td>{escape(item.shown)}</td><td>{escape(item.spoken)}</td></tr>'
    if not item.changes:
        return told
    rules = "\n".join(
        f"<li><bdi>{escape(change.before)}</bdi>: <bdi>{escape(change.after) or 'لا يُقرأ'}</bdi> "
        f'<code lang="en">{escape(change.rule)}</code></li>'
        for change in item.changes
    )
    return f'{told}\n<tr class="rules"><td colspan="2"><ul>\n{rules}\n</ul></td></tr>'
