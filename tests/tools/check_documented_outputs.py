#!/usr/bin/env python3
"""Can the pages of the documentation be tried one after the other in one folder?

    check_documented_outputs.py FILE.md...

Lykta keeps what exists, so the second of two pages that write to the same name would fail for a reader who pasted the
commands of both. Each name below out/ in a command may stand on one page only, whatever its ending: styles lie
beside their layers under the same name.
"""

import re
import sys
from pathlib import Path

import run_documented_commands

OUTPUT = re.compile(r"(?<![\w/])out/[\w./-]+")


def names_in(markdown):
    """The names below out/ in the commands of a page, without their endings: "out/density", "out/reading/picture"."""
    commands = (command for _, command, _ in run_documented_commands.documented_commands(markdown))
    return {str(Path(path).with_suffix("")) for command in commands for path in OUTPUT.findall(command)}


def collisions(pages):
    """(name, first page, second page) for each name that stands on two pages; `pages` are (page, text)."""
    page_of = {}
    for page, markdown in pages:
        for name in sorted(names_in(markdown)):
            if name in page_of:
                yield name, page_of[name], page
            page_of.setdefault(name, page)


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    pages = [(file.name, file.read_text(encoding="utf-8")) for file in map(Path, arguments)]
    found = list(collisions(pages))
    for name, first, second in found:
        print(f"{name}: named on {first} and on {second}; give each page names of its own")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
