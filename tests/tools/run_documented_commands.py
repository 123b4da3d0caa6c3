#!/usr/bin/env python3
"""Do the commands in the documentation work?

    run_documented_commands.py LYKTA_BINARY REPO_ROOT FILE.md...

Runs every command line with `lykta` in the fenced blocks tagged ```sh, in their order, in a scratch folder that holds
a copy of sample-data/: so `sample-data/...` resolves, and outputs stay out of the repository. Each file has a scratch
folder of its own, which its commands share.

A block after the line <!-- not run: reason --> is left out. A command that uses LYKTA_DATA is left out when that variable
is not set. Both are reported. A file without any `lykta` command fails: its commands moved, or their tag was lost. So does a
command of README.md that the program answers with a column it should have been told of: newcomers copy these.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS_PER_COMMAND = 600
FENCE = re.compile(r"^\s*(```+|~~~+)\s*(\S*)")
NOT_RUN = re.compile(r"^\s*<!--\s*not run:\s*(.+?)\s*-->\s*$")
# What the program says of a column that ought to have been stated (column_hints).
HINT = re.compile(r"^.*(?:looks like|ser ut som) --.*$", re.MULTILINE)
# The program in the place of a command: at the start, after a variable, or after | ; & (
LYKTA = re.compile(r"(?:^|[|;&(])\s*(?:\w+=\S*\s+)*(?:\S*/)?lykta(?:\s|$)")


def joined_lines(lines):
    """(line number, command) of a block; lines that end in a backslash continue."""
    number, text = 0, ""
    for at, line in lines:
        number = number or at
        text += line
        if not line.endswith("\\"):
            yield number, text.strip()
            number, text = 0, ""
        else:
            text = text[:-1]
    if text:
        yield number, text.strip()


def documented_commands(markdown):
    """(line number, command, reason not to run or None) for each lykta command of a Markdown text."""
    fence, tag, reason, block = None, "", None, []
    for number, line in enumerate(markdown.splitlines(), start=1):
        match = FENCE.match(line)
        if fence is None:
            not_run = NOT_RUN.match(line)
            if match:
                fence, tag, block = match.group(1), match.group(2), []
            elif not_run:
                reason = not_run.group(1)
            elif line.strip():
                reason = None
        elif match and match.group(1).startswith(fence) and not match.group(2):
            if tag == "sh":
                for at, command in joined_lines(block):
                    if not command.startswith("#") and LYKTA.search(command):
                        yield at, command, reason
            fence, reason = None, None
        else:
            block.append((number, line))


def prepare(scratch, binary, root):
    """A folder in which documented commands resolve: `lykta`, `build/release/lykta` and sample-data/."""
    for place in (scratch / ".bin", scratch / "build" / "release"):
        place.mkdir(parents=True)
        (place / "lykta").symlink_to(binary)
    if (root / "sample-data").is_dir():
        shutil.copytree(root / "sample-data", scratch / "sample-data")


def run_file(file, binary, root):
    """Runs the commands of one file; gives how many failed, or None when it has no command."""
    commands = list(documented_commands(file.read_text(encoding="utf-8")))
    if not commands:
        return None
    failed = 0
    with tempfile.TemporaryDirectory(prefix="lykta-docs-") as folder:
        scratch = Path(folder).resolve()
        prepare(scratch, binary, root)
        environment = {**os.environ, "PATH": f"{scratch / '.bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        for number, command, reason in commands:
            where = f"{file.name}:{number}"
            if reason is None and "LYKTA_DATA" in command and not os.environ.get("LYKTA_DATA"):
                reason = "LYKTA_DATA is not set"
            if reason is not None:
                print(f"not run {where}: {command} ({reason})", flush=True)
                continue
            done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=scratch, env=environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=SECONDS_PER_COMMAND, check=False)
            output = done.stdout.decode("utf-8", errors="backslashreplace")
            hint = HINT.search(output) if file.name == "README.md" else None
            if done.returncode == 0 and not hint:
                print(f"ok      {where}: {command}", flush=True)
            else:
                failed += 1
                why = f"it says: {hint.group()}" if hint else f"exit code {done.returncode}\n{output}"
                print(f"FAILED  {where}: {command}\n{why}", flush=True)
    return failed


def main(arguments):
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    binary, root = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
    if not os.access(binary, os.X_OK):
        print(f"{binary}: not a program")
        return 1
    ok = True
    for file in map(Path, arguments[2:]):
        failed = run_file(file, binary, root)
        if failed is None:
            print(f"FAILED  {file}: no lykta command in a block tagged ```sh")
        ok = ok and failed == 0
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
