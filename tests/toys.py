"""Small stand-ins for the steps, so that the tests of files and commands know exactly what cleaning does."""

from __future__ import annotations

import contextlib
import os
import re
import time

from unionclean import settings
from unionclean.edits import Edit
from unionclean.punctuation import Width
from unionclean.script import Region
from unionclean.steps import NOTHING, Found, step


def _replaced(text: str, pattern: str, after: str, rule: str) -> Found:
    edits = [Edit(m.start(), m.end(), m[0], after, rule) for m in re.finditer(pattern, text)]
    return Found(edits) if edits else NOTHING


@step()
def toy_nothing(text: str) -> Found:
    """Do nothing; slowly, if told so, for tests that need to be in time."""
    time.sleep(float(os.environ.get("TOY_DELAY", "0")))
    while "lose every exception" in text:
        with contextlib.suppress(BaseException):
            time.sleep(60)
    if "kill this worker" in text:
        os._exit(9)
    return NOTHING


@step()
def toy_script(text: str, *, region: Region | None = None) -> Found:
    """Convert one character."""
    return _replaced(text, "國", "国", "t2s")


@step()
def toy_punctuation(text: str, *, width: Width = "full") -> Found:
    """Convert the comma, and strip blanks and blank lines at the end."""
    if width == "half":
        return _replaced(text, "，", ",", "comma")
    found = _replaced(text, "(?<=[一-鿿]),(?=[一-鿿])", "，", "comma")
    blanks = _replaced(text, r"[ ]+(?=\n|\Z)|\n(?=\n\n)", "", "blank")
    return Found(sorted([*found.edits, *blanks.edits]))


@step()
def toy_switch(text: str, *, deep: bool = False, size: int = 1) -> Found:
    """Do nothing, with options."""
    return NOTHING


@step(final=lambda: True)
def toy_broken_promise(text: str) -> Found:
    """Say that a second pass changes nothing, though it would."""
    return _replaced(text, "甲", "甲甲", "more")


TOYS = {
    "repair_encoding": toy_nothing,
    "strip_place_spam": toy_nothing,
    "to_simplified": toy_script,
    "normalize_punctuation": toy_punctuation,
}


def install() -> None:
    """Put the toys in the place of the steps."""
    settings.KNOWN_STEPS.update(TOYS)
