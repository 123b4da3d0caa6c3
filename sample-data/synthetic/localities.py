"""Makes outlines of the localities of the municipality: polygons of eleven corners, as large as the locality, around its middle.

Name, middle and area are those of Statistics Sweden for 2020 (CC0, ../../geo/data). The outlines are made up.
"""

import math

from .chance import stream, uniform
from .places import TO_DEGREES

# name: (northing, easting, hectares), SWEREF 99 TM
LOCALITIES = {
    "Backaryd": (6_244_489, 509_439, 70),
    "Bräkne-Hoby": (6_232_036, 507_199, 246),
    "Bökenäs, Korsanäs och Kuggeboda": (6_222_413, 521_270, 244),
    "Eringsboda": (6_255_098, 522_619, 77),
    "Hallabro": (6_249_413, 506_354, 61),
    "Johannishus": (6_231_093, 526_010, 100),
    "Kallinge": (6_233_964, 517_919, 539),
    "Listerby": (6_227_508, 524_654, 213),
    "Ronneby": (6_229_339, 517_481, 811),
    "Ronnebyhamn": (6_225_943, 517_067, 190),
    "Spjälkö och Saxemara": (6_224_490, 513_784, 212),
}
CORNERS = 11
CROOKED = 0.2  # a corner is nearer to the middle or further from it by at most this share


def make(seed):
    """Name and ring of (longitude, latitude), counter-clockwise and closed, of each."""
    return {name: ring(seed, name, *where) for name, where in LOCALITIES.items()}


def ring(seed, name, northing, easting, hectares):
    rng = stream(seed, "locality", name)
    reach = [1 + uniform(rng, -CROOKED, CROOKED) for _ in range(CORNERS)]
    step = 2 * math.pi / CORNERS
    area = sum(a * b * math.sin(step) / 2 for a, b in zip(reach, reach[1:] + reach[:1]))
    metres = math.sqrt(hectares * 10_000 / area)
    corners = []
    for i, each in enumerate(reach):
        latitude, longitude, _ = TO_DEGREES.TransformPoint(
            northing + each * metres * math.sin(i * step), easting + each * metres * math.cos(i * step)
        )
        corners.append((round(longitude, 6), round(latitude, 6)))
    return tuple(corners + corners[:1])
