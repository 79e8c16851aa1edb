"""Builds the wheel's compiled core: the inner modules of the search, by Cython from the same Python files.

Beside each of :data:`COMPILED` stands a ``.pxd`` file with the types of its fields and methods, or a ``.pyx`` file that does the same in another way.  Without Cython or a C compiler the build warns and
makes the wheel of pure Python, which does the same, more slowly.  ``UNIONCLEAN_PURE=1`` asks for that wheel; with ``UNIONCLEAN_PURE=0`` a build
that cannot compile fails.  Editable installs are pure.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODELS, LINKFARM = "unionclean/encoding/models", "unionclean/encoding/linkfarm"
COMPILED = (
    *(f"unionclean/{name}" for name in ("conditions", "signs", "walk")),
    f"{MODELS}/ngrams",
    f"{MODELS}/trigram",
    f"{MODELS}/page_model",
    *(
        f"{LINKFARM}/{name}"
        for name in ("annotations", "evidence", "prefilter", "readings", "repair", "vanished", "windows")
    ),
    *(
        f"{LINKFARM}/decoder/{name}"
        for name in (
            "tokens",
            "candidates",
            "hypothesis",
            "scoring",
            "transitions",
            "question_marks",
            "channel",
            "open_pairs",
            "memory",
            "beam",
        )
    ),
)
"""The modules that are compiled."""

DIRECTIVES = {"language_level": 3, "annotation_typing": False, "nonecheck": True}
"""Types come from the ``.pxd`` files alone: an ``int`` of the annotations is Python's, of any size.  What is wrong raises as in Python, and never crashes."""


class CompiledCore(BuildHookInterface[Any]):
    """The hook that hatchling calls."""

    def dependencies(self) -> list[str]:
        """Return what a build that may compile needs."""
        return ["cython>=3.1", "setuptools>=77"] if _may_compile() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the core and put it into the wheel, if that can be done."""
        if version == "editable" or _wish() == "1":
            return
        if not _may_compile():
            self._do_without("there is no C compiler")
            return
        self._folder = tempfile.mkdtemp()
        try:
            built = _compile(Path(self.root), Path(self._folder))
        except ImportError as error:
            self._do_without(str(error))
        except _failures() as error:
            self._do_without(f"the compiler failed: {str(error).rstrip(chr(46))}")
        else:
            build_data["force_include"].update({str(path): name for name, path in built.items()})
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was built on the way."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder, ignore_errors=True)

    def _do_without(self, why: str) -> None:
        if _wish() == "0":
            raise RuntimeError(f"UNIONCLEAN_PURE=0, but the core cannot be compiled: {why}")
        self.app.display_warning(f"The core is not compiled, and runs as Python: {why}.")


def _wish() -> str:
    return os.environ.get("UNIONCLEAN_PURE", "")


def _may_compile() -> bool:
    """Return whether a C compiler seems to be there, and is wanted."""
    if _wish() == "1":
        return False
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    return sys.platform == "win32" or shutil.which(compiler.split()[0]) is not None


def _failures() -> tuple[type[Exception], ...]:
    from Cython.Compiler.Errors import CompileError
    from setuptools import errors

    return (CompileError, errors.BaseError, errors.CCompilerError, OSError)


def _compile(root: Path, folder: Path) -> dict[str, Path]:
    """Compile the modules in ``folder``; return the built files by their names in the wheel."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    flags = [] if sys.platform == "win32" else ["-O2", "-g0"]
    extensions = [
        Extension(module.replace("/", "."), [_source(root, module)], extra_compile_args=flags) for module in COMPILED
    ]
    before = Path.cwd()
    os.chdir(root)  # Cython finds the package of a module by the folders above it
    try:
        sources = cythonize(extensions, build_dir=str(folder / "c"), compiler_directives=DIRECTIVES, quiet=True)
        command = build_ext(Distribution({"name": "unionclean", "packages": ["unionclean"], "ext_modules": sources}))
        command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temp")
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    names = [command.get_ext_filename(extension.name) for extension in extensions]
    return {Path(name).as_posix(): folder / "lib" / name for name in names}


def _source(root: Path, module: str) -> str:
    """Return the file that is compiled: the ``.pyx`` beside the module, if there is one."""
    own = f"{module}.pyx"
    return own if (root / own).exists() else f"{module}.py"
