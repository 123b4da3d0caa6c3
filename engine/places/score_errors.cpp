#include "engine/places/score_errors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <tuple>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/places/place_scores.hpp"

namespace lykta {

namespace {

constexpr std::size_t displacements = 64;

/// What an event in a cell adds to the score of a place.
struct Share {
  std::uint32_t cell = 0;
  std::uint32_t place = 0;
  double amount = 1;
};

/// The shares of each cell that has any.
class SharesByCell {
 public:
  SharesByCell(std::vector<Share> shares, const Grid& grid) : shares_(std::move(shares)), has_any_(grid.size(), false) {
    std::ranges::sort(shares_, {}, [](const Share& share) { return std::tuple(share.cell, share.place); });
    for (const auto& share : shares_) {
      has_any_[share.cell] = true;
    }
  }

  [[nodiscard]] std::span<const Share> of(std::size_t cell) const {
    if (!has_any_[cell]) {
      return {};
    }
    const auto found = std::ranges::equal_range(shares_, static_cast<std::uint32_t>(cell), {}, &Share::cell);
    return {found.begin(), found.end()};
  }

 private:
  std::vector<Share> shares_;
  std::vector<bool> has_any_;  ///< by number of the cell: most events lie in cells of no place
};

std::vector<Share> shares_of_cells(const StudyGrid& study, std::span<const Place> places) {
  std::vector<Share> shares;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    for (const auto slot : places[place].slots) {
      shares.push_back({study.cells[slot], place, 1});
    }
  }
  return shares;
}

/// Slots whose centres lie at most so far from the centre of one of them.
std::vector<std::uint32_t> slots_around(const StudyGrid& study, std::uint32_t middle, double reach_m) {
  const auto& grid = study.grid;
  const auto row_m = grid.shape() == CellShape::square ? grid.cell_m() : hexagon_row_spacing_m(grid.cell_m());
  const auto across = [&](double step_m, std::size_t most) {
    return static_cast<std::int64_t>(std::min(std::ceil(reach_m / step_m) + 1, static_cast<double>(most)));
  };
  const auto columns = across(grid.cell_m(), grid.columns());
  const auto rows = across(row_m, grid.rows());
  const auto here = grid.index(study.cells[middle]);
  const auto centre = grid.centre(study.cells[middle]);
  std::vector<std::uint32_t> around;
  for (auto row = here.row - rows; row <= here.row + rows; ++row) {
    for (auto column = here.column - columns; column <= here.column + columns; ++column) {
      const auto cell = grid.number({column, row});
      const auto slot = cell ? study.slot_of(*cell) : std::nullopt;
      if (slot && distance_m(grid.centre(*cell), centre) <= reach_m) {
        around.push_back(*slot);
      }
    }
  }
  return around;
}

/// The density of a place is that of its densest cell. Scaled so that the events there are add up to what it is: how
/// borders were corrected, or bandwidths followed the events, is in that.
std::vector<Share> shares_of_densities(const RankingInputs& inputs, std::span<const Place> places) {
  const auto& study = inputs.study;
  const auto density = inputs.density.value_or(DensityOptions{.kernel = Kernel::uniform, .bandwidth_m = 0});
  const auto reach_m = density.bandwidth_m * support_in_bandwidths(density.kernel);
  std::vector<Share> shares;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    const auto densest = inputs.map_slot(*std::ranges::max_element(
        places[place].slots, {}, [&](std::uint32_t slot) { return inputs.place_cells().density_per_km2[slot]; }));
    const auto centre = study.grid.centre(study.cells[densest]);
    const auto first = shares.size();
    double sum = 0;
    for (const auto slot : slots_around(study, densest, reach_m)) {
      const auto away_m = distance_m(study.grid.centre(study.cells[slot]), centre);
      const auto amount = kernel_value(density.kernel, slot == densest ? 0 : away_m / density.bandwidth_m);
      if (amount > 0) {
        shares.push_back({study.cells[slot], place, amount});
        sum += amount * inputs.cells.count[slot];
      }
    }
    for (auto i = first; i < shares.size() && sum > 0; ++i) {
      shares[i].amount *= places[place].density_per_km2 / sum;
    }
  }
  return shares;
}

/// z is a sum of events, less what is expected, over a standard deviation that stays.
std::vector<Share> shares_of_tests(const RankingInputs& inputs, std::span<const Place> places) {
  const auto& study = inputs.study;
  std::vector<Share> shares;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    const auto& test = places[place].test;
    if (!test || !(test->seen > test->expected)) {
      continue;
    }
    const auto amount = test->z / (test->seen - test->expected);
    for (std::uint32_t slot = 0; slot < study.size(); ++slot) {
      if (slot == test->slot || (inputs.sums != nullptr && inputs.sums->is_neighbour(slot, test->slot))) {
        shares.push_back({study.cells[slot], place, amount});
      }
    }
  }
  return shares;
}

std::vector<Share> shares_of(const RankingInputs& inputs, std::span<const Place> places, RankBy rank_by) {
  switch (rank_by) {
    case RankBy::density:
      return shares_of_densities(inputs, places);
    case RankBy::z:
      return shares_of_tests(inputs, places);
    case RankBy::count:
    case RankBy::weighted_count:
    case RankBy::recency:
    case RankBy::trend:
    case RankBy::unsafe_score:
    case RankBy::mean_rank:
      break;
  }
  return shares_of_cells(inputs.place_study(), places);
}

/// Errors of equal chance: the middle of each eighth of the events by distance, in eight directions.
std::array<Point, displacements> unit_displacements() {
  constexpr std::size_t circles = 8;
  std::array<Point, displacements> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto circle = static_cast<double>(i / circles);
    const auto share = (circle + 0.5) / circles;
    const auto radius = std::sqrt(-2 * std::log(1 - share));
    const auto angle = 2 * std::numbers::pi * (static_cast<double>(i % circles) + circle / circles) / circles;
    all[i] = {radius * std::cos(angle), radius * std::sin(angle)};
  }
  return all;
}

/// An event as far as it is resampled.
struct Resampled {
  Point at;
  double error_m = 0;
  double weight = 1;

  [[nodiscard]] auto order() const { return std::tuple(at.x, at.y, error_m, weight); }
};

/// In an order that rows have no part in.
std::vector<Resampled> resampled_events(const RankingInputs& inputs, const PlacesOptions& options) {
  const auto rank_by = options.rank_by;
  const auto& incidents = inputs.incidents;
  const auto by_class = rank_by == RankBy::weighted_count && !inputs.kinds.empty();
  const auto recency =
      rank_by == RankBy::recency ? recency_weights(inputs, options.half_life_days) : std::vector<double>();
  std::vector<Resampled> events;
  events.reserve(inputs.events.size());
  for (const auto& event : inputs.events) {
    events.push_back({.at = incidents.position[event.index],
                      .error_m = position_error_m(incidents.position_class[event.index]),
                      .weight = by_class ? inputs.kinds[incidents.class_index[event.index]].weight : 1});
    if (!recency.empty()) {
      events.back().weight = recency[event.index];
    }
  }
  // Whole numbers over 64 add up to the same in any order.
  if (rank_by != RankBy::count) {
    std::ranges::sort(events, {}, &Resampled::order);
  }
  return events;
}

/// What events add to the variance of each place.
class Variances {
 public:
  Variances(const Grid& grid, const SharesByCell& shares, std::size_t places)
      : grid_(grid), shares_(shares), variance_(places, 0.0), here_(places) {}

  void add(const Resampled& event, const std::array<Point, displacements>& moves) {
    touched_.clear();
    for (const auto& move : moves) {
      const auto cell = grid_.cell_at({event.at.x + event.error_m * move.x, event.at.y + event.error_m * move.y});
      if (cell) {
        add_at(*cell);
      }
    }
    constexpr auto chance = 1.0 / displacements;
    for (const auto place : touched_) {
      const auto mean = here_[place].sum * chance;
      const auto square = here_[place].squares * chance;
      variance_[place] += event.weight * event.weight * (2 * square - mean * mean);
      here_[place] = {};
    }
  }

  [[nodiscard]] const std::vector<double>& values() const { return variance_; }

 private:
  struct Amounts {
    double sum = 0;
    double squares = 0;
  };

  void add_at(std::size_t cell) {
    for (const auto& share : shares_.of(cell)) {
      auto& here = here_[share.place];
      if (here.squares == 0) {
        touched_.push_back(share.place);
      }
      here.sum += share.amount;
      here.squares += share.amount * share.amount;
    }
  }

  const Grid& grid_;
  const SharesByCell& shares_;
  std::vector<double> variance_;
  std::vector<Amounts> here_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace

double position_error_m(PositionClass position_class) {
  switch (position_class) {
    case PositionClass::a:
      return 10;
    case PositionClass::b:
      return 25;
    case PositionClass::c:
      return 100;
    case PositionClass::unknown:
      break;
  }
  return 70;
}

bool is_a_sum_over_events(RankBy rank_by) {
  return rank_by == RankBy::count || rank_by == RankBy::weighted_count || rank_by == RankBy::density ||
         rank_by == RankBy::z || rank_by == RankBy::recency;
}

std::vector<double> score_errors(const RankingInputs& inputs, std::span<const Place> places,
                                 const PlacesOptions& options) {
  const auto is_of_map = options.rank_by == RankBy::density || options.rank_by == RankBy::z;
  const auto& grid = is_of_map ? inputs.study.grid : inputs.place_study().grid;
  const SharesByCell shares(shares_of(inputs, places, options.rank_by), grid);
  const auto events = resampled_events(inputs, options);
  const auto moves = unit_displacements();
  constexpr std::size_t together = 4096;
  std::vector<std::vector<double>> parts((events.size() + together - 1) / together);
  for_each_part(parts.size(), options.reliability.threads, [&](std::size_t part) {
    Variances variances(grid, shares, places.size());
    for (auto i = part * together; i < std::min(events.size(), (part + 1) * together); ++i) {
      variances.add(events[i], moves);
    }
    parts[part] = variances.values();
  });
  std::vector<double> errors(places.size(), 0.0);
  for (const auto& part : parts) {
    std::ranges::transform(errors, part, errors.begin(), std::plus{});
  }
  std::ranges::transform(errors, errors.begin(), [](double variance) { return std::sqrt(variance); });
  return errors;
}

}  // namespace lykta
