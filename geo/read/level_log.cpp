#include "geo/read/level_log.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/time/iso_week.hpp"

namespace lykta {

namespace {

constexpr std::array area_headings{"område", "area", "plats", "place"};
constexpr std::array week_headings{"vecka", "week", "v"};
constexpr std::array level_headings{"nivå", "level", "satt nivå", "set level"};
constexpr std::array reason_headings{"skäl", "reason", "motivering"};
constexpr std::array role_headings{"roll", "role", "satt av", "set by", "beslutad av", "decided by"};

constexpr std::array<LogRole, 5> roles_of_levels{{{"area", area_headings, true},
                                                  {"week", week_headings, true},
                                                  {"level", level_headings, true},
                                                  {"reason", reason_headings},
                                                  {"role", role_headings}}};

constexpr std::array<std::pair<std::string_view, Level>, 9> words_of_levels{{{"grön", Level::green},
                                                                             {"grönt", Level::green},
                                                                             {"green", Level::green},
                                                                             {"gul", Level::yellow},
                                                                             {"gult", Level::yellow},
                                                                             {"yellow", Level::yellow},
                                                                             {"orange", Level::orange},
                                                                             {"röd", Level::red},
                                                                             {"red", Level::red}}};

/// "2025-W48", "2025 v. 48", "2025 vecka 48": blanks and points say nothing.
std::optional<IsoWeek> week_of_text(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '.'; });
  if (const auto word = text.find("vecka"); word != std::string::npos) {
    text.replace(word, 5, "v");
  }
  try {
    return parse_iso_week(text);
  } catch (const InvalidOption&) {
    return std::nullopt;
  }
}

/// Why a row cannot be used.
std::optional<LogFaultKind> fault_of(const std::string& area, const std::optional<IsoWeek>& week,
                                     const std::optional<Level>& level) {
  return area.empty() ? std::optional(LogFaultKind::no_area)
         : !week      ? std::optional(LogFaultKind::unreadable_week)
         : !level     ? std::optional(LogFaultKind::unknown_level)
                      : std::nullopt;
}

const char* role_of(LogFaultKind kind) {
  return kind == LogFaultKind::no_area ? "area" : kind == LogFaultKind::unreadable_week ? "week" : "level";
}

}  // namespace

std::span<const LogRole> level_roles() { return roles_of_levels; }

std::optional<Level> level_of_word(std::string_view word) {
  const auto key = log_key(word);
  const auto* const found =
      std::ranges::find_if(words_of_levels, [&](const auto& each) { return log_key(each.first) == key; });
  return found == words_of_levels.end() ? std::nullopt : std::optional(found->second);
}

ReadLevels read_levels(const LogDescription& description, const std::vector<std::string>& allowed_hosts) {
  LogTable table(description, level_roles(), allowed_hosts);
  ReadLevels read;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto& area = table.text("area", row);
    const auto week = week_of_text(table.text("week", row));
    const auto level = level_of_word(table.text("level", row));
    if (const auto fault = fault_of(area, week, level)) {
      table.fault(row, role_of(*fault), *fault, table.text(role_of(*fault), row));
      continue;
    }
    read.levels.push_back({.row = table.row_number(row),
                           .area = area,
                           .area_key = log_key(area),
                           .monday = monday_of(*week),
                           .level = *level,
                           .reason = table.text_without_persons("reason", row, false),
                           .role = table.text_without_persons("role", row, true)});
  }
  read.files = table.files();
  read.report = table.take_report(read.levels.size());
  return read;
}

}  // namespace lykta
