"""How well ``split_outline`` finds the structure of two corpora of laws, and how fast.

    python -m benchmarks.outline [--data PATH] [--quick] [--misses N]

``laws_cn``: the ``#`` and comments of the Markdown are removed; the headings that were removed and the ``第…条`` lines are the
answer.  ``laws_tw``: every law is written out article by article; the article numbers and the numbered lines inside the
articles are the answer.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.case_files import read_cases
from unionclean import split_outline
from unionclean.outline import Outline, Section

H = "[〇零一二三四五六七八九十百千]"
UNITS = {"编": "part", "章": "chapter", "节": "section", "条": "article"}
NAMED = re.compile(rf"第({H}+)(分?[编章节条])(?:之({H}+))?(\s?)")
HAN = re.compile(rf"{H}+、")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def value(numeral: str) -> int:
    """Read a Chinese numeral, independently of the library."""
    if len(numeral) == 2 and all(c in DIGITS for c in numeral):
        return DIGITS[numeral[0]] * 10 + DIGITS[numeral[1]]
    total = digit = 0
    for c in numeral:
        if c in DIGITS:
            digit = DIGITS[c]
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c], 0
    return total + digit


class Wanted(NamedTuple):
    """One heading of the answer: where its marker stands in the plain text, and what it is."""

    at: int
    style: str
    number: int
    level: int


class Score(NamedTuple):
    """What was wanted, found, and found at the right level, and the lines where they differ."""

    wanted: int
    found: int
    right: int
    level: int
    misses: list[str]


def read_laws(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def plain_law(markdown: str) -> tuple[str, list[Wanted]]:
    """Return the text without Markdown and the headings that went with it."""
    markdown = re.sub(r"<!--.*?-->", "", markdown)
    lines: list[str] = []
    wanted: list[Wanted] = []
    path: list[tuple[int, str]] = []
    at = 0
    for line in markdown.split("\n"):
        hashes, body = re.match(r"(#*) *(.*)", line, re.S).groups()  # type: ignore[union-attr]
        body = body if hashes else line
        named = NAMED.match(body.strip() + " ")
        named = None if named and named[2] == "条" and not named[4] else named
        if hashes and not (named and named[2] != "条"):
            path = [(0, body)] if HAN.match(body) else []
        elif named and (hashes or named[2] == "条"):
            rank = "编章节条".index(named[2][-1])
            path = [p for p in path if p[0] < rank] + [(rank, body)]
            wanted.append(Wanted(at, UNITS[named[2][-1]], value(named[1]), len(path)))
        lines.append(body)
        at += len(body) + 1
    return "\n".join(lines), wanted


def compare(text: str, outline: Outline, wanted: list[Wanted], styles: set[str]) -> dict[str, Score]:
    sections = {s.at: s for s in outline.walk() if s.style in styles and _begins_line(text, s)}
    answer = {w.at: w for w in wanted}
    scores = {}
    for style in sorted(styles):
        want = [w for w in wanted if w.style == style]
        got = [s for s in sections.values() if s.style == style]
        right = [w for w in want if _same(sections.get(w.at), w)]
        misses = [f"missed: {_line(text, w.at)}" for w in want if not _same(sections.get(w.at), w)]
        misses += [f"extra:  {_line(text, s.at)}" for s in got if s.at not in answer]
        misses += [
            f"level {sections[w.at].level} not {w.level}: {_line(text, w.at)}"
            for w in right
            if sections[w.at].level != w.level
        ]
        levels = sum(sections[w.at].level == w.level for w in right)
        scores[style] = Score(len(want), len(got), len(right), levels, misses)
    return scores


def _begins_line(text: str, section: Section) -> bool:
    """Leave run-in markers out: the answers know of lines only."""
    return section.begin == 0 or text[section.begin - 1] == "\n"


def _same(section: Section | None, wanted: Wanted) -> bool:
    return section is not None and (section.style, section.number) == (wanted.style, wanted.number)


def _line(text: str, at: int) -> str:
    return text[at : at + 40].split("\n")[0]


def add(total: dict[str, Score], scores: dict[str, Score], title: str) -> None:
    for style, s in scores.items():
        t = total.get(style, Score(0, 0, 0, 0, []))
        misses = t.misses + [f"{title[:16]}: {miss}" for miss in s.misses]
        total[style] = Score(t.wanted + s.wanted, t.found + s.found, t.right + s.right, t.level + s.level, misses)


def print_scores(name: str, total: dict[str, Score], shown: int) -> None:
    print(f"\n{name:<12}{'wanted':>9}{'found':>9}{'precision':>11}{'recall':>9}{'level':>9}")
    for style, s in total.items():
        shares = [
            f"{100 * a / b:.3f}" if b else "-" for a, b in ((s.right, s.found), (s.right, s.wanted), (s.level, s.right))
        ]
        print(f"{style:<12}{s.wanted:>9}{s.found:>9}{shares[0]:>11}{shares[1]:>9}{shares[2]:>9}")
    for style, s in total.items():
        for miss in s.misses[:shown]:
            print(f"  {style}: {miss}")


def measure_cn(laws: list[dict[str, Any]], shown: int) -> None:
    total: dict[str, Score] = {}
    items = Counter[str]()
    examples: list[str] = []
    for law in laws:
        text, wanted = plain_law(law["markdown"])
        outline = split_outline(text)
        assert "".join(text[s.start : s.end] for s in outline.leaves()) in (text, "")
        add(total, compare(text, outline, wanted, {"part", "chapter", "section", "article"}), law["title"])
        _count_items(text, outline, wanted, items, examples, law["title"])
    print_scores("laws_cn", total, shown)
    print_items(items, examples, shown)


ITEM = re.compile(rf"(?m)^[ \u3000]*(?:[（(]({H}+)[）)](?![、和至或])|(\d{{1,2}})[.．、](?!\d))")


def _count_items(
    text: str, outline: Outline, wanted: list[Wanted], items: Counter[str], examples: list[str], title: str
) -> None:
    """Check the items under articles: found at all, under the right article, each list 1, 2, 3, …"""
    at_of = {s.at: s for s in outline.walk()}
    article_of = {}
    for section in outline.walk():
        for child in section.children:
            article_of[child.at] = section.at if section.style == "article" else article_of.get(section.at)
    articles = [w.at for w in wanted]
    position = 0
    for match in ITEM.finditer(text):
        while position + 1 < len(articles) and articles[position + 1] < match.start():
            position += 1
        if not articles or articles[position] > match.start() or wanted[position].style != "article":
            continue
        at = match.end() - len(match[0].lstrip())
        items["wanted"] += 1
        section = at_of.get(at)
        items["found"] += section is not None
        good = section is not None and article_of.get(at) == articles[position]
        items["parent"] += good
        if not good:
            examples.append(f"{title[:16]}: {_line(text, at)}")
    for section in outline.walk():
        if section.style == "article" and section.children:
            numbers = [c.number for c in section.children]
            items["lists"] += 1
            complete = all(b in (a + 1, 1) for a, b in itertools.pairwise(numbers)) and numbers[0] == 1  # type: ignore[operator]
            items["complete"] += complete
            if not complete:
                examples.append(f"{title[:16]}: {section.marker} {numbers}")


def print_items(items: Counter[str], examples: list[str], shown: int) -> None:
    wanted, lists = max(1, items["wanted"]), max(1, items["lists"])
    print(
        f"items under articles: {items['wanted']}, found {100 * items['found'] / wanted:.3f} %, right parent {100 * items['parent'] / wanted:.3f} %"
    )
    print(f"lists under articles: {items['lists']}, numbered 1, 2, 3, … {100 * items['complete'] / lists:.3f} %")
    for example in examples[:shown]:
        print(f"  {example}")


TW_ITEMS = {
    "han": re.compile(rf"[ \u3000]*({H}{{1,4}})(?:、|[ \u3000])"),
    "paren_han": re.compile(rf"[ \u3000]*[（(]({H}{{1,4}})[）)]"),
    "arabic": re.compile(r"[ \u3000]*([0-9０-９]{1,2})(?:[.．](?![0-9０-９])|[ \u3000]+(?=[\u4e00-\u9fff]))"),
}
TW_ARTICLE = re.compile(r"第 (\d+)(?:-(\d+))? 條")


def written_law(articles: list[list[str]]) -> tuple[str, list[Wanted]]:
    """Write a law out and return what is numbered in it: articles, and the items whose numbers run on inside an article.

    Level 1 stands for an article, 2 for any item: parents are checked, depth is not, because the source does not tell it.
    """
    lines: list[str] = []
    wanted: list[Wanted] = []
    at = 0
    for name, body in articles:
        number = TW_ARTICLE.fullmatch(name)
        if number:
            wanted.append(Wanted(at, "article", int(number[1]), 1))
        last: Counter[str] = Counter()
        for line in [name, *body.replace("\r\n", "\n").split("\n")]:
            for style, pattern in TW_ITEMS.items():
                item = pattern.match(line)
                if item is None:
                    continue
                count = int(item[1]) if style == "arabic" else value(item[1])
                if count == 1 or last[style] < count < last[style] + 4:
                    last[style] = count
                    wanted.append(Wanted(at + len(line) - len(line.lstrip(" \u3000")), style, count, 2))
            lines.append(line)
            at += len(line) + 1
    return "\n".join(lines), wanted


def measure_tw(laws: list[dict[str, Any]], shown: int) -> None:
    total: dict[str, Score] = {}
    for law in laws:
        text, wanted = written_law(law["articles"])
        outline = split_outline(text)
        assert "".join(text[s.start : s.end] for s in outline.leaves()) in (text, "")
        levels = {s.at: s.level for s in outline.walk()}
        answer = [w._replace(level=levels.get(w.at, 0)) for w in wanted]
        add(total, compare(text, outline, answer, {"article", "han", "paren_han", "arabic"}), law["title"])
        parents = _wrong_parents(outline, wanted)
        for style, misses in parents.items():
            t = total[style]
            total[style] = t._replace(
                level=t.level - len(misses), misses=t.misses + [f"{law['title'][:16]}: {m}" for m in misses]
            )
    print_scores("laws_tw", total, shown)


def _wrong_parents(outline: Outline, wanted: list[Wanted]) -> dict[str, list[str]]:
    """Name the items that do not stand under the article they are written in."""
    article_of: dict[int, int] = {}
    for section in outline.walk():
        for child in section.children:
            article_of[child.at] = section.at if section.style == "article" else article_of.get(section.at, -1)
    wrong: dict[str, list[str]] = {}
    article = -1
    for w in wanted:
        if w.style == "article":
            article = w.at
        elif article >= 0 and article_of.get(w.at, article) != article:
            wrong.setdefault(w.style, []).append(f"parent: {outline.text[w.at : w.at + 30]!r}")
    return wrong


def measure_seeds(folder: Path) -> None:
    """Compare the seeds with the outlines checked by hand in the tests."""
    print(f"\n{'seeds':<28}{'sections':>9}{'right':>7}")
    for seed in read_cases("outline_seeds"):
        outline = split_outline((folder / seed.input).read_text("utf-8"))
        found = [[s.level, s.style, s.number] for s in outline.walk()]
        wanted = [[level, style, number] for level, _, style, number, _ in seed.expected]
        right = sum(a == b for a, b in zip(found, wanted, strict=False)) if len(found) == len(wanted) else 0
        print(f"{seed.label:<28}{len(wanted):>9}{right:>7}")


# Speed


def measure_speed(laws: list[dict[str, Any]]) -> None:
    """Print MB/s of UTF-8, best of five, and the ratio to the cheapest guard there is: a search for one class of characters."""
    texts = [plain_law(law["markdown"])[0] for law in laws]
    text = "\n".join(texts)
    prose = re.sub(rf"(?m)^(?:第{H}+[编章节].*|第{H}+条(?:之{H}+)?\s*|[（(]{H}+[）)])", "", text)
    guard = re.compile("[\ue000-\uf8ff]").search
    yardstick = _rate(lambda: guard(prose), prose)
    rows = {
        "one character class, prose": (yardstick, 0),
        "split_outline, prose": (_rate(lambda: split_outline(prose), prose), _count(prose)),
        "split_outline, prose in one line": (
            _rate(lambda: split_outline(flat), flat := prose.replace("\n", "")),
            _count(flat),
        ),
        "split_outline, laws one by one": (_rate(lambda: _split_all(texts), text), sum(map(_count, texts))),
        "split_outline, laws in one text": (_rate(lambda: split_outline(text), text), _count(text)),
        "join_lines, prose": (_rate(lambda: split_outline(prose, join_lines=True), prose), _count(prose)),
    }
    print(f"\n{'speed':<36}{'MB/s':>8}{'ratio':>8}{'sections':>10}")
    for name, (rate, sections) in rows.items():
        print(f"{name:<36}{rate:>8.0f}{rate / yardstick:>8.3f}{sections:>10}")
    for count in (10_000, 100_000):
        markers = "".join(f"{i % 900 + 1}. 甲\n" for i in range(count))
        print(f"{count} markers: {_seconds(lambda m=markers: split_outline(m)):.2f} s")  # type: ignore[misc]


def _split_all(texts: list[str]) -> None:
    for text in texts:
        split_outline(text)


def _count(text: str) -> int:
    return sum(1 for _ in split_outline(text).walk())


def _rate(action: Callable[[], object], text: str) -> float:
    return len(text.encode()) / 1e6 / max(1e-9, _seconds(action))


def _seconds(action: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        action()
        best = min(best, time.process_time() - began)
    return best


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--quick", action="store_true", help="a tenth of the laws")
    parser.add_argument("--misses", type=int, default=10, help="how many misses of a kind to print")
    options = parser.parse_args(argv)
    step = 10 if options.quick else 1
    measure_cn(read_laws(options.data / "laws_cn.jsonl.xz")[::step], options.misses)
    measure_seeds(Path("seeds"))
    measure_tw(read_laws(options.data / "laws_tw.jsonl.xz")[::step], options.misses)
    measure_speed(read_laws(options.data / "laws_cn.jsonl.xz")[: 100 if options.quick else 400])


if __name__ == "__main__":
    main()
