"""How much mojibake comes back, what is touched that was sound, and what it costs: ``python -m benchmarks.mojibake [--quick]``.

Held-out text (:mod:`tools.corpora`) is misread in every way the library knows and repaired again; ftfy does the same beside it.  Then sound
text in many languages is read: every edit in it is printed, for it is either a false one or mojibake that its authors overlooked.
Speeds are MB/s of UTF-8, and the yardstick is one scan by a ``re`` class.
"""

from __future__ import annotations

import argparse
import gzip
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import ftfy
import opencc

from tools import corpora
from unionclean.edits import apply_edits
from unionclean.encoding import residue
from unionclean.encoding.codepages.legacy import gbk_codes
from unionclean.encoding.guards import compile_guards
from unionclean.encoding.mojibake import ftfy_repair, prefilter
from unionclean.encoding.mojibake.ftfy_repair import find_single_byte_mojibake
from unionclean.encoding.mojibake.repair import find_mojibake
from unionclean.encoding.residue import find_residue

HELD_OUT = ("news_late", "reviews_bad", "handbook_cn", "handbook_tw")
CLEAN = (
    "laws_cn",
    "laws_tw",
    "news",
    "news_late",
    "reviews_good",
    "reviews_bad",
    "office_cn",
    "office_tw",
    "handbook_cn",
    "handbook_tw",
)
MANUALS = ("fr", "de", "ja", "ru", "uk", "pl", "es", "cs", "da", "el", "pt-br", "zh")
WAYS = (
    ("gb18030", "latin-1"), ("gb18030", "cp1252"), ("big5", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "cp1252"),
    ("utf-8", "browser"), ("utf-8", "gb18030"), ("utf-8", "gbk"), ("big5", "gb18030"), ("big5", "gbk"), ("gbk", "big5hkscs"), ("gbk", "cp950"),
    ("utf-8", "big5hkscs"),
)  # fmt: skip
PAGE = 40
"""Lines of one page."""


def misread(line: str, right: str, wrong: str) -> str:
    """Return ``line`` with its bytes in ``right`` decoded as ``wrong``; ``browser`` is CP936 as browsers decode it."""
    data = line.encode(right)
    if wrong != "browser":
        return data.decode(wrong, "replace")
    shown = {code: character for character, code in gbk_codes().items()}
    seen, position = [], 0
    while position < len(data):  # 80 alone is the euro sign, a lead byte before ASCII is lost alone
        length = 1 if data[position] <= 0x80 or data[position : position + 2] not in shown else 2
        seen.append(shown.get(data[position : position + length], "\ufffd"))
        position += length
    return "".join(seen)


def repaired(text: str) -> str:
    """Return ``text`` after the finder of this library."""
    return apply_edits(text, find_mojibake(text).edits)


def pages(name: str, right: str, *, data: Path, most: int) -> Iterator[list[str]]:
    """Yield pages of ``name`` as lists of lines that the codec ``right`` can write, Traditional for Big5."""
    convert: Callable[[str], str] = opencc.OpenCC("s2tw").convert if right == "big5" else str
    lines = [
        convert(line) for document in corpora.load(name, data=data) for line in document.split("\n") if len(line) > 1
    ]
    lines = [line for line in lines if line.encode(right, "ignore").decode(right) == line][: most * PAGE]
    yield from (lines[start : start + PAGE] for start in range(0, len(lines), PAGE))


def recovery(data: Path, most: int) -> None:
    """Print what share of the lines of misread pages comes back, ours beside ftfy's."""
    print(
        f"\n{'source':<13}{'bytes of':<10}{'read as':<11}{'lines':>6}{'exact':>8}{'marked':>8}{'as seen':>8}{'wrong':>8}{'characters':>12}{'ftfy exact':>12}{'alone':>8}"
    )
    for name, _ in corpora.reachable(HELD_OUT, data=data):
        for right, wrong in WAYS:
            tally = dict.fromkeys(("exact", "marked", "as seen", "wrong"), 0)
            theirs = alone = right_characters = characters = 0
            for page in pages(name, right, data=data, most=most):
                seen = [misread(line, right, wrong) for line in page]
                for line, garbage, ours in zip(page, seen, repaired("\n".join(seen)).split("\n"), strict=True):
                    tally[_verdict(line, garbage, ours)] += 1
                    right_characters += (
                        sum(a == b for a, b in zip(line, ours, strict=False)) if len(line) == len(ours) else 0
                    )
                    characters += len(line)
                    theirs += ftfy.fix_encoding(garbage) == line
                    alone += repaired(garbage) == line
            total = max(1, sum(tally.values()))
            shares = "".join(f"{number / total:>8.1%}" for number in tally.values())
            print(
                f"{name:<13}{right:<10}{wrong:<11}{total:>6}{shares}{right_characters / max(1, characters):>12.1%}{theirs / total:>12.1%}{alone / total:>8.1%}"
            )


def _verdict(line: str, garbage: str, ours: str) -> str:
    if ours == line:
        return "exact"
    if "\ufffd" in ours and ours != garbage:
        return "marked"
    return "as seen" if ours == garbage else "wrong"


def sound_text(data: Path, most: int) -> None:
    """Print every edit in text that should need none."""
    print(f"\n{'sound text':<16}{'characters':>11}{'edits':>7}  what (overlooked by its authors, or false)")
    for name, text in _sound_sources(data):
        text = text[:most]
        found = find_mojibake(text)
        print(f"{name:<16}{len(text):>11,}{len(found.edits):>7}  {_examples(found.edits)}")


def _examples(edits) -> str:
    return "; ".join(f"{ascii_safe(edit.before)[:20]} -> {edit.after[:16]} ({edit.rule})" for edit in edits[:4])


def ascii_safe(text: str) -> str:
    """Return ``text`` with private-use characters as escapes, which a terminal cannot show."""
    return re.sub("[\ue000-\uf8ff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _sound_sources(data: Path) -> Iterator[tuple[str, str]]:
    for name, documents in corpora.reachable(CLEAN, data=data):
        yield name, "\n".join(documents)
    for language in MANUALS:
        folder = corpora._fetch(f"deb:manpages-{language}", data, corpora.CACHE)
        texts = (
            gzip.decompress(path.read_bytes()).decode("utf-8", "ignore") for path in sorted(folder.rglob("man*/*.gz"))
        )
        yield f"manpages-{language}", "\n".join(texts)


def speed(data: Path, most: int) -> None:
    """Print what the finders cost, on text without evidence, on any sound text and on garbage."""
    union = compile_guards(*residue.GUARDS, ftfy_repair.guard(), prefilter.guard())
    documents = corpora.load("news", data=data)
    quiet = "\n".join(document for document in documents if not union.search(document))[:most]
    sound = "\n".join(documents)[:most]
    garbage = quiet[: most // 10].encode("gbk", "ignore").decode("latin-1")
    find_mojibake(garbage[:2000])  # loads the tables
    yardstick = re.compile("[\u0100-\u017f\u3400-\u34ff]").search
    share = sum(not union.search(document) for document in documents) / len(documents)
    print(
        f"\nnews: {share:.1%} of the documents trigger nothing\n{'MB/s':<34}{'no trigger':>12}{'sound':>10}{'garbage':>10}"
    )
    for name, function in (
        ("yardstick: one scan by a class", yardstick), ("one scan by all triggers", union.search), ("find_mojibake", find_mojibake),
        ("find_single_byte_mojibake (ftfy)", find_single_byte_mojibake), ("find_residue", find_residue), ("ftfy.fix_encoding", ftfy.fix_encoding),
    ):  # fmt: skip
        print(
            f"{name:<34}"
            + "".join(
                f"{_megabytes(function, text):>{width}.1f}" for text, width in ((quiet, 12), (sound, 10), (garbage, 10))
            )
        )


def _megabytes(function: Callable[[str], object], text: str) -> float:
    best = min(_seconds(function, text) for _ in range(3))
    return len(text.encode("utf-8")) / 1e6 / best


def _seconds(function: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    function(text)
    return max(time.process_time() - start, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--quick", action="store_true", help="a tenth of the text, in under a minute")
    options = parser.parse_args()
    recovery(options.data, 2 if options.quick else 10)
    sound_text(options.data, 300_000 if options.quick else 10_000_000)
    speed(options.data, 300_000 if options.quick else 1_500_000)


if __name__ == "__main__":
    main()
