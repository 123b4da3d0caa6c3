"""Two municipalities, one with dots over its letters, written composed and decomposed; events in the first."""

import json
import unicodedata

NAME = "Höör"
COLUMN = "Händelse"
CLASS = "Skadegörelse"


def square(x):
    return {"type": "Polygon", "coordinates": [[[x, 55.9], [x + 0.2, 55.9], [x + 0.2, 56.1], [x, 56.1], [x, 55.9]]]}


for form, name in (("NFC", "composed"), ("NFD", "decomposed")):
    def text(word):
        return unicodedata.normalize(form, word)

    for what, word in (("", NAME), ("-column", COLUMN), ("-class", CLASS)):
        with open(f"{name}{what}.txt", "w", encoding="utf-8") as file:
            file.write(text(word))
    features = [{"type": "Feature", "properties": {"kommunnamn": municipality}, "geometry": square(x)}
                for municipality, x in ((text(NAME), 13.5), ("Lund", 13.1))]
    with open(f"{name}.geojson", "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file, ensure_ascii=False)
    with open(f"{name}.toml", "w", encoding="utf-8") as file:
        file.write(f'''title = "x"
language = "sv"
[area]
path = "decomposed.geojson"
where = "kommunnamn = {text(NAME)}"
[[sources]]
path = "events.csv"
crs = "EPSG:4326"
columns = {{ x = "longitude", y = "latitude", class = "{text(COLUMN)}" }}
''')

# Every other row has the class composed, so that there would be two of it.
with open("events.csv", "w", encoding="utf-8") as file:
    file.write("longitude,latitude," + unicodedata.normalize("NFD", COLUMN) + "\n")
    for event in range(40):
        form = "NFC" if event % 2 else "NFD"
        file.write(f"{13.55 + event * 0.002:.4f},{55.95 + event % 7 * 0.01:.4f},{unicodedata.normalize(form, CLASS)}\n")
