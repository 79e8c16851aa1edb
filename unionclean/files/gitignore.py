"""The rules of ``.gitignore`` files, for walks through folders: what git does not keep is nobody's text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from unionclean.files.look import repository_of
from unionclean.files.walk import Wanted


def ignored_by_git(named: Path) -> Wanted:
    """Return a test whether git ignores a path below the folder ``named``, by the ``.gitignore`` files of its repository.

    Rules that ignore ``named`` itself are not asked: the user wants it.  Outside of a repository, and without the package
    pathspec, nothing is ignored.
    """
    root = repository_of(named.resolve())
    if root is None or not _has_pathspec():
        return lambda path: False
    resolved = named.resolve()
    first = resolved if _is_ignored(resolved, root) else root

    def is_ignored(path: Path) -> bool:
        return _is_ignored(path.parent.resolve() / path.name, first)

    return is_ignored


def _is_ignored(path: Path, root: Path) -> bool:
    """Return what the deepest ``.gitignore`` from ``root`` down says that has anything to say of ``path``."""
    for folder in path.parents:
        if (rules := _rules(folder)) is not None:
            name = path.relative_to(folder).as_posix() + ("/" if path.is_dir() else "")
            if (verdict := rules.check_file(name).include) is not None:
                return bool(verdict)
        if folder == root:
            break
    return False


@cache
def _has_pathspec() -> bool:
    try:
        import pathspec
    except ImportError:
        return False
    return bool(pathspec)


@cache
def _rules(folder: Path) -> Any:
    from pathspec import GitIgnoreSpec

    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # none, or none that can be read
        return None
    return GitIgnoreSpec.from_lines(lines)
