"""Small shows for tests: a show file, its artwork, articles, and a run at a given moment."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from briefing.shows import run as runs
from briefing.shows import showfile
from briefing.shows.joblog import JobLog
from briefing.shows.listings import Fetch
from briefing.shows.run import Outcome
from briefing.shows.show import Placed
from briefing.store import Store

BASE = "https://example.org/podcast/"
SHOW = """\
title = "موجز الصباح"
description = "أخبار اليوم في دقائق."
[voice]
name = "tone"
options = {{ "tone.letter_ms" = 5, "tone.rate" = 16000 }}
[sound]
sounds = false
loudness = "none"
[feed]
url = "https://example.org/podcast/feed.xml"
author = "غرفة الأخبار"
owner_email = "podcast@example.org"
artwork = "artwork.jpg"
[edition]
form = "{form}"
time_zone = "Asia/Riyadh"
slots = ["06:00"]
{edition}
[fetch]
allow_private = true
robots = false
[unattended]
first = 20
{unattended}
[retention]
keep_episodes = 500
{retention}
"""
FOLDER = '[[sources]]\nkind = "folder"\nat = "articles"\n'
TEXT = (
    "{headline}\n\nقالت المديرة إن الأبواب مفتوحة للجميع منذ صباح اليوم. "
    "وأضافت أن القاعات هادئة للقراءة والدرس."
    "\n\nويزور المكتبة كل يوم {count} طالبا وطالبة. وتضم المكتبة كتبا صوتية كثيرة."
)


def show_at(
    folder: Path,
    *,
    sources: str = FOLDER,
    form: str = "each",
    edition: str = "",
    unattended: str = "",
    retention: str = "",
    name: str = "morning.toml",
) -> Placed:
    """A show in a folder, which has an empty folder of articles."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    artwork(folder / "artwork.jpg")
    path = folder / name
    text = SHOW.format(form=form, edition=edition, unattended=unattended, retention=retention)
    path.write_text(text + sources, encoding="utf-8")
    return showfile.load(path)


def artwork(path: Path) -> None:
    """A square picture; small, for speed."""
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (1400, 1400), "navy").save(data, "JPEG", quality=10)
    path.write_bytes(data.getvalue())


def article(folder: Path, name: str, headline: str = "", *, count: int = 40) -> Path:
    """A file in the show's folder of articles."""
    path = folder / "articles" / name
    path.write_text(TEXT.format(headline=headline or f"خبر المكتبة {name}", count=count), encoding="utf-8")
    return path


def at(text: str) -> datetime:
    """A moment in Riyadh: ``2026-03-01 06:00``."""
    return datetime.fromisoformat(f"{text}:00+03:00").astimezone(UTC)


def run_at(placed: Placed, moment: str, *, fetch: Fetch | None = None, first: int | None = None) -> Outcome:
    """One run of a show."""
    now = at(moment)
    log = JobLog(placed.path.parent / "log.jsonl", run="r1", show=placed.name, clock=lambda: now)
    store = Store(placed.path.parent / "cache")
    return runs.run(placed, now=now, store=store, log=log, fetch=fetch, first=first)


def public(placed: Placed) -> dict[str, bytes]:
    """Every file that is published."""
    folder = Path(placed.public)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def times(placed: Placed) -> dict[str, int]:
    """When each published file was written."""
    return {path.name: path.stat().st_mtime_ns for path in sorted(Path(placed.public).iterdir())}


def entries(placed: Placed) -> list[feedparser.FeedParserDict]:
    """The episodes that the feed names, the newest first."""
    parsed = feedparser.parse((Path(placed.public) / "feed.xml").read_bytes())
    assert not parsed.bozo, parsed.get("bozo_exception")
    return list(parsed.entries)


def whole(placed: Placed) -> None:
    """Every file that the feed names is there, as long as it says."""
    folder = Path(placed.public)
    for entry in entries(placed):
        (sound,) = entry.enclosures
        assert sound.href.startswith(BASE)
        assert (folder / sound.href.removeprefix(BASE)).stat().st_size == int(sound.length)
    text = (folder / "feed.xml").read_text(encoding="utf-8")
    for piece in text.split(BASE)[1:]:
        name = piece.partition('"')[0].partition("<")[0]
        assert not name or (folder / name).is_file(), name
