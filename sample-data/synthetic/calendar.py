"""A made-up calendar for the years of the sample: generic weeks, and no date that a school or an organiser has set."""

from datetime import date, timedelta

YEARS = (2023, 2024, 2025, 2026)
HEADINGS = "Namn;Slag;Första dag;Sista dag;Plats;Anteckning"
NOTE = "SYNTETISK"


def easter(year):
    """Easter Sunday (Nature 1876, as in Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 19 * rest) // 433
    month = (h + rest - 7 * m + 90) // 25
    return date(year, month, (h + rest - 7 * m + 33 * month + 19) % 32)


def day_of_week(year, week, weekday):
    return date.fromisocalendar(year, week, weekday)


def entries(year):
    """(name, kind, first day, last day, place) of a year."""
    after_easter = easter(year) + timedelta(days=1)
    valborg, lucia = date(year, 4, 30), date(year, 12, 13)
    graduation = day_of_week(year, 24, 2)
    return [
        ("Sportlov", "lov", day_of_week(year, 8, 1), day_of_week(year, 8, 5), ""),
        ("Påsklov", "lov", after_easter, after_easter + timedelta(days=4), ""),
        ("Valborg i parken", "evenemang", valborg, valborg, "Brunnsparken"),
        ("Skolavslutning", "evenemang", graduation, graduation, ""),
        ("Sommarlov", "lov", graduation + timedelta(days=1), day_of_week(year, 33, 5), ""),
        (f"Tosiadagarna {year}", "evenemang", day_of_week(year, 30, 4), day_of_week(year, 30, 6), "Torget"),
        ("Höstlov", "lov", day_of_week(year, 44, 1), day_of_week(year, 44, 5), ""),
        ("Lucia", "evenemang", lucia, lucia, "Torget"),
        (f"Jullov {year}/{(year + 1) % 100}", "lov", date(year, 12, 21), date(year + 1, 1, 7), ""),
    ]


def text():
    rows = sorted((entry for year in YEARS for entry in entries(year)), key=lambda entry: (entry[2], entry[0]))
    lines = [HEADINGS]
    for name, kind, first, last, place in rows:
        lines.append(f"{name};{kind};{first};{'' if last == first else last};{place};{NOTE}")
    return "\n".join(lines) + "\n"
