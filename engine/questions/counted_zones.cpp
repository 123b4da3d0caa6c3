#include "engine/questions/counted_zones.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <numeric>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/inputs/event_weights.hpp"
#include "engine/inputs/residents.hpp"
#include "engine/statistics/cell_statistics.hpp"

namespace lykta {

namespace {

void count_events(const Inputs& inputs, const EventChoice& choice, CountedZones& counted) {
  const auto zones = counted.zones.size();
  const auto& incidents = inputs.incidents;
  const auto& chosen = counted.events.chosen;
  counted.count = count_by_zone(counted.events.zone, zones);
  counted.weighted_count = sum_by_slot(counted.events.zone, class_weights(inputs, chosen.events), zones);
  counted.discovered.assign(zones, 0.0);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto is_asked_for = choice.classes.empty() || choice.classes[incidents.class_index[i]];
    if (is_asked_for && chosen.uses[i] == IncidentUse::period && incidents.origin[i] == Origin::discovered) {
      counted.discovered[*counted.events.zone_of[i]] += 1;
    }
  }
}

void add_exposure(const Inputs& inputs, const std::optional<StudyArea>& study_area, CountedZones& counted) {
  const auto& polygons = counted.zones.polygons();
  if (std::ranges::any_of(polygons, [](const OwnPolygon& zone) { return zone.exposure > 0; })) {
    if (!inputs.residents.empty()) {
      throw InvalidOption("residents are given twice: in a column of the zones, and in a file of their own");
    }
    std::ranges::transform(polygons, std::back_inserter(counted.exposure), &OwnPolygon::exposure);
  } else if (!inputs.residents.empty()) {
    auto residents = residents_of(inputs.residents, counted.zones, study_area);
    counted.exposure = std::move(residents.number);
    counted.exposure_outside = residents.outside;
  }
}

}  // namespace

CountedZones count_zones(const Inputs& inputs, Zones zones, const std::optional<StudyArea>& study_area,
                         const EventChoice& choice, const GridOptions& grid) {
  CountedZones counted{.zones = std::move(zones)};
  counted.events = choose_events(inputs, counted.zones, choice, grid);
  count_events(inputs, choice, counted);
  add_exposure(inputs, study_area, counted);
  return counted;
}

std::vector<Point> positions_of(const Incidents& incidents, std::span<const std::uint32_t> events) {
  std::vector<Point> points;
  points.reserve(events.size());
  std::ranges::transform(events, std::back_inserter(points), [&](std::uint32_t i) { return incidents.position[i]; });
  return points;
}

std::vector<Located> located(std::span<const std::uint32_t> events, std::span<const std::uint32_t> zone) {
  assert(events.size() == zone.size());
  std::vector<Located> all;
  all.reserve(events.size());
  for (std::size_t k = 0; k < events.size(); ++k) {
    all.push_back({events[k], zone[k]});
  }
  return all;
}

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace lykta
