#include "cli/configuration/configuration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <regex>
#include <sstream>
#include <type_traits>

#include <fmt/format.h>

#include "cli/configuration/toml_reader.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "geo/files/file_state.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using std::chrono::days;

LocalTime midnight_of(const toml::date& date) {
  return std::chrono::local_days{std::chrono::year{date.year} / std::chrono::month{date.month} /
                                 std::chrono::day{date.day}};
}

/// First and last day, both included.
std::optional<Period> read_period(TomlReader& top, std::string_view key) {
  auto table = top.table(key);
  if (!table) {
    return std::nullopt;
  }
  const auto from = table->date("from");
  const auto to = table->date("to");
  table->finish();
  if (!from || !to) {
    table->refuse(from ? "to" : "from", "is missing: a period needs its first day (from) and its last day (to)");
  }
  if (midnight_of(*to) < midnight_of(*from)) {
    table->refuse("to", "lies before from: the period ends before it begins");
  }
  return Period{midnight_of(*from), midnight_of(*to) + days{1}};
}

struct Paths {
  std::filesystem::path folder;

  [[nodiscard]] std::string resolve(const std::string& as_written) const {
    const std::filesystem::path path = with_environment(as_written);
    if (location_of(path.string()).kind != LocationKind::local_file) {
      return path.string();
    }
    // What the environment names is seen from where the command is given; the rest, from the configuration's folder.
    const auto seen_from_here = path.is_absolute() || as_written.starts_with("${");
    return (seen_from_here ? path : folder / path).lexically_normal().string();
  }
};

AreaDescription read_area(TomlReader& top, const Paths& paths) {
  AreaDescription area;
  auto table = top.table("area");
  if (!table) {
    return area;
  }
  area.path_as_written = table->text("path").value_or("");
  area.layer = table->text("layer").value_or("");
  area.crs = table->text("crs").value_or("");
  area.where = table->text("where").value_or("");
  const auto extent = table->reals("extent", bounds::coordinate_m);
  table->finish();
  if (extent) {
    if (extent->size() != 4 || !((*extent)[0] < (*extent)[2]) || !((*extent)[1] < (*extent)[3])) {
      table->refuse("extent", "must be [xmin, ymin, xmax, ymax] with xmin < xmax and ymin < ymax");
    }
    area.extent = Box{(*extent)[0], (*extent)[1], (*extent)[2], (*extent)[3]};
  }
  if (area.path_as_written.empty() == !extent) {
    table->refuse("path", "or extent is needed, and only one of them");
  }
  if (!area.path_as_written.empty()) {
    area.path = paths.resolve(area.path_as_written);
  }
  if (!area.where.empty()) {
    if (extent) {
      table->refuse("where", "chooses polygons of a file, and there is an extent instead");
    }
    static_cast<void>(parse_field_choice(area.where, "[area] where"));
  }
  return area;
}

ColumnMapping read_columns(TomlReader& source) {
  ColumnMapping columns;
  auto table = source.table("columns");
  if (!table) {
    return columns;
  }
  for (const auto& each : mapping_keys) {
    columns.*each.role = table->text(each.key).value_or("");
  }
  table->finish();
  return columns;
}

std::optional<PolygonsDescription> read_polygons(TomlReader& source, const Paths& paths) {
  auto table = source.table("polygons");
  if (!table) {
    return std::nullopt;
  }
  PolygonsDescription polygons;
  polygons.path_as_written = table->text("path").value_or("");
  polygons.layer = table->text("layer").value_or("");
  polygons.crs = table->text("crs").value_or("");
  polygons.column = table->text("column").value_or("");
  table->finish();
  if (polygons.path_as_written.empty()) {
    table->refuse("path", "is missing: which file holds the polygons?");
  }
  if (polygons.column.empty()) {
    table->refuse("column", "is missing: which column of the polygons holds the name or code of the area?");
  }
  polygons.path = paths.resolve(polygons.path_as_written);
  return polygons;
}

/// What belongs to a kind must not stand silently beside another.
void check_kind(const TomlReader& table, const SourceDescription& source) {
  if (const auto objection = objection_to(source)) {
    table.refuse(objection->key, objection->what);
  }
  for (const auto& [key, role, words] : mapping_keys) {
    if (!(source.columns.*role).empty() && !belongs_to(source.kind, role)) {
      table.refuse("columns",
                   fmt::format("names a column {}, which only sources of kind {} have", key, kinds_with(role)));
    }
  }
  for (const auto role : kind_of(source.kind).needed) {
    if ((source.columns.*role).empty()) {
      table.refuse("columns",
                   fmt::format("must name a column {} in a source of kind {}", key_of(role), name_of(source.kind)));
    }
  }
}

void check_polygons(const TomlReader& table, const SourceDescription& source) {
  const auto& columns = source.columns;
  if (!source.polygons) {
    return;
  }
  if (!is_about_areas(source.kind)) {
    table.refuse("polygons", "belongs to sources of kind " + kinds_about_areas());
  }
  if (columns.area.empty()) {
    table.refuse("polygons", "needs columns.area: which column of the table holds the name or code of the area?");
  }
  if (!columns.x.empty() || !columns.position.empty()) {
    table.refuse("polygons", "and a position in [sources.columns] exclude each other");
  }
  if (!source.crs.empty()) {
    table.refuse("crs", "is that of positions, and the rows have none: state crs in [sources.polygons]");
  }
}

/// The same for keys outside [sources.columns].
void check_keys_of_kind(const TomlReader& table, const SourceDescription& source) {
  const auto& columns = source.columns;
  if (source.kind != SourceKind::incidents) {
    if (!source.fixed_class.empty()) {
      table.refuse("class", "belongs to sources of kind incidents");
    }
    if (source.origin) {
      table.refuse("origin", "belongs to sources of kind incidents");
    }
    if (source.covers.from || source.covers.to) {
      table.refuse(source.covers.from ? "covers_from" : "covers_to", "belongs to sources of kind incidents");
    }
  }
  if (!source.fixed_class.empty() && !columns.class_name.empty()) {
    table.refuse("class", "and columns.class exclude each other");
  }
  const auto mapped = kind_of(source.kind).mapped;
  if (!source.classes.empty() && (columns.*mapped).empty()) {
    table.refuse("classes",
                 fmt::format("maps the values of a column, but columns.{} does not say which", key_of(mapped)));
  }
}

std::optional<Origin> read_origin(TomlReader& table) {
  if (!table.has("origin")) {
    return std::nullopt;
  }
  return table.choice_or<Origin>("origin", origins, Origin::reported);
}

void read_place_of_source(TomlReader& table, const Paths& paths, SourceDescription& source) {
  source.path_as_written = table.text("path").value_or("");
  if (source.path_as_written.empty()) {
    table.refuse("path", "is missing: which file?");
  }
  source.path = paths.resolve(source.path_as_written);
  source.name = table.text("name").value_or(std::filesystem::path(source.path_as_written).filename().string());
  source.layer = table.text("layer").value_or("");
  source.crs = table.text("crs").value_or("");
  source.text.encoding = table.text("encoding").value_or("");
  source.text.separator = table.text("separator").value_or("");
  source.text.header_row = table.integer("header_row", bounds::header_row).value_or(0);
  source.person_columns = table.list_of_texts("allow_person_columns");
}

/// How the values of a source are written, where that is stated.
void read_styles(TomlReader& table, SourceDescription& source) {
  if (table.has("date_order")) {
    source.date_order = table.choice_or<DateOrder>("date_order", date_orders, DateOrder::year_first);
  }
  if (table.has("date_precision")) {
    source.months_only = table.choice_or<bool>("date_precision", date_precisions, false);
  }
  constexpr Bounds epochs{.least = 1900, .most = 1904, .whole = true};
  if (const auto epoch = table.integer("excel_epoch", epochs)) {
    if (*epoch != 1900 && *epoch != 1904) {
      table.refuse("excel_epoch", "is 1900 or 1904: the year from which a sheet counts its days");
    }
    source.serial_days = *epoch == 1900 ? SerialDays::from_1900 : SerialDays::from_1904;
  }
  if (const auto decimal = table.text("decimal")) {
    if (*decimal != "." && *decimal != ",") {
      table.refuse("decimal", "is \".\" or \",\"");
    }
    source.decimal = decimal->front();
  }
  if (table.has("position_form")) {
    source.position_form = table.choice_or<PositionForm>("position_form", position_forms, PositionForm::lat_lon);
  }
}

/// First and last day that the source was kept, both included; either may be left out.
StatedCoverage read_covers(TomlReader& table) {
  const auto from = table.date("covers_from");
  const auto to = table.date("covers_to");
  StatedCoverage covers{.from = from ? std::optional(midnight_of(*from)) : std::nullopt,
                        .to = to ? std::optional(midnight_of(*to) + days{1}) : std::nullopt};
  if (covers.from && covers.to && *covers.to <= *covers.from) {
    table.refuse("covers_to", "lies before covers_from: the source ends before it begins");
  }
  return covers;
}

SourceDescription read_source(TomlReader table, const Paths& paths) {
  SourceDescription source;
  read_place_of_source(table, paths, source);
  source.kind = table.choice_or<SourceKind>("kind", source_kinds(), SourceKind::incidents);
  source.clock = table.choice_or<Clock>("clock", clocks, Clock::as_written);
  read_styles(table, source);
  source.keep_suspicious_stacks = table.choice_or<bool>("stacks", stack_policies, true);
  source.columns = read_columns(table);
  source.polygons = read_polygons(table, paths);
  const auto classes = table.texts("classes");
  try {
    source.classes = ClassRules(classes);
  } catch (const InvalidOption& error) {
    table.refuse("classes", error.what());
  }
  source.fixed_class = table.text("class").value_or("");
  source.origin = read_origin(table);
  source.covers = read_covers(table);
  table.finish();
  check_kind(table, source);
  check_polygons(table, source);
  check_keys_of_kind(table, source);
  return source;
}

std::optional<NamesDescription> read_names(TomlReader& top, const Paths& paths) {
  auto table = top.table("names");
  if (!table) {
    return std::nullopt;
  }
  NamesDescription names;
  read_place_of_source(*table, paths, names.source);
  auto columns = table->table("columns");
  if (!columns) {
    table->refuse("columns",
                  "is missing: it must say which column holds the name (and x and y, unless the layer has points)");
  }
  names.name_column = columns->text("name").value_or("");
  names.source.columns.x = columns->text("x").value_or("");
  names.source.columns.y = columns->text("y").value_or("");
  columns->finish();
  table->finish();
  if (names.name_column.empty()) {
    columns->refuse("name", "is missing: which column holds the name?");
  }
  return names;
}

std::vector<ClassDescription> read_classes(TomlReader& top) {
  std::vector<ClassDescription> classes;
  for (auto& table : top.tables("classes")) {
    ClassDescription known;
    known.name = table.text("name").value_or("");
    known.weight = table.real_or("weight", known.weight, bounds::amount);
    known.origin = read_origin(table);
    known.is_crime = table.boolean_or("crime", known.is_crime);
    table.finish();
    if (known.name.empty()) {
      table.refuse("name", "is missing: a class needs a name");
    }
    if (std::ranges::find(classes, known.name, &ClassDescription::name) != classes.end()) {
      table.refuse("name", fmt::format("= \"{}\" is there twice", known.name));
    }
    classes.push_back(std::move(known));
  }
  return classes;
}

/// A mapping to a class that is not in the list is a slip of the pen.
void check_mapped_classes(const InputsDescription& inputs, const std::string& file) {
  if (inputs.classes.empty()) {
    return;
  }
  const auto is_known = [&](const std::string& name) {
    return std::ranges::find(inputs.classes, name, &ClassDescription::name) != inputs.classes.end();
  };
  for (const auto& source : inputs.sources) {
    if (source.kind != SourceKind::incidents) {
      continue;
    }
    for (const auto& [value, name] : source.classes.written()) {
      if (!is_known(name)) {
        throw InvalidOption(fmt::format("{}: source {}: '{}' is mapped to the class '{}', which is not in [[classes]]",
                                        file, source.name, value, name));
      }
    }
    if (!source.fixed_class.empty() && !is_known(source.fixed_class)) {
      throw InvalidOption(
          fmt::format("{}: source {}: the class '{}' is not in [[classes]]", file, source.name, source.fixed_class));
    }
  }
}

std::uint64_t count_or(TomlReader& table, std::string_view key, std::uint64_t otherwise) {
  return static_cast<std::uint64_t>(table.integer_or(key, static_cast<std::int64_t>(otherwise), bounds::count));
}

/// A table that may be left out: its defaults are noted all the same.
TomlReader table_or_empty(TomlReader& top, std::string_view key, TomlContext& context) {
  static const toml::table empty;
  auto table = top.table(key);
  return table ? *table : TomlReader(empty, std::string(key), context);
}

/// The same as in the engine, in the units of the keys.
constexpr Bounds link_distance_m{.least = 0, .most = 10'000, .unit = "metres"};
constexpr Bounds link_tolerance{.least = 0, .most = 7 * 24 * 60, .whole = true, .unit = "minutes"};
constexpr Bounds link_span{.least = 0, .most = 27 * 24, .whole = true, .unit = "hours"};

void read_links(TomlReader table, LinkOptions& links) {
  links.enabled = table.boolean_or("enabled", links.enabled);
  links.distance_m = table.real_or("distance_m", links.distance_m, link_distance_m);
  links.tolerance = std::chrono::minutes(table.integer_or("tolerance_minutes", 0, link_tolerance));
  links.same_class = table.boolean_or("same_class", links.same_class);
  links.longest_span =
      std::chrono::hours(table.integer_or("longest_span_hours", links.longest_span.count(), link_span));
  table.finish();
}

bool has_source(const InputsDescription& inputs, SourceKind kind) {
  return std::ranges::any_of(inputs.sources, [kind](const SourceDescription& source) { return source.kind == kind; });
}

/// Nothing is said of a survey where there is none.
void read_survey(TomlReader& top, TomlContext& context, const InputsDescription& inputs, SurveyOptions& survey) {
  if (!has_source(inputs, SourceKind::survey)) {
    if (top.has("survey")) {
      top.refuse("survey", "is there, but no source of kind survey");
    }
    return;
  }
  auto table = table_or_empty(top, "survey", context);
  survey.minimum_answers = count_or(table, "minimum_answers", survey.minimum_answers);
  table.finish();
}

std::vector<std::string> read_network(TomlReader& top) {
  auto table = top.table("network");
  if (!table) {
    return {};
  }
  auto hosts = table->list_of_texts("allow");
  table->finish();
  return hosts;
}

void read_grid(TomlReader table, GridOptions& grid) {
  grid.shape = table.choice_or<CellShape>("shape", shapes, grid.shape);
  grid.cell_m = table.real_or("cell_m", grid.cell_m, bounds::length_m);
  table.finish();
}

/// A rule instead of a number of metres.
void read_bandwidth(TomlReader& table, PictureOptions& options) {
  if (!table.has("bandwidth")) {
    options.density.bandwidth_m = table.real_or("bandwidth_m", options.density.bandwidth_m, bounds::length_m);
  } else if (table.has("bandwidth_m")) {
    table.refuse("bandwidth", "and bandwidth_m exclude each other: name a rule, or give metres");
  } else {
    options.bandwidth_rule = table.choice_or<BandwidthRule>("bandwidth", bandwidth_rules, BandwidthRule::likelihood);
  }
  const auto k = table.integer("k", bounds::nearest);
  if (k && options.bandwidth_rule != BandwidthRule::k_nearest_mean) {
    table.refuse("k", "belongs to bandwidth = \"k-nearest\"");
  }
  options.nearest_events = k ? static_cast<std::size_t>(*k) : options.nearest_events;
}

void read_density(TomlReader table, PictureOptions& options) {
  options.density.kernel = table.choice_or<Kernel>("kernel", kernels, options.density.kernel);
  read_bandwidth(table, options);
  options.density.keep_mass = table.boolean_or("keep_mass", options.density.keep_mass);
  if (table.has("edges")) {
    options.edges = table.choice_or<EdgeTerm>("edges", edge_terms, options.edges);
  }
  table.finish();
}

NeighbourRule read_neighbours(TomlReader& table) {
  const auto kind = table.choice_or<NeighbourKind>("neighbours", neighbour_kinds, NeighbourKind::queen);
  const auto distance = table.real("distance_m", bounds::length_m);
  if ((kind == NeighbourKind::distance) != distance.has_value()) {
    table.refuse("distance_m", "is needed when neighbours = \"distance\", and only then");
  }
  const auto nearest = table.integer("nearest", bounds::nearest);
  if ((kind == NeighbourKind::nearest) != nearest.has_value()) {
    table.refuse("nearest", "is needed when neighbours = \"nearest\", and only then");
  }
  switch (kind) {
    case NeighbourKind::rook:
      return Rook{};
    case NeighbourKind::distance:
      return DistanceBand{*distance};
    case NeighbourKind::nearest:
      return Nearest{static_cast<std::size_t>(*nearest)};
    case NeighbourKind::queen:
      break;
  }
  return Queen{};
}

/// As `lykta grid` has it.
bool permutes(const MapTestOptions& test) {
  PictureOptions options;
  options.map_test = test;
  return !throws_events(map_test_of(options)) && (test.p == PSource::automatic || test.p == PSource::permutation);
}

/// The test of the map alone, where one of its keys is there; the words are those of `lykta grid`. "less" asks the map
/// alone, too: places are made of cells with more than chance gives.
std::optional<MapTestOptions> read_map_test(TomlReader& table, Tail tail) {
  MapTestOptions test;
  test.tail = tail;
  auto is_asked = tail == Tail::less;
  const auto choose = [&](const char* key, const auto& choices, auto& choice) {
    if (table.has(key)) {
      choice = table.choice_or<std::remove_reference_t<decltype(choice)>>(key, choices, choice);
      is_asked = true;
    }
  };
  choose("measure", zone_measures, test.measure);
  choose("statistic", local_statistics, test.statistic);
  choose("p", p_sources, test.p);
  if (const auto share = table.real("minimum_inside", bounds::share)) {
    test.minimum_inside = *share;
    is_asked = true;
  }
  const auto draws = table.integer("permutations", bounds::permutations);
  const auto seed = table.integer("seed", bounds::seed);
  if ((draws || seed) && !(is_asked && permutes(test))) {
    table.refuse(draws ? "permutations" : "seed", "belongs to permutations only (key p)");
  }
  test.draws = draws ? std::optional(static_cast<std::uint32_t>(*draws)) : std::nullopt;
  test.seed = seed ? static_cast<std::uint64_t>(*seed) : test.seed;
  return is_asked ? std::optional(test) : std::nullopt;
}

/// `has_residents`: some source tells who lives where.
void read_statistics(TomlReader table, bool has_residents, PictureOptions& options) {
  auto& statistics = options.statistics;
  statistics.neighbours = read_neighbours(table);
  const auto tail = table.choice_or<Tail>("alternative", tails, Tail::greater);
  statistics.alternative = tail == Tail::two_sided ? Alternative::two_sided : Alternative::greater;
  statistics.correction = table.choice_or<Correction>("correction", correction_choices, statistics.correction);
  statistics.false_discovery_rate =
      table.real_or("false_discovery_rate", statistics.false_discovery_rate, bounds::probability);
  statistics.minimum_events = count_or(table, "minimum_events", statistics.minimum_events);
  statistics.minimum_neighbourhood_events =
      count_or(table, "minimum_neighbourhood_events", statistics.minimum_neighbourhood_events);
  options.map_test = read_map_test(table, tail);
  table.finish();
  if (options.map_test && needs_exposure(options.map_test->measure) && !has_residents) {
    table.refuse("measure", "needs residents to divide by: give a source of kind areas");
  }
}

/// Nothing is said of emerging patterns where they were not asked for.
void read_emerging(TomlReader& top, PictureOptions& options) {
  auto table = top.table("emerging");
  if (!table) {
    return;
  }
  const auto step = table->integer("step_days", bounds::step_days);
  table->finish();
  if (!step) {
    table->refuse("step_days", "is missing: how many days has a step (28 is usual)?");
  }
  options.emerging_step_days = static_cast<unsigned>(*step);
}

void read_places(TomlReader table, PlacesOptions& places) {
  places.limit = static_cast<int>(table.integer_or("limit", places.limit, bounds::places));
  places.maximum_extent_m = table.real_or("maximum_extent_m", places.maximum_extent_m, bounds::length_m);
  places.minimum_events = count_or(table, "minimum_events", places.minimum_events);
  places.rank_by = table.choice_or<RankBy>("rank_by", rank_bys, places.rank_by);
  places.high_unsafe_score = table.real_or("high_unsafe_score", places.high_unsafe_score, bounds::positive);
  places.minimum_observations = count_or(table, "minimum_observations", places.minimum_observations);
  places.observation_days = table.real_or("observation_days", places.observation_days, bounds::positive);
  places.minimum_residents = table.real_or("minimum_residents", places.minimum_residents, bounds::positive);
  table.finish();
}

void read_output(TomlReader table, OutputOptions& outputs) {
  outputs.geopackage = table.boolean_or("geopackage", outputs.geopackage);
  outputs.geojson = table.boolean_or("geojson", outputs.geojson);
  outputs.shapefile = table.boolean_or("shapefile", outputs.shapefile);
  outputs.raster = table.boolean_or("raster", outputs.raster);
  outputs.csv = table.boolean_or("csv", outputs.csv);
  outputs.week = table.boolean_or("week", outputs.week);
  table.finish();
}

/// ", at cell_m": what stands before the first = of a line. A number that no integer of TOML holds is no TOML, and who
/// wrote it looks for its key.
std::string key_on_line(std::string_view text, toml::source_index number) {
  for (toml::source_index line = 1; line < number; ++line) {
    const auto end = text.find('\n');
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  const auto line = text.substr(0, text.find('\n'));
  const auto sign = line.find('=');
  return sign == std::string_view::npos ? std::string() : fmt::format(", at {}", trimmed(line.substr(0, sign)));
}

toml::table parse(std::string_view text, const std::filesystem::path& path) {
  try {
    return toml::parse(text, path.string());
  } catch (const toml::parse_error& fault) {
    throw InvalidOption(fmt::format("{}{}{}", place_in(path.string(), fault.source()), fault.description(),
                                    key_on_line(text, fault.source().begin.line)));
  }
}

/// Says where it stands when the engine refuses a value: the line of the key or the table.
template <typename Check>
void refuse_at(const toml::table& document, const TomlContext& context, std::string_view key, Check check_value) {
  try {
    check_value();
  } catch (const InvalidOption& error) {
    const auto* node = document.get(key);
    throw InvalidOption((node != nullptr ? place_in(context.file, node->source()) : context.file + ": ") +
                        error.what());
  }
}

}  // namespace

std::string with_environment(const std::string& text) {
  static const std::regex variable(R"(\$\{([A-Za-z_][A-Za-z0-9_]*)\})");
  std::string result;
  auto rest = text.cbegin();
  for (std::sregex_iterator found(text.begin(), text.end(), variable), end; found != end; ++found) {
    const auto name = (*found)[1].str();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, and nothing in this program changes the environment
    const auto* value = std::getenv(name.c_str());
    if (value == nullptr) {
      throw InvalidOption(fmt::format("{}: the environment variable {} is not set", text, name));
    }
    result.append(rest, (*found)[0].first);
    result += value;
    rest = (*found)[0].second;
  }
  result.append(rest, text.cend());
  return result;
}

Configuration read_configuration(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    refuse_what_is_no_file(path.string());
    throw DataError(fmt::format("{}: {}", path.string(),
                                std::filesystem::is_directory(path, error) ? "is a folder, not a configuration"
                                                                           : why_not_readable(path.string())));
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    throw DataError(fmt::format("{}: {}", path.string(), why_not_readable(path.string())));
  }
  return parse_configuration(text.str(), path);
}

Configuration parse_configuration(std::string_view text, const std::filesystem::path& path) {
  const auto document = parse(text, path);
  TomlContext context{path.string(), {}};
  TomlReader top(document, "", context);
  const Paths paths{path.parent_path()};

  Configuration configuration;
  configuration.picture.depth = Depth::whole;
  configuration.context.title = top.text_or("title", as_text(path.stem().string()));
  configuration.context.language = top.choice_or<Language>("language", languages, Language::sv);
  configuration.inputs.time_zone = top.text_or("time_zone", configuration.inputs.time_zone);
  refuse_at(document, context, "time_zone", [&] { check_time_zone(configuration.inputs.time_zone); });
  configuration.context.time_zone = configuration.inputs.time_zone;
  configuration.inputs.target_crs = top.text("crs").value_or("");
  configuration.picture.include_discovered = top.boolean_or("include_discovered", false);
  configuration.picture.period = read_period(top, "period");
  configuration.picture.comparison = read_period(top, "comparison");
  configuration.inputs.area = read_area(top, paths);
  for (auto& table : top.tables("sources")) {
    configuration.inputs.sources.push_back(read_source(table, paths));
  }
  configuration.inputs.classes = read_classes(top);
  configuration.inputs.names = read_names(top, paths);
  configuration.inputs.allowed_hosts = read_network(top);
  read_links(table_or_empty(top, "links", context), configuration.inputs.links);
  read_grid(table_or_empty(top, "grid", context), configuration.picture.grid);
  read_density(table_or_empty(top, "density", context), configuration.picture);
  read_statistics(table_or_empty(top, "statistics", context), has_source(configuration.inputs, SourceKind::areas),
                  configuration.picture);
  read_places(table_or_empty(top, "places", context), configuration.picture.places);
  read_emerging(top, configuration.picture);
  read_survey(top, context, configuration.inputs, configuration.picture.survey);
  read_output(table_or_empty(top, "output", context), configuration.outputs);
  top.finish();
  check_mapped_classes(configuration.inputs, context.file);
  const auto& options = configuration.picture;
  refuse_at(document, context, "links", [&] { check(configuration.inputs.links); });
  refuse_at(document, context, "density", [&] { check(options.density); });
  refuse_at(document, context, "statistics", [&] {
    check(options.statistics);
    auto without_periods = options;
    without_periods.period.reset();
    without_periods.comparison.reset();
    check(map_test_of(without_periods));
  });
  PictureOptions cells_alone;
  cells_alone.grid = options.grid;
  cells_alone.places.maximum_extent_m = largest_length_m;
  refuse_at(document, context, "grid", [&] { check(cells_alone); });
  refuse_at(document, context, "places", [&] { check(options.places, options.grid.cell_m); });
  refuse_at(document, context, "comparison", [&] { check(options); });
  configuration.context.defaults = std::move(context.defaults);
  return configuration;
}

}  // namespace lykta
