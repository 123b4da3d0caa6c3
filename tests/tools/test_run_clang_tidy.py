"""run_clang_tidy.py reports a finding, remembers what passed, and forgets it when a header changes."""

import contextlib
import io
import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import run_clang_tidy


class RunClangTidy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        environment = mock.patch.dict(os.environ, XDG_CACHE_HOME=str(self.root / "cache"))
        environment.start()
        self.addCleanup(environment.stop)
        (self.root / "engine").mkdir()
        (self.root / ".clang-tidy").write_text("Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\n"
                                               "HeaderFilterRegex: '.*'\n")
        self.write("a.hpp", "#pragma once\ninline int* nothing() { return nullptr; }\n")
        self.write("a.cpp", '#include "engine/a.hpp"\nint* f() { return nothing(); }\n')
        command = {"directory": str(self.root), "file": "engine/a.cpp",
                   "command": "g++ -std=c++20 -I. -Wduplicated-cond -Wall -o a.o -c engine/a.cpp"}
        (self.root / "compile_commands.json").write_text(json.dumps([command]))

    def write(self, name, text):
        (self.root / "engine" / name).write_text(text)

    def run_tool(self, *files):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = run_clang_tidy.main([str(self.root), str(self.root), *files])
        return code, printed.getvalue()

    def test_a_clean_file_passes_and_is_remembered_until_a_header_changes(self):
        self.assertEqual(self.run_tool(), (0, "clang-tidy: 1 files, 0 with findings, 0 unchanged since they passed\n"))
        self.assertIn("1 unchanged", self.run_tool()[1])
        self.write("a.hpp", "#pragma once\ninline int* nothing() { return 0; }\n")
        for _ in range(2):  # a finding is never remembered
            code, printed = self.run_tool()
            self.assertEqual(code, 1)
            self.assertIn("modernize-use-nullptr", printed)

    def test_a_file_that_does_not_compile_fails(self):
        self.write("a.cpp", '#include "engine/absent.hpp"\n')
        self.assertEqual(self.run_tool()[0], 1)

    def test_an_unknown_file_fails(self):
        code, printed = self.run_tool("engine/b.cpp")
        self.assertEqual(code, 1)
        self.assertIn("not compiled in", printed)

    def test_nothing_to_check_fails(self):
        (self.root / "compile_commands.json").write_text("[]")
        self.assertEqual(self.run_tool()[0], 1)


if __name__ == "__main__":
    unittest.main()
