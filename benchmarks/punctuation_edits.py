"""Every edit of ``normalize_punctuation`` in text that is right as it came, in groups: ``python -m benchmarks.punctuation_edits [SOURCE ...]``.

Prints a Markdown table, one row a group (the rule, what becomes of what, where), with the number of its edits in each source and the first
example.  The groups are exhaustive: the sum of a column is the number of edits.  ``--all GROUP`` prints every member of a group instead.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools import corpora
from unionclean import normalize_punctuation
from unionclean.edits import Edit
from unionclean.han import HAN_BMP

HAN = re.compile(f"[{HAN_BMP}]")
NUMERAL = re.compile("[一二三四五六七八九十百千○〇零]+|[0-9０-９]+")
PLACES = (
    ("\n", "at a line's end"),
    (HAN.pattern, "Han"),
    ("[，。、；：？！,;:]", "a mark"),
    ("[（〔【《〈「『“‘(]", "an opening mark"),
    ("[）〕】》〉」』”’)]", "a closing mark"),
    (r"\s", "a blank"),
    (r"[%％‰℃]", "a unit"),
    ("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]", "a word or number"),
)
Group = tuple[str, str, str]


def place(character: str) -> str:
    """Return what kind of character stands beside an edit."""
    if not character:
        return "at a line's end"
    return next((name for pattern, name in PLACES if re.match(pattern, character)), "a symbol")


def partner(text: str, start: int) -> int | None:
    """Return the offset of the other bracket of the pair, on the text with both widths taken for one."""
    step = 1 if text[start] in "(（" else -1
    depth, index = 0, start
    while 0 <= index < len(text) and abs(index - start) < 2000:
        if text[index] in "(（":
            depth += 1
        elif text[index] in ")）":
            depth -= 1
        if depth == 0:
            return index
        index += step
    return None


def pair_group(text: str, start: int, edits: dict[int, Edit]) -> Group:
    """Return the group of a bracket: what the pair holds and whether both halves change."""
    other = partner(text, start)
    low, high = sorted((start, start if other is None else other))
    inside = text[low + 1 : high].strip()
    if other not in edits:
        return "bracket", "( or ) → （ or ）", "the other half is full-width already"
    if NUMERAL.fullmatch(inside):
        head = low == 0 or text[:low].rstrip(" \u3000")[-1:] in ("\n", "")
        return (
            "bracket",
            "( ) → （ ）",
            "the number of an item, at a line's start" if head else "a number, within a line",
        )
    if not HAN.search(inside):
        return "bracket", "( ) → （ ）", "a word, number or formula behind Chinese"
    return "bracket", "( ) → （ ）", "Chinese in Chinese" if len(inside) < 40 else "a sentence in Chinese"


def group(text: str, edit: Edit, edits: dict[int, Edit]) -> Group:
    """Return the group of an edit: its rule, what becomes of what, and where."""
    if edit.rule == "bracket":
        return pair_group(text, edit.start, edits)
    before, after = (
        place(text[edit.start - 1 : edit.start] if edit.start else "\n"),
        place(text[edit.end : edit.end + 1]),
    )
    if edit.rule in ("wide_digit", "wide_letter"):
        return edit.rule, "full-width → ASCII", "anywhere"
    if edit.rule in ("wide_blanks", "blank_after_mark"):
        return edit.rule, "a run → one blank" if edit.after else "a blank → nothing", f"behind {before}"
    if edit.rule == "wide_symbol":
        return edit.rule, f"{edit.before} → {edit.after}", "behind a word or number"
    if edit.rule == "small_form":
        return edit.rule, f"{edit.before} → {edit.after}", "anywhere"
    where = after if after == "at a line's end" else f"before {after}"
    return edit.rule, f"{edit.before} → {edit.after}", f"behind {before}, {where}"


def grouped(documents: list[str]) -> Iterator[tuple[Group, str]]:
    """Yield the group of every edit, with the edit in its surroundings."""
    for text in documents:
        found = normalize_punctuation.explain(text).edits
        edits = {edit.start: edit for edit in found}
        for edit in found:
            left, right = text[max(0, edit.start - 10) : edit.start], text[edit.end : edit.end + 8]
            yield group(text, edit, edits), f"{left}⟦{edit.before}⟧{right}".replace("\n", "⏎").replace("|", "¦")


def main() -> None:
    """Print the table, or the members of one group."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="*", default=["laws_cn", "laws_tw"])
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--quick", action="store_true", help="every tenth document")
    parser.add_argument("--all", metavar="GROUP", help="print the members of the groups whose row contains this")
    options = parser.parse_args()
    counts: dict[Group, Counter[str]] = defaultdict(Counter)
    examples: dict[Group, str] = {}
    for name in options.sources:
        documents = corpora.load(name, data=options.data)
        for key, shown in grouped(documents[::10] if options.quick else documents):
            counts[key][name] += 1
            examples.setdefault(key, shown)
            if options.all and options.all in " | ".join(key):
                print(name, *key, shown, sep="\t")
    if options.all:
        return
    print(f"| rule | change | where | {' | '.join(options.sources)} | first example |")
    print(f"|---|---|---|{'---:|' * len(options.sources)}---|")
    for key in sorted(counts, key=lambda key: (key[0], -counts[key].total())):
        numbers = " | ".join(f"{counts[key][name]:,}" for name in options.sources)
        print(f"| {' | '.join(key)} | {numbers} | {examples[key]} |")
    totals = " | ".join(f"{sum(c[name] for c in counts.values()):,}" for name in options.sources)
    print(f"| all | | | {totals} | |")


if __name__ == "__main__":
    main()
