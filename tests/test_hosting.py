"""The configurations for nginx and Caddy, tried on the programs themselves where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from briefing.errors import RequestError
from briefing.shows import mediatypes
from briefing.shows.hosting import PROGRAMS, Program, Site, snippet
from tests.approved import check_golden
from tests.validators import program

PERMANENT = "2026-03-02-0123456789-r2.chapters.json"
NAMES = ("feed.xml", "a.mp3", "a.vtt", "a.srt", "a.json", "cover.jpg", "a.html", "day/b.mp3", PERMANENT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hosted")
    public = place / "public"
    (public / "day").mkdir(parents=True)
    for name in NAMES:
        (public / name).write_bytes(b"0123456789")
    (public / ".env").write_bytes(b"secret")
    return public


def nginx_command(text: str, place: Path, port: int) -> list[str]:
    site = place / "site.conf"
    site.write_text(re.sub(r"listen 80;.*", f"listen 127.0.0.1:{port};", text), encoding="utf-8")
    main = place / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main.write_text(
        f"{user} daemon off; pid {place}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {temporary} include {site}; }}\n",
        encoding="utf-8",
    )
    return [
        program("nginx", path=shutil.which("nginx") or "/usr/sbin/nginx"),
        "-c",
        str(main),
        "-e",
        "stderr",
    ]


def caddy_command(text: str, place: Path, port: int) -> list[str]:
    site = place / "Caddyfile"
    text = text.replace("https://podcasts.example.org {", f"http://127.0.0.1:{port} {{")
    site.write_text("{\n admin off\n auto_https off\n}\n" + text, encoding="utf-8")
    return [program("caddy"), "run", "--config", str(site), "--adapter", "caddyfile"]


@pytest.fixture(scope="module", params=[(name, prefix) for name in PROGRAMS for prefix in ("", "/sahel")])
def base(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a program that runs with our configuration."""
    name, prefix = request.param
    place, port = tmp_path_factory.mktemp(name), free_port()
    text = snippet(name, Site(folder=folder, url=f"https://podcasts.example.org{prefix}"))
    command = (nginx_command if name == "nginx" else caddy_command)(text, place, port)
    log = (place / "log").open("wb")
    running = subprocess.Popen(
        command, stdout=log, stderr=log, env={**os.environ, "HOME": str(place), "XDG_DATA_HOME": str(place)}
    )
    try:
        for _ in range(200):
            if running.poll() is not None:
                pytest.fail((place / "log").read_text(encoding="utf-8"))
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}{prefix}"
    finally:
        running.terminate()
        running.wait(timeout=10)
        log.close()


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_configuration_is_the_approved_one(name: Program) -> None:
    site = Site(folder=Path("/srv/podcasts"), url="https://podcasts.example.org/sahel")
    check_golden(f"hosting.{name}.txt", snippet(name, site))


@pytest.mark.parametrize("name", NAMES)
def test_types_age_and_permissions_are_those_of_our_own_server(base: str, name: str) -> None:
    answer = requests.get(f"{base}/{name}", timeout=10, headers={"Accept-Encoding": "identity"})
    assert (answer.status_code, answer.content) == (200, b"0123456789")
    said = answer.headers
    assert said["Content-Type"].lower() == mediatypes.content_type(name)
    assert said["Cache-Control"] == mediatypes.cache_control(name)
    readable = mediatypes.media_type(name) in mediatypes.READ_BY_PAGES
    assert said.get("Access-Control-Allow-Origin", "") == ("*" if readable else "")
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["ETag"].startswith('"')


def test_ranges_conditions_and_methods_work(base: str) -> None:
    part = requests.get(f"{base}/a.mp3", timeout=10, headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    known = requests.get(f"{base}/feed.xml", timeout=10, headers={"If-None-Match": part.headers["ETag"]})
    assert known.status_code in (200, 304)
    assert requests.head(f"{base}/a.mp3", timeout=10).headers["Content-Length"] == "10"
    assert requests.post(f"{base}/a.mp3", timeout=10).status_code == 405


@pytest.mark.parametrize("path", ["/.env", "/nothing.mp3", "/../site.conf"])
def test_what_is_hidden_or_outside_is_not_there(base: str, path: str) -> None:
    assert requests.get(base + path, timeout=10).status_code == 404


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_would_break_a_configuration_is_refused(name: Program, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="gives a meaning"):
        snippet(name, Site(folder=tmp_path / "a$b", url="https://podcasts.example.org"))
    for url in ("https://bad host/", "https://e.org/a;b", "https://e.org/a b/", "https:///"):
        with pytest.raises(RequestError, match="cannot stand"):
            snippet(name, Site(folder=tmp_path, url=url))
