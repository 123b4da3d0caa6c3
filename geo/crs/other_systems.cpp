#include "geo/crs/other_systems.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"
#include "geo/crs/degree_boxes.hpp"
#include "geo/crs/known_systems.hpp"
#include "geo/crs/own_degrees.hpp"

namespace lykta {

namespace {

struct Way {
  std::string id;
  bool swapped = false;
};

/// In the order of preference.
std::vector<Way> ways_to_try(const Crs& taken, const Box& others_degrees) {
  std::vector<Way> ways{{taken.id(), true}};
  const auto add = [&](const std::string& id) {
    for (const auto swapped : {false, true}) {
      if (id != taken.id()) {
        ways.push_back({id, swapped});
      }
    }
  };
  for (const auto& system : degrees_and_swedish_systems()) {
    if (system.id == "EPSG:4326" || !common_box(others_degrees, sweden).empty()) {
      add(system.id);
    }
  }
  constexpr double one_zone = 6;
  for (const auto& system : other_usual_systems()) {
    if (!common_box(others_degrees, widened(system.area, one_zone)).empty()) {
      add(system.id);
    }
  }
  return ways;
}

/// Which of the points lie there.
std::vector<std::uint8_t> lying_in(const Box& degrees, const Crs& crs, std::span<const Point> points) {
  std::vector<std::uint8_t> lies(points.size(), 0);
  std::vector<Point> usable;
  std::vector<std::size_t> index;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!crs.reference().IsGeographic() || on_earth(points[i])) {
      usable.push_back(points[i]);
      index.push_back(i);
    }
  }
  const auto places = Projection(crs, wgs84()).points(usable);
  for (std::size_t i = 0; i < places.size(); ++i) {
    lies[index[i]] = places[i] && on_earth(*places[i]) && contains(degrees, *places[i]) ? 1 : 0;
  }
  return lies;
}

/// What each way makes of the strays.
struct Explanation {
  Way way;
  std::string name;
  std::vector<std::uint8_t> lies;
};

std::vector<Explanation> explanations(std::span<const Point> strays, const Crs& taken, const Box& there) {
  std::vector<Point> exchanged;
  exchanged.reserve(strays.size());
  for (const auto& stray : strays) {
    exchanged.push_back({stray.y, stray.x});
  }
  std::vector<Explanation> found;
  for (auto& way : ways_to_try(taken, there)) {
    try {
      const auto crs = way.id == taken.id() ? taken : Crs::parse(way.id);
      auto lies = lying_in(there, crs, way.swapped ? std::span<const Point>(exchanged) : strays);
      if (std::ranges::find(lies, std::uint8_t{1}) != lies.end()) {
        found.push_back({std::move(way), crs.name(), std::move(lies)});
      }
    } catch (const DataError&) {  // no way to longitudes and latitudes
      continue;
    }
  }
  return found;
}

}  // namespace

std::vector<OtherSystem> systems_of_strays(std::span<const Point> strays, const Crs& taken, const Box& others_degrees) {
  std::vector<OtherSystem> systems;
  if (strays.empty()) {
    return systems;
  }
  constexpr double margin = 0.005;  // degrees
  auto left = explanations(strays, taken, widened(others_degrees, margin));
  const auto home = widened(area_of_use(taken).value_or(world), 0.25);
  const auto at_home = lying_in(home, taken, strays);
  std::vector<std::uint8_t> is_open(strays.size(), 1);
  const auto explained = [&](const Explanation& each) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < strays.size(); ++i) {
      count += is_open[i] != 0 && each.lies[i] != 0 ? 1U : 0U;
    }
    const auto is_sure = each.way.id == taken.id() || each.way.id == "EPSG:4326";
    constexpr std::size_t fewest = 3;
    return count >= fewest || is_sure ? count : 0;
  };
  while (!left.empty()) {
    const auto best = std::ranges::max_element(left, {}, explained);
    if (explained(*best) == 0) {
      break;
    }
    OtherSystem system{
        .id = best->way.id, .name = best->name, .swapped = best->way.swapped, .is_decisive = false, .strays = {}};
    std::size_t away = 0;
    for (std::size_t i = 0; i < strays.size(); ++i) {
      if (is_open[i] != 0 && best->lies[i] != 0) {
        system.strays.push_back(i);
        away += at_home[i] == 0 ? 1U : 0U;
        is_open[i] = 0;
      }
    }
    system.is_decisive = system.id == taken.id() || away == system.strays.size();
    systems.push_back(std::move(system));
    left.erase(best);
  }
  return systems;
}

}  // namespace lykta
