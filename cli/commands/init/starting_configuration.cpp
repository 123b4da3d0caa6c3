#include "cli/commands/init/starting_configuration.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/init/partner_polygons.hpp"
#include "cli/commands/init/starting_periods.hpp"
#include "cli/frame/quality_text.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/read/area_choice.hpp"
#include "geo/read/inspection.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// A file as far as it could be understood.
struct LookedAt {
  std::string path;   ///< as it shall stand in the configuration
  std::string layer;  ///< where the file holds several
  Inspection found;
  std::string polygons_path{};  ///< where its areas lie, as it shall stand in
                                ///< the configuration; empty: not known
  std::string polygons_layer{};
  std::string polygons_column{};
};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// A text as TOML writes it. Headers of sheets may well hold line breaks.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const auto c : text) {
    if (is_control(c)) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
      continue;
    }
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + '"';
}

/// A text as it fits into a comment.
std::string one_line(std::string text) {
  std::ranges::replace_if(text, is_control, ' ');
  return text;
}

/// A path of the configuration as seen from here.
std::string resolved(const std::string& path, const std::string& folder) {
  const auto is_elsewhere = location_of(path).kind != LocationKind::local_file;
  return is_elsewhere || std::filesystem::path(path).is_absolute() ? path
                                                                   : (std::filesystem::path(folder) / path).string();
}

/// Of a GeoPackage with several layers the first; sheets are chosen by the reader.
std::string layer_to_name(const std::string& path) {
  if (is_table_file(path)) {
    return "";
  }
  const auto layers = layer_names(path, {});
  return layers.size() > 1 ? layers.front() : "";
}

LookedAt look_at(const std::string& path, const std::string& folder, const std::optional<Box>& expected,
                 const Progress& progress) {
  const auto here = resolved(path, folder);
  LookedAt file{.path = path, .layer = layer_to_name(here), .found = {}};
  file.found =
      inspect({.path = here, .layer = file.layer, .expected_degrees = expected, .allowed_hosts = {}}, progress);
  if (file.layer.empty() && file.found.format.layers.size() > 1) {
    file.layer = file.found.format.layer;
  }
  return file;
}

bool is_study_area(const LookedAt& file) { return file.found.has_polygons && !is_about_areas(file.found.guess.kind); }

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

/// Rows dated outside of what the file covers, and the keys that state it.
std::string covers_text(const Inspection& found) {
  if (!found.times || !found.times->covers) {
    return "";
  }
  std::string text;
  const auto& source = found.report->sources.front();
  const auto lines = coverage_lines(source, Language::en);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    text += fmt::format("# {}\n", one_line(lines[i]));
  }
  const auto& covers = *found.times->covers;
  return text + fmt::format(
                    "# covers_from = {}  # first and last day that it was kept, by its events: state what you know "
                    "better\n# covers_to = {}\n",
                    day_text(covers.from), day_text(covers.to - std::chrono::seconds{1}));
}

/// "Ronneby (120), Karlskrona (30)"
std::string counted_holders(const AreaChoice& choice, std::size_t first) {
  constexpr std::size_t most_listed = 5;
  std::vector<std::string> listed;
  for (auto i = first; i < choice.holders.size() && i < first + most_listed; ++i) {
    listed.push_back(fmt::format("{} ({})", one_line(choice.holders[i].first), choice.holders[i].second));
  }
  return fmt::to_string(fmt::join(listed, ", "));
}

/// Why this polygon of several, or why all of them.
std::string choice_reason(const AreaChoice& choice, Language language) {
  const auto has_field = !choice.field.empty();
  if (choice.has_most() && has_field) {
    return say(language,
               {"av filens {} polygoner den som innehåller {} av de {} händelser som undersöktes",
                "of the {} polygons of the file, the one that holds {} of the {} events looked at"},
               choice.polygons, choice.holders.front().second, choice.points);
  }
  auto reason = choice.has_most() ? say(language,
                                        {"En av filens {} polygoner innehåller {} av de {} händelser som undersöktes, "
                                         "men inget fält i filen namnger den: alla polygoner tillsammans är området.",
                                         "One of the {} polygons of the file holds {} of the {} events looked at, but "
                                         "no field of the file names it: all polygons together are the study area."},
                                        choice.polygons, choice.holders.front().second, choice.points)
                                  : say(language,
                                        {"Ingen av filens {} polygoner innehåller de flesta av de {} händelser som "
                                         "undersöktes: alla tillsammans är området.",
                                         "None of the {} polygons of the file holds most of the {} events looked at: "
                                         "all of them together are the study area."},
                                        choice.polygons, choice.points);
  if (choice.holders.empty()) {
    reason += say(language, {" Ingen händelse ligger i någon av dem.", " No event lies in any of them."});
  } else if (has_field) {
    reason += say(language, {" De flesta ligger i {}.", " Most lie in {}."}, counted_holders(choice, 0));
  }
  return reason;
}

/// What a person is told of that choice.
void add_choice_notes(const AreaChoice& choice, Language language, std::vector<std::string>& notes) {
  const auto reason = choice_reason(choice, language);
  if (!choice.has_most() || choice.field.empty()) {
    notes.push_back(reason);
    return;
  }
  notes.push_back(say(language, {"Område: {} '{}', {}.", "Study area: {} '{}', {}."}, choice.field,
                      choice.holders.front().first, reason));
  if (choice.holders.size() > 1) {
    notes.push_back(
        say(language, {"Fler händelser ligger i {}.", "Further events lie in {}."}, counted_holders(choice, 1)));
  }
}

/// Which of several polygons is the study area, as a line of the configuration with its reasons.
std::string choice_text(const AreaChoice& choice) {
  const auto where_of = [&](std::size_t holders) {
    FieldChoice which{choice.field, {}};
    for (std::size_t i = 0; i < holders; ++i) {
      which.values.push_back(choice.holders[i].first);
    }
    return fmt::format("where = {}", quoted(written(which)));
  };
  const auto reason = choice_reason(choice, Language::en);
  const auto has_field = !choice.field.empty();
  if (!choice.has_most() || !has_field) {
    return fmt::format("# {}\n{}", reason, has_field ? fmt::format("# Choose so: {}\n", where_of(1)) : "");
  }
  const auto text = fmt::format("{}  # {}\n", where_of(1), reason);
  return choice.holders.size() > 1
             ? text + fmt::format("# Further events lie in {}. Several polygons are chosen so:\n# {}\n",
                                  counted_holders(choice, 1), where_of(2))
             : text;
}

std::string area_text(const LookedAt* area, const AreaChoice& choice, Language language,
                      std::vector<std::string>& notes) {
  if (area == nullptr) {
    return "# The study area: a file of polygons. Without it the box around the events stands in, and empty land "
           "flatters the test.\n"
           "# [area]\n# path = \"municipality.geojson\"\n\n";
  }
  auto text =
      fmt::format("# The study area: outside it there is no value, inside it zero is a value.\n[area]\npath = {}\n",
                  quoted(area->path));
  if (!area->layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(area->layer));
  }
  if (choice.polygons < 2 || choice.points == 0) {
    return text + "\n";
  }
  add_choice_notes(choice, language, notes);
  return text + choice_text(choice) + "\n";
}

/// Which of the polygons of the study area's file holds the events of the other files.
AreaChoice holders_of(const LookedAt* area, const std::vector<LookedAt>& files) {
  std::vector<Point> events;
  for (const auto& file : files) {
    events.insert(events.end(), file.found.some_degrees.begin(), file.found.some_degrees.end());
  }
  return area != nullptr ? choose_area(area->found.path, area->layer, events) : AreaChoice{};
}

std::string columns_text(const SourceGuess& guess) {
  std::string text;
  for (const auto& reason : guess.reasons) {
    text += fmt::format("{} = {}  # {}\n", reason.key, quoted(reason.column), one_line(reason.why));
  }
  return text;
}

/// What was found out about the way the file is written, stated so that the run need not find it out again.
std::string format_lines(const Inspection& found) {
  const auto& format = found.format;
  std::string text;
  if (format.encoding) {
    text += fmt::format("encoding = {}  # {}\n", quoted(format.encoding->name), format.encoding->why);
  }
  if (format.dialect) {
    const auto separator = format.dialect->separator;
    text += fmt::format("separator = {}  # {}\n", separator == '\t' ? "\"tab\"" : quoted(std::string(1, separator)),
                        one_line(format.dialect->why));
  }
  if (format.header && format.header->row > 1) {
    text += fmt::format("header_row = {}  # {}\n", format.header->row, format.header->why);
  }
  return text;
}

std::string crs_text(const SourceGuess& guess) {
  if (guess.crs_declared) {
    return fmt::format("# The file declares its coordinate system: {}.\n", guess.crs);
  }
  if (guess.crs.empty()) {
    return fmt::format(
        "crs = \"\"  # {}: name it, such as EPSG:3006 (SWEREF 99 TM) or EPSG:4326 (longitude and latitude)\n",
        one_line(guess.crs_why));
  }
  return fmt::format("crs = {}  # guessed: {}\n", quoted(guess.crs), one_line(guess.crs_why));
}

std::string classes_text(const Inspection& found) {
  constexpr std::size_t most_listed = 60;
  if (found.class_values.empty() || found.class_values.size() > most_listed) {
    return "";
  }
  std::string text =
      "\n# Each value is a class of weight 1. To join or weigh them, map value to class here and list [[classes]] "
      "below.\n# A value may be a pattern (\"Inbrott*\") or a range of codes (\"0301..0399\").\n# [sources.classes]\n";
  for (const auto& [value, rows] : found.class_values) {
    text += fmt::format("# {} = {}  # {} rows\n", quoted(value), quoted(value), rows);
  }
  return text;
}

/// What a reader of the configuration should know before running it.
std::string notes_text(const Inspection& found) {
  std::string text;
  if (!found.not_read.empty()) {
    text += fmt::format("# NOT READ YET: {}\n", one_line(found.not_read));
  }
  if (found.report) {
    const auto& source = found.report->sources.front();
    text += fmt::format("# {} of {} rows can be used.\n", source.used, source.rows);
    for (const auto& line : quality_lines(source, Language::en)) {
      text += fmt::format("# {}\n", one_line(line));
    }
  }
  if (found.times && found.times->likely_months()) {
    text += fmt::format("date_precision = \"month\"  # {}\n", line_on_likely_months().en);
  }
  for (const auto& column : found.columns) {
    if (column.personal.what != PersonalData::none) {
      text += fmt::format("# Left out: the column {} looks like data on persons or free text ({}).\n",
                          quoted(column.name), one_line(column.personal.why));
    }
  }
  return text;
}

std::string clock_text(const SourceGuess& guess) {
  if (guess.clock_why.empty()) {
    return "";
  }
  const auto clock = std::ranges::find(clocks, guess.clock, [](const auto& choice) { return choice.second; });
  return fmt::format("clock = \"{}\"  # {}\n", clock->first, guess.clock_why);
}

/// Whether rows are about areas that lie in another file.
bool needs_polygons(const LookedAt& file) {
  const auto& columns = file.found.guess.columns;
  return is_about_areas(file.found.guess.kind) && !file.found.format.has_geometry && columns.x.empty() &&
         columns.position.empty();
}

std::string polygons_text(const LookedAt& file) {
  constexpr auto explanation =
      "# Where the areas lie. Rows and polygons are joined by name or code, and what finds no partner is listed.\n";
  if (file.polygons_path.empty()) {
    return fmt::format(
        "{}[sources.polygons]\npath = \"areas.gpkg\"\ncolumn = \"...\"  # of the polygons, with the same names or "
        "codes\n",
        explanation);
  }
  auto text = fmt::format("{}[sources.polygons]\npath = {}\n", explanation, quoted(file.polygons_path));
  if (!file.polygons_layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(file.polygons_layer));
  }
  return text + fmt::format("column = {}  # holds the same names or codes\n", quoted(file.polygons_column));
}

/// A block that cannot be run yet, as comments.
std::string as_comments(const std::string& block) {
  std::string text;
  for (std::size_t begin = 0; begin < block.size();) {
    const auto end = block.find('\n', begin);
    const auto line = block.substr(begin, end - begin);
    text += line.empty() || line.front() == '#' ? line : "# " + line;
    text += '\n';
    begin = end == std::string::npos ? block.size() : end + 1;
  }
  return text;
}

std::string source_text(const LookedAt& file) {
  const auto& guess = file.found.guess;
  auto text = fmt::format("[[sources]]\npath = {}\nkind = \"{}\"  # {}\n", quoted(file.path), name_of(guess.kind),
                          one_line(guess.kind_why));
  if (!file.layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(file.layer));
  }
  text += format_lines(file.found) + (needs_polygons(file) ? "" : crs_text(guess)) + notes_text(file.found);
  text += covers_text(file.found);
  text += clock_text(guess);
  if (guess.asks_date_order) {
    text += "# date_order = \"day_first\"  # or month_first: the dates may be read in both ways\n";
  }
  if (guess.kind == SourceKind::incidents && guess.columns.discovered.empty()) {
    text += "# origin = \"reported\"  # or discovered: found by patrols, left out of the ranking\n";
  }
  text += fmt::format("\n# The columns of the file: {}\n[sources.columns]\n{}",
                      one_line(fmt::format("{}", fmt::join(file.found.format.columns, ", "))), columns_text(guess));
  if (guess.kind == SourceKind::incidents && guess.columns.date.empty()) {
    text += "# date = \"...\"  # no column of dates was recognised\n";
  }
  text += kind_of(guess.kind).example_of_classes;
  if (needs_polygons(file)) {
    text += polygons_text(file);
  }
  text += classes_text(file.found) + "\n";
  if (needs_polygons(file) && file.polygons_path.empty()) {
    return "# This table needs the polygons of its areas: name them, and take away the first # of each line.\n" +
           as_comments(text);
  }
  return text;
}

/// Finds the polygons that tables are about; says which of the files of polygons are such.
std::vector<bool> join_tables(std::vector<LookedAt>& files, const std::vector<LookedAt>& polygons) {
  std::vector<bool> is_partner(polygons.size(), false);
  std::vector<PolygonFile> candidates;
  for (const auto& file : polygons) {
    candidates.push_back({file.found.path, file.layer});
  }
  for (auto& file : files) {
    const auto& area_column = file.found.guess.columns.area;
    if (!needs_polygons(file) || area_column.empty()) {
      continue;
    }
    if (const auto partner = find_partner(file.found.path, file.layer, area_column, candidates)) {
      file.polygons_path = polygons[partner->file].path;
      file.polygons_layer = polygons[partner->file].layer;
      file.polygons_column = partner->column;
      is_partner[partner->file] = true;
    }
  }
  return is_partner;
}

/// The polygons that no table is about; those of a table, where there are no others. Throws InvalidOption for several.
const LookedAt* study_area_of(const std::vector<LookedAt>& polygons, const std::vector<bool>& is_partner) {
  const LookedAt* area = nullptr;
  for (const auto wanted : {false, true}) {
    for (std::size_t i = 0; i < polygons.size(); ++i) {
      if (is_partner[i] != wanted) {
        continue;
      }
      if (area != nullptr && !wanted) {
        throw InvalidOption(
            fmt::format("{} and {} both hold polygons without residents, and no table names their areas: which one is "
                        "the study area? Give one of them",
                        area->path, polygons[i].path));
      }
      area = area != nullptr ? area : &polygons[i];
    }
  }
  return area;
}

constexpr auto rest_of_the_file =
    R"(# What follows are the defaults; see docs/configuration.md.
[grid]
shape = "square"        # or hexagon
cell_m = 100

[density]
kernel = "quartic"      # uniform, triangular, epanechnikov, quartic, triweight, gaussian
bandwidth_m = 200

[statistics]
neighbours = "queen"    # or rook; distance, with distance_m; nearest, with nearest
alternative = "greater" # one-sided: hot only; or two-sided
correction = "fdr"      # of many tests (Benjamini-Hochberg); or bonferroni, none
false_discovery_rate = 0.05

[places]
limit = 10
maximum_extent_m = 400  # a place can be walked across
rank_by = "count"       # or weighted_count, density, z

# Names for the places: a table with a name and a position each.
# [names]
# path = "places.csv"
# crs = "EPSG:4326"
# columns = { name = "name", x = "longitude", y = "latitude" }

# Classes with weights, when values are mapped to them.
# [[classes]]
# name = "Våldsbrott"
# weight = 10
)";

}  // namespace

std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder, Language language,
                                   std::vector<std::string>& notes, const Progress& progress) {
  // Polygons first: where they lie helps to tell the systems of the others apart.
  std::optional<Box> expected;
  for (const auto& path : paths) {
    const auto here = resolved(path, folder);
    if (!expected && !is_table_file(here)) {
      expected = extent_of_polygons(here, layer_to_name(here));
    }
  }
  std::vector<LookedAt> files;
  std::vector<LookedAt> polygons;
  for (const auto& path : paths) {
    auto file = look_at(path, folder, expected, progress);
    (is_study_area(file) ? polygons : files).push_back(std::move(file));
  }
  const auto is_partner = join_tables(files, polygons);
  const auto* area = study_area_of(polygons, is_partner);
  auto text = fmt::format(
      "# A first configuration, written by lykta init. Every line is a guess from the files: read it, then run\n"
      "#   lykta run THIS_FILE --output out\n"
      "# Paths are relative to this file.\n\n"
      "title = \"{}\"\n"
      "language = \"{}\"  # sv or en: labels, names and sentences in the outputs and on the terminal\n"
      "time_zone = \"Europe/Stockholm\"\n"
      "# crs = \"EPSG:3006\"  # left out, the zone that fits is chosen and named\n\n",
      language == Language::sv ? "Lägesbild" : "Situation picture", language == Language::sv ? "sv" : "en");
  text += periods_text(days_covered(files));
  text += area_text(area, holders_of(area, files), language, notes);
  for (const auto& file : files) {
    text += source_text(file);
  }
  return text + rest_of_the_file;
}

std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder) {
  std::vector<std::string> notes;
  return starting_configuration(paths, folder, Language::sv, notes);
}

}  // namespace lykta
