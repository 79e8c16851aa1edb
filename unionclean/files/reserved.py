"""Files of a repository that nobody there writes for readers: data of tests, code of others, what is built, legal texts; their names say so."""

from __future__ import annotations

from pathlib import Path, PurePath

from unionclean.files.look import repository_of

_FOLDERS = {
    **dict.fromkeys(
        ["testdata", "test_data", "test-data", "fixtures", "__fixtures__", "__snapshots__"], "data of tests"
    ),
    **dict.fromkeys(
        ["vendor", "node_modules", "bower_components", "third_party", "third-party", "thirdparty", "3rdparty"],
        "the work of others",
    ),
    **dict.fromkeys(["dist", "_site", "_sources"], "what a program built"),
}
"""Folders, as Go, Rust, Jest, npm, Composer, Jekyll, Sphinx and GitHub's linguist know them, and what is in them."""

_TEXTS_OF = frozenset(
    ["data", "dataset", "datasets", "corpus", "corpora", "dict", "dicts", "lexicon", "vocab", "wordlist", "wordlists", "test", "tests"]
)  # fmt: skip
"""Folders of which programs read the ``.txt``."""

_LEGAL = frozenset({"LICENSE", "LICENCE", "LICENSES", "COPYING", "COPYRIGHT", "UNLICENSE", "NOTICE"})


def why_reserved(path: PurePath) -> str:
    """Return why a file of this path, relative to its repository, is not to be fixed; ``""`` if it may be.

    >>> why_reserved(PurePath("pkg/testdata/a.md")), why_reserved(PurePath("LICENSE.zh-CN.md"))
    ('data of tests', 'a legal text')
    >>> why_reserved(PurePath("data/a.txt")), why_reserved(PurePath("data/a.md"))
    ('data', '')
    """
    if path.name.replace("-", ".").replace("_", ".").partition(".")[0] in _LEGAL:
        return "a legal text"
    folders = list(map(str.lower, path.parent.parts))
    if path.suffix.lower() == ".txt" and not _TEXTS_OF.isdisjoint(folders):
        return "data"
    return next((_FOLDERS[folder] for folder in folders if folder in _FOLDERS), "")


def within_repository(path: Path) -> PurePath:
    """Return ``path`` as its repository knows it; outside of any, its name alone.

    >>> within_repository(Path("/there/is/no/such/file.md")).name
    'file.md'
    """
    root = repository_of(path)
    absolute = path.parent.resolve() / path.name
    return absolute.relative_to(root) if root and absolute.is_relative_to(root) else PurePath(path.name)
