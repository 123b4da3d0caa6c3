#!/usr/bin/python3
"""Local statistics by Lykta and by spdep: the same values on the same grid, and do they agree?

    compare_statistics.py BUILD [--all]

Values without ties (Poisson counts and a fraction), queen neighbours. Analytic figures must agree to 1e-6, and spdep's
p-values of 999 draws within their Monte-Carlo error of the shares of Lykta's 99 999; otherwise the exit code is 1.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from programs import Failed, run_process

DRAWS = 999
ANALYTIC = {
    "gi_queen": ["z"],
    "gi_star_queen": ["z"],
    "moran_queen": ["value", "expected", "variance", "z"],
    "geary_queen": ["value"],
}
# What is drawn, and the same with a hundred times as many draws.
PERMUTED = {
    "gi_permuted_queen_999": "gi_permuted_queen_99999",
    "moran_permuted_queen_999": "gi_permuted_queen_99999",
    "geary_permuted_queen_999": "geary_permuted_queen_99999",
}
TITLES = {
    "neighbours": "neighbours (dnearneigh, cell2nb)",
    "weights": "weights (nb2listw)",
    "gi_queen": "Gi, analytic",
    "gi_star_queen": "Gi*, analytic",
    "moran_queen": "local Moran, analytic",
    "geary_queen": "local Geary",
    "gi_permuted_queen_999": "Gi, 999 draws",
    "moran_permuted_queen_999": "local Moran, 999 draws",
    "geary_permuted_queen_999": "local Geary, 999 draws",
}
# (cells in a row, whether spdep draws, whether spdep runs at all)
SMALL = [(100, True, True)]
ALL = SMALL + [(300, False, True), (1000, False, False)]


def lines_of(command):
    """The JSON lines of a program by their work, and the peak of its memory in MB."""
    _, peak_mb, said = run_process(command)
    records = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return {record["work"]: record for record in records}, peak_mb


def column(folder, name):
    return np.fromfile(folder / name)


def analytic_difference(folder, work):
    """The largest difference, in proportion where numbers are above 1."""
    largest = 0
    for name in ANALYTIC[work]:
        ours, theirs = column(folder, f"{work}.{name}"), column(folder, f"spdep.{work}.{name}")
        largest = max(largest, np.max(np.abs(ours - theirs) / np.maximum(1, np.abs(theirs))))
    return largest


def monte_carlo_errors(folder, work):
    """Root mean square and largest of the differences in standard errors of a share of 999 draws.

    spdep's folded p is (1 + the smaller number of draws on either side) / 1000.
    """
    shares = column(folder, f"{PERMUTED[work]}.at_least")
    expected = np.minimum(shares, 1 - shares)
    theirs = (column(folder, f"spdep.{work}.folded") * (DRAWS + 1) - 1) / DRAWS
    # So near to a half either side can be the smaller one.
    clear = expected < 0.45
    error = np.sqrt((expected * (1 - expected) + 1e-4) / DRAWS)
    away = np.abs(theirs - expected)[clear] / error[clear]
    return np.sqrt(np.mean(away**2)), np.max(away)


def agreement(folder, work):
    """What is said about it, and whether they agree."""
    if work in ANALYTIC:
        difference = analytic_difference(folder, work)
        return f"{difference:.0e}", bool(difference <= 1e-6)
    if work in PERMUTED:
        spread, largest = monte_carlo_errors(folder, work)
        # Of ten thousand errors the largest is some 4; 1 of a million is beyond 5.
        return f"{spread:.2f} standard errors, at most {largest:.1f}", bool(spread < 1.1 and largest < 6)
    return "", True


def write_values(folder, side):
    random = np.random.default_rng(42)
    (random.poisson(2, side * side) + random.random(side * side)).tofile(folder / "values.f64")


def compare(build, side, draws, spdep_runs):
    """Prints the table of one grid and returns its records."""
    with tempfile.TemporaryDirectory(prefix="lykta-statistics-") as name:
        folder = Path(name)
        write_values(folder, side)
        works = [*ANALYTIC, *PERMUTED]
        ours = [build / "lykta_time_statistics", "--side", side, "--values", folder / "values.f64"]
        lykta, our_peak = lines_of([*ours, *works, "--write", folder])
        spdep, their_peak = {}, None
        if spdep_runs:
            if draws:
                lines_of([*ours, *set(PERMUTED.values()), "--write", folder, "--repeat", 0])
            script = Path(__file__).parent / "spdep.R"
            spdep, their_peak = lines_of(["Rscript", script, folder, side, DRAWS if draws else 0, os.cpu_count()])
        records = []
        for work in TITLES:
            record = {"side": side, "work": work, "lykta": lykta.get(work), "spdep": spdep.get(work), "agrees": True}
            if work in lykta and work in spdep:
                record["agreement"], record["agrees"] = agreement(folder, work)
            records.append(record)
    print_table(side, records, our_peak, their_peak)
    return records


def two_digits(number):
    """19 571 as 20 000."""
    return f"{float(f'{number:.2g}'):,.0f}".replace(",", " ")


def print_table(side, records, our_peak, their_peak):
    cells = f"{side * side:,}".replace(",", " ")
    print(f"\n#### {cells} cells ({side} x {side}), queen\n")
    print("| work | Lykta, s | bytes per cell | spdep, s | its CPU, s | times Lykta | MB of R | difference |")
    print("|---|---:|---:|---:|---:|---:|---:|---|")
    for record in records:
        ours, theirs = record["lykta"], record["spdep"]
        if ours is None and theirs is None:
            continue
        seconds = f"{ours['seconds']:.3g}" if ours else "-"
        each = f"{ours['bytes_per_item']:.0f}" if ours and side >= 1000 else ""
        peer = f"{theirs['seconds']:.3g}" if theirs else ""
        cpu = f"{theirs['cpu']:.3g}" if theirs else ""
        # On a busy machine the seconds of a single run are too many: the smaller of the two is held against Lykta's.
        times = two_digits(min(theirs["seconds"], theirs["cpu"]) / ours["seconds"]) if ours and theirs else ""
        heap = f"{theirs['mb']:.0f}" if theirs else ""
        mark = "" if record["agrees"] else " **disagrees**"
        print(f"| {TITLES[record['work']]} | {seconds} | {each} | {peer} | {cpu} | {times} | {heap} | "
              f"{record.get('agreement', '')}{mark} |")
    peaks = f"Peak of the process: Lykta {our_peak:.0f} MB"
    print("\n" + peaks + (f", R {their_peak:.0f} MB." if their_peak else "."))
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--all", action="store_true", help="300 x 300 cells too, and a million for Lykta alone")
    options = parser.parse_args()
    records = []
    try:
        for side, draws, spdep_runs in ALL if options.all else SMALL:
            records += compare(options.build, side, draws, spdep_runs)
    except Failed as failure:
        sys.exit(str(failure))
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. Lykta: the fastest of several runs, on all cores; "
          "spdep once, its permutations\non all cores. Lykta needs no lists of neighbours on a grid. Differences of p: "
          "spdep's 999 draws from Lykta's 99 999.")
    (options.build / "statistics_peers.json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    if not all(record["agrees"] for record in records):
        sys.exit("they disagree")


if __name__ == "__main__":
    main()
