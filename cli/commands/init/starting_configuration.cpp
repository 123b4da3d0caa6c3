#include "cli/commands/init/starting_configuration.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "cli/commands/init/looked_at.hpp"
#include "cli/commands/init/starting_area.hpp"
#include "cli/commands/init/starting_periods.hpp"
#include "cli/commands/init/starting_source.hpp"
#include "cli/commands/init/toml_text.hpp"
#include "cli/frame/quality_text.hpp"
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

/// Which layers are read, which are not, and what is to be looked at before each row counts as an event.
void add_notes_on_source(const LookedAt& file, Language language, std::vector<std::string>& notes) {
  const auto name = std::filesystem::path(file.path).filename().string();
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

std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder,
                                   const StartingChoices& choices, std::vector<std::string>& notes,
                                   const Progress& progress) {
  check_time_zone(choices.time_zone);
  const auto language = choices.language;
  const auto title = !choices.title.empty() ? choices.title : Phrase{"Lägesbild", "Situation picture"}.in(language);
  auto files = look_at_files(paths, folder, choices.time_zone, progress);
  auto text = fmt::format(
      "# A first configuration, written by lykta init. Every line is a guess from the files: read it, then run\n"
      "#   lykta run THIS_FILE --output out\n"
      "# Paths are relative to this file.\n\n"
      "title = {}\n"
      "language = \"{}\"  # sv or en: labels, names and sentences in the outputs and on the terminal\n"
      "time_zone = {}  # of local time; times that state an offset from UTC are turned into it\n"
      "# crs = \"EPSG:3006\"  # left out, the zone that fits is chosen and named\n\n",
      quoted(title), language == Language::sv ? "sv" : "en", quoted(choices.time_zone));
  text += periods_text(days_covered(files.sources));
  const auto* study_area = study_area_of(files);
  const auto area = starting_area(study_area, files.sources, language, notes);
  if (study_area != nullptr) {
    count_within(*study_area, area.where, choices.time_zone, files.sources, progress);
  }
  text += area.text;
  for (const auto& file : files.sources) {
    text += source_text(file);
    add_notes_on_source(file, language, notes);
  }
  return text + rest_of_the_file;
}

std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder) {
  std::vector<std::string> notes;
  return starting_configuration(paths, folder, StartingChoices{}, notes);
}

}  // namespace lykta
