"""compare_runs.py passes equal outputs and reports a difference in each kind of file."""

import tempfile
import unittest
import zipfile
from pathlib import Path

from osgeo import gdal, ogr, osr

import compare_runs


class CompareRuns(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.a, self.b = Path(folder.name) / "a", Path(folder.name) / "b"
        self.a.mkdir()
        self.b.mkdir()

    def assert_same(self):
        self.assertEqual(compare_runs.compare(self.a, self.b), [])

    def assert_difference(self, expected):
        differences = compare_runs.compare(self.a, self.b)
        self.assertTrue(any(expected in line for line in differences), f"'{expected}' is not in {differences}")

    def write_vector(self, path, driver, rank=1, x=0.1):
        system = osr.SpatialReference()
        system.ImportFromEPSG(3006)
        dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
        layer = dataset.CreateLayer("places", system, ogr.wkbPoint)
        layer.CreateField(ogr.FieldDefn("rank", ogr.OFTInteger))
        layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("rank", rank)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x!r} 2)"))
        layer.CreateFeature(feature)

    def write_tif(self, path, value):
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), 20, 20, 1, gdal.GDT_Float32)
        dataset.SetGeoTransform([0, 1, 0, 0, 0, -1])
        dataset.GetRasterBand(1).Fill(value)

    def test_empty_folders_are_no_equal_runs(self):
        self.assert_difference("nothing to compare")

    def test_bytes(self):
        (self.a / "cells.csv").write_text("a;1\nb;2\n")
        (self.b / "cells.csv").write_text("a;1\nb;2\n")
        self.assert_same()
        (self.b / "cells.csv").write_text("a;1\nb;3\n")
        self.assert_difference("cells.csv: differs at byte 6 (line 2)")

    def test_a_file_in_one_folder_only(self):
        (self.a / "cells.csv").write_text("a;1\n")
        self.assert_difference("cells.csv: only in one of the folders")

    def assert_vectors_compare(self, driver, name, geometry="geometry"):
        self.write_vector(self.a / name, driver)
        self.write_vector(self.b / name, driver)
        self.assert_same()
        for values, expected in (({"rank": 2}, "rank: 1 against 2"), ({"x": 0.1 + 1e-16}, f"{geometry}: ")):
            ogr.GetDriverByName(driver).DeleteDataSource(str(self.b / name))
            self.write_vector(self.b / name, driver, **values)
            self.assert_difference(expected)

    def test_geopackage(self):
        self.assert_vectors_compare("GPKG", "places.gpkg", geometry="geom")

    def test_shapefile(self):
        self.assert_vectors_compare("ESRI Shapefile", "places.shp")

    def test_rasters(self):
        self.write_tif(self.a / "density.tif", 1)
        self.write_tif(self.b / "density.tif", 1)
        self.assert_same()
        self.write_tif(self.b / "density.tif", 1.5)
        self.assert_difference("density.tif: band 1: the pixels differ in row 0")

    def test_archives_are_compared_without_their_times(self):
        for folder, year, text in ((self.a, 2024, "x"), (self.b, 2025, "x")):
            with zipfile.ZipFile(folder / "lykta.qgz", "w") as archive:
                archive.writestr(zipfile.ZipInfo("lykta.qgs", (year, 1, 1, 0, 0, 0)), text)
        self.assert_same()
        with zipfile.ZipFile(self.b / "lykta.qgz", "w") as archive:
            archive.writestr("lykta.qgs", "y")
        self.assert_difference("lykta.qgz: member lykta.qgs differs")

    def test_a_broken_file_is_a_difference(self):
        self.write_vector(self.a / "places.gpkg", "GPKG")
        (self.b / "places.gpkg").write_text("broken")
        self.assert_difference("places.gpkg: cannot be read")


if __name__ == "__main__":
    unittest.main()
