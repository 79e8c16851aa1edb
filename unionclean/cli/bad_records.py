"""What is said of the records of a file that could not be read: one line, by every command."""

from __future__ import annotations

from unionclean.files.jsonl import Reject


class BadRecords:
    """The bad records of a file: how many there are, and the first, for a person to look at."""

    def __init__(self) -> None:
        self.number = 0
        self.first: Reject | None = None

    def add(self, reject: Reject) -> None:
        """Count ``reject``."""
        self.number += 1
        self.first = self.first or reject

    def told(self, what: str) -> str:
        """Return what there is to say: how many records could not be ``what``, and why not the first.

        >>> bad = BadRecords()
        >>> bad.add(Reject(2, "", "no object", b""))
        >>> bad.told("read")
        '1 record could not be read (line 2: no object)'
        >>> bad.add(Reject(7, "", "another reason", b""))
        >>> bad.told("read")
        '2 records could not be read (the first, line 2: no object)'
        """
        if self.number == 1:
            return f"1 record could not be {what} ({self.first})"
        return f"{self.number:,} records could not be {what} (the first, {self.first})"
