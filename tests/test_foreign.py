"""Latin words are said by the same voice speaking their language, in the middle of the sentence."""

from __future__ import annotations

import dataclasses
import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.audio.decode import fit
from briefing.audio.silence import ROOM_MS
from briefing.contracts import Polyglot, Sound, Voice
from briefing.errors import VoiceError, VoiceOffline, VoiceRefused, VoiceUnavailable
from briefing.events import Retrying
from briefing.model import WordTime
from briefing.parts import OWN, Speakers
from briefing.settings import Pauses
from briefing.speech import Recording, record, survey
from briefing.speed import Stretched
from briefing.store import Store
from briefing.text.rests import Rest, rests_ms
from briefing.text.tongues import COMMON, LETTERS, is_foreign
from briefing.voices import espeak, gtts, tone
from tests.endpoint import Call, Endpoint, failed, hum
from tests.scripts import script_of
from tests.test_espeak import assert_killed_with_its_workers, becomes_true
from tests.test_tongues import ARABIC, LATIN, MIXED

TEXT = "وأعلنت شركة Open AI أن الأرباح ارتفعت."
VOWELLED = "أَعْلَنَتْ شَرِكَةُ Raspberry Pi أَنَّ الْأَرْبَاحَ ارْتَفَعَت."
UTTERANCE = "s01u01"


class Traveller(tone.Voice):
    """The tone voice with siblings, counting what each says: a fake behind the real contract."""

    def __init__(
        self,
        languages: tuple[str, ...] = ("en",),
        *,
        max_chars: int = 5_000,
        letter_ms: int = 60,
        language: str = "ar",
    ) -> None:
        super().__init__(tone.Options(letter_ms=letter_ms))
        self.language = language
        self.max_chars = max_chars
        self.parallel = 3
        self.said: list[str] = []
        self.checked = self.closed = False
        self.failures: dict[str, list[VoiceError]] = {}
        self.siblings = {
            name: Traveller((), max_chars=max_chars, letter_ms=letter_ms + 5, language=name)
            for name in languages
        }
        self._lock = Lock()

    def check(self) -> None:
        self.checked = True

    def fingerprint(self) -> str:
        return f"{super().fingerprint()} {self.language}"

    def abroad(self, language: str) -> Voice | None:
        return self.siblings.get(language)

    def speak(self, text: str) -> Sound:
        with self._lock:
            self.said.append(text)
            if self.failures.get(text):
                raise self.failures[text].pop(0)
        return super().speak(text)

    def close(self) -> None:
        self.closed = True
        for sibling in self.siblings.values():
            sibling.close()


def recorded(voice: Voice, *texts: str, folder: Path) -> Recording:
    return record(script_of(texts), voice, Store(folder), pause=lambda _: None)


def samples(pcm: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.frombuffer(pcm, "<i2").astype(np.float64)


def level(pcm: bytes) -> float:
    """The level of speech in dBFS, its silences left out."""
    frames = samples(pcm)[: len(pcm) // 2 // 220 * 220].reshape(-1, 220)
    power = (frames**2).mean(axis=1)
    return float(10 * np.log10(power[power > power.max() / 1000].mean() / 32_768**2))


# --- who says what ---------------------------------------------------------------------------------


def test_latin_words_are_a_piece_of_their_own_for_a_voice_of_their_language(tmp_path: Path) -> None:
    voice = Traveller()
    recorded(voice, TEXT, folder=tmp_path)
    assert set(voice.said) == {"عنوان", "وأعلنت شركة،", "أن الأرباح ارتفعت."}
    assert voice.siblings["en"].said == ["Open AI,"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال Open AI ثم", [("", "قال،"), ("en", "Open AI,"), ("", "ثم")]),
        ("هل رأيت «Open AI»؟", [("", "هل رأيت،"), ("en", '"Open AI"?')]),
        ("«Open AI»، ثم Linux.", [("en", '"Open AI",'), ("", "ثم،"), ("en", "Linux.")]),
        ("وقال: Open", [("", "وقال:"), ("en", "Open")]),
        ("قال Mbappé أمس", [("", "قال،"), ("fr", "Mbappé,"), ("", "أمس")]),
        ("في Zürich أمس", [("", "في،"), ("en", "Zurich,"), ("", "أمس")]),
        ("وGIMP هنا", [("", "و،"), ("en", "GIMP,"), ("", "هنا")]),
        ("Open AI", [("en", "Open AI")]),
        ("كتبت J. K. Rowling كتابا", [("", "كتبت،"), ("en", "J. K. Rowling,"), ("", "كتابا")]),
        ("  بلا   حروف أخرى ", [("", "  بلا   حروف أخرى ")]),
    ],
)
def test_each_part_is_written_for_who_says_it(text: str, expected: list[tuple[str, str]]) -> None:
    parts = Speakers(Traveller(("en", "fr")), rate=16_000).parts(text)
    assert [(part.language, part.text) for part in parts] == expected


@pytest.mark.parametrize(
    "voice", [tone.Voice(tone.Options()), Traveller(()), Stretched(tone.Voice(tone.Options()), 1.5)]
)
def test_a_voice_of_one_language_gets_latin_words_in_arabic_letters_and_in_one_piece(voice: Voice) -> None:
    (part,) = Speakers(voice, rate=16_000).parts("أعلنت «BBC» وOpen، ثم Mbappé.")
    assert part.language == OWN
    assert not is_foreign(part.text)
    assert part.text.startswith("أعلنت «")
    assert "،" in part.text
    assert part.text.endswith(".")
    assert sorted(set(part.words)) == [0, 1, 2, 3, 4]


def test_a_third_party_voice_needs_no_word_about_other_languages() -> None:
    voice = tone.Voice(tone.Options())
    assert isinstance(voice, Voice)
    assert not isinstance(voice, Polyglot)
    assert isinstance(Traveller(), Polyglot)


@given(MIXED)
@settings(max_examples=150, deadline=None)
def test_no_latin_letter_reaches_an_arabic_voice(text: str) -> None:
    for voice in (Traveller(), Traveller(())):
        for part in Speakers(voice, rate=16_000).parts(text):
            assert part.language == "en" or not set(part.text) & set(LATIN)


@given(MIXED, st.sampled_from([(), ("en",), ("en", "fr", "de", "tr")]), st.sampled_from([9, 40, 5_000]))
@settings(max_examples=300, deadline=None)
def test_the_parts_in_order_say_all_words(text: str, languages: tuple[str, ...], limit: int) -> None:
    voice = Traveller(languages, max_chars=limit)
    parts = Speakers(voice, rate=16_000).parts(text)
    said = [word for part in parts for word in part.words]
    assert said == sorted(said)
    sayable = {*ARABIC, *LATIN, *"0123٤٥"}
    assert set(said) >= {index for index, word in enumerate(text.split()) if sayable & {*word}}
    assert all(len(part.text.split()) == len(part.words) for part in parts)
    assert all(len(part.text) <= limit for part in parts) or len(text) <= limit
    own = "".join(char for char in text if char in ARABIC)
    assert [*filter(ARABIC.__contains__, "".join(part.text for part in parts if not part.language))] == [
        *own
    ] or not languages


# --- how it is joined ------------------------------------------------------------------------------


def test_words_have_the_places_and_times_of_their_parts(tmp_path: Path) -> None:
    voice = Traveller()
    recording = recorded(voice, TEXT, folder=tmp_path)
    words = recording.words[UTTERANCE]
    assert [word.index for word in words] == list(range(len(TEXT.split())))
    assert all(before.end <= after.start for before, after in itertools.pairwise(words))
    alone = fit(voice.siblings["en"].speak("Open AI,"), rate=16_000)
    pcm, told = alone.pcm, alone.words
    start = words[2].start - told[0].start
    assert words[2:4] == tuple(WordTime(w.index + 2, w.start + start, w.end + start) for w in told)
    assert recording.lengths[UTTERANCE] == recording.clip(UTTERANCE).frames
    middle = samples(recording.clip(UTTERANCE).pcm)[start : start + len(pcm) // 2]
    assert np.array_equal(middle, samples(pcm))


def test_a_word_in_two_languages_is_one_word(tmp_path: Path) -> None:
    recording = recorded(Traveller(), "جاء وGIMP أمس", folder=tmp_path)
    words = recording.words[UTTERANCE]
    assert [word.index for word in words] == [0, 1, 2]
    assert all(before.end <= after.start for before, after in itertools.pairwise(words))
    assert words[1].end - words[1].start > words[0].end - words[0].start


def test_a_word_that_becomes_several_is_one_word(tmp_path: Path) -> None:
    recording = recorded(tone.Voice(tone.Options()), "قالت BBC أمس", folder=tmp_path)
    assert [word.index for word in recording.words[UTTERANCE]] == [0, 1, 2]


def test_a_word_too_long_for_any_piece_is_one_word(tmp_path: Path) -> None:
    recording = recorded(Traveller(max_chars=10), f"قال {'م' * 35} ثم", folder=tmp_path)
    assert [word.index for word in recording.words[UTTERANCE]] == [0, 1, 2]


@given(
    st.lists(
        st.sampled_from(["قال", "وأعلنت،", "Open", "AI", "وGIMP", "«BBC»", "–", "Zürich.", "ثم:", "5G"]),
        min_size=1,
        max_size=12,
    ).filter(lambda words: words != ["–"] * len(words)),
    st.sampled_from([(), ("en",), ("en", "de")]),
)
@settings(max_examples=60, deadline=None)
def test_every_word_has_one_time_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], languages: tuple[str, ...]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    recording = recorded(Traveller(languages), " ".join(words), folder=folder)
    times = recording.words[UTTERANCE]
    assert [time.index for time in times] == [index for index, word in enumerate(words) if word != "–"]
    assert all(0 <= time.start < time.end <= recording.lengths[UTTERANCE] for time in times)
    assert all(before.end <= after.start for before, after in itertools.pairwise(times))


@pytest.mark.parametrize(
    ("text", "joints"),
    [
        ("قال Open AI ثم", [Rest.CLOSE, Rest.CLOSE, None]),
        ("قال: «Open AI»، ثم", [Rest.QUOTE, Rest.QUOTE, None]),
        ("قال Open AI، ثم", [Rest.CLOSE, Rest.COMMA, None]),
        ("قال Open AI.", [Rest.CLOSE, None]),
        ("كتب J. ثم", [Rest.CLOSE, Rest.CLOSE, None]),
    ],
)
def test_a_joint_between_languages_is_short_but_at_a_mark(text: str, joints: list[Rest | None]) -> None:
    parts = Speakers(Traveller(), rate=16_000).parts(text)
    assert [part.rests.get(len(part.words) - 1) for part in parts] == joints


class Clicking(Traveller):
    """A hum that begins and ends at full height."""

    def speak(self, text: str) -> Sound:
        sound = super().speak(text)
        wave = 8_000 * np.cos(2 * np.pi * 100 * np.arange(len(sound.data) // 2) / sound.rate)
        return dataclasses.replace(sound, data=wave.astype("<i2").tobytes(), words=())


def test_nothing_clicks_at_a_joint(tmp_path: Path) -> None:
    voice = Clicking()
    voice.siblings["en"] = Clicking((), language="en")
    recording = recorded(voice, TEXT, folder=tmp_path)
    steps = np.abs(np.diff(samples(recording.clip(UTTERANCE).pcm)))
    assert steps.max() <= 8_000 * (1 / (ROOM_MS * 16) + 2 * np.pi * 100 / 16_000) + 1
    assert UTTERANCE in recording.estimated


# --- what is kept ----------------------------------------------------------------------------------


def test_a_part_is_kept_under_the_fingerprint_of_who_says_it(tmp_path: Path) -> None:
    recorded(Traveller(), TEXT, folder=tmp_path)
    again = Traveller()
    again.siblings["en"] = Traveller((), letter_ms=90, language="en")
    recorded(again, TEXT, folder=tmp_path)
    assert (again.said, again.siblings["en"].said) == ([], ["Open AI,"])


def test_a_second_run_asks_and_checks_nobody(tmp_path: Path) -> None:
    first = recorded(Traveller(), TEXT, folder=tmp_path)
    voice = Traveller()
    second = recorded(voice, TEXT, folder=tmp_path)
    assert (voice.said, voice.siblings["en"].said, voice.siblings["en"].checked) == ([], [], False)
    assert (second.fresh, second.words, second.lengths) == (0, first.words, first.lengths)


def test_only_those_who_speak_are_checked(tmp_path: Path) -> None:
    voice = Traveller(("en", "fr"))
    recorded(voice, TEXT, folder=tmp_path)
    assert (voice.checked, voice.siblings["en"].checked, voice.siblings["fr"].checked) == (True, True, False)


def test_a_survey_counts_the_parts_of_all_languages(tmp_path: Path) -> None:
    script = script_of((TEXT, "قال Open AI، ثم Mbappé."))
    voice = Traveller(("en", "fr"))
    before = survey(script, voice, Store(tmp_path))
    assert not voice.checked
    record(script, voice, Store(tmp_path))
    said = Counter(voice.said) + Counter(voice.siblings["en"].said) + Counter(voice.siblings["fr"].said)
    assert set(said.values()) == {1}
    assert before.requests == len(said)
    after = survey(script, voice, Store(tmp_path))
    assert (after.requests, after.cached) == (0, before.requests)
    record(script, voice, Store(tmp_path), force=True)
    assert len(voice.siblings["en"].said) == 2


def test_a_sibling_that_does_not_answer_is_asked_again(tmp_path: Path) -> None:
    voice = Traveller()
    voice.siblings["en"].failures["Open AI,"] = [VoiceOffline("no answer")]
    retries: list[str] = []
    record(
        script_of((TEXT,)),
        voice,
        Store(tmp_path),
        pause=lambda _: None,
        on_event=lambda event: retries.append(event.utterance) if isinstance(event, Retrying) else None,
    )
    assert voice.siblings["en"].said == ["Open AI,", "Open AI,"]
    assert retries == [UTTERANCE]


def test_when_a_sibling_refuses_nothing_is_made_and_what_was_said_is_kept(tmp_path: Path) -> None:
    voice = Traveller()
    voice.siblings["en"].failures["Open AI,"] = [VoiceRefused("never")]
    script = script_of((TEXT, *(f"جملة {'أخرى ' * number}" for number in range(1, 20))))
    with pytest.raises(VoiceRefused, match=f"{UTTERANCE}: 'Open AI,'"):
        record(script, voice, Store(tmp_path))
    assert voice.closed
    assert voice.siblings["en"].closed
    again = Traveller()
    record(script, again, Store(tmp_path))
    assert again.siblings["en"].said == ["Open AI,"]
    assert len(again.said) < len(set(again.said) | set(voice.said))


class Stuck(Traveller):
    """Says so once everything else is in the store, and never answers."""

    def __init__(self, store: Store, pieces: int) -> None:
        super().__init__((), letter_ms=65, language="en")
        self._store, self._pieces = store, pieces

    def speak(self, text: str) -> Sound:
        if not becomes_true(lambda: self._store.usage().pieces == self._pieces):
            message = "the other parts were not kept"
            raise VoiceRefused(message)
        print("ready", flush=True)  # noqa: T201
        Event().wait()
        raise AssertionError(text)


def test_a_killed_run_keeps_what_was_said_in_either_language(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.test_foreign import *\n"
        "store = Store(Path(sys.argv[1]))\n"
        "voice = Traveller()\n"
        "voice.siblings['en'] = Stuck(store, 3)\n"
        "record(script_of((TEXT,)), voice, store)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        run.kill()
    voice = Traveller()
    recording = recorded(voice, TEXT, folder=tmp_path)
    assert (voice.said, voice.siblings["en"].said) == ([], ["Open AI,"])
    assert recording.clip(UTTERANCE).frames == recording.lengths[UTTERANCE]


# --- espeak ----------------------------------------------------------------------------------------


@pytest.fixture
def robot() -> Iterator[espeak.Voice]:
    voice = espeak.Voice(espeak.Options())
    yield voice
    voice.close()


def sibling_of(voice: Polyglot, language: str) -> Voice:
    sibling = voice.abroad(language)
    assert sibling is not None
    return sibling


def test_espeak_says_an_english_word_inside_a_sentence_with_its_english_voice(
    tmp_path: Path, robot: espeak.Voice
) -> None:
    recording = recorded(robot, VOWELLED, folder=tmp_path)
    alone = espeak.Voice(espeak.Options(), language="en")
    fitted = fit(alone.speak("Raspberry Pi,"), rate=espeak.RATE)
    pcm, told = fitted.pcm, fitted.words
    alone.close()
    words = recording.words[UTTERANCE]
    assert [word.index for word in words] == list(range(len(VOWELLED.split())))
    start = words[2].start - told[0].start
    found = samples(recording.clip(UTTERANCE).pcm)[start : start + len(pcm) // 2]
    assert np.array_equal(found, samples(pcm))
    assert UTTERANCE not in recording.estimated


def test_espeak_speaks_every_language_a_name_may_be_in_as_loudly_as_arabic(robot: espeak.Voice) -> None:
    arabic = level(robot.speak("سَقَطَ مَطَرٌ غَزِيرٌ صَبَاحَ الْيَوْم، ثُمَّ صَحَتِ السَّمَاء").data)
    prints = {robot.fingerprint()}
    for language in (COMMON, *LETTERS):
        sibling = sibling_of(robot, language)
        sound = sibling.speak("Alexander Hamilton, Barcelona, Maria Montessori, Milan")
        assert level(sound.data) == pytest.approx(arabic, abs=2), language
        assert [word.index for word in sound.words] == list(range(6)), language
        assert sibling.speak("Alexander Hamilton, Barcelona, Maria Montessori, Milan") == sound
        prints.add(sibling.fingerprint())
        sibling.close()
    assert len(prints) == 2 + len(LETTERS)


@pytest.mark.parametrize("language", ["tlh", "", "zxx", "../sem/ar", "EN", "*"])
def test_espeak_has_no_voice_of_a_language_it_does_not_know(robot: espeak.Voice, language: str) -> None:
    assert robot.abroad(language) is None


def test_espeak_starts_another_language_only_when_it_speaks_and_ends_it_with_itself(
    robot: espeak.Voice,
) -> None:
    sibling = sibling_of(robot, "en")
    assert robot.abroad("en") is sibling
    assert isinstance(sibling, espeak.Voice)
    robot.speak("نَعَمْ")
    assert "_pool" not in vars(sibling)
    sibling.speak("yes")
    (pid,) = sibling._pool.pids()
    assert len(robot._pool.pids()) == 1
    robot.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(VoiceUnavailable):
        sibling.speak("yes")


def test_espeak_keeps_its_options_abroad() -> None:
    usual = espeak.Voice(espeak.Options())
    sound = sibling_of(usual, "en").speak("Raspberry Pi").data
    usual.close()
    for options in (espeak.Options(rate=150), espeak.Options(pitch=70), espeak.Options(variant="f2")):
        voice = espeak.Voice(options)
        sibling = sibling_of(voice, "en")
        assert sibling.speak("Raspberry Pi").data != sound
        assert sibling.fingerprint() != sibling_of(usual, "en").fingerprint()
        voice.close()


@pytest.mark.parametrize("text", ["", " ", "...", "«»", "_"])
def test_espeak_refuses_text_without_a_letter_abroad(robot: espeak.Voice, text: str) -> None:
    with pytest.raises(VoiceRefused):
        sibling_of(robot, "en").speak(text)


MIXED_SENTENCES = (
    "أَعْلَنَتْ شَرِكَةُ Renault الْفَرَنْسِيَّةُ أَنَّ طِرَازَ Scenic سَيُبَاعُ فِي سَبْعَةِ بُلْدَان.",
    "وَيَعْمَلُ الْفَرِيقُ مَعَ جَامِعَةِ Stanford University عَلَى مَشْرُوعِ Human Cell Atlas مُنْذُ عَامَيْن.",
    "تَسْتَعْمِلُ الْمَدْرَسَةُ بَرْنَامَجَ Google Classroom وَتَطْبِيقَ Zoom فِي كُلِّ صُفُوفِهَا.",
    "نَشَرَتْ صَحِيفَةُ Süddeutsche Zeitung تَحْقِيقًا عَنْ صُنْدُوقِ Alecta السُّوَيْدِيّ.",
    "قَالَتْ مُنَظَّمَةُ Human Rights Watch إِنَّ شَرِكَةَ Meta Platforms لَمْ تَرُدّ.",
    "فَازَ فِيلْمُ Anatomy of a Fall بِجَائِزَةِ الْمِهْرَجَان.",
)


@pytest.mark.parametrize("rate", [150, 200, 300])
def test_the_pace_foretells_sentences_with_latin_words_within_a_twentieth(tmp_path: Path, rate: int) -> None:
    voice = espeak.Voice(espeak.Options(rate=rate))
    recording = recorded(voice, *MIXED_SENTENCES, folder=tmp_path)
    voice.close()
    took = sum(frames for name, frames in recording.lengths.items() if name != "identu01") / espeak.RATE
    told = sum(voice.pace.seconds(text) + rests_ms(text, Pauses()) / 1000 for text in MIXED_SENTENCES)
    assert told == pytest.approx(took, rel=0.05)


def test_a_killed_run_leaves_no_worker_of_another_language() -> None:
    program = (
        "import sys\n"
        "from briefing.voices.espeak import Options, Voice\n"
        "voice = Voice(Options())\n"
        "voice.speak('نَعَمْ')\n"
        "sibling = voice.abroad('en')\n"
        "sibling.speak('yes')\n"
        "print(*voice._pool.pids(), *sibling._pool.pids(), flush=True)\n"
        "sys.stdin.read()\n"
    )
    assert_killed_with_its_workers(program, workers=2)


# --- gTTS ------------------------------------------------------------------------------------------


@pytest.fixture
def google(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    endpoint = Endpoint(tmp_path)
    with endpoint:
        yield endpoint


@pytest.fixture
def online(google: Endpoint) -> Iterator[gtts.Voice]:
    voice = gtts.Voice(gtts.Options(endpoint=google.url, ca_file=str(google.ca_file)))
    yield voice
    voice.close()


def test_google_is_asked_for_latin_words_in_their_language(
    tmp_path: Path, google: Endpoint, online: gtts.Voice
) -> None:
    recording = recorded(online, TEXT, "قال Mbappé.", folder=tmp_path / "store")
    assert set(google.calls) == {
        Call("عنوان", "ar", False),
        Call("وأعلنت شركة،", "ar", False),
        Call("Open AI,", "en", False),
        Call("أن الأرباح ارتفعت.", "ar", False),
        Call("قال،", "ar", False),
        Call("Mbappé.", "fr", False),
    }
    assert len(google.calls) == 6
    assert [word.index for word in recording.words[UTTERANCE]] == list(range(len(TEXT.split())))


def test_google_hears_other_languages_over_the_same_connection_and_count(
    google: Endpoint, online: gtts.Voice
) -> None:
    online.speak("نعم")
    before = online.foretell(200)
    sibling = sibling_of(online, "en")
    assert sibling.foretell(200) == pytest.approx(before, abs=1)
    assert sibling.speak("yes").data == hum("yes")
    assert google.connections == 1
    assert online.foretell(200) > before + 1
    sibling.close()
    assert online.speak("نعم").data == hum("نعم")
    assert google.connections == 1


def test_google_refusing_one_language_is_left_alone_in_all(google: Endpoint, online: gtts.Voice) -> None:
    google.schedule(failed(429, Retry_After="60"))
    with pytest.raises(VoiceOffline):
        sibling_of(online, "en").speak("yes")
    with pytest.raises(VoiceOffline, match="left alone"):
        online.speak("نعم")
    assert len(google.calls) == 1


def test_google_keeps_a_turn_apart_for_the_same_text_in_two_languages(google: Endpoint) -> None:
    waits: list[float] = []
    now = [1_772_172_000.0]

    def wait(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    options = gtts.Options(endpoint=google.url, ca_file=str(google.ca_file), burst=1)
    voice = gtts.Voice(options, clock=lambda: now[0], pause=wait)
    voice.speak("Open")
    for language in ("en", "fr"):
        sibling_of(voice, language).speak("Open")
    voice.close()
    assert google.calls == tuple(Call("Open", language, False) for language in ("ar", "en", "fr"))
    assert sum(waits) == pytest.approx(4, abs=0.1)  # 30 a minute


def test_google_speaks_every_language_a_name_may_be_in(online: gtts.Voice) -> None:
    prints = {online.fingerprint()} | {
        sibling_of(online, language).fingerprint() for language in (COMMON, *LETTERS)
    }
    assert len(prints) == 2 + len(LETTERS)
    assert online.abroad("tlh") is None
    assert sibling_of(online, "en").language == "en"


def test_google_is_not_asked_abroad_where_gtts_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gtts.lang", None)
    assert gtts.Voice(gtts.Options()).abroad("en") is None


# --- faster ----------------------------------------------------------------------------------------


def test_a_stretched_voice_is_stretched_abroad(tmp_path: Path) -> None:
    voice = Traveller()
    faster = Stretched(voice, 1.5)
    sibling = faster.abroad("en")
    assert isinstance(sibling, Stretched)
    assert sibling.fingerprint() not in (faster.fingerprint(), voice.siblings["en"].fingerprint())
    usual = voice.siblings["en"].speak("Open AI")
    assert len(sibling.speak("Open AI").data) == pytest.approx(len(usual.data) / 1.5, abs=2)
    assert faster.abroad("fr") is None
    assert Stretched(tone.Voice(tone.Options()), 1.5).abroad("en") is None
    recorded(faster, TEXT, folder=tmp_path)
    assert voice.siblings["en"].said[-1] == "Open AI,"


def test_a_stretched_voice_takes_less_time_for_latin_words() -> None:
    voice = espeak.Voice(espeak.Options())
    for text in (TEXT, "Open"):
        assert Stretched(voice, 2.0).pace.seconds(text) == pytest.approx(voice.pace.seconds(text) / 2)
    tones = tone.Voice(tone.Options())
    assert Stretched(tones, 2.0).pace.seconds(TEXT) == pytest.approx(tones.pace.seconds(TEXT) / 2)
