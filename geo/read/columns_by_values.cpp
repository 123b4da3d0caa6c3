#include "geo/read/columns_by_values.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "geo/values/date_text.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/position_form.hpp"

namespace lykta {

namespace {

/// Whether half of the dates come with times of day of their own, so that a column of times means something else.
bool tells_time(const ColumnSample* sample) {
  if (sample == nullptr) {
    return false;
  }
  std::size_t filled = 0;
  std::size_t moments = 0;
  for (const auto& text : sample->texts) {
    filled += text.empty() ? 0U : 1U;
    // The order of day and month does not matter here, and one of the two reads it.
    const auto by_day = parse_date_time(text, {DateOrder::day_first, SerialDays::none});
    const auto written = by_day ? by_day : parse_date_time(text, {DateOrder::month_first, SerialDays::none});
    moments += written && written->span.length().count() == 0 &&
                       written->span.start != std::chrono::floor<std::chrono::days>(written->span.start)
                   ? 1U
                   : 0U;
  }
  return moments * 2 >= filled && moments > 0;
}

/// Dates may be serial numbers of a sheet.
bool may_hold_dates(const ColumnSample& sample) { return sample.type == ColumnType::date || sample.may_be_days; }

/// Whether all filled texts are among these words, and two of them at least occur.
bool are_words_of(const ColumnSample& sample, std::initializer_list<std::string_view> words) {
  std::set<std::string> seen;
  for (const auto& text : sample.texts) {
    if (text.empty()) {
      continue;
    }
    const auto lower = folded(text);
    if (std::ranges::find(words, lower) == words.end()) {
      return false;
    }
    seen.insert(lower);
  }
  return seen.size() >= 2;
}

}  // namespace

void keep_fitting_types(const std::vector<ColumnSample>& samples, ColumnMapping& columns) {
  const auto drop_unless = [&](std::string ColumnMapping::*role, auto fits) {
    const auto* sample = sample_named(samples, columns.*role);
    if (sample != nullptr && sample->type != ColumnType::empty && !fits(*sample)) {
      (columns.*role).clear();
    }
  };
  const auto is_coordinate = [](const ColumnSample& sample) {
    return holds_numbers(sample) || looks_like_degrees_minutes(sample.views()) ||
           looks_like_lettered_metres(sample.views());
  };
  drop_unless(&ColumnMapping::x, is_coordinate);
  drop_unless(&ColumnMapping::y, is_coordinate);
  if (columns.x.empty() || columns.y.empty()) {
    columns.x.clear();
    columns.y.clear();
  }
  drop_unless(&ColumnMapping::date, may_hold_dates);
  drop_unless(&ColumnMapping::end_date, may_hold_dates);
  drop_unless(&ColumnMapping::residents, holds_numbers);
  const auto is_date = [](const ColumnSample& sample) { return sample.type == ColumnType::date; };
  drop_unless(&ColumnMapping::class_name, std::not_fn(is_date));
  drop_unless(&ColumnMapping::category, std::not_fn(is_date));
  drop_unless(&ColumnMapping::address, [](const ColumnSample& sample) { return sample.type == ColumnType::text; });
  for (const auto& each : mapping_keys) {
    if (each.holds_words) {
      drop_unless(each.role, [](const ColumnSample& sample) {
        return !sample.holds_persons && find_personal_data(sample.name, sample.views()).what == PersonalData::none;
      });
    }
  }
  const auto is_time = [](const ColumnSample& sample) {
    return sample.type == ColumnType::time_of_day || holds_numbers(sample) || sample.type == ColumnType::date ||
           are_mostly(sample.views(), [](std::string_view text) { return parse_time_of_day(text).has_value(); });
  };
  drop_unless(&ColumnMapping::time, is_time);
  drop_unless(&ColumnMapping::end_time, is_time);
  if (columns.date.empty() || tells_time(sample_named(samples, columns.date))) {
    columns.time.clear();
  }
  if (columns.date.empty()) {
    columns.end_date.clear();
  }
  if (columns.end_date.empty() || tells_time(sample_named(samples, columns.end_date))) {
    columns.end_time.clear();
  }
}

void find_by_values(const std::vector<ColumnSample>& samples, ColumnMapping& columns) {
  const auto find_words = [&](std::string& column, std::initializer_list<std::string_view> words) {
    const auto found =
        std::ranges::find_if(samples, [&](const ColumnSample& sample) { return are_words_of(sample, words); });
    if (column.empty() && found != samples.end()) {
      column = found->name;
    }
  };
  // Letters alone may be classes of anything, and D loses rows: the name must speak of quality or place as well.
  const auto lettered = std::ranges::find_if(samples, [](const ColumnSample& sample) {
    const auto words = words_of(sample.name);
    return are_words_of(sample, {"a", "b", "c", "d"}) &&
           has_any(words, {"kvalitet", "kval", "quality", "noggrannhet", "accuracy", "läge", "pos", "position"});
  });
  if (columns.position_class.empty() && lettered != samples.end()) {
    columns.position_class = lettered->name;
  }
  find_words(columns.feeling, {"trygg", "otrygg", "neutral", "safe", "unsafe"});
  if (columns.x.empty()) {
    const auto position = std::ranges::find(samples, ColumnType::position, &ColumnSample::type);
    if (position != samples.end()) {
      columns.position = position->name;
    }
  }
  if (columns.date.empty()) {
    const auto date = std::ranges::find(samples, ColumnType::date, &ColumnSample::type);
    if (date != samples.end()) {
      columns.date = date->name;
    }
  }
  if (!columns.date.empty() && columns.time.empty() && !tells_time(sample_named(samples, columns.date))) {
    const auto time = std::ranges::find(samples, ColumnType::time_of_day, &ColumnSample::type);
    if (time != samples.end() && time->name != columns.end_time) {
      columns.time = time->name;
    }
  }
}

}  // namespace lykta
