"""Build the generated files again: the tables of the package and the generated pages of the docs.

    python -m tools.build [NAME …] [--check] [--data ../shared/data] [--cache DIR]

Without names, everything that needs no large corpus.  ``--check`` writes nothing and fails when a file is not what would be
written.  The sources are pinned in ``tools/corpora.lock`` and in the builders.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SMALL = {
    "annotations": "tools.build_annotations",
    "ftfy_evidence": "tools.build_ftfy_evidence",
    "places": "tools.build_places",
    "script": "tools.build_script",
    "rules": "tools.build_rules",
    "reference": "tools.build_reference",
    "command-line": "tools.build_cli_docs",
}
"""What needs the repository and a few packages only; CI checks it."""

LARGE = {
    "plausibility": "tools.build_plausibility",
    "mojibake_characters": "tools.build_mojibake_characters",
    "language": "tools.build_language",
}
"""What is counted from the corpora of ``tools.corpora``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or check what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join([*SMALL, *LARGE])}")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is out of date")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the law corpora")
    parser.add_argument("--cache", type=Path, help="where packages are kept")
    chosen = parser.parse_args(arguments)
    builders = SMALL | LARGE
    for name in chosen.names:
        if name not in builders:
            parser.error(f"nothing is called {name!r}; what can be built: {', '.join(builders)}")
    stale = [
        path
        for name in chosen.names or SMALL
        for path, content in _built(builders[name], chosen.data, chosen.cache).items()
        if not _is_current(path, content, write=not chosen.check)
    ]
    verb = "out of date" if chosen.check else "written"
    print("".join(f"{verb}: {path}\n" for path in stale) or "everything is up to date\n", end="")
    return int(chosen.check and bool(stale))


def run(name: str) -> int:
    """Build the one file that a builder, run as a program, is for; the options are those of :func:`main`."""
    return main([name, *sys.argv[1:]])


def _built(module: str, data: Path, cache: Path | None) -> dict[str, str | bytes]:
    """Return what the builder makes, by path in the repository."""
    from tools import corpora

    built: dict[str, str | bytes] = importlib.import_module(module).build(data, cache or corpora.CACHE)
    return built


def _is_current(path: str, content: str | bytes, *, write: bool) -> bool:
    data = content.encode("utf-8") if isinstance(content, str) else content
    file = ROOT / path
    if file.exists() and file.read_bytes() == data:
        return True
    if write:
        file.write_bytes(data)
    return False


if __name__ == "__main__":
    raise SystemExit(main())
