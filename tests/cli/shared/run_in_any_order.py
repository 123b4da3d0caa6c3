#!/usr/bin/python3
"""Does a run depend on the order of rows or sources?

    run_in_any_order.py FOLDER KERNEL

Writes a made-up town whose events, names and observations are full of ties (equal counts, distances and classes, weights
without an end in binary, reports of one event from two sources), runs it in several orders and compares.
"""

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

X, Y = 517000.0, 6229000.0
COMPARED = ["places.csv", "places.geojson", "grid.geojson", "hours.csv"]


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def time_of(i):
    return f"2024-{1 + i % 12:02d}-{1 + i % 28:02d} {i * 7 % 24:02d}:{i * 13 % 60:02d}"


def town():
    """Rows by table."""
    chance = random.Random(7)
    classes = ["buller", "klotter", "skada", "bråk"]
    police, housing = [], []
    for i in range(160):
        # Four crowded cells with as many events each, and a scatter; positions with many digits.
        home = [(250, 250), (1250, 250), (250, 1250), (1250, 1250)][i % 4] if i < 120 else (700, 700)
        spread = 45 if i < 120 else 650
        x = X + home[0] + chance.uniform(-spread, spread)
        y = Y + home[1] + chance.uniform(-spread, spread)
        begin = time_of(i)
        end = begin if i % 5 else begin[:11] + "23:59"
        row = [f"{x:.7f}", f"{y:.7f}", begin, end, classes[i // 4 % 4]]
        police.append(row)
        if i % 6 == 0:  # the housing company knows of it too, one cell away or in the same place
            housing.append([f"{x + (i % 12):.7f}", f"{y:.7f}", begin, begin, row[4]])
    for i in range(40):
        police.append([f"{X + 250 + i % 7:.1f}", f"{Y + 255:.1f}", time_of(i).replace("2024", "2023"),
                       time_of(i).replace("2024", "2023"), classes[i % 4]])
    walks = []
    for i in range(90):
        home = [(250, 250), (1250, 250), (250, 1250), (1250, 1250), (800, 300)][i % 5]
        walks.append([f"{X + home[0] + chance.uniform(-140, 140):.3f}", f"{Y + home[1] + chance.uniform(-140, 140):.3f}",
                      ["mörkt", "skräp", "ödsligt"][i % 3], f"{[0.1, 0.7, 1.3, 2.9][i % 4]}",
                      ["otrygg", "otrygg", "trygg"][i // 7 % 3]])
    # Pairs of names equally far from the middles of the crowds.
    names = [["Torget", X + 250, Y + 350], ["Ringen", X + 250, Y + 150], ["Parken", X + 1250, Y + 350],
             ["Parken", X + 1250, Y + 150], ["Bron", X + 250, Y + 1250], ["Bron", X + 250, Y + 1250]]
    visits = [[X + 250 + i % 3, Y + 250, f"2024-02-{1 + i % 27:02d} 18:0{i % 10}", f"2024-02-{1 + i % 27:02d} 18:1{i % 7}"]
              for i in range(30)]
    return {"police.csv": (["x", "y", "from", "to", "class"], police),
            "housing.csv": (["x", "y", "from", "to", "class"], housing),
            "walks.csv": (["x", "y", "what", "severity", "feeling"], walks),
            "names.csv": (["name", "x", "y"], names),
            "visits.csv": (["x", "y", "from", "to"], visits)}


SOURCES = {
    "police": 'path = "police.csv"\nkind = "incidents"\ncrs = "EPSG:3006"\n[sources.columns]\nx = "x"\ny = "y"\n'
              'date = "from"\nend_date = "to"\nclass = "class"\n',
    "housing": 'path = "housing.csv"\nkind = "incidents"\ncrs = "EPSG:3006"\n[sources.columns]\nx = "x"\ny = "y"\n'
               'date = "from"\nend_date = "to"\nclass = "class"\n',
    "walks": 'path = "walks.csv"\nkind = "observations"\ncrs = "EPSG:3006"\n[sources.columns]\nx = "x"\ny = "y"\n'
             'category = "what"\nseverity = "severity"\nfeeling = "feeling"\n',
    "visits": 'path = "visits.csv"\nkind = "visits"\ncrs = "EPSG:3006"\n[sources.columns]\nx = "x"\ny = "y"\n'
              'date = "from"\nend_date = "to"\n',
}


def configuration(order, kernel):
    shape = "hexagon" if kernel == "gaussian" else "square"
    text = ('title = "Orders"\nlanguage = "sv"\ncrs = "EPSG:3006"\n'
            '[period]\nfrom = 2024-01-01\nto = 2024-12-31\n[comparison]\nfrom = 2023-01-01\nto = 2023-12-31\n'
            f'[grid]\nshape = "{shape}"\ncell_m = 100\n[density]\nkernel = "{kernel}"\nbandwidth_m = 150\n'
            '[places]\nlimit = 10\nminimum_events = 3\nrank_by = "weighted_count"\n'
            f'[area]\nextent = [{X}, {Y}, {X + 1500}, {Y + 1500}]\n'
            '[names]\npath = "names.csv"\ncrs = "EPSG:3006"\ncolumns = { name = "name", x = "x", y = "y" }\n'
            '[output]\ngeojson = true\ncsv = true\nhours = true\n')
    for name in order:
        text += f'[[sources]]\nname = "{name}"\n{SOURCES[name]}'
    return text


def record_of(path):
    """What must be the same: all but hashes, and sources by their names rather than in the order of the file."""
    record = json.loads(path.read_text(encoding="utf-8"))
    record["inputs"] = sorted(each["path"] for each in record["inputs"])
    record["sources"] = sorted(record["sources"], key=lambda source: source["name"])
    record["defaults"] = sorted(record["defaults"])
    return record


def run(folder, tables, shuffle, kernel):
    folder.mkdir()
    for name, (header, rows) in tables.items():
        shuffled = list(rows)
        shuffle.shuffle(shuffled)
        write(folder / name, header, shuffled)
    order = list(SOURCES)
    shuffle.shuffle(order)
    (folder / "lykta.toml").write_text(configuration(order, kernel), encoding="utf-8")
    done = subprocess.run(["lykta", "run", folder / "lykta.toml", "--output", folder / "out", "-q"], check=False,
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)


def main():
    folder, kernel = Path(sys.argv[1]), sys.argv[2]
    tables = town()
    orders = 4
    first = None
    for i in range(orders):
        here = folder / str(i)
        run(here, tables, random.Random(100 + i), kernel)
        if first is None:
            first = here
            places = json.loads((here / "out" / "places.geojson").read_text(encoding="utf-8"))["features"]
            if len(places) < 4:
                sys.exit(f"only {len(places)} places: the town does not ask what it should")
            continue
        for name in COMPARED:
            if (here / "out" / name).read_bytes() != (first / "out" / name).read_bytes():
                subprocess.run(["diff", first / "out" / name, here / "out" / name], check=False)
                sys.exit(f"{name} differs between orders 0 and {i}")
        left, right = record_of(first / "out" / "run.json"), record_of(here / "out" / "run.json")
        for key in left:
            if left[key] != right.get(key):
                sys.exit(f"run.json differs in '{key}': {left[key]} and {right.get(key)}")
    print(f"places, cells, hours and record are the same in {orders} orders")


if __name__ == "__main__":
    main()
