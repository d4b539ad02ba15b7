"""`python -m aande_alert`: the window, or a command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program on the command line's arguments and return its exit status."""
    from aande_alert.app import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
