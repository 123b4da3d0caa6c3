#include "cli/configuration/period_section.hpp"

#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"

namespace lykta {

namespace {

std::chrono::local_days day_of_date(const toml::date& date) {
  return std::chrono::local_days{std::chrono::year{date.year} / std::chrono::month{date.month} /
                                 std::chrono::day{date.day}};
}

/// Both days of a table; nothing where it has neither.
std::optional<Period> read_dates(TomlReader& table) {
  const auto from = table.date("from");
  const auto to = table.date("to");
  if (!from && !to) {
    return std::nullopt;
  }
  if (!from || !to) {
    table.refuse(from ? "to" : "from", "is missing: a period needs its first day (from) and its last day (to)");
  }
  if (midnight_of(*to) < midnight_of(*from)) {
    table.refuse("to", "lies before from: the period ends before it begins");
  }
  return Period{midnight_of(*from), midnight_of(*to) + std::chrono::days{1}};
}

/// What `read` makes of the text of a key; what it refuses is said with the key's line.
template <typename Read>
auto read_with(TomlReader& table, std::string_view key, Read read) -> std::optional<decltype(read(std::string()))> {
  const auto text = table.text(key);
  if (!text) {
    return std::nullopt;
  }
  try {
    return read(*text);
  } catch (const InvalidOption& fault) {
    table.refuse(key, fault.what());
  }
}

/// A week, or a length that may have a last day.
void read_choice(TomlReader& table, PeriodChoice& choice) {
  choice.week = read_with(table, "week", [](const std::string& text) { return parse_iso_week(text); });
  choice.last = read_with(table, "last", [](const std::string& text) { return parse_relative_period(text); });
  if (table.has("from")) {
    table.refuse("from", "a period has dates, or a week or a length (last): not both");
  }
  if (const auto to = table.date("to")) {
    if (choice.week) {
      table.refuse("to", "a week and a last day: give one of them");
    }
    choice.to = day_of_date(*to);
  }
}

}  // namespace

LocalTime midnight_of(const toml::date& date) { return day_of_date(date); }

void read_periods(TomlReader& top, Configuration& configuration) {
  if (auto table = top.table("period")) {
    if (table->has("week") || table->has("last")) {
      read_choice(*table, configuration.period_choice);
    } else {
      configuration.picture.period = read_dates(*table);
      if (!configuration.picture.period) {
        table->refuse("from",
                      "is missing: a period needs its first and last day (from, to), a week, or a length (last)");
      }
    }
    table->finish();
  }
  if (auto table = top.table("comparison")) {
    if (table->has("rule")) {
      configuration.comparison_rule =
          table->choice_or<ComparisonRule>("rule", comparison_rules, ComparisonRule::year_before);
    } else {
      configuration.picture.comparison = read_dates(*table);
      if (!configuration.picture.comparison) {
        table->refuse("from", "is missing: a comparison needs its first and last day (from, to), or a rule");
      }
    }
    if (configuration.picture.comparison && configuration.period_choice.is_made()) {
      table->refuse("from",
                    "dates cannot follow a period that moves: state a rule (\"year-before\", \"before\", \"none\")");
    }
    if (configuration.comparison_rule && !configuration.picture.period && !configuration.period_choice.is_made()) {
      table->refuse("rule", "needs a [period] to compare");
    }
    table->finish();
  }
}

}  // namespace lykta
