"""Makes the events: at the hot places, at the control, on the centroids, and thinly everywhere else."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from . import offences, plan
from .chance import in_disc, pick, scatter, stream, uniform
from .clock import draw_time
from .counting import block_about, cell_of
from .places import BOUNDARY_POLYGON, PLACES, inside_boundary, metres, place
from .plan import YEARS


@dataclass(frozen=True)
class Event:
    offence: str
    start: datetime
    end: datetime  # None for an instant
    discovered: bool
    position_class: str
    point: tuple  # as recorded
    fault: str = None  # why the row cannot be used


def make(seed):
    """All events, in the order of their start."""
    planted = [event for hot in plan.HOT_PLACES for event in at_hot_place(stream(seed, "hot", hot.name), hot)]
    planted += at_control(stream(seed, "control"))
    planted += at_centroids(stream(seed, "centroids"))
    unusable = list(unusable_events(stream(seed, "unusable")))
    rest = plan.ROWS - len(planted) - len(unusable)
    background = background_events(stream(seed, "background"), rest)
    return sorted(planted + background + unusable, key=lambda event: (event.start, event.point))


def draw_event(rng, year, rhythm, mix, position_class, point, discovered=False):
    offence = pick(rng, mix)
    start, end = draw_time(rng, year, rhythm, offence, discovered)
    return Event(offence, start, end, discovered, position_class, point)


def record(rng, true_point, gps_share):
    """How a position is written down: its class, A or B, and the point with the error of the class."""
    if rng.random() < gps_share:
        return "A", scatter(rng, true_point, plan.GPS_ERROR_M)
    return "B", scatter(rng, true_point, plan.ADDRESS_ERROR_M)


def record_at(rng, centre, street_share, gps_share):
    """The same at a planted place: on its very point (class C), or scattered within its radius."""
    if rng.random() < street_share:
        return "C", centre
    while True:
        position_class, point = record(rng, scatter(rng, centre, plan.SPREAD_M), gps_share)
        if math.dist(point, centre) <= plan.RADIUS_M:
            return position_class, point


def at_hot_place(rng, hot):
    centre = place(hot.name)
    for year, reported, discovered in zip(YEARS, hot.reported, hot.discovered):
        for _ in range(reported):
            position = record_at(rng, centre, plan.STREET_SHARE, plan.GPS_SHARE)
            yield draw_event(rng, year, hot.rhythm, hot.offences, *position)
        for _ in range(discovered):
            position = record_at(rng, centre, street_share=0.1, gps_share=0.8)
            yield draw_event(rng, year, hot.rhythm, offences.PATROL, *position, discovered=True)


def at_control(rng):
    centre = metres(plan.CONTROL.latitude, plan.CONTROL.longitude)
    for year, discovered in zip(YEARS, plan.CONTROL.discovered):
        for _ in range(discovered):
            position = record_at(rng, centre, street_share=0, gps_share=0.9)
            yield draw_event(rng, year, plan.CONTROL.rhythm, offences.PATROL, *position, discovered=True)


def at_centroids(rng):
    for locality in plan.LOCALITIES:
        for year in YEARS:
            for _ in range(locality.at_centroid):
                yield draw_event(rng, year, plan.Rhythm(), offences.BACKGROUND, "D", metres(*locality.centroid))


def unusable_events(rng):
    """Ordinary events but for their fault. Most rows are spoiled only as they are written."""
    town = plan.LOCALITIES[0]
    centre = metres(town.latitude, town.longitude)
    for fault, count in plan.UNUSABLE.items():
        for _ in range(count):
            year = YEARS[int(rng.random() * len(YEARS))]
            point = in_disc(rng, centre, town.radius_m)
            event = draw_event(rng, year, plan.Rhythm(), offences.BACKGROUND, "B", point)
            if fault == "end_before_start":
                event = replace(event, end=event.start - timedelta(hours=3))
            yield replace(event, fault=fault)


def background_events(rng, rows):
    """`rows` events: street places and localities first. The countryside takes what is left."""
    background = Background(rng)
    events = []
    for year in YEARS:
        events += [background.at(year, name) for name in plan.STREET_PLACES for _ in range(plan.AT_EACH_STREET_PLACE)]
        for locality in plan.LOCALITIES:
            events += [background.in_locality(year, locality) for _ in range(locality.reported)]
            events += [background.in_locality(year, locality, discovered=True) for _ in range(locality.discovered)]
    left = rows - len(events)
    events += [background.in_the_country(YEARS[i * len(YEARS) // left]) for i in range(left)]
    return events


class Background:
    """Events that form no cluster: away from planted places, and at most BLOCK_LIMIT of a year in 3 x 3 cells."""

    def __init__(self, rng):
        self._rng = rng
        self._count = Counter()  # by year and cell
        self._kept_clear = [(place(hot.name), plan.RADIUS_M) for hot in plan.HOT_PLACES]
        self._kept_clear.append((metres(plan.CONTROL.latitude, plan.CONTROL.longitude), plan.RADIUS_M))
        quiet = metres(plan.QUIET_PATH.latitude, plan.QUIET_PATH.longitude)
        self._kept_clear.append((quiet, plan.QUIET_CLEARANCE_M))

    def at(self, year, name):
        """On the point of a named place (class C)."""
        return self._event(year, "C", place(name))

    def in_locality(self, year, locality, discovered=False):
        centre = metres(locality.latitude, locality.longitude)
        return self._draw(year, lambda: in_disc(self._rng, centre, locality.radius_m), discovered)

    def in_the_country(self, year):
        return self._draw(year, self._country_point)

    def _country_point(self):
        west, east, _, north = BOUNDARY_POLYGON.GetEnvelope()
        south, _ = metres(plan.COUNTRY_SOUTH, 15.0)
        while True:
            point = uniform(self._rng, south, north), uniform(self._rng, west, east)
            if all(math.dist(point, place(name)) > plan.COUNTRY_CLEARANCE_M for name in PLACES):
                return point

    def _draw(self, year, draw_point, discovered=False):
        while True:
            position_class, point = record(self._rng, draw_point(), plan.GPS_SHARE)
            if inside_boundary(point) and self._is_clear(point) and self._has_room(year, point):
                return self._event(year, position_class, point, discovered)

    def _event(self, year, position_class, point, discovered=False):
        self._count[year, cell_of(point)] += 1
        mix = offences.PATROL if discovered else offences.BACKGROUND
        return draw_event(self._rng, year, plan.Rhythm(), mix, position_class, point, discovered)

    def _is_clear(self, point):
        return all(math.dist(point, centre) > radius_m for centre, radius_m in self._kept_clear)

    def _has_room(self, year, point):
        """Whether every block about the point can take one more."""
        return all(self._block_count(year, middle) < plan.BLOCK_LIMIT for middle in block_about(cell_of(point)))

    def _block_count(self, year, middle):
        return sum(self._count[year, cell] for cell in block_about(middle))
