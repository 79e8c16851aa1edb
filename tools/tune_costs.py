"""Print how far every constant can be moved before anything gets worse: ``python -m tools.tune_costs [NAME …] [--write]``.

Each constant of the search, of the repair of mojibake and of the place scorer is halved, doubled, and moved on to a quarter and to four times, while
what is right of real material that is damaged here (``tools.tuning``) falls by no more than ``--tolerance`` and no further case of the tests
fails.  A constant that can be moved as far as that either way wants a test or wants to go; one with a narrow range was worth measuring.
``--write`` writes the table into ``docs/constants.md``.  The material follows from one seed.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from tools import corpora
from tools.tuning import GROUPS, Group, Material, Quality
from unionclean.encoding.models.log_space import NAT

PAGE = Path(__file__).resolve().parents[1] / "docs" / "constants.md"
FACTORS = (2.0, 4.0)
"""How far a constant is moved, up and (as one divided by it) down."""

Number = int | float

SENTINELS = {"NOWHERE", "UNRIVALLED"}
"""Numbers that mark a beginning and measure nothing."""


class Constant(NamedTuple):
    """A number of a module, and what its module says of it."""

    module: ModuleType
    name: str
    value: Number
    is_in_nats: bool
    meaning: str

    def shown(self) -> str:
        return f"{self.value / NAT:g} nats" if self.is_in_nats else f"{self.value:,}"

    def set(self, value: Number) -> None:
        """Give the constant another value, here and in the modules that import it."""
        for module in list(sys.modules.values()):
            if module is self.module or (self.name in vars(module) and _imports(module, self.module)):
                setattr(module, self.name, value)


class Range(NamedTuple):
    """How far a constant can be moved down and up."""

    constant: Constant
    down: str
    up: str

    @property
    def is_free(self) -> bool:
        return self.down.endswith("less") and self.up.endswith("more")


def _imports(module: ModuleType, other: ModuleType) -> bool:
    return module.__name__.startswith("unionclean.") and f"from {other.__name__} import" in inspect.getsource(module)


def constants(group: Group) -> Iterator[Constant]:
    """Yield the constants of a group with their values."""
    for path, wanted in group.constants.items():
        module = importlib.import_module(f"unionclean.{path}")
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            is_wanted = name in wanted.split() or (wanted == "*" and name.isupper() and name not in SENTINELS)
            if (
                is_wanted
                and isinstance(value, (int, float))
                and value
                and re.search(rf"(?m)^[A-Z_, ]*\b{name}\b[A-Z_, ]* = ", source)
            ):
                yield Constant(module, name, value, f"\n{name} = steps(" in source, _meaning(source, name))


def _meaning(source: str, name: str) -> str:
    """Return the sentence behind the definition of ``name``, a string or a comment.

    >>> _meaning('\\nA = 1\\n\\"\\"\\"What A is.\\"\\"\\"\\n', "A"), _meaning("\\nB = 2  # what B is\\n", "B")
    ('What A is.', 'what B is')
    """
    found = re.search(rf'(?ms)^[A-Z_, ]*\b{name}\b[A-Z_, ]* = [^\n]*?(?:  # ([^\n]*)|\n"""(.*?)""")$', source)
    return " ".join(next(filter(None, found.groups()), "").split()).replace("|", "\\|") if found else ""


def flat_range(
    constant: Constant, group: Group, material: Material, now: Quality, tolerance: float, factors: Sequence[float]
) -> Range:
    """Return how far the constant can be moved either way while nothing gets worse."""
    ends = []
    for moves, word in (([1 / factor for factor in factors], "or less"), (factors, "or more")):
        end = "—"
        for factor in moves:
            if _is_worse(constant, type(constant.value)(constant.value * factor), group, material, now, tolerance):
                break
            end = f"× {factor:g}"
        else:
            end = f"{end} {word}"
        ends.append(end)
    return Range(constant, *ends)


def _is_worse(
    constant: Constant, value: Number, group: Group, material: Material, now: Quality, tolerance: float
) -> bool:
    constant.set(value)
    try:
        quality = group.measure(material)
    except (ArithmeticError, ValueError):
        return True  # a probability of more than one
    finally:
        constant.set(constant.value)
    return quality.right < now.right - tolerance or quality.failing > now.failing


def table(ranges: Sequence[Range]) -> str:
    """Return a Markdown table of the ranges."""
    rows = "".join(
        f"| `{r.constant.module.__name__.removeprefix('unionclean.')}` | `{r.constant.name}` | {r.constant.shown()} | {r.down} | {r.up} | {r.constant.meaning} |\n"
        for r in ranges
    )
    return f"| module | constant | value | down to | up to | |\n|---|---|---|---|---|---|\n{rows}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="constants (default: all)")
    parser.add_argument("--group", choices=[group.title for group in GROUPS], help="only one group")
    parser.add_argument("--pages", type=int, default=1, help="pages for each setting of the machine")
    parser.add_argument("--tolerance", type=float, default=0.001, help="share that may be lost")
    parser.add_argument("--factors", type=float, nargs="+", default=FACTORS, metavar="N", help="how far (2 4)")
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/constants.md")
    chosen = parser.parse_args(arguments)
    material = Material(chosen.data, chosen.cache, chosen.pages)
    for group in GROUPS:
        if chosen.group in (None, group.title):
            part = _measured(group, material, chosen.names, chosen.tolerance, chosen.factors)
            print(part, flush=True)
            if chosen.write:
                PAGE.write_text(_filled(PAGE.read_text("utf-8"), group.title, part), "utf-8")
    return 0


def _measured(
    group: Group, material: Material, names: Sequence[str], tolerance: float, factors: Sequence[float]
) -> str:
    now = group.measure(material)
    found = [
        flat_range(constant, group, material, now, tolerance, factors)
        for constant in constants(group)
        if not names or constant.name in names
    ]
    free = sum(each.is_free for each in found)
    return (
        f"Measured: {group.measured}. With all constants as they are {now.right:.2%} is right, and {now.failing} cases fail. "
        f"Of {len(found)} constants {free} can be divided and multiplied by {factors[-1]:g}.\n\n{table(found)}"
    )


def _filled(page: str, title: str, part: str) -> str:
    start = f"<!-- generated: {title} -->\n"
    return re.sub(f"(?s)(?<={re.escape(start)}).*?(?=<!-- end -->)", lambda _: part, page, count=1)


if __name__ == "__main__":
    raise SystemExit(main())
