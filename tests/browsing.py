"""Debian's chromium, driven as a listener does: by the keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM: Final = shutil.which("chromium")
JAVA: Final = shutil.which("java")
NU: Final = Path(os.environ.get("VNU_JAR", "vnu.jar"))
"""The Nu HTML checker, from npm's ``vnu-jar``."""
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REQUIRED: Final = bool(os.environ.get("BRIEFING_BROWSER"))
"""Whether a missing program is a failure, as in CI, not a test skipped."""
MOST_TABS: Final = 80
MARKED: Final = ".text [data-t][aria-current='true']"

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not REQUIRED, reason="no chromium: apt-get install chromium"
)
needs_nu = pytest.mark.skipif(
    (JAVA is None or not NU.is_file()) and not REQUIRED,
    reason="no Nu HTML checker: npm install vnu-jar, and name the file in VNU_JAR",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, page_file: Path, **context: Any) -> Page:
    """The page in a fresh context, as from a double-click, its sound known; what goes wrong in it fails."""
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}).new_page()
    page.on("pageerror", _fail)
    page.goto(page_file.as_uri())
    if context.get("java_script_enabled", True):
        page.wait_for_function("document.querySelector('audio').readyState >= 1")
    return page


def _fail(error: object) -> None:
    raise AssertionError(error)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(MOST_TABS):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    message = f"{MOST_TABS} times Tab, and {selector} was never reached"
    raise AssertionError(message)


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Reach the element by Tab and press a key on it."""
    tab_to(page, selector)
    page.keyboard.press(key)


def marked(page: Page) -> str:
    """The id of the marked sentence; there must be exactly one."""
    found: list[str] = page.eval_on_selector_all(MARKED, "items => items.map(item => item.id)")
    assert len(found) == 1
    return found[0]


def sound(page: Page, what: str) -> Any:
    """A property of the audio element."""
    return page.evaluate("what => document.querySelector('audio')[what]", what)


def seek(page: Page, seconds: float) -> None:
    """Move the sound from outside, and wait until it has arrived."""
    page.evaluate(
        """seconds => new Promise((done) => {
            const audio = document.querySelector("audio");
            audio.addEventListener("seeked", () => requestAnimationFrame(done), { once: true });
            audio.currentTime = seconds;
        })""",
        seconds,
    )
