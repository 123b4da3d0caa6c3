#include "geo/read/guess_columns.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

#include "geo/read/columns_by_values.hpp"
#include "geo/read/guess_crs.hpp"
#include "geo/read/guess_kind.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/position_code.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool states_any_offset(const ColumnSample& sample) {
  return std::ranges::any_of(sample.texts, [](const std::string& text) {
    const auto written = parse_date_time(text);
    return written && written->utc_offset;
  });
}

void guess_dates(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  for (const auto& name : {guess.columns.date, guess.columns.end_date}) {
    const auto* sample = sample_named(samples, name);
    guess.asks_date_order = guess.asks_date_order || (sample != nullptr && sample->is_ambiguous);
  }
  const auto* date = sample_named(samples, guess.columns.date);
  if (date != nullptr && states_any_offset(*date)) {
    guess.clock_why =
        said({"tiderna anger sin avvikelse från UTC och räknas om till lokal tid; wall_clock bortser från den",
              "the times state their offset from UTC and are turned into local time; wall_clock sets it aside"});
  }
}

/// Whether a name speaks of a number of events, and of nothing else that is counted.
bool speaks_of_a_count(const std::string& name) {
  const auto words = words_of(name);
  const auto speaks = has_any(words, {"antal", "count", "counts", "icount", "frekvens", "frequency"}) ||
                      (has_any(words, {"number", "num", "no", "n"}) &&
                       has_any(words, {"events", "incidents", "crimes", "offences", "offenses", "reports"}));
  return speaks &&
         !has_any(words, {"personer",   "person",    "people",    "fordon",     "vehicles", "barn",  "children",
                          "boende",     "invånare",  "bostäder",  "skadade",    "injured",  "döda",  "killed",
                          "misstänkta", "offenders", "victims",   "målsägande", "dagar",    "days",  "timmar",
                          "hours",      "minuter",   "minutes",   "svar",       "svarande", "besök", "visits",
                          "county",     "vittnen",   "witnesses", "deltagare",  "enheter",  "units"});
}

/// A column of whole numbers of which some are more than one.
std::string offered_count(const std::vector<ColumnSample>& samples, const SourceGuess& guess) {
  for (const auto& sample : samples) {
    const auto is_taken = std::ranges::any_of(
        mapping_keys, [&](const MappingKey& each) { return guess.columns.*each.role == sample.name; });
    if (is_taken || sample.type != ColumnType::number || !speaks_of_a_count(sample.name)) {
      continue;
    }
    auto any_more = false;
    const auto is_count = [&](std::string_view text) {
      const auto number = parse_count(text);
      any_more = any_more || (number && *number > 1);
      return text.empty() || (number && *number >= 0 && *number == std::floor(*number));
    };
    const auto views = sample.views();
    if (static_cast<std::size_t>(std::ranges::count_if(views, is_count)) == views.size() && any_more) {
      return sample.name;
    }
  }
  return "";
}

/// What stands in a column of the type.
Phrase values_of(ColumnType type) {
  switch (type) {
    case ColumnType::empty:
      return {"ingenting", "empty"};
    case ColumnType::text:
      return {"text", "text"};
    case ColumnType::number:
      return {"tal", "number"};
    case ColumnType::date:
      return {"datum", "date"};
    case ColumnType::time_of_day:
      return {"klockslag", "time of day"};
    case ColumnType::position:
      break;
  }
  return {"lägen", "position"};
}

void explain(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  for (const auto& [key, role, words] : mapping_keys) {
    const auto* sample = sample_named(samples, guess.columns.*role);
    if (sample == nullptr) {
      continue;
    }
    constexpr std::array found_by_name{&ColumnMapping::x,     &ColumnMapping::y,   &ColumnMapping::year,
                                       &ColumnMapping::month, &ColumnMapping::day, &ColumnMapping::hour,
                                       &ColumnMapping::minute};
    const auto by_name = guess_columns({sample->name}).*role == sample->name ||
                         std::ranges::find(found_by_name, role) != found_by_name.end();
    auto why = by_name ? said({"enligt namnet", "by its name"})
                       : said({"innehåller {}", "holds values of type {}"}, values_of(sample->type));
    if (!sample->how.empty()) {
      why.add("; ", sample->how);
    }
    guess.reasons.push_back({key, sample->name, std::move(why)});
  }
}

/// Of a table without positions that are read: MGRS, plus codes and the like.
Said unread_positions(const std::vector<ColumnSample>& samples) {
  for (const auto& sample : samples) {
    if (const auto code = position_code(sample.views())) {
      return said({"kolumnen '{}' {}", "the column '{}' {}"}, sample.name, words_for(*code));
    }
  }
  return {};
}

/// GDAL adds these to every KML, whether or not the file says when.
bool is_added_to_kml(const ColumnSample& sample) {
  return sample.name == "timestamp" || sample.name == "begin" || sample.name == "end";
}

/// By names, an empty column only where no other is called so: a header alone is no class.
ColumnMapping columns_by_filled_names(const std::vector<ColumnSample>& samples, const std::string& driver) {
  std::vector<std::string> names;
  std::vector<std::string> filled;
  for (const auto& sample : samples) {
    if (driver == "LIBKML" && sample.type == ColumnType::empty && is_added_to_kml(sample)) {
      continue;
    }
    names.push_back(sample.name);
    if (sample.type != ColumnType::empty) {
      filled.push_back(sample.name);
    }
  }
  auto columns = guess_columns(filled);
  const auto all = guess_columns(names);
  for (const auto role :
       {&ColumnMapping::date, &ColumnMapping::time, &ColumnMapping::end_date, &ColumnMapping::end_time}) {
    if ((columns.*role).empty()) {
      columns.*role = all.*role;
    }
  }
  if (columns.x.empty()) {
    columns.x = all.x;
    columns.y = all.y;
  }
  return columns;
}

}  // namespace

SourceGuess guess_source(RowSource& source, const std::vector<ColumnSample>& samples,
                         const std::optional<Box>& expected_degrees) {
  SourceGuess guess;
  guess.columns = columns_by_filled_names(samples, source.format().driver);
  keep_fitting_types(samples, guess);
  find_date_in_parts(samples, guess);
  find_by_values(samples, guess.columns);
  const auto& format = source.format();
  if (format.has_geometry) {
    guess.columns.x.clear();
    guess.columns.y.clear();
    guess.columns.position.clear();
  }
  if (!format.has_geometry && guess.columns.x.empty() && guess.columns.position.empty()) {
    guess.unread_positions = unread_positions(samples);
  }
  guess_kind(samples, format.has_geometry, guess);
  guess_crs(source, expected_degrees, guess);
  guess_dates(samples, guess);
  if (guess.kind == SourceKind::incidents) {
    guess.count_offered = offered_count(samples, guess);
  }
  explain(samples, guess);
  return guess;
}

}  // namespace lykta
