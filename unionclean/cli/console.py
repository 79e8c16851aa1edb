"""Everything that is said to the user, and the exit code that sums it up."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from typing import IO, Any

from unionclean.cli.printable import escape_controls, one_line
from unionclean.files.errors import FileError, os_error
from unionclean.files.limits import require_size

CHANGED = 1
PROBLEM = 2
INTERRUPTED = 130


class Console:
    """Standard output as bytes or text, one line per problem on standard error, and the exit code."""

    def __init__(self) -> None:
        self.exit_code = 0
        self.colour = False
        self.live: Any = None  # the progress display, whose line must make way for a message

    def use_colour(self, wish: str) -> None:
        """Decide on colour: ``always``, ``never``, or ``auto``: on a terminal, unless ``NO_COLOR`` is set."""
        on_terminal = (
            sys.stdout is not None
            and sys.stdout.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )
        self.colour = wish == "always" or (wish == "auto" and on_terminal)

    @property
    def width(self) -> int:
        """The columns of the terminal."""
        return shutil.get_terminal_size((100, 24)).columns

    @property
    def failed(self) -> bool:
        """Whether a problem was told."""
        return self.exit_code == PROBLEM

    def changed(self) -> None:
        """Remember that something changed, or would."""
        self.exit_code = max(self.exit_code, CHANGED)

    def problem(self, error: Exception | str) -> None:
        """Tell of a problem, in one line, and remember it."""
        self.exit_code = PROBLEM
        self.say(f"unionclean: {error}")

    def remark(self, text: object) -> None:
        """Tell of what is no problem, in one line, if there is anything to tell."""
        if text:
            self.say(f"unionclean: {text}")

    def bug(self, trace: str) -> None:
        """Tell of an error that nobody foresaw, with the ``trace`` that is needed to mend it."""
        for line in trace.splitlines():
            self.say(line)
        self.problem("this is a bug of unionclean; please report it with the lines above")

    def say(self, line: str) -> None:
        """Write a line to standard error."""
        if sys.stderr is None:  # closed by whoever started us
            return
        if self.live is not None:
            self.live.make_way()
        print(_printable(line, sys.stderr), file=sys.stderr, flush=True)

    def show(self, text: str) -> None:
        """Write text for a person to standard output: nothing in it can steer a terminal but our own colours."""
        self._put(escape_controls(text, colour=self.colour).encode())

    def show_line(self, line: object) -> None:
        """Write one line for a person, about a file, say, whatever its name holds."""
        self._put(f"{one_line(line)}\n".encode())

    def write(self, text: str) -> None:
        """Write text to standard output as :meth:`write_bytes` does; a lone surrogate as ``\\udXXX``."""
        self.write_bytes(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Write the content of a file to standard output: byte for byte, but on a terminal with its controls escaped."""
        if self._is_seen:
            data = escape_controls(data.decode("utf-8", "backslashreplace")).encode()
        self._put(data)

    def _put(self, data: bytes) -> None:
        """Write to standard output; raises :class:`FileError`, or :class:`BrokenPipeError` when nobody listens."""
        try:
            self._output.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise os_error("standard output", error) from error

    @property
    def _is_seen(self) -> bool:
        return sys.stdout is not None and sys.stdout.isatty()

    def answer(self, data: bytes) -> None:
        """Write bytes and hand them over at once: the other end may be waiting for them."""
        self.write_bytes(data)
        self.flush()

    def flush(self) -> None:
        """Hand over what was written; a full disk shows here at the latest."""
        if sys.stdout is None:
            return
        try:
            self._output.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.abandon_output()
            raise os_error("standard output", error) from error

    def abandon_output(self) -> None:
        """Let nothing more be written, so that the interpreter does not complain at its end."""
        with contextlib.suppress(OSError, ValueError):  # standard output may be closed, or no file at all
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    @property
    def _output(self) -> Any:
        if sys.stdout is None:
            raise FileError("standard output", "closed")
        if hasattr(sys.stdout, "buffer"):
            return sys.stdout.buffer
        return _TextOnly()


class _TextOnly:
    """Standard output replaced by something that takes text alone, as some test runners and notebooks do."""

    def write(self, data: bytes) -> None:
        sys.stdout.write(data.decode("utf-8", "replace"))

    def flush(self) -> None:
        sys.stdout.flush()


def _printable(line: str, stream: Any) -> str:
    """Return ``line`` with what ``stream`` cannot print, and control characters a file name may hold, escaped."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return one_line(line).encode(encoding, "backslashreplace").decode(encoding)


def standard_input() -> IO[bytes]:
    """Return standard input as a binary file, also where it was replaced by one of text; raises :class:`FileError`."""
    if sys.stdin is None:
        raise FileError("standard input", "closed")
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer
    return io.BytesIO(sys.stdin.read().encode("utf-8", "surrogateescape"))


def read_standard_input(most: int) -> bytes:
    """Return all of standard input, as bytes; raises :class:`FileError`, also if that is more than ``most``."""
    try:
        data = standard_input().read(most + 1)
    except OSError as error:
        raise os_error("standard input", error) from error
    require_size("standard input", data, most)
    return data
