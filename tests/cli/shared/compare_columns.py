"""Do the fields of a layer have the values of a table of reference?

    compare_columns.py LAYER REFERENCE.csv TOLERANCE FIELD=COLUMN...

Rows are found by their zone_id; "NaN" stands for no value. Says "agree", or each value that lies further from the reference than the tolerance.
"""

import csv
import sys

from osgeo import ogr

ogr.UseExceptions()
layer_path, reference_path, tolerance, *pairs = sys.argv[1:]
with open(reference_path, encoding="utf-8") as file:
    reference = {row["zone_id"]: row for row in csv.DictReader(file)}
dataset = ogr.Open(layer_path)
layer = dataset.GetLayer(0)
if layer.GetFeatureCount() != len(reference):
    sys.exit(f"{layer.GetFeatureCount()} features, expected {len(reference)}")
apart = False
for feature in layer:
    zone = feature.GetField("zone_id")
    for pair in pairs:
        field, column = pair.split("=")
        value, expected = feature.GetField(field), float(reference[zone][column])
        if value is None or expected != expected:
            is_apart = value is not None or expected == expected
        else:
            is_apart = abs(value - expected) > float(tolerance)
        if is_apart:
            apart = True
            print(f"{zone}: {field} {value}, expected {column} {expected}")
print("apart" if apart else "agree")
