#include "engine/places/describe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "engine/base/exact_sum.hpp"
#include "engine/places/common_address.hpp"
#include "engine/places/observation_owners.hpp"
#include "engine/places/place_answer.hpp"

namespace lykta {

namespace {

std::vector<std::vector<std::uint32_t>> by_slot(std::span<const Located> located, std::size_t slots) {
  std::vector<std::vector<std::uint32_t>> result(slots);
  for (const auto& item : located) {
    result[item.slot].push_back(item.index);
  }
  return result;
}

double sum_over(const std::vector<std::uint32_t>& slots, const std::vector<double>& values) {
  ExactSum sum;
  for (const auto slot : slots) {
    sum.add(values[slot]);
  }
  return sum.value();
}

std::uint64_t count_over(const std::vector<std::uint32_t>& slots, const std::vector<double>& values) {
  return static_cast<std::uint64_t>(sum_over(slots, values));
}

/// Largest distance between the centres of two cells, plus one cell.
double extent_m(const StudyGrid& study, const std::vector<std::uint32_t>& slots) {
  double largest = 0;
  for (const auto a : slots) {
    for (const auto b : slots) {
      largest = std::max(largest, distance_m(study.grid.centre(study.cells[a]), study.grid.centre(study.cells[b])));
    }
  }
  return largest + study.grid.cell_m();
}

Point mean_position(const std::vector<Point>& points) {
  ExactSum x;
  ExactSum y;
  for (const auto& point : points) {
    x.add(point.x);
    y.add(point.y);
  }
  const auto number = static_cast<double>(points.size());
  return {x.value() / number, y.value() / number};
}

/// To the metre: what a geocoder puts on one address lies there.
std::uint64_t most_at_one_spot(std::vector<Point> points) {
  const auto spot = [](const Point& point) { return std::pair(std::floor(point.x), std::floor(point.y)); };
  std::ranges::sort(points, {}, spot);
  std::uint64_t most = 0;
  for (auto first = points.begin(); first != points.end();) {
    const auto last = std::ranges::upper_bound(first, points.end(), spot(*first), {}, spot);
    most = std::max(most, static_cast<std::uint64_t>(last - first));
    first = last;
  }
  return most;
}

std::vector<ClassCount> leading(const std::vector<std::uint64_t>& count_by_class) {
  std::vector<ClassCount> counts;
  for (std::size_t i = 0; i < count_by_class.size(); ++i) {
    if (count_by_class[i] > 0) {
      counts.push_back({static_cast<std::uint16_t>(i), count_by_class[i]});
    }
  }
  std::ranges::stable_sort(counts, std::greater{}, &ClassCount::count);
  constexpr std::size_t shown = 3;
  counts.resize(std::min(counts.size(), shown));
  return counts;
}

/// Whether a square has squares of the place on its four sides; `own` are sorted.
bool is_amid(const StudyGrid& study, const std::vector<std::uint32_t>& own, const CellIndex& here) {
  constexpr std::array<CellIndex, 4> sides{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
  return std::ranges::all_of(sides, [&](const CellIndex& side) {
    const auto cell = study.grid.number({here.column + side.column, here.row + side.row});
    const auto slot = cell ? study.slot_of(*cell) : std::nullopt;
    return slot && std::ranges::binary_search(own, *slot);
  });
}

}  // namespace

bool is_felt_unsafe(const Place& place, const PlacesOptions& options) {
  return place.unsafe_score >= options.high_unsafe_score && place.observations >= options.minimum_observations &&
         2 * place.unsafe_observations > place.observations;
}

Describer::Describer(const RankingInputs& inputs, const PlacesOptions& options)
    : inputs_(inputs),
      options_(options),
      events_by_slot_(by_slot(inputs.place_events(), inputs.place_study().size())),
      names_(inputs.names),
      localities_(inputs.localities) {
  for (const auto& category : inputs.observation_categories) {
    is_physical_.push_back(is_physical_category(category));
  }
}

std::optional<NearestName> Describer::nearest_name(const Point& position) const {
  constexpr double near_m = 2000;
  auto name = names_.nearest(position);
  if (name && name->distance_m <= near_m) {
    return name;
  }
  auto locality = localities_.nearest(position);
  return locality && (!name || locality->distance_m < name->distance_m) ? locality : name;
}

Place Describer::describe(const PlaceCells& slots, Basis basis) const {
  Place place;
  place.basis = basis;
  place.slots = slots;
  place.id = inputs_.place_id(slots.front());
  place.extent_m = extent_m(inputs_.place_study(), slots);
  describe_events(place);
  describe_test(place);
  place.nearest = nearest_name(place.position);
  return place;
}

void Describer::describe_events(Place& place) const {
  std::vector<Point> positions;
  std::vector<std::uint64_t> count_by_class(inputs_.classes, 0);
  std::vector<std::uint32_t> addresses;
  for (const auto slot : place.slots) {
    for (const auto event : events_by_slot_[slot]) {
      positions.push_back(inputs_.incidents.position[event]);
      ++count_by_class[inputs_.incidents.class_index[event]];
      if (!inputs_.incidents.setting.empty()) {
        place.outdoors += inputs_.incidents.setting[event] == Setting::outdoors ? 1U : 0U;
        place.indoors += inputs_.incidents.setting[event] == Setting::indoors ? 1U : 0U;
      }
      if (!inputs_.incidents.address_index.empty()) {
        addresses.push_back(inputs_.incidents.address_index[event]);
      }
    }
  }
  const auto& study = inputs_.place_study();
  place.position = positions.empty() ? study.grid.centre(study.cells[place.slots.front()]) : mean_position(positions);
  place.count = positions.size();
  place.events_at_one_spot = most_at_one_spot(std::move(positions));
  place.called = common_address(std::move(addresses), inputs_.addresses);
  place.count_95 = poisson_interval_95(place.count);
  place.leading_classes = leading(count_by_class);
  // The sums of hours are the same in any order of the rows only when they are formed in one.
  const auto& cells = inputs_.place_cells();
  place.weighted_count = sum_over(place.slots, cells.weighted_count);
  place.discovered = count_over(place.slots, cells.discovered);
  if (inputs_.period && inputs_.comparison) {
    place.comparison_count = count_over(place.slots, cells.comparison_count);
    place.compared_count = cells.compared_count.empty() ? place.count : count_over(place.slots, cells.compared_count);
  }
  if (!cells.residents.empty()) {
    place.residents = sum_over(place.slots, cells.residents);
    if (*place.residents >= options_.minimum_residents) {
      place.per_1000_residents = 1000 * static_cast<double>(place.count) / *place.residents;
    }
  }
}

void Describer::describe_test(Place& place) const {
  for (const auto slot : place.slots) {
    place.density_per_km2 = std::max(place.density_per_km2, inputs_.place_cells().density_per_km2[slot]);
  }
  place.test = clearest_test(place.slots, inputs_.clustering, inputs_.place_cells().count);
  if (place.basis == Basis::both_periods && inputs_.both != nullptr) {
    place.test_of_both = clearest_test(place.slots, inputs_.both->clustering,
                                       inputs_.ground != nullptr ? inputs_.ground->together : inputs_.both->together);
  }
}

std::optional<CellTest> Describer::clearest_test(const PlaceCells& slots, const Clustering& clustering,
                                                 const std::vector<double>& count) const {
  if (!clustering.tested) {
    return std::nullopt;
  }
  // What is said of a place rests on the test of one cell: the clearest, and of those equally clear the first. A cell that the
  // place touches with its rim alone, where none of its events lie, speaks for it only when there is no other.
  const auto clearness = [&](std::uint32_t slot) {
    const auto cell = inputs_.map_slot(slot);
    const auto is_rim = inputs_.ground != nullptr && !(count[slot] > 0);
    return std::tuple(is_rim, !clustering.is_hot[cell], clustering.q[cell], clustering.p[cell], -clustering.z[cell],
                      cell);
  };
  std::optional<std::uint32_t> found;
  for (const auto slot : slots) {
    if (!std::isnan(clustering.q[inputs_.map_slot(slot)]) && (!found || clearness(slot) < clearness(*found))) {
      found = slot;
    }
  }
  if (!found) {
    return std::nullopt;
  }
  const std::optional clearest = inputs_.map_slot(*found);
  ExactSum own;
  for (const auto slot : slots) {
    const auto cell = inputs_.map_slot(slot);
    if (cell == *clearest || (inputs_.sums != nullptr && inputs_.sums->is_neighbour(cell, *clearest))) {
      own.add(count[slot]);
    }
  }
  const auto seen = clustering.seen[*clearest];
  return CellTest{
      .slot = *clearest,
      .seen = seen,
      .outside = std::max(0.0, seen - own.value()),  // squares and cells of other sizes need not fit together
      .expected = clustering.expected[*clearest],
      .z = clustering.z[*clearest],
      .q = clustering.q[*clearest],
      .strata_around = clustering.strata_around.empty() ? 0U : clustering.strata_around[*clearest]};
}

void Describer::share_out_observations(std::span<Place* const> places) const {
  if (inputs_.observations.size() == 0) {
    return;
  }
  const ObservationOwners owners(inputs_.place_study(), places, [this](const Place& place) {
    return place.basis == Basis::observations ? place.slots : with_surroundings(place.slots);
  });
  std::vector<std::vector<std::uint32_t>> shares(places.size());
  for (const auto& item : inputs_.place_observed()) {
    if (const auto owner = owners.of(item.slot, inputs_.observations.position[item.index])) {
      shares[*owner].push_back(item.index);
    }
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    describe_observations(*places[i], shares[i]);
  }
}

bool Describer::is_physical(std::uint16_t category) const {
  return category < is_physical_.size() && is_physical_[category];
}

void Describer::describe_observations(Place& place, std::span<const std::uint32_t> observations) const {
  const auto& observed = inputs_.observations;
  std::vector<Point> positions;
  ExactSum score;
  place.unsafe_observations = 0;
  place.neutral_observations = 0;
  place.physical_observations = 0;
  for (const auto i : observations) {
    positions.push_back(observed.position[i]);
    if (observed.feeling[i] == Feeling::unsafe) {
      ++place.unsafe_observations;
      place.physical_observations += is_physical(observed.category_index[i]) ? 1U : 0U;
      score.add(observed.severity[i]);
    } else if (observed.feeling[i] == Feeling::neutral) {
      ++place.neutral_observations;
    }
  }
  place.observations = observations.size();
  place.unsafe_score = score.value();
  if (place.basis == Basis::observations) {
    place.position = mean_position(positions);
    place.nearest = nearest_name(place.position);
    place.quadrant = Quadrant::low_crime_high_unsafety;
  } else if (place.observations < std::max<std::uint64_t>(1, options_.minimum_observations)) {
    place.quadrant = Quadrant::too_few_observations;
  } else {
    place.quadrant =
        is_felt_unsafe(place, options_) ? Quadrant::high_crime_high_unsafety : Quadrant::high_crime_low_unsafety;
  }
}

std::vector<std::uint32_t> Describer::with_surroundings(const PlaceCells& slots) const {
  const auto& study = inputs_.place_study();
  const auto& grid = study.grid;
  // Cells that touch: of the eight around a hexagon only six do. Of squares on their own ground those within a cell of the map.
  const auto reach_m = inputs_.ground != nullptr ? inputs_.study.grid.cell_m() : 1.5 * grid.cell_m();
  const auto steps = inputs_.ground != nullptr ? static_cast<std::int64_t>(std::floor(reach_m / grid.cell_m())) : 1;
  std::vector<std::uint32_t> own(slots.begin(), slots.end());
  std::ranges::sort(own);
  auto result = own;
  for (const auto slot : slots) {
    const auto here = grid.index(study.cells[slot]);
    const auto middle = grid.centre(study.cells[slot]);
    if (steps > 1 && is_amid(study, own, here)) {
      continue;
    }
    for (std::int64_t row = -steps; row <= steps; ++row) {
      for (std::int64_t column = -steps; column <= steps; ++column) {
        const auto cell = grid.number({here.column + column, here.row + row});
        if (cell && distance_m(grid.centre(*cell), middle) <= reach_m) {
          if (const auto near = study.slot_of(*cell)) {
            result.push_back(*near);
          }
        }
      }
    }
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace lykta
