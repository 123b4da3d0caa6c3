#include "geo/read/columns_by_values.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "geo/read/named_samples.hpp"
#include "geo/values/clock_style.hpp"
#include "geo/values/date_style.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/number_style.hpp"
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

/// Whether half of the texts that say something pass, and the first of those that do not.
template <typename Passes>
bool half_pass(const ColumnSample& sample, Passes passes) {
  std::size_t passing = 0;
  for (const auto& text : sample.texts) {
    passing += !text.empty() && passes(text) ? 1U : 0U;
  }
  return passing > 0 && passing * 2 >= sample.filled;
}

/// Dates may be serial numbers of a sheet.
bool may_hold_dates(const ColumnSample& sample) {
  if (sample.type == ColumnType::date || sample.may_be_days) {
    return true;
  }
  DateStyleFinder dates;
  std::ranges::for_each(sample.texts, [&](std::string_view text) { dates.add(text); });
  const auto finding = dates.finding();
  const auto has_numbers =
      sample.type == ColumnType::number && finding.style && finding.style->serials == SerialDays::none;
  return (finding.style || finding.ambiguous) && !has_numbers && finding.readable * 2 >= sample.filled;
}

/// Whether whole numbers may be clock times, or texts say that they are.
bool may_hold_times(const ColumnSample& sample) {
  if (sample.type == ColumnType::time_of_day || sample.type == ColumnType::date) {
    return true;
  }
  const auto finding = find_clock_numbers(sample.views());
  return finding.readable > 0 && finding.readable * 2 >= sample.filled;
}

bool may_hold_numbers(const ColumnSample& sample) {
  const auto finding = find_number_style(sample.views());
  return holds_numbers(sample) || (finding.best && finding.numbers * 2 >= sample.filled);
}

/// What a column of the role holds: "'Datum' is called like a date, ...".
Phrase values_of_role(ColumnRole role) {
  if (role == &ColumnMapping::date || role == &ColumnMapping::end_date) {
    return {"ett datum", "a date"};
  }
  if (role == &ColumnMapping::time || role == &ColumnMapping::end_time) {
    return {"ett klockslag", "a time of day"};
  }
  return role == &ColumnMapping::residents ? Phrase{"ett antal", "a number"} : Phrase{"en koordinat", "a coordinate"};
}

template <typename Fits>
void note_unfit(ColumnRole role, const ColumnSample& sample, Fits fits, std::vector<UnfitColumn>& unfit) {
  constexpr std::size_t most_examples = 3;
  std::size_t fitting = 0;
  std::vector<std::string> examples;
  for (const auto& text : sample.texts) {
    if (text.empty() || says_missing(text)) {
      continue;
    }
    const auto example = as_example(text);
    if (fits(text)) {
      ++fitting;
    } else if (examples.size() < most_examples && std::ranges::find(examples, example) == examples.end()) {
      examples.push_back(example);
    }
  }
  // Values that may be data on persons are shown nowhere.
  if (!examples.empty() && find_personal_data(sample.name, sample.views()).what == PersonalData::none) {
    unfit.push_back(
        {key_of(role), sample.name,
         said({"'{}' heter som {}, men bara {} av {} värden är det; inte '{}'",
               "'{}' is called like {}, but only {} of {} values are one; not '{}'"},
              sample.name, values_of_role(role), fitting, sample.filled, fmt::to_string(fmt::join(examples, "', '")))});
  }
}

bool reads_as_date(std::string_view text) {
  return std::ranges::any_of(std::array{DateOrder::day_first, DateOrder::month_first}, [&](DateOrder order) {
    return parse_date_time(text, {.order = order, .short_years = true}).has_value();
  });
}

/// Whether all filled texts are among these words, and two of them at least occur.
bool are_words_of(const ColumnSample& sample, std::initializer_list<std::string_view> words) {
  std::set<std::string> seen;
  for (const auto& text : sample.texts) {
    if (text.empty() || says_missing(text)) {
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

void keep_fitting_types(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  auto& columns = guess.columns;
  const auto drop_unless = [&](ColumnRole role, auto fits, auto is_one) {
    const auto* sample = sample_named(samples, columns.*role);
    if (sample != nullptr && sample->type != ColumnType::empty && !fits(*sample)) {
      note_unfit(role, *sample, is_one, guess.unfit);
      (columns.*role).clear();
    }
  };
  const auto is_number = [](std::string_view text) { return parse_unmistakable_number(text, {}).has_value(); };
  const auto is_coordinate = [](const ColumnSample& sample) {
    return may_hold_numbers(sample) || looks_like_degrees_minutes(sample.views()) ||
           looks_like_lettered_metres(sample.views());
  };
  drop_unless(&ColumnMapping::x, is_coordinate, is_number);
  drop_unless(&ColumnMapping::y, is_coordinate, is_number);
  if (columns.x.empty() || columns.y.empty()) {
    columns.x.clear();
    columns.y.clear();
  }
  drop_unless(&ColumnMapping::date, may_hold_dates, reads_as_date);
  drop_unless(&ColumnMapping::end_date, may_hold_dates, reads_as_date);
  drop_unless(&ColumnMapping::residents, holds_numbers, is_number);
  const auto drop_without_a_word = [&](ColumnRole role, auto fits) {
    const auto* sample = sample_named(samples, columns.*role);
    if (sample != nullptr && sample->type != ColumnType::empty && !fits(*sample)) {
      (columns.*role).clear();
    }
  };
  const auto is_date = [](const ColumnSample& sample) { return sample.type == ColumnType::date; };
  drop_without_a_word(&ColumnMapping::class_name, std::not_fn(is_date));
  drop_without_a_word(&ColumnMapping::category, std::not_fn(is_date));
  drop_without_a_word(&ColumnMapping::address,
                      [](const ColumnSample& sample) { return sample.type == ColumnType::text; });
  for (const auto& each : mapping_keys) {
    if (each.holds_words) {
      drop_without_a_word(each.role, [](const ColumnSample& sample) {
        return !sample.holds_persons && find_personal_data(sample.name, sample.views()).what == PersonalData::none;
      });
    }
  }
  const auto is_time = [](std::string_view text) { return parse_time(text, ClockNumbers::hours_minutes).has_value(); };
  drop_unless(&ColumnMapping::time, may_hold_times, is_time);
  drop_unless(&ColumnMapping::end_time, may_hold_times, is_time);
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

void find_date_in_parts(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  auto& columns = guess.columns;
  if (!columns.date.empty()) {
    return;
  }
  const auto whole_from_to = [](int least, int most) {
    return [least, most](const ColumnSample& sample) {
      return half_pass(sample, [&](std::string_view text) {
        const auto number = parse_number(text, NumberStyle{});
        return number && *number == std::floor(*number) && *number >= least && *number <= most;
      });
    };
  };
  const auto named = [&](std::initializer_list<std::string_view> words, auto fits) {
    return name_with(names_where(samples, [&](const ColumnSample& sample) { return fits(sample); }), words);
  };
  constexpr int first_year = 1900;
  constexpr int last_year = 2099;
  const auto year =
      named({"år", "ar", "year", "yr", "accyear", "händelseår", "yyyy"}, whole_from_to(first_year, last_year));
  const auto month =
      named({"månad", "manad", "mån", "month", "mon", "händelsemånad", "mm"}, [&](const ColumnSample& sample) {
        return whole_from_to(1, 12)(sample) ||
               half_pass(sample, [](std::string_view text) { return month_named(text).has_value(); });
      });
  if (year.empty() || month.empty() || year == month) {
    return;
  }
  columns.year = year;
  columns.month = month;
  columns.day = named({"dag", "day", "dd", "händelsedag"}, whole_from_to(1, 31));
  std::erase_if(guess.unfit, [&](const UnfitColumn& unfit) {
    return unfit.column == columns.year || unfit.column == columns.month || unfit.column == columns.day;
  });
  const auto clock = named({"klockslag", "klockan", "kl", "tid", "time", "tidpunkt"}, may_hold_times);
  if (!clock.empty() && clock != columns.day) {
    columns.time = clock;
    return;
  }
  columns.hour = named({"timme", "timma", "tim", "hour", "hr", "hh"}, whole_from_to(0, 24));
  if (!columns.hour.empty()) {
    columns.minute = named({"minut", "minute", "min", "mi"}, whole_from_to(0, 59));
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
  if (!tells_date(columns)) {
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
