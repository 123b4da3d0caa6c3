"""Prints what the run has in common with the single step and with the run as it usually is."""

import json
from pathlib import Path

FIELDS = ["count", "rate_per_1000", "bayes_per_1000", "gi_z", "gi_p", "gi_q", "gi_class", "no_value", "neighbours"]


def rows(path, fields):
    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["cell_id"]: [feature["properties"][field] for field in fields]
            for feature in features}


record = json.loads(Path("run/run.json").read_text(encoding="utf-8"))
usual = json.loads(Path("usual/run.json").read_text(encoding="utf-8"))
of_run = rows("run/grid.geojson", FIELDS)
print(len(of_run), of_run == rows("grid.geojson", FIELDS))
density = record["parameters"]["density"]
print(density["bandwidth"], density["k"], density["edges"], density["bandwidth_m"] != 200)
test = record["map_test"]
print(test["measure"], test["p"]["source"], test["p"]["draws"], test["p"]["seed"], test["minimum_inside"])
print("map_test" in usual, record["statistics"] == usual["statistics"])
print([place["place_id"] for place in record["places"]] == [place["place_id"] for place in usual["places"]])
print([warning["kind"] for warning in record["warnings"] if warning["kind"] == "map_has_own_test"])
