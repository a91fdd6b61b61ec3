"""A story, and pages as the web gives them, for the tests of articles from there."""

from __future__ import annotations

from briefing.model import Article
from briefing.web.fetching import Fetched

ONE = "قالت مديرة المرصد إن المطر سيبدأ مساء اليوم على الساحل، وإن الرياح ستهدأ قبل الفجر."
TWO = "وأضافت أن الثلج سيغطي القمم العالية، ونصحت السائقين بالتمهل على الطرق الجبلية حتى الصباح."
THREE = "ويستمر الطقس الماطر يومين، ثم تعود الشمس ويرتفع معدل الحرارة قليلاً في المناطق الداخلية."
STORY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"


def fetched(body: str | bytes, *, kind: str = "text/html", charset: str = "", at: str = "/a") -> Fetched:
    return Fetched(
        url=f"https://news.example{at}",
        status=200,
        body=body.encode() if isinstance(body, str) else body,
        media_type=kind,
        charset=charset,
        etag="",
        last_modified="",
        not_modified=False,
    )


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]
