"""The report as one self-contained web page: original and cleaned side by side, every edit where it happened.

The page opens from disk, fetches nothing (its Content-Security-Policy forbids it) and works without script: hovering or
focusing an edit shows what happened, the filters are style rules over check boxes, the unrepaired places link to one
another.  The script adds keys, buttons and the position in the map.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from string import Template

from unionclean.edits import Cleaned
from unionclean.report.document import Document, flag_id
from unionclean.report.notes import unrepaired
from unionclean.report.show import count, escape_html
from unionclean.rules import RULES, split_rule

STEP_COLOURS = 6
"""The style sheet has so many step colours; further steps share the last one."""


MOST_SHOWN = 100
"""So many documents are shown unless the caller says otherwise; the others are listed."""


def render_html(pages: Sequence[tuple[str, Cleaned]], *, worst: int = MOST_SHOWN) -> str:
    """Return a web page that shows, for each ``(name, cleaned)`` of ``pages``, what was changed, where and why.

    The most damaged documents come first: those with most unrepaired places, then probable edits, then edits.  The ``worst`` of them are
    shown, the others listed.  The result is HTML to be written as UTF-8; names and texts are escaped, lone surrogates and
    invisible characters are shown by their code points.

    >>> from unionclean.edits import Change, Edit
    >>> cleaned = Cleaned("国", "國", (Change("to_simplified", (Edit(0, 1, "國", "国", "t2s"),)),))
    >>> page = render_html([("a.txt", cleaned)])
    >>> '<ins class="s0" tabindex="0" data-t="國 → 国&#10;to_simplified: t2s, certain">国</ins>' in page
    True
    >>> "<script>alert" in render_html([("<script>alert(1)</script>", Cleaned("a", "a"))])
    False
    """
    ordered = sorted(pages, key=lambda page: _damage(page[1]), reverse=True)
    documents = [Document(number, name, cleaned) for number, (name, cleaned) in enumerate(ordered)]
    slots = _step_slots(documents)
    style, script = _resource("report.css"), _resource("report.js")
    return Template(_resource("report.html")).substitute(
        csp=_policy(style, script),
        style=style,
        script=script,
        title=_title(documents),
        filters="".join(_filters(documents, slots)),
        unrepaired=_unrepaired(documents),
        rules="".join(_rules(documents)),
        contents=_contents(documents, worst),
        documents="".join(document.render(slots) for document in documents[:worst]),
    )


def _damage(cleaned: Cleaned) -> tuple[int, int, int]:
    """Return how bad a document is: what was left, what is only probable, what was changed."""
    edits = [edit for change in cleaned.changes for edit in change.edits]
    return len(unrepaired(cleaned.notes)), sum(edit.certainty == "probable" for edit in edits), len(edits)


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return a policy that allows our style sheet and our script, by their hashes, and nothing else at all."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _step_slots(documents: Sequence[Document]) -> dict[str, int]:
    """Return the colour of each step, by order of the steps."""
    names = dict.fromkeys(change.step for document in documents for change in document.cleaned.changes)
    return {name: min(slot, STEP_COLOURS - 1) for slot, name in enumerate(names)}


def _filters(documents: Sequence[Document], slots: Mapping[str, int]) -> Iterator[str]:
    counts: Counter[str] = sum((document.steps for document in documents), Counter())
    by_slot: dict[int, list[str]] = {}
    for step, slot in slots.items():
        by_slot.setdefault(slot, []).append(step)
    for slot, steps in by_slot.items():
        yield _check_box(f"f-s{slot}", f"s{slot}", ", ".join(steps), sum(counts[step] for step in steps))
    probable = sum(document.probable for document in documents)
    total = sum(len(document.sites) for document in documents)
    yield _check_box("f-certain", "certain", "certain", total - probable)
    yield _check_box("f-probable", "probable", "probable", probable)


def _rules(documents: Sequence[Document]) -> Iterator[str]:
    """Yield, for the legend, each rule that was followed and what it does."""
    edits = (edit for document in documents for change in document.cleaned.changes for edit in change.edits)
    followed = {name for rule in {edit.rule for edit in edits} for name in split_rule(rule)}
    for name, rule in RULES.items():
        if name in followed:
            yield f"<dt>{escape_html(name)}</dt><dd>{escape_html(rule.sentence)}</dd>"


def _check_box(identity: str, kind: str, label: str, count: int) -> str:
    return (
        f'<label class="chip {kind}"><input type="checkbox" id="{identity}" checked>'
        f"<span data-i>{escape_html(label)}</span> <b>{count:,}</b></label>"
    )


def _unrepaired(documents: Sequence[Document]) -> str:
    total = sum(len(unrepaired(document.cleaned.notes)) for document in documents)
    first = next((document.number for document in documents if unrepaired(document.cleaned.notes)), None)
    if first is None:
        return '<span class="chip none" data-i>nothing left unrepaired</span>'
    return (
        f'<a class="chip unrepaired" href="#{flag_id(first, 0)}">⚑ <span data-i>unrepaired</span> <b>{total:,}</b></a>'
    )


def _contents(documents: Sequence[Document], worst: int) -> str:
    if len(documents) < 2:
        return ""
    items = "".join(_content(document, is_shown=document.number < worst) for document in documents)
    hidden = max(0, len(documents) - worst)
    more = f"<p>{count(hidden, 'document')} with less damage: listed, not shown.</p>" if hidden else ""
    return f'<nav aria-label="Documents"><ol>{items}</ol>{more}</nav>'


def _content(document: Document, *, is_shown: bool) -> str:
    name = escape_html(document.name)
    left = len(unrepaired(document.cleaned.notes))
    facts = count(len(document.sites), "edit") + (f", {left:,} unrepaired" if left else "")
    link = f'<a href="#d{document.number}">{name}</a>' if is_shown else name
    return f"<li>{link} <small>{facts}</small></li>"


def _title(documents: Sequence[Document]) -> str:
    name = escape_html(documents[0].name) if len(documents) == 1 else count(len(documents), "document")
    return f"{name} · unionclean report"
