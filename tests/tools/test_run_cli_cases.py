"""run_cli_cases.py passes a right case and reports each kind of mismatch."""

import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import run_cli_cases

# Stands in for the program: it writes a file, greets on stdout, complains on stderr and ends with 3.
PROGRAM = '#!/bin/sh\necho "hello" > "$1/made.txt"\necho "wrote $1"\necho "a warning" >&2\nexit 3\n'


class RunCliCases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.binary = self.root / "program"
        self.binary.write_text(PROGRAM)
        self.binary.chmod(0o755)
        self.case = self.root / "cases" / "one"
        self.case.mkdir(parents=True)
        self.expect(command='# what for\nlykta "$OUT"\n', expected_exit="3\n")

    def expect(self, **files):
        for name, text in files.items():
            (self.case / name).write_text(text)

    def run_cases(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = run_cli_cases.main([str(self.binary), str(self.case.parent), "one"])
        return code, printed.getvalue()

    def assert_fault(self, expected):
        code, printed = self.run_cases()
        self.assertEqual(code, 1)
        self.assertIn(expected, printed)

    def test_a_right_case_passes(self):
        self.expect(expected_stdout="wrote $OUT\n", expected_stderr_contains="warning\n",
                    expected_files="made.txt\n!other.txt\n")
        self.assertEqual(self.run_cases(), (0, "ok      one\n"))

    def test_a_wrong_exit_code_fails(self):
        (self.case / "expected_exit").unlink()
        self.assert_fault("exit code 3, expected 0")

    def test_a_wrong_output_fails_with_a_difference(self):
        self.expect(expected_stdout="wrote nothing\n")
        self.assert_fault("-wrote nothing\n+wrote $OUT")

    def test_a_missing_line_fails(self):
        self.expect(expected_stderr_contains="an error\n")
        self.assert_fault("stderr does not contain this line:\n  an error")

    def test_a_missing_or_forbidden_file_fails(self):
        self.expect(expected_files="other.txt\n!made.txt\n")
        self.assert_fault("this file is missing: $OUT/other.txt (found: made.txt)")
        self.assert_fault("this file must not exist: $OUT/made.txt")

    def test_a_misspelt_expectation_fails(self):
        self.expect(expected_output="x")
        self.assert_fault("no such expectation: expected_output")

    def test_an_unknown_case_or_an_empty_command_fails(self):
        self.expect(command="# nothing\n")
        self.assert_fault("exactly one command line")
        (self.case / "command").unlink()
        self.assert_fault("no such case")

    def test_a_case_on_real_data_is_skipped_without_it(self):
        self.expect(command='lykta "$OUT" "$LYKTA_DATA"\n')
        with mock.patch.dict(os.environ):
            os.environ.pop("LYKTA_DATA", None)
            code, printed = self.run_cases()
        self.assertEqual((code, printed), (run_cli_cases.SKIPPED, "skipped one: LYKTA_DATA is not set\n"))

    def test_a_case_is_skipped_where_gdal_lacks_its_driver_and_runs_where_it_is_there(self):
        self.expect(needs_driver="GeoJSON\n")
        self.assertEqual(self.run_cases(), (0, "ok      one\n"))
        self.expect(needs_driver="No Such Driver\n")
        code, printed = self.run_cases()
        self.assertEqual(code, run_cli_cases.SKIPPED)
        self.assertRegex(printed, r"^skipped one: GDAL [0-9.]+ is built without No Such Driver\n$")


if __name__ == "__main__":
    unittest.main()
