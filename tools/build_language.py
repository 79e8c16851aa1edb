"""Builds ``unionclean/tables/language.bin``, the character language model, from the clean corpora of :mod:`tools.corpora`.

``python -m tools.build_language [--data ../shared/data] [--cache DIR] [--without NAME …]``.  The same corpora give the same bytes.  Held-out sources train nothing, and
neither does a line that shares a passage with one (:mod:`tools.overlap`).  The estimate is in :mod:`tools.kneser_ney`; here the alphabet is made, the
sources are weighted, the characters that the repair must choose among are given more room, and the file is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import opencc

from benchmarks.one_to_one import to_traditional
from tools import corpora
from tools.kneser_ney import (
    BITS,
    MASK,
    Counts,
    Floats,
    Ints,
    Model,
    Settings,
    discount,
    estimate,
    evidence,
    merge,
    pack,
)
from tools.overlap import Overlap
from unionclean.encoding.models.trigram import (
    BACK_STEP,
    BACK_TOP,
    DIGIT,
    FIRST_CHARACTER,
    LATIN,
    LOG_STEP,
    NEWLINE,
    OTHER,
    RARE,
    class_of,
)

TABLE = Path("unionclean/tables/language.bin")
VERSION = 2

WEIGHTS = {
    "web": 1.0,
    "trade": 1.0,
    "news": 1.0,
    "bulletins": 0.3,
    "questions": 0.4,
    "headlines": 0.5,
    "reviews": 0.7,
    "articles": 0.5,
    "technology": 0.1,
    "encyclopaedia": 0.7,
    "prose": 0.17,
    "statutes": 0.09,
    "laws_cn": 0.18,
    "laws_tw": 0.03,
    "office": 0.07,
    "manuals": 0.07,
}
GROUPS = {
    "web": ["web"],
    "trade": ["trade"],
    "news": ["news"],
    "bulletins": ["bulletins"],
    "questions": ["questions"],
    "headlines": ["headlines"],
    "reviews": ["shop", "takeaway", "goods"],
    "articles": ["weekly"],
    "technology": ["technology"],
    "encyclopaedia": ["wiki_tw"],
    "prose": ["fortunes", "tatoeba", "romance", "poems"],
    "statutes": ["statutes"],
    "laws_cn": ["laws_cn"],
    "laws_tw": ["laws_tw"],
    "office": ["office_cn", "office_tw"],
    "manuals": ["reference_cn", "reference_tw", "manpages_cn", "gimp", "gnome", "installation", "kicad"],
}
ALPHABET = 7800


def fold_table() -> dict[str, str]:
    """Return the characters that the model reads as another one: width, Traditional form, bracket and dash variants."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict(zip("「」『』〝〞─―⋯・‧•著", "“”‘’“”——…···着", strict=True))
    simplify = opencc.OpenCC("t2s").convert
    for first, last in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00)):
        for char in map(chr, range(first, last)):
            simple = simplify(simplify(char))
            if simple != char and ord(simple) < 0x10000:
                table.setdefault(char, simple)
    return table


class Alphabet:
    """The symbols of the model and the folds in front of them."""

    def __init__(self, counts: Counter[str], fold: dict[str, str], size: int = ALPHABET) -> None:
        self.fold = fold
        folded: Counter[str] = Counter()
        for char, count in counts.items():
            folded[fold.get(char, char)] += count
        own = [
            char
            for char in folded
            if char.isprintable() and class_of(char) in (OTHER, RARE) and ord(char) < 0x10000 and folded[char] > 2
        ]
        self.chars = "".join(sorted(own, key=lambda char: (-folded[char], char))[:size])
        self.size = FIRST_CHARACTER + len(self.chars)
        self._ids = np.array([self._symbol(chr(code)) for code in range(0x10000)], np.uint16)

    def _symbol(self, char: str) -> int:
        char = self.fold.get(char, char)
        where = self._index().get(char)
        return class_of(char) if where is None else where

    def _index(self) -> dict[str, int]:
        if not hasattr(self, "_table"):
            self._table = {char: FIRST_CHARACTER + place for place, char in enumerate(self.chars)}
        return self._table

    def encode(self, text: str) -> Ints:
        """Return the symbol of every character."""
        codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        return self._ids[np.where(codes < 0x10000, codes, 0xFFFF)].astype(np.int64)


def line_text(documents: list[str]) -> str:
    """Return documents as one text whose every line break is doubled: a line's first character has two breaks before it."""
    lines = (line for text in documents for line in text.split("\n"))
    return "\n\n" + "\n\n".join(lines) + "\n\n"


def text_counts(symbols: Ints, weight: float) -> Counts:
    """Return the discounted triples of a doubled-break text; the second break of each pair predicts nothing and is left out."""
    parts = [_portion(symbols[start : start + PORTION + 2]) for start in range(0, max(len(symbols) - 2, 1), PORTION)]
    keys, where = np.unique(np.concatenate([keys for keys, _ in parts]), return_inverse=True)
    counts = np.bincount(where, np.concatenate([counts for _, counts in parts]), len(keys)).astype(np.int64)
    return discount(keys, counts, weight)


PORTION = 1 << 23
"""Symbols counted at a time: a corpus of a hundred million needs no hundred million keys at once."""


def _portion(symbols: Ints) -> tuple[Ints, Ints]:
    keys = pack(symbols, 3)
    before, middle = keys >> 2 * BITS, keys >> BITS & MASK
    return np.unique(keys[(middle != NEWLINE) | (before == NEWLINE)], return_counts=True)


def _weighted(keys: list[int], masses: list[float], kept: float) -> Counts:
    found, where = np.unique(np.array(keys, np.int64), return_inverse=True)
    raw = np.bincount(where, np.array(masses), len(found))
    return Counts(found, raw, raw * kept)


def word_counts(words: dict[str, int], alphabet: Alphabet) -> tuple[Counts, Counts, Counts, Floats]:
    """Return what a word list says: triples inside words, the pairs that begin them, and the masses of the pairs and characters that end them."""
    inner: tuple[list[int], list[float]] = ([], [])
    cached: tuple[list[int], list[float]] = ([], [])
    ends: tuple[list[int], list[float]] = ([], [])
    open2 = np.zeros(alphabet.size)
    for word, count in words.items():
        x = [int(symbol) for symbol in alphabet.encode(word)]
        if len(x) < 2:
            continue
        mass = count * WORD_WEIGHT
        for triple in zip(x, x[1:], x[2:], strict=False):
            inner[0].append((triple[0] << BITS | triple[1]) << BITS | triple[2])
            inner[1].append(mass)
        cached[0].append(x[0] << BITS | x[1])
        cached[1].append(mass**WORD_SPREAD)
        ends[0].append(x[-2] << BITS | x[-1])
        ends[1].append(mass)
        open2[x[-1]] += mass**WORD_SPREAD
    return _weighted(*inner, WORD_KEPT), _weighted(*cached, WORD_KEPT), _weighted(*ends, 1.0), open2


WORD_WEIGHT = 1 / 400
"""A word counted 400 times in the newspaper's articles weighs as one occurrence in running text."""
WORD_SPREAD = 0.8
"""A word of mass m is taken to follow about m ** WORD_SPREAD different characters."""
WORD_KEPT = 0.9

CLASS_SIZES = {OTHER: 500, DIGIT: 10, LATIN: 52, RARE: 8000}
"""How many characters share the probability of a class."""

SETTINGS = Settings(prune3=2.0, prune2=1.0)

OFTEN_LOST = (0xA1, 0xA3)
"""The second bytes of the characters that are cut in two before most delimiters: of these the search must choose one at every such place."""
ASKED = 8.0
"""An n-gram with one of those characters is asked for so many times as often as running text has it.  Pruned alike, the model names fewer of the
characters that cuts lose than an unpruned one; pruned so, it names as many (``python -m benchmarks.language``, the columns ``cut``)."""


def class_sizes(size: int) -> Floats:
    """Return the number of characters behind every symbol."""
    sizes = np.ones(size)
    sizes[list(CLASS_SIZES)] = list(CLASS_SIZES.values())
    return sizes


def asked(alphabet: Alphabet) -> Floats:
    """Return for every symbol how much oftener the search asks for it than running text has it."""
    often = np.ones(alphabet.size)
    for place, char in enumerate(to_traditional(alphabet.chars)):
        code = char.encode("gbk", "ignore")
        if len(code) == 2 and code[1] in OFTEN_LOST:
            often[FIRST_CHARACTER + place] = ASKED
    return often


def training_texts(data: Path, cache: Path, without: Collection[str] = ()) -> dict[str, str]:
    """Return the texts of the groups, their line breaks doubled, without the sources ``without`` and the lines that also stand in a held-out source."""

    def documents(names: list[str]) -> list[str]:
        return [text for name in names for text in corpora.load(name, data=data, cache=cache)]

    overlap = Overlap(documents([source.name for source in corpora.SOURCES if source.held_out]), fold_table())
    groups = {group: [name for name in names if name not in without] for group, names in GROUPS.items()}
    return {group: line_text(list(overlap.without(documents(names)))) for group, names in groups.items() if names}


def train(texts: dict[str, str], words: dict[str, int], settings: Settings = SETTINGS) -> tuple[Alphabet, Model]:
    """Return the alphabet and the pruned model of the texts, by group."""
    counts: Counter[str] = Counter()
    for text in texts.values():
        counts.update(text)
    for word in words:
        counts.update(word)
    alphabet = Alphabet(counts, fold_table())
    inner, cached, ends, open2 = word_counts(words, alphabet)
    triples = merge([*(text_counts(alphabet.encode(text), WEIGHTS[group]) for group, text in texts.items()), inner])
    counted = evidence(triples, cached, ends, open2, class_sizes(alphabet.size), asked(alphabet))
    return alphabet, estimate(counted, settings)


def _codes(values: Floats, top: float, step: float) -> bytes:
    return np.clip(np.rint((top - values) / step), 0, 255).astype(np.uint8).tobytes()


def _offsets(sizes: Ints) -> bytes:
    """Return where each of the groups of these ``sizes`` begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype("<u4").tobytes()


def _ids(symbols: Ints) -> bytes:
    return symbols.astype("<u2").tobytes()


def parts(alphabet: Alphabet, model: Model) -> dict[str, bytes]:
    """Return the parts of the table file: see :func:`unionclean.encoding.models.trigram.read`."""
    share = np.log(class_sizes(alphabet.size))
    fold = sorted(alphabet.fold.items())
    context = np.searchsorted(model.keys2, model.keys3 >> BITS)
    return {
        "chars": alphabet.chars.encode(),
        "folded": "".join(char for char, _ in fold).encode(),
        "targets": "".join(target for _, target in fold).encode(),
        "unigram": _codes(model.unigram - share, 0, LOG_STEP),
        "back": _codes(model.back1, BACK_TOP, BACK_STEP),
        "pair_offsets": _offsets(np.bincount(model.keys2 >> BITS, minlength=alphabet.size)),
        "pair_symbols": _ids(model.keys2 & MASK),
        "pair_codes": _codes(model.log2 - share[model.keys2 & MASK], 0, LOG_STEP),
        "pair_back": _codes(model.back2, BACK_TOP, BACK_STEP),
        "triple_offsets": _offsets(np.bincount(context, minlength=len(model.keys2))),
        "triple_symbols": _ids(model.keys3 & MASK),
        "triple_codes": _codes(model.log3 - share[model.keys3 & MASK], 0, LOG_STEP),
    }


def table(alphabet: Alphabet, model: Model) -> bytes:
    """Return the bytes of the table file."""
    pieces = parts(alphabet, model)
    body = b"".join(pieces.values())
    header = {
        "generated by": "tools/build_language.py",
        "version": VERSION,
        "licence": "counts of texts under the licences listed in NOTICE",
        "sources": [*sorted(name for names in GROUPS.values() for name in names), "words of a daily newspaper"],
        "sha256": hashlib.sha256(body).hexdigest(),
        "parts": [[name, len(piece)] for name, piece in pieces.items()],
    }
    return json.dumps(header).encode() + b"\n" + body


def build(data: Path, cache: Path) -> dict[str, bytes]:
    """Return the table."""
    return {"unionclean/tables/language.bin": table(*count(data, cache, ()))}


def count(data: Path, cache: Path, without: Sequence[str]) -> tuple[Alphabet, Model]:
    return train(training_texts(data, cache, without), corpora.load_words(cache=cache))


def main(arguments: list[str] | None = None) -> int:
    """Build the table and print its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=corpora.DATA, help="folder of the law corpora (default: %(default)s)"
    )
    parser.add_argument(
        "--cache", type=Path, default=corpora.CACHE, help="where packages are kept (default: %(default)s)"
    )
    parser.add_argument("--without", nargs="+", default=(), metavar="NAME", help="sources to leave out")
    parser.add_argument("--out", type=Path, default=TABLE, help="the file to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    sources = {name for names in GROUPS.values() for name in names}
    if unknown := sorted(set(options.without) - sources):
        parser.error(f"{unknown[0]} trains nothing; what does: {', '.join(sorted(sources))}")
    alphabet, model = count(options.data, options.cache, options.without)
    data = table(alphabet, model)
    options.out.write_bytes(data)
    print(
        f"{options.out}: {len(data):,} bytes, {alphabet.size:,} symbols, {len(model.keys2):,} pairs, {len(model.keys3):,} triples"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
