#!/usr/bin/env python3
"""Do the throws that concentration is compared with cost more than the rest of the command?

    time_concentration.py LYKTA_BINARY [--events 10000000] [--attempts 1]

Writes events in clusters and over an even background in a square of 50 km, runs `lykta grid` with cells of several sizes on one
thread, and prints the seconds of its stage "concentration" (199 throws of all events), those of all other stages, and the
ratio, which is looked at: at most 1.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SIDE = 50_000
EAST, NORTH = 500_000, 6_200_000


def write_events(path, number):
    """Half of them in 400 clusters, half anywhere."""
    numbers = random.Random(5)
    middles = [(numbers.uniform(2000, SIDE - 2000), numbers.uniform(2000, SIDE - 2000)) for _ in range(400)]
    with path.open("w") as file:
        file.write("ost;nord\n")
        for begin in range(0, number, 100_000):
            lines = []
            for i in range(begin, min(number, begin + 100_000)):
                if i % 2 == 0:
                    x, y = SIDE * numbers.random(), SIDE * numbers.random()
                else:
                    middle = middles[int(400 * numbers.random())]
                    x = middle[0] + 2000 * (numbers.random() + numbers.random() - 1)
                    y = middle[1] + 2000 * (numbers.random() + numbers.random() - 1)
                lines.append(f"{EAST + x:.1f};{NORTH + y:.1f}\n")
            file.write("".join(lines))


def stages(command):
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("{"))
    return json.loads(line)["stages_s"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--attempts", type=int, default=1)
    options = parser.parse_args()
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        events, out = Path(folder) / "events.csv", Path(folder) / "out.csv"
        write_events(events, options.events)
        print(f"{options.events} events\n\n| cells | throws, s | the rest, s | ratio |\n|---|---:|---:|---:|", flush=True)
        for cell_m in (500, 100, 50):
            command = [options.binary, "grid", events, out, "--extent", *map(str, (EAST, NORTH, EAST + SIDE, NORTH + SIDE)),
                       "--cell", str(cell_m), "--source-crs", "EPSG:3006", "--crs", "EPSG:3006", "--x", "ost", "--y", "nord",
                       "--threads", "1", "--overwrite", "-q", "--timings"]
            attempts = [stages(command) for _ in range(options.attempts)]
            throws = min(attempt["concentration"] for attempt in attempts)
            rest = min(sum(attempt.values()) - attempt["concentration"] for attempt in attempts)
            worst = max(worst, throws / rest)
            print(f"| {(SIDE // cell_m) ** 2} of {cell_m} m | {throws:.2f} | {rest:.2f} | {throws / rest:.3f} |", flush=True)
    return 0 if worst <= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
