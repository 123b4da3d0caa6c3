#!/usr/bin/env python3
"""Draws the figures of lykta_calibrate (docs/pictures/calibration.svg).

  bench/draw_calibration.py build/bench/calibration.json PICTURE.svg

Needs nothing but Python.
"""

import json
import math
import sys
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, PLOT = 470, 312, 52, 16, 34, 190
COLOURS = ["#08519c", "#d95f0e", "#1b7837", "#762a83", "#555555"]


def series(name, points, colour, dash=False):
    """Points as (x, share, low, high)."""
    return {"name": name, "points": points, "colour": COLOURS[colour], "dash": dash}


def point(x, share):
    return (x, share["share"], share["low"], share["high"])


def matching(records, **wanted):
    return [r for r in records if all(r[key] == value for key, value in wanted.items())]


def cells_without_cluster(figures):
    def line(name, statistic, way, colour, dash=False):
        rows = matching(figures["cells_without_cluster"], statistic=statistic, p=way, tail="one-sided",
                        correction="fdr", fewest_events=0)
        return series(name, [point(r["mean"], r["maps_with_a_call"]) for r in rows], colour, dash)

    many = max((r["p"] for r in figures["cells_without_cluster"] if r["statistic"] == "local Moran"), key=len)
    return {
        "title": f"No cluster: maps with any cell called ({figures['maps']} maps each)",
        "label": "events per cell", "level": 0.05, "root": True,
        "series": [line("Gi*, events thrown", "Gi*", "events thrown", 0),
                   line("Gi*, counts dealt, exact", "Gi*", "exact, dealt to all", 2),
                   line("Gi*, exact p, dealt to others", "Gi*", "exact, dealt to others", 2, True),
                   line(f"local Moran, {many}", "local Moran", many, 3, True),
                   line("Gi*, normal p", "Gi*", "normal", 1)],
    }


def clusters_found(figures):
    rows = matching(figures["cells_with_cluster"], p="events thrown")
    means = sorted({r["mean"] for r in rows}, reverse=True)
    return {
        "title": "A cluster of 3 × 3 cells: maps that find it",
        "label": "relative risk in the cluster", "level": None, "root": False,
        "series": [series(f"mean {mean:g} per cell elsewhere",
                          [point(r["relative_risk"], r["maps_with_the_cluster_found"])
                           for r in matching(rows, mean=mean)], i) for i, mean in enumerate(means)],
    }


def calls_in_place(figures):
    def line(mean, way, name, colour, dash):
        rows = matching(figures["cells_with_cluster"], p=way, mean=mean)
        points = []
        for row in rows:
            # Of a handful of cells a share says nothing.
            if row["cells_called"] >= 20:
                share = row["cells_called_in_or_beside"] / row["cells_called"]
                points.append((row["relative_risk"], share, share, share))
        return series(f"{name}, mean {mean:g}", points, colour, dash)

    return {
        "title": "Of the cells called hot, those in the cluster or beside it",
        "label": "relative risk in the cluster", "level": None, "root": False,
        "series": [line(1, "events thrown", "events thrown", 0, False), line(1, "normal", "normal p", 1, False),
                   line(0.2, "events thrown", "events thrown", 0, True), line(0.2, "normal", "normal p", 1, True)],
    }


def scans(figures):
    lines = []
    for i, (model, cases) in enumerate([("poisson", 1000), ("poisson", 200), ("space-time permutation", 400)]):
        rows = matching(figures["scans"], model=model, cases=cases)
        points = [point(r["relative_risk"], r["maps_with_a_cluster"]) for r in rows]
        lines.append(series(f"{model}, {cases} cases", points, [0, 2, 3][i]))
    return {"title": "Scan statistic: maps with p ≤ 0.05 (risk 1: no cluster)", "label": "relative risk in the cluster",
            "level": 0.05, "root": True, "series": lines}


def cubes(figures, figure, title, names):
    ways = list(dict.fromkeys(r["way"] for r in figures["cubes"]))
    return {
        "title": title, "label": "events per cell and step", "level": 0.05, "root": True,
        "series": [series(names[i], [point(r["mean"], r[figure]) for r in matching(figures["cubes"], way=way, shape=figures["cubes"][0]["shape"])], i)
                   for i, way in enumerate(ways)],
    }


def panels_of(figures):
    return [
        cells_without_cluster(figures),
        clusters_found(figures),
        calls_in_place(figures),
        scans(figures),
        cubes(figures, "cubes_with_a_hot_bin", "No pattern: space-time cubes with any hot bin",
              ["events thrown (Lykta)", "counts dealt", "normal tail (as ArcGIS)"]),
        cubes(figures, "cells_with_a_trend_uncorrected", "No pattern: cells with trend p ≤ 0.05, not corrected",
              ["own steps (Lykta)", "own steps, counts dealt", "overlapping steps (as ArcGIS)"]),
    ]


def draw_series(line, x_of, y_of):
    parts = []
    dash = ' stroke-dasharray="5 3"' if line["dash"] else ""
    path = " ".join(f"{x_of(x):.1f},{y_of(share):.1f}" for x, share, _, _ in line["points"])
    parts.append(f'<polyline points="{path}" fill="none" stroke="{line["colour"]}" stroke-width="1.8"{dash}/>')
    for x, share, low, high in line["points"]:
        parts.append(f'<line x1="{x_of(x):.1f}" x2="{x_of(x):.1f}" y1="{y_of(low):.1f}" y2="{y_of(high):.1f}" '
                     f'stroke="{line["colour"]}" stroke-width="1.2"/>'
                     f'<circle cx="{x_of(x):.1f}" cy="{y_of(share):.1f}" r="2.6" fill="{line["colour"]}"/>')
    return parts


def draw_legend(lines, x0, y0):
    parts = []
    for i, line in enumerate(lines):
        dash = ' stroke-dasharray="5 3"' if line["dash"] else ""
        x, y = x0 + LEFT + (i % 2) * 205, y0 + (i // 2) * 16
        parts.append(f'<line x1="{x}" x2="{x + 22}" y1="{y - 4}" y2="{y - 4}" stroke="{line["colour"]}" '
                     f'stroke-width="1.8"{dash}/><text x="{x + 28}" y="{y}">{line["name"]}</text>')
    return parts


def draw_panel(panel, x0, y0):
    xs = sorted({p[0] for line in panel["series"] for p in line["points"]})
    bottom = y0 + TOP + PLOT

    def x_of(value):
        share = math.log(value / xs[0]) / math.log(xs[-1] / xs[0])
        return x0 + LEFT + 12 + share * (WIDTH - LEFT - RIGHT - 24)

    def y_of(share):
        return bottom - (math.sqrt(share) if panel["root"] else share) * PLOT

    parts = [f'<text x="{x0 + LEFT}" y="{y0 + 18}" class="title">{panel["title"]}</text>']
    for tick in [0, 0.01, 0.05, 0.2, 0.5, 1] if panel["root"] else [0, 0.2, 0.4, 0.6, 0.8, 1]:
        parts.append(f'<line x1="{x0 + LEFT}" x2="{x0 + WIDTH - RIGHT}" y1="{y_of(tick):.1f}" y2="{y_of(tick):.1f}" '
                     f'class="grid"/><text x="{x0 + LEFT - 6}" y="{y_of(tick) + 4:.1f}" class="y">{tick:.0%}</text>')
    if panel["level"]:
        y = y_of(panel["level"])
        parts.append(f'<line x1="{x0 + LEFT}" x2="{x0 + WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="level"/>')
    for value in xs:
        parts.append(f'<text x="{x_of(value):.1f}" y="{bottom + 16}" class="x">{value:g}</text>')
    parts.append(f'<text x="{x0 + WIDTH - RIGHT}" y="{bottom + 32}" class="y">{panel["label"]}</text>')
    for line in panel["series"]:
        parts += draw_series(line, x_of, y_of)
    return "\n".join(parts + draw_legend(panel["series"], x0, bottom + 50))


def draw(panels):
    body = "\n".join(draw_panel(panel, (i % 2) * WIDTH, (i // 2) * HEIGHT) for i, panel in enumerate(panels))
    rows_end = (len(panels) + 1) // 2 * HEIGHT
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {rows_end + 24}" font-family="sans-serif" font-size="11">
<style>.title {{ font-size: 13px; font-weight: bold }} .grid {{ stroke: #ddd }} .level {{ stroke: #b10026; stroke-dasharray: 2 2 }}
.x {{ text-anchor: middle }} .y {{ text-anchor: end }}</style>
<rect width="100%" height="100%" fill="white"/>
{body}
<text x="{LEFT}" y="{rows_end + 12}">Upright lines: 95 % intervals. Red: 5 %. Axes with 1 % and 5 % on them are square-root scales.</text>
</svg>
"""


def main():
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(draw(panels_of(figures)), encoding="utf-8")


main()
