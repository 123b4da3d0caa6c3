import os
import subprocess
import sys
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parent / "run_when_set.py"


class RunWhenSet(unittest.TestCase):
    def run_tool(self, *arguments, **variables):
        environment = {name: value for name, value in os.environ.items() if name != "LYKTA_TEST_VARIABLE"} | variables
        return subprocess.run([sys.executable, "-B", str(TOOL), *arguments], env=environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")

    def test_without_the_variable_nothing_runs(self):
        for variables in ({}, {"LYKTA_TEST_VARIABLE": ""}):
            done = self.run_tool("LYKTA_TEST_VARIABLE", "echo", "hello", **variables)
            self.assertEqual(done.returncode, 77)
            self.assertEqual(done.stdout, "skipped: LYKTA_TEST_VARIABLE is not set\n")

    def test_with_the_variable_the_command_runs_and_its_exit_code_is_ours(self):
        done = self.run_tool("LYKTA_TEST_VARIABLE", "bash", "-c", "echo $LYKTA_TEST_VARIABLE; exit 3", LYKTA_TEST_VARIABLE="here")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout, "here\n")

    def test_without_a_command_it_says_how_it_is_used(self):
        self.assertEqual(self.run_tool("LYKTA_TEST_VARIABLE").returncode, 2)


if __name__ == "__main__":
    unittest.main()
