"""Which damage is in a collection, how much of it and where: counted before anything is decided.

Everything is derived from the trace of the steps, so a rule that a step learns tomorrow is counted tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from unionclean.edits import Cleaned, Edit
from unionclean.han import HAN_BMP
from unionclean.pipeline import DEFAULT_STEPS, compose
from unionclean.rules import kind_of_damage
from unionclean.scan.result import WORST_KEPT, KindCount, ScanResult, Worst, keep_worst
from unionclean.scan.scripts import script_of

__all__ = ["KindCount", "ScanResult", "Worst", "scan_documents", "script_of"]

_DAMAGE_STEPS = ("repair_encoding", "strip_place_spam")
"""What these steps repair is damage; what the others change may have been meant."""

_HAN = re.compile(f"[{HAN_BMP}]")
_FULL_WIDTH = re.compile("[\u3000-\u303f\uff01-\uff5e\u2014\u2018-\u201d\u2026]")


class Explains(Protocol):
    """A step or a cleaner: what can explain what it does to a text."""

    def explain(self, text: str) -> Cleaned:
        """Return what would be done to ``text``."""


def scan_documents(documents: Iterable[tuple[str, str]], *, cleaner: Explains | None = None) -> ScanResult:
    """Return what ``cleaner`` (the default steps) would find in ``documents``, pairs of a name and a text.

    The documents are taken one by one and not kept, so they may be a stream of any length.  Raises :class:`TypeError` when a
    text is not a ``str``.

    >>> result = scan_documents([("a.txt", "中國工會,你好"), ("b.txt", "你好")])
    >>> result.documents, result.changed, sorted(result.kinds)
    (2, 1, ['Traditional script', 'punctuation'])
    >>> scan_documents([("a.txt", "你好"), ("b.txt", "")]).changed
    0
    """
    cleaner = cleaner or compose(*DEFAULT_STEPS)
    result = ScanResult()
    for name, text in documents:
        _count_document(result, name, cleaner.explain(text))
    result.worst = keep_worst(result.worst)
    return result


def _count_document(result: ScanResult, name: str, cleaned: Cleaned) -> None:
    result.documents += 1
    result.characters += len(cleaned.original)
    result.changed += cleaned.text != cleaned.original
    result.scripts[script_of(cleaned.original)] += 1
    result.notes.update(note.kind for note in cleaned.notes)
    seen: dict[str, KindCount] = {}
    for step, edit in _edits(cleaned):
        count = seen.setdefault(kind_of_damage(edit.rule, step), KindCount(documents=1))
        count.sites += 1
        count.probable += edit.certainty == "probable"
        result.spam_blocks += step == "strip_place_spam"
        result.folded_punctuation += _is_folded(step, edit)
        result.rescued += len(_HAN.findall(edit.after)) if step == "repair_encoding" else 0
    for kind, count in seen.items():
        result.kinds.setdefault(kind, KindCount()).add(count)
    _note_damage(result, name, cleaned)


def _note_damage(result: ScanResult, name: str, cleaned: Cleaned) -> None:
    bytes_damaged = any(change.step == "repair_encoding" for change in cleaned.changes)
    result.in_damaged += len(cleaned.original) if bytes_damaged else 0
    unrepaired = sum(note.meaning == "unrepaired" for note in cleaned.notes)
    sites = sum(step in _DAMAGE_STEPS for step, _ in _edits(cleaned)) + unrepaired
    if sites:
        result.worst.append(Worst(name, sites, unrepaired, len(cleaned.original)))
        if len(result.worst) > 8 * WORST_KEPT:
            result.worst = keep_worst(result.worst)


def _edits(cleaned: Cleaned) -> Iterator[tuple[str, Edit]]:
    return ((change.step, edit) for change in cleaned.changes for edit in change.edits)


def _is_folded(step: str, edit: Edit) -> bool:
    """Return whether ``edit`` puts a full-width mark where a crawler had left an ASCII one."""
    return step == "normalize_punctuation" and edit.before.isascii() and _FULL_WIDTH.search(edit.after) is not None
