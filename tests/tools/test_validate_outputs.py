"""validate_outputs.py passes valid files of each format and reports deliberately wrong ones."""

import contextlib
import io
import json
import sqlite3
import tempfile
import unittest
import zipfile
from pathlib import Path

from osgeo import gdal, ogr, osr

import validate_outputs

COUNTER_CLOCKWISE = [[15.0, 56.0], [15.1, 56.0], [15.1, 56.1], [15.0, 56.0]]


def geojson(ring, **members):
    polygon = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {}, "geometry": polygon}
    return json.dumps({"type": "FeatureCollection", **members, "features": [feature]})


def sweref99():
    system = osr.SpatialReference()
    system.ImportFromEPSG(3006)
    return system


class ValidateOutputs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def faults(self, required=()):
        with contextlib.redirect_stdout(io.StringIO()):
            return validate_outputs.check(self.folder, validate_outputs.default_geojsonhint(), required)

    def assert_valid(self):
        self.assertEqual(self.faults(), [])

    def assert_fault(self, expected):
        faults = self.faults()
        self.assertTrue(any(expected in fault for fault in faults), f"'{expected}' is not in {faults}")

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def write_tif(self, driver):
        # Large enough for overviews: without them even a plain tiled file would do.
        source = gdal.GetDriverByName("MEM").Create("", 1200, 1200, 1, gdal.GDT_Float32)
        source.SetProjection(sweref99().ExportToWkt())
        source.SetGeoTransform([500000, 100, 0, 6300000, 0, -100])
        source.GetRasterBand(1).Fill(1.5)
        gdal.GetDriverByName(driver).CreateCopy(str(self.folder / "a.tif"), source)

    def write_gpkg(self):
        path = str(self.folder / "a.gpkg")
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        layer = dataset.CreateLayer("places", sweref99(), ogr.wkbPoint)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (500000 6300000)"))
        layer.CreateFeature(feature)
        del feature, layer, dataset
        return path

    def test_an_empty_folder_and_a_missing_kind_fail(self):
        self.assert_fault("there is no file to validate")
        self.write("a.json", "{}")
        self.assertEqual(len(self.faults(required=["json", "gpkg"])), 1)

    def test_geojson(self):
        self.write("a.geojson", geojson(COUNTER_CLOCKWISE))
        self.assert_valid()

    def test_a_clockwise_ring_fails(self):
        self.write("a.geojson", geojson(COUNTER_CLOCKWISE[::-1]))
        self.assert_fault("right-hand rule")

    def test_a_crs_member_fails(self):
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
        self.write("a.geojson", geojson(COUNTER_CLOCKWISE, crs=crs))
        self.assert_fault("old-style crs member")

    def test_nan_fails(self):
        self.write("a.geojson", geojson(COUNTER_CLOCKWISE).replace("15.1", "NaN"))
        self.assert_fault("NaN is not JSON")

    def test_a_missing_geojsonhint_fails(self):
        self.write("a.geojson", geojson(COUNTER_CLOCKWISE))
        faults = validate_outputs.check(self.folder, str(self.folder / "absent"))
        self.assertIn("geojsonhint is missing", faults[0])

    def test_cloud_optimised_geotiff(self):
        self.write_tif("COG")
        self.assert_valid()

    def test_a_plain_tif_fails(self):
        self.write_tif("GTiff")
        self.assert_fault("a.tif: The file is greater than 512xH or Wx512")

    def test_a_broken_tif_fails(self):
        self.write("a.tif", "II*")
        self.assert_fault("a.tif: ")

    def test_geopackage(self):
        self.write_gpkg()
        self.assert_valid()

    def test_a_geopackage_that_lost_its_geometry_columns_fails(self):
        with contextlib.closing(sqlite3.connect(self.write_gpkg())) as database:
            database.execute("DELETE FROM gpkg_geometry_columns")
            database.commit()
        self.assert_fault("a.gpkg: ")

    def test_a_broken_geopackage_fails(self):
        self.write("a.gpkg", "not a database, but long enough to hold the header that is read first " * 3)
        self.assert_fault("a.gpkg: ")

    def test_json_and_xml(self):
        self.write("a.json", '{"a": 1}')
        self.write("a.gpx", "<gpx/>")
        with zipfile.ZipFile(self.folder / "a.qgz", "w") as archive:
            archive.writestr("a.qgs", "<qgis/>")
        self.assert_valid()

    def test_broken_json_and_xml_fail(self):
        self.write("a.json", '{"a": NaN}')
        self.write("a.gpx", "<gpx>")
        with zipfile.ZipFile(self.folder / "a.qgz", "w") as archive:
            archive.writestr("a.qgs", "<qgis>")
        self.assertEqual(len(self.faults()), 3)


if __name__ == "__main__":
    unittest.main()
