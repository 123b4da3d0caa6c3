#include "geo/read/area_losses.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/space/box_index.hpp"
#include "engine/space/zones.hpp"
#include "geo/read/losses.hpp"

namespace lykta {

namespace {

/// "Backaryd", "Södra (1281A)": the code alone where there is no name.
std::string name_of_area(const OwnPolygon& polygon) {
  return polygon.name.empty() || polygon.name == polygon.id ? polygon.id
                                                            : fmt::format("{} ({})", polygon.name, polygon.id);
}

/// Of a survey several rows speak of one area.
std::vector<OwnPolygon> polygons_of_survey(const Inputs& inputs) {
  std::vector<OwnPolygon> polygons;
  for (const auto& survey : inputs.survey) {
    if (!survey.name.empty() && area_m2(survey.area) > 0 &&
        std::ranges::find(polygons, survey.name, &OwnPolygon::id) == polygons.end()) {
      polygons.push_back({.id = survey.name, .name = {}, .area = survey.area});
    }
  }
  return polygons;
}

std::vector<Box> boxes_around(std::span<const NamedPosition> localities) {
  std::vector<Box> boxes;
  for (const auto& [name, at, reach_m] : localities) {
    boxes.push_back({at.x - reach_m, at.y - reach_m, at.x + reach_m, at.y + reach_m});
  }
  return boxes;
}

/// Which area holds a point?
class KnownAreas {
 public:
  explicit KnownAreas(const Inputs& inputs) {
    if (auto polygons = inputs.zones.empty() ? polygons_of_survey(inputs) : inputs.zones; !polygons.empty()) {
      zones_.emplace(std::move(polygons));
    } else {
      localities_ = inputs.localities;
      near_.emplace(boxes_around(localities_));
    }
  }

  [[nodiscard]] std::string name(std::uint32_t area) const {
    return zones_ ? name_of_area(zones_->polygons()[area]) : localities_[area].name;
  }

  [[nodiscard]] std::optional<std::uint32_t> at(const Point& point) const {
    if (zones_) {
      return zones_->zone_at(point);
    }
    std::vector<std::uint32_t> found;
    near_->find_touching({point.x, point.y, point.x, point.y}, found);
    std::erase_if(found,
                  [&](std::uint32_t i) { return distance_m(localities_[i].position, point) > localities_[i].reach_m; });
    const auto nearest = std::ranges::min_element(
        found, {}, [&](std::uint32_t i) { return std::pair(distance_m(localities_[i].position, point), i); });
    return nearest == found.end() ? std::nullopt : std::optional(*nearest);
  }

 private:
  std::optional<Zones> zones_;
  std::span<const NamedPosition> localities_;
  std::optional<BoxIndex> near_;
};

/// Rows of one source that have a position.
struct PlacedRows {
  std::map<std::uint32_t, RowLoss> by_area;
  LostOf nowhere;  ///< inside of the study area, and in none of the areas
};

class AreaLosses {
 public:
  AreaLosses(const Inputs& inputs, std::size_t sources) : areas_(inputs), sources_(sources) {}

  void add(std::size_t source, const Point& at, std::optional<RejectCause> cause) {
    auto& rows = sources_[source];
    const auto area = areas_.at(at);
    if (!area) {
      const auto counts = cause != RejectCause::outside_area;
      rows.nowhere.rows += counts ? 1 : 0;
      rows.nowhere.lost += counts && cause ? 1 : 0;
      return;
    }
    auto& loss = rows.by_area[*area];
    ++loss.rows;
    if (cause) {
      ++loss.causes[*cause];
    } else {
      ++loss.used;
    }
  }

  [[nodiscard]] std::vector<RowLoss> of(std::size_t source) {
    auto& [by_area, all] = sources_[source];
    std::erase_if(by_area, [](const auto& each) { return lies_elsewhere(each.second); });
    for (const auto& [area, loss] : by_area) {
      all.rows += static_cast<double>(loss.rows);
      all.lost += static_cast<double>(loss.lost());
    }
    std::vector<RowLoss> losses;
    for (auto& [area, loss] : by_area) {
      if (loss.lost() >= fewest_lost_of_a_street) {
        loss.name = areas_.name(area);
        loss.stands_out = stands_out(loss, all);
        losses.push_back(std::move(loss));
      }
    }
    std::ranges::stable_sort(losses, {}, [](const RowLoss& loss) { return std::string_view(loss.name); });
    return losses;
  }

 private:
  KnownAreas areas_;
  std::vector<PlacedRows> sources_;
};

/// Whether rows enough were lost for a word on any area.
bool are_enough(const ReadReport& report, const std::vector<std::uint8_t>& is_outside) {
  const auto placed =
      std::ranges::count_if(report.rejects, [](const Reject& reject) { return reject.position.has_value(); });
  return static_cast<std::uint64_t>(placed + std::ranges::count(is_outside, std::uint8_t{1})) >=
         fewest_lost_of_a_street;
}

}  // namespace

void find_losses_by_area(const Inputs& inputs, ReadReport& report) {
  if (inputs.zones.empty() && inputs.survey.empty() && inputs.localities.empty()) {
    return;
  }
  const auto is_outside = marks_of_outside(inputs);
  if (!are_enough(report, is_outside)) {
    return;
  }
  AreaLosses losses(inputs, report.sources.size());
  for (const auto& reject : report.rejects) {
    if (reject.position) {
      const auto is_elsewhere = inputs.study_area && !inputs.study_area->holds(*reject.position);
      losses.add(reject.source, *reject.position, is_elsewhere ? RejectCause::outside_area : reject.cause);
    }
  }
  const auto& incidents = inputs.incidents;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (!incidents.shares_row_with_last(i)) {
      const auto is_lost = !is_outside.empty() && is_outside[i] != 0;
      losses.add(incidents.row[i].source, incidents.position[i],
                 is_lost ? std::optional(RejectCause::outside_area) : std::nullopt);
    }
  }
  for (std::size_t source = 0; source < report.sources.size(); ++source) {
    report.sources[source].lost_by_area = losses.of(source);
  }
}

}  // namespace lykta
