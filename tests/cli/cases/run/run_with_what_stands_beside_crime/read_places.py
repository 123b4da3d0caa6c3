"""Prints what the first place knows beside its events, and the rows of the layers that stand beside crime."""

import json
import sys
from pathlib import Path

from osgeo import ogr

ogr.UseExceptions()
folder = Path(sys.argv[1])
place = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]
print(*(place[name] for name in ("count", "survey_index", "survey_sample", "visits", "visit_minutes")))
package = ogr.Open(str(folder / "lykta.gpkg"))
for name, fields in (("survey_areas", ("name", "index", "sample", "reliability")), ("visits", ("unit", "minutes")),
                     ("accidents", ("severity", "weight"))):
    for feature in package.GetLayerByName(name):
        print(name, *(feature.GetField(field) for field in fields))
record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
for source in record["sources"][1:3]:
    print(source["name"], source["quality"]["unmatched_rows"], source["quality"]["unmatched_polygons"])
print(record["counts"]["incidents"], record["parameters"]["survey"], record["rejected"])
