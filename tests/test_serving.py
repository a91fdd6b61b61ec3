"""``briefing serve`` as its clients meet it: right bytes, right types, nothing it should not hand out."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.shows import serving as serving_module
from briefing.shows.serving import Server
from tests.clients import ask, say, serving

SOUND = bytes(range(256)) * 40
SIZE = len(SOUND)
PERMANENT = "2026-03-02-0123456789.mp3"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("served")
    public = place / "public"
    (public / "day").mkdir(parents=True)
    (public / ".git").mkdir()
    (public / "feed.xml").write_bytes(b"<rss/>")
    (public / "a.mp3").write_bytes(SOUND)
    (public / PERMANENT).write_bytes(SOUND)
    (public / "day" / "خطة أ.mp3").write_bytes(b"day")
    (public / "empty.mp3").write_bytes(b"")
    for name in ("a.vtt", "a.srt", "a.json", "a.chapters.json", "cover.jpg", "a.html"):
        (public / name).write_bytes(b"x")
    for name in (
        ".env",
        ".git/config.json",
        "state.sqlite",
        "state.sqlite-wal",
        "show.toml",
        "run.log",
        "noend",
    ):
        (public / name).write_bytes(b"secret")
    (place / "outside.mp3").write_bytes(b"secret")
    (place / "outside").mkdir()
    (place / "outside" / "b.mp3").write_bytes(b"secret")
    (public / "link.mp3").symlink_to(place / "outside.mp3")
    (public / "linked").symlink_to(place / "outside")
    os.mkfifo(public / "pipe.mp3")
    return public


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "kind", "cors"),
    [
        ("feed.xml", "application/rss+xml; charset=utf-8", True),
        ("a.mp3", "audio/mpeg", False),
        ("a.vtt", "text/vtt; charset=utf-8", True),
        ("a.srt", "application/x-subrip; charset=utf-8", True),
        ("a.json", "application/json; charset=utf-8", True),
        ("a.chapters.json", "application/json+chapters; charset=utf-8", True),
        ("cover.jpg", "image/jpeg", False),
        ("a.html", "text/html; charset=utf-8", True),
    ],
)
def test_each_kind_has_its_type(server: Server, name: str, kind: str, cors: bool) -> None:
    answer = ask(server, f"/{name}")
    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers.get("access-control-allow-origin") == ("*" if cors else None)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["accept-ranges"] == "bytes"


def test_only_names_that_change_with_their_content_are_kept_without_asking(server: Server) -> None:
    assert ask(server, "/feed.xml").headers["cache-control"] == "no-cache"
    assert ask(server, "/a.mp3").headers["cache-control"] == "no-cache"
    assert "immutable" in ask(server, f"/{PERMANENT}").headers["cache-control"]


def test_head_says_what_get_would_and_sends_nothing(server: Server) -> None:
    head, get = ask(server, "/a.mp3", method="HEAD"), ask(server, "/a.mp3")
    assert (head.status, head.body, get.body) == (200, b"", SOUND)
    drop = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in drop} == {
        k: v for k, v in get.headers.items() if k not in drop
    }
    assert head.headers["content-length"] == str(SIZE)


def test_head_of_what_is_not_there_sends_no_body(server: Server) -> None:
    answer = say(server, b"HEAD /nothing.mp3 HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, SIZE),
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        (f"bytes=100-{SIZE * 5}", 100, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        ("bytes=-10", SIZE - 10, SIZE),
        (f"bytes=-{SIZE * 5}", 0, SIZE),
        ("Bytes=5-9", 5, 10),
        ("bytes=0-" + "9" * 5000, 0, SIZE),
    ],
)
def test_a_single_range_is_sent_as_a_part(server: Server, asked: str, start: int, end: int) -> None:
    answer = ask(server, "/a.mp3", Range=asked)
    assert (answer.status, answer.body) == (206, SOUND[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer.headers["content-length"] == str(end - start)


@pytest.mark.parametrize(
    "asked", [f"bytes={SIZE}-", f"bytes={SIZE * 9}-{SIZE * 9}", "bytes=-0", "bytes=" + "9" * 5000 + "-"]
)
def test_a_range_behind_the_end_is_refused_with_the_length(server: Server, asked: str) -> None:
    answer = ask(server, "/a.mp3", Range=asked)
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize(
    "asked", ["bytes=5-4", "bytes=a-b", "bytes=-", "items=0-5", "bytes=0-1,3-4", "bytes", "bytes=٣-٤"]
)
def test_what_is_no_single_range_is_ignored(server: Server, asked: str) -> None:
    answer = say(server, f"GET /a.mp3 HTTP/1.0\r\nRange: {asked}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(SOUND)


def test_an_empty_file_has_no_ranges(server: Server) -> None:
    assert ask(server, "/empty.mp3").body == b""
    assert ask(server, "/empty.mp3", Range="bytes=0-").status == 416
    assert ask(server, "/empty.mp3", Range="bytes=-5").status == 416


def test_a_range_is_sent_only_while_the_bytes_are_the_same(server: Server) -> None:
    headers = ask(server, "/a.mp3").headers
    for known in (headers["etag"], headers["last-modified"]):
        assert ask(server, "/a.mp3", Range="bytes=1-2", If_Range=known).status == 206
    for other in ('"other"', f"W/{headers['etag']}", formatdate(0, usegmt=True)):
        answer = ask(server, "/a.mp3", Range="bytes=1-2", If_Range=other)
        assert (answer.status, answer.body) == (200, SOUND)


def test_who_has_the_bytes_is_told_so(server: Server) -> None:
    headers = ask(server, "/feed.xml").headers
    etag, date = headers["etag"], headers["last-modified"]
    assert not etag.startswith("W/")
    for asked in (etag, f'"a", {etag}', f"W/{etag}", "*"):
        answer = ask(server, "/feed.xml", If_None_Match=asked)
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)
    assert ask(server, "/feed.xml", If_Modified_Since=date).status == 304
    assert ask(server, "/feed.xml", If_Modified_Since=formatdate(0, usegmt=True)).status == 200
    assert ask(server, "/feed.xml", If_Modified_Since="yesterday").status == 200
    assert ask(server, "/feed.xml", If_None_Match='"other"', If_Modified_Since=date).status == 200


def test_a_name_may_have_arabic_letters_and_blanks(server: Server) -> None:
    path = "/day/%D8%AE%D8%B7%D8%A9%20%D8%A3.mp3"
    assert ask(server, path).body == b"day"
    assert ask(server, f"http://phone.example.org{path}?from=app").body == b"day"


def test_a_folder_shows_its_feed_and_never_a_list(server: Server) -> None:
    assert ask(server, "/").body == b"<rss/>"
    assert ask(server, "/day/").status == 404
    assert ask(server, "/day").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.mp3",
        "/../outside.mp3",
        "/%2e%2e/outside.mp3",
        "/day/../../outside.mp3",
        "/day/..%2f..%2foutside.mp3",
        "/%2e%2e%5coutside.mp3",
        "//etc/passwd",
        "/day//a.mp3",
        "/.env",
        "/%2eenv",
        "/.git/config.json",
        "/state.sqlite",
        "/state.sqlite-wal",
        "/show.toml",
        "/run.log",
        "/noend",
        "/link.mp3",
        "/linked/b.mp3",
        "/pipe.mp3",
        "/a.mp3/b.mp3",
        "/" + "a" * 5000 + ".mp3",
    ],
)
def test_what_is_not_public_is_not_there(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_other_methods_are_refused(server: Server, method: str) -> None:
    answer = ask(server, "/a.mp3", method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /a%00.mp3 HTTP/1.1\r\n\r\n", 400),
        (b"GET /a\x00.mp3 HTTP/1.1\r\n\r\n", 400),
        (b"GET /%0d%0aSet-Cookie:x.mp3 HTTP/1.1\r\n\r\n", 400),
        (b"GET /%ff%fe.mp3 HTTP/1.1\r\n\r\n", 400),
        (b"GET a.mp3 HTTP/1.1\r\n\r\n", 400),
        (b"GET * HTTP/1.1\r\n\r\n", 400),
        (b"GET /a.mp3 HTTP/9.9\r\n\r\n", 505),
        (b"GET /a.mp3 with blanks HTTP/1.1\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET /a.mp3 HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n", 431),
        (b"GET /a.mp3 HTTP/1.1\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", 431),
    ],
)
def test_what_is_no_question_is_refused_with_an_answer(server: Server, request_: bytes, status: int) -> None:
    answer = say(server, request_)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"X-Content-Type-Options: nosniff" in answer
    assert answer.count(b"HTTP/1.1") == 1


def test_a_question_without_headers_of_the_oldest_kind_is_answered(server: Server) -> None:
    assert say(server, b"GET /feed.xml\r\n").endswith(b"<rss/>")


def test_the_body_of_a_question_is_not_taken_for_another_question(server: Server) -> None:
    inner = b"GET /a.vtt HTTP/1.1\r\n\r\n"
    answer = say(server, b"GET /feed.xml HTTP/1.1\r\nContent-Length: %d\r\n\r\n%b" % (len(inner), inner))
    assert answer.count(b"HTTP/1.1 200") == 1


def test_several_questions_go_over_one_connection(server: Server) -> None:
    answer = say(
        server, b"GET /feed.xml HTTP/1.1\r\n\r\nGET /none.mp3 HTTP/1.1\r\n\r\nHEAD /a.mp3 HTTP/1.1\r\n\r\n"
    )
    assert re.findall(rb"HTTP/1\.1 (\d+)", answer) == [b"200", b"404", b"200"]


def test_sixteen_clients_are_served_at_once(server: Server, folder: Path) -> None:
    """All sixteen have begun to hear before any has heard the whole."""
    large = bytes(1 << 24)
    (folder / "large.mp3").write_bytes(large)
    begun = threading.Barrier(16, timeout=20)

    def listen(_: int) -> int:
        with socket.create_connection(server.endpoint, timeout=20) as connection:
            connection.sendall(b"GET /large.mp3 HTTP/1.0\r\n\r\n")
            heard = connection.recv(1000)
            begun.wait()
            total = len(heard) - heard.index(b"\r\n\r\n") - 4
            while piece := connection.recv(1 << 20):
                total += len(piece)
        return total

    with ThreadPoolExecutor(16) as crowd:
        assert set(crowd.map(listen, range(16))) == {len(large)}


def test_one_client_too_many_waits_and_is_served(folder: Path) -> None:
    with serving(folder, most_clients=2) as server:
        held = [socket.create_connection(server.endpoint, timeout=10) for _ in range(2)]
        for connection in held:
            connection.sendall(b"GET /feed.xml HTTP/1.1\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        with ThreadPoolExecutor(1) as later:
            waiting = later.submit(ask, server, "/feed.xml")
            for connection in held:
                connection.close()
            assert waiting.result(timeout=10).status == 200


def test_the_server_ends_while_its_clients_hang_on(folder: Path) -> None:
    with serving(folder, most_clients=1) as server:
        held = socket.create_connection(server.endpoint, timeout=10)
        held.sendall(b"GET /feed.xml HTTP/1.1\r\n\r\n")
        assert held.recv(4096).startswith(b"HTTP/1.1 200")
        waiting = socket.create_connection(server.endpoint, timeout=10)
    held.close()
    waiting.close()


def test_a_client_that_goes_away_is_no_fault(
    server: Server, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "long.mp3").write_bytes(bytes(1 << 24))
    for _ in range(3):
        with socket.create_connection(server.endpoint, timeout=10) as connection:
            connection.sendall(b"GET /long.mp3 HTTP/1.1\r\n\r\n")
            connection.recv(10)
    assert ask(server, "/feed.xml").status == 200
    assert capfd.readouterr().err == ""


def test_a_port_that_is_taken_is_told_with_another(server: Server, folder: Path) -> None:
    with pytest.raises(OutputError, match="Address already in use") as caught:
        Server(folder, port=server.endpoint[1])
    assert "--port" in caught.value.hint


@pytest.mark.parametrize(("bind", "port"), [("192.0.2.77", 0), ("127.0.0.1", 70_000)])
def test_an_address_that_is_not_ours_is_told(folder: Path, bind: str, port: int) -> None:
    with pytest.raises(OutputError, match="cannot listen at"):
        Server(folder, bind=bind, port=port)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        Server(tmp_path / "nothing", port=0)


def test_only_this_machine_is_served_unless_asked(folder: Path) -> None:
    with Server(folder, port=0) as server:
        assert server.endpoint[0] == "127.0.0.1"
        assert server.addresses == (f"http://127.0.0.1:{server.endpoint[1]}/",)


def test_on_every_address_the_one_for_the_network_is_told_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_module, "EVERYWHERE", {"127.0.0.1"})
    monkeypatch.setattr(serving_module, "_address_outside", lambda: "192.0.2.20")
    with Server(folder, port=0) as server:
        port = server.endpoint[1]
        assert server.addresses == (f"http://127.0.0.1:{port}/", f"http://192.0.2.20:{port}/")
    monkeypatch.setattr(serving_module, "_address_outside", lambda: "")
    with Server(folder, port=0) as server:
        assert len(server.addresses) == 1
