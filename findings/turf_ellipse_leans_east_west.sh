#!/bin/bash
# Guess:   turf.standardDeviationalEllipse, said to mirror ArcGIS, draws a round cloud of events (in metres) as a circle, and a street
#          running north-east (bearing 45) as an ellipse of bearing 45.
# Happens: deviations are taken in degrees and drawn as if a degree were equally long both ways. At 56 N the circle is 1.8 times as
#          wide as high, too large east-west only; the north-east street gets bearing 61 and holds only 36 % of its events, not about 70.
# Version: npm @turf/turf 7.3.1.
# Matters: the standard picture of "where and along which direction" events lie: at Swedish latitudes it always leans east-west.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --no-save @turf/turf@7.3.1 || { echo "cannot install @turf/turf@7.3.1" >&2; exit 2; }
v=$(node -p 'JSON.parse(require("fs").readFileSync("node_modules/@turf/turf/package.json")).version')
[ "$v" = 7.3.1 ] || { echo "needs @turf/turf 7.3.1, found $v" >&2; exit 2; }
echo "@turf/turf $v, node $(node --version)"
cat > t.mjs <<'EOF'
import * as turf from '@turf/turf';
// even spiral on a disc: the same spread in all directions, no chance involved
const disc = [...Array(4000).keys()].map(i => { const r = Math.sqrt((i + .5) / 4000), a = i * Math.PI * (3 - Math.sqrt(5));
    return [r * Math.cos(a), r * Math.sin(a)]; });
function look(name, place) {
    const km = 111.195, east = km * Math.cos(56 * Math.PI / 180);
    const points = turf.featureCollection(disc.map(place).map(([x, y]) => turf.point([15 + x / east, 56 + y / km])));
    const e = turf.standardDeviationalEllipse(points), s = e.properties.standardDeviationalEllipse;
    const ring = turf.getCoords(e)[0], r = ring.map(c => turf.distance(s.meanCenterCoordinates, c));
    const far = ring[r.indexOf(Math.max(...r))];
    const bearing = (turf.bearing(s.meanCenterCoordinates, far) + 360) % 180;
    console.log(name, 'radii_km', Math.min(...r).toFixed(2), Math.max(...r).toFixed(2), 'ratio', (Math.max(...r) / Math.min(...r)).toFixed(2),
        'bearing', bearing.toFixed(0), 'inside_percent', s.percentageWithinEllipse.toFixed(0));
}
look('round', ([x, y]) => [2 * x, 2 * y]);
look('street45', ([x, y]) => { const a = 3 * x, b = .3 * y; return [(a + b) / Math.SQRT2, (a - b) / Math.SQRT2]; });
EOF
node t.mjs | tee out.txt
val() { awk -v g="$1" -v k="$2" '$1 == g { for (i = 2; i < NF; i++) if ($i == k) print $(i + 1) }' out.txt; }
in_range() { awk -v x="$1" -v a="$2" -v b="$3" 'BEGIN { exit !(x != "" && x >= a && x <= b) }'; }
in_range "$(val round ratio)" 1.7 2.1 || fail "round cloud: ratio $(val round ratio)"
in_range "$(val round bearing)" 85 95 || fail "round cloud: bearing $(val round bearing)"
in_range "$(val street45 bearing)" 57 65 || fail "street of bearing 45: $(val street45 bearing)"
in_range "$(val street45 inside_percent)" 0 60 || fail "street: $(val street45 inside_percent) % inside"
echo OK
