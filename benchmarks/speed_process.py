"""What a new process pays: import, first call, memory.  Each figure comes from processes of their own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.speed_growth import of_size

_FIRST = """
import pathlib, sys, time
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
start = time.process_time()
import unionclean
middle = time.process_time()
unionclean.clean(text)
print(time.process_time() - middle)
"""
_MEMORY = """
import pathlib, re, sys, unionclean

def high_water_mark():
    return 1024 * int(re.search("VmHWM:\\\\s*([0-9]+)", pathlib.Path("/proc/self/status").read_text())[1])

text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
function = getattr(unionclean, sys.argv[2])
function(text[:20000])
pathlib.Path("/proc/self/clear_refs").write_text("5")
before = high_water_mark()
kept = function(text)
print(high_water_mark() - before)
"""
"""The peak of the resident memory, by Linux: it counts what the engines take as well."""


def report(texts: Mapping[str, Sequence[str]], *, rounds: int) -> None:
    """Print the time of the import over bare Python, of the first call, and the peak of memory per byte of text."""
    bare, ours = [], []
    _run("import unionclean; unionclean.clean('國(guó)工會(huì)發(fā)布')")  # what is installed has its bytecode
    for _ in range(rounds):
        bare.append(_run("import time; print(time.process_time())"))
        ours.append(_run("import time, unionclean; print(time.process_time())"))
    over = statistics.median(one - other for one, other in zip(ours, bare, strict=True))
    print(f"\nimport unionclean, over bare Python: {1000 * over:.1f} ms of CPU (median of {rounds}; aim 25)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        for letter in ("S", "D"):
            file.write_text(texts[letter][0], encoding="utf-8")
            first = statistics.median(_run(_FIRST, str(file)) for _ in range(rounds))
            aim = "; aim 350" if letter == "D" else ""
            print(f"first clean, of a page of {letter}: {1000 * first:.0f} ms of CPU{aim}")
        for letter in ("S", "T", "D"):
            for name, aim in (("clean", 20), ("explain", 60)):
                _report_memory(name, letter, texts[letter], file, aim)


def _report_memory(name: str, letter: str, pages: Sequence[str], file: Path, aim: int) -> None:
    """Print what each further byte of one text takes at the peak, and what the tables take that are loaded once."""
    sizes, peaks = [], []
    for megabytes in (1, 2) if letter == "D" else (4, 8):
        text = of_size(pages, megabytes)
        file.write_text(text, encoding="utf-8")
        sizes.append(len(text.encode()))
        peaks.append(_run(_MEMORY, str(file), name))
    per_byte = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
    once = max(0.0, peaks[0] - per_byte * sizes[0])
    print(f"peak memory of {name} on {letter}: {per_byte:.1f} bytes per byte (aim {aim}), and {once / 1e6:.0f} MB once")


def _run(code: str, *arguments: str) -> float:
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    keeping.setdefault("PYTHONPYCACHEPREFIX", str(Path(tempfile.gettempdir()) / "unionclean-bytecode"))
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=keeping)
    return float(done.stdout or 0)
