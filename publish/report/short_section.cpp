#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/report/sections.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/tie_words.hpp"
#include "publish/words/visit_words.hpp"
#include "publish/words/warnings.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta::page {

namespace {

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// "726 händelser räknas; samma källor hade 812 under jämförelseperioden."
std::string sentence_on_number(const Edition& edition) {
  const auto& picture = edition.publication.picture;
  const auto events = events_text(picture.counted_events, edition.language);
  if (!picture.can_compare()) {
    return say(edition.language, {"{} ligger till grund för bilden.", "The picture rests on {}."}, events);
  }
  const auto before = static_cast<std::uint64_t>(sum_of(picture.cells.comparison_count));
  const auto compared = picture.cells.compared_count.empty()
                            ? picture.counted_events
                            : static_cast<std::uint64_t>(sum_of(picture.cells.compared_count));
  return say(edition.language,
             {"{} ligger till grund för bilden. Källor som täcker båda perioderna hade {} nu och {} under "
              "jämförelseperioden.",
              "The picture rests on {}. Sources that cover both periods had {} now and {} in the comparison period."},
             events, compared, before);
}

/// The three first places, and how much of all they hold.
std::string sentence_on_places(const Edition& edition, const std::vector<std::string>& names) {
  const auto& picture = edition.publication.picture;
  std::vector<std::string> parts;
  std::uint64_t events = 0;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < picture.places.size() && parts.size() < most; ++i) {
    if (picture.places[i].rank) {
      parts.push_back(fmt::format("{} ({})", names[i], picture.places[i].count));
      events += picture.places[i].count;
    }
  }
  if (parts.empty()) {
    return edition.in({"Ingen plats har så många händelser att den kommer med på listan.",
                       "No place has enough events to be on the list."});
  }
  const auto share =
      static_cast<double>(events) / static_cast<double>(std::max<std::uint64_t>(picture.counted_events, 1));
  if (picture.options.places.rank_by != RankBy::count) {
    return say(edition.language, {"Överst på listan: {}.", "First on the list: {}."},
               fmt::format("{}", fmt::join(parts, ", ")));
  }
  if (parts.size() == 1) {
    return say(edition.language,
               {"Flest ligger vid {}: {:.0f} procent av alla.", "Most are at {}: {:.0f} per cent of all."}, parts[0],
               100 * share);
  }
  const auto last = parts.back();
  parts.pop_back();
  return say(edition.language,
             {"Flest ligger vid {} och {}: tillsammans {:.0f} procent av alla.",
              "Most are at {} and {}: together {:.0f} per cent of all."},
             fmt::format("{}", fmt::join(parts, ", ")), last, 100 * share);
}

/// "Torget, Stationen och Skolan"
std::string joined(std::vector<std::string> names, Language language) {
  constexpr std::size_t most = 8;
  if (names.size() > most) {
    return listed(names, language);
  }
  const auto last = names.back();
  names.pop_back();
  return fmt::format("{} {} {}", fmt::join(names, ", "), Phrase{"och", "and"}.in(language), last);
}

/// Where people feel unsafe, or that nobody was asked.
std::string sentence_on_unsafety(const Edition& edition, const std::vector<std::string>& names) {
  const auto& picture = edition.publication.picture;
  if (edition.publication.read.inputs.observations.size() == 0) {
    return edition.in({"Hur platserna upplevs är inte undersökt: det finns inga iakttagelser i underlaget.",
                       "How the places feel has not been looked at: there are no observations."});
  }
  std::vector<std::string> unsafe;
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto quadrant = picture.places[i].quadrant;
    if (quadrant == Quadrant::high_crime_high_unsafety || quadrant == Quadrant::low_crime_high_unsafety) {
      unsafe.push_back(names[i]);
    }
  }
  if (unsafe.empty()) {
    return edition.in({"Ingen av platserna sticker ut som otrygg i iakttagelserna.",
                       "None of the places stands out as felt unsafe in the observations."});
  }
  return unsafe.size() == 1
             ? say(edition.language, {"Som otrygg upplevs {}.", "Felt unsafe: {}."}, unsafe.front())
             : say(edition.language, {"Som otrygga upplevs {}.", "Felt unsafe: {}."}, joined(unsafe, edition.language));
}

}  // namespace

void add_short(const Edition& edition, Values& values) {
  const auto& picture = edition.publication.picture;
  const auto names = shown_names(place_names(picture.places, edition.language));
  values.set("short_title", edition.in({"Läget i korthet", "The situation in brief"}));
  auto sentences = list();
  if (picture.weekly) {
    sentences << week_headline(*picture.weekly, edition.language);
  }
  sentences << sentence_on_number(edition) << sentence_on_places(edition, names);
  if (const auto ties = ties_sentence(picture.places, edition.language); !ties.empty()) {
    sentences << ties;
  }
  sentences << sentence_on_unsafety(edition, names);
  values.set("short", sentences);
  values.set("notes_title", edition.in({"Att veta innan man läser kartan", "To know before reading the map"}));
  auto notes = list();
  for (const auto& warning : picture.warnings) {
    notes << warning_text(warning, edition.language);
  }
  values.set("has_notes", !picture.warnings.empty());
  values.set("notes", notes);
}

}  // namespace lykta::page
