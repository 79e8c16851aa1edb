"""The texts that speed is measured on: one letter each, lists of pages, the same every time.

They are made of held-out sources where these are at hand (``tools.corpora``), else of laws, and of this repository.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.held_out import pages
from benchmarks.one_to_one import to_traditional
from benchmarks.recovery import SETTINGS, draw_table
from tests.machine import FOLD, damage
from tools import corpora

ROOT = Path(__file__).resolve().parents[1]
SEED = 20201128

MEANING = {
    "S": "Simplified as it should be",
    "F": "Simplified with its full-width marks folded to ASCII",
    "T": "genuine Traditional",
    "W": "Chinese and English in Markdown, with links and code",
    "E": "English: the reference of Python",
    "P": "English: our own pages, which show mojibake on purpose",
    "M": "90 % S, 10 % D",
    "D": "damaged by the link farms' machine: the seeds, and pages that the forward machine damaged",
}
PAGE = 6000
"""Characters of a page at most."""

_HAN = re.compile("[\u4e00-\u9fff]")


def build(size: int, damaged_size: int, *, data: Path, cache: Path) -> dict[str, list[str]]:
    """Return the pages of every text, about ``size`` bytes of each; of D, which is slow, ``damaged_size``."""

    def read(*names: str) -> list[str]:
        """Return pages of all named sources in turn."""
        sources = [
            [page[:PAGE] for page in pages(documents)]
            for _, documents in corpora.reachable(names, data=data, cache=cache)
        ]
        if not sources:
            raise SystemExit(f"none of the sources {', '.join(names)} can be had: name a folder with --data")
        longest = max(map(len, sources))
        return [source[index] for index in range(longest) for source in sources if index < len(source)]

    simplified = read("web_late", "news_late", "reports", "handbook_cn", "laws_cn")
    markdown = _own_pages() if "W" in stand_ins(cache) else read("weekly", "technology")
    damaged = [*_seeds(), *_damaged(simplified[::-1])]
    made = {
        "S": _first(simplified, size),
        "F": _first([page.translate(FOLD) for page in simplified], size),
        "T": _first(read("handbook_tw", "laws_tw"), size),
        "W": _first(_repeated(markdown), size),
        "E": _first(_repeated(_reference()), size),
        "P": _first(_repeated(_own_english()), size // 4),
        "D": _first(damaged, damaged_size),
    }
    made["M"] = _first(_mixed(simplified, damaged), size // 2)
    return {letter: made[letter] for letter in MEANING}


def stand_ins(cache: Path) -> str:
    """Return the letters of the texts for which others stand in: W is our own pages, with their mojibake, until ``cache`` has the repository of Markdown."""
    return "" if (cache / f"weekly.{corpora.FORMAT}.jsonl").exists() else "W"


def _first(texts: list[str] | Iterator[str], size: int) -> list[str]:
    """Return the first ``texts`` up to ``size`` bytes of UTF-8."""
    taken: list[str] = []
    for text in texts:
        if size <= 0:
            break
        taken.append(text)
        size -= len(text.encode("utf-8", "replace"))
    return taken


def _repeated(texts: list[str]) -> Iterator[str]:
    """Yield ``texts`` again and again, each time cut elsewhere, so that no two pages are equal."""
    for start in range(1000):
        yield from (text[start:] for text in texts)


def _seeds() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def _damaged(texts: list[str]) -> Iterator[str]:
    draw = random.Random(SEED)
    for index, text in enumerate(texts):
        setting = SETTINGS[index % len(SETTINGS)]
        yield damage(
            to_traditional(text),
            draw_table(draw),
            flavour=setting.flavour,
            fold=setting.fold,
            keep_private=setting.keep_private,
        )


def _mixed(simplified: list[str], damaged: list[str]) -> Iterator[str]:
    """Yield pages of which one byte in ten is damaged, spread evenly."""
    sound, broken = 0, 0
    rest = iter(simplified)
    for page in damaged:
        yield page
        broken += len(page)
        while sound < 9 * broken:
            page = next(rest, None)
            if page is None:
                return
            yield page
            sound += len(page)


def _own_pages() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])]


def _reference() -> list[str]:
    """Return the language reference that comes with Python."""
    from pydoc_data.topics import topics

    return list(topics.values())


def _own_english() -> list[str]:
    """Return the English paragraphs of our own pages."""
    return ["\n".join(line for line in page.split("\n") if not _HAN.search(line)) for page in _own_pages()]


HOSTILE: dict[str, Callable[[int], str]] = {
    "unclosed brackets": lambda n: "（中(" * (n // 3),
    "unclosed quotes": lambda n: "“中\"'" * (n // 4),
    "alternating cuts": lambda n: "，中。!" * (n // 4),
    "question marks": lambda n: "中?" * (n // 2),
    "rows of place names": lambda n: "双辽市|" * (n // 4),
    "annotations": lambda n: "國(guó)" * (n // 6),
    "mojibake": lambda n: "ÄãºÃ浣犲ソ" * (n // 7),
    "Traditional and kana": lambda n: "國の" * (n // 2),
    "rows of backquotes": lambda n: "`中`," * (n // 4),
    "tag ends": lambda n: "完?/p>" * (n // 5),
    "one line of prose": lambda n: "今天，我们学习了《劳动法》(全文)。" * (n // 17),
}
"""Texts that are made to be slow, each of about ``n`` characters without a line break."""

TRIGGERS = "(（[“\"'`,，:!?;.。…—-|｜/<>*#_~$%&@\\ \u3000\u00a0\u200b\ufeff\x00\x80?\ufffd著后國ÄÃ錕のＡ１①"
"""Characters that a guard or a rule looks for; each is given a million times."""
