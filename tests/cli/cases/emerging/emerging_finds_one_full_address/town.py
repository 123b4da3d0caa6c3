"""Seventy days: two events a day at one address, three anywhere in 8 x 8 km."""
import datetime
import random

random.seed(7)
print("datum;E;N")
for day in range(70):
    date = datetime.date(2024, 1, 1) + datetime.timedelta(days=day)
    for _ in range(2):
        print(f"{date};520333;6232777")
    for _ in range(3):
        print(f"{date};{517000 + random.randrange(8000)};{6229000 + random.randrange(8000)}")
