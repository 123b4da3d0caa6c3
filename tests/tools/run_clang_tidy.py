#!/usr/bin/env python3
"""Does clang-tidy find nothing in the sources of the rooms?

    run_clang_tidy.py BUILD_DIR ROOT [FILE...]

BUILD_DIR holds compile_commands.json. Tests and benchmarks are left out: the macros of their libraries raise dozens of
findings that are nobody's. Without FILEs all .cpp of the rooms are checked, as many at a time as there are processors.

clang-tidy takes several seconds a file, so a file that passed is remembered by a hash of everything that it was
compiled from, in $XDG_CACHE_HOME/lykta (~/.cache/lykta); what was not asked for in a month is forgotten.
"""

import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

ROOMS = ["engine", "geo", "publish", "cli"]
MONTH_SECONDS = 30 * 24 * 3600


def cache_folder():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lykta" / "clang-tidy"


def compile_commands(build, root, only):
    """(file, compiler arguments, folder) of the sources to check, the largest first: they take longest."""
    wanted = {Path(file).resolve() for file in only}
    found = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = (Path(entry["directory"]) / entry["file"]).resolve()
        in_a_room = any(file.is_relative_to(root / room) for room in ROOMS)
        if in_a_room and (not wanted or file in wanted):
            found.append((file, entry.get("arguments") or shlex.split(entry["command"]), entry["directory"]))
    unknown = wanted - {file for file, _, _ in found}
    if unknown:
        raise ValueError(f"not compiled in {build}: {', '.join(map(str, sorted(unknown)))}")
    return sorted(found, key=lambda command: -command[0].stat().st_size)


def hash_of_inputs(file, arguments, folder, root, build, version):
    """Of all that decides the outcome: sources and headers (wherever the checkout lies), flags and rules."""
    if Path(arguments[0]).name == "ccache":
        arguments = arguments[1:]
    if "-o" in arguments:
        at = arguments.index("-o")
        arguments = arguments[:at] + arguments[at + 2:]
    # Comments are kept (-C): a NOLINT is one.
    preprocessed = subprocess.run([*arguments, "-E", "-C", "-P", "-w"], cwd=folder, check=True, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE).stdout
    digest = hashlib.sha256()
    for part in (version, (root / ".clang-tidy").read_bytes(), Path(__file__).read_bytes(),
                 shlex.join(arguments).encode(), file.read_bytes(), preprocessed):
        for place in (build, root):
            part = part.replace(os.fsencode(place), b".")
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def check_file(command, root, build, version):
    """What clang-tidy says about one file; empty when it passes. None when it is known to pass."""
    file, arguments, folder = command
    try:
        passed = cache_folder() / hash_of_inputs(file, arguments, folder, root, build, version)
    except subprocess.CalledProcessError as error:
        return error.stderr.decode("utf-8", errors="replace")
    if passed.exists():
        passed.touch()
        return None
    # The flags in compile_commands.json are GCC's; clang need not know all of its warnings.
    clang_tidy = ["clang-tidy", "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option", str(file)]
    done = subprocess.run(clang_tidy, cwd=root, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode == 0:
        passed.parent.mkdir(parents=True, exist_ok=True)
        passed.touch()
        return ""
    output = (done.stdout + done.stderr).decode("utf-8", errors="replace")
    return "\n".join(line for line in output.splitlines() if not line.endswith("warnings generated.")) + "\n"


def forget_old():
    oldest = time.time() - MONTH_SECONDS
    for passed in cache_folder().glob("*"):
        if passed.stat().st_mtime < oldest:
            passed.unlink(missing_ok=True)


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    build, root = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
    try:
        commands = compile_commands(build, root, arguments[2:])
    except (OSError, ValueError) as error:
        print(f"run_clang_tidy.py: {error}")
        return 1
    if not commands:
        print(f"run_clang_tidy.py: {build / 'compile_commands.json'} names no file of {', '.join(ROOMS)}")
        return 1
    version = subprocess.run(["clang-tidy", "--version"], check=True, stdout=subprocess.PIPE).stdout
    failed = known = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for command, output in zip(commands, pool.map(lambda c: check_file(c, root, build, version), commands)):
            if output is None:
                known += 1
            elif output:
                failed += 1
                print(f"-- {command[0].relative_to(root)}\n{output}", flush=True)
    forget_old()
    print(f"clang-tidy: {len(commands)} files, {failed} with findings, {known} unchanged since they passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
