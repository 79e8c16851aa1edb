"""Units that may make a text slow, taken from the library's own regular expressions.

Every pattern that the package compiles is caught while it is imported and once used; from the language of each a few strings
are sampled, whole and cut short (an opening that nothing closes is where patterns turn quadratic).  A unit is repeated up to
a size, alone and behind a damaged page, and every step is timed on it.  As a program this prints the table of the slowest::

    python -m tests.linear_units [--size 100000] [--samples 3] [--only PATTERN_SUBSTRING] [--functions NAME,NAME] [--all]

The samples change with every pattern, so the tests time the units of a record, which ``--record`` writes again.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import importlib.util
import json
import pkgutil
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

try:
    from re import _constants, _parser
except ImportError:  # Python 3.10
    import sre_constants as _constants
    import sre_parse as _parser

ROOT = Path(__file__).resolve().parents[1]

ALPHABET = (
    "中國，。？?!;:,.、\n \t\u3000()（）“”\"'<>[]|&/\\-—…~`*#_=@%$^+{}0１aAäÃ\x00\x80\ue000\ufffd市县一二１①ㄅのカ한😀"
)
"""Where a class leaves the choice free, one of these is taken."""

MOST_REPEATS = 3


class Sampler:
    """Strings of the language of a pattern; lookaheads are written out, lookbehinds and negations are not."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._groups: dict[int, str] = {}
        self.repeated: list[str] = []

    def sample(self, pattern: str, flags: int) -> str:
        """Return a string of the language; :attr:`repeated` then holds one of each part that may repeat."""
        self._groups.clear()
        self.repeated.clear()
        return self._sequence(_parser.parse(pattern, flags & ~re.DEBUG))

    def _sequence(self, parsed: Any) -> str:
        return "".join(self._item(operation, argument) for operation, argument in parsed)

    def _item(self, operation: Any, argument: Any) -> str:
        name = str(operation)
        method = getattr(self, f"_{name.lower()}", None)
        return method(argument) if method else ""

    def _literal(self, code: int) -> str:
        return chr(code)

    def _not_literal(self, code: int) -> str:
        return self._choose(lambda character: ord(character) != code)

    def _any(self, _: object) -> str:
        return self._choose(lambda character: character != "\n")

    def _in(self, items: list[tuple[Any, Any]]) -> str:
        negated = str(items[0][0]) == "NEGATE"
        if negated:
            return self._choose(lambda character: not any(_holds(item, character) for item in items[1:]))
        operation, argument = self._random.choice(items)
        if str(operation) == "LITERAL":
            return chr(argument)
        if str(operation) == "RANGE":
            return chr(self._random.randint(*argument))
        return self._choose(lambda character: _holds((operation, argument), character))

    def _category(self, category: Any) -> str:
        return self._choose(lambda character: _holds((_constants.CATEGORY, category), character))

    def _branch(self, argument: Any) -> str:
        return self._sequence(self._random.choice(argument[1]))

    def _subpattern(self, argument: Any) -> str:
        written = self._sequence(argument[3])
        if argument[0] is not None:
            self._groups[argument[0]] = written
        return written

    def _atomic_group(self, argument: Any) -> str:
        return self._sequence(argument)

    def _groupref(self, number: int) -> str:
        return self._groups.get(number, "")

    def _groupref_exists(self, argument: Any) -> str:
        _, yes, no = argument
        return self._sequence(yes) if self._random.random() < 0.5 or not no else self._sequence(no)

    def _max_repeat(self, argument: Any) -> str:
        least, most, item = argument
        most = min(int(most), int(least) + MOST_REPEATS)
        if most > 1:
            self.repeated.append(self._sequence(item))
        return "".join(self._sequence(item) for _ in range(self._random.randint(int(least), most)))

    _min_repeat = _possessive_repeat = _max_repeat

    def _assert(self, argument: Any) -> str:
        direction, item = argument
        return self._sequence(item) if direction > 0 or self._random.random() < 0.5 else ""

    def _at(self, argument: Any) -> str:
        return "\n" if "BEGINNING" in str(argument) and self._random.random() < 0.3 else ""

    def _choose(self, allowed: Callable[[str], bool]) -> str:
        choice = [character for character in ALPHABET if allowed(character)]
        return self._random.choice(choice) if choice else ""


def _holds(item: tuple[Any, Any], character: str) -> bool:
    operation, argument = str(item[0]), item[1]
    if operation == "LITERAL":
        return ord(character) == argument
    if operation == "RANGE":
        return bool(argument[0] <= ord(character) <= argument[1])
    kind = str(argument).removeprefix("CATEGORY_").removeprefix("UNI_")
    negated, kind = kind.startswith("NOT_"), kind.removeprefix("NOT_")
    classes = {"DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": lambda c: c.isalnum() or c == "_"}
    return bool(classes[kind](character)) != negated


class Pattern(NamedTuple):
    """A regular expression of the library: the module that compiled it, its text and flags."""

    module: str
    pattern: str
    flags: int


def caught_patterns() -> list[Pattern]:
    """Return every pattern that the package compiles, caught in a fresh interpreter."""
    command = [sys.executable, "-c", "from tests.linear_units import catch_patterns; catch_patterns()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return sorted({Pattern(*row) for row in json.loads(done.stdout)})


def catch_patterns() -> None:
    """Print the patterns as JSON; to be run where the package was not imported yet."""
    import regex

    caught: set[Pattern] = set()

    def catching(compile_: Callable[..., Any]) -> Callable[..., Any]:
        def catch(pattern: Any, flags: int = 0, *rest: Any, **options: Any) -> Any:
            frame = sys._getframe(1)
            while frame.f_back and frame.f_globals.get("__name__", "").split(".")[0] in ("re", "regex"):
                frame = frame.f_back
            module = frame.f_globals.get("__name__", "")
            is_ours = module.startswith("unionclean") and module != "unionclean.patterns"
            if is_ours and isinstance(pattern, str):
                caught.add(Pattern(module, pattern, int(flags)))
            return compile_(pattern, flags, *rest, **options)

        return catch

    re._compile = catching(re._compile)  # type: ignore[attr-defined]
    regex.compile = catching(regex.compile)
    patterns = _patterns_alone()
    patterns.lazy = catching(patterns.lazy)
    _use_everything()
    sys.stdout.write(json.dumps(sorted(caught)))


def _patterns_alone() -> Any:
    """Return the module that makes patterns, imported before the package that takes it from there."""
    name = "unionclean.patterns"
    spec = importlib.util.spec_from_file_location(name, ROOT / "unionclean" / "patterns.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _use_everything() -> None:
    """Import every module and send through every step a text that each of them reacts to."""
    import unionclean

    for module in pkgutil.walk_packages(unionclean.__path__, "unionclean."):
        if module.name != "unionclean.__main__":
            with contextlib.suppress(ImportError):  # adapters of engines that are not installed
                importlib.import_module(module.name)
    from tests.strategies import FRAGMENTS, SENTENCES

    text = "".join([*SENTENCES, *FRAGMENTS, DAMAGED_PAGE])
    for function in functions().values():
        function(text)
        function(DAMAGED_PAGE)
        function("x = '甲' # 乙,丙\n")


DAMAGED_PAGE = (
    "中國(guó)工會(huì)發(fā)布通知,我們?nèi)ギa(chǎn)能,下?lián)軐m?xiàng)業(yè)務(wù)。會(huì)議強(qiáng)調(diào)慶!拔逡弧眹(guó)際勞動(dòng)節(jié)。\n"
    * 3
)


def functions() -> dict[str, Callable[[str], Any]]:
    """Return what is timed, by name."""
    import unionclean
    from unionclean.documents.cleaning import DocumentCleaner

    half = unionclean.normalize_punctuation.using(width="half")
    steps = {step.name: step for step in (*unionclean.DEFAULT_STEPS, unionclean.repair_layout)}
    documents = {
        name: _fixing(DocumentCleaner(unionclean.compose(unionclean.normalize_punctuation), name.split()[-1]), *ends)
        for name, ends in KINDS.items()
    }
    return {**steps, "half": half, "split_outline": unionclean.split_outline, "decode": _decode, **documents}


def _decode(text: str) -> Any:
    """Decode ``text`` as bytes of GB18030 that a tool has cut."""
    import unionclean

    return unionclean.decode(text.encode("gb18030", "ignore")[:-1])


def _fixing(document: Callable[[str], str], before: str, after: str) -> Callable[[str], Any]:
    """Return ``document`` for a text between others; that it refuses to touch a hostile one is an answer like others."""
    from unionclean.documents.errors import StructureError, UnreadableError

    def fix(text: str) -> str:
        if before.endswith("# "):
            text = "\n# ".join(line[i : i + 1_900] for line in text.split("\n") for i in range(0, len(line), 1_900))
        try:
            return document(before + text.replace("\r", "") + after)
        except (StructureError, UnreadableError):
            return text

    return fix


_IN_SLASHES, _IN_SHARPS = ("// 中,国\n", ""), ("# 中,国\n", "")
KINDS = {
    "a.md": ("中,国\n\n", ""),
    "a.txt": ("我们去北京,他们说。\n", "a"),
    **dict.fromkeys(("a.js", "a.rs", "a.go", "a.java", "a.css"), _IN_SLASHES),
    **dict.fromkeys(("a.py", "a.sh", "a.yaml"), _IN_SHARPS),
    "a.sql": ("-- 中,国\n", ""),
    "a.rst": ("中,国\n\n", ""),
    "a.html": ("<p>中,国</p>\n", ""),
    "a.vue": ("<!-- 中,国 -->\n", ""),
    "a.po": ('msgid "a"\nmsgstr "中,国"\n', ""),
    "a.srt": ("1\n00:00:01,000 --> 00:00:02,000\n中,国\n", ""),
    "in a.po": ('msgid "a"\nmsgstr "中,国', '"\n'),
    "comment in a.py": ("# 中,国\n# ", ""),
}
"""Names of documents, for the readers that find the prose in them, with what stands before and after the units: without
something to change no reader is asked.  LaTeX is left out: its parser takes 6 s/MB for any text."""


def units_of(pattern: Pattern, samples: int) -> list[str]:
    """Return units of the language of ``pattern``: some of its strings, and their beginnings."""
    sampler = Sampler(seed=len(pattern.pattern))
    units: list[str] = []
    for _ in range(samples):
        try:
            whole = sampler.sample(pattern.pattern, pattern.flags)
        except (re.error, OverflowError):  # what only the package regex understands
            return []
        units += (whole, whole[:-1], whole[: (len(whole) + 1) // 2], *sampler.repeated)
    return [unit for unit in dict.fromkeys(units) if unit and len(unit) <= 200]


def all_units(samples: int) -> dict[str, list[Pattern]]:
    """Return every unit with the patterns that it comes from."""
    units: dict[str, list[Pattern]] = {}
    for pattern in caught_patterns():
        for unit in units_of(pattern, samples):
            units.setdefault(unit, []).append(pattern)
    return units


RECORD = Path(__file__).with_name("records") / "units.json"
"""The units that the tests time, and by function those that were too slow once."""


def recorded_units() -> list[str]:
    """Return the units of the record."""
    return json.loads(RECORD.read_text("utf-8"))["units"]


def once_slow_units() -> list[tuple[str, str]]:
    """Return pairs of a function's name and a unit on which it was too slow before it was mended."""
    return [(entry["function"], entry["unit"]) for entry in json.loads(RECORD.read_text("utf-8"))["once slow"]]


def record_units(samples: int) -> None:
    """Write the units that the patterns have today into the record; what was slow once stays there."""
    record = json.loads(RECORD.read_text("utf-8"))
    record["units"] = sorted(all_units(samples))
    lists = ",\n".join(
        f" {json.dumps(name)}: [\n" + ",\n".join(f"  {json.dumps(row)}" for row in rows) + "\n ]"
        for name, rows in record.items()
    )
    RECORD.write_text("{\n" + lists + "\n}\n", "utf-8")


class Timing(NamedTuple):
    """How long a function took on a unit repeated up to ``size`` characters, per megabyte, and how the time grew."""

    function: str
    unit: str
    prefix: str
    size: int
    seconds: float
    per_megabyte: float
    growth: float

    @property
    def is_bad(self) -> bool:
        """Whether the law of linear time is broken: in a quarter of the size it took much less than a quarter of the time."""
        return self.is_slow() or (self.seconds > 0.3 and self.growth > MOST_GROWTH)

    def is_slow(self, share: float = 1.0) -> bool:
        """Return whether it took longer than this share of the bound."""
        beyond = self.seconds - share * MOST_SECONDS_FOR_A_PAGE
        return beyond > 0 and beyond * self.per_megabyte > share * MOST_SECONDS_PER_MEGABYTE * self.seconds


MOST_SECONDS_PER_MEGABYTE, MOST_SECONDS_FOR_A_PAGE = 5.0, 0.3
"""The bound: so much for a megabyte, and so much for a page however short it is, as the search for damage has a budget of its own."""

MOST_GROWTH = (
    1.6  # of the time per character when the text is four times as long: 4 is quadratic, 1 linear, the rest noise
)


def time_unit(name: str, function: Callable[[str], Any], unit: str, prefix: str, size: int) -> Timing:
    """Time ``function`` on ``unit`` repeated; a text on which a smaller size is already far too slow is not made larger."""
    steps = [max(1, size // 16), size // 4, size]
    before = 0.0
    for number, characters in enumerate(steps):
        text = prefix + unit * max(1, characters // len(unit))
        bytes_ = len(text.encode("utf-8", "surrogatepass"))
        seconds = _seconds(function, text)
        rate = seconds / bytes_ * 1e6
        growth = (rate / before) if before else 1.0
        timing = Timing(name, unit, prefix, characters, seconds, rate, growth)
        if number == len(steps) - 1 or (rate > 2 * MOST_SECONDS_PER_MEGABYTE and seconds > 2) or seconds > 20:
            return timing
        before = rate
    raise AssertionError("unreachable")


MOST_SECONDS = 60  # an exponential pattern would never end


def _seconds(function: Callable[[str], Any], text: str) -> float:
    """Return the CPU time of a call on a quiet machine, without the collector, which would walk what earlier tests left."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        seconds = _timed(function, text)
        return seconds / max(1.0, _slowness()) if seconds > 0.1 else seconds
    finally:
        if was_enabled:
            gc.enable()


QUIET = 0.0095
"""Seconds that the loop of :func:`_slowness` takes on a quiet machine of the kind for which the bound is stated."""


def _slowness() -> float:
    """Return how many times longer than on a quiet machine a loop takes now: who shares a core is slower, in CPU time too."""
    started = time.process_time()
    sums: dict[int, tuple[int, int]] = {}
    for number in range(100_000):
        sums[number % 997] = (number, number * 3 % 7)
    return (time.process_time() - started) / QUIET


def _timed(function: Callable[[str], Any], text: str) -> float:
    started = time.process_time()
    try:
        with _deadline():
            function(text)
    except TimeoutError:
        return time.process_time() - started
    seconds = time.process_time() - started
    if seconds < 0.05:  # noise is large where times are small
        started = time.process_time()
        function(text)
        seconds = min(seconds, time.process_time() - started)
    return seconds


@contextlib.contextmanager
def _deadline() -> Iterator[None]:
    """Raise :class:`TimeoutError` inside after much too long a time; regular expressions look for signals too."""

    def stop(*_: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def timings(units: list[str], size: int, names: list[str]) -> Iterator[Timing]:
    """Yield the timing of every function on every unit, and of the first step on each behind a damaged page."""
    available = functions()
    for unit in units:
        for name in names:
            yield time_unit(name, available[name], unit, "", size)
        if "repair_encoding" in names:
            yield time_unit("repair_encoding", available["repair_encoding"], unit, DAMAGED_PAGE, size)


def main() -> int:
    parser = argparse.ArgumentParser(description="Print the slowest units derived from the library's patterns.")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--samples", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--functions", default="")
    parser.add_argument("--part", default="0/1", help="the share of the units to time, as 2/5: the third fifth")
    parser.add_argument("--all", action="store_true", help="print every timing, not only the bad ones")
    parser.add_argument("--record", action="store_true", help="write the units that the tests time, and time nothing")
    arguments = parser.parse_args()
    if arguments.record:
        record_units(arguments.samples)
        return 0
    names = arguments.functions.split(",") if arguments.functions else list(functions())
    units = {
        unit: patterns
        for unit, patterns in all_units(arguments.samples).items()
        if any(arguments.only in pattern.module + pattern.pattern for pattern in patterns)
    }
    part, parts = map(int, arguments.part.split("/"))
    chosen = list(units)[part::parts]
    print(
        f"{len({p for ps in units.values() for p in ps})} patterns, {len(units)} units, {len(chosen)} of them timed",
        flush=True,
    )
    bad = number = 0
    worst: dict[str, Timing] = {}
    for timing in timings(chosen, arguments.size, names):
        number += 1
        bad += timing.is_bad
        if timing.function not in worst or timing.per_megabyte > worst[timing.function].per_megabyte:
            worst[timing.function] = timing
        if timing.is_bad or arguments.all:
            print(_row(timing, units[timing.unit]), flush=True)
    print(f"{bad} of {number} timings above {MOST_SECONDS_PER_MEGABYTE} s/MB or growing {MOST_GROWTH} x; the slowest:")
    for timing in worst.values():
        print(_row(timing, units[timing.unit]))
    return 1 if bad else 0


def _row(timing: Timing, patterns: list[Pattern]) -> str:
    page = "page+" if timing.prefix else ""
    where = patterns[0].module.removeprefix("unionclean.")
    return (
        f"{timing.per_megabyte:8.2f} s/MB  x{timing.growth:4.1f}  {timing.size:>7}  {timing.function:22} "
        f"{page}{timing.unit!r}  {where}: {patterns[0].pattern[:60]!r}"
    )


if __name__ == "__main__":
    sys.exit(main())
