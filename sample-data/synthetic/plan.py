"""What is planted, in tables: hot places, a control place, localities, felt places, and rows that cannot be used."""

from dataclasses import dataclass

YEARS = (2023, 2024, 2025)
ROWS = 2500

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Relative frequencies by weekday, hour and month. July: the desk is closed, so fewer reports.
TOWN_WEEK = (0.85, 0.85, 0.9, 0.95, 1.2, 1.25, 0.9)
TOWN_DAY = (5, 4, 2.5, 1.5, 1, 1, 1, 2, 3, 3, 3, 4, 5, 5, 5, 6, 7, 7, 7, 7, 7, 7, 7, 6)
TOWN_YEAR = (1, 0.95, 1, 1, 1.05, 1, 0.45, 0.85, 1.05, 1.05, 1, 1)
SUMMER = (0.1, 0.1, 0.15, 0.4, 2, 4, 4, 4, 1, 0.3, 0.1, 0.1)
SCHOOL_YEAR = (1, 1, 1, 1, 1, 0.5, 0.05, 0.5, 1, 1, 1, 0.9)


@dataclass(frozen=True)
class Rhythm:
    """When: `share` of the events fall on days of `week` between the `hours`, the rest as in the town.

    Hours from 24 on belong to the night that began the day before: Saturday 25 is Sunday at one.
    """

    week: tuple = TOWN_WEEK
    hours: tuple = (0, 24)
    share: float = 0.0
    year: tuple = TOWN_YEAR


# --- Hot places ------------------------------------------------------------------------------------------------------

RADIUS_M = 200  # a planted event is never recorded farther from its place than this
SPREAD_M = 50  # standard deviation of the true position along each axis
GPS_ERROR_M = 4  # the same of the error of position class A
ADDRESS_ERROR_M = 50  # and of class B: a median distance of 59 m
STREET_SHARE = 0.31  # of the events at a hot place are known as "at the place" only (class C)
GPS_SHARE = 0.4  # of the others are class A, the rest class B


@dataclass(frozen=True)
class HotPlace:
    name: str
    reported: tuple  # one count for each of YEARS
    trend: str  # of the last year against the year before
    peak_weekday: int  # of the calendar: the night from Friday to Saturday lends its late hours to Saturday
    rhythm: Rhythm
    offences: dict
    discovered: tuple = (0, 0, 0)


# In the order of their reported counts in the last year.
HOT_PLACES = (
    HotPlace(
        "Resecentrum", (72, 70, 120), "increase", FRI,
        Rhythm(week=(0, 0, 0, 0, 3, 1.5, 0), hours=(20, 24), share=0.65),
        {"Olaga hot": 4, "Ofredande": 4, "Bråk på allmän plats": 4, "Misshandel utomhus": 3,
         "Störande uppträdande": 3, "Cykelstöld": 2, "Rån": 1, "Klotter": 1, "Skadegörelse": 1,
         "Sexuellt ofredande": 0.5},
        discovered=(20, 25, 30),
    ),
    HotPlace(
        "Torget", (92, 88, 90), "steady", SAT,
        Rhythm(week=(0, 0, 0, 0, 1, 1.2, 0), hours=(22, 26), share=0.65),
        {"Misshandel utomhus": 8, "Bråk på allmän plats": 3.5, "Störande uppträdande": 3.5, "Ofredande": 2,
         "Skadegörelse": 2, "Sexuellt ofredande": 0.7, "Rån": 0.5},
    ),
    HotPlace(
        "Kallinge torg", (96, 110, 65), "decrease", SAT,
        Rhythm(week=(0, 0, 0, 0, 1, 2.5, 0), hours=(18, 22), share=0.65),
        {"Buskörning moped/EPA": 11, "Ungdomssamling, otrygghet": 3, "Skadegörelse": 3, "Klotter": 2,
         "Ofredande": 2, "Brand, anlagd": 0.7},
    ),
    HotPlace(
        "Knut Hahnsskolan", (43, 44, 45), "steady", WED,
        Rhythm(week=(1, 1, 4, 1, 1, 0, 0), hours=(12, 16), share=0.8, year=SCHOOL_YEAR),
        {"Ordningsstörning i skola": 12, "Olaga hot": 2, "Ofredande": 1.5, "Cykelstöld": 2, "Skadegörelse": 2},
    ),
    HotPlace(
        "Brunnsparken", (28, 31, 30), "steady", SAT,
        Rhythm(week=(0, 0, 0, 0, 0.7, 2.5, 1), hours=(16, 20), share=0.75, year=SUMMER),
        {"Ungdomssamling, otrygghet": 10, "Störande uppträdande": 3, "Skadegörelse": 2, "Klotter": 1,
         "Ofredande": 1},
    ),
    HotPlace(
        "Bräkne-Hoby station", (21, 19, 20), "steady", SUN,
        Rhythm(week=(0, 0, 0, 0.5, 0.5, 0, 2), hours=(17, 21), share=0.75),
        {"Störande uppträdande": 8, "Ofredande": 2.5, "Skadegörelse": 1.5, "Klotter": 1.5, "Cykelstöld": 1.5},
    ),
)  # fmt: skip

# --- A place that only patrols make visible --------------------------------------------------------------------------


@dataclass(frozen=True)
class ControlPlace:
    name: str
    latitude: float
    longitude: float
    discovered: tuple  # one count for each of YEARS
    rhythm: Rhythm


CONTROL = ControlPlace(
    "Vägkontroll vid flygplatsen", 56.2524, 15.2712, (12, 24, 40),
    Rhythm(week=(0, 0, 0, 1, 2, 2, 1), hours=(20, 26), share=0.8),
)  # fmt: skip

# --- Thin background -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Locality:
    """A built-up area, and the point that stands for it where nothing better is known (class D)."""

    name: str
    latitude: float
    longitude: float
    radius_m: float
    reported: int  # a year
    discovered: int = 0  # a year
    centroid: tuple = None
    at_centroid: int = 0  # a year


LOCALITIES = (
    Locality("Ronneby", 56.2085, 15.2830, 2000, 170, 13, centroid=(56.2121, 15.2906), at_centroid=28),
    Locality("Kallinge", 56.2425, 15.2850, 1500, 80, 7, centroid=(56.2412, 15.2790), at_centroid=14),
    Locality("Bräkne-Hoby", 56.2315, 15.1165, 900, 14),
    Locality("Ronnebyhamn", 56.1790, 15.2960, 700, 8),
    Locality("Backaryd", 56.3475, 15.1531, 700, 7),
    Locality("Listerby", 56.1981, 15.4028, 600, 2),
    Locality("Saxemara", 56.1675, 15.2292, 500, 2),
    Locality("Johannishus", 56.2330, 15.4380, 600, 2),
    Locality("Hallabro", 56.3800, 15.1000, 600, 2),
    Locality("Eringsboda", 56.4385, 15.3575, 600, 1),
)

COLD_PLACES = ("Saxemara", "Hallabro", "Eringsboda", "Johannishus", "Listerby")
COLD_RADIUS_M = 300
COLD_LIMIT = 2  # events a year

# Places that now and then are all that a report says (class C), each this often a year.
STREET_PLACES = ("Snäckebacksskolan", "Kallingeskolan", "Kallinge ishall", "Ronnebyhamn", "Backaryd", "Flygplatsen")
AT_EACH_STREET_PLACE = 2

COUNTRY_CLEARANCE_M = 1000  # from every named place
COUNTRY_SOUTH = 56.19  # latitude: farther south the outline holds much sea

CELL_M = 100  # aligned to whole hundreds of SWEREF 99 TM
BLOCK_LIMIT = 4  # background events in 3 x 3 cells, in one year

# --- Felt places -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FeltPlace:
    name: str
    latitude: float
    longitude: float
    with_crime: bool


UNDERPASS = FeltPlace("Gångtunneln vid Resecentrum", 56.2072, 15.2833, True)
QUIET_PATH = FeltPlace("Gångstråket öster om Snäckebacksskolan", 56.2038, 15.3012, False)
SAFE_SQUARE = FeltPlace("Torget", 56.2095, 15.2760, True)
FELT_RADIUS_M = 100
QUIET_CLEARANCE_M = 200  # no background event is recorded this near to the quiet path

# --- Rows that cannot be used ----------------------------------------------------------------------------------------

UNUSABLE = {
    "empty_coordinates": 2,
    "empty_date": 1,
    "impossible_date": 1,
    "zero_coordinates": 2,
    "far_outside": 2,
    "end_before_start": 2,
}
