"""Reads an output back with OGR: are the fields there, and how many features?

    read_back.py FILE FIELD... [--absent FIELD] [--at-least N]
"""

import sys

from osgeo import ogr

ogr.UseExceptions()
words = sys.argv[2:]
absent = words.pop(words.index("--absent") + 1) if "--absent" in words else None
at_least = int(words.pop(words.index("--at-least") + 1)) if "--at-least" in words else None
fields = [word for word in words if not word.startswith("--")]
dataset = ogr.Open(sys.argv[1])
layer = dataset.GetLayer(0)
definition = layer.GetLayerDefn()
names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
missing = [field for field in fields if field not in names]
if missing or absent in names:
    sys.exit(f"missing {missing}, or there though it should not be: {absent}; the fields are {names}")
if at_least is None:
    count = layer.GetFeatureCount()
    print(count, "feature" if count == 1 else "features")
elif layer.GetFeatureCount() < at_least:
    sys.exit(f"only {layer.GetFeatureCount()} features")
else:
    print("read")
