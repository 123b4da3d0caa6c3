#!/usr/bin/python3
"""Density by Lykta and by others: the same points, raster, kernel (quartic) and bandwidth.

    compare.py BUILD [--all] [--programs qgis,grass,saga,spatstat]

Each surface is held against the plain sum at 400 of its own pixels; where one disagrees or fails, the exit code is 1.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from programs import PEERS, Case, Failed, Lykta, LyktaProcess, Inputs, present
from surfaces import PlainSum, largest_difference, sampled_pixels

SMALL = [(Case(100_000, 1000, 500), ("qgis", "grass", "saga", "spatstat"))]
# The peers run where they end within two minutes; where they would not, with a tenth of the points.
ALL = SMALL + [
    (Case(1_000_000, 1000, 500), ("qgis", "grass", "saga", "spatstat")),
    (Case(100_000, 1000, 2000), ("qgis", "grass", "saga")),
    (Case(1_000_000, 1000, 2000), ()),
    (Case(100_000, 4000, 500), ("qgis", "grass", "saga")),
    (Case(1_000_000, 4000, 500), ("spatstat",)),
    (Case(100_000, 4000, 2000), ("qgis",)),
    (Case(1_000_000, 4000, 2000), ()),
    (Case(10_000_000, 1000, 500), ()),
]
SAMPLE = 400


def differences(program, surface, plain_sum):
    """From the plain sum, as a share of its maximum; for QGIS also when its displaced rows are taken into account."""
    pixels = sampled_pixels(surface, SAMPLE)
    result = {"difference": largest_difference(surface, plain_sum.at(surface, *pixels), pixels)}
    if program.name.startswith("QGIS"):
        displaced = plain_sum.at_with_the_rows_of_qgis(surface, *pixels)
        result["difference_with_its_rows"] = largest_difference(surface, displaced, pixels)
    return result


def measured(program, case, plain_sum):
    """One line of the table, as a record; `agrees` is false where the surface is another one or there is none."""
    record = {"program": program.name, "points": case.points, "cells": case.cells, "bandwidth_m": case.bandwidth_m}
    try:
        measurement, surface = program.run(case)
    except Failed as failure:
        return {**record, "agrees": False, "failure": str(failure)}
    record.update(seconds=measurement.seconds, peak_mb=measurement.peak_mb, timed=measurement.timed,
                  details=measurement.details, **differences(program, surface, plain_sum))
    # QGIS rounds to 32 bits at every addition, so this is no 1e-7.
    record["agrees"] = (record["difference"] <= program.agreement and
                        record.get("difference_with_its_rows", 0) <= 1e-5)
    return record


def number(value):
    return f"{value:,}".replace(",", " ")


def find_seconds(records, program):
    return next((r["seconds"] for r in records if r["program"] == program and "seconds" in r), None)


def print_table(case, records):
    exact, fast, process = (find_seconds(records, name) for name in ("Lykta, exact", "Lykta, fast", LyktaProcess.name))
    floor = next((r["details"]["floor_seconds"] for r in records if "floor_seconds" in r.get("details", {})), None)
    print(f"\n### {number(case.points)} points, {case.cells} x {case.cells}, {case.bandwidth_m:g} m\n")
    print("| program | seconds | of the | peak MB | times Lykta exact | times Lykta fast | times lykta density | "
          "times the memory floor | largest difference / maximum |")
    print("|---|---:|---|---:|---:|---:|---:|---:|---:|")
    for record in records:
        print_line(record, exact, fast, process, floor)
    sys.stdout.flush()


def print_line(record, exact, fast, process, floor):
    if "failure" in record:
        print(f"| {record['program']} | failed | | | | | | | |")
        print(record["failure"], file=sys.stderr)
        return

    def times(other, of_the=("process", "density")):
        return f"{record['seconds'] / other:.3g}" if other is not None and record["timed"] in of_the else ""

    difference = f"{record['difference']:.0e}"
    if "difference_with_its_rows" in record:
        difference += f" ({record['difference_with_its_rows']:.0e} with its displaced rows)"
    mark = "" if record["agrees"] else " **disagrees**"
    # A whole process is put beside the whole process too, and only a density beside the floor of the density.
    print(f"| {record['program']} | {record['seconds']:.3g} | {record['timed']} | {record['peak_mb']:.0f} | "
          f"{times(exact)} | {times(fast)} | {times(process, ['process'])} | {times(floor, ['density'])} | "
          f"{difference}{mark} |")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--programs", default=",".join(PEERS))
    options = parser.parse_args()
    options.programs = [name for name in options.programs.split(",") if name]
    unknown = [name for name in options.programs if name not in PEERS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    return options


def main():
    options = arguments()
    records = []
    with tempfile.TemporaryDirectory(prefix="lykta-peers-") as folder:
        inputs = Inputs(folder, options.build / "lykta_clustered_points")
        ours = [Lykta(options.build, inputs, "exact"), Lykta(options.build, inputs, "fast"),
                LyktaProcess(options.build, inputs)]
        peers = {peer.command: peer for peer in present(inputs, options.programs)}
        for case, names in ALL if options.all else SMALL:
            points = np.fromfile(inputs.binary(case.points)).reshape(-1, 2)
            plain_sum = PlainSum(points, case.bandwidth_m)
            # Ten million points as a layer for other programs would take longer than all the rest.
            programs = [p for p in ours if case.points <= 1_000_000 or not isinstance(p, LyktaProcess)]
            programs += [peers[PEERS[name].command] for name in names if PEERS[name].command in peers]
            of_case = [measured(program, case, plain_sum) for program in programs]
            print_table(case, of_case)
            records += of_case
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.\n"
          "Process: start, reading and writing included; density: that alone.\n"
          "Lykta on all cores, its density the fastest of five; everything else once.")
    (options.build / "peers.json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    if not all(record["agrees"] for record in records):
        sys.exit("a surface disagrees or a program failed")


if __name__ == "__main__":
    main()
