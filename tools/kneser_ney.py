"""Estimates a character trigram model: modified Kneser-Ney discounts, groups of sources with weights, relative-entropy pruning.

Discounts after Chen and Goodman (1999), applied to each group on its own before the groups are weighted and added, so that a large source does not
drown a small one.  Words with counts join as strings whose outer context is not known: that mass is left to the shorter context.  Pruning after
Stolcke (1998).  All arrays are sorted by packed key: ``a << 26 | b << 13 | c``.
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


@dataclass(frozen=True)
class Settings:
    """What is tuned on text that the model has not seen."""

    prune3: float = 0.0
    prune2: float = 0.0
    unigram_floor: float = 0.5


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


def _sum_by(keys: Ints, groups: Ints, values: Floats) -> Floats:
    """Return the sums of ``values`` over equal ``keys``, aligned to ``groups`` (sorted, every key in it)."""
    return np.bincount(np.searchsorted(groups, keys), values, len(groups))


def lookup(keys: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return where each wanted key stands in the sorted keys, and whether it does."""
    where = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return where, keys[where] == wanted


def _unigrams(pairs: Counts, size: int, class_sizes: Floats, floor: float) -> Floats:
    types = np.bincount(pairs.keys & MASK, pairs.raw, size)
    return (types + floor * class_sizes) / (types + floor * class_sizes).sum()


def continuations(triples: Counts, heads: Counts) -> Counts:
    """Return the bigrams with the number of different characters seen before them, discounted; ``heads`` have theirs from elsewhere."""
    keys, counts = np.unique(triples.keys & PAIR, return_counts=True)
    return merge([discount(keys, counts, 1.0), heads])


def estimate(
    triples: Counts, pairs: Counts, open3: Counts, open2: Floats, class_sizes: Floats, settings: Settings
) -> Model:
    """Return the unpruned model.  ``open3`` and ``open2`` are the masses of the contexts at word ends, whose next character is not known."""
    size = len(class_sizes)
    unigram = _unigrams(pairs, size, class_sizes, settings.unigram_floor)
    total1 = np.bincount(pairs.keys >> BITS, pairs.raw, size) + open2
    back1 = 1 - np.bincount(pairs.keys >> BITS, pairs.rest, size) / np.maximum(total1, 1e-9)
    p2 = pairs.rest / total1[pairs.keys >> BITS] + back1[pairs.keys >> BITS] * unigram[pairs.keys & MASK]
    contexts = pairs.keys
    missing = np.zeros(len(contexts))
    where, known = lookup(contexts, open3.keys)
    missing[where[known]] += open3.raw[known]
    total2 = _sum_by(triples.keys >> BITS, contexts, triples.raw) + missing
    rest2 = _sum_by(triples.keys >> BITS, contexts, triples.rest)
    back2 = np.where(total2 > 0, 1 - rest2 / np.maximum(total2, 1e-9), 1.0)
    context = np.searchsorted(contexts, triples.keys >> BITS)
    lower = p2[np.searchsorted(contexts, triples.keys & PAIR)]
    p3 = triples.rest / total2[context] + back2[context] * lower
    return Model(np.log(unigram), np.log(back1), pairs.keys, np.log(p2), np.log(back2), triples.keys, np.log(p3))


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


def prune(model: Model, raw3: Floats, raw2: Floats, settings: Settings) -> Model:
    """Return the model without the n-grams whose loss costs little, its back-off weights made anew."""
    model = _prune_triples(model, raw3, settings.prune3)
    return _prune_pairs(model, raw2, settings.prune2)


def _prune_triples(model: Model, raw: Floats, threshold: float) -> Model:
    context = np.searchsorted(model.keys2, model.keys3 >> BITS)
    lower = bigram_log(model, model.keys3 & PAIR)
    keep = raw * (model.log3 - model.back2[context] - lower) > threshold
    keys3, log3 = model.keys3[keep], model.log3[keep]
    return _renew(model, model.keys2, model.log2, keys3, log3)


def _renew(model: Model, keys2: Ints, log2: Floats, keys3: Ints, log3: Floats) -> Model:
    """Return the model with these n-grams and the back-off weights that make it sum to one."""
    head = keys2 >> BITS
    size = len(model.unigram)
    kept = np.bincount(head, np.exp(log2), size)
    lower = np.bincount(head, np.exp(model.unigram[keys2 & MASK]), size)
    back1 = np.log(np.maximum(1 - kept, 1e-6) / np.maximum(1 - lower, 1e-6))
    step = Model(model.unigram, back1, keys2, log2, np.zeros(len(keys2)), keys3, log3)
    context = np.searchsorted(keys2, keys3 >> BITS)
    kept = np.bincount(context, np.exp(log3), len(keys2))
    lower = np.bincount(context, np.exp(bigram_log(step, keys3 & PAIR)), len(keys2))
    back2 = np.log(np.maximum(1 - kept, 1e-6) / np.maximum(1 - lower, 1e-6))
    return Model(model.unigram, back1, keys2, log2, back2, keys3, log3)


def _prune_pairs(model: Model, raw: Floats, threshold: float) -> Model:
    gain = raw * (model.log2 - model.back1[model.keys2 >> BITS] - model.unigram[model.keys2 & MASK])
    needed = np.isin(model.keys2, model.keys3 >> BITS)
    keep = needed | (gain > threshold)
    return _renew(model, model.keys2[keep], model.log2[keep], model.keys3, model.log3)
