"""What a Broadcast Wave file of a cut says of itself: ``bext``, ``cart``, marks, ``LIST INFO``.

Arabic is in the marks and in INFO; ``bext`` and ``cart`` hold ASCII only, so it is written in Latin letters
there. Nothing is taken from a clock: the date is that of the edition, the digits of the reference come from
the sound.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from briefing.audio import asciitext, bext, infochunk
from briefing.audio.bext import Bext
from briefing.audio.cart import Cart, Timer
from briefing.audio.infochunk import Info
from briefing.audio.marks import Mark
from briefing.exporters import _words
from briefing.model import Briefing, Role
from briefing.radio import latin
from briefing.radio.cuts import Cut
from briefing.radio.orders import Order
from briefing.radio.rendering import Rendered, frames_at, parts
from briefing.records import dataclass
from briefing.text.romanization import romanize
from briefing.timeline import frames_of

ROOM: Final = 64
"""Characters of a text field of ``cart``; also what the description of ``bext`` should do with."""
URL_ROOM: Final = 1024
_URL_SIGNS: Final = "%:/?#[]@!$&'()*+,;=~"
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A cut, by the names it goes by."""

    title: str
    """In Arabic."""
    title_latin: str
    show: str
    show_latin: str
    cart: int | None = None


def labels(briefing: Briefing, cut: Cut, order: Order, *, cart: int | None) -> Labels:
    """What a cut is called."""
    return Labels(
        title=cut.title,
        title_latin=order.titles.get(cut.number) or latin.title_latin(briefing, cut),
        show=_words.publisher(briefing),
        show_latin=order.show or latin.show_latin(briefing),
        cart=cart,
    )


def place(briefing: Briefing, cut: Cut, order: Order, *, head: int) -> int:
    """The time reference: samples of the file's rate to its first one. It is never before midnight."""
    rate = order.profile.rate
    inside = frames_at(cut.first, briefing.rate, rate) - head
    if order.timeref == "zero":
        return 0
    if order.timeref == "briefing":
        return max(0, inside)
    return ((order.on_air_s or 0) * rate + inside) % (_DAY_S * rate)


def bext_of(
    briefing: Briefing, cut: Cut, order: Order, names: Labels, *, name: str, made: Rendered | None = None
) -> Bext:
    """The ``bext`` chunk; without its levels and as long before the sound was made.

    Args:
        briefing: whose cut it is.
        cut: which.
        order: how it is delivered.
        names: what it is called.
        name: of the file.
        made: what was written.
    """
    profile = order.profile
    head = frames_of(profile.head_ms, profile.rate)
    day = order.on_air_s or 0
    time = f"{day // 3600:02d}:{day % 3600 // 60:02d}:{day % 60:02d}"
    gain = 0.0 if made is None else made.gain_db
    generator = romanize(briefing.generator)
    description = f"{asciitext.shortened(names.title_latin, ROOM)} - {names.show_latin or 'briefing'}"
    found = Bext(
        description=asciitext.shortened(description, 256),
        originator=profile.originator,
        reference=reference(order, time=time, name=name, made=made),
        date=briefing.created,
        time=time,
        time_reference=place(briefing, cut, order, head=head),
        coding_history=(
            bext.coding(
                rate=briefing.rate,
                bits=16,
                mode="mono",
                text=f"{generator}; voice {romanize(briefing.voice.name)}",
            ),
            bext.coding(
                rate=profile.rate,
                bits=profile.bits,
                mode="mono" if profile.channels == 1 else "dual-mono",
                text=f"{generator}; gain {gain:+07.2f} dB",
            ),
        ),
    )
    if made is None:
        return found
    account = made.account
    return replace(
        found,
        lufs=None if made.too_short else account.level.lufs,
        range_lu=None if made.too_short else account.level.range_lu,
        true_peak_dbtp=account.level.true_peak_dbtp,
        momentary_lufs=account.momentary_lufs,
        short_term_lufs=account.short_term_lufs,
    )


def reference(order: Order, *, time: str, name: str, made: Rendered | None) -> str:
    """The originator's reference (EBU R 99); its digits are of the sound and what was made of it."""
    figures = f"{made.digest if made else ''} {order.profile} {name}"
    return bext.reference(
        country=order.profile.country,
        organisation=order.profile.organisation,
        serial="BRIEFING",
        time=time,
        content_digest=hashlib.sha256(figures.encode()).hexdigest(),
    )


def cart_of(briefing: Briefing, cut: Cut, order: Order, names: Labels, made: Length) -> Cart:
    """The ``cart`` chunk."""
    masthead = briefing.masthead
    program, _, version = romanize(briefing.generator).partition(" ")
    return Cart(
        title=asciitext.shortened(names.title_latin, ROOM),
        artist=asciitext.shortened(romanize(masthead.byline) or names.show_latin, ROOM),
        cut_id="" if names.cart is None else f"{names.cart:06d}",
        category="NEWS",
        classification=cut.kind,
        out_cue=_last(latin.out_cue(cut), ROOM),
        start_date=order.embargo.date,
        start_time=order.embargo.time,
        end_date=order.kill.date,
        end_time=order.kill.time,
        producer_app=asciitext.shortened(program, ROOM),
        producer_version=asciitext.shortened(version, ROOM),
        user_defined=asciitext.shortened(f"{briefing.id} {cut.kind} {cut.number}", ROOM),
        timers=_timers(briefing, cut, order, made),
        url=quote(masthead.url, safe=_URL_SIGNS)[:URL_ROOM],
    )


@dataclass(frozen=True, slots=True)
class Length:
    """How long a file is, in its own frames."""

    head: int
    sound: int
    tail: int

    @property
    def frames(self) -> int:
        """Of all of it."""
        return self.head + self.sound + self.tail


def length(briefing: Briefing, cut: Cut, order: Order) -> Length:
    """How long a file will be."""
    return Length(*parts(cut, briefing.rate, order.profile))


def segue(made: Length) -> int:
    """Where the next item may start: the last words are over. Inside the file even without a tail."""
    return min(made.head + made.sound, made.frames - 1)


def _timers(briefing: Briefing, cut: Cut, order: Order, made: Length) -> tuple[Timer, ...]:
    after = segue(made)
    timers = [Timer("AUDs", made.head), Timer("AUDe", after)]
    first = next((cue for cue in cut.cues if cue.start >= cut.start), None)
    if first is not None and first.role is Role.ANNOUNCEMENT and first is cut.cues[0]:
        start, end = _inside(briefing, cut, order, made, first.start, first.end)
        timers += [Timer("INTs", start), Timer("INTe", end)]
    return (*timers, Timer("SEGs", after), Timer("SEGe", made.frames - 1), Timer("EOD", after))


def marks_of(briefing: Briefing, cut: Cut, order: Order, made: Length) -> tuple[Mark, ...]:
    """A region for each section in the cut, and one for each thing said in it, by what a reader sees."""
    marks = []
    for chapter in briefing.chapters:
        cues = [cue for cue in cut.cues if cue.chapter == chapter.id]
        if cues:
            start, end = _inside(briefing, cut, order, made, cues[0].start, cues[-1].end)
            marks.append(Mark(start, end - start, chapter.title))
        for cue in cues:
            start, end = _inside(briefing, cut, order, made, cue.start, cue.end)
            if end > start:
                marks.append(Mark(start, end - start, cue.shown))
    return tuple(marks)


def _inside(
    briefing: Briefing, cut: Cut, order: Order, made: Length, start: int, end: int
) -> tuple[int, int]:
    """Frames of the master as frames of the file; what is outside the cut is its edge."""

    def at(frame: int) -> int:
        kept = min(max(frame, cut.start), cut.end) - cut.start
        return made.head + min(frames_at(kept, briefing.rate, order.profile.rate), made.sound)

    return at(start), at(end)


def info_of(briefing: Briefing, names: Labels) -> Info:
    """``LIST INFO``, in Arabic."""
    masthead = briefing.masthead
    return (
        (infochunk.TITLE, names.title),
        (infochunk.ARTIST, masthead.byline or masthead.source_name or _words.SYNTHETIC_VOICE),
        (infochunk.ALBUM, names.show),
        (infochunk.COMMENT, _words.credit(briefing)),
        (infochunk.CREATED, briefing.created),
        (infochunk.LANGUAGE, masthead.language),
        (infochunk.SOFTWARE, briefing.generator),
        (infochunk.SOURCE, masthead.url),
    )


def _last(text: str, room: int) -> str:
    """The end of a text, from a word on."""
    if len(text) <= room:
        return text
    _, blank, kept = text[-room - 1 :].partition(" ")
    return kept if blank else text[-room:]
