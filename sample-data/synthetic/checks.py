"""Holds what was made against what was promised. A broken promise stops the generator before it writes a file."""

import math
from collections import Counter

from . import plan
from .counting import (
    block_counts,
    busiest_hour,
    class_counts,
    discovered,
    reported,
    usable,
    weekday_weights,
    within,
)
from .offences import CLASS_OF
from .places import BOUNDARY, BOUNDARY_POLYGON, PLACES, inside_boundary, metres, place

LAST_YEAR = plan.YEARS[-1]


def check(events, observations):
    check_ground()
    check_rows(events)
    for hot in plan.HOT_PLACES:
        check_hot_place(events, hot)
    check_order_on_a_grid(events)
    check_cold_places(events)
    check_discovered_only(events)
    check_felt_places(events, observations)


def check_ground():
    """The outline is right in size and winding, and the decoys stand well away from every hot place."""
    hot = [place(one.name) for one in plan.HOT_PLACES]
    centroids = [metres(*locality.centroid) for locality in plan.LOCALITIES if locality.centroid]
    quiet = metres(plan.QUIET_PATH.latitude, plan.QUIET_PATH.longitude)
    assert all(math.dist(a, b) >= 400 for a in centroids for b in hot)
    assert all(math.dist(quiet, b) >= 500 for b in hot)
    assert all(inside_boundary(place(name)) for name in PLACES)
    assert 800e6 < BOUNDARY_POLYGON.GetArea() < 850e6
    pairs = zip(BOUNDARY, BOUNDARY[1:] + BOUNDARY[:1])
    assert sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) > 0, "not counter-clockwise"


def check_rows(events):
    """The shares are those of a municipal export."""
    rows = usable(events)
    classes = Counter(event.position_class for event in rows)
    months = Counter(event.start.month for event in rows)
    assert len(events) == plan.ROWS
    assert 0.24 < sum(event.end is not None for event in rows) / len(rows) < 0.26
    assert 0.14 < classes["C"] / len(rows) < 0.16
    assert 0.04 < classes["D"] / len(rows) < 0.06
    assert months[7] == min(months.values())
    assert {event.offence for event in rows} == set(CLASS_OF)
    assert all(event.start.year in plan.YEARS for event in rows)
    assert all((event.end or event.start).year == event.start.year for event in rows)
    assert all(inside_boundary(event.point) for event in rows)


def check_hot_place(events, hot):
    """Counts, weekday, hours and leading class are the planted ones, by a clear margin."""
    here = within(events, place(hot.name), plan.RADIUS_M)
    assert tuple(len(reported(here, year)) for year in plan.YEARS) == hot.reported
    recent = reported(here, LAST_YEAR)
    (weekday, most), (_, next_most) = weekday_weights(recent).most_common(2)
    assert weekday == hot.peak_weekday and most > 1.25 * next_most, hot.name
    first, last = hot.rhythm.hours
    assert busiest_hour(recent, last - first) == first, hot.name
    leading, second = class_counts(recent).most_common(2)
    assert leading[1] > 1.25 * second[1], hot.name


def check_order_on_a_grid(events):
    """The fullest blocks of cells are at the hot places, in their order. No other block exceeds the limit."""
    fullest = [0] * len(plan.HOT_PLACES)
    for middle, count in block_counts(reported(events, LAST_YEAR)).items():
        touched = [rank for rank, hot in enumerate(plan.HOT_PLACES) if touches(middle, place(hot.name))]
        assert touched or count <= plan.BLOCK_LIMIT, middle
        if len(touched) == 1:
            fullest[touched[0]] = max(fullest[touched[0]], count)
    assert all(high > 1.2 * low for high, low in zip(fullest, fullest[1:])), fullest
    assert fullest[-1] > 3 * plan.BLOCK_LIMIT, fullest


def touches(middle, centre):
    """Whether the block about the cell `middle` reaches into the radius of a planted place."""
    gaps = (max((m - 1) * plan.CELL_M - c, c - (m + 2) * plan.CELL_M, 0) for m, c in zip(middle, centre))
    return math.hypot(*gaps) <= plan.RADIUS_M


def check_cold_places(events):
    for name in plan.COLD_PLACES:
        years = Counter(event.start.year for event in within(usable(events), place(name), plan.COLD_RADIUS_M))
        assert all(count <= plan.COLD_LIMIT for count in years.values()), name


def check_discovered_only(events):
    here = within(events, metres(plan.CONTROL.latitude, plan.CONTROL.longitude), plan.RADIUS_M)
    assert tuple(len(discovered(here, year)) for year in plan.YEARS) == plan.CONTROL.discovered
    assert not any(reported(here, year) for year in plan.YEARS)


def check_felt_places(events, observations):
    for felt in (plan.UNDERPASS, plan.QUIET_PATH, plan.SAFE_SQUARE):
        centre = metres(felt.latitude, felt.longitude)
        crimes = len(reported(within(events, centre, plan.FELT_RADIUS_M), LAST_YEAR))
        feelings = Counter(one.feeling for one in within(observations, centre, plan.FELT_RADIUS_M))
        assert crimes > 20 if felt.with_crime else crimes == 0, felt.name
        assert feelings["trygg" if felt is plan.SAFE_SQUARE else "otrygg"] > 0.6 * feelings.total(), felt.name
