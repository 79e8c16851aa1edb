"""Regional words of Taiwan and Hong Kong, which ``region=`` opts in to."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from unionclean.edits import Edit
from unionclean.patterns import lazy
from unionclean.script.characters import patterns
from unionclean.script.passages import Passages
from unionclean.tables import read_rows


class _Words(NamedTuple):
    heads: re.Pattern[str]
    lengths: dict[str, tuple[int, ...]]
    becomes: dict[str, str]
    unsafe: frozenset[str]


@functools.cache
def _words(region: str) -> _Words:
    becomes = {word: here for name, word, here in read_rows("script_regions.tsv") if name == region}
    lengths: dict[str, set[int]] = {}
    for word in becomes:
        lengths.setdefault(word[0], set()).add(len(word))
    # A word that another word becomes (程式 > 程序, 程序 > 进程) needs proof of Traditional script, or it would go on changing.
    produced = "\n".join(here for here in becomes.values() if patterns().simplified.search(here) is None)
    return _Words(
        heads=lazy(f"[{re.escape(''.join(lengths))}]"),
        lengths={head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()},
        becomes=becomes,
        unsafe=frozenset(word for word in becomes if word in produced),
    )


def find_regional(text: str, region: str, passages: Passages) -> Iterator[Edit]:
    """Yield the edits that put the words of ``region`` in ``text`` into the words of the mainland, in Simplified."""
    words = _words(region)
    end = 0
    for head in words.heads.finditer(text):
        start = head.start()
        if start < end:
            continue
        word = next((w for size in words.lengths[head[0]] if (w := text[start : start + size]) in words.becomes), None)
        if word is not None and _applies(word, start, words, passages):
            end = start + len(word)
            yield Edit(start, end, word, words.becomes[word], region)


def _applies(word: str, start: int, words: _Words, passages: Passages) -> bool:
    if not passages.has_evidence:
        return word not in words.unsafe
    return passages.is_traditional(start, start + len(word))
