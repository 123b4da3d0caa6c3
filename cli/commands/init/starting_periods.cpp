#include "cli/commands/init/starting_periods.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "engine/inputs/comparable_events.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::weeks;

constexpr weeks year{52};

/// Whole weeks keep weekdays apart as they are; the season moves by a day or two.
struct ChosenPeriods {
  Period period;
  Period comparison;  ///< the same weeks a year before, whether covered or not
  bool is_comparable = false;
};

/// The beginning of what was kept up to `end` without a pause; nothing where `end` lies in a pause or before the record.
std::optional<LocalTime> kept_since(const CoveredFile& file, LocalTime end) {
  auto from = file.covers.from;
  for (const auto& pause : file.pauses) {
    if (pause.from < end && end < pause.to) {
      return std::nullopt;
    }
    from = pause.to <= end ? pause.to : from;
  }
  return from < end ? std::optional(from) : std::nullopt;
}

ChosenPeriods choose(const CoveredFile& file) {
  constexpr weeks fewest{4};
  const auto end = file.covers.to;
  const auto since = kept_since(file, end).value_or(file.covers.from);
  const auto a_year_before = kept_since(file, end - year);
  const auto in_both_years =
      a_year_before ? std::chrono::floor<weeks>(std::min(end - since, end - year - *a_year_before)) : weeks(0);
  ChosenPeriods chosen{.period = file.covers, .comparison = {}, .is_comparable = in_both_years >= fewest};
  chosen.period.from = chosen.is_comparable ? end - std::min(in_both_years, year) : std::max(since, end - year);
  chosen.comparison = {chosen.period.from - year, chosen.period.to - year};
  return chosen;
}

std::string last_day(const Period& period) { return day_text(period.to - std::chrono::seconds{1}); }

std::string block(const char* name, const Period& period, const char* in_front = "") {
  return fmt::format("{0}[{1}]\n{0}from = {2}\n{0}to = {3}\n", in_front, name, day_text(period.from), last_day(period));
}

std::string comparison_text(const ChosenPeriods& chosen, const CoveredFile& largest) {
  if (chosen.is_comparable) {
    return "# The same weeks a year before.\n" + block("comparison", chosen.comparison);
  }
  return fmt::format(
             "# No comparison: the same weeks a year before are not covered by {}. Months beside each other would\n"
             "# compare winter with summer. With earlier events, or where covers_from says more than they do:\n",
             largest.path) +
         block("comparison", chosen.comparison, "# ");
}

/// Files whose events take no part in the comparison.
std::string other_files_text(std::span<const CoveredFile> files, const ChosenPeriods& chosen) {
  std::string text;
  for (const auto& file : files) {
    const auto covers = [&](const Period& period) {
      const auto events_a_day = static_cast<double>(file.dated) / file.covers.days();
      return days_not_recorded(period, {.covers = file.covers, .pauses = file.pauses, .events_a_day = events_a_day}) ==
             0;
    };
    if (chosen.is_comparable && !(covers(chosen.period) && covers(chosen.comparison))) {
      text += fmt::format("# {} does not cover both periods: its events are left out of the comparison.\n", file.path);
    }
  }
  return text;
}

}  // namespace

std::string periods_text(std::span<const CoveredFile> files) {
  std::string text = "# First and last day, both included.\n";
  const auto largest = std::ranges::max_element(files, {}, &CoveredFile::dated);
  if (largest == files.end()) {
    return text +
           "# No dates were understood, so all events count. With dates:\n# [period]\n# from = 2025-01-01\n# to = "
           "2025-12-31\n\n";
  }
  for (const auto& file : files) {
    text += fmt::format("# {} covers {} to {}.\n", file.path, day_text(file.covers.from), last_day(file.covers));
    for (const auto& pause : file.pauses) {
      text += fmt::format("# {} has a pause from {} to {}: nothing is compared with it.\n", file.path,
                          day_text(pause.from), last_day(pause));
    }
  }
  const auto chosen = choose(*largest);
  return text + block("period", chosen.period) + "\n" + comparison_text(chosen, *largest) +
         other_files_text(files, chosen) + "\n";
}

}  // namespace lykta
