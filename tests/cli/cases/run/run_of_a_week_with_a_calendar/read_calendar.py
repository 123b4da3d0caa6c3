"""Says what of a calendar stands in the outputs of a run."""

import csv
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])
record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
for calendar in record["calendars"]:
    print(calendar["path"].split("/")[-1], calendar["format"], calendar["rows"], calendar["used"], calendar["entries"],
          [fault["cause"] for fault in calendar["faults"]])
print([(entry["name"], entry["kind"], entry["to_come"], entry["heeded_by"], len(entry["earlier"]))
       for entry in record["weekly"]["calendar"]])
with (folder / "week_calendar.csv").open(encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file, delimiter=";"))
market = [row for row in rows if row["name"] == "Torgmarknad" and row["first_day"] == "2025-08-02"]
print([row["earlier_first_day"] for row in market], {row["place"] for row in market},
      len({row["place_id"] for row in market}), bool(market[0]["place_id"]))
print("calendar files among the inputs:",
      [Path(file["path"]).name for file in record["inputs"] if Path(file["path"]).suffix in (".ics",) or "kalender" in file["path"]])
print("persons:", "Anna" in (folder / "run.json").read_text(encoding="utf-8"))
