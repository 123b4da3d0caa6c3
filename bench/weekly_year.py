#!/usr/bin/env python3
"""What do the weekly runs of a year say, and what does one of them cost?

    weekly_year.py LYKTA_BINARY [--configuration FILE] [--year 2025] [--weeks 52]

Makes a weekly run of each week, one after the other, of a copy of the configuration's folder (which says nothing of [output]), without the files that a picture is drawn from, and prints each alarm, how
many there are, and the median and the highest processor time (user and system, all threads) of a run. The exit code is 1
where the median is not below a second.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT_SECONDS = 1
NO_FILES = "[output]\ngeopackage = false\ngeojson = false\nshapefile = false\nraster = false\ncsv = false\nhours = false\nweek = false\n"
SAMPLE = Path(__file__).resolve().parent.parent / "sample-data" / "ronneby" / "lykta.toml"


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def weekly_run(binary, configuration, week):
    """The record of the run, and its processor time."""
    before = processor_seconds()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([binary, "run", configuration, "--output", Path(folder) / "out", "--week", week, "--json"],
                              check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{week}: {done.stderr}")
    return json.loads(done.stdout)["weekly"], processor_seconds() - before


def alarms_of(weekly):
    for area in weekly["areas"]:
        last = area["weeks"][-1]
        if last["alarm"] != "none":
            yield last["alarm"], f"{area['name']}: {last['text']}"
    for place in weekly["new_places"]:
        if place["more_than_before"]:
            yield "new_place", f"{place['name']}: {place['text']}"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("binary")
    options.add_argument("--configuration", type=Path, default=SAMPLE)
    options.add_argument("--year", type=int, default=2025)
    options.add_argument("--weeks", type=int, default=52)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(asked.configuration.parent, folder, dirs_exist_ok=True)
        configuration = Path(folder) / asked.configuration.name
        configuration.write_text(configuration.read_text(encoding="utf-8") + "\n" + NO_FILES, encoding="utf-8")
        seconds, number = [], {}
        for week in range(1, asked.weeks + 1):
            weekly, used = weekly_run(asked.binary, configuration, f"{asked.year}-W{week:02d}")
            seconds.append(used)
            print(weekly["text"])
            for kind, text in alarms_of(weekly):
                number[kind] = number.get(kind, 0) + 1
                print(f"  {kind}  {text}")
    print(f"{asked.weeks} weeks, alarms: {json.dumps(number)}")
    print(f"processor time of a run: median {statistics.median(seconds):.3f} s, highest {max(seconds):.3f} s")
    if statistics.median(seconds) >= LIMIT_SECONDS:
        sys.exit(f"a weekly run takes {LIMIT_SECONDS} s or more")


if __name__ == "__main__":
    main()
