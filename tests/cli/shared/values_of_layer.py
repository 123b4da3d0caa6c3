"""Says the values of some fields of each feature, whose geometry must be valid and hold something.

    values_of_layer.py FILE FIELD...
"""

import sys

from osgeo import ogr

ogr.UseExceptions()
dataset = ogr.Open(sys.argv[1])
for feature in dataset.GetLayer(0):
    geometry = feature.GetGeometryRef()
    if geometry is None or geometry.IsEmpty() or not geometry.IsValid():
        sys.exit(f"feature {feature.GetFID()} has no valid geometry")
    print(" ".join(f"{name} {feature.GetField(name)}" for name in sys.argv[2:]))
