"""The options of a step: which it has, what they may be, and whether what is given fits.

They are read off the signature of the finder, so that every list of values is written once: ``width: Width``, where
``Width = Literal["full", "half"]``.
"""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def names_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of the keyword-only parameters of ``function``.

    >>> names_of(lambda text, *, width="full": text)
    ('width',)
    """
    code = function.__code__
    first = code.co_argcount
    return code.co_varnames[first : first + code.co_kwonlyargcount]


def values_of(function: Callable[..., Any]) -> dict[str, tuple[object, ...]]:
    """Return, for each keyword-only parameter that takes certain values only, these values.

    >>> def find(text: str, *, order: Literal["up", "down"] | None = None, size: int = 1, deep: bool = False): ...
    >>> values_of(find)
    {'order': ('up', 'down', None), 'deep': (True, False)}
    """
    hints = get_type_hints(function)
    values = {name: tuple(_values(hints[name])) for name in names_of(function) if name in hints}
    return {name: these for name, these in values.items() if these}


def _values(hint: Any) -> list[object]:
    """Return the values that a type allows; none if they cannot be listed."""
    if hint is bool:
        return [True, False]
    if hint is NoneType:
        return [None]
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        parts = [_values(part) for part in get_args(hint)]
        return [value for part in parts for value in part] if all(parts) else []
    return []


def require_value(option: str, value: object, values: tuple[object, ...]) -> None:
    """Raise an error that lists ``values`` unless ``value`` is one of them.

    It is a :class:`TypeError` where the option takes ``True`` or ``False``, else a :class:`ValueError`.

    >>> require_value("width", "half", ("full", "half"))
    >>> require_value("width", "wide", ("full", "half"))
    Traceback (most recent call last):
    ValueError: width is 'full' or 'half', not 'wide'
    >>> require_value("keyword_lists", "no", (True, False))
    Traceback (most recent call last):
    TypeError: keyword_lists is True or False, not 'no'
    """
    if any(type(value) is type(known) and value == known for known in values):
        return
    error = TypeError if all(known is None or isinstance(known, bool) for known in values) else ValueError
    *most, last = map(repr, values)
    raise error(f"{option} is {', '.join(most)} or {last}, not {value!r}")
