"""datatrove: a pipeline block, placed before any filter that looks at the text.

``CleanFormatter(cleaner=clean)`` is a datatrove formatter: it cleans ``document.text``, counts the documents that it changed
in the pipeline's statistics, and goes to workers by name.

::

    from unionclean.adapters.datatrove import CleanFormatter

    CleanFormatter().format("中国,你好")  # '中国，你好'
    CleanFormatter().format("Hello, world")  # 'Hello, world': stays, and is not counted
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unionclean.adapters import require
from unionclean.pipeline import clean


def __getattr__(name: str) -> Any:
    """Make ``CleanFormatter`` when it is first asked for: its base class is datatrove's."""
    if name != "CleanFormatter":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = _formatter_class()
    return globals()[name]


def _formatter_class() -> type:
    base: Any = require("datatrove.pipeline.formatters.base", "datatrove").BaseFormatter

    class CleanFormatter(base):  # type: ignore[misc]
        """Cleans the text of each document with ``cleaner``, a function from text to text that pickles.

        Use it as a block of the pipeline: ``[reader, CleanFormatter(), writer]``.
        """

        name = "unionclean"

        def __init__(self, *, cleaner: Callable[[str], str] = clean) -> None:
            super().__init__()
            self.cleaner = cleaner

        def format(self, text: str) -> str:
            """Return ``text`` cleaned; the pipeline's statistics count it under ``changed`` if that changed it."""
            cleaned = self.cleaner(text)
            if cleaned is not text:
                self.stat_update("changed")
            return cleaned

    CleanFormatter.__qualname__ = "CleanFormatter"  # so that it pickles by reference
    return CleanFormatter
