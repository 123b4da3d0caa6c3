#!/bin/bash
# Guess:   GDAL's ODS writer turns text that begins with "of:=" into a formula, since that is how ODS marks one (and leaves "=1+1" text).
# Happens: so it does: the text "of:=1+1" becomes a formula cell without a value, and reads back as 2. "=1+1" stays text in ODS and XLSX.
# Version: GDAL 3.6.2 (Debian 12, gdal-bin).
# Matters: text from a stranger's file becomes a formula in the workbook, though every rule against that looks for "=", "+", "-" and "@" alone; and what was
#          written is not what is read.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=3.6.2
ogr2ogr --version 2>/dev/null | grep -q "GDAL $want," || { echo "needs GDAL $want (Debian 12: apt-get install gdal-bin unzip)" >&2; exit 2; }
command -v unzip > /dev/null || { echo "needs unzip" >&2; exit 2; }
ogr2ogr --version
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
printf 'text,kind\nof:=1+1,marked\n=1+1,plain\n' > t.csv
for ending in ods xlsx; do ogr2ogr -q "o.$ending" t.csv -nln t || exit 2; done

formulas=$(unzip -p o.ods content.xml | grep -o 'table:formula="[^"]*"')
echo "formulas in the ODS: ${formulas:-none}"
[ "$formulas" = 'table:formula="of:=1+1"' ] || fail "the ODS holds: ${formulas:-none}"
unzip -p o.xlsx xl/worksheets/sheet1.xml | grep -q '<f>' && fail "the XLSX holds a formula"
echo "formulas in the XLSX: none"
back=$(ogr2ogr -q -f CSV /vsistdout/ o.ods | sed -n 's/,marked.*//p' | tr -d '"')
echo "'of:=1+1' reads back from the ODS as '$back'"
[ "$back" = 2 ] || fail "it reads back as '$back'"
echo OK
