"""The language model, measured on text it never saw: how surprised it is, and how often it names a hidden character.

``python -m benchmarks.language [--data ../shared/data] [--cache DIR] [--quick] [--full]``

*cloze*: a character is hidden, one of the common characters whose Traditional form ends in the byte A1 or A3, or 。 or “; these are ranked with two
characters of context on each side.  *cut*: only places where the machine of the damaged pages loses a lead byte (a delimiter's byte pair straddles two characters), every
CP936 character with the remaining trail byte being a candidate.  In both the page adapts the model, without the ±4 characters around a hidden one.
``--full`` also trains the model anew without pruning and codes, to show what these cost.
"""

from __future__ import annotations

import argparse
import functools
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import opencc

from benchmarks import language_full
from benchmarks.held_out import SOURCES, pages
from tools import corpora
from unionclean import tables
from unionclean.encoding.models import trigram
from unionclean.encoding.models.log_space import NAT
from unionclean.encoding.models.page_model import PageModel, adapt
from unionclean.encoding.models.trigram import FIRST_CHARACTER, TrigramModel

CUTS = frozenset({(0xA1, 0xA3), (0xA3, 0xA1), (0xA3, 0xAC), (0xA3, 0xBB), (0xA3, 0xBF)})
STAYS_SIMPLIFIED = frozenset("后于里并系制只范采布干")
COMMON = 60


@dataclass(frozen=True)
class Hidden:
    """A page with hidden places: its text with gaps around them, its symbols, and for each place the candidates."""

    gapped: str
    symbols: list[int]
    places: list[tuple[int, list[int]]]


_converter = functools.cache(opencc.OpenCC)


@functools.cache
def traditional(char: str) -> str:
    """Return the character as the machine's one-to-one table writes it (nearly: one-to-many characters are taken from OpenCC's first choice)."""
    return char if char in STAYS_SIMPLIFIED else _converter("s2t").convert(char)


@functools.cache
def code(char: str) -> bytes:
    """Return the CP936 bytes of the Traditional form of ``char``, or none."""
    try:
        return traditional(char).encode("cp936")
    except UnicodeEncodeError:
        return b""


@functools.cache
def ending_in(trail: int) -> list[int]:
    """Return the symbols of the CP936 characters whose second byte is ``trail``; a character that the machine never writes is none."""
    chars = (bytes([lead, trail]).decode("cp936", "ignore") for lead in range(0x81, 0xFF))
    symbols = {trigram.load().encode(char)[0] for char in chars if char and traditional(char) == char}
    return sorted(symbol for symbol in symbols if symbol >= FIRST_CHARACTER)


def common_candidates() -> list[int]:
    """Return the commonest of the characters that end in A1 or A3, with 。 and “; symbols are numbered by frequency."""
    both = sorted({*ending_in(0xA1), *ending_in(0xA3)} - set(trigram.load().encode("！　")))
    return sorted({*both[:COMMON], *trigram.load().encode("。“")})


def is_cut(page: str, place: int) -> bool:
    """Return whether the machine would lose the lead byte of the character at ``place``."""
    here, after = code(page[place]), code(page[place + 1])
    return len(here) == len(after) == 2 and (here[1], after[0]) in CUTS


def hide(page: str, places: Iterable[tuple[int, list[int]]]) -> Hidden:
    """Return the page with its places hidden."""
    kept, text = list(places), list(page)
    for place, _ in kept:
        text[place - 4 : place + 5] = "\ufffd" * len(text[place - 4 : place + 5])
    return Hidden("".join(text), trigram.load().encode(page), kept)


def cloze(page: str, chance: random.Random, candidates: list[int]) -> Hidden:
    """Hide a seventh of the characters that are among the candidates."""
    symbols = trigram.load().encode(page)
    places = (place for place in range(4, len(page) - 4) if symbols[place] in candidates)
    return hide(page, [(place, candidates) for place in places if chance.random() < 1 / 7])


def cut(page: str) -> Hidden:
    """Hide every character whose lead byte the machine would lose."""
    symbols = trigram.load().encode(page)
    found = [(place, ending_in(code(page[place])[1])) for place in range(4, len(page) - 4) if is_cut(page, place)]
    return hide(page, [(place, candidates) for place, candidates in found if symbols[place] in candidates])


@dataclass(frozen=True)
class Answer:
    """What the model said at a hidden place: the right symbol, the one it named, and by how much that led, a difference of logarithms."""

    right: int
    named: int
    lead: float


def answer(model: TrigramModel, hidden: Hidden, place: int, candidates: list[int]) -> Answer:
    """Return the candidate that fits best between the characters around the place."""
    (a, b), (c, d), p = hidden.symbols[place - 2 : place], hidden.symbols[place + 1 : place + 3], model.log_prob
    ranked = sorted((p(a, b, x) + p(b, x, c) + p(x, c, d), x) for x in candidates)
    return Answer(hidden.symbols[place], ranked[-1][1], (ranked[-1][0] - ranked[-2][0]) / NAT)


def answers(hiddens: list[Hidden], adapted: bool) -> list[Answer]:
    """Return the answers at all hidden places."""
    result = []
    for hidden in hiddens:
        model = adapt(trigram.load(), hidden.gapped) if adapted else trigram.load()
        result += [answer(model, hidden, place, candidates) for place, candidates in hidden.places]
    return result


def share_right(given: list[Answer]) -> float:
    """Return the share of the answers that name the hidden character."""
    return sum(each.right == each.named for each in given) / max(len(given), 1)


def perplexity(texts: list[str], adapted: bool) -> float:
    """Return the perplexity per character; adapted: the second half of each page after the first half is known."""
    total, count = 0, 0
    for text in texts:
        half = text.rfind("\n", 0, len(text) // 2) + 1
        model = adapt(trigram.load(), text[:half]) if adapted else trigram.load()
        total += model.score(text[half:])
        count += len(text) - half
    return math.exp(-total / NAT / count)


def measure(name: str, texts: list[str], candidates: list[int], shown: int) -> list[Answer]:
    """Print one row of the table; return the adapted answers at the cuts."""
    chance = random.Random(1)
    row = [f"{perplexity(texts, adapted):7.1f}" for adapted in (False, True)]
    for hiddens in ([cloze(page, chance, candidates) for page in texts], [cut(page) for page in texts]):
        base, adapted = answers(hiddens, False), answers(hiddens, True)
        row += [f"{len(base):7,}", f"{share_right(base):7.1%}", f"{share_right(adapted):7.1%}"]
    print(f"{name:<12}{len(texts):>5}", *row, flush=True)
    wrong = Counter((each.right, each.named) for each in adapted if each.right != each.named)
    for (right, best), number in wrong.most_common(shown):
        print("    cut:", _char(right), "taken for", _char(best), number)
    return adapted


def leads(given: list[Answer]) -> None:
    """Print how right the answers at cuts are that lead by so much."""
    print("\nanswers at cuts that lead the next candidate by at least …")
    for lead in (0, 0.5, 1, 2, 3, 4, 6):
        sure = [each for each in given if each.lead >= lead]
        print(f"  {lead:>4}: {len(sure) / len(given):6.1%} of all, {share_right(sure):6.1%} right")


def _char(symbol: int) -> str:
    known = {number: char for char, number in reversed(trigram.load()._symbols.items())}
    return known.get(symbol, f"class {symbol}")


def _best(run: Callable[[], object], times: int = 3) -> float:
    def once() -> float:
        start = time.process_time()
        run()
        return time.process_time() - start

    return min(once() for _ in range(times))


def speed(page: str) -> None:
    """Print what loading, adapting and asking cost."""
    data = tables.read_bytes(trigram.TABLE)
    symbols = trigram.load().encode(page)
    triples = list(zip(symbols, symbols[1:], symbols[2:], strict=False))

    def ask(model: TrigramModel | PageModel, afresh: bool = True) -> None:
        if afresh:
            (model._memo if isinstance(model, TrigramModel) else model._contexts).clear()
        for triple in triples:
            model.log_prob(*triple)

    def microseconds(model: TrigramModel | PageModel, afresh: bool) -> float:
        return _best(lambda: ask(model, afresh)) / len(triples) * 1e6

    base, adapted = trigram.load(), adapt(trigram.load(), page)
    print(f"\ntable {len(data):,} bytes, load {_best(lambda: trigram.read(data)) * 1e3:.0f} ms")
    print(f"adapt to a page of {len(page.encode()):,} bytes: {_best(lambda: adapt(base, page)) * 1e3:.1f} ms")
    for name, model in (("base", base), ("adapted", adapted)):
        print(
            f"log_prob, {name}: {microseconds(model, True):.2f} µs over a page, {microseconds(model, False):.2f} µs when asked again"
        )


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=corpora.DATA, help="folder of the law corpora (default: %(default)s)"
    )
    parser.add_argument(
        "--cache", type=Path, default=corpora.CACHE, help="where packages are kept (default: %(default)s)"
    )
    parser.add_argument("--quick", action="store_true", help="a few pages of each source")
    parser.add_argument("--full", action="store_true", help="also train without pruning and codes")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show the N commonest confusions of each source"
    )
    options = parser.parse_args(arguments)
    candidates, at_cuts = common_candidates(), []
    print(
        f"{'':<17}  perplexity      cloze                   cut\n{'source':<12}pages    base adapted  places    base adapted  places    base adapted"
    )
    for name, documents in corpora.reachable(SOURCES, data=options.data, cache=options.cache):
        at_cuts += measure(name, pages(documents)[: 5 if options.quick else 60], candidates, options.errors)
    seed = next(Path("seeds").glob("002*.txt")).read_text(encoding="utf-8")
    at_cuts += measure("seed 002", [seed], candidates, options.errors)
    leads(at_cuts)
    speed((seed * 2)[:17000])
    if options.full:
        language_full.compare(options.data, options.cache)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
