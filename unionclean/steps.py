"""What a step is: a function from text to text that can also say what it did.

A step is written as a *finder*: a function that takes a text (and keyword options) and returns the edits it wants and the
notes it has.  The :func:`step` decorator makes of it a callable that returns the changed text, with ``.explain`` for the
trace and ``.using`` for options.  Three laws then hold by construction and need no care in the finders:

* the text that comes out is the edits applied to the text that went in;
* a text without edits comes back as the same object;
* a second pass changes nothing, because a step repeats until its finder is content (nearly always one quick look).  A step
  that promises to be ``final`` is spared the look; the promise is a law of the test suite.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from unionclean.edits import Change, Cleaned, Edit, Note, apply_edits, compose_edits, project_notes
from unionclean.masking import CLOSED, Span, mask, unmask


class Found(NamedTuple):
    """What a finder returns: ``edits`` sorted and not overlapping, ``notes`` in any order, all in offsets of its text."""

    edits: Sequence[Edit] = ()
    notes: Sequence[Note] = ()


NOTHING = Found()
"""What a finder returns for text that needs nothing."""

Finder = Callable[..., Found]
Fast = Callable[..., str]
Final = Callable[..., bool]
Islands = Callable[[str], Sequence[Span]]

# A finder that is still not content after so many rounds goes in circles; its text is then left as it was.
MOST_ROUNDS = 8


def require_str(text: object) -> str:
    """Return ``text`` if it is a ``str``; raise a :class:`TypeError` that says how to get one otherwise.

    >>> require_str("中国")
    '中国'
    >>> require_str(b"abc")
    Traceback (most recent call last):
    TypeError: unionclean works on str, not bytes: decode first, e.g. data.decode('utf-8') or data.decode('gb18030')
    """
    if isinstance(text, str):
        return text
    if isinstance(text, (bytes, bytearray, memoryview)):
        hint = "decode first, e.g. data.decode('utf-8') or data.decode('gb18030')"
    elif text is None:
        hint = "skip missing values, or pass ''"
    else:
        hint = "decode bytes with .decode('utf-8'), and skip missing values"
    raise TypeError(f"unionclean works on str, not {type(text).__name__}: {hint}")


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
        options: dict[str, Any] | None = None,
    ) -> None:
        functools.update_wrapper(self, find)
        self._find = find
        self._fast = fast
        self._final = final
        self._islands = islands
        self._options = options or {}
        self._is_final_as_set = self._is_final(self._options)
        self.name: str = find.__name__
        parameters = inspect.signature(find).parameters.values()
        self.option_names = tuple(p.name for p in parameters if p.kind is p.KEYWORD_ONLY)
        self.__signature__ = inspect.signature(find).replace(return_annotation=str)

    def __call__(self, text: str, **options: Any) -> str:
        """Return the cleaned text; the same object when there was nothing to do.

        ``options`` hold for this call alone; an unknown one, and anything but a ``str``, is a :class:`TypeError`.

        >>> from unionclean import normalize_punctuation
        >>> normalize_punctuation("中国,你好"), normalize_punctuation("中国，你好", width="half")
        ('中国，你好', '中国,你好')
        >>> text = "中国，你好"
        >>> normalize_punctuation(text) is text
        True
        """
        require_str(text)
        is_final = self._is_final_as_set
        if options:
            options = self._merged(options)
            is_final = self._is_final(options)
        else:
            options = self._options
        changed = self._once(text, options)
        if changed is text or changed == text:
            return text
        return changed if is_final else self._settled(text, changed, options)

    def explain(self, text: str, **options: Any) -> Cleaned:
        """Return what :meth:`__call__` does to ``text``, as a :class:`~unionclean.edits.Cleaned`.

        >>> from unionclean import to_simplified
        >>> to_simplified.explain("工會").edits
        (Edit(start=1, end=2, before='會', after='会', rule='t2s', certainty='certain'),)
        >>> to_simplified.explain("工会").edits
        ()
        """
        require_str(text)
        options = self._merged(options)
        settled, total, notes = text, (), []  # type: tuple[str, tuple[Edit, ...], list[Note]]
        for round_number in range(MOST_ROUNDS):
            found = self._found(settled, options)
            edits = tuple(edit for edit in found.edits if edit.before != edit.after)
            if edits or round_number == 0:
                notes += project_notes(found.notes, total)
            if edits:
                settled = apply_edits(settled, edits)
                total = compose_edits(total, edits, text)
            if not edits or (total and self._is_final(options)):
                changes = (Change(self.name, total),) if total else ()
                return Cleaned(settled, text, changes, tuple(dict.fromkeys(notes)))
            if not total:  # the rounds cancelled out
                break
        return Cleaned(text, text, (), (Note("unsettled", (0, len(text)), f"{self.name} went in circles, text left"),))

    def using(self, **options: Any) -> Step:
        """Return this step with ``options`` set; an unknown option raises a :class:`TypeError` that lists the known ones.

        >>> from unionclean import to_simplified
        >>> to_simplified.using(region="tw")("安裝軟體")
        '安装软件'
        >>> to_simplified.using(width="half")
        Traceback (most recent call last):
        TypeError: to_simplified has no option 'width'; its options: region
        """
        return Step(self._find, self._fast, self._final, self._islands, self._merged(options))

    def _once(self, text: str, options: dict[str, Any]) -> str:
        """Return ``text`` after one pass; islands are looked for only when there is something to change."""
        changed = self._rewritten(text, options)
        if self._islands is None or changed is text or not (spans := self._islands(text)):
            return changed
        masked = mask(text, spans)
        return unmask(self._rewritten(masked, options), masked, text)

    def _rewritten(self, text: str, options: dict[str, Any]) -> str:
        if self._fast is not None and CLOSED not in text:
            return self._fast(text, **options)
        edits = self._find_outside_closed(text, options).edits
        return apply_edits(text, edits) if edits else text

    def _found(self, text: str, options: dict[str, Any]) -> Found:
        """Return what :meth:`_once` does to ``text``, as edits and notes."""
        found = self._find_outside_closed(text, options)
        if self._islands is None or not found.edits or not (spans := self._islands(text)):
            return found
        return self._find_outside_closed(mask(text, spans), options)

    def _find_outside_closed(self, text: str, options: dict[str, Any]) -> Found:
        """Return what the finder finds, without the edits that would replace a closed character."""
        found = self._find(text, **options)
        if CLOSED not in text:
            return found
        return Found([edit for edit in found.edits if CLOSED not in edit.before], found.notes)

    def _settled(self, text: str, changed: str, options: dict[str, Any]) -> str:
        """Return what ``changed``, the first version of ``text``, becomes in the end."""
        for _ in range(MOST_ROUNDS - 1):
            again = self._once(changed, options)
            if again == changed:
                return changed
            changed = again
        return text

    def _is_final(self, options: dict[str, Any]) -> bool:
        return self._final is not None and self._final(**options)

    def _merged(self, options: dict[str, Any]) -> dict[str, Any]:
        if not options:
            return self._options
        unknown = sorted(options.keys() - set(self.option_names))
        if unknown:
            known = ", ".join(self.option_names) or "none"
            raise TypeError(f"{self.name} has no option {unknown[0]!r}; its options: {known}")
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


def _configured(module: str, name: str, options: dict[str, Any]) -> Step:
    import importlib

    plain: Step = getattr(importlib.import_module(module), name)
    return plain.using(**options)


def step(
    *, fast: Fast | None = None, final: Final | None = None, islands: Islands | None = None
) -> Callable[[Finder], Step]:
    """Make a :class:`Step` of a finder.

    ``fast``, if given, returns the changed text without the edits, ``fast(text) == apply_edits(text, find(text).edits)``.
    ``final``, if given, takes the options and returns whether the finder then finds nothing in a text that it has changed.
    ``islands``, if given, returns the spans of a text that the step leaves alone; the finder sees them closed.
    """
    return lambda find: Step(find, fast, final, islands)
