#include "cli/frame/summary.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "cli/frame/quality_text.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/history_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/tie_words.hpp"
#include "publish/words/warnings.hpp"

namespace lykta {

namespace {

/// Why the place is listed, and no more than its test says.
Phrase basis_words(Basis basis) {
  switch (basis) {
    case Basis::significant:
      return {"  fler än slumpen ger", "  more than chance"};
    case Basis::both_periods:
      return {"  fler än slumpen ger under båda perioderna tillsammans", "  more than chance in both periods together"};
    case Basis::densest:
      return {"  tät, men inte visat fler än slumpen ger", "  dense, not shown to be more than chance"};
    case Basis::observations:
      break;
  }
  return {"", ""};
}

/// The same with the locality that it is said of.
std::string basis_text(const Picture& picture, const Place& place, Language language) {
  const auto within = within_stratum(picture, place, language);
  const auto* const words = basis_words(place.basis).in(language);
  const auto is_tested = place.basis == Basis::significant || place.basis == Basis::both_periods;
  return within.empty() || !is_tested ? words : fmt::format("{} {}", words, within);
}

/// What is known of a change, in words: the codes stand in the files.
Phrase change_words(const PlaceChange& change) {
  if (change.cannot_be_told) {
    return {"  om det har ändrats kan inte avgöras", "  whether it changed cannot be told"};
  }
  if (change.not_tested) {
    return {"  förändringen inte prövad", "  change not tested"};
  }
  if (change.too_few_events) {
    return {"  för få händelser för att visa en förändring", "  too few events to show a change"};
  }
  switch (change.direction) {
    case Direction::increase:
      return {"  ökning", "  increase"};
    case Direction::decrease:
      return {"  minskning", "  decrease"};
    case Direction::not_clear:
      break;
  }
  return {"  ingen tydlig förändring", "  no clear change"};
}

Phrase felt_words(Quadrant quadrant) {
  switch (quadrant) {
    case Quadrant::high_crime_high_unsafety:
    case Quadrant::low_crime_high_unsafety:
      return {"  upplevs som otrygg", "  felt unsafe"};
    case Quadrant::high_crime_low_unsafety:
    case Quadrant::low_crime_low_unsafety:
      return {"  få eller blandade tecken på otrygghet", "  few or mixed signs of feeling unsafe"};
    case Quadrant::too_few_observations:
      return {"  för få iakttagelser för att säga hur platsen upplevs", "  too few observations to say how it feels"};
    case Quadrant::no_observations:
      break;
  }
  return {"", ""};
}

/// "  rang 2–5 (måttlig säkerhet)"
std::string ranks_words(const Place& place, Language language) {
  if (!place.reliability) {
    return "";
  }
  const auto& [word, ranks, chance, tied, competing] = *place.reliability;
  if (!ranks) {
    return say(language, {"  för få händelser för en säker rang", "  too few events for a sure rank"});
  }
  const auto range =
      ranks->low == ranks->high ? fmt::format("{}", ranks->low) : fmt::format("{}–{}", ranks->low, ranks->high);
  return say(language, {"  rang {} ({} säkerhet)", "  rank {} ({} reliability)"}, range,
             reliability_word(word).in(language));
}

std::string places_text(const Picture& picture, Language language) {
  std::string text;
  const auto names = place_names(picture.places, language);
  constexpr std::size_t longest_name = 44;
  std::size_t width = 5;
  for (const auto& name : names) {
    width = std::max(width, std::min(longest_name, name.size()));
  }
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto& place = picture.places[i];
    // Where nothing can be compared a note says so once.
    const auto change = place.change && picture.can_compare() ? change_words(*place.change) : Phrase{"", ""};
    const auto rank = place.rank ? fmt::format("{}", *place.rank) : "-";
    const auto* noun = one_or_many(place.count, {"händelse", "event"}, {"händelser", "events"}, language);
    const auto history = place.history ? "  " + history_in_short(*place.history, language) : std::string();
    text += fmt::format("  {:>3}  {:<{}}  {:>5} {}{}{}{}{}{}\n", rank, names[i], width, place.count, noun,
                        basis_text(picture, place, language), change.in(language),
                        felt_words(place.quadrant).in(language), ranks_words(place, language), history);
  }
  return text;
}

std::string rejects_text(const ReadInputs& read, std::span<const IncidentUse> uses, const std::string& rejects_file,
                         Language language) {
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
    return say(language, {"Alla rader kunde användas.\n", "All rows could be used.\n"});
  }
  const auto where =
      rejects_file.empty() ? say(language, {"--rejects FIL listar dem", "--rejects FILE lists them"}) : rejects_file;
  return say(language, {"{} kunde inte användas ({}): {}.\n", "{} could not be used ({}): {}.\n"},
             rows_text(lost, language), where, causes_text(by_cause, language));
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

std::string name_of_file(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string files_text(const ReadInputs& read, const ReadingNotes& notes, Language language) {
  std::string text;
  for (std::size_t i = 0; i < read.report.sources.size(); ++i) {
    const auto& source = read.report.sources[i];
    auto lines = quality_lines(source, language);
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
    text += lines_of_file(name_of_file(area->path), quality_lines(*area, language));
  }
  if (const auto& zones = read.report.zones) {
    text += lines_of_file(name_of_file(zones->path), quality_lines(*zones, language));
  }
  if (const auto& strata = read.report.strata) {
    text += lines_of_file(name_of_file(strata->path), quality_lines(*strata, language));
  }
  if (const auto& names = read.report.names) {
    text += lines_of_file(name_of_file(names->path), quality_lines(*names, language));
  }
  return text;
}

bool comes_first(const Warning& warning) { return warning.kind == WarningKind::far_off_events; }

std::string note(const std::string& sentence, Language language) {
  return say(language, {"Obs: {}\n", "Note: {}\n"}, sentence);
}

}  // namespace

std::string crs_text(const ReadInputs& read, Language language) {
  return fmt::format("{} ({}, {})", read.crs.id(), read.crs.name(), read.crs_reason.in(language));
}

std::string picture_text(const ReadInputs& read, const Picture& picture, const std::string& title, Language language) {
  auto text = say(language, {"{}\n{} i {} om {} m; {}.\n", "{}\n{} in {} of {} m; {}.\n"}, title,
                  counted(static_cast<std::uint64_t>(picture.counted_events), {"händelse räknad", "event counted"},
                          {"händelser räknade", "events counted"}, language),
                  counted(picture.study.size(), {"ruta", "cell"}, {"rutor", "cells"}, language),
                  short_number(picture.options.grid.cell_m, language, 6), crs_text(read, language));
  text += picture.places.empty() ? say(language, {"Ingen plats når det minsta antalet händelser.\n",
                                                  "No place reaches the minimum number of events.\n"})
                                 : places_text(picture, language);
  if (const auto ties = ties_sentence(picture.places, language); !ties.empty()) {
    text += ties + "\n";
  }
  text += strata_text(picture, language);
  return picture.history ? text + history_lines(*picture.history, language) : text;
}

std::string summary_text(const ReadInputs& read, const Picture& picture, const RunContext& context,
                         const std::string& rejects_file) {
  const auto language = context.language;
  return first_warnings_text(picture.warnings, language) + picture_text(read, picture, context.title, language) +
         losses_text(read, picture.use, picture.warnings, rejects_file, {}, language);
}

std::string first_warnings_text(std::span<const Warning> warnings, Language language) {
  std::string text;
  for (const auto& warning : warnings) {
    text += comes_first(warning) ? note(warning_text(warning, language), language) : "";
  }
  return text;
}

std::string losses_text(const ReadInputs& read, std::span<const IncidentUse> uses, std::span<const Warning> warnings,
                        const std::string& rejects_file, const ReadingNotes& notes, Language language) {
  auto text = rejects_text(read, uses, rejects_file, language);
  const auto& sources = read.report.sources;
  const auto stacks_are_shown =
      std::ranges::any_of(sources, [](const auto& source) { return !source.suspicious_stacks.empty(); });
  for (const auto& warning : warnings) {
    const auto is_told = comes_first(warning) || (stacks_are_shown && warning.kind == WarningKind::suspicious_stacks);
    text += is_told ? "" : note(warning_text(warning, language), language);
  }
  for (const auto& hint : notes.hints) {
    text += note(hint, language);
  }
  return text + files_text(read, notes, language);
}

}  // namespace lykta
