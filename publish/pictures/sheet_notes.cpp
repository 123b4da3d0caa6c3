#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/pictures/sheet.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/shown_name.hpp"
#include "publish/words/words.hpp"

namespace lykta::sheet {

namespace {

/// What the numbers are, and what a reader must not make of them.
std::string on_numbers(const Sheet& sheet) {
  const auto& picture = sheet.picture();
  std::string text =
      picture.options.include_discovered
          ? sheet.in({"Antalen är anmälda händelser och sådana som patruller har upptäckt, inte allt som har hänt.",
                      "Numbers are of reported events and of those that patrols discovered, not of all that happened."})
          : sheet.in({"Antalen är anmälda händelser, inte allt som har hänt.",
                      "Numbers are of reported events, not of all that happened."});
  text += sheet.in({" Lägen är ofta fel med omkring åttio meter, så en plats gräns är aldrig skarp.",
                    " Positions are often wrong by some eighty metres, so the edge of a place is never sharp."});
  const auto has_ranks = std::ranges::any_of(
      picture.places, [](const Place& place) { return place.reliability && place.reliability->ranks; });
  if (has_ranks) {
    text +=
        sheet.in({" Rang mellan: så långt kan slumpen ha flyttat platsen i listan; ett streck betyder för få händelser "
                  "eller utan rang.",
                  " Rank between: so far chance may have moved a place on the list; a dash means too few events, or no "
                  "rank."});
  }
  return text;
}

std::string on_pins(const Sheet& sheet, const MapOnSheet& map) {
  const auto number = map.places_without_pin;
  if (number == 0) {
    return "";
  }
  return fmt::format(fmt::runtime(one_or_many(number,
                                              {" {} plats på kartan har ingen siffra: den skulle täcka andra.",
                                               " {} place on the map has no number: it would cover others."},
                                              {" {} platser på kartan har ingen siffra: de skulle täcka varandra.",
                                               " {} places on the map have no number: they would cover each other."},
                                              sheet.language())),
                     number);
}

std::string on_sources(const Sheet& sheet) {
  std::vector<std::string> sources;
  for (const auto& source : sheet.publication.read.report.sources) {
    auto text = shown_name(source.name);
    if (source.coverage && source.coverage->covers) {
      text += fmt::format(" ({})", period_text(*source.coverage->covers, sheet.language()));
    }
    sources.push_back(std::move(text));
  }
  return say(sheet.language(), {"Källor: {}.", "Sources: {}."}, fmt::format("{}", fmt::join(sources, "; ")));
}

std::string on_making(const Sheet& sheet) {
  const auto& crs = sheet.publication.read.crs;
  const auto system = crs.name() == crs.id() ? crs.name() : fmt::format("{} ({})", crs.name(), crs.id());
  return say(sheet.language(),
             {"Gjord med Lykta {}, som handlar om platser, aldrig om personer. Koordinatsystem {}; pilen visar "
              "rutnätets norr.",
              "Made with Lykta {}, which is about places, never about persons. Coordinate system {}; the arrow shows "
              "grid north."},
             program_version(), system);
}

}  // namespace

std::string scale_text(double denominator) {
  const auto digits = fmt::format("{:.0f}", denominator);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) {
      text += "\u00A0";
    }
    text += digits[i];
  }
  return "1:" + text;
}

std::vector<std::string> notes_of(const Sheet& sheet, const MapOnSheet& map) {
  return {on_numbers(sheet) + on_pins(sheet, map), on_sources(sheet), on_making(sheet)};
}

}  // namespace lykta::sheet
