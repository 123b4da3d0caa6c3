#!/usr/bin/env python3
"""Is the memory that a command says it needs for its cells what it takes?

    measure_memory.py LYKTA_BINARY [--events 20000] [--commands grid,run] [--most 1000000]

Runs `lykta grid` and `lykta run` over squares of more and more cells and prints, for each, what the program says before it starts,
the peak of its memory less that of the same command with 100 cells, and the ratio of the two, which is looked at: between 1 and 1.5
from a quarter of a million cells on. The cells are counted as the program counts them.
"""

import argparse
import math
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

EAST, NORTH, CELL_M = 500_000, 6_200_000, 50
ANNOUNCED = re.compile(r"about ([\d ]+) cells? of [\d.]+ m, ([\d. ]+) (MB|GB) of memory")
CONFIGURATION = """
title = "Test"
crs = "EPSG:3006"
[[sources]]
path = "events.csv"
crs = "EPSG:3006"
columns = {{ x = "ost", y = "nord", date = "dag" }}
[area]
extent = [{extent}]
[period]
from = 2025-03-01
to = 2025-03-28
[grid]
cell_m = {cell}
{more}
"""


def write_events(path, number, side_m):
    numbers = random.Random(5)
    with path.open("w") as file:
        file.write("ost;nord;dag\n")
        for i in range(number):
            x, y = side_m * numbers.random(), side_m * numbers.random()
            file.write(f"{EAST + x:.1f};{NORTH + y:.1f};2025-03-{1 + i % 28:02}\n")


def measured(command, folder):
    """Peak of memory in MB, and what the program said before it started."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{said}")
    found = ANNOUNCED.search(said)
    announced = None
    if found:
        announced = int(found[1].replace(" ", "")), float(found[2].replace(" ", "")) * (1000 if found[3] == "GB" else 1)
    return usage.ru_maxrss * 1024 / 1e6, announced


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--commands", default="grid,run,change,emerging")
    parser.add_argument("--most", type=int, default=1_000_000)
    options = parser.parse_args()
    binary = Path(options.binary).resolve()
    outside = False
    print("| command | cells | said, MB | taken, MB | ratio | taken, bytes a cell |\n|---|---:|---:|---:|---:|---:|")
    for name in options.commands.split(","):
        least = None
        for cells in (100, 62_500, 250_000, 1_000_000):
            if cells > options.most:
                continue
            side_m = CELL_M * math.isqrt(cells)
            with tempfile.TemporaryDirectory() as folder:
                write_events(Path(folder) / "events.csv", options.events, side_m)
                peak, announced = measured(command_of(name, binary, Path(folder), side_m), folder)
            if least is None:
                least = peak
                continue
            taken = peak - least
            said = announced[1] if announced else None
            ratio = said / taken if said else None
            outside = outside or (ratio is not None and cells >= 250_000 and not 1 <= ratio <= 1.5)
            print(f"| {name} | {cells} | {said or ''} | {taken:.0f} | {f'{ratio:.2f}' if ratio else ''} | "
                  f"{taken * 1e6 / cells:.0f} |", flush=True)
    return 1 if outside else 0


def command_of(name, binary, folder, side_m):
    corners = f"{EAST}, {NORTH}, {EAST + side_m}, {NORTH + side_m}"
    if name.startswith("run"):
        more = "[emerging]\nstep_days = 7\n" if name == "run+emerging" else ""
        (folder / "run.toml").write_text(CONFIGURATION.format(extent=corners, cell=CELL_M, more=more))
        return [binary, "run", "run.toml", "--output", "out"]
    command = [binary, name, "events.csv", "out.gpkg", "--extent", *corners.split(", "), "--cell", str(CELL_M), "--source-crs",
               "EPSG:3006", "--crs", "EPSG:3006", "--x", "ost", "--y", "nord", "--date", "dag"]
    if name == "change":
        command += ["--from", "2025-03-15", "--to", "2025-03-28", "--compare-from", "2025-03-01", "--compare-to", "2025-03-14"]
    if name == "emerging":
        command += ["--from", "2025-03-01", "--to", "2025-03-28", "--step", "1"]
    return command


if __name__ == "__main__":
    sys.exit(main())
