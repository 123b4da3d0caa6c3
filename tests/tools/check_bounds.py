#!/usr/bin/env python3
"""Do hard inputs stay within their bounds of memory and time?

    check_bounds.py LYKTA

Makes each input in a temporary folder, runs the program on it and looks at its peak of memory or its processor time. The bounds
are those that the manual names.
"""

import json
import math
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path


def run(command, cwd):
    """Runs the command; gives its peak of memory in MB and its processor time in seconds."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{errors}")
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def write_events(path, places):
    """An event at each of the places, on random days of three years."""
    source = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        file.write("E,N,Datum\n")
        for east, north in places:
            day = source.randrange(1095)
            file.write(f"{east},{north},{2022 + day // 365}-{day % 365 // 31 + 1:02}-{day % 28 + 1:02}\n")


REPEATS = ["--date", "Datum", "--source-crs", "EPSG:3006", "--crs", "EPSG:3006", "--overwrite"]


def crowds(lykta, folder):
    """40 000 events at one address, and 30 000 at two addresses 20 m apart: below 200 MB."""
    failures = []
    others = [(517000 + 50 * i, 6231000) for i in range(100)]
    for name, events in (("one address", 40_000 * [(517000, 6229000)]),
                         ("two addresses", 15_000 * [(517000, 6229000), (517020, 6229000)])):
        write_events(folder / "crowd.csv", events + others)
        memory, seconds = run([lykta, "repeats", "crowd.csv", "out.csv", *REPEATS], folder)
        print(f"repeats, {name}: {memory:.0f} MB, {seconds:.1f} s of processor time (bound: 200 MB)")
        if memory >= 200:
            failures.append(f"repeats of a crowd at {name} take {memory:.0f} MB")
    return failures


def long_record(lykta, folder):
    """A record of doubled quotes: four times as long takes at most six times as long (sixteen times, were it read anew for
    each of its pieces)."""
    def seconds(megabytes):
        with open(folder / "long.csv", "wb") as file:
            file.write(b"x,y,note\n517000,6229000,a\n517001,6229001,\"")
            for _ in range(megabytes):
                file.write(b'"' * (1 << 20))
            file.write(b"\"\n517002,6229002,b\n")
        command = [lykta, "grid", "long.csv", "grid.csv", "--source-crs", "EPSG:3006", "--overwrite"]
        return run(command, folder)[1]

    short, long = seconds(25), seconds(100)
    print(f"a record of doubled quotes: 25 MB {short:.2f} s, 100 MB {long:.2f} s of processor time (bound: six times)")
    return [f"a record of 100 MB takes {long / short:.1f} times as long as one of 25 MB"] if long > 6 * short else []


def star(corners):
    """A ring whose corners lie by turns on two circles, a kilometre apart."""
    ring = []
    for i in range(corners):
        angle, far = 2 * math.pi * i / corners, 15_000 + 1000 * (i % 2)
        ring.append([round(517000 + far * math.cos(angle), 4), round(6229000 + far * math.sin(angle), 4)])
    return [[*ring, ring[0]]]


def spikes(lykta, folder):
    """200 000 events in an area of 200 000 corners with spikes of a kilometre: at most eight times the time of 100 corners
    (measured: five, more than the four of a coast of short edges; far more when edges are compared in pairs). It stands
    alone, or with an island in another feature."""
    source = random.Random(3)
    with open(folder / "even.csv", "w", encoding="utf-8") as file:
        file.write("E,N\n")
        for _ in range(200_000):
            file.write(f"{517000 + source.uniform(-15000, 15000):.1f},{6229000 + source.uniform(-15000, 15000):.1f}\n")
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    island = [[[534000, 6229000], [534100, 6229000], [534100, 6229100], [534000, 6229100], [534000, 6229000]]]

    def seconds(parts):
        features = [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": part}}
                    for part in parts]
        (folder / "area.geojson").write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
        command = [lykta, "grid", "even.csv", "grid.csv", "--source-crs", "EPSG:3006", "--area", "area.geojson", "--cell", "500",
                   "--overwrite"]
        return min(run(command, folder)[1] for _ in range(2))

    failures = []
    few = seconds([star(100)])
    for name, parts in (("", [star(200_000)]), (" and an island", [star(200_000), island])):
        many = seconds(parts)
        print(f"a study area of spikes{name}: 100 corners {few:.2f} s, 200 000 corners {many:.2f} s of processor time "
              "(bound: eight times)")
        if many > 8 * few:
            failures.append(f"an area of 200 000 corners in spikes{name} takes {many / few:.1f} times as long as one of 100")
    return failures


def main():
    lykta = str(Path(sys.argv[1]).resolve())
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for check in (crowds, long_record, spikes):
            failures += check(lykta, Path(folder))
    sys.exit("\n".join(failures) if failures else 0)


if __name__ == "__main__":
    main()
