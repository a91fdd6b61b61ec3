"""``index.html``: an Arabic page that needs nothing but ``briefing.mp3``, with every utterance and its time.

Read with lxml, as a browser without JavaScript sees it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.checks._reading import Unreadable, in_ms, plain, quoted, shown, text_of
from briefing.checks.faults import Fault
from briefing.model import Briefing, Chapter, Cue

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FILE: Final = "index.html"
SOUND: Final = "briefing.mp3"
ADDRESSES: Final = ("src", "href", "xlink:href", "srcset", "poster", "action", "formaction", "data")
"""Attributes that make a browser fetch something, or go there."""
IN_STYLE: Final = re.compile(r"""(?:\burl\(\s*|@import\s+)["']?([^"')\s]*)""", re.IGNORECASE)
SECONDS: Final = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
WITHIN_MS: Final = 1.001
"""A millisecond, and what binary fractions lose."""
UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript"})


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What the page says otherwise than the briefing."""
    path = folder / FILE
    if not path.is_file() or briefing.rate <= 0:
        return
    try:
        page = _parsed(text_of(path))
    except Unreadable as error:
        yield error.fault(FILE)
        return
    yield from _whole(page, briefing)
    yield from _addresses(page, briefing)
    yield from _said(page, briefing)
    yield from _listed(page, briefing)


def _parsed(text: str) -> HtmlElement:
    """The page.

    Raises:
        Unreadable: there is none.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(where="start", message="it is no page") from error


def _text(element: HtmlElement) -> str:
    return plain(element.text_content())


def _whole(page: HtmlElement, briefing: Briefing) -> Iterator[Fault]:
    """Language and direction, the headline, the browser's own player."""
    if (page.get("lang"), page.get("dir")) != ("ar", "rtl"):
        yield Fault(FILE, "html", "it does not say that it is Arabic, from right to left")
    headlines = [_text(item) for item in page.iter("h1")]
    wanted = shown(briefing.masthead.headline)
    if len(headlines) != 1:
        yield Fault(FILE, "h1", f"it has {len(headlines)} headlines, not one")
    elif not headlines[0] or (wanted and headlines[0] != wanted):
        yield Fault(FILE, "h1", f"the headline is another one: {quoted(headlines[0])}")
    players = list(page.iter("audio"))
    if len(players) != 1:
        yield Fault(FILE, "audio", f"it has {len(players)} players, not one")
    for player in players:
        sources = [player.get("src"), *(item.get("src") for item in player.iter("source"))]
        if [source for source in sources if source] != [SOUND]:
            yield Fault(FILE, "audio", f"its sound is not {SOUND}")
        if player.get("controls") is None:
            yield Fault(FILE, "audio", "the player cannot be used without JavaScript: it has no controls")


def _addresses(page: HtmlElement, briefing: Briefing) -> Iterator[Fault]:
    """Whatever is not in the page, but for the sound and a link to the article."""
    ids = set(_ids(page))
    article = briefing.masthead.url.strip()
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ADDRESSES:
            address = (element.get(name) or "").strip()
            is_link = element.tag == "a" and name == "href" and address == article
            if is_link or address in {"", SOUND} or address.startswith("data:"):
                continue
            if not address.startswith("#"):
                yield Fault(FILE, element.tag, f"it needs what is not in it: {quoted(address)}")
            elif address[1:] not in ids:
                yield Fault(FILE, element.tag, f"it leads to what is not there: {quoted(address)}")
        styles = [element.get("style") or "", (element.text or "") if element.tag == "style" else ""]
        for address in IN_STYLE.findall("\n".join(styles)):
            if not address.startswith(("data:", "#")):
                yield Fault(FILE, element.tag, f"its style needs what is not in it: {quoted(address)}")


def _ids(page: HtmlElement) -> Iterator[str]:
    """Every id, in order."""
    return (element.get("id", "") for element in page.iter() if element.get("id"))


def _said(page: HtmlElement, briefing: Briefing) -> Iterator[Fault]:
    """Every utterance: there once, in its order and chapter, with its words and times."""
    found = [element for element in page.iter() if element.get("data-t") is not None]
    counted = Counter(element.get("id", "") for element in found)
    by_id = {element.get("id", ""): element for element in reversed(found)}
    known = {cue.id for cue in briefing.utterances}
    for name, count in counted.items():
        if name not in known:
            yield Fault(FILE, name or "data-t", "it has a time for what is not said")
        elif count > 1:
            yield Fault(FILE, name, f"it is on the page {count} times")
    for cue in briefing.utterances:
        if cue.id not in by_id:
            yield Fault(FILE, cue.id, f"it is not on the page: {quoted(cue.shown)}")
        else:
            yield from _sentence(by_id[cue.id], cue, briefing)
    wanted = [cue.id for cue in briefing.utterances if cue.id in by_id]
    order = [name for name in counted if name in known]
    for name, instead in zip(wanted, order, strict=False):
        if name != instead:
            yield Fault(FILE, name, f"it is not where it is said: {instead} stands there")
            return


def _sentence(element: HtmlElement, cue: Cue, briefing: Briefing) -> Iterator[Fault]:
    text = _text(element)
    if text != shown(cue.shown):
        yield Fault(FILE, cue.id, f"it has other words: {quoted(text)}")
    for what, key, frames in (("begins", "data-t", cue.start), ("ends", "data-e", cue.end)):
        wanted_ms = in_ms(frames, briefing.rate)
        if not _is_at(element.get(key), wanted_ms):
            told = quoted(element.get(key) or "")
            yield Fault(FILE, cue.id, f"it {what} at {told}, not at {wanted_ms / 1000:.3f} s")
    around = [element, *element.iterancestors()]
    if any(item.tag in UNSEEN or item.get("hidden") is not None for item in around):
        yield Fault(FILE, cue.id, "it is hidden")
    if not any(item.get("id") == cue.chapter for item in around):
        yield Fault(FILE, cue.id, f"it does not stand in its chapter, {cue.chapter}")


def _is_at(told: str | None, wanted_ms: float) -> bool:
    """Whether seconds are, to a millisecond, a time."""
    return bool(told and SECONDS.fullmatch(told)) and abs(float(told or "") * 1000 - wanted_ms) <= WITHIN_MS


def _listed(page: HtmlElement, briefing: Briefing) -> Iterator[Fault]:
    """The list of chapters, and the chapters of the text."""
    ids = {chapter.id for chapter in briefing.chapters}
    if [name for name in _ids(page) if name in ids] != [chapter.id for chapter in briefing.chapters]:
        yield Fault(FILE, "chapters", "the text does not have each chapter once, in their order")
    lines = [line for nav in page.iter("nav") for line in nav.iter("li")]
    if len(lines) != len(briefing.chapters):
        yield Fault(FILE, "nav", f"it lists {len(lines)} chapters, not {len(briefing.chapters)}")
    for line, chapter in zip(lines, briefing.chapters, strict=False):
        yield from _line(line, chapter, briefing)


def _line(line: HtmlElement, chapter: Chapter, briefing: Briefing) -> Iterator[Fault]:
    title, text = shown(chapter.title) or shown(briefing.masthead.headline), _text(line)
    if title not in text:
        yield Fault(FILE, chapter.id, f"it is listed with another title: {quoted(text)}")
    if [link.get("href") for link in line.iter("a")] != [f"#{chapter.id}"]:
        yield Fault(FILE, chapter.id, "the list has no link to it")
    starts = [item.get("data-from", "") for item in line.iter() if item.get("data-from") is not None]
    wanted_ms = in_ms(chapter.start, briefing.rate)
    if not starts or not all(_is_at(start, wanted_ms) for start in starts):
        told = quoted(" ".join(starts))
        yield Fault(FILE, chapter.id, f"it is listed as beginning at {told}, not at {wanted_ms / 1000:.3f} s")
