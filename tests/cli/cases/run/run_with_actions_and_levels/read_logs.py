#!/usr/bin/python3
"""Do the tables, the layers and the record say the same of actions and levels?"""

import csv
import json
import sys
from pathlib import Path

from osgeo import ogr

ogr.UseExceptions()
folder = Path(sys.argv[1])
record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
package = ogr.Open(str(folder / "lykta.gpkg"))


def rows_of(name):
    return list(csv.DictReader((folder / name).open(encoding="utf-8-sig"), delimiter=";"))


actions = rows_of("actions.csv")
listed = record["actions"]["actions"]
layer = list(package.GetLayer("actions"))
print("actions", [row["action_id"] for row in actions])
print("states", [row["state"] for row in actions])
print("alike", [row["action_id"] for row in actions] == [each["id"] for each in listed] == [f["action_id"] for f in layer])
print("placed", sum(f.geometry() is not None for f in layer), "of", len(layer))
print("later", record["actions"]["known_later"])
done = listed[[each["id"] for each in listed].index("1")]["counts"]
print("days", done["before"]["days"], done["after"]["days"], done["before"]["days_covered"])
print("counts", done["before"]["count"] == int(next(r for r in actions if r["action_id"] == "1")["count_before"]))
levels = rows_of("levels.csv")
drawn = list(package.GetLayer("levels"))
print("levels", len(levels) == len(drawn) == len(record["levels"]["levels"]))
print("set", [(row["area"], row["proposed"], row["set"]) for row in levels if row["set"]])
print("outlines", all((f.geometry() is not None) == (f["kind"] == "standing") for f in drawn))
print("inputs", [each["path"] for each in record["inputs"] if each["path"] in ("atgarder.csv", "nivaer.csv")])
