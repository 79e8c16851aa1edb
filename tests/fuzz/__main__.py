"""Fuzz one target or all of them in turn, with atheris (coverage-guided) or, without it, by mutating the seeds at random.

    python -m tests.fuzz TARGET|all [--seconds 60] [--engine atheris|random] [--seed N]

Prints a line per target: executions, seconds, findings.  What breaks a law is written to ``tests/fuzz/corpus/TARGET/`` under
the hash of its content, where ``tests/test_fuzz_corpus.py`` finds it.  Atheris is ``pip install atheris`` (CPython 3.11 to
3.13, Linux or macOS).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz.seeds import FOUND, seeds_of
from tests.fuzz.targets import TARGETS

_LONGEST = 4000


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the targets.")
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    parser.add_argument("--engine", choices=["atheris", "random"], default="random")
    parser.add_argument("--seed", type=int, default=0, help="of the random engine")
    parser.add_argument("--found", type=Path, default=FOUND, help="where findings go, a folder per target")
    arguments = parser.parse_args()
    names = list(TARGETS) if arguments.target == "all" else [arguments.target]
    findings = 0
    for name in names:
        run = run_atheris if arguments.engine == "atheris" else run_random
        executions, seconds, found = run(name, arguments.seconds, arguments.seed, arguments.found)
        findings += found
        print(
            f"{time.strftime('%H:%M:%S')} {arguments.engine} {name}: {executions:,} executions in {seconds:.0f} s, {found} findings",
            flush=True,
        )
    return 1 if findings else 0


def run_random(name: str, seconds: int, seed: int, found_in: Path) -> tuple[int, float, int]:
    """Mutate and join the seeds at random; quick, without any guidance by coverage."""
    chance = random.Random(f"{name} {seed}")
    pool = seeds_of(name)
    target = TARGETS[name]
    started, executions, seen = time.monotonic(), 0, set()
    while time.monotonic() - started < seconds:
        data = mutated(chance, pool)
        executions += 1
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever escapes is the finding
            where = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {where.filename}:{where.lineno} {error if isinstance(error, AssertionError) else ''}"
            if key not in seen:
                seen.add(key)
                keep(data, name, key, found_in)
    return executions, time.monotonic() - started, len(seen)


def mutated(chance: random.Random, pool: list[bytes]) -> bytes:
    """Return an input: a seed, some bytes changed, cut, doubled or joined with those of another seed; or bytes of chance."""
    if chance.random() < 0.3:
        return bytes([chance.randrange(256)]) + chance.randbytes(chance.randrange(1, 60))
    data = bytearray(chance.choice(pool)[:_LONGEST])
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(data) + 1)
        action = chance.randrange(5)
        if action == 0:
            data[place:place] = chance.randbytes(chance.randrange(1, 5))
        elif action == 1:
            del data[place : place + chance.randrange(1, 9)]
        elif action == 2 and data:
            data[place % len(data)] = chance.randrange(256)
        elif action == 3:
            data[place:place] = data[place : place + chance.randrange(1, 17)]
        else:
            other = chance.choice(pool)
            start = chance.randrange(len(other) + 1)
            data[place:place] = other[start : start + chance.randrange(1, 60)]
    return bytes(data[:_LONGEST])


def keep(data: bytes, name: str, key: str, found_in: Path) -> None:
    folder = found_in / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    print(f"FOUND {name} {path.name}: {key}", flush=True)


def run_atheris(name: str, seconds: int, seed: int, found_in: Path) -> tuple[int, float, int]:
    """Run libFuzzer in a process of its own, for it never returns."""
    found = found_in / name
    found.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    command = [sys.executable, "-m", "tests.fuzz.guided", name, f"-max_total_time={seconds}", f"-max_len={_LONGEST}"]
    command += ["-print_final_stats=1", f"-artifact_prefix={found}/", f"-seed={seed or 1}", "-timeout=60"]
    started = time.monotonic()
    done = subprocess.run(
        [*command, str(work_corpus(name))], capture_output=True, text=True, errors="replace", check=False
    )
    stats = [line for line in done.stderr.splitlines() if "stat::number_of_executed_units" in line]
    executions = int(stats[-1].split(":")[-1]) if stats else 0
    new = set(found.iterdir()) - before
    for path in new:
        print(f"FOUND {name} {path.name}", flush=True)
    if not stats:
        print(done.stderr[-2000:], flush=True)
    return executions, time.monotonic() - started, len(new)


def work_corpus(name: str) -> Path:
    """Return a folder with the seeds, where libFuzzer also puts what it finds interesting; it is no part of the repository."""
    folder = Path(tempfile.gettempdir()) / "unionclean-fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds_of(name):
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    return folder


if __name__ == "__main__":
    sys.exit(main())
