"""The weights of :mod:`unionclean.layout.cohesion`, counted again: ``python -m benchmarks.layout --cohesion``."""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.layout_damage import paragraphs
from tools import corpora
from unionclean.han import HAN_BMP
from unionclean.layout.cohesion import LIMITS, WEIGHTS, cohesion

RUNNING = ("web_late", "news_late", "encyclopaedia", "reviews_bad", "handbook_cn")
"""Sources of running text."""
PLACES = 20_000


def is_han(character: str) -> bool:
    """Return whether a character is Chinese."""
    return HAN_BMP[0] <= character <= HAN_BMP[-1]


def inside_text(data: Path, cache: Path, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what stands left and right of places between two characters of running text."""
    for name in RUNNING:
        texts = paragraphs(name, data, cache)
        for text in chance.choices(texts, k=PLACES // len(RUNNING)):
            place = chance.randrange(2, len(text))
            if is_han(text[place - 1]) and is_han(text[place]):
                yield text[place - 2 : place], text[place]


def at_borders(data: Path, cache: Path, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what stands left and right of borders that somebody meant: between words of a list, and between paragraphs without their marks."""
    words = [word for word in corpora.load_words(cache=cache) if len(word) > 1]
    for left, right in zip(chance.choices(words, k=PLACES), chance.choices(words, k=PLACES), strict=True):
        yield left[-2:], right[0]
    for name in RUNNING:
        texts = paragraphs(name, data, cache)
        for place in chance.choices(range(len(texts) - 1), k=PLACES // len(RUNNING)):
            left, right = texts[place].rstrip("。！？” "), texts[place + 1]
            if left and is_han(left[-1]) and is_han(right[0]):
                yield left[-2:], right[0]


def print_weights(data: Path, cache: Path) -> None:
    """Print, for each class of cohesion, how often it occurs inside text and at borders, the logarithm of the quotient, and the weight in use."""
    chance = random.Random(1)
    counts = []
    for places in (inside_text(data, cache, chance), at_borders(data, cache, chance)):
        found = Counter(bisect_right(LIMITS, cohesion(left, right)) for left, right in places)
        counts.append([found[index] / found.total() for index in range(len(WEIGHTS))])
    limits = ["-inf", *map(str, LIMITS), "inf"]
    for index, (inside, border) in enumerate(zip(*counts, strict=True)):
        ratio = math.log(max(inside, 1e-6) / max(border, 1e-6))
        print(
            f"{limits[index]:>4} to {limits[index + 1]:<4} inside {inside:6.1%}  at borders {border:6.1%}"
            f"  ratio {ratio:5.1f}  weight {WEIGHTS[index]:5.1f}"
        )
