"""Break the library in small ways and see whether the tests notice: ``python -m tools.mutate [ROOM …] [--sample 20] [--seed 1]``.

A mutant is the package with one expression changed: a comparison turned round, an ``and`` made an ``or``, a number made larger,
a condition negated, a truth value swapped.  Each runs the tests of its room in a copy of the repository, except those that measure time; a mutant that
passes them has survived, and is printed.  The score is the share that the tests killed.  The costs of the search are left out: ``tools.tune_costs`` moves
those.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import ftfy  # noqa: F401
import hypothesis.strategies  # noqa: F401
import opencc  # noqa: F401
import pytest

ROOT = Path(__file__).resolve().parents[1]

ROOMS: dict[str, tuple[str, str]] = {
    "edits": ("edits", "edits diff report settling laws"),
    "settling": ("settling.py finding.py", "settling laws"),
    "steps": ("steps.py options.py masking.py", "masking settling islands laws"),
    "pipeline": ("pipeline.py", "clean settling masking laws"),
    "linkfarm": ("encoding/linkfarm", "encoding decoder certainty search_memory seed_sites undoing"),
    "mojibake": ("encoding/mojibake", "mojibake guards"),
    "residue": ("encoding/residue.py", "residue"),
    "places": ("places", "places"),
    "script": ("script", "script certainty clean"),
    "punctuation": ("punctuation", "punctuation islands clean"),
    "outline": ("outline", "outline outline_documents outline_uses"),
}
"""Each room: its modules below ``unionclean``, and the tests that must notice what is broken in it."""

LEFT_OUT = {"costs.py"}
LONGEST = 300
"""Seconds after which a run that does not end counts as noticed."""

OPTIONS = ["-qx", "-pno:cacheprovider", "-Wignore::pytest.PytestAssertRewriteWarning", "-knot linear and not hostile"]

_TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change: the file, the line, what stood there and what stands there now, and the changed source."""

    file: Path
    line: int
    before: str
    after: str
    source: str


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Yield every mutant of one module, in order."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    of_strict = {
        keyword.value for keyword in ast.walk(tree) if isinstance(keyword, ast.keyword) and keyword.arg == "strict"
    }
    for number, node in enumerate(ast.walk(tree)):
        changed = _changed(node)
        if changed is None or node in of_strict:  # what zip is told to check holds
            continue
        other = copy.deepcopy(tree)
        target = next(one for place, one in enumerate(ast.walk(other)) if place == number)
        for name, value in changed.items():
            setattr(target, name, value)
        yield Mutant(file, getattr(node, "lineno", 0), ast.unparse(node), ast.unparse(target), ast.unparse(other))


def _changed(node: ast.AST) -> dict[str, object] | None:
    """Return the attributes to set on ``node``, or None if there is nothing in it to break."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        return {"ops": [_TURNED[type(node.ops[0])](), *node.ops[1:]]}
    if isinstance(node, (ast.BinOp, ast.BoolOp)) and type(node.op) in _TURNED:
        return {"op": _TURNED[type(node.op)]()}
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return {"value": not node.value}
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return {"value": node.value + 1 if abs(node.value) < 20 else node.value * 2}
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        return {"test": ast.UnaryOp(ast.Not(), node.test)}
    return None


def sample(room: str, number: int, seed: int) -> list[Mutant]:
    """Return ``number`` mutants of a room, drawn with ``seed``."""
    files = [path for name in ROOMS[room][0].split() for path in _modules(ROOT / "unionclean" / name)]
    mutants = [mutant for file in files for mutant in mutants_of(file)]
    return random.Random(seed).sample(mutants, min(number, len(mutants)))


def _modules(path: Path) -> list[Path]:
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file for file in files if file.name not in LEFT_OUT]


def survives(mutant: Mutant, tests: Sequence[str], copy_of: Path) -> bool:
    """Return whether the tests pass with the mutant in place; a run that takes far too long counts as noticed."""
    file = copy_of / mutant.file.relative_to(ROOT)
    sound = file.read_text(encoding="utf-8")
    file.write_text(mutant.source, encoding="utf-8")
    try:
        return _run_apart([*tests, str(file)], copy_of) == pytest.ExitCode.OK
    finally:
        file.write_text(sound, encoding="utf-8")


def _run_apart(tests: Sequence[str], copy_of: Path) -> int:
    """Return the exit code of the tests, run in a copy of this process: pytest and what else is imported above need not be loaded again."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        os.chdir(copy_of)
        sys.path[0] = str(copy_of)
        signal.alarm(LONGEST)  # nobody catches it: it ends the process
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        code = pytest.main([*OPTIONS, *tests])
    finally:
        os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the score of every room, and the mutants that survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of: {', '.join(ROOMS)} (default: all)")
    parser.add_argument("--sample", type=int, default=20, help="mutants of each room")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if unknown := [room for room in chosen.rooms if room not in ROOMS]:
        parser.error(f"there is no room {unknown[0]!r}; the rooms: {', '.join(ROOMS)}")
    os.environ["HYPOTHESIS_PROFILE"] = "quick"
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as folder:
        copy_of = Path(folder) / "copy"
        shutil.copytree(ROOT, copy_of, ignore=shutil.ignore_patterns(".git", "__pycache__", ".*cache"))
        for room in chosen.rooms or ROOMS:
            _report(room, sample(room, chosen.sample, chosen.seed), copy_of)
    return 0


def _report(room: str, mutants: Sequence[Mutant], copy_of: Path) -> None:
    tests = [f"tests/test_{name}.py" for name in ROOMS[room][1].split()]
    if _run_apart(tests, copy_of) != pytest.ExitCode.OK:
        raise SystemExit(f"{room}: its tests fail without a mutant; mend that first")
    alive = []
    for number, mutant in enumerate(mutants, 1):
        if survives(mutant, tests, copy_of):
            alive.append(mutant)
            place = f"{mutant.file.relative_to(ROOT)}:{mutant.line}"
            print(f"    survived: {place}: {mutant.before[:70]!r} -> {mutant.after[:70]!r}", flush=True)
        print(f"{room}: {number - len(alive)} of {number}", file=sys.stderr, flush=True)
    killed = len(mutants) - len(alive)
    print(f"{room:12} {killed:3} of {len(mutants):3} killed: {killed / max(1, len(mutants)):.0%}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
