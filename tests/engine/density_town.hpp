// Small towns whose density can be told by hand, for the tests of DensityMap.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/questions/density_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::test::density_town {

inline constexpr std::uint16_t theft = 0;
inline constexpr std::uint16_t assault = 1;  // weighs 3

inline const Period january{at(2024, 1, 1), at(2024, 2, 1)};
inline const TimeSpan friday_night{at(2024, 1, 5, 23), at(2024, 1, 5, 23)};

struct Event {
  Point position;
  std::optional<TimeSpan> time = friday_night;
  std::uint16_t class_index = theft;
  Origin origin = Origin::reported;
  std::uint32_t source = 0;
};

inline void add(Inputs& inputs, const Event& event) {
  auto& incidents = inputs.incidents;
  incidents.position.push_back(event.position);
  incidents.time.push_back(event.time);
  incidents.class_index.push_back(event.class_index);
  incidents.origin.push_back(event.origin);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({event.source, static_cast<std::int64_t>(incidents.size())});
}

inline Inputs empty_town() {
  Inputs inputs;
  inputs.classes = {{"theft", 1}, {"assault", 3}};
  inputs.study_area = rectangle({0, 0, 3000, 2000});
  return inputs;
}

inline const Box inner_town{600, 600, 2400, 1400};  ///< further from the border than the kernels reach

/// Events of January in the inner town, half of them in a knot, every fourth an assault; times are spans of hours.
inline Inputs busy_town(int number = 120) {
  auto inputs = empty_town();
  test::Random random(11);
  for (int i = 0; i < number; ++i) {
    const auto start = at(2024, 1, 1) + std::chrono::hours(random.below(28 * 24));
    add(inputs, {.position = random.in(i % 2 == 0 ? Box{1000, 900, 1250, 1100} : inner_town),
                 .time = TimeSpan{start, start + std::chrono::hours(random.below(60))},
                 .class_index = i % 4 == 0 ? assault : theft});
  }
  return inputs;
}

/// The usual options but for what `change` changes.
template <class Change>
DensityMapOptions with(Change change) {
  DensityMapOptions options;
  options.field.density.bandwidth_m = 300;
  options.field.density.threads = 1;
  change(options);
  return options;
}

inline DensityMapOptions usual() {
  return with([](DensityMapOptions&) {});
}

inline std::vector<std::vector<double>> whole(const DensityMap& map) { return map.strip(0, map.grid().rows()); }

inline std::vector<double> first_band(const DensityMap& map) { return whole(map).front(); }

inline double sum_of_values(const std::vector<double>& band) {
  double sum = 0;
  for (const auto value : band) {
    sum += std::isnan(value) ? 0 : value;
  }
  return sum;
}

inline double largest(const std::vector<double>& band) {
  double most = 0;
  for (const auto value : band) {
    most = std::isnan(value) ? most : std::max(most, value);
  }
  return most;
}

inline std::size_t values_in(const std::vector<double>& band) {
  return band.size() -
         static_cast<std::size_t>(std::ranges::count_if(band, [](double value) { return std::isnan(value); }));
}

inline bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

inline bool same(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
}

inline bool warns(const DensityMap& map, WarningKind kind) {
  return std::ranges::find(map.warnings(), kind, &Warning::kind) != map.warnings().end();
}

inline std::vector<BandKind> kinds(const DensityMap& map) {
  std::vector<BandKind> result;
  for (const auto& band : map.bands()) {
    result.push_back(band.kind);
  }
  return result;
}

inline const std::vector<double>& band_of(const DensityMap& map, const std::vector<std::vector<double>>& values,
                                          BandKind kind) {
  const auto found = std::ranges::find(map.bands(), kind, &DensityBand::kind);
  REQUIRE(found != map.bands().end());
  return values[static_cast<std::size_t>(found - map.bands().begin())];
}

/// The busy town with the same events again as a second source.
inline Inputs town_twice() {
  auto inputs = busy_town();
  const auto number = inputs.incidents.size();
  for (std::size_t i = 0; i < number; ++i) {
    add(inputs, {.position = inputs.incidents.position[i], .time = inputs.incidents.time[i], .source = 1});
  }
  return inputs;
}

inline DensityMapOptions compared(RiskTest test, double least_units = 1) {
  return with([&](DensityMapOptions& options) {
    options.risk = RiskOptions{.other_source = 1, .least_units = least_units, .test = test, .simulation = {}};
    options.risk->simulation.replicates = 19;
  });
}

inline DensityMapOptions per_resident(RiskTest test, double least_units = 1) {
  auto options = compared(test, least_units);
  options.risk->other_source.reset();
  return options;
}

}  // namespace lykta::test::density_town
