"""How well encodings are told: ``python -m benchmarks.encodings [--data PATH] [--quick]``.

First the table of files that the tests use (:mod:`tests.byte_files`), read by ``unionclean.decode``, by chardet and by charset-normalizer.  A peer that names the
encoding of a Japanese, Korean or other foreign file is right there, where ``decode`` is right to refuse it.  Then pieces of several lengths, cut from
laws (both scripts) and from Japanese and Korean prose and encoded: how often each detector reads them right, wrong, or not at all.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import chardet
import charset_normalizer

from tests.byte_files import FILES, ByteFile
from unionclean import decode

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

Detector = Callable[[bytes], str | None]


def by_unionclean(data: bytes) -> str | None:
    """Return the text in ``data``, ``None`` if it is refused."""
    decoded = decode(data)
    return decoded.text if decoded.encoding else None


def by_chardet(data: bytes) -> str | None:
    """Return the text in ``data`` as chardet names its encoding."""
    return _decoded(data, chardet.detect(data)["encoding"])


def by_charset_normalizer(data: bytes) -> str | None:
    """Return the text in ``data`` as charset-normalizer names its encoding."""
    best = charset_normalizer.from_bytes(data).best()
    return _decoded(data, best.encoding if best else None)


def _decoded(data: bytes, codec: str | None) -> str | None:
    try:
        return data.decode(codec, "replace").removeprefix("\ufeff") if codec else None
    except LookupError:
        return None


DETECTORS: dict[str, Detector] = {
    "unionclean": by_unionclean,
    "chardet": by_chardet,
    "charset-normalizer": by_charset_normalizer,
}


def outcome(text: str | None, wanted: tuple[str | None, ...]) -> str:
    """Return ``"right"``, ``"wrong"`` or ``"none"``."""
    return "right" if text in wanted else "none" if text is None else "wrong"


def table_of_files() -> None:
    """Print what each detector makes of each file of the table, and the sums."""
    print(f"{'file':<24}" + "".join(f"{name:>20}" for name in DETECTORS))
    sums = {name: Counter[str]() for name in DETECTORS}
    for file in FILES:
        row = []
        for name, detect in DETECTORS.items():
            result = outcome(detect(file.data), _wanted(file, name))
            sums[name][result] += 1
            row.append(f"{result:>20}")
        print(f"{file.name:<24}{''.join(row)}")
    for result in ("right", "wrong", "none"):
        print(f"{result + f' (of {len(FILES)})':<24}" + "".join(f"{sums[name][result]:>20}" for name in DETECTORS))


def _wanted(file: ByteFile, detector: str) -> tuple[str | None, ...]:
    return (file.text,) if detector == "unionclean" or file.text is not None else (None, file.foreign)


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


def pieces(text: str, codec: str, length: int, number: int) -> Iterator[bytes]:
    """Yield ``number`` random pieces of ``text``, encoded; those of ASCII alone are left out."""
    chance = random.Random(7)
    while number:
        start = chance.randrange(len(text) - length)
        encoded = text[start : start + length].encode(codec, "ignore")
        if not encoded.isascii():
            number -= 1
            yield encoded


def table_of_pieces(data: Path, number: int) -> None:
    """Print how often each detector is right, wrong or silent on pieces of text."""
    print(f"\n{'right / wrong / none, in %':<44}" + "".join(f"{name:>22}" for name in DETECTORS))
    for name, text, codec in sources(data):
        for length in (4, 10, 20, 50, 100):
            row = []
            for detect in DETECTORS.values():
                counts = Counter(
                    outcome(detect(piece), (piece.decode(codec),)) for piece in pieces(text, codec, length, number)
                )
                shares = (f"{100 * counts[kind] / number:.1f}" for kind in ("right", "wrong", "none"))
                row.append(f"{' / '.join(shares):>22}")
            print(f"{name:<20}{codec:<12}{length:>4} characters{''.join(row[:])}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--quick", action="store_true", help="30 pieces each instead of 300")
    arguments = parser.parse_args()
    table_of_files()
    table_of_pieces(arguments.data, 30 if arguments.quick else 300)


if __name__ == "__main__":
    main()
