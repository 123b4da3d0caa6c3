#!/bin/bash
# Guess:   in turf.moranIndex with binary weights, two records at the very same place are neighbours (distance 0 <= threshold).
# Happens: distance 0 is skipped and the weight stays 0: the nearest possible pair counts as no neighbours. Move one record of each
#          pair by 0.1 m and Moran's I goes from -1 (perfect alternation) to -0.565. Thresholds are plain degrees, too.
# Version: npm @turf/turf 7.3.1, moranIndex and distanceWeight.
# Matters: addresses with several records are the rule for events; exactly their likeness is what the index is asked for.
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
// ten addresses in a row, two records at each with the same value; high and low alternate from address to address
function index(shift) {
    const points = [];
    for (let i = 0; i < 10; i++) for (const k of [0, 1]) points.push(turf.point([15 + i * .01 + k * shift, 56], { v: i % 2 ? 9 : 1 }));
    const fc = turf.featureCollection(points), w = turf.distanceWeight(fc, { threshold: .011, binary: true });
    const I = turf.moranIndex(fc, { inputField: 'v', threshold: .011, binary: true, standardization: false }).moranIndex;
    return 'weight_of_pair ' + w[0][1] + ' moran ' + I.toFixed(3);
}
console.log('same_place', index(0));
console.log('0.1_m_apart', index(1.6e-6));
EOF
node t.mjs | tee out.txt
grep -q '^same_place weight_of_pair 0 moran -1.000$' out.txt || fail "same place"
grep -q '^0.1_m_apart weight_of_pair 1 ' out.txt || fail "0.1 m apart"
grep -q '^0.1_m_apart .* moran -0.565$' out.txt || fail "Moran 0.1 m apart"
echo OK
