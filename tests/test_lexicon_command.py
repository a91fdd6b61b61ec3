"""``briefing lexicon``: files in layers, and the commands that show, check and change them."""

from __future__ import annotations

import json
import os
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from briefing import lexicons
from briefing.errors import ConfigError
from briefing.text.amendments import amended
from briefing.text.changes import Change
from briefing.text.entries import made, read
from briefing.text.lexicon import Lexicon, lexicon_of, respelled, shipped, vowelled
from tests.commands import Ended, briefing

MINE = """\
# mine, in no order
[latin]
"ACME" = "أكمي"  # the firm
neom = 'نيوم'

[vowels]
"غزة" = "غَزَّة"

# speeds
[[entry]]
written = '(\\d+) كم/س'
spoken = '\\1 كيلومترا'   # an hour
regex = true
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder of this test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "briefing" / "lexicon.toml"


def lexicon(*words: str | Path) -> Ended:
    return briefing("lexicon", *words, env=dict(os.environ))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# --- layers ---


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="XDG is for Linux")
def test_the_users_file_is_in_the_configuration_folder(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert lexicons.user_file() == home
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", "/home/someone")
    assert lexicons.user_file() == Path("/home/someone/.config/briefing/lexicon.toml")


def test_later_layers_win(home: Path, tmp_path: Path) -> None:
    write(home, '[latin]\nNATO = "الحلف"\nACME = "أكمي"\n')
    first = write(tmp_path / "first.toml", '[latin]\nACME = "أكمه"\n')
    last = write(tmp_path / "last.toml", '[latin]\nACME = "أكما"\n')
    assert lexicons.layered().latin["nato"] == "الحلف"
    assert lexicons.layered((first, last)).latin["acme"] == "أكما"
    assert lexicons.layered((last, first)).latin["acme"] == "أكمه"
    assert lexicons.layered().latin["bbc"] == shipped().latin["bbc"]
    assert [layer.name for layer in lexicons.layers((first,))] == ["shipped", "yours", str(first)]


def test_layers_are_for_the_language_of_the_voice(home: Path) -> None:
    write(home, '[[entry]]\nwritten = "ACME"\nspoken = "أكمي"\nlanguage = "ar-EG"\n')
    assert "acme" not in lexicons.layered().latin
    assert lexicons.layered(language="ar-EG").latin["acme"] == "أكمي"


def test_without_files_the_layers_are_the_shipped_lexicon() -> None:
    assert lexicons.layered() is shipped()


def test_a_broken_file_of_the_user_is_told(home: Path) -> None:
    write(home, "[latin")
    with pytest.raises(ConfigError, match=re.escape(str(home))):
        lexicons.layered()


def test_the_fingerprint_follows_the_entries_and_nothing_else(tmp_path: Path) -> None:
    first = write(tmp_path / "a.toml", '[latin]\nACME = "أكمي"\nNEOM = "نيوم"\n')
    same = write(tmp_path / "b.toml", '# other words\n[latin]\nneom = "نيوم"\nacme = "أكمي"\n')
    other = write(tmp_path / "c.toml", '[latin]\nACME = "أكما"\nNEOM = "نيوم"\n')
    prints = {
        name: lexicons.fingerprint(lexicons.layered(files))
        for name, files in {"none": (), "first": (first,), "same": (same,), "other": (other,)}.items()
    }
    assert prints["first"] == prints["same"]
    assert len(set(prints.values())) == 3
    assert lexicons.fingerprint(Lexicon({"a": "ب"})) != lexicons.fingerprint(Lexicon({}, {"a": "ب"}))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("latin-lexicon", "الـNATO", "الحلف"), [("nato", "yours")]),
        (Change("latin-lexicon", "Human Rights Watch", ""), [("human rights watch", "shipped")]),
        (Change("lexicon", "وداعش", ""), [("داعش", "yours")]),
        (Change("lexicon-vowels", "لموسكو", ""), [("موسكو", "shipped")]),
        (Change("hashtag", "#NATO", ""), [("nato", "yours")]),
        (Change("date", "1/2/2026", ""), []),
    ],
)
def test_a_change_is_traced_to_its_entries(
    home: Path, change: Change, expected: list[tuple[str, str]]
) -> None:
    write(home, '[latin]\nNATO = "الحلف"\n[arabic]\n"داعش" = "التنظيم"\n')
    found = lexicons.origins(change, lexicons.layers())
    assert [(origin.written, origin.layer) for origin in found] == expected


# --- changing a file ---


@pytest.mark.parametrize(
    ("written", "said", "before", "line"),
    [
        ("acme", "أَكْمِي", "أكمي", '"ACME" = "أَكْمِي"  # the firm'),
        ("NEOM", "نِيُوم", "نيوم", 'neom = "نِيُوم"'),
        ("غـزة", "غُزَة", "غَزَّة", '"غزة" = "غُزَة"'),
    ],
)
def test_an_entry_is_changed_in_its_place(written: str, said: str, before: str, line: str) -> None:
    entry, faults = made(written, said)
    assert not faults
    new = amended(MINE, entry)
    assert new.before is not None
    assert unicodedata.normalize("NFC", new.before.spoken) == unicodedata.normalize("NFC", before)
    assert line in new.text.splitlines()
    assert len(new.text.splitlines()) == len(MINE.splitlines())


def test_a_pattern_is_changed_in_its_block() -> None:
    entry, _ = made(r"(\d+) كم/س", r"\1 كلم", regex=True, comment="speeds")
    new = amended(MINE, entry)
    assert new.text == MINE.replace("كيلومترا'   # an hour", 'كلم\'   # an hour\ncomment = "speeds"')
    again = amended(new.text, made(r"(\d+) كم/س", r"\1 كيلو", regex=True)[0])
    assert 'comment = "speeds"' in again.text
    assert again.text.count("[[entry]]") == 1


@pytest.mark.parametrize("text", ["", "# only a comment", MINE, MINE.replace("\n", "\r\n"), "\ufeff" + MINE])
@pytest.mark.parametrize(
    ("written", "said", "more"),
    [
        ("Acme Corp", "أكمي كورب", {}),
        ("O'Neill & Sons", "أونيل وأولاده", {"comment": 'he says "no" \\ ever'}),
        ("ق س م", "قسم", {"language": "ar"}),
        (r"(\d+)'s", r"\1", {"regex": True}),
        (r"G(\d)", r"مجموعة \1", {"regex": True, "comment": "summits"}),
    ],
)
def test_a_new_entry_is_appended_and_all_else_stays(
    text: str, written: str, said: str, more: dict[str, object]
) -> None:
    entry, faults = made(
        written,
        said,
        regex=bool(more.get("regex", False)),
        comment=str(more.get("comment", "")),
        language=str(more.get("language", "")),
    )
    assert not faults
    new = amended(text, entry)
    assert new.text.startswith(text)
    assert new.before is None
    found, wrong = read(new.text)
    assert not wrong
    assert found == (*read(text)[0], entry)
    assert ("\r\n" in new.text) == ("\r\n" in text)
    assert re.search("(?<!\r)\n", new.text) is None or "\r\n" not in text
    assert not amended(new.text, entry).changed


def test_an_entry_of_another_kind_overrules_the_former() -> None:
    new = amended(MINE, made("غزة", "قطاع غزة")[0])
    mine = lexicon_of(read(new.text)[0])
    assert new.before is not None
    assert vowelled(respelled("في غزة", mine), mine).startswith("في قطاع غ")
    assert "\u064e" not in respelled("في غزة", mine)


def test_a_value_over_several_lines_is_left_and_overruled() -> None:
    text = '[latin]\n"ACME" = """أكمي"""\n'
    new = amended(text, made("ACME", "أكما")[0])
    assert new.text.startswith(text)
    assert lexicon_of(read(new.text)[0]).latin == {"acme": "أكما"}


def test_a_file_with_a_layout_of_its_own_is_refused() -> None:
    text = 'entry = [{written = "ACME", spoken = "أكمي"}]\n'
    with pytest.raises(ValueError, match=r"\w"):
        amended(text, made("NEOM", "نيوم")[0])


# --- the commands ---


def test_add_writes_an_entry_that_test_then_finds(home: Path) -> None:
    added = lexicon("add", "NEOM", "نِيُوم", "--comment", "a city")
    assert (added.code, added.out.splitlines()) == (0, ["Added: NEOM: نِيُوم", str(home)])
    assert tomllib.loads(home.read_text(encoding="utf-8")) == {
        "entry": [{"written": "NEOM", "spoken": "نِيُوم", "comment": "a city"}]
    }
    told = lexicon("test", "وصل إلى NEOM")
    assert told.out.splitlines() == [
        "said: وصل إلى نِيُوم",
        *("entry: neom", "from: yours", "written: NEOM", "said: نِيُوم", ""),
        "Entries: 1",
    ]


def test_add_says_what_it_replaces(home: Path) -> None:
    write(home, MINE)
    assert lexicon("add", "acme", "أكما").out.splitlines()[0] == "Replaced: acme: أكما, formerly أكمي"
    assert lexicon("add", "ACME", "أكما").out.splitlines()[0] == "Already there: ACME: أكما"
    assert home.read_text(encoding="utf-8") == MINE.replace("أكمي", "أكما")


def test_add_leaves_the_users_file_alone_where_another_is_named(home: Path, tmp_path: Path) -> None:
    show = tmp_path / "show.toml"
    assert lexicon("add", "ق س م", "قسم", "--file", show).code == 0
    assert not home.exists()
    assert lexicon("test", "ق س م", "--lexicon", show).out.splitlines() == [
        "said: قسم",
        *("entry: ق س م", f"from: {show}", "written: ق س م", "said: قسم", ""),
        "Entries: 1",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ACME", "ACME"), "Arabic letters"),
        (("ACME", " "), "nothing spoken"),
        (("(a+)+", "ألف", "--regex"), "repeat"),
        (("(a)", r"\2", "--regex"), "group"),
        (("غزة", "غزة"), "as it is written"),
        (("ACME", "أكمي", "--language", "Arabic!"), "no language"),
    ],
)
def test_add_refuses_what_would_do_nothing_or_harm(home: Path, words: tuple[str, ...], said: str) -> None:
    ended = lexicon("add", *words)
    assert ended.code == 78
    assert said in ended.last_error
    assert " Try: " in ended.last_error
    assert not home.exists()


def test_add_does_not_touch_a_broken_file(home: Path) -> None:
    write(home, "[latin")
    ended = lexicon("add", "NEOM", "نيوم")
    assert ended.code == 78
    assert home.read_text(encoding="utf-8") == "[latin"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder where nothing can be made")
def test_add_says_when_it_cannot_write() -> None:
    ended = lexicon("add", "NEOM", "نيوم", "--file", "/proc/nowhere/own.toml")
    assert ended.code == 74
    assert "--file" in ended.last_error


def test_test_tells_diacritics_where_they_are_asked_for() -> None:
    plain = lexicon("test", "زار الوفد موسكو")
    assert plain.out.splitlines() == ["said: زار الوفد موسكو", "No entry of the lexicon had a part in it."]
    told = json.loads(lexicon("test", "زار الوفد موسكو", "--vowels", "--json").out)
    assert told["said"].startswith("زَارَ الْوَفْدُ مُوسْكُو")
    assert [(item["entry"], item["from"]) for item in told["entries"]] == [("موسكو", "shipped")]


def test_list_shows_entries_and_which_are_overruled(home: Path) -> None:
    write(home, '[latin]\nNATO = "الحلف"\n[[entry]]\nwritten = "NEOM"\nspoken = "نيوم"\ncomment = "a city"\n')
    ended = lexicon("list", "--grep", "nato")
    assert ended.out.splitlines() == [
        *("written: NATO", "spoken: الناتو", "kind: latin", "from: shipped", "overruled", ""),
        *("written: NATO", "spoken: الحلف", "kind: latin", "from: yours", ""),
        "Entries: 2",
    ]
    assert lexicon("list", "--file", home).out.splitlines() == [
        *("written: NATO", "spoken: الحلف", "kind: latin", f"from: {home}", ""),
        *("written: NEOM", "spoken: نيوم", "kind: latin", f"from: {home}", "comment: a city", ""),
        "Entries: 2",
    ]
    listed = json.loads(lexicon("list", "--grep", "a city", "--json").out)["entries"]
    assert [(item["written"], item["overruled"]) for item in listed] == [("NEOM", False)]
    assert lexicon("list", "--grep", "لا شيء كهذا").out.splitlines() == ["There are no such entries."]


def test_check_tells_every_fault_with_its_line(tmp_path: Path) -> None:
    show = write(
        tmp_path / "show.toml",
        '[latin]\n"ACME" = "ACME"\n"NEOM" = "نيوم"\n[vowels]\n"غزة" = "حيفا"\n[[entry]]\nwritten = "Neom"\n'
        'spoken = "نيوم"\n[[entry]]\nspoken = "x"\n',
    )
    ended = lexicon("check", show, tmp_path / "none.toml")
    lines = ended.out.splitlines()
    assert ended.code == 78
    assert lines[-1] == "Faults: 5"
    assert [re.match(r"fault: [^,:]+(?:, line (\d+))?: ", line) is not None for line in lines[:-1]] == [
        True
    ] * 5
    assert [match[1] for line in lines if (match := re.search(r", line (\d+):", line))] == ["2", "5", "7"]
    assert all(" Try: " in line for line in lines[:-1])
    assert json.loads(lexicon("check", show, "--json").out)["faults"][0]["line"] == 2


def test_check_says_so_when_all_is_well_or_nothing_is_there(home: Path) -> None:
    nothing = lexicon("check")
    assert (nothing.code, nothing.out) == (0, f"There is no lexicon of yours: {home}\n")
    write(home, MINE)
    well = lexicon("check")
    assert (well.code, well.out) == (0, "There are no faults.\n")


def test_lines_are_plain(home: Path) -> None:
    write(home, MINE)
    for words in (("list",), ("check",), ("test", "ACME \x1b[31m في غزة")):
        out = lexicon(*words).out
        assert re.search("[\x00-\x09\x0b-\x1f]", out) is None
