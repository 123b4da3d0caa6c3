#include <algorithm>

#include "geo/files/companion_files.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_companion_files {
namespace {

using test::Scratch;
using Texts = std::vector<std::string>;

bool holds(const Texts& files, const std::string& file) { return std::ranges::find(files, file) != files.end(); }

}  // namespace

TEST_CASE("Any part of a Shapefile stands for all of them") {
  const Scratch scratch;
  for (const auto* name : {"e.shp", "e.shx", "e.dbf", "e.PRJ", "e.txt", "f.dbf"}) {
    scratch.write(name, "x");
  }
  for (const auto* name : {"e.shp", "e.dbf"}) {
    const auto files = files_read_with(scratch.path(name));
    CHECK(files.size() == 4);
    CHECK(holds(files, scratch.path("e.PRJ")));
    CHECK_FALSE(holds(files, scratch.path("e.txt")));
  }
}

TEST_CASE("A GeoPackage is read with its journal, and a folder with what it holds") {
  const Scratch scratch;
  scratch.write("a.gpkg", "x");
  scratch.write("a.gpkg-wal", "x");
  scratch.write("b.gdb/one", "x");
  scratch.write("b.gdb/two", "x");
  CHECK(files_read_with(scratch.path("a.gpkg")) == Texts{scratch.path("a.gpkg"), scratch.path("a.gpkg-wal")});
  CHECK(files_read_with(scratch.path("b.gdb")) == Texts{scratch.path("b.gdb/one"), scratch.path("b.gdb/two")});
  CHECK(files_read_with(scratch.path("none.csv")).empty());
}

TEST_CASE("Behind the paths of GDAL lies a file") {
  const Scratch scratch;
  const auto zip = scratch.write("a.zip", "x");
  CHECK(file_behind(zip) == zip);
  CHECK(file_behind("/vsizip/" + zip + "/b/c.csv") == zip);
  CHECK(file_behind("/vsizip/{" + zip + "}/b.csv") == zip);
  CHECK(file_behind("/vsigzip//vsizip/" + zip + "/b.csv.gz") == zip);
  CHECK(file_behind("GPKG:" + zip + ":layer") == zip);
  CHECK(file_behind("/vsizip/" + scratch.path("none.zip") + "/b.csv").empty());
  CHECK(file_behind("PG:host=example.org dbname=x").empty());
  CHECK(file_behind("https://example.org/a.csv").empty());
}

TEST_CASE("Outputs are written with what belongs to their format") {
  CHECK(holds(files_written_with("d/e.shp"), "d/e.dbf"));
  CHECK(holds(files_written_with("d/e.shp"), "d/e.qix"));
  CHECK(holds(files_written_with("d/e.shp"), "d/e.qml"));
  CHECK(holds(files_written_with("e.gpkg"), "e.gpkg-wal"));
  CHECK(holds(files_written_with("e.tif"), "e.tif.aux.xml"));
  CHECK(files_written_with("e.csv") == Texts{"e.csv"});
}

}  // namespace lykta::tests_of_companion_files
