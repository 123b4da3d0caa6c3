#!/usr/bin/env python3
"""Are the outputs of a run valid files of their formats?

    validate_outputs.py [--geojsonhint PROGRAM] [--require SUFFIX,...] FOLDER

    .gpkg      GeoPackage: GDAL's validate_gpkg
    .tif       cloud optimised GeoTIFF: GDAL's validate_cloud_optimized_geotiff, every block is looked at
    .geojson   RFC 7946: geojsonhint, and none of the NaN that JSON does not have. Of a file of many features geojsonhint
               sees FEATURES_LOOKED_AT, evenly taken, as it needs some seconds for a thousand; LYKTA_LONG=1: all
    .json      JSON
    .gpx .kml .qgs .qml   well-formed XML;  .qgz: the same inside

Anything that geojsonhint says is a fault: a crs member and a wrong winding are only "messages" to it. PROGRAM is, without
the option, $LYKTA_GEOJSONHINT or build/npm/node_modules/.bin/geojsonhint, where script/test installs it. A missing
validator is a fault. --require names suffixes of which there must be at least one file (for example gpkg,tif).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile
from pathlib import Path

try:
    from osgeo import gdal
    from osgeo_utils.samples import validate_cloud_optimized_geotiff, validate_gpkg
except ImportError as error:
    sys.exit(f"validate_outputs.py needs the package python3-gdal: {error}")

gdal.UseExceptions()

FEATURES_LOOKED_AT = 1000


def default_geojsonhint():
    installed = Path(__file__).resolve().parents[2] / "build" / "npm" / "node_modules" / ".bin" / "geojsonhint"
    return os.environ.get("LYKTA_GEOJSONHINT") or str(installed)


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def faults_of_json(path):
    try:
        json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse_constant)
    except ValueError as error:
        return [str(error)]
    return []


def features_looked_at(path, folder):
    """The file itself, or a copy in `folder` with as many features as are looked at."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    features = whole.get("features", []) if isinstance(whole, dict) else []
    if len(features) <= FEATURES_LOOKED_AT or os.environ.get("LYKTA_LONG") == "1":
        return path
    step = len(features) / FEATURES_LOOKED_AT
    whole["features"] = [features[int(i * step)] for i in range(FEATURES_LOOKED_AT - 1)] + [features[-1]]
    part = Path(folder) / path.name
    part.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return part


def faults_of_geojson(path, geojsonhint):
    faults = faults_of_json(path)
    if faults:
        return faults
    with tempfile.TemporaryDirectory() as folder:
        return faults_of_features(features_looked_at(path, folder), geojsonhint)


def faults_of_features(path, geojsonhint):
    # Its exit code is 0 whatever it finds, so what it prints decides.
    done = subprocess.run([geojsonhint, "--format", "compact", str(path)], stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    faults = [line.removeprefix(f"{path}: ") for line in done.stdout.splitlines() if line.strip()]
    if done.returncode != 0:
        faults.append(f"geojsonhint ended with exit code {done.returncode}")
    return faults


def faults_of_gpkg(path):
    try:
        errors = validate_gpkg.check(str(path), abort_at_first_error=False)
    except Exception as error:  # the validator's own assertions, and SQLite's errors on a broken file
        return [f"{type(error).__name__}: {error}"]
    return [f"requirement {requirement}: {message}" for requirement, message in errors]


def faults_of_cog(path):
    try:
        warnings, errors, _ = validate_cloud_optimized_geotiff.validate(str(path), full_check=True)
    except Exception as error:  # ValidateCloudOptimizedGeoTIFFException, and GDAL's on a broken file
        return [f"{type(error).__name__}: {error}"]
    for warning in warnings:
        print(f"note    {path}: {warning}")
    return list(errors)


def faults_of_xml(text):
    try:
        xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        return [f"not well-formed XML: {error}"]
    return []


def faults_of_qgz(path):
    try:
        with zipfile.ZipFile(path) as archive:
            projects = [name for name in archive.namelist() if name.endswith(".qgs")]
            if len(projects) != 1:
                return [f"holds {len(projects)} .qgs files, expected one"]
            return faults_of_xml(archive.read(projects[0]))
    except zipfile.BadZipFile as error:
        return [str(error)]


def validators(geojsonhint):
    def well_formed(path):
        return faults_of_xml(path.read_bytes())

    return {".gpkg": faults_of_gpkg, ".tif": faults_of_cog, ".json": faults_of_json, ".qgz": faults_of_qgz,
            ".geojson": lambda path: faults_of_geojson(path, geojsonhint),
            ".gpx": well_formed, ".kml": well_formed, ".qgs": well_formed, ".qml": well_formed}


def check(folder, geojsonhint, required=()):
    """All faults of the files below a folder, as lines."""
    by_suffix = validators(geojsonhint)
    files = sorted(path for path in folder.rglob("*") if path.suffix in by_suffix and path.is_file())
    if not files:
        return [f"{folder}: there is no file to validate"]
    found = {path.suffix for path in files}
    faults = [f"{folder}: there is no .{suffix} file" for suffix in required if f".{suffix}" not in found]
    if ".geojson" in found and not os.access(geojsonhint, os.X_OK):
        return faults + [f"geojsonhint is missing: {geojsonhint} (script/test installs it)"]
    for path in files:
        faults_of_file = by_suffix[path.suffix](path)
        print(f"{'FAILED ' if faults_of_file else 'ok     '} {path.relative_to(folder)}")
        faults += [f"{path.relative_to(folder)}: {fault}" for fault in faults_of_file]
    return faults


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--geojsonhint", default=default_geojsonhint(), metavar="PROGRAM")
    parser.add_argument("--require", default="", metavar="SUFFIX,...")
    options = parser.parse_args(arguments)
    faults = check(options.folder, options.geojsonhint, [suffix for suffix in options.require.split(",") if suffix])
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
