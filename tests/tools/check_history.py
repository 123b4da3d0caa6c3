#!/usr/bin/env python3
"""What stays of 52 weekly runs in one folder, and how large does it get?

    check_history.py LYKTA_BINARY SAMPLE_FOLDER

Runs each ISO week of 2025 of the sample with the list of the twelve months before, all with one history, and looks at what
docs/history.md promises: ids stay, the history holds aggregates alone, no file grows beyond what is stated, a week made again
changes nothing, and an earlier week sees no later one.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BYTES_OF_A_RUN = 400
BYTES_OF_A_PLACE = 900
BYTES_OF_A_WATCHED_PLACE = 20
BYTES_OF_AN_EARLIER_PLACE = 80
WEEKS = 52


def configuration(sample):
    """The sample's, with fewer outputs: what they hold is the subject of other tests."""
    text = (sample / "lykta.toml").read_text(encoding="utf-8")
    text = re.sub(r"\[comparison\][^\[]*", "", text)
    return text + "\n[output]\ngeopackage = false\ngeojson = false\nshapefile = false\nraster = false\nhours = false\n"


class Folder:
    def __init__(self, binary, sample, folder):
        self.binary = binary
        self.folder = folder
        for file in sample.iterdir():
            shutil.copy(file, folder / file.name)
        (folder / "lykta.toml").write_text(configuration(sample), encoding="utf-8")
        self.history = folder / "historik.json"

    def run(self, week, *more):
        done = subprocess.run([self.binary, "run", "lykta.toml", "--output", f"weeks/{week}", "--week", week, "--period",
                               "last 12 months", "--compare", "none", "--history", "historik.json", "-q", *more],
                              cwd=self.folder, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError(f"{week}: {done.stderr}")
        return json.loads((self.folder / "weeks" / week / "run.json").read_text(encoding="utf-8"))


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def most_bytes(history):
    """What docs/history.md states for such a history."""
    return sum(BYTES_OF_A_RUN + BYTES_OF_A_PLACE * len(run["places"]) + BYTES_OF_A_WATCHED_PLACE * len(run["not_listed"])
               for run in history["runs"]) + BYTES_OF_AN_EARLIER_PLACE * len(history["earlier"]) + 500


def check_aggregates(text, history):
    check(not re.search(r"\d\d:\d\d", text), "a time of day is in the history")
    known = {"id", "rank", "count", "recent", "comparison", "by", "name", "outline"}
    of_run = {"to", "from", "events", "recent", "recent_days", "sources", "discovered", "places", "not_listed"}
    for run in history["runs"]:
        check(set(run) <= of_run, f"a run holds {set(run) - of_run}")
        for place in run["places"]:
            check(set(place) <= known, f"a place holds {set(place) - known}")
            corners = [number for ring in place["outline"] for number in ring]
            check(all(number % 25 == 0 for number in corners), "an outline has a corner that is none of a square")


def check_ids(records):
    """Each place that is there in both of two weeks has one id, and no id names two places."""
    stayed = shared = 0
    for before, after in zip(records, records[1:]):
        hearts = {place["place_id"]: place["history"]["id"] for place in before["places"]}
        for place in after["places"]:
            if place["place_id"] in hearts:
                shared += 1
                stayed += hearts[place["place_id"]] == place["history"]["id"]
    check(shared > 200, f"only {shared} places were the same from week to week: this shows nothing")
    # Of places that grow together the larger one goes on: its heart need not be that of the whole.
    check(stayed >= 0.99 * shared, f"{shared - stayed} of {shared} places with the same heart changed their ids")
    first = records[0]["places"][0]["history"]["id"]
    weeks = sum(any(place["history"]["id"] == first for place in record["places"]) for record in records)
    check(weeks == WEEKS, f"the first place of the first week was listed in {weeks} of {WEEKS} weeks")
    last = next(place for place in records[-1]["places"] if place["history"]["id"] == first)
    check(last["history"]["weeks_on_list"] == WEEKS, "its weeks on the list are not all")
    states = {place["history"]["state"] for record in records[1:] for place in record["places"]}
    check({"new", "recurring"} <= states, f"only these states were there: {states}")
    check(any(record["history"]["gone"] for record in records), "no place was ever gone")
    return stayed, shared


def check_again(folder, before):
    folder.run("2025-W52", "--overwrite")
    check(folder.history.read_text(encoding="utf-8") == before, "the last week made again changed the history")
    folder.run("2025-W20", "--overwrite")
    check(folder.history.read_text(encoding="utf-8") == before, "a week in between made again changed the history")
    record = folder.run("2024-W50")
    check(all(place["history"]["state"] == "first_run" for place in record["places"]), "an earlier week saw a later one")
    after = json.loads(folder.history.read_text(encoding="utf-8"))
    check(after["runs"][1:] == json.loads(before)["runs"], "an earlier week changed a later one")
    listed = {place["id"] for run in json.loads(before)["runs"] for place in run["places"]}
    check(not listed & {place["id"] for place in after["runs"][0]["places"]}, "an earlier week was given ids of later ones")


def main():
    binary, sample = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Folder(binary, sample, Path(scratch))
        sizes, records, largest = [], [], 0
        for week in range(1, WEEKS + 1):
            records.append(folder.run(f"2025-W{week:02}"))
            text = folder.history.read_text(encoding="utf-8")
            history = json.loads(text)
            sizes.append(len(text.encode()))
            check(len(history["runs"]) == week, "a run is missing in the history")
            check(sizes[-1] <= most_bytes(history), f"{sizes[-1]} bytes, at most {most_bytes(history)} are stated")
            outputs = folder.folder / "weeks" / f"2025-W{week:02}"
            largest = max([largest] + [file.stat().st_size for file in outputs.iterdir() if file.name != "rejects.csv"])
        check_aggregates(text, history)
        check(largest < 300_000, f"a file of a week has {largest} bytes")
        stayed, shared = check_ids(records)
        check_again(folder, text)
        places = sum(len(run["places"]) for run in history["runs"])
        print(f"{WEEKS} runs, {places} places listed, {history['next_id'] - 1} ids; {stayed} of {shared} hearts kept theirs; "
              f"history {sizes[0]} bytes after the first and {sizes[-1]} after the last run, {sizes[-1] / places:.0f} for "
              f"each place and week; largest file of a week {largest} bytes")


if __name__ == "__main__":
    main()
