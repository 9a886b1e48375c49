"""The command line: arguments, assembly, exit code. The only place that prints and exits.

Exit codes: 0 ready to send; 1 findings at or above `--fail-on`; 2 wrong usage, refused input, invalid
rules or engine fault.
"""

from compliance.cli.app import main

__all__ = ["main"]
