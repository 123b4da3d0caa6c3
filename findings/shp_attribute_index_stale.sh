#!/bin/bash
# Guess:   rows appended to a Shapefile by ogr2ogr come into its attribute index (.idm, .ind), as the .qix is dropped for safety.
# Happens: ogr2ogr -append drops the stale .qix but keeps the attribute index as it was: -where "kind = 'stold'" then finds the
#          2 old rows of 4, exit 0, no word; LIKE, which does not use the index, finds 4, and so does = once the index is deleted.
# Version: GDAL 3.6.2 (Debian 12, gdal-bin), ogrinfo "CREATE INDEX ON" and ogr2ogr -append.
# Matters: monthly events appended to one Shapefile: every later count by class stays at the first month's.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
ogr2ogr --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin)" >&2; exit 2; }
ogr2ogr --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
printf 'kind,x,y\nstold,15,56\nstold,15.1,56\nran,15.2,56\n' > m.csv
O="-oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y"
count() { ogrinfo -ro -al -so e.shp "$@" 2>&1 | sed -n 's/^Feature Count: //p'; }
ogr2ogr -q e.shp m.csv $O -a_srs EPSG:4326 || exit 2
ogrinfo -q e.shp -sql "CREATE SPATIAL INDEX ON e" > /dev/null || exit 2
ogrinfo -q e.shp -sql "CREATE INDEX ON e USING kind" > /dev/null || exit 2
[ -e e.idm ] && [ -e e.ind ] && [ -e e.qix ] || fail "indexes have other names"
echo "first month:  all $(count), = $(count -where "kind = 'stold'")"
ogr2ogr -q -append e.shp m.csv $O -nln e > said.txt 2>&1 || fail "append refused"
[ ! -s said.txt ] || fail "append says: $(cat said.txt)"
a=$(count) e=$(count -where "kind = 'stold'") i=$(count -where "kind IN ('stold')") l=$(count -where "kind LIKE 'stold'")
echo "after append: all $a, = $e, IN $i, LIKE $l; files: $(echo e.*)"
[ ! -e e.qix ] || fail "the .qix stays now"
[ "$a $e $i $l" = "6 2 2 4" ] || fail "was 6 2 2 4"
rm e.idm e.ind
echo "without the attribute index: = $(count -where "kind = 'stold'")"
[ "$(count -where "kind = 'stold'")" = 4 ] || fail "without index"
echo OK
