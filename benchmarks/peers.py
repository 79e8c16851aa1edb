"""The same line through the tools people use today and through unionclean.

``python -m benchmarks.peers [TEXT …]``

Prints a Markdown table.  A peer that is not installed is named and left out: ``pip install autocorrect-py zhconv-rs``.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Iterator

import unionclean

LINES = (
    "慶!拔逡弧眹(guó)際勞動(dòng)節。",
    "下?lián)軐m?xiàng)資金,持續(xù)加大投入力度。",
    "ÄãºÃ，ÖÐ¹ú",
    "他參觀了乾清宮,把門打壞了",
)
PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")

Tool = tuple[str, str, Callable[[object], Callable[[str], str]]]

TOOLS: tuple[Tool, ...] = (
    ("ftfy `fix_text`", "ftfy", lambda module: module.fix_text),
    ("a pinyin pattern, then OpenCC `t2s`", "opencc", lambda module: _strip_then_convert(module)),
    ("zhconv-rs `zh-hans`", "zhconv_rs", lambda module: lambda text: module.zhconv(text, "zh-hans")),
    ("autocorrect", "autocorrect_py", lambda module: module.format),
    ("**unionclean** `clean`", "unionclean", lambda module: module.clean),
)


def _strip_then_convert(module: object) -> Callable[[str], str]:
    convert = module.OpenCC("t2s").convert
    return lambda text: convert(PINYIN.sub("", text))


def rows(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield the rows of the table."""
    yield "| |" + " | ".join(f" `{line}`" for line in lines) + " |"
    yield "|---" * (len(lines) + 1) + "|"
    for name, module, make in TOOLS:
        try:
            tool = make(importlib.import_module(module))
        except ImportError:
            print(f"{module} is not installed: left out", file=sys.stderr)
            continue
        yield f"| {name} | " + " | ".join(tool(line) for line in lines) + " |"


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "texts", nargs="*", metavar="TEXT", default=LINES, help="lines to clean (default: four examples)"
    )
    for row in rows(tuple(parser.parse_args(arguments).texts)):
        print(row)
    print(f"\nunionclean {unionclean.__version__}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
