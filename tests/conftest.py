"""Settings of the tests, and the command run in their process with toy steps."""

import io
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

from tests import toys
from unionclean import settings as of_the_command
from unionclean.cli import main

# Chance finds new failures here, where somebody can look at them; a verdict on a commit must not depend on it.
settings.register_profile(
    "default",
    derandomize="CI" in os.environ,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "quick", parent=settings.get_profile("default"), derandomize=True, max_examples=25, database=None
)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.register_profile("long", parent=settings.get_profile("default"), derandomize=False, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture
def toy_steps(monkeypatch, tmp_path):
    """Put the toys in the place of the steps, and work in an empty folder."""
    monkeypatch.setattr(of_the_command, "KNOWN_STEPS", dict(toys.TOYS))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Run a command and return its exit code, standard output and the lines of standard error."""

    def run(*arguments, stdin=""):
        monkeypatch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin if isinstance(stdin, bytes) else stdin.encode()))
        )
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode().splitlines()

    return run
