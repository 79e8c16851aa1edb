"""What a step is: a function from text to text that can also say what it did.

A step is written as a *finder*: a function that takes a text (and keyword options) and returns the edits it wants and the
notes it has.  The :func:`step` decorator makes of it a callable that returns the changed text, with ``.explain`` for the
trace and ``.using`` for options.  Three laws then hold by construction and need no care in the finders:

* the text that comes out is the edits applied to the text that went in;
* a text without edits comes back as the same object;
* a second pass changes nothing, because a step repeats until its finder is content (:mod:`unionclean.settling`).  A step
  that promises to be ``final`` is spared the second look; the promise is a law of the test suite.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from unionclean.edits import Change, Cleaned, apply_edits
from unionclean.finding import NOTHING, Finder, Found, effective
from unionclean.masking import CLOSED, Span, mask, unmask
from unionclean.options import names_of, require_value, values_of
from unionclean.settling import Member, settle, settle_with_trace
from unionclean.signs import Scan, Signs

__all__ = ["NOTHING", "Finder", "Found", "Step", "as_member", "require_str", "step"]

Fast = Callable[..., str]
Final = Callable[..., bool]
Islands = Callable[[str], Sequence[Span]]


def require_str(text: object, called: object = "unionclean.clean") -> str:
    """Return ``text`` if it is a ``str``; raise a :class:`TypeError` that says how to get one for ``called`` otherwise.

    >>> require_str("中国")
    '中国'
    >>> require_str(b"abc")
    Traceback (most recent call last):
    TypeError: unionclean works on str, not bytes: decode first, unionclean.decode(data).text
    """
    if isinstance(text, str):
        return text
    from unionclean.wrong_types import advice_on

    raise TypeError(f"unionclean works on str, not {type(text).__name__}: {advice_on(text, str(called))}")


class Step:
    """A named text step: ``step(text)``, ``step.explain(text)``, ``step.using(**options)``.

    >>> from unionclean import normalize_punctuation
    >>> half = normalize_punctuation.using(width="half")
    >>> half
    normalize_punctuation.using(width='half')
    >>> half("你好，世界")
    '你好,世界'
    """

    def __init__(
        self,
        find: Finder,
        fast: Fast | None = None,
        final: Final | None = None,
        islands: Islands | None = None,
        only_chinese: bool = False,
        options: dict[str, Any] | None = None,
        signs: Callable[..., Signs | None] | None = None,
    ) -> None:
        functools.update_wrapper(self, find)
        self._find = find
        self._fast = fast
        self._final = final
        self._islands = islands
        self.only_chinese = only_chinese
        self._signs = signs
        self._options = options or {}
        self.name: str = find.__name__
        self.option_names = names_of(find)
        self._row = (self._made_once(),)
        self._scan = Scan(self._row)
        self._variants: dict[tuple[tuple[str, Any], ...], Step] = {}

    def __call__(self, text: str, **options: Any) -> str:
        """Return the cleaned text; the same object when there was nothing to do.

        ``options`` hold for this call alone.  An unknown option, one of a wrong type, and anything but a ``str`` raise a
        :class:`TypeError`, an unknown value of an option a :class:`ValueError`; both name what is known.

        >>> from unionclean import normalize_punctuation
        >>> normalize_punctuation("中国,你好"), normalize_punctuation("中国，你好", width="half")
        ('中国，你好', '中国,你好')
        >>> text = "中国，你好"
        >>> normalize_punctuation(text) is text
        True
        """
        step = self._asked_with(options)
        return settle(step._row, require_str(text, self), scan=step._scan)

    def explain(self, text: str, **options: Any) -> Cleaned:
        """Return what :meth:`__call__` does to ``text``, as a :class:`~unionclean.edits.Cleaned`.

        >>> from unionclean import to_simplified
        >>> to_simplified.explain("工會").edits
        (Edit(start=1, end=2, before='會', after='会', rule='t2s', certainty='certain'),)
        >>> to_simplified.explain("工会").edits
        ()
        """
        step = self._asked_with(options)
        return self._as_one_change(settle_with_trace(step._row, require_str(text, self), scan=step._scan))

    def using(self, **options: Any) -> Step:
        """Return this step with ``options`` set, checked as in a call.

        >>> from unionclean import to_simplified
        >>> to_simplified.using(region="tw")("安裝軟體")
        '安装软件'
        >>> to_simplified.using(width="half")
        Traceback (most recent call last):
        TypeError: to_simplified has no option 'width'; its options: region
        >>> to_simplified.using(region="cn")
        Traceback (most recent call last):
        ValueError: to_simplified: region is 'tw', 'hk' or None, not 'cn'
        """
        return Step(
            self._find, self._fast, self._final, self._islands, self.only_chinese, self._merged(options), self._signs
        )

    @functools.cached_property
    def option_values(self) -> dict[str, tuple[object, ...]]:
        """The values that each option takes, for options that take certain values only.

        >>> from unionclean import normalize_punctuation
        >>> normalize_punctuation.option_values
        {'width': ('full', 'half')}
        """
        return values_of(self._find)

    def signs(self) -> Signs | None:
        """Return what a text must have for this step to have anything to do with it, if that can be said."""
        return None if self._signs is None else self._signs(**self._options)

    def _asked_with(self, options: dict[str, Any]) -> Step:
        """Return this step with the ``options`` of one call, made once for all calls."""
        if not options:
            return self
        key = tuple(sorted(self._merged(options).items()))
        if key not in self._variants:
            self._variants[key] = self.using(**options)
        return self._variants[key]

    def _as_one_change(self, cleaned: Cleaned) -> Cleaned:
        if len(cleaned.changes) <= 1:
            return cleaned
        return Cleaned(cleaned.text, cleaned.original, (Change(self.name, cleaned.edits),), cleaned.notes)

    def _made_once(self) -> Member:
        """Return one pass of the finder as a member, which is repeated until the finder is content."""

        def trace(text: str) -> Cleaned:
            found = self._found(text)
            edits = tuple(found.edits)
            changes = (Change(self.name, edits),) if edits else ()
            return Cleaned(apply_edits(text, edits), text, changes, tuple(found.notes))

        is_final = self._final is not None and self._final(**self._options)
        return Member(self.name, self._once, trace, is_final, self.only_chinese, self.signs)

    def _once(self, text: str) -> str:
        """Return ``text`` after one pass; islands are looked for only when there is something to change."""
        changed = self._rewritten(text)
        if self._islands is None or changed is text or not (spans := self._islands(text)):
            return changed
        masked = mask(text, spans)
        return unmask(self._rewritten(masked), masked, text)

    def _rewritten(self, text: str) -> str:
        if self._fast is not None:
            changed = self._fast(text, **self._options)
            if changed is text or CLOSED not in text or changed.count(CLOSED) == text.count(CLOSED):
                return changed
        edits = self._find_outside_closed(text).edits
        return apply_edits(text, edits) if edits else text

    def _found(self, text: str) -> Found:
        """Return what :meth:`_once` does to ``text``, as edits and notes."""
        found = self._find_outside_closed(text)
        if self._islands is None or not found.edits or not (spans := self._islands(text)):
            return found
        return self._find_outside_closed(mask(text, spans))

    def _find_outside_closed(self, text: str) -> Found:
        found = self._find(text, **self._options)
        return Found(effective(found, text), found.notes)

    def _merged(self, options: dict[str, Any]) -> dict[str, Any]:
        if not options:
            return self._options
        unknown = sorted(options.keys() - set(self.option_names))
        if unknown:
            known = ", ".join(self.option_names) or "none"
            raise TypeError(f"{self.name} has no option {unknown[0]!r}; its options: {known}")
        for option, values in self.option_values.items():
            if option in options:
                require_value(f"{self.name}: {option}", options[option], values)
        return {**self._options, **options}

    def __repr__(self) -> str:
        if not self._options:
            return self.name
        return f"{self.name}.using({', '.join(f'{k}={v!r}' for k, v in self._options.items())})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and (self._find, self._options) == (other._find, other._options)

    def __hash__(self) -> int:
        return hash((self._find, tuple(sorted(self._options.items()))))

    def __reduce__(self) -> str | tuple[Any, ...]:
        if not self._options:
            return self.name  # pickled as a global: module and name
        return _configured, (self._find.__module__, self.name, self._options)


def as_member(step: Step) -> Member:
    """Return ``step`` as a member of a row of steps, whose scan tells whether it has anything to do."""
    row = step._row

    def trace(text: str) -> Cleaned:
        return step._as_one_change(settle_with_trace(row, text))

    return row[0]._replace(name=repr(step), run=lambda text: settle(row, text), trace=trace, settles=True)


def _configured(module: str, name: str, options: dict[str, Any]) -> Step:
    import importlib

    plain: Step = getattr(importlib.import_module(module), name)
    return plain.using(**options)


def step(
    *,
    fast: Fast | None = None,
    final: Final | None = None,
    islands: Islands | None = None,
    only_chinese: bool = False,
    signs: Callable[..., Signs | None] | None = None,
) -> Callable[[Finder], Step]:
    """Make a :class:`Step` of a finder.

    ``fast``, if given, returns the changed text without the edits, ``fast(text) == apply_edits(text, find(text).edits)``; of
    the closed characters it must leave as many as there were, or the edits are made instead.
    ``final``, if given, takes the options and returns whether the finder then finds nothing in a text that it has changed.
    ``islands``, if given, returns the spans of a text that the step leaves alone; the finder sees them closed.
    ``only_chinese`` says that the finder has neither an edit nor a note for a text without Chinese characters
    (:func:`unionclean.han.may_be_chinese`), so that a row of steps need not ask it.
    ``signs``, if given, takes the options and returns what a text must have for the finder to find anything, or None where that cannot be said.
    """
    return lambda find: Step(find, fast, final, islands, only_chinese, signs=signs)
