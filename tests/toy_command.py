"""The command line with the toys of ``tests.toys`` for steps: ``python -m tests.toy_command clean …``."""

import sys

from tests import toys
from unionclean.cli import main

if __name__ == "__main__":
    toys.install()
    sys.exit(main())
