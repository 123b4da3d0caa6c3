#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/frame/zone_text.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/questions/change_map.hpp"
#include "geo/values/text_values.hpp"
#include "publish/layers/change_layer.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/words.hpp"

namespace lykta {

namespace {

/// More are in the file.
constexpr std::size_t most_listed = 15;

/// First of all, for whoever reads no further.
std::string missing_text(const ChangeMap& map, Language language) {
  std::string text;
  const auto add = [&](const Phrase& phrase, const Period& period, double missing) {
    if (missing > 0) {
      text += say(language, phrase, period_text(period, language), short_number(period.days() - missing, language, 6),
                  short_number(period.days(), language, 6));
    }
  };
  add({"Av perioden {} är bara {} av {} dagar registrerade.\n", "The period {} is recorded for {} of {} days only.\n"},
      map.period, map.days_missing);
  for (std::size_t i = 0; i < map.comparison.size(); ++i) {
    add({"Av jämförelseperioden {} är bara {} av {} dagar registrerade.\n",
         "The comparison period {} is recorded for {} of {} days only.\n"},
        map.comparison[i], map.comparison_days_missing[i]);
  }
  if (text.empty()) {
    return text;
  }
  std::string but_for;
  for (const auto& pause : map.pauses) {
    const Phrase first = map.pauses.size() > 1 ? Phrase{", utom uppehåll från {}", ", but for pauses from {}"}
                                               : Phrase{", utom ett uppehåll från {}", ", but for a pause from {}"};
    but_for +=
        say(language, but_for.empty() ? first : Phrase{" och från {}", " and from {}"}, period_text(pause, language));
  }
  return text + say(language,
                    {"Det som är registrerat går från {}{}: någon förändring kan inte visas. Välj dagar inom det, "
                     "eller ange vad filen täcker (--recorded-from, --recorded-to).\n",
                     "The record goes from {}{}: a change cannot be told. Choose days within it, or state what the "
                     "file covers (--recorded-from, --recorded-to).\n"},
                    period_text(map.recorded, language), but_for);
}

std::string periods_text(const ChangeMap& map, Language language) {
  const auto in_period = [&](std::uint64_t events, const Period& period, double days) {
    return say(language, {"{} från {} ({}).\n", "{} in {} ({}).\n"}, events_text(events, language),
               period_text(period, language), days_text(days, language));
  };
  auto text = in_period(map.events(), map.period, map.days());
  if (map.years == 0) {
    return text + in_period(map.comparison_events(), map.comparison.front(), map.comparison_days());
  }
  text +=
      say(language, {"{} under samma veckor av {}:", "{} in the same weeks of {}:"},
          events_text(map.comparison_events(), language),
          counted(map.comparison.size(), {"tidigare år", "earlier year"}, {"tidigare år", "earlier years"}, language));
  for (const auto& period : map.comparison) {
    text += fmt::format(" {}{}", period_text(period, language), &period == &map.comparison.back() ? ".\n" : ",");
  }
  return text + say(language, {"Registrerat: {}.\n", "Recorded: {}.\n"}, period_text(map.recorded, language));
}

/// "2.10 times (95 % interval 1.32 to 3.41)", or what can be said where there was nothing before.
std::string times_of_change(const PeriodChange& change, std::size_t unit, Language language) {
  const auto low = change.ratio_low[unit];
  const auto high = change.ratio_high[unit];
  if (std::isnan(change.ratio[unit])) {
    return std::isnan(low)
               ? say(language, {"inga händelser", "no events"})
               : say(language, {"inga förut (95 %: minst {} gånger så många)", "none before (95 %: at least {} times)"},
                     number(low, 2, language));
  }
  return say(language, {"{} gånger så många (95 % KI {}–{})", "{} times (95 % interval {} to {})"},
             number(change.ratio[unit], 2, language), number(low, 2, language), number(high, 2, language));
}

std::string whole_text(const ChangeMap& map, Language language) {
  const auto& whole = map.whole;
  const auto all = map.zones.cells() != nullptr ? Phrase{"Hela området", "The whole area"}
                                                : Phrase{"Alla områden tillsammans", "All zones together"};
  const auto text = say(language, {"{}: {} mot förväntade {}, {}", "{}: {} against {} expected, {}"}, all.in(language),
                        map.events(), expected_text(whole.expected[0], language), times_of_change(whole, 0, language));
  const auto verdict = [&](const Phrase& phrase) { return fmt::format("{}: {}.\n", text, phrase.in(language)); };
  if (map.is_partly_recorded()) {
    return text + ".\n";
  }
  if (whole.too_few_events[0]) {
    return verdict({"för få händelser för att visa något", "too few events to show anything"});
  }
  switch (whole.direction[0]) {
    case Direction::increase:
      return verdict({"en tydlig ökning", "a clear increase"});
    case Direction::decrease:
      return verdict({"en tydlig minskning", "a clear decrease"});
    case Direction::not_clear:
      break;
  }
  return whole.p[0] <= map.level ? verdict({"ingen tydlig förändring, eftersom intervallet omfattar 1",
                                            "no clear change, as the interval includes 1"})
                                 : verdict({"ingen tydlig förändring", "no clear change"});
}

std::string tested_text(const ChangeMap& map, Language language) {
  const auto too_few = map.count.size() - map.change.tested;
  const auto zones = zones_text(map.zones, language);
  if (map.change.tested == 0) {
    return say(language,
               {"{}: alla har för få händelser för att visa något, vad som än har hänt där.\n",
                "{}: all have too few events to show anything, whatever happened there.\n"},
               zones);
  }
  return too_few > 0 ? say(language,
                           {"{}: {} har prövats; {} har för få händelser för att visa något.\n",
                            "{}: {} tested; {} with too few events to show anything.\n"},
                           zones, map.change.tested, too_few)
                     : say(language, {"{}: {} har prövats.\n", "{}: {} tested.\n"}, zones, map.change.tested);
}

std::string direction_text(Direction direction, Language language) {
  switch (direction) {
    case Direction::increase:
      return Phrase{"ökning", "increase"}.in(language);
    case Direction::decrease:
      return Phrase{"minskning", "decrease"}.in(language);
    case Direction::not_clear:
      break;
  }
  return std::string(name_of(direction));
}

/// Zones with a clear change, those that stand first in the order of the map.
std::string clear_list(const ChangeMap& map, const std::vector<std::uint32_t>& clear, Language language) {
  std::string text;
  for (std::size_t i = 0; i < std::min(clear.size(), most_listed); ++i) {
    const auto zone = clear[i];
    text += say(language, {"  {}  {}: {} mot förväntade {}, {}\n", "  {}  {}: {} against {} expected, {}\n"},
                direction_text(map.change.direction[zone], language), called(map.zones, zone), map.count[zone],
                expected_text(map.change.expected[zone], language), times_of_change(map.change, zone, language));
  }
  if (clear.size() > most_listed) {
    text += say(language, {"  och {} till, i filen.\n", "  and {} more, in the file.\n"}, clear.size() - most_listed);
  }
  return text;
}

std::string clear_text(const ChangeMap& map, Language language) {
  const auto clear = map.clear_zones();
  const auto rule = say(language, {"nivå {}, {}", "level {}, {}"}, short_number(map.level, language, 6),
                        correction_text(map.correction, language));
  if (map.is_partly_recorded()) {
    return {};
  }
  if (clear.empty()) {
    const auto none =
        map.zones.cells() != nullptr
            ? Phrase{"Ingen ruta har en tydlig förändring ({}).\n", "No zone has a clear change ({}).\n"}
            : Phrase{"Inget område har en tydlig förändring ({}).\n", "No zone has a clear change ({}).\n"};
    return map.change.tested == 0 ? std::string() : say(language, none, rule);
  }
  auto text = say(language,
                  {"{} har en tydlig förändring ({}):\n",
                   clear.size() == 1 ? "{} has a clear change ({}):\n" : "{} have a clear change ({}):\n"},
                  zones_counted(map.zones, clear.size(), language), rule);
  text += clear_list(map, clear, language);
  if (map.correction == Correction::benjamini_hochberg) {
    text += say(language,
                {"Av de förändringar som kallas tydliga kan omkring {} % vara slump. Varje intervall gäller för sig.\n",
                 "Of the changes called clear, some {} % may be chance. Each interval stands for its zone alone.\n"},
                short_number(100 * map.level, language, 6));
  }
  return text;
}

/// Both periods, the whole area, and the zones with a clear change with their intervals.
std::string change_text(const ChangeMap& map, Language language) {
  return missing_text(map, language) + periods_text(map, language) + whole_text(map, language) +
         tested_text(map, language) + clear_text(map, language);
}

/// Options as they stand on the command line.
struct ChangeCommand {
  StepOptions step;
  ZoneOptions zones;
  unsigned years = 0;
  std::string recorded_from;
  std::string recorded_to;
  double level = 0.05;
};

/// Nothing where the option was not given.
std::optional<TimeSpan> day_of(const char* option, const std::string& given) {
  if (given.empty()) {
    return std::nullopt;
  }
  const auto written = parse_date_time(given);
  if (!written) {
    throw InvalidOption(fmt::format("{} {}: give a day such as 2023-01-01", option, given));
  }
  return written->span;
}

/// What can be refused before a file is read; classes are only known afterwards.
ChangeMapOptions engine_options(const ChangeCommand& options) {
  const auto recorded_from = day_of("--recorded-from", options.recorded_from);
  const auto recorded_to = day_of("--recorded-to", options.recorded_to);
  ChangeMapOptions engine{
      .choice = event_choice_of(options.step),
      .years = options.years,
      .recorded_from = recorded_from ? std::optional(recorded_from->start) : std::nullopt,
      .recorded_to = recorded_to ? std::optional(recorded_to->end) : std::nullopt,
      .grid = grid_of(options.step),
      .change = {.correction = correction_of(options.zones), .level = options.level, .threads = options.zones.threads}};
  if (!engine.choice.period) {
    throw InvalidOption("lykta change needs --from and --to: which period has changed?");
  }
  if (engine.years == 0 && !engine.choice.comparison) {
    throw InvalidOption(
        "lykta change needs something to compare with: --comparison-from and --comparison-to, or --years N for the "
        "same weeks of N earlier years");
  }
  check(engine);
  return engine;
}

Answer answer_of(const ChangeCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  auto engine = engine_options(options);
  engine.choice = event_choice_of(options.step, options.zones, read.inputs.classes);
  announce_work(read, engine.grid, zones_cost, 0,
                options.step.quiet || options.zones.json ? Announce::never : Announce::large, language);
  const auto map = std::make_shared<const ChangeMap>(change_map(read.inputs, engine, progress));
  const auto layer = change_layer(map, read.crs, language);
  Answer answer{.files = {layer_file(options.step.output, layer, map)},
                .uses = map->uses,
                .warnings = map->warnings,
                .text = change_text(*map, language),
                .told = {WarningKind::period_not_recorded},
                .record = change_record(*map)};
  std::ranges::move(style_files(options.step.output, change_style(*map, layer, language)),
                    std::back_inserter(answer.files));
  return answer;
}

void run_change(const ChangeCommand& options) {
  static_cast<void>(engine_options(options));
  Question question;
  question.name = "change";
  question.inputs = inputs_of(options.step, options.zones, question.guesses);
  question.more_inputs = more_inputs_of(options.zones);
  question.json = options.zones.json;
  question.styles = style_paths({options.step.output});
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

void add_comparison(CLI::App& command, ChangeCommand& options) {
  const auto group = "Period";
  command.add_option("--comparison-from", options.step.comparison_from, "First day of the comparison period")
      ->group(group);
  command.add_option("--comparison-to", options.step.comparison_to, "Last day of the comparison period")->group(group);
  command.add_option("--years", options.years, "Compare with the same weeks of this many earlier years instead")
      ->check(within({.least = 1, .most = 100, .whole = true}))
      ->group(group);
  command
      .add_option("--recorded-from", options.recorded_from,
                  "The first day that the file covers (default: the day of its first event)")
      ->group(group);
  command
      .add_option("--recorded-to", options.recorded_to,
                  "The last day that the file covers (default: the day of its last event)")
      ->group(group);
}

}  // namespace

void add_command_change(CLI::App& app) {
  auto* command =
      app.add_subcommand("change", "Where there are more or fewer events than before, and how sure that is");
  auto options = std::make_shared<ChangeCommand>();
  add_files_and_source(*command, options->step);
  add_study_area(*command, options->step);
  add_cells(*command, options->step);
  add_own_zones(*command, options->zones);
  add_only_classes(*command, options->zones);
  add_comparison(*command, *options);
  add_correction(*command, options->zones);
  command->add_option("--level", options->level, "A change is clear when its adjusted p is at most this")
      ->check(within(bounds::probability))
      ->group("Statistics")
      ->capture_default_str();
  command->add_option("--threads", options->zones.threads, "How many threads to use (default: one per core)")
      ->check(within(bounds::threads))
      ->group("Statistics");
  add_json(*command, options->zones);
  command->footer(
      "Example: lykta change incidents.gpkg change.gpkg --area municipality.geojson --date date --from 2025-01-01 --to "
      "2025-06-30 --years 2 --cell 500");
  command->callback([command, options] {
    refuse_idle_zone_options(*command, options->zones);
    run_change(*options);
  });
}

}  // namespace lykta
