"""unionclean inside other people's engines: one thin module each, which loads the engine when it is first used."""

from __future__ import annotations

import importlib
from typing import Any


def require(module: str, extra: str) -> Any:
    """Return the imported ``module``; raise an :class:`ImportError` that names the ``extra`` to install when it is missing.

    >>> require("no_such_module", "polars")
    Traceback (most recent call last):
    ImportError: no_such_module is not installed: pip install 'unionclean[polars]'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ImportError(f"{name} is not installed: pip install 'unionclean[{extra}]'", name=name) from error
