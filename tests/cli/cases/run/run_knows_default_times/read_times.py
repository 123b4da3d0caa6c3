"""Shows what a run says of the times of its fullest place, and of times that are filled in.

    read_times.py RUN_FOLDER
"""

import csv
import json
import sys

with open(f"{sys.argv[1]}/places.csv", encoding="utf-8-sig") as file:
    place = max(csv.DictReader(file, delimiter=";"), key=lambda each: int(each["count"]))
print(place["count"], place["weekday_events"], place["hours_events"], place["hours_test"], place["hours"] or "-")
with open(f"{sys.argv[1]}/run.json", encoding="utf-8") as file:
    record = json.load(file)
print([source["quality"]["default_times"] for source in record["sources"]])
print([warning["text"] for warning in record["warnings"] if warning["kind"] == "default_time"])
