"""Shows what a run says of the times of its places, from west to east, without the shares.

    read_times.py RUN_FOLDER
"""

import csv
import json
import re
import sys

with open(f"{sys.argv[1]}/places.csv", encoding="utf-8-sig") as file:
    places = sorted(csv.DictReader(file, delimiter=";"), key=lambda place: place["x"])
with open(f"{sys.argv[1]}/run.json", encoding="utf-8") as file:
    of_record = {place["place_id"]: place for place in json.load(file)["places"]}
for place in places:
    print(place["weekday"] or "-", place["weekday_test"], place["hours"] or "-", place["hours_test"])
    sentence = re.search(r"(Tätast i tiden|Flest|Ingen tydlig veckodag|För få).*?\.(?= Tiden| Veckodagen är)", place["why"])[0]
    print("   ", re.sub(r" \(\d+ %\)", "", sentence))
    times = of_record[place["place_id"]]["times"]
    assert (times["weekday"]["busiest"] or "") == place["weekday"], times
    assert times["hours"]["test"] == place["hours_test"], times
    assert " och ".join(times["sources"]) == place["time_sources"], times
    assert place["weekday_events"] == place["count"], place
    assert any(f"{of} {place['count']} händelser" in place["why"] for of in ("av", "alla")), place
