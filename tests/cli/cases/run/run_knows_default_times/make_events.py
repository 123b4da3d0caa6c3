"""A place of 100 events and 300 elsewhere over 2025, whose times of day are random but for two in five: 12:00.

    make_events.py POLICE_CSV HOUSING_CSV

The other source rounds to whole hours, as people do, and has more of them in the evening.
"""

import datetime
import random
import sys

chance = random.Random(20250102)
first = datetime.datetime(2025, 1, 6)


def any_time():
    return first + datetime.timedelta(minutes=chance.randrange(51 * 7 * 1440))


with open(sys.argv[1], "w", encoding="utf-8") as police:
    police.write("x;y;datum\n")
    for event in range(400):
        time = any_time()
        if event % 5 < 2:
            time = time.replace(hour=12, minute=0)
        x, y = (517000, 6228500) if event < 100 else (516000 + chance.randrange(6000), 6228000 + chance.randrange(1000))
        police.write(f"{x};{y};{time:%Y-%m-%d %H:%M}\n")
with open(sys.argv[2], "w", encoding="utf-8") as housing:
    housing.write("x;y;datum\n")
    for event in range(200):
        time = any_time().replace(minute=0)
        if event % 4 == 0:
            time = time.replace(hour=chance.randrange(18, 24))
        if event % 15 == 1:
            time = time.replace(hour=12)
        housing.write(f"{516000 + chance.randrange(6000)};{6228000 + chance.randrange(1000)};{time:%Y-%m-%d %H:%M}\n")
