"""Bytes AD put back: behind Latin-1 they were soft hyphens, and all of them are gone (:class:`~unionclean.encoding.mojibake.channels.Channel`)."""

from __future__ import annotations

from itertools import pairwise

from unionclean.encoding.models.code_length import code_length, code_lengths
from unionclean.encoding.mojibake.pair_search import Shown, likeliest

SOFT_HYPHEN = "\u00ad"
LONGEST = 1000
"""A piece of more characters is no text, and not searched."""

_CODECS = {"big5": "cp950", "gbk": "gbk"}
_MOST_BITS, _LEAST = 12.0, 2
"""What a character costs at most on average, of all but a few that are read in step, and how many there are at least; of other bytes it costs more."""

_RARE_BITS, _BETTER_BITS = 25.0, 5.0
"""Two characters that cost so much make a reading doubtful, and by so much another one is better."""


def fill(shown: Shown, right: str, after: str | None) -> str | None:
    """Return what ``shown`` says if every byte AD is gone, where that is far likelier than ``after``, which it says as it stands; ``None`` if it is not.

    >>> from unionclean.encoding.mojibake.pair_search import one_by_one
    >>> shown = one_by_one("要看這個國家".encode("big5").replace(b"\\xad", b""))
    >>> fill(shown, "big5", None), fill(shown, "big5", "看這個國家")
    ('要看這個國家', None)
    """
    if after is not None and not is_doubtful(after) and not _is_stretched(after, shown, right):
        return None
    filled = likeliest(shown, right, without_ad=True)
    is_better = filled is not None and (after is None or code_length(filled) + _BETTER_BITS < code_length(after))
    return filled if is_better else None


def _is_stretched(after: str, shown: Shown, right: str) -> bool:
    """Return whether ``after`` takes a letter of ``shown`` as two bytes: one of them and a byte AD may be another character, as 江 is beside 陆."""
    return len(after.encode(_CODECS[right], "replace")) > sum(len(choices[0]) for choices in shown if choices)


def is_doubtful(text: str) -> bool:
    """Return whether ``text`` has two characters side by side that are rare there, as text out of step has.

    >>> is_doubtful("這個國家的人民"), is_doubtful("姘演擔方式")
    (False, True)
    """
    bits = code_lengths(text)
    return any(one + other >= _RARE_BITS for one, other in pairwise(bits))


def may_be(data: bytes, right: str) -> bool:
    """Return whether what can be read of ``data`` looks like text in the codec ``right``, which is quicker to tell than the likeliest text.

    >>> data = "我們要看看這個國家的山水和人民".encode("big5").replace(b"\\xad", b"")
    >>> may_be(data, "big5"), may_be(data, "gbk")
    (True, False)
    """
    text = data.decode(_CODECS[right], "ignore")
    return len(text) >= _LEAST and code_length(text) < _MOST_BITS * len(text)
