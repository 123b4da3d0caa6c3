#include "publish/records/week_record.hpp"

#include <vector>

#include <nlohmann/json.hpp>

#include "publish/records/run_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

std::vector<double> hours_record(const HourOfWeekWeights& weights) { return {weights.begin(), weights.end()}; }

ordered_json test_record(const EvenWeekTest& test) { return {{"statistic", test.statistic}, {"p", test.p}}; }

/// What its test does not show to be more than chance is not named.
ordered_json busy_record(const Week& week) {
  if (!week.busy) {
    return nullptr;
  }
  const auto& busy = *week.busy;
  const auto if_clear = [](bool is_clear, auto value) {
    return is_clear ? ordered_json(value) : ordered_json(nullptr);
  };
  const auto weekday = week.has_clear_weekday();
  const auto hours = week.has_clear_hours();
  return {{"weekday", if_clear(weekday, busy.weekday.iso_encoding())},
          {"weekday_share", if_clear(weekday, busy.weekday_share)},
          {"from_hour", if_clear(hours, busy.from_hour)},
          {"to_hour", if_clear(hours, busy.to_hour)},
          {"hours_share", if_clear(hours, busy.hours_share)}};
}

ordered_json stretch_record(const std::optional<Stretch>& stretch) {
  if (!stretch) {
    return nullptr;
  }
  return {{"weekday", stretch->first / 24 + 1},
          {"hour", stretch->first % 24},
          {"hours", stretch->hours},
          {"weight", stretch->weight},
          {"expected", stretch->expected}};
}

}  // namespace

ordered_json week_record(const Week& week, const WeekOptions& options) {
  return {{"period", period_record(options.choice.period)},
          {"runs", options.runs},
          {"seed", options.seed},
          {"longest_span_days", options.longest_span_days},
          {"events", week.table.events},
          {"intervals", week.intervals},
          {"without_date", week.without_date},
          {"whole_days", week.whole_days},
          {"span_too_long", week.span_too_long},
          {"even_week",
           {{"hours_of_week", test_record(week.table.cells)},
            {"weekdays", test_record(week.table.weekdays)},
            {"hours", test_record(week.table.hours)}}},
          {"busiest", busy_record(week)},
          {"stretch", stretch_record(week.stretch)},
          {"weight", hours_record(week.table.weight)},
          {"expected", hours_record(week.table.expected)}};
}

}  // namespace lykta
