"""Prints what the records say of the densities, and what of a run stays whatever its raster shows."""

import json
from pathlib import Path


def record(name):
    return json.loads(Path(name, "run.json").read_text(encoding="utf-8"))


def density(name):
    return record(name)["parameters"]["density"]


def same_files(name, file):
    return Path(name, file).read_bytes() == Path("usual", file).read_bytes()


print(sorted(density("usual")))
adaptive = density("adaptive")["adaptive"]
print(adaptive["pilot_m"], adaptive["trim"], adaptive["narrowest_m"] < 200 < adaptive["widest_m"])
fast = density("fast")["fast"]
print(fast["tolerance"], fast["computed"], fast["checked_error"] <= fast["tolerance"])
raster = density("nights")["raster"]
print(raster["unit"], raster["hours"], round(raster["weight"], 4), raster["whole_days"])
print(density("shares")["raster"])
for name in ["nights", "shares"]:
    print(name, same_files(name, "grid.geojson"), same_files(name, "places.geojson"),
          [warning["kind"] for warning in record(name)["warnings"] if warning["kind"] == "raster_of_hours"])
print(same_files("adaptive", "grid.geojson"))
