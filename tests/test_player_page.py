"""The player page in a browser: by keyboard, in time, alone on its machine, and for every eye."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from briefing.model import Briefing
from briefing.pipeline import make
from briefing.settings import Settings
from briefing.store import Store
from tests import browsing
from tests.browsing import marked, opened, press, seek, sound, tab_to
from tests.conftest import ROOT
from tests.validators import QUICK_JAVA

pytestmark = browsing.needs_chromium

WITHIN_S = 0.08
"""So near to either end of a sentence it must be the marked one."""
LATE_MS = 40
SCREENS = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
    {"color_scheme": "dark", "forced_colors": "active"},
    {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATUS_LOG = """() => {
    window.said = [];
    const status = document.querySelector("[role=status]");
    new MutationObserver(() => said.push(status.textContent))
        .observe(status, { childList: true, characterData: true, subtree: true });
}"""
SCROLL_LOG = """() => {
    window.scrolls = [];
    Element.prototype.scrollIntoView = function (how) { scrolls.push(how.behavior); };
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Briefing, Path]:
    """A short seed, voiced for real, and its page."""
    folder = tmp_path_factory.mktemp("player")
    done = make(
        str(ROOT / "seeds" / "flash.txt"),
        folder / "out",
        store=Store(folder / "cache"),
        created="2026-02-27",
        settings=Settings(voice="espeak", editions=("cover", "mp3", "player")),
    )
    return done.briefing, done.folder / "index.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, made: tuple[Briefing, Path]) -> Iterator[Page]:
    shown = opened(browser, made[1])
    yield shown
    shown.context.close()


def test_it_is_silent_until_it_is_asked_and_the_first_sentence_is_marked(
    page: Page, made: tuple[Briefing, Path]
) -> None:
    assert sound(page, "paused")
    assert not sound(page, "autoplay")
    assert sound(page, "currentTime") == 0
    assert abs(sound(page, "duration") - made[0].frames / made[0].rate) < 0.002
    assert marked(page) == made[0].utterances[0].id


def test_the_sentence_that_is_heard_is_marked_from_end_to_end(
    page: Page, made: tuple[Briefing, Path]
) -> None:
    briefing, _ = made
    assert len(briefing.utterances) >= 8
    for cue in briefing.utterances:
        start, end = cue.start / briefing.rate, cue.end / briefing.rate
        for seconds in (start, start + WITHIN_S, (start + end) / 2, end - WITHIN_S, end - 0.01):
            seek(page, seconds)
            assert marked(page) == cue.id, (cue.id, seconds)


def test_between_two_sentences_the_former_stays_marked(page: Page, made: tuple[Briefing, Path]) -> None:
    briefing, _ = made
    for cue, after in zip(briefing.utterances, briefing.utterances[1:], strict=False):
        if cue.chapter == after.chapter:
            seek(page, (cue.end + after.start) / 2 / briefing.rate)
            assert marked(page) == cue.id


def test_while_it_plays_the_mark_keeps_up(page: Page, made: tuple[Briefing, Path]) -> None:
    """Frames that a busy machine draws late are left out: there the browser is late, not the page."""
    briefing, _ = made
    page.evaluate("""() => {
        const audio = document.querySelector("audio");
        window.seen = [];
        let before = performance.now();
        const look = (now) => {
            const current = document.querySelectorAll(".text [aria-current]");
            if (!audio.paused) seen.push([audio.currentTime, now - before, current.length, current[0].id]);
            before = now;
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }""")
    press(page, "[data-do=play]", "Space")
    page.wait_for_function("document.querySelector('audio').currentTime > 9", timeout=30_000)
    seen = [(seconds, count, name) for seconds, late, count, name in page.evaluate("seen") if late <= LATE_MS]
    assert len(seen) > 50
    assert {count for _, count, _ in seen} == {1}
    checked = set()
    for seconds, _, name in seen:
        for cue in briefing.utterances:
            if cue.start / briefing.rate + WITHIN_S <= seconds <= cue.end / briefing.rate - WITHIN_S:
                assert name == cue.id, (seconds, name)
                checked.add(cue.id)
    assert len(checked) >= 3


def test_every_sentence_s_text_and_times_are_the_briefing_s(page: Page, made: tuple[Briefing, Path]) -> None:
    briefing, _ = made
    found = page.eval_on_selector_all(
        "[data-t]", "items => items.map(i => [i.id, i.textContent, Number(i.dataset.t), Number(i.dataset.e)])"
    )
    assert [(name, text) for name, text, _, _ in found] == [(c.id, c.shown) for c in briefing.utterances]
    for cue, (_, _, start, end) in zip(briefing.utterances, found, strict=True):
        assert abs(start - cue.start / briefing.rate) <= 0.0005
        assert abs(end - cue.end / briefing.rate) <= 0.0005


def test_play_and_pause_by_keyboard(page: Page) -> None:
    button = page.locator("[data-do=play]")
    expect(button).to_have_accessible_name("تشغيل")
    press(page, "[data-do=play]", "Space")
    page.wait_for_function("document.querySelector('audio').currentTime > 0.3")
    expect(button).to_have_accessible_name("إيقاف مؤقت")
    page.keyboard.press("Enter")
    expect(button).to_have_accessible_name("تشغيل")
    assert sound(page, "paused")


def test_sentences_and_sections_are_walked_through_by_keyboard(
    page: Page, made: tuple[Briefing, Path]
) -> None:
    briefing, _ = made
    names = [cue.id for cue in briefing.utterances]
    for name in [*names[1:], names[-1]]:
        press(page, "[data-do=sentence-on]")
        assert marked(page) == name
    page.focus("body")
    for name in [*names[-2::-1], names[0]]:
        press(page, "[data-do=sentence-back]")
        assert marked(page) == name
    first_of = [briefing.cues_of(chapter)[0].id for chapter in briefing.chapters]
    for name in first_of[1:]:
        press(page, "[data-do=section-on]")
        assert marked(page) == name
    assert sound(page, "paused")


def test_a_section_of_the_list_is_heard_from_its_mark_and_named_once(
    page: Page, made: tuple[Briefing, Path]
) -> None:
    briefing, _ = made
    page.evaluate(STATUS_LOG)
    chapter = briefing.chapters[2]
    press(page, f".chapters button[data-from='{chapter.start / briefing.rate:.3f}']")
    page.wait_for_function("!document.querySelector('audio').paused")
    assert -0.001 < sound(page, "currentTime") - chapter.start / briefing.rate < 1
    assert page.eval_on_selector_all(
        ".chapters [aria-current='true']", "items => items.map(item => item.dataset.title)"
    ) == [chapter.title]
    expect(page.locator("[role=status]")).to_have_text(chapter.title)
    assert marked(page) == briefing.cues_of(chapter)[0].id
    assert [said for said in page.evaluate("said") if said] == [chapter.title]


def test_each_section_of_the_text_has_its_button(page: Page, made: tuple[Briefing, Path]) -> None:
    briefing, _ = made
    assert page.locator(".here").count() == len(briefing.chapters)
    chapter = briefing.chapters[-1]
    press(page, f"#{chapter.id} .here")
    page.wait_for_function("!document.querySelector('audio').paused")
    assert sound(page, "currentTime") > chapter.start / briefing.rate - 0.001
    assert marked(page) == briefing.cues_of(chapter)[0].id


def test_a_click_on_a_sentence_plays_it(page: Page, made: tuple[Briefing, Path]) -> None:
    briefing, _ = made
    cue = briefing.utterances[5]
    page.locator(f"#{cue.id}").click()
    page.wait_for_function("!document.querySelector('audio').paused")
    assert -0.001 < sound(page, "currentTime") - cue.start / briefing.rate < 1
    assert marked(page) == cue.id


def test_ten_seconds_back_and_never_before_the_beginning(page: Page) -> None:
    seek(page, 15)
    press(page, "[data-do=back]")
    assert sound(page, "currentTime") == pytest.approx(5, abs=0.01)
    expect(page.locator("[role=status]")).to_have_text("0:05")
    page.keyboard.press("Enter")
    assert sound(page, "currentTime") == 0


def test_the_speed_goes_from_three_quarters_to_three_times_at_the_same_pitch(page: Page) -> None:
    tab_to(page, "#speed")
    for key, rate in (("Home", 0.75), ("End", 3.0)):
        page.keyboard.press(key)
        assert (sound(page, "playbackRate"), sound(page, "preservesPitch")) == (rate, True)


def test_the_slider_moves_by_keyboard_and_tells_the_time_in_words(page: Page) -> None:
    press(page, ".seek input", "ArrowRight")
    assert sound(page, "currentTime") == pytest.approx(1, abs=0.01)
    text = page.get_attribute(".seek input", "aria-valuetext")
    assert text is not None
    assert text.startswith("0:01 من 0:")
    page.keyboard.press("Home")
    assert sound(page, "currentTime") == 0


def test_nothing_speaks_but_what_was_asked_for(page: Page) -> None:
    page.evaluate(STATUS_LOG)
    press(page, "[data-do=play]", "Space")
    page.wait_for_function("document.querySelector('audio').currentTime > 4")
    page.keyboard.press("Space")
    page.wait_for_timeout(150)
    assert page.evaluate("said") == []
    live = "[aria-live], [role=status], [role=alert], [role=log], [role=timer], output"
    roles = page.eval_on_selector_all(live, "items => items.map(item => item.getAttribute('role'))")
    assert roles == ["status"]
    page.focus("[data-do=sentence-on]")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_have_text(page.locator(browsing.MARKED).text_content() or "?")


def test_no_single_key_does_anything_on_the_page_itself(page: Page) -> None:
    seek(page, 5)
    page.evaluate("document.activeElement.blur()")
    for key in ("Space", "k", "j", "l", "m", "n", "p", "ArrowLeft", "ArrowRight", "0", "5", "Home"):
        page.keyboard.press(key)
    assert sound(page, "paused")
    assert not sound(page, "muted")
    assert sound(page, "currentTime") == pytest.approx(5, abs=0.01)


def test_the_first_stop_skips_to_the_text_and_no_sentence_is_a_stop(
    page: Page, made: tuple[Briefing, Path]
) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.locator("[data-t][tabindex], [data-t] a, [data-t] button").count() == 0
    stops = "a[href], button, select, input, audio[controls]"
    visible = page.locator(stops).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    assert visible == 11 + 2 * len(made[0].chapters)


def test_where_and_how_one_listened_is_remembered(browser: Browser, made: tuple[Briefing, Path]) -> None:
    page = opened(browser, made[1])
    tab_to(page, "#speed")
    page.keyboard.press("End")
    press(page, "#follow", "Space")
    seek(page, 17)
    press(page, "[data-do=back]")
    page.reload()
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    assert sound(page, "currentTime") == pytest.approx(7, abs=0.05)
    assert sound(page, "playbackRate") == 3
    assert not page.is_checked("#follow")
    assert sound(page, "paused")
    assert page.evaluate("Object.keys(localStorage)") == [f"briefing:{made[0].id}"]
    page.context.close()


@pytest.mark.parametrize("kept", ['"nonsense"', "{", "null", '{"time":"x","speed":9,"follow":"no"}'])
def test_what_is_remembered_wrong_does_no_harm(page: Page, made: tuple[Briefing, Path], kept: str) -> None:
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"briefing:{made[0].id}", kept])
    page.evaluate("addEventListener('pagehide', event => event.stopImmediatePropagation(), true)")
    page.reload()
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    press(page, "[data-do=sentence-on]")
    assert marked(page) == made[0].utterances[1].id
    assert sound(page, "playbackRate") == 1


def test_without_storage_it_works_and_forgets(browser: Browser, made: tuple[Briefing, Path]) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = context.new_page()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(made[1].as_uri())
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    press(page, "[data-do=sentence-on]")
    assert marked(page) == made[0].utterances[1].id
    assert not errors
    context.close()


def test_it_asks_for_nothing_but_the_sound_beside_it(browser: Browser, made: tuple[Briefing, Path]) -> None:
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(made[1].as_uri())
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    press(page, "[data-do=play]")
    page.wait_for_function("document.querySelector('audio').currentTime > 0.2")
    near = {made[1].as_uri(), made[1].with_name("briefing.mp3").as_uri()}
    assert {url for url in asked if not url.startswith("data:")} <= near
    context.close()


def test_without_the_sound_it_says_what_is_missing(
    browser: Browser, made: tuple[Briefing, Path], tmp_path: Path
) -> None:
    alone = tmp_path / "index.html"
    alone.write_bytes(made[1].read_bytes())
    page = browser.new_page()
    page.goto(alone.as_uri())
    expect(page.locator(".where")).to_contain_text("briefing.mp3")
    expect(page.locator("[role=status]")).to_contain_text("briefing.mp3")
    page.context.close()


def test_without_javascript_sound_text_list_and_download_remain(
    browser: Browser, made: tuple[Briefing, Path]
) -> None:
    briefing, file = made
    page = opened(browser, file, java_script_enabled=False)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator("a[download]")).to_be_visible()
    for cue in briefing.utterances:
        expect(page.locator(f"#{cue.id}")).to_have_text(cue.shown)
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    links = page.locator(".chapters a:visible")
    assert links.count() == len(briefing.chapters)
    links.last.click()
    assert page.url.endswith(f"#{briefing.chapters[-1].id}")
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_width_scrolls_sideways(browser: Browser, made: tuple[Briefing, Path], width: int) -> None:
    page = opened(browser, made[1], viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        "width => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && "
        "!one.closest('.unseen, .skip, svg, .buttons span') && (one.getBoundingClientRect().left < -1 || "
        "one.getBoundingClientRect().right > width + 1)).map(one => one.outerHTML.slice(0, 80))",
        width,
    )
    assert outside == []
    page.eval_on_selector_all(
        ".chapters button", "all => all.forEach(one => one.dataset.title += ' كلمة'.repeat(40))"
    )
    press(page, "[data-do=section-on]")
    for box in ("html", ".side", ".dock", ".buttons"):
        assert page.eval_on_selector(box, "one => one.scrollWidth <= one.clientWidth"), box
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_pressed_is_large_enough(browser: Browser, made: tuple[Briefing, Path], width: int) -> None:
    page = opened(browser, made[1], viewport={"width": width, "height": 900})
    sizes = page.locator("main button, main select, main input, main a[download]").evaluate_all(
        "all => all.map(one => [one.outerHTML.slice(0, 60), one.offsetWidth, one.offsetHeight])"
    )
    for what, wide, high in sizes:
        least = 24 if "checkbox" in what else 44
        assert wide >= least, what
        assert high >= least, what
    page.context.close()


def test_the_mark_is_more_than_a_colour(page: Page) -> None:
    style = "getComputedStyle(document.querySelector(selector)).borderBottomColor"
    line = page.evaluate(f"selector => {style}", browsing.MARKED)
    none = page.evaluate(f"selector => {style}", ".text [data-t]:not([aria-current])")
    assert none == "rgba(0, 0, 0, 0)"
    assert line != none
    width = page.evaluate(f"selector => {style.replace('Color', 'Width')}", browsing.MARKED)
    assert float(width.removesuffix("px")) >= 2


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_the_text_follows_without_moving_where_motion_is_unwanted(
    browser: Browser, made: tuple[Briefing, Path], motion: str, behaviour: str
) -> None:
    page = opened(browser, made[1], reduced_motion=motion, viewport={"width": 600, "height": 500})
    page.evaluate(SCROLL_LOG)
    press(page, "[data-do=section-on]")
    press(page, "[data-do=section-on]")
    assert page.evaluate("scrolls")[-1] == behaviour
    page.context.close()


def test_the_text_stays_where_it_is_when_following_is_off(
    browser: Browser, made: tuple[Briefing, Path]
) -> None:
    page = opened(browser, made[1], viewport={"width": 600, "height": 500})
    page.evaluate(SCROLL_LOG)
    press(page, "#follow", "Space")
    page.focus("[data-do=section-on]")
    for _ in made[0].chapters:
        page.keyboard.press("Enter")
    assert page.evaluate("scrolls") == []
    page.context.close()


def test_on_paper_there_is_the_text_alone(page: Page) -> None:
    page.emulate_media(media="print")
    for gone in (".dock", ".chapters", ".settings", ".here >> nth=0", ".skip"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-t]").last).to_be_visible()


def test_the_focus_is_seen_on_every_stop(page: Page) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "[document.activeElement, document.activeElement.parentElement]"
            ".some(one => getComputedStyle(one).outlineStyle === 'solid')"
        )


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_what_has_the_focus_is_never_behind_the_player(
    browser: Browser, made: tuple[Briefing, Path], width: int
) -> None:
    page = opened(browser, made[1], viewport={"width": width, "height": 640}, reduced_motion="reduce")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(11 + 2 * len(made[0].chapters)):
            page.keyboard.press(key)
            assert page.evaluate(
                "() => { const one = document.activeElement, box = one.getBoundingClientRect();"
                "const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;"
                "const top = document.elementFromPoint(x, y);"
                "return one === document.body || one.contains(top); }"
            ), page.evaluate("document.activeElement.outerHTML")
    page.context.close()


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_axe_finds_no_violation(
    browser: Browser, made: tuple[Briefing, Path], screen: dict[str, object]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, made[1], **screen)
    seek(page, 20)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    assert not found["violations"], json.dumps(found["violations"], ensure_ascii=False)[:2000]
    assert len(found["passes"]) > 30
    page.context.close()


@browsing.needs_nu
def test_the_nu_html_checker_has_nothing_to_say(made: tuple[Briefing, Path]) -> None:
    assert browsing.JAVA
    command = [browsing.JAVA, *QUICK_JAVA, "-jar", str(browsing.NU), "--stdout", str(made[1])]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (checked.returncode, checked.stdout) == (0, "")
