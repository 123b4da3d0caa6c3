#!/usr/bin/env python3
"""Does the command line do what the case folders say?

    run_cli_cases.py LYKTA_BINARY CASES_DIR [CASE]

A folder per case, in folders by command, with
    command                    one line for bash; lines that start with # say what the case is for.
                               `lykta` is the program, $OUT an empty folder for outputs, $CASE the folder of the
                               case, $SHARED the folder "shared" beside CASES_DIR, $SAMPLES the sample data. It runs in an empty folder of its own.
    expected_exit              the exit code; 0 without this file
    expected_stdout            the whole standard output
    expected_stderr            the whole standard error
    expected_stdout_contains   each non-empty line must appear in the standard output
    expected_stderr_contains   each non-empty line must appear in the standard error
    expected_files             paths below $OUT, one a line, which must exist; with ! in front: must not exist
    needs_driver               a driver of GDAL; the case is skipped where GDAL is built without it
In what the program prints, the folders' paths are compared as $OUT, $CASE, $SHARED and $SAMPLES.

A case that uses $LYKTA_DATA is skipped when that variable is not set; when no case ran, the exit code is 77.
"""

import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77  # CTest is told that this exit code means "skipped"
SECONDS_PER_CASE = 300
KNOWN_FILES = {"command", "expected_exit", "expected_stdout", "expected_stderr", "expected_stdout_contains",
               "expected_stderr_contains", "expected_files"}


def text_of(path):
    return path.read_text(encoding="utf-8") if path.is_file() else None


def command_of(case):
    lines = [line for line in (text_of(case / "command") or "").splitlines() if line.strip() and line[0] != "#"]
    if len(lines) != 1:
        raise ValueError(f"{case / 'command'}: must hold exactly one command line, found {len(lines)}")
    return lines[0]


def run(command, case, binary, shared, scratch):
    """Runs the command in a scratch folder; gives exit code, stdout, stderr (folders written as variables)."""
    (scratch / "bin").mkdir()
    (scratch / "bin" / "lykta").symlink_to(binary)
    out, here = scratch / "out", scratch / "here"
    out.mkdir()
    here.mkdir()
    folders = {"OUT": str(out), "CASE": str(case), **{name: str(folder) for name, folder in shared.items()}}
    environment = {**os.environ, **folders, "LC_ALL": "C.UTF-8", "PATH": f"{scratch / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=here, env=environment, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=SECONDS_PER_CASE)

    def readable(output):
        text = output.decode("utf-8", errors="backslashreplace")
        for name, folder in folders.items():
            text = text.replace(folder, f"${name}")
        return text

    return done.returncode, readable(done.stdout), readable(done.stderr)


def compare_output(case, stream, actual):
    expected = text_of(case / f"expected_{stream}")
    if expected is not None and expected != actual:
        diff = difflib.unified_diff(expected.splitlines(), actual.splitlines(), f"expected {stream}",
                                    f"actual {stream}", lineterm="")
        yield "\n".join(diff) or f"{stream} differs only in its line ends"
    for line in (text_of(case / f"expected_{stream}_contains") or "").splitlines():
        if line.strip() and line not in actual:
            yield f"{stream} does not contain this line:\n  {line}"


def compare_files(case, out):
    for line in (text_of(case / "expected_files") or "").splitlines():
        name = line.strip()
        if name.startswith("!"):
            if (out / name[1:].strip()).exists():
                yield f"this file must not exist: $OUT/{name[1:].strip()}"
        elif name and not (out / name).exists():
            found = ", ".join(sorted(str(p.relative_to(out)) for p in out.rglob("*"))) or "nothing"
            yield f"this file is missing: $OUT/{name} (found: {found})"


def why_skipped(case):
    """Why a case cannot run here; nothing when it can."""
    if "LYKTA_DATA" in command_of(case) and not os.environ.get("LYKTA_DATA"):
        return "LYKTA_DATA is not set"
    driver = (text_of(case / "needs_driver") or "").strip()
    if driver:
        from osgeo import gdal  # only here: most cases need no package
        if gdal.GetDriverByName(driver) is None:
            return f"GDAL {gdal.__version__} is built without {driver}"
    return ""


def check_case(case, binary, shared):
    """The mismatches of one case."""
    unknown = sorted(p.name for p in case.iterdir() if p.name.startswith("expect") and p.name not in KNOWN_FILES)
    if unknown:
        return [f"no such expectation: {', '.join(unknown)}"]
    command = command_of(case)
    with tempfile.TemporaryDirectory(prefix="lykta-case-") as folder:
        scratch = Path(folder).resolve()
        code, stdout, stderr = run(command, case, binary, shared, scratch)
        faults = []
        expected_code = int(text_of(case / "expected_exit") or 0)
        if code != expected_code:
            faults.append(f"exit code {code}, expected {expected_code}")
        faults += compare_output(case, "stdout", stdout)
        faults += compare_output(case, "stderr", stderr)
        faults += compare_files(case, scratch / "out")
        if faults:
            faults.insert(0, f"command: {command}")
            faults.append(f"--- whole stdout\n{stdout}--- whole stderr\n{stderr}---")
        return faults


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    binary, cases_dir = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
    shared = {"SHARED": cases_dir.parent / "shared", "SAMPLES": Path(__file__).resolve().parents[2] / "sample-data"}
    if not os.access(binary, os.X_OK):
        print(f"{binary}: not a program")
        return 1
    cases = sorted(p.parent for p in cases_dir.rglob("command"))
    if len(arguments) == 3:
        cases = [case for case in cases if case.name == arguments[2]]
    if not cases:
        print(f"{cases_dir}: no such case")
        return 1
    failed, skipped = 0, 0
    for case in cases:
        reason = ""
        try:
            reason = why_skipped(case)
            faults = [] if reason else check_case(case, binary, shared)
        except (ValueError, subprocess.TimeoutExpired) as error:
            faults = [str(error)]
        if reason:
            skipped += 1
            print(f"skipped {case.name}: {reason}")
        elif faults:
            failed += 1
            print(f"FAILED  {case.name}")
            print("\n".join(faults))
        else:
            print(f"ok      {case.name}")
    if failed:
        print(f"{failed} of {len(cases)} cases failed")
        return 1
    return SKIPPED if skipped == len(cases) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
