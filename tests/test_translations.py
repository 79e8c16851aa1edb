"""The Chinese pages say what the English ones say: the same code, the same tables, the same headings in number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAIRS = [("README.md", "README.zh-CN.md")] + [
    (f"docs/{path.name.replace('.zh.md', '.md')}", f"docs/{path.name}") for path in sorted(ROOT.glob("docs/*.zh.md"))
]
CELL_BORDER = re.compile(r"(?<!\\)[|]")


def code_of(page: str) -> list[str]:
    """The code blocks of a page without their comments, which are translated."""
    blocks = re.findall(r"```.*?```", page, re.DOTALL)
    return [re.sub(r"[ \t]+#(?!.*').*", "", block) for block in blocks]


def shape_of(page: str) -> list[str]:
    """Headings by level and table rows by number of cells, in order."""
    prose = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    shape = []
    for line in prose.splitlines():
        if line.startswith("#"):
            shape.append(line.split(" ")[0])
        elif line.startswith("|"):
            shape.append(f"{len(CELL_BORDER.findall(line)) - 1} cells")
    return shape


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_a_translation_has_the_code_and_the_tables_of_its_original(english, chinese):
    one, other = ((ROOT / name).read_text("utf-8") for name in (english, chinese))
    assert code_of(one) == code_of(other)
    assert shape_of(one) == shape_of(other)
