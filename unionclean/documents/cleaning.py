"""Cleaning a file as what it is: only its prose, and only if what is no prose is still the same afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from unionclean.documents.alike import FEWEST, alike_lines
from unionclean.documents.document import Document
from unionclean.documents.errors import StructureError, UnreadableError
from unionclean.documents.frames import doubtful_marks
from unionclean.documents.glance import lines_to_read
from unionclean.documents.house_style import marks_on_purpose, why_marks_stay
from unionclean.documents.ignored import ignored_spans
from unionclean.documents.kinds import kind_of_document
from unionclean.documents.lists import half_changed_lists
from unionclean.documents.literals import foreign_spans
from unionclean.documents.parts import may_change
from unionclean.documents.plain import is_written_for_people
from unionclean.documents.reading import data_spans, has_chinese, read_prose
from unionclean.documents.series import half_changed_series
from unionclean.documents.spans import Lines, numbers_of_lines, subtract_spans
from unionclean.edits import Change, Cleaned, Note, project_notes
from unionclean.line_ends import explain_with_line_ends
from unionclean.masking import CLOSED, Span, mask, merge_spans
from unionclean.patterns import lazy

_MOST_ROUNDS = 6
"""So many times a document is cleaned, with more closed each time, until what is no prose stays the same."""

_MOST_RUNS = 6
"""So many times its result is cleaned anew, until nothing changes: damaged pages take two or three."""

_BLANKS = lazy("(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]+$|[\u3000\u00a0]+", re.M)

_NO_LINE_ENDS = lazy("[\x01\x07\v\x1c-\x1f\x85\u2028\u2029]")
"""What the steps write as line ends or blanks, though it ends no line of Markdown or of a program (CommonMark 0.31, 2.1)."""

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class SpanCleaner(Protocol):
    """What cleans: a function that can also explain itself, and that leaves ``closed`` spans alone."""

    def __call__(self, text: str, *, closed: Sequence[Span] = ()) -> str: ...

    def explain(self, text: str, *, closed: Sequence[Span] = ()) -> Cleaned: ...


class _Run(NamedTuple):
    """One run of the cleaner, with ``closed`` spans of ``before``."""

    before: str
    after: str
    closed: list[Span]


class DocumentCleaner:
    """A cleaner for one file: it closes to ``cleaner`` what is no prose in a file of this ``name``, and ignored regions.

    Without a name the text is a plain string, all of it prose.  ``in_place=True`` is for files under version control: blanks
    at line ends and wide blanks are closed too, and a file without a Chinese character is not touched.

    >>> from unionclean import compose, normalize_punctuation
    >>> clean = DocumentCleaner(compose(normalize_punctuation), "a.md")
    >>> clean("你好,世界\\n\\n    f(甲,乙)\\n")
    '你好，世界\\n\\n    f(甲,乙)\\n'
    """

    def __init__(self, cleaner: SpanCleaner, name: str = "", *, in_place: bool = False) -> None:
        self._cleaner = cleaner
        self._name = name
        self._in_place = in_place
        self._last: tuple[Document, Lines] | None = None

    def __call__(self, text: str) -> str:
        """Return ``text`` with its prose cleaned, and with the line ends it had if it is a file's.

        Raises :class:`UnreadableError` if no parser can tell its prose, :class:`StructureError` if more than that would change.
        """
        if self._name and "\r" in text:
            cleaned = self._explain_or_raise(text).text
        else:
            cleaned = text
            for run in self._runs(text):
                cleaned = run.after
        return text if cleaned == text else cleaned

    def explain(self, text: str) -> Cleaned:
        """Return what :meth:`__call__` does to ``text``; a text that it refuses is left, with a note."""
        try:
            return self._explain_or_raise(text)
        except (UnreadableError, StructureError) as error:
            kind = "unreadable" if isinstance(error, UnreadableError) else "structure"
            return Cleaned(text, text, (), (Note(kind, (0, len(text)), str(error)),))

    def why_kept(self, text: str) -> str:
        """Return why a file under version control keeps all its marks, though some would change otherwise; ``""`` if it does not.

        >>> from unionclean import compose, normalize_punctuation
        >>> DocumentCleaner(compose(normalize_punctuation), "a.md", in_place=True).why_kept("看这里,看那里. 请看下面. 谢谢大家.\\n")
        "its sentences end in '.', which is a house style"
        """
        if not (self._in_place and self._name and why_marks_stay(text, [(0, len(text))])):
            return ""
        wanted = self._wanted_lines(text)
        if wanted is not None and not wanted:
            return ""
        document = self._read(text, wanted)
        why = why_marks_stay(text, document.prose)
        return why if why and self._changes(document) else ""

    def _explain_or_raise(self, text: str) -> Cleaned:
        """Return what :meth:`__call__` does to ``text``, or raise as it does."""
        if self._name and "\r" in text:
            return explain_with_line_ends(self._explain_or_raise, text)
        changes: list[Change] = []
        notes: list[Note] = []
        after = text
        for run in self._runs(text):
            cleaned = self._cleaner.explain(run.before, closed=run.closed)
            if not changes or cleaned.changes:
                notes += project_notes(cleaned.notes, Cleaned(run.before, text, tuple(changes)).edits)
            changes += cleaned.changes
            after = cleaned.text
        if why := self.why_kept(text):
            notes.append(Note("house-style", (0, len(text)), why))
        return Cleaned(after, text, tuple(changes), tuple(dict.fromkeys(notes)))

    def _runs(self, text: str) -> Iterator[_Run]:
        """Yield the runs of the cleaner over ``text``, each over what the last has made of it, until one changes nothing.

        What is a literal can depend on damage that a run repairs: a reading in brackets looks like the name of a program.
        So each run reads anew what is to be closed.  Raises :class:`StructureError` if there is no end.
        """
        wanted = self._wanted_lines(text)
        if wanted is not None and not wanted:
            return
        before = text
        for _ in range(_MOST_RUNS):
            after, closed = self._settle(before, wanted)
            yield _Run(before, after, closed)
            if after == before:
                return
            before = after
        raise StructureError("every pass would change it again")

    def _settle(self, text: str, wanted: Lines) -> tuple[str, list[Span]]:
        """Return ``text`` cleaned and the spans that must be closed for it, read with care where it is ``wanted`` to change.

        If it would change elsewhere, all of it is read so.  What is a literal can depend on a mark beside it that a step
        changes.  A line on which that would end one is closed, and so is what would become a line end, or lose one, and in
        place what its edits tell to be data.
        """
        document = self._read(text, wanted)
        closed = self._closed(document)
        if self._in_place:  # said of the text as it comes: a run may write the stops that it is about
            closed = merge_spans([*closed, *marks_on_purpose(text, document.prose)])
        doubtful = self._doubtful(document, closed)
        problem = "its line ends"
        for number in range(_MOST_ROUNDS):
            held = merge_spans([*closed, *doubtful])
            cleaned = self._cleaner(text, closed=held)
            if cleaned == text:
                return text, held
            if _has_other_lines(document, cleaned):
                closed = self._closing_breaks(text, closed)
                continue
            if wanted is not None and not wanted >= _changed_lines(text, cleaned):
                return self._settle(text, None)
            after = self._read(cleaned, wanted)
            if after.structure != document.structure:
                problem = difference(document.structure, after.structure)
                closed = merge_spans([*closed, *(_unlike_lines(document, after) or _separators(text))])
                continue
            is_last = number + 1 == _MOST_ROUNDS
            data = [] if is_last or not self._in_place else self._found_by_edits(document, after, closed)
            if not data:
                return cleaned, held
            closed = merge_spans([*closed, *data])
        raise StructureError(f"more than its prose would change: {problem}")

    def _doubtful(self, document: Document, closed: list[Span]) -> list[Span]:
        """Return the marks in frames of low precision, on the lines that would change in place."""
        if not self._in_place:
            return []
        cleaned = self._cleaner(document.text, closed=closed)
        return list(doubtful_marks(document, _changed_lines(document.text, cleaned)))

    def _found_by_edits(self, document: Document, after: Document, closed: list[Span]) -> list[Span]:
        """Return what must stay because of what would change: series of which a part would, or lines that would all change alike.

        Doubtful marks are not among ``closed``: what they would become tells rows as well.
        """
        halves = [*half_changed_series(document, after), *half_changed_lists(document, after)]
        if halves or len(_changed_lines(document.text, after.text)) < FEWEST:
            return halves
        return list(alike_lines(document.text, self._cleaner.explain(document.text, closed=closed).edits))

    def _wanted_lines(self, text: str) -> Lines:
        """Return the lines on which anything might change, by their numbers; the steps alone cost less than a parser.

        Raises :class:`UnreadableError` for a plain text in place that something might change in, but that is not written for people.
        """
        if not self._name:
            return None
        kind = kind_of_document(self._name, text)
        if kind.why or (self._in_place and not has_chinese(text)):
            return frozenset()
        if not self._in_place:
            is_read_anyway = kind.lexer or kind.tag == "pofile" or "\ufffd" in text  # of which a note may be due
            return None if is_read_anyway or self._cleaner(text) != text else frozenset()
        lines = lines_to_read(kind, text, self._cleaner)
        if kind.tag == "plain-text" and lines != [] and not is_written_for_people(text):
            raise UnreadableError("not written in sentences: a list, a log or data")
        if lines is None or kind.tag == "plain-text":
            return None if lines != [] else frozenset()
        if not may_change(self._name, kind, text, lines, self._changes):
            return frozenset()
        return numbers_of_lines(text, lines)

    def _changes(self, document: Document) -> bool:
        return self._cleaner(document.text, closed=self._closed(document)) != document.text

    def _read(self, text: str, wanted: Lines) -> Document:
        known = self._last  # read once: another thread may put its own document there
        last = known[0] if known and known[1] == wanted and known[0].text == text else None
        if last is None:
            last = read_prose(self._name, text, wanted) if self._name else Document("", text, ((0, len(text)),))
            if self._in_place and _is_plain(last):
                data = [*data_spans(text), *foreign_spans(text, last.prose)]
                last = last._replace(prose=tuple(subtract_spans(last.prose, data)))
            self._last = last, wanted
        return last

    def _closed(self, document: Document) -> list[Span]:
        controls = [] if _is_plain(document) else _separators(document.text)
        return merge_spans([*document.closed, *controls, *self._always_closed(document.text)])

    def _closing_breaks(self, text: str, closed: Sequence[Span]) -> list[Span]:
        """Return ``closed`` and what would become, or lose, a line end: U+2028 read as another encoding, for one."""
        edits = self._cleaner.explain(text, closed=closed).edits
        breaks = [edit for edit in edits if _breaks_in(edit.after) != _breaks_in(edit.before)]
        return merge_spans([*closed, *((edit.start, edit.end) for edit in breaks)])

    def _always_closed(self, text: str) -> list[Span]:
        blanks = [match.span() for match in _BLANKS.finditer(text)] if self._in_place else []
        return merge_spans([*ignored_spans(text), *blanks])


def _is_plain(document: Document) -> bool:
    return document.kind in ("", "plain-text")


def _separators(text: str) -> list[Span]:
    return [match.span() for match in _NO_LINE_ENDS.finditer(text)]


def _has_other_lines(document: Document, cleaned: str) -> bool:
    """Return whether a file in which line ends are syntax lost or won one."""
    return not _is_plain(document) and _breaks_in(cleaned) != _breaks_in(document.text)


def _changed_lines(text: str, cleaned: str) -> frozenset[int]:
    """Return the numbers of the lines that differ in two texts: all, if one has more of them.

    >>> sorted(_changed_lines("甲\\n乙", "甲\\n丙")), sorted(_changed_lines("甲\\n乙", "甲"))
    ([1], [0, 1])
    """
    lines, others = text.split("\n"), cleaned.split("\n")
    if len(lines) != len(others):
        return frozenset(range(len(lines)))
    return frozenset(number for number, pair in enumerate(zip(lines, others, strict=True)) if pair[0] != pair[1])


def _breaks_in(text: str) -> int:
    return sum(map(text.count, _BREAKS))


def _unlike_lines(before: Document, after: Document) -> list[Span]:
    """Return the lines of ``before`` on which something else is closed in ``after``; none if they do not have the same lines.

    >>> _unlike_lines(Document("", "甲\\n乙,丙", ((0, 3), (4, 5))), Document("", "甲\\n乙，丙", ((0, 5),)))
    [(2, 5)]
    """
    lines = [mask(document.text, document.prose).replace(CLOSED, "").split("\n") for document in (before, after)]
    if len(lines[0]) != len(lines[1]):
        return []
    ends = accumulate(len(line) + 1 for line in before.text.split("\n"))
    pairs = zip(before.text.split("\n"), ends, *lines, strict=True)
    return [(end - 1 - len(line), end - 1) for line, end, one, other in pairs if one != other]


def difference(before: str, after: str) -> str:
    """Return the first place in which two structures differ, for a person.

    >>> difference("# `a`", "# `b`")
    "'# `a`' became '# `b`'"
    """
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    return f"{before[max(0, at - 20) : at + 20]!r} became {after[max(0, at - 20) : at + 20]!r}"
