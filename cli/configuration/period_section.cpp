#include "cli/configuration/period_section.hpp"

namespace lykta {

LocalTime midnight_of(const toml::date& date) {
  return std::chrono::local_days{std::chrono::year{date.year} / std::chrono::month{date.month} /
                                 std::chrono::day{date.day}};
}

std::optional<Period> read_period(TomlReader& top, std::string_view key) {
  auto table = top.table(key);
  if (!table) {
    return std::nullopt;
  }
  const auto from = table->date("from");
  const auto to = table->date("to");
  table->finish();
  if (!from || !to) {
    table->refuse(from ? "to" : "from", "is missing: a period needs its first day (from) and its last day (to)");
  }
  if (midnight_of(*to) < midnight_of(*from)) {
    table->refuse("to", "lies before from: the period ends before it begins");
  }
  return Period{midnight_of(*from), midnight_of(*to) + std::chrono::days{1}};
}

}  // namespace lykta
