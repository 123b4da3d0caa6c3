"""Writes events of two years and more for the cases on what the data cover: FILE FIRST LAST PER_DAY [EXTRA_DATE...]

Rows are `typ;datum;E;N` in SWEREF 99 TM, PER_DAY a day around three squares of a town, always the same for the same
arguments; then a row for each further date, whatever it is.
"""

import sys
from datetime import date, timedelta

SQUARES = [(517050, 6229050), (517650, 6229450), (518250, 6230050)]


def main(path, first, last, per_day, *extra):
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    rows, number = ["typ;datum;E;N"], 0
    while day <= end:
        for _ in range(int(per_day)):
            east, north = SQUARES[number % 3] if number % 5 else (517000 + number * 7919 % 2000, 6229000 + number * 104729 % 2000)
            rows.append(f"Stöld;{day.isoformat()};{east + number % 7};{north + number % 11}")
            number += 1
        day += timedelta(days=1)
    rows += [f"Stöld;{each};517050;6229050" for each in extra]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")


main(*sys.argv[1:])
