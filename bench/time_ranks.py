#!/usr/bin/env python3
"""How long do places take, with how sure their order is from 1 000 draws?

    time_ranks.py LYKTA_BINARY [--events 100000] [--attempts 3]

Writes events in clusters and over an even background in a square of 31.7 km, runs `lykta places` with cells of 100 m (about
100 thousand) by each score that places are ranked by, on two cores, and prints the seconds of the whole command, reading and
writing included, by the clock and of the processor, beside those without any draws. The slowest by the clock is looked at:
at most 5 seconds.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import time_concentration

SIDE = 31_700
AT_MOST_S = 5


def seconds(command):
    """By the clock and of the processor."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    clock, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(command, attempts):
    measured = [seconds(command) for _ in range(attempts)]
    return min(clock for clock, _ in measured), min(processor for _, processor in measured)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--attempts", type=int, default=3)
    options = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    time_concentration.SIDE = SIDE
    east, north = time_concentration.EAST, time_concentration.NORTH
    slowest = 0
    with tempfile.TemporaryDirectory() as folder:
        events, out = Path(folder) / "events.csv", Path(folder) / "out.gpkg"
        time_concentration.write_events(events, options.events)
        print(f"{options.events} events, {(SIDE // 100) ** 2} cells\n\n"
              "| ranked by | 1 000 draws: clock, s | processor, s | none: clock, s | processor, s |\n"
              "|---|---:|---:|---:|---:|", flush=True)
        for rank_by in ("count", "weighted_count", "density", "z"):
            command = [options.binary, "places", events, out, "--extent",
                       *map(str, (east, north, east + SIDE, north + SIDE)), "--cell", "100", "--source-crs", "EPSG:3006",
                       "--crs", "EPSG:3006", "--x", "ost", "--y", "nord", "--rank-by", rank_by, "--overwrite", "-q"]
            clock, processor = least([*command, "--rank-draws", "1000"], options.attempts)
            none_clock, none_processor = least([*command, "--rank-draws", "0"], options.attempts)
            slowest = max(slowest, clock)
            print(f"| {rank_by} | {clock:.2f} | {processor:.2f} | {none_clock:.2f} | {none_processor:.2f} |", flush=True)
    return 0 if slowest <= AT_MOST_S else 1


if __name__ == "__main__":
    sys.exit(main())
