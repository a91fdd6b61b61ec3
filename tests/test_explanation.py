"""What is said otherwise than it is written, and what is doubtful, as the commands tell it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from tests.commands import briefing
from tests.scripts import article_file

TEXT = """\
افتتاح المكتبة الجديدة

حضر الافتتاح 23 طالبا من 3 جامعات. وتضم المكتبة قاعات هادئة للقراءة. \
وتبلغ كلفتها 5% من موازنة العام 2016.

وقالت مديرة المكتبة إن برنامج UNESCO يدعمها. ورد رقم غرفتها <b>في</b> الدليل.
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return article_file(tmp_path_factory.mktemp("explained"), TEXT)


def test_every_change_is_told_with_its_rule(article: Path) -> None:
    said = briefing("explain", str(article), "--voice", "gtts")
    assert said.code == 0
    assert "rule: cardinal\nwritten: 23\nsaid: ثلاثة وعشرون\n" in said.out
    assert "rule: percentage\nwritten: 5%\nsaid: خمسة في المئة\n" in said.out
    assert "rule: latin-lexicon\nwritten: UNESCO\nsaid: اليونسكو\n" in said.out
    assert "هادئة" not in said.out


def test_sentences_in_which_nothing_changes_are_told_on_request(article: Path) -> None:
    assert "هادئة" in briefing("explain", str(article), "--voice", "gtts", "--all").out


def test_the_changes_are_told_as_json(article: Path) -> None:
    said = briefing("explain", str(article), "--voice", "gtts", "--json")
    sentences = json.loads(said.out)["sentences"]
    first = sentences[0]
    assert first["shown"] == "حضر الافتتاح 23 طالبا من 3 جامعات."
    assert first["spoken"] == "حضر الافتتاح ثلاثة وعشرون طالبا من ثلاث جامعات."
    assert [change["before"] for change in first["changes"]] == ["23", "3"]
    assert sentences[1]["changes"] == []


def test_both_texts_stand_side_by_side_on_a_page(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    said = briefing("explain", str(article), "--voice", "gtts", "--html", str(page))
    assert said.out.splitlines()[-1] == str(page)
    root = html.fromstring(page.read_bytes())
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    shown, spoken = ("".join(map(str, cell.itertext())) for cell in list(root.iter("tr"))[1].iter("td"))
    assert (shown, spoken) == (
        "حضر الافتتاح 23 طالبا من 3 جامعات.",
        "حضر الافتتاح ثلاثة وعشرون طالبا من ثلاث جامعات.",
    )
    assert not list(root.iter("b"))  # the article's own marks are text


def test_make_tells_the_changes_before_its_result(article: Path, tmp_path: Path) -> None:
    said = briefing("make", str(article), "--voice", "tone", "--explain", "-o", str(tmp_path / "out"))
    assert said.code == 0
    assert said.out.index("rule: cardinal") < said.out.index("Title:")
    assert said.out.splitlines()[-1].endswith("briefing.mp3")


def test_make_tells_the_changes_in_its_json(article: Path, tmp_path: Path) -> None:
    said = briefing("make", str(article), "--voice", "tone", "--explain", "--json", "-o", str(tmp_path / "o"))
    told = json.loads(said.out)
    assert told["sentences"][0]["changes"][0]["rule"] == "cardinal"


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A script with a doubtful word in each of its two sentences."""
    folder = tmp_path_factory.mktemp("doubted")
    path = folder / "script.json"
    written = briefing("script", str(article_file(folder)), "--voice", "espeak", "-o", str(path))
    assert written.code == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    said = [item for segment in document["segments"] for item in segment["utterances"]]
    for item in said:
        item["doubts"] = []
    narrated = [item for item in said if item["role"] == "narration"]
    for certainty, item in zip((0.4, 0.1), narrated[:2], strict=True):
        reading = re.sub("[^\u0621-\u0652\u0670]", "", item["spoken"].split()[1])
        item["doubts"] = [
            {"word": 1, "reading": reading, "other": f"{reading}ُ", "certainty": certainty},
        ]
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_doubtful_words_are_listed_with_their_readings(doubted: Path) -> None:
    said = briefing("doubts", str(doubted))
    assert said.code == 0
    assert said.out.count("word: ") == 2
    assert "certainty: 0.40" in said.out
    assert "Doubtful words: 2\nSettle one with: briefing lexicon add " in said.out


def test_only_the_least_certain_words_are_listed(doubted: Path) -> None:
    said = briefing("doubts", str(doubted), "--most", "1", "--json")
    (word,) = json.loads(said.out)["words"]
    assert word["certainty"] == 0.1


def test_doubtful_words_can_be_heard_a_chapter_each(doubted: Path, tmp_path: Path) -> None:
    folder = tmp_path / "proof"
    said = briefing("doubts", str(doubted), "--proof", str(folder), "--voice", "tone")
    assert said.out.splitlines()[-1] == str(folder / "briefing.mp3")
    document = json.loads((folder / "briefing.json").read_text(encoding="utf-8"))
    assert len(document["chapters"]) == 3
    assert (folder / "briefing.mp3").stat().st_size > 1_000


def test_a_folder_of_a_briefing_stands_for_its_script(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert briefing("make", str(article), "--voice", "tone", "-o", str(folder)).code == 0
    assert briefing("doubts", str(folder)).out.startswith("Doubtful words: 0")


def test_what_is_no_script_has_no_doubts(tmp_path: Path) -> None:
    said = briefing("doubts", str(tmp_path / "none.json"))
    assert said.code == 65
    assert said.err.count("\n") == 1
