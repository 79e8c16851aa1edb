"""One page: repaired before the extractor, extracted, cleaned, and flagged; or rejected with a reason."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pages import Page

import unionclean
from unionclean.flags import flag_columns


class Rejected(NamedTuple):
    """A page that is not in the output, and why."""

    id: str
    reason: str


def clean_page(page: Page, *, seconds: float = 10.0) -> dict[str, Any] | Rejected:
    """Return the row of a page, ``id``, ``text`` and the flag columns, or the reason why there is none.

    The encoding is repaired *before* the extractor: extractors drop the private-use characters that the repair needs.  What
    comes out of the extractor is cleaned by all steps, and the flags speak of both passes.  A page that takes longer than ``seconds`` is rejected.
    """
    try:
        with time_limit(seconds):
            return _row(page)
    except TimeoutError:
        return Rejected(page.id, f"took longer than {seconds:g} s")


def _row(page: Page) -> dict[str, Any] | Rejected:
    if page.broken is not None:
        return Rejected(page.id, page.broken)
    if page.html is None and page.text is None:
        return Rejected(page.id, "neither html nor text")
    repaired = unionclean.repair_encoding.explain(page.text if page.html is None else page.html)
    text = repaired.text if page.html is None else _extract(repaired.text)
    if not text:
        return Rejected(page.id, "the extractor found no text")
    cleaned = unionclean.explain(text)
    before, after = flag_columns(repaired), flag_columns(cleaned)
    flags = {
        "changed": before["changed"] or after["changed"],
        "probable": before["probable"] + after["probable"],
        "unrepaired": before["unrepaired"] + after["unrepaired"],
        "spam": before["spam"] or after["spam"],
        "kinds": sorted({*before["kinds"], *after["kinds"]}),
        "unionclean_version": after["unionclean_version"],
    }
    return {"id": page.id, "text": cleaned.text, **flags}


def _extract(html: str) -> str | None:
    from trafilatura import extract

    text: str | None = extract(html, favor_recall=True)
    return text


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeoutError` in the block after so many seconds.

    It needs an alarm signal and the main thread of a process; elsewhere (Windows, threads) there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
