#!/usr/bin/env python3
"""Is it still true what docs/adding.md says of the files to touch?

    check_adding.py ROOT

Each section that begins with a comment

    <!-- at most N files; found by REGULAR EXPRESSION -->

lists files in a table, the path in backticks in the first column. They must exist and be no more than N. The expression,
which describes the names of the section's example, must be found in the code of each of them and of no other file in
engine, geo, publish and cli; comments do not count. What stands in a block tagged ```cpp must stand in one of the files,
line by line; a line "..." stands for anything.
"""

import re
import sys
from pathlib import Path

from check_includes import COMMENT_OR_STRING, ROOMS

PAGE = "docs/adding.md"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
CLAIM = re.compile(r"<!-- at most (\d+) files; found by (.+?) -->")
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
BLOCK = re.compile(r"^```cpp\n(.*?)^```", re.MULTILINE | re.DOTALL)


def without_comments(text):
    """The code with its strings, for names of fields and kinds stand in them."""
    return COMMENT_OR_STRING.sub(lambda match: "" if match.group().startswith("/") else match.group(), text)


def sources(root):
    """Path and code of every source file by hand."""
    for room in ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in (".hpp", ".cpp"):
                yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")


def sections(page):
    """Heading and text of each section."""
    found = list(SECTION.finditer(page))
    for here, following in zip(found, found[1:] + [None]):
        yield here.group(1), page[here.end():following.start() if following else len(page)]


def faults_of_excerpts(heading, text, listed, texts):
    known = {line.strip() for path in listed for line in texts.get(path, "").splitlines()}
    for block in BLOCK.findall(text):
        for line in filter(None, map(str.strip, block.splitlines())):
            if line != "..." and line not in known:
                yield f"{PAGE}, {heading}: none of the files holds the line '{line}'"


def faults_of_section(root, heading, text, texts, codes):
    claim = CLAIM.search(text)
    if claim is None:
        return
    most, wanted = int(claim.group(1)), re.compile(claim.group(2))
    listed = ROW.findall(text)
    if not listed:
        yield f"{PAGE}, {heading}: lists no file"
    if len(listed) > most:
        yield f"{PAGE}, {heading}: lists {len(listed)} files, and says at most {most}"
    for path in listed:
        if not (root / path).is_file():
            yield f"{PAGE}, {heading}: there is no file {path}"
        elif not wanted.search(codes.get(path, "")):
            yield f"{PAGE}, {heading}: {path} has nothing to do with the example ({wanted.pattern})"
    for path, code in codes.items():
        found = wanted.search(code)
        if found and path not in listed:
            yield f"{PAGE}, {heading}: {path} must be touched too, see '{found.group()}'"
    yield from faults_of_excerpts(heading, text, listed, texts)


def check(root):
    """All faults of the page, as lines."""
    page = (root / PAGE).read_text(encoding="utf-8")
    texts = dict(sources(root))
    codes = {path: without_comments(text) for path, text in texts.items()}
    if not CLAIM.search(page):
        return [f"{PAGE}: no section says how many files it takes"]
    return [fault for heading, text in sections(page) for fault in faults_of_section(root, heading, text, texts, codes)]


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    faults = check(Path(arguments[0]).resolve())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
