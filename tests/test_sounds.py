"""Sounds besides the words: how loud they are to the speech, the user's own files, music under speech."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from briefing.audio import sounds as sounding
from briefing.audio.assemble import stretches
from briefing.audio.bed import DUCKED_LU, IN_S, Bed
from briefing.audio.loudness import BLOCK_HOPS, Meter, integrated
from briefing.audio.sounds import UNDER_SPEECH_LU, Sounds, speech_lufs
from briefing.audio.tones import CHIMES, chime
from briefing.errors import BriefingError, ConfigError
from briefing.model import Clip, Cue, PlacedSound, Role, SoundKind, Timeline
from briefing.pipeline import Made
from briefing.settings import Interludes, Jingles, Pauses, Settings
from briefing.timeline import frames_of, lay
from tests.scripts import made_with_tone, script_of

RATE = 16_000
Writer = Callable[..., Path]


def wav(path: Path, seconds: float, *, rate: int = 44_100, channels: int = 2, level: float = 12_000) -> Path:
    """A chord in a WAV file."""
    time = np.arange(round(seconds * rate)) / rate
    chord = level / 3 * sum(np.sin(2 * np.pi * hertz * time) for hertz in (220, 331, 443))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(np.round(chord), channels).astype("<i2").tobytes())
    return path


def mp3(path: Path, seconds: float) -> Path:
    """The same as MP3."""
    import lameenc

    source = wav(path.with_suffix(".tmp"), seconds, channels=1)
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.silence()
    with wave.open(str(source)) as file:
        path.write_bytes(bytes(encoder.encode(file.readframes(file.getnframes()))) + bytes(encoder.flush()))
    return path


def loudest(samples: np.ndarray, rate: int) -> float:
    meter = Meter(rate)
    meter.add(np.pad(samples, (0, rate)).astype(np.int16))
    meter.level()
    hops = meter.hops()
    return max(integrated(hops[at : at + BLOCK_HOPS]) for at in range(len(hops) - BLOCK_HOPS))


def master_of(made: Made) -> np.ndarray:
    with wave.open(str(made.folder / "master.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int64)


def made_by(folder: Path, voice: str = "tone", **options: str) -> Made:
    settings = Settings(
        voice=voice, editions=(), options={f"sounds.{key}": value for key, value in options.items()}
    )
    return made_with_tone(folder, settings=settings)


# --- our own ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000])
@pytest.mark.parametrize("kind", sorted(CHIMES))
def test_a_sound_of_the_house_begins_and_ends_in_silence(kind: SoundKind, rate: int) -> None:
    sound = chime(kind, rate)
    assert len(sound) == frames_of(CHIMES[kind].ms, rate)
    assert np.abs(sound).max() == pytest.approx(1)
    assert abs(sound[0]) < 1e-4
    assert abs(sound[-1]) < 1e-4
    assert np.abs(np.diff(sound)).max() < 2.2 * np.pi * 2_093 / rate
    assert abs(sound.mean()) < 1e-3


def test_the_opening_rises_and_the_closing_falls() -> None:
    def hertz(sound: np.ndarray) -> float:
        part = sound * np.hanning(len(sound))
        return float(np.abs(np.fft.rfft(part)).argmax() * RATE / len(part))

    opening, closing = chime(SoundKind.OPENING, RATE), chime(SoundKind.CLOSING, RATE)
    early, late = slice(0, RATE // 7), slice(RATE // 2, RATE)
    assert hertz(opening[early]) < 600 < 1_000 < hertz(opening[late])
    assert hertz(closing[early]) > 1_000 > 600 > hertz(closing[late])


@pytest.mark.parametrize("voice", ["espeak", "tone"])
def test_each_sound_is_12_lu_under_the_speech(voice: str, tmp_path: Path) -> None:
    made = made_by(tmp_path, voice, section=str(wav(tmp_path / "s.wav", 1.0)))
    master, briefing = master_of(made), made.briefing
    assert {sound.kind for sound in briefing.sounds} == {
        SoundKind.OPENING,
        SoundKind.SECTION,
        SoundKind.CLOSING,
    }
    speech = Meter(briefing.rate)
    for cue in briefing.utterances:
        speech.add(master[cue.start : cue.end].astype(np.int16))
    lufs = speech.level().lufs
    for sound in briefing.sounds:
        heard = loudest(master[sound.start : sound.end], briefing.rate)
        assert heard == pytest.approx(lufs - UNDER_SPEECH_LU, abs=0.6), sound.kind


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [
        (Settings(voice="tone", editions=()), {"opening", "section", "closing"}),
        (Settings(voice="tone", editions=(), tone=False), {"opening", "closing"}),
        (Settings(voice="tone", editions=(), sounds=False), set()),
    ],
)
def test_sounds_can_be_left_out(settings: Settings, kinds: set[str], tmp_path: Path) -> None:
    assert {str(sound.kind) for sound in made_with_tone(tmp_path, settings=settings).briefing.sounds} == kinds


# --- the user's own --------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [wav, mp3])
def test_the_users_own_sounds_are_placed_whole_and_loud_as_ours(write: Writer, tmp_path: Path) -> None:
    name = "x.mp3" if write is mp3 else "x.wav"
    made = made_by(tmp_path, opening=str(write(tmp_path / name, 2.0)))
    opening = made.briefing.sounds[0]
    assert (opening.end - opening.start) / made.briefing.rate == pytest.approx(2.0, abs=0.06)
    heard = master_of(made)[opening.start : opening.end]
    assert abs(heard[0]) <= 1
    assert abs(heard[-1]) <= 1
    loud = np.flatnonzero(np.abs(heard) > np.abs(heard).max() / 4)
    assert len(loud) > 0.5 * len(heard)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert spectrum.argmax() * made.briefing.rate / len(heard) in (
        pytest.approx(220, abs=2),
        pytest.approx(331, abs=2),
        pytest.approx(443, abs=2),
    )


def test_the_same_file_gives_the_same_bytes_and_another_file_others(tmp_path: Path) -> None:
    sound = wav(tmp_path / "x.wav", 2.0)
    first = made_by(tmp_path, opening=str(sound))
    before = (first.folder / "master.wav").read_bytes()
    assert made_by(tmp_path, opening=str(sound)).changed == ()
    moved = sound.rename(tmp_path / "y.wav")
    assert made_by(tmp_path, opening=str(moved)).changed == (), "where it lies does not matter"
    wav(moved, 2.0, level=9_000)
    again = made_by(tmp_path, opening=str(moved))
    assert again.changed
    assert str(tmp_path) not in (again.folder / "briefing.json").read_text(encoding="utf-8")
    wav(moved, 1.0)
    made_by(tmp_path, opening=str(moved))
    assert (first.folder / "master.wav").read_bytes() != before


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("opening", None, "cannot read the sound"),
        ("opening", b"not a sound at all", "no WAV, MP3 or FLAC"),
        ("opening", b"", "no WAV, MP3 or FLAC"),
        ("opening", 21.0, "at most 20"),
        ("section", 6.0, "at most 5"),
        ("closing", 0.05, "at least 0.1"),
        ("bed", 2.0, "at least 5"),
        ("bed", 301.0, "at most 300"),
    ],
)
def test_a_sound_that_cannot_be_used_is_told_before_anything_is_voiced(
    kind: str, content: bytes | float | None, message: str, tmp_path: Path
) -> None:
    sound = tmp_path / "x.wav"
    if isinstance(content, bytes):
        sound.write_bytes(content)
    elif content is not None:
        wav(sound, content, rate=8_000, channels=1)
    with pytest.raises(ConfigError, match=message) as raised:
        made_by(tmp_path, **{kind: str(sound)})
    assert raised.value.exit_code == 78
    assert raised.value.hint
    assert not list((tmp_path / "cache").rglob("*"))


def test_a_sound_of_another_format_is_refused(tmp_path: Path) -> None:
    sound = wav(tmp_path / "x.wav", 1.0).rename(tmp_path / "x.aiff")
    with pytest.raises(ConfigError, match="no WAV, MP3 or FLAC"):
        made_by(tmp_path, opening=str(sound))


def test_a_silent_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing but silence"):
        made_by(tmp_path, opening=str(wav(tmp_path / "x.wav", 1.0, level=0)))
    assert not list((tmp_path / "cache").rglob("*"))


def test_an_unknown_kind_of_sound_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as raised:
        made_by(tmp_path, opennig="x.wav")
    assert raised.value.hint == "sounds.opening"


# --- music under speech ----------------------------------------------------------------------------


def cue_at(start_s: float, end_s: float) -> Cue:
    return Cue(
        id="identu01",
        chapter="ident",
        role=Role.IDENT,
        shown="",
        spoken="",
        start=round(start_s * RATE),
        end=round(end_s * RATE),
    )


def bed_of(*cues: Cue, wave_s: float = 6.0, end_s: float = 20.0) -> Bed:
    music = np.sin(2 * np.pi * 200 * np.arange(round(wave_s * RATE)) / RATE).astype(np.float32)
    place = PlacedSound(kind=SoundKind.BED, start=0, end=round(end_s * RATE))
    return Bed(music, place, cues, RATE)


def level_db(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt((samples.astype(float) ** 2).mean())))


def test_music_is_softer_while_someone_speaks_and_moves_smoothly() -> None:
    bed = bed_of(cue_at(4, 8), cue_at(8.4, 12), wave_s=30)
    _, heard = bed.between(0, 20 * RATE)
    alone, under = heard[2 * RATE : 3 * RATE], heard[5 * RATE : 7 * RATE]
    assert level_db(alone) - level_db(under) == pytest.approx(DUCKED_LU, abs=0.1)
    assert level_db(heard[15 * RATE : 17 * RATE]) == pytest.approx(level_db(alone), abs=0.1)
    between = level_db(heard[round(8.15 * RATE) : round(8.25 * RATE)]) - level_db(under)
    assert 0 < between < DUCKED_LU / 2, "it does not pump between two sentences"
    assert np.abs(np.diff(heard)).max() < 1.05 * 2 * np.pi * 200 / RATE
    assert (heard[0], heard[-1]) == (0, pytest.approx(0, abs=1e-3))
    assert level_db(heard[: round(IN_S * RATE / 4)]) < level_db(alone) - 12


def test_music_is_repeated_without_a_gap() -> None:
    _, heard = bed_of(wave_s=5.0, end_s=30).between(0, 30 * RATE)
    levels = [level_db(heard[at : at + RATE // 10]) for at in range(2 * RATE, 28 * RATE, RATE // 10)]
    assert max(levels) - min(levels) < 3.5


def test_music_is_the_same_however_it_is_cut() -> None:
    bed = bed_of(cue_at(4, 8))
    _, whole = bed.between(0, 20 * RATE)
    parts = [bed.between(at, at + 12_345)[1] for at in range(0, 20 * RATE, 12_345)]
    assert np.array_equal(np.concatenate(parts), whole)
    assert len(bed.between(21 * RATE, 22 * RATE)[1]) == 0


def test_music_is_heard_under_the_ident_and_the_summary_alone(tmp_path: Path) -> None:
    with_bed = made_by(tmp_path / "with", bed=str(wav(tmp_path / "bed.wav", 6.0)))
    without = made_by(tmp_path / "without")
    briefing = with_bed.briefing
    assert briefing.chapters == without.briefing.chapters
    beds = [sound for sound in briefing.sounds if sound.kind is SoundKind.BED]
    chapters = {chapter.id: chapter for chapter in briefing.chapters}
    assert [
        next(name for name, chapter in chapters.items() if chapter.start <= bed.start < bed.end < chapter.end)
        for bed in beds
    ] == ["ident", "summary"]
    differs = master_of(with_bed) != master_of(without)
    for bed in beds:
        assert differs[bed.start : bed.end].mean() > 0.5
        differs[bed.start : bed.end] = False
    assert not differs.any()
    for chapter in briefing.chapters[1:]:
        assert not np.abs(master_of(with_bed)[chapter.start - 100 : chapter.start + 100]).max() > 8


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    for name in ("with", "without"):
        (tmp_path / name).mkdir()


# --- together --------------------------------------------------------------------------------------


def test_the_loudness_of_speech_is_told_from_its_first_minute() -> None:
    loud, soft = (
        Clip(name, (np.sin(np.arange(RATE * 40) / 8) * level).astype("<i2").tobytes())
        for name, level in (("a", 9_000), ("b", 300))
    )
    script = script_of(("كلمة", "كلمة", "كلمة"))
    names = [item.id for item in script.utterances()]
    clips = dict(zip(names, (loud, loud, soft, soft), strict=True))
    timeline = lay(script, {name: clip.frames for name, clip in clips.items()}, rate=RATE, pauses=Pauses())
    meter = Meter(RATE)
    meter.add(np.tile(np.frombuffer(loud.pcm, "<i2"), 2))
    told = speech_lufs(timeline.cues, clips.__getitem__, rate=RATE)
    assert told == pytest.approx(meter.level().lufs, abs=0.1)


def test_a_peak_is_never_high_however_soft_the_sound_is_otherwise() -> None:
    click = np.zeros(RATE, dtype=np.float32)
    click[100] = 1
    levelled = Sounds({SoundKind.SECTION: click * 100}).at(-30)
    assert np.abs(levelled.waves[SoundKind.SECTION]).max() <= 0.5


def test_a_timeline_without_sounds_needs_none() -> None:
    timeline = Timeline(rate=RATE, frames=RATE, chapters=(), cues=())
    nothing: dict[str, Clip] = {}
    parts = list(stretches(timeline, nothing.__getitem__))
    assert [len(part.raw_data) for part in parts] == [2 * RATE]


def test_lengths_are_known_without_decoding(tmp_path: Path) -> None:
    told = sounding.lengths(Jingles(opening=str(wav(tmp_path / "x.wav", 1.2345))), tone=False)
    assert told == Interludes(
        opening_ms=1_235, section_ms=0, closing_ms=CHIMES[SoundKind.CLOSING].ms, bed=False
    )
    loaded = sounding.load(Jingles(opening=str(tmp_path / "x.wav")), [SoundKind.OPENING], rate=RATE)
    assert len(loaded.waves[SoundKind.OPENING]) == frames_of(1_235, RATE)
