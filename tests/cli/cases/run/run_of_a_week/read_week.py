#!/usr/bin/python3
"""Do the files of a weekly run agree with each other, and the standing places leave out the week?"""

import csv
import json
import sys
from pathlib import Path

from osgeo import ogr

ogr.UseExceptions()
folder = Path(sys.argv[1])
weekly = json.loads((folder / "run.json").read_text(encoding="utf-8"))["weekly"]
events = list(csv.DictReader((folder / "week_events.csv").open(encoding="utf-8-sig"), delimiter=";"))
rows = list(csv.DictReader((folder / "week.csv").open(encoding="utf-8-sig"), delimiter=";"))
whole = rows[-1]
areas = {area["name"]: area for area in weekly["areas"]}

print("standing", weekly["standing"]["from"], weekly["standing"]["to"])
print("rows", [row["kind"] for row in rows].count("standing"), rows[-2]["kind"], whole["kind"])
counted = [event for event in events if event["counts"] == "yes"]
print("events of the week", len(counted) == int(whole["count"]) == areas[whole["name"]]["weeks"][-1]["count"])
print("parts of the whole", sum(int(row["count"]) for row in rows if row["kind"] in ("standing", "elsewhere")) == len(counted))
print("days", min(event["start"] for event in events)[:10] >= "2025-11-22", max(event["start"] for event in events)[:10] <= "2025-11-30")
names = [event["place"] for event in counted]
print("by place", all(names.count(row["name"]) == int(row["count"]) for row in rows if row["kind"] == "standing"))
package = ogr.Open(str(folder / "lykta.gpkg"))
layer = package.GetLayer("week_places")
in_layer = [(feature["place_id"], feature["count"], feature.geometry().GetArea() > 0) for feature in layer]
print("layer", in_layer == [(row["place_id"], int(row["count"]), True) for row in rows if row["kind"] in ("standing", "new")])
