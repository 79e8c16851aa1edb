"""The diff of ``fix --diff``: right, narrow, and linear whatever changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import assert_linear
from unionclean.cli.diff import unified_diff

lines = st.lists(st.sampled_from(["甲\n", "乙\n", "丙\n", "\n", "丁"]), max_size=30).map("".join)


def patched(before, diff):
    """What ``patch`` would make of ``before``."""
    old = before.split("\n")
    old = [line + "\n" for line in old[:-1]] + ([old[-1]] if old[-1] else [])
    result, position = [], 0
    rows = diff.replace("\n\\ No newline at end of file\n", "\0").split("\n")[2:]
    rows = [row for part in rows for row in ([part] if "\0" not in part else [part.replace("\0", "\1\n", 1), ""])]
    for row in "\n".join(rows).replace("\1\n", "\1").split("\n"):
        for piece in _pieces(row):
            sign, line = piece[:1], piece[1:]
            if sign == "@":
                start = int(piece.split()[1].split(",")[0][1:])
                start = start - 1 if not piece.split()[1].endswith(",0") else start
                result += old[position:start]
                position = start
            elif sign == " ":
                result.append(line)
                position += 1
            elif sign == "-":
                assert old[position] == line
                position += 1
            elif sign == "+":
                result.append(line)
    return "".join(result + old[position:])


def _pieces(row):
    *ended, last = row.split("\1")
    return [*ended, *([last + "\n"] if last else [])]


@given(lines, lines)
def test_a_diff_can_be_applied(before, after):
    diff = unified_diff(before, after, "a")
    assert (diff == "") == (before == after)
    if diff:
        assert patched(before, diff) == after


def test_lines_that_came_or_went_do_not_make_everything_different():
    before = "".join(f"{number}\n" for number in range(100))
    after = before.replace("50\n", "").replace("\n70\n", "\n70\nnew\n").replace("\n80\n", "\neighty\n")
    changed = [line for line in unified_diff(before, after, "a").splitlines()[2:] if line[0] in "+-"]
    assert changed == ["-50", "+new", "-80", "+eighty"]


@pytest.mark.parametrize(
    "make",
    [
        lambda n: ("a\nb\n" * n, "b\na\n" * n + "b\n"),
        lambda n: ("\n" * n, "\n" * (n // 2)),
        lambda n: ("".join(f"{i}\n" for i in range(n)), "".join(f"{i}!\n\n" for i in range(n))),
        lambda n: ("x\n" * n + "y\n", "y\n" + "x\n" * n),
    ],
)
def test_a_diff_takes_linear_time(make):
    assert_linear(lambda texts: unified_diff(*texts, "a"), make, 80_000)
