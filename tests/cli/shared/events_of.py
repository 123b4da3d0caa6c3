"""Shows the events of a run: row in the file, from when to when, class, where (to the metre), and how they count.

    events_of.py RUN_FOLDER
"""

import sys

from osgeo import ogr

ogr.UseExceptions()
dataset = ogr.Open(f"{sys.argv[1]}/lykta.gpkg")
for event in dataset.GetLayerByName("incidents"):
    start, end = (event.GetFieldAsString(name).removesuffix("+00") for name in ("start", "end"))
    span = (start if start == end else f"{start} to {end}") or "no time"
    point = event.GetGeometryRef()
    name = " ".join(event.GetField("class").split())
    print(f"{event.GetField('row')}  {span}  {name}  {point.GetX():.0f} {point.GetY():.0f}  {event.GetField('use')}")
