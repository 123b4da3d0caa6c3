#include "publish/records/history_record.hpp"

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/inputs/source_coverage.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

ordered_json last_day_record(const std::optional<LocalTime>& end) {
  return end ? ordered_json(day_text(*end - std::chrono::seconds{1})) : ordered_json(nullptr);
}

template <typename Number>
ordered_json remembered_or_null(const std::optional<Number>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json recent_test_record(const std::optional<RecentTest>& test) {
  if (!test) {
    return nullptr;
  }
  return {{"events_before", test->before},
          {"days_before", test->days_before},
          {"expected", test->expected},
          {"p", test->p},
          {"q", test->q}};
}

}  // namespace

ordered_json history_record(const PlaceHistory& history) {
  return {{"id", text_of_place_id(history.id)},
          {"state", name_of(history.state)},
          {"weeks_on_list", history.weeks_on_list},
          {"first_seen", last_day_record(history.first_seen)},
          {"last_seen", last_day_record(history.last_seen)},
          {"previous_rank", remembered_or_null(history.previous_rank)},
          {"recent_events", history.recent},
          {"recent_events_year_before", remembered_or_null(history.recent_year_before)},
          {"test", recent_test_record(history.test)}};
}

ordered_json history_record(const PictureHistory& history) {
  auto gone = ordered_json::array();
  for (const auto& place : history.gone) {
    gone.push_back({{"id", text_of_place_id(place.id)},
                    {"name", place.name},
                    {"previous_rank", remembered_or_null(place.rank)},
                    {"weeks_on_list", place.weeks_on_list},
                    {"first_seen", last_day_record(place.first_seen)},
                    {"recent_events", place.recent}});
  }
  return {{"runs_before", history.runs_before},
          {"first_run", last_day_record(history.first_run)},
          {"previous_run", last_day_record(history.previous_run)},
          {"recent_days", history.recent_days},
          {"year_before_from", history.year_before_is_counted ? "events" : "history"},
          {"gone", std::move(gone)}};
}

ordered_json history_file_record(const History& history) {
  const auto latest = history.runs.empty() ? std::nullopt : std::optional(history.runs.back().period.to);
  return {{"runs", history.runs.size()}, {"latest_run", last_day_record(latest)}, {"ids_given", history.next_id - 1}};
}

}  // namespace lykta
