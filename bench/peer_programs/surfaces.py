"""Density rasters of others, in one convention, and the plain sum that they are held against."""

import math
from dataclasses import dataclass

import numpy as np
from osgeo import gdal

gdal.UseExceptions()


@dataclass
class Surface:
    """Events per km2; the first row is the lowest. `west` and `south` are the outer edges."""

    values: np.ndarray
    west: float
    south: float
    cell_m: float

    @property
    def north(self):
        return self.south + self.values.shape[0] * self.cell_m


def read_gdal(path, per_unit):
    """A raster that GDAL reads; `per_unit` makes events per km2 of its numbers. No data is no event."""
    data = gdal.Open(str(path))
    west, cell_m, _, north, _, _ = data.GetGeoTransform()
    band = data.GetRasterBand(1)
    values = band.ReadAsArray().astype(float)
    if band.GetNoDataValue() is not None:
        values[values == band.GetNoDataValue()] = 0
    return Surface(values[::-1] * per_unit, west, north - cell_m * values.shape[0], cell_m)


def read_floats(path, square, cells):
    """Bare 32-bit numbers, events per km2, from the lowest row up."""
    values = np.fromfile(path, np.float32).reshape(cells, cells)
    return Surface(values, square.west, square.south, square.side_m / cells)


def sampled_pixels(surface, number, seed=1):
    """Rows and columns, half of them anywhere and half among the thousandth with the largest values."""
    rows, columns = surface.values.shape
    draw = np.random.default_rng(seed)
    anywhere = draw.integers(0, rows * columns, number // 2)
    top = max(number, rows * columns // 1000)
    largest = np.argpartition(surface.values, -top, axis=None)[-top:]
    return np.unravel_index(np.concatenate([anywhere, draw.choice(largest, number - number // 2, replace=False)]),
                            (rows, columns))


class PlainSum:
    """The quartic kernel's sum over the points, in double precision."""

    def __init__(self, points, bandwidth_m):
        self.points = points[np.argsort(points[:, 0])]
        self.bandwidth_m = bandwidth_m

    def _near(self, x):
        first, last = np.searchsorted(self.points[:, 0], [x - self.bandwidth_m, x + self.bandwidth_m])
        return self.points[first:last]

    def _sum(self, across, along):
        left = np.maximum(0, 1 - (across**2 + along**2) / self.bandwidth_m**2)
        return 3e6 / math.pi / self.bandwidth_m**2 * np.sum(left**2)

    def at(self, surface, rows, columns):
        """At the centres of pixels."""
        result = []
        for row, column in zip(rows, columns):
            x = surface.west + (column + 0.5) * surface.cell_m
            y = surface.south + (row + 0.5) * surface.cell_m
            near = self._near(x)
            result.append(self._sum(near[:, 0] - x, near[:, 1] - y))
        return np.array(result)

    def at_with_the_rows_of_qgis(self, surface, rows, columns):
        """QGIS 3.22 counts the rows of a kernel's stamp from the south and writes it from the north.

        So the stamp of each event lies upside down, off by up to a pixel along y.
        `QgsKernelDensityEstimation::addFeature`.
        """
        # To the millimetre, as its layer has them: a row more or less hangs on it.
        south = np.round(self.points[:, 1].min(), 3) - self.bandwidth_m
        result = []
        for row, column in zip(rows, columns):
            x = surface.west + (column + 0.5) * surface.cell_m
            near = np.round(self._near(x), 3)
            from_south = np.floor((near[:, 1] - south) / surface.cell_m)
            from_north = np.floor((surface.north - near[:, 1]) / surface.cell_m)
            written = surface.values.shape[0] - 1 - row
            y = south + (from_south + written - from_north + 0.5) * surface.cell_m
            result.append(self._sum(near[:, 0] - x, near[:, 1] - y))
        return np.array(result)


def largest_difference(surface, expected, pixels):
    """As a share of the largest value expected."""
    return float(np.abs(surface.values[pixels] - expected).max() / expected.max())
