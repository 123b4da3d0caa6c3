"""run_documented_commands.py finds the right commands and fails when one of them fails."""

import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import run_documented_commands

PAGE = """
Install first:
```sh
script/demo
echo lykta
```
Then:
```sh
lykta run sample-data/a.toml \\
  --output out/a
LC_ALL=C lykta inspect x | head -n 1
build/release/lykta --version
# lykta is only named here
```
```text
lykta is not run here
```
<!-- not run: needs a printer -->

```sh
lykta print
```
```sh
lykta last $LYKTA_DATA
```
"""

# Stands in for the program: `fail` fails, and `run` wants its file.
PROGRAM = '#!/bin/sh\n[ "$1" != fail ] || exit 1\n[ "$1" != run ] || cat "$2" || exit 1\n'


class RunDocumentedCommands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "sample-data").mkdir()
        (self.root / "sample-data" / "a.toml").write_text("x = 1\n")
        self.binary = self.root / "program"
        self.binary.write_text(PROGRAM)
        self.binary.chmod(0o755)

    def run_page(self, text, name="page.md"):
        page = self.root / name
        page.write_text(text)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), mock.patch.dict(os.environ):
            os.environ.pop("LYKTA_DATA", None)
            code = run_documented_commands.main([str(self.binary), str(self.root), str(page)])
        return code, printed.getvalue()

    def test_the_commands_of_a_page(self):
        commands = [(command, reason) for _, command, reason in run_documented_commands.documented_commands(PAGE)]
        self.assertEqual(commands, [
            ("lykta run sample-data/a.toml   --output out/a", None),
            ("LC_ALL=C lykta inspect x | head -n 1", None),
            ("build/release/lykta --version", None),
            ("lykta print", "needs a printer"),
            ("lykta last $LYKTA_DATA", None),
        ])

    def test_a_right_page_passes_and_says_what_was_not_run(self):
        code, printed = self.run_page(PAGE)
        self.assertEqual(code, 0, printed)
        self.assertIn("lykta print (needs a printer)", printed)
        self.assertIn("lykta last $LYKTA_DATA (LYKTA_DATA is not set)", printed)
        self.assertEqual(printed.count("ok      "), 3)

    def test_a_failing_command_fails(self):
        self.assertEqual(self.run_page("```sh\nlykta fail\nlykta\n```\n")[0], 1)
        self.assertEqual(self.run_page("```sh\nlykta run sample-data/absent.toml\n```\n")[0], 1)

    def test_the_first_page_must_not_be_answered_with_a_missing_column(self):
        hinted = "```sh\necho Note: column T looks like --time: all day. && lykta\n```\n"
        code, printed = self.run_page(hinted, "README.md")
        self.assertEqual(code, 1)
        self.assertIn("it says: Note: column T looks like --time: all day.", printed)
        self.assertEqual(self.run_page(hinted)[0], 0)

    def test_a_page_without_commands_fails(self):
        code, printed = self.run_page("```\nlykta run\n```\n")
        self.assertEqual(code, 1)
        self.assertIn("no lykta command", printed)


if __name__ == "__main__":
    unittest.main()
