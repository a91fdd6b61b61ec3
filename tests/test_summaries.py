"""Whose summary a briefing opens with: sentences of the article, headlines, an editor's, a model's."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefing.abstracts.endpoint import KEY, MODEL, URL
from briefing.errors import ArticleError
from briefing.model import Script, SegmentKind, from_json
from briefing.summaries import edited, edited_file
from tests.commands import Ended, briefing
from tests.language_model import FakeLanguageModel, Reply
from tests.scripts import article_file

ARTICLE = """\
حملة تطعيم جديدة في البقاع وعكار

أعلنت وزارة الصحة اللبنانية أمس إطلاق حملة تطعيم تشمل 120 ألف طفل في محافظتي البقاع وعكار. وقالت الوزارة إن \
الحملة تستمر ثلاثة أسابيع وتنفذها فرق متنقلة بالتعاون مع اليونيسف.

ولم تسجل البلاد أي إصابة بالمرض منذ عام 2003. وأوضح مدير الحملة أن اللقاح آمن ومجاني للجميع وأن المراكز تفتح \
أبوابها صباحا. ودعت الوزارة الأهالي إلى إحضار بطاقات التطعيم معهم.
"""
GOOD = "أطلقت وزارة الصحة اللبنانية حملة تطعيم تشمل 120 ألف طفل في البقاع وعكار."
INVENTED = "أطلقت وزارة الصحة اللبنانية حملة تطعيم تشمل 500 ألف طفل في القاهرة."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return article_file(tmp_path, ARTICLE)


def summary_of(*words: str | Path, env: dict[str, str] | None = None) -> tuple[list[str], Ended]:
    """The sentences of the summary in the script that these words write."""
    ended = briefing("script", *words, "--voice", "gtts", env=env)
    assert ended.code == 0, ended.err
    script = from_json(ended.out, Script)
    segments = [segment for segment in script.segments if segment.kind is SegmentKind.SUMMARY]
    return [item.shown for segment in segments for item in segment.utterances[1:]], ended


def named(url: str) -> dict[str, str]:
    return {**os.environ, URL: url, MODEL: "fake", KEY: "secret-key"}


def test_the_summary_is_drawn_from_the_article(article: Path) -> None:
    told, _ = summary_of(article)
    assert told
    assert all(sentence in " ".join(ARTICLE.split()) for sentence in told)


def test_no_summary_is_spoken_where_none_is_wanted(article: Path) -> None:
    assert summary_of(article, "--summary", "none")[0] == []


def test_headlines_are_lines_of_the_article(article: Path) -> None:
    told, _ = summary_of(article, "--headlines")
    assert told == summary_of(article, "--summary", "headlines")[0]
    assert told


def test_an_editor_says_it_in_words_of_their_own(article: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.txt"
    file.write_text("حملة تطعيم في منطقتين. تبدأ غدا.\n", encoding="utf-8")
    assert summary_of(article, "--summary-from", file)[0] == ["حملة تطعيم في منطقتين.", "تبدأ غدا."]


def test_an_editors_summary_that_is_too_long_is_refused_with_the_seconds_it_needs(
    article: Path, tmp_path: Path
) -> None:
    file = tmp_path / "summary.txt"
    file.write_text("حملة تطعيم في منطقتين تبدأ غدا وتستمر أياما. " * 20, encoding="utf-8")
    ended = briefing("script", article, "--voice", "gtts", "--summary-from", file)
    assert ended.code == 65
    hint = ended.last_error.partition("Try: ")[2].split()
    assert hint[0] == "--summary-seconds"
    assert summary_of(article, "--summary-from", file, *hint)[0]


@pytest.mark.parametrize(
    "data", [b"", b" \n.\n", "حملة".encode("utf-16"), b"\xd8" * 9, "كلمة ".encode() * 9_000]
)
def test_a_summary_that_says_nothing_or_too_much_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "summary.txt"
    file.write_bytes(data)
    with pytest.raises(ArticleError):
        edited_file(file)


def test_a_summary_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        edited_file(tmp_path / "none.txt")


def _letters(text: str, /, *, part_of: str = "") -> float:  # noqa: ARG001
    return float(len(text))


def test_an_editors_sentences_rest_on_none_of_the_article() -> None:
    (line,) = edited("حملة تطعيم.")((), _letters, 100.0)
    assert (line.text, line.sentence, line.section, line.abridged) == ("حملة تطعيم.", None, None, False)


def test_a_models_summary_is_spoken_where_the_article_bears_it_out(article: Path) -> None:
    with FakeLanguageModel(Reply(text=GOOD)) as server:
        told, ended = summary_of(article, "--summary", "llm", env=named(server.url))
    assert told == [GOOD]
    assert "secret-key" not in ended.out + ended.err


def test_a_models_summary_that_is_not_borne_out_gives_way_to_the_articles_sentences(article: Path) -> None:
    with FakeLanguageModel(Reply(text=INVENTED)) as server:
        told, ended = summary_of(article, "--summary", "llm", env=named(server.url))
        assert len(server.asked) == 2
    assert told == summary_of(article)[0]
    assert "warning: the language model's summary is not borne out by the article" in ended.err


def test_a_model_that_does_not_answer_gives_way_to_the_articles_sentences(article: Path) -> None:
    told, ended = summary_of(article, "--summary", "llm", env=named("http://127.0.0.1:9/v1"))
    assert told == summary_of(article)[0]
    assert "warning: " in ended.err


def test_a_model_is_asked_once_for_the_same_article(article: Path) -> None:
    with FakeLanguageModel(Reply(text=GOOD)) as server:
        for _ in range(2):
            assert summary_of(article, "--summary", "llm", env=named(server.url))[0] == [GOOD]
        assert len(server.asked) == 1


def test_it_is_said_that_the_text_leaves_this_machine(article: Path, tmp_path: Path) -> None:
    with FakeLanguageModel(Reply(text=GOOD)) as server:
        words = ("make", article, "--voice", "tone", "--summary", "llm", "-o", tmp_path / "out")
        ended = briefing(*words, env=named(server.url))
    assert ended.code == 0
    assert "The article is sent to the language model at 127.0.0.1." in ended.err


def test_a_model_that_is_not_named_is_a_configuration_error(article: Path) -> None:
    ended = briefing("script", article, "--summary", "llm", env={**os.environ, URL: "", MODEL: ""})
    assert ended.code == 78
    assert URL in ended.last_error


# --- the command -----------------------------------------------------------------------------------------


def test_the_command_prints_the_summary_and_its_length(article: Path) -> None:
    ended = briefing("summary", article, "--voice", "gtts")
    told, _ = summary_of(article)
    assert ended.out.splitlines()[: len(told)] == told
    assert ended.out.splitlines()[-1].endswith("of 45 seconds")


def test_the_command_tells_of_every_sentence_why(article: Path) -> None:
    ended = briefing("summary", article, "--voice", "gtts", "--explain", "--json")
    told = json.loads(ended.out)
    assert len(told["reasons"]) == 5
    chosen = [reason["sentence"] for reason in told["reasons"] if reason["chosen"]]
    assert chosen == [line["sentence"] for line in told["lines"]]
    assert all(reason["why"] for reason in told["reasons"])


def test_the_reasons_are_lines_a_screen_reader_can_read(article: Path) -> None:
    ended = briefing("summary", article, "--voice", "gtts", "--explain")
    assert ended.out.count("sentence: ") == 5
    assert "position: " in ended.out
    assert "chosen: " in ended.out
