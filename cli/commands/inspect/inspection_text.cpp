#include "cli/commands/inspect/inspection_text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/quality_text.hpp"
#include "cli/frame/zone_text.hpp"
#include "cli/values/choices.hpp"
#include "geo/files/locations.hpp"
#include "publish/records/inspection_record.hpp"

namespace lykta {

namespace {

std::string separator_name(char separator) { return separator == '\t' ? "tab" : std::string(1, separator); }

std::string format_text(const Inspection& inspection) {
  const auto& format = inspection.format;
  auto text = fmt::format("  format      {}, {}", format.driver, counted(inspection.rows, "row", "rows"));
  if (format.layers.size() > 1) {
    text += fmt::format(", layer '{}' of: {}", format.layer, fmt::join(format.layers, ", "));
  }
  text += '\n';
  if (format.encoding) {
    text += fmt::format("  encoding    {} ({})\n", format.encoding->name, format.encoding->why);
  }
  if (format.dialect) {
    text += fmt::format("  separator   {} ({})\n", separator_name(format.dialect->separator), format.dialect->why);
  }
  if (format.header) {
    text += format.header->row > 0 ? fmt::format("  header      row {} ({})\n", format.header->row, format.header->why)
                                   : fmt::format("  header      none ({})\n", format.header->why);
  }
  if (format.from_1904) {
    text += "  days        counted from 1904, which is heeded\n";
  }
  return text;
}

/// Cuts a text for a table, between characters.
std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) {
    return text;
  }
  auto end = most - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end) + "…";
}

std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) {
  const auto length = characters_in(text);
  return length >= width ? text : text + std::string(width - length, ' ');
}

std::string columns_text(const Inspection& inspection) {
  constexpr std::size_t longest_name = 30;
  constexpr std::size_t longest_example = 60;
  std::size_t width = 0;
  for (const auto& column : inspection.columns) {
    width = std::max(width, characters_in(shortened(column.name, longest_name)));
  }
  std::string text = "  columns\n";
  for (const auto& column : inspection.columns) {
    const auto empty = inspection.rows - column.filled;
    auto shown = shortened(fmt::to_string(fmt::join(column.examples, " | ")), longest_example);
    std::ranges::replace_if(
        shown, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (column.type == ColumnType::empty && !column.how.empty()) {
      shown = column.how;
    }
    if (column.personal.what != PersonalData::none) {
      shown = fmt::format("NOT SHOWN, NOT READ: {}", column.personal.why);
    }
    text += fmt::format("    {}  {:<11}  {}{}\n", padded(shortened(column.name, longest_name), width),
                        name_of(column.type), shown, empty > 0 ? fmt::format("  ({} empty)", empty) : "");
  }
  return text;
}

std::string guess_text(const Inspection& inspection) {
  const auto& guess = inspection.guess;
  auto text = fmt::format("  taken for   {} ({})\n", name_of(guess.kind), guess.kind_why);
  if (inspection.has_polygons && guess.kind == SourceKind::incidents) {
    text = "  taken for   polygons of a study area\n";
  }
  for (const auto& reason : guess.reasons) {
    text += fmt::format("    {:<14}  '{}': {}\n", reason.key, reason.column, reason.why);
  }
  if (!guess.clock_why.empty()) {
    const auto clock = std::ranges::find(clocks, guess.clock, [](const auto& choice) { return choice.second; });
    text += fmt::format("  clock       {} ({})\n", clock->first, guess.clock_why);
  }
  text += fmt::format("  crs         {} ({})\n", guess.crs.empty() ? "not known" : guess.crs, guess.crs_why);
  return text;
}

std::string causes_text(const ReadReport& report) {
  std::map<std::string_view, std::size_t> by_cause;
  for (const auto& reject : report.rejects) {
    ++by_cause[name_of(reject.cause)];
  }
  std::vector<std::string> causes;
  for (const auto& [cause, rows] : by_cause) {
    causes.push_back(fmt::format("{} {}", cause, rows));
  }
  return fmt::to_string(fmt::join(causes, ", "));
}

std::string times_text(const InspectedTimes& times) {
  auto text = fmt::format("  times       {} to {} (local time)\n", local_time_text(times.range.start),
                          local_time_text(times.range.end));
  if (times.months_only + times.days_only + times.at_midnight > 0) {
    text += fmt::format("              {} give only a month, {} only a day, {} are exactly at midnight\n",
                        times.months_only, times.days_only, times.at_midnight);
  }
  if (times.likely_months()) {
    text += fmt::format("              {}\n", line_on_likely_months);
  }
  return text;
}

std::string coverage_text(const SourceReport& source) {
  constexpr std::string_view label = "covers ";
  std::string text;
  for (const auto& line : coverage_lines(source)) {
    text += line.starts_with(label) ? fmt::format("  covers      {}\n", line.substr(label.size()))
                                    : fmt::format("              {}\n", line);
  }
  return text;
}

std::string reading_text(const Inspection& inspection) {
  std::string text;
  if (inspection.extent_degrees) {
    const auto& box = *inspection.extent_degrees;
    text += fmt::format("  extent      {:.5f} to {:.5f} E, {:.5f} to {:.5f} N\n", box.min_x, box.max_x, box.min_y,
                        box.max_y);
  }
  if (inspection.times) {
    text += times_text(*inspection.times);
  }
  if (inspection.report) {
    text += coverage_text(inspection.report->sources.front());
  }
  if (!inspection.not_read.empty()) {
    text += fmt::format("  NOT READ    {}\n", inspection.not_read);
  }
  if (!inspection.report) {
    return text;
  }
  const auto& source = inspection.report->sources.front();
  text += fmt::format("  usable      {} of {}\n", source.used, counted(source.rows, "row", "rows"));
  if (!inspection.report->rejects.empty()) {
    text += fmt::format("  losses      {}\n", causes_text(*inspection.report));
  }
  if (source.stacked > 0) {
    text += fmt::format("  positions   {}; {} events share theirs with another\n",
                        counted(source.distinct_positions, "different one", "different ones"), source.stacked);
  }
  if (inspection.equal_rows + inspection.same_events > 0) {
    text += fmt::format("  repeats     {} an earlier one in every column, {} in place, time and class; all are kept\n",
                        counted(inspection.equal_rows, "row equals", "rows equal"),
                        counted(inspection.same_events, "event", "events"));
  }
  for (const auto& line : quality_lines(source)) {
    text += fmt::format("  note        {}\n", line);
  }
  return text;
}

}  // namespace

std::string inspection_text(const Inspection& inspection) {
  return fmt::format("{}\n{}{}{}{}", without_secrets(inspection.path), format_text(inspection),
                     columns_text(inspection), guess_text(inspection), reading_text(inspection));
}

}  // namespace lykta
