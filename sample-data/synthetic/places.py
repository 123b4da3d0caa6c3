"""Where: real public places of Ronneby, an outline drawn by hand, and the coordinate systems.

A point is a pair (northing, easting) in metres of SWEREF 99 TM (EPSG:3006), in the axis order of its authority.
"""

from osgeo import gdal, ogr, osr

gdal.UseExceptions()

PUBLIC, ABOUT, ROUGH = "offentlig uppgift", "ungefärlig", "osäker (500 m eller sämre)"

# name: (latitude, longitude, how well the position is known)
PLACES = {
    "Resecentrum": (56.2069, 15.2828, PUBLIC),
    "Kallinge torg": (56.2450, 15.2856, PUBLIC),
    "Bräkne-Hoby station": (56.2308, 15.1156, PUBLIC),
    "Listerby": (56.1981, 15.4028, PUBLIC),
    "Ronnebyhamn": (56.1764, 15.2986, PUBLIC),
    "Saxemara": (56.1675, 15.2292, PUBLIC),
    "Flygplatsen": (56.2542, 15.2672, PUBLIC),
    "Backaryd": (56.3475, 15.1531, PUBLIC),
    "Eringsboda": (56.4385, 15.3575, PUBLIC),
    "Brunnsparken": (56.2030, 15.2790, ABOUT),
    "Torget": (56.2095, 15.2760, ROUGH),
    "Karlskronagatan": (56.2090, 15.2790, ROUGH),
    "Knut Hahnsskolan": (56.2130, 15.2800, ROUGH),
    "Snäckebacksskolan": (56.2030, 15.2960, ROUGH),
    "Kallingeskolan": (56.2420, 15.2900, ROUGH),
    "Kallinge ishall": (56.2380, 15.2870, ROUGH),
    "Johannishus": (56.2330, 15.4380, ROUGH),
    "Hallabro": (56.3800, 15.1000, ROUGH),
}

# Roughly the land of the municipality, drawn by hand: counter-clockwise, (longitude, latitude).
BOUNDARY = (
    (15.055, 56.168), (15.130, 56.155), (15.205, 56.157), (15.270, 56.165), (15.310, 56.155), (15.370, 56.155),
    (15.430, 56.170), (15.490, 56.185), (15.480, 56.225), (15.465, 56.265), (15.420, 56.285), (15.370, 56.330),
    (15.310, 56.365), (15.325, 56.395), (15.395, 56.410), (15.445, 56.445), (15.460, 56.480), (15.390, 56.490),
    (15.330, 56.470), (15.240, 56.465), (15.180, 56.445), (15.100, 56.450), (15.010, 56.450), (14.965, 56.400),
    (14.985, 56.365), (15.030, 56.345), (15.025, 56.285), (15.045, 56.225),
)  # fmt: skip


def crs(code):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    return reference


TO_METRES = osr.CoordinateTransformation(crs(4326), crs(3006))
TO_DEGREES = osr.CoordinateTransformation(crs(3006), crs(4326))
TO_EXPORT = osr.CoordinateTransformation(crs(3006), crs(3009))


def metres(latitude, longitude):
    """The point of a position in degrees."""
    return TO_METRES.TransformPoint(latitude, longitude)[:2]


def place(name):
    """The point of a named place."""
    latitude, longitude, _ = PLACES[name]
    return metres(latitude, longitude)


def boundary_polygon():
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for longitude, latitude in BOUNDARY + BOUNDARY[:1]:
        northing, easting = metres(latitude, longitude)
        ring.AddPoint_2D(easting, northing)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


BOUNDARY_POLYGON = boundary_polygon()


def inside_boundary(point):
    northing, easting = point
    geometry = ogr.Geometry(ogr.wkbPoint)
    geometry.AddPoint_2D(easting, northing)
    return BOUNDARY_POLYGON.Contains(geometry)
