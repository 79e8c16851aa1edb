"""Which engine runs the search: Python, or the same modules compiled.

A wheel for one platform holds some modules twice: as Python and compiled from it.  Python imports the compiled ones first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

_COMPILED = Path(__file__).parent / "encoding" / "linkfarm" / "decoder" / "beam"
"""One of the compiled modules: all of them are there, or none is."""


def is_pure_wanted() -> bool:
    """Return whether the environment asks for Python: ``UNIONCLEAN_PURE=1``, set before the first import."""
    return os.environ.get("UNIONCLEAN_PURE") == "1"


def engine() -> str:
    """Return ``"compiled"`` or ``"python"``.

    >>> engine() in ("compiled", "python")
    True
    """
    is_built = any(_COMPILED.with_name(_COMPILED.name + suffix).exists() for suffix in EXTENSION_SUFFIXES)
    return "compiled" if is_built and not is_pure_wanted() else "python"


class _SourceFinder(MetaPathFinder):
    """Finds the source of a module of this package where Python would take the compiled one."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return how to load ``name`` from its source, or ``None`` if it is not compiled."""
        if not name.startswith("unionclean."):
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is None or spec.origin is None or not isinstance(spec.loader, ExtensionFileLoader):
            return None
        return spec_from_file_location(name, Path(spec.origin).with_name(name.rpartition(".")[2] + ".py"))


def import_sources() -> None:
    """From now on import Python where a compiled module stands beside it."""
    sys.meta_path.insert(0, _SourceFinder())
