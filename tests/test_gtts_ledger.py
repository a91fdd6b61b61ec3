"""The ledger of requests: no schedule of runs, refusals and clock jumps gets more than is allowed."""

from __future__ import annotations

import heapq
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import OutputError, VoiceOffline
from briefing.voices import _gtts_ledger as module
from briefing.voices._gtts_ledger import FILE, NEAR_S, Ledger, default_folder
from briefing.voices._gtts_pace import DAY_S, GRACE_S, HOUR_S, LONGEST_PAUSE_S, Limits

START = 1_772_172_000.0
FREE = Limits(burst=1, per_minute=0, per_hour=0, per_day=0)


class World:
    """A clock that can be wrong, and the time that really went by."""

    def __init__(self) -> None:
        self.clock = START
        self.elapsed = 0.0
        """Seconds that went by, or that the clock says went by, whichever is more."""

    def __call__(self) -> float:
        return self.clock

    def advance(self, seconds: float) -> None:
        self.clock += seconds
        self.elapsed += seconds

    def jump(self, seconds: float) -> None:
        """The clock is set; forwards it cannot be told from time going by."""
        self.clock += seconds
        self.elapsed += max(0.0, seconds)


@pytest.fixture
def world() -> World:
    return World()


def limits(burst: int = 1000, per_minute: int = 0, per_hour: int = 0, per_day: int = 0) -> Limits:
    return Limits(burst=burst, per_minute=per_minute, per_hour=per_hour, per_day=per_day)


Opener = Callable[..., Ledger]


@pytest.fixture
def open_ledger(tmp_path: Path, world: World) -> Iterator[Opener]:
    """Ledgers of one folder, as separate runs have them."""
    opened: list[Ledger] = []

    def made(given: Limits = FREE, service: str = "there", chance: float = 0.0) -> Ledger:
        opened.append(Ledger(tmp_path, service, limits=given, clock=world, chance=lambda: chance))
        return opened[-1]

    yield made
    for ledger in opened:
        ledger.close()


def seconds_of(error: VoiceOffline) -> float:
    assert error.retry_after
    return error.retry_after


def waits(ledger: Ledger, texts: int, name: str = "text") -> list[float]:
    """What each of some texts is told, without waiting."""
    told = []
    for number in range(texts):
        try:
            told.append(ledger.take(f"{name} {number}"))
        except VoiceOffline as error:
            told.append(seconds_of(error))
    return told


# --- pace and ceilings -----------------------------------------------------------------------------


def test_a_burst_goes_at_once_and_then_the_pace_holds(open_ledger: Opener) -> None:
    ledger = open_ledger(limits(burst=3, per_minute=30))
    assert waits(ledger, 6) == [0.0, 0.0, 0.0, 2.0, 4.0, 6.0]


def test_the_burst_comes_back_with_rest(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(burst=3, per_minute=30))
    waits(ledger, 3)
    world.advance(4.0)
    assert waits(ledger, 3, "later") == [0.0, 0.0, 2.0]


def test_no_pace_is_no_limit(open_ledger: Opener) -> None:
    assert waits(open_ledger(), 50) == [0.0] * 50


def test_what_one_run_used_another_has_not(open_ledger: Opener) -> None:
    kept = limits(burst=3, per_minute=30)
    assert waits(open_ledger(kept), 2) == [0.0, 0.0]
    assert waits(open_ledger(kept), 2) == [0.0, 2.0]


def test_services_are_counted_apart(open_ledger: Opener) -> None:
    kept = limits(burst=1, per_minute=30)
    assert waits(open_ledger(kept, "here"), 1) == waits(open_ledger(kept, "there"), 1) == [0.0]


@pytest.mark.parametrize(
    ("kept", "seconds", "name"),
    [(limits(per_hour=3), HOUR_S, "hour"), (limits(per_day=3), DAY_S, "day")],
)
def test_a_ceiling_says_when_it_frees_up_and_how_it_is_raised(
    open_ledger: Opener, world: World, kept: Limits, seconds: float, name: str
) -> None:
    ledger = open_ledger(kept)
    waits(ledger, 1)
    world.advance(600)
    waits(ledger, 2, "more")
    with pytest.raises(VoiceOffline, match=f"3 times within an? {name}.*gtts.requests_per_{name}") as caught:
        ledger.take("one too many")
    assert caught.value.retry_after == seconds - 600
    assert f"-O gtts.requests_per_{name}=6" in caught.value.hint
    world.advance(seconds - 600)
    assert ledger.take("one too many") == 0.0
    with pytest.raises(VoiceOffline) as caught:
        ledger.take("another")
    assert caught.value.retry_after == 600


def test_a_ceiling_that_frees_up_soon_is_waited_for(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(per_hour=1))
    ledger.take("first")
    world.advance(HOUR_S - 3)
    assert ledger.take("second") == 3.0
    world.advance(3)
    assert ledger.take("second") == 0.0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (9.2, "10 seconds"),
        (120, "120 seconds"),
        (121, "3 minutes"),
        (7_200, "120 minutes"),
        (9_000, "3 hours"),
    ],
)
def test_a_wait_is_said_in_words(open_ledger: Opener, seconds: float, said: str) -> None:
    ledger = open_ledger()
    ledger.refused(seconds, sent_at=START)
    with pytest.raises(VoiceOffline, match=f"left alone for another {said}"):
        ledger.take("text")


# --- moments that are kept -------------------------------------------------------------------------


def test_a_moment_is_kept_for_who_was_told_of_it(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(burst=1, per_minute=6))
    assert waits(ledger, 4) == [0.0, 10.0, 20.0, 30.0]
    assert waits(ledger, 4)[1:] == [10.0, 20.0, 30.0]
    world.advance(10)
    assert ledger.take("text 1") == 0.0
    world.advance(10)
    assert ledger.take("text 2") == 0.0


def test_a_moment_nobody_comes_for_is_lost(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(burst=1, per_minute=6))
    waits(ledger, 2)
    world.advance(10 + GRACE_S + 1)
    assert ledger.take("text 1") == 4.0


def test_moments_that_are_not_used_do_not_count_against_a_ceiling(open_ledger: Opener, world: World) -> None:
    kept = limits(burst=1, per_minute=6, per_hour=3)
    ledger = open_ledger(kept)
    waits(ledger, 3)
    ledger.close()
    world.advance(60)
    assert waits(open_ledger(kept), 2, "later") == [0.0, 10.0]


def test_a_moment_far_ahead_is_not_kept(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(burst=1, per_minute=1))
    assert waits(ledger, 4) == [0.0, 60.0, 120.0, 120.0]
    world.advance(60)
    assert waits(ledger, 2) == [60.0, 0.0]


# --- refusals --------------------------------------------------------------------------------------


def test_a_refusal_holds_every_run(open_ledger: Opener, world: World) -> None:
    one, other = open_ledger(), open_ledger()
    one.take("text")
    other.take("text")
    assert one.refused(30.0, sent_at=START) == 30.0
    with pytest.raises(VoiceOffline, match="there refused lately and is left alone") as caught:
        other.take("next")
    assert caught.value.retry_after == 30.0
    assert str(other.held()) == str(caught.value)
    world.advance(26)
    assert (other.held(), other.take("next")) == (None, 4.0)
    world.advance(4)
    assert other.take("next") == 0.0


def test_a_moment_kept_before_a_refusal_is_held_too(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(burst=1, per_minute=30))
    assert waits(ledger, 2) == [0.0, 2.0]
    ledger.refused(30.0, sent_at=world.clock)
    world.advance(2)
    with pytest.raises(VoiceOffline) as caught:
        ledger.take("text 1")
    assert seconds_of(caught.value) >= 28.0


def test_pauses_double_with_each_refusal_until_an_answer(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger()
    told = []
    for number in range(10):
        world.advance(1)
        sent_at = world.clock
        told.append(ledger.refused(None, sent_at=sent_at))
        world.advance(told[-1])
        assert ledger.take(f"text {number}") == 0.0
    assert told == [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, LONGEST_PAUSE_S, LONGEST_PAUSE_S]
    ledger.served(sent_at=world.clock)
    assert ledger.refused(None, sent_at=world.clock) == 2.0


def test_requests_that_were_under_way_together_are_refused_once(open_ledger: Opener, world: World) -> None:
    one, other = open_ledger(), open_ledger()
    sent_at = world.clock
    world.advance(0.15)
    assert [ledger.refused(None, sent_at=sent_at) for ledger in (one, one, other, other)] == [2.0] * 4
    one.served(sent_at=sent_at)  # an answer that was on its way: no sign of better times
    world.advance(3)
    assert one.refused(None, sent_at=world.clock) == 4.0


@pytest.mark.parametrize(("named", "held"), [(0.0, 1.0), (7.0, 7.0), (1e9, DAY_S)])
def test_what_the_service_names_is_kept_within_reason(open_ledger: Opener, named: float, held: float) -> None:
    assert open_ledger().refused(named, sent_at=START) == held


def test_a_pause_of_our_own_is_stretched_by_chance(open_ledger: Opener) -> None:
    assert open_ledger(chance=0.5).refused(None, sent_at=START) == pytest.approx(2.2)


def test_a_refusal_takes_half_of_what_is_left_of_the_burst(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(burst=9, per_minute=30))
    assert waits(ledger, 1) == [0.0]
    ledger.refused(30.0, sent_at=START)
    world.advance(30)
    assert waits(ledger, 5, "later") == [0.0, 0.0, 0.0, 0.0, 2.0]


def test_a_hold_outlives_a_clock_that_is_set_back_and_ends(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger()
    ledger.refused(30.0, sent_at=START)
    world.jump(-10 * DAY_S)
    assert waits(ledger, 1) == [30.0]
    world.advance(30)
    assert waits(ledger, 1) == [0.0]


def test_a_ceiling_outlives_a_clock_that_is_set_back_and_ends(open_ledger: Opener, world: World) -> None:
    ledger = open_ledger(limits(per_hour=2))
    assert waits(ledger, 2) == [0.0, 0.0]
    world.jump(-10 * DAY_S)
    [told] = waits(ledger, 1, "later")
    assert HOUR_S <= told <= HOUR_S + 60
    assert ledger.foretell(1) == told
    world.advance(told)
    assert waits(ledger, 1, "later") == [0.0]


# --- a thousand schedules --------------------------------------------------------------------------


@dataclass(frozen=True)
class Schedule:
    """What happens to some runs that share a ledger."""

    limits: Limits
    runs: int
    threads: int
    texts: int
    """A thread."""
    answers: tuple[float | None, ...]
    """In their order: seconds an answer takes; negative ones are refusals naming so many seconds, None
    refusals that name none. Then answers of 0.15 seconds."""
    jumps: dict[int, float] = field(default_factory=dict)
    """Seconds the clock is set by, before so many-th step."""


def schedules(*, jumps: bool) -> st.SearchStrategy[Schedule]:
    seconds = st.floats(0, 12, allow_nan=False)
    return st.builds(
        Schedule,
        limits=st.builds(
            Limits,
            burst=st.integers(1, 6),
            per_minute=st.sampled_from([0, 7, 30, 600]),
            per_hour=st.sampled_from([0, 3, 8]),
            per_day=st.sampled_from([0, 5, 12]),
        ),
        runs=st.integers(1, 3),
        threads=st.integers(1, 3),
        texts=st.integers(1, 3),
        answers=st.lists(seconds | seconds.map(lambda number: -9 * number) | st.none(), max_size=8).map(
            tuple
        ),
        jumps=st.dictionaries(
            st.integers(0, 40), st.floats(-3 * DAY_S, 3 * DAY_S) | st.floats(-90, 90), max_size=3
        )
        if jumps
        else st.just({}),
    )


@dataclass
class Story:
    """What became of a schedule."""

    sent: list[float] = field(default_factory=list)
    """When each request was sent."""
    holds: list[tuple[float, float]] = field(default_factory=list)
    """From a refusal to the first moment anyone may send."""


def played(schedule: Schedule, folder: Path, service: str) -> Story:
    """Let the runs of a schedule go about their texts, as briefing.speech does, on a clock of their own."""
    world, story = World(), Story()
    ledgers = [
        Ledger(folder, service, limits=schedule.limits, clock=world, chance=lambda: 0.5)
        for _ in range(schedule.runs)
    ]
    order = count()
    # When (time gone by), which run, which thread, its text, and the answer that arrives then, if one does.
    todo: list[tuple[float, int, int, int, int, tuple[float, float | None] | None]] = []
    for run in range(schedule.runs):
        for thread in range(schedule.threads):
            heapq.heappush(todo, (0.0, next(order), run, thread, 0, None))
    answers = iter(schedule.answers)
    real = 0.0
    for step in count():
        if not todo:
            break
        assert step < 4_000, "nobody gets on"
        at, _, run, thread, text, answer = heapq.heappop(todo)
        world.advance(max(0.0, at - real))
        real = max(real, at)
        world.jump(schedule.jumps.get(step, 0.0))
        ledger = ledgers[run]
        if answer is not None:
            sent_at, seconds = answer
            if seconds is None or seconds < 0:
                pause_s = ledger.refused(None if seconds is None else -seconds, sent_at=sent_at)
                story.holds.append((world.elapsed, world.elapsed + pause_s))
                heapq.heappush(todo, (real + pause_s, next(order), run, thread, text, None))
                continue
            ledger.served(sent_at=sent_at)
            text += 1
        if text == schedule.texts:
            continue
        try:
            wait_s = ledger.take(f"{thread}.{text}")
        except VoiceOffline as error:
            wait_s = seconds_of(error)
        if wait_s:
            heapq.heappush(todo, (real + wait_s, next(order), run, thread, text, None))
            continue
        story.sent.append(world.elapsed)
        took = next(answers, 0.15)
        arrival = real + (took if took is not None and took >= 0 else 0.15)
        heapq.heappush(todo, (arrival, next(order), run, thread, text, (world.clock, took)))
    for ledger in ledgers:
        ledger.close()
    assert len(story.sent) >= schedule.runs * schedule.threads * schedule.texts
    return story


def most_within(moments: list[float], seconds: float) -> int:
    """How many lie in the fullest window of so many seconds, its end not included."""
    first = most = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - seconds + NEAR_S:
            first += 1
        most = max(most, last - first + 1)
    return most


SERVICES = count()


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all schedules; each has a service of its own in it."""
    return tmp_path_factory.mktemp("ledger")


@pytest.mark.parametrize("jumps", [False, True], ids=["a good clock", "a clock that is set"])
def test_no_schedule_exceeds_a_limit_or_ends_nowhere(shared_folder: Path, jumps: bool) -> None:
    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(schedules(jumps=jumps))
    def run(schedule: Schedule) -> None:
        story = played(schedule, shared_folder, f"service {next(SERVICES)}")
        for ceiling in schedule.limits.ceilings:
            assert most_within(story.sent, ceiling.seconds) <= ceiling.requests
        for start, end in story.holds:
            assert not [moment for moment in story.sent if start < moment < end - NEAR_S]
        if schedule.limits.per_minute and not jumps:
            rate = schedule.limits.per_minute / 60
            for first, start in enumerate(story.sent):
                for last in range(first, len(story.sent)):
                    room = schedule.limits.burst + rate * (story.sent[last] - start + GRACE_S)
                    assert last - first + 1 <= room + 1e-6

    run()


def test_nobody_waits_twice_as_long_as_the_others(shared_folder: Path) -> None:
    """With four threads at six requests a minute each text waits for its three neighbours, not for luck."""
    slow = Schedule(limits(burst=1, per_minute=6), runs=1, threads=4, texts=5, answers=())
    story = played(slow, shared_folder, "slow")
    assert story.sent == pytest.approx([10.0 * number for number in range(20)], abs=0.01)


# --- what is to come -------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    burst=st.integers(1, 5),
    per_minute=st.sampled_from([0, 30, 600]),
    per_hour=st.sampled_from([0, 4]),
    before=st.integers(0, 5),
    hold=st.sampled_from([None, 20.0]),
    requests=st.integers(1, 12),
)
def test_what_is_foretold_comes_true(
    shared_folder: Path,
    burst: int,
    per_minute: int,
    per_hour: int,
    before: int,
    hold: float | None,
    requests: int,
) -> None:
    world = World()
    kept = limits(burst, per_minute, per_hour)
    with closing(
        Ledger(shared_folder, f"foretold {next(SERVICES)}", limits=kept, clock=world, chance=lambda: 0.0)
    ) as ledger:

        def send(number: int) -> None:
            while True:
                try:
                    wait_s = ledger.take(str(number))
                except VoiceOffline as error:
                    wait_s = seconds_of(error)
                if not wait_s:
                    return
                world.advance(wait_s)

        for number in range(before):
            send(number)
        if hold is not None:
            ledger.refused(hold, sent_at=world.clock)
        foretold, start = ledger.foretell(requests), world.clock
        assert ledger.foretell(requests) == foretold
        for number in range(requests):
            send(before + number)
        assert world.clock - start == pytest.approx(foretold, abs=0.01)


def test_foretelling_makes_no_file(tmp_path: Path, world: World) -> None:
    ledger = Ledger(tmp_path / "state", "there", limits=limits(burst=10, per_minute=30), clock=world)
    assert (ledger.foretell(0), ledger.foretell(10), ledger.foretell(70)) == (0.0, 0.0, 120.0)
    assert ledger.held() is None
    assert not (tmp_path / "state").exists()


# --- the file --------------------------------------------------------------------------------------

CHILD = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from briefing.errors import VoiceOffline
from briefing.voices._gtts_ledger import Ledger
from briefing.voices._gtts_pace import Limits

folder, name, kept = Path(sys.argv[1]), sys.argv[2], Limits(**json.loads(sys.argv[3]))
ledger = Ledger(folder, "there", limits=kept)

def sent(number):
    try:
        return ledger.take(f"{name} {number}") == 0.0
    except VoiceOffline:
        return False

sys.stdin.readline()
with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(sent, range(60))))
ledger.close()
"""


@pytest.mark.parametrize(
    "kept",
    [
        {"burst": 200, "per_minute": 0, "per_hour": 100, "per_day": 0},
        {"burst": 100, "per_minute": 1, "per_hour": 0, "per_day": 0},
    ],
    ids=["ceiling", "burst"],
)
def test_three_processes_that_start_together_keep_one_account(tmp_path: Path, kept: dict[str, int]) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, tmp_path / "new", str(number), json.dumps(kept)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    assert sum(int(run.communicate(timeout=60)[0]) for run in runs) == 100
    assert [run.returncode for run in runs] == [0, 0, 0]


def test_threads_keep_one_account(open_ledger: Opener) -> None:
    ledger = open_ledger(limits(burst=50, per_minute=60))
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda number: waits(ledger, 1, str(number))[0], range(80)))
    assert sorted(told) == [0.0] * 50 + [float(number + 1) for number in range(30)]


def test_a_run_that_was_killed_leaves_the_account_usable(tmp_path: Path) -> None:
    code = CHILD.replace("ledger.close()", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    code = code.replace("print(", "print(flush=True, *[").replace("range(60))))", "range(60)))])")
    kept = {"burst": 60, "per_minute": 1, "per_hour": 0, "per_day": 0}
    ended = subprocess.run(
        [sys.executable, "-c", code, tmp_path, "killed", json.dumps(kept)],
        input="go\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout.split()) == (-9, ["60"])
    with closing(Ledger(tmp_path, "there", limits=Limits(**kept))) as ledger:
        assert waits(ledger, 1)[0] > 50


def test_what_is_over_a_day_old_is_forgotten(open_ledger: Opener, world: World, tmp_path: Path) -> None:
    for service in ("here", "there"):
        waits(open_ledger(limits(per_day=9), service), 4)
    world.advance(DAY_S)
    waits(open_ledger(limits(per_day=9), "there"), 1)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("SELECT service FROM requests").fetchall() == [("there",)]
        assert db.execute("SELECT service FROM paces").fetchall() == [("there",)]


def _not_a_database(folder: Path) -> None:
    (folder / FILE).write_bytes(b"no database at all " * 100)


def _torn(folder: Path) -> None:
    with closing(Ledger(folder, "there", limits=FREE)) as ledger:
        waits(ledger, 50)
    data = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def _other_tables(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.execute("PRAGMA user_version = 1")


def _later_version(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.execute("PRAGMA user_version = 99")


def _a_folder(folder: Path) -> None:
    (folder / FILE).mkdir()


@pytest.mark.parametrize(
    ("spoil", "said", "cure"),
    [
        (_not_a_database, "is damaged", "rm "),
        (_torn, "is damaged", "rm "),
        (_other_tables, "is damaged", "rm "),
        (_later_version, "another version", "-O gtts.ledger="),
        (_a_folder, "cannot be written", "-O gtts.ledger="),
    ],
)
def test_a_ledger_that_cannot_be_used_is_said_with_its_cure(
    tmp_path: Path, spoil: Callable[[Path], None], said: str, cure: str
) -> None:
    spoil(tmp_path)
    with closing(Ledger(tmp_path, "there", limits=FREE)) as ledger:
        for _ in range(2):
            with pytest.raises(OutputError, match=said) as caught:
                ledger.take("text")
            assert caught.value.hint.startswith(cure)
            assert str(tmp_path) in caught.value.message


def test_the_cure_cures(tmp_path: Path) -> None:
    _torn(tmp_path)
    with closing(Ledger(tmp_path, "there", limits=FREE)) as ledger:
        with pytest.raises(OutputError) as caught:
            ledger.take("text")
        ledger.close()
        subprocess.run(caught.value.hint, shell=True, check=True)
        assert ledger.take("text") == 0.0


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ledger = Ledger(tmp_path / "file" / "state", "there", limits=FREE)
    with pytest.raises(OutputError, match="cannot be kept in") as caught:
        ledger.take("text")
    assert caught.value.hint == "-O gtts.ledger=FOLDER"


def test_a_program_that_holds_the_ledger_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_S", 0.05)
    with closing(Ledger(tmp_path, "there", limits=FREE)) as ledger:
        ledger.take("text")
        with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(OutputError, match="another program has held"):
                ledger.take("text")
        assert ledger.take("text") == 0.0


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"BRIEFING_STATE": "/a/state", "XDG_STATE_HOME": "/b"}, "/a/state"),
        ({"XDG_STATE_HOME": "/b"}, "/b/briefing"),
        ({}, "/home/someone/.local/state/briefing"),
    ],
)
def test_the_environment_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], folder: str
) -> None:
    for name in ("BRIEFING_STATE", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/someone", **environment}.items():
        monkeypatch.setenv(name, value)
    assert Ledger(default_folder(), "there", limits=FREE).path == Path(folder) / FILE
