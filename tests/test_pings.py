"""Whoever watches is told; whatever goes wrong in that is nobody else's trouble."""

from __future__ import annotations

import socket

import pytest

from briefing.shows import pings
from briefing.shows.pings import Pings
from briefing.shows.secret import Secret
from tests.watcher import watching


def test_the_beginning_and_the_end_are_told_with_the_log() -> None:
    with watching() as watcher:
        told = Pings(Secret(watcher.url), sleep=lambda _: None)
        assert told.start()
        assert told.end(69, b"the log")
        assert watcher.told == [("start", b""), ("69", b"the log")]


@pytest.mark.parametrize(("refuse", "known"), [(0, True), (4, True), (5, False)])
def test_it_is_tried_five_times(refuse: int, known: bool) -> None:
    waits: list[float] = []
    with watching() as watcher:
        watcher.refuse = refuse
        assert Pings(Secret(watcher.url), sleep=waits.append).start() is known
        assert watcher.asked == min(refuse + 1, pings.TRIES)
    assert waits == [0.2, 0.4, 0.8, 1.6][: min(refuse, 4)]


def test_a_watcher_that_is_not_there_breaks_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/x"
    assert not Pings(Secret(url), sleep=lambda _: None).end(0, b"")
    assert not Pings(Secret("http://[nonsense/"), sleep=lambda _: None).start()
    assert not Pings(Secret("")).start()


def test_a_hurried_end_is_tried_once() -> None:
    with watching() as watcher:
        watcher.refuse = 1
        assert not Pings(Secret(watcher.url)).end(143, b"", is_hurried=True)
        assert watcher.asked == 1


def test_what_stands_behind_a_question_mark_stays_there() -> None:
    assert pings._joined("https://a.example/ping/x/?create=1", "start") == (
        "https://a.example/ping/x/start?create=1"
    )
