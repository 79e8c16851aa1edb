"""Which of the large engines must be there, and which may be missing."""

from __future__ import annotations

import importlib.util
import os

import pytest

REQUIRED = tuple(filter(None, os.environ.get("UNIONCLEAN_ENGINES", "").split(",")))
"""The engines that ``.ci/run`` installed: their tests fail, not skip, when one cannot be imported."""


def need(name: str) -> None:
    """Skip the test, and say so, when the engine ``name`` is neither installed nor required."""
    if importlib.util.find_spec(name) is None and name not in REQUIRED:
        pytest.skip(f"{name} is not installed")
