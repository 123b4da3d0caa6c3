#!/bin/bash
# Guess:   the number of features inside a rectangle is the number that is then read, in every format.
# Happens: on a GeoPackage with its spatial index OGR counts from the R-tree, whose numbers are 32-bit: at northing 6 230 000 points up to
#          0.74 m outside are counted (but never delivered). GeoJSON, FlatGeobuf and a GeoPackage without index count 201, this one 275.
# Version: GDAL 3.6.2 (Debian 12, gdal-bin), ogrinfo -spat: "Feature Count" against the features it lists.
# Matters: people who count events by GetFeatureCount() or "ogrinfo -so -spat" get more than are there; a grid counted so sums to too many.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
ogr2ogr --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin)" >&2; exit 2; }
ogr2ogr --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
# 401 points, one a centimetre, from 2 m south to 2 m north of the rectangle's upper side
{ echo id,x,y
  for i in $(seq 0 400); do awk -v i="$i" 'BEGIN { printf "%d,540500,%.2f\n", i, 6230998 + i / 100 }'; done; } > p.csv
src() { ogr2ogr -q "$@" p.csv -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -a_srs EPSG:3006 || exit 2; }
src indexed.gpkg; src -lco SPATIAL_INDEX=NO plain.gpkg; src p.fgb; src p.geojson

count() { ogrinfo -ro -al -so "$1" -spat 540000 6230000 541000 6231000 | sed -n 's/^Feature Count: //p'; }
listed() { ogrinfo -ro -al -q "$1" -spat 540000 6230000 541000 6231000 | grep -c '^OGRFeature('; }
for f in p.geojson p.fgb plain.gpkg indexed.gpkg; do
    printf '%-13s counted %s, listed %s\n' "$f" "$(count "$f")" "$(listed "$f")"
done
for f in p.geojson p.fgb plain.gpkg; do
    [ "$(count $f)" = 201 ] && [ "$(listed $f)" = 201 ] || fail "$f"
done
[ "$(listed indexed.gpkg)" = 201 ] || fail "indexed GeoPackage lists $(listed indexed.gpkg)"
[ "$(count indexed.gpkg)" = 275 ] || fail "indexed GeoPackage counts $(count indexed.gpkg), was 275"
echo OK
