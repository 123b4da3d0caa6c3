#!/usr/bin/env python3
"""Reading as a whole process, beside the program that does the least: seconds, memory and ratios of one run.

    compare_reading.py LYKTA READING_FLOOR [--repetitions N]

- Chicago's 1 047 490 crimes as an unpacked CSV (where LYKTA_DATA is set): `lykta check` reads, projects and classes
  them and looks for faults; `ogrinfo -ro -al -so` only reads the file.
- A million generated events as GeoPackage and FlatGeobuf, in metres: `lykta check` beside GDAL's Arrow stream.

The programs take turns, and the fastest of the repetitions counts. Bytes per event are the peak memory of the process, less
that of the same program with one event, divided by the kept events.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
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


def timed(command):
    """Seconds and peak kilobytes of a process."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss


def side_by_side(commands, repetitions):
    """The same number of runs of each, in turns; the first turn only warms the caches."""
    runs = {name: [] for name in commands}
    for turn in range(repetitions + 1):
        for name, command in commands.items():
            measured = timed(command)
            if turn > 0:
                runs[name].append(measured)
    return runs


def kept_events(lykta, configuration):
    record = subprocess.run([str(lykta), "check", str(configuration), "--json"], check=True, stdout=subprocess.PIPE)
    return sum(source["used"] for source in json.loads(record.stdout)["sources"])


def report(title, runs, lykta_name, floor_name, events, constant_kb):
    print(f"\n{title}\n")
    print("| program | fastest s | median s | peak MB |")
    print("|---|---:|---:|---:|")
    for name, measured in runs.items():
        seconds = [s for s, _ in measured]
        print(f"| {name} | {min(seconds):.3f} | {statistics.median(seconds):.3f} | "
              f"{max(kb for _, kb in measured) / 1024:.0f} |")
    fastest = {name: min(s for s, _ in measured) for name, measured in runs.items()}
    peak_kb = max(kb for _, kb in runs[lykta_name])
    print(f"\n{lykta_name} needs {fastest[lykta_name] / fastest[floor_name]:.2f} times the time of {floor_name}; "
          f"{(peak_kb - constant_kb) * 1024 / events:.0f} bytes per kept event ({events} events) "
          f"and {constant_kb / 1024:.0f} MB at rest.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lykta", type=Path)
    parser.add_argument("floor", type=Path)
    parser.add_argument("--repetitions", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lykta-bench-") as name:
        folder = Path(name)

        def configuration(path, columns, more="", top=""):
            file = folder / f"{path.name}.toml"
            file.write_text(SOURCE.format(path=path, columns=columns, more=more, top=top), encoding="utf-8")
            return file

        one = folder / "one.csv"
        one.write_text("x,y,time,class\n500000,4600000,2025-01-01 10:00,a\n", encoding="utf-8")
        columns = 'x = "x"\ny = "y"\ndate = "time"\nclass = "class"'
        at_rest = configuration(one, columns, 'crs = "EPSG:32616"')
        constant_kb = max(timed([options.lykta, "check", at_rest, "--quiet"])[1] for _ in range(3))

        data = os.environ.get("LYKTA_DATA")
        if data and (Path(data) / CHICAGO).is_file():
            chicago = folder / "chicago.csv"
            with gzip.open(Path(data) / CHICAGO) as packed, open(chicago, "wb") as plain:
                shutil.copyfileobj(packed, plain)
            file = configuration(chicago, 'x = "longitude"\ny = "latitude"\ndate = "date"\nclass = "primary_type"')
            runs = side_by_side({"lykta check": [options.lykta, "check", file, "--quiet"],
                                 "ogrinfo": ["ogrinfo", "-ro", "-al", "-so", chicago]}, options.repetitions)
            report("Chicago, CSV", runs, "lykta check", "ogrinfo", kept_events(options.lykta, file), constant_kb)
        else:
            print("LYKTA_DATA is not set: without Chicago's file")

        subprocess.run([str(options.floor), "events", str(folder)], check=True)
        for ending in ("gpkg", "fgb"):
            path = folder / f"events-1000000.{ending}"
            # In the layer's own metres: the floor projects nothing either.
            file = configuration(path, 'date = "time"\nclass = "class"', top='crs = "EPSG:32633"')
            runs = side_by_side({"lykta check": [options.lykta, "check", file, "--quiet"],
                                 "Arrow stream": [options.floor, "arrow", path]}, options.repetitions)
            report(f"A million events, {ending}", runs, "lykta check", "Arrow stream",
                   kept_events(options.lykta, file), constant_kb)


if __name__ == "__main__":
    main()
