#!/usr/bin/env python3
"""Are files that were read wrongly once read rightly?

    check_shared_cases.py LYKTA_BINARY EXPECTATIONS

EXPECTATIONS is a list in JSON: each entry names a file in the folder "cases" beside $LYKTA_DATA and what `lykta inspect --json` must
say of it: used, rejected (by cause), crs, first (moment), far_off, other_systems, positions (different ones), classes, rows_of_layers,
not_read; and what it must say in words (says). Without $LYKTA_DATA, or without such a folder, the exit code is 77.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
SECONDS_PER_FILE = 120


def found_in(answer):
    """What can be expected, by the names that EXPECTATIONS uses."""
    quality = answer.get("quality") or {}
    return {
        "used": answer.get("used"),
        "rejected": answer.get("rejected"),
        "crs": (answer.get("guess") or {}).get("crs"),
        "first": (answer.get("times") or {}).get("from"),
        "far_off": quality.get("far_off"),
        "other_systems": [each["crs"] for each in quality.get("other_systems", [])],
        "positions": quality.get("distinct_positions"),
        "classes": sorted(answer.get("class_values") or {}),
        "rows_of_layers": (answer.get("format") or {}).get("rows_of_layers"),
        "not_read": bool(answer.get("not_read")),
    }


def faults_of(entry, answer):
    found = found_in(answer)
    return [f"{entry['file']}: {key} is {found[key]!r}, expected {expected!r}"
            for key, expected in entry.items() if key not in ("file", "layer", "says") and found[key] != expected]


def unsaid_of(entry, text):
    return [f"{entry['file']}: does not say '{words}'" for words in entry.get("says", []) if words not in text]


def answer_of(binary, entry, path, *options):
    command = [binary, "inspect", "--quiet", *options, str(path)]
    command += ["--layer", entry["layer"]] if "layer" in entry else []
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=SECONDS_PER_FILE)


def inspected(binary, entry, path):
    answer = answer_of(binary, entry, path, "--json").stdout
    return json.loads(answer)[0] if answer.strip() else {}


def said(binary, entry, path):
    done = answer_of(binary, entry, path)
    return done.stdout + done.stderr


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    binary, expectations = arguments
    data = os.environ.get("LYKTA_DATA", "")
    cases = Path(data).parent / "cases"
    if not data or not cases.is_dir():
        print("skipped: LYKTA_DATA is not set, or has no folder 'cases' beside it")
        return SKIPPED
    faults = []
    entries = json.loads(Path(expectations).read_text(encoding="utf-8"))
    for entry in entries:
        faults += faults_of(entry, inspected(binary, entry, cases / entry["file"]))
        faults += unsaid_of(entry, said(binary, entry, cases / entry["file"])) if "says" in entry else []
    print(*faults, f"{len(entries)} files, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
