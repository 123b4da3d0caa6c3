#!/bin/bash
# Guess:   proj_factors() of a projected system from the EPSG register gives the scale of the projection, near 1 for a national grid
#          (its manual: since PROJ 8.2 the object may be a projected CRS), or says that it cannot.
# Happens: where the axes are northing, easting (SWEREF 99 TM, SWEREF 99 15 00, ETRS89-LAEA) the "scale" is the earth's radius, 6.4 million;
#          of SWEREF 99 15 00 without an error number. Easting first (UTM) is right; the same projection as a PROJ string is right.
# Version: PROJ 9.1.1 (Debian 12, libproj25 and proj-data), called with ctypes.
# Matters: who asks "is this system true to scale here?" refuses the national grids of Sweden, or, where scales are averaged or compared with each
#          other only, never notices. Ask the conversion step of the system, or its PROJ string.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && chmod 755 "$d" && cd "$d" || exit 2
apt-get -q download libproj25=9.1.1-1+b1 proj-data=9.1.1-1 > /dev/null 2>&1 || { echo "needs Debian 12: apt-get download libproj25=9.1.1-1+b1 proj-data=9.1.1-1" >&2; exit 2; }
for package in *.deb; do dpkg -x "$package" unpacked; done
export PROJ_LIB="$d/unpacked/usr/share/proj" PROJ_DATA="$d/unpacked/usr/share/proj" PROJ_NETWORK=OFF
cat > ask.py <<'P'
import ctypes, glob, math, sys

proj = ctypes.CDLL(glob.glob("unpacked/usr/lib/*/libproj.so.25")[0])

class Coordinate(ctypes.Structure):
    _fields_ = [("v", ctypes.c_double * 4)]

class Factors(ctypes.Structure):
    _fields_ = [(n, ctypes.c_double) for n in ("meridional", "parallel", "areal", "distortion", "angle", "convergence",
                                               "tissot_major", "tissot_minor", "dx_dlam", "dx_dphi", "dy_dlam", "dy_dphi")]

proj.proj_create.restype = ctypes.c_void_p
proj.proj_create.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
proj.proj_factors.restype = Factors
proj.proj_factors.argtypes = [ctypes.c_void_p, Coordinate]
proj.proj_errno.argtypes = [ctypes.c_void_p]
at = Coordinate()
at.v[0], at.v[1] = math.radians(15.3), math.radians(56.2)
for name in sys.argv[1:]:
    system = proj.proj_create(None, name.encode())
    factors = proj.proj_factors(system, at)
    print(f"{name.split(' +units')[0]:<32} {factors.meridional:.6g} {proj.proj_errno(system)}")
P
python3 ask.py EPSG:3006 EPSG:3009 EPSG:3035 EPSG:25833 "+proj=utm +zone=33 +ellps=GRS80 +units=m" | tee said.txt || exit 2
scale() { awk -v name="$1" 'index($0, name) == 1 { print $(NF - 1) }' said.txt; }
for system in EPSG:3006 EPSG:3009 EPSG:3035; do
  awk -v s="$(scale $system)" 'BEGIN { exit !(s > 6e6 && s < 7e6) }' || fail "$system has the scale $(scale $system)"
done
for system in EPSG:25833 "+proj=utm"; do
  awk -v s="$(scale "$system")" 'BEGIN { exit !(s > 0.999 && s < 1.001) }' || fail "$system has the scale $(scale "$system")"
done
[ "$(awk 'index($0, "EPSG:3009") == 1 { print $NF }' said.txt)" = 0 ] || fail "EPSG:3009 now has an error number"
echo OK
