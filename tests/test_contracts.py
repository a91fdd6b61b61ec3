"""Every voice, source and exporter that is installed keeps its contract."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from briefing import plugins
from briefing.audio.decode import fit
from briefing.contracts import Polyglot, Voice, declares, path_of
from briefing.errors import RequestError
from briefing.model import Article, Briefing
from briefing.settings import DEFAULT_EDITIONS, Settings
from briefing.shelf import MASTER_FILE
from tests.scripts import article_file, made_with_tone

OFFLINE_VOICES = [name for name in plugins.names("voices") if not plugins.voice(name, {}).online]
SENTENCE = "قَالَتِ الْمُدِيرَةُ إِنَّ الْأَبْوَابَ مَفْتُوحَةٌ لِلْجَمِيع."


@pytest.mark.parametrize("name", plugins.names("voices"))
def test_a_voice_says_what_it_is_without_starting_anything(name: str) -> None:
    voice = plugins.voice(name, {})
    assert isinstance(voice, Voice)
    assert voice.language.split("-")[0] == "ar"
    assert 8_000 <= voice.rate <= 48_000
    assert voice.max_chars >= 100
    assert 1 < voice.pace.seconds(SENTENCE) < 12
    assert voice.parallel >= 1
    voice.close()


@pytest.mark.parametrize("name", plugins.names("voices"))
def test_a_voice_s_fingerprint_depends_on_its_options_alone(name: str) -> None:
    assert plugins.voice(name, {}).fingerprint() == plugins.voice(name, {}).fingerprint()
    options = plugins.documented(plugins.load("voices", name))
    changed = (
        {"rate": "16001"} if name == "tone" else {"rate": "171"} if name == "espeak" else {"slow": "true"}
    )
    assert set(changed) <= {option.name for option in options}
    assert plugins.voice(name, changed).fingerprint() != plugins.voice(name, {}).fingerprint()


@pytest.mark.parametrize("name", OFFLINE_VOICES)
def test_an_offline_voice_speaks_the_same_bytes_each_time_and_times_its_words(name: str) -> None:
    voice = plugins.voice(name, {})
    try:
        voice.check()
        sound = voice.speak(SENTENCE)
        assert voice.speak(SENTENCE) == sound
    finally:
        voice.close()
    fitted = fit(sound, rate=sound.rate)
    pcm, words = fitted.pcm, fitted.words
    assert 1.0 < len(pcm) / 2 / sound.rate < 12
    assert [word.index for word in words] == list(range(len(SENTENCE.split())))
    assert all(0 <= word.start < word.end <= len(pcm) // 2 for word in words)


@pytest.mark.parametrize("name", plugins.names("voices"))
def test_a_voice_that_speaks_other_languages_says_which(name: str) -> None:
    voice = plugins.voice(name, {})
    if not isinstance(voice, Polyglot):
        assert not hasattr(voice, "abroad")
        return
    assert voice.abroad("zxx") is None  # BCP 47 for what is in no language
    sibling = voice.abroad("en")
    assert isinstance(sibling, Voice)
    assert sibling.language.split("-")[0] == "en"
    assert sibling.fingerprint() != voice.fingerprint()
    again = voice.abroad("en")
    assert again is not None
    assert again.fingerprint() == sibling.fingerprint()
    assert (sibling.online, sibling.needs_vowels) == (voice.online, False)
    assert sibling.max_chars >= 100
    assert 0.1 < sibling.pace.seconds("Open source") < 3
    sibling.close()
    voice.close()


@pytest.mark.parametrize("name", OFFLINE_VOICES)
def test_an_offline_voice_speaks_the_same_bytes_each_time_in_another_language(name: str) -> None:
    voice = plugins.voice(name, {})
    sibling = voice.abroad("en") if isinstance(voice, Polyglot) else None
    if sibling is None:
        return
    try:
        sibling.check()
        sound = sibling.speak("Open source, at last.")
        assert sibling.speak("Open source, at last.") == sound
    finally:
        voice.close()
    fitted = fit(sound, rate=voice.rate)
    pcm, words = fitted.pcm, fitted.words
    assert [word.index for word in words] == [0, 1, 2, 3]
    assert all(0 <= word.start < word.end <= len(pcm) // 2 for word in words)


@pytest.mark.parametrize("kind", ["voices", "exporters"])
def test_every_option_has_a_default_and_a_wrong_value_is_refused(kind: plugins.Kind) -> None:
    for name in plugins.names(kind):
        options: type[Any] = plugins.load(kind, name).Options
        assert options() == options()
        for field in dataclasses.fields(options):
            if isinstance(field.default, int) and not isinstance(field.default, bool):
                with pytest.raises(RequestError):
                    plugins.plugin_options(options, name, {field.name: "many"})


@pytest.mark.parametrize("name", plugins.names("exporters"))
def test_an_exporter_writes_what_it_declares_and_the_same_bytes_each_time(name: str, tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    module = plugins.exporter(name)
    written: list[dict[str, bytes]] = []
    for attempt in ("one", "two"):
        folder = tmp_path / attempt
        folder.mkdir()
        (folder / MASTER_FILE).hardlink_to(made.folder / MASTER_FILE)
        paths = [path_of(item) for item in module.export(made.briefing, folder, module.Options())]
        names = [path.relative_to(folder).as_posix() for path in paths]
        assert all(declares(module.FILES, each) for each in names)
        assert all(any(declares([pattern], each) for each in names) for pattern in module.FILES)
        present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert sorted(present) == sorted([*names, MASTER_FILE])
        written.append({each: (folder / each).read_bytes() for each in names})
    assert written[0] == written[1]
    assert all(written[0].values())


@pytest.mark.parametrize("name", plugins.names("exporters"))
def test_an_exporter_needs_the_briefing_alone(name: str, tmp_path: Path) -> None:
    """Editions can be made from what is read back from disk, by another process, years later."""
    from briefing.model import from_json

    editions = tuple(dict.fromkeys((*DEFAULT_EDITIONS, name)))
    made = made_with_tone(tmp_path, settings=Settings(voice="tone", editions=editions))
    folder = tmp_path / "later"
    folder.mkdir()
    if not plugins.is_silent(name):
        (folder / MASTER_FILE).hardlink_to(made.folder / MASTER_FILE)
    module = plugins.exporter(name)
    briefing = from_json((made.folder / "briefing.json").read_bytes(), Briefing)
    for path in map(path_of, module.export(briefing, folder, module.Options())):
        assert path.read_bytes() == (made.folder / path.relative_to(folder)).read_bytes()


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("plain.txt", True),
        ("many/001.mp3", True),
        ("many/001.txt", False),
        ("001.mp3", False),
        ("other/many/001.mp3", False),
        ("many/deep/001.mp3", False),
    ],
)
def test_a_pattern_names_files_of_its_own_folder_alone(name: str, declared: bool) -> None:
    assert declares(("plain.txt", "many/*.mp3"), name) is declared


@pytest.mark.parametrize("name", plugins.names("sources"))
def test_a_source_accepts_its_own_references_alone(name: str, tmp_path: Path) -> None:
    accepted = {
        reference
        for reference in ("a.txt", "a.md", "a.html", "-", "a.pdf", "https://example.org/a", "")
        if plugins.source(name).accepts(reference)
    }
    expected = {"textfile": {"a.txt"}, "markdown": {"a.md"}, "html": {"a.html"}, "stdin": {"-"}}
    assert accepted == expected.get(name, accepted)
    if name == "textfile":
        assert isinstance(plugins.source(name).read(str(article_file(tmp_path))), Article)
