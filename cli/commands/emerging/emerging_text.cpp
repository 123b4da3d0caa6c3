#include "cli/commands/emerging/emerging_text.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "cli/frame/zone_text.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/pattern_words.hpp"

namespace lykta {

namespace {

/// More are in the file.
constexpr std::size_t most_cells_listed = 15;

bool is_spot(Pattern pattern) { return pattern != Pattern::none && pattern != Pattern::no_value; }

std::string steps_text(const EmergingMap& map, Language language) {
  const Period looked_at{map.steps.front().from, map.steps.back().to};
  return say(language, {"{} i {} och {} tidssteg om {}, {}.\n", "{} in {} and {} steps of {}, {}.\n"},
             events_text(static_cast<std::uint64_t>(map.events()), language), zones_text(map.zones, language),
             map.steps.size(), days_text(map.options.step_days, language), period_text(looked_at, language));
}

/// A rule by which zones that lie apart have neighbours too.
std::string wider_neighbours(const EmergingMap& map, Language language) {
  return std::holds_alternative<DistanceBand>(map.options.neighbours)
             ? say(language, {"ett längre --distance, eller --neighbours nearest",
                              "a longer --distance, or --neighbours nearest"})
             : "--neighbours nearest --nearest 3";
}

std::string without_neighbours(const EmergingMap& map, std::size_t number, Language language) {
  const auto advice =
      map.zones.size() > 1 ? say(language, {": pröva {}", ": try {}"}, wider_neighbours(map, language)) : std::string();
  return say(
      language,
      {"{} saknar grannar och har inte prövats{}.\n",
       number == 1 ? "{} has no neighbours and was not tested{}.\n" : "{} have no neighbours and were not tested{}.\n"},
      zones_counted(map.zones, number, language), advice);
}

std::string untested_text(const EmergingMap& map, Language language) {
  std::map<std::string_view, std::size_t> by_reason;
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    const auto reason = map.reason(zone);
    by_reason[reason] += reason.empty() ? 0U : 1U;
  }
  std::string text;
  for (const auto& [reason, number] : by_reason) {
    if (reason == name_of(NoValue::no_neighbours)) {
      text += without_neighbours(map, number, language);
    } else if (!reason.empty()) {
      text += say(language,
                  {"{} har inget värde: {}.\n", number == 1 ? "{} has no value: {}.\n" : "{} have no value: {}.\n"},
                  zones_counted(map.zones, number, language), reason_text(reason, language));
    }
  }
  return text;
}

/// What most often hides a hot spot that everybody knows.
std::string advice(const EmergingMap& map, Language language) {
  return map.zones.cells() != nullptr && map.options.emerging.chance != BinChance::events
             ? say(language, {"En enda full ruta bland tomma är ingen ansamling för detta p: välj --p events, eller "
                              "rutor som är mindre än de platser som söks.\n",
                              "One full cell among empty ones is no cluster to this p: take --p events, or cells "
                              "smaller than the places you look for.\n"})
             : "";
}

/// "Never before" says nothing of steps that have nothing before them.
std::string early_text(const EmergingMap& map, Language language) {
  const auto early = map.early_steps();
  if (early == 0) {
    return {};
  }
  return early == 1
             ? say(language,
                   {"Det första steget har inget tidigare att jämföras med: det räknas bara där det är en hotspot.\n",
                    "The first step has no earlier one beside it: too early to compare, it counts where it is hot.\n"})
             : say(language,
                   {"De första {} stegen har färre tidigare att jämföras med: de räknas bara där de är en hotspot.\n",
                    "The first {} steps have fewer earlier ones beside them: too early to compare, they count where "
                    "they are hot.\n"},
                   early);
}

/// By which rule a pattern was looked for.
std::string rule_text(const EmergingMap& map, Language language) {
  const auto& emerging = map.options.emerging;
  const auto over_zones = emerging.chance == BinChance::events
                              ? say(language, {"{} och ", "{} and "},
                                    language == Language::sv ? zones_counted(map.zones, map.zones.size(), language)
                                                             : fmt::format("{} zones", map.zones.size()))
                              : std::string();
  return say(language, {"nivå {}, {} över {}{} steg i dem", "level {}, {} over {}{} bins"},
             short_number(emerging.level, language, 6), correction_text(emerging.correction, language), over_zones,
             map.count.size());
}

std::string nothing_found_text(const EmergingMap& map, Language language) {
  const auto tested = static_cast<std::size_t>(std::ranges::count(map.patterns.pattern, Pattern::none));
  if (tested == 0) {
    return {};
  }
  const auto any = map.zones.cells() != nullptr ? Phrase{"någon ruta", "any zone"} : Phrase{"något område", "any zone"};
  const auto where =
      tested == map.patterns.pattern.size()
          ? std::string(any.in(language))
          : say(language, {"de {} som har prövats", tested == 1 ? "the {} that was tested" : "the {} that were tested"},
                zones_counted(map.zones, tested, language));
  return say(language, {"Inget mönster hittades i {} ({}).\n", "No pattern was found in {} ({}).\n"}, where,
             rule_text(map, language)) +
         advice(map, language);
}

std::string patterns_text(const EmergingMap& map, Language language) {
  const auto& patterns = map.patterns.pattern;
  if (std::ranges::none_of(patterns, is_spot)) {
    return nothing_found_text(map, language);
  }
  auto text = say(language, {"Mönster ({}):\n", "Patterns ({}):\n"}, rule_text(map, language));
  for (const auto& words : all_pattern_words()) {
    const auto number = std::ranges::count(patterns, words.pattern);
    if (number > 0 && words.pattern != Pattern::no_value) {
      text += fmt::format("  {:>6}  {:<22}  {}\n", number, words.label.in(language), words.meaning.in(language));
    }
  }
  return text;
}

/// What was hot from the beginning may have been so long before.
std::string since_text(const EmergingMap& map, std::size_t first_hot, Language language) {
  return first_hot == 0
             ? say(language, {"redan i det första steget", "already in the first step"})
             : say(language, {"först i steget från {}", "first in that of {}"}, day_text(map.steps[first_hot].from));
}

/// Zones that are hot in the last step, those with most events first.
std::string hot_now_text(const EmergingMap& map, Language language) {
  std::vector<std::size_t> hot;
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    if (is_hot_now(map.patterns.pattern[zone])) {
      hot.push_back(zone);
    }
  }
  if (hot.empty()) {
    return {};
  }
  // Polygons stand in the order of their file, which means nothing.
  std::ranges::sort(hot, {}, [&](std::size_t zone) { return std::pair(-map.events_of(zone), map.zones.id(zone)); });
  auto text = say(language, {"Hotspot i det sista steget, tillsammans med sina grannar:\n",
                             "Hot in the last step, with their neighbours:\n"});
  for (std::size_t i = 0; i < std::min(hot.size(), most_cells_listed); ++i) {
    const auto steps = map.steps_of_zone(hot[i]);
    text += say(language, {"  {}: {}, {}, hotspot i {} av {} steg, {}\n", "  {}: {}, {}, hot in {} of {} steps, {}\n"},
                called(map.zones, hot[i]), words_of(map.patterns.pattern[hot[i]]).label.in(language),
                counted(static_cast<std::uint64_t>(map.events_of(hot[i])), {"egen händelse", "event of its own"},
                        {"egna händelser", "events of its own"}, language),
                steps.hot, steps.compared, since_text(map, *steps.first_hot, language));
  }
  return hot.size() > most_cells_listed
             ? text + say(language, {"  och {} till, i filen.\n", "  and {} more, in the file.\n"},
                          hot.size() - most_cells_listed)
             : text;
}

}  // namespace

std::string emerging_text(const EmergingMap& map, Language language) {
  return steps_text(map, language) + early_text(map, language) + patterns_text(map, language) +
         untested_text(map, language) + hot_now_text(map, language);
}

}  // namespace lykta
