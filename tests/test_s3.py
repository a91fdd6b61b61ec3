"""Publishing to S3, against a server of its interface on loopback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from briefing.errors import OutputError
from briefing.shows.episodes import Outgoing
from briefing.shows.publishing import Target, open_target, publish

SOUND = "2026-03-02-0123456789.mp3"
KEYS = {"key": "testing", "secret": "testing"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def options(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    requests.post(f"{endpoint}/moto-api/reset", timeout=10)
    requests.put(f"{endpoint}/podcasts", timeout=10)
    return KEYS | {"client_kwargs": {"endpoint_url": endpoint, "region_name": "us-east-1"}}


@pytest.fixture
def target(options: dict[str, Any]) -> Target:
    return open_target("s3://podcasts/show", options=options)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / SOUND
    path.write_bytes(bytes(range(256)) * 4096)
    return path


def test_objects_carry_their_type_and_age(target: Target, sound: Path, options: dict[str, Any]) -> None:
    from s3fs import S3FileSystem

    publish(target, [Outgoing(name=SOUND, path=sound)], b"<rss/>")
    for name, kind, age in (
        (SOUND, "audio/mpeg", "public, max-age=31536000, immutable"),
        ("feed.xml", "application/rss+xml; charset=utf-8", "no-cache"),
    ):
        told = S3FileSystem(**options).call_s3("head_object", Bucket="podcasts", Key=f"show/{name}")
        assert (told["ContentType"], told["CacheControl"]) == (kind, age)


def test_what_is_there_is_not_sent_again(target: Target, sound: Path) -> None:
    files = [Outgoing(name=SOUND, path=sound)]
    assert publish(target, files, b"<rss/>").written == (SOUND, "feed.xml")
    before = target.stored()
    assert publish(target, files, b"<rss/>").written == ()
    assert target.stored() == before
    assert [(item.name, item.bytes) for item in before] == [(SOUND, 1 << 20), ("feed.xml", 6)]
    target.remove(SOUND)
    assert [item.name for item in target.stored()] == ["feed.xml"]


def test_an_object_that_fails_leaves_nothing_and_the_old_feed(target: Target, tmp_path: Path) -> None:
    publish(target, [], b"<rss/>")
    with pytest.raises(OutputError, match="cannot publish to s3://podcasts/show"):
        publish(target, [Outgoing(name="b.mp3", path=tmp_path / "lost.mp3")], b"<rss>new</rss>")
    assert [item.name for item in target.stored()] == ["feed.xml"]
    assert target.read("feed.xml") == b"<rss/>"


def test_a_bucket_that_is_not_there_is_told(options: dict[str, Any]) -> None:
    with pytest.raises(OutputError, match="cannot publish to s3://nowhere/show"):
        open_target("s3://nowhere/show", options=options).publish(SOUND, b"sound")


def test_a_large_object_is_put_in_parts_and_known_again(options: dict[str, Any], tmp_path: Path) -> None:
    from s3fs import S3FileSystem

    path = tmp_path / "long.mp3"
    path.write_bytes(bytes(13 << 20))
    files = S3FileSystem(**options)
    files.put_file(str(path), "podcasts/show/long.mp3", chunksize=5 << 20, ContentType="audio/mpeg")
    assert "-" in files.info("podcasts/show/long.mp3")["ETag"]
    assert open_target("s3://podcasts/show", options=options).publish("long.mp3", path) is False
