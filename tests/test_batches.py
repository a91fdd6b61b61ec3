"""Several articles on one command line: each is made by itself, and as it would be alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import batches, pipeline
from briefing.batches import name_of
from briefing.errors import RequestError, VoiceRefused
from briefing.settings import Settings
from briefing.store import Store
from briefing.voices import tone
from tests.commands import briefing

TEXTS = {
    "one": "أعلنت وزارة الزراعة خطة جديدة للري. وتبدأ الخطة في الشهر المقبل.",
    "two": "افتتح المتحف معرضا للخط العربي. ويستمر المعرض أسبوعين.",
    "three": "تراجعت أسعار القمح في الأسواق. وقال تجار إن الموسم جيد.",
}


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.txt" for name in TEXTS]
    for path, text in zip(paths, TEXTS.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., list[batches.Ended]]:
    def make(articles: list[Path], folder: Path) -> list[batches.Ended]:
        return list(
            batches.make_each(
                batches.jobs([str(path) for path in articles], folder),
                store=Store(tmp_path / "cache"),
                created="2026-03-04",
                settings=Settings(voice="tone", editions=("mp3", "captions")),
            )
        )

    return make


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_is_made_byte_by_byte_as_it_would_be_alone(
    articles: list[Path], run: Callable[..., list[batches.Ended]], tmp_path: Path
) -> None:
    ended = run(articles, tmp_path / "together")
    assert [item.job.folder.name for item in ended] == list(TEXTS)
    for path in articles:
        alone = pipeline.make(
            str(path),
            tmp_path / "alone" / path.stem,
            store=Store(tmp_path / "other cache"),
            created="2026-03-04",
            settings=Settings(voice="tone", editions=("mp3", "captions")),
        )
        assert contents(alone.folder) == contents(tmp_path / "together" / path.stem)


def test_one_that_cannot_be_read_keeps_nobody_from_being_made(
    articles: list[Path], run: Callable[..., list[batches.Ended]], tmp_path: Path
) -> None:
    articles[1].unlink()
    ended = run(articles, tmp_path / "out")
    assert [item.made is not None for item in ended] == [True, False, True]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one", "three"]


def test_after_a_failure_of_the_voice_the_next_article_is_voiced(
    articles: list[Path],
    run: Callable[..., list[batches.Ended]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak = tone.Voice.speak

    def refuse(self: tone.Voice, text: str) -> object:
        if "المتحف" in text:
            message = "never"
            raise VoiceRefused(message)
        return speak(self, text)

    monkeypatch.setattr(tone.Voice, "speak", refuse)
    ended = run(articles, tmp_path / "out")
    assert [item.error is None for item in ended] == [True, False, True]


def test_two_articles_of_one_name_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="would both be made in") as raised:
        batches.jobs(["a/news.txt", "b/news.md"], tmp_path)
    assert raised.value.hint.endswith("news-2")


def test_the_command_prints_a_path_for_each_and_counts_them(articles: list[Path], tmp_path: Path) -> None:
    ended = briefing("make", *articles, "-o", tmp_path / "out", "--voice", "tone")
    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    assert [line for line in lines if line.endswith("briefing.mp3")] == [
        str(tmp_path / "out" / name / "briefing.mp3") for name in TEXTS
    ]
    assert lines[-1] == "Made: 3 briefings of 3"


def test_the_command_says_what_failed_and_that_the_rest_is_made(articles: list[Path], tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    ended = briefing("make", articles[0], missing, "-o", tmp_path / "out", "--voice", "tone", "-q")
    assert ended.code == 3
    assert ended.out == f"{tmp_path / 'out' / 'one' / 'briefing.mp3'}\n"
    assert str(missing) in ended.last_error
    assert ended.last_error.startswith("error: ")
    assert briefing("make", missing, missing.with_name("other.txt"), "--voice", "tone").code == 65


def test_as_json_each_article_is_a_line(articles: list[Path], tmp_path: Path) -> None:
    ended = briefing(
        "make", articles[0], tmp_path / "missing.txt", "-o", tmp_path / "out", "--voice", "tone", "--json"
    )
    first, second = map(json.loads, ended.out.splitlines())
    assert first["path"].endswith("one/briefing.mp3")
    assert second["article"].endswith("missing.txt")
    assert second["exit_code"] == 65


@pytest.mark.parametrize("option", ["--dry-run", "--explain", "--title=خبر", "--editions=1,2"])
def test_what_goes_with_one_article_is_refused_with_several(option: str, articles: list[Path]) -> None:
    ended = briefing("make", *articles, option, "--voice", "tone")
    assert ended.code == 2
    assert "goes with one article" in ended.last_error


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("https://news.example/culture/book-ship", "book-ship"),
        ("https://news.example/culture/book-ship/", "book-ship"),
        ("https://news.example/culture/book-ship.html#top", "book-ship"),
        ("https://news.example/%D9%85%D8%B7%D8%B1-%D8%A7%D9%84%D9%8A%D9%88%D9%85", "مطر-اليوم"),
        ("https://www.news.example/2025/05/12345", "news.example-12345"),
        ("https://news.example/page.aspx?id=7&x=a/b", "news.example-page-id-7-x-a-b"),
        ("https://news.example/", "news.example"),
        ("https://news.example", "news.example"),
        ("https://news.example/..%2f..%2fetc%2fpasswd", "passwd"),
        ("https://news.example/ا" + "ب" * 200, "ا" + "ب" * 59),
        ("https://[", "briefing"),
        ("https://", "briefing"),
        ("news/a.docx", "a"),
    ],
)
def test_a_folder_is_named_after_its_article(reference: str, name: str) -> None:
    assert name_of(reference) == name
