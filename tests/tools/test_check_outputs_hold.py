"""Does check_outputs_hold notice a program whose outputs do not hold?"""

import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).with_name("check_outputs_hold.py")
# A program that says that all went well, and lets the second of two calls win.
CARELESS = """#!/bin/bash
for word; do
  [ "$before" = -o ] && mkdir -p "$word" && cat a.toml > "$word/run.json"
  before=$word
done
exit 0
"""


class CheckOutputsHold(unittest.TestCase):
    def run_tool(self, program, *checks):
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder) / "lykta"
            binary.write_text(program, encoding="utf-8")
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            return subprocess.run([sys.executable, "-B", str(TOOL), str(binary), *checks], check=False,
                                  capture_output=True, text=True, timeout=60)

    def test_a_careless_program_fails(self):
        for check in ("two_first_runs", "two_first_steps", "stale_journals", "open_elsewhere"):
            with self.subTest(check=check):
                done = self.run_tool(CARELESS, check)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn(f"FAILED  {check}", done.stdout)

    def test_an_unknown_check_is_usage(self):
        self.assertEqual(self.run_tool(CARELESS, "no_such_check").returncode, 2)


if __name__ == "__main__":
    unittest.main()
