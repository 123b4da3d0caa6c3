"""Says what a raster holds: its bands, how many values they have, their sum, the smallest and the largest.

    look_at_raster.py FILE [--like OTHER SHARE]

With --like: nothing else is said but whether each value is within this share of OTHER's largest value of its band.
"""

import array
import math
import sys

from osgeo import gdal

gdal.UseExceptions()


def values_of(band):
    values = array.array("d")
    values.frombytes(band.ReadRaster(buf_type=gdal.GDT_Float64))
    return values


def bands_of(path):
    """Name and values of each band; the name with its unit, if it has one."""
    dataset = gdal.Open(path)
    bands = []
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        unit = f" [{band.GetUnitType()}]" if band.GetUnitType() else ""
        bands.append((band.GetDescription() + unit, values_of(band)))
    return bands


def largest_difference(values, others):
    """As a share of the largest of the others; infinite where one has a value and the other none."""
    if len(values) != len(others) or any(math.isnan(a) != math.isnan(b) for a, b in zip(values, others)):
        return math.inf
    pairs = [(a, b) for a, b in zip(values, others) if not math.isnan(a)]
    return max(abs(a - b) for a, b in pairs) / max(b for _, b in pairs)


def main(path, like=None, other=None, share=None):
    bands = bands_of(path)
    if like:
        others = bands_of(other)
        worst = max(largest_difference(a, b) for (_, a), (_, b) in zip(bands, others))
        sys.exit(None if len(bands) == len(others) and worst <= float(share) else f"not alike: {worst}")
    for name, values in bands:
        known = [value for value in values if not math.isnan(value)]
        print(f"{name}: {len(known)} of {len(values)} cells, sum {sum(known):.5g}, "
              f"from {min(known):.4g} to {max(known):.4g}")


main(*sys.argv[1:])
