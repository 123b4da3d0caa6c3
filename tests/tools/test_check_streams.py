"""Does check_streams notice a program that is careless of its streams?"""

import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).with_name("check_streams.py")
# Says that all went well, whatever it is called with.
CARELESS = "#!/bin/bash\necho done 2> /dev/null\nexit 0\n"


class CheckStreams(unittest.TestCase):
    def run_tool(self, *parts):
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder) / "lykta"
            binary.write_text(CARELESS, encoding="utf-8")
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            return subprocess.run([sys.executable, "-B", str(TOOL), str(binary), *parts], check=False,
                                  capture_output=True, text=True, timeout=300)

    def test_a_careless_program_fails_each_part(self):
        for part in ("StandardOutput.test_a_full_device_is_an_error_of_every_command", "Inputs",
                     "Disks.test_a_limit_on_the_size_of_files_is_said"):
            with self.subTest(part=part):
                done = self.run_tool(part)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn("AssertionError", done.stderr)

    def test_it_needs_a_program(self):
        done = subprocess.run([sys.executable, "-B", str(TOOL)], check=False, capture_output=True, text=True, timeout=60)
        self.assertNotEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
