#!/usr/bin/env python3
"""Is this build slower than an earlier one? The same work by both, in turns.

    compare_builds.py EARLIER_BUILD THIS_BUILD [--turns 5]

Each folder holds lykta, lykta_clustered_points, lykta_time_density and lykta_time_statistics of an optimised build (bench/beside makes
both). The points are a mixture of clusters in a square of 50 km. What counts is the least processor time (user and system, all threads)
of a process, so that another program on the machine disturbs less than it would the clock; both programs do each work once
before anything is counted.
"""

import argparse
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

CONFIGURATION = """
title = "Beside"
language = "en"
crs = "EPSG:32633"
[period]
from = 2025-01-01
to = 2025-12-31
[area]
extent = [500000, 4500000, 550000, 4550000]
crs = "EPSG:32633"
[[sources]]
name = "events"
path = "{events}"
crs = "EPSG:32633"
columns = {{ x = "x", y = "y", date = "date", class = "class" }}
[grid]
cell_m = 250
"""


def write_events(points, path, number):
    """Every so many of the points, with dates and classes."""
    every = len(points) // 16 // number
    with path.open("w") as file:
        file.write("x,y,date,class\n")
        for i in range(number):
            x, y = struct.unpack_from("dd", points, 16 * i * every)
            file.write(f"{x:.1f},{y:.1f},2025-{1 + i % 12:02}-{1 + i % 28:02} {i * 7 % 24:02}:{i * 13 % 60:02},class {i % 9}\n")


def works(folder):
    """(name, program, arguments) of each work."""
    points = str(folder / "points.bin")
    density = [points, "--raster", "1000", "--bandwidth", "500", "--repeat", "5", "--check", "1"]
    columns = ["--x", "x", "--y", "y", "--source-crs", "EPSG:32633", "--overwrite", "--quiet"]
    small = str(folder / "small.csv")
    return [
        ("density, exact, a million points", "lykta_time_density", [*density, "--mode", "exact"]),
        ("density, fast, a million points", "lykta_time_density", [*density, "--mode", "fast"]),
        ("all statistics of 90 000 cells", "lykta_time_statistics", ["--side", "300", "--repeat", "1"]),
        ("reading: check of a million rows", "lykta", ["check", str(folder / "large.toml"), "--quiet"]),
        ("reading: inspect of a million rows", "lykta", ["inspect", str(folder / "large.csv"), "--quiet"]),
        ("lykta density, 100 000 events", "lykta", ["density", small, "d.tif", *columns, "--cell", "100", "--bandwidth", "500"]),
        ("lykta grid, 100 000 events, 40 000 cells", "lykta", ["grid", small, "g.gpkg", *columns, "--cell", "250"]),
        ("whole run, 100 000 events, 40 000 cells", "lykta",
         ["run", str(folder / "small.toml"), "--output", "run", "--overwrite", "--quiet"]),
    ]


def processor_seconds(command, folder):
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            log.seek(0)
            sys.exit(f"failed: {' '.join(map(str, command))}\n{log.read()}")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("this", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    builds = {"earlier": options.earlier.resolve(), "this": options.this.resolve()}
    with tempfile.TemporaryDirectory(prefix="lykta-beside-") as name:
        folder = Path(name)
        subprocess.run([builds["this"] / "lykta_clustered_points", "1000000", "7", folder / "points.bin"], check=True)
        points = (folder / "points.bin").read_bytes()
        for size, number in (("large", 1_000_000), ("small", 100_000)):
            write_events(points, folder / f"{size}.csv", number)
            (folder / f"{size}.toml").write_text(CONFIGURATION.format(events=folder / f"{size}.csv"))
        print("| work | earlier, s | this, s | ratio |\n|---|---:|---:|---:|")
        for work, program, arguments in works(folder):
            least = dict.fromkeys(builds, float("inf"))
            for turn in range(options.turns + 1):
                for build, place in builds.items():
                    seconds = processor_seconds([place / program, *arguments], folder)
                    if turn > 0:
                        least[build] = min(least[build], seconds)
            print(f"| {work} | {least['earlier']:.3f} | {least['this']:.3f} | {least['this'] / least['earlier']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
