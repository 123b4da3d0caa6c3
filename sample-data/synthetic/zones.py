"""Makes areas of the town with made-up residents: five by five, with crooked borders, between the harbour and Kallinge.

Neither the borders nor the names nor the numbers are real. In one area nobody lives, as in a real industrial one.
"""

from dataclasses import dataclass

from .chance import stream, uniform
from .places import TO_DEGREES

ROWS, COLUMNS = 5, 5
SOUTH, WEST = 6_227_000, 514_500  # SWEREF 99 TM
HEIGHT_M, WIDTH_M = 1_700, 1_200
CROOKED_M = 250  # corners are moved by at most so much
EMPTY = (2, 1)  # row and column of the area where nobody lives
FEWEST, MOST = 60, 1_900


@dataclass(frozen=True)
class Zone:
    code: str
    name: str
    residents: int
    ring: tuple  # of (longitude, latitude), counter-clockwise and closed


def make(seed):
    corners = {
        (row, column): corner(seed, row, column) for row in range(ROWS + 1) for column in range(COLUMNS + 1)
    }
    return [zone(seed, row, column, corners) for row in range(ROWS) for column in range(COLUMNS)]


def corner(seed, row, column):
    """A corner that up to four areas share, so that they touch."""
    rng = stream(seed, "zone corner", str(row), str(column))
    northing = SOUTH + row * HEIGHT_M + uniform(rng, -CROOKED_M, CROOKED_M)
    easting = WEST + column * WIDTH_M + uniform(rng, -CROOKED_M, CROOKED_M)
    latitude, longitude, _ = TO_DEGREES.TransformPoint(northing, easting)
    return round(longitude, 6), round(latitude, 6)


def zone(seed, row, column, corners):
    rng = stream(seed, "zone residents", str(row), str(column))
    # Squared, so that most areas have few residents and some have many.
    residents = 0 if (row, column) == EMPTY else round(FEWEST + (MOST - FEWEST) * rng.random() ** 2)
    ring = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column), (row, column)]
    letter = "ABCDE"[row]
    return Zone(
        code=f"SYN-{letter}{column + 1}",
        name=f"Område {letter}{column + 1} (syntetiskt)",
        residents=residents,
        ring=tuple(corners[each] for each in ring),
    )
