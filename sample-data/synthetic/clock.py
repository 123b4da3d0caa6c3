"""When: moments that follow a rhythm, and the intervals in which someone can say that they were.

All times are the clock on the wall. The hour that summer time skips or repeats is avoided, so each has one meaning.
No interval crosses New Year, so each event belongs to one year.
"""

from datetime import date, datetime, timedelta

from .chance import pick_index, uniform
from .offences import FOUND_LATER, INTERVAL_SHARE, OTHER_INTERVAL_SHARE
from .plan import FRI, SUN, TOWN_DAY, TOWN_WEEK


def has_one_meaning(moment):
    last_sunday = moment.month in (3, 10) and moment.weekday() == SUN and moment.day > 24
    return not (last_sunday and moment.hour == 2)


def draw_day(rng, year, week, months):
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    while True:
        day = first + timedelta(days=int(rng.random() * days))
        if rng.random() < week[day.weekday()] / max(week) * months[day.month - 1] / max(months):
            return day


def draw_moment(rng, year, rhythm):
    """A moment of `year`, to five minutes."""
    while True:
        if rng.random() < rhythm.share:
            day = draw_day(rng, year, rhythm.week, rhythm.year)
            hour = uniform(rng, *rhythm.hours)
        else:
            day = draw_day(rng, year, TOWN_WEEK, rhythm.year)
            hour = pick_index(rng, TOWN_DAY) + rng.random()
        moment = datetime(day.year, day.month, day.day) + timedelta(minutes=5 * int(hour * 12))
        if moment.year == year and has_one_meaning(moment):
            return moment


def weekend_about(moment):
    """From Friday 18 to Monday 07, or nothing on a working day."""
    friday = moment.replace(hour=18, minute=0) - timedelta(days=(moment.weekday() - FRI) % 7)
    monday = friday + timedelta(days=2, hours=13)
    return (friday, monday) if friday <= moment < monday else None


def night_about(moment):
    """From 17 to 07 the next morning, or nothing by day."""
    evening = (moment - timedelta(hours=17)).replace(hour=17, minute=0)
    morning = evening + timedelta(hours=14)
    return (evening, morning) if moment < morning else None


def hours_about(rng, moment):
    """From up to two and a half hours before to as much after."""
    quarter = timedelta(minutes=15)
    return moment - quarter * (1 + int(rng.random() * 10)), moment + quarter * (1 + int(rng.random() * 10))


def draw_window(rng, moment, offence):
    """The interval that one who was not there can vouch for."""
    if offence in FOUND_LATER:
        if rng.random() < 0.5 and weekend_about(moment):
            return weekend_about(moment)
        if rng.random() < 0.7 and night_about(moment):
            return night_about(moment)
    return hours_about(rng, moment)


def draw_time(rng, year, rhythm, offence, discovered):
    """Start and end. The end of an instant is None, and what a patrol finds is an instant."""
    moment = draw_moment(rng, year, rhythm)
    share = 0 if discovered else INTERVAL_SHARE.get(offence, OTHER_INTERVAL_SHARE)
    if rng.random() >= share:
        return moment, None
    start, end = draw_window(rng, moment, offence)
    sound = start.year == end.year and has_one_meaning(start) and has_one_meaning(end)
    return (start, end) if sound else (moment, None)
