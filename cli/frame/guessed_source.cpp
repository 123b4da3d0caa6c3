#include "cli/frame/guessed_source.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/guess_columns.hpp"

namespace lykta {

namespace {

SourceGuess guess_of(const SourceDescription& source) {
  RowSource rows({.path = source.path, .layer = source.layer, .text = source.text, .wanted = {}, .allowed_hosts = {}});
  return guess_source(rows, sample_columns(rows), {});
}

/// What a step may take from a guess. A date is stated whole, with all that belongs to it, or guessed whole.
std::vector<ColumnRole> guessed_roles(const SourceDescription& source) {
  using Columns = ColumnMapping;
  std::vector<ColumnRole> roles{&Columns::class_name, &Columns::position_class, &Columns::address};
  if (!source.origin) {
    roles.push_back(&Columns::discovered);
  }
  if (!tells_date(source.columns)) {
    roles.insert(roles.begin(), {&Columns::date, &Columns::year, &Columns::month, &Columns::day, &Columns::time,
                                 &Columns::hour, &Columns::minute, &Columns::end_date, &Columns::end_time});
  }
  return roles;
}

}  // namespace

void guess_position(SourceDescription& source, std::vector<std::string>& guesses, Language language,
                    const std::function<std::optional<Box>()>& surroundings) {
  RowSource rows({.path = source.path, .layer = source.layer, .text = source.text, .wanted = {}, .allowed_hosts = {}});
  if (rows.format().has_geometry) {
    return;
  }
  const auto samples = sample_columns(rows);
  auto guess = guess_source(rows, samples, {});
  if (guess.crs.empty() && source.crs.empty() && surroundings) {
    // Several systems fit the numbers alone: where the study area lies may tell.
    if (auto there = guess_source(rows, samples, surroundings()); !there.crs.empty()) {
      guess = std::move(there);
    }
  }
  const auto& columns = guess.columns;
  if (columns.x.empty() && columns.position.empty()) {
    if (!guess.unread_positions.empty()) {
      throw InvalidOption(fmt::format("{}: {}", source.path, guess.unread_positions.en()));
    }
    throw InvalidOption(fmt::format("{}: which columns hold the coordinates? Give {}; the columns are: {}", source.path,
                                    source.options.x_and_y, fmt::join(rows.format().columns, ", ")));
  }
  source.columns.x = columns.x;
  source.columns.y = columns.y;
  source.columns.position = columns.position;
  guesses.push_back(columns.x.empty()
                        ? say(language, {"koordinater: kolumnen {}", "coordinates: column {}"}, columns.position)
                        : say(language,
                              {"koordinater: kolumnerna {} (x) och {} (y)", "coordinates: columns {} (x) and {} (y)"},
                              columns.x, columns.y));
  if (source.crs.empty() && !guess.crs.empty()) {
    source.crs = guess.crs;
    guesses.push_back(say(language, {"källans koordinatsystem: {}", "source crs: {}"}, guess.crs));
  } else if (source.crs.empty() && guess.crs_is_open) {
    source.crs_guess = fmt::format("{}{}", guess.crs_why.en(), surroundings ? "" : "; --area tells them apart");
  }
}

void guess_columns(SourceDescription& source, std::vector<std::string>& guesses, Language language) {
  const auto guess = guess_of(source);
  std::vector<std::string> taken;
  for (const auto role : guessed_roles(source)) {
    auto& column = source.columns.*role;
    if (column.empty() && !(guess.columns.*role).empty()) {
      column = guess.columns.*role;
      taken.push_back(fmt::format("{} '{}'", key_of(role), column));
    }
  }
  if (!taken.empty()) {
    guesses.push_back(say(language, {"gissade kolumner: {}", "guessed columns: {}"}, fmt::join(taken, ", ")));
  }
  std::ranges::transform(guess.unfit, std::back_inserter(guesses), [&](const UnfitColumn& column) {
    return say(language, {"inte taget: {}", "not taken: {}"}, column.why.in(language));
  });
}

std::vector<std::string> column_hints(const SourceDescription& source, Language language) {
  const auto& stated = source.columns;
  const auto guess = guess_of(source);
  std::vector<std::string> hints;
  const auto hint = [&](const std::string& guessed, const std::string& given, std::string_view option,
                        const Phrase& why) {
    if (!guessed.empty() && given.empty()) {
      hints.push_back(say(language, {"kolumnen {} ser ut som {}: {}.", "column {} looks like {}: {}."}, guessed, option,
                          why.in(language)));
    }
  };
  if (!source.origin) {
    hint(guess.columns.discovered, stated.discovered, "--discovered",
         {"utan den räknas även det som patruller har upptäckt", "without it what patrols found counts too"});
  }
  hint(guess.columns.position_class, stated.position_class, "--position-class",
       {"utan den räknas även händelser som bara är kända till sin ort (D)",
        "without it events known only to their locality (D) count too"});
  hint(guess.count_offered, stated.count, "--count",
       {"utan den räknas varje rad som en händelse", "without it each row counts as one event"});
  if (!stated.date.empty()) {
    hint(guess.columns.time, stated.time, "--time",
         {"utan den är alla tider hela dagar", "without it all times are whole days"});
    hint(guess.columns.end_date, stated.end_date, "--end-date",
         {"utan den räknas varje händelse som en tidpunkt", "without it every event is taken for a moment"});
  }
  return hints;
}

}  // namespace lykta
