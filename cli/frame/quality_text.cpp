#include "cli/frame/quality_text.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/zone_text.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "geo/read/inputs.hpp"

namespace lykta {

namespace {

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 8;
  if (names.size() <= most) {
    return fmt::to_string(fmt::join(names, ", "));
  }
  return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + most, ", "), names.size() - most);
}

/// Rows of a file, or ids of features.
std::string listed(const std::vector<std::int64_t>& rows) {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const auto row : rows) {
    names.push_back(fmt::format("{}", row));
  }
  return listed(names);
}

/// What mending did to the first few: "feature 7: self-intersection; 1 part became 2, the area 4.2 % smaller than drawn".
void add_repairs(const char* what, const std::vector<OutlineRepair>& repairs, std::vector<std::string>& lines) {
  constexpr std::size_t most = 5;
  constexpr double worth_telling = 0.0005;
  for (const auto& repair : std::span(repairs).first(std::min(most, repairs.size()))) {
    auto fault = repair.fault;
    if (!fault.empty() && fault[0] >= 'A' && fault[0] <= 'Z') {
      fault[0] = static_cast<char>(fault[0] - 'A' + 'a');
    }
    auto line = fmt::format("{} {}: {}", what, repair.of, fault);
    if (repair.parts_before != repair.parts_after) {
      line += fmt::format("; {} became {}", counted(repair.parts_before, "part", "parts"), repair.parts_after);
    }
    if (!repair.area_change) {
      line += "; what its rings enclosed as drawn cancelled out";
    } else if (std::abs(*repair.area_change) >= worth_telling) {
      line += fmt::format("; its area is {:.1f} % {} than drawn", 100 * std::abs(*repair.area_change),
                          *repair.area_change > 0 ? "larger" : "smaller");
    }
    lines.push_back(std::move(line));
  }
}

void add_lines_on_times(const SourceReport& source, std::vector<std::string>& lines) {
  if (source.no_end > 0) {
    lines.push_back(counted(source.no_end, "row has no end: its start is taken alone",
                            "rows have no end: their start is taken alone"));
  }
  if (source.zones_ignored > 0) {
    lines.push_back(counted(source.zones_ignored, "row states", "rows state") +
                    fmt::format(" an offset from UTC, which {} sets aside",
                                source.is_from_command ? "--clock wall_clock" : "clock = wall_clock"));
  }
  if (source.repeated_hours > 0) {
    lines.push_back(counted(source.repeated_hours, "row lies", "rows lie") +
                    " in an hour that the end of summer time repeats: kept as written");
  }
  if (source.skipped_hours > 0) {
    lines.push_back(counted(source.skipped_hours, "row lies", "rows lie") +
                    " in an hour that the start of summer time skips: kept as written");
  }
}

/// What the rows state of their positions goes before what the size of the pile makes likely.
std::string what_the_stack_is(const SuspiciousStack& stack, bool is_from_command) {
  const auto& classes = stack.position_classes;
  if (!classes.empty() && classes.find('?') == std::string::npos) {
    return fmt::format(", all of position class{} {}: a place with many events, or positions that are known no better",
                       classes.size() > 1 ? "es" : "", fmt::join(classes, " or "));
  }
  return fmt::format(": likely the middle of a locality (position class D); {}",
                     is_from_command ? "leave the rows out, or use `lykta run` with stacks = \"reject\""
                                     : "stacks = \"reject\" leaves such piles out");
}

void add_lines_on_positions(const SourceReport& source, std::vector<std::string>& lines) {
  constexpr double worth_saying_m = 10;
  if (source.position_step_m && *source.position_step_m >= worth_saying_m) {
    lines.push_back(fmt::format("positions are rounded to {:g} (about {:.0f} m): smaller cells show the rounding",
                                *source.position_step, *source.position_step_m));
  }
  if (source.unknown_position_classes > 0) {
    lines.push_back(counted(source.unknown_position_classes, "row has", "rows have") +
                    " a position class that is none of A to D: not known");
  }
  for (const auto& stack : source.suspicious_stacks) {
    lines.push_back(fmt::format("{} events ({:.1f} %) lie on one point, {:.5f} N {:.5f} E{}", stack.events,
                                100 * stack.share, stack.degrees.y, stack.degrees.x,
                                what_the_stack_is(stack, source.is_from_command)));
  }
}

}  // namespace

std::vector<std::string> quality_lines(const SourceReport& source) {
  std::vector<std::string> lines;
  for (const auto& [value, rows] : source.unmapped_values) {
    lines.push_back(
        fmt::format("'{}' has no class ({}, kept as {})", value, counted(rows, "row", "rows"), unmapped_class));
  }
  if (source.linked > 0) {
    lines.push_back(counted(source.linked, "row is", "rows are") +
                    " likely of an event that another source reports too: counted once, both kept");
  }
  add_lines_on_times(source, lines);
  add_lines_on_positions(source, lines);
  if (!source.repairs.empty()) {
    lines.push_back(counted(source.repairs.size(), "polygon crosses itself or is wrong in another way, and was mended",
                            "polygons cross themselves or are wrong in another way, and were mended"));
    add_repairs("row", source.repairs, lines);
  }
  if (!source.unmatched_rows.empty()) {
    lines.push_back(fmt::format(
        "{} no polygon: {}", counted(source.unmatched_rows.size(), "area of the table has", "areas of the table have"),
        listed(source.unmatched_rows)));
  }
  if (!source.unmatched_polygons.empty()) {
    lines.push_back(fmt::format("{} no row in the table: {}",
                                counted(source.unmatched_polygons.size(), "polygon has", "polygons have"),
                                listed(source.unmatched_polygons)));
  }
  for (const auto& chosen : source.defaults) {
    lines.push_back(chosen);
  }
  return lines;
}

std::vector<std::string> quality_lines(const AreaReport& area) {
  std::vector<std::string> lines;
  if (!area.mended.empty()) {
    lines.push_back(
        fmt::format("the study area was mended, as its outline crosses itself or is wrong in another way: {} {}",
                    area.mended.size() == 1 ? "feature" : "features", listed(area.mended)));
  }
  add_repairs("feature", area.repairs, lines);
  if (!area.not_polygons.empty()) {
    lines.push_back(fmt::format("{} no polygon and left out of the study area: {}",
                                counted(area.not_polygons.size(), "feature is", "features are"),
                                listed(area.not_polygons)));
  }
  return lines;
}

std::vector<std::string> quality_lines(const NamesReport& names) {
  std::vector<std::string> lines;
  const auto add = [&lines](const std::vector<std::int64_t>& rows, const char* one, const char* many) {
    if (!rows.empty()) {
      lines.push_back(fmt::format("{}, so no place is called after {}: {} {}", counted(rows.size(), one, many),
                                  rows.size() == 1 ? "it" : "them", rows.size() == 1 ? "row" : "rows", listed(rows)));
    }
  };
  add(names.without_name, "row has no name", "rows have no name");
  add(names.without_position, "row has no position that can be read", "rows have no position that can be read");
  add(names.without_place, "row has no place in the coordinate system of the picture",
      "rows have no place in the coordinate system of the picture");
  return lines;
}

std::vector<std::string> coverage_lines(const SourceReport& source) {
  std::vector<std::string> lines;
  if (!source.coverage || !source.coverage->covers) {
    return lines;
  }
  const auto& covers = *source.coverage->covers;
  if (covers.from == covers.to) {
    lines.emplace_back("covers no day: what is stated ends before it begins");
    return lines;
  }
  const auto& stated = source.coverage->stated;
  const auto how = stated.from && stated.to ? "as stated"
                   : stated.from            ? "the first day as stated, the last by its events"
                   : stated.to              ? "the first day by its events, the last as stated"
                                            : "by its events";
  lines.push_back(
      fmt::format("covers {} to {}, {}", day_text(covers.from), day_text(covers.to - std::chrono::seconds{1}), how));
  if (const auto& pause = source.coverage->pause) {
    lines.push_back(
        fmt::format("a pause in it from {} to {}: its days count as not recorded where periods are compared",
                    day_text(pause->from), day_text(pause->to - std::chrono::seconds{1})));
  }
  if (const auto& rows = source.outlying_rows; !rows.empty()) {
    constexpr std::size_t most = 20;
    std::vector<std::string> named;
    for (const auto& row : rows) {
      if (named.size() < most) {
        named.push_back(fmt::format("{} ({})", row.row, row.date));
      }
    }
    lines.push_back(fmt::format("{} dated outside of that: {} {}{}", counted(rows.size(), "row is", "rows are"),
                                rows.size() == 1 ? "row" : "rows", fmt::join(named, ", "),
                                rows.size() > most ? fmt::format(" and {} more", rows.size() - most) : ""));
  }
  return lines;
}

std::vector<std::string> quality_lines(const ZonesReport& zones) {
  std::vector<std::string> lines;
  if (!zones.without_polygon.empty()) {
    lines.push_back(fmt::format(
        "{} of {} features {}: {}", zones.without_polygon.size(), zones.features,
        zones.without_polygon.size() == 1 ? "has no polygon and is no zone" : "have no polygon and are no zones",
        listed(zones.without_polygon)));
  }
  if (!zones.without_place.empty()) {
    lines.push_back(
        fmt::format("{} a point that has no place in the coordinate system of the result, and {} left out: {}",
                    counted(zones.without_place.size(), "zone has", "zones have"),
                    zones.without_place.size() == 1 ? "is" : "are", listed(zones.without_place)));
  }
  if (zones.without_id > 0) {
    lines.push_back(counted(zones.without_id, "feature has no code and is called by its feature id",
                            "features have no code and are called by their feature id"));
  }
  if (zones.joined > 0) {
    lines.push_back(counted(zones.joined, "feature is a further part of a zone of the same code",
                            "features are further parts of zones of the same code"));
  }
  if (!zones.unreadable_exposure.empty()) {
    lines.push_back(fmt::format("{} no number of 0 or more: {}",
                                counted(zones.unreadable_exposure.size(), "exposure is", "exposures are"),
                                listed(zones.unreadable_exposure)));
  }
  if (!zones.without_exposure.empty()) {
    lines.push_back(fmt::format("{} of {} zones {} no known exposure: {}", zones.without_exposure.size(), zones.zones,
                                zones.without_exposure.size() == 1 ? "has" : "have", listed(zones.without_exposure)));
  }
  if (!zones.repairs.empty()) {
    lines.push_back(counted(zones.repairs.size(), "outline crosses itself or is wrong in another way, and was mended",
                            "outlines cross themselves or are wrong in another way, and were mended"));
    add_repairs("zone", zones.repairs, lines);
  }
  for (const auto& chosen : zones.defaults) {
    lines.push_back(chosen);
  }
  return lines;
}

}  // namespace lykta
