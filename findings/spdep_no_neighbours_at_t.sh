#!/bin/bash
# Guess:   spdep::poly2nb makes two districts that share 2 km of border neighbours, whatever corners they have.
# Happens: it compares corners only. A small district lying against the middle of a long straight side shares no corner with it:
#          no neighbours, no warning, although sf says that they share a line. Add the two corners to the long side and they are neighbours.
#          A gap of 1 cm in degrees (1.6e-7) undoes a border as well, in the same silence: snap is 1.5e-8 of whatever unit.
# Version: R packages spdep 1.2-7 and sf 1.0-9 (Debian 12: apt-get install r-cran-spdep r-cran-sf).
# Matters: local Moran, Gi* and smoothing of counts per district then rest on a neighbour list with holes where districts meet in a T.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
cat > t.R <<'EOF'
suppressPackageStartupMessages({ library(sf); library(spdep) })
cat("versions", as.character(packageVersion("spdep")), as.character(packageVersion("sf")), "\n")
poly <- function(...) st_polygon(list(matrix(c(...), ncol = 2, byrow = TRUE)))
look <- function(name, a, b, crs) {
    g <- st_sf(id = 1:2, geometry = st_sfc(a, b, crs = crs))
    warned <- 0
    nb <- withCallingHandlers(poly2nb(g), warning = function(w) { warned <<- warned + 1; invokeRestart("muffleWarning") })
    touch <- st_relate(st_set_crs(g$geometry[1], NA), st_set_crs(g$geometry[2], NA), pattern = "FF*F1****", sparse = FALSE)[1, 1]
    cat(name, "border_shared", touch, "neighbours", sum(card(nb)) / 2, "warnings", warned, "\n")
}
x <- 540000; y <- 6230000
small <- poly(x+1000,y+1000, x+3000,y+1000, x+3000,y+2000, x+1000,y+2000, x+1000,y+1000)
look("T_meeting", poly(x,y, x+4000,y, x+4000,y+1000, x,y+1000, x,y), small, 3006)
look("corners_added", poly(x,y, x+4000,y, x+4000,y+1000, x+3000,y+1000, x+1000,y+1000, x,y+1000, x,y), small, 3006)
west <- poly(15,56, 15.01,56, 15.01,56.01, 15,56.01, 15,56)
east <- function(g) poly(15.01+g,56, 15.02,56, 15.02,56.01, 15.01+g,56.01, 15.01+g,56)
look("degrees_no_gap", west, east(0), 4326)
look("degrees_1_cm", west, east(1.6e-7), 4326)
EOF
Rscript t.R > out.txt 2> err.txt || { cat err.txt >&2; echo "needs R with spdep and sf (Debian 12: r-cran-spdep, r-cran-sf)" >&2; exit 2; }
cat out.txt
grep -q '^versions 1.2.7 1.0.9 ' out.txt || { echo "needs spdep 1.2-7 and sf 1.0-9" >&2; exit 2; }
grep -q '^T_meeting border_shared TRUE neighbours 0 warnings 0 ' out.txt || fail "T meeting"
grep -q '^corners_added border_shared TRUE neighbours 1 ' out.txt || fail "corners added"
grep -q '^degrees_no_gap border_shared TRUE neighbours 1 ' out.txt || fail "no gap"
grep -q '^degrees_1_cm border_shared FALSE neighbours 0 warnings 0 ' out.txt || fail "1 cm"
echo OK
