#include "publish/records/weekly_record.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "engine/inputs/source_coverage.hpp"
#include "publish/records/calendar_record.hpp"
#include "publish/words/period_record.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

ordered_json p_record(double p) { return std::isfinite(p) ? ordered_json(p) : ordered_json(nullptr); }

ordered_json expected_of_week_record(const std::optional<ExpectedInWeek>& expected) {
  if (!expected) {
    return nullptr;
  }
  return {{"mean", expected->mean},
          {"low", expected->low},
          {"high", expected->high},
          {"mean_error", expected->mean_error},
          {"dispersion", expected->dispersion},
          {"baseline_events", expected->baseline_events}};
}

ordered_json week_in_area_record(const AskedWeek& asked, const WeekInArea& week, Language language) {
  ordered_json record{{"week", text_of(asked.week)},
                      {"count", week.count},
                      {"compared_count", week.watched},
                      {"expected", expected_of_week_record(week.expected)},
                      {"p_above", week.expected ? p_record(week.expected->p_above) : ordered_json(nullptr)},
                      {"p_below", week.expected ? p_record(week.expected->p_below) : ordered_json(nullptr)},
                      {"alarm", name_of(week.alarm)},
                      {"alarm_count", week.alarm_count > 0 ? ordered_json(week.alarm_count) : ordered_json(nullptr)}};
  if (week.weeks_of_sum > 0) {
    record["sum"] = {{"weeks", week.weeks_of_sum}, {"count", week.events_of_sum}, {"expected", week.expected_of_sum}};
  }
  if (week.alarm != CountAlarm::none) {
    record["text"] = alarm_text(week, language);
  }
  return record;
}

ordered_json area_of_week_record(const Picture& picture, const WatchedArea& area, const std::string& name,
                                 const Inputs& inputs, Language language) {
  const auto& weekly = *picture.weekly;
  auto weeks = ordered_json::array();
  for (std::size_t i = 0; i < area.weeks.size(); ++i) {
    weeks.push_back(week_in_area_record(weekly.weeks[i], area.weeks[i], language));
  }
  auto beside = ordered_json::array();
  for (std::size_t i = 0; i < weekly.beside.size(); ++i) {
    beside.push_back({{"week", text_of(weekly.beside[i])},
                      {"compared_count", area.beside[i] ? ordered_json(*area.beside[i]) : ordered_json(nullptr)}});
  }
  auto classes = ordered_json::object();
  for (const auto& [class_index, count] : area.classes) {
    classes[inputs.classes[class_index].name] = count;
  }
  const auto is_place = area.kind == WatchedKind::standing;
  return {{"kind", name_of(area.kind)},
          {"place_id", is_place ? ordered_json(picture.places[area.place].id) : ordered_json(nullptr)},
          {"name", name},
          {"weeks", std::move(weeks)},
          {"last_weeks", area.recent},
          {"last_4_weeks",
           {{"compared_count", area.last_four},
            {"expected", area.last_four_expected ? ordered_json(*area.last_four_expected) : ordered_json(nullptr)}}},
          {"beside", std::move(beside)},
          {"classes", std::move(classes)}};
}

ordered_json new_places_record(const WeeklyPicture& weekly, Language language) {
  auto places = ordered_json::array();
  const auto names = new_place_names(weekly, language);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& found = weekly.new_places[i];
    places.push_back({{"place_id", found.place.id},
                      {"name", names[i]},
                      {"week_count", found.of_week},
                      {"recent_count", found.recent},
                      {"recent_weeks", weekly.options.recent_weeks},
                      {"count_before", found.before},
                      {"weeks_before", found.weeks_before},
                      {"p", found.is_tested ? ordered_json(found.p) : ordered_json(nullptr)},
                      {"more_than_before", found.is_more_than_before},
                      {"text", new_place_text(weekly, found, language)}});
  }
  return places;
}

std::string day_words(std::chrono::local_days day) { return day_text(day); }

ordered_json coming_record(const WeeklyPicture& weekly) {
  auto weeks = ordered_json::array();
  for (const auto& coming : weekly.coming) {
    auto days = ordered_json::array();
    for (const auto& entry : coming.days) {
      days.push_back({{"first", day_words(entry.first)}, {"last", day_words(entry.last)}, {"name", entry.name}});
    }
    weeks.push_back({{"week", text_of(coming.week)},
                     {"expected", expected_of_week_record(coming.whole)},
                     {"days", std::move(days)}});
  }
  return weeks;
}

ordered_json asked_weeks_record(const WeeklyPicture& weekly) {
  auto weeks = ordered_json::array();
  for (const auto& asked : weekly.weeks) {
    weeks.push_back({{"week", text_of(asked.week)},
                     {"days", period_record(period_of(asked.week))},
                     {"recorded_share", asked.recorded},
                     {"no_expectation",
                      asked.why == NoExpectation::has_value ? ordered_json(nullptr) : ordered_json(name_of(asked.why))},
                     {"discovered", asked.discovered},
                     {"false_alarms_expected", asked.false_alarms}});
  }
  return weeks;
}

}  // namespace

ordered_json weekly_record(const Picture& picture, const Inputs& inputs, Language language) {
  const auto& weekly = *picture.weekly;
  auto areas = ordered_json::array();
  const auto names = area_names(picture, language);
  for (std::size_t i = 0; i < names.size(); ++i) {
    areas.push_back(area_of_week_record(picture, weekly.areas[i], names[i], inputs, language));
  }
  auto sources = ordered_json::array();
  for (const auto& source : weekly.sources) {
    sources.push_back({{"source", name_of_source(inputs, source.source)},
                       {"covers", period_record(source.covers)},
                       {"compared", source.is_watched},
                       {"count", source.in_asked}});
  }
  ordered_json record{{"text", week_headline(weekly, language)},
                      {"weeks", asked_weeks_record(weekly)},
                      {"standing", period_record(picture.options.period)},
                      {"counts_from", text_of(weekly.counts_from)},
                      {"baseline_weeks", weekly.baseline_weeks},
                      {"false_alarms_a_year", weekly.options.false_alarms_a_year},
                      {"swedish_holidays", weekly.options.knows_swedish_holidays},
                      {"sources", std::move(sources)},
                      {"areas", std::move(areas)},
                      {"new_places", new_places_record(weekly, language)},
                      {"coming", coming_record(weekly)}};
  if (!inputs.calendar.empty()) {
    record["calendar"] = calendar_of_weeks_record(picture, language);
  }
  return record;
}

}  // namespace lykta
