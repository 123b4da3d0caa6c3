#!/bin/bash
# Guess:   ogr2ogr that cannot write its whole output says so and exits non-zero, in every format.
# Happens: GeoJSON, GeoJSONSeq, LIBKML, KML and GML are cut off with exit 0 and not a word; GPKG, FlatGeobuf and Shapefile fail.
#          The cut GeoJSON is no valid JSON; the cut GeoJSONSeq opens again and simply holds fewer events.
# Version: GDAL 3.6.2 (Debian 12, gdal-bin).  The place that cannot grow is made with ulimit -f (40 KB) and SIGXFSZ ignored.
# Matters: a map of events on a full disk or quota is cut without notice: read back and count before trusting exit 0.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
ogr2ogr --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin)" >&2; exit 2; }
ogr2ogr --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
{ echo id,x,y; for i in $(seq 0 2999); do echo "$i,15.$((100 + i % 60)),56.$((100 + i / 60))"; done; } > p.csv
ogr2ogr -q full.gpkg p.csv -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -a_srs EPSG:4326 || exit 2

try() { # FORMAT FILE EXPECTED(0 or error)
    (trap '' XFSZ; ulimit -f 40; exec ogr2ogr -q -f "$1" "$2" full.gpkg) > said.txt 2>&1
    rc=$?
    printf '%-15s exit %d, %6d bytes, %d lines said\n' "$1" "$rc" "$(stat -c %s "$2" 2>/dev/null || echo 0)" "$(wc -l < said.txt)"
    if [ "$3" = 0 ]; then
        [ $rc = 0 ] && [ ! -s said.txt ] || fail "$1 now reports the failed write"
        [ "$(stat -c %s "$2")" = 40960 ] || fail "$1 is not cut at the limit"
    else
        [ $rc != 0 ] || fail "$1 no longer reports the failed write"
    fi
}
try GeoJSON out.geojson 0
try GeoJSONSeq out.geojsonl 0
try LIBKML out.kml 0
try KML plain.kml 0
try GML out.gml 0
try GPKG out.gpkg error
try FlatGeobuf out.fgb error
try "ESRI Shapefile" out.shp error

if python3 -c 'import json; json.load(open("out.geojson"))' 2> err.txt; then fail "the cut GeoJSON is valid JSON"; fi
echo "python3 on out.geojson: $(tail -1 err.txt)"
n=$(ogrinfo -ro -al -so -q out.geojsonl > /dev/null 2>&1; ogrinfo -ro -al -so out.geojsonl 2> /dev/null | sed -n 's/^Feature Count: //p')
echo "events read back from the cut GeoJSONSeq: ${n:-none} of 3000"
[ -n "$n" ] && [ "$n" -gt 0 ] && [ "$n" -lt 3000 ] || fail "GeoJSONSeq reads back ${n:-nothing}"
echo OK
