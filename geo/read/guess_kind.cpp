#include "geo/read/guess_kind.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "geo/read/accident_words.hpp"
#include "geo/read/kind_columns.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/number_style.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool any(const NameWords& /*words*/) { return true; }

/// Names of the columns whose values fit.
template <typename Fits>
std::vector<std::string> names_where(const std::vector<ColumnSample>& samples, Fits fits) {
  std::vector<std::string> names;
  for (const auto& sample : samples) {
    if (fits(sample)) {
      names.push_back(sample.name);
    }
  }
  return names;
}

std::vector<std::string> names_of_type(const std::vector<ColumnSample>& samples, ColumnType type) {
  return names_where(samples, [&](const ColumnSample& sample) { return sample.type == type; });
}

/// The column that says which area a row is about: a code rather than a name. Codes may be all digits.
std::string area_column(const std::vector<ColumnSample>& samples, const std::string& residents) {
  const auto names = names_where(samples, [&](const ColumnSample& sample) {
    return sample.name != residents && (sample.type == ColumnType::text || sample.type == ColumnType::number);
  });
  return first_with(names,
                    {"områdeskod", "kod", "code", "område", "omrade", "area", "deso", "regso", "ward", "stadsdel",
                     "distrikt", "district", "namn", "name"},
                    any);
}

/// Whether the numbers are such as a survey's index can be: nine in ten.
bool is_survey_index(const ColumnSample& sample) {
  constexpr double alarming = 6;
  std::size_t filled = 0;
  std::size_t fitting = 0;
  for (const auto& text : sample.texts) {
    const auto number = parse_number(text);
    filled += text.empty() ? 0U : 1U;
    fitting += number && *number >= 0 && *number <= alarming ? 1U : 0U;
  }
  return sample.type == ColumnType::number && fitting * 10 >= filled * 9;
}

bool guess_survey(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  auto& columns = guess.columns;
  const auto numbers = names_of_type(samples, ColumnType::number);
  // The plain word stands over much else.
  const auto named = first_with(numbers, {"trygghetsindex", "otrygghetsindex"}, any);
  const auto index = named.empty() ? first_with(names_where(samples, is_survey_index), {"index"}, any) : named;
  const auto sample =
      first_with(names_of_type(samples, ColumnType::number),
                 {"svar", "antalsvar", "svarande", "respondenter", "sample", "answers", "respondents"}, any);
  if (index.empty() || sample.empty()) {
    return false;
  }
  columns.index = index;
  columns.sample = sample;
  columns.area = area_column(samples, "");
  const auto question = first_with(names_of_type(samples, ColumnType::text), {"fråga", "fraga", "question"}, any);
  columns.category = question.empty() ? columns.category : question;
  guess.kind = SourceKind::survey;
  guess.kind_why = fmt::format("an index from 0 to 6 ({}) and how many answered ({})", index, sample);
  return true;
}

bool guess_areas(const std::vector<ColumnSample>& samples, bool has_geometry, SourceGuess& guess) {
  auto& columns = guess.columns;
  if (columns.residents.empty() || !columns.date.empty()) {
    return false;
  }
  guess.kind = SourceKind::areas;
  guess.kind_why = fmt::format("a number of people ({}) and no dates", columns.residents);
  if (!has_geometry && columns.x.empty() && columns.position.empty()) {
    columns.area = area_column(samples, columns.residents);
    guess.kind_why += "; no positions, so polygons must be joined";
  }
  return true;
}

/// Whether nine tenths of the filled texts are words for the severity of an accident.
bool are_accident_severities(const ColumnSample& sample) {
  std::size_t filled = 0;
  std::size_t known = 0;
  for (const auto& text : sample.texts) {
    filled += text.empty() ? 0U : 1U;
    known += accident_severity(text) ? 1U : 0U;
  }
  return filled > 0 && known * 10 >= filled * 9;
}

bool guess_accidents(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  const auto by_values = names_where(samples, are_accident_severities);
  const auto found =
      by_values.empty()
          ? first_with(names_where(samples, [](const ColumnSample& sample) { return sample.type != ColumnType::date; }),
                       {"svårhetsgrad", "svarhetsgrad", "skadegrad"}, any)
          : by_values.front();
  if (found.empty()) {
    return false;
  }
  guess.columns.severity = found;
  guess.kind = SourceKind::accidents;
  guess.kind_why = fmt::format("the severity of accidents ({})", found);
  return true;
}

/// Visits have a team, a start, and an end or a length, and nothing that happened.
bool guess_visits(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  auto& columns = guess.columns;
  const auto unit =
      first_with(names_of_type(samples, ColumnType::text), {"patrull", "enhet", "patrol", "unit", "team"}, any);
  if (unit.empty() || !columns.class_name.empty()) {
    return false;
  }
  const auto named = [&](ColumnType type, bool (*says)(const NameWords&)) {
    const auto names = names_of_type(samples, type);
    const auto found = std::ranges::find_if(names, [&](const std::string& name) { return says(words_of(name)); });
    return found == names.end() ? std::string() : *found;
  };
  const auto start_date = named(ColumnType::date, is_start);
  const auto end_date = named(ColumnType::date, is_end);
  // Beside a time of day for the end, a start with a few unreadable texts is one as well.
  const auto clean_start_time = named(ColumnType::time_of_day, is_start);
  const auto end_time = named(ColumnType::time_of_day, is_end);
  const auto start_time =
      clean_start_time.empty() && !end_time.empty() ? named(ColumnType::text, is_start) : clean_start_time;
  const auto minutes = first_with(names_of_type(samples, ColumnType::number), {"minuter", "minutes", "min"}, any);
  const auto date = start_date.empty() ? columns.date : start_date;
  if (date.empty() || date == end_date || (end_date + end_time + minutes).empty()) {
    return false;
  }
  columns.unit = unit;
  columns.date = date;
  columns.time = start_time.empty() && columns.time != end_time ? columns.time : start_time;
  columns.end_date = end_date;
  columns.end_time = end_time;
  columns.minutes = (end_date + end_time).empty() ? minutes : "";
  guess.kind = SourceKind::visits;
  guess.kind_why = fmt::format("a team ({}) with a start and an end or a length", unit);
  return true;
}

void clear_columns_of_other_kinds(SourceGuess& guess) {
  for (const auto& [key, role] : mapping_keys()) {
    if (!belongs_to(guess.kind, role)) {
      (guess.columns.*role).clear();
    }
  }
  if (guess.kind == SourceKind::observations || guess.kind == SourceKind::survey) {
    // An observation is a moment; a second date is a deadline.
    guess.columns.end_date.clear();
    guess.columns.end_time.clear();
  }
}

}  // namespace

void guess_kind(const std::vector<ColumnSample>& samples, bool has_geometry, SourceGuess& guess) {
  const auto& columns = guess.columns;
  const auto is_known =
      guess_survey(samples, guess) || guess_areas(samples, has_geometry, guess) || guess_accidents(samples, guess);
  if (!is_known) {
    if (!columns.feeling.empty() || (!columns.category.empty() && !columns.severity.empty())) {
      guess.kind = SourceKind::observations;
      guess.kind_why = "columns of what was felt or how grave it is";
    } else if (!guess_visits(samples, guess)) {
      guess.kind_why = "nothing speaks for another kind";
    }
  }
  clear_columns_of_other_kinds(guess);
}

}  // namespace lykta
