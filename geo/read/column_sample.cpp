#include "geo/read/column_sample.hpp"

#include <algorithm>
#include <array>

#include "geo/values/date_style.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/number_style.hpp"
#include "geo/values/position_form.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Times of day that say so by a sign or a word: 930 is a number.
bool are_times_of_day(const std::vector<std::string_view>& texts) {
  return are_mostly(texts, [](std::string_view text) {
    return text.find_first_of(":.l") != std::string_view::npos && text.size() >= 4 && text.size() <= 11 &&
           parse_time_of_day(text).has_value();
  });
}

bool is_all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whole numbers of which some begin with a zero: numbers would lose it.
bool are_codes(const std::vector<std::string_view>& texts) {
  return std::ranges::all_of(texts, is_all_digits) &&
         std::ranges::any_of(texts, [](std::string_view text) { return text.size() > 1 && text.front() == '0'; });
}

bool speaks_of_date(const NameWords& words) {
  return has_any(words,
                 {"datum", "date", "dag", "day", "händelsedatum", "tidpunkt", "startdatum", "slutdatum", "yymmdd"});
}

/// Whether all filled texts are hours and minutes with a point between, "03.26": numbers too, where nothing else speaks
/// for times.
bool are_dotted_times(const std::vector<std::string_view>& texts) {
  auto any = false;
  for (const auto text : texts) {
    const auto point = text.find('.');
    if (text.empty()) {
      continue;
    }
    if (point == std::string_view::npos || point > 2 || text.size() != point + 3 || !parse_time_of_day(text)) {
      return false;
    }
    any = true;
  }
  return any;
}

void find_type(ColumnSample& sample) {
  auto texts = sample.views();
  // What says that there is nothing says nothing about the rest.
  std::ranges::replace_if(texts, says_missing, std::string_view());
  sample.filled = texts.size() - static_cast<std::size_t>(std::ranges::count_if(texts, &std::string_view::empty));
  if (sample.filled == 0) {
    return;
  }
  DateStyleFinder dates;
  for (const auto text : texts) {
    dates.add(text);
  }
  const auto date = dates.finding();
  const auto filled = date.readable + date.unreadable;
  const auto are_serials = date.style && date.style->serials != SerialDays::none;
  const auto words = words_of(sample.name);
  // Anything of six digits may look like days by chance.
  const auto are_numbers = date.six_digits * 2 > date.readable && !speaks_of_date(words);
  const auto are_dates = (date.style && !are_serials && !are_numbers) || date.ambiguous;
  if (are_dates && date.readable * 10 >= filled * 9) {
    sample.type = ColumnType::date;
    sample.how = date.why;
    sample.is_ambiguous = date.ambiguous;
    return;
  }
  const auto number = find_number_style(texts);
  const auto speaks_of_time =
      is_start(words) || is_end(words) || has_any(words, {"tid", "kl", "klockan", "klockslag", "time"});
  if (speaks_of_time && are_dotted_times(texts)) {
    sample.type = ColumnType::time_of_day;
    return;
  }
  const auto first = std::ranges::find_if_not(texts, &std::string_view::empty);
  if (are_times_of_day(texts) && (!number.style || first->find(':') != std::string_view::npos)) {
    sample.type = ColumnType::time_of_day;
  } else if (number.style && are_codes(texts)) {
    sample.type = ColumnType::text;
    sample.how = said({"koder med inledande nollor", "codes with leading zeros"});
    sample.has_leading_zeros = true;
  } else if (number.style) {
    sample.type = ColumnType::number;
    sample.how = are_serials ? date.why : number.why;
    sample.may_be_days = are_serials;
  } else if (const auto position = find_position_form(texts); position.form) {
    sample.type = ColumnType::position;
    sample.how = position.why;
  } else {
    sample.type = ColumnType::text;
  }
}

/// Where the first rows leave the order of day and month open, a later one may tell.
void look_at_all_dates(RowSource& source, ColumnSample& sample) {
  DateStyleFinder dates;
  source.read(source.positions_of({sample.name}), [&](const RowBatch& batch) {
    std::ranges::for_each(batch.columns.front(), [&](std::string_view text) { dates.add(text); });
    return true;
  });
  const auto finding = dates.finding();
  sample.how = finding.why;
  sample.is_ambiguous = finding.ambiguous;
}

}  // namespace

bool holds_numbers(const ColumnSample& sample) {
  return sample.type == ColumnType::number || (sample.type == ColumnType::text && sample.has_leading_zeros);
}

const ColumnSample* sample_named(const std::vector<ColumnSample>& samples, const std::string& name) {
  const auto found = std::ranges::find(samples, name, &ColumnSample::name);
  return name.empty() || found == samples.end() ? nullptr : &*found;
}

std::string_view name_of(ColumnType type) {
  constexpr std::array<std::string_view, 6> names{"empty", "text", "number", "date", "time of day", "position"};
  return names.at(static_cast<std::size_t>(type));
}

std::vector<ColumnSample> sample_columns(RowSource& source) {
  constexpr std::size_t rows_looked_at = 2000;
  const auto& names = source.format().columns;
  std::vector<std::size_t> positions;
  std::vector<ColumnSample> samples;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::ranges::count(names, names[i]) == 1) {
      positions.push_back(i);
      samples.push_back({.name = names[i], .texts = {}, .type = ColumnType::empty, .how = {}});
    }
  }
  if (samples.empty()) {
    return samples;
  }
  source.read(positions, [&](const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.size() && samples.front().texts.size() < rows_looked_at; ++row) {
      for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].texts.emplace_back(batch.columns[i][row]);
      }
    }
    return samples.front().texts.size() < rows_looked_at;
  });
  for (auto& sample : samples) {
    find_type(sample);
    if (sample.is_ambiguous) {
      look_at_all_dates(source, sample);
    }
  }
  return samples;
}

}  // namespace lykta
