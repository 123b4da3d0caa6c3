#include "cli/frame/guessed_source.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/guess_columns.hpp"

namespace lykta {

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

std::vector<std::string> column_hints(const StepOptions& options) {
  const auto language = language_of(options);
  const auto& stated = options.source.columns;
  RowSource rows({.path = options.input,
                  .layer = options.source.layer,
                  .text = options.source.text,
                  .wanted = {},
                  .allowed_hosts = {}});
  const auto guess = guess_source(rows, sample_columns(rows), {});
  std::vector<std::string> hints;
  const auto hint = [&](const std::string& guessed, const std::string& given, std::string_view option,
                        const Phrase& why) {
    if (!guessed.empty() && given.empty()) {
      hints.push_back(say(language, {"kolumnen {} ser ut som {}: {}.", "column {} looks like {}: {}."}, guessed, option,
                          why.in(language)));
    }
  };
  if (options.origin.empty()) {
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
