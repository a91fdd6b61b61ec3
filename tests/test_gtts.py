"""The gTTS voice against a real HTTPS server that behaves like Google's, or like Google's on a bad day."""

from __future__ import annotations

import dataclasses
import io
import json
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import contracts
from briefing.errors import (
    OutputError,
    RequestError,
    VoiceError,
    VoiceOffline,
    VoiceRefused,
    VoiceUnavailable,
)
from briefing.events import Retrying
from briefing.speech import record
from briefing.store import Store
from briefing.voices._gtts_gate import STEP, Gate
from briefing.voices._gtts_wire import body_of, mp3_of
from briefing.voices.gtts import PARALLEL, Options, Voice, available
from tests import endpoint as fake
from tests.endpoint import Answer, Certificate, Endpoint, failed, hum, laid_out
from tests.scripts import script_of

SENTENCE = "قال الوزير إن الحكومة ستبدأ تنفيذ الخطة مطلع العام المقبل."
OTHER = "وأضاف أن البرلمان سيناقشها؛ فهل يوافق عليها؟"
CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is reached directly, whatever this machine has set."""
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests of one test do not count in another."""
    monkeypatch.setenv("BRIEFING_STATE", str(tmp_path_factory.mktemp("state")))


class Clock:
    """A wall clock that moves when someone waits."""

    def __init__(self) -> None:
        self.now = 1_772_172_000.0
        self.waits: list[float] = []
        self._turn = Lock()

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        with self._turn:
            self.now += seconds
            self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def google(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """One endpoint for the tests that only schedule answers."""
    with Endpoint(tmp_path_factory.mktemp("endpoint")) as endpoint:
        yield endpoint


def options_for(endpoint: Endpoint, **more: Any) -> Options:
    return Options(endpoint=endpoint.url, ca_file=str(endpoint.ca_file), **more)


@pytest.fixture
def voice(google: Endpoint, clock: Clock) -> Iterator[Voice]:
    spoken = Voice(options_for(google), clock=clock, pause=clock.wait)
    yield spoken
    spoken.close()


# --- the plain path --------------------------------------------------------------------------------


@pytest.mark.parametrize("framing", ["pieces", "array", "lines"])
def test_gtts_itself_asks_the_same_and_reads_the_same(
    framing: fake.Framing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gtts.tts

    with Endpoint(tmp_path, framing=framing) as endpoint:
        ours = Voice(options_for(endpoint))
        sound = ours.speak(SENTENCE)
        ours.close()
        monkeypatch.setattr(gtts.tts, "_translate_url", lambda path, **_: f"{endpoint.url}/{path}")
        stock = io.BytesIO()
        gtts.tts.gTTS(SENTENCE, lang="ar").write_to_fp(stock)
        mine, theirs = endpoint.heard
    assert sound.data == stock.getvalue() == hum(SENTENCE)
    assert (mine.method, mine.path, mine.body) == (theirs.method, theirs.path, theirs.body)
    assert sorted(mine.fields) == sorted(theirs.fields)
    assert mine.body == gtts.tts.gTTS(SENTENCE, lang="ar").get_bodies()[0]


def test_the_sound_is_googles_mp3(voice: Voice) -> None:
    sound = voice.speak(SENTENCE)
    assert (sound.encoding, sound.rate, sound.words) == ("mp3", 24_000, ())
    assert sound.data.startswith(b"\xff\xf3\x44")  # MPEG 2, layer III, 32 kbit/s, 24,000 Hz


def test_slow_reading_is_asked_for(google: Endpoint) -> None:
    slow = Voice(options_for(google, slow=True))
    assert slow.speak(OTHER).data == hum(OTHER, True)
    assert google.calls[-1] == fake.Call(OTHER, "ar", True)
    assert slow.pace.letter_s > Voice(Options()).pace.letter_s
    slow.close()


def test_it_is_a_voice() -> None:
    made = Voice(Options())
    assert isinstance(made, contracts.Voice)
    assert (made.language, made.online, made.needs_vowels, made.max_chars) == ("ar", True, False, 100)
    made.check()


def test_one_connection_serves_many_texts(google: Endpoint, voice: Voice) -> None:
    before = google.connections
    for number in range(10):
        voice.speak(f"الخبر رقم {number}")
    assert google.connections == before + 1


def test_a_connection_the_server_closed_is_replaced(google: Endpoint, voice: Voice) -> None:
    before = google.connections
    google.schedule(Answer(close=True), Answer(close=True))
    for text in (SENTENCE, OTHER, SENTENCE):
        assert voice.speak(text).data == hum(text)
    assert google.connections == before + 3


def test_threads_get_each_its_own_sound_over_few_connections(google: Endpoint, voice: Voice) -> None:
    before = google.connections
    texts = [f"هذا هو النص رقم {number} من نصوص كثيرة" for number in range(24)]
    with ThreadPoolExecutor(voice.parallel) as pool:
        assert [sound.data for sound in pool.map(voice.speak, texts)] == [hum(text) for text in texts]
    assert google.connections <= before + voice.parallel


def test_a_closed_voice_speaks_again_over_a_new_connection(google: Endpoint, voice: Voice) -> None:
    voice.speak(SENTENCE)
    voice.close()
    before = google.connections
    assert voice.speak(SENTENCE).data == hum(SENTENCE)
    assert google.connections == before + 1


def test_neither_cookies_nor_passwords_are_sent(
    google: Endpoint, voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login reader password secret\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    voice.speak(SENTENCE)
    voice.speak(OTHER)  # every answer sets a cookie
    assert google.heard[-1].field("Cookie") is None
    assert google.heard[-1].field("Authorization") is None


# --- the request -----------------------------------------------------------------------------------

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئًٌٍَُِّْ 0123456789٠١٢٣،؛:؟.«»()-%", max_size=100)


@settings(max_examples=60, deadline=None)
@given(ARABIC.filter(lambda text: any(sign.isalnum() for sign in text)))
def test_every_arabic_text_makes_the_one_body_gtts_would_send(text: str) -> None:
    from gtts import gTTS

    body = body_of(text, slow=False)
    assert [body] == gTTS(text, lang="ar").get_bodies()
    assert fake.call_of(body) == fake.Call(text.strip(), "ar", False)


@pytest.mark.parametrize("text", ["ماذا؟! لا!", "كلمة -\nأخرى", "prof. dr. Esq.", "أ" * 100, "واحد\nاثنان"])
def test_a_text_reaches_google_as_it_is_written(text: str) -> None:
    assert fake.call_of(body_of(text, slow=True)) == fake.Call(text, "ar", True)


@pytest.mark.parametrize("language", ["en", "fr", "iw"])
def test_a_text_in_another_language_is_asked_for_as_gtts_does(language: str) -> None:
    from gtts import gTTS

    body = body_of("Open source, AT&T", slow=False, language=language)
    asked = gTTS("Open source, AT&T", lang=language, pre_processor_funcs=[]).get_bodies()
    assert [body] == asked
    assert fake.call_of(body) == fake.Call("Open source, AT&T", language, False)


@pytest.mark.parametrize("text", ["", "   ", "؟!", "…«»", "\n", "َُِ", "أ" * 101, "كلمة " * 25])
def test_what_google_cannot_say_is_refused_without_asking(google: Endpoint, voice: Voice, text: str) -> None:
    before = len(google.heard)
    with pytest.raises(VoiceRefused):
        voice.speak(text)
    assert len(google.heard) == before


def test_the_address_is_googles_where_none_is_given() -> None:
    from gtts import gTTS

    assert Voice(Options(tld="com.sa"))._route.base + fake.PATH == (
        gTTS("نعم", lang="ar", tld="com.sa")._prepare_requests()[0].url
    )


# --- answers that go wrong -------------------------------------------------------------------------

SENT = ("Date", "Fri, 27 Feb 2026 06:00:00 GMT")
UNNAMED = pytest.approx(2.2, abs=0.2)
"""Seconds after a first refusal that names none: two, and up to a fifth more."""
FAULTS: dict[str, tuple[Answer, type[VoiceError], str, Any]] = {
    "429": (fake.TOO_MANY, VoiceOffline, "asked too often", UNNAMED),
    "429 in seconds": (failed(429, Retry_After="7"), VoiceOffline, "429", 7.0),
    "429 at a date": (
        Answer(status=429, fields=(SENT, ("Retry-After", "Fri, 27 Feb 2026 06:01:30 GMT"))),
        VoiceOffline,
        "429",
        90.0,
    ),
    "429 at a date that is past": (
        Answer(status=429, fields=(SENT, ("Retry-After", "Fri, 27 Feb 2026 05:00:00 GMT"))),
        VoiceOffline,
        "429",
        1.0,
    ),
    "429 sometime": (failed(429, Retry_After="soon"), VoiceOffline, "429", UNNAMED),
    "429 for ever": (failed(429, Retry_After="99999999999"), VoiceOffline, "429", 86_400.0),
    "500": (failed(500), VoiceOffline, "problem of its own", None),
    "503": (failed(503, Retry_After="120"), VoiceOffline, "503", 120.0),
    "403": (failed(403), VoiceUnavailable, "refuses", None),
    "404": (failed(404), VoiceUnavailable, "no speech endpoint", None),
    "400": (failed(400), VoiceUnavailable, "does not take the request", None),
    "204": (Answer(status=204, body=lambda _: b""), VoiceUnavailable, "204", None),
    "redirect to consent": (
        failed(302, Location="https://consent.google.com/m?continue=x"),
        VoiceUnavailable,
        "consent",
        None,
    ),
    "redirect for robots": (
        failed(302, Location="https://www.google.com/sorry/index?q=x"),
        VoiceUnavailable,
        "automated traffic",
        None,
    ),
    "redirect elsewhere": (
        failed(307, Location="https://example.org/x"),
        VoiceUnavailable,
        "example.org",
        None,
    ),
    "redirect nowhere": (failed(302, Location="https://[x"), VoiceUnavailable, "another page", None),
    "a redirect that is long": (
        Answer(status=302, fields=(("Location", "/x"),), drip_s=0.5),
        VoiceUnavailable,
        "another page",
        None,
    ),
    "consent page": (fake.CONSENT_PAGE, VoiceUnavailable, "consent", None),
    "cut off": (fake.CUT_OFF, VoiceOffline, "broken off", None),
    "cut off in chunks": (fake.CUT_OFF_CHUNKS, VoiceOffline, "broken off", None),
    "half JSON": (fake.HALF_JSON, VoiceOffline, "cut off", None),
    "empty body": (fake.EMPTY_BODY, VoiceOffline, "empty", None),
    "oversize": (fake.OVERSIZE, VoiceUnavailable, "more than 2 MB", None),
    "another protocol": (Answer(body=lambda _: b'{"audio": "x"}'), VoiceUnavailable, "does not know", None),
    "another call": (
        Answer(body=lambda body: body.replace(b"jQ1olc", b"MkEWBc")),
        VoiceUnavailable,
        "without the sound",
        None,
    ),
    "deep JSON": (Answer(body=lambda _: b")]}'\n" + b"[" * 100_000), VoiceOffline, "garbled", None),
    "bad base64": (Answer(body=lambda body: body.replace(b"/", b"*")), VoiceOffline, "garbled", None),
    "an error for a 200": (
        Answer(
            body=lambda _: laid_out([["er", None, None, None, None, 503, None, None, None, 14]], "pieces")
        ),
        VoiceOffline,
        "503",
        UNNAMED,
    ),
    "no sound": (fake.NO_SOUND, VoiceOffline, "no sound", None),
    "silence": (fake.SILENCE, VoiceOffline, "silence", None),
    "too short": (fake.TOO_SHORT, VoiceOffline, "0.2 seconds of sound for 48 letters", None),
    "too long": (fake.TOO_LONG, VoiceOffline, "60.0 seconds", None),
    "not MP3": (fake.NOT_MP3, VoiceOffline, "not MP3", None),
    "a header and noise": (
        Answer(sound=lambda _text, _slow: b"\xff\xf3" + bytes(4_000)),
        VoiceOffline,
        "decoded",
        None,
    ),
    "invalid text": (Answer(call_status=(3,)), VoiceRefused, "will not say", None),
    "a call that failed unnamed": (Answer(call_status=()), VoiceRefused, "will not say", None),
    "quota": (Answer(call_status=(8,)), VoiceOffline, "this time", UNNAMED),
    "internal": (Answer(call_status=(13,)), VoiceOffline, "this time", None),
    "no permission": (Answer(call_status=(7,)), VoiceUnavailable, "no longer", None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_answer_becomes_the_right_error_and_the_next_text_is_said(
    google: Endpoint, voice: Voice, clock: Clock, name: str
) -> None:
    answer, kind, words, retry_after = FAULTS[name]
    google.schedule(answer)
    with pytest.raises(VoiceError, match=words) as caught:
        voice.speak(SENTENCE)
    assert type(caught.value) is kind
    told = getattr(caught.value, "retry_after", None)
    assert told == retry_after
    clock.wait(told or 0)
    assert voice.speak(OTHER).data == hum(OTHER)
    assert google.texts[-2:] == (SENTENCE, OTHER)


@pytest.mark.parametrize("chunked", [False, True])
def test_an_answer_may_come_in_chunks_and_late(google: Endpoint, voice: Voice, chunked: bool) -> None:
    google.schedule(Answer(chunked=chunked, wait_s=0.05))
    assert voice.speak(SENTENCE).data == hum(SENTENCE)


@pytest.mark.parametrize(
    ("answer", "waits"),
    [
        (Answer(wait_s=5), {"read_timeout_s": 0.2, "total_timeout_s": 3}),
        (Answer(wait_s=5), {"total_timeout_s": 0.2}),
        (Answer(drip_s=0.02), {"total_timeout_s": 0.3}),
        (Answer(drip_header_s=0.05), {"total_timeout_s": 0.3}),
    ],
    ids=["no answer", "no answer in all", "a body that drips", "a header that drips"],
)
def test_a_slow_answer_is_not_waited_for(google: Endpoint, answer: Answer, waits: dict[str, float]) -> None:
    waiting = Voice(options_for(google, **waits))
    google.schedule(answer)
    start = time.monotonic()
    with pytest.raises(VoiceOffline, match=r"did not answer within 0\.[23] seconds"):
        waiting.speak(SENTENCE)
    assert time.monotonic() - start < 3
    waiting.close()


ANSWER = {
    framing: laid_out([["wrb.fr", "jQ1olc", json.dumps(["//NExAAR"]), None, None, None, "generic"]], framing)
    for framing in ("pieces", "array", "lines")
}


@pytest.mark.parametrize("framing", ANSWER)
def test_an_answer_cut_anywhere_is_whole_or_worth_another_try(framing: str) -> None:
    whole = mp3_of(ANSWER[framing], host="h")
    for length in range(len(ANSWER[framing])):
        try:
            assert mp3_of(ANSWER[framing][:length], host="h") == whole
        except VoiceOffline:
            continue


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"", b")]}'\n\n"]))
def test_no_answer_at_all_is_a_bug_of_ours(answer: bytes, guard: bytes) -> None:
    with pytest.raises(VoiceError):
        mp3_of(guard + answer, host="h")


# --- who is at the other end -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "certificate",
    [Certificate(name="translate.google.com"), Certificate(expired=True)],
    ids=["name", "expired"],
)
def test_a_wrong_certificate_is_refused_before_anything_is_said(
    certificate: Certificate, tmp_path: Path
) -> None:
    with Endpoint(tmp_path, certificate=certificate) as endpoint:
        ours = Voice(options_for(endpoint))
        with pytest.raises(VoiceUnavailable, match=r"certificate of 127\.0\.0\.1:.* is not trusted"):
            ours.speak(SENTENCE)
        assert "not trusted" in str(available(ours.options))
        assert endpoint.heard == []


def test_an_authority_nobody_named_is_not_trusted(google: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CA_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    before = len(google.heard)
    with pytest.raises(VoiceUnavailable, match="not trusted"):
        Voice(Options(endpoint=google.url)).speak(SENTENCE)
    assert len(google.heard) == before


@pytest.mark.parametrize("variable", CA_VARIABLES)
def test_the_environment_names_whom_to_trust(
    google: Endpoint, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in CA_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(google.ca_file))
    trusting = Voice(Options(endpoint=google.url))
    assert trusting.speak(SENTENCE).data == hum(SENTENCE)
    trusting.close()


@pytest.mark.parametrize("content", [None, "not a certificate"])
def test_certificates_that_cannot_be_read_are_named(
    google: Endpoint, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "roots.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    ours = Voice(Options(endpoint=google.url, ca_file=str(path)))
    for act in (ours.check, lambda: ours.speak(SENTENCE)):
        with pytest.raises(VoiceUnavailable, match=r"roots\.pem"):
            act()


class _ClosedProxy(BaseHTTPRequestHandler):
    """A fake of a company's proxy that lets nobody out."""

    asked: list[str]

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        self.send_error(403)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def test_a_proxy_of_the_environment_is_used_and_may_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    handler = type("Handler", (_ClosedProxy,), {"asked": asked})
    with HTTPServer(("127.0.0.1", 0), handler) as proxy:
        thread = Thread(target=proxy.serve_forever, args=(0.02,))
        thread.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.server_address[1]}")
        try:
            with pytest.raises(VoiceUnavailable, match=r"not let us reach translate\.google\.com"):
                Voice(Options()).speak(SENTENCE)
        finally:
            proxy.shutdown()
            thread.join()
    assert asked == ["translate.google.com:443"]


def test_a_port_nobody_listens_at_is_offline() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"https://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(VoiceOffline, match="refused"):
            Voice(Options(endpoint=address)).speak(SENTENCE)
        assert "refused" in str(available(Options(endpoint=address)))


# --- is it there? ----------------------------------------------------------------------------------


def test_an_endpoint_that_answers_is_available_and_hears_no_text(tmp_path: Path) -> None:
    with Endpoint(tmp_path) as endpoint:
        assert available(options_for(endpoint)) is None
        assert [(item.method, item.path, item.body) for item in endpoint.heard] == [("HEAD", "/", "")]


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        (failed(503), "answers HTTP 503"),
        (failed(403), "answers HTTP 403"),
        (failed(302, Location="https://consent.google.com/"), None),
        (Answer(wait_s=5), "did not answer within 0.3 seconds"),
    ],
)
def test_why_an_endpoint_cannot_be_used_is_said(tmp_path: Path, front: Answer, reason: str | None) -> None:
    with Endpoint(tmp_path, front=front) as endpoint:
        said = available(options_for(endpoint), timeout_s=0.3 if front.wait_s else 3.0)
    assert said == (None if reason is None else f"{endpoint.url.removeprefix('https://')} {reason}")


def test_a_name_that_is_never_resolved_does_not_hold_anyone_up(monkeypatch: pytest.MonkeyPatch) -> None:
    released = Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait(5)
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    start = time.monotonic()
    assert available(Options(), timeout_s=0.2) == "translate.google.com did not answer within 0.2 seconds"
    assert time.monotonic() - start < 3
    released.set()
    assert "its name cannot be resolved" in str(available(Options(), timeout_s=3.0))


@pytest.mark.parametrize("package", ["gtts", "requests"])
def test_a_missing_package_is_named_with_its_cure(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(VoiceUnavailable, match=package) as caught:
        Voice(Options()).check()
    assert "pip install" in caught.value.hint
    assert package in str(available(Options()))


# --- options and fingerprint -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"tld": "com/evil"},
        {"tld": ""},
        {"tld": "com.google.example"},
        {"connect_timeout_s": 0.0},
        {"read_timeout_s": -1.0},
        {"total_timeout_s": float("nan")},
        {"burst": 0},
        {"requests_per_minute": -1},
        {"requests_per_hour": -1},
        {"requests_per_day": 10**9},
        {"endpoint": "http://127.0.0.1:1"},
        {"endpoint": "https://"},
        {"endpoint": "https://user:secret@127.0.0.1:1"},
        {"endpoint": "https://127.0.0.1:x"},
        {"endpoint": "https://127.0.0.1/?a=b"},
    ],
)
def test_an_option_that_cannot_work_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RequestError) as caught:
        Options(**change)
    assert caught.value.hint.startswith("-O gtts.")


@pytest.mark.parametrize("change", [{"slow": True}, {"tld": "com.sa"}, {"endpoint": "https://127.0.0.1:1"}])
def test_the_fingerprint_changes_with_the_sound(change: dict[str, Any]) -> None:
    assert Voice(Options(**change)).fingerprint() != Voice(Options()).fingerprint()


def test_the_fingerprint_stays_where_only_the_way_there_changes() -> None:
    patient = Options(connect_timeout_s=60, read_timeout_s=60, total_timeout_s=60, ca_file="roots.pem")
    patient = dataclasses.replace(patient, burst=1, requests_per_minute=1, requests_per_day=9, ledger="x")
    assert Voice(patient).fingerprint() == Voice(Options()).fingerprint() == "gtts 1 ar com normal"


# --- not too often ---------------------------------------------------------------------------------


def numbered(texts: int) -> list[str]:
    return [f"هذا هو الخبر رقم {number} من أخبار اليوم" for number in range(texts)]


def test_a_voice_keeps_the_pace_by_waiting(google: Endpoint, clock: Clock) -> None:
    ours = Voice(options_for(google, burst=2, requests_per_minute=30), clock=clock, pause=clock.wait)
    for text in numbered(5):
        ours.speak(text)
    ours.close()
    assert clock.waits == pytest.approx([2.0, 2.0, 2.0], abs=0.01)


def test_a_long_wait_is_left_to_the_caller_and_nothing_is_sent(google: Endpoint, clock: Clock) -> None:
    ours = Voice(options_for(google, burst=1, requests_per_minute=6), clock=clock, pause=clock.wait)
    ours.speak(SENTENCE)
    before = len(google.heard)
    with pytest.raises(VoiceOffline, match=r"at 6 requests a minute .* due in 10 seconds") as caught:
        ours.speak(OTHER)
    assert (caught.value.retry_after, len(google.heard)) == (10.0, before)
    clock.wait(10.0)
    ours.speak(OTHER)
    ours.close()


def test_a_refusal_of_one_run_holds_another_and_then_both_go_on(google: Endpoint, clock: Clock) -> None:
    one, other = (Voice(options_for(google), clock=clock, pause=clock.wait) for _ in range(2))
    google.schedule(failed(429, Retry_After="40"))
    with pytest.raises(VoiceOffline) as caught:
        one.speak(SENTENCE)
    assert caught.value.retry_after == 40.0
    before = len(google.heard)
    with pytest.raises(VoiceOffline, match="refused lately") as caught:
        other.speak(OTHER)
    assert (caught.value.retry_after, len(google.heard)) == (40.0, before)
    clock.wait(40.0)
    assert [item.speak(SENTENCE).data for item in (one, other)] == [hum(SENTENCE)] * 2
    one.close()
    other.close()


def test_a_service_that_refused_is_not_even_asked_whether_it_is_there(tmp_path: Path) -> None:
    with Endpoint(tmp_path, answers=(failed(503, Retry_After="600"),)) as endpoint:
        ours = Voice(options_for(endpoint))
        with pytest.raises(VoiceOffline):
            ours.speak(SENTENCE)
        ours.close()
        assert "refused lately and is left alone for another 10 minutes" in str(available(ours.options))
        assert len(endpoint.heard) == 1


def test_all_endings_of_google_count_together() -> None:
    one, other = Voice(Options(tld="com", burst=1)), Voice(Options(tld="com.sa", burst=1))
    assert one._ledger.take(SENTENCE) == 0.0
    assert other._ledger.take(SENTENCE) > 1.0
    one.close()
    other.close()


def test_trouble_halves_what_is_under_way_and_answers_widen_it(
    google: Endpoint, voice: Voice, clock: Clock
) -> None:
    widths = []
    for answer in (fake.TOO_MANY, failed(503, Retry_After="1"), failed(500)):
        google.schedule(answer)
        with pytest.raises(VoiceOffline):
            voice.speak(SENTENCE)
        clock.wait(10.0)
        widths.append(voice._gate.width)
    assert widths == [2, 1, 1]
    for text in numbered(3 * STEP):
        voice.speak(text)
        widths.append(voice._gate.width)
    assert [widths.index(width, 2) - 2 for width in (2, 3, 4)] == [STEP, 2 * STEP, 3 * STEP]


def test_an_answer_that_does_not_come_narrows_the_gate(google: Endpoint) -> None:
    waiting = Voice(options_for(google, total_timeout_s=0.2))
    google.schedule(Answer(wait_s=5))
    with pytest.raises(VoiceOffline, match="did not answer"):
        waiting.speak(SENTENCE)
    waiting.close()
    assert waiting._gate.width == PARALLEL // 2


def test_requests_refused_together_narrow_the_gate_once() -> None:
    gate = Gate(8)
    wave = gate.wave
    for _ in range(4):
        gate.narrow(wave)
    assert gate.width == 4
    gate.narrow(gate.wave)
    assert gate.width == 2


def test_a_gate_lets_no_more_through_than_it_is_wide() -> None:
    gate, most = Gate(3), 0
    turn = Lock()

    def pass_through(_: int) -> None:
        nonlocal most
        with gate.passage(), turn:
            most = max(most, gate.inside)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(pass_through, range(200)))
    assert (most <= 3, gate.inside) == (True, 0)


def test_closing_a_voice_sends_away_who_waits_for_a_moment_to_send(google: Endpoint) -> None:
    waiting = Event()

    def pause(seconds: float) -> None:
        closing = ours._closing
        waiting.set()
        closing.wait(seconds)

    ours = Voice(options_for(google, burst=1, requests_per_minute=15), pause=pause)
    ours.speak(SENTENCE)
    before, start = len(google.heard), time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(ours.speak, OTHER)
        assert waiting.wait(5)
        ours.close()
        with pytest.raises(VoiceOffline, match="the voice was closed"):
            told.result()
    assert time.monotonic() - start < 3
    assert len(google.heard) == before


def test_closing_a_voice_sends_away_who_waits_at_the_gate(google: Endpoint, voice: Voice) -> None:
    before = len(google.heard)
    voice._gate.width = 1
    with voice._gate.passage(), ThreadPoolExecutor(2) as pool:
        told = [pool.submit(voice.speak, text) for text in numbered(2)]
        while wait(told, timeout=0.01).not_done:
            voice.close()
        for item in told:
            with pytest.raises(VoiceOffline, match="the voice was closed"):
                item.result()
    assert len(google.heard) == before
    voice._gate.width = PARALLEL
    assert voice.speak(OTHER).data == hum(OTHER)


def test_requests_that_cannot_be_counted_are_not_sent(google: Endpoint, tmp_path: Path) -> None:
    (tmp_path / "gtts.sqlite3").write_bytes(b"no ledger " * 1000)
    ours = Voice(options_for(google, ledger=str(tmp_path)))
    before = len(google.heard)
    with pytest.raises(OutputError, match="is damaged") as caught:
        ours.speak(SENTENCE)
    assert caught.value.hint == f"rm {tmp_path}/gtts.sqlite3*"
    assert len(google.heard) == before
    assert "is damaged" in str(available(ours.options))


def test_it_is_foretold_how_long_requests_will_take(google: Endpoint, clock: Clock) -> None:
    ours = Voice(options_for(google, burst=100, requests_per_minute=30), clock=clock, pause=clock.wait)
    assert ours.foretell(0) == 0.0
    assert ours.foretell(40) == pytest.approx(5.0)
    assert ours.foretell(160) == pytest.approx(120.5)
    for text in numbered(10):
        ours.speak(text)
    assert ours.foretell(40) < 3.0
    assert ours.foretell(160) == pytest.approx(140.0, abs=0.5)
    ours.close()


# --- in a run --------------------------------------------------------------------------------------


def test_a_script_is_recorded_through_a_bad_day(
    tmp_path: Path, voice: Voice, google: Endpoint, clock: Clock
) -> None:
    google.schedule(failed(429, Retry_After="9"), fake.CUT_OFF, fake.SILENCE)
    before = len(google.texts)
    retries: list[Retrying] = []

    def keep(event: object) -> None:
        if isinstance(event, Retrying):
            retries.append(event)

    script = script_of((SENTENCE, OTHER), (SENTENCE,))
    recording = record(script, voice, Store(tmp_path), on_event=keep, pause=clock.wait)
    assert all(frames > 0 for frames in recording.lengths.values())
    assert len(retries) >= 3
    assert 9.0 in clock.waits
    asked = google.texts[before:]
    assert len(asked) == len(set(asked)) + 3


def test_options_are_plain_data() -> None:
    assert all(type(item.default) in (str, int, float, bool) for item in dataclasses.fields(Options))
