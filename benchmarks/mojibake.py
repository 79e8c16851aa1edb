"""How much mojibake comes back, what is touched that was sound, and what it costs.

``python -m benchmarks.mojibake [--quick] [--ftfy CHECKOUT] [--sound FILE ...]``

The matrix: held-out text (:mod:`tools.corpora`), written by every right codec and read by every wrong one, once and twice, in lines of 1 to 60
characters, alone and on a page of such lines; ftfy and a repair that asks chardet do the same beside it.  Lines that a codec cannot read without a loss
are counted apart.  ``--ftfy`` names a checkout of python-ftfy, whose own test cases are then compared; ``--sound`` names files of sound text, in which every edit is
printed.  Speeds are MB/s of UTF-8.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import ftfy
import opencc

from tools import corpora
from unionclean import repair_encoding
from unionclean.edits import apply_edits
from unionclean.encoding.codepages.legacy import gbk_codes
from unionclean.encoding.mojibake.repair import find_mojibake

SIMPLIFIED, TRADITIONAL = "news_late", "handbook_tw"
LENGTHS = (1, 2, 4, 8, 20, 60)
SINGLE = (
    "latin-1", "cp1252", "iso8859-15", "iso8859-2", "cp1250", "cp1254", "cp1257", "cp1258", "mac-roman", "cp437", "cp850", "cp852", "cp866",
    "koi8-r", "cp1251", "iso8859-5", "cp874",
)  # fmt: skip
DOUBLE = ("gb18030", "cp950", "big5hkscs", "cp949", "cp932", "euc-jp")
TWICE = (
    (("gb18030", "latin-1"), ("utf-8", "latin-1")),
    (("utf-8", "latin-1"), ("utf-8", "latin-1")),
    (("utf-8", "cp437"), ("utf-8", "latin-1")),
    (("gb18030", "latin-1"), ("utf-8", "gb18030")),
    (("big5", "latin-1"), ("utf-8", "cp1252")),
)
Ways = Sequence[tuple[str, str]]

LOSSY = (
    ("gb18030", "latin-1"), ("gb18030", "cp1252"), ("big5", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-8", "browser"),
    ("utf-8", "gb18030"), ("utf-8", "gbk"), ("big5", "gb18030"), ("big5", "gbk"), ("gbk", "big5hkscs"), ("gbk", "cp950"), ("utf-8", "big5hkscs"),
    ("gb18030", "cp437"), ("gb18030", "cp949"), ("gb18030", "cp932"),
)  # fmt: skip
PAGE = 12
"""Lines of one page of :mod:`benchmarks.calibration`."""


def misread_with_losses(line: str, right: str, wrong: str) -> str:
    """Return ``line`` with its bytes in ``right`` decoded as ``wrong``, U+FFFD where that loses some; ``browser`` is CP936 as browsers decode it."""
    data = line.encode(right)
    if wrong != "browser":
        return data.decode(wrong, "replace")
    shown = {code: character for character, code in gbk_codes().items()}
    seen, position = [], 0
    while position < len(data):  # 80 alone is the euro sign, a lead byte before ASCII is lost alone
        length = 1 if data[position] <= 0x80 or data[position : position + 2] not in shown else 2
        seen.append(shown.get(data[position : position + length], "\ufffd"))
        position += length
    return "".join(seen)


def misread(text: str, ways: Ways) -> str | None:
    """Return ``text`` as it looks when misread in ``ways``, ``None`` if a codec loses something."""
    for right, wrong in ways:
        try:
            data = text.encode(right)
            text = data.decode(wrong)
        except UnicodeError:
            return None
        if text.encode(wrong) != data:
            return None
    return text


def lines_of(name: str, number: int, data: Path, convert: Callable[[str], str] = str) -> dict[int, list[str]]:
    """Return for every length ``number`` pieces of lines of a held-out source, without ASCII."""
    chance = random.Random(11)
    lines = [line for document in corpora.load(name, data=data) for line in document.split("\n") if len(line) > 70]
    chance.shuffle(lines)
    found: dict[int, list[str]] = {}
    for length in LENGTHS:
        pieces = (
            convert(line[start : start + length]) for line in lines for start in [chance.randrange(len(line) - length)]
        )
        good = (piece for piece in pieces if all(c > "\x7f" for c in piece) and piece.strip() == piece)
        found[length] = [piece for piece, _ in zip(good, range(number), strict=False)]
    return found


def verdict(original: str, seen: str, ours: str) -> str:
    """Return what a repair of ``seen`` is."""
    if ours == original:
        return "exact"
    if ours == seen:
        return "untouched"
    left = set(ours) & set(seen) - set(original)
    return "half" if any(character > "\x7f" and character != "\ufffd" for character in left) else "wrong"


def by_chardet(seen: str) -> str:
    """Return what somebody gets who encodes in the codecs that come to mind and asks chardet what the bytes are."""
    import chardet  # of the extra `benchmarks`, which a test of the tools does not need

    for codec in ("latin-1", "cp1252", "gb18030", "big5"):
        try:
            data = seen.encode(codec)
        except UnicodeError:
            continue
        found = chardet.detect(data)
        if found["encoding"] and found["encoding"].lower() != codec and (found["confidence"] or 0) > 0.5:
            try:
                return data.decode(found["encoding"])
            except (UnicodeError, LookupError):
                continue
    return seen


def repaired(text: str) -> str:
    """Return ``text`` after the finder of this library alone."""
    return apply_edits(text, find_mojibake(text).edits)


def matrix(data: Path, number: int) -> None:
    """Print the matrix."""
    to_traditional = opencc.OpenCC("s2tw").convert
    simplified = lines_of(SIMPLIFIED, number, data)
    sources = {"gb18030": simplified, "utf-8": simplified, "big5": lines_of(TRADITIONAL, number, data, to_traditional)}
    print(
        "exact / lossless lines, alone, by length; then on a page; w: wrong or half; peers: exact from 8 characters on"
    )
    print(
        f"{'bytes of':<9}{'read as':<22}"
        + "".join(f"{n:>9}" for n in LENGTHS)
        + f"{'page':>10}{'w':>4}{'ftfy':>8}{'chardet':>9}"
    )
    total: Counter[str] = Counter()
    for right, source in sources.items():
        family = {"big5": {"cp950", "big5hkscs"}}.get(right, {right})
        for wrong in (*SINGLE, *DOUBLE):
            if wrong not in family:
                total += row(source, [(right, wrong)])
    for ways in TWICE:
        total += row(sources["big5" if ways[0][0] == "big5" else "utf-8"], ways)
    print(f"in all: {dict(total)}")


LOST = (
    ("gb18030", "cp950"), ("gb18030", "big5hkscs"), ("gb18030", "cp949"), ("gb18030", "cp932"), ("gb18030", "euc-jp"), ("gb18030", "cp874"),
    ("big5", "cp949"), ("big5", "cp932"), ("big5", "euc-jp"), ("big5", "cp874"),
    ("utf-8", "cp950"), ("utf-8", "big5hkscs"), ("utf-8", "cp949"), ("utf-8", "cp932"), ("utf-8", "euc-jp"),
)  # fmt: skip


def with_lost_bytes(data: Path, number: int) -> None:
    """Print what becomes of lines of which the wrong codec lost bytes, each with U+FFFD: right but for U+FFFD, untouched with a note or without, wrong."""
    columns = ("right", "noted", "untouched", "wrong")
    print(f"\n{'lines that lost bytes':<24}{'lines':>7}" + "".join(f"{column:>11}" for column in columns))
    simplified = lines_of(SIMPLIFIED, number, data)
    traditional = lines_of(TRADITIONAL, number, data, opencc.OpenCC("s2tw").convert)
    for right, wrong in LOST:
        source = traditional if right == "big5" else simplified
        lines = [line for length in LENGTHS[3:] for line in source[length] if misread(line, [(right, right)]) == line]
        counts: Counter[str] = Counter()
        for line in lines:
            seen = line.encode(right).decode(wrong, "replace")
            if "\ufffd" in seen:
                cleaned = repair_encoding.explain(seen)
                is_right = _is_right_but_for_losses(cleaned.text, line)
                left = "noted" if cleaned.notes else "untouched"
                counts[left if cleaned.text == seen else "right" if is_right else "wrong"] += 1
        cells = "".join(f"{counts[column]:>11}" for column in columns)
        print(f"{right + ' read as ' + wrong:<24}{counts.total():>7}{cells}", flush=True)


def _is_right_but_for_losses(text: str, line: str) -> bool:
    rest = iter(line)
    return all(character in rest for character in text if character != "\ufffd")


LOSSES = {
    "replaced by U+FFFD": ("", ""),
    "U+FFFD dropped": ("\ufffd", ""),
    "private use dropped": ("\ufffd", "\ue000-\uf8ff"),
}


def lossy(data: Path, number: int) -> None:
    """Print what becomes of UTF-8 read as GBK where the decoder, or a tool behind it, dropped what has no character."""
    print(f"\n{'UTF-8 read as GBK, losses':<27}" + "".join(f"{length:>18}" for length in LENGTHS[2:]))
    lines = lines_of(SIMPLIFIED, number, data)
    for name, dropped in LOSSES.items():
        cells = []
        for length in LENGTHS[2:]:
            counts: Counter[str] = Counter()
            for line in lines[length]:
                seen = misread_with_losses(line, "utf-8", "browser")
                seen = re.sub(f"[{''.join(dropped)}]", "", seen) if any(dropped) else seen
                ours = repaired(seen)
                is_right = _is_right_but_for_losses(ours, line)
                counts["untouched" if ours == seen else "right" if is_right else "wrong"] += 1
            cells.append(f"{counts['right']}/{counts['untouched']}/{counts['wrong']}")
        print(f"{name:<27}" + "".join(f"{cell:>18}" for cell in cells), flush=True)
    print("right but for U+FFFD / untouched / wrong or half")


def without_soft_hyphens(data: Path, number: int) -> None:
    """Print what becomes of lines behind Latin-1 of which crawlers took the soft hyphens, bytes AD, and the C1 controls; ``lenient``: what is UTF-8 was read as such."""
    columns = ("exact", "right", "untouched", "wrong")
    print(f"\n{'without soft hyphens':<24}{'lines':>7}" + "".join(f"{column:>11}" for column in columns))
    simplified = lines_of(SIMPLIFIED, number, data)
    traditional = lines_of(TRADITIONAL, number, data, opencc.OpenCC("s2tw").convert)
    for right, wrong in product(("gb2312", "big5"), ("latin-1", "lenient")):
        source = traditional if right == "big5" else simplified
        counts: Counter[str] = Counter()
        for line in (line for length in LENGTHS[3:] for line in source[length]):
            if misread(line, [(right, right)]) != line or b"\xad" not in line.encode(right):
                continue
            seen = re.sub(
                "[\x80-\x9f\xad]", "", (read_leniently if wrong == "lenient" else _as_latin_1)(line.encode(right))
            )
            ours = repaired(seen)
            is_right = len(ours) <= len(line) and _is_right_but_for_losses(ours, line)
            counts["exact" if ours == line else "untouched" if ours == seen else "right" if is_right else "wrong"] += 1
        cells = "".join(f"{counts[column]:>11}" for column in columns)
        print(f"{right + ' read as ' + wrong:<24}{counts.total():>7}{cells}", flush=True)
    print("right: but for U+FFFD, or for a character that left nothing")


def _as_latin_1(data: bytes) -> str:
    return data.decode("latin-1")


def read_leniently(data: bytes) -> str:
    """Return ``data`` as a decoder shows it that takes what is UTF-8 as such and any other byte as Latin-1.

    >>> read_leniently("提供安装".encode("gbk"))
    'Ìṩ°²×°'
    """
    pieces, position = [], 0
    while position < len(data):
        length = next((n for n in (1, 2, 3, 4) if _is_utf8(data[position : position + n])), 0)
        piece = data[position : position + max(1, length)]
        pieces.append(piece.decode("utf-8" if length else "latin-1"))
        position += len(piece)
    return "".join(pieces)


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def with_ascii(data: Path, number: int) -> None:
    """Print what becomes of lines with dates, figures and words of ASCII in them, after the whole step; each line that is not right is printed."""
    print("\nlines with ASCII      lines   exact  untouched    half   wrong")
    to_traditional = opencc.OpenCC("s2tw").convert
    chance = random.Random(12)
    for right, name, convert in (
        ("gb18030", SIMPLIFIED, str),
        ("utf-8", SIMPLIFIED, str),
        ("big5", TRADITIONAL, to_traditional),
    ):
        lines = [line for document in corpora.load(name, data=data) for line in document.split("\n") if len(line) > 20]
        counts: Counter[str] = Counter()
        for wrong in (*SINGLE, *DOUBLE):
            for length in (4, 8, 20, 60):
                for line in mixed_pieces(lines, length, number, chance):
                    line = convert(line)
                    seen = misread(line, [(right, wrong)])
                    if seen is not None and seen != line:
                        ours = repair_encoding(seen)
                        counts[verdict(line, seen, ours)] += 1
                        if verdict(line, seen, ours) in ("half", "wrong"):
                            print(f"    {right} as {wrong}: {line!r} {seen!r} {ours!r}")
        cells = "".join(f"{counts[kind]:>8}" for kind in ("exact", "untouched", "half", "wrong"))
        print(f"{right:<20}{sum(counts.values()):>8}{cells}")


def mixed_pieces(lines: Sequence[str], length: int, number: int, chance: random.Random) -> Iterator[str]:
    """Yield pieces of ``lines`` that hold ASCII and at least two Han."""
    while number:
        line = chance.choice(lines)
        start = chance.randrange(max(1, len(line) - length))
        piece = line[start : start + length].strip()
        if any(character < "\x7f" for character in piece) and sum(character > "\u3400" for character in piece) >= 2:
            number -= 1
            yield piece


def row(source: dict[int, list[str]], ways: Ways) -> Counter[str]:
    """Print one row of the matrix; return its verdicts."""
    cells, total, peers = [], Counter[str](), Counter[str]()
    page: list[tuple[str, str]] = []
    for length in LENGTHS:
        counts: Counter[str] = Counter()
        for line in source[length]:
            seen = misread(line, ways)
            if seen is None or seen == line:
                continue
            page.append((line, seen))
            counts[verdict(line, seen, repaired(seen))] += 1
            if length >= 8:
                peers["lines"] += 1
                peers["ftfy"] += ftfy.fix_encoding(seen) == line
                peers["chardet"] += by_chardet(seen) == line
        total += counts
        cells.append(f"{counts['exact']}/{counts.total()}" if counts else "-")
    on_page = on_a_page(page)
    total += Counter({f"page {kind}": number for kind, number in on_page.items()})
    bad = sum(number for kind, number in total.items() if kind.endswith(("wrong", "half")))
    names = " ".join(wrong if n == 0 else f"> {right} {wrong}" for n, (right, wrong) in enumerate(ways))
    shares = "".join(
        f"{peers[name] / max(1, peers['lines']):>{width}.0%}" for name, width in (("ftfy", 8), ("chardet", 9))
    )
    print(
        f"{ways[0][0]:<9}{names:<22}" + "".join(f"{cell:>9}" for cell in cells)
        + f"{on_page['exact']:>5}/{on_page.total():<4}{bad:>4}{shares}", flush=True,
    )  # fmt: skip
    return total


def on_a_page(page: list[tuple[str, str]]) -> Counter[str]:
    """Return the verdicts on lines that stand on one page, in any order."""
    page = [pair for pair in page if not set(pair[1]) & set("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")]
    random.Random(5).shuffle(page)
    ours = repaired("\n".join(seen for _, seen in page)).split("\n") if page else []
    return Counter(verdict(line, seen, got) for (line, seen), got in zip(page, ours, strict=True))


def ftfy_cases(checkout: Path) -> None:
    """Print where this library and ftfy differ on ftfy's own test cases."""
    counts: Counter[str] = Counter()
    for path in sorted((checkout / "tests" / "test-cases").glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            wanted = case.get("fixed-encoding", case["fixed"])
            ours, theirs = repair_encoding(case["original"]) == wanted, ftfy.fix_encoding(case["original"]) == wanted
            counts[
                f"{path.stem}: {'both' if ours and theirs else 'ours' if ours else 'ftfy' if theirs else 'neither'}"
            ] += 1
            if ours != theirs:
                print(f"  {'ours' if ours else 'ftfy'} alone: {case['label']}")
    print("ftfy's test cases:", dict(counts))


def sound_text(files: Sequence[Path]) -> None:
    """Print every edit in text that should need none, and the speed."""
    for name, pieces in ((file.name, _pieces(file)) for file in files):
        characters, size, spent, edits = 0, 0, 0.0, []
        for piece in pieces:
            start = time.process_time()
            edits += find_mojibake(piece).edits
            spent += time.process_time() - start
            characters, size = characters + len(piece), size + len(piece.encode("utf-8", "replace"))
        print(f"{name:<20}{characters:>12,} characters{len(edits):>5} edits{size / 1e6 / max(spent, 1e-9):>8.1f} MB/s")
        for edit in edits[:10]:
            print(f"    {edit.before[:30]!r} -> {edit.after[:30]!r} ({edit.detail})")


def _pieces(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", errors="replace") as text:
        while piece := text.read(2_000_000):
            yield piece


def speed(data: Path) -> None:
    """Print the speed on quiet text and on garbage."""
    text = "\n".join(corpora.load(SIMPLIFIED, data=data))
    quiet = "\n".join(line for line in text.split("\n") if not find_mojibake(line).edits)
    samples = {"quiet": quiet}
    for right, wrong in (("gb18030", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "gb18030"), ("gb18030", "big5hkscs")):
        samples[f"{right} as {wrong}"] = text[:10_000].encode(right, "ignore").decode(wrong, "replace")
    for name, sample in samples.items():
        times = []
        for _ in range(2):
            start = time.process_time()
            find_mojibake(sample)
            times.append(time.process_time() - start)
        print(f"{name:<24}{len(sample.encode()) / 1e6 / max(min(times), 1e-9):>10.2f} MB/s")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--ftfy", type=Path, help="a checkout of python-ftfy")
    parser.add_argument("--sound", type=Path, nargs="*", default=[], help="files of sound text")
    parser.add_argument("--quick", action="store_true", help="10 lines of each length instead of 50")
    options = parser.parse_args()
    matrix(options.data, 10 if options.quick else 50)
    with_ascii(options.data, 5 if options.quick else 25)
    lossy(options.data, 10 if options.quick else 50)
    with_lost_bytes(options.data, 10 if options.quick else 50)
    without_soft_hyphens(options.data, 10 if options.quick else 50)
    if options.ftfy:
        ftfy_cases(options.ftfy)
    sound_text(options.sound)
    speed(options.data)


if __name__ == "__main__":
    main()
