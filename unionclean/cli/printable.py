"""What may reach a terminal: nothing in a text, a file name or a message can steer it, or turn a line around."""

from __future__ import annotations

import json
import re
from typing import Any

_STEERING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_STEERS = re.compile(f"[{_STEERING}]|\r(?!\n)")
_STEERS_BUT_COLOUR = re.compile(f"(?!\x1b\\[[0-9;]*m)(?:[{_STEERING}]|\r(?!\n))")
_STEERS_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def escape_controls(text: str, *, colour: bool = False) -> str:
    """Return ``text`` with what could steer a terminal as ``\\\\x1b`` or ``\\\\u202e``; line ends and tabs stay.

    With ``colour`` the sequences that set a colour or style stay too: those of our own.

    >>> print(escape_controls("中\\x1b]52;c;eA==\\x07"))
    中\\x1b]52;c;eA==\\x07
    >>> escape_controls("中\\n")
    '中\\n'
    """
    return (_STEERS_BUT_COLOUR if colour else _STEERS).sub(_escape, text)


def one_line(text: object) -> str:
    """Return ``text`` with everything escaped that is not printable, line ends too: a name, or a message that holds one.

    >>> one_line("a\\nb\\u202e")
    'a\\\\nb\\\\u202e'
    """
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape").decode() for c in str(text))


def to_json(value: Any) -> str:
    """Return ``value`` as a line of JSON that is safe to look at: what could steer a terminal is written ``\\\\u009b``.

    >>> to_json({"中": "\\x9b"})
    '{"中": "\\\\u009b"}\\n'
    """
    written = json.dumps(value, ensure_ascii=False)
    return _STEERS_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", written) + "\n"


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()
