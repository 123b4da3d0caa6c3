#!/usr/bin/env python3
"""Do the includes run one way only?

    check_includes.py ROOT

Rooms: cli -> publish -> geo -> engine, never back. Inside each of them: see LEVELS. Rooms of one level may use each
other as long as no two use each other mutually. Files never include each other in a circle. Only cli prints.
Tests, benchmarks and fuzzers may include what they like.
"""

import re
import sys
from pathlib import Path

ROOMS = ["engine", "geo", "publish", "cli"]  # from the bottom to the top

# The rooms inside, from the bottom to the top; what stands on one line is one level.
LEVELS = {
    "engine": [["base"], ["space", "events", "network"], ["statistics", "density", "time", "models"], ["places"],
               ["plans", "evaluate", "disclosure"], ["inputs"], ["questions"]],
    "geo": [["data", "values"], ["files"], ["gdal"], ["crs"], ["format"], ["shapes"], ["read", "write"]],
    "publish": [["words"], ["layers", "tables"], ["styles"], ["context"], ["records"], ["pictures", "report", "project", "phone"],
                ["delivery"]],
    "cli": [["values"], ["frame", "configuration"], ["options"], ["commands", "main", "program"]],
}

GDAL = re.compile(r"^(gdal|ogr|cpl_|vrt|gnm)\w*\.h$")
GEOMETRY_LIBRARIES = re.compile(r"^(proj|geos)\w*(/.*|\.h)$")
SQLITE = re.compile(r"^sqlite3")
FILES_AND_PRINTING = re.compile(
    r"^(iostream|ostream|fstream|filesystem|cstdio|stdio\.h|syncstream|fmt/(os|ostream|printf|color)\.h)$")

# room -> what it must not include from outside, and why
FORBIDDEN_LIBRARIES = {
    "engine": [(GDAL, "the engine knows no files"), (GEOMETRY_LIBRARIES, "the engine knows no coordinate systems"),
               (SQLITE, "the engine knows no files"),
               (FILES_AND_PRINTING, "the engine neither reads, writes nor prints")],
    "geo": [],
    "publish": [(GEOMETRY_LIBRARIES, "coordinate systems and GEOS belong in geo")],
    "cli": [(GDAL, "GDAL belongs in geo"), (GEOMETRY_LIBRARIES, "coordinate systems and GEOS belong in geo"),
            (SQLITE, "files belong in geo")],
}

PRINTING_CALL = re.compile(
    r"(std::(?:cout|cerr|clog|printf|fprintf|puts)|fmt::print|(?<![:\w])(?:printf|fprintf|puts|putchar)(?=\s*\())")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
# A string or a comment; whichever begins first wins, so that "//" inside a string is no comment.
COMMENT_OR_STRING = re.compile(
    r'R"(?P<mark>[^\s()]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|'
    + COMMENT.pattern, re.DOTALL)


def without(text, strings):
    """The text without its comments, and without its strings when asked. Line breaks stay, so line numbers hold."""
    def replacement(match):
        found = match.group()
        if found.startswith(("/", "R")) or strings:
            return "\n" * found.count("\n")
        return found
    return COMMENT_OR_STRING.sub(replacement, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def place_of(path):
    """Level and room of a file, a file outside the rooms being one of its own; None for a room that has no level yet."""
    parts = Path(path).parts
    inner = parts[1] if len(parts) > 2 else Path(path).stem
    for level, rooms in enumerate(LEVELS[parts[0]]):
        if inner in rooms:
            return level, f"{parts[0]}/{inner}"
    return None


def check_direction(path, included):
    """The fault of one include between two files of the project, or None."""
    room, other = path.split("/")[0], included.split("/")[0]
    if ROOMS.index(other) > ROOMS.index(room):
        return f"{room} must not know {other}"
    if room != other:
        return None
    here, there = place_of(path), place_of(included)
    if here and there and there[0] > here[0]:
        return f"{here[1]} stands below {there[1]} and must not include it"
    return None


def find_circle(graph):
    """One circle of a graph {node: [nodes]} as a list that ends where it began, or None."""
    done, trail = set(), []

    def visit(node):
        if node in trail:
            return trail[trail.index(node):] + [node]
        if node in done:
            return None
        trail.append(node)
        for following in sorted(graph.get(node, [])):
            circle = visit(following)
            if circle:
                return circle
        trail.pop()
        done.add(node)
        return None

    for start in sorted(graph):
        circle = visit(start)
        if circle:
            return circle
    return None


def check_header(text):
    """A header opens with a comment, before or after its #pragma once."""
    without_comments = COMMENT.sub("", text).lstrip()
    if not without_comments.startswith("#pragma once"):
        yield "has no #pragma once before its first line of code"
    opening = re.sub(r"^\s*#pragma once\s*", "", text.lstrip("\ufeff"))
    if not opening.lstrip().startswith(("//", "/*")):
        yield "does not open with a comment that says which question it answers"


def check_file(root, path, text, graph):
    room = path.split("/")[0]
    if path.endswith(".hpp"):
        for fault in check_header(text):
            yield f"{path}:1: {fault}"
    code = without(text, strings=False)
    for match in INCLUDE.finditer(code):
        quote, included = match.groups()
        where = f"{path}:{line_of(code, match.start(2))}"
        if included.split("/")[0] in ROOMS and "/" in included and quote == "<":
            yield f'{where}: files of the project are included as "{included}"'
        elif quote == '"':
            if included.split("/")[0] not in ROOMS or not (root / included).is_file():
                yield f'{where}: "{included}" is not the path of a file from the root of the repository'
                continue
            if included.endswith(".cpp"):
                yield f"{where}: a .cpp file is compiled, never included"
            graph.setdefault(path, []).append(included)
            fault = check_direction(path, included)
            if fault:
                yield f"{where}: {fault} ({included})"
        else:
            for pattern, reason in FORBIDDEN_LIBRARIES[room]:
                if pattern.match(included):
                    yield f"{where}: <{included}>: {reason}"
    if room != "cli":
        plain = without(text, strings=True)
        for match in PRINTING_CALL.finditer(plain):
            yield f"{path}:{line_of(plain, match.start())}: prints ({match.group(1)}); only cli prints"


def room_graph(graph):
    """Which rooms use which inside engine, geo, publish and cli, from which file uses which."""
    rooms = {}
    for path, included_paths in graph.items():
        for included in included_paths:
            if path.split("/")[0] == included.split("/")[0]:
                here, there = place_of(path), place_of(included)
                if here and there and here[1] != there[1]:
                    rooms.setdefault(here[1], set()).add(there[1])
    return rooms


def check(root):
    """All faults below a root folder, as lines."""
    files = sorted(p for room in ROOMS for p in (root / room).rglob("*") if p.suffix in (".hpp", ".cpp", ".h"))
    if not files:
        return [f"{root}: no source files in {', '.join(ROOMS)}; is this the root of the repository?"]
    faults, graph, without_level = [], {}, set()
    for file in files:
        path = file.relative_to(root).as_posix()
        if place_of(path) is None:
            without_level.add("/".join(path.split("/")[:2]))
        faults += check_file(root, path, file.read_text(encoding="utf-8"), graph)
    faults += [f"{room}: give this room a level in {Path(__file__).name}" for room in sorted(without_level)]
    for what, circle in (("files", find_circle(graph)), ("rooms", find_circle(room_graph(graph)))):
        if circle:
            faults.append(f"{what} include each other in a circle: {' -> '.join(circle)}")
    return faults


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    faults = check(Path(arguments[0]).resolve())
    for fault in faults:
        print(fault)
    if faults:
        print(f"\n{len(faults)} fault(s) in the includes; docs/design.md says which room may use which.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
