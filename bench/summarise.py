#!/usr/bin/env python3
"""How fast is it, and how far from the least that it could be?

    summarise.py RESULT.json...

Turns what google-benchmark wrote (--benchmark_out) into the tables of bench/README.md. Several results of the same machine are
taken together. A benchmark is called GROUP/VARIANT/SIZE/WORK; of its repetitions the fastest counts, since everything
that disturbs makes it slower. The columns:

    seconds      wall clock, of the fastest repetition
    CPU s        processor time of all threads, least of the repetitions; below `seconds` when the machine was busy
    x floor      CPU s divided by that of the work called `floor` with the same group, variant and size
    noise        median of the repetitions divided by the fastest, wall clock; 1.00 is a quiet machine
    per second   events or cells, wall clock
    ns per part  CPU time per event and cell under its kernel, or per cell; the same at all sizes if the cost is linear
    added MiB    most memory needed at a time, beyond what was there before
"""

import json
import statistics
import sys
from pathlib import Path

SECONDS_OF = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def results(paths):
    """{(group, variant, size, work): [repetition, ...]} of all files, in the order of their first appearance."""
    found = {}
    for path in paths:
        for entry in json.loads(Path(path).read_text(encoding="utf-8"))["benchmarks"]:
            if entry["run_type"] != "iteration":
                continue
            if entry.get("error_occurred"):
                raise ValueError(f"{path}: {entry['name']} failed: {entry.get('error_message')}")
            group, variant, size, work = entry["run_name"].split("/")[:4]
            entry["seconds"] = entry["real_time"] * SECONDS_OF[entry["time_unit"]]
            found.setdefault((group, variant, int(size), work), []).append(entry)
    return found


def three_digits(number):
    """0.0123, 1.23, 123, 12300: as short as three digits allow."""
    if number == 0:
        return "0"
    rounded = float(f"{number:.3g}")
    return f"{rounded:.0f}" if abs(rounded) >= 100 else f"{rounded:.3g}" if abs(rounded) >= 1e-4 else f"{rounded:.1e}"


def magnitude(number):
    for unit, name in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if number >= unit:
            return three_digits(number / unit) + name
    return three_digits(number)


def cpu_seconds(repetitions):
    """The least; nothing for no repetitions."""
    return min((entry["cpu_time"] * SECONDS_OF[entry["time_unit"]] for entry in repetitions), default=None)


def cells_of(key, found):
    """{column: text} of one line of a table."""
    group, variant, size, work = key
    repetitions = found[key]
    best = min(repetitions, key=lambda entry: entry["seconds"])
    median = statistics.median(entry["seconds"] for entry in repetitions)
    cpu_s = cpu_seconds(repetitions)
    floor_s = cpu_seconds(found.get((group, variant, size, "floor"), []))
    cells = {
        "variant": variant,
        "size": f"{size:,}".replace(",", " "),
        "work": work,
        "seconds": three_digits(best["seconds"]),
        "CPU s": three_digits(cpu_s),
        "x floor": three_digits(cpu_s / floor_s) if floor_s and work != "floor" else "",
        "noise": f"{median / best['seconds']:.2f}",
        "per second": magnitude(best["items_per_second"]),
    }
    if "parts_per_item" in best:
        cells["ns per part"] = three_digits(cpu_s / (size * best["parts_per_item"]) * 1e9)
    for stage in ("read_s", "picture_s", "deliver_s"):
        if stage in best:
            cells[stage] = three_digits(best[stage])
    cells["added MiB"] = three_digits(best["peak_mib"]) if best.get("peak_mib", 0) >= 1 else ""
    return cells


def table(group, found):
    """Lines of the Markdown table of one group."""
    rows = [cells_of(key, found) for key in found if key[0] == group]
    columns = []
    for row in rows:
        columns += [column for column in row if column not in columns]
    columns = [column for column in columns if any(row.get(column) for row in rows)]
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "|".join("---" if column in ("variant", "work") else "---:" for column in columns) + "|"
    for row in rows:
        yield "| " + " | ".join(row.get(column, "") for column in columns) + " |"


def context_line(path):
    context = json.loads(Path(path).read_text(encoding="utf-8"))["context"]
    load = ", ".join(f"{value:.2f}" for value in context.get("load_avg", []))
    return f"{context['date']}: {context['num_cpus']} processors, load at the start {load or 'unknown'}"


def main(paths):
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    found = results(paths)
    for path in paths:
        print(context_line(path))
    for group in dict.fromkeys(key[0] for key in found):
        print(f"\n### {group}\n")
        for line in table(group, found):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
