"""Makes the observations of six safety walks: what people on foot noted at each stop, and how it felt there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .chance import pick, scatter, stream
from .places import metres
from .plan import QUIET_PATH, SAFE_SQUARE, UNDERPASS

STOP_SPREAD_M = 20  # standard deviation of an observation about its stop


@dataclass(frozen=True)
class Category:
    severity: int  # as usually noted, 1 to 3. Actual ones differ by a step now and then
    action: str
    responsible: str  # a department, never a person


PRAISE = "trygg plats"  # a category without severity, action and deadline
CATEGORIES = {
    "bristande belysning": Category(3, "komplettera belysning", "gata och park"),
    "skymd sikt": Category(3, "röj sikt", "gata och park"),
    "instängt/saknad flyktväg": Category(3, "öppna passage", "fastighetsägare"),
    "ödsligt": Category(2, "utred närvaro", "samordning"),
    "tunnel/passage": Category(2, "ljussätt passage", "gata och park"),
    "nedskräpning": Category(1, "städa", "gata och park"),
    "klotter": Category(1, "sanera klotter", "fastighetsägare"),
    "trasig utrustning": Category(1, "laga", "gata och park"),
    "eftersatt underhåll": Category(1, "underhåll", "fastighetsägare"),
    "dålig skyltning": Category(1, "komplettera skyltning", "gata och park"),
}


@dataclass(frozen=True)
class Mood:
    """How often each category is noted at a stop, and each feeling."""

    categories: dict
    feelings: dict


FEARED = Mood(
    {"bristande belysning": 6, "tunnel/passage": 5, "skymd sikt": 4, "instängt/saknad flyktväg": 3, "ödsligt": 2,
     "klotter": 2},
    {"otrygg": 9, "neutral": 1},
)  # fmt: skip
ORDINARY = Mood(
    {"bristande belysning": 2, "skymd sikt": 2, "ödsligt": 1, "nedskräpning": 3, "klotter": 3,
     "trasig utrustning": 2, "eftersatt underhåll": 2, "dålig skyltning": 1, PRAISE: 2},
    {"otrygg": 3, "neutral": 6, "trygg": 1},
)  # fmt: skip
LIKED = Mood({PRAISE: 8, "nedskräpning": 1, "dålig skyltning": 1}, {"trygg": 4, "neutral": 1})


@dataclass(frozen=True)
class Walk:
    area: str
    start: datetime
    light: str
    stops: tuple  # of (latitude, longitude, mood, number of observations)


CENTRE = (
    (UNDERPASS.latitude, UNDERPASS.longitude, FEARED, 7),
    (56.2082, 15.2815, ORDINARY, 4),
    (56.2090, 15.2790, ORDINARY, 3),
    (SAFE_SQUARE.latitude, SAFE_SQUARE.longitude, LIKED, 6),
)
SNACKEBACKEN = (
    (56.2030, 15.2960, ORDINARY, 5),
    (56.2041, 15.2985, ORDINARY, 4),
    (QUIET_PATH.latitude, QUIET_PATH.longitude, FEARED, 11),
)
KALLINGE = ((56.2450, 15.2856, ORDINARY, 9), (56.2436, 15.2880, ORDINARY, 5), (56.2420, 15.2900, LIKED, 6))
BRUNNSPARKEN = ((56.2030, 15.2790, LIKED, 8), (56.2042, 15.2800, ORDINARY, 6), (56.2055, 15.2812, ORDINARY, 6))

WALKS = (
    Walk("Centrum", datetime(2024, 4, 24, 18, 0), "dag", CENTRE),
    Walk("Snäckebacken", datetime(2024, 10, 23, 18, 45), "mörker", SNACKEBACKEN),
    Walk("Kallinge", datetime(2024, 11, 6, 17, 30), "mörker", KALLINGE),
    Walk("Brunnsparken", datetime(2025, 5, 7, 18, 0), "dag", BRUNNSPARKEN),
    Walk("Centrum", datetime(2025, 10, 22, 18, 45), "mörker", CENTRE),
    Walk("Snäckebacken", datetime(2025, 11, 12, 17, 30), "mörker", SNACKEBACKEN),
)


@dataclass(frozen=True)
class Observation:
    walk: str
    time: datetime
    light: str
    category: str
    feeling: str
    point: tuple
    severity: int = None
    action: str = None
    responsible: str = None
    deadline: date = None
    status: str = None


def make(seed):
    """All observations, in the order of the walks."""
    return [observation for walk in WALKS for observation in on_walk(seed, walk)]


def on_walk(seed, walk):
    rng = stream(seed, "walk", name_of(walk))
    time = walk.start
    for latitude, longitude, mood, count in walk.stops:
        for _ in range(count):
            time += timedelta(minutes=2 + int(rng.random() * 4))
            yield observe(rng, walk, time, mood, metres(latitude, longitude))


def name_of(walk):
    return f"{walk.area} {walk.start:%Y-%m-%d}"


def observe(rng, walk, time, mood, stop):
    point = scatter(rng, stop, STOP_SPREAD_M)
    category = pick(rng, mood.categories)
    feeling = "trygg" if category == PRAISE else pick(rng, mood.feelings)
    task = {} if category == PRAISE else draw_task(rng, walk, CATEGORIES[category])
    return Observation(name_of(walk), time, walk.light, category, feeling, point, **task)


def draw_task(rng, walk, usual):
    """What is to be done about an observation. After the walks of 2024 more of it is done already."""
    step = pick(rng, {0: 7, -1: 1.5, 1: 1.5})
    done = 5 if walk.start.year == 2024 else 1
    return {
        "severity": min(3, max(1, usual.severity + step)),
        "action": usual.action,
        "responsible": usual.responsible,
        "deadline": walk.start.date() + timedelta(days=30 * (1 + int(rng.random() * 6))),
        "status": pick(rng, {"klar": done, "pågår": 2, "beslutad": 2, "ny": 1}),
    }
