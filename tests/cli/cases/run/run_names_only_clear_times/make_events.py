"""Six places a kilometre apart, 60 events each over 2025, and three events elsewhere in each week.

    make_events.py POLICE_CSV HOUSING_CSV

0 is a place of Friday nights, 1 of Saturdays at any time; 2 and 3 are at any time; at 4 half of the events are written
as 00:00:00 as nobody knows their time of day; at 5 another source knows the day only, and it is Sundays.
"""

import datetime
import random
import sys

chance = random.Random(20250101)
first_monday = datetime.datetime(2025, 1, 6)


def any_time():
    return first_monday + datetime.timedelta(minutes=chance.randrange(51 * 7 * 1440))


def on(weekday, from_hour, hours):
    return first_monday + datetime.timedelta(weeks=chance.randrange(51), days=weekday, hours=from_hour,
                                             minutes=chance.randrange(60 * hours))


def line(place, time):
    return f"{516500 + 1000 * place + chance.randrange(60)};6228500;{time:%Y-%m-%d %H:%M:%S}\n"


with open(sys.argv[1], "w", encoding="utf-8") as police, open(sys.argv[2], "w", encoding="utf-8") as housing:
    police.write("x;y;datum\n")
    housing.write("x;y;datum\n")
    for event in range(60):
        police.write(line(0, on(4, 21, 3)))
        police.write(line(1, on(5, 0, 24)))
        police.write(line(2, any_time()))
        police.write(line(3, any_time()))
        time = any_time()
        police.write(line(4, time.replace(hour=0, minute=0) if event % 2 else time))
        housing.write(line(5, on(6, 0, 24))[:-10] + "\n")
    for event in range(150):
        police.write(f"{516000 + chance.randrange(6000)};{6228000 + chance.randrange(1000)};{any_time()}\n")
