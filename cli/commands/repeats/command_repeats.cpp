#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/summary.hpp"
#include "cli/frame/zone_text.hpp"
#include "cli/options/date_column.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/questions/repeats.hpp"
#include "geo/read/inputs.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/records/repeats_record.hpp"
#include "publish/tables/repeats_table.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/words.hpp"

namespace lykta {

namespace {

std::string date_text(std::chrono::local_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string events_in_repeats(const Repeats& repeats, const RepeatOptions& options, Language language) {
  auto text = say(language, {"{} från {} till {}", "{} from {} to {}"}, events_text(repeats.events, language),
                  date_text(*repeats.first_day), date_text(*repeats.last_day));
  std::vector<std::string> left_out;
  if (repeats.without_date > 0) {
    left_out.push_back(say(language, {"{} utan datum", "{} without a date"}, repeats.without_date));
  }
  if (repeats.span_too_long > 0) {
    left_out.push_back(say(language,
                           {"{} kända som ett intervall på mer än {} (--longest-span-days)",
                            "{} known as an interval of more than {} (--longest-span-days)"},
                           repeats.span_too_long, days_text(options.longest_span_days, language)));
  }
  return text + (left_out.empty() ? ".\n"
                                  : say(language, {"; inte med: {}.\n", "; left out: {}.\n"},
                                        fmt::to_string(fmt::join(left_out, ", "))));
}

std::string cell_text(const Repeats& repeats, std::size_t index, Language language) {
  const auto& cell = repeats.table.cells[index];
  const auto* mark = " ";
  if (repeats.cell_class[index] == RepeatClass::more) {
    mark = "*";
  } else if (repeats.cell_class[index] == RepeatClass::too_few_pairs) {
    mark = "+";
  }
  const auto ratio = cell.ratio_to_mean >= 0 ? number(cell.ratio_to_mean, 2, language) : std::string("-");  // NaN too
  return fmt::format("{} {:>6}{}", cell.observed, ratio, mark);
}

/// Rows are distances, columns days; each cell has its pairs and how many times as many that is as chance gives.
std::string table_text(const Repeats& repeats, const NearRepeatOptions& near, Language language) {
  const auto& table = repeats.table;
  std::vector<std::string> labels;
  std::size_t label_width = 0;
  for (std::size_t row = 0; row < table.rows; ++row) {
    labels.push_back(distance_band_text(near, row, language));
    label_width = std::max(label_width, labels.back().size());
  }
  auto text = fmt::format("  {:<{}}", "", label_width);
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < table.columns; ++column) {
    const auto label = day_band_text(near, column, language);
    auto width = label.size();
    for (std::size_t row = 0; row < table.rows; ++row) {
      width = std::max(width, cell_text(repeats, row * table.columns + column, language).size());
    }
    widths.push_back(width + 2);
    text += fmt::format("{:>{}}", label + " ", widths.back() + 1);
  }
  text += "\n";
  for (std::size_t row = 0; row < table.rows; ++row) {
    text += fmt::format("  {:<{}}", labels[row], label_width);
    for (std::size_t column = 0; column < table.columns; ++column) {
      text += fmt::format("{:>{}}", cell_text(repeats, row * table.columns + column, language), widths[column] + 1);
    }
    text += "\n";
  }
  return text;
}

std::string legend_text(const Repeats& repeats, const NearRepeatOptions& near, Language language) {
  auto text = say(language, {"Rader börjar vid sin gräns och slutar före nästa; två händelser samma dag ligger 0 dagar "
                             "isär, i den första kolumnen.\n",
                             "Rows begin at their limit and end before the next; two events of one day are 0 days "
                             "apart, in the first column.\n"});
  if (repeats.untested != Untested::no) {
    return text;
  }
  const auto cells = std::ranges::count_if(repeats.q, [](double q) { return !std::isnan(q); });
  text +=
      say(language,
          {"Slump: dagarna blandade {} mellan platserna (frö {}). * fler än slumpen ger, på nivån {} % och korrigerat "
           "för de {} prövade fälten, de inom gränserna.\n",
           "Chance: the days shuffled {} among the places (seed {}). * more than chance, at {} % and corrected for the "
           "{} cells tested, those within the limits.\n"},
          counted(near.permutations, {"gång", "time"}, {"gånger", "times"}, language), near.seed,
          short_number(language == Language::sv ? 100 * repeats_level : 100 * (1 - repeats_level), language, 6), cells);
  if (std::ranges::find(repeats.cell_class, RepeatClass::too_few_pairs) != repeats.cell_class.end()) {
    text += say(language,
                {"+ lika många fler, men färre än {} par visar ingenting.\n",
                 "+ as much more, but fewer than {} pairs show nothing.\n"},
                fewest_pairs);
  }
  return text;
}

Phrase verdict_on(RepeatClass repeat_class) {
  return repeat_class == RepeatClass::more ? Phrase{"fler än slumpen ger", "more than chance"}
         : repeat_class == RepeatClass::too_few_pairs
             ? Phrase{"för få par för att säga något", "too few pairs to say"}
             : Phrase{"inte visat vara fler än slumpen ger", "not shown to be more than chance"};
}

/// What the first cell of a row says about the days after an event: "At the same place, 0–6 days apart: 44 pairs where
/// chance gives 24.5 (1.8 times as many): more than chance."
std::string finding(const Repeats& repeats, const NearRepeatOptions& near, std::size_t row, const std::string& where,
                    Language language) {
  const auto index = row * repeats.table.columns;
  const auto& cell = repeats.table.cells[index];
  if (repeats.untested != Untested::no) {
    return {};
  }
  const auto days = day_band_text(near, 0, language);
  const auto when = near.day_limits.front() == 1 ? (language == Language::sv ? days : "on the " + days)
                                                 : say(language, {"{} isär", "{} apart"}, days);
  const auto found = fmt::format("{}, {}: ", where, when);
  if (repeats.cell_class[index] == RepeatClass::not_tested) {
    return found + say(language, {"inget par av händelser, och slumpen ger heller inget.\n",
                                  "no pair of events, nor does chance bring any.\n"});
  }
  const auto times = cell.ratio_to_mean >= 0 ? say(language, {" ({} gånger så många)", " ({} times as many)"},
                                                   times_text(cell.ratio_to_mean, language))
                                             : std::string();
  return found +
         say(language,
             {"{} par där slumpen ger {}{}: {}.\n", cell.observed == 1 ? "{} pair where chance gives {}{}: {}.\n"
                                                                       : "{} pairs where chance gives {}{}: {}.\n"},
             cell.observed, expected_text(cell.mean, language), times,
             verdict_on(repeats.cell_class[index]).in(language));
}

std::string why_untested(Untested reason, Language language) {
  switch (reason) {
    case Untested::no_permutations:
      return say(language, {"Inget prövades: inga permutationer begärdes.\n",
                            "Nothing was tested: no permutations were asked for.\n"});
    case Untested::one_day:
      return say(language,
                 {"Inget prövades: alla händelser är från en dag, och att blanda dagarna ändrar ingenting.\n",
                  "Nothing was tested: all events are of one day, and shuffling the days changes nothing.\n"});
    case Untested::one_place:
      return say(language,
                 {"Inget prövades: alla händelser är på en plats, och att blanda dagarna ändrar ingenting.\n",
                  "Nothing was tested: all events are at one place, and shuffling the days changes nothing.\n"});
    case Untested::no:
    case Untested::too_few_events:  // a warning says it
      break;
  }
  return {};
}

/// "; chance gives 390.2 (370 to 411 in 95 % of 999 shuffles): as many as by chance"
std::string originators_by_chance_text(const Repeats& repeats, Language language) {
  const auto& chance = repeats.originators_by_chance;
  if (!chance) {
    return {};
  }
  const auto text = say(language, {"; slumpen ger {}", "; chance gives {}"}, expected_text(chance->mean, language));
  if (std::isnan(chance->low)) {
    return text;
  }
  const auto found = static_cast<double>(repeats.originators->originators);
  const auto verdict = found > chance->high  ? Phrase{"fler än av slump", "more than by chance"}
                       : found < chance->low ? Phrase{"färre än av slump", "fewer than by chance"}
                                             : Phrase{"inte fler än av slump", "no more than by chance"};
  return text + say(language, {" ({} till {} i 95 % av {} blandningar): {}", " ({} to {} in 95 % of {} shuffles): {}"},
                    number(chance->low, 0, language), number(chance->high, 0, language), chance->runs,
                    verdict.in(language));
}

std::string originators_text(const Repeats& repeats, const NearRepeatOptions& near, Language language) {
  if (!repeats.originators || repeats.events < 2) {
    return {};
  }
  const auto& found = *repeats.originators;
  const auto last_day = repeats.originator_days - 1;
  const auto later =
      last_day == 1 ? say(language, {"1 dag", "1 day"}) : say(language, {"1 till {} dagar", "1 to {} days"}, last_day);
  auto text = say(
      language,
      {"{} av {} händelser ({} %) följdes av en annan mindre än {} m bort, {} senare{}.\n",
       found.originators == 1 ? "{} of {} events ({} %) was followed by another less than {} m away, {} later{}.\n"
                              : "{} of {} events ({} %) were followed by another less than {} m away, {} later{}.\n"},
      found.originators, found.events, number(100 * found.originators_share, 1, language),
      short_number(near.distance_limits_m.front(), language, 6), later, originators_by_chance_text(repeats, language));
  if (found.originators > 0) {
    text += say(language, {"Närvaro kring varje händelse kunde inte ha mött fler än dessa.\n",
                           "Presence around every event could have met no more than these.\n"});
  }
  if (found.same_day_pairs > 0) {
    text += say(language,
                {found.same_day_pairs == 1
                     ? "{} nära par är från en och samma dag: ingen vet vilken som kom först, så det ingår inte här.\n"
                     : "{} nära par är från en och samma dag: ingen vet vilken som kom först, så de ingår inte här.\n",
                 found.same_day_pairs == 1 ? "{} near pair is of one and the same day: nobody knows which came first, "
                                             "so they count in none of these.\n"
                                           : "{} near pairs are of one and the same day: nobody knows which came "
                                             "first, so they count in none of these.\n"},
                found.same_day_pairs);
  }
  return text;
}

/// The table of pairs, what its first cells say, and how many events start a series.
std::string repeats_text(const Repeats& repeats, const RepeatOptions& asked, const ReadInputs& read,
                         const std::string& input, Language language) {
  const auto& near = asked.near;
  const auto as_chance = repeats.untested == Untested::no
                             ? Phrase{", och hur många gånger fler det är än slumpen ger",
                                      ", and how many times as many that is as chance gives"}
                             : Phrase{"", ""};
  const auto metric = near.metric == Metric::manhattan ? Phrase{"Manhattanavstånd", "Manhattan distance"}
                                                       : Phrase{"euklidiskt avstånd", "Euclidean distance"};
  auto text = input + "\n" + events_in_repeats(repeats, asked, language);
  text += say(language, {"Par av händelser{}, {}; {}.\n", "Pairs of events{}, {}; {}.\n"}, as_chance.in(language),
              metric.in(language), crs_text(read, language));
  text += table_text(repeats, near, language) + legend_text(repeats, near, language) +
          why_untested(repeats.untested, language);
  text += finding(repeats, near, 0, Phrase{"På samma plats", "At the same place"}.in(language), language);
  text += finding(repeats, near, 1,
                  say(language, {"Mindre än {} m isär", "Less than {} m apart"},
                      short_number(near.distance_limits_m.front(), language, 6)),
                  language);
  return text + originators_text(repeats, near, language);
}

/// Options as they stand on the command line.
struct RepeatsCommand {
  StepOptions step;
  ZoneOptions zone;
  std::string metric = "manhattan";
  RepeatOptions repeats;
};

constexpr Choices<Metric, 2> metrics{{{"manhattan", Metric::manhattan}, {"euclidean", Metric::euclidean}}};

void add_repeats_options(CLI::App& command, RepeatsCommand& options) {
  const auto group = "Statistics";
  auto& near = options.repeats.near;
  add_files_and_source(command, options.step);
  add_only_classes(command, options.zone);
  add_study_area(command, options.step);
  command.add_option("--distances", near.distance_limits_m, "Limits of the bands of distance in metres, rising")
      ->check(within(bounds::length_m))
      ->delimiter(',')
      ->group(group)
      ->capture_default_str();
  command.add_option("--days", near.day_limits, "Limits of the bands of time in whole days, rising")
      ->check(within(bounds::step_days))
      ->delimiter(',')
      ->group(group)
      ->capture_default_str();
  command.add_option("--metric", options.metric, "manhattan (by blocks: |dx| + |dy|) or euclidean (as the crow flies)")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--longest-span-days", options.repeats.longest_span_days,
                  "An event known as a longer interval has no day and is left out")
      ->check(within(bounds::span_days))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--permutations", near.permutations,
                  "How often the days are shuffled among the places; 0: pairs are counted and nothing is tested")
      ->check(within(bounds::draws_or_none))
      ->group(group)
      ->capture_default_str();
  add_seed_and_threads(command, options.zone);
  add_json(command, options.zone);
}

/// What is asked of the engine, but for the classes, which are known when the events have been read.
RepeatOptions repeats_of(const RepeatsCommand& options) {
  auto repeats = options.repeats;
  repeats.near.metric = chosen<Metric>("--metric", options.metric, metrics);
  repeats.near.seed = options.zone.seed;
  repeats.near.threads = options.zone.threads;
  repeats.choice = event_choice_of(options.step);
  repeats.interaction_tests = options.zone.json;  // nobody else is told of them
  check(repeats);
  return repeats;
}

// ---- the answer

Answer answer_of(const RepeatsCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  struct Kept {
    RepeatOptions asked;
    Repeats repeats;
  };
  const auto kept = std::make_shared<Kept>();
  kept->asked = repeats_of(options);
  kept->asked.choice = event_choice_of(options.step, options.zone, read.inputs.classes);
  kept->repeats = find_repeats(read.inputs, kept->asked, progress);
  Answer answer;
  answer.files = {table_file(options.step.output, repeats_layer(kept->repeats, kept->asked.near, read.crs, language),
                             language, kept)};
  answer.uses = kept->repeats.uses;
  answer.warnings = kept->repeats.warnings;
  answer.text = repeats_text(kept->repeats, kept->asked, read, options.step.input, language);
  answer.record = repeats_record(kept->repeats, kept->asked);
  return answer;
}

void run_repeats(const RepeatsCommand& options) {
  // What contradicts itself is refused before a file is read.
  static_cast<void>(repeats_of(options));
  check_table_ending(options.step.output);
  Question question;
  question.name = "repeats";
  question.inputs = inputs_of(options.step, options.zone, question.guesses);
  require_date(question.inputs.sources.front());
  question.json = options.zone.json;
  question.check_ending = [](const std::filesystem::path& path) { check_table_ending(path); };
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

}  // namespace

void add_command_repeats(CLI::App& app) {
  auto* command = app.add_subcommand(
      "repeats", "Does it happen again nearby and soon, more often than by chance? A table of pairs (Knox)");
  auto options = std::make_shared<RepeatsCommand>();
  add_repeats_options(*command, *options);
  command->footer(
      "Example: lykta repeats burglaries.gpkg repeats.xlsx --date time\n"
      "         lykta repeats incidents.csv repeats.csv --date day --class type --only burglary --days 1,3,7,14");
  command->callback([command, options] {
    refuse_idle_zone_options(*command, options->zone);
    refuse_idle(*command, {{"--seed", options->repeats.near.permutations > 0, "--permutations"}});
    run_repeats(*options);
  });
}

}  // namespace lykta
