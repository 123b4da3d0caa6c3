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
#include "publish/words/pattern_words.hpp"

namespace lykta {

namespace {

/// More are in the file.
constexpr std::size_t most_cells_listed = 15;

bool is_spot(Pattern pattern) { return pattern != Pattern::none && pattern != Pattern::no_value; }

std::string steps_text(const EmergingMap& map) {
  const Period looked_at{map.steps.front().from, map.steps.back().to};
  return fmt::format("{} in {} and {} steps of {}, {}.\n",
                     counted(static_cast<std::size_t>(map.events()), "event", "events"), zones_text(map.zones),
                     map.steps.size(), counted(map.options.step_days, "day", "days"), period_text(looked_at));
}

/// A rule by which zones that lie apart have neighbours too.
std::string wider_neighbours(const EmergingMap& map) {
  return std::holds_alternative<DistanceBand>(map.options.neighbours) ? "a longer --distance, or --neighbours nearest"
                                                                      : "--neighbours nearest --nearest 3";
}

std::string untested_text(const EmergingMap& map) {
  std::map<std::string_view, std::size_t> by_reason;
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    const auto reason = map.reason(zone);
    by_reason[reason] += reason.empty() ? 0U : 1U;
  }
  std::string text;
  for (const auto& [reason, number] : by_reason) {
    if (reason == name_of(NoValue::no_neighbours)) {
      text += fmt::format("{} no neighbours and {} not tested{}.\n", counted(number, "zone has", "zones have"),
                          number == 1 ? "was" : "were",
                          map.zones.size() > 1 ? ": try " + wider_neighbours(map) : std::string());
    } else if (!reason.empty()) {
      text += fmt::format("{} no value: {}.\n", counted(number, "zone has", "zones have"), words_of_code(reason));
    }
  }
  return text;
}

/// What most often hides a hot spot that everybody knows.
std::string advice(const EmergingMap& map) {
  return map.zones.cells() != nullptr && map.options.emerging.chance != BinChance::events
             ? "One full cell among empty ones is no cluster to this p: take --p events, or cells smaller than the "
               "places you look for.\n"
             : "";
}

/// "Never before" says nothing of steps that have nothing before them.
std::string early_text(const EmergingMap& map) {
  const auto early = map.early_steps();
  if (early == 0) {
    return {};
  }
  return early == 1 ? "The first step has no earlier one beside it: too early to compare, it counts where it is hot.\n"
                    : fmt::format(
                          "The first {} steps have fewer earlier ones beside them: too early to compare, they "
                          "count where they are hot.\n",
                          early);
}

std::string patterns_text(const EmergingMap& map) {
  const auto& patterns = map.patterns.pattern;
  const auto& emerging = map.options.emerging;
  const auto over_zones =
      emerging.chance == BinChance::events ? fmt::format("{} zones and ", map.zones.size()) : std::string();
  const auto rule = fmt::format("level {:g}, {} over {}{} bins", emerging.level, correction_text(emerging.correction),
                                over_zones, map.count.size());
  if (std::ranges::none_of(patterns, is_spot)) {
    const auto tested = static_cast<std::size_t>(std::ranges::count(patterns, Pattern::none));
    if (tested == 0) {
      return {};
    }
    const auto where = tested == patterns.size()
                           ? std::string("any zone")
                           : "the " + counted(tested, "zone that was tested", "zones that were tested");
    return fmt::format("No pattern was found in {} ({}).\n{}", where, rule, advice(map));
  }
  auto text = fmt::format("Patterns ({}):\n", rule);
  for (const auto& words : all_pattern_words()) {
    const auto number = std::ranges::count(patterns, words.pattern);
    if (number > 0 && words.pattern != Pattern::no_value) {
      text += fmt::format("  {:>6}  {:<22}  {}\n", number, words.label.en, words.meaning.en);
    }
  }
  return text;
}

/// What was hot from the beginning may have been so long before.
std::string since_text(const EmergingMap& map, std::size_t first_hot) {
  return first_hot == 0 ? "already in the first step" : "first in that of " + day_text(map.steps[first_hot].from);
}

/// Zones that are hot in the last step, those with most events first.
std::string hot_now_text(const EmergingMap& map) {
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
  std::string text = "Hot in the last step, with their neighbours:\n";
  for (std::size_t i = 0; i < std::min(hot.size(), most_cells_listed); ++i) {
    const auto steps = map.steps_of_zone(hot[i]);
    text += fmt::format("  {}: {}, {} of its own, hot in {} of {} steps, {}\n", called(map.zones, hot[i]),
                        words_of(map.patterns.pattern[hot[i]]).label.en,
                        counted(static_cast<std::size_t>(map.events_of(hot[i])), "event", "events"), steps.hot,
                        steps.compared, since_text(map, *steps.first_hot));
  }
  return text + (hot.size() > most_cells_listed
                     ? fmt::format("  and {} more, in the file.\n", hot.size() - most_cells_listed)
                     : "");
}

}  // namespace

std::string emerging_text(const EmergingMap& map) {
  return steps_text(map) + early_text(map) + patterns_text(map) + untested_text(map) + hot_now_text(map);
}

}  // namespace lykta
