"""Which hour does each command read from a time, by who wrote it and how?

    clock_table.py

Writes an event of 5 July 2025, 22:30 on the wall in Stockholm, as other programs do: without a zone, with a Z, with an offset; in four
formats. Prints a row each: what inspect, a run without any key, a run of init's configuration and `lykta hours` take it for.
"""

import json
import subprocess
from pathlib import Path

from osgeo import gdal, ogr, osr

gdal.UseExceptions()
LOCAL, ZONE_UNKNOWN, UTC, PLUS_TWO = "22:30", 0, 100, 108
WRITERS = [("no zone (GDAL, QGIS, geopandas)", 22, ZONE_UNKNOWN), ("Z (sf, ogr2ogr from PostGIS)", 20, UTC),
           ("+02:00", 22, PLUS_TWO), ("Z behind local time (Lykta before)", 22, UTC)]
FORMATS = [("gpkg", "GPKG"), ("geojson", "GeoJSON"), ("fgb", "FlatGeobuf"), ("csv", "CSV")]


def write(path, driver, hour, zone):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    options = ["GEOMETRY=AS_XY"] if driver == "CSV" else []
    layer = dataset.CreateLayer("events", reference, ogr.wkbPoint, options)
    layer.CreateField(ogr.FieldDefn("tid", ogr.OFTDateTime))
    for place in range(3):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({15.28 + place / 1000} 56.2)"))
        feature.SetField("tid", 2025, 7, 5, hour, 30, 0.0, zone)
        layer.CreateFeature(feature)
    del layer, dataset


def lykta(*arguments):
    done = subprocess.run(["lykta", *arguments], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout


def hour_of_run(configuration, folder):
    lykta("run", str(configuration), "--output", folder, "-q")
    dataset = ogr.Open(f"{folder}/lykta.gpkg")
    event = dataset.GetLayerByName("incidents").GetNextFeature()
    return f"{event.GetField('hour'):02}:30"


def hours_read(file):
    times = json.loads(lykta("inspect", file, "--json"))
    times = times[0] if isinstance(times, list) else times.get("files", [times])[0]
    inspected = times["times"]["from"][11:16]
    stem = file.replace(".", "_")
    columns = 'columns = {date = "tid"}' if not file.endswith("csv") else \
        'crs = "EPSG:4326"\ncolumns = {x = "X", y = "Y", date = "tid"}'
    Path(f"{stem}.toml").write_text(f'[[sources]]\npath = "{file}"\n{columns}\n', encoding="utf-8")
    plain = hour_of_run(f"{stem}.toml", f"{stem}_run")
    lykta("init", file, "-o", f"{stem}_init.toml", "-q")
    started = hour_of_run(f"{stem}_init.toml", f"{stem}_init")
    lykta("hours", file, f"{stem}.csv_week.csv", "--date", "tid", "--language", "en", "-q",
          *(["--x", "X", "--y", "Y", "--source-crs", "EPSG:4326"] if file.endswith("csv") else []))
    rows = Path(f"{stem}.csv_week.csv").read_text(encoding="utf-8-sig").splitlines()
    names = rows[0].split(",")
    filled = [dict(zip(names, row.split(","))) for row in rows[1:]]
    week = next(row for row in filled if float(row["weight"]) > 0)
    return inspected, plain, started, f"{int(week['hour']):02}:30"


print("inspect  run    init   week   written as")
for name, hour, zone in WRITERS:
    for ending, driver in FORMATS:
        file = f"{ending}_{hour}_{zone}.{ending}"
        write(Path(file), driver, hour, zone)
        print("  ".join(f"{read:5}" for read in hours_read(file)), f" {driver}: {name}")
