"""Each way in which docs/adding.md can be wrong is found, and a true page passes."""

import tempfile
import unittest
from pathlib import Path

import check_adding

PAGE = """# Adding

## A lamp
<!-- at most 2 files; found by \\w*[Ll]amps?\\b -->
| file | what |
|---|---|
| `geo/read/kind_lamps.cpp` | all of it |
| `geo/read/kinds.hpp` | one line |

```cpp
extern const Kind lamps;
...
```

## A thought
No file at all.
"""


class CheckAdding(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("geo/read/kind_lamps.cpp", "const Kind lamps{};\n")
        self.write("geo/read/kinds.hpp", "extern const Kind lamps;\n")
        self.write("engine/base/error.hpp", "// Also for lamps.\nstruct Error {};\n")
        self.write("docs/adding.md", PAGE)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def assert_fault(self, expected):
        faults = check_adding.check(self.root)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(expected, faults[0])

    def test_a_true_page_passes_and_comments_do_not_count(self):
        self.assertEqual(check_adding.check(self.root), [])

    def test_a_file_that_is_not_listed_is_a_fault(self):
        self.write("cli/choices.cpp", 'auto word = "lamps";\n')
        self.assert_fault("cli/choices.cpp must be touched too")

    def test_a_file_that_is_not_there_is_a_fault(self):
        self.write("docs/adding.md", PAGE.replace("kind_lamps.cpp` | all", "kind_lamp.cpp` | all"))
        (self.root / "geo/read/kind_lamps.cpp").unlink()
        self.assert_fault("there is no file geo/read/kind_lamp.cpp")

    def test_a_file_without_the_example_is_a_fault(self):
        self.write("geo/read/kind_lamps.cpp", "const Kind bulbs{};\n")
        self.assert_fault("geo/read/kind_lamps.cpp has nothing to do with the example")

    def test_more_files_than_promised_are_a_fault(self):
        self.write("docs/adding.md", PAGE.replace("at most 2", "at most 1"))
        self.assert_fault("lists 2 files, and says at most 1")

    def test_an_excerpt_that_stands_nowhere_is_a_fault(self):
        self.write("docs/adding.md", PAGE.replace("Kind lamps;", "Sort lamps;"))
        self.assert_fault("none of the files holds the line 'extern const Sort lamps;'")

    def test_a_section_without_files_is_a_fault(self):
        self.write("docs/adding.md", PAGE.replace("| `", "| "))
        faults = check_adding.check(self.root)
        self.assertTrue(any("lists no file" in fault for fault in faults), faults)

    def test_a_page_that_claims_nothing_is_a_fault(self):
        self.write("docs/adding.md", "# Adding\n")
        self.assert_fault("no section says how many files it takes")


if __name__ == "__main__":
    unittest.main()
