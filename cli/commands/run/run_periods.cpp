#include "cli/commands/run/run_periods.hpp"

#include <fmt/format.h>

#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::chrono::local_days last_day(const std::string& text) {
  const auto written = parse_date_time(text);
  if (!written || written->span.end - written->span.start != std::chrono::days{1}) {
    throw InvalidOption(fmt::format("--to {}: give a day such as 2025-01-31", text));
  }
  return std::chrono::floor<std::chrono::days>(written->span.start);
}

std::string names_of(const std::vector<std::uint32_t>& sources, const Inputs& inputs) {
  std::string names;
  for (const auto source : sources) {
    names += (names.empty() ? "" : ", ") + name_of_source(inputs, source);
  }
  return names;
}

/// Says which option it was that could not be understood.
template <typename Parse>
auto parsed(std::string_view option, const std::string& text, Parse parse) {
  try {
    return parse(text);
  } catch (const InvalidOption& fault) {
    throw InvalidOption(fmt::format("{} {}: {}", option, text, fault.what()));
  }
}

/// "week 48 of 2025 (2025-11-24 – 2025-11-30)"
std::string period_text(const Period& period, Language language) {
  const auto weeks = whole_weeks_in(period);
  const auto is_week = weeks.size() == 1 && period_of(weeks.front()) == period;
  return is_week ? say(language, {"vecka {} {} ({})", "week {} of {} ({})"}, weeks.front().week, weeks.front().year,
                       days_text(period))
                 : days_text(period);
}

std::string chosen_text(const SettledPeriods& chosen, const Inputs& inputs, Language language) {
  auto text = say(language, {"Perioden är {}", "The period is {}"}, period_text(chosen.period, language));
  if (chosen.comparison) {
    text +=
        say(language, {"; den jämförs med {}", "; it is compared with {}"}, period_text(*chosen.comparison, language));
  }
  text += ".\n";
  if (!chosen.held_back_by.empty()) {
    text += say(language,
                {"Senare veckor finns, men inte i alla källor: {} slutar tidigare.\n",
                 "There are later weeks, but not in every source: earlier end {}.\n"},
                names_of(chosen.held_back_by, inputs));
  }
  if (!chosen.ended.empty()) {
    text += say(language,
                {"Utan att vänta på källor som slutade över 13 veckor före den senaste: {}.\n",
                 "Without waiting for sources that ended over 13 weeks before the latest: {}.\n"},
                names_of(chosen.ended, inputs));
  }
  return text;
}

}  // namespace

void add_run_periods(CLI::App& command, RunPeriods& options) {
  const auto group = "Period";
  command.add_option("--week", options.week, "Look at this week, such as 2025-W48; with --period: end with it")
      ->group(group);
  command
      .add_option("--period", options.length,
                  "How long: \"last 4 weeks\", \"senaste 24 månaderna\"; without --week and --to it ends with the last "
                  "week that every source covers")
      ->group(group);
  command.add_option("--to", options.to, "Last day of the period, such as 2025-11-30")->group(group);
  command
      .add_option("--compare", options.compare,
                  "With what: year-before (the same weeks a year before), before (as many days right before) or none")
      ->group(group);
}

void take_run_periods(const RunPeriods& options, Configuration& configuration) {
  if (!options.week.empty() && !options.to.empty()) {
    throw InvalidOption("--week and --to: give one of them");
  }
  auto& choice = configuration.period_choice;
  const auto names_period = !options.week.empty() || !options.length.empty() || !options.to.empty();
  if (!options.week.empty()) {
    choice = {.week = parsed("--week", options.week, parse_iso_week), .to = {}, .last = {}};
  } else if (!options.length.empty()) {
    choice = {};
  } else if (!options.to.empty() && !choice.last) {
    throw InvalidOption("--to needs to know how long the period is: --period \"last 4 weeks\"");
  }
  if (!options.length.empty()) {
    choice.last = parsed("--period", options.length, parse_relative_period);
  }
  if (!options.to.empty()) {
    choice.to = last_day(options.to);
    choice.week.reset();
  }
  if (names_period) {
    configuration.picture.period.reset();
    configuration.picture.comparison.reset();
  }
  if (!options.compare.empty()) {
    configuration.comparison_rule = chosen<ComparisonRule>("--compare", options.compare, comparison_rules);
    configuration.picture.comparison.reset();
    if (!choice.is_made() && !configuration.picture.period) {
      throw InvalidOption("--compare needs a period: --week, --period, or [period] in the configuration");
    }
  }
}

std::string settle_periods(const Inputs& inputs, Configuration& configuration) {
  auto& picture = configuration.picture;
  if (!configuration.period_choice.is_made()) {
    if (configuration.comparison_rule) {
      picture.comparison = comparison_of(*picture.period, *configuration.comparison_rule);
    }
    return "";
  }
  const auto settled =
      choose_periods(configuration.period_choice, configuration.comparison_rule.value_or(ComparisonRule::year_before),
                     coverage_of(inputs));
  picture.period = settled.period;
  picture.comparison = settled.comparison;
  return chosen_text(settled, inputs, configuration.context.language);
}

}  // namespace lykta
