"""Who may import whom, and what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "unionclean"

VERBS = {"encoding", "places", "script", "punctuation", "outline"}
BASE = {
    "edits",
    "rules",
    "settling",
    "steps",
    "finding",
    "masking",
    "islands",
    "lines",
    "guards",
    "signs",
    "patterns",
    "han",
    "pinyin",
    "questions",
    "converted",
    "tables",
}
ALLOWED = {
    "edits": {"rules"},
    "rules": set(),
    "engine": set(),
    "han": {"patterns"},
    "pinyin": set(),
    "questions": {"han", "patterns"},
    "converted": {"han", "patterns"},
    "tex": set(),
    "entities": {"masking", "patterns"},
    "tables": set(),
    "masking": {"patterns"},
    "lines": {"masking", "patterns"},
    "protect": {"masking"},
    "finding": {"edits", "masking"},
    "options": set(),
    "patterns": set(),
    "conditions": {"patterns"},
    "alphabet": {"conditions", "patterns"},
    "sieve": {"conditions", "patterns"},
    "walk": {"alphabet", "conditions", "han", "patterns", "sieve"},
    "guards": {"conditions", "walk"},
    "signs": {"conditions", "han", "walk"},
    "settling": {"edits", "finding", "signs"},
    "wrong_types": set(),
    "steps": {"edits", "rules", "finding", "masking", "options", "settling", "signs", "wrong_types"},
    "islands": {"entities", "lines", "masking", "han", "patterns", "questions", "tables", "tex"},
    **dict.fromkeys(VERBS, BASE),
    "layout": BASE | {"encoding"},
    "pipeline": BASE | VERBS | {"protect", "settling"},
    "line_ends": {"edits"},
    "report": {"edits", "rules", "han"},
    "scan": BASE | {"pipeline"},
    "flags": {"edits", "rules", ""},
    "settings": {"steps", "pipeline", "protect", "files", "layout"},
    "documents": {"edits", "entities", "han", "masking", "line_ends", "patterns", "pinyin", "questions", "tex"},
    "decoding": {"edits", "encoding"},
    "files": {"edits", "decoding", "documents", "flags", "line_ends"},
    "adapters": BASE | VERBS | {"pipeline", "scan", ""},
    "cli": BASE | VERBS | {"pipeline", "report", "scan", "flags", "settings", "files", "decoding", "documents", ""},
    "__main__": {"cli"},
    "": BASE | VERBS | {"engine", "pipeline", "decoding", "layout"},
}
"""What each part of the package may import, itself aside; ``""`` is the package as a whole, the public names."""

MODULES = sorted(path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))


def part_of(module):
    """The part that a dotted name or a path below the package belongs to."""
    return module.split(".")[1] if "." in module else ""


def imported_parts(path):
    """The parts of the package that a file imports, those imported inside functions included."""
    return {part_of(name) for name in imported_names(path) if name.split(".")[0] == "unionclean"}


def imported_names(path):
    """The modules that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full names"
            names |= resolved(node)
    return names


def resolved(node):
    if node.module != "unionclean":
        folder = PACKAGE.parent.joinpath(*(node.module or "").split("."))
        return {f"{node.module}.{alias.name}" if folder.is_dir() else node.module or "" for alias in node.names}
    parts = {path.stem for path in PACKAGE.iterdir()}
    return {f"unionclean.{alias.name}" if alias.name in parts else "unionclean" for alias in node.names}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_go_one_way(module):
    part = "" if module.name == "__init__" and len(module.parts) == 1 else module.parts[0]
    assert part in ALLOWED, f"say in this test what the new part {part!r} may import"
    assert imported_parts(PACKAGE / module.with_suffix(".py")) <= ALLOWED[part] | {part}


ROOMS = {
    "refusals": set(),
    "codepages": set(),
    "models": set(),
    "invisible": set(),
    "residue": {"invisible"},
    "lost": set(),
    "escapes": {"models", "refusals"},
    "lookalikes": {"models"},
    "samples": set(),
    "linkfarm": {"codepages", "models"},
    "mojibake": {"refusals", "codepages", "models"},
}
"""What each room of ``encoding`` may import of the others; ``encoding/__init__.py`` calls the finders of all of them."""


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] == "encoding" and len(m.parts) > 1], ids=str)
def test_the_rooms_of_encoding_import_one_way(module):
    if module.parts[1] == "__init__":
        return
    names = {name for name in imported_names(PACKAGE / module.with_suffix(".py")) if ".encoding." in name}
    assert {name.split(".")[2] for name in names} <= ROOMS[module.parts[1]] | {module.parts[1]}


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] != "cli"], ids=str)
def test_only_the_command_line_prints(module):
    tree = ast.parse((PACKAGE / module.with_suffix(".py")).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print")
        assert not (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"})


HEAVY = ["opencc", "ftfy", "regex", "pandas", "polars", "pyarrow", "rich", "zstandard", "numpy", "unionclean.cli"]


@pytest.mark.parametrize("statement", ["import unionclean", "import unionclean.cli", "from unionclean import *"])
def test_an_import_loads_nothing_heavy(statement):
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = set(HEAVY) - ({"unionclean.cli"} if "cli" in statement else set())
    assert not loaded & heavy
    assert not {name for name in loaded if name.startswith("unionclean.tables.")}


def test_an_import_reads_no_table():
    """Tables come through the loader or ``open``: neither may touch a file of ``tables`` at import."""
    code = (
        "import sys\nopened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import unionclean\nprint(*opened, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    tables = {
        path
        for path in map(Path, done.stdout.splitlines())
        if "tables" in path.parts and "__pycache__" not in path.parts
    }
    assert {path.suffix for path in tables} <= {".py"}
