// What a search with made-up bytes found in the reader of FlatGeobuf: files that lie about themselves.
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/format/flatgeobuf_rows.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_flatgeobuf_rows {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;

/// Three points with a class, as GDAL writes them.
std::string points_file(const Scratch& scratch) {
  test::OgrLayer layer{.name = "points",
                       .type = wkbPoint,
                       .fields = {{"typ", OFTString}},
                       .rows = {{"a"}, {"b"}, {"c"}},
                       .wkt = {"POINT (517000 6229000)", "POINT (517100 6229000)", "POINT (517200 6229000)"},
                       .options = {}};
  const auto path = scratch.path("points.fgb");
  test::write_with_ogr(path, "FlatGeobuf", {layer});
  return path;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t read_all(const std::string& path, OGRLayer& layer) {
  std::size_t rows = 0;
  if (const auto layout = flatgeobuf_layout(path, layer)) {
    read_flatgeobuf_rows(
        path, *layout, {0},
        [&](const RowBatch& batch) {
          rows += batch.size();
          return true;
        },
        [](std::uint64_t /*rows*/) {});
  }
  return rows;
}

}  // namespace

TEST_CASE("A FlatGeobuf that states more rows than there can be is refused at once") {
  const Scratch scratch;
  const auto path = points_file(scratch);
  start_gdal();
  const GDALDatasetUniquePtr data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  REQUIRE(data);
  auto& layer = *data->GetLayer(0);
  CHECK(read_all(path, layer) == 3);

  auto bytes = bytes_of(path);
  const std::string three("\3\0\0\0\0\0\0\0", 8);
  const auto at = bytes.find(three);  // of the header, whose sizes are of four bytes
  REQUIRE(at != std::string::npos);
  for (const auto& lie :
       {std::string(8, '\xFF'), std::string("\xF0") + std::string(7, '\xFF'), std::string(7, '\0') + "\1"}) {
    const auto lying = scratch.write("lying.fgb", std::string(bytes).replace(at, 8, lie));
    CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_all(lying, layer)); }), Contains("cut off or damaged"));
  }
}

}  // namespace lykta::tests_of_flatgeobuf_rows
