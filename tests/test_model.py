"""script.json and briefing.json: lossless, checked on reading, described by a schema that is kept."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import briefing
from briefing.errors import ArticleError
from briefing.model import Briefing, Script, from_json, schema_of, to_json
from tests.scripts import made_with_tone, script_of

SCHEMAS = Path(briefing.__file__).parent / "schemas"


def test_a_script_comes_back_as_it_was() -> None:
    script = script_of(("كلمة", 'قال: "نعم" \\ ‏'), ("أخرى",))
    assert from_json(to_json(script), Script) == script


def test_arabic_letters_stay_letters_in_the_file() -> None:
    assert "كلمة" in to_json(script_of(("كلمة",)))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda d: d.pop("segments"), "segments"),
        (
            lambda d: d["segments"][0]["utterances"][0].update(pause_ms="350"),
            r"\$\.segments\[0\]\.utterances\[0\]\.pause_ms",
        ),
        (lambda d: d["segments"][0].update(kind="chapter"), "chapter"),
        (lambda d: d.update(schema="briefing.script/99"), "briefing.script/99"),
    ],
)
def test_a_wrong_script_is_refused_and_the_place_is_named(change, complaint: str) -> None:  # type: ignore[no-untyped-def]
    document = json.loads(to_json(script_of(("كلمة",))))
    change(document)
    with pytest.raises(ArticleError, match=complaint):
        from_json(json.dumps(document), Script)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe\x00", b"null"])
def test_what_is_no_json_document_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"not a script\.json"):
        from_json(data, Script)


@pytest.mark.parametrize(("kind", "name"), [(Script, "script"), (Briefing, "briefing")])
def test_the_schema_in_the_package_is_that_of_the_classes(
    kind: type[Script] | type[Briefing], name: str
) -> None:
    assert (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8") == schema_of(kind)


def test_what_is_written_fits_the_schema(tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    for name in ("script", "briefing"):
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(json.loads((made.folder / f"{name}.json").read_text(encoding="utf-8")), schema)


def test_a_briefing_comes_back_as_it_was(tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    assert from_json((made.folder / "briefing.json").read_bytes(), Briefing) == made.briefing
