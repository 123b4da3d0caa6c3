#!/bin/bash
# Guess:   where a temporary file of libxlsxwriter's constant_memory mode cannot grow, workbook_close() returns an error, as it does where the workbook cannot.
# Happens: it returns 0 (LXW_NO_ERROR) and prints nothing; the workbook is there, its zip is sound, and the sheet in it breaks off in the middle of a row. What is put
#          aside is some ten times larger than the packed workbook, so the limit is met there alone.
# Version: libxlsxwriter 1.1.4 (Debian 12, libxlsxwriter-dev 1.1.4-2), GCC 12.
# Matters: a list of places or losses for Excel ends early where a disk or a quota is nearly full, and the run says that it is done. Unpack the sheets once
#          written, and look for their end.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=1.1.4-2
have=$(dpkg-query -W -f '${Version}' libxlsxwriter-dev 2>/dev/null)
case $have in "$want"*) ;; *) echo "needs libxlsxwriter-dev $want (Debian 12: apt-get install gcc unzip libxlsxwriter-dev), not '$have'" >&2; exit 2 ;; esac
echo "libxlsxwriter-dev $have"
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
cat > rows.c <<'END'
#include <stdio.h>
#include <xlsxwriter.h>
int main(int count, char **words) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = "."};
  lxw_workbook *book = workbook_new_opt(words[1], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
  lxw_error first = LXW_NO_ERROR;
  for (lxw_row_t row = 0; row < 20000; ++row) {
    lxw_error error = worksheet_write_number(sheet, row, 0, row, NULL);
    first = first ? first : error;
  }
  lxw_error closing = workbook_close(book);
  printf("writing %d closing %d\n", first, closing);
  return count != 2;
}
END
gcc -o rows rows.c -lxlsxwriter || exit 2
end_of() { unzip -p "$1" xl/worksheets/sheet1.xml | tail -c 12; }

said=$(./rows whole.xlsx 2>&1)
echo "without a limit: $said, $(stat -c %s whole.xlsx) bytes, the sheet ends with $(end_of whole.xlsx)"
[ "$said $(end_of whole.xlsx)" = "writing 0 closing 0 </worksheet>" ] || { echo "the program itself fails" >&2; exit 2; }

# Blocks of 1024 bytes; the signal that ends a program at the limit is set aside, so that writing gives an error.
said=$(trap '' XFSZ; ulimit -f 300; ./rows cut.xlsx 2>&1)
rows=$(unzip -p cut.xlsx xl/worksheets/sheet1.xml | grep -o '<row ' | wc -l)
echo "files of at most 300 kB: $said, $(stat -c %s cut.xlsx) bytes, $rows rows of 20000, the sheet ends with $(end_of cut.xlsx)"
unzip -tq cut.xlsx > /dev/null || fail "the zip is damaged"
[ "$said" = "writing 0 closing 0" ] || fail "it says '$said'"
[ "$(end_of cut.xlsx)" != "</worksheet>" ] && [ "$rows" -lt 20000 ] || fail "the sheet is whole"
echo OK
