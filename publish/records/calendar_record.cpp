#include "publish/records/calendar_record.hpp"

#include <nlohmann/json.hpp>

#include "engine/inputs/source_coverage.hpp"
#include "publish/words/week_calendar_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

template <typename Value>
ordered_json known_or_null(const std::optional<Value>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

std::string calendar_day_text(std::chrono::local_days day) { return lykta::day_text(day); }

ordered_json ordinary_record(const std::optional<OrdinaryWeek>& week) {
  return week ? ordered_json{{"mean", week->mean}, {"low", week->low}, {"high", week->high}} : ordered_json(nullptr);
}

ordered_json earlier_record(const EarlierEntry& earlier, bool is_at_place) {
  auto weeks = ordered_json::array();
  for (const auto& week : earlier.weeks) {
    weeks.push_back(text_of(week));
  }
  ordered_json record{{"first", calendar_day_text(earlier.entry.first)},
                      {"last", calendar_day_text(earlier.entry.last)},
                      {"weeks", std::move(weeks)},
                      {"compared_count", known_or_null(earlier.count)},
                      {"ordinary_week", ordinary_record(earlier.ordinary)}};
  if (is_at_place) {
    record["compared_count_at_place"] = known_or_null(earlier.count_at_place);
    record["ordinary_week_at_place"] = ordinary_record(earlier.ordinary_at_place);
  }
  return record;
}

}  // namespace

ordered_json calendars_record(const ReadReport& report) {
  auto record = ordered_json::array();
  for (const auto& calendar : report.calendars) {
    auto faults = ordered_json::array();
    for (const auto& fault : calendar.faults) {
      faults.push_back({{"row", fault.row},
                        {"column", fault.column},
                        {"cause", name_of(fault.kind)},
                        {"lost", loses_row(fault.kind)},
                        {"value", fault.value}});
    }
    record.push_back({{"path", calendar.path},
                      {"format", calendar.format},
                      {"rows", calendar.rows},
                      {"used", calendar.used},
                      {"entries", calendar.entries},
                      {"faults", std::move(faults)}});
  }
  return record;
}

ordered_json calendar_of_weeks_record(const Picture& picture, Language language) {
  const auto& weekly = *picture.weekly;
  const auto names = area_names(picture, language);
  auto entries = ordered_json::array();
  for (const auto& told : weekly.calendar) {
    auto earlier = ordered_json::array();
    for (const auto& each : told.earlier) {
      earlier.push_back(earlier_record(each, told.area.has_value()));
    }
    const auto& effect = told.effect;
    entries.push_back(
        {{"name", told.entry.name},
         {"kind", name_of(told.entry.kind)},
         {"first", calendar_day_text(told.entry.first)},
         {"last", calendar_day_text(told.entry.last)},
         {"week", text_of(told.week)},
         {"to_come", told.is_to_come},
         {"place", told.entry.place.empty() ? ordered_json(nullptr) : ordered_json(told.entry.place)},
         {"place_id", told.area ? ordered_json(picture.places[*told.area].id) : ordered_json(nullptr)},
         {"heeded_by", name_of(told.basis)},
         {"factor", effect ? ordered_json{{"value", effect->factor}, {"low", effect->low}, {"high", effect->high}}
                           : ordered_json(nullptr)},
         {"earlier", std::move(earlier)},
         {"text", earlier_text(told, told.area ? names[*told.area] : std::string(), language)}});
  }
  return entries;
}

}  // namespace lykta
