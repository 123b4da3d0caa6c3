#include <utility>
#include <vector>

#include "engine/questions/telling_cells.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_telling_cells {
namespace {

using Slots = std::vector<std::uint32_t>;

/// Five by five cells of 100 m in which nothing happened; slots run row by row from the south west.
Picture quiet_picture() {
  const auto area = rectangle({0, 0, 499, 499});
  auto study = cover(area, CellShape::square, 100);
  const std::vector<double> zeros(study.size(), 0.0);
  Clustering clustering;
  clustering.cell_class.assign(study.size(), zone_classes::not_significant);
  const auto grid = study.grid;
  return {.options = {},
          .study_area = area,
          .study = std::move(study),
          .use = {},
          .slot = {},
          .cells = {.count = zeros,
                    .weighted_count = zeros,
                    .comparison_count = zeros,
                    .discovered = zeros,
                    .density_per_km2 = zeros,
                    .observations = zeros,
                    .unsafe_score = zeros,
                    .residents = {}},
          .clustering = std::move(clustering),
          .raster = {},
          .place_study = {.grid = grid, .cells = {}, .share = {}},
          .places = {},
          .warnings = {}};
}

}  // namespace

TEST_CASE("Cells of a picture without anything say nothing") {
  CHECK(quiet_picture().study.size() == 25);
  CHECK(telling_cells(quiet_picture()).empty());
}

TEST_CASE("A cell with an event is shown with the four beside it") {
  auto picture = quiet_picture();
  picture.cells.count[12] = 1;
  CHECK(telling_cells(picture) == Slots{7, 11, 12, 13, 17});
}

TEST_CASE("In the corner of the area a cell has two beside it") {
  auto picture = quiet_picture();
  picture.cells.comparison_count[0] = 3;
  CHECK(telling_cells(picture) == Slots{0, 1, 5});
}

TEST_CASE("Discovered events, observations and findings of the test each speak for a cell") {
  const Slots shown{7, 11, 12, 13, 17};
  for (auto values : {&CellValues::discovered, &CellValues::observations, &CellValues::unsafe_score}) {
    auto picture = quiet_picture();
    (picture.cells.*values)[12] = 1;
    CHECK(telling_cells(picture) == shown);
  }
  for (const auto& found : {zone_classes::hot_90, zone_classes::cold_99}) {
    auto picture = quiet_picture();
    picture.clustering.cell_class[12] = found;
    CHECK(telling_cells(picture) == shown);
  }
  for (const auto& nothing : {zone_classes::too_few_events, zone_classes::no_value}) {
    auto picture = quiet_picture();
    picture.clustering.cell_class[12] = nothing;
    CHECK(telling_cells(picture).empty());
  }
}

}  // namespace lykta::tests_of_telling_cells
