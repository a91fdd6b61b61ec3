"""``daisy/``: a DAISY 2.02 book with full text and sound, for hardware players and DAISY software.

The folder is the book: ``ncc.html`` is what players navigate by, ``content.html`` the text, ``master.smil``
the order of the sections, and each section has its SMIL file and its MP3. Names are short and ASCII, as old
players want them. The sound is mono of a constant bit rate at 22.05 or 44.1 kHz without any tag: a simple
player takes everything in the file for sound, so the MP3 decoders' delay is in the times instead.

Layout: "DAISY 2.02 Specification" (DAISY Consortium, 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from briefing import markup
from briefing.audio.encode import DELAY
from briefing.audio.id3 import one_line
from briefing.exporters import _words
from briefing.exporters._book import Part, parts, title_of
from briefing.exporters._sound import KBPS, check_bitrate, write_stretch
from briefing.exporters._writing import unwritable, write_text
from briefing.markup import meta, tag
from briefing.model import Briefing
from briefing.records import dataclass
from briefing.timeline import milliseconds, vtt_clock

FOLDER: Final = "daisy"
NCC: Final = "ncc.html"
TEXT: Final = "content.html"
MASTER: Final = "master.smil"
FILES: Final = (
    f"{FOLDER}/{NCC}",
    f"{FOLDER}/{TEXT}",
    f"{FOLDER}/{MASTER}",
    f"{FOLDER}/s*.smil",
    f"{FOLDER}/s*.mp3",
)
FORMAT: Final = "Daisy 2.02"
NARROW: Final = 22_050
WIDE: Final = 44_100
NARROW_ENOUGH: Final = 24_000
"""Masters up to this rate (frames per second) lose nothing that is heard of speech at the lower rate."""
STYLE: Final = (
    "body { margin: 5%; font-family: serif; line-height: 1.9 } "
    "h1 { font-size: 1.45em; line-height: 1.6 } ol { padding: 0; list-style: none }"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    bitrate_kbps: int = KBPS
    """Of the sound; constant, in kbit/s."""

    def __post_init__(self) -> None:
        check_bitrate("daisy", self.bitrate_kbps)


def rate_of(briefing: Briefing) -> int:
    """Frames per second of the book's sound."""
    return NARROW if briefing.rate <= NARROW_ENOUGH else WIDE


def render(briefing: Briefing) -> dict[str, str]:
    """Every text file of the book by its name in the book's folder."""
    return _texts(briefing, parts(briefing))


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the book's folder.

    Raises:
        RequestError: MP3 has no such bit rate at the book's rate.
        OutputError: the master is not the briefing's, nothing is said in it, or the disk failed.
    """
    book = parts(briefing)
    target = folder / FOLDER
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(target, error) from error
    made = [write_text(target / name, text) for name, text in _texts(briefing, book).items()]
    for part in book:
        path = target / file_of(part, "mp3")
        try:
            with path.open("wb") as sound:
                write_stretch(
                    sound,
                    folder / "master.wav",
                    (part.chapter.start, part.chapter.end),
                    master_rate=briefing.rate,
                    rate=rate_of(briefing),
                    bitrate_kbps=options.bitrate_kbps,
                    info_frame=False,
                )
        except OSError as error:
            raise unwritable(path, error) from error
        made.append(path)
    return made


def file_of(part: Part, ending: str) -> str:
    """The name of a section's file."""
    return f"s{part.number:04d}.{ending}"


def _texts(briefing: Briefing, book: Sequence[Part]) -> dict[str, str]:
    late = milliseconds(DELAY, rate_of(briefing))
    texts = {NCC: "", TEXT: _content(briefing, book), MASTER: ""}
    elapsed_ms = 0
    for part in book:
        spans = part.spans(briefing.rate, late=late)
        length_ms = spans[-1].end_ms - spans[0].start_ms
        head = [
            *_about(briefing),
            meta("title", title_of(part, briefing)),
            meta("ncc:totalElapsedTime", vtt_clock(elapsed_ms)),
            meta("ncc:timeInThisSmil", vtt_clock(length_ms)),
        ]
        body = markup.sequence(spans, document=TEXT, sound=file_of(part, "mp3"))
        texts[file_of(part, "smil")] = markup.smil_10(head, body)
        elapsed_ms += length_ms
    texts[MASTER] = _master(briefing, book, elapsed_ms)
    texts[NCC] = _ncc(briefing, book, elapsed_ms)
    return texts


def _about(briefing: Briefing) -> list[str]:
    """What every SMIL file of the book says of it."""
    return [
        meta("dc:title", _words.headline(briefing)),
        meta("dc:identifier", briefing.id),
        meta("dc:format", FORMAT),
        meta("ncc:generator", briefing.generator),
    ]


def _master(briefing: Briefing, book: Sequence[Part], total_ms: int) -> str:
    refs = [
        f"    {tag('ref', src=file_of(part, 'smil'), title=title_of(part, briefing), id=f'ref{part.number}')}"
        for part in book
    ]
    head = [*_about(briefing), meta("ncc:timeInThisSmil", vtt_clock(total_ms))]
    return markup.smil_10(head, "\n".join(refs))


def _ncc(briefing: Briefing, book: Sequence[Part], total_ms: int) -> str:
    """The navigation control center: metadata, and a heading for each section that leads to its sound."""
    masthead = briefing.masthead
    total = vtt_clock((total_ms + 500) // 1000 * 1000).partition(".")[0]
    known = (
        ("dc:title", _words.headline(briefing)),
        ("dc:creator", masthead.byline or masthead.source_name or _words.SYNTHETIC_VOICE),
        ("dc:publisher", _words.publisher(briefing)),
        ("dc:date", briefing.created),
        ("dc:format", FORMAT),
        ("dc:identifier", briefing.id),
        ("dc:language", "ar"),
        ("dc:source", masthead.url),
        ("ncc:charset", "utf-8"),
        ("ncc:depth", "1"),
        ("ncc:files", str(3 + 2 * len(book))),
        ("ncc:footnotes", "0"),
        ("ncc:generator", briefing.generator),
        ("ncc:maxPageNormal", "0"),
        ("ncc:multimediaType", "audioFullText"),
        ("ncc:narrator", f"{_words.SYNTHETIC_VOICE} ({briefing.voice.name})"),
        ("ncc:pageFront", "0"),
        ("ncc:pageNormal", "0"),
        ("ncc:pageSpecial", "0"),
        ("ncc:prodNotes", "0"),
        ("ncc:setInfo", "1 of 1"),
        ("ncc:sidebars", "0"),
        ("ncc:sourceDate", masthead.published),
        ("ncc:tocItems", str(len(book))),
        ("ncc:totalTime", total),
    )
    head = [meta(name, line) for name, value in known if (line := one_line(value))]
    items = [
        tag(
            "h1",
            tag(
                "a",
                markup.escaped(title_of(part, briefing)),
                href=f"{file_of(part, 'smil')}#{part.page.lines[0].id}",
            ),
            id=f"toc{part.number}",
            class_="title" if part is book[0] else "section",
        )
        for part in book
    ]
    return markup.xhtml_10(_words.headline(briefing), items, head=head, right_to_left=False)


def _content(briefing: Briefing, book: Sequence[Part]) -> str:
    """The text. A heading is one utterance, so that the links of the NCC end at headings."""
    body: list[str] = []
    for part in book:
        first, *more = part.page.heading
        body.append(markup.heading([first], class_="title" if part is book[0] else "section"))
        if more:
            opening = tag("strong", markup.lines_of(more))
            body.append(tag("p", opening, class_=part.chapter.kind))
        body += markup.paragraphs(part.page)
    head = [tag("style", STYLE, type="text/css")]
    return markup.xhtml_10(_words.headline(briefing), body, head=head, right_to_left=True)
