#include "cli/starting_configuration.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/error.hpp"
#include "geo/read/guess_columns.hpp"
#include "geo/read/source_table.hpp"
#include "geo/read/text_values.hpp"

namespace lykta {

namespace {

/// A file as far as it could be understood.
struct LookedAt {
  std::string path;  ///< as it shall stand in the configuration
  SourceTable table;
  ColumnMapping columns;
  std::string crs;
  bool crs_declared = false;
  bool has_polygons = false;
  SourceKind kind = SourceKind::incidents;
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

bool is_text_or_sheet(const SourceTable& table) { return !table.has_geometry; }

std::string layer_to_name(const std::string& path) {
  const auto layers = layer_names(path);
  return layers.size() > 1 ? layers.front() : "";
}

SourceKind kind_of(const LookedAt& file) {
  if (!file.columns.residents.empty() && file.columns.date.empty()) {
    return SourceKind::areas;
  }
  return !file.columns.feeling.empty() || (!file.columns.category.empty() && !file.columns.severity.empty())
             ? SourceKind::observations
             : SourceKind::incidents;
}

/// Columns that only another kind has would be refused.
void keep_columns_of_kind(LookedAt& file) {
  auto& columns = file.columns;
  if (file.kind != SourceKind::incidents) {
    columns.class_name.clear();
    columns.position_class.clear();
    columns.discovered.clear();
  }
  if (file.kind != SourceKind::observations) {
    columns.category.clear();
    columns.severity.clear();
    columns.feeling.clear();
  }
  if (file.kind != SourceKind::areas) {
    columns.residents.clear();
  }
  if (file.kind == SourceKind::observations) {
    // An observation is a moment; a second date is a deadline.
    columns.end_date.clear();
    columns.end_time.clear();
  }
  if (file.kind == SourceKind::areas) {
    columns.date.clear();
    columns.time.clear();
    columns.end_date.clear();
    columns.end_time.clear();
  }
  if (!is_text_or_sheet(file.table)) {
    columns.x.clear();
    columns.y.clear();
  }
}

LookedAt look_at(const std::string& path, const std::string& folder) {
  const auto resolved =
      std::filesystem::path(path).is_absolute() ? path : (std::filesystem::path(folder) / path).string();
  const auto layer = layer_to_name(resolved);
  LookedAt file{
      .path = path,
      .table = read_table({.path = resolved, .layer = layer, .columns = {}, .all_columns = true, .encoding = {}}),
      .columns = {},
      .crs = {},
      .crs_declared = false,
      .has_polygons = false,
      .kind = SourceKind::incidents};
  if (layer.empty()) {
    file.table.layer.clear();
  }
  file.columns = guess_columns(file.table.column_names);
  file.crs_declared = file.table.crs.has_value() && file.table.has_geometry;
  file.crs = file.crs_declared ? file.table.crs->id() : guess_crs(file.table, file.columns).value_or("");
  file.has_polygons = std::ranges::any_of(
      file.table.geometry, [](const auto& geometry) { return geometry && geometry->getDimension() == 2; });
  file.kind = kind_of(file);
  keep_columns_of_kind(file);
  return file;
}

std::span<const std::string> values_of(const LookedAt& file, const std::string& column) {
  const auto found = std::ranges::find(file.table.column_names, column);
  if (column.empty() || found == file.table.column_names.end()) {
    return {};
  }
  return file.table.columns[static_cast<std::size_t>(found - file.table.column_names.begin())];
}

/// First and last day of the readable dates.
std::optional<Period> days_covered(const std::vector<LookedAt>& files) {
  std::optional<Period> covered;
  for (const auto& file : files) {
    if (file.kind != SourceKind::incidents) {
      continue;
    }
    for (const auto& text : values_of(file, file.columns.date)) {
      if (const auto written = parse_date_time(text)) {
        const auto start = written->span.start;
        covered = covered ? Period{std::min(covered->from, start), std::max(covered->to, start)} : Period{start, start};
      }
    }
  }
  return covered;
}

std::string day_text(LocalTime time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

/// The same day a year before; the last of February for a leap day.
std::chrono::local_days year_before(std::chrono::local_days day) {
  const std::chrono::year_month_day date{day};
  const auto before = date - std::chrono::years{1};
  return before.ok() ? std::chrono::local_days{before}
                     : std::chrono::local_days{before.year() / before.month() / std::chrono::last};
}

/// The last year of the data, and the year before when the data reach that far; else the later half against the
/// earlier.
std::string periods_text(const std::optional<Period>& covered) {
  constexpr auto explanation = "# First and last day, both included.\n";
  if (!covered) {
    return fmt::format(
        "{}# No dates were understood, so all events count. With dates:\n# [period]\n# from = 2025-01-01\n# to = "
        "2025-12-31\n\n",
        explanation);
  }
  using std::chrono::days;
  const auto last = std::chrono::floor<days>(covered->to);
  const auto first = std::chrono::floor<days>(covered->from);
  constexpr auto shortest_for_halves = days{60};
  auto from = year_before(last) + days{1};
  auto comparison_from = year_before(from);
  auto has_comparison = first <= comparison_from;
  if (!has_comparison) {
    has_comparison = last - first >= shortest_for_halves;
    const auto length = has_comparison ? (last - first + days{1}) / 2 : last - first + days{1};
    from = last - length + days{1};
    comparison_from = from - length;
  }
  auto text = fmt::format("{}# The data run from {} to {}.\n[period]\nfrom = {}\nto = {}\n\n", explanation,
                          day_text(first), day_text(last), day_text(from), day_text(last));
  if (has_comparison) {
    text += fmt::format("[comparison]\nfrom = {}\nto = {}\n\n", day_text(comparison_from), day_text(from - days{1}));
  }
  return text;
}

std::string area_text(const LookedAt* area) {
  if (area == nullptr) {
    return "# The study area: a file of polygons. Without it the box around the events stands in, and empty land "
           "flatters the test.\n"
           "# [area]\n# path = \"municipality.geojson\"\n\n";
  }
  auto text =
      fmt::format("# The study area: outside it there is no value, inside it zero is a value.\n[area]\npath = {}\n",
                  quoted(area->path));
  if (!area->table.layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(area->table.layer));
  }
  return text + "\n";
}

std::string columns_text(const ColumnMapping& columns) {
  std::string text;
  const auto add = [&](const char* key, const std::string& column, const char* comment) {
    if (!column.empty()) {
      text += fmt::format("{} = {}{}\n", key, quoted(column), comment);
    }
  };
  add("x", columns.x, "  # easting or longitude");
  add("y", columns.y, "  # northing or latitude");
  add("date", columns.date, "");
  add("time", columns.time, "");
  add("end_date", columns.end_date, "  # last possible day: the event is spread over the interval");
  add("end_time", columns.end_time, "");
  add("class", columns.class_name, "");
  add("position_class", columns.position_class, "  # A to D; D is left out of point analysis");
  add("discovered", columns.discovered, "  # found by patrols");
  add("category", columns.category, "");
  add("severity", columns.severity, "");
  add("feeling", columns.feeling, "  # unsafe/otrygg, neutral or safe/trygg");
  add("residents", columns.residents, "  # people, for rates");
  return text;
}

std::string classes_text(const LookedAt& file) {
  const auto values = values_of(file, file.columns.class_name);
  const std::set<std::string> different(values.begin(), values.end());
  constexpr std::size_t most_listed = 60;
  if (different.empty() || different.size() > most_listed) {
    return "";
  }
  std::string text =
      "\n# Each value is a class of weight 1. To join or weigh them, map value to class here and list [[classes]] "
      "below.\n# [sources.classes]\n";
  for (const auto& value : different) {
    text += fmt::format("# {} = {}\n", quoted(value), quoted(value));
  }
  return text;
}

std::string source_text(const LookedAt& file) {
  constexpr const char* kinds[] = {"incidents", "observations", "areas"};
  auto text = fmt::format("[[sources]]\npath = {}\nkind = \"{}\"  # incidents, observations or areas\n",
                          quoted(file.path), kinds[static_cast<std::size_t>(file.kind)]);
  if (!file.table.layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(file.table.layer));
  }
  if (!file.table.encoding.empty()) {
    text += fmt::format("encoding = {}  # found in the text\n", quoted(file.table.encoding));
  }
  if (file.crs_declared) {
    text += fmt::format("# The file declares its coordinate system: {}.\n", file.crs);
  } else if (!file.crs.empty()) {
    text += fmt::format("crs = {}  # guessed from names and numbers of the coordinate columns: check it\n",
                        quoted(file.crs));
  } else {
    text +=
        "crs = \"\"  # could not be guessed: name it, such as EPSG:3006 (SWEREF 99 TM) or EPSG:4326 (longitude and "
        "latitude)\n";
  }
  if (std::ranges::any_of(values_of(file, file.columns.date), [](const std::string& value) {
        const auto written = parse_date_time(value);
        return written && written->utc_offset;
      })) {
    text +=
        "# The times state an offset from UTC and are turned into local time. GeoPackage demands a Z even for local "
        "time: if the\n"
        "# file holds local time, say\n"
        "# clock = \"wall_clock\"\n";
  }
  if (file.kind == SourceKind::incidents && file.columns.discovered.empty()) {
    text += "# origin = \"reported\"  # or discovered: found by patrols, left out of the ranking\n";
  }
  text +=
      fmt::format("\n# The columns of the file: {}\n[sources.columns]\n{}",
                  one_line(fmt::format("{}", fmt::join(file.table.column_names, ", "))), columns_text(file.columns));
  if (file.kind == SourceKind::incidents && file.columns.date.empty()) {
    text += "# date = \"...\"  # no column of dates was recognised\n";
  }
  return text + classes_text(file) + "\n";
}

constexpr auto rest_of_the_file = R"(# What follows are the defaults; see docs/configuration.md.
[grid]
shape = "square"        # or hexagon
cell_m = 100

[density]
kernel = "quartic"      # uniform, triangular, epanechnikov, quartic, triweight, gaussian
bandwidth_m = 200

[statistics]
neighbours = "queen"    # or distance, with distance_m
alternative = "greater" # one-sided: hot only; or two-sided
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

std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder) {
  std::vector<LookedAt> files;
  std::optional<LookedAt> area;
  for (const auto& path : paths) {
    auto file = look_at(path, folder);
    const auto is_area = file.has_polygons && file.kind != SourceKind::areas;
    if (is_area && area) {
      throw InvalidOption(
          fmt::format("{} and {} both hold polygons without residents: which one is the study area? Give one of them",
                      area->path, path));
    }
    if (is_area) {
      area = std::move(file);
    } else {
      files.push_back(std::move(file));
    }
  }
  std::string text =
      "# A first configuration, written by lykta init. Every line is a guess from the files: read it, then run\n"
      "#   lykta run THIS_FILE --output out\n"
      "# Paths are relative to this file.\n\n"
      "title = \"Lägesbild\"\n"
      "language = \"sv\"  # sv or en: labels, names and sentences in the outputs\n"
      "time_zone = \"Europe/Stockholm\"\n"
      "# crs = \"EPSG:3006\"  # left out, the zone that fits is chosen and named\n\n";
  text += periods_text(days_covered(files));
  text += area_text(area ? &*area : nullptr);
  for (const auto& file : files) {
    text += source_text(file);
  }
  return text + rest_of_the_file;
}

}  // namespace lykta
