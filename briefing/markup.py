"""XHTML, SMIL and navigation, as text: the pieces that books with text and sound share.

Pure functions over small frozen classes; no files, no clock. Written with templates of our own and not with
a library: the libraries that write such books leave out the direction of the text, or write overlays that a
validator refuses, and every element here is a line long. All text goes through :func:`escaped`.

EPUB 3.3 (W3C) wants SMIL 3.0 and XHTML in HTML5's sense, DAISY 2.02 (DAISY Consortium) SMIL 1.0 and
XHTML 1.0. What goes into an element is the same in both: an utterance is one element under the utterance's
id, and nothing stands between utterances but blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from briefing.records import dataclass
from briefing.timeline import vtt_clock

NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters no XML 1.0 document may have."""
DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>'
XHTML_10: Final = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
SMIL_10: Final = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)
ARABIC: Final[Mapping[str, str]] = {"lang": "ar", "xml:lang": "ar"}


@dataclass(frozen=True, slots=True)
class Line:
    """What is shown of one utterance."""

    id: str
    """The element's id: :func:`identifier` of the utterance's."""
    text: str
    link: str = ""
    """Where it leads, relative to its document; nowhere where it is empty."""


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter to read: all its utterances, once each, in the order they are heard."""

    title: str
    """For tables of contents; not said."""
    heading: tuple[Line, ...]
    paragraphs: tuple[tuple[Line, ...], ...]
    listed: bool = False
    """Whether the paragraphs are the items of a list."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in order."""
        return (*self.heading, *(line for paragraph in self.paragraphs for line in paragraph))


@dataclass(frozen=True, slots=True)
class Span:
    """The sound of one line: where it lies in its file, in milliseconds; ``end`` is exclusive."""

    id: str
    start_ms: int
    end_ms: int


def escaped(text: str) -> str:
    """The text as it stands in an element or an attribute, without what XML forbids."""
    return escape(NOT_IN_XML.sub("", text))


def identifier(name: str) -> str:
    """An XML id for an utterance's id, the same id wherever XML allows it; two never become one.

    An id that an editor wrote may begin with a digit or a hyphen, which XML's may not.
    """
    return name if name[:1].isalpha() else f"_{name}"


def tag(name: str, inside: str = "", /, **attributes: str) -> str:
    """An element whose inside is markup already; ``xml__lang`` and ``http_equiv`` stand for ``:`` and ``-``.

    A trailing underscore is dropped (``class_``), and attributes that are empty are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("__", ":").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def meta(name: str, content: str) -> str:
    """A ``meta`` element of XHTML 1.0 or SMIL 1.0."""
    return tag("meta", name=name, content=content)


def lines_of(lines: Sequence[Line]) -> str:
    """Utterances side by side, each an element with its id."""
    return " ".join(
        tag("a", escaped(line.text), id=line.id, href=line.link)
        if line.link
        else tag("span", escaped(line.text), id=line.id)
        for line in lines
    )


def heading(lines: Sequence[Line], *, level: int = 1, class_: str = "") -> str:
    """A heading; of a single utterance it carries the id itself, so that links reach a heading."""
    name = f"h{level}"
    if len(lines) == 1:
        return tag(name, escaped(lines[0].text), id=lines[0].id, class_=class_)
    return tag(name, lines_of(lines), class_=class_)


def paragraphs(page: Page) -> list[str]:
    """The paragraphs of a page, or the list they are, each on a line of its own."""
    if page.listed and page.paragraphs:
        items = "\n".join(tag("li", lines_of(lines)) for lines in page.paragraphs)
        return [f"<ol>\n{items}\n</ol>"]
    return [tag("p", lines_of(lines)) for lines in page.paragraphs]


def seconds(ms: int) -> str:
    """Seconds with three decimals, and their unit."""
    whole, thousandths = divmod(ms, 1000)
    return f"{whole}.{thousandths:03d}s"


def overlay(spans: Iterable[Span], *, document: str, sound: str) -> str:
    """A media overlay document (EPUB 3.3, section 9): SMIL 3.0, one ``par`` a line.

    Args:
        spans: in the order of the text.
        document: the XHTML, relative to the overlay.
        sound: the audio file, relative to the overlay.
    """
    pars = "\n".join(
        f'    <par id="{span.id}"><text src="{document}#{span.id}"/>'
        f'<audio src="{sound}" clipBegin="{vtt_clock(span.start_ms)}" '
        f'clipEnd="{vtt_clock(span.end_ms)}"/></par>'
        for span in spans
    )
    return f"""\
{DECLARATION}
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
  <body epub:textref="{document}">
{pars}
  </body>
</smil>
"""


def smil_10(head: Sequence[str], body: str) -> str:
    """A SMIL 1.0 document of a DAISY 2.02 book.

    Args:
        head: ``meta`` elements.
        body: markup.
    """
    lines = "\n".join(f"    {line}" for line in head)
    return f"""\
{DECLARATION}
{SMIL_10}
<smil>
  <head>
{lines}
    <layout><region id="text"/></layout>
  </head>
  <body>
{body}
  </body>
</smil>
"""


def sequence(spans: Sequence[Span], *, document: str, sound: str) -> str:
    """The body of a section's SMIL 1.0: one ``seq``, in it one ``par`` a line, in "normal play time"."""
    length_ms = sum(span.end_ms - span.start_ms for span in spans)
    pars = "\n".join(
        f'      <par endsync="last" id="par.{span.id}">'
        f'<text src="{document}#{span.id}" id="{span.id}" region="text"/>'
        f'<audio src="{sound}" clip-begin="npt={seconds(span.start_ms)}" '
        f'clip-end="npt={seconds(span.end_ms)}" id="audio.{span.id}"/></par>'
        for span in spans
    )
    return f'    <seq dur="{seconds(length_ms)}">\n{pars}\n    </seq>'


def xhtml(title: str, body: str, *, head: Sequence[str] = (), body_class: str = "") -> str:
    """An XHTML document of an EPUB: Arabic, from right to left."""
    lines = "".join(f"\n  {line}" for line in head)
    start = tag("body", "\n", class_=body_class).removesuffix("</body>")
    return f"""\
{DECLARATION}
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="ar" xml:lang="ar" dir="rtl">
<head>
  <meta charset="utf-8"/>
  <title>{escaped(title)}</title>{lines}
</head>
{start}{body}
</body>
</html>
"""


def xhtml_10(title: str, body: Sequence[str], *, head: Sequence[str] = (), right_to_left: bool) -> str:
    """An XHTML 1.0 document of a DAISY 2.02 book.

    Args:
        title: of the document.
        body: its elements.
        head: elements of the head after the title.
        right_to_left: whether to say the direction; the schema of ``ncc.html`` knows no ``dir``.
    """
    direction = ' dir="rtl"' if right_to_left else ""
    lines = "".join(f"\n  {line}" for line in head)
    return f"""\
{DECLARATION}
{XHTML_10}
<html xmlns="http://www.w3.org/1999/xhtml" lang="ar" xml:lang="ar"{direction}>
<head>
  <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
  <title>{escaped(title)}</title>{lines}
</head>
<body>
{chr(10).join(body)}
</body>
</html>
"""


def contents(entries: Iterable[tuple[str, str]]) -> str:
    """A table of contents: an ordered list of links.

    Args:
        entries: title and address of each.
    """
    items = "\n".join(
        f"    {tag('li', tag('a', escaped(title), href=address))}" for title, address in entries
    )
    return f"  <ol>\n{items}\n  </ol>"
