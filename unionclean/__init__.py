"""unionclean: clean and normalise Chinese web text.

>>> import unionclean
>>> unionclean.clean("中國工會,你好")
'中国工会，你好'
"""

import os
from typing import TYPE_CHECKING, Any

if os.environ.get("UNIONCLEAN_PURE") == "1":  # before any of the modules that may be compiled is imported
    from unionclean.engine import import_sources

    import_sources()

from unionclean.edits import Change, Cleaned, Edit, Note, apply_edits
from unionclean.encoding import repair_encoding
from unionclean.pipeline import DEFAULT_STEPS, Cleaner, clean, compose, explain
from unionclean.places import strip_place_spam
from unionclean.punctuation import normalize_punctuation
from unionclean.script import to_simplified
from unionclean.steps import Step

if TYPE_CHECKING:
    from unionclean.decoding import Decoded, decode
    from unionclean.layout import repair_layout
    from unionclean.outline import Outline, Section, split_outline

    __engine__: str

__version__ = "0.2.0"

__all__ = [
    "DEFAULT_STEPS",
    "Change",
    "Cleaned",
    "Cleaner",
    "Decoded",
    "Edit",
    "Note",
    "Outline",
    "Section",
    "Step",
    "apply_edits",
    "clean",
    "compose",
    "decode",
    "explain",
    "normalize_punctuation",
    "repair_encoding",
    "repair_layout",
    "split_outline",
    "strip_place_spam",
    "to_simplified",
]

_LOADED_WHEN_ASKED_FOR = {
    "Decoded": "unionclean.decoding",
    "decode": "unionclean.decoding",
    "repair_layout": "unionclean.layout",
    "Outline": "unionclean.outline",
    "Section": "unionclean.outline",
    "split_outline": "unionclean.outline",
}
"""Public names that ``clean`` does without, so that the import does not pay for them."""


def __getattr__(name: str) -> Any:
    if name == "__engine__":
        from unionclean.engine import engine

        return engine()
    if name not in _LOADED_WHEN_ASKED_FOR:
        raise AttributeError(f"module 'unionclean' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_LOADED_WHEN_ASKED_FOR[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
