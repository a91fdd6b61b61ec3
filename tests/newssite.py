"""A news site on loopback that changes, corrects, disappears, asks to be left alone, and lies."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from briefing.shows.listings import Fetch
from briefing.shows.run import fetching
from briefing.web.fetching import Fetcher
from briefing.web.policy import Policy, Surroundings

Mood = Literal["well", "resting", "down", "lying", "cut", "gone", "empty"]
SENTENCES = (
    "افتتحت المدينة أمس مكتبتها الجديدة بعد عامين من العمل المتواصل",
    "وحضر الافتتاح مئات من السكان والطلاب من أحياء المدينة كلها",
    "وقالت مديرة المكتبة إن الأبواب مفتوحة للجميع من الصباح إلى المساء",
    "وأضافت أن الكتب الصوتية في الطابق الأول قرب قاعة الأطفال",
)
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>{title}</h1>{text}</article></body></html>"""


@dataclass(slots=True)
class Story:
    """An article of the site."""

    number: int
    published: datetime
    version: int = 1
    is_there: bool = True

    @property
    def title(self) -> str:
        return f"خبر المكتبة رقم {self.number}"

    def page(self) -> str:
        told = [f"{sentence} في اليوم {self.number}." for sentence in SENTENCES]
        told[1] = told[1].replace("مئات", "مئات" if self.version == 1 else f"{self.version} آلاف")
        return PAGE.format(title=self.title, text="".join(f"<p>{line}</p>" for line in told))


@dataclass(slots=True)
class Site:
    """What it is like just now."""

    url: str = ""
    mood: Mood = "well"
    stories: dict[int, Story] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    full_answers: int = 0

    def write(self, number: int, published: datetime) -> Story:
        """A new story."""
        self.stories[number] = story = Story(number, published)
        return story

    def rss(self, *, newest: int = 12) -> str:
        """The feed: the newest stories first; links carry what counts visitors."""
        items = "".join(
            f"<item><title>{story.title}</title><guid isPermaLink='false'>news-{story.number}</guid>"
            f"<link>{self.url}/a/{story.number}?utm_source=rss</link>"
            f"<pubDate>{format_datetime(story.published)}</pubDate></item>"
            for story in sorted(self.stories.values(), key=lambda one: -one.number)[:newest]
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>جريدة المدينة</title>'
            f"<link>{self.url}/</link><description>x</description>{items}</channel></rss>"
        )


@contextmanager
def news_site() -> Iterator[Site]:
    """A site that listens."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            site.asked.append(path)
            match site.mood:
                case "resting":
                    self.answer(503, b"", {"Retry-After": "3600"})
                case "down":
                    self.answer(500, b"")
                case "gone":
                    self.answer(410, b"")
                case "lying" if path == "/rss.xml":
                    self.answer(200, b"<html><body>Welcome to the airport</body></html>")
                case "cut":
                    self.answer(200, f"{site.rss()} ".encode(), {"Content-Length": "999999"})
                case "empty" if path == "/rss.xml":
                    self.answer(200, b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>')
                case _:
                    self.serve(path)

        def serve(self, path: str) -> None:
            if path == "/rss.xml":
                self.answer(200, site.rss().encode(), kind="application/rss+xml")
                return
            story = site.stories.get(int(path.rpartition("/")[2] or 0)) if path.startswith("/a/") else None
            if story is None or not story.is_there:
                self.answer(404, b"")
            else:
                self.answer(200, story.page().encode())

        def answer(
            self, status: int, body: bytes, headers: dict[str, str] | None = None, *, kind: str = "text/html"
        ) -> None:
            etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            site.full_answers += status == 200
            self.send_response(status)
            told = {"Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(body))}
            if status in {200, 304}:
                told["ETag"] = etag
            for name, value in (told | (headers or {})).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        site.url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def hurried() -> Fetch:
    """Fetches from loopback, and does not wait out of politeness."""
    return fetching(
        Fetcher(Policy(allow_private=True, pause_s=0), surroundings=Surroundings(sleep=lambda _: None))
    )
