// Do the points speak against the coordinate system that is declared?
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/crs/crs_evidence.hpp"
#include "geo/crs/degree_boxes.hpp"
#include "geo/crs/known_systems.hpp"
#include "geo/crs/own_degrees.hpp"
#include "geo/crs/point_sample.hpp"
#include "geo/crs/system_fits.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

constexpr double near_km = 10;  ///< a declared system is believed up to here

std::string spoken(const Point& degrees) {
  return fmt::format("{:.1f} {} {:.1f} {}", std::abs(degrees.x), degrees.x < 0 ? "W" : "E", std::abs(degrees.y),
                     degrees.y < 0 ? "S" : "N");
}

/// Where the declared system puts the points that it has a place for.
std::vector<Point> declared_places(const Crs& declared, std::vector<Point> points) {
  if (declared.reference().IsGeographic()) {
    std::erase_if(points, [](const Point& point) { return !on_earth(point); });
  }
  std::vector<Point> places;
  for (const auto& place : Projection(declared, wgs84()).points(points)) {
    if (place && on_earth(*place)) {
      places.push_back(*place);
    }
  }
  return places;
}

/// Whether the points come into the area, or nearly.
bool agrees(const std::vector<Point>& places, std::size_t all, const Box& area) {
  const auto inside = std::ranges::count_if(places, [&](const Point& place) { return contains(area, place); });
  return distance_km(medians(places), area) <= near_km ||
         static_cast<double>(inside) >= telling_share * static_cast<double>(all);
}

/// The other systems that hit the expectation and of which none is better than another, the likeliest first.
std::vector<CrsCandidate> better_than(const Crs& declared, const CrsQuestion& question) {
  std::vector<CrsCandidate> better;
  for (auto& candidate : likely_systems(question)) {
    const auto hits = candidate.misfit <= hit_km && candidate.inside >= 0.5;
    if (hits && (candidate.id != declared.id() || candidate.swapped) &&
        (better.empty() || candidate.rank == better.front().rank)) {
      better.push_back(std::move(candidate));
    }
  }
  return better;
}

CrsContradiction contradiction_of(std::string what, std::vector<CrsCandidate> likely) {
  CrsContradiction found{std::move(what), std::nullopt, {}};
  for (auto& candidate : likely) {
    if (found.likely) {
      found.rivals.push_back(candidate.id);
    } else {
      found.likely = std::move(candidate);
    }
  }
  return found;
}

/// Degrees that lie in Sweden only the other way round, and the best that can be made of them.
std::optional<CrsCandidate> sweden_turned_round(const CrsQuestion& question) {
  auto candidates = likely_systems(question);
  const auto turned = !candidates.empty() && candidates.front().id == "EPSG:4326" && candidates.front().swapped;
  return turned ? std::optional(std::move(candidates.front())) : std::nullopt;
}

}  // namespace

std::optional<CrsContradiction> contradiction(const Crs& declared, const CrsQuestion& question) {
  start_gdal();
  const auto sample = telling_points(question.points);
  if (sample.empty()) {
    return std::nullopt;
  }
  std::vector<Point> places;
  try {
    places = declared_places(declared, sample);
  } catch (const DataError&) {  // a local system, of no known place
    return std::nullopt;
  }
  if (places.size() * 2 <= sample.size()) {
    return contradiction_of(fmt::format("in {} most of the points have no place on the earth", declared.id()),
                            better_than(declared, question));
  }
  const auto middle = medians(places);
  const auto says = [&](const Box& area, std::string_view name) {
    return fmt::format("in {} the middle of the points lies at {}, {:.0f} km from {}", declared.id(), spoken(middle),
                       distance_km(middle, area), name);
  };
  const auto expected = question.expected_degrees && !question.expected_degrees->empty();
  if (!expected && declared.reference().IsGeographic()) {
    auto likely = sweden_turned_round(question);
    return likely ? std::optional(CrsContradiction{says(sweden, "Sweden"), std::move(likely), {}}) : std::nullopt;
  }
  const auto area = expected ? *question.expected_degrees : area_of_use(declared).value_or(world);
  if (agrees(places, sample.size(), area)) {
    return std::nullopt;
  }
  auto likely = better_than(declared, question);
  if (likely.empty() && distance_km(middle, area) <= reach_km) {
    return std::nullopt;
  }
  return contradiction_of(says(area, expected ? question.expected_name : "where that system is used"),
                          std::move(likely));
}

std::string words_for(const CrsContradiction& contradiction, const Crs& declared, const CrsWords& words) {
  const auto& option = words.crs_option;
  if (!contradiction.likely) {
    return fmt::format("{}; check {} and {}", contradiction.what, option.empty() ? "crs" : option, words.columns);
  }
  const auto& likely = *contradiction.likely;
  if (likely.swapped && likely.id == declared.id()) {
    return fmt::format("{}; x and y are likely exchanged ({}): exchange {}{}", contradiction.what, likely.why.en(),
                       words.columns, option.empty() ? ", or state position_form" : "");
  }
  if (!contradiction.rivals.empty()) {
    return fmt::format("{}; {} and {} fit equally well: state which it is ({}), or give a study area that tells",
                       contradiction.what, likely.id, fmt::join(contradiction.rivals, ", "),
                       option.empty() ? "crs" : option);
  }
  const auto statement =
      option.empty() ? fmt::format("crs = \"{}\"", likely.id) : fmt::format("{} {}", option, likely.id);
  return fmt::format("{}; it is likely {}{} ({}): state {}{}", contradiction.what, likely.id,
                     likely.swapped ? " with x and y exchanged" : "", likely.why.en(), statement,
                     likely.swapped ? fmt::format(" and exchange {}", words.columns) : "");
}

}  // namespace lykta
