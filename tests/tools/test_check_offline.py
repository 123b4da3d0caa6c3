"""check_offline.py notices whatever reaches its server, and its baits are live: GDAL without walls takes them."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import check_offline

# Opens what it is given with all drivers, as GDAL does by itself.
WITHOUT_WALLS = 'ogrinfo -ro -al "$2" >/dev/null 2>&1\nogrinfo -ro "$2" elsewhere >/dev/null 2>&1\nexit 1\n'

# Reads a configuration, and the address in it only when the server's host is allowed there.
OBEDIENT = """
[ "$1" = run ] || exit 1
address=$(sed -n 's/^path = "\\(.*\\)"/\\1/p' "$2")
if grep -q 'allow = ."127.0.0.1"' "$2"; then
  exec python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])' "$address"
fi
echo "$address: leads to 127.0.0.1, see [network]"
exit 2
"""


class CheckOffline(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.program = Path(folder.name) / "program"

    def check(self, program, *names):
        """Exit code and output of the tool for a shell script that has no command inspect."""
        self.program.write_text('#!/bin/sh\nif [ "$2" = --help ]; then exit 2; fi\n' + program)
        self.program.chmod(0o755)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = check_offline.main([str(self.program), *names])
        return code, printed.getvalue()

    def test_a_program_that_opens_nothing_passes(self):
        code, printed = self.check("exit 1\n", "density.file.c", "density.path.vsicurl")
        self.assertEqual(code, 0, printed)
        self.assertRegex(printed, r"\n0 of [1-9][0-9]* cases failed\n$")

    def test_the_baits_are_live(self):
        baits = ["density.file.crs_link.geojson", "density.file.crs_url.geojson", "density.file.vsicurl.vrt",
                 "density.file.vrt_named_xml.xml", "density.file.schema.gml", "density.file.wfs.xml",
                 "layer.file.table_of_vsicurl.sqlite", "layer.file.table_of_postgres.sqlite",
                 "layer.file.view_of_load_xml.gpkg", "density.path.http_geojson", "density.path.vsicurl_option",
                 "density.path.vsicurl_in_zip", "density.path.sparse", "density.path.vsis3", "density.path.vsigs",
                 "density.path.vsiaz", "density.path.wfs", "density.path.postgres", "density.path.text_of_a_vrt",
                 "density.path.text_of_a_geojson"]
        code, printed = self.check(WITHOUT_WALLS, *baits)
        self.assertEqual(code, 1)
        untouched = [bait for bait in baits if f"FAILED  {bait}\n        arrived at the server: " not in printed]
        self.assertEqual(untouched, [], printed)

    def test_what_is_meant_for_another_host_arrives_too(self):
        self.assertIn("arrived at the server: GET http://example.invalid/a",
                      self.check("ogrinfo /vsicurl_streaming/http://example.invalid/a\nexit 1\n", "grids_of_proj")[1])

    def test_a_crash_fails(self):
        code, printed = self.check("kill -SEGV $$\n", "grids_of_proj")
        self.assertEqual(code, 1)
        self.assertIn("ended with exit code -11", printed)

    def test_a_program_that_does_not_end_fails(self):
        with mock.patch.object(check_offline, "SECONDS_PER_RUN", 1):
            code, printed = self.check("exec sleep 20\n", "grids_of_proj")
        self.assertEqual(code, 1)
        self.assertIn("did not end within 1 s", printed)

    def test_a_configuration_must_be_obeyed_both_ways(self):
        self.assertEqual(self.check(OBEDIENT, "configuration.")[0], 0)
        code, printed = self.check("exit 2\n", "configuration.")
        self.assertEqual(code, 1)
        self.assertIn("the message names neither the host nor the key", printed)
        self.assertIn("exit code 2, expected 0\n        the file was not asked for", printed)

    def test_an_unknown_case_or_no_program_fails(self):
        self.assertEqual(self.check("exit 1\n", "no_such_case")[0], 1)
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(check_offline.main([str(self.program) + ".not"]), 1)


if __name__ == "__main__":
    unittest.main()
