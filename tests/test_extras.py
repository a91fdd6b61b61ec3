"""Extras are told from what the installed package says of itself."""

from __future__ import annotations

import tomllib

from briefing.cli.doctor import ABSENT, OK, _extra
from briefing.cli.extras import Extra, extras
from tests.conftest import ROOT

LINES = (
    "click<8.2,>=8.1",
    'pytest>=8; extra == "test"',
    "click>=8; extra == 'dates'",
    "no-such-package[more]>=1,<2; (python_version < '4') and extra == 'dates'",
    "no-other-package; extra == 'all-of-it'",
)


def test_an_extra_has_its_packages_that_are_there_and_those_that_are_not() -> None:
    of_all, of_dates = extras(LINES)
    assert (of_all.name, of_all.there, of_all.absent) == ("all-of-it", (), ("no-other-package",))
    assert of_dates.name == "dates"
    assert of_dates.there[0].startswith("click 8.")
    assert of_dates.absent == ("no-such-package",)


def test_what_is_absent_is_named_with_what_to_type() -> None:
    absent = _extra(Extra("web", ("lxml 6",), ("trafilatura", "protego")))
    assert (absent.state, absent.detail) == (ABSENT, "trafilatura, protego")
    assert absent.cure == "pip install 'briefing[web]'"
    assert _extra(Extra("flac", ("soundfile 0.14",), ())).state == OK


def test_every_extra_of_the_project_is_understood() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = project["optional-dependencies"]
    lines = [
        f"{item}; extra == '{name}'" for name, items in listed.items() for item in items if ";" not in item
    ]
    found = {
        extra.name: {*extra.absent, *(item.split()[0] for item in extra.there)} for extra in extras(lines)
    }
    assert set(found) == set(listed) - {"test"}
    assert {"soundfile"} == found["flac"]
