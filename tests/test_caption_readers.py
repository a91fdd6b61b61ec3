"""Captions, chapters and transcripts, read back by parsers and checkers that are not ours.

Those that are npm packages are found where ``NODE_PATH`` says (``.ci/run`` puts them there).
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Final

import pysubs2
import pytest
import srt
import webvtt

from briefing.exporters import _podcast, captions, chapters
from briefing.exporters._cards import RIGHT_TO_LEFT_MARK
from briefing.model import Briefing
from briefing.timeline import milliseconds
from tests.briefings import make_briefing
from tests.node import in_node, node_modules
from tests.validators import QUICK_JAVA

STRICT: Final = """
const {WebVTTParser} = require("webvtt-parser");
const {text, mode} = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const {cues, errors} = new WebVTTParser().parse(text, mode);
const read = (node) => node.type === "text" ? node.value : (node.children || []).map(read).join("");
const own = (node) => node.type === "timestamp" ? [Math.round(node.value * 1000) / 1000] : [];
const times = (node) => own(node).concat(...(node.children || []).map(times));
console.log(JSON.stringify({errors, cues: cues.map((cue) => ({
    id: cue.id, start: cue.startTime, end: cue.endTime, text: read(cue.tree), times: times(cue.tree),
}))}));
"""
PODCAST: Final = """
const {convertFile, TranscriptFormat} = require("transcriptator");
console.log(JSON.stringify(convertFile(require("fs").readFileSync(0, "utf-8"))));
"""


def in_java(page: Path) -> list[dict[str, object]]:
    """What the Nu HTML checker says of a page."""
    jar = node_modules("vnu-jar") / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not shutil.which("java"):
        pytest.skip("java is not installed")
    done = subprocess.run(
        ["java", *QUICK_JAVA, "-jar", str(jar), "--format", "json", str(page)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    messages: list[dict[str, object]] = json.loads(done.stderr)["messages"]
    return messages


@pytest.fixture(params=[False, True], ids=["without word times", "with word times"])
def briefing(request: pytest.FixtureRequest) -> Briefing:
    return make_briefing(rate=22_050, words=request.param)


def seconds(frames: int, briefing: Briefing) -> float:
    return milliseconds(frames, briefing.rate) / 1000


def unescaped(text: str) -> str:
    """Without the semicolon that this parser leaves behind an ``&amp;`` that it has read."""
    return text.replace("&;", "&").replace("<;", "<").replace(">;", ">")


def unmarked(text: str) -> str:
    return " ".join(text.replace(RIGHT_TO_LEFT_MARK, "").split())


@pytest.mark.parametrize("whole", [True, False])
def test_the_strict_webvtt_parser_has_nothing_to_say_and_reads_every_word_and_time(
    briefing: Briefing, whole: bool
) -> None:
    text = captions.render(briefing, whole=whole)
    strict = in_node("webvtt-parser", STRICT, json.dumps({"text": text, "mode": "captions"}))
    assert strict["errors"] == []
    said = " ".join(unmarked(unescaped(cue["text"])) for cue in strict["cues"])
    assert said == " ".join(cue.shown for cue in briefing.utterances)
    first = {cue["id"]: cue for cue in strict["cues"]}
    for cue in briefing.utterances:
        assert first[cue.id]["start"] == seconds(cue.start, briefing)
        told = {seconds(word.start, briefing) for word in cue.words}
        assert set(first[cue.id]["times"]) <= told
        assert bool(first[cue.id]["times"]) == (bool(told) and len(cue.words) > 1)


def test_the_strict_webvtt_parser_reads_the_chapters(briefing: Briefing) -> None:
    text = chapters.render_vtt(briefing)
    read = in_node("webvtt-parser", STRICT, json.dumps({"text": text, "mode": "chapters"}))
    assert read["errors"] == []
    assert [(cue["id"], cue["start"], cue["end"], unmarked(cue["text"])) for cue in read["cues"]] == [
        (chapter.id, seconds(chapter.start, briefing), seconds(chapter.end, briefing), chapter.title)
        for chapter in briefing.chapters
    ]


def test_webvtt_py_reads_the_cues(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    path.write_text(captions.render(briefing, whole=True), encoding="utf-8")
    read = webvtt.read(str(path))
    for caption, cue in zip(read.captions, briefing.utterances, strict=True):
        assert caption.identifier == cue.id
        assert caption.start_in_seconds == int(seconds(cue.start, briefing))
        assert unmarked(html.unescape(caption.text)) == cue.shown


def test_srt_reads_the_cards(briefing: Briefing) -> None:
    text = captions.render(briefing, "srt")
    cards = list(srt.parse(text))
    assert srt.compose(cards).strip() == text.strip()
    assert " ".join(unmarked(card.content) for card in cards) == " ".join(
        cue.shown for cue in briefing.utterances
    )
    assert all(card.start < card.end for card in cards)


@pytest.mark.parametrize("form", ["vtt", "srt"])
def test_pysubs2_reads_both_forms(briefing: Briefing, form: captions.Form) -> None:
    read = pysubs2.SSAFile.from_string(captions.render(briefing, form))
    starts = {event.start for event in read}
    assert {milliseconds(cue.start, briefing.rate) for cue in briefing.utterances} <= starts
    assert read[-1].end == milliseconds(briefing.utterances[-1].end, briefing.rate)


def test_ffprobe_reads_the_lrc(briefing: Briefing, tmp_path: Path) -> None:
    if not shutil.which("ffprobe"):  # a bare machine; CI has it
        pytest.skip("ffprobe is not installed")
    path = tmp_path / "captions.lrc"
    path.write_text(captions.render(briefing, "lrc"), encoding="utf-8")
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_packets", "-show_format", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    read = json.loads(done.stdout)
    assert read["format"]["format_name"] == "lrc"
    assert read["format"]["tags"]["title"] == briefing.masthead.headline
    begun = [round(float(packet["pts_time"]) * 100) for packet in read["packets"]]
    assert {cue.start * 100 // briefing.rate for cue in briefing.utterances} <= set(begun)


@pytest.mark.parametrize("form", ["json", "html", "srt"])
def test_a_podcast_player_s_reader_takes_every_form_of_the_transcript(briefing: Briefing, form: str) -> None:
    texts = {
        "json": _podcast.as_json(briefing),
        "html": _podcast.as_page(briefing),
        "srt": captions.render(briefing, "srt"),
    }
    segments = in_node("transcriptator", PODCAST, texts[form])
    starts = [segment["startTime"] for segment in segments]
    # The reader takes the shown clock of a page, in whole seconds.
    expected = [seconds(cue.start, briefing) for cue in briefing.utterances]
    if form == "html":
        expected = [int(start) for start in expected]
    assert set(expected) <= set(starts)
    if form != "srt":
        assert {segment["speaker"] for segment in segments} == {"صوت اصطناعي"}
        said = [html.unescape(segment["body"]) if form == "html" else segment["body"] for segment in segments]
        assert said == [cue.shown for cue in briefing.utterances]


def test_the_nu_checker_finds_nothing_in_the_page(tmp_path: Path) -> None:
    page = tmp_path / "transcript.html"
    headline = 'خبر <عاجل> & "مهم"'
    page.write_text(_podcast.as_page(make_briefing(headline=headline)), encoding="utf-8")
    assert in_java(page) == []
    page.write_text(page.read_text(encoding="utf-8").replace(" datetime=", " data-t="), encoding="utf-8")
    assert len(in_java(page)) == len(make_briefing().utterances)


def test_a_headline_in_latin_letters_is_read_whole_by_all(briefing: Briefing) -> None:
    first = replace(briefing.utterances[0], shown='BBC: 5 > 3 & "نعم"')
    changed = replace(briefing, utterances=(first, *briefing.utterances[1:]))
    text = captions.render(changed)
    read = in_node("webvtt-parser", STRICT, json.dumps({"text": text, "mode": "captions"}))
    assert read["errors"] == []
    assert read["cues"][0]["text"].startswith(RIGHT_TO_LEFT_MARK + "BBC")
