#include "engine/questions/level_picture.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace lykta {

namespace {

NumberOfWeek number_of_week(const WeekInArea& week) {
  if (week.alarm == CountAlarm::week_above || week.alarm == CountAlarm::rise) {
    return NumberOfWeek::alarm;
  }
  return week.watched > week.expected->high ? NumberOfWeek::above_limits : NumberOfWeek::as_expected;
}

/// Nothing where no area is called so.
std::optional<std::size_t> area_called(const std::string& key, const NamedPlaces& names, const Picture& picture) {
  for (std::size_t i = 0; i < picture.weekly->areas.size(); ++i) {
    const auto& area = picture.weekly->areas[i];
    const auto* const place = area.kind == WatchedKind::standing ? &picture.places[area.place] : nullptr;
    const auto is_id = place != nullptr && place->history && names.key(text_of_place_id(place->history->id)) == key;
    if (is_id || std::ranges::find(names.keys.at(i), key) != names.keys.at(i).end()) {
      return i;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<ProposedLevel> proposed_level(const WeekInArea& week) {
  if (!week.expected) {
    return std::nullopt;
  }
  ProposedLevel proposed{.number = number_of_week(week),
                         .is_graver = week.watched > 0 && week.weight.chance <= grave_chance};
  constexpr std::array levels{Level::green, Level::yellow, Level::orange, Level::red};
  proposed.level = levels.at(static_cast<std::size_t>(proposed.number) + (proposed.is_graver ? 1 : 0));
  return proposed;
}

void add_levels(const Inputs& inputs, const NamedPlaces& names, Picture& picture) {
  if (!picture.weekly) {
    return;
  }
  const auto& weekly = *picture.weekly;
  LevelPicture result;
  for (std::size_t week = 0; week < weekly.weeks.size(); ++week) {
    for (std::size_t area = 0; area < weekly.areas.size(); ++area) {
      result.levels.push_back({.week = week, .area = area, .proposed = proposed_level(weekly.areas[area].weeks[week])});
    }
  }
  for (std::size_t i = 0; i < inputs.set_levels.size(); ++i) {
    const auto& set = inputs.set_levels[i];
    const auto week = std::ranges::find(weekly.weeks, iso_week_of(set.monday), &AskedWeek::week);
    if (week == weekly.weeks.end()) {
      ++result.other_weeks;
      continue;
    }
    const auto area = area_called(set.area_key, names, picture);
    if (!area) {
      result.unknown_areas.push_back(i);
      continue;
    }
    auto& level = result.levels[static_cast<std::size_t>(week - weekly.weeks.begin()) * weekly.areas.size() + *area];
    if (level.set) {
      result.replaced.push_back(*level.set);
    }
    level.set = i;
  }
  picture.levels = std::make_shared<const LevelPicture>(std::move(result));
}

}  // namespace lykta
