#!/usr/bin/env python3
"""Does a study area with very many corners or islands take much longer than one with few?

    time_areas.py LYKTA_BINARY [--events 200000] [--attempts 3]

Writes study areas and events, runs `lykta grid` on each, and prints the least processor time (user and system, all
threads) of some attempts, in a table with the ratios that are looked at:
    200 000 corners beside 100 of the same coast      at most 4
    30 000 islands beside 3 000                       at most 15
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

EAST, NORTH = 500_000, 6_200_000


def coast(corners, radius=15_000):
    """One ring around the middle, crooked at every scale."""
    numbers = random.Random(17)
    ring = []
    for i in range(corners):
        angle = 2 * math.pi * i / corners
        far = radius * (1 + 0.1 * math.sin(9 * angle)) + numbers.uniform(-0.2, 0.2)
        ring.append([round(EAST + far * math.cos(angle), 3), round(NORTH + far * math.sin(angle), 3)])
    return [[ring + ring[:1]]]


def islands(number):
    """Squares of 100 m in rows, 170 m apart."""
    side = math.ceil(math.sqrt(number))
    parts = []
    for i in range(number):
        x = EAST - 85 * side + 170 * (i % side)
        y = NORTH - 85 * side + 170 * (i // side)
        parts.append([[[x, y], [x + 100, y], [x + 100, y + 100], [x, y + 100], [x, y]]])
    return parts


def write_area(path, parts):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    geometry = {"type": "MultiPolygon", "coordinates": parts}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))


def write_events(path, number, reach):
    numbers = random.Random(5)
    with path.open("w") as file:
        file.write("id;ost;nord\n")
        for i in range(number):
            x, y = (numbers.uniform(-reach, reach) for _ in range(2))
            file.write(f"{i};{EAST + x:.1f};{NORTH + y:.1f}\n")


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--attempts", type=int, default=3)
    options = parser.parse_args()
    areas = {
        "coast of 100 corners": (coast(100), 17_000, 500),
        "coast of 200 000 corners": (coast(200_000), 17_000, 500),
        "3 000 islands": (islands(3_000), 5_000, 500),
        "30 000 islands": (islands(30_000), 15_000, 500),
    }
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        area, events, out = Path(folder) / "area.geojson", Path(folder) / "events.csv", Path(folder) / "out.csv"
        for name, (parts, reach, cell_m) in areas.items():
            write_area(area, parts)
            write_events(events, options.events, reach)
            command = [options.binary, "grid", events, out, "--area", area, "--cell", str(cell_m), "--source-crs", "EPSG:3006",
                       "--x", "ost", "--y", "nord", "--overwrite", "-q"]
            seconds[name] = min(processor_seconds(command) for _ in range(options.attempts))
            print(f"{name:26} {seconds[name]:8.2f} s")
    for many, few, most in (("coast of 200 000 corners", "coast of 100 corners", 4), ("30 000 islands", "3 000 islands", 15)):
        print(f"{many} / {few}: {seconds[many] / seconds[few]:.2f} (at most {most})")


if __name__ == "__main__":
    sys.exit(main())
