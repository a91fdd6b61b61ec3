"""Each defect planted in a good DAISY book is found, and named for what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from briefing.audio import id3
from briefing.audio.encode import encode
from briefing.checks.daisy import check
from briefing.model import Briefing
from briefing.shelf import describe
from tests.books import Defect, Files, book_briefing, folder_files, replaced, rewrite, write_books

NCC = "ncc.html"
TEXT = "content.html"
SMIL = "s0003.smil"
SOUND = "s0003.mp3"


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return book_briefing()


@pytest.fixture(scope="module")
def good(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("daisy")
    write_books(folder, briefing)
    return folder


def faults(good: Path, folder: Path, briefing: Briefing, files: Files) -> list[str]:
    (folder / "master.wav").hardlink_to(good / "master.wav")
    (folder / "daisy").mkdir()
    rewrite(folder / "daisy", files)
    return [f"{fault.file}, {fault.where}: {fault.message}" for fault in check(folder, briefing)]


def resubbed(name: str, pattern: str, new: str, *, times: int = 1) -> Defect:
    def spoil(files: Files) -> None:
        text, count = re.subn(pattern, new, files[name].decode(), count=times, flags=re.DOTALL)
        assert count
        files[name] = text.encode()

    return spoil


def meta_gone(name: str) -> Defect:
    return resubbed(NCC, rf'  <meta name="{name}".*?/>\n', "")


def meta_twice(name: str) -> Defect:
    return resubbed(NCC, rf'(  <meta name="{name}".*?/>\n)', r"\1\1")


def tagged(files: Files) -> None:
    files[SOUND] = id3.tag(id3.Tags(title="قسم")) + files[SOUND]


def swapped_sounds(files: Files) -> None:
    files[SOUND], files["s0004.mp3"] = files["s0004.mp3"], files[SOUND]


def swapped_pars(files: Files) -> None:
    text = files[SMIL].decode().replace("s02u02", "@").replace("s02u03", "s02u02").replace("@", "s02u03")
    files[SMIL] = text.encode()


def later_clips(files: Files) -> None:
    """Every clip a tenth of a second later, but for the first one's beginning."""

    def later(time: re.Match[str]) -> str:
        return f"npt={float(time[1]) + 0.1 * (float(time[1]) > 0):.3f}s"

    files[SMIL] = re.sub(r"npt=([\d.]+)s", later, files[SMIL].decode()).encode()


def renamed(files: Files) -> None:
    files["القسم.mp3"] = files.pop(SOUND)
    replaced(SMIL, SOUND, "القسم.mp3", times=9)(files)


def sound_of(*, bitrates: tuple[int, ...] = (64,), rate: int = 22_050, info_frame: bool = False) -> Defect:
    """A hum in place of a section, encoded in another way."""

    def spoil(files: Files) -> None:
        target = BytesIO()
        for kbps in bitrates:
            pcm = [bytes(range(256)) * 200]
            encode(pcm, target, rate=rate, bitrate_kbps=kbps, info_frame=info_frame)
        files[SOUND] = target.getvalue()

    return spoil


def stereo(files: Files) -> None:
    sound = bytearray(files[SOUND])
    sound[3] &= 0x3F
    files[SOUND] = bytes(sound)


ONCE = (
    "dc:title",
    "dc:date",
    "dc:format",
    "dc:identifier",
    "dc:publisher",
    "ncc:charset",
    "ncc:depth",
    "ncc:files",
    "ncc:multimediaType",
    "ncc:pageFront",
    "ncc:pageNormal",
    "ncc:pageSpecial",
    "ncc:setInfo",
    "ncc:tocItems",
    "ncc:totalTime",
)
DEFECTS: dict[str, tuple[Defect, str]] = {
    **{f"{name} missing": (meta_gone(name), rf"{name} is not there once") for name in ONCE},
    **{f"{name} twice": (meta_twice(name), rf"{name} is not there once") for name in ONCE},
    **{
        f"{name} missing": (meta_gone(name), rf"{name} is missing")
        for name in ("dc:creator", "dc:language", "ncc:narrator")
    },
    "date with words": (
        resubbed(NCC, r'(dc:date" content=)".*?"', r'\1"4 آذار"'),
        r"dc:date is not there once",
    ),
    "another title": (
        resubbed(NCC, r'(dc:title" content=)".*?"', r'\1"كتاب"'),
        r"dc:title is not the headline",
    ),
    "language with three letters": (replaced(NCC, 'content="ar"', 'content="ara"'), r"dc:language is not ar"),
    "wrong count of files": (replaced(NCC, 'content="13"', 'content="12"'), r"ncc:files is not 13"),
    "wrong count of headings": (
        resubbed(NCC, r'(tocItems" content=)"5"', r'\1"6"'),
        r"ncc:tocItems is not 5",
    ),
    "wrong depth": (resubbed(NCC, r'(depth" content=)"1"', r'\1"2"'), r"ncc:depth is not 1"),
    "wrong total": (replaced(NCC, "00:00:14", "00:01:14"), r"ncc:totalTime is not what the sections last"),
    "no NCC": (lambda f: f.pop(NCC), r"ncc\.html, : is not there"),
    "no text": (lambda f: f.pop(TEXT), r"content\.html, : is not there"),
    "no master": (lambda f: f.pop("master.smil"), r"master\.smil, : is not there"),
    "a section's SMIL missing": (
        lambda f: f.pop(SMIL),
        r"s0003\.smil, : is in master\.smil and is not there",
    ),
    "a section's sound missing": (lambda f: f.pop(SOUND), r"s0003\.mp3, : is to be heard"),
    "Arabic file name": (renamed, r"has a name that old players may not open"),
    "byte order mark": (
        lambda f: f.update({NCC: b"\xef\xbb\xbf" + f[NCC]}),
        r"ncc\.html, : begins with a byte order",
    ),
    "no declaration": (
        resubbed(SMIL, r"<\?xml.*?\?>\n", ""),
        r"s0003\.smil, : does not begin with an XML decl",
    ),
    "no DOCTYPE": (
        resubbed(TEXT, "<!DOCTYPE.*?>\n", ""),
        r"content\.html, : does not begin with an XML decl",
    ),
    "not well-formed": (replaced(SMIL, "</seq>", ""), r"s0003\.smil, : is not well-formed"),
    "ID3 tag": (tagged, r"s0003\.mp3, : has an ID3 tag"),
    "Info frame": (sound_of(info_frame=True), r"s0003\.mp3, : begins with an Info frame"),
    "two bit rates": (sound_of(bitrates=(64, 32)), r"s0003\.mp3, : has no constant bit rate"),
    "24 kHz": (sound_of(rate=24_000), r"s0003\.mp3, : is not at 22\.05 or 44\.1 kHz"),
    "stereo": (stereo, r"s0003\.mp3, : is not mono"),
    "rubbish between frames": (
        lambda f: f.update({SOUND: f[SOUND] + b"rubbish"}),
        r"s0003\.mp3, : is not MP3 frames from beginning to end",
    ),
    "no sound at all": (lambda f: f.update({SOUND: b"none"}), r"s0003\.mp3, : is not MP3 audio"),
    "first heading no title": (
        replaced(NCC, ' class="title"', ' class="section"'),
        r"does not begin with <h1",
    ),
    "a paragraph in the NCC": (replaced(NCC, "</body>", "<p>نص</p></body>"), r"has a p among its headings"),
    "heading without id": (replaced(NCC, ' id="toc3"', ""), r"a heading needs an id, words and one link"),
    "heading without link": (
        resubbed(NCC, r'(id="toc3".*?>)<a .*?>(.*?)</a>', r"\1\2"),
        r"needs an id, words and one",
    ),
    "level skipped": (
        resubbed(NCC, r'<h1 (id="toc3".*?)</h1>', r"<h3 \1</h3>"),
        r"toc3: skips a level of headings",
    ),
    "link to nowhere": (replaced(NCC, "#s02u01", "#s02u99"), r"s02u99 does not lead to a heading"),
    "link to a sentence": (replaced(NCC, "#s02u01", "#s02u02"), r"s02u02 does not lead to a heading"),
    "heading is a paragraph": (
        resubbed(TEXT, r'<h1 (id="s02u01".*?)</h1>', r"<p \1</p>"),
        r"not lead to a heading",
    ),
    "sections out of order": (
        replaced("master.smil", "s0003.smil", "s0005.smil"),
        r"are not the same ones in the same order",
    ),
    "direction in the NCC": (
        replaced(NCC, 'xml:lang="ar"', 'xml:lang="ar" dir="rtl"'),
        r"ncc\.html, : the html element has",
    ),
    "NCC without language": (replaced(NCC, ' lang="ar"', ""), r"ncc\.html, : does not say lang"),
    "text from the left": (
        replaced(TEXT, ' dir="rtl"', ""),
        r"content\.html, : does not say lang, xml:lang and dir",
    ),
    "text without title": (
        resubbed(TEXT, "<title>.*?</title>", "<title/>"),
        r"content\.html, : has no title",
    ),
    "words without sound": (replaced(TEXT, "</body>", "<p>تتمة</p></body>"), r"is in no par: 'تتمة'"),
    "SMIL with a namespace": (
        replaced(SMIL, "<smil>", '<smil xmlns="http://www.w3.org/2001/SMIL20/">'),
        r"is not SMIL 1\.0",
    ),
    "no format": (replaced(SMIL, "dc:format", "dc:form"), r"s0003\.smil, : dc:format is not"),
    "no region": (replaced(SMIL, '<region id="text"/>', ""), r"has no region"),
    "an id twice": (replaced(SMIL, 'id="s02u02"', 'id="s02u03"'), r"has the id 's02u03' 2 times"),
    "an id that is none": (replaced(SMIL, 'id="audio.s02u02"', 'id="2"'), r"'2' is no id"),
    "another region": (
        replaced(SMIL, 'region="text"', 'region="x"'),
        r"s02u01: shows a text in a region that",
    ),
    "two sequences": (replaced(SMIL, "</body>", "<seq/></body>"), r"the body is not one seq"),
    "wrong length": (resubbed(SMIL, r'dur="\d', 'dur="9'), r"s0003\.smil, : says"),
    "wrong time before": (
        resubbed(SMIL, r'(totalElapsedTime" content="00:00:0)\d', r"\g<1>9"),
        r"s0003\.smil, : says \[9",
    ),
    "wrong length of all": (
        resubbed("master.smil", r'(timeInThisSmil" content="00:00:)\d', r"\g<1>5"),
        r"master\.smil, : ncc:timeInThisSmil",
    ),
    "no endsync": (replaced(SMIL, ' endsync="last"', ""), r"par 1: lacks endsync"),
    "sentence without par": (
        resubbed(SMIL, r' +<par [^>]*s02u03".*?</par>\n', ""),
        r"s02u03: this utterance has no par",
    ),
    "par without sound": (resubbed(SMIL, r"<audio .*?/>", ""), r"par 1: has no sound"),
    "par without text": (resubbed(SMIL, r"<text .*?/>", ""), r"par 1: has no text"),
    "text that is not there": (
        replaced(SMIL, "html#s02u02", "html#s02u99"),
        r"par 2: shows content\.html#s02u99",
    ),
    "pars out of order": (swapped_pars, r"content\.html, : is not in the order it is played in"),
    "times without npt": (replaced(SMIL, "npt=", ""), r"par 1: does not say clip-begin and clip-end"),
    "a gap between clips": (
        resubbed(SMIL, r'(clip-end="npt=)0\.\d', r"\g<1>0.5"),
        r"par 2: does not begin where the one before it ends",
    ),
    "clip past the end": (
        resubbed(SMIL, r'(.*clip-end="npt=)3', r"\g<1>33"),
        r"par 3: ends at 33\d+ ms, and s0003\.mp3",
    ),
    "words cut off": (later_clips, r"par 2: is heard from"),
    "other words shown": (replaced(TEXT, "5 ملايين", "6 ملايين"), r"and the utterance is"),
    "sound of another section": (swapped_sounds, r"s0003\.mp3: lasts"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found(name: str, good: Path, briefing: Briefing, tmp_path: Path) -> None:
    spoil, expected = DEFECTS[name]
    files = folder_files(good / "daisy")
    spoil(files)
    found = faults(good, tmp_path, briefing, files)
    assert any(re.search(expected, fault) for fault in found), found


def test_the_good_book_has_no_fault(good: Path, briefing: Briefing, tmp_path: Path) -> None:
    assert faults(good, tmp_path, briefing, folder_files(good / "daisy")) == []


def test_the_sound_of_another_recording_of_the_same_length_is_found(
    good: Path, briefing: Briefing, tmp_path: Path
) -> None:
    later = tuple(replace(cue, start=cue.end - 1200) for cue in briefing.utterances)
    write_books(tmp_path / "other", replace(briefing, utterances=later))
    files = folder_files(good / "daisy")
    files[SOUND] = (tmp_path / "other" / "daisy" / SOUND).read_bytes()
    (found,) = faults(good, tmp_path, briefing, files)
    assert found == "daisy, s0003.mp3: does not sound as the master does in chapter s02"


def test_a_file_of_an_older_book_and_one_that_is_gone_are_found(
    good: Path, briefing: Briefing, tmp_path: Path
) -> None:
    names = [f"daisy/{name}" for name in folder_files(good / "daisy")]
    listed = replace(briefing, files=tuple(describe(good / name, name) for name in names))
    files = folder_files(good / "daisy")
    files["s0009.mp3"] = files.pop("s0005.mp3")
    found = faults(good, tmp_path, listed, files)
    assert "daisy/s0005.mp3, : is not there" in found
    assert "daisy/s0009.mp3, : is not of this book, which players may not know" in found


def test_a_briefing_without_a_book_has_no_fault_and_one_whose_book_is_gone_has(
    good: Path, briefing: Briefing, tmp_path: Path
) -> None:
    assert list(check(tmp_path, briefing)) == []
    listed = replace(briefing, files=(describe(good / "daisy" / NCC, f"daisy/{NCC}"),))
    (gone,) = check(tmp_path, listed)
    assert (gone.file, gone.message) == ("daisy/ncc.html", "is not there")
