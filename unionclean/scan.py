"""Which damage is in a collection, how much of it and where: counted before anything is decided.

Everything is derived from the trace of the steps, so a rule that a step learns tomorrow is counted tomorrow.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from unionclean.edits import Cleaned, Edit
from unionclean.han import COMMON_TRADITIONAL, HAN_BMP
from unionclean.pipeline import DEFAULT_STEPS, compose

WORST_KEPT = 10
"""How many of the most damaged documents a result names."""


class Explains(Protocol):
    """A step or a cleaner: what can explain what it does to a text."""

    def explain(self, text: str) -> Cleaned:
        """Return what would be done to ``text``."""


@dataclass(slots=True)
class KindCount:
    """How often one kind of damage was seen: in how many documents, at how many places, how many of them probable."""

    documents: int = 0
    sites: int = 0
    probable: int = 0

    def add(self, other: KindCount) -> None:
        """Add the counts of ``other``."""
        self.documents += other.documents
        self.sites += other.sites
        self.probable += other.probable


class Worst(NamedTuple):
    """A damaged document.  ``sites`` counts its damaged places, those left unrepaired among them."""

    id: str
    sites: int
    unrepaired: int
    characters: int


@dataclass(slots=True)
class ScanResult:
    """What :func:`scan_documents` found.  Results of parts of a collection :meth:`merge`; they pickle.

    ``rescued`` estimates the text that only a repair of the bytes gives back: the Chinese characters that it restored.
    ``in_damaged`` counts all characters of the documents with damaged bytes, the text that is lost when such documents are
    thrown away.

    >>> result = scan_documents([("a", "你好"), ("b", "中國工會")])
    >>> result.documents, result.characters
    (2, 6)
    """

    documents: int = 0
    characters: int = 0
    changed: int = 0
    kinds: dict[str, KindCount] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    spam_blocks: int = 0
    folded_punctuation: int = 0
    rescued: int = 0
    in_damaged: int = 0
    worst: list[Worst] = field(default_factory=list)

    def merge(self, other: ScanResult) -> ScanResult:
        """Return the result for the documents of both, which must not share any; neither is changed.

        >>> ScanResult(documents=1).merge(ScanResult(documents=2)).documents
        3
        """
        kinds: dict[str, KindCount] = {}
        for counts in (self.kinds, other.kinds):
            for kind, count in counts.items():
                kinds.setdefault(kind, KindCount()).add(count)
        return ScanResult(
            self.documents + other.documents,
            self.characters + other.characters,
            self.changed + other.changed,
            kinds,
            self.notes + other.notes,
            self.scripts + other.scripts,
            self.spam_blocks + other.spam_blocks,
            self.folded_punctuation + other.folded_punctuation,
            self.rescued + other.rescued,
            self.in_damaged + other.in_damaged,
            _worst([*self.worst, *other.worst]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the result as a JSON-safe ``dict``; kinds come with the share of the documents that show them, commonest first.

        >>> scan_documents([("a", "你好")]).to_dict()["scripts"]
        {'undecided': 1}
        """
        kinds = sorted(self.kinds.items(), key=lambda item: (-item[1].documents, -item[1].sites, item[0]))
        probable = sum(count.probable for count in self.kinds.values())
        return {
            "documents": self.documents,
            "characters": self.characters,
            "changed": self.changed,
            "kinds": [
                {
                    "kind": kind,
                    "documents": count.documents,
                    "share": count.documents / self.documents,
                    "sites": count.sites,
                    "certain": count.sites - count.probable,
                    "probable": count.probable,
                }
                for kind, count in kinds
            ],
            "certain": sum(count.sites for count in self.kinds.values()) - probable,
            "probable": probable,
            "unrepaired": self.notes.total(),
            "notes": dict(sorted(self.notes.items())),
            "scripts": dict(sorted(self.scripts.items())),
            "spam_blocks": self.spam_blocks,
            "folded_punctuation": self.folded_punctuation,
            "rescued": self.rescued,
            "in_damaged": self.in_damaged,
            "worst": [worst._asdict() for worst in self.worst],
        }


def scan_documents(documents: Iterable[tuple[str, str]], *, cleaner: Explains | None = None) -> ScanResult:
    """Return what ``cleaner`` (the default steps) would find in ``documents``, pairs of a name and a text.

    The documents are taken one by one and not kept, so they may be a stream of any length.  Raises :class:`TypeError` when a
    text is not a ``str``.

    >>> scan_documents([("a.txt", "你好"), ("b.txt", "")]).changed
    0
    """
    cleaner = cleaner or compose(*DEFAULT_STEPS)
    result = ScanResult()
    for name, text in documents:
        _count_document(result, name, cleaner.explain(text))
    result.worst = _worst(result.worst)
    return result


def _count_document(result: ScanResult, name: str, cleaned: Cleaned) -> None:
    result.documents += 1
    result.characters += len(cleaned.original)
    result.changed += cleaned.text != cleaned.original
    result.scripts[script_of(cleaned.original)] += 1
    result.notes.update(note.kind for note in cleaned.notes)
    seen: dict[str, KindCount] = {}
    for step, edit in _edits(cleaned):
        count = seen.setdefault(kind_of(step, edit.rule), KindCount(documents=1))
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
    sites = sum(step in _DAMAGE_STEPS for step, _ in _edits(cleaned)) + len(cleaned.notes)
    if sites:
        result.worst.append(Worst(name, sites, len(cleaned.notes), len(cleaned.original)))
        if len(result.worst) > 8 * WORST_KEPT:
            result.worst = _worst(result.worst)


def _worst(candidates: Iterable[Worst]) -> list[Worst]:
    return heapq.nsmallest(WORST_KEPT, candidates, key=lambda worst: (-worst.sites, -worst.unrepaired, worst.id))


def _edits(cleaned: Cleaned) -> Iterator[tuple[str, Edit]]:
    return ((change.step, edit) for change in cleaned.changes for edit in change.edits)


_DAMAGE_STEPS = ("repair_encoding", "strip_place_spam")
"""What these steps repair is damage; what the others change may have been meant."""

_KINDS = {
    "repair_encoding": (
        ("annotation|reading|pinyin", "injected readings"),
        ("-as-|mojibake", "mojibake"),
        ("html|tag|entity", "HTML remnants"),
        ("bom|control|escape|hyphen|mark|surrogate|zero-width", "invisible characters"),
        ("", "shifted bytes"),
    ),
    "strip_place_spam": (("keyword", "keyword spam"), ("", "place-name spam")),
    "to_simplified": (("", "Traditional script"),),
    "normalize_punctuation": (
        ("blank|space|line", "blanks and line ends"),
        ("wide_digit|wide_letter|wide_symbol", "full-width letters and digits"),
        ("", "punctuation"),
    ),
}
"""For each step, the first pattern found in the head of a rule's name gives the kind; the last one is found in any."""


def kind_of(step: str, rule: str) -> str:
    """Return the kind of damage that ``rule`` of ``step`` repairs; for a step that is not ours, the name of the step.

    What a rule adds behind a colon (``"place-spam: 38 names"``), or another rule behind a plus sign, does not count.

    >>> kind_of("repair_encoding", "annotation"), kind_of("repair_encoding", "a rule of tomorrow")
    ('injected readings', 'shifted bytes')
    >>> kind_of("strip", "strip")
    'strip'
    """
    head = re.split(r": | \+ ", rule, maxsplit=1)[0]
    return next((kind for pattern, kind in _KINDS.get(step, ()) if re.search(pattern, head)), step)


_HAN = re.compile(f"[{HAN_BMP}]")
_FULL_WIDTH = re.compile("[\u3000-\u303f\uff01-\uff5e\u2014\u2018-\u201d\u2026]")


def _is_folded(step: str, edit: Edit) -> bool:
    """Return whether ``edit`` puts a full-width mark where a crawler had left an ASCII one."""
    return step == "normalize_punctuation" and edit.before.isascii() and _FULL_WIDTH.search(edit.after) is not None


_COMMON_SIMPLIFIED = "国会发业关学产进实设动现习统农经协点时长开问间题为对来个们这说过还无体东车书见页风马鱼鸟门电话语请让认识记义务员岁军亿级纪约红线总结给绝绿县"
_TRADITIONAL = re.compile(f"[{COMMON_TRADITIONAL}]")
_SIMPLIFIED = re.compile(f"[{_COMMON_SIMPLIFIED}]")
_KANA = re.compile("[\u3041-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Characters that a one-to-one table leaves Simplified, and what they are in text written in Traditional script.
_LEFT_BY_MACHINE = re.compile("[后于里并系]")
_WRITTEN_BY_HAND = re.compile("[後於裡裏並係]")
_MIXED = 0.1
"""A script is not alone once the other has more than this share of the telling characters."""


def script_of(text: str) -> str:
    """Return the script that ``text`` is in, judged by frequent characters that only one script has.

    One of ``simplified``, ``traditional``, ``traditional, machine-made`` (with the 后 于 里 并 系 that a one-to-one table
    leaves behind), ``mixed``, ``japanese``, ``korean``, ``undecided`` (Chinese characters, none of them telling), ``other``.

    >>> script_of("中国工会"), script_of("中國工會"), script_of("關于工會"), script_of("これは日本語です"), script_of("Hi")
    ('simplified', 'traditional', 'traditional, machine-made', 'japanese', 'other')
    """
    han = len(_HAN.findall(text))
    if not han:
        return "korean" if _HANGUL.search(text) else "japanese" if _KANA.search(text) else "other"
    if len(_KANA.findall(text)) > han * _MIXED:
        return "japanese"
    if len(_HANGUL.findall(text)) > han * _MIXED:
        return "korean"
    return _chinese_script(text)


def _chinese_script(text: str) -> str:
    traditional, simplified = len(_TRADITIONAL.findall(text)), len(_SIMPLIFIED.findall(text))
    telling = traditional + simplified
    if not telling:
        return "undecided"
    if traditional <= telling * _MIXED:
        return "simplified"
    if simplified > telling * _MIXED:
        return "mixed"
    machine_made = len(_LEFT_BY_MACHINE.findall(text)) > len(_WRITTEN_BY_HAND.findall(text))
    return "traditional, machine-made" if machine_made else "traditional"
