#include "engine/inputs/chosen_events.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

struct Tally {
  std::size_t outside = 0;        ///< the area, or all zones
  std::size_t outside_zones = 0;  ///< of these, those that the zones alone leave out
  std::size_t in_period = 0;
  std::size_t of_others = 0;      ///< incidents of the other source
  double left_out = 0;            ///< discovered by patrols
  std::size_t other_classes = 0;  ///< of the periods
};

/// `inside` is asked once for each incident, in order.
ChosenEvents chosen_where(const Inputs& inputs, const EventChoice& choice,
                          const std::function<bool(std::uint32_t)>& inside, Tally& tally) {
  check(choice);
  const auto& incidents = inputs.incidents;
  if (incidents.size() == 0) {
    throw DataError("no usable event was read: see the causes in the reading report, and check the column mapping");
  }
  ChosenEvents chosen;
  chosen.uses.reserve(incidents.size());
  for (std::uint32_t i = 0; i < incidents.size(); ++i) {
    const auto use = use_of(inputs, i, inside(i), {choice.period, choice.comparison});
    chosen.uses.push_back(use);
    if (choice.other_source == incidents.row[i].source) {
      ++tally.of_others;
      if (use == IncidentUse::period) {
        chosen.others.push_back(i);
      }
      chosen.others_outside += use == IncidentUse::outside_area ? 1 : 0;
      continue;
    }
    tally.outside += use == IncidentUse::outside_area ? 1 : 0;
    if (use != IncidentUse::period && use != IncidentUse::comparison) {
      continue;
    }
    if (!choice.classes.empty() && !choice.classes[incidents.class_index[i]]) {
      ++tally.other_classes;
      continue;
    }
    if (!choice.incidents.empty() && !choice.incidents[i]) {
      continue;
    }
    tally.in_period += use == IncidentUse::period ? 1 : 0;
    if (counts(incidents, i, choice.include_discovered)) {
      (use == IncidentUse::period ? chosen.events : chosen.before).push_back(i);
    } else {
      tally.left_out += use == IncidentUse::period ? 1 : 0;
    }
  }
  return chosen;
}

[[noreturn]] void refuse_nothing_left(const Inputs& inputs, const StudyArea& area, const Tally& tally,
                                      const EventChoice& choice) {
  if (tally.in_period == 0 && tally.other_classes > 0) {
    throw DataError(
        fmt::format("no event of the classes asked for lies in the study area and the period; of other classes {} do",
                    tally.other_classes));
  }
  if (tally.in_period == 0 && tally.of_others > 0) {
    throw DataError(fmt::format(
        "none of the {} events whose risk is asked for lies in the study area and the period ({} lie outside the area)",
        inputs.incidents.size() - tally.of_others, tally.outside));
  }
  refuse_empty(inputs, area, tally.outside, tally.in_period, choice.period);
}

/// What warnings ask of the inputs, without the incidents of one source: those are another map's.
Inputs without(const Inputs& inputs, std::uint32_t source) {
  Inputs rest;
  rest.study_area = inputs.study_area;
  rest.position_step_m = inputs.position_step_m;
  rest.scale_deviation = inputs.scale_deviation;
  rest.other_reprojections = inputs.other_reprojections;
  for (const auto& each : inputs.sources) {
    rest.sources.push_back({.name = each.name, .covers = {}, .reprojection = each.reprojection});
  }
  const auto& all = inputs.incidents;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all.row[i].source != source) {
      rest.incidents.position.push_back(all.position[i]);
      rest.incidents.time.push_back(all.time[i]);
      rest.incidents.origin.push_back(all.origin[i]);
      rest.incidents.row.push_back(all.row[i]);
    }
  }
  return rest;
}

std::vector<Warning> warnings_of(const Inputs& inputs, const EventChoice& choice, const Tally& tally, double cell_m) {
  // Without a size there is nothing that rounding could be coarser than.
  const auto size_m = cell_m > 0 ? cell_m : inputs.position_step_m.value_or(1);
  return data_warnings(tally.of_others > 0 ? without(inputs, *choice.other_source) : inputs,
                       {.outside_area = static_cast<double>(tally.outside - tally.outside_zones),
                        .outside_zones = static_cast<double>(tally.outside_zones),
                        .discovered_left_out = tally.left_out,
                        .cell_m = size_m,
                        .comparison = choice.comparison});
}

/// All polygons together, for messages.
Area all_of(const Zones& zones) {
  Area all;
  for (const auto& polygon : zones.polygons()) {
    all.rings.insert(all.rings.end(), polygon.area.rings.begin(), polygon.area.rings.end());
  }
  return all;
}

}  // namespace

void check(const EventChoice& choice) {
  const auto refuse_empty_one = [](const std::optional<Period>& period, const char* name) {
    if (period && period->to <= period->from) {
      throw InvalidOption(fmt::format("the {} ends before it begins", name));
    }
  };
  refuse_empty_one(choice.period, "period");
  refuse_empty_one(choice.comparison, "comparison period");
  if (choice.comparison && !choice.period) {
    throw InvalidOption("a comparison period needs a period to compare with");
  }
  if (choice.period && choice.comparison && choice.comparison->from < choice.period->to &&
      choice.period->from < choice.comparison->to) {
    throw InvalidOption(
        "the period and the comparison period overlap: events in both would be compared with themselves");
  }
}

ChosenEvents choose_events(const Inputs& inputs, const StudyArea& area, const EventChoice& choice, double cell_m) {
  Tally tally;
  const auto inside = [&](std::uint32_t i) { return area.holds(inputs.incidents.position[i]); };
  auto chosen = chosen_where(inputs, choice, inside, tally);
  if (chosen.events.empty() && chosen.before.empty()) {
    refuse_nothing_left(inputs, area, tally, choice);
  }
  chosen.warnings = warnings_of(inputs, choice, tally, cell_m);
  return chosen;
}

StudyArea study_area_of(const Inputs& inputs, const GridOptions& grid, double cells_at_most) {
  if (inputs.study_area) {
    return *inputs.study_area;
  }
  if (inputs.incidents.size() == 0) {
    throw DataError("no usable event was read: see the causes in the reading report, and check the column mapping");
  }
  const auto box = bounding_box(std::span(inputs.incidents.position));
  return rectangle(Grid::covering(box, grid.shape, grid.cell_m, cells_at_most).box());
}

Zones zones_of(const Inputs& inputs, const GridOptions& grid) {
  if (!inputs.zones.empty()) {
    return Zones(inputs.zones);
  }
  return Zones(cover(study_area_of(inputs, grid).area(), grid.shape, grid.cell_m));
}

ZonedEvents choose_events(const Inputs& inputs, const Zones& zones, const EventChoice& choice,
                          const GridOptions& grid) {
  const auto& incidents = inputs.incidents;
  const auto is_grid = zones.cells() != nullptr;
  ZonedEvents zoned;
  zoned.zone_of.resize(incidents.size());
  std::vector<std::uint32_t> in_no_zone;
  const auto inside = [&](std::uint32_t i) {
    const auto& position = incidents.position[i];
    if (inputs.study_area && !inputs.study_area->holds(position)) {
      return false;
    }
    const auto zone = zones.zone_at(position);
    zoned.zone_of[i] = zone;
    if (!zone && !is_grid) {
      in_no_zone.push_back(i);
    }
    return zone.has_value();
  };
  Tally tally;
  zoned.chosen = chosen_where(inputs, choice, inside, tally);
  for (const auto i : in_no_zone) {
    zoned.chosen.uses[i] = IncidentUse::outside_zones;
  }
  tally.outside_zones = in_no_zone.size();
  if (zoned.chosen.events.empty() && zoned.chosen.before.empty() && !choice.may_be_empty) {
    refuse_nothing_left(inputs, is_grid ? study_area_of(inputs, grid) : all_of(zones), tally, choice);
  }
  zoned.chosen.warnings = warnings_of(inputs, choice, tally, is_grid ? grid.cell_m : 0);
  if (!is_grid) {
    // Polygons of one's own say where the events are looked for.
    std::erase_if(zoned.chosen.warnings,
                  [](const Warning& warning) { return warning.kind == WarningKind::no_study_area; });
  }
  const auto zones_of_events = [&](const std::vector<std::uint32_t>& events, std::vector<std::uint32_t>& zone) {
    zone.reserve(events.size());
    for (const auto i : events) {
      zone.push_back(*zoned.zone_of[i]);
      if (!is_grid && zones.zones_at(incidents.position[i]) > 1) {
        ++zoned.in_several;
      }
    }
  };
  zones_of_events(zoned.chosen.events, zoned.zone);
  zones_of_events(zoned.chosen.before, zoned.before_zone);
  return zoned;
}

std::vector<double> count_by_zone(std::span<const std::uint32_t> zone, std::size_t zones) {
  std::vector<double> count(zones, 0.0);
  for (const auto each : zone) {
    count[each] += 1;
  }
  return count;
}

}  // namespace lykta
