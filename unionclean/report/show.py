"""Text made showable: what has no shape of its own, or could do harm, gets a visible name."""

from __future__ import annotations

import re
from html import escape

_SHAPELESS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Controls, bidirectional and zero-width marks, lone surrogates, private use.  The joiners of emoji are not among them."""

_SPACES = {" ": "␠", "\n": "⏎", "\t": "⇥", "\u00a0": "‹NBSP›", "\u3000": "‹U+3000›"}
NOTHING_SHOWN = "∅"


def code_point(character: str) -> str:
    """Return the name ``U+XXXX`` of ``character``.

    >>> code_point("中")
    'U+4E2D'
    """
    return f"U+{ord(character):04X}"


def escape_html(text: str) -> str:
    """Return ``text`` for the body of a page: escaped, with shapeless characters as ``<b class="c">U+200B</b>``.

    >>> escape_html("<a> & \\u202e中")
    '&lt;a&gt; &amp; <b class="c">U+202E</b>中'
    """
    return _SHAPELESS.sub(lambda match: f'<b class="c">{code_point(match[0])}</b>', escape(text))


def show(text: str, limit: int = 48) -> str:
    """Return ``text`` as one line that shows everything in it, shortened in the middle beyond ``limit`` characters.

    >>> show("a b\\n"), show(""), show("x" * 100, 9)
    ('a␠b⏎', '∅', 'xxxx…xxxx')
    """
    if not text:
        return NOTHING_SHOWN
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half]}…{text[-half:]}"
    if text.isspace() or not text.isprintable() or text != text.strip() or " " in text:
        text = "".join(_SPACES.get(character, character) for character in text)
    return name_shapeless(text)


def name_shapeless(text: str) -> str:
    """Return ``text`` with ``‹U+XXXX›`` for what has no shape: nothing in it can steer a terminal or turn a line around.

    >>> name_shapeless("a\\x1b[31m")
    'a‹U+001B›[31m'
    """
    return _SHAPELESS.sub(lambda match: f"‹{code_point(match[0])}›", text)


def one_line(text: str) -> str:
    """Return ``text`` as a single line: line breaks and tabs as signs, shapeless characters by name.

    >>> one_line("a\\nb\\tc")
    'a⏎b⇥c'
    """
    return name_shapeless(text).replace("\n", "⏎").replace("\t", "⇥")


def count(number: int, noun: str) -> str:
    """Return ``number`` with its noun.

    >>> count(1, "edit"), count(21000, "edit")
    ('1 edit', '21,000 edits')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
