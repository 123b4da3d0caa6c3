#!/usr/bin/env python3
"""Did two runs give the same outputs?

    compare_runs.py FOLDER_A FOLDER_B

Both folders must hold the same files. They are compared byte for byte, but for formats whose writers add a time of
writing or an order of their own:
    .gpkg and .shp   the same layers, fields and features in the same order: every field and the geometry to the bit
    .tif             the same size, place, bands, metadata and pixels
    .qgz .xlsx .zip  the same members with the same bytes
"""

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


COMPARISONS = {".gpkg": differences_of_vectors, ".shp": differences_of_vectors, ".tif": differences_of_rasters,
               ".qgz": differences_of_archives, ".xlsx": differences_of_archives, ".zip": differences_of_archives}


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
        comparison = COMPARISONS.get(suffix, differences_of_bytes)
        try:
            found = list(comparison(folder_a / name, folder_b / name))
        except (RuntimeError, zipfile.BadZipFile) as error:
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
