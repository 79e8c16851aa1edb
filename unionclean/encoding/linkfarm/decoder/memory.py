"""What was read once is not searched again: garbage repeats itself, and so do the lines that a site puts under every article."""

from __future__ import annotations

from typing import NamedTuple

from unionclean.encoding.linkfarm.decoder.hypothesis import Run

MOST = 2048
"""So many results are kept in mind, of one page."""

KEY_SIZE = 24
"""Characters behind what is suspect by which a result is looked up; then all that the search has read must be the same."""


class Decoded(NamedTuple):
    """What a search found: how the text really runs, how sure that is, and up to where it is dealt with."""

    is_read: bool
    """Whether the bytes make sense in any way."""
    runs: tuple[Run, ...]
    margin: int
    """How much better the best reading is than the next one."""
    lead: int
    """How much better it is than the text as it stands."""
    end: int

    def moved(self, by: int) -> Decoded:
        """Return the same for the same text further on."""
        runs = tuple(Run(run.start + by, run.end + by, run.text, run.role) for run in self.runs)
        return self._replace(runs=runs, end=self.end + by)


Key = tuple[object, ...]


class Memory:
    """The results of the searches of one page, by all that they hang on: the state in which a search begins, and the text that it reads."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Key, tuple[str, Decoded]] = {}

    def recall(self, key: Key, start: int) -> Decoded | None:
        """Return what was found for ``key`` if the text at ``start`` is as it was then."""
        found = self._found.get(key)
        if found is None or not self._text.startswith(found[0], start):
            return None
        return found[1].moved(start)

    def remember(self, key: Key, start: int, end: int, decoded: Decoded) -> None:
        """Keep in mind what a search found that read the text from ``start`` to ``end``."""
        if len(self._found) >= MOST:
            self._found.clear()
        self._found[key] = self._text[start:end], decoded.moved(-start)
