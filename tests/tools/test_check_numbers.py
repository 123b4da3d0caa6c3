"""Does check_numbers notice options and keys without bounds?"""

import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).with_name("check_numbers.py")
# Two options of grid: one without bounds, one whose bounds are not kept. Any number is taken.
CARELESS = """#!/bin/bash
case $1 in
  completion) echo '    grid) words="--cell --k" ;;' ;;
  grid) if [ "$2" = --help ]; then
          echo '  --cell FLOAT=100    Cell size'
          echo '  --k UINT:[1 - 10]=3 Neighbours'
        else
          printf 'x\\n1\\nnan\\n' > out.csv
        fi ;;
esac
exit 0
"""


class CheckNumbers(unittest.TestCase):
    def run_tool(self, part):
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder) / "lykta"
            binary.write_text(CARELESS, encoding="utf-8")
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            return subprocess.run([sys.executable, "-B", str(TOOL), str(binary), part], check=False,
                                  capture_output=True, text=True, timeout=300)

    def test_options(self):
        done = self.run_tool("options")
        self.assertEqual(done.returncode, 1)
        self.assertIn("'grid' '--cell': takes numbers, and the help names no bounds", done.stderr)
        self.assertRegex(done.stderr, "'--k' '-1': exit code 0 .* should be refused")
        self.assertRegex(done.stderr, "'--k' '10': out.csv holds nan")

    def test_keys(self):
        done = self.run_tool("keys")
        self.assertEqual(done.returncode, 1)
        self.assertIn("'grid.cell_m' 'abc': exit code 0, and no bounds are named", done.stderr)


if __name__ == "__main__":
    unittest.main()
