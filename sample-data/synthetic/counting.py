"""Counts events by place, year, cell, hour and class, for the checks and for the truth."""

import math
from collections import Counter
from datetime import timedelta

from .offences import CLASS_OF
from .plan import CELL_M


def usable(events):
    return [event for event in events if not event.fault]


def within(things, centre, radius_m):
    """The events or observations recorded within `radius_m` of `centre`."""
    return [thing for thing in things if math.dist(thing.point, centre) <= radius_m]


def reported(events, year):
    """What a point analysis counts by default: reported, and known better than to the locality."""
    return [
        event
        for event in usable(events)
        if event.start.year == year and not event.discovered and event.position_class != "D"
    ]


def discovered(events, year):
    return [event for event in usable(events) if event.start.year == year and event.discovered]


def class_counts(events):
    return Counter(CLASS_OF[event.offence] for event in events)


def cell_of(point):
    """Row and column of the cell of a point. A cell holds its southern and western edges."""
    return math.floor(point[0] / CELL_M), math.floor(point[1] / CELL_M)


def block_about(middle):
    """The 3 x 3 cells about the cell `middle`."""
    return [(middle[0] + row, middle[1] + column) for row in (-1, 0, 1) for column in (-1, 0, 1)]


def block_counts(events):
    """For each cell, the events in the block about it."""
    counts = Counter()
    for event in events:
        counts.update(block_about(cell_of(event.point)))
    return counts


def hours_of(event):
    """(moment, weight) for each clock hour that an event touches: its time is spread evenly, and weighs 1 in all."""
    if event.end is None:
        yield event.start, 1.0
        return
    start = event.start
    while start < event.end:
        end = min(start.replace(minute=0) + timedelta(hours=1), event.end)
        yield start, (end - start) / (event.end - event.start)
        start = end


def weekday_weights(events):
    weights = Counter()
    for event in events:
        for moment, weight in hours_of(event):
            weights[moment.weekday()] += weight
    return weights


def hour_weights(events):
    weights = Counter()
    for event in events:
        for moment, weight in hours_of(event):
            weights[moment.hour] += weight
    return weights


def busiest_hour(events, length):
    """The first of the `length` hours in a row, round the clock, that weigh most."""
    weights = hour_weights(events)
    return max(range(24), key=lambda first: sum(weights[(first + i) % 24] for i in range(length)))
