"""Are the texts of a Shapefile, put together again, those of the GeoJSON?

    join_long_texts.py SHAPEFILE_AS_GEOJSON PLACES_GEOJSON
"""

import json
import sys


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return [feature["properties"] for feature in json.load(file)["features"]]


def main(shapefile, geojson):
    names = ["why"] + [f"why_{number}" for number in range(2, 10)]
    pieces = [[row[name] for name in names if row.get(name)] for row in rows_of(shapefile)]
    texts = [row["why"] for row in rows_of(geojson)]
    print("same texts:", sorted(" ".join(row) for row in pieces) == sorted(texts))
    print("any in pieces:", any(len(row) > 1 for row in pieces))
    print("longest piece fits:", max(len(piece.encode()) for row in pieces for piece in row) <= 254)


main(*sys.argv[1:])
