"""Fetching: what is taken, what is refused, and how long anything may last, against a hostile server."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing.errors import ArticleError, BriefingError, FetchError
from briefing.web.fetching import Fetched, Fetcher, Known, Policy
from tests.certificates import Certificate, write_certificates
from tests.hostile import Hostile, Reply, around

PAGE = "<html><body><p>عاد المطر إلى الساحل.</p></body></html>".encode()
QUICK = Policy(connect_s=1, read_s=0.3, total_s=0.6, max_bytes=100_000)


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile({"/": Reply(body=PAGE)}) as running:
        yield running


def fetch(server: Hostile, reply: Reply, *, policy: Policy = QUICK, known: Known | None = None) -> Fetched:
    server.answers["/a"] = reply
    return Fetcher(policy, surroundings=around()).fetch(server.url("/a"), known)


# --- what is taken ---------------------------------------------------------------------------------


def test_a_page_comes_whole_with_what_the_server_says_of_it(server: Hostile) -> None:
    fields = (("ETag", '"a1"'), ("Last-Modified", "Sun, 01 Nov 2026 05:00:00 GMT"))
    found = fetch(server, Reply(body=PAGE, fields=fields, kind='Text/HTML; charset="Windows-1256"'))
    assert found == Fetched(
        url=server.url("/a"),
        status=200,
        body=PAGE,
        media_type="text/html",
        charset="windows-1256",
        etag='"a1"',
        last_modified="Sun, 01 Nov 2026 05:00:00 GMT",
        not_modified=False,
    )


def test_the_server_learns_the_name_of_the_program_and_nothing_of_the_machine(server: Hostile) -> None:
    fetch(server, Reply(body=PAGE))
    (heard,) = server.heard
    assert set(heard.fields) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert heard.fields["user-agent"] == f"briefing/{briefing.__version__}"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=PAGE),
        Reply(body=PAGE, chunked=True),
        Reply(body=PAGE, length=-1),  # ends where the connection does, as HTTP/1.0 has it
        Reply(body=gzip.compress(PAGE), fields=(("Content-Encoding", "gzip"),)),
        Reply(body=gzip.compress(PAGE), fields=(("Content-Encoding", "X-GZIP"),), chunked=True),
        Reply(
            body=gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:]) + b"\0\0",
            fields=(("Content-Encoding", "gzip"),),
        ),
        Reply(body=PAGE, kind=None),
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + PAGE),
    ],
)
def test_a_body_comes_whole_however_it_is_wrapped(server: Hostile, reply: Reply) -> None:
    assert fetch(server, reply).body == PAGE


@pytest.mark.parametrize(
    "kind",
    [
        "text/html",
        "application/xhtml+xml",
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "text/xml",
        "application/json",
        "application/feed+json",
        "text/plain",
        "text/x-opml",
    ],
)
def test_types_of_text_are_taken(server: Hostile, kind: str) -> None:
    assert fetch(server, Reply(body=PAGE, kind=kind)).media_type == kind.partition(";")[0]


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "audio/mpeg", "application/octet-stream"])
def test_other_types_are_refused_before_their_body_is_read(server: Hostile, kind: str) -> None:
    with pytest.raises(ArticleError, match=f"is no page but {kind}"):
        fetch(server, Reply(body=b"x", length=50_000_000, kind=kind))


# --- limits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(body=PAGE, length=len(PAGE) + 10), "breaks off"),
        (Reply(body=PAGE * 100, chunked=True, stop_at=3000), "breaks off"),
        (Reply(body=gzip.compress(PAGE)[:-9], fields=(("Content-Encoding", "gzip"),)), "breaks off"),
        (Reply(body=PAGE, fields=(("Content-Encoding", "gzip"),)), "cannot be unpacked"),
        (Reply(body=PAGE, fields=(("Content-Encoding", "br"),)), "packed as 'br'"),
        (Reply(body=PAGE, fields=(("Content-Encoding", "gzip, gzip"),)), "packed as"),
        (Reply(raw=b""), "broke the connection off"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-"), "empty page"),
        (Reply(body=b""), "empty page"),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), "not answer as a web server"),
        (
            Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            "breaks off|broke|web server",
        ),
        (Reply(fields=tuple((f"X-{i}", "x" * 1_000) for i in range(70))), "header of more than 64 KB"),
        (Reply(fields=tuple((f"X-{i}", "x") for i in range(120))), "not answer as a web server"),
        (Reply(fields=(("X-A", "x" * 70_000),)), "not answer as a web server"),
        (Reply(wait_s=5), "did not go on within 0.3 seconds"),
        (Reply(body=PAGE, drip_s=0.05), "was not done within 0.6 seconds"),
        (Reply(body=PAGE, drip_s=0.05, length=-1), "was not done within 0.6 seconds"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 500, drip_raw_s=0.05), "not done within 0.6 seconds"),
        (Reply(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 90, drip_raw_s=0.01), "not done within 0.6 seconds"),
    ],
)
def test_a_server_that_lies_or_dawdles_is_left_with_a_clear_sentence(
    server: Hostile, reply: Reply, words: str
) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=words) as caught:
        fetch(server, reply)
    assert caught.value.exit_code == 69
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert time.monotonic() - began < 2


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"x" * 100_001),
        Reply(body=b"x" * 100_001, chunked=True),
        Reply(body=b"x" * 100_001, length=-1),
        Reply(body=bomb(300_000_000), fields=(("Content-Encoding", "gzip"),)),
        Reply(body=gzip.compress(b"x" * 40_000) * 3, fields=(("Content-Encoding", "gzip"),)),
    ],
)
def test_a_page_that_is_too_long_is_refused_also_where_it_is_packed_small(
    server: Hostile, reply: Reply
) -> None:
    began = time.monotonic()
    with pytest.raises(ArticleError, match=r"more than 0\.1 MB"):
        fetch(server, reply)
    assert time.monotonic() - began < 1


def test_the_longest_page_that_is_allowed_comes(server: Hostile) -> None:
    body = b"x" * 100_000
    assert fetch(server, Reply(body=body)).body == body
    packed = Reply(body=gzip.compress(body), fields=(("Content-Encoding", "gzip"),))
    assert fetch(server, packed).body == body


def test_the_usual_limits_are_those_that_are_documented() -> None:
    policy = Policy()
    assert (policy.connect_s, policy.read_s, policy.total_s) == (10, 20, 60)
    assert (policy.max_bytes, policy.max_redirects, policy.pause_s) == (10_000_000, 5, 1)
    assert not policy.allow_private
    assert not policy.robots


def test_a_name_that_takes_for_ever_to_resolve_is_given_up(server: Hostile) -> None:
    def slow(host: str, port: int) -> tuple[str, ...]:  # noqa: ARG001
        server.stopping.wait(10)
        return ("127.0.0.1",)

    began = time.monotonic()
    with pytest.raises(FetchError, match=r"the name news\.example cannot be resolved"):
        Fetcher(Policy(connect_s=0.3), surroundings=around(resolve=slow)).fetch("http://news.example/")
    assert time.monotonic() - began < 2


def test_a_host_where_nobody_listens_is_told_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"the connection to 127\.0\.0\.1 did not work"):
        Fetcher(QUICK, surroundings=around()).fetch(f"http://127.0.0.1:{port}/")


# --- TLS -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("certificate", "trusting", "words"),
    [
        (Certificate(), True, ""),
        (Certificate(), False, "is not trusted"),
        (Certificate(name="127.0.0.9"), True, "is not trusted"),
        (Certificate(expired=True), True, "is not trusted"),
    ],
)
def test_certificates_are_always_checked(
    tmp_path: Path, certificate: Certificate, trusting: bool, words: str
) -> None:
    ca_file, chain_file = write_certificates(tmp_path, certificate)
    with Hostile({"/": Reply(body=PAGE)}, chain_file=chain_file) as server:
        fetcher = Fetcher(QUICK, surroundings=around(ca_file=str(ca_file) if trusting else ""))
        if not words:
            assert fetcher.fetch(server.url("/")).body == PAGE
            return
        with pytest.raises(FetchError, match=words):
            fetcher.fetch(server.url("/"))
        assert server.heard == []


def test_plain_http_on_a_tls_port_and_tls_on_a_plain_one_are_told(tmp_path: Path, server: Hostile) -> None:
    with pytest.raises(FetchError):
        Fetcher(QUICK, surroundings=around()).fetch(server.url("/").replace("http:", "https:"))
    ca_file, chain_file = write_certificates(tmp_path, Certificate())
    with Hostile({"/": Reply(body=PAGE)}, chain_file=chain_file) as secured, pytest.raises(FetchError):
        Fetcher(QUICK, surroundings=around(ca_file=str(ca_file))).fetch(
            secured.url("/").replace("https:", "http:")
        )


# --- unchanged, gone, later ------------------------------------------------------------------------


def test_an_unchanged_page_costs_no_body(server: Hostile) -> None:
    known = Known(etag='W/"a1"', last_modified="Sun, 01 Nov 2026 05:00:00 GMT")
    found = fetch(server, Reply(status=304, body=b"", length=-1), known=known)
    assert (found.not_modified, found.body, found.status) == (True, b"", 304)
    assert (found.etag, found.last_modified) == (known.etag, known.last_modified)
    (heard,) = server.heard
    assert heard.fields["if-none-match"] == known.etag
    assert heard.fields["if-modified-since"] == known.last_modified


def test_unchanged_is_an_error_where_nothing_is_known(server: Hostile) -> None:
    with pytest.raises(FetchError, match="answers HTTP 304"):
        fetch(server, Reply(status=304, body=b"", length=-1))


def test_validators_are_kept_as_one_line_and_absurd_ones_are_not(server: Hostile) -> None:
    raw = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "a\r\n b"\r\nContent-Length: 2\r\n\r\nok'
    assert fetch(server, Reply(raw=raw)).etag == '"a b"'
    assert fetch(server, Reply(fields=(("ETag", "x" * 5_000),))).etag == ""


@pytest.mark.parametrize(
    ("status", "words", "gone"),
    [
        (410, "taken away for good", True),
        (404, "there is no page", False),
        (403, "not give the page to everybody", False),
        (451, "not give the page to everybody", False),
        (500, "cannot serve the page now", False),
        (503, "cannot serve the page now", False),
        (418, "answers HTTP 418", False),
        (206, "answers HTTP 206", False),
        (302, "answers HTTP 302", False),  # without a Location
    ],
)
def test_a_server_that_says_no_is_understood(server: Hostile, status: int, words: str, gone: bool) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        fetch(server, Reply(status=status))
    assert (caught.value.status, caught.value.gone, caught.value.retry_after) == (status, gone, None)


def test_every_refusal_is_an_error_of_ours(server: Hostile) -> None:
    for path in ("/a b", "/a\nb", "/%", "/%zz"):
        with pytest.raises(BriefingError):
            Fetcher(QUICK, surroundings=around()).fetch(server.url(path))
