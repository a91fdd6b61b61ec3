"""Recording: everything is said, once, whatever the voice does."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from random import Random
from threading import Lock, Semaphore

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import speech
from briefing.contracts import Sound
from briefing.errors import OutputError, VoiceError, VoiceOffline, VoiceRefused, VoiceUnavailable
from briefing.events import Event, Retrying, Voiced
from briefing.parts import OWN, Part
from briefing.speech import _Progress, record
from briefing.store import Store
from briefing.voices import tone
from tests.scripts import script_of


class CountingVoice(tone.Voice):
    """The tone voice, counting what it says and failing when told to: a fake behind the real contract."""

    def __init__(
        self, *, failures: dict[str, list[VoiceError]] | None = None, max_chars: int = 5_000
    ) -> None:
        super().__init__(tone.Options())
        self.said: Counter[str] = Counter()
        self.max_chars = max_chars
        self.parallel = 3
        self._failures = failures or {}
        self._lock = Lock()

    def speak(self, text: str) -> Sound:
        with self._lock:
            self.said[text] += 1
            if self._failures.get(text):
                raise self._failures[text].pop(0)
        return super().speak(text)


SCRIPT = script_of(("جملة أولى", "جملة ثانية"), ("جملة ثالثة", "جملة أولى"))


def test_every_utterance_has_a_clip_and_the_same_text_is_voiced_once(tmp_path: Path) -> None:
    voice = CountingVoice()
    recording = record(SCRIPT, voice, Store(tmp_path))
    assert set(recording.lengths) == {item.id for item in SCRIPT.utterances()}
    assert all(recording.clip(name).frames == frames > 0 for name, frames in recording.lengths.items())
    assert set(voice.said.values()) == {1}
    assert recording.clip("s01u01").pcm == recording.clip("s02u02").pcm


def test_a_second_run_voices_nothing(tmp_path: Path) -> None:
    first = record(SCRIPT, CountingVoice(), Store(tmp_path))
    voice = CountingVoice()
    again = record(SCRIPT, voice, Store(tmp_path))
    assert voice.said == Counter()
    assert (again.fresh, again.lengths, again.words) == (0, first.lengths, first.words)


def test_one_changed_sentence_is_the_only_one_voiced(tmp_path: Path) -> None:
    record(SCRIPT, CountingVoice(), Store(tmp_path))
    voice = CountingVoice()
    record(script_of(("جملة أولى", "جملة ثانية مصححة"), ("جملة ثالثة", "جملة أولى")), voice, Store(tmp_path))
    assert list(voice.said) == ["جملة ثانية مصححة"]


def test_force_voices_again_what_is_kept(tmp_path: Path) -> None:
    record(SCRIPT, CountingVoice(), Store(tmp_path))
    voice = CountingVoice()
    record(SCRIPT, voice, Store(tmp_path), force=True)
    assert sum(voice.said.values()) == 4


def test_another_voice_or_rate_does_not_use_what_was_kept(tmp_path: Path) -> None:
    record(SCRIPT, CountingVoice(), Store(tmp_path))
    voice = CountingVoice()
    recording = record(SCRIPT, voice, Store(tmp_path), rate=44_100)
    assert sum(voice.said.values()) == 4
    assert recording.rate == 44_100


def test_a_voice_that_does_not_answer_is_asked_again(tmp_path: Path) -> None:
    waits: list[float] = []
    events: list[Event] = []
    failures: dict[str, list[VoiceError]] = {
        "جملة ثانية": [VoiceOffline("no answer"), VoiceOffline("later", retry_after=7)]
    }
    voice = CountingVoice(failures=failures)
    recording = record(SCRIPT, voice, Store(tmp_path), on_event=events.append, pause=waits.append)
    assert voice.said["جملة ثانية"] == 3
    assert 0.8 <= waits[0] <= 1.2
    assert waits[1] == 7
    assert [event.attempt for event in events if isinstance(event, Retrying)] == [1, 2]
    assert recording.clip("s01u02").frames > 0


def test_when_patience_ends_nothing_is_made_but_what_was_said_is_kept(tmp_path: Path) -> None:
    waits: list[float] = []
    failures: dict[str, list[VoiceError]] = {"جملة ثالثة": [VoiceOffline("no answer") for _ in range(99)]}
    with pytest.raises(VoiceOffline, match="s02u01"):
        record(SCRIPT, CountingVoice(failures=failures), Store(tmp_path), patience_s=30, pause=waits.append)
    assert 10 < sum(waits) <= 30
    voice = CountingVoice()
    record(SCRIPT, voice, Store(tmp_path))
    assert voice.said["جملة ثالثة"] == 1
    assert sum(voice.said.values()) < 4


@pytest.mark.parametrize("error", [VoiceRefused("never"), VoiceUnavailable("gone")])
def test_what_will_never_work_is_not_tried_again(tmp_path: Path, error: VoiceError) -> None:
    voice = CountingVoice(failures={"جملة ثالثة": [error]})
    with pytest.raises(type(error)):
        record(SCRIPT, voice, Store(tmp_path), pause=lambda _: pytest.fail("waited"))
    assert voice.said["جملة ثالثة"] == 1


def test_a_sentence_without_a_sayable_letter_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(VoiceRefused, match="s01u02"):
        record(script_of(("جملة", "…")), CountingVoice(), Store(tmp_path))


def test_a_long_text_is_said_in_pieces_and_no_word_is_lost(tmp_path: Path) -> None:
    text = "تقول الجملة الأولى شيئا، ثم تقول شيئا آخر، وتمضي في القول حتى تبلغ آخرها."
    voice = CountingVoice(max_chars=30)
    recording = record(script_of((text,)), voice, Store(tmp_path))
    assert all(len(piece) <= 30 for piece in voice.said)
    words = recording.words["s01u01"]
    assert [word.index for word in words] == list(range(len(text.split())))
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert words[-1].end <= recording.lengths["s01u01"] == recording.clip("s01u01").frames


def test_progress_counts_to_the_total(tmp_path: Path) -> None:
    events: list[Event] = []
    record(SCRIPT, CountingVoice(), Store(tmp_path), on_event=events.append)
    counts = [event for event in events if isinstance(event, Voiced)]
    assert counts[0] == Voiced(0, 5, 5)
    assert counts[-1] == Voiced(5, 5, 5)


@pytest.mark.parametrize("max_chars", [12, 5_000])
def test_progress_counts_an_utterance_when_its_last_piece_has_come(tmp_path: Path, max_chars: int) -> None:
    """The same pieces are in several utterances, and twice in one."""
    script = script_of(
        ("جملة أولى، جملة ثانية، جملة أولى.", "جملة ثانية، جملة رابعة."), ("جملة أولى،", "جملة خامسة.")
    )
    store = Store(tmp_path)
    record(script_of(("جملة خامسة.",)), CountingVoice(max_chars=max_chars), store)
    events: list[Event] = []
    record(script, CountingVoice(max_chars=max_chars), store, on_event=events.append)
    counts = [event for event in events if isinstance(event, Voiced)]
    assert counts[0] == Voiced(2, 5, 3)
    assert counts[-1] == Voiced(5, 5, 3)
    assert [event.done for event in counts] == sorted(event.done for event in counts)


def test_progress_is_told_while_nothing_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever watches sees that the run lives."""
    monkeypatch.setattr(speech, "TICK_S", 0.001)
    told = Semaphore(0)

    class Waiting(CountingVoice):
        def speak(self, text: str) -> Sound:
            for _ in range(5):
                assert told.acquire(timeout=30)
            return super().speak(text)

    record(script_of(()), Waiting(), Store(tmp_path), on_event=lambda _: told.release())


KEYS = st.sampled_from("abcdef")


@given(st.lists(st.lists(KEYS, max_size=4), max_size=6), st.sets(KEYS), st.randoms(use_true_random=False))
def test_progress_is_what_counting_anew_would_say(
    utterances: list[list[str]], missing: set[str], order: Random
) -> None:
    used = {key for keys in utterances for key in keys}
    left = sorted(missing & used)
    parts = {str(at): [Part(key, key, OWN, (0,), {}) for key in keys] for at, keys in enumerate(utterances)}
    progress = _Progress(parts, set(left))

    def anew() -> int:
        return sum(not set(keys) & set(left) for keys in utterances)

    assert (progress.done, progress.fresh) == (anew(), len(utterances) - anew())
    order.shuffle(left)
    while left:
        assert progress.count(left.pop()) == len(left)
        assert progress.done == anew()


def test_a_cache_emptied_meanwhile_is_an_error_and_never_silence(tmp_path: Path) -> None:
    store = Store(tmp_path)
    recording = record(SCRIPT, CountingVoice(), store)
    store.clear()
    with pytest.raises(OutputError, match="emptied"):
        recording.clip("s01u01")
