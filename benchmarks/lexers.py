"""Where comments are, by Pygments and by tree-sitter, on the programs of checkouts.

    pip install tree-sitter tree-sitter-{c,go,java,javascript,python,rust,typescript}
    python -m benchmarks.lexers CHECKOUT...

For every language: the Chinese characters that only one of the two finds in comments, and the speed of both.
"""

from __future__ import annotations

import argparse
import importlib
import re
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.repositories import files_below
from unionclean.documents.programs import LONGEST_LINE, find_comments

LANGUAGES = {
    ".js": ("javascript", "tree_sitter_javascript", "language"),
    ".ts": ("typescript", "tree_sitter_typescript", "language_typescript"),
    ".tsx": ("tsx", "tree_sitter_typescript", "language_tsx"),
    ".java": ("java", "tree_sitter_java", "language"),
    ".go": ("go", "tree_sitter_go", "language"),
    ".rs": ("rust", "tree_sitter_rust", "language"),
    ".py": ("python", "tree_sitter_python", "language"),
    ".c": ("c", "tree_sitter_c", "language"),
}
MOST_FILES = 300
HAN = re.compile("[\u4e00-\u9fff]")


def programs(checkouts: list[Path], ending: str) -> Iterator[str]:
    """Yield the text of the programs of a language that hold Chinese, without those that programs made."""
    number = 0
    for checkout in checkouts:
        for path in files_below(checkout):
            if path.suffix != ending or number == MOST_FILES:
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            if HAN.search(text) and all(len(line) <= LONGEST_LINE for line in text.split("\n")):
                number += 1
                yield text


def grammar_comments(parser: Any, text: str) -> list[tuple[int, int]]:
    """Return the comments of a program by a grammar of tree-sitter, as spans of characters."""
    places = {byte: at for at, byte in enumerate(accumulate((len(c.encode()) for c in text), initial=0))}
    nodes, spans = [parser.parse(text.encode()).root_node], []
    while nodes:
        node = nodes.pop()
        if "comment" in node.type:
            spans.append((places[node.start_byte], places[node.end_byte]))
        else:
            nodes.extend(node.children)
    return spans


def chinese_in(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Return where Chinese stands in ``spans``."""
    return {match.start() for start, end in spans for match in HAN.finditer(text, start, end)}


def compare(ending: str, checkouts: list[Path]) -> None:
    """Print the figures of one language."""
    lexer, module, function = LANGUAGES[ending]
    binding = importlib.import_module("tree_sitter")
    parser = binding.Parser(binding.Language(getattr(importlib.import_module(module), function)()))
    files = size = chinese = only_lexer = only_grammar = 0
    seconds = [0.0, 0.0]
    for text in programs(checkouts, ending):
        started = time.process_time()
        by_lexer = list(find_comments(text, lexer))
        between = time.process_time()
        by_grammar = grammar_comments(parser, text)
        seconds = [seconds[0] + between - started, seconds[1] + time.process_time() - between]
        one, other = chinese_in(text, by_lexer), chinese_in(text, by_grammar)
        files, size, chinese = files + 1, size + len(text.encode()), chinese + len(HAN.findall(text))
        only_lexer, only_grammar = only_lexer + len(one - other), only_grammar + len(other - one)
    speeds = [size / 1e6 / (second or 1.0) for second in seconds]
    print(f"{ending:8}{files:7}{chinese:9}{only_lexer:15}{only_grammar:18}{speeds[0]:10.1f}{speeds[1]:13.1f}")


def main() -> None:
    """Run the comparison on the checkouts of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkouts", nargs="+", type=Path)
    arguments = parser.parse_args()
    print(
        f"{'':8}{'files':>7}{'Chinese':>9}{'only Pygments':>15}{'only tree-sitter':>18}{'MB/s':>10}{'tree-sitter':>13}"
    )
    for ending in LANGUAGES:
        compare(ending, arguments.checkouts)


if __name__ == "__main__":
    main()
