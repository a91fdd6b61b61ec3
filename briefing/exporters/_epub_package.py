"""What an EPUB says of itself: ``container.xml``, ``package.opf`` and ``nav.xhtml`` (EPUB 3.3, W3C).

Accessibility metadata follow EPUB Accessibility 1.1 and the schema.org vocabulary. That the book conforms to
WCAG is not claimed: only a person who has checked it can say so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing import markup
from briefing.audio.id3 import one_line
from briefing.exporters import _words
from briefing.exporters._book import Part, title_of
from briefing.exporters._epub_style import ACTIVE_CLASS, PLAYING_CLASS
from briefing.markup import tag
from briefing.model import Briefing, Role, SegmentKind
from briefing.timeline import vtt_clock

NAMESPACE: Final = uuid.UUID("0f7a2a5e-5c5b-5c0e-9a63-7d1f5be0c9d4")
"""Ours: the identifier of a book is the SHA-1 UUID (RFC 9562) of the briefing's id in it."""
CONTAINER: Final = f"""\
{markup.DECLARATION}
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
SUMMARY: Final = (
    "كتاب نصّي مع صوت متزامن: كل ما يظهر فيه من نص يُسمع، وتُبرَز كل جملة حين تُقرأ. الصوت اصطناعي وليس قراءة "
    "بشرية. يمكن التنقل بين الأقسام بجدول المحتويات وبالعناوين، وليس في الكتاب صور غير الغلاف، وله نص بديل."
)
"""What the book offers and what the voice is, for people who choose by it."""
COVER: Final = "غلاف الكتاب وعليه عنوانه"
"""What the picture shows, for who does not see it."""
ACCESS: Final = (
    ("accessMode", "textual"),
    ("accessMode", "auditory"),
    ("accessModeSufficient", "textual"),
    ("accessModeSufficient", "auditory"),
    ("accessModeSufficient", "textual,auditory"),
    ("accessibilityFeature", "synchronizedAudioText"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", SUMMARY),
)
KINDS: Final[Mapping[SegmentKind, tuple[str, str]]] = {
    SegmentKind.IDENT: ("titlepage", ""),
    SegmentKind.CONTENTS: ("toc", "doc-toc"),
    SegmentKind.SUMMARY: ("abstract", "doc-abstract"),
    SegmentKind.SECTION: ("chapter", "doc-chapter"),
    SegmentKind.CREDIT: ("colophon", "doc-colophon"),
}
"""What a part is, in EPUB's structural vocabulary and as a role of DPUB-ARIA."""
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "css": "text/css",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "smil": "application/smil+xml",
    "xhtml": "application/xhtml+xml",
}
STYLED: Final = (tag("link", rel="stylesheet", type="text/css", href="style.css"),)
LANDMARKS: Final[Mapping[SegmentKind, tuple[str, str]]] = {
    SegmentKind.CONTENTS: ("toc", "المحتويات"),
    SegmentKind.SECTION: ("bodymatter", "بداية النص"),
}
"""The places readers go to directly: the first part of each kind."""


def file_of(number: int, ending: str) -> str:
    """The name of a part's file in the book."""
    return f"c{number:04d}.{ending}"


def identifier_of(briefing: Briefing) -> str:
    """The book's URN: the same for the same article."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, briefing.id)}"


def package(briefing: Briefing, parts: Sequence[Part]) -> str:
    """``package.opf``."""
    items = [
        _item("nav", "nav.xhtml", properties="nav"),
        _item("style", "style.css"),
        _item("cover", "cover.jpg", properties="cover-image"),
    ]
    for part in parts:
        number = part.number
        items += [
            _item(f"c{number}", file_of(number, "xhtml"), media_overlay=f"o{number}"),
            _item(f"o{number}", file_of(number, "smil")),
            _item(f"a{number}", file_of(number, "mp3")),
        ]
    spine = [tag("itemref", idref=f"c{part.number}") for part in parts]
    return f"""\
{markup.DECLARATION}
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="ar" dir="rtl" unique-identifier="id">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{_indented(_metadata(briefing, parts))}
  </metadata>
  <manifest>
{_indented(items)}
  </manifest>
  <spine page-progression-direction="rtl">
{_indented(spine)}
  </spine>
</package>
"""


def navigation(briefing: Briefing, parts: Sequence[Part]) -> str:
    """``nav.xhtml``: the table of contents and the landmarks. It is not in the spine, being not said."""
    toc = markup.contents((title_of(part, briefing), file_of(part.number, "xhtml")) for part in parts)
    marks = []
    for kind, (name, title) in LANDMARKS.items():
        first = next((part for part in parts if part.chapter.kind is kind), None)
        if first is not None:
            link = tag("a", title, epub__type=name, href=file_of(first.number, "xhtml"))
            marks.append(f"    {tag('li', link)}")
    landmarks = (
        '<nav epub:type="landmarks" aria-label="معالم الكتاب" hidden="hidden">\n  <ol>\n'
        + "\n".join(marks)
        + "\n  </ol>\n</nav>"
        if marks
        else ""
    )
    body = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="title">\n'
        f"  {tag('h1', 'المحتويات', id='title')}\n{toc}\n</nav>\n{landmarks}"
    )
    return markup.xhtml("المحتويات", body.rstrip(), head=STYLED)


def document(part: Part, briefing: Briefing) -> str:
    """The XHTML of a part; the first one shows the cover, after its text."""
    kind, role = KINDS[part.chapter.kind]
    blocks = [markup.heading(part.page.heading), *markup.paragraphs(part.page)]
    if part.number == 1:
        blocks.append(tag("p", tag("img", src="cover.jpg", alt=COVER), class_="cover"))
    inside = "\n".join(blocks)
    section = tag("section", f"\n{inside}\n", class_=kind, epub__type=kind, role=role)
    return markup.xhtml(title_of(part, briefing), section, head=STYLED)


def _metadata(briefing: Briefing, parts: Sequence[Part]) -> Iterator[str]:
    masthead = briefing.masthead
    yield tag("dc:identifier", identifier_of(briefing), id="id")
    yield tag("dc:title", markup.escaped(_words.headline(briefing)))
    yield tag("dc:language", "ar")
    known = (
        ("dc:creator", masthead.byline or masthead.source_name),
        ("dc:publisher", masthead.source_name),
        ("dc:source", masthead.url),
        ("dc:date", masthead.published or briefing.created),
        ("dc:description", _summary(briefing)),
        ("dc:rights", _words.credit(briefing)),
    )
    for name, value in known:
        if line := one_line(value):
            yield tag(name, markup.escaped(line))
    yield tag("meta", f"{briefing.created}T00:00:00Z", property="dcterms:modified")
    total_ms = 0
    for part in parts:
        # Rounded to milliseconds before they are summed, so that the sum is the book's length.
        length_ms = sum(span.end_ms - span.start_ms for span in part.spans(briefing.rate))
        total_ms += length_ms
        yield tag("meta", vtt_clock(length_ms), property="media:duration", refines=f"#o{part.number}")
    yield tag("meta", vtt_clock(total_ms), property="media:duration")
    narrator = f"{_words.SYNTHETIC_VOICE} ({one_line(briefing.voice.name)})"
    yield tag("meta", markup.escaped(narrator), property="media:narrator")
    yield tag("meta", ACTIVE_CLASS, property="media:active-class")
    yield tag("meta", PLAYING_CLASS, property="media:playback-active-class")
    for name, value in ACCESS:
        yield tag("meta", value, property=f"schema:{name}")


def _summary(briefing: Briefing) -> str:
    """What the summary says after its heading."""
    said = [cue.shown for cue in briefing.utterances if cue.role is Role.SUMMARY]
    return " ".join(said[1:])


def _item(name: str, href: str, **more: str) -> str:
    return tag("item", id=name, href=href, media_type=MEDIA_TYPES[href.partition(".")[2]], **more)


def _indented(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(f"    {line}" for line in lines)
