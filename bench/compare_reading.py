#!/usr/bin/env python3
"""Reading as a whole process, beside the program that does the least: time, memory and their limits.

    compare_reading.py LYKTA READING_FLOOR [--repetitions N] [--only csv,gpkg,fgb]

- Chicago's 1 047 490 crimes as an unpacked CSV (where LYKTA_DATA is set): `lykta check` reads, projects and classes
  them and looks for faults; `ogrinfo -ro -al -so` only reads the file.
- A million generated events as GeoPackage and FlatGeobuf, with dates, in metres: `lykta check` beside GDAL's Arrow stream.

The programs take turns, after a first turn that only warms the caches. Of each the least processor time (user and system, all
threads) and the least time of the clock count. The ratio that is held against the limit is that of processor time, which a
busy machine disturbs less; two threads make that of the clock smaller.

Bytes per event are the peak memory of the process (ru_maxrss, the largest of all turns) less that of `lykta check` over a file with one event
(the base: libraries, tables of the program, PROJ), divided by the events that were kept.

The exit code is 1 where a limit is not held.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CHICAGO = "incidents/chicago_crimes_2014_2017.csv.gz"
SOURCE = """time_zone = "America/Chicago"
{top}
[[sources]]
path = "{path}"
name = "events"
{more}
[sources.columns]
{columns}
"""
BYTES_PER_EVENT = 100


@dataclass
class Run:
    """One run of a process."""

    processor_s: float
    clock_s: float
    peak_kb: int


@dataclass
class Comparison:
    """A file, the program that does the least with it, and how much more time Lykta may take."""

    title: str
    file: Path
    configuration: Path
    other_name: str
    other: list
    limit: float


def timed(command):
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return Run(usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss)


def side_by_side(commands, repetitions):
    """The same number of runs of each, in turns; the first turn only warms the caches."""
    runs = [[] for _ in commands]
    for turn in range(repetitions + 1):
        for measured, command in zip(runs, commands):
            run = timed(command)
            if turn > 0:
                measured.append(run)
    return runs


def least(runs):
    return min(run.processor_s for run in runs), min(run.clock_s for run in runs)


def kept_events(lykta, configuration):
    record = subprocess.run([str(lykta), "check", str(configuration), "--json"], check=True, stdout=subprocess.PIPE)
    return sum(source["used"] for source in json.loads(record.stdout)["sources"])


def judged(value, limit, digits):
    """The value beside its limit, and whether it holds as it is shown."""
    shown = f"{value:.{digits}f}"
    holds = float(shown) <= limit
    return f"{shown} | {limit:g}{'' if holds else ' **over**'}", holds


def report(comparison, lykta, repetitions, base_kb):
    """Prints a row of the table; whether both limits hold."""
    check = [lykta, "check", comparison.configuration, "--quiet"]
    own, other = side_by_side([check, comparison.other], repetitions)
    events = kept_events(lykta, comparison.configuration)
    own_s, own_clock_s = least(own)
    other_s, other_clock_s = least(other)
    bytes_per_event = (max(run.peak_kb for run in own) - base_kb) * 1024 / events
    ratio, is_fast = judged(own_s / other_s, comparison.limit, 2)
    memory, is_small = judged(bytes_per_event, BYTES_PER_EVENT, 0)
    print(f"| {comparison.title}, {events} events | {own_s:.3f} | {other_s:.3f} ({comparison.other_name}) | {ratio} | "
          f"{own_clock_s:.3f} | {other_clock_s:.3f} | {own_clock_s / other_clock_s:.2f} | {memory} |", flush=True)
    return is_fast and is_small


def configuration(folder, path, columns, more="", top=""):
    file = folder / f"{path.name}.toml"
    file.write_text(SOURCE.format(path=path, columns=columns, more=more, top=top), encoding="utf-8")
    return file


def base_of(lykta, folder):
    """Peak kilobytes with one event."""
    one = folder / "one.csv"
    one.write_text("x,y,time,class\n500000,4600000,2025-01-01 10:00,a\n", encoding="utf-8")
    columns = 'x = "x"\ny = "y"\ndate = "time"\nclass = "class"'
    at_rest = configuration(folder, one, columns, 'crs = "EPSG:32616"')
    runs = [timed([lykta, "check", at_rest, "--quiet"]) for _ in range(3)]
    return max(run.peak_kb for run in runs), min(run.processor_s for run in runs)


def comparisons(options, folder):
    data = os.environ.get("LYKTA_DATA")
    wanted = options.only.split(",")
    if "csv" in wanted and data and (Path(data) / CHICAGO).is_file():
        chicago = folder / "chicago.csv"
        with gzip.open(Path(data) / CHICAGO) as packed, open(chicago, "wb") as plain:
            shutil.copyfileobj(packed, plain)
        columns = 'x = "longitude"\ny = "latitude"\ndate = "date"\nclass = "primary_type"'
        yield Comparison("Chicago, CSV", chicago, configuration(folder, chicago, columns), "ogrinfo",
                         ["ogrinfo", "-ro", "-al", "-so", chicago], 1)
    elif "csv" in wanted:
        print("LYKTA_DATA is not set: without Chicago's file", file=sys.stderr)
    if {"gpkg", "fgb"} & set(wanted):
        subprocess.run([str(options.floor), "events", str(folder)], check=True)
    for ending, title, limit in (("gpkg", "GeoPackage", 2), ("fgb", "FlatGeobuf with dates", 2.5)):
        if ending in wanted:
            path = folder / f"events-1000000.{ending}"
            # In the layer's own metres: the floor projects nothing either.
            described = configuration(folder, path, 'date = "time"\nclass = "class"', top='crs = "EPSG:32633"')
            yield Comparison(title, path, described, "Arrow stream", [options.floor, "arrow", path], limit)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lykta", type=Path)
    parser.add_argument("floor", type=Path)
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--only", default="csv,gpkg,fgb")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lykta-bench-") as name:
        folder = Path(name)
        base_kb, base_s = base_of(options.lykta, folder)
        print("| file | `lykta check`, processor s | the other, processor s | ratio | at most | clock s | the other, clock s | "
              "ratio | bytes per event | at most |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
        held = [report(each, options.lykta, options.repetitions, base_kb) for each in comparisons(options, folder)]
        print(f"\nWith one event `lykta check` takes {base_s:.3f} s of the processor and {base_kb / 1024:.0f} MB; that memory is no "
              "event's.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
