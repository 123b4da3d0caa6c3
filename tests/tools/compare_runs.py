#!/usr/bin/env python3
"""Did two runs give the same outputs?

    compare_runs.py FOLDER_A FOLDER_B

Both folders must hold the same files. They are compared byte for byte, but for formats whose writers add a time of
writing or an order of their own, and whose bytes differ:
    .gpkg            the same tables and rows in the same order, to the bit; times of writing left out
    .shp             the same layers, fields and features in the same order: every field and the geometry to the bit
    .tif             the same size, place, bands, metadata and pixels
    .qgz .xlsx .zip  the same members with the same bytes
"""

import filecmp
import itertools
import re
import sqlite3
import sys
import zipfile
from pathlib import Path

try:
    from osgeo import gdal, ogr
except ImportError as error:
    sys.exit(f"compare_runs.py needs the package python3-gdal: {error}")

gdal.UseExceptions()

# Compared through their .shp.
PARTS_OF_A_SHAPEFILE = {".dbf", ".shx", ".qix"}
# SQLite keeps these beside an open database; they are no output.
IGNORED = {".gpkg-wal", ".gpkg-shm"}


def description_of_layer(layer):
    definition = layer.GetLayerDefn()
    system = layer.GetSpatialRef()
    fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
    return {
        "name": layer.GetName(),
        "geometry": ogr.GeometryTypeToName(layer.GetGeomType()),
        "coordinate system": system.ExportToWkt() if system else None,
        "fields": [(field.GetName(), field.GetTypeName(), field.GetWidth()) for field in fields],
        "features": layer.GetFeatureCount(),
    }


def values_of_feature(feature):
    """Field values by name (None where unset), and the geometry as WKB."""
    values = {}
    for i in range(feature.GetFieldCount()):
        field = feature.GetFieldDefnRef(i)
        # QGIS's table of styles holds the time of writing.
        if field.GetName() != "update_time":
            values[field.GetName()] = feature.GetField(i) if feature.IsFieldSetAndNotNull(i) else None
    geometry = feature.GetGeometryRef()
    values["geometry"] = bytes(geometry.ExportToIsoWkb()) if geometry else None
    return feature.GetFID(), values


def differences_of_layers(a, b):
    descriptions = description_of_layer(a), description_of_layer(b)
    for key, value in descriptions[0].items():
        if descriptions[1][key] != value:
            yield f"layer {a.GetName()}: {key}: {value} against {descriptions[1][key]}"
            return
    for feature_a, feature_b in zip(a, b):
        (fid_a, values_a), (fid_b, values_b) = values_of_feature(feature_a), values_of_feature(feature_b)
        if fid_a != fid_b:
            yield f"layer {a.GetName()}: feature {fid_a} stands where {fid_b} does"
            return
        # repr keeps NaN equal to itself and 0.0 apart from -0.0.
        different = [name for name in values_a if repr(values_a[name]) != repr(values_b[name])]
        if different:
            name = different[0]
            yield (f"layer {a.GetName()}, feature {fid_a}, {name}: "
                   f"{values_a[name]!r:.200} against {values_b[name]!r:.200}")
            return


def differences_of_vectors(path_a, path_b):
    a, b = (gdal.OpenEx(str(path), gdal.OF_VECTOR) for path in (path_a, path_b))
    layers_a, layers_b = ({d.GetLayer(i).GetName(): d.GetLayer(i) for i in range(d.GetLayerCount())} for d in (a, b))
    if sorted(layers_a) != sorted(layers_b):
        yield f"layers {sorted(layers_a)} against {sorted(layers_b)}"
        return
    for name in sorted(layers_a):
        yield from differences_of_layers(layers_a[name], layers_b[name])


# GeoPackage and QGIS note when a table was written.
TIMES_OF_WRITING = {"last_change", "update_time", "timestamp"}


def definitions_of_tables(database):
    """The tables and what defines them; those of an index follow from the others."""
    return {name: re.sub(r"\s+", " ", sql or "") for name, sql in database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree_%' ORDER BY name")}


def differences_of_tables(a, b, name):
    columns = [row[1] for row in a.execute(f'PRAGMA table_info("{name}")') if row[1] not in TIMES_OF_WRITING]
    query = "SELECT {} FROM \"{}\" ORDER BY rowid".format(", ".join(f'"{column}"' for column in columns), name)
    rows_a, rows_b = a.execute(query), b.execute(query)
    for number, (row_a, row_b) in enumerate(itertools.zip_longest(rows_a, rows_b), start=1):
        if row_a is None or row_b is None:
            yield f"table {name}: one has more than {number - 1} rows"
            return
        # repr keeps 0.0 apart from -0.0, and 1 apart from 1.0.
        if repr(row_a) == repr(row_b):
            continue
        column = next(c for c, x, y in zip(columns, row_a, row_b) if repr(x) != repr(y))
        values = [row[columns.index(column)] for row in (row_a, row_b)]
        yield f"table {name}, row {number}, {column}: {values[0]!r:.200} against {values[1]!r:.200}"
        return


def differences_of_geopackages(path_a, path_b):
    a, b = (sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in (path_a, path_b))
    try:
        definitions_a, definitions_b = definitions_of_tables(a), definitions_of_tables(b)
        if sorted(definitions_a) != sorted(definitions_b):
            yield f"tables {sorted(definitions_a)} against {sorted(definitions_b)}"
            return
        for name, definition in definitions_a.items():
            if definitions_b[name] != definition:
                yield f"table {name}: {definition} against {definitions_b[name]}"
            else:
                yield from differences_of_tables(a, b, name)
    finally:
        a.close()
        b.close()


def description_of_raster(dataset):
    bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
    return {
        "size": (dataset.RasterXSize, dataset.RasterYSize),
        "place": dataset.GetGeoTransform(),
        "coordinate system": dataset.GetProjection(),
        "metadata": dataset.GetMetadata(),
        "bands": [(gdal.GetDataTypeName(band.DataType), repr(band.GetNoDataValue()), band.GetDescription(),
                   band.GetMetadata()) for band in bands],
    }


def differences_of_rasters(path_a, path_b):
    a, b = (gdal.OpenEx(str(path), gdal.OF_RASTER) for path in (path_a, path_b))
    descriptions = description_of_raster(a), description_of_raster(b)
    for key, value in descriptions[0].items():
        if descriptions[1][key] != value:
            yield f"{key}: {value} against {descriptions[1][key]}"
            return
    for band in range(1, a.RasterCount + 1):
        for row in range(a.RasterYSize):
            pixels = [d.GetRasterBand(band).ReadRaster(0, row, a.RasterXSize, 1) for d in (a, b)]
            if pixels[0] != pixels[1]:
                yield f"band {band}: the pixels differ in row {row}"
                return


def differences_of_archives(path_a, path_b):
    with zipfile.ZipFile(path_a) as a, zipfile.ZipFile(path_b) as b:
        if a.namelist() != b.namelist():
            yield f"members {a.namelist()} against {b.namelist()}"
            return
        for name in a.namelist():
            if a.read(name) != b.read(name):
                yield f"member {name} differs"


def differences_of_bytes(path_a, path_b):
    a, b = path_a.read_bytes(), path_b.read_bytes()
    if a == b:
        return
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    line = a.count(b"\n", 0, at) + 1
    around = slice(max(0, at - 30), at + 30)
    yield f"differs at byte {at} (line {line}): {a[around]!r} against {b[around]!r}"


COMPARISONS = {".gpkg": differences_of_geopackages, ".shp": differences_of_vectors, ".tif": differences_of_rasters,
               ".qgz": differences_of_archives, ".xlsx": differences_of_archives, ".zip": differences_of_archives}


def are_equal(path_a, path_b):
    """Byte by byte, a Shapefile with its parts."""
    suffixes = [path_a.suffix, *(PARTS_OF_A_SHAPEFILE if path_a.suffix == ".shp" else ())]
    pairs = [(path_a.with_suffix(suffix), path_b.with_suffix(suffix)) for suffix in suffixes]
    return all(filecmp.cmp(a, b, shallow=False) for a, b in pairs if a.exists() and b.exists())


def compare(folder_a, folder_b):
    """All differences between two folders, as lines."""
    names_a, names_b = ({path.relative_to(folder).as_posix() for path in folder.rglob("*")
                         if path.is_file() and path.suffix not in IGNORED} for folder in (folder_a, folder_b))
    if not names_a:
        return [f"{folder_a}: there is nothing to compare"]
    differences = [f"{name}: only in one of the folders" for name in sorted(names_a ^ names_b)]
    for name in sorted(names_a & names_b):
        suffix = Path(name).suffix
        if suffix in PARTS_OF_A_SHAPEFILE and Path(name).with_suffix(".shp").as_posix() in names_a & names_b:
            continue
        if are_equal(folder_a / name, folder_b / name):
            continue
        comparison = COMPARISONS.get(suffix, differences_of_bytes)
        try:
            found = list(comparison(folder_a / name, folder_b / name))
        except (RuntimeError, sqlite3.Error, zipfile.BadZipFile) as error:
            found = [f"cannot be read: {error}"]
        differences += [f"{name}: {difference}" for difference in found]
    return differences


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    differences = compare(Path(arguments[0]), Path(arguments[1]))
    for difference in differences:
        print(difference)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
