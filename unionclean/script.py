"""``to_simplified``."""

from __future__ import annotations

from unionclean.steps import NOTHING, Found, step


@step()
def to_simplified(text: str) -> Found:
    """Return ``text`` unchanged, so far."""
    return NOTHING
