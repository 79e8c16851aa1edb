"""The two engines: which one runs, and what a compiled module needs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import unionclean
from tests import engines
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.models.log_space import NAT
from unionclean.encoding.models.ngrams import BITS
from unionclean.encoding.models.trigram import load

ROOT = Path(__file__).parents[1]
TYPED = sorted(path.with_suffix("") for path in (ROOT / "unionclean").rglob("*.pxd"))
"""The modules that a wheel holds compiled, too."""


OTHERS = sorted(path.with_suffix("") for path in (ROOT / "unionclean").rglob("*.pyx"))
"""Those of them that are written twice."""


def compiled_modules() -> tuple[str, ...]:
    """Return ``COMPILED`` of the build hook, which only the build can import."""
    tree = ast.parse((ROOT / "hatch_build.py").read_text(encoding="utf-8"))
    parts = [node for node in tree.body if isinstance(node, ast.Assign)][:2]
    names: dict[str, object] = {}
    exec(compile(ast.Module(parts, []), "hatch_build.py", "exec"), names)
    return names["COMPILED"]  # type: ignore[return-value]


def test_every_compiled_module_has_its_types_or_its_other_way_beside_it() -> None:
    assert sorted(ROOT / name for name in compiled_modules()) == sorted({*TYPED, *OTHERS})


def test_what_does_the_same_in_another_way_has_the_same_methods() -> None:
    for module in OTHERS:
        tree = ast.parse(module.with_suffix(".py").read_text(encoding="utf-8"))
        methods = [
            node.name
            for part in tree.body
            if isinstance(part, ast.ClassDef)
            for node in part.body
            if isinstance(node, ast.FunctionDef)
        ]
        there = re.findall(
            r"^    (?:cp)?def (?:\w+ )?(\w+)\(", module.with_suffix(".pyx").read_text(encoding="utf-8"), re.MULTILINE
        )
        assert {name for name in methods if not name.startswith("_")} <= set(there)


@pytest.mark.parametrize("module", [path for path in TYPED if path not in OTHERS], ids=lambda path: path.name)
def test_every_field_of_a_compiled_class_is_declared(module: Path) -> None:
    types = module.with_suffix(".pxd").read_text(encoding="utf-8")
    for node in ast.parse(module.with_suffix(".py").read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.ClassDef) or f"cdef class {node.name}" not in types:
            continue
        fields = {
            target.attr
            for assignment in ast.walk(node)
            if isinstance(assignment, ast.Assign | ast.AnnAssign)
            for target in (assignment.targets if isinstance(assignment, ast.Assign) else [assignment.target])
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"
        }
        declared = types.replace(",", " ").split()
        assert fields <= set(declared), node.name


@pytest.mark.parametrize("module", [path for path in TYPED if path not in OTHERS], ids=lambda path: path.name)
def test_every_typed_function_is_there_with_its_parameters(module: Path) -> None:
    tree = ast.parse(module.with_suffix(".py").read_text(encoding="utf-8"))
    there = {
        (node.name, tuple(each.arg for each in node.args.args), tuple(each.arg for each in node.args.kwonlyargs))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    types = module.with_suffix(".pxd").read_text(encoding="utf-8")
    for name, parameters in re.findall(r"^ *cp?def .*?(\w+)\(([^)]*)\)$", types, re.MULTILINE):
        names = tuple(each.split("=")[0].split()[-1] for each in parameters.split(",") if each)
        assert (name, names, ()) in there, name


def test_nobody_imports_what_is_a_number_of_c() -> None:
    """Where a module is compiled, it has no such name for Python."""
    numbers = {
        ".".join(module.relative_to(ROOT).parts): set(
            re.findall(
                r"\w+", " ".join(re.findall(r"^cdef int (.+)$", module.with_suffix(".pxd").read_text(), re.MULTILINE))
            )
        )
        for module in TYPED
    }
    for folder in ("unionclean", "tests", "tools", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module in numbers:
                    assert not numbers[node.module] & {name.name for name in node.names}, (path, node.module)


def test_all_numbers_of_the_search_fit_into_32_bits() -> None:
    worst = max(abs(value) for name, value in vars(costs).items() if name.isupper() and name != "NOWHERE")
    rarest = 60 * NAT
    """No symbol costs more on any page (test_language)."""
    assert abs(costs.NOWHERE) + 2 * costs.LONGEST * (worst + rarest) < 2**31
    assert load().size <= 1 << BITS
    assert (load().size << 16 | 0xFFFF) < 2**31  # the rank of a candidate
    assert 2 * BITS < 31 < 3 * BITS < 63  # two symbols are an int, three a long long


RAN = "import unionclean, sys; unionclean.clean('我們?nèi)ギa(chǎn)能'); from unionclean.encoding.linkfarm.decoder import beam; print(unionclean.__engine__, beam.__file__)"


@pytest.mark.parametrize("wish", ["", "1"])
def test_the_engine_is_the_one_that_runs(wish: str) -> None:
    environment = {"UNIONCLEAN_PURE": wish, "PATH": "", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", RAN], env=environment, capture_output=True, text=True, check=True)
    engine, file = done.stdout.split(maxsplit=1)
    assert engine == ("compiled" if file.strip().endswith(tuple(EXTENSION_SUFFIXES)) else "python")
    assert not wish or engine == "python"


def test_sources_are_found_where_a_compiled_module_stands(tmp_path: Path) -> None:
    from unionclean.engine import _SourceFinder

    (tmp_path / "beam.py").write_text("")
    (tmp_path / f"beam{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    found = _SourceFinder().find_spec("unionclean.beam", [str(tmp_path)])
    assert found is not None
    assert found.origin == str(tmp_path / "beam.py")
    assert _SourceFinder().find_spec("elsewhere.beam", [str(tmp_path)]) is None
    assert _SourceFinder().find_spec("unionclean.missing", [str(tmp_path)]) is None


def test_the_version_names_the_engine(capsys: pytest.CaptureFixture[str]) -> None:
    from unionclean.cli import main

    main(["--version"])
    assert capsys.readouterr().out.strip() == f"unionclean {unionclean.__version__} ({unionclean.__engine__})"


def test_one_engine_alone_is_no_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "texts", lambda: ["國(guó)", "中"])
    one, other = tmp_path / "one", tmp_path / "other"
    engines.record(one)
    with pytest.raises(SystemExit, match="each engine"):
        engines.compare(one, one)
    lines = one.read_text(encoding="utf-8").splitlines()
    lines[0] = "compiled" if lines[0] == "python" else "python"
    other.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert engines.compare(one, other) == 0
    other.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert engines.main(["compare", str(one), str(other)]) == 1
