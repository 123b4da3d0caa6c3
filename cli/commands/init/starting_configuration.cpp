#include "cli/commands/init/starting_configuration.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "cli/commands/init/looked_at.hpp"
#include "cli/commands/init/starting_area.hpp"
#include "cli/commands/init/starting_periods.hpp"
#include "cli/commands/init/starting_source.hpp"
#include "cli/commands/init/toml_text.hpp"
#include "cli/frame/quality_text.hpp"
#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/read/kinds.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// The days that files of events cover.
std::vector<CoveredFile> days_covered(const std::vector<LookedAt>& files) {
  std::vector<CoveredFile> covered;
  for (const auto& file : files) {
    if (const auto& times = file.found.times; times && times->covers) {
      const auto& coverage = *file.found.report->sources.front().coverage;
      covered.push_back(
          {.path = one_line(file.path), .covers = *times->covers, .pauses = coverage.pauses, .dated = coverage.dated});
    }
  }
  return covered;
}

constexpr auto rest_of_the_file =
    R"(# What follows are the defaults; see docs/configuration.md.
[grid]
shape = "square"        # or hexagon
cell_m = 100

[density]
kernel = "quartic"      # uniform, triangular, epanechnikov, quartic, triweight, gaussian
bandwidth_m = 200       # or bandwidth = "likelihood", "k-nearest", ...: a rule chooses
# edges = "uniform"     # correction at the border of the study area; or diggle
# adaptive = true       # narrow kernels where events lie close together
# fast = true           # by Fourier transform: large areas, many events
# unit = "cell"         # of density.tif: events in a cell; or share, of all events
# hours = "22-04"       # of density.tif: these hours only
# weekdays = "fri,sat"  # of density.tif: these days only

[statistics]
neighbours = "queen"    # or rook; distance, with distance_m; nearest, with nearest
alternative = "greater" # one-sided: hot only; or two-sided
correction = "fdr"      # of many tests (Benjamini-Hochberg); or bonferroni, none
false_discovery_rate = 0.05

[places]
limit = 10
maximum_extent_m = 400  # a place can be walked across
rank_by = "count"       # or weighted_count, density, z, recency, trend, unsafe_score, mean_rank

# Names for the places: a table with a name and a position each.
# [names]
# path = "places.csv"
# crs = "EPSG:4326"
# columns = { name = "name", x = "longitude", y = "latitude" }

# A calendar for the weekly picture (lykta run --week): a table or an .ics of holidays, school breaks and events.
# [calendar]
# files = ["kalender.csv", "lov.ics"]

# Classes with weights, when values are mapped to them.
# [[classes]]
# name = "Våldsbrott"
# weight = 10
)";

std::string last_name(const LookedAt& file) { return std::filesystem::path(file.path).filename().string(); }

/// What a file was taken for, and where its positions are then: what a map goes wrong by first.
std::string taken_text(const LookedAt& file, Language language) {
  const auto& guess = file.found.guess;
  auto text = fmt::format("{}: {}", last_name(file), kind_of(guess.kind).title.in(language));
  if (needs_polygons(file)) {
    return text;
  }
  if (guess.crs.empty()) {
    return text + say(language, {", okänt koordinatsystem", ", unknown coordinate system"});
  }
  return text + (guess.crs_declared ? say(language, {", {} (står i filen)", ", {} (declared by the file)"}, guess.crs)
                                    : say(language, {", {} (gissat: {})", ", {} (guessed: {})"}, guess.crs,
                                          guess.crs_why.in(language)));
}

/// Which layers are read, which are not, and what is to be looked at before each row counts as an event.
void add_notes_on_source(const LookedAt& file, Language language, std::vector<std::string>& notes) {
  const auto name = last_name(file);
  if (file.is_one_of_several) {
    notes.push_back(say(language, {"{}: lagret {} ({}) är en källa.", "{}: layer {} ({}) is a source."}, name,
                        file.layer, rows_text(file.found.rows, language)));
  }
  for (const auto& line : file.left_out) {
    notes.push_back(fmt::format("{}: {}.", name, line.in(language)));
  }
  for (const auto& line : rows_to_look_at(file.found, language)) {
    notes.push_back(fmt::format("{}: {}.", name, line));
  }
  if (!file.found.report) {
    return;
  }
  for (const auto& line : lines_on_losses(file.found.report->sources.front(), language)) {
    notes.push_back(fmt::format("{}: {}.", name, line));
  }
}

}  // namespace

std::vector<std::string> seen_from(const std::filesystem::path& folder, const std::vector<std::string>& files) {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  for (const auto& file : files) {
    // By the letters of both, as a configuration finds its files: a link in between must not count twice.
    const auto relative = fs::absolute(file).lexically_relative(fs::absolute(folder).lexically_normal());
    const auto stays =
        fs::path(file).is_absolute() || relative.empty() || location_of(file).kind != LocationKind::local_file;
    paths.push_back(stays ? file : relative.generic_string());
    if (!is_utf8(paths.back())) {
      throw InvalidOption(fmt::format(
          "{}: the name is not UTF-8, and a configuration can hold no other: call the file or its folder otherwise",
          file));
    }
  }
  return paths;
}

StartingConfiguration starting_configuration(const std::vector<std::string>& paths, const std::string& folder,
                                             const StartingChoices& choices, const Progress& progress) {
  check_time_zone(choices.time_zone);
  const auto language = choices.language;
  const auto title = !choices.title.empty() ? choices.title : Phrase{"Lägesbild", "Situation picture"}.in(language);
  auto files = look_at_files(paths, folder, choices.time_zone, progress);
  StartingConfiguration starting;
  starting.text = fmt::format(
      "# A first configuration, written from the files. Every line is a guess: read it, then run\n"
      "#   lykta run THIS_FILE --output out\n"
      "# Paths are relative to this file.\n\n"
      "title = {}\n"
      "language = \"{}\"  # sv or en: labels, names and sentences in the outputs and on the terminal\n"
      "time_zone = {}  # of local time; times that state an offset from UTC are turned into it\n"
      "# crs = \"EPSG:3006\"  # left out, the zone that fits is chosen and named\n\n",
      quoted(title), language == Language::sv ? "sv" : "en", quoted(choices.time_zone));
  starting.text += periods_text(days_covered(files.sources));
  const auto* study_area = study_area_of(files);
  const auto area = starting_area(study_area, files.sources, language, starting.notes);
  if (study_area != nullptr) {
    count_within(*study_area, area.where, choices.time_zone, files.sources, progress);
    starting.taken.push_back(say(language, {"{}: undersökningsområdet", "{}: the study area"}, last_name(*study_area)));
  }
  starting.text += area.text;
  for (const auto& file : files.sources) {
    starting.text += source_text(file);
    starting.taken.push_back(taken_text(file, language));
    add_notes_on_source(file, language, starting.notes);
  }
  starting.text += rest_of_the_file;
  return starting;
}

std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder) {
  return starting_configuration(paths, folder, StartingChoices{}).text;
}

}  // namespace lykta
