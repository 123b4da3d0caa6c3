#include "engine/inputs/source_coverage.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace lykta {

std::vector<SourceCoverage> coverage_of(const Inputs& inputs) {
  if (!inputs.coverage.empty()) {
    return inputs.coverage;
  }
  std::vector<StatedCoverage> stated;
  for (const auto& source : inputs.sources) {
    stated.push_back(source.covers);
  }
  return data_coverage(inputs.incidents, stated);
}

std::string name_of_source(const Inputs& inputs, std::uint32_t source) {
  const auto is_known = source < inputs.sources.size() && !inputs.sources[source].name.empty();
  return is_known ? inputs.sources[source].name : fmt::format("source {}", source + 1);
}

std::string day_text(LocalTime time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string days_text(const Period& period) {
  return fmt::format("{} – {}", day_text(period.from), day_text(period.to - std::chrono::seconds{1}));
}

std::string days_text(const TimeSpan& time) {
  const auto first = day_text(time.start);
  const auto last = day_text(std::max(time.start, time.end - std::chrono::seconds{1}));
  return first == last ? first : fmt::format("{} – {}", first, last);
}

std::string outlying_text(const Incidents& incidents, std::span<const std::uint32_t> outlying) {
  constexpr std::size_t most = 5;
  std::string text;
  for (const auto i : outlying.first(std::min(most, outlying.size()))) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", incidents.row[i].row, days_text(*incidents.time[i]));
  }
  return outlying.size() > most ? text + ", …" : text;
}

std::string outlying_rows_text(const Inputs& inputs, std::span<const SourceCoverage> coverages) {
  std::string text;
  for (const auto& coverage : coverages) {
    if (const auto& outlying = coverage.outlying; !outlying.empty()) {
      text += fmt::format("{}{}, row{} {}", text.empty() ? " (dated outside of that, so check the dates: " : "; ",
                          name_of_source(inputs, coverage.source), outlying.size() == 1 ? "" : "s",
                          outlying_text(inputs.incidents, outlying));
    }
  }
  return text.empty() ? text : text + ")";
}

}  // namespace lykta
