"""Estimates a small character trigram model: modified Kneser-Ney discounts, groups of sources with weights, relative-entropy pruning.

Discounts after Chen and Goodman (1999), applied to each group on its own before the groups are weighted and added, so that a large source does not
drown a small one.  Words with counts join as strings whose outer context is not known: that mass is left to the shorter context.  Pruning after
Stolcke (1998).  Nine n-grams of ten are pruned, so the shorter contexts are asked far oftener than in an unpruned model; they are estimated from all
that the longer ones leave to them, the discounts of what is kept and the counts of what is not (after Siivola, Hirsimäki and Virpioja 2007), and
pruning and estimate take turns.  All arrays are sorted by packed key: ``a << 26 | b << 13 | c``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

BITS = 13
MASK = (1 << BITS) - 1
PAIR = (1 << 2 * BITS) - 1


@dataclass(frozen=True)
class Counts:
    """N-grams as sorted packed keys, their weighted counts and what is left of these after discounting."""

    keys: Ints
    raw: Floats
    rest: Floats


Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Settings:
    """What is tuned on text that the model has not seen."""

    prune3: float = 0.0
    prune2: float = 0.0
    pair_discount: float = 1.2
    unigram_floor: float = 0.5
    rounds: int = 3


@dataclass(frozen=True)
class Model:
    """The three orders in back-off form; natural logarithms."""

    unigram: Floats
    back1: Floats
    keys2: Ints
    log2: Floats
    back2: Floats
    keys3: Ints
    log3: Floats


def merge(parts: list[Counts]) -> Counts:
    """Add up the counts of several groups."""
    keys, where = np.unique(np.concatenate([part.keys for part in parts]), return_inverse=True)
    raw = np.bincount(where, np.concatenate([part.raw for part in parts]), len(keys))
    rest = np.bincount(where, np.concatenate([part.rest for part in parts]), len(keys))
    return Counts(keys, raw, rest)


def _discounts(counts: Ints) -> Floats:
    """Return the modified Kneser-Ney discounts of the counts 0, 1, 2 and more."""
    n1, n2, n3, n4 = (max(1, int(np.count_nonzero(counts == n))) for n in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.clip([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3], 0, [0, 0.95, 1.9, 2.85])


def discount(keys: Ints, counts: Ints, weight: float) -> Counts:
    """Return the counts of one group, discounted by their own discounts and then weighted."""
    rest = counts - _discounts(counts)[np.minimum(counts, 3)]
    return Counts(keys, counts * weight, rest * weight)


def pack(symbols: Ints, order: int) -> Ints:
    """Return the keys of all n-grams of ``order`` in a text."""
    size = len(symbols) - order + 1
    keys = np.zeros(size, np.int64)
    for place in range(order):
        keys = keys << BITS | symbols[place : place + size]
    return keys


def lookup(keys: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return where each wanted key stands in the sorted keys, and whether it does."""
    where = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return where, keys[where] == wanted


@dataclass(frozen=True)
class Evidence:
    """What was counted.  ``inner`` and ``context`` say where the last and the first pair of every triple stand in ``pairs``.

    ``heads`` is the mass of pairs whose left context is not known, ``ends`` and ``open2`` are the masses of pairs and characters at word ends, whose
    next character is not known.
    """

    triples: Counts
    pairs: Ints
    inner: Ints
    context: Ints
    heads: Floats
    ends: Floats
    open2: Floats
    class_sizes: Floats
    asked2: Floats
    asked3: Floats
    """How much oftener than in running text a pair and a triple is asked for: pruning counts a loss so many times."""


def evidence(
    triples: Counts, heads: Counts, ends: Counts, open2: Floats, class_sizes: Floats, asked: Floats
) -> Evidence:
    """Return the counts with the pairs that they consist of; of its symbols that which is ``asked`` for most says how often an n-gram is."""
    pairs = np.unique(np.concatenate([triples.keys & PAIR, triples.keys >> BITS, heads.keys]))
    inner, context = np.searchsorted(pairs, triples.keys & PAIR), np.searchsorted(pairs, triples.keys >> BITS)
    masses = (_aligned(pairs, part) for part in (heads, ends))
    asked2, asked3 = _most_asked(asked, pairs, 2), _most_asked(asked, triples.keys, 3)
    return Evidence(triples, pairs, inner, context, *masses, open2, class_sizes, asked2, asked3)


def _most_asked(asked: Floats, keys: Ints, order: int) -> Floats:
    symbols = [keys >> place * BITS & MASK for place in range(order)]
    return np.asarray(np.max([asked[each] for each in symbols], axis=0))


def _aligned(pairs: Ints, counts: Counts) -> Floats:
    mass = np.zeros(len(pairs))
    where, known = lookup(pairs, counts.keys)
    mass[where[known]] = counts.raw[known]
    return mass


@dataclass(frozen=True)
class _Levels:
    """Probabilities of every counted n-gram if it is kept (``high``) and if it is not (``low``), and what keeping it is worth; back-off weights."""

    unigram: Floats
    back1: Floats
    back2: Floats
    high2: Floats
    low2: Floats
    high3: Floats
    low3: Floats
    worth2: Floats
    worth3: Floats


def _worth(total: Floats, high: Floats, low: Floats) -> Floats:
    """Return what is lost without an n-gram: how often it is expected, times the logarithm by which it is then underrated."""
    return total * high * np.log(high / low)


def _levels(found: Evidence, keep3: Flags, keep2: Flags, settings: Settings) -> _Levels:
    """Return the estimate with these n-grams kept: what a longer context does not keep goes to the shorter one."""
    triples, pairs, size = found.triples, found.pairs, len(found.class_sizes)
    head, tail = pairs >> BITS, pairs & MASK
    mass2 = np.bincount(found.inner, triples.raw - np.where(keep3, triples.rest, 0), len(pairs)) + found.heads
    rest2 = mass2 - np.minimum(mass2 * 0.95, settings.pair_discount)
    left = np.bincount(tail, mass2 - np.where(keep2, rest2, 0), size) + settings.unigram_floor * found.class_sizes
    unigram = left / left.sum()
    total1 = np.maximum(np.bincount(head, mass2, size) + found.open2, 1e-9)
    back1 = 1 - np.bincount(head, np.where(keep2, rest2, 0), size) / total1
    low2 = back1[head] * unigram[tail]
    high2 = rest2 / total1[head] + low2
    total2 = np.maximum(np.bincount(found.context, triples.raw, len(pairs)) + found.ends, 1e-9)
    back2 = 1 - np.bincount(found.context, np.where(keep3, triples.rest, 0), len(pairs)) / total2
    low3 = back2[found.context] * np.where(keep2, high2, low2)[found.inner]
    high3 = triples.rest / total2[found.context] + low3
    worth2 = _worth(total1[head], high2, low2) * found.asked2
    worth3 = _worth(total2[found.context], high3, low3) * found.asked3
    return _Levels(unigram, back1, back2, high2, low2, high3, low3, worth2, worth3)


def _chosen(found: Evidence, settings: Settings) -> tuple[Flags, Flags]:
    """Return which triples and which pairs are worth their place; a pair that is the context of a kept triple is kept."""
    keep3, keep2 = np.ones(len(found.triples.keys), bool), np.ones(len(found.pairs), bool)
    for _ in range(settings.rounds):
        keep3 = _levels(found, keep3, keep2, settings).worth3 > settings.prune3
        keep2 = _levels(found, keep3, keep2, settings).worth2 > settings.prune2
        keep2[found.context[keep3]] = True
    return keep3, keep2


def estimate(found: Evidence, settings: Settings) -> Model:
    """Return the pruned model; thresholds of minus infinity keep every n-gram."""
    keep3, keep2 = _chosen(found, settings)
    levels = _levels(found, keep3, keep2, settings)
    return Model(
        np.log(levels.unigram),
        np.log(levels.back1),
        found.pairs[keep2],
        np.log(levels.high2[keep2]),
        np.log(levels.back2[keep2]),
        found.triples.keys[keep3],
        np.log(levels.high3[keep3]),
    )


def bigram_log(model: Model, keys: Ints) -> Floats:
    """Return ln p(c | b) for packed pairs."""
    where, known = lookup(model.keys2, keys)
    return np.where(known, model.log2[where], model.back1[keys >> BITS] + model.unigram[keys & MASK])


def trigram_log(model: Model, keys: Ints) -> Floats:
    """Return ln p(c | a b) for packed triples."""
    where, known = lookup(model.keys3, keys)
    context, seen = lookup(model.keys2, keys >> BITS)
    back = np.where(seen, model.back2[context], 0.0) + bigram_log(model, keys & PAIR)
    return np.where(known, model.log3[where], back)
