#include "cli/frame/summary.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/quality_text.hpp"
#include "cli/frame/zone_text.hpp"
#include "publish/layers/layers.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/warnings.hpp"

namespace lykta {

namespace {

/// Why the place is listed, and no more than its test says.
const char* basis_words(Basis basis) {
  switch (basis) {
    case Basis::significant:
      return "  more than chance";
    case Basis::both_periods:
      return "  more than chance in both periods together";
    case Basis::densest:
      return "  dense, not shown to be more than chance";
    case Basis::observations:
      break;
  }
  return "";
}

/// What is known of a change, in words: the codes stand in the files.
const char* change_words(const PlaceChange& change) {
  if (change.cannot_be_told) {
    return "  whether it changed cannot be told";
  }
  if (change.not_tested) {
    return "  change not tested";
  }
  if (change.too_few_events) {
    return "  too few events to show a change";
  }
  switch (change.direction) {
    case Direction::increase:
      return "  increase";
    case Direction::decrease:
      return "  decrease";
    case Direction::not_clear:
      break;
  }
  return "  no clear change";
}

const char* felt_words(Quadrant quadrant) {
  switch (quadrant) {
    case Quadrant::high_crime_high_unsafety:
    case Quadrant::low_crime_high_unsafety:
      return "  felt unsafe";
    case Quadrant::high_crime_low_unsafety:
    case Quadrant::low_crime_low_unsafety:
      return "  few or mixed signs of feeling unsafe";
    case Quadrant::too_few_observations:
      return "  too few observations to say how it feels";
    case Quadrant::no_observations:
      break;
  }
  return "";
}

std::string places_text(const Picture& picture, Language language) {
  std::string text;
  const auto names = place_names(picture, language);
  constexpr std::size_t longest_name = 44;
  std::size_t width = 5;
  for (const auto& name : names) {
    width = std::max(width, std::min(longest_name, name.size()));
  }
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto& place = picture.places[i];
    // Where nothing can be compared a note says so once.
    const auto* change = place.change && picture.can_compare() ? change_words(*place.change) : "";
    const auto rank = place.rank ? fmt::format("{}", *place.rank) : "-";
    const auto* felt = felt_words(place.quadrant);
    text += fmt::format("  {:>3}  {:<{}}  {:>5} {}{}{}{}\n", rank, names[i], width, place.count,
                        place.count == 1 ? "event" : "events", basis_words(place.basis), change, felt);
  }
  return text;
}

std::string rejects_text(const ReadInputs& read, std::span<const IncidentUse> uses, const std::string& rejects_file) {
  std::map<RejectCause, std::size_t> by_cause;
  std::size_t lost = 0;
  for (const auto& reject : all_rejects(read, uses)) {
    // Elsewhere than in the zones is no fault of a row; a note counts them.
    if (reject.cause != RejectCause::outside_zones) {
      ++by_cause[reject.cause];
      ++lost;
    }
  }
  if (lost == 0) {
    return "All rows could be used.\n";
  }
  return fmt::format("{} could not be used ({}): {}.\n", counted(lost, "row", "rows"),
                     rejects_file.empty() ? "--rejects FILE lists them" : rejects_file, causes_text(by_cause));
}

/// The name of a file once, and below it what there is to say of it.
std::string lines_of_file(const std::string& name, const std::vector<std::string>& lines) {
  if (lines.empty()) {
    return "";
  }
  auto text = name + ":\n";
  for (const auto& line : lines) {
    text += fmt::format("  {}{}\n", line, line.ends_with('.') ? "" : ".");
  }
  return text;
}

std::string reading_text(const ReadInputs& read, const ReadingNotes& notes) {
  std::string text;
  for (std::size_t i = 0; i < read.report.sources.size(); ++i) {
    const auto& source = read.report.sources[i];
    auto lines = quality_lines(source);
    // Guesses about further sources begin with their name.
    const auto further = source.name + ": ";
    for (const auto& guess : notes.guesses) {
      if (guess.starts_with(further)) {
        lines.push_back(guess.substr(further.size()));
      } else if (i == 0 && std::ranges::none_of(read.report.sources, [&](const SourceReport& other) {
                   return guess.starts_with(other.name + ": ");
                 })) {
        lines.push_back(guess);
      }
    }
    text += lines_of_file(source.name, lines);
  }
  if (const auto& area = read.report.area) {
    text += lines_of_file(std::filesystem::path(area->path).filename().string(), quality_lines(*area));
  }
  if (const auto& zones = read.report.zones) {
    text += lines_of_file(std::filesystem::path(zones->path).filename().string(), quality_lines(*zones));
  }
  if (const auto& names = read.report.names) {
    text += lines_of_file(std::filesystem::path(names->path).filename().string(), quality_lines(*names));
  }
  return text;
}

bool comes_first(const Warning& warning) { return warning.kind == WarningKind::far_off_events; }

}  // namespace

std::string summary_text(const ReadInputs& read, const Picture& picture, const RunContext& context,
                         const std::string& rejects_file, const ReadingNotes& notes) {
  auto text = first_warnings_text(picture.warnings) +
              fmt::format("{}\n{} counted in {} of {:g} m; {} ({}, {}).\n", context.title,
                          counted(static_cast<std::size_t>(picture.counted_events), "event", "events"),
                          counted(picture.study.size(), "cell", "cells"), picture.options.grid.cell_m, read.crs.id(),
                          read.crs.name(), read.crs_reason);
  if (picture.options.depth >= Depth::places) {
    text += picture.places.empty() ? "No place reaches the minimum number of events.\n"
                                   : places_text(picture, context.language);
  }
  return text + losses_text(read, picture.use, picture.warnings, rejects_file, notes);
}

std::string first_warnings_text(std::span<const Warning> warnings) {
  std::string text;
  for (const auto& warning : warnings) {
    text += comes_first(warning) ? fmt::format("Note: {}\n", warning_text(warning, Language::en)) : "";
  }
  return text;
}

std::string losses_text(const ReadInputs& read, std::span<const IncidentUse> uses, std::span<const Warning> warnings,
                        const std::string& rejects_file, const ReadingNotes& notes) {
  auto text = rejects_text(read, uses, rejects_file);
  const auto& sources = read.report.sources;
  const auto stacks_are_shown =
      std::ranges::any_of(sources, [](const auto& source) { return !source.suspicious_stacks.empty(); });
  for (const auto& warning : warnings) {
    const auto is_told = comes_first(warning) || (stacks_are_shown && warning.kind == WarningKind::suspicious_stacks);
    text += is_told ? "" : fmt::format("Note: {}\n", warning_text(warning, Language::en));
  }
  for (const auto& hint : notes.hints) {
    text += fmt::format("Note: {}\n", hint);
  }
  return text + reading_text(read, notes);
}

}  // namespace lykta
