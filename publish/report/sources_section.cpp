#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "publish/report/sections.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/class_words.hpp"

namespace lykta::page {

namespace {

void add_parameter(Values& parameters, const std::string& word, const std::string& value) {
  Values each;
  each.set("word", word);
  each.set("value", value);
  parameters << each;
}

Values parameters_of(const Edition& edition) {
  const auto& picture = edition.publication.picture;
  const auto& options = picture.options;
  const auto language = edition.language;
  auto parameters = list();
  if (options.period) {
    add_parameter(parameters, edition.in({"Period", "Period"}), period_text(*options.period, language));
  }
  if (options.comparison) {
    add_parameter(parameters, edition.in({"Jämförelseperiod", "Comparison period"}),
                  period_text(*options.comparison, language));
  }
  add_parameter(parameters, edition.in({"Cellstorlek", "Cell size"}), fmt::format("{:g} m", options.grid.cell_m));
  add_parameter(parameters, edition.in({"Bandbredd", "Bandwidth"}), fmt::format("{:g} m", options.density.bandwidth_m));
  add_parameter(parameters, edition.in({"Största utsträckning för en plats", "Largest extent of a place"}),
                fmt::format("{:g} m", options.places.maximum_extent_m));
  add_parameter(parameters, edition.in({"Minsta antal händelser för en plats", "Fewest events of a place"}),
                std::to_string(options.places.minimum_events));
  add_parameter(parameters, edition.in({"Koordinatsystem", "Coordinate system"}), edition.publication.read.crs.name());
  add_parameter(parameters, edition.in({"Tidszon", "Time zone"}), edition.context.time_zone);
  for (const auto& file : edition.publication.read.report.files) {
    constexpr std::size_t shown = 16;
    add_parameter(parameters, std::filesystem::path(file.path).filename().string(),
                  "sha256 " + file.sha256.substr(0, shown));
  }
  return parameters;
}

/// Rows that could be read, and were lost when the study area or the days that the source covers were laid over them.
std::uint64_t lost_after_reading(const std::vector<Reject>& rejects, std::size_t source) {
  return static_cast<std::uint64_t>(std::ranges::count_if(rejects, [&](const Reject& reject) {
    return reject.source == source &&
           (reject.cause == RejectCause::outside_area || reject.cause == RejectCause::outlying_date);
  }));
}

void add_guesses(const Edition& edition, Values& values) {
  const auto& guesses = edition.context.guesses;
  auto listed = list();
  for (const auto& guess : guesses) {
    listed << guess;
  }
  values.set("guesses", listed);
  values.set("has_guesses", !guesses.empty());
  values.set("guesses_note", edition.in({"Filerna är lästa efter programmets gissningar, som ingen har kontrollerat:",
                                         "The files were read as the program guessed, which nobody has checked:"}));
}

}  // namespace

void add_sources(const Edition& edition, Values& values) {
  const auto language = edition.language;
  values.set("sources_title", edition.in({"Vad bilden vilar på", "What the picture rests on"}));
  values.set("source_word", edition.in({"Källa", "Source"}));
  values.set("rows_word", edition.in({"Rader", "Rows"}));
  values.set("used_word", edition.in({"Använda", "Used"}));
  values.set("covers_word", edition.in({"Täcker", "Covers"}));
  const auto rejects = all_rejects(edition.publication.read, edition.publication.picture.use);
  auto sources = list();
  const auto& reports = edition.publication.read.report.sources;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto& source = reports[i];
    const auto covers = source.coverage ? source.coverage->covers : std::nullopt;
    Values each;
    each.set("name", source.name);
    each.set("rows", std::to_string(source.rows));
    each.set("used", std::to_string(source.used - lost_after_reading(rejects, i)));
    each.set("covers", covers ? period_text(*covers, language) : "–");
    sources << each;
  }
  values.set("sources", sources);
  add_guesses(edition, values);
  const auto& uses = edition.publication.picture.use;
  const auto outside = static_cast<std::uint64_t>(std::ranges::count(uses, IncidentUse::outside_periods));
  values.set("outside", outside == 0 ? std::string()
                                     : say(language,
                                           {"{} ligger utanför perioden och är inte med i bilden.",
                                            "{} lie outside of the period and are not in the picture."},
                                           events_text(outside, language)));
  values.set("losses", rejects.empty() ? edition.in({"Alla rader kunde användas.", "All rows could be used."})
                                       : say(language,
                                             {"{} kunde inte användas: {}. De står i rejects.csv.",
                                              "{} could not be used: {}. They stand in rejects.csv."},
                                             rows_text(rejects.size(), language), causes_text(rejects, language)));
}

void add_method(const Edition& edition, Values& values) {
  const auto& options = edition.publication.picture.options;
  const auto language = edition.language;
  values.set("method_title",
             edition.in({"Så är det gjort, och vad det inte säger", "How it is done, and what it does not say"}));
  auto method = list();
  method << say(
      language,
      {"Området är indelat i rutor om {:g} meter. En ruta är markerad när den och dess grannar har fler "
       "händelser än slumpen "
       "skulle ge om händelserna låg jämnt spridda{}. Sådana rutor som hänger ihop bildar platser, högst {:g} meter "
       "stora, och de "
       "rangordnas efter antalet anmälda händelser.",
       "The area is divided into cells of {:g} metres. A cell is marked where it and its neighbours have "
       "more events than "
       "chance gives if events lay evenly spread{}. Such cells that hang together make places, at most {:g} "
       "metres across, "
       "and these are ranked by the number of reported events."},
      options.grid.cell_m,
      edition.publication.picture.strata ? edition.in({" i den egna orten", " over their own locality"})
                                         : std::string(),
      options.places.maximum_extent_m);
  method << edition.in(
      {"Antalet är anmälningar, inte allt som har hänt: mycket anmäls aldrig, och det skiljer sig mellan brottstyper. "
       "Händelser som patruller har upptäckt räknas för sig, eftersom de visar var patruller har varit.",
       "Counts are of reports, not of all that happened: much is never reported, and that differs by kind. Events that "
       "patrols discovered are counted apart, as they show where patrols were."});
  method << edition.in(
      {"Lägen är ofta fel med omkring åttio meter, så en plats gräns är aldrig skarp. Rangordningens säkerhet säger "
       "hur "
       "mycket slumpen kan ha flyttat en plats i listan. En plats som valts för att den har mycket just nu får oftast "
       "mindre sedan, vad man än gör.",
       "Positions are often wrong by some eighty metres, so the edge of a place is never sharp. The reliability of a "
       "rank "
       "says how far chance may have moved a place on the list. A place chosen for having much just now mostly has "
       "less "
       "later, whatever one does."});
  method << edition.in({"Bilden är endast till för internt bruk och handlar om platser, aldrig om personer.",
                        "The picture is for internal use only, and about places, never about persons."});
  values.set("method", method);
  values.set("parameters_title", edition.in({"Inställningar och underlag", "Settings and data"}));
  values.set("parameters", parameters_of(edition));
}

}  // namespace lykta::page
