#!/usr/bin/env python3
"""Makes chicago_repeats.svg of this folder: the table of `lykta repeats`, coloured where it is more than chance.

    (echo x,y,date; cat $LYKTA_DATA/reference/near_repeat/chicago_be_month1.csv) > out/burglaries.csv
    lykta repeats out/burglaries.csv out/repeats.csv --x x --y y --date date --source-crs EPSG:26971 --crs EPSG:26971
    docs/pictures/render_repeats.py out/repeats.csv
"""

import csv
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LEFT, TOP, WIDTH, HEIGHT = 130, 40, 140, 44
SHADES = ["#fed98e", "#fe9929", "#d95f0e"]  # of palette::heat: up to 1.5, up to 2, more than 2 times as many


def cell(row, x, y):
    ratio = float(row["ratio"]) if row["ratio"] else None
    more = row["class"] == "more_than_chance"
    fill = SHADES[(ratio > 1.5) + (ratio > 2)] if more else "#ffffff"
    times = "" if ratio is None else f"{ratio:.2f} ×"
    note = times + (f", q {float(row['q']):.3f}" if row["q"] else "")
    middle = x + WIDTH / 2
    weight = ' font-weight="bold"' if more else ""
    return (f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" fill="{fill}" stroke="#787878" stroke-width="0.5"/>\n'
            f'<text x="{middle}" y="{y + 19}" text-anchor="middle" font-size="14"{weight}>{row["observed"]}</text>\n'
            f'<text x="{middle}" y="{y + 36}" text-anchor="middle" font-size="11">{note}</text>\n')


def main():
    with open(sys.argv[1], encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    distances = list(dict.fromkeys(row["distance"] for row in rows))
    days = list(dict.fromkeys(row["days"] for row in rows))
    width, height = LEFT + WIDTH * len(days) + 12, TOP + HEIGHT * len(distances) + 12
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
           f'font-family="\'DejaVu Sans\', Verdana, Arial, sans-serif" fill="#252525">\n'
           f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n')
    for i, label in enumerate(days):
        svg += f'<text x="{LEFT + WIDTH * (i + 0.5)}" y="{TOP - 12}" text-anchor="middle" font-size="13">{label}</text>\n'
    for i, label in enumerate(distances):
        svg += f'<text x="{LEFT - 8}" y="{TOP + HEIGHT * i + 27}" text-anchor="end" font-size="13">{label}</text>\n'
    for row in rows:
        svg += cell(row, LEFT + WIDTH * days.index(row["days"]), TOP + HEIGHT * distances.index(row["distance"]))
    (FOLDER / "chicago_repeats.svg").write_text(svg + "</svg>\n", encoding="utf-8")


main()
