"""Writes down what is planted, as TOML, for a test to compare with. Counts are counted, not copied from the plan."""

import json
from collections import Counter

from . import plan
from .counting import busiest_hour, class_counts, discovered, reported, usable, within
from .offences import CLASS_OF
from .places import PLACES, metres, place

NEWEST_FIRST = tuple(reversed(plan.YEARS))

INTRODUCTION = """\
# What is planted in the SYNTHETIC sample of Ronneby, for a test to compare with. Written by generate_ronneby.py.
#
# Counts are of positions recorded within radius_m of the place, in EPSG:3006. Reported counts are of usable rows with
# "Nej" under Upptäckt and position class A, B or C. No interval crosses New Year, so a year is beyond doubt. Peaks
# are of the reported events of 2025, with intervals spread evenly over their time, by the weekday of the calendar.
# peak_hour_from is included, peak_hour_to is not, and the hours may go round midnight.
"""


def text(events, observations):
    return "\n".join(
        [
            INTRODUCTION,
            table("events", rows_truth(events)),
            "# Rows that cannot be used, by cause",
            table("rejected", plan.UNUSABLE),
            "# Usable rows of each class, and the class of each word under Brottstyp",
            table("classes", by_size(class_counts(usable(events)))),
            table("class_of", CLASS_OF),
            *(entry("hot", hot_truth(events, rank, hot)) for rank, hot in enumerate(plan.HOT_PLACES, start=1)),
            *(entry("cold", cold_truth(events, name)) for name in plan.COLD_PLACES),
            "# Found by patrols alone: not in the default ranking",
            entry("discovered_only", control_truth(events)),
            "# Where position class D is stacked: never a hotspot",
            *(entry("centroid", centroid_truth(events, one)) for one in plan.LOCALITIES if one.centroid),
            "# The safety walks: feared places, and a hot place where people feel safe",
            table("observations", {"rows": len(observations)}),
            table("observations.categories", by_size(Counter(one.category for one in observations))),
            entry("felt_unsafe", felt_truth(events, observations, plan.UNDERPASS)),
            entry("felt_unsafe", felt_truth(events, observations, plan.QUIET_PATH)),
            entry("felt_safe", felt_truth(events, observations, plan.SAFE_SQUARE)),
        ]
    )


# --- One table each --------------------------------------------------------------------------------------------------


def rows_truth(events):
    rows = usable(events)
    return {
        "rows": len(events),
        "usable": len(rows),
        "rejected": len(events) - len(rows),
        **{f"usable_{year}": sum(event.start.year == year for event in rows) for year in NEWEST_FIRST},
        "intervals": sum(event.end is not None for event in rows),
        "discovered": sum(event.discovered for event in rows),
        **{f"position_class_{one}": sum(event.position_class == one for event in rows) for one in "ABCD"},
    }


def hot_truth(events, rank, hot):
    latitude, longitude, _ = PLACES[hot.name]
    here = within(events, place(hot.name), plan.RADIUS_M)
    recent = reported(here, 2025)
    peak_length = hot.rhythm.hours[1] - hot.rhythm.hours[0]
    peak_hour = busiest_hour(recent, peak_length)
    return {
        **position(hot.name, latitude, longitude, plan.RADIUS_M),
        "rank_2025": rank,
        **reported_by_year(here),
        "discovered_2025": len(discovered(here, 2025)),
        "peak_weekday": plan.WEEKDAYS[hot.peak_weekday],
        "peak_hour_from": peak_hour,
        "peak_hour_to": (peak_hour + peak_length) % 24 or 24,
        "leading_class": class_counts(recent).most_common(1)[0][0],
        "trend": hot.trend,
    }


def cold_truth(events, name):
    latitude, longitude, _ = PLACES[name]
    here = within(events, place(name), plan.COLD_RADIUS_M)
    return position(name, latitude, longitude, plan.COLD_RADIUS_M) | reported_by_year(here)


def control_truth(events):
    control = plan.CONTROL
    here = within(events, metres(control.latitude, control.longitude), plan.RADIUS_M)
    return {
        **position(control.name, control.latitude, control.longitude, plan.RADIUS_M),
        **{f"discovered_{year}": len(discovered(here, year)) for year in NEWEST_FIRST},
        "reported_2025": len(reported(here, 2025)),
    }


def centroid_truth(events, locality):
    latitude, longitude = locality.centroid
    stacked = within(usable(events), metres(latitude, longitude), 1)
    return {
        "name": locality.name,
        "latitude": latitude,
        "longitude": longitude,
        "events": len(stacked),
        "events_2025": sum(event.start.year == 2025 for event in stacked),
    }


def felt_truth(events, observations, felt):
    centre = metres(felt.latitude, felt.longitude)
    noted = within(observations, centre, plan.FELT_RADIUS_M)
    return {
        **position(felt.name, felt.latitude, felt.longitude, plan.FELT_RADIUS_M),
        "with_crime": felt.with_crime,
        "observations": len(noted),
        "felt_unsafe": sum(one.feeling == "otrygg" for one in noted),
        "felt_safe": sum(one.feeling == "trygg" for one in noted),
        "reported_2025": len(reported(within(events, centre, plan.FELT_RADIUS_M), 2025)),
    }


def position(name, latitude, longitude, radius_m):
    return {"name": name, "latitude": latitude, "longitude": longitude, "radius_m": radius_m}


def reported_by_year(events):
    return {f"reported_{year}": len(reported(events, year)) for year in NEWEST_FIRST}


def by_size(counts):
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


# --- TOML ------------------------------------------------------------------------------------------------------------


def table(name, values):
    return f"[{name}]\n" + pairs(values)


def entry(name, values):
    """One table of an array."""
    return f"[[{name}]]\n" + pairs(values)


def pairs(values):
    """JSON writes strings, numbers and booleans as TOML does, and any string is a TOML key when it is quoted."""
    lines = (f"{key_text(key)} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(lines) + "\n"


def key_text(key):
    is_bare = key.isascii() and key.replace("_", "").isalnum()
    return key if is_bare else json.dumps(key, ensure_ascii=False)
