"""How well legacy encodings are told: ``python -m benchmarks.encodings [--data PATH] [--quick]``.

Cuts pieces of several lengths from laws (both scripts) and from Japanese and Korean prose, encodes them, and prints what
``unionclean.files.encodings.decode`` makes of them: the right encoding, a wrong one, or none, which leaves a file alone.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unionclean.files.encodings import decode
from unionclean.files.errors import NotTextError

ROOT = Path(__file__).resolve().parents[1]

# The preamble of the Constitution of Japan and articles 10 and 11 of that of Korea: public domain.
JAPANESE = (
    "日本国民は、正当に選挙された国会における代表者を通じて行動し、われらとわれらの子孫のために、諸国民との協和による成果と、わが国全土に"
    "わたつて自由のもたらす恵沢を確保し、政府の行為によつて再び戦争の惨禍が起ることのないやうにすることを決意し、ここに主権が国民に存する"
    "ことを宣言し、この憲法を確定する。そもそも国政は、国民の厳粛な信託によるものであつて、その権威は国民に由来し、その権力は国民の代表者が"
    "これを行使し、その福利は国民がこれを享受する。"
)
KOREAN = (
    "모든 국민은 인간으로서의 존엄과 가치를 가지며, 행복을 추구할 권리를 가진다. 국가는 개인이 가지는 불가침의 기본적 인권을 확인하고 이를 "
    "보장할 의무를 진다. 모든 국민은 법 앞에 평등하다. 누구든지 성별·종교 또는 사회적 신분에 의하여 정치적·경제적·사회적·문화적 생활의 모든 "
    "영역에 있어서 차별을 받지 아니한다."
)


def laws(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the laws of a collection."""
    with lzma.open(path) as file:
        yield from map(json.loads, file)


def sources(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, text and encoding."""
    simplified = "\n".join(law["markdown"] for law in laws(data / "laws_cn.jsonl.xz"))
    traditional = "\n".join(str(article) for law in laws(data / "laws_tw.jsonl.xz") for article in law["articles"])
    yield "laws, Simplified", simplified, "gb18030"
    yield "laws, Traditional", traditional, "big5"
    yield "laws, Traditional", traditional, "gb18030"
    yield "Japanese", JAPANESE, "euc-jp"
    yield "Japanese", JAPANESE, "shift-jis"
    yield "Korean", KOREAN, "euc-kr"


def outcomes(text: str, codec: str, length: int, cuts: int) -> Counter[str]:
    """Return how often a piece of ``text`` was read right, wrong, or not at all; pieces of ASCII alone are not counted."""
    counts: Counter[str] = Counter()
    chance = random.Random(7)
    while counts.total() < cuts:
        start = chance.randrange(len(text) - length)
        piece = text[start : start + length]
        encoded = piece.encode(codec, "ignore")
        if not encoded.isascii():
            counts[outcome(encoded, encoded.decode(codec))] += 1
    return counts


def outcome(encoded: bytes, text: str) -> str:
    """Return ``"right"``, ``"wrong"`` or ``"none"``."""
    try:
        return "right" if decode(encoded)[0] == text else "wrong"
    except NotTextError:
        return "none"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--quick", action="store_true", help="300 pieces each instead of 3,000")
    arguments = parser.parse_args()
    cuts = 300 if arguments.quick else 3000
    print(f"{'text':<20}{'encoding':<12}{'characters':>10}{'right':>9}{'wrong':>9}{'none':>9}")
    for name, text, codec in sources(arguments.data):
        for length in (10, 20, 50, 100):
            counts = outcomes(text, codec, length, cuts)
            shares = "".join(f"{100 * counts[kind] / cuts:>8.2f}%" for kind in ("right", "wrong", "none"))
            print(f"{name:<20}{codec:<12}{length:>10}{shares}")


if __name__ == "__main__":
    main()
