"""``normalize_punctuation``."""

from __future__ import annotations

from unionclean.steps import NOTHING, Found, step


@step()
def normalize_punctuation(text: str, *, width: str = "full") -> Found:
    """Return ``text`` unchanged, so far."""
    return NOTHING
