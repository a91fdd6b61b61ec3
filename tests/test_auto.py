"""``--voice auto``: gTTS where its endpoint answers, else espeak; it says which and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import Ended, briefing
from tests.endpoint import Endpoint
from tests.scripts import article_file


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[Endpoint]:
    """The local stand-in for Google's endpoint."""
    with Endpoint(tmp_path) as running:
        yield running


def made(folder: Path, url: str, ca_file: str | Path, *more: str) -> Ended:
    return briefing(
        *("make", article_file(folder), "-o", folder / "out", "--voice", "auto"),
        *("-O", f"gtts.endpoint={url}", "-O", f"gtts.ca_file={ca_file}", *more),
    )


def test_gtts_speaks_where_its_endpoint_answers(tmp_path: Path, endpoint: Endpoint) -> None:
    ended = made(tmp_path, endpoint.url, endpoint.ca_file)
    assert ended.code == 0, ended.err
    assert "Voice: gtts, online: the text is sent to it. Chosen because its endpoint answers." in ended.err
    document = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert (document["voice"]["name"], document["rate"]) == ("gtts", 24_000)
    assert endpoint.url not in json.dumps(document["voice"]["options"])
    said = "".join("".join(endpoint.texts).split())
    for item in document["utterances"]:
        assert "".join(item["spoken"].split()) in said or len(item["spoken"]) > 100
        assert item["end"] > item["start"]
        assert item["words_estimated"]
        assert [word["index"] for word in item["words"]] == list(range(len(item["spoken"].split())))
    assert max(map(len, endpoint.texts)) <= 100


def test_a_second_run_asks_the_endpoint_for_nothing(tmp_path: Path, endpoint: Endpoint) -> None:
    made(tmp_path, endpoint.url, endpoint.ca_file)
    asked = len(endpoint.texts)
    ended = made(tmp_path, endpoint.url, endpoint.ca_file)
    assert "Everything is there already and whole." in ended.err
    assert len(endpoint.texts) == asked


def test_espeak_speaks_where_nothing_answers(tmp_path: Path, endpoint: Endpoint) -> None:
    ended = made(tmp_path, "https://127.0.0.1:9", endpoint.ca_file)
    assert ended.code == 0, ended.err
    assert "Voice: espeak, offline. Chosen because the connection to 127.0.0.1:9 did not work" in ended.err
    document = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert document["voice"]["name"] == "espeak"
    assert endpoint.texts == ()
