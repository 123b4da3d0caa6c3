#include "geo/read/guess_columns.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "geo/read/columns_by_values.hpp"
#include "geo/read/guess_crs.hpp"
#include "geo/read/guess_kind.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Whether all the filled date-times of a layer's column are in UTC.
bool are_all_in_utc(const ColumnSample& sample) {
  std::size_t filled = 0;
  for (const auto& text : sample.texts) {
    if (text.empty()) {
      continue;
    }
    const auto written = parse_date_time(text);
    if (!written || written->utc_offset != std::chrono::seconds{0}) {
      return false;
    }
    ++filled;
  }
  return filled > 0;
}

bool states_any_offset(const ColumnSample& sample) {
  return std::ranges::any_of(sample.texts, [](const std::string& text) {
    const auto written = parse_date_time(text);
    return written && written->utc_offset;
  });
}

void guess_dates(const RowSource& source, const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  for (const auto& name : {guess.columns.date, guess.columns.end_date}) {
    const auto* sample = sample_named(samples, name);
    guess.asks_date_order = guess.asks_date_order || (sample != nullptr && sample->is_ambiguous);
  }
  const auto* date = sample_named(samples, guess.columns.date);
  if (date == nullptr || !states_any_offset(*date)) {
    return;
  }
  const auto says_utc = has_any(words_of(date->name), {"utc", "gmt", "zulu"});
  if (source.format().driver == "GPKG" && are_all_in_utc(*date) && !says_utc) {
    guess.clock = Clock::wall_clock;
    guess.clock_why =
        "all times end with Z, which a GeoPackage demands even of local time; as_written if they are in UTC";
  } else {
    guess.clock_why = "the times state their offset from UTC and are turned into local time; wall_clock sets it aside";
  }
}

void explain(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  for (const auto& [key, role, words] : mapping_keys) {
    const auto* sample = sample_named(samples, guess.columns.*role);
    if (sample == nullptr) {
      continue;
    }
    const auto by_name = guess_columns({sample->name}).*role == sample->name || key == std::string_view("x") ||
                         key == std::string_view("y");
    auto why = by_name ? std::string("by its name") : fmt::format("holds values of type {}", name_of(sample->type));
    if (!sample->how.empty()) {
      why += "; " + sample->how;
    }
    guess.reasons.push_back({key, sample->name, std::move(why)});
  }
}

}  // namespace

SourceGuess guess_source(RowSource& source, const std::vector<ColumnSample>& samples,
                         const std::optional<Box>& expected_degrees) {
  SourceGuess guess;
  std::vector<std::string> names;
  for (const auto& sample : samples) {
    names.push_back(sample.name);
  }
  guess.columns = guess_columns(names);
  keep_fitting_types(samples, guess.columns);
  find_by_values(samples, guess.columns);
  const auto& format = source.format();
  if (format.has_geometry) {
    guess.columns.x.clear();
    guess.columns.y.clear();
    guess.columns.position.clear();
  }
  guess_kind(samples, format.has_geometry, guess);
  guess_crs(source, expected_degrees, guess);
  guess_dates(source, samples, guess);
  explain(samples, guess);
  return guess;
}

}  // namespace lykta
