"""The whole way: ``read``, ``write``, ``produce``, ``publish``; ``make`` calls the four.

What the stages share is plain data. Everything is made in a staging folder and published in one step.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import __version__, choices, model, plugins, shelf
from briefing.audio.assemble import write_master
from briefing.errors import ArticleError, RequestError
from briefing.events import (
    ArticleRead,
    Assembled,
    EditionWritten,
    NothingNew,
    OnEvent,
    ScriptWritten,
    VoiceChosen,
    ignore,
)
from briefing.model import (
    Article,
    Briefing,
    MadeFile,
    Masthead,
    Role,
    Script,
    SegmentKind,
    Timeline,
    VoiceCredit,
)
from briefing.publication import Publication
from briefing.settings import Settings
from briefing.timeline import frames_of, lay

if TYPE_CHECKING:
    from briefing.contracts import Voice
    from briefing.speech import Recording
    from briefing.store import Store

VOWELS: Final = "vowels-1"
"""Part of the key of diacritized texts: change it when :mod:`briefing.text.vowels` changes its answers."""
MPEG_RATES: Final = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made."""

    briefing: Briefing
    folder: Path
    changed: tuple[Path, ...]
    """The files that are new or different."""
    fresh: int
    """How many utterances were voiced now, not found in the cache."""


def read(reference: str, *, masthead: Masthead | None = None) -> Article:
    """Read an article with the source that knows such references.

    Args:
        reference: a path, or ``-`` for standard input.
        masthead: what the caller knows better; its non-empty fields win.

    Raises:
        ArticleError: it cannot be read, or is no Arabic article.
    """
    names = plugins.names("sources")
    found = next((name for name in names if plugins.source(name).accepts(reference)), None)
    if found is None:
        message = f"no source reads {reference!r}"
        raise ArticleError(message, hint="give a .txt, .md or .html file, or - for standard input")
    article = plugins.source(found).read(reference)
    if masthead is None:
        return article
    given = {
        item.name: getattr(masthead, item.name)
        for item in fields(Masthead)
        if getattr(masthead, item.name) and item.name != "language"
    }
    return replace(article, masthead=replace(article.masthead, **given))


def write(
    article: Article, speaker: choices.SpeakingVoice, *, settings: Settings, store: Store | None = None
) -> Script:
    """Write the script for a voice; with a store, what was diacritized before is not again."""
    from briefing import script

    return script.write(
        article,
        speaker.voice,
        settings=settings,
        pauses=choices.pauses_of(settings),
        vowelize=_remembering(store) if store else script.pausal,
    )


def _remembering(store: Store) -> Callable[[str], str]:
    """Diacritics from the store, where the same text was given them before."""
    from briefing.script import pausal
    from briefing.store import key_of

    fingerprint = f"{VOWELS} {__version__} {importlib.metadata.version('text2tashkeel')}"

    def vowelize(text: str) -> str:
        key = key_of(fingerprint, text)
        known = store.find_text(key)
        if known is None:
            known = pausal(text)
            store.keep_text(key, known)
        return known

    return vowelize


@dataclass(frozen=True, slots=True)
class Recorded:
    """A script that has its sound, in the store, and its timeline; nothing is written yet."""

    script: Script
    recording: Recording
    timeline: Timeline
    briefing: Briefing
    """Its list of files still empty."""


def record(
    script: Script,
    speaker: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    created: str,
    on_event: OnEvent = ignore,
) -> Recorded:
    """Voice a script, or find its sound in the store, and lay it out.

    Raises:
        VoiceError: something could not be said.
        OutputError: the store cannot be written.
    """
    from briefing import speech
    from briefing.audio.tones import TONE_MS

    if settings.sample_rate and settings.sample_rate not in MPEG_RATES:
        message = f"no MP3 has {settings.sample_rate} frames per second; known: {MPEG_RATES}"
        raise RequestError(message, hint="--sample-rate 44100")
    rate = settings.sample_rate or speaker.voice.rate
    script = _for_voice(script, speaker.voice, store)
    recording = speech.record(
        script,
        speaker.voice,
        store,
        rate=rate,
        force=settings.force,
        jobs=settings.jobs,
        on_event=on_event,
    )
    timeline = lay(
        script,
        recording.lengths,
        rate=rate,
        pauses=choices.pauses_of(settings),
        tone_frames=frames_of(TONE_MS, rate) if settings.tone else 0,
        words=recording.words,
    )
    briefing = Briefing(
        id=script.id,
        created=created,
        generator=f"briefing {__version__}",
        masthead=script.masthead,
        voice=VoiceCredit(
            name=speaker.name,
            language=speaker.voice.language,
            online=speaker.voice.online,
            fingerprint=speaker.voice.fingerprint(),
            options=choices.options_of("voices", speaker.name, settings),
        ),
        settings=choices.noted(settings),
        rate=rate,
        frames=timeline.frames,
        chapters=timeline.chapters,
        utterances=timeline.cues,
        tones=timeline.tones,
    )
    return Recorded(script, recording, timeline, briefing)


def produce(recorded: Recorded, folder: Path, *, on_event: OnEvent = ignore) -> list[str]:
    """Write the script and the master into ``folder``; the names of the files.

    Raises:
        OutputError: the disk failed.
    """
    shelf.write_text(folder / shelf.SCRIPT_FILE, model.to_json(recorded.script))
    write_master(folder / shelf.MASTER_FILE, recorded.timeline, recorded.recording.clip)
    on_event(Assembled(recorded.timeline.frames, recorded.timeline.rate))
    return [shelf.SCRIPT_FILE, shelf.MASTER_FILE]


def export(briefing: Briefing, folder: Path, *, settings: Settings, on_event: OnEvent = ignore) -> list[str]:
    """Make editions in ``folder``, where the master is; the names of the files made.

    Raises:
        RequestError: an unknown format or option.
        OutputError: the disk or an encoder failed.
    """
    made: list[str] = []
    for name in settings.editions:
        module = plugins.exporter(name)
        options = plugins.plugin_options(module.Options, name, settings.options)
        files = [str(path.relative_to(folder)) for path in module.export(briefing, folder, options)]
        made += files
        on_event(EditionWritten(name, tuple(files)))
    return made


def publish(
    briefing: Briefing, publication: Publication, names: list[str], *, kept: tuple[MadeFile, ...] = ()
) -> tuple[Briefing, list[Path]]:
    """Complete ``briefing.json`` with the files and put everything in place, ``briefing.json`` last.

    Args:
        briefing: what was made.
        publication: the locked folder.
        names: the files in staging.
        kept: files of an earlier run that stay in the folder and in the list.
    """
    fresh = [shelf.describe(publication.staging / name, name) for name in names]
    listed = {item.name: item for item in (*kept, *fresh)}
    briefing = replace(briefing, files=tuple(listed[name] for name in sorted(listed)))
    shelf.write_text(publication.staging / shelf.BRIEFING_FILE, model.to_json(briefing))
    return briefing, publication.publish([*names, shelf.BRIEFING_FILE])


def make(
    reference: str,
    folder: Path,
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    masthead: Masthead | None = None,
    on_event: OnEvent = ignore,
) -> Made:
    """An article becomes a finished briefing in ``folder``.

    Args:
        reference: what to read.
        folder: where to publish; made where it is missing.
        store: the cache of spoken pieces.
        created: ISO 8601 date for a briefing made for the first time; the same article made again into
            the same folder keeps its date, so that nothing changes.
        settings: what was asked for.
        masthead: what the caller knows better than the source.
        on_event: told what happens.

    Raises:
        BriefingError: see :mod:`briefing.errors`; nothing is published then.
    """
    for name in settings.editions:
        plugins.load("exporters", name)
    article = read(reference, masthead=masthead)
    on_event(ArticleRead(reference, article.charset, article.masthead.headline))
    with Publication(folder) as publication:
        speaker = choices.choose_voice(settings)
        try:
            on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
            script = write(article, speaker, settings=settings, store=store)
            on_event(written(script))
            return _voiced(
                script,
                speaker,
                publication,
                store=store,
                created=created,
                settings=settings,
                on_event=on_event,
            )
        finally:
            speaker.voice.close()


def voice_script(
    script: Script,
    folder: Path,
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    on_event: OnEvent = ignore,
) -> Made:
    """A script, as written or edited, becomes a finished briefing; see :func:`make`."""
    with Publication(folder) as publication:
        speaker = choices.choose_voice(settings)
        try:
            on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
            on_event(written(script))
            return _voiced(
                script,
                speaker,
                publication,
                store=store,
                created=created,
                settings=settings,
                on_event=on_event,
            )
        finally:
            speaker.voice.close()


def export_folder(folder: Path, *, settings: Settings, on_event: OnEvent = ignore) -> Made:
    """Make editions of a finished briefing again, from its ``briefing.json`` and master; nothing is voiced.

    Raises:
        ArticleError: the folder holds no finished briefing, or a master that is not the one described.
    """
    choices.check_options(settings, voices=())
    briefing = shelf.load(folder)
    with Publication(folder) as publication:
        shelf.lend(folder, publication.staging)
        briefing = replace(briefing, settings={**briefing.settings, **choices.noted_editions(settings)})
        names = export(briefing, publication.staging, settings=settings, on_event=on_event)
        briefing, changed = publish(briefing, publication, names, kept=briefing.files)
        return Made(briefing, folder, tuple(changed), 0)


def written(script: Script) -> ScriptWritten:
    """What there is to say of a script."""
    utterances = tuple(script.utterances())
    return ScriptWritten(
        sections=sum(segment.kind is SegmentKind.SECTION for segment in script.segments),
        sentences=sum(item.role is Role.NARRATION for item in utterances),
        utterances=len(utterances),
    )


def _voiced(
    script: Script,
    speaker: choices.SpeakingVoice,
    publication: Publication,
    *,
    store: Store,
    created: str,
    settings: Settings,
    on_event: OnEvent,
) -> Made:
    before = shelf.former(publication.folder)
    if before is not None and before.id == script.id:
        created = before.created
    recorded = record(script, speaker, store, settings=settings, created=created, on_event=on_event)
    if before is not None and not settings.force and _is_done(publication.folder, before, recorded):
        on_event(NothingNew())
        return Made(before, publication.folder, (), 0)
    names = produce(recorded, publication.staging, on_event=on_event)
    names += export(recorded.briefing, publication.staging, settings=settings, on_event=on_event)
    briefing, changed = publish(recorded.briefing, publication, names)
    if before is not None:
        shelf.remove_stale(publication.folder, before, briefing)
    return Made(briefing, publication.folder, tuple(changed), recorded.recording.fresh)


def _is_done(folder: Path, before: Briefing, recorded: Recorded) -> bool:
    """Whether the folder holds just what would be made now, every file whole."""
    if replace(before, files=()) != recorded.briefing:
        return False
    script = folder / shelf.SCRIPT_FILE
    return (
        all(
            (folder / item.name).is_file() and shelf.describe(folder / item.name, item.name) == item
            for item in before.files
        )
        and script.read_bytes() == model.to_json(recorded.script).encode()
    )


def _for_voice(script: Script, voice: Voice, store: Store) -> Script:
    """A script written without vowels gets them where the voice needs them."""
    if script.vowelized or not voice.needs_vowels:
        return script
    vowelize = _remembering(store)
    return replace(
        script,
        vowelized=True,
        segments=tuple(
            replace(
                segment,
                utterances=tuple(replace(item, spoken=vowelize(item.spoken)) for item in segment.utterances),
            )
            for segment in script.segments
        ),
    )
