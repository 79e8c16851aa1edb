"""Write ``docs/reference.md`` from the public docstrings: ``python -m tools.build_reference``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import unionclean
from tools.build import run
from unionclean import Step

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
GROUPS: dict[str, tuple[str, ...]] = {
    "Everything at once": ("clean", "explain", "compose", "DEFAULT_STEPS"),
    "The text steps": (
        "repair_encoding",
        "strip_place_spam",
        "to_simplified",
        "normalize_punctuation",
        "repair_layout",
    ),
    "The outline": ("split_outline", "Outline", "Section"),
    "Bytes": ("decode", "Decoded"),
    "What comes back": ("Cleaned", "Change", "Edit", "Note", "apply_edits"),
    "What runs": ("Step", "Cleaner"),
}
HEAD = """\
# Reference

Every public name of `unionclean`, from its docstring (`python -m tools.build_reference`). The commands have
[their own page](command-line.md), and so have the [adapters](pipelines.md) and [reports](reports.md). Offsets count code
points and are half-open; options are keyword-only; anything but a `str` raises `TypeError`.

```python
>>> from unionclean import *

```
"""
STEPS = """\
Each is a [`Step`](#step): a function from `str` to `str` that also has `.explain(text)` and `.using(**options)`.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for title, names in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [STEPS] if title == "The text steps" else []
        parts += [part for name in names for part in entry(name)]
    return "\n".join(parts)


def entry(name: str) -> Iterator[str]:
    """Yield the description of a public name and of its methods."""
    thing = getattr(unionclean, name)
    if name == "DEFAULT_STEPS":
        yield f"### {name}\n\n`({', '.join(step.name for step in thing)})`: what `clean` does, in order.\n"
        return
    yield f"### {name}\n\n```python\n{signature(name, thing)}\n```\n\n{markdown(inspect.getdoc(thing) or '')}\n"
    if inspect.isclass(thing):
        for method, member in methods(thing):
            yield f"#### {name}.{method}\n\n{markdown(inspect.getdoc(member) or '')}\n"


def methods(cls: type) -> Iterator[tuple[str, Any]]:
    """Yield the public methods and properties that ``cls`` itself documents, ``__call__`` under the name ``(text)``."""
    for name, member in vars(cls).items():
        shown = "(text)" if name == "__call__" else name
        member = member.__func__ if isinstance(member, classmethod) else member
        described = inspect.isfunction(member) or isinstance(member, property)
        if described and member.__doc__ and not shown.startswith("_"):
            yield shown, member


def signature(name: str, thing: Any) -> str:
    """Return the call of ``thing`` as it would be written, one line of at most 100 characters or one parameter a line."""
    found = inspect.signature(thing)
    clean = [parameter.replace(annotation=_plain(parameter.annotation)) for parameter in found.parameters.values()]
    returns = "str" if isinstance(thing, Step) else _plain(found.return_annotation)
    tail = "" if inspect.isclass(thing) else f" -> {returns}"
    text = _unquoted(f"{name}({', '.join(_parameters(clean))}){tail}")
    if len(text) <= 100:
        return text
    return _unquoted(f"{name}(\n    " + ",\n    ".join(_parameters(clean)) + f",\n){tail}")


def _parameters(parameters: Iterable[inspect.Parameter]) -> Iterator[str]:
    keyword = False
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword:
            keyword = True
            yield "*"
        yield str(parameter)


def _plain(annotation: Any) -> Any:
    return getattr(annotation, "__forward_arg__", annotation)


def _unquoted(text: str) -> str:
    return re.sub(r"(?<=: )'([^']*)'|(?<=-> )'([^']*)'", lambda found: found[1] or found[2] or "", text)


def markdown(text: str) -> str:
    """Return a docstring as Markdown: code in single backquotes, doctests fenced.

    >>> print(markdown("Return ``x``; see :func:`clean`."))
    Return `x`; see `clean`.
    """
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text).replace("``", "`")
    return re.sub(r"(?m)^>>> (?:.+\n?)+", lambda found: f"```python\n{found[0].rstrip()}\n\n```\n", text).rstrip()


def build(data: Path, cache: Path) -> dict[str, str]:
    """Return the page."""
    return {"docs/reference.md": page()}


if __name__ == "__main__":
    raise SystemExit(run("reference"))
