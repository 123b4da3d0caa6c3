#include "cli/commands/run/run_periods.hpp"

#include <algorithm>
#include <utility>

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
std::string settled_text(const Period& period, Language language) {
  const auto weeks = whole_weeks_in(period);
  const auto is_week = weeks.size() == 1 && period_of(weeks.front()) == period;
  return is_week ? say(language, {"vecka {} {} ({})", "week {} of {} ({})"}, weeks.front().week, weeks.front().year,
                       days_text(period))
                 : days_text(period);
}

/// Which days were chosen, as far as the data said.
std::string waiting_text(const SettledPeriods& chosen, const Inputs& inputs, Language language) {
  std::string text;
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

std::string chosen_text(const SettledPeriods& chosen, Language language) {
  auto text = say(language, {"Perioden är {}", "The period is {}"}, settled_text(chosen.period, language));
  if (chosen.comparison) {
    text +=
        say(language, {"; den jämförs med {}", "; it is compared with {}"}, settled_text(*chosen.comparison, language));
  }
  return text + ".\n";
}

/// The weeks of a weekly picture; none where it is to be a plain one.
std::vector<IsoWeek> weeks_of_run(const Configuration& configuration, const Period& period) {
  const auto& [is_stated, window] = configuration.standing;
  const auto& choice = configuration.period_choice;
  if (!window) {
    return {};
  }
  auto weeks = weeks_to_ask(period);
  if (is_stated && weeks.empty()) {
    throw InvalidOption(
        fmt::format("a window of standing places goes with whole weeks, at most {} of them, not with {}: name a week, "
                    "or a number of weeks that ends with a Sunday",
                    most_weeks_asked, days_text(period)));
  }
  const auto names_one_week =
      choice.last ? *choice.last == RelativePeriod{1, PeriodUnit::weeks} : choice.week.has_value();
  return is_stated || (names_one_week && weeks.size() == 1) ? weeks : std::vector<IsoWeek>();
}

/// A record that begins with the weeks has no standing places, and the picture alone would blame its dates.
void require_record(const Period& window, const Inputs& inputs) {
  const auto coverages = coverage_of(inputs);
  if (std::ranges::none_of(coverages, [&](const SourceCoverage& coverage) {
        return coverage.covers && coverage.covers->from < window.to && window.from < coverage.covers->to;
      })) {
    throw DataError(
        fmt::format("no source covers any of the window of standing places, {}: name a later week, or take --standing "
                    "none for the picture of the week alone",
                    days_text(window)));
  }
}

/// The picture becomes that of the window right before the weeks.
SettledRun settle_weekly(const std::vector<IsoWeek>& weeks, const SettledPeriods& settled, const Inputs& inputs,
                         Configuration& configuration) {
  auto& picture = configuration.picture;
  const auto language = configuration.context.language;
  picture.period = period_before(*configuration.standing.window, monday_of(weeks.front()));
  require_record(*picture.period, inputs);
  picture.comparison.reset();
  picture.may_be_empty = true;  // what was recorded and holds nothing is an answer: no place stands
  auto weekly = configuration.weekly;
  weekly.first = weeks.front();
  weekly.last = weeks.back();
  weekly.beside = configuration.comparison_rule.value_or(ComparisonRule::year_before);
  const auto text = say(language,
                        {"Det gäller {}. De stående platserna är avgränsade efter {}.\n",
                         "This is {}. The standing places are delineated from {}.\n"},
                        settled_text(settled.period, language), days_text(*picture.period));
  return {text + waiting_text(settled, inputs, language), std::move(weekly)};
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
  command
      .add_option(
          "--standing", options.standing,
          "Window right before the week whose places the week is looked at in, such as \"12 months\"; 24 months "
          "for a single week; none for the picture of the week alone")
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
  if (!options.standing.empty()) {
    configuration.standing = parsed("--standing", options.standing, parse_standing);
    if (!choice.is_made()) {
      throw InvalidOption("--standing needs to know which week: --week 2025-W48, or --period \"last 4 weeks\"");
    }
  }
  if (!options.compare.empty()) {
    configuration.comparison_rule = chosen<ComparisonRule>("--compare", options.compare, comparison_rules);
    configuration.picture.comparison.reset();
    if (!choice.is_made() && !configuration.picture.period) {
      throw InvalidOption("--compare needs a period: --week, --period, or [period] in the configuration");
    }
  }
}

SettledRun settle_periods(const Inputs& inputs, Configuration& configuration) {
  auto& picture = configuration.picture;
  if (!configuration.period_choice.is_made()) {
    if (configuration.comparison_rule) {
      picture.comparison = comparison_of(*picture.period, *configuration.comparison_rule);
    }
    return {};
  }
  const auto settled =
      choose_periods(configuration.period_choice, configuration.comparison_rule.value_or(ComparisonRule::year_before),
                     coverage_of(inputs));
  if (const auto weeks = weeks_of_run(configuration, settled.period); !weeks.empty()) {
    return settle_weekly(weeks, settled, inputs, configuration);
  }
  picture.period = settled.period;
  picture.comparison = settled.comparison;
  const auto language = configuration.context.language;
  return {chosen_text(settled, language) + waiting_text(settled, inputs, language)};
}

}  // namespace lykta
