#!/usr/bin/env python3
"""Runs a command that needs something from outside, and skips it where that is not there.

    run_when_set.py VARIABLE COMMAND...

The exit code is that of the command; 77, which CTest takes for "skipped", when the environment variable is not set.
"""

import os
import subprocess
import sys

SKIPPED = 77


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    variable, *command = arguments
    if not os.environ.get(variable):
        print(f"skipped: {variable} is not set")
        return SKIPPED
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
