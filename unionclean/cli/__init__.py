"""The command line: ``unionclean clean | fix | explain | report | scan | outline | completion``.

This package is the only part of the library that prints, one module per command.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from unionclean.cli.console import INTERRUPTED, PROBLEM, Console
from unionclean.cli.parser import build_parser
from unionclean.files.errors import FileError, os_error
from unionclean.settings import SettingsError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (default: that of the process) and return the exit code.

    0: nothing to do, or done.  1: ``fix`` changed something, or ``fix --check`` would.  2: a file could not be read or
    written, or the usage is wrong; stderr has a line per file.  130: interrupted.
    """
    console = Console()
    try:
        arguments = build_parser().parse(argv)
        console.use_colour(getattr(arguments, "colour", "auto"))
        arguments.run(arguments, console)
        console.flush()
    except SystemExit as stop:  # argparse: 0 after --help, 2 after an error it has explained
        return stop.code if isinstance(stop.code, int) else PROBLEM
    except BrokenPipeError:  # whoever read our output has seen enough
        console.abandon_output()
    except (SettingsError, FileError) as error:
        console.problem(error)
    except OSError as error:  # the system said no at a moment when nobody asked it
        console.problem(os_error(error.filename or "the system", error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        console.problem("needs more memory than there is; fewer --jobs or a smaller --max-size may help")
    except Exception:  # noqa: BLE001 - a bug of ours; Python would end with 1, which says that files were changed
        console.bug(traceback.format_exc())
    return console.exit_code
