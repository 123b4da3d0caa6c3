"""Shows what a run says of the times of its places, from west to east.

    read_times.py RUN_FOLDER
"""

import csv
import json
import sys

with open(f"{sys.argv[1]}/places.csv", encoding="utf-8-sig") as file:
    places = sorted(csv.DictReader(file, delimiter=";"), key=lambda place: place["x"])
with open(f"{sys.argv[1]}/run.json", encoding="utf-8") as file:
    of_record = {place["place_id"]: place for place in json.load(file)["places"]}
for place in places:
    print(place["weekday"] or "-", place["weekday_test"], place["hours"] or "-", place["hours_test"],
          place["weekday_events"] == place["count"], place["hours_events"], place["time_sources"])
    times = of_record[place["place_id"]]["times"]
    assert (times["weekday"]["busiest"] or "") == place["weekday"] and times["hours"]["test"] == place["hours_test"]
    assert times["sources"] == [place["time_sources"]]
    why = place["why"]
    print("   ", why[why.index("Flest" if "Flest" in why else "Ingen tydlig veck"):].split(". Tiden")[0].split(". Vecko")[0])
