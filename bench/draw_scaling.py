#!/usr/bin/env python3
"""Measures the density against points, cells, bandwidth and threads, and draws it (docs/pictures/density_scaling.svg).

  bench/draw_scaling.py build/bench PICTURE.svg [FIGURES.json]

Needs nothing but Python and the two programs of bench/CMakeLists.txt; takes some two minutes on two cores. With
FIGURES.json there already, it only draws.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

POINTS = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000]
RASTERS = [250, 500, 1000, 2000, 4000, 8000]
BANDWIDTHS = [100, 250, 500, 1000, 2000, 4000, 8000]


def thread_counts():
    cores = os.cpu_count() or 1
    return sorted({1, 2, cores, 2 * cores})


def series(programs, folder):
    """Panels as (title, axis label, [(x, mode, seconds)])."""
    def measure(points, raster, bandwidth, mode, threads=0):
        file = folder / f"{points}.bin"
        if not file.exists():
            subprocess.run([programs / "lykta_clustered_points", str(points), "42", file], check=True)
        repeat = "3" if points <= 3_000_000 else "2"
        done = subprocess.run(
            [programs / "lykta_time_density", file, "--raster", str(raster), "--bandwidth", str(bandwidth), "--mode",
             mode, "--threads", str(threads), "--repeat", repeat, "--check", "1"],
            check=True, capture_output=True, text=True)
        return json.loads(done.stdout)["seconds"]

    def panel(title, label, values, arguments):
        rows = [(value, mode, measure(*arguments(value), mode)) for mode in ("exact", "fast") for value in values]
        return {"title": title, "label": label, "rows": rows}

    threads = [(n, mode, measure(1_000_000, 1000, 2000, mode, n)) for mode in ("exact", "fast")
               for n in thread_counts()]
    return [
        panel("Points (1000 × 1000 cells, 500 m)", "points", POINTS, lambda n: (n, 1000, 500)),
        panel("Cells (1 million points, 500 m)", "cells in a row", RASTERS, lambda n: (1_000_000, n, 500)),
        panel("Bandwidth (1 million points, 1000 × 1000)", "metres", BANDWIDTHS, lambda h: (1_000_000, 1000, h)),
        {"title": "Threads (1 million points, 1000 × 1000, 2 km)", "label": "threads", "rows": threads},
    ]


COLOURS = {"exact": "#a63603", "fast": "#08519c"}
WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 460, 300, 62, 46, 34, 14


def ticks(low, high):
    return [10 ** k for k in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def number(value):
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} M"
    if value >= 1000:
        return f"{value / 1000:g} k"
    return f"{value:g}"


def draw_panel(panel, x0, y0):
    rows = panel["rows"]
    xs = sorted({row[0] for row in rows})
    low = min(row[2] for row in rows)
    high = max(row[2] for row in rows)
    y_ticks = ticks(low, high)

    def x_of(value):
        share = (math.log(value) - math.log(xs[0])) / (math.log(xs[-1]) - math.log(xs[0]))
        return x0 + LEFT + share * (WIDTH - LEFT - RIGHT)

    def y_of(value):
        share = (math.log(value) - math.log(y_ticks[0])) / (math.log(y_ticks[-1]) - math.log(y_ticks[0]))
        return y0 + HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)

    parts = [f'<text x="{x0 + LEFT}" y="{y0 + 18}" class="title">{panel["title"]}</text>']
    for tick in y_ticks:
        parts.append(f'<line x1="{x0 + LEFT}" x2="{x0 + WIDTH - RIGHT}" y1="{y_of(tick):.1f}" y2="{y_of(tick):.1f}" '
                     f'class="grid"/><text x="{x0 + LEFT - 6}" y="{y_of(tick) + 4:.1f}" class="y">{tick:g} s</text>')
    for value in xs:
        parts.append(f'<text x="{x_of(value):.1f}" y="{y0 + HEIGHT - BOTTOM + 16}" class="x">{number(value)}</text>')
    parts.append(f'<text x="{x0 + WIDTH - RIGHT}" y="{y0 + HEIGHT - 10}" class="y">{panel["label"]}</text>')
    for mode, colour in COLOURS.items():
        line = [(x_of(row[0]), y_of(row[2])) for row in rows if row[1] == mode]
        dash = ' stroke-dasharray="5 3"' if mode == "fast" else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8"{dash}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour}"/>' for x, y in line]
    return "\n".join(parts)


def draw(panels):
    body = "\n".join(draw_panel(panel, (i % 2) * WIDTH, (i // 2) * HEIGHT + 26) for i, panel in enumerate(panels))
    legend = "".join(
        f'<line x1="{LEFT + 150 * i}" x2="{LEFT + 150 * i + 30}" y1="16" y2="16" stroke="{colour}" stroke-width="1.8"'
        f'{" stroke-dasharray=" + chr(34) + "5 3" + chr(34) if mode == "fast" else ""}/>'
        f'<text x="{LEFT + 150 * i + 36}" y="20">{mode}</text>' for i, (mode, colour) in enumerate(COLOURS.items()))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {2 * HEIGHT + 30}" font-family="sans-serif" font-size="11">
<style>.title {{ font-size: 13px; font-weight: bold }} .grid {{ stroke: #ddd }} .x {{ text-anchor: middle }} .y {{ text-anchor: end }}</style>
<rect width="100%" height="100%" fill="white"/>
{legend}
{body}
</svg>
"""


def main():
    programs, picture = Path(sys.argv[1]), Path(sys.argv[2])
    figures = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if figures and figures.exists():
        panels = json.loads(figures.read_text())
    else:
        with tempfile.TemporaryDirectory() as folder:
            panels = series(programs, Path(folder))
        if figures:
            figures.write_text(json.dumps(panels, indent=1) + "\n")
    picture.write_text(draw(panels))


main()
