"""The offline voice, with the real engine in real processes."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.audio.decode import fit
from briefing.contracts import Sound
from briefing.contracts import Voice as VoiceContract
from briefing.errors import RequestError, VoiceError, VoiceRefused, VoiceUnavailable
from briefing.voices import _espeak_pool
from briefing.voices.espeak import RATE, Options, Voice

SENTENCES = (
    "قَالَ الْوَزِيرُ إِنَّ الْمُفَاوَضَاتِ مُسْتَمِرَّة.",
    "هَلْ تَنْجَحُ الْمُحَادَثَات؟",
    "وَفِي حِينِ اسْتَنَدَتِ الْحُكُومَةُ، فِي الْمَرْحَلَةِ السَّابِقَة، إِلَى النَّتَائِج.",
    "سَقَطَ مَطَرٌ غَزِيرٌ صَبَاحَ الْيَوْم.",
    'أَعْلَنَ الرَّئِيسُ: "لَنْ نَتَرَاجَع".',
    "هُوَ.",
)


@pytest.fixture
def voice() -> Iterator[Voice]:
    made = Voice(Options())
    yield made
    made.close()


@pytest.fixture(scope="module")
def sounds() -> dict[str, Sound]:
    """Each sentence spoken by a voice that has said nothing else."""
    spoken = {}
    for sentence in SENTENCES:
        fresh = Voice(Options())
        spoken[sentence] = fresh.speak(sentence)
        fresh.close()
    return spoken


def ended(pid: int) -> bool:
    """Whether a process is gone (or only its exit code is left)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"


def becomes_true(condition: Callable[[], bool], *, seconds: float = 10) -> bool:
    """Ask until it holds; it takes milliseconds, the limit is for a machine that is busy."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        threading.Event().wait(0.005)
    return True


def test_it_is_a_voice(voice: Voice) -> None:
    assert isinstance(voice, VoiceContract)
    voice.check()


def test_a_sentence_is_sound_of_its_length(voice: Voice) -> None:
    sound = voice.speak(SENTENCES[0])
    assert (sound.encoding, sound.rate, len(sound.data) % 2) == ("pcm", RATE, 0)
    assert 2 < len(sound.data) / 2 / RATE < 5


def test_the_bytes_do_not_depend_on_what_was_said_before(voice: Voice, sounds: dict[str, Sound]) -> None:
    for sentence in (*SENTENCES, *reversed(SENTENCES), SENTENCES[2], SENTENCES[2]):
        assert voice.speak(sentence) == sounds[sentence]


@pytest.mark.parametrize("workers", [1, 3])
def test_the_bytes_do_not_depend_on_the_number_of_workers(
    voice: Voice, sounds: dict[str, Sound], workers: int
) -> None:
    voice.parallel = workers
    texts = SENTENCES * 4
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(voice.speak, texts)) == [sounds[text] for text in texts]
    assert len(voice._pool.pids()) <= workers


def test_one_caller_needs_one_worker(voice: Voice) -> None:
    for sentence in SENTENCES:
        voice.speak(sentence)
    assert len(voice._pool.pids()) == 1


@pytest.mark.parametrize("text", SENTENCES)
def test_every_word_has_its_time(voice: Voice, text: str) -> None:
    sound = voice.speak(text)
    assert [word.index for word in sound.words] == list(range(len(text.split())))
    edges = [edge for word in sound.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= len(sound.data) // 2
    assert all(word.end - word.start > RATE // 50 for word in sound.words)


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        ("قَالَ - نَعَمْ", [0, 2]),
        ("قَالَ « نَعَمْ » .", [0, 2]),
        ("حِوَارٌ سُورِيٌّ-سُورِيٌّ جَدِيد", [0, 1, 2]),
        ("  قَالَ\n\nنَعَمْ  ", [0, 1]),
        ("فِي الْبَيْتِ، وَالنَّاسِ", [0, 1, 2]),
    ],
)
def test_a_word_s_index_counts_blank_separated_words(voice: Voice, text: str, indexes: list[int]) -> None:
    assert [word.index for word in voice.speak(text).words] == indexes


def test_a_word_ends_before_the_pause_behind_it(voice: Voice) -> None:
    first, second = voice.speak("نَعَمْ، نَعَمْ").words
    assert second.start - first.end > RATE // 10


@pytest.mark.parametrize("text", ["", "  ", "...", "«»", "، - ؟", "\u200f", "َُ"])
def test_text_without_a_letter_is_refused(voice: Voice, text: str) -> None:
    with pytest.raises(VoiceRefused):
        voice.speak(text)


def test_text_over_the_limit_is_refused(voice: Voice) -> None:
    with pytest.raises(VoiceRefused, match="3000"):
        voice.speak("نعم " * 1000)


@pytest.mark.parametrize(
    "text", ["نعم " * 700, "م" * 2900, "BBC 50% @#", "a" * 200, "ـــ و", "م\x00ن", "\ud800 نعم"]
)
def test_odd_text_is_spoken_or_refused_but_breaks_nothing(voice: Voice, text: str) -> None:
    try:
        sound = voice.speak(text)
    except VoiceRefused:
        return
    assert len(sound.data) > RATE // 10


@pytest.mark.parametrize("rate", [120, 200, 300, 400])
def test_the_pace_foretells_how_long_sentences_take(rate: int) -> None:
    voice = Voice(Options(rate=rate))
    told = took = 0.0
    for text in SENTENCES:
        sound = voice.speak(text)
        told += voice.pace.seconds(text)
        took += len(fit(sound, rate=RATE, text=text).pcm) / 2 / RATE
    voice.close()
    assert told == pytest.approx(took, rel=0.06)


@pytest.mark.parametrize(
    "options",
    [
        Options(rate=175),
        Options(pitch=70),
        Options(range=5),
        Options(variant="f2"),
        Options(word_gap=5),
        Options(volume=60),
    ],
)
def test_every_option_changes_the_sound_and_the_fingerprint(
    options: Options, sounds: dict[str, Sound]
) -> None:
    voice = Voice(options)
    sound = voice.speak(SENTENCES[1])
    voice.close()
    assert sound.data != sounds[SENTENCES[1]].data
    assert voice.fingerprint() != Voice(Options()).fingerprint() == Voice(Options()).fingerprint()


@pytest.mark.parametrize(
    ("name", "value"),
    [("rate", 10), ("rate", 900), ("pitch", -1), ("range", 100), ("word_gap", 101), ("volume", 0)],
)
def test_an_option_out_of_bounds_is_refused(name: str, value: int) -> None:
    with pytest.raises(RequestError, match=name):
        dataclasses.replace(Options(), **{name: value})  # type: ignore[arg-type]


def test_an_unknown_variant_names_the_nearest() -> None:
    with pytest.raises(RequestError) as caught:
        Voice(Options(variant="f22")).check()
    assert "f2" in caught.value.hint


def test_a_missing_engine_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(VoiceUnavailable) as caught:
        Voice(Options()).check()
    assert caught.value.hint == "pip install espeakng-loader"


def test_a_library_that_does_not_load_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import espeakng_loader

    broken = tmp_path / "libespeak-ng.so"
    broken.write_bytes(b"not a library")
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: str(broken))
    voice = Voice(Options())
    with pytest.raises(VoiceUnavailable, match="does not work on this machine") as caught:
        voice.check()
    voice.close()
    assert "espeakng-loader" in caught.value.hint


def test_a_worker_that_dies_is_replaced(voice: Voice, sounds: dict[str, Sound]) -> None:
    voice.check()
    (pid,) = voice._pool.pids()
    os.kill(pid, signal.SIGKILL)
    assert voice.speak(SENTENCES[3]) == sounds[SENTENCES[3]]
    assert voice._pool.pids() != [pid]


def test_a_worker_that_hangs_twice_refuses_the_text(voice: Voice) -> None:
    voice.check()
    with pytest.raises(VoiceRefused, match="failed twice"):
        voice._pool.speak(SENTENCES[0], seconds=-2)  # no answer can be in time
    assert voice._pool.pids() == []
    assert voice.speak(SENTENCES[0]).data


@pytest.mark.parametrize("rate", [200, 440])
def test_how_much_sound_is_handed_over_at_once_is_not_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rate: int
) -> None:
    usual = Voice(Options(rate=rate))
    program = _espeak_pool.WORKER.read_text(encoding="utf-8")
    as_by_default = program.replace("_AT_ONCE_MS = 200\n", "_AT_ONCE_MS = 0\n")
    assert as_by_default != program
    other = tmp_path / "worker.py"
    other.write_text(as_by_default, encoding="utf-8")
    said = [usual.speak(sentence) for sentence in SENTENCES]
    usual.close()
    monkeypatch.setattr(_espeak_pool, "WORKER", other)
    default = Voice(Options(rate=rate))
    assert said == [default.speak(sentence) for sentence in SENTENCES]
    default.close()


@pytest.mark.parametrize("told", [2, 6])
def test_another_length_than_was_told_of_is_no_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: int
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import os, sys\n"
        "sys.stdin.readline()\n"
        f"print('{{\"rate\": {RATE}}}', flush=True)\n"
        "sys.stdin.readline()\n"
        "os.write(int(sys.argv[1]), bytes(4))\n"
        f'print(\'{{"bytes": {told}, "marks": []}}\', flush=True)\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(_espeak_pool, "WORKER", worker)
    voice = Voice(Options())
    with pytest.raises(VoiceRefused, match="failed twice"):
        voice.speak(SENTENCES[0])
    voice.close()


def test_closing_ends_the_workers(voice: Voice) -> None:
    voice.check()
    pids = voice._pool.pids()
    voice.close()
    assert all(ended(pid) for pid in pids)
    with pytest.raises(VoiceUnavailable):
        voice.speak(SENTENCES[0])


def test_closing_a_voice_that_never_spoke_starts_nothing() -> None:
    voice = Voice(Options())
    voice.close()
    assert "_pool" not in vars(voice)


def assert_killed_with_its_workers(program: str, *, workers: int) -> None:
    """Kill a program that prints its workers' process numbers: none of them is left."""
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == workers
        parent.kill()
    assert all(becomes_true(lambda pid=pid: ended(pid)) for pid in pids)  # type: ignore[misc]


def test_a_killed_parent_leaves_no_worker() -> None:
    program = (
        "import sys\n"
        "from briefing.voices.espeak import Options, Voice\n"
        "voice = Voice(Options())\n"
        "voice.speak('نَعَمْ')\n"
        "print(*voice._pool.pids(), flush=True)\n"
        "sys.stdin.read()\n"
    )
    assert_killed_with_its_workers(program, workers=1)


def test_ctrl_c_does_not_end_a_worker(voice: Voice) -> None:
    voice.check()
    (pid,) = voice._pool.pids()
    os.kill(pid, signal.SIGINT)
    voice.speak(SENTENCES[0])
    assert voice._pool.pids() == [pid]


def test_a_worker_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str], voice: Voice) -> None:
    voice.speak(SENTENCES[0])
    voice.close()
    assert capfd.readouterr() == ("", "")


def test_who_waits_for_a_voice_that_is_closed_is_sent_away_at_once() -> None:
    text = "قَالَ الرَّجُلُ كَلِمَةً وَمَضَى فِي طَرِيقِهِ. " * 60
    for attempt in range(25):
        voice = Voice(Options())
        voice.check()
        told: list[str] = []

        def speak(voice: Voice = voice, told: list[str] = told) -> None:
            try:
                while True:
                    voice.speak(text)
            except VoiceError as error:
                told.append(error.message)

        threads = [threading.Thread(target=speak) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(0.01 + attempt * 0.004)
        voice.close()
        for thread in threads:
            thread.join(timeout=5)
        assert len(told) == len(threads), "a thread waits for the answer of a process that was ended"
