"""Patterns that are compiled when they are first used.

The rules have hundreds, a page needs a fourth of them, and compiling them all takes longer than cleaning it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Lazy:
    """Stands for a pattern; with the first call of a method it takes over the methods of the compiled one."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getstate__(self) -> tuple[str | bytes, int]:
        return self.pattern, self._flags

    def __setstate__(self, state: tuple[str | bytes, int]) -> None:
        self.pattern, self._flags = state

    def __repr__(self) -> str:
        return f"lazy({self.pattern!r})"


def _compiling(name: str) -> Callable[..., Any]:
    def method(self: _Lazy, *arguments: Any, **options: Any) -> Any:
        compiled: re.Pattern[Any] = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return getattr(compiled, name)(*arguments, **options)

    return method


for _name in _METHODS:
    setattr(_Lazy, _name, _compiling(_name))


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what does what ``re.compile(source, flags)`` does, and costs nothing until it is used.

    >>> lazy("[0-9]+").findall("2020年12月")
    ['2020', '12']
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
