"""Each defect planted in a good EPUB is found, and named for what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED

import pytest

from briefing.checks.epub3 import check
from briefing.model import Briefing
from briefing.shelf import describe
from tests.books import Defect, Files, book_briefing, packed, replaced, unpacked, write_books

OPF = "EPUB/package.opf"
NAV = "EPUB/nav.xhtml"
PAGE = "EPUB/c0003.xhtml"
SMIL = "EPUB/c0003.smil"
CSS = "EPUB/style.css"
CLAIM = '<meta property="dcterms:conformsTo" id="claim">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>'


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return book_briefing()


@pytest.fixture(scope="module")
def good(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("epub")
    write_books(folder, briefing)
    return folder


def faults(good: Path, folder: Path, briefing: Briefing, files: Files, **form: int) -> list[str]:
    (folder / "master.wav").hardlink_to(good / "master.wav")
    packed(folder / "briefing.epub", files, **form)
    return [f"{fault.where}: {fault.message}" for fault in check(folder, briefing)]


def resubbed(name: str, pattern: str, new: str) -> Defect:
    def spoil(files: Files) -> None:
        text, count = re.subn(pattern, new, files[name].decode(), count=1, flags=re.DOTALL)
        assert count == 1
        files[name] = text.encode()

    return spoil


def swapped_pars(files: Files) -> None:
    lines = files[SMIL].decode().splitlines(keepends=True)
    first, second = (place for place, line in enumerate(lines) if "s02u02" in line or "s02u03" in line)
    lines[first], lines[second] = lines[second], lines[first]
    files[SMIL] = "".join(lines).encode()


def swapped_sounds(files: Files) -> None:
    files["EPUB/c0003.mp3"], files["EPUB/c0004.mp3"] = files["EPUB/c0004.mp3"], files["EPUB/c0003.mp3"]


def cut_sound(files: Files) -> None:
    sound = files["EPUB/c0003.mp3"]
    files["EPUB/c0003.mp3"] = sound[: len(sound) // 2]


def wave_sound(files: Files) -> None:
    files["EPUB/c0003.mp3"] = b"RIFF" + files["EPUB/c0003.mp3"][4:]


def renamed(files: Files) -> None:
    files["EPUB/غلاف.jpg"] = files.pop("EPUB/cover.jpg")
    replaced(OPF, 'href="cover.jpg"', 'href="غلاف.jpg"')(files)
    replaced("EPUB/c0001.xhtml", 'src="cover.jpg"', 'src="غلاف.jpg"')(files)


def type_last(files: Files) -> None:
    files["mimetype"] = files.pop("mimetype")


DEFECTS: dict[str, tuple[Defect, str]] = {
    "type not first": (type_last, r"mimetype: is not the first"),
    "another type": (replaced("mimetype", "epub", "zip"), r"mimetype: is not the first"),
    "Arabic file name": (renamed, r"غلاف.jpg: has a name that is not ASCII"),
    "file not in the manifest": (lambda f: f.update({"EPUB/x.txt": b"x"}), r"x\.txt: is in the zip and not"),
    "file missing": (lambda f: f.pop("EPUB/cover.jpg"), r"cover\.jpg: is in the manifest and not"),
    "no container": (lambda f: f.pop("META-INF/container.xml"), r"container\.xml: is not in the book"),
    "package broken": (replaced(OPF, "</package>", ""), r"package\.opf: is not well-formed"),
    "WAV inside": (wave_sound, r"c0003\.mp3: is sound of a kind"),
    "no cover": (replaced(OPF, ' properties="cover-image"', ""), r"names no cover"),
    "old version": (replaced(OPF, 'version="3.0"', 'version="2.0"'), r"no version '3\.0'"),
    "package from the left": (replaced(OPF, ' dir="rtl"', ""), r"package has no dir 'rtl'"),
    "package without language": (replaced(OPF, ' xml:lang="ar"', ""), r"package has no lang 'ar'"),
    "pages from the left": (replaced(OPF, ' page-progression-direction="rtl"', ""), r"from right to left"),
    "language with three letters": (replaced(OPF, ">ar<", ">ara<"), r"dc:language is not ar"),
    "no language": (replaced(OPF, "<dc:language>ar</dc:language>", ""), r"dc:language is not ar"),
    "another title": (resubbed(OPF, "<dc:title>.*?<", "<dc:title>كتاب<"), r"dc:title is not the headline"),
    "no source": (resubbed(OPF, "<dc:source>.*?</dc:source>", ""), r"dc:source is not"),
    "no UUID": (replaced(OPF, "urn:uuid:", "urn:uuid:x"), r"no urn:uuid"),
    "no time of change": (replaced(OPF, "dcterms:modified", "dcterms:created"), r"dcterms:modified is not"),
    "access mode misspelt": (
        replaced(OPF, ">textual,auditory<", ">textual auditory<"),
        r"accessModeSufficient",
    ),
    "feature missing": (
        replaced(OPF, "synchronizedAudioText", "audio"),
        r"accessibilityFeature does not say sync",
    ),
    "voice passed for a person's": (
        resubbed(OPF, 'Summary">.*?</meta>', 'Summary">كتاب مسموع</meta>'),
        r"voice is synthetic",
    ),
    "unbacked claim": (
        replaced(
            OPF,
            "</metadata>",
            f"{CLAIM}</metadata>",
        ),
        r"nobody has certified",
    ),
    "wrong length of a part": (
        resubbed(OPF, r'(#o3">00:00:0)\d', r"\g<1>9"),
        r"c0003\.smil: media:duration is not the sum",
    ),
    "no length of a part": (
        resubbed(OPF, r'<meta property="media:duration" refines="#o3".*?</meta>', ""),
        r"c0003\.smil: media:duration",
    ),
    "wrong length of the book": (
        resubbed(OPF, r'(media:duration">00:00:)\d', r"\g<1>5"),
        r"of the book is not the sum",
    ),
    "no narrator": (replaced(OPF, "media:narrator", "media:reader"), r"media:narrator is missing"),
    "no active class": (
        replaced(OPF, "media:active-class", "media:class"),
        r"media:active-class is not there once",
    ),
    "no overlay": (replaced(OPF, ' media-overlay="o3"', ""), r"c0003\.xhtml: has no media overlay"),
    "no rule for the class": (
        replaced(CSS, "-epub-media-overlay-active", "-active", times=9),
        r"no linked style has a rule for -epub-media-overlay-active",
    ),
    "no style linked": (resubbed(PAGE, r"<link .*?/>", ""), r"c0003\.xhtml: no linked style"),
    "colours too near": (
        replaced(CSS, "#1a1a1a", "#c8b070", times=9),
        r"contrast of [12]\.\d to 1",
    ),
    "page from the left": (
        replaced(PAGE, ' dir="rtl"', ""),
        r"c0003\.xhtml: does not say lang, xml:lang and dir",
    ),
    "page without language": (replaced(PAGE, ' lang="ar"', ""), r"c0003\.xhtml: does not say lang"),
    "no words in the title": (
        resubbed(PAGE, "<title>.*?</title>", "<title> </title>"),
        r"c0003\.xhtml: has no title",
    ),
    "no heading": (replaced(PAGE, "h1", "div", times=2), r"c0003\.xhtml: does not begin with a heading"),
    "page broken": (replaced(PAGE, "</body>", ""), r"c0003\.xhtml: is not well-formed"),
    "words without sound": (
        replaced(PAGE, "</section>", "<p>المزيد على موقعنا</p></section>"),
        r"is in no par: 'المزيد على موقعنا'",
    ),
    "words after an element": (replaced(PAGE, "</p>", "</p> تتمة"), r"is in no par: 'تتمة'"),
    "link to nowhere": (replaced("EPUB/c0002.xhtml", "c0003.xhtml", "c0009.xhtml"), r"leads to c0009\.xhtml"),
    "no alt": (resubbed("EPUB/c0001.xhtml", r' alt=".*?"', ""), r"picture without alt"),
    "contents out of order": (
        replaced(NAV, "c0003.xhtml", "c0004.xhtml"),
        r"table of contents does not lead",
    ),
    "empty line of contents": (resubbed(NAV, '(c0003.xhtml">).*?<', r"\1<"), r"a line without words"),
    "landmark to itself": (
        replaced(NAV, 'epub:type="bodymatter" href="c0003.xhtml"', 'epub:type="bodymatter" href="nav.xhtml"'),
        r"a landmark leads to the table of contents",
    ),
    "sentence without par": (
        resubbed(SMIL, r'    <par id="s02u03".*?</par>\n', ""),
        r"s02u03: this utterance has no par",
    ),
    "par twice": (
        resubbed(SMIL, r'(    <par id="s02u03".*?</par>\n)', r"\1\1"),
        r"s02u03: this utterance has 2 pars",
    ),
    "pars out of order": (swapped_pars, r"c0003\.smil: is not in the order of the text"),
    "par without sound": (resubbed(SMIL, r"<audio .*?/>", ""), r"par 1: has no sound"),
    "par without text": (resubbed(SMIL, r"<text .*?/>", ""), r"par 1: has no text"),
    "id missing": (
        replaced(SMIL, "xhtml#s02u02", "xhtml#s02u99"),
        r"par 2: shows c0003\.xhtml#s02u99, which is not",
    ),
    "text of another page": (
        replaced(SMIL, "c0003.xhtml#s02u02", "c0004.xhtml#s03u02"),
        r"is the overlay of EPUB/c0003",
    ),
    "overlay of another page": (
        replaced(SMIL, 'textref="c0003', 'textref="c0004'),
        r"names another document",
    ),
    "no end": (resubbed(SMIL, r' clipEnd=".*?"', ""), r"par 1: does not say clipBegin and clipEnd"),
    "negative time": (
        replaced(SMIL, 'clipBegin="00:00:00.000"', 'clipBegin="-1s"'),
        r"par 1: does not say clipBegin",
    ),
    "clip past the end": (
        resubbed(SMIL, r'(par id="s02u03".*clipEnd="00:00:)0\d', r"\g<1>33"),
        r"par 3: ends at 33\d\d\d ms, and EPUB/c0003\.mp3 lasts 3",
    ),
    "clips overlap": (
        resubbed(SMIL, r'(par id="s02u02".*?clipBegin="00:00:00\.)\d\d\d', r"\g<1>100"),
        r"par 2: does not begin where the one before it ends",
    ),
    "a word cut off": (
        resubbed(SMIL, r'(par id="s02u02".*?clipBegin=")00:00:00\.\d\d\d', r"\g<1>00:00:01.400"),
        r"par 2: is heard from 1400",
    ),
    "clip begins in another sentence": (
        resubbed(SMIL, r'(par id="s02u02".*?clipBegin="00:00:00\.)\d\d\d', r"\g<1>300"),
        r"par 2: begins inside the utterance before it",
    ),
    "beginning skipped": (
        replaced(SMIL, 'clipBegin="00:00:00.000"', 'clipBegin="00:00:00.050"'),
        r"the beginning of EPUB/c0003\.mp3 is skipped",
    ),
    "other words shown": (replaced(PAGE, "5 ملايين", "6 ملايين"), r"and the utterance is"),
    "sound of another section": (swapped_sounds, r"c0003\.mp3: lasts"),
    "sound cut short": (cut_sound, r"ends at \d+ ms, and EPUB/c0003\.mp3 lasts"),
    "no sound at all": (lambda f: f.update({"EPUB/c0003.mp3": b"none"}), r"c0003\.mp3: is not MP3 audio"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found(name: str, good: Path, briefing: Briefing, tmp_path: Path) -> None:
    spoil, expected = DEFECTS[name]
    files = unpacked(good / "briefing.epub")
    spoil(files)
    found = faults(good, tmp_path, briefing, files)
    assert any(re.search(expected, fault) for fault in found), found


def test_the_good_book_packed_again_has_no_fault(good: Path, briefing: Briefing, tmp_path: Path) -> None:
    assert faults(good, tmp_path, briefing, unpacked(good / "briefing.epub")) == []


def test_compressed_sound_and_type_are_found(good: Path, briefing: Briefing, tmp_path: Path) -> None:
    found = faults(good, tmp_path, briefing, unpacked(good / "briefing.epub"), compression=ZIP_DEFLATED)
    assert "mimetype: is compressed or has an extra field" in found
    assert sum("is sound and compressed" in fault for fault in found) == 5


def test_dates_in_the_zip_are_found(good: Path, briefing: Briefing, tmp_path: Path) -> None:
    found = faults(good, tmp_path, briefing, unpacked(good / "briefing.epub"), date=2026)
    assert sum("has a date" in fault for fault in found) == len(unpacked(good / "briefing.epub"))


def test_the_sound_of_another_recording_of_the_same_length_is_found(
    good: Path, briefing: Briefing, tmp_path: Path
) -> None:
    later = tuple(replace(cue, start=cue.end - 1200) for cue in briefing.utterances)
    write_books(tmp_path / "other", replace(briefing, utterances=later))
    files = unpacked(good / "briefing.epub")
    files["EPUB/c0003.mp3"] = unpacked(tmp_path / "other" / "briefing.epub")["EPUB/c0003.mp3"]
    (found,) = faults(good, tmp_path, briefing, files)
    assert found == "EPUB/c0003.mp3: does not sound as the master does in chapter s02"


def test_a_certified_claim_is_let_be(good: Path, briefing: Briefing, tmp_path: Path) -> None:
    files = unpacked(good / "briefing.epub")
    claim = CLAIM + ('<meta property="a11y:certifiedBy" refines="#claim">مكتبة المكفوفين</meta></metadata>')
    replaced(OPF, "</metadata>", claim)(files)
    assert faults(good, tmp_path, briefing, files) == []


def test_a_book_that_is_listed_and_gone_or_no_zip_is_a_fault(
    good: Path, briefing: Briefing, tmp_path: Path
) -> None:
    assert list(check(tmp_path, briefing)) == []
    listed = replace(briefing, files=(describe(good / "briefing.epub", "briefing.epub"),))
    (gone,) = check(tmp_path, listed)
    assert gone.message == "is listed in briefing.json and is not there"
    (tmp_path / "briefing.epub").write_bytes(b"no zip")
    (broken,) = check(tmp_path, listed)
    assert "cannot be opened" in broken.message
