"""Draws of numbers, keys and points.

Every draw uses random() alone: its stream stays the same from one version of Python to the next. Each part of the
sample has a stream of its own, so a change to one place leaves the others as they are.
"""

import math
import random


def stream(seed, *part):
    """A source of random numbers for one part of the sample, named by words."""
    return random.Random("/".join([str(seed), *part]))


def uniform(rng, low, high):
    return low + (high - low) * rng.random()


def pick(rng, weights):
    """A key of `weights`, as often as its value says."""
    left = rng.random() * sum(weights.values())
    for key, weight in weights.items():
        left -= weight
        if left < 0:
            return key
    return key


def pick_index(rng, weights):
    return pick(rng, dict(enumerate(weights)))


def scatter(rng, point, spread_m):
    """A point with a round normal scatter about `point` (Box and Muller)."""
    return beside(point, spread_m * math.sqrt(-2 * math.log(1 - rng.random())), rng)


def in_disc(rng, centre, radius_m):
    """A point in a disc, a little denser towards its middle."""
    return beside(centre, radius_m * rng.random() ** 0.6, rng)


def beside(point, distance_m, rng):
    """The point at this distance in any direction."""
    angle = uniform(rng, 0, 2 * math.pi)
    return point[0] + distance_m * math.sin(angle), point[1] + distance_m * math.cos(angle)
