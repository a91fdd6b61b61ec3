"""The catalogue of messages: complete, compiled, and Arabic that fits what it translates."""

from __future__ import annotations

import ast
import gettext
import inspect
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Message

from briefing import cli
from briefing.cli import tongue
from briefing.cli.words import length
from briefing.errors import ConfigError
from tests import messages
from tests.commands import ROOT, briefing

FIELDS = string.Formatter()
CONTROLS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TYPED = re.compile(
    r"briefing(?: (?:make|voices|formats|doctor|voice|script|lexicon|listen)\b)?|(?<![\w-])--?[A-Za-z][\w-]*"
)


def translated() -> list[Message]:
    return [message for message in messages.catalogue() if message.id]


def strings(message: Message) -> list[tuple[str, str]]:
    """Each translation with the English it stands for: of plurals the form without a number, or with one."""
    if not message.pluralizable:
        return [(str(message.id), str(message.string))]
    return [(str(message.id[-1]), str(form)) for form in message.string or ()]


def fields(text: str) -> set[str]:
    """``{seconds:g}`` and its like, conversion and format included."""
    return {f"{name}!{how}:{form}" for _, name, form, how in FIELDS.parse(text) if name is not None}


@pytest.fixture
def arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command line's words in Arabic, in this process."""
    monkeypatch.setenv("LANGUAGE", "ar")
    tongue.use("ar")
    yield
    tongue.use("en")


def test_the_catalogue_holds_just_the_messages_of_the_code() -> None:
    fresh = messages.po_text(messages.merged()).decode()
    assert fresh == messages.PO.read_text(encoding="utf-8"), "make messages, then translate what is new"


def test_every_message_is_translated() -> None:
    missing = [item.id for item in translated() if not all(text for _, text in strings(item))]
    assert missing == []
    assert len(translated()) > 400


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    assert messages.MO.read_bytes() == messages.mo_bytes(messages.catalogue()), "make messages"


def test_the_library_s_templates_can_be_listed() -> None:
    """``tongue`` reads an attribute of the standard library that is not documented."""
    with messages.MO.open("rb") as file:
        assert len(gettext.GNUTranslations(file)._catalog) > 400  # type: ignore[attr-defined]


@pytest.mark.parametrize("message", translated(), ids=lambda item: re.sub(r"\W+", "-", str(item.id))[:60])
def test_a_translation_has_the_fields_and_commands_of_its_message(message: Message) -> None:
    for number, (english, text) in enumerate(strings(message)):
        wanted = fields(english)
        if message.pluralizable and number in {1, 2}:  # one and two are said without a figure
            assert fields(text) <= wanted | fields(message.id[0]), text
        else:
            assert fields(text) == wanted, text
        assert set(TYPED.findall(text)) >= (set(TYPED.findall(english)) - {"briefing"}), text
        assert not CONTROLS.search(text), text
        assert text.count("\b") == 0
        if message.context is None and not message.pluralizable:
            assert re.search(r"[\u0621-\u064a]", text), text


@pytest.mark.usefixtures("arabic")
def test_arabic_has_six_plurals() -> None:
    told = [length(seconds, 1) for seconds in (0, 1, 2, 3, 10, 11, 99, 60, 100, 3_723)]
    assert told == [
        "0 ثانية",
        "ثانية واحدة",
        "ثانيتان",
        "3 ثوان",
        "10 ثوان",
        "11 ثانية",
        "دقيقة واحدة و39 ثانية",
        "دقيقة واحدة",
        "دقيقة واحدة و40 ثانية",
        "ساعة واحدة ودقيقتان و3 ثوان",
    ]


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("there is no file خبر.txt", "لا ملف بهذا الاسم: خبر.txt"),
        ("there is no voice 'espeek'", "لا صوت بهذا الاسم: 'espeek'"),
        ("there is no file voice", "لا ملف بهذا الاسم: voice"),
        ("out/briefing.json cannot be used: it has no segments", "لا يصلح out/briefing.json: ليس فيه أجزاء"),
        ("cannot write into a b: No space left on device", "تتعذر الكتابة في a b: لم يبق مكان على القرص"),
        (
            "h did not answer within 5 seconds (attempt 2, utterance s01u01)",
            "لم يجب h خلال المهلة، وهي بالثواني 5 (المحاولة 2، المقطع s01u01)",
        ),
        ("a sentence that no template fits", "a sentence that no template fits"),
        ("there is no file {name} %s \\1", "لا ملف بهذا الاسم: {name} %s \\1"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("arabic")
def test_a_sentence_of_the_library_is_recognised_and_filled_in(english: str, said: str) -> None:
    assert tongue.translated(english) == said


def test_without_a_language_nothing_is_translated() -> None:
    assert tongue.translated("there is no file x") == "there is no file x"


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, "en"),
        (["--ui", "ar", "make"], {}, "ar"),
        (["--ui=ar"], {"LANG": "en_GB.UTF-8"}, "ar"),
        (["--ui", "en", "make"], {"LANG": "ar_SY.UTF-8"}, "en"),
        (["make", "--ui", "ar"], {}, "en"),
        ([], {"BRIEFING_UI": "ar", "LC_ALL": "C"}, "ar"),
        ([], {"BRIEFING_UI": "en", "LC_ALL": "ar"}, "en"),
        ([], {"LANG": "ar"}, "ar"),
        ([], {"LANG": "ar_EG.UTF-8"}, "ar"),
        ([], {"LC_MESSAGES": "ar_MA", "LANG": "en_US"}, "ar"),
        ([], {"LC_ALL": "C.UTF-8", "LC_MESSAGES": "ar", "LANG": "ar"}, "en"),
        ([], {"LANGUAGE": "fr:ar", "LANG": "fr_FR"}, "ar"),
        ([], {"LANGUAGE": "en:ar", "LANG": "ar"}, "en"),
        ([], {"LANG": "arn_CL"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(
    words: list[str], environment: dict[str, str], language: str
) -> None:
    assert tongue.asked(words, environment) == language


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        tongue.asked([], {"BRIEFING_UI": "fr"})
    assert caught.value.hint == "export BRIEFING_UI=ar"
    assert briefing("--ui", "fr", "voices").code == 2


def test_what_we_say_for_click_is_what_click_says() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(inspect.getfile(click)).parent.glob("*.py")
    )
    known = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    for text in (*messages.CLICK, *(part for pair in messages.CLICK_PLURALS for part in pair)):
        assert text in known or f"{text} " in known, text


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.COMMANDS), ("lexicon", "list")])
def test_help_in_arabic_is_plain_and_at_most_80_columns(command: tuple[str, ...]) -> None:
    ended = briefing("--ui", "ar", *command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert max(map(len, ended.out.splitlines())) <= 80
    assert not CONTROLS.search(ended.out)
    english = briefing(*command, "--help").out
    for line in english.splitlines():
        if line.startswith("    briefing "):
            assert line in ended.out
    flags = r"^  (-[-\w]+)(?:,| |$)"
    assert re.findall(flags, ended.out, re.M) == re.findall(flags, english, re.M)
    # An English sentence that was forgotten has three small words in a row.
    for line in ended.out.splitlines():
        if not line.startswith("    briefing ") and not line.lstrip().startswith("طريقة"):
            assert not re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", line), line


def test_json_tables_and_exit_codes_are_the_same_in_every_language(tmp_path: Path) -> None:
    for words in (
        ("voices", "--json"),
        ("formats", "--csv"),
        ("lexicon", "list", "--grep", "غزة", "--csv"),
        ("lexicon", "test", "NATO", "--json"),
        ("doctor", "--csv"),
        ("cache", "--json", "--cache-dir", str(tmp_path)),
        ("summary", "seeds/flash.txt", "--voice", "tone", "--explain", "--json"),
        ("explain", "seeds/numbers.txt", "--voice", "tone", "--csv"),
    ):
        english, arabic = briefing(*words), briefing("--ui", "ar", *words)
        pattern = r"\d+\.\d GB|\d+\.\d seconds"  # the disk fills while we test
        assert re.sub(pattern, "", english.out) == re.sub(pattern, "", arabic.out)
    for line, code in (("mak", 2), ("make missing.txt", 65), ("export seeds", 65)):
        ended = briefing("--ui", "ar", *line.split())
        assert ended.code == code
        assert ended.last_error.startswith("خطأ: ")
        assert "جرّب: " in ended.last_error


def test_babel_is_not_needed_to_run() -> None:
    code = (
        "import sys; sys.argv = ['briefing', '--ui', 'ar', '--help']\n"
        "import briefing.cli\n"
        "try: briefing.cli.main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'babel', 'pexpect', 'csv', 'json', 'numpy', 'msgspec'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "الأوامر:" in done.stdout
