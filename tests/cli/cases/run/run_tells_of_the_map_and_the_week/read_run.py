"""Prints what a run says of the whole map, the week and the change of its first place."""

import csv
import json
import sys
import xml.etree.ElementTree
from pathlib import Path

folder = Path(sys.argv[1])
record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
print(record["parameters"]["statistics"]["neighbours"], record["parameters"]["statistics"]["correction"])
statistics = record["statistics"]
print(sorted(statistics), statistics["whole_map"]["moran_i"]["value"] is not None)
print(statistics["concentration"]["zones_needed"], sum(statistics["classes"].values()) == record["counts"]["cells"])
print(record["hours"]["events"], record["hours"]["busiest"]["weekday"], record["hours"]["stretch"]["hour"])
picture = xml.etree.ElementTree.fromstring((folder / "hours.svg").read_text(encoding="utf-8"))
print(picture[0].text)
with open(folder / "hours.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file, delimiter=";"))
print(len(rows), sum(float(row["weight"].replace(",", ".")) for row in rows))
place = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]
print(place["count"], place["comparison_count"], place["change"], place["change_q"] == place["change_p"],
      place["change_low"] > 1)
print(record["places"][0]["why"])
