#!/bin/bash
# Guess:   GDAL's LIBKML writer turns a field of dates and times into text, as its warning of a "misconversion" says.
# Happens: it writes the value of each row, but does not declare the field in the KML's schema; so every reader that goes by the schema, GDAL's own among
#          them, sees no such field: the times are in the file and lost.
# Version: GDAL 3.6.2 (Debian 12, gdal-bin).
# Matters: a KML for a phone or for Google Earth loses when things happened; the exit code is 0. Turned into text first, the field stays.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
ogr2ogr --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin)" >&2; exit 2; }
ogr2ogr --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
printf 'seen,what,x,y\n2025-03-01 22:15:00,lamp,15.28,56.20\n2025-03-02 08:00:00,path,15.29,56.21\n' > t.csv
ogr2ogr -q -f GPKG t.gpkg t.csv -oo AUTODETECT_TYPE=YES -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -a_srs EPSG:4326 || exit 2
ogrinfo -so t.gpkg t | grep -q 'seen: DateTime' || { echo "the input has no field of times" >&2; exit 2; }

ogr2ogr -f LIBKML t.kml t.gpkg 2> warning; code=$?
echo "exit code $code; $(head -1 warning)"
[ "$code" = 0 ] || fail "exit code $code"
values=$(grep -c '<SimpleData name="seen">' t.kml) declared=$(grep -c '<SimpleField name="seen"' t.kml) read=$(ogrinfo -al t.kml | grep -c '^  seen')
echo "values written: $values; fields declared: $declared; values read back: $read"
[ "$values $declared $read" = "2 0 0" ] || fail "written, declared, read: $values $declared $read"
ogr2ogr -q -f LIBKML text.kml t.gpkg -mapFieldType DateTime=String
read=$(ogrinfo -al text.kml | grep -c '^  seen')
echo "values read back when turned into text first: $read"
[ "$read" = 2 ] || fail "as text: $read"
echo OK
