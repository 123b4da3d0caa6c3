"""Shows that check_readers tells a row that is right from one that is wrong."""

import unittest

import check_readers

TABLE = """
### Times in the files

Text.

| reader | time without a zone | the same with a Z |
|---|---|---|
| GDAL 3.6 to 3.13 (`ogr2ogr`) | 22:30, no zone | 22:30 UTC |
| R sf 1.0 and 1.1 | Saturday 22:30 | Sunday 00:30 |

### Others

| a | b | c |
|---|---|---|
| GDAL 9 | 1 | 2 |
"""


class Table(unittest.TestCase):
    def test_only_the_rows_of_its_section_are_read(self):
        self.assertEqual([row[0] for row in check_readers.table_rows(TABLE)],
                         ["GDAL 3.6 to 3.13 (`ogr2ogr`)", "R sf 1.0 and 1.1"])

    def test_a_cell_names_versions_from_to_or_one_by_one(self):
        self.assertTrue(check_readers.names_version("GDAL 3.6 to 3.13", "3.10.2"))
        self.assertFalse(check_readers.names_version("GDAL 3.6 to 3.13", "3.14.0"))
        self.assertTrue(check_readers.names_version("R sf 1.0 and 1.1", "1.0.9"))
        self.assertFalse(check_readers.names_version("R sf 1.0 and 1.1", "1.2.0"))
        self.assertTrue(check_readers.names_version("`lykta`", "0.1.0"))

    def test_clock_weekday_and_zone_must_agree(self):
        self.assertTrue(check_readers.agrees("Saturday 22:30", "2025-07-05T22:30", "session"))
        self.assertFalse(check_readers.agrees("Saturday 22:30", "2025-07-06T00:30", "session"))
        self.assertFalse(check_readers.agrees("Sunday 22:30", "2025-07-05T22:30", "session"))
        self.assertTrue(check_readers.agrees("22:30 UTC", "2025-07-05T22:30", "UTC"))
        self.assertFalse(check_readers.agrees("22:30", "2025-07-05T22:30", "UTC"))


class Check(unittest.TestCase):
    def check(self, moments, version="1.0.9"):
        seen = iter([(version, moment, "session") for moment in moments])
        return check_readers.check(check_readers.table_rows(TABLE), "R sf", lambda _: next(seen), ["plain", "z"])

    def test_a_row_that_is_right_is_no_fault(self):
        lines, faults = self.check(["2025-07-05T22:30", "2025-07-06T00:30"])
        self.assertEqual(faults, 0)
        self.assertTrue(lines[0].startswith("as stated"))

    def test_a_reader_that_shows_something_else_is_one(self):
        lines, faults = self.check(["2025-07-06T00:30", "2025-07-06T00:30"])
        self.assertEqual(faults, 1)
        self.assertIn("DIFFERENT", lines[0])

    def test_so_is_a_version_that_no_row_names(self):
        lines, faults = self.check(["2025-07-05T22:30", "2025-07-06T00:30"], "2.0.0")
        self.assertEqual(faults, 1)
        self.assertIn("no row", lines[0])

    def test_a_reader_that_is_not_installed_is_left_out(self):
        def missing(_):
            raise check_readers.NotInstalled("Rscript")

        lines, faults = check_readers.check([], "R sf", missing, ["plain"])
        self.assertEqual(faults, 0)
        self.assertIn("left out", lines[0])


if __name__ == "__main__":
    unittest.main()
