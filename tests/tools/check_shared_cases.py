#!/usr/bin/env python3
"""Are files that were read wrongly once read rightly?

    check_shared_cases.py LYKTA_BINARY EXPECTATIONS

EXPECTATIONS is a list in JSON: each entry names a file in the folder "cases" beside $LYKTA_DATA and what `lykta inspect --json` must
say of it: used, rejected (by cause), crs, first (moment), far_off, other_systems, positions (different ones), not_read. Without
$LYKTA_DATA, or without such a folder, the exit code is 77.
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
        "not_read": bool(answer.get("not_read")),
    }


def faults_of(entry, answer):
    found = found_in(answer)
    return [f"{entry['file']}: {key} is {found[key]!r}, expected {expected!r}"
            for key, expected in entry.items() if key not in ("file", "layer") and found[key] != expected]


def inspected(binary, path, layer):
    command = [binary, "inspect", "--json", "--quiet", str(path)] + (["--layer", layer] if layer else [])
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=SECONDS_PER_FILE)
    return json.loads(done.stdout)[0] if done.stdout.strip() else {}


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
        faults += faults_of(entry, inspected(binary, cases / entry["file"], entry.get("layer")))
    print(*faults, f"{len(entries)} files, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
