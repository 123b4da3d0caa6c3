"""Says of the first place of both periods whether it has a test, and how its sentence tells of it."""

import csv
import sys

COLUMNS = ("test_cell", "events_around", "events_outside", "expected_around", "gi_z", "gi_q")

with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    place = next(row for row in csv.DictReader(file) if row["basis"] == "both_periods")
tested = all(place[column] != "" for column in COLUMNS) and float(place["gi_q"]) <= 0.05
print("tested in both:" if tested else "not tested:", place["why"].split(". ")[1].split(":")[0])
