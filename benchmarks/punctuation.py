"""How well ``normalize_punctuation`` restores folded text, what it changes in right text, and how fast; beside its peers.

    python -m benchmarks.punctuation [--data ../shared/data] [--quick] [--zhlint FOLDER]

Right text is folded as crawlers fold it (U+FF01-FF5E to ASCII) and given to each tool.  A mark counts as restored when the
tool's output has it at its place, blanks aside.  Marks between two digits are not counted: ``1，200`` and ``1,200`` fold to
the same.  Peers: autocorrect (``pip install autocorrect-py``), ftfy, zhlint (npm; ``--zhlint`` names a folder where it is
installed), and the effect of the punctuation tables of cc_net and data-juicer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path

from tools import corpora
from unionclean import normalize_punctuation

FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
MARKS = "，：；！？（）"
ALL_BUT_MARKS = {code: twin for code, twin in FOLD.items() if chr(code) not in MARKS}
TABLE = str.maketrans(
    {**{mark: chr(ord(mark) - 0xFEE0) for mark in MARKS}, "。": ".", "、": ",", "“": '"', "”": '"', "１": '"'}
)

TOKEN = re.compile(
    r"(?:https?://|www\.)[!-~]*[0-9A-Za-z/]|[0-9A-Za-z]+(?:(?:[.:/@+'-]|(?<=[0-9]),(?=[0-9]))[0-9A-Za-z]+)*%?"
)
BLANK = re.compile(r"[ \t\r\u3000\u00a0\u2002]+")
BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[，：；](?=[0-9])")

Tool = Callable[[list[str]], list[str]]
SOURCES = ("laws_cn", "news", "laws_tw", "web_late", "reviews_good")
RIGHT = ("laws_cn", "news")
ZHLINT = """
import {run} from 'zhlint';
let read = ''; for await (const chunk of process.stdin.setEncoding('utf8')) read += chunk;
const texts = JSON.parse(read); const options = {rules: {preset: 'default'}};
process.stdout.write(JSON.stringify(texts.map(t => { try { return run(t, options).result } catch (e) { return t } })));
"""


def each(function: Callable[[str], str]) -> Tool:
    return lambda texts: [function(text) for text in texts]


def zhlint(folder: Path) -> Tool:
    def run(texts: list[str]) -> list[str]:
        command = ["node", "--input-type=module", "-e", ZHLINT]
        done = subprocess.run(command, cwd=folder, input=json.dumps(texts), capture_output=True, check=True, text=True)
        return json.loads(done.stdout)

    return run


def tools_at_hand(zhlint_folder: Path | None) -> dict[str, Tool]:
    tools: dict[str, Tool] = {"unionclean": each(normalize_punctuation)}
    if importlib.util.find_spec("autocorrect_py"):
        import autocorrect_py

        tools["autocorrect"] = each(autocorrect_py.format)
    if zhlint_folder:
        tools["zhlint"] = zhlint(zhlint_folder)
    import ftfy

    tools["ftfy"] = each(ftfy.fix_text)
    tools["cc_net table"] = each(lambda text: text.translate(TABLE))
    return tools


def compared(reference: str, output: str) -> tuple[int, int]:
    """Return how many marks ``reference`` has, and how many of them ``output`` has at the same place, line by line."""
    marks = restored = 0
    theirs = output.split("\n")
    lines = reference.split("\n")
    if len(lines) != len(theirs):
        lines, theirs = ["\n".join(lines)], ["\n".join(theirs)]
    for right, line in zip(lines, theirs, strict=True):
        skipped = len(BETWEEN_DIGITS.findall(right))
        right, line = BLANK.sub("", right), BLANK.sub("", line.translate(ALL_BUT_MARKS))
        wanted = sum(map(right.count, MARKS))
        marks += wanted - skipped
        restored += wanted - skipped if right == line else max(0, agreeing(right, line) - skipped)
    return marks, min(restored, marks)


def agreeing(right: str, line: str) -> int:
    if len(right) == len(line):
        return sum(a == b and a in MARKS for a, b in zip(right, line, strict=True))
    matcher = SequenceMatcher(None, right, line, autojunk=False)
    return sum(right[b.a + i] in MARKS for b in matcher.get_matching_blocks() for i in range(b.size))


def unharmed(folded: str, output: str) -> tuple[int, int]:
    """Return how many numbers, Latin words and addresses there are, and how many come out as they went in."""
    before, after = Counter(TOKEN.findall(folded)), Counter(TOKEN.findall(output))
    return before.total(), (before & after).total()


def size(texts: list[str]) -> float:
    return sum(len(text.encode(errors="replace")) for text in texts) / 1e6


def rate(function: Tool, texts: list[str], rounds: int = 3) -> float:
    best = min(_seconds(function, texts) for _ in range(rounds))
    return size(texts) / best


def _seconds(function: Tool, texts: list[str]) -> float:
    started = time.process_time()
    function(texts)
    return time.process_time() - started


def load(names: Iterable[str], options: argparse.Namespace) -> dict[str, list[str]]:
    texts = {}
    for name, documents in corpora.reachable(names, data=options.data):
        part = documents[:: max(1, len(documents) // options.documents)]
        texts[name] = [text.replace("\r\n", "\n") for text in part]
    return texts


def at_hand(texts: dict[str, list[str]]) -> list[str]:
    return [name for name in RIGHT if name in texts]


def show_restored(texts: dict[str, list[str]], tools: dict[str, Tool]) -> None:
    print(f"{'marks restored':<16}{'marks':>9}" + "".join(f"{name:>14}" for name in tools))
    harm = []
    for name, documents in texts.items():
        folded = [text.translate(FOLD) for text in documents]
        reference = [text.translate(ALL_BUT_MARKS) for text in documents]
        row, harmed, marks = "", "", 0
        for tool in tools.values():
            outputs = tool(folded)
            pairs = [compared(*pair) for pair in zip(reference, outputs, strict=True)]
            marks, restored = sum(p[0] for p in pairs), sum(p[1] for p in pairs)
            row += f"{restored / max(1, marks):>14.3%}"
            kept = [unharmed(*pair) for pair in zip(folded, outputs, strict=True)]
            harmed += f"{sum(k[1] for k in kept) / max(1, sum(k[0] for k in kept)):>14.3%}"
        print(f"{name:<16}{marks:>9,}{row}")
        harm.append(f"{name:<16}{sum(k[0] for k in kept):>9,}{harmed}")
    print(f"\n{'unharmed':<16}{'words':>9}" + "".join(f"{name:>14}" for name in tools))
    print("\n".join(harm))


def show_changes(texts: dict[str, list[str]], tools: dict[str, Tool]) -> None:
    print(f"\n{'right marks lost':<16}{'marks':>9}" + "".join(f"{name:>14}" for name in tools))
    for name, documents in texts.items():
        row, marks = "", 0
        for tool in tools.values():
            outputs = tool(documents)
            reference = [text.translate(ALL_BUT_MARKS) for text in documents]
            pairs = [compared(*pair) for pair in zip(reference, outputs, strict=True)]
            marks = sum(p[0] for p in pairs)
            row += f"{marks - sum(p[1] for p in pairs):>14,}"
        print(f"{name:<16}{marks:>9,}{row}")
    print("\nwhat unionclean changes in text as it came, by rule")
    for name, documents in texts.items():
        edits = Counter(
            edit.rule for text in documents for edit in normalize_punctuation.explain(text).edits for edit in [edit]
        )
        print(f"  {name}: " + ", ".join(f"{rule} {count:,}" for rule, count in edits.most_common()))
    again = 0
    for documents in texts.values():
        for text in documents:
            once = normalize_punctuation(text)
            again += normalize_punctuation(once) != once
    print(f"documents that a second pass changes: {again}")


def show_speed(texts: dict[str, list[str]], tools: dict[str, Tool], rounds: int) -> None:
    in_process = {name: tool for name, tool in tools.items() if name != "zhlint"}
    print(f"\n{'MB/s':<22}{'yardstick':>12}" + "".join(f"{name:>14}" for name in in_process))
    for name in at_hand(texts):
        right = [normalize_punctuation(text) for text in texts[name]]
        for kind, documents in (("right", right), ("folded", [text.translate(FOLD) for text in right])):
            yardstick = rate(each(lambda text: text.encode().decode()), documents, rounds)
            rates = [rate(tool, documents, rounds if n == "unionclean" else 1) for n, tool in in_process.items()]
            print(f"{name + ', ' + kind:<22}{yardstick:>12.0f}" + "".join(f"{r:>14.1f}" for r in rates))
    print("yardstick: encode and decode UTF-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--quick", action="store_true", help="fewer documents, under a minute")
    parser.add_argument("--documents", type=int, default=5000, help="most documents of a source")
    parser.add_argument("--zhlint", type=Path, help="folder with node_modules/zhlint")
    options = parser.parse_args()
    options.documents = min(options.documents, 60 if options.quick else options.documents)
    texts = load(RIGHT if options.quick else SOURCES, options)
    tools = tools_at_hand(options.zhlint)
    show_restored(texts, tools)
    show_changes({name: texts[name] for name in at_hand(texts)}, tools)
    show_speed(texts, tools, 1 if options.quick else 3)


if __name__ == "__main__":
    main()
