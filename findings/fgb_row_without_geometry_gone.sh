#!/bin/bash
# Guess:   GDAL cannot put a row without a geometry into the index of a FlatGeobuf and so leaves it out; without an index (SPATIAL_INDEX=NO) it keeps the row, as the
#          format allows.
# Happens: such a row is gone in both files, with exit code 0 and not a word.
# Version: GDAL 3.6.2 (Debian 12, gdal-bin).
# Matters: reports without a position are counted, too: the number of rows that could not be placed vanishes on the way.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
ogr2ogr --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin)" >&2; exit 2; }
ogr2ogr --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
printf 'id,wkt\n1,POINT (1 1)\n2,\n3,POINT (3 3)\n' > t.csv
ogr2ogr -q t.gpkg t.csv -nln t -oo KEEP_GEOM_COLUMNS=NO -oo GEOM_POSSIBLE_NAMES=wkt -a_srs EPSG:3006 || exit 2
ids() { ogrinfo -al "$1" | sed -n 's/^  id (String) = //p' | sort | tr -d '\n'; }
[ "$(ids t.gpkg)" = 123 ] || { echo "the input has rows $(ids t.gpkg)" >&2; exit 2; }

for index in YES NO; do
  said=$(ogr2ogr "$index.fgb" t.gpkg -lco SPATIAL_INDEX=$index 2>&1); code=$?
  echo "SPATIAL_INDEX=$index: exit code $code, said '${said}', ids of the rows: $(ids $index.fgb)"
  [ "$code $said $(ids $index.fgb)" = "0  13" ] || fail "SPATIAL_INDEX=$index: $code '$said' $(ids $index.fgb)"
done
echo OK
