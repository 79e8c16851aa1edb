"""What the report shows is the trace: nothing lost, nothing added, nothing that could act."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import assert_linear
from tests.strategies import texts
from unionclean import Change, Cleaned, Edit, Note, compose
from unionclean.edits import apply_edits
from unionclean.report import render_html, render_scan, render_terminal
from unionclean.report.ansi import width_of
from unionclean.report.sites import count_vanished, find_sites, split_rows
from unionclean.scan import scan_documents
from unionclean.steps import Found, step

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;\x1b[31m\u202e</div></section>${title}$$"


@st.composite
def cleaned_texts(draw):
    """A trace of up to three steps with arbitrary edits, and notes."""
    original = text = draw(texts)
    changes = []
    for name in draw(st.lists(st.sampled_from(["one", "two", "three", HOSTILE]), max_size=3)):
        edits = tuple(_draw_edits(draw, text))
        if edits:
            changes.append(Change(name, edits))
            text = apply_edits(text, edits)
    offsets = st.integers(0, len(original))
    spans = draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=4))
    notes = tuple(Note(draw(st.sampled_from(["lost", HOSTILE])), (start, end), "why") for start, end in spans)
    return Cleaned(text, original, tuple(changes), notes)


def _draw_edits(draw, text):
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    for start, end in zip(borders[::2], borders[1::2], strict=False):
        after = draw(st.text(max_size=3) | st.sampled_from(["", "\n", "国", HOSTILE]))
        if text[start:end] != after:
            yield Edit(
                start, end, text[start:end], after, draw(st.sampled_from(["rule", "a + b", HOSTILE])), "probable"
            )


class Page(HTMLParser):
    """Reads a report back: the text of both columns, the edits in them, and every tag and attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.columns = {"o": [], "n": []}
        self.edits = {"ins": [], "del": []}
        self.flags = 0
        self.tags = []
        self._cell = self._inside = self._special = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        kind = dict(attrs).get("class") or ""
        if tag == "div" and kind in self.columns:
            self._cell = kind
        elif tag in self.edits:
            self._inside = tag
            self.edits[tag].append([dict(attrs), ""])
        elif kind == "c":
            self._special = kind
        elif kind == "flag":
            self.flags += 1
            self._special = kind

    def handle_endtag(self, tag):
        if tag == "div":
            self._cell = ""
        elif tag in self.edits:
            self._inside = ""
        elif tag in ("b", "a"):
            self._special = ""

    def handle_data(self, data):
        if not self._cell or self._special == "flag":
            return
        if self._special == "c":
            data = chr(int(data.removeprefix("U+"), 16))
        self.columns[self._cell].append(data)
        if self._inside:
            self.edits[self._inside][-1][1] += data

    def text(self, column):
        return "".join(self.columns[column])


@given(cleaned_texts())
def test_sites_are_the_edits_with_their_steps(cleaned):
    sites = find_sites(cleaned)
    assert [(s.start, s.end, s.before, s.after, s.certainty) for s in sites] == [
        (e.start, e.end, e.before, e.after, e.certainty) for e in cleaned.edits
    ]
    for site in sites:
        assert cleaned.text[site.cleaned_start : site.cleaned_start + len(site.after)] == site.after
        assert site.steps
    parts = [part for site in sites for part in site.parts]
    edits = [(change.step, edit) for change in cleaned.changes for edit in change.edits]
    assert len(edits) == len(parts) + count_vanished(cleaned, sites)
    assert all(tuple(part) in edits for part in parts)


@given(cleaned_texts())
def test_rows_lose_nothing_and_correspond(cleaned):
    before, after = [], []
    for row in split_rows(cleaned.original, find_sites(cleaned)):
        before.append("".join(getattr(piece, "text", None) or getattr(piece, "before", "") for piece in row))
        after.append("".join(getattr(piece, "text", None) or getattr(piece, "after", "") for piece in row))
    assert "".join(before) == cleaned.original
    assert "".join(after) == cleaned.text
    assert all(text.endswith("\n") for text in before[:-1])
    assert all(text.endswith("\n") for text in after[:-1])


def test_a_long_paragraph_goes_into_rows_behind_its_sentences():
    text = ("中" * 99 + "。") * 100 + "\n下"
    rows = ["".join(piece.text for piece in row) for row in split_rows(text, ())]
    assert "".join(rows) == text
    assert [len(row) for row in rows] == [2100, 2100, 2100, 2100, 1601, 1]
    unbroken = ["".join(piece.text for piece in row) for row in split_rows("中" * 10**5, ())]
    assert "".join(unbroken) == "中" * 10**5
    assert all(len(row) <= 6000 for row in unbroken)


@given(cleaned_texts())
def test_the_page_holds_both_texts_and_every_edit(cleaned):
    page = Page(render_html([("name", cleaned)]))
    sites = find_sites(cleaned)
    assert page.text("o") == cleaned.original
    assert page.text("n") == cleaned.text
    assert [text for _, text in page.edits["del"]] == [site.before for site in sites]
    assert [text for _, text in page.edits["ins"]] == [site.after for site in sites]
    assert page.flags == len(cleaned.notes)


@given(cleaned_texts())
def test_nothing_in_the_data_becomes_a_tag_or_an_attribute(cleaned):
    harmless = Page(
        render_html(
            [("name", Cleaned("a", "b", (Change("s", (Edit(0, 1, "b", "a", "r"),)),), (Note("k", (0, 1), ""),)))]
        )
    )
    page = Page(render_html([(HOSTILE, cleaned)]))
    known = {tag for tag, _ in harmless.tags} | {"ol", "li", "nav", "small", "u", "q"}
    assert {tag for tag, _ in page.tags} <= known
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)
    links = [attributes["href"] for tag, attributes in page.tags if "href" in attributes]
    assert all(link.startswith("#") for link in links)


@given(cleaned_texts())
def test_every_link_inside_the_page_has_its_target(cleaned):
    page = Page(render_html([("one", cleaned), ("two", cleaned)]))
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(names)) == len(names)
    assert {attributes["href"][1:] for _, attributes in page.tags if "href" in attributes} <= set(names)


@given(cleaned_texts())
def test_a_page_can_be_written_as_utf_8(cleaned):
    assert render_html([("\ud800name", cleaned)]).encode("utf-8")


def test_the_policy_allows_our_own_style_and_script_only():
    page = render_html([("a", Cleaned("a", "a"))])
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_fetched():
    page = render_html([("a", Cleaned("国", "國", (Change("s", (Edit(0, 1, "國", "国", "t2s"),)),)))])
    assert not re.search(r"https?://|//[a-z]+\.|@import|url\(|src=", page)


def test_what_a_pointer_over_an_edit_shows():
    first = Change("repair_encoding", (Edit(0, 2, "?x", "發", "shifted-run", "probable"),))
    second = Change("to_simplified", (Edit(0, 1, "發", "发", "t2s"),))
    page = Page(render_html([("a", Cleaned("发", "?x", (first, second)))]))
    (attributes, _), (other, _) = page.edits["ins"][0], page.edits["del"][0]
    assert attributes["data-t"] == "?x → 发\nrepair_encoding: shifted-run, probable\nto_simplified: t2s, certain"
    assert attributes["class"].split() == ["s0", "t1", "p"] == other["class"].split()
    assert attributes["data-t"] == other["data-t"]


def test_more_steps_than_colours():
    changes = tuple(Change(f"step{n}", (Edit(0, 1, chr(97 + n), chr(98 + n), "r"),)) for n in range(10))
    page = Page(render_html([("a", Cleaned(chr(107), "a", changes))]))
    boxes = [attributes["id"] for tag, attributes in page.tags if tag == "input"]
    assert len(boxes) == len(set(boxes))
    assert [text for _, text in page.edits["ins"]] == ["k"]


@pytest.mark.parametrize("pages", [[], [("empty", Cleaned("", ""))], [("same", Cleaned("a\n\nb", "a\n\nb"))]])
def test_pages_without_edits(pages):
    assert "nothing left unrepaired" in render_html(pages)


def test_notes_at_the_very_end_and_inside_edits_keep_their_flags():
    edits = (Edit(0, 2, "ab", "x", "r"),)
    notes = (Note("end", (3, 3), "at the end"), Note("in", (1, 2), "inside"), Note("twice", (1, 2), "inside"))
    page = Page(render_html([("a", Cleaned("xc", "abc", (Change("s", edits),), notes))]))
    assert page.flags == 3
    assert "u" in page.edits["del"][0][0]["class"].split()


# --- terminal


@given(cleaned_texts(), st.integers(0, 30))
def test_a_terminal_shows_every_edit_and_nothing_steers_it(cleaned, context):
    plain = render_terminal(cleaned, colour=False, context=context)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", plain)
    painted = render_terminal(cleaned, colour=True, context=context)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", re.sub("\x1b\\[[0-9;]*m", "", painted))
    sites = find_sites(cleaned)
    if sites or cleaned.notes:
        assert plain.startswith(f"{len(sites)} edit")
    assert plain.count("unrepaired  ") == len(cleaned.notes)


def test_a_terminal_excerpt():
    text = "第一行没有事\n" + "前" * 30 + "國(guó)家" + "後" * 30
    start = text.index("國")
    changes = (
        Change("repair_encoding", (Edit(start + 1, start + 6, "(guó)", "", "annotation"),)),
        Change("to_simplified", (Edit(start, start + 1, "國", "国", "t2s"),)),
    )
    cleaned = Cleaned(
        text.replace("國(guó)", "国"), text, changes, (Note("lost-byte", (start + 7, start + 8), "a byte is gone"),)
    )
    assert render_terminal(cleaned, colour=False, context=4).splitlines() == [
        "2 edits by 2 steps, 0 probable; 1 place left unrepaired",
        "  repair_encoding  1",
        "  to_simplified    1",
        "",
        "2:31  …前前前前[-國(guó)-]{+国+}家後後後後後…",
        "      repair_encoding  annotation, certain: (guó) → ∅",
        "      to_simplified  t2s, certain: 國 → 国",
        "      unrepaired  lost-byte  後: a byte is gone",
    ]


def test_a_place_that_several_steps_changed_is_told_to_count_once():
    first, second = Change("a", (Edit(0, 1, "a", "b", "r"),)), Change("b", (Edit(0, 1, "b", "c", "r"),))
    assert render_terminal(Cleaned("c", "a", (first, second)), colour=False).splitlines()[:4] == [
        "1 edit by 2 steps, 0 probable; nothing left unrepaired",
        "  a  1",
        "  b  1",
        "  1 edit by several steps, counted once",
    ]


def test_terminal_excerpts_do_not_join_over_lines():
    changes = (Change("s", (Edit(0, 1, "a", "b", "r"), Edit(2, 3, "a", "b", "r"))),)
    lines = render_terminal(Cleaned("b\nb", "a\na", changes), colour=False).splitlines()
    assert [line for line in lines if "[-" in line] == ["1:1  [-a-]{+b+}", "2:1  [-a-]{+b+}"]


def test_nothing_to_change():
    assert render_terminal(Cleaned("a", "a"), colour=True) == "nothing to change"


# --- scan


class Explained:
    """A cleaner that knows one trace."""

    def __init__(self, cleaned: Cleaned) -> None:
        self.cleaned = cleaned

    def explain(self, text: str) -> Cleaned:
        return self.cleaned


@given(cleaned_texts(), st.integers(1, 200), st.booleans())
def test_a_scan_keeps_to_the_width(cleaned, width, colour):
    result = scan_documents([(HOSTILE * 3, "")], cleaner=Explained(cleaned))
    shown = re.sub("\x1b\\[[0-9;]*m", "", render_scan(result, colour=colour, width=width))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", shown)
    assert all(width_of(line) <= max(60, width) for line in shown.splitlines())


# --- colours


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2 of a colour ``#rrggbb``."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read(scheme):
    style = resources.files("unionclean.report").joinpath("report.css").read_text("utf-8")
    blocks = re.findall(r":root \{\n(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6})", blocks[scheme]))
    tints = [colours[f"w{n}"] for n in range(6)]
    for ground in (colours["ground"], colours["paper"], *tints):
        assert contrast(colours["ink"], ground) >= 7
    for text in ("soft", "accent", "red"):
        assert contrast(colours[text], colours["ground"]) >= 4.5
        assert contrast(colours[text], colours["paper"]) >= 4.5
    assert contrast(colours["red"], colours["red-tint"]) >= 4.5
    assert all(contrast(colours["soft"], tint) >= 3.5 for tint in tints)
    assert all(contrast(colours[f"c{n}"], colours["paper"]) >= 3 for n in range(6))


# --- size


@step()
def mark_every_character(text: str) -> Found:
    return Found(
        [Edit(i, i + 1, "國", "国", "t2s") for i, c in enumerate(text) if c == "國"],
        [Note("n", (i, i + 1), "") for i, c in enumerate(text) if c == "?"],
    )


@pytest.mark.parametrize("unit", ["國", "國\n", "x國?", "?" * 3, "\n國\n\n"], ids=repr)
@pytest.mark.parametrize(
    "render", [lambda c: render_html([("a", c)]), lambda c: render_terminal(c, colour=False)], ids=["html", "terminal"]
)
def test_rendering_is_linear(unit, render):
    assert_linear(render, lambda times: compose(mark_every_character).explain(unit * times), 8000)


def test_the_report_knows_nothing_but_edits():
    package = resources.files("unionclean.report")
    modules = [item for item in package.iterdir() if item.name.endswith(".py")]
    for module in modules:
        imported = re.findall(
            r"^from (unionclean\S*) import|^import (unionclean\S*)", module.read_text("utf-8"), re.MULTILINE
        )
        for name in filter(None, (name for pair in imported for name in pair)):
            assert name in ("unionclean.edits", "unionclean.rules") or name.startswith("unionclean.report")
