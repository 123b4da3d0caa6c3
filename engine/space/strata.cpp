#include "engine/space/strata.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/space/shared_cells.hpp"

namespace lykta {

/// What the polygons and the rest have of the cells.
struct Strata::LaidOut {
  struct Placed {
    std::uint32_t slot = 0;
    StratumPart part;
  };

  LaidOut(std::vector<OwnPolygon> given, const StudyGrid& study, const StudyArea& area)
      : slots(study.size()), free(study.share) {
    std::ranges::stable_sort(given, {}, &OwnPolygon::id);
    const SharedCells shared(study, area);
    for (auto& polygon : given) {
      if (place(shared.with(polygon.area))) {
        polygons.push_back(std::move(polygon));
      } else {
        ++left_out;
      }
    }
    if (polygons.empty()) {
      throw DataError(
          "none of the localities shares ground with the study area: check their file and its coordinate system");
    }
    for (std::uint32_t slot = 0; slot < slots; ++slot) {
      if (free[slot] > 0) {
        placed.push_back({slot, {static_cast<std::uint32_t>(polygons.size()), free[slot]}});
      }
    }
  }

  /// What is free of these cells becomes that of the next polygon; false where nothing is.
  bool place(const std::vector<SharedCell>& cells) {
    const auto before = placed.size();
    for (const auto& [slot, share] : cells) {
      const auto taken = std::min(share, free[slot]);
      if (taken > least_share) {
        // What rounding leaves of a cell is nobody's.
        free[slot] = free[slot] - taken > least_share ? free[slot] - taken : 0.0;
        placed.push_back({slot, {static_cast<std::uint32_t>(polygons.size()), taken}});
      }
    }
    return placed.size() > before;
  }

  static constexpr double least_share = 1e-9;  ///< as in coverage.hpp

  std::size_t slots;
  std::vector<double> free;  ///< share of each cell that no polygon has taken
  std::vector<OwnPolygon> polygons;
  std::vector<Placed> placed;  ///< by stratum, then slot
  std::size_t left_out = 0;
};

Strata::Strata(std::vector<OwnPolygon> polygons, const StudyGrid& study, const StudyArea& area)
    : Strata(LaidOut(std::move(polygons), study, area)) {}

Strata::Strata(LaidOut laid_out)
    : zones_(std::move(laid_out.polygons)), left_out_(laid_out.left_out), start_(laid_out.slots + 1, 0) {
  cells_.assign(size(), 0.0);
  for (const auto& [slot, part] : laid_out.placed) {
    ++start_[slot + 1];
    cells_[part.stratum] += part.share;
  }
  for (std::size_t slot = 0; slot < laid_out.slots; ++slot) {
    start_[slot + 1] += start_[slot];
  }
  auto next = start_;
  parts_.resize(laid_out.placed.size());
  for (const auto& [slot, part] : laid_out.placed) {
    parts_[next[slot]++] = part;
  }
}

std::uint32_t Strata::at(const Point& point) const { return zones_.zone_at(point).value_or(outside()); }

std::uint32_t Strata::own(std::uint32_t slot) const {
  const auto all = parts(slot);
  return all.empty() ? outside() : std::ranges::max_element(all, {}, &StratumPart::share)->stratum;
}

}  // namespace lykta
