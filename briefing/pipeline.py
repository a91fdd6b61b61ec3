"""The whole way: ``read``, ``write``, ``produce``, ``publish``; ``make`` calls the four.

What the stages share is plain data. Everything is made in a staging folder and published in one step.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import model, plugins
from briefing.audio.assemble import write_master
from briefing.errors import ArticleError, OutputError, RequestError
from briefing.events import (
    ArticleRead,
    Assembled,
    EditionWritten,
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
    VoiceCredit,
)
from briefing.publication import Publication
from briefing.settings import Pauses, Scalar, Settings, convert, scoped, suggest
from briefing.timeline import frames_of, lay

if TYPE_CHECKING:
    from briefing.contracts import Voice
    from briefing.store import Store

SCRIPT_FILE: Final = "script.json"
BRIEFING_FILE: Final = "briefing.json"
MASTER_FILE: Final = "master.wav"
MPEG_RATES: Final = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


@dataclass(frozen=True, slots=True)
class SpeakingVoice:
    """A voice that was chosen, and why."""

    name: str
    voice: Voice
    reason: str = ""


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


def choose_voice(settings: Settings) -> SpeakingVoice:
    """The voice that was asked for; ``auto`` is gTTS where its endpoint answers, else espeak."""
    check_options(settings)
    if settings.voice != "auto":
        return SpeakingVoice(settings.voice, plugins.voice(settings.voice, settings.options))
    from briefing.voices import gtts

    options = plugins.plugin_options(gtts.Options, "gtts", settings.options)
    problem = gtts.available(options)
    if problem is None:
        return SpeakingVoice("gtts", gtts.Voice(options), "its endpoint answers")
    return SpeakingVoice("espeak", plugins.voice("espeak", settings.options), problem)


def check_options(settings: Settings) -> None:
    """Refuse an option that nobody chosen has.

    Raises:
        RequestError: with the nearest known option.
    """
    chosen = ("espeak", "gtts") if settings.voice == "auto" else (settings.voice,)
    known = {f"pauses.{item.name}" for item in fields(Pauses)}
    for kind, wanted in (("voices", chosen), ("exporters", settings.editions)):
        for name in wanted:
            module = plugins.load(kind, name)  # type: ignore[arg-type]
            own = {option.name for option in plugins.documented(module)}
            known |= own | {f"{name}.{option}" for option in own}
    for key in settings.options:
        if key not in known:
            message = f"no chosen voice or format has an option {key!r}"
            raise RequestError(message, hint=suggest(key, known))


def pauses_of(settings: Settings) -> Pauses:
    """The silences, from what was typed as ``pauses.key``."""
    return convert(Pauses, scoped(settings.options, "pauses", known=()), whose="pauses")


def write(article: Article, speaker: SpeakingVoice, *, settings: Settings) -> Script:
    """Write the script for a voice."""
    from briefing import script

    return script.write(article, speaker.voice, settings=settings, pauses=pauses_of(settings))


def produce(
    script: Script,
    speaker: SpeakingVoice,
    store: Store,
    folder: Path,
    *,
    settings: Settings,
    created: str,
    on_event: OnEvent = ignore,
) -> tuple[Briefing, int]:
    """Voice a script and assemble its master in ``folder``.

    Returns:
        The briefing, its list of files still empty, and how many utterances were voiced now.

    Raises:
        VoiceError: something could not be said.
        OutputError: the disk failed.
    """
    from briefing.audio.tones import TONE_MS
    from briefing.speech import record

    if settings.sample_rate and settings.sample_rate not in MPEG_RATES:
        message = f"no MP3 has {settings.sample_rate} frames per second; known: {MPEG_RATES}"
        raise RequestError(message, hint="--sample-rate 44100")
    rate = settings.sample_rate or speaker.voice.rate
    script = _for_voice(script, speaker.voice)
    recording = record(
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
        pauses=pauses_of(settings),
        tone_frames=frames_of(TONE_MS, rate) if settings.tone else 0,
        words=recording.words,
    )
    _write_text(folder / SCRIPT_FILE, model.to_json(script))
    write_master(folder / MASTER_FILE, timeline, recording.clip)
    on_event(Assembled(timeline.frames, rate))
    briefing = Briefing(
        id=script.id,
        created=created,
        masthead=script.masthead,
        voice=VoiceCredit(
            name=speaker.name,
            language=speaker.voice.language,
            online=speaker.voice.online,
            fingerprint=speaker.voice.fingerprint(),
            options=_voice_options(speaker, settings),
        ),
        settings=_noted(settings),
        rate=rate,
        frames=timeline.frames,
        chapters=timeline.chapters,
        utterances=timeline.cues,
        tones=timeline.tones,
    )
    return briefing, recording.fresh


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
    fresh = [_made(publication.staging / name, name) for name in names]
    listed = {item.name: item for item in (*kept, *fresh)}
    briefing = replace(briefing, files=tuple(listed[name] for name in sorted(listed)))
    _write_text(publication.staging / BRIEFING_FILE, model.to_json(briefing))
    return briefing, publication.publish([*names, BRIEFING_FILE])


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
        speaker = choose_voice(settings)
        try:
            on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
            script = write(article, speaker, settings=settings)
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
        speaker = choose_voice(settings)
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
    briefing = load(folder)
    with Publication(folder) as publication:
        for name in (MASTER_FILE, "cover.jpg"):
            if (folder / name).is_file():
                (publication.staging / name).hardlink_to(folder / name)
        names = export(briefing, publication.staging, settings=settings, on_event=on_event)
        briefing, changed = publish(briefing, publication, names, kept=briefing.files)
        return Made(briefing, folder, tuple(changed), 0)


def load(folder: Path) -> Briefing:
    """Read the ``briefing.json`` of a finished briefing.

    Raises:
        ArticleError: there is none, or it or its master cannot be used.
    """
    path = folder / BRIEFING_FILE
    try:
        briefing = model.from_json(path.read_bytes(), Briefing)
    except OSError as error:
        message = f"there is no finished briefing in {folder}"
        raise ArticleError(message, hint="make one with: briefing make ARTICLE") from error
    master = folder / MASTER_FILE
    size = master.stat().st_size if master.is_file() else -1
    if size != next((item.bytes for item in briefing.files if item.name == MASTER_FILE), -2):
        message = f"{master} is not the master that {BRIEFING_FILE} describes"
        raise ArticleError(message, hint="make it again with: briefing make ARTICLE")
    return briefing


def read_script(path: Path) -> Script:
    """Read a script.json.

    Raises:
        ArticleError: there is none, or it is not one.
    """
    try:
        return model.from_json(path.read_bytes(), Script)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise ArticleError(message, hint="write one with: briefing script ARTICLE -o script.json") from error


def replace_text(path: Path, text: str) -> None:
    """Write a text file so that readers see the old one or the new one, never half of one.

    Raises:
        OutputError: the disk failed; the old one is still there.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        message = f"cannot write {path}: {error.strerror}"
        raise OutputError(message, hint="name another file with --output") from error


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
    speaker: SpeakingVoice,
    publication: Publication,
    *,
    store: Store,
    created: str,
    settings: Settings,
    on_event: OnEvent,
) -> Made:
    before = _before(publication.folder)
    if before is not None and before.id == script.id:
        created = before.created
    briefing, fresh = produce(
        script, speaker, store, publication.staging, settings=settings, created=created, on_event=on_event
    )
    names = export(briefing, publication.staging, settings=settings, on_event=on_event)
    briefing, changed = publish(briefing, publication, [SCRIPT_FILE, MASTER_FILE, *names])
    if before is not None:
        _remove_stale(publication.folder, before, briefing)
    return Made(briefing, publication.folder, tuple(changed), fresh)


def _before(folder: Path) -> Briefing | None:
    """The briefing an earlier run left in this folder."""
    try:
        return model.from_json((folder / BRIEFING_FILE).read_bytes(), Briefing)
    except (OSError, ArticleError):
        return None


def _remove_stale(folder: Path, before: Briefing, now: Briefing) -> None:
    """Remove editions of the former briefing that were not made anew: their times would be wrong now.

    Only files that are still as we wrote them; what someone changed is theirs.
    """
    if (before.frames, before.utterances) == (now.frames, now.utterances):
        return
    kept = {item.name for item in now.files}
    for item in before.files:
        path = folder / item.name
        if item.name not in kept and path.is_file() and _made(path, item.name) == item:
            path.unlink()


def _for_voice(script: Script, voice: Voice) -> Script:
    """A script written without vowels gets them where the voice needs them."""
    if script.vowelized or not voice.needs_vowels:
        return script
    from briefing.text.vowels import vowelize

    return replace(
        script,
        vowelized=True,
        segments=tuple(
            replace(
                segment,
                utterances=tuple(
                    replace(item, spoken=vowelize(item.spoken, endings="pausal"))
                    for item in segment.utterances
                ),
            )
            for segment in script.segments
        ),
    )


def _voice_options(speaker: SpeakingVoice, settings: Settings) -> dict[str, Scalar]:
    """What shaped the voice; nothing that is private to this machine."""
    kind = plugins.load("voices", speaker.name).Options
    options = plugins.plugin_options(kind, speaker.name, settings.options)
    return {
        item.name: getattr(options, item.name) for item in fields(kind) if not item.metadata.get("private")
    }


def _noted(settings: Settings) -> dict[str, Scalar]:
    """What shaped the sound, for ``briefing.json``."""
    pauses = pauses_of(settings)
    return {
        "summary_seconds": settings.summary_seconds,
        "sample_rate": settings.sample_rate,
        "tone": settings.tone,
        "editions": ",".join(settings.editions),
        **{f"pauses.{item.name}": getattr(pauses, item.name) for item in fields(Pauses)},
    }


def _made(path: Path, name: str) -> MadeFile:
    with path.open("rb") as file:
        return MadeFile(
            name=name, bytes=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest()
        )


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
