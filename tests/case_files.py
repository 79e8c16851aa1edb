"""The cases of ``tests/cases``: one schema for all files, read here.  ``tests/cases/README.md`` says what each key means.

    python -m tests.case_files

writes every file anew in its one form: keys in their order, one case a line, what cannot be seen as an escape.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"
KINDS = ("wanted", "kept", "known failure")
KEYS = ("label", "comment", "kind", "input", "expected")
OPTIONAL = ("group", "options")
EXTRA: dict[str, tuple[str, ...]] = {
    "documents": ("file",),
    "escapes_lookalikes": ("rule",),
    "fragments": ("annotated", "flavour", "cuts", "before"),
    "mojibake": ("rule", "note"),
    "outline_documents": ("half", "one_line"),
    "outline_trees": ("notes",),
    "seed_sites": ("seed", "line"),
}
"""The keys that only one file has."""


@dataclass(frozen=True)
class Case:
    """A text and what must become of it."""

    label: str
    comment: str
    kind: str
    input: str
    expected: Any
    group: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    """The keys that only this file has."""


def names() -> list[str]:
    """Return the names of all files of cases, without their ending."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def read_rows(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file as they are written."""
    rows: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return rows


def read_cases(name: str, *kinds: str) -> list[Case]:
    """Return the cases of a file, all of them or those of some kinds."""
    return [_case(row) for row in read_rows(name) if not kinds or row["kind"] in kinds]


def _case(row: dict[str, Any]) -> Case:
    shared = {key: row[key] for key in (*KEYS, *OPTIONAL) if key in row}
    return Case(**shared, extra={key: value for key, value in row.items() if key not in shared})


def each_case(name: str, *kinds: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test on each case of a file; a known failure must fail."""
    return pytest.mark.parametrize("case", [_parameter(case) for case in read_cases(name, *kinds)])


def _parameter(case: Case) -> Any:
    fails = [pytest.mark.xfail(strict=True, reason=case.comment)] if case.kind == "known failure" else []
    return pytest.param(case, id=case.label, marks=fails)


def texts_of_all_cases() -> Iterator[tuple[str, str]]:
    """Yield every input, and every expected text that is another one, with a name."""
    for name in names():
        for case in read_cases(name):
            yield f"{name}: {case.label}", case.input
            if isinstance(case.expected, str) and case.expected != case.input:
                yield f"{name}: {case.label}, expected", case.expected


def written(rows: list[dict[str, Any]]) -> str:
    """Return cases in the one form of a file."""
    return "[\n" + ",\n".join(map(_line, rows)) + "\n]\n"


def _line(row: dict[str, Any]) -> str:
    order = [*KEYS, *OPTIONAL, *sorted(row.keys() - {*KEYS, *OPTIONAL})]
    line = json.dumps({key: row[key] for key in order if key in row}, ensure_ascii=False)
    return "".join(_escaped(character) if _cannot_be_seen(character) else character for character in line)


def _cannot_be_seen(character: str) -> bool:
    """Say whether an editor may lose or hide ``character``: private-use, unassigned, half a pair, format, rare blanks."""
    return character not in " \u3000" and unicodedata.category(character) in (
        "Co",
        "Cn",
        "Cs",
        "Cc",
        "Cf",
        "Zs",
        "Zl",
        "Zp",
    )


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if character > "\x7f" else f"\\u{ord(character):04x}"


if __name__ == "__main__":
    for each in names():
        FOLDER.joinpath(f"{each}.json").write_text(written(read_rows(each)), "utf-8")
