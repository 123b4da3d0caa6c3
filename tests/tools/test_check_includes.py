"""Each fault that check_includes.py looks for is found, and clean sources pass."""

import tempfile
import unittest
from pathlib import Path

import check_includes

HEADER = "// Which question does it answer?\n#pragma once\n"


class CheckIncludes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("engine/base/error.hpp", HEADER)
        self.write("engine/space/grid.hpp", HEADER + '#include <cmath>\n#include "engine/base/error.hpp"\n')

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def assert_fault(self, path, text, expected):
        self.write(path, text)
        faults = check_includes.check(self.root)
        self.assertTrue(any(expected in fault for fault in faults), f"'{expected}' is not in {faults}")

    def test_clean_sources_pass(self):
        self.write("engine/density/kernel.hpp", HEADER + '#include "engine/space/grid.hpp"\n')
        self.write("engine/questions/picture.hpp", HEADER + '#include "engine/density/kernel.hpp"\n')
        self.write("geo/crs/crs.cpp", '#include <proj.h>\n#include "engine/questions/picture.hpp"\n')
        self.write("cli/main.cpp", '#include <iostream>\n#include "geo/crs/crs.hpp"\nint main() { std::cout << 1; }\n')
        self.write("geo/crs/crs.hpp", HEADER)
        self.assertEqual(check_includes.check(self.root), [])

    def test_nothing_to_check_is_a_fault(self):
        self.assertIn("no source files", check_includes.check(self.root / "engine" / "space")[0])

    def test_a_room_below_must_not_know_the_one_above(self):
        self.write("publish/report/report.hpp", HEADER)
        self.assert_fault("geo/crs/crs.cpp", '#include "publish/report/report.hpp"\n', "geo must not know publish")
        self.assert_fault("engine/space/a.cpp", '#include "geo/crs/crs.cpp"\n', "engine must not know geo")

    def test_inside_the_engine_downwards_only(self):
        self.write("engine/places/rank.hpp", HEADER)
        self.assert_fault("engine/space/area.cpp", '#include "engine/places/rank.hpp"\n', "space stands below")
        self.assert_fault("engine/base/error.cpp", '#include "engine/space/grid.hpp"\n', "must not include it")

    def test_a_new_room_of_the_engine_needs_a_level(self):
        self.assert_fault("engine/weather/rain.hpp", HEADER, "engine/weather: give this room a level")

    def test_inside_the_other_rooms_too(self):
        self.write("publish/styles/palette.hpp", HEADER)
        self.assert_fault("publish/layers/a.cpp", '#include "publish/styles/palette.hpp"\n', "publish/layers stands below")

    def test_a_file_outside_the_rooms_is_a_fault(self):
        self.assert_fault("engine/grid.hpp", HEADER, "engine/grid.hpp: give this room a level")

    def test_the_engine_knows_no_files_and_libraries_of_the_world_outside(self):
        for header in ("gdal_priv.h", "ogrsf_frmts.h", "cpl_conv.h", "proj.h", "geos_c.h", "sqlite3.h", "iostream",
                       "fstream", "filesystem", "cstdio"):
            self.assert_fault("engine/space/a.cpp", f"#include <{header}>\n", f"<{header}>: the engine")

    def test_proj_belongs_in_geo(self):
        self.assert_fault("publish/words/a.cpp", "#include <proj.h>\n", "<proj.h>")
        self.assert_fault("cli/frame/a.cpp", "#include <proj.h>\n", "<proj.h>")

    def test_includes_are_written_from_the_root(self):
        self.assert_fault("engine/space/a.cpp", '#include "grid.hpp"\n', "is not the path of a file from the root")
        self.assert_fault("engine/space/a.cpp", '#include "../base/error.hpp"\n', "is not the path of a file from the root")
        self.assert_fault("engine/space/a.cpp", "#include <engine/base/error.hpp>\n", 'included as "engine/base/error.hpp"')

    def test_circles_are_found(self):
        self.write("engine/space/b.hpp", HEADER + '#include "engine/space/a.hpp"\n')
        self.assert_fault("engine/space/a.hpp", HEADER + '#include "engine/space/b.hpp"\n', "files include each other")

    def test_rooms_of_one_level_must_not_use_each_other_mutually(self):
        self.write("engine/events/a.hpp", HEADER + '#include "engine/space/grid.hpp"\n')
        self.assertEqual(check_includes.check(self.root), [])
        self.write("engine/events/b.hpp", HEADER)
        self.assert_fault("engine/space/c.cpp", '#include "engine/events/b.hpp"\n', "rooms include")

    def test_only_cli_prints(self):
        self.assert_fault("geo/read/a.cpp", 'void f() { printf("x"); }\n', "geo/read/a.cpp:1: prints (printf)")
        self.assert_fault("geo/read/a.cpp", "\nauto& out = std::cerr;\n", "geo/read/a.cpp:2: prints (std::cerr)")
        self.write("geo/read/a.cpp", '// printf("x")\nconst char* s = "std::cout";\nconst char* r = R"(printf("x"))";\n')
        self.assertEqual(check_includes.check(self.root), [])

    def test_headers_open_with_a_comment_and_pragma_once(self):
        self.assert_fault("engine/space/a.hpp", "#pragma once\nint f();\n", "does not open with a comment")
        self.assert_fault("engine/space/a.hpp", "// What?\nint f();\n", "has no #pragma once")


if __name__ == "__main__":
    unittest.main()
