"""The report in a real browser: what a reader sees, hears and can do, with script and without."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import unionclean
from tests.integration.browser import Browser, browser, chromium
from unionclean import Change, Cleaned, Edit, Note, compose
from unionclean.report import render_html
from unionclean.report.html import _damage
from unionclean.report.sites import find_sites
from unionclean.steps import Found, step

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
HOSTILE = """<script>window.hacked=1</script><img src=x onerror="window.hacked=1"><svg onload=window.hacked=1>
</div></section></style></script><script>window.hacked=1</script>"'><a href="javascript:window.hacked=1">x</a> ${x} &#60;script&#62;\u202e\x00"""

pytestmark = pytest.mark.skipif(
    not chromium() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium chromium-driver"
)


@pytest.fixture(scope="module")
def window():
    assert chromium(), "CI must have Chromium: apt-get install chromium chromium-driver"
    with browser() as opened:
        yield opened


@pytest.fixture(autouse=True)
def calm(window):
    """Each test starts with the default window; nothing may be refused or go wrong in the page."""
    window.emulate("Emulation.clearDeviceMetricsOverride")
    yield
    assert window.log() == []


def show(window: Browser, folder: Path, pages: list[tuple[str, Cleaned]]) -> float:
    """Write the report, open it, and return the seconds until its load event was over."""
    path = folder / "report.html"
    path.write_text(render_html(pages), "utf-8")
    start = time.monotonic()
    window.open(path)
    return time.monotonic() - start


@step()
def readings(text: str) -> Found:
    return Found(
        [
            Edit(i, i + 5, "(guó)", "", "annotation", "probable")
            for i in range(len(text))
            if text.startswith("(guó)", i)
        ],
        [Note("lost-byte", (i, i + 1), "an ASCII byte was swallowed here") for i, c in enumerate(text) if c == "?"],
    )


@step()
def simplify(text: str) -> Found:
    return Found([Edit(i, i + 1, "國", "国", "t2s") for i, c in enumerate(text) if c == "國"])


SAMPLE = compose(readings, simplify).explain(
    "中國(guó)家\n\n沒有什麼\n\n這?裡是國家\n" + "一段話。\n" * 60 + "\n最?後的國(guó)家"
)


def test_the_report_of_the_seeds_opens_at_once_and_shows_every_edit(window, tmp_path):
    pages = [(path.name, unionclean.explain(path.read_text("utf-8"))) for path in SEEDS]
    pages.sort(key=lambda page: _damage(page[1]), reverse=True)
    assert show(window, tmp_path, pages) < 2
    assert_complete(window, pages)


def test_twenty_thousand_edits_open_at_once(window, tmp_path):
    paragraph = "中國(guó)工會" * 40 + "\n\n"
    pages = [(str(number), compose(readings, simplify).explain(paragraph * 63)) for number in range(4)]
    assert sum(len(cleaned.edits) for _, cleaned in pages) > 20_000
    assert show(window, tmp_path, pages) < 2
    assert_complete(window, pages)


def assert_complete(window: Browser, pages: list[tuple[str, Cleaned]]) -> None:
    columns = "return [...document.querySelectorAll('.doc')].map(d => [...d.querySelectorAll(arguments[0])].map(c => c.textContent).join(''))"
    shown = "return [...document.querySelectorAll('.doc')].map(d => d.querySelectorAll(arguments[0]).length)"
    for column, tag in ((".n", "ins"), (".o", "del")):
        assert window.run(shown, tag) == [len(find_sites(cleaned)) for _, cleaned in pages]
        texts = [cleaned.text if column == ".n" else cleaned.original for _, cleaned in pages]
        if not any("\ufeff" in text or "⚑" in text or "\r" in text for text in texts):
            found = [text.replace("⚑", "") for text in window.run(columns, column)]
            assert [len(text) >= len(wanted) for text, wanted in zip(found, texts, strict=True)] == [True] * len(pages)


def test_two_thousand_documents_open_at_once(window, tmp_path):
    pages = [(str(number), SAMPLE) for number in range(2000)]
    assert show(window, tmp_path, pages) < 3
    assert window.run("return document.querySelectorAll('.doc').length") == 100
    assert window.run("return document.querySelectorAll('nav li').length") == 2000


def test_a_chinese_browser_shows_chinese_words(window, tmp_path):
    window.emulate("Emulation.setLocaleOverride", locale="zh-CN")
    window.emulate("Network.setUserAgentOverride", userAgent="test", acceptLanguage="zh-CN")
    show(window, tmp_path, [("a", SAMPLE)])
    words = window.run("return [...document.querySelectorAll('[data-i]')].map(e => e.textContent)")
    window.emulate("Emulation.setLocaleOverride")
    window.emulate("Network.setUserAgentOverride", userAgent="", acceptLanguage="")
    assert {"未修复", "原文", "清洗后", "确定", "很可能"} <= set(words)
    assert not any(word in ("unrepaired", "certain", "Original") or word.startswith("Left") for word in words)


def test_a_hostile_page_does_nothing(window, tmp_path):
    edits = (Edit(0, len(HOSTILE), HOSTILE, HOSTILE[::-1], HOSTILE),)
    cleaned = Cleaned(HOSTILE[::-1], HOSTILE, (Change(HOSTILE, edits),), (Note(HOSTILE, (0, 5), HOSTILE),))
    show(window, tmp_path, [(HOSTILE, cleaned)])
    window.hover("del")
    assert window.run("return window.hacked") is None
    assert window.run("return document.scripts.length") == 1
    assert window.run("return document.querySelectorAll('img, iframe, object, embed, form, base').length") == 0
    assert window.run("return document.querySelector('h2').textContent").startswith("<script>window.hacked=1</script>")


def test_the_policy_stops_a_script_that_gets_in_all_the_same(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE)])
    window.run("const s = document.createElement('script'); s.textContent = 'window.hacked=1'; document.body.append(s)")
    window.run("document.body.insertAdjacentHTML('beforeend', '<b onclick=\"window.hacked=1\">x</b>')")
    window.run(
        "document.body.lastElementChild.click(); document.body.append(Object.assign(new Image(), {src: 'https://example.org/x'}))"
    )
    assert window.run("return window.hacked") is None
    refused = window.log()
    assert any("script" in message for message in refused)
    assert all("Content Security Policy" in message for message in refused)


def test_a_pointer_shows_what_happened(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE)])
    tip = "return getComputedStyle(document.querySelector(arguments[0]), '::after').content"
    assert window.run(tip, "ins") == "none"
    window.hover("ins")
    assert window.run(tip, "ins") == '"國 → 国\\a simplify: t2s, certain"'
    assert window.run("return document.querySelector('del').matches('.pair')")
    window.hover("del:nth-of-type(2)")
    assert window.run(tip, "del:nth-of-type(2)") == '"(guó) → ∅\\a readings: annotation, probable"'


def test_the_keyboard_is_enough(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE), ("b", SAMPLE)])
    focused = "return document.activeElement.dataset.t"
    rule = "return document.activeElement.dataset.t.split('\\n')[0]"
    window.press("j")
    assert window.run(rule) == "國 → 国"
    assert window.run("return document.querySelector('.live').textContent") == window.run(focused)
    assert window.run("return getComputedStyle(document.activeElement, '::after').content") != "none"
    window.press("j")
    assert window.run(rule) == "(guó) → ∅"
    window.press("k")
    assert window.run(rule) == "國 → 国"
    ids = []
    for key in "nnnnnp":
        window.press(key)
        ids.append(window.run("return document.activeElement.id"))
        assert window.run(
            "const b = document.activeElement.getBoundingClientRect(); return b.top > 60 && b.bottom < innerHeight"
        )
    assert ids == ["d0u0", "d0u1", "d1u0", "d1u1", "d0u0", "d1u1"]
    window.press("[[]")
    assert window.run("return Math.abs(document.querySelector('#d1').getBoundingClientRect().top) < 300")


def test_the_buttons_walk_the_unrepaired_places(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE)])
    window.click("[data-go='1']")
    assert window.run("return document.activeElement.id") == "d0u0"
    window.click("[data-go='1']")
    assert window.run("return document.activeElement.id") == "d0u1"
    window.click("[data-go='-1']")
    assert window.run("return document.activeElement.id") == "d0u0"


COLOURS = "return [...document.querySelectorAll('ins')].map(e => getComputedStyle(e).getPropertyValue('--t') !== 'transparent')"


def check_filters(window: Browser) -> None:
    steps = [site.steps[0] for site in find_sites(SAMPLE)]
    certain = [site.certainty == "certain" for site in find_sites(SAMPLE)]
    assert window.run(COLOURS) == [True] * len(steps)
    window.click("#f-s0")
    assert window.run(COLOURS) == [step != "readings" for step in steps]
    window.click("#f-s0")
    window.click("#f-certain")
    assert window.run(COLOURS) == [not sure for sure in certain]
    window.click("#f-certain")
    window.click("#f-changed")
    assert window.run("return [...document.querySelectorAll('.row')].filter(r => r.offsetParent).length") == 3


def test_the_filters(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE)])
    check_filters(window)
    window.click("#f-s1")
    window.press("j")
    assert window.run("return document.activeElement.dataset.t").startswith("(guó)")


def test_without_script_the_page_works_too(window, tmp_path):
    with browser(script=False) as plain:
        show(plain, tmp_path, [("a", SAMPLE)])
        assert plain.run("return document.querySelector('.go').hidden")
        check_filters(plain)
        plain.hover("ins")
        assert "t2s" in plain.run("return getComputedStyle(document.querySelector('ins'), '::after').content")
        plain.click(".unrepaired")
        assert plain.run("return location.hash") == "#d0u0"
        plain.click("#d0u0")
        assert plain.run("return location.hash") == "#d0u1"


def test_a_phone_needs_no_sideways_scrolling(window, tmp_path):
    window.emulate("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=2, mobile=True)
    long = "https://example.org/" + "x" * 400
    show(window, tmp_path, [("a" * 200, SAMPLE), ("b", Cleaned(long, long))])
    assert window.run("return document.documentElement.scrollWidth") == 360
    assert window.run("return parseFloat(getComputedStyle(document.querySelector('.n')).fontSize)") >= 15


def test_dark_and_light(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE)])
    ground = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]"
    window.emulate("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
    light = window.run(ground)
    window.emulate("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    dark = window.run(ground)
    window.emulate("Emulation.setEmulatedMedia", features=[])
    assert light > 200
    assert dark < 60


def test_the_map_leads_to_the_place(window, tmp_path):
    show(window, tmp_path, [("a", SAMPLE)])
    links = window.run("return [...document.querySelectorAll('.map a')].map(a => a.getAttribute('href'))")
    assert links[0] == "#d0r0"
    assert len(links) == 3
    window.run("document.querySelector('.map a:last-of-type').dispatchEvent(new MouseEvent('click'))")
    assert window.run("return document.querySelector(':target').textContent.includes('最')")
