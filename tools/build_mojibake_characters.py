"""Builds ``unionclean/tables/mojibake_characters.tsv``: the characters that mojibake of the Chinese codecs is full of and writing is not.

``python -m tools.build_mojibake_characters [--data ../shared/data]``.  Clean text is misread on purpose in every way that gives Han.  A character is a
``strong`` character when it makes up at least 3 in ten million of some mojibake, at most 1 in ten million of clean text, and thirty times as much of
the one as of the other.  Kana, Cyrillic and the like cannot be: they would make every Japanese or Russian page suspicious.  The clean sources are
too small to know every word; if the word counts of a newspaper clear such a character, it is ``strong_if_clustered`` and makes a suspicion only in a crowd.
A character is a ``context`` character when it is ten times as frequent in some mojibake as in clean text: next to a telltale it makes a suspicion.
One that the newspaper clears is ``context_of_strong``: a companion of telltales, but nobody in a crowd.

Two codecs turn Chinese into letters that other people write, one by one, but not side by side: ``hangul`` are syllables that EUC-KR makes of it and Korean text has
at most once in a hundred thousand, where ``common_hangul`` are one in a thousand; ``kanji`` are characters that EUC-JP makes of it, thirty times as often as any writing has them, and ``beside_kanji`` those that it makes six times as often.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import opencc

from tools import corpora
from tools.build import run
from tools.build_plausibility import SIMPLIFIED, TRADITIONAL

Ways = tuple[tuple[str, str], ...]

MISREAD: tuple[Ways, ...] = (
    (("utf-8", "gb18030"),),
    (("utf-8", "big5hkscs"),),
    (("gb18030", "big5hkscs"),),
    (("big5", "gb18030"),),
    (("gb18030", "euc_jp"),),
    (("utf-8", "cp932"),),
    (("utf-8", "cp949"),),
    (("gb18030", "latin-1"), ("utf-8", "gb18030")),
)
AS_KOREAN = ((("gb18030", "cp949"),), (("big5", "cp949"),))
AS_JAPANESE = ((("gb18030", "euc_jp"),),)
FOREIGN = ("office_ko", "office_ja")
SAMPLE = 600_000
IN_MOJIBAKE, IN_WRITING, RATIO = 3e-7, 1e-7, 30
CONTEXT_IN_MOJIBAKE, CONTEXT_RATIO = 1e-6, 10
HANGUL_IN_MOJIBAKE, HANGUL_IN_WRITING, COMMON_HANGUL = 1e-6, 1e-5, 1e-3
KANJI_IN_WRITING, KANJI_RATIO, BESIDE_KANJI_RATIO = 5e-5, 30, 6


def garbage(text: str, ways: Ways) -> str:
    """Return ``text`` with its bytes decoded wrongly in each of ``ways``, line by line."""
    for right, wrong in ways:
        text = "\n".join(line.encode(right, "ignore").decode(wrong, "ignore") for line in text.split("\n"))
    return text.replace("\n", "")


def shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {character: number / total for character, number in counts.items()}


def newspaper(to_traditional: opencc.OpenCC) -> Counter[str]:
    """Return the characters of a newspaper's words with their counts, in both scripts."""
    counts: Counter[str] = Counter()
    for word, number in corpora.load_words().items():
        for version in (word, to_traditional.convert(word)):
            for character in version:
                counts[character] += number
    return counts


def measure(data: Path, to_traditional: opencc.OpenCC) -> tuple[dict[str, float], dict[str, float]]:
    """Return the share of every character in clean text, and its largest share in any mojibake."""
    writing: Counter[str] = Counter()
    mojibake: dict[str, float] = {}
    for name in SIMPLIFIED + TRADITIONAL:
        text = "\n".join(corpora.load(name, data=data))
        for version in (text, to_traditional.convert(text)):
            writing.update(version)
            for ways in MISREAD:
                _raise(mojibake, shares(Counter(garbage(version[:SAMPLE], ways))))
    return shares(writing), mojibake


def _raise(most: dict[str, float], found: dict[str, float]) -> None:
    """Raise what ``most`` says of each character to what is ``found``."""
    for character, share in found.items():
        most[character] = max(share, most.get(character, 0))


def foreign_rows(data: Path, to_traditional: opencc.OpenCC) -> list[str]:
    """Return the lines of the table for letters that Korean and Japanese are written with."""
    korean, japanese = (Counter("\n".join(corpora.load(name, data=data))) for name in FOREIGN)
    as_korean: dict[str, float] = {}
    as_japanese: dict[str, float] = {}
    written = shares(_only(japanese, "\u3400", "\u9fff"))
    for name in SIMPLIFIED + TRADITIONAL:
        text = "\n".join(corpora.load(name, data=data))
        for version in (text, to_traditional.convert(text)):
            _raise(written, shares(_only(Counter(version), "\u3400", "\u9fff")))
        for ways in AS_KOREAN:
            _raise(as_korean, shares(_only(Counter(garbage(text[:SAMPLE], ways)), "\uac00", "\ud7a3")))
        for ways in AS_JAPANESE:
            _raise(as_japanese, shares(_only(Counter(garbage(text[:SAMPLE], ways)), "\u3400", "\u9fff")))
    in_korean = shares(_only(korean, "\uac00", "\ud7a3"))
    hangul = {
        c for c, share in as_korean.items() if share >= HANGUL_IN_MOJIBAKE and in_korean.get(c, 0) <= HANGUL_IN_WRITING
    }
    beside = {c for c, share in as_japanese.items() if share >= BESIDE_KANJI_RATIO * written.get(c, 0)}
    kanji = {
        c for c in beside if as_japanese[c] >= KANJI_RATIO * written.get(c, 0) and written.get(c, 0) <= KANJI_IN_WRITING
    }
    common = {c for c, share in in_korean.items() if share >= COMMON_HANGUL}
    return [
        _row("hangul", hangul),
        _row("common_hangul", common),
        _row("kanji", kanji),
        _row("beside_kanji", beside - kanji),
    ]


def _only(counts: Counter[str], first: str, last: str) -> Counter[str]:
    return Counter({character: number for character, number in counts.items() if first <= character <= last})


def is_strong(character: str, in_mojibake: float, in_writing: float) -> bool:
    if not "\u3400" <= character <= "\uf8ff" or is_of_another_writing(character):
        return False
    return in_writing <= IN_WRITING and in_mojibake >= max(IN_MOJIBAKE, RATIO * in_writing)


def is_of_another_writing(character: str) -> bool:
    """Return whether Korean or Japanese pages are full of ``character``: Hangul, or kanji of JIS level 1 that GB 2312 lacks."""
    if "\uac00" <= character <= "\ud7a3":
        return True
    code = character.encode("euc_jp", "ignore")
    return len(code) == 2 and 0xB0 <= code[0] < 0xD0 and not character.encode("gb2312", "ignore")


def is_context(character: str, in_mojibake: float, in_writing: float) -> bool:
    if not "\u3100" <= character <= "\uf8ff" or is_of_another_writing(character):
        return False
    return in_mojibake >= max(CONTEXT_IN_MOJIBAKE, CONTEXT_RATIO * in_writing)


def rows(writing: dict[str, float], printed: dict[str, float], mojibake: dict[str, float]) -> list[str]:
    """Return the lines of the table: each kind with its characters, sorted."""
    suspects = {c for c, share in mojibake.items() if is_strong(c, share, writing.get(c, 0))}
    strong = {c for c in suspects if is_strong(c, mojibake[c], printed.get(c, 0))}
    beside = {c for c, share in mojibake.items() if is_context(c, share, writing.get(c, 0))} - suspects
    context = {c for c in beside if is_context(c, mojibake[c], printed.get(c, 0))}
    kinds = {
        "strong": strong,
        "strong_if_clustered": suspects - strong,
        "context": context,
        "context_of_strong": beside - context,
    }
    return [_row(kind, characters) for kind, characters in kinds.items()]


def _row(kind: str, characters: set[str]) -> str:
    return f"{kind}\t{''.join(sorted(characters))}"


def build(data: Path, cache: Path) -> dict[str, str]:
    """Return the table."""
    to_traditional = opencc.OpenCC("s2t")
    writing, mojibake = measure(data, to_traditional)
    lines = rows(writing, shares(newspaper(to_traditional)), mojibake) + foreign_rows(data, to_traditional)
    body = "\n".join(lines) + "\n"
    digest = hashlib.sha256(body.encode()).hexdigest()
    header = (
        f"# generated by tools/build_mojibake_characters.py from {', '.join((*SIMPLIFIED, *TRADITIONAL, *FOREIGN))} (lists of characters)\n"
        f"# and the word counts of hsg 1.0.0 (Apache-2.0); other licences: see plausibility.tsv\n# sha256 of the rows: {digest}\n"
    )
    return {"unionclean/tables/mojibake_characters.tsv": header + body}


if __name__ == "__main__":
    raise SystemExit(run("mojibake_characters"))
