"""The features of a GeoJSON file in the other order."""

import json
import sys

layer = json.load(open(sys.argv[1], encoding="utf-8"))
layer["features"].reverse()
json.dump(layer, open(sys.argv[1], "w", encoding="utf-8"), ensure_ascii=False)
