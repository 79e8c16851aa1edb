"""The diff of ``fix --diff``: right, narrow, and linear whatever changed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.linear import assert_linear
from unionclean.cli.diff import unified_diff

lines = st.lists(st.sampled_from(["甲\n", "乙\n", "丙\n", "\n", "丁"]), max_size=30).map("".join)


def patched(before, diff):
    """What ``patch`` would make of ``before``."""
    old, rows = before.splitlines(keepends=True), diff.splitlines(keepends=True)[2:]
    result, position = [], 0
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        sign, line = row[0], row[1:]
        if following.startswith("\\"):  # no newline at end of file
            line = line.removesuffix("\n")
        if sign == "@":
            first, _, count = row.split()[1][1:].partition(",")
            start = int(first) - (count != "0")
            result += old[position:start]
            position = start
        elif sign == "+":
            result.append(line)
        elif sign in " -":
            assert old[position] == line
            result += [line] if sign == " " else []
            position += 1
    return "".join(result + old[position:])


@given(lines, lines)
@example("丁", "丁丁")
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
