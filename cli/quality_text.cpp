#include "cli/quality_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

void add_lines_on_times(const SourceReport& source, std::vector<std::string>& lines) {
  if (source.no_end > 0) {
    lines.push_back(fmt::format("{} rows have no end: their start is taken alone", source.no_end));
  }
  if (source.zones_ignored > 0) {
    lines.push_back(
        fmt::format("{} rows state an offset from UTC, which clock = wall_clock sets aside", source.zones_ignored));
  }
  if (source.repeated_hours > 0) {
    lines.push_back(fmt::format("{} rows lie in an hour that the end of summer time repeats: kept as written",
                                source.repeated_hours));
  }
  if (source.skipped_hours > 0) {
    lines.push_back(fmt::format("{} rows lie in an hour that the start of summer time skips: kept as written",
                                source.skipped_hours));
  }
}

void add_lines_on_positions(const SourceReport& source, std::vector<std::string>& lines) {
  constexpr double worth_saying_m = 10;
  if (source.position_step_m && *source.position_step_m >= worth_saying_m) {
    lines.push_back(fmt::format("positions are rounded to {:g} (about {:.0f} m): smaller cells show the rounding",
                                *source.position_step, *source.position_step_m));
  }
  if (source.unknown_position_classes > 0) {
    lines.push_back(fmt::format("{} rows have a position class that is none of A to D: their class is not known",
                                source.unknown_position_classes));
  }
  for (const auto& stack : source.suspicious_stacks) {
    lines.push_back(
        fmt::format("{} events ({:.1f} %) lie on one point, {:.5f} N {:.5f} E: likely the middle of a locality "
                    "(position class D); stacks = \"reject\" leaves such piles out",
                    stack.events, 100 * stack.share, stack.degrees.y, stack.degrees.x));
  }
}

}  // namespace

std::vector<std::string> quality_lines(const SourceReport& source) {
  std::vector<std::string> lines;
  for (const auto& [value, rows] : source.unmapped_values) {
    lines.push_back(fmt::format("'{}' has no class ({} rows, kept as {})", value, rows, unmapped_class));
  }
  if (source.linked > 0) {
    lines.push_back(
        fmt::format("{} rows report an event that another source reports too: counted once, both kept", source.linked));
  }
  add_lines_on_times(source, lines);
  add_lines_on_positions(source, lines);
  if (!source.unmatched_rows.empty()) {
    lines.push_back(fmt::format("{} areas of the table have no polygon: {}", source.unmatched_rows.size(),
                                listed(source.unmatched_rows)));
  }
  if (!source.unmatched_polygons.empty()) {
    lines.push_back(fmt::format("{} polygons have no row in the table: {}", source.unmatched_polygons.size(),
                                listed(source.unmatched_polygons)));
  }
  for (const auto& chosen : source.defaults) {
    lines.push_back(chosen);
  }
  return lines;
}

std::vector<std::string> quality_lines(const ZonesReport& zones) {
  std::vector<std::string> lines;
  if (!zones.without_polygon.empty()) {
    lines.push_back(fmt::format("{} of {} features have no polygon and are no zones: {}", zones.without_polygon.size(),
                                zones.features, listed(zones.without_polygon)));
  }
  if (zones.without_id > 0) {
    lines.push_back(fmt::format("{} features have no code and are called by their feature id", zones.without_id));
  }
  if (zones.joined > 0) {
    lines.push_back(fmt::format("{} features are further parts of zones of the same code", zones.joined));
  }
  if (!zones.unreadable_exposure.empty()) {
    lines.push_back(fmt::format("{} exposures are no number of 0 or more: {}", zones.unreadable_exposure.size(),
                                listed(zones.unreadable_exposure)));
  }
  if (!zones.without_exposure.empty()) {
    lines.push_back(fmt::format("{} of {} zones have no known exposure: {}", zones.without_exposure.size(), zones.zones,
                                listed(zones.without_exposure)));
  }
  for (const auto& chosen : zones.defaults) {
    lines.push_back(chosen);
  }
  return lines;
}

}  // namespace lykta
