#include "publish/records/repeats_record.hpp"

#include <chrono>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publish/records/run_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

/// NaN becomes null, as everywhere in JSON.
ordered_json table_record(const Repeats& repeats, const NearRepeatOptions& near) {
  const auto& table = repeats.table;
  auto cells = ordered_json::array();
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t column = 0; column < table.columns; ++column) {
      const auto index = row * table.columns + column;
      const auto& cell = table.cells[index];
      const auto last_row = row > near.distance_limits_m.size();
      const auto last_column = column >= near.day_limits.size();
      cells.push_back(
          {{"distance_from_m", row < 2 ? 0 : near.distance_limits_m[row - 2]},
           {"distance_to_m",
            row == 0 ? ordered_json(0.0) : (last_row ? ordered_json() : ordered_json(near.distance_limits_m[row - 1]))},
           {"days_from", column == 0 ? 0 : near.day_limits[column - 1]},
           {"days_to", last_column ? ordered_json() : ordered_json(near.day_limits[column] - 1)},
           {"observed", cell.observed},
           {"expected_mean", cell.mean},
           {"expected_median", cell.median},
           {"ratio", cell.ratio_to_mean},
           {"ratio_to_median", cell.ratio_to_median},
           {"p", cell.p},
           {"q", repeats.q[index]},
           {"class", name_of(repeats.cell_class[index])}});
    }
  }
  return cells;
}

ordered_json day_record(const std::optional<std::chrono::local_days>& day) {
  if (!day) {
    return nullptr;
  }
  const std::chrono::year_month_day date{*day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

ordered_json by_chance_record(const std::optional<OriginatorsByChance>& chance) {
  if (!chance) {
    return nullptr;
  }
  return {{"runs", chance->runs}, {"mean", chance->mean}, {"low", chance->low}, {"high", chance->high}};
}

ordered_json originators_record(const Repeats& repeats, const NearRepeatOptions& near) {
  if (!repeats.originators) {
    return nullptr;
  }
  const auto& found = *repeats.originators;
  return {{"less_than_m", near.distance_limits_m.front()},
          {"less_than_days", repeats.originator_days},
          {"originators", found.originators},
          {"share", found.originators_share},
          {"by_chance", by_chance_record(repeats.originators_by_chance)},
          {"repeats", found.repeats},
          {"starts_of_chains", found.starts_of_chains},
          {"same_day_pairs", found.same_day_pairs}};
}

template <typename Number>
ordered_json close_record(const CloseTable<Number>& table) {
  auto record = ordered_json::array();
  for (const auto& row : table) {
    record.push_back(std::vector<Number>(row.begin(), row.end()));
  }
  return record;
}

ordered_json knox_record(const std::optional<KnoxTest>& test) {
  if (!test) {
    return nullptr;
  }
  return {{"observed", close_record(test->observed)},
          {"expected", close_record(test->expected)},
          {"poisson_p", test->poisson_p},
          {"p", test->p}};
}

ordered_json interaction_record(const std::optional<InteractionTest>& test) {
  if (!test) {
    return nullptr;
  }
  return {{"statistic", test->statistic}, {"p", test->p}};
}

}  // namespace

ordered_json repeats_record(const Repeats& repeats, const RepeatOptions& options) {
  const auto& near = options.near;
  return {{"distances_m", near.distance_limits_m},
          {"days", near.day_limits},
          {"metric", near.metric == Metric::manhattan ? "manhattan" : "euclidean"},
          {"permutations", near.permutations},
          {"seed", near.seed},
          {"longest_span_days", options.longest_span_days},
          {"period", period_record(options.choice.period)},
          {"events", repeats.events},
          {"without_date", repeats.without_date},
          {"span_too_long", repeats.span_too_long},
          {"first_day", day_record(repeats.first_day)},
          {"last_day", day_record(repeats.last_day)},
          {"untested", repeats.untested == Untested::no ? ordered_json() : ordered_json(name_of(repeats.untested))},
          {"level", repeats_level},
          {"table", table_record(repeats, near)},
          {"originators", originators_record(repeats, near)},
          {"knox", knox_record(repeats.knox)},
          {"modified_knox", interaction_record(repeats.modified_knox)}};
}

}  // namespace lykta
