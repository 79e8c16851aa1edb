"""The README keeps its word: its examples run (pytest collects their doctests), its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import unionclean
from unionclean.cli.fix import FIX_STEPS, without_mojibake
from unionclean.cli.parser import build_parser
from unionclean.documents import DocumentCleaner
from unionclean.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
READMES = [README, (ROOT / "README.zh-CN.md").read_text("utf-8")]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/*.md")])
SHELL = [line for block in re.findall("```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def heading_ids(page: str) -> set[str]:
    """The anchors of a page as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", re.sub("```.*?```", "", page, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def unionclean_calls() -> list[list[str]]:
    """The arguments of every call of the command in the shell blocks of the README."""
    words = [shlex.split(command, comments=True) for line in SHELL for command in line.split("&&")]
    return [call[1:] for call in words if call and Path(call[0]).name == "unionclean"]


def test_it_has_the_two_commands():
    assert any("pip install '.[cli]'" in line and "unionclean clean seeds -o" in line for line in SHELL)
    assert any("pip install -e '.[test]'" in line and "python -m pytest" in line for line in SHELL)


@pytest.mark.parametrize("arguments", unionclean_calls(), ids=" ".join)
def test_its_commands_parse_and_name_files_that_exist(arguments):
    build_parser().parse_args(arguments)
    for name in arguments:
        if name.startswith(("seeds", "cleaned/")):
            assert (ROOT / name.replace("cleaned/", "seeds/")).exists()


def test_its_extras_exist():
    declared = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.optional-dependencies]")[2]
    for extra in set(re.findall(r"'\.\[(\w+)\]'", README)):
        assert re.search(rf"^{extra} = ", declared, re.MULTILINE)


def examples() -> list[tuple[str, str, list[str]]]:
    """Step, text before and texts after of every example in the tables of the six steps."""
    rows = [line.split(" | ") for page in READMES for line in page.splitlines() if line.startswith("| [`")]
    found = []
    for name, _, before, after in rows:
        texts, results = re.findall("`([^`]+)`", before), re.findall("`([^`]+)`", after)
        step = re.findall(r"`(\w+)`", name)[0]
        if len(texts) == 1:
            found.append((step, texts[0], results))
        else:
            found += [(step, text, [result]) for text, result in zip(texts, results, strict=True)]
    return found


@pytest.mark.parametrize(("step", "before", "after"), examples())
def test_its_table_shows_what_the_steps_do(step, before, after):
    result = getattr(unionclean, step)(before.replace("\\n", "\n"))
    if step == "split_outline":
        assert re.findall(r"\S+ \S+$", result.to_tree(), re.MULTILINE) == after
    else:
        assert [result] == (after or [""])


def test_its_table_has_all_steps():
    assert {step for step, _, _ in examples()} == {
        *(step.name for step in unionclean.DEFAULT_STEPS),
        "repair_layout",
        "split_outline",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    without_code = re.sub("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code):
        target, _, anchor = link.partition("#")
        if not re.match("[a-z]+:", link):
            file = (page.parent / target) if target else page
            assert file.exists(), link
            assert not anchor or anchor in heading_ids(file.read_text("utf-8")), link


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "seeds"], ids=lambda page: page.name)
def test_fix_changes_nothing_that_is_shown(page):
    """Damage that a page shows on purpose stands in code or between ``unionclean: ignore`` markers."""
    cleaner = without_mojibake(Settings()).cleaner(FIX_STEPS)
    text = page.read_text("utf-8")
    assert DocumentCleaner(cleaner, page.name, in_place=True)(text) == text
