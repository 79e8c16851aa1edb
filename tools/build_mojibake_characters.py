"""Builds ``unionclean/tables/mojibake_characters.tsv``: the characters that mojibake of the Chinese codecs is full of and writing is not.

``python -m tools.build_mojibake_characters [--data ../shared/data]``.  Clean text is misread on purpose in every way that gives Han.  A character is a
``strong`` character when it makes up at least 3 in ten million of some mojibake, at most 1 in ten million of clean text, and thirty times as much of
the one as of the other.  Kana, Cyrillic and the like cannot be: they would make every Japanese or Russian page suspicious.  The clean sources are
too small to know every word; if the word counts of a newspaper clear such a character, it is ``strong_if_clustered`` and makes a suspicion only in a crowd.
A character is a ``context`` character when it is ten times as frequent in some mojibake as in clean text: next to a telltale it makes a suspicion.
One that the newspaper clears is ``context_of_strong``: a companion of telltales, but nobody in a crowd.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import opencc

from tools import corpora
from tools.build import run
from tools.build_plausibility import SIMPLIFIED, TRADITIONAL

MISREAD = (
    ("utf-8", "gb18030"),
    ("utf-8", "big5hkscs"),
    ("gb18030", "big5hkscs"),
    ("big5", "gb18030"),
    ("gb18030", "euc_jp"),
    ("utf-8", "cp932"),
    ("utf-8", "cp949"),
)
SAMPLE = 600_000
IN_MOJIBAKE, IN_WRITING, RATIO = 3e-7, 1e-7, 30
CONTEXT_IN_MOJIBAKE, CONTEXT_RATIO = 1e-6, 10


def garbage(text: str, right: str, wrong: str) -> str:
    """Return ``text`` with its bytes in ``right`` decoded as ``wrong``, line by line."""
    return "".join(line.encode(right, "ignore").decode(wrong, "ignore") for line in text.split("\n"))


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
            for right, wrong in MISREAD:
                for character, share in shares(Counter(garbage(version[:SAMPLE], right, wrong))).items():
                    mojibake[character] = max(share, mojibake.get(character, 0))
    return shares(writing), mojibake


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
    return [f"{kind}\t{''.join(sorted(characters))}" for kind, characters in kinds.items()]


def build(data: Path, cache: Path) -> dict[str, str]:
    """Return the table."""
    to_traditional = opencc.OpenCC("s2t")
    writing, mojibake = measure(data, to_traditional)
    body = "\n".join(rows(writing, shares(newspaper(to_traditional)), mojibake)) + "\n"
    digest = hashlib.sha256(body.encode()).hexdigest()
    header = (
        f"# generated by tools/build_mojibake_characters.py from {', '.join(SIMPLIFIED + TRADITIONAL)} (lists of characters)\n"
        f"# and the word counts of hsg 1.0.0 (Apache-2.0); other licences: see plausibility.tsv\n# sha256 of the rows: {digest}\n"
    )
    return {"unionclean/tables/mojibake_characters.tsv": header + body}


if __name__ == "__main__":
    raise SystemExit(run("mojibake_characters"))
