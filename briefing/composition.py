"""Composition: an article becomes a script, its summary, and an account of both, as the settings ask.

Here the pure stages meet what they must not know: the lexicon files, the store, a language model.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing import choices, early, lexicons, script, shelf, vowelling
from briefing.events import OnEvent, ignore
from briefing.explanation import Explained
from briefing.explanation import explain as explained
from briefing.model import Article, Role, Script
from briefing.reading import Reader
from briefing.segments import Ahead, seconds_of, unheard
from briefing.settings import Settings
from briefing.store import Store
from briefing.summaries import Line
from briefing.summarizing import Summary, summarizer
from briefing.text.lexicon import shipped


def write(
    article: Article,
    speaker: choices.SpeakingVoice,
    *,
    settings: Settings,
    store: Store | None = None,
    on_event: OnEvent = ignore,
    ahead: Ahead = unheard,
) -> Script:
    """Write the script for a voice; with a store, what was diacritized before is not again.

    ``ahead`` hears of what will be said as soon as it is known: the voice may begin.

    Raises:
        ConfigError: a lexicon that cannot be used.
    """
    voice = speaker.voice
    if voice.needs_vowels and store is not None:
        early.load_models(store)
    return script.write(
        article,
        voice,
        reader=reader_of(settings, vowels=voice.needs_vowels, language=voice.language, store=store),
        settings=settings,
        pauses=choices.pauses_of(settings),
        interludes=choices.interludes_of(settings),
        summarize=summarizer(settings, article, store=store, on_event=on_event),
        ahead=ahead,
    )


def summarize(
    article: Article,
    speaker: choices.SpeakingVoice,
    *,
    settings: Settings,
    store: Store | None = None,
    reasons: bool = False,
    on_event: OnEvent = ignore,
) -> Summary:
    """The summary that would be spoken of an article and, with ``reasons``, why; see :func:`write`."""
    voice = speaker.voice
    written_now = write(article, speaker, settings=settings, store=store, on_event=on_event)
    told = [
        item for item in written_now.utterances() if item.role is Role.SUMMARY and not item.id.endswith("u01")
    ]
    return Summary(
        lines=tuple(
            Line(text=item.shown, sentence=item.sentence, section=item.section, abridged=item.abridged)
            for item in told
        ),
        seconds=seconds_of(told, voice, choices.pauses_of(settings)),
        reasons=script.weighed(
            article,
            voice,
            reader=reader_of(settings, vowels=voice.needs_vowels, language=voice.language, store=store),
            settings=settings,
            pauses=choices.pauses_of(settings),
        )
        if reasons
        else (),
    )


def reader_of(settings: Settings, *, vowels: bool, language: str, store: Store | None = None) -> Reader:
    """Who reads an article's words, as the settings ask.

    Args:
        settings: what was asked for.
        vowels: whether the voice wants diacritics.
        language: the voice's, BCP 47: lexicon entries may be for one language.
        store: where diacritized texts are remembered.

    Raises:
        ConfigError: a lexicon that cannot be used.
    """
    lexicon = lexicons.layered(settings.lexicons, language=language)
    if vowels:  # the shipped names of one word are known to the diacritizer, which gives them endings too
        known = shipped().vowels
        own = {word: said for word, said in lexicon.vowels.items() if " " in word or known.get(word) != said}
        lexicon = replace(lexicon, vowels=own)
    vowelize = vowelling.Vowelizer(settings, store)
    return Reader(
        vowels=vowels,
        lexicon=lexicon,
        vowelize=vowelize,
        begin=vowelize.begin,
        latin=settings.latin,
        known=None
        if store is None or not vowels  # without vowels a reading costs less than to look for it and keep it
        else vowelling.Readings(store, vowelize.fingerprint, repr(lexicon), settings.latin),
    )


def explain(folder: Path, *, language: str, settings: Settings, store: Store) -> tuple[Explained, ...]:
    """What is said otherwise than it is written in the briefing of a folder, made with these settings."""
    written = shelf.read_script(folder / shelf.SCRIPT_FILE)
    reader = reader_of(settings, vowels=written.vowelized, language=language, store=store)
    return explained(written, reader)
