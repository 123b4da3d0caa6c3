// Does the list of places stay the same when the grid is laid otherwise? Where the lines of a grid lie means nothing, so
// what they decide is chance.
//
// Instead of the grid all that is in it is moved: boundaries of cells are multiples of their size from the origin.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "cli/configuration/configuration.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"

namespace lykta::test {

struct ListedPlace {
  std::vector<Point> centres;  ///< of its cells, as if nothing had been moved
};

/// The ranked places, at most ten, of inputs that were moved.
inline std::vector<ListedPlace> list_of(Inputs inputs, PictureOptions options, const Point& by) {
  options.places.limit = 10;
  options.places.reliability.draws = 0;
  const auto move = [&](Point& point) { point = {point.x + by.x, point.y + by.y}; };
  std::ranges::for_each(inputs.incidents.position, move);
  std::ranges::for_each(inputs.observations.position, move);
  if (inputs.study_area) {
    auto area = inputs.study_area->area();
    for (auto& ring : area.rings) {
      std::ranges::for_each(ring, move);
    }
    inputs.study_area = StudyArea(std::move(area));
  }
  const auto picture = make_picture(inputs, options);
  std::vector<ListedPlace> list;
  for (const auto& place : picture.places) {
    if (place.rank) {
      auto& listed = list.emplace_back();
      for (const auto slot : place.slots) {
        const auto centre = picture.study.grid.centre(picture.study.cells[slot]);
        listed.centres.push_back({centre.x - by.x, centre.y - by.y});
      }
    }
  }
  return list;
}

/// How many cells' worth of area two places of square cells have in common.
inline double common_cells(const ListedPlace& a, const ListedPlace& b, double cell_m) {
  double common = 0;
  for (const auto& one : a.centres) {
    for (const auto& other : b.centres) {
      const auto width = std::max(0.0, 1 - std::abs(one.x - other.x) / cell_m);
      common += width * std::max(0.0, 1 - std::abs(one.y - other.y) / cell_m);
    }
  }
  return common;
}

/// Of a list, the places that have half of their area in common with one place of the first list.
inline std::size_t kept(const std::vector<ListedPlace>& list, const std::vector<ListedPlace>& first, double cell_m) {
  return static_cast<std::size_t>(std::ranges::count_if(list, [&](const ListedPlace& place) {
    const auto half = static_cast<double>(place.centres.size()) / 2;
    return std::ranges::any_of(first,
                               [&](const ListedPlace& other) { return common_cells(place, other, cell_m) >= half; });
  }));
}

/// Of each of 20 lists under random origins of the grid, how many of the ten places were on the first list.
inline std::vector<std::size_t> kept_under_shifts(const std::filesystem::path& configuration_file) {
  constexpr std::uint64_t shifts = 20;
  auto configuration = read_configuration(configuration_file);
  configuration.picture.emerging_step_days.reset();
  configuration.picture.depth = Depth::places;
  const auto read = read_inputs(configuration.inputs);
  const auto cell_m = configuration.picture.grid.cell_m;
  const auto first = list_of(read.inputs, configuration.picture, {0, 0});
  std::vector<std::size_t> numbers;
  for (std::uint64_t i = 0; i < shifts; ++i) {
    RandomStream random(20, i);
    const auto x = cell_m * random.uniform();
    const auto list = list_of(read.inputs, configuration.picture, {x, cell_m * random.uniform()});
    numbers.push_back(list.size() == first.size() ? kept(list, first, cell_m) : 0);
  }
  return numbers;
}

}  // namespace lykta::test
