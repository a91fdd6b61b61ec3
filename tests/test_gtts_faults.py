"""Whatever goes wrong at Google's end: every sentence is there, in its place, or there is one clear error.

Schedules of faults are drawn by hypothesis from fixed seeds. Most are met in memory, where everything of
ours runs but the socket; some over TLS. No one waits: the clock moves on when someone wants to.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from briefing.errors import VoiceError, VoiceOffline
from briefing.model import Script
from briefing.speech import Recording, record
from briefing.store import Store
from briefing.text.clauses import clauses
from briefing.voices._gtts_ledger import FILE as LEDGER
from briefing.voices._gtts_pace import GRACE_S
from briefing.voices._gtts_transport import CA_VARIABLES
from briefing.voices._gtts_wire import MAX_CHARS
from briefing.voices.gtts import Options, Voice
from tests.commands import ROOT, briefing
from tests.endpoint import Endpoint
from tests.faults import FAIR, FINAL, PASSING, SLOW, Forecast, Weather
from tests.network import Clock, FakeNetwork, OfflineTransport
from tests.replies import Answer
from tests.scripts import article_file, script_of
from tests.sounds import RATE

ALL = {**PASSING, **SLOW, **FINAL}
LONG = (
    "وأوضحت المديرة أن القاعات الجديدة ستفتح أبوابها للزوار كل صباح، "
    "وأن الكتب الصوتية ستكون في الطابق الأول، وأن الدخول إليها سيبقى مجانا."
)
TEXTS = (
    "افتتحت المدينة أمس مكتبتها الجديدة.",
    "وحضر الافتتاح مئات من السكان والطلاب.",
    "وتضم المكتبة قاعات هادئة للقراءة؛",
    "هل تكفي القاعات زوارها؟",
    "وقالت المديرة: الأبواب مفتوحة للجميع.",
    "أما الكتب القديمة فبقيت في مكانها.",
    "ويبدأ العمل بالنظام الجديد غدا.",
    LONG,
)
"""None so short that a wrong length could not be told from a right one."""
ENDLESS_S = 1e9


# --- one day -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is recorded, in which weather, how patiently."""

    groups: tuple[tuple[str, ...], ...]
    weather: Weather
    jobs: int = 4
    patience_s: float = ENDLESS_S
    burst: int = 100

    @property
    def script(self) -> Script:
        """Sections without an ident."""
        whole = script_of(*self.groups)
        return replace(whole, segments=whole.segments[1:])

    @property
    def pieces(self) -> set[str]:
        """The texts that have to be asked for."""
        return {piece for group in self.groups for text in group for piece in clauses(text, MAX_CHARS)}


def days(faults: dict[str, Answer], *, most: int = 6) -> st.SearchStrategy[Day]:
    """Any day with such faults."""
    names = st.sets(st.sampled_from(sorted(faults)), min_size=1).map(
        lambda chosen: {name: faults[name] for name in chosen}
    )
    groups = st.lists(
        st.lists(st.sampled_from(TEXTS), min_size=1, max_size=most).map(tuple), min_size=1, max_size=2
    )
    return st.builds(
        Day,
        groups=groups.map(tuple),
        weather=st.builds(
            Weather, seed=st.integers(0, 2**32), chance=st.sampled_from((0.1, 0.3, 0.6)), faults=names
        ),
        jobs=st.integers(1, 4),
        patience_s=st.sampled_from((0.0, 5.0, 60.0, ENDLESS_S)),
        burst=st.sampled_from((1, 3, 100)),
    )


@dataclass(frozen=True, slots=True)
class Course:
    """How a recording went."""

    recording: Recording | None
    error: VoiceError | None
    forecast: Forecast
    sent_at: tuple[float, ...] = ()
    """When each request was sent; empty where that is not known."""


Running = Callable[[Day, Store, Path, Clock], Course]
"""Record a day's script into a store, with a ledger's folder and a clock."""


def recorded(
    day: Day, voice: Voice, store: Store, clock: Clock
) -> tuple[Recording | None, VoiceError | None]:
    try:
        with closing(voice):
            recording = record(
                day.script, voice, store, jobs=day.jobs, patience_s=day.patience_s, pause=clock.wait
            )
    except VoiceError as error:
        return None, error
    return recording, None


def in_memory(day: Day, store: Store, ledger: Path, clock: Clock) -> Course:
    voice = Voice(Options(ledger=str(ledger), burst=day.burst), clock=clock, pause=clock.wait)
    network = FakeNetwork(Forecast(day.weather), clock)
    voice._transport = OfflineTransport(voice, network)
    return Course(*recorded(day, voice, store, clock), network.forecast, tuple(network.sent_at))


def over_tls(endpoint: Endpoint) -> Running:
    def run(day: Day, store: Store, ledger: Path, clock: Clock) -> Course:
        options = Options(
            endpoint=endpoint.url, ca_file=str(endpoint.ca_file), ledger=str(ledger), burst=day.burst
        )
        if SLOW.keys() & day.weather.faults.keys():
            options = replace(options, read_timeout_s=0.6, total_timeout_s=1.0)
        forecast = endpoint.expect(day.weather)
        return Course(*recorded(day, Voice(options, clock=clock, pause=clock.wait), store, clock), forecast)

    return run


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by relative path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a fault-free run makes of all texts, to hold every other run against."""

    run: Running
    files: dict[str, bytes]
    """Its cache."""
    sound: dict[str, bytes]
    """The clip of each text."""

    def clips(self, day: Day) -> list[bytes]:
        """The sound of the day's utterances, in order."""
        return [self.sound[text] for group in day.groups for text in group]


def truth_of(run: Running, folder: Path) -> Truth:
    """Record every text on a fair day."""
    store, day = Store(folder / "cache"), Day(groups=(TEXTS,), weather=FAIR)
    clips = clips_of(day, run(day, store, folder / "ledger", Clock()))
    assert len(set(clips)) == len(TEXTS)
    return Truth(run, files_of(store.folder), dict(zip(TEXTS, clips, strict=True)))


def clips_of(day: Day, course: Course) -> list[bytes]:
    assert course.recording is not None, course.error
    clips = [course.recording.clip(item.id) for item in day.script.utterances()]
    assert [clip.utterance for clip in clips] == [item.id for item in day.script.utterances()]
    assert [clip.frames for clip in clips] == list(course.recording.lengths.values())
    return [clip.pcm for clip in clips]


def counted(ledger: Path) -> int:
    """Requests in the ledger."""
    if not (ledger / LEDGER).exists():
        return 0
    with closing(sqlite3.connect(ledger / LEDGER)) as db:
        (number,) = db.execute("SELECT count(*) FROM requests").fetchone()
    return int(number)


def check(day: Day, truth: Truth) -> None:
    """A day as drawn, then a fair one: nothing lost, nothing doubled, nothing wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        store, ledger = Store(folder / "cache"), folder / "ledger"
        course = truth.run(day, store, ledger, clock)
        asked = course.forecast.asked
        met = {text: [day.weather.fault(text, nth + 1) for nth in range(asked[text])] for text in asked}

        kept = files_of(store.folder)
        assert kept.items() <= truth.files.items(), "something wrong was kept"
        assert set(asked) <= day.pieces
        for faults in met.values():
            assert None not in faults[:-1], "a text was asked for again though it had come"
        assert counted(ledger) == asked.total(), "a request was not counted"
        if day.jobs == 1 and course.sent_at:
            check_pace(day, course.sent_at)

        final = {fault for faults in met.values() for fault in faults if fault in FINAL}
        if course.error is None:
            assert not final
            assert clips_of(day, course) == truth.clips(day)
        else:
            assert course.error.message
            assert course.error.hint
            assert final or day.patience_s < ENDLESS_S, course.error
            assert isinstance(course.error, VoiceOffline) or final
            came = sum(faults[-1] is None for faults in met.values())
            assert len(kept) == came, "what came was not kept"

        again = truth.run(replace(day, weather=FAIR, patience_s=ENDLESS_S), store, ledger, clock)
        missing = {text for text in day.pieces if not met.get(text) or met[text][-1] is not None}
        assert set(again.forecast.asked) == missing
        assert again.forecast.asked.total() == len(missing)
        assert clips_of(day, again) == truth.clips(day)


def check_pace(day: Day, sent_at: tuple[float, ...]) -> None:
    """In no stretch of time more requests than the bucket gives out in it."""
    a_minute = Options().requests_per_minute
    for first in range(len(sent_at)):
        for last in range(first, len(sent_at)):
            most = day.burst + a_minute * (sent_at[last] - sent_at[first] + GRACE_S) / 60
            assert last - first + 1 <= most + 1e-6


@pytest.fixture(autouse=True)
def plain_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is reached directly, and nobody's certificates are read, whatever this machine has set."""
    for name in (*("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "no_proxy"), *CA_VARIABLES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    return truth_of(in_memory, tmp_path_factory.mktemp("memory"))


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Truth]:
    folder = tmp_path_factory.mktemp("tls")
    with Endpoint(folder) as endpoint:
        yield truth_of(over_tls(endpoint), folder)


@pytest.fixture(params=["memory", "tls"])
def truth(request: pytest.FixtureRequest) -> Truth:
    """The fault-free run, on either network."""
    found: Truth = request.getfixturevalue(request.param)
    return found


# --- one fault ---------------------------------------------------------------------------------------


class FirstTime(Weather):
    """The one fault meets the first request for each text."""

    def fault(self, text: str, nth: int) -> str | None:  # noqa: ARG002
        return next(iter(self.faults)) if nth == 1 else None


def day_of(name: str) -> Day:
    return Day(groups=((TEXTS[0],),), weather=FirstTime(seed=0, chance=1.0, faults={name: ALL[name]}))


@pytest.mark.parametrize("name", [*PASSING, *SLOW])
def test_a_fault_that_passes_costs_one_more_request(tmp_path: Path, truth: Truth, name: str) -> None:
    day = day_of(name)
    course = truth.run(day, Store(tmp_path / "cache"), tmp_path, Clock())
    assert clips_of(day, course) == truth.clips(day)
    assert course.forecast.asked.total() == 2


@pytest.mark.parametrize("name", FINAL)
def test_a_fault_that_does_not_pass_stops_at_once(tmp_path: Path, truth: Truth, name: str) -> None:
    course = truth.run(day_of(name), Store(tmp_path / "cache"), tmp_path, Clock())
    assert course.error is not None
    assert not isinstance(course.error, VoiceOffline)
    assert course.error.hint
    assert course.forecast.asked.total() == 1
    assert files_of(tmp_path / "cache") == {}


@pytest.mark.parametrize("name", ALL)
def test_the_network_in_memory_fails_as_the_real_one_does(
    tmp_path: Path, memory: Truth, tls: Truth, name: str
) -> None:
    day = replace(day_of(name), patience_s=0.0)
    fake, real = (
        truth.run(day, Store(tmp_path / kind / "cache"), tmp_path / kind, Clock()).error
        for kind, truth in (("memory", memory), ("tls", tls))
    )
    assert type(fake) is type(real)
    assert fake is not None
    assert real is not None
    told, known = (error.message.partition("(attempt")[0].split(" ")[1:] for error in (fake, real))
    assert [word for word in told if word[:1].isalpha() and "." not in word][:4] == [
        word for word in known if word[:1].isalpha() and "." not in word
    ][:4]


# --- any day -----------------------------------------------------------------------------------------

KINDS = {
    "passing": {**PASSING, **SLOW},
    "any": ALL,
    "busy": {name: answer for name, answer in PASSING.items() if name[:1].isdigit()},
}


@pytest.mark.parametrize("block", range(8))
@pytest.mark.parametrize(("kind", "examples"), [("passing", 60), ("any", 45), ("busy", 20)])
def test_no_schedule_of_faults_loses_doubles_or_reorders_a_sentence(
    memory: Truth, kind: str, examples: int, block: int
) -> None:
    @seed(block)
    @settings(max_examples=examples, deadline=None, database=None)
    @given(days(KINDS[kind]))
    def any_day(day: Day) -> None:
        check(day, memory)

    any_day()


@pytest.mark.parametrize("faults", [PASSING, {**PASSING, **FINAL}], ids=["passing", "any"])
def test_no_schedule_does_over_tls_either(tls: Truth, faults: dict[str, Answer]) -> None:
    @seed(7)
    @settings(max_examples=20, deadline=None, database=None)
    @given(days(faults, most=4))
    def any_day(day: Day) -> None:
        check(day, tls)

    any_day()


def test_real_speech_comes_whole_through_a_bad_day(tmp_path: Path) -> None:
    with Endpoint(tmp_path, speech=True) as endpoint:
        truth = truth_of(over_tls(endpoint), tmp_path)
        for number in range(3):
            weather = Weather(seed=number, chance=0.4, faults=PASSING)
            check(Day(groups=(TEXTS[:4], TEXTS[4:]), weather=weather), truth)


def test_the_stand_in_speaks_at_a_readers_pace_with_silence_around(tmp_path: Path) -> None:
    with Endpoint(tmp_path, speech=True) as endpoint:
        sounds = {slow: endpoint.sound(LONG[:90], slow) for slow in (False, True)}
        assert endpoint.sound(LONG[:90]) == sounds[False]
    seconds = {}
    for slow, mp3 in sounds.items():
        samples = np.frombuffer(miniaudio.mp3_read_s16(mp3).samples, np.int16)
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 80)
        for silent in (loud[0], len(samples) - loud[-1]):
            assert 0.19 < silent / RATE < 0.45  # MP3 adds some; a voice begins and ends softly
        seconds[slow] = len(samples) / RATE
    letters = sum(sign.isalnum() for sign in LONG[:90])
    assert 8 < letters / seconds[False] < 20
    assert seconds[True] > 1.3 * seconds[False]


def test_weather_is_the_same_for_the_same_seed_and_as_bad_as_was_asked() -> None:
    asked = [(text, nth) for text in TEXTS for nth in range(1, 60)]
    for chance in (0.0, 0.3, 1.0):
        one, other = (Weather(seed=4, chance=chance, faults=ALL) for _ in range(2))
        met = [one.fault(*request) for request in asked]
        assert met == [other.fault(*request) for request in asked]
        assert sum(fault is not None for fault in met) / len(met) == pytest.approx(chance, abs=0.08)
        assert chance < 1 or set(met) == set(ALL)


# --- a run that is killed ----------------------------------------------------------------------------


def test_a_run_that_is_killed_costs_at_most_what_was_in_the_air(tmp_path: Path) -> None:
    sentences = " ".join(f"قالت المديرة إن القاعة رقم {number} مفتوحة للجميع." for number in range(1, 19))
    article = article_file(tmp_path, f"نص جديد\n\n{sentences}")
    with Endpoint(tmp_path, wait_s=0.05) as endpoint:

        def words(name: str) -> list[str]:
            return [
                *("make", str(article), "-o", str(tmp_path / "out" / name), "--voice", "gtts", "-q"),
                *("--cache-dir", str(tmp_path / "cache" / name)),
                *("-O", f"gtts.endpoint={endpoint.url}", "-O", f"gtts.ca_file={endpoint.ca_file}"),
                *("-O", f"gtts.ledger={tmp_path / 'ledger'}", "-O", "gtts.requests_per_minute=0"),
            ]

        whole = briefing(*words("whole"))
        assert whole.code == 0, whole.err
        pieces = len(endpoint.texts)
        assert pieces == len(set(endpoint.texts)) > 18
        for calls in (1, 6, 13):
            name, before = f"killed at {calls}", len(endpoint.texts)
            run = subprocess.Popen(
                [sys.executable, "-m", "briefing", *words(name)], cwd=ROOT, stderr=subprocess.DEVNULL
            )
            assert endpoint.wait_for(before + calls)
            run.kill()
            run.wait(30)
            at_death = len(endpoint.texts)
            assert not (tmp_path / "out" / name / "briefing.json").exists()
            again = briefing(*words(name))
            assert again.code == 0, again.err
            assert set(endpoint.texts[before:]) == set(endpoint.texts[:pieces])
            assert len(endpoint.texts) - before <= pieces + Voice.parallel
            assert len(endpoint.texts) - at_death <= pieces - calls + Voice.parallel
            killed, never_killed = (files_of(tmp_path / "out" / item) for item in (name, "whole"))
            assert killed == never_killed
