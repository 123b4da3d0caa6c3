#!/bin/bash
# Guess:   an EXTENSION["PROJ4", ...] that spells out the very projection of the WKT around it changes nothing: GDAL's usual order (east, north)
#          holds with it as without it.
# Happens: where the WKT names its axes northing first, the same point comes out as east, north without the extension and as north, east with
#          it: the string (east first) makes the transformation, and the order of the axes is still taken from the WKT and "put right".
# Version: GDAL 3.6.2 with PROJ 9.1.1 (Debian 12, gdal-bin), gdaltransform.
# Matters: old .prj files and rasters carry such strings for their datum shift. Data land thousands of kilometres off, or, where both coordinates
#          fit the map, look like a mirror image of the town.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
gdaltransform --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin)" >&2; exit 2; }
gdaltransform --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
system() {  # AXES [EXTENSION]
  printf '%s' 'PROJCS["grid",GEOGCS["g",DATUM["D",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],' \
    'UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],' \
    'PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],' \
    'PARAMETER["false_northing",0],UNIT["metre",1],' "$1" "${2:-}" ']'
}
north='AXIS["Northing",NORTH],AXIS["Easting",EAST]'
east='AXIS["Easting",EAST],AXIS["Northing",NORTH]'
string=',EXTENSION["PROJ4","+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs"]'
system "$north" > north.wkt; system "$north" "$string" > north_string.wkt
system "$east" > east.wkt;   system "$east" "$string" > east_string.wkt
at() { echo "15.28 56.2" | gdaltransform -s_srs "+proj=longlat +ellps=GRS80 +no_defs" -t_srs "$1.wkt" | awk '{ printf "%.0f %.0f", $1, $2 }'; }
for each in north east east_string north_string; do printf '%-13s %s\n' "$each" "$(at "$each")"; done
for each in north east east_string; do
  [ "$(at "$each")" = "517373 6228375" ] || fail "$each gives $(at "$each")"
done
[ "$(at north_string)" = "6228375 517373" ] || fail "north_string gives $(at north_string)"
echo OK
