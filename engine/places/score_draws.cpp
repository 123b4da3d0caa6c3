#include "engine/places/score_draws.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <tuple>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"

namespace lykta {

namespace {

constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t displacements = 64;

/// What an event in a cell adds to the score of a place.
struct Share {
  std::uint32_t slot = 0;
  std::uint32_t place = 0;
  double amount = 1;
};

/// The shares of each cell that has any, one cell after the other.
struct SharesByCell {
  std::vector<std::uint32_t> cell_of;  ///< by slot: which of them, or nowhere
  std::vector<std::size_t> start;      ///< where the shares of each begin, and one more
  std::vector<Share> shares;

  SharesByCell(std::vector<Share> all, std::size_t slots) : cell_of(slots, nowhere), shares(std::move(all)) {
    std::ranges::sort(shares, {}, [](const Share& share) { return std::tuple(share.slot, share.place); });
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (i == 0 || shares[i].slot != shares[i - 1].slot) {
        cell_of[shares[i].slot] = static_cast<std::uint32_t>(start.size());
        start.push_back(i);
      }
    }
    start.push_back(shares.size());
  }
};

std::vector<Share> shares_of_cells(std::span<const Place> places) {
  std::vector<Share> shares;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    for (const auto slot : places[place].slots) {
      shares.push_back({slot, place, 1});
    }
  }
  return shares;
}

/// The density of a place is that of its densest cell. Scaled so that the events there are add up to what it is: how
/// borders were corrected, or bandwidths followed the events, is in that.
std::vector<Share> shares_of_densities(const RankingInputs& inputs, std::span<const Place> places) {
  const auto& study = inputs.study;
  std::vector<Share> shares;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    const auto densest = *std::ranges::max_element(
        places[place].slots, {}, [&](std::uint32_t slot) { return inputs.cells.density_per_km2[slot]; });
    const auto centre = study.grid.centre(study.cells[densest]);
    const auto first = shares.size();
    double sum = 0;
    for (std::uint32_t slot = 0; slot < study.size(); ++slot) {
      const auto away_m = distance_m(study.grid.centre(study.cells[slot]), centre);
      const auto amount = slot == densest ? kernel_value(inputs.density ? inputs.density->kernel : Kernel::uniform, 0)
                          : !inputs.density
                              ? 0
                              : kernel_value(inputs.density->kernel, away_m / inputs.density->bandwidth_m);
      if (amount > 0) {
        shares.push_back({slot, place, amount});
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
  std::vector<Share> shares;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    const auto& test = places[place].test;
    if (!test || !(test->seen > test->expected)) {
      continue;
    }
    const auto amount = test->z / (test->seen - test->expected);
    for (std::uint32_t slot = 0; slot < inputs.study.size(); ++slot) {
      if (slot == test->slot || (inputs.sums != nullptr && inputs.sums->is_neighbour(slot, test->slot))) {
        shares.push_back({slot, place, amount});
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
      break;
  }
  return shares_of_cells(places);
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
struct Event {
  std::uint32_t slot = 0;
  Point at;
  double error_m = 0;
  double weight = 1;

  [[nodiscard]] auto order() const { return std::tuple(slot, at.x, at.y, error_m, weight); }
};

/// In an order that rows have no part in.
std::vector<Event> events_of(const RankingInputs& inputs, RankBy rank_by) {
  std::vector<Event> events;
  events.reserve(inputs.events.size());
  const auto by_class = rank_by == RankBy::weighted_count && !inputs.kinds.empty();
  for (const auto& event : inputs.events) {
    const auto& incidents = inputs.incidents;
    events.push_back({.slot = event.slot,
                      .at = incidents.position[event.index],
                      .error_m = position_error_m(incidents.position_class[event.index]),
                      .weight = by_class ? inputs.kinds[incidents.class_index[event.index]].weight : 1});
  }
  std::ranges::sort(events, {}, &Event::order);
  return events;
}

/// Where each event may lie: one cell of shares (or nowhere) per displacement. Events that count nowhere are left out.
struct Destinations {
  std::vector<std::uint32_t> cell;
  std::vector<double> weight;  ///< one per event
};

Destinations destinations_of(const RankingInputs& inputs, const std::vector<Event>& events, const SharesByCell& shares,
                             unsigned threads) {
  const auto moves = unit_displacements();
  std::vector<std::uint32_t> cell(events.size() * displacements);
  std::vector<char> counts(events.size(), 0);
  constexpr std::size_t together = 1024;
  for_each_part((events.size() + together - 1) / together, threads, [&](std::size_t part) {
    for (auto i = part * together; i < std::min(events.size(), (part + 1) * together); ++i) {
      const auto& event = events[i];
      for (std::size_t k = 0; k < displacements; ++k) {
        const Point at{event.at.x + event.error_m * moves[k].x, event.at.y + event.error_m * moves[k].y};
        const auto found = inputs.study.grid.cell_at(at);
        const auto slot = found ? inputs.study.slot_of(*found) : std::nullopt;
        cell[i * displacements + k] = slot ? shares.cell_of[*slot] : nowhere;
        counts[i] |= static_cast<char>(cell[i * displacements + k] != nowhere);
      }
    }
  });
  Destinations kept;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (counts[i] != 0) {
      const auto from = cell.begin() + static_cast<std::ptrdiff_t>(i * displacements);
      kept.cell.insert(kept.cell.end(), from, from + displacements);
      kept.weight.push_back(events[i].weight);
    }
  }
  return kept;
}

/// A number that is 0 with probability 1/e, 1 with the same, 2 with half of it ... (Poisson with mean 1), from 32 bits.
class PoissonOne {
 public:
  PoissonOne() {
    double probability = std::exp(-1.0);
    double below = 0;
    for (std::size_t i = 0; i < limit_.size(); ++i) {
      below += probability;
      limit_[i] = static_cast<std::uint32_t>(std::min(below * 0x1p32, 0x1p32 - 1));
      probability /= static_cast<double>(i + 1);
    }
  }

  [[nodiscard]] unsigned operator()(std::uint32_t bits) const {
    unsigned number = 0;
    while (number < limit_.size() && bits >= limit_[number]) {
      ++number;
    }
    return number;
  }

 private:
  std::array<std::uint32_t, 12> limit_{};
};

/// The scores of one resampling.
void draw(const Destinations& events, const SharesByCell& shares, RandomStream random, std::vector<double>& scores) {
  const PoissonOne times;
  std::ranges::fill(scores, 0.0);
  for (std::size_t i = 0; i < events.weight.size(); ++i) {
    const auto bits = random.bits();
    const auto number = times(static_cast<std::uint32_t>(bits >> 32U));
    const auto cell = events.cell[i * displacements + bits % displacements];
    if (number == 0 || cell == nowhere) {
      continue;
    }
    const auto amount = number * events.weight[i];
    for (auto k = shares.start[cell]; k < shares.start[cell + 1]; ++k) {
      scores[shares.shares[k].place] += amount * shares.shares[k].amount;
    }
  }
}

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

ScoreDraws draw_scores(const RankingInputs& inputs, std::span<const Place> places, RankBy rank_by,
                       const RankDraws& options) {
  const SharesByCell shares(shares_of(inputs, places, rank_by), inputs.study.size());
  const auto events = destinations_of(inputs, events_of(inputs, rank_by), shares, options.threads);
  ScoreDraws draws{.draws = options.draws, .values = std::vector<double>(places.size() * options.draws)};
  constexpr std::size_t together = 8;
  for_each_part((options.draws + together - 1) / together, options.threads, [&](std::size_t part) {
    std::vector<double> scores(places.size());
    for (auto i = part * together; i < std::min(options.draws, (part + 1) * together); ++i) {
      draw(events, shares, RandomStream(options.seed, i), scores);
      for (std::size_t place = 0; place < places.size(); ++place) {
        draws.values[place * options.draws + i] = scores[place];
      }
    }
  });
  return draws;
}

}  // namespace lykta
