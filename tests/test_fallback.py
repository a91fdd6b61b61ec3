"""When the online voice fails: the whole briefing by the fallback, said in words, or nothing at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from tests.commands import Ended, briefing
from tests.endpoint import PLAIN, Endpoint, failed
from tests.scripts import article_file


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[Endpoint]:
    """The local stand-in for Google's endpoint."""
    with Endpoint(tmp_path) as running:
        yield running


def made(endpoint: Endpoint, folder: Path, *more: str) -> Ended:
    words: list[str | Path] = ["make", article_file(folder), "-o", folder / "out", "--voice", "gtts"]
    words += [
        "--patience",
        "0",
        "-O",
        f"gtts.endpoint={endpoint.url}",
        "-O",
        f"gtts.ca_file={endpoint.ca_file}",
    ]
    return briefing(*words, *more)


def test_without_a_fallback_nothing_is_published_and_what_came_is_kept(
    tmp_path: Path, endpoint: Endpoint
) -> None:
    endpoint.schedule(failed(503))
    ended = made(endpoint, tmp_path)
    assert ended.code == 69
    assert "--fallback espeak" in ended.last_error or "--voice espeak" in ended.last_error
    assert not (tmp_path / "out").exists()
    first = len(endpoint.texts)
    again = made(endpoint, tmp_path)
    assert again.code == 0, again.err
    everything = set(endpoint.texts)
    asked_twice = first + len(endpoint.texts[first:]) - len(everything)
    assert asked_twice <= 1, "only the text that failed is asked for again"


@pytest.mark.parametrize("status", [403, 503])
def test_with_a_fallback_the_whole_briefing_is_spoken_by_it_and_says_so(
    tmp_path: Path, endpoint: Endpoint, status: int
) -> None:
    endpoint.schedule(*[failed(status)] * 60)
    ended = made(endpoint, tmp_path, "--fallback", "espeak")
    assert ended.code == 3, ended.err
    assert "warning: espeak spoke in the place of gtts" in ended.err
    document = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert document["voice"]["name"] == "espeak"
    assert document["voice"]["stands_in_for"] == "gtts"
    assert str(status) in document["voice"]["reason"] or document["voice"]["reason"]
    assert document["rate"] == 22_050
    tag = ID3(tmp_path / "out" / "briefing.mp3")  # type: ignore[no-untyped-call]
    [comment] = tag.getall("COMM")  # type: ignore[no-untyped-call]
    assert "حلّ هذا الصوت محلّ (gtts)" in str(comment.text[0])


def test_a_fallback_that_is_not_needed_changes_nothing(tmp_path: Path, endpoint: Endpoint) -> None:
    ended = made(endpoint, tmp_path, "--fallback", "espeak")
    assert ended.code == 0, ended.err
    document = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert (document["voice"]["name"], document["voice"]["stands_in_for"]) == ("gtts", "")


def test_a_dry_run_counts_the_requests_and_writes_nothing(tmp_path: Path, endpoint: Endpoint) -> None:
    ended = made(endpoint, tmp_path, "--dry-run", "--json")
    told = json.loads(ended.out)
    assert (told["cached"], told["online"], endpoint.texts) == (0, True, ())
    assert told["wait_s"] > 0
    assert not (tmp_path / "out").exists()
    made(endpoint, tmp_path)
    assert len(endpoint.texts) == told["requests"]
    again = json.loads(made(endpoint, tmp_path, "--dry-run", "--json").out)
    assert (again["requests"], again["cached"]) == (0, told["requests"])


def test_by_section_the_fallback_speaks_only_what_was_not_finished(
    tmp_path: Path, endpoint: Endpoint
) -> None:
    endpoint.schedule(*[PLAIN] * 6, *[failed(503)] * 60)
    ended = made(endpoint, tmp_path, "--fallback", "espeak", "--fallback-scope", "section")
    assert ended.code == 3, ended.err
    document = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert (document["voice"]["name"], document["voice"]["helped_by"]) == ("gtts", "espeak")
    helped = set(document["voice"]["helped_in"])
    chapters = {chapter["id"] for chapter in document["chapters"]}
    assert helped
    assert helped < chapters
    assert document["rate"] == 24_000
    shown = [item["shown"] for item in document["utterances"] if item["role"] == "narration"]
    assert len(shown) == len(set(shown)) == 6
    tag = ID3(tmp_path / "out" / "briefing.mp3")  # type: ignore[no-untyped-call]
    [comment] = tag.getall("COMM")  # type: ignore[no-untyped-call]
    assert "صوت آخر (espeak)" in str(comment.text[0])
