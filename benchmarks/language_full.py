"""What pruning and eight-bit codes cost the language model: the same corpora, trained without them.  Called by ``benchmarks.language --full``."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.held_out import SOURCES, pages
from tools import corpora
from tools.build_language import SETTINGS, Alphabet, class_sizes, line_text, train, training_texts
from tools.kneser_ney import BITS, MASK, Model, Settings, pack, trigram_log
from unionclean.encoding.models.log_space import NAT
from unionclean.encoding.models.trigram import NEWLINE, load


def _perplexity(model: Model, alphabet: Alphabet, texts: list[str]) -> float:
    keys = pack(alphabet.encode(line_text(texts)), 3)
    keys = keys[(keys >> BITS & MASK != NEWLINE) | (keys >> 2 * BITS == NEWLINE)]
    share = np.log(class_sizes(alphabet.size))
    return float(np.exp(-(trigram_log(model, keys) - share[keys & MASK]).mean()))


def _shipped(texts: list[str]) -> float:
    symbols = load().encode(line_text(texts))
    triples = [t for t in zip(symbols, symbols[1:], symbols[2:], strict=False) if t[1] != NEWLINE or t[0] == NEWLINE]
    return float(np.exp(-sum(load().log_prob(*triple) for triple in triples) / NAT / len(triples)))


def compare(data: Path, cache: Path) -> None:
    """Print the perplexity of the unpruned model, of the pruned one and of the shipped table."""
    texts = training_texts(data, cache)
    words = corpora.load_words(cache=cache)
    models = [train(texts, words, settings) for settings in (Settings(-np.inf, -np.inf), SETTINGS)]
    print(f"\nperplexity  {'unpruned':>10}{'pruned':>10}{'shipped':>10}")
    for name, documents in corpora.reachable(SOURCES, data=data, cache=cache):
        held_out = pages(documents)[:60]
        values = [_perplexity(model, alphabet, held_out) for alphabet, model in models]
        print(f"{name:<12}{values[0]:10.1f}{values[1]:10.1f}{_shipped(held_out):10.1f}")
    print(f"{'n-grams':<12}" + "".join(f"{len(model.keys2) + len(model.keys3):>10,}" for _, model in models))
