#include "cli/frame/single_step.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/format/row_source.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/read/guess_columns.hpp"
#include "geo/read/inspection.hpp"
#include "geo/values/nearest_word.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

LocalTime day_of(const std::string& text, std::string_view option, bool last) {
  const auto written = parse_date_time(text);
  if (!written || written->span.start == written->span.end) {
    throw InvalidOption(fmt::format("{} {}: give a day such as 2025-01-31, or a month such as 2025-01", option, text));
  }
  return last ? written->span.end : written->span.start;
}

std::optional<Period> period_of(const std::string& from, const std::string& to, std::string_view option_from,
                                std::string_view option_to) {
  if (from.empty() != to.empty()) {
    throw InvalidOption(fmt::format("{} and {} go together", option_from, option_to));
  }
  if (from.empty()) {
    return std::nullopt;
  }
  return Period{day_of(from, option_from, false), day_of(to, option_to, true)};
}

void add_source_options(CLI::App& command, StepOptions& options) {
  auto& source = options.source;
  auto& columns = source.columns;
  const auto group = "Source";
  command.add_option("--layer", source.layer, "Layer or sheet to read")->group(group);
  command.add_option("--source-crs", source.crs, "Coordinate system of the input, where it declares none")
      ->group(group);
  command.add_option("--encoding", source.text.encoding, "Text encoding of a text file (found out when not given)")
      ->group(group);
  command.add_option("--x", columns.x, "Column of easting or longitude, where the input has no geometry")->group(group);
  command.add_option("--y", columns.y, "Column of northing or latitude")->group(group);
  command.add_option("--date", columns.date, "Column of the date, or of date and time")->group(group);
  command.add_option("--time", columns.time, "Column of the time of day")->group(group);
  command.add_option("--end-date", columns.end_date, "Column of the last possible date")->group(group);
  command.add_option("--end-time", columns.end_time, "Column of the last possible time of day")->group(group);
  command
      .add_option("--position", columns.position,
                  "Column with the whole position in one text: \"lat, lon\", WKT, GeoJSON")
      ->group(group);
  command.add_option("--separator", source.text.separator, "Character between the fields of a text file, or tab")
      ->group(group);
  command.add_option("--header-row", source.text.header_row, "Row with the names of the columns")
      ->check(within(bounds::header_row))
      ->group(group);
  command.add_option("--date-order", options.date_order, "year_first, day_first or month_first")->group(group);
  command.add_option("--clock", options.clock, "as_written, or wall_clock to set aside a stated offset from UTC")
      ->group(group);
  command.add_option("--time-zone", options.time_zone, "Zone of local time")->group(group)->capture_default_str();
  command.add_option("--class", columns.class_name, "Column of the class")->group(group);
  command
      .add_option("--position-class", columns.position_class,
                  "Column of the position class (rows of class D are left out)")
      ->group(group);
  command.add_option("--discovered", columns.discovered, "Column that says whether patrols found it")->group(group);
  command.add_option("--origin", options.origin, "reported or discovered, for all rows")->group(group);
  command.add_flag("--include-discovered", options.picture.include_discovered, "Count events found by patrols too")
      ->group(group);
}

/// Metres of a bandwidth that must be a number.
double metres_of(const std::string& bandwidth) {
  const auto metres = parse_number(bandwidth);
  if (!metres) {
    throw InvalidOption(
        fmt::format("--bandwidth {}: give metres; rules that choose one belong to `lykta density`", bandwidth));
  }
  return *metres;
}

}  // namespace

void refuse_word(std::string_view option, const std::string& word, const std::vector<std::string>& known) {
  const auto nearest = nearest_word(word, known);
  throw InvalidOption(fmt::format("{} {} is unknown{}; known are {}", option, word,
                                  nearest ? fmt::format(" (did you mean {}?)", *nearest) : "", fmt::join(known, ", ")));
}

NeighbourRule neighbour_rule_of(const std::string& word, double distance_m, std::size_t nearest) {
  const auto kind = chosen<NeighbourKind>("--neighbours", word, neighbour_kinds);
  if (kind != NeighbourKind::distance && distance_m != 0) {
    throw InvalidOption("--distance needs --neighbours distance");
  }
  if (kind != NeighbourKind::nearest && nearest != 0) {
    throw InvalidOption("--nearest needs --neighbours nearest");
  }
  switch (kind) {
    case NeighbourKind::rook:
      return Rook{};
    case NeighbourKind::distance:
      if (distance_m == 0) {
        throw InvalidOption("--neighbours distance needs --distance: how many metres apart are neighbours?");
      }
      return DistanceBand{distance_m};
    case NeighbourKind::nearest:
      if (nearest == 0) {
        throw InvalidOption("--neighbours nearest needs --nearest: how many neighbours has each zone?");
      }
      return Nearest{nearest};
    case NeighbourKind::queen:
      break;
  }
  return Queen{};
}

void refuse_idle(const CLI::App& command, const std::vector<OptionOwner>& owners) {
  for (const auto& [option, is_used, belongs_to] : owners) {
    if (const auto* known = command.get_option_no_throw(option); !is_used && known != nullptr && known->count() > 0) {
      throw InvalidOption(fmt::format("{} changes nothing here: it belongs to {}", option, belongs_to));
    }
  }
}

void guess_position(SourceDescription& source, std::vector<std::string>& guesses,
                    const std::function<std::optional<Box>()>& surroundings) {
  RowSource rows({.path = source.path, .layer = source.layer, .text = source.text, .wanted = {}, .allowed_hosts = {}});
  if (rows.format().has_geometry) {
    return;
  }
  const auto samples = sample_columns(rows);
  auto guess = guess_source(rows, samples, {});
  if (guess.crs.empty() && source.crs.empty() && surroundings) {
    // Several systems fit the numbers alone: where the study area lies may tell.
    if (auto there = guess_source(rows, samples, surroundings()); !there.crs.empty()) {
      guess = std::move(there);
    }
  }
  const auto& columns = guess.columns;
  if (columns.x.empty() && columns.position.empty()) {
    throw InvalidOption(fmt::format("{}: which columns hold the coordinates? Give {}; the columns are: {}", source.path,
                                    source.options.x_and_y, fmt::join(rows.format().columns, ", ")));
  }
  source.columns.x = columns.x;
  source.columns.y = columns.y;
  source.columns.position = columns.position;
  guesses.push_back(columns.x.empty() ? fmt::format("coordinates: column {}", columns.position)
                                      : fmt::format("coordinates: columns {} (x) and {} (y)", columns.x, columns.y));
  if (source.crs.empty() && !guess.crs.empty()) {
    source.crs = guess.crs;
    guesses.push_back(fmt::format("source crs: {}", guess.crs));
  } else if (source.crs.empty() && guess.crs_why.starts_with("could be")) {
    source.crs_guess = fmt::format("{}{}", guess.crs_why, surroundings ? "" : "; --area tells them apart");
  }
}

std::vector<std::string> column_hints(const StepOptions& options) {
  const auto& stated = options.source.columns;
  RowSource rows({.path = options.input,
                  .layer = options.source.layer,
                  .text = options.source.text,
                  .wanted = {},
                  .allowed_hosts = {}});
  const auto guess = guess_source(rows, sample_columns(rows), {});
  std::vector<std::string> hints;
  const auto hint = [&](const std::string& guessed, const std::string& given, std::string_view option,
                        std::string_view why) {
    if (!guessed.empty() && given.empty()) {
      hints.push_back(fmt::format("column {} looks like {}: {}.", guessed, option, why));
    }
  };
  if (options.origin.empty()) {
    hint(guess.columns.discovered, stated.discovered, "--discovered", "without it what patrols found counts too");
  }
  hint(guess.columns.position_class, stated.position_class, "--position-class",
       "without it events known only to their locality (D) count too");
  if (!stated.date.empty()) {
    hint(guess.columns.time, stated.time, "--time", "without it all times are whole days");
    hint(guess.columns.end_date, stated.end_date, "--end-date", "without it every event is taken for a moment");
  }
  return hints;
}

void add_files_and_source(CLI::App& command, StepOptions& options) {
  command
      .add_option("INPUT", options.input,
                  "Any source that OGR reads: CSV, XLSX, GeoPackage, Shapefile, GeoJSON, FlatGeobuf, ...")
      ->required();
  command.add_option("OUTPUT", options.output, "File to write; its ending chooses the format")->required();
  add_source_options(command, options);
  const auto period = "Period";
  command.add_option("--from", options.from, "First day, such as 2025-01-01 (a month counts from its first day)")
      ->group(period);
  command.add_option("--to", options.to, "Last day, included")->group(period);
  const auto output = "Output";
  command.add_option("--rejects", options.rejects, "CSV file for the rows that could not be used")->group(output);
  command.add_option("--language", options.language, "sv or en")->group(output)->capture_default_str();
  command.add_flag("--overwrite", options.overwrite, "Replace the output if it is there")->group(output);
  command.add_flag("-q,--quiet", options.quiet, "No progress and no summary")->group(output);
  command.add_flag("--timings", options.timings, "Print the seconds of each stage as JSON")->group(output);
}

void add_study_area(CLI::App& command, StepOptions& options) {
  const auto area = "Area and cells";
  command.add_option("--area", options.area.path, "File of polygons: the study area")->group(area);
  command.add_option("--area-layer", options.area.layer, "Its layer")->group(area);
  command.add_option("--area-crs", options.area.crs, "Its coordinate system, where it declares none")->group(area);
  command
      .add_option("--area-where", options.area.where,
                  "FIELD=VALUE[,VALUE...]: only its polygons with these values, such as kommunnamn=Ronneby")
      ->group(area);
  command.add_option("--extent", options.extent, "XMIN YMIN XMAX YMAX in --crs, instead of an area")
      ->check(within(bounds::coordinate_m))
      ->expected(4)
      ->group(area);
  command.add_option("--crs", options.crs, "Coordinate system of the result, in metres (default: the one that fits)")
      ->group(area);
}

void add_cells(CLI::App& command, StepOptions& options) {
  const auto area = "Area and cells";
  command.add_option("--cell", options.picture.grid.cell_m, "Cell size in metres")
      ->check(within(bounds::length_m))
      ->group(area)
      ->capture_default_str();
  command.add_option("--shape", options.shape, "square or hexagon")->group(area)->capture_default_str();
}

void add_kernel(CLI::App& command, StepOptions& options) {
  const auto density = "Density";
  command.add_option("--bandwidth", options.bandwidth, "Radius of the kernel in metres (Gaussian: standard deviation)")
      ->group(density)
      ->capture_default_str();
  command.add_option("--kernel", options.kernel, "uniform, triangular, epanechnikov, quartic, triweight or gaussian")
      ->group(density)
      ->capture_default_str();
  command
      .add_flag("!--no-keep-mass", options.picture.density.keep_mass,
                "Plain kernel at the cells' centres instead of whole events")
      ->group(density);
}

void add_common_options(CLI::App& command, StepOptions& options) {
  add_files_and_source(command, options);
  add_study_area(command, options);
  add_cells(command, options);
  add_kernel(command, options);
}

void add_statistics_options(CLI::App& command, StepOptions& options) {
  auto& statistics = options.picture.statistics;
  const auto group = "Statistics";
  command
      .add_option("--neighbours", options.neighbours,
                  "queen (a corner or a side in common), rook (a side), distance or nearest")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--distance", options.distance_m,
                  "Of distance: cells whose centres are at most so many metres apart are neighbours")
      ->check(within(bounds::length_m))
      ->group(group);
  command.add_option("--nearest", options.nearest, "Of nearest: so many cells with the nearest centres")
      ->check(within(bounds::nearest))
      ->group(group);
  command
      .add_option("--correction", options.correction,
                  "What is done about many tests: fdr (Benjamini-Hochberg), bonferroni or none")
      ->group(group)
      ->capture_default_str();
  command.add_option("--alternative", options.alternative, "greater (only hot) or two-sided")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--false-discovery-rate", statistics.false_discovery_rate,
                  "Places are made of cells with a q of at most this")
      ->check(within(bounds::probability))
      ->group(group)
      ->capture_default_str();
  command.add_option("--minimum-events", statistics.minimum_events, "With fewer events nothing is tested")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--minimum-neighbourhood-events", statistics.minimum_neighbourhood_events,
                  "A cell with fewer events around it is never hot")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
}

void add_places_options(CLI::App& command, StepOptions& options) {
  auto& places = options.picture.places;
  const auto group = "Places";
  command.add_option("--comparison-from", options.comparison_from, "First day of the comparison period")
      ->group("Period");
  command.add_option("--comparison-to", options.comparison_to, "Last day of the comparison period")->group("Period");
  command.add_option("--limit", places.limit, "How many places get a rank at most")
      ->check(within(bounds::places))
      ->group(group)
      ->capture_default_str();
  command.add_option("--maximum-extent", places.maximum_extent_m, "A place is at most so many metres across")
      ->check(within(bounds::length_m))
      ->group(group)
      ->capture_default_str();
  command.add_option("--minimum-place-events", places.minimum_events, "Places with fewer events are left out")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
  command.add_option("--rank-by", options.rank_by, "count, weighted_count, density or z")
      ->group(group)
      ->capture_default_str();
  auto& source = options.names.source;
  command.add_option("--names", source.path, "File of named places")->group(group);
  command.add_option("--name-column", options.names.name_column, "Its column of names")->group(group);
  command.add_option("--names-x", source.columns.x, "Its column of easting or longitude, where it has no geometry")
      ->group(group);
  command.add_option("--names-y", source.columns.y, "Its column of northing or latitude")->group(group);
  command.add_option("--names-crs", source.crs, "Its coordinate system, where it declares none")->group(group);
}

InputsDescription inputs_of(const StepOptions& options, std::vector<std::string>& guesses,
                            const AreaDescription& zones) {
  InputsDescription inputs;
  inputs.target_crs = options.crs;
  inputs.time_zone = options.time_zone;
  inputs.area = options.area;
  inputs.area.path_as_written = as_text(options.area.path);
  if (!options.area.where.empty()) {
    if (options.area.path.empty()) {
      throw InvalidOption("--area-where changes nothing here: it belongs to --area");
    }
    static_cast<void>(parse_field_choice(options.area.where, "--area-where"));
  }
  if (!options.extent.empty()) {
    if (!options.area.path.empty()) {
      throw InvalidOption("--area and --extent exclude each other");
    }
    inputs.area.extent = Box{options.extent[0], options.extent[1], options.extent[2], options.extent[3]};
    if (!(inputs.area.extent->width() > 0) || !(inputs.area.extent->height() > 0)) {
      throw InvalidOption("--extent is XMIN YMIN XMAX YMAX with XMIN < XMAX and YMIN < YMAX");
    }
  }
  auto source = options.source;
  source.path = options.input;
  source.path_as_written = as_text(options.input);
  source.name = as_text(std::filesystem::path(options.input).filename().string());
  source.options = {.crs = "--source-crs", .x_and_y = "--x and --y", .layer = "--layer"};
  source.clock = chosen<Clock>("--clock", options.clock, clocks);
  if (!options.origin.empty()) {
    source.origin = chosen<Origin>("--origin", options.origin, origins);
  }
  if (!options.date_order.empty()) {
    source.date_order = chosen<DateOrder>("--date-order", options.date_order, date_orders);
  }
  if (source.columns.x.empty() && source.columns.y.empty() && source.columns.position.empty()) {
    const auto& where = options.area.path.empty() ? zones : options.area;
    std::function<std::optional<Box>()> surroundings;
    if (!where.path.empty()) {
      surroundings = [&where] { return extent_of_polygons(where.path, where.layer, where.crs, where.where); };
    }
    guess_position(source, guesses, surroundings);
  }
  inputs.sources.push_back(std::move(source));
  if (!options.names.source.path.empty()) {
    if (options.names.name_column.empty()) {
      throw InvalidOption("--names needs --name-column: which column holds the name?");
    }
    inputs.names = options.names;
    inputs.names->source.path_as_written = as_text(options.names.source.path);
    inputs.names->source.name = as_text(options.names.source.path);
    inputs.names->source.options = {.crs = "--names-crs", .x_and_y = "--names-x and --names-y", .layer = {}};
  }
  return inputs;
}

EventChoice event_choice_of(const StepOptions& options) {
  EventChoice choice;
  choice.period = period_of(options.from, options.to, "--from", "--to");
  choice.comparison = period_of(options.comparison_from, options.comparison_to, "--comparison-from", "--comparison-to");
  choice.include_discovered = options.picture.include_discovered;
  if (choice.period && options.source.columns.date.empty()) {
    throw InvalidOption("--from and --to need --date: which column holds the date?");
  }
  check(choice);
  return choice;
}

PictureOptions picture_of(const StepOptions& options, Depth depth) {
  auto picture = options.picture;
  picture.depth = depth;
  const auto choice = event_choice_of(options);
  picture.period = choice.period;
  picture.comparison = choice.comparison;
  picture.grid.shape = chosen<CellShape>("--shape", options.shape, shapes);
  picture.density.bandwidth_m = depth == Depth::density ? picture.density.bandwidth_m : metres_of(options.bandwidth);
  picture.density.kernel = chosen<Kernel>("--kernel", options.kernel, kernels);
  picture.statistics.alternative = chosen<Alternative>("--alternative", options.alternative, alternatives);
  picture.statistics.neighbours = neighbour_rule_of(options.neighbours, options.distance_m, options.nearest);
  picture.statistics.correction = chosen<Correction>("--correction", options.correction, correction_choices);
  picture.places.rank_by = chosen<RankBy>("--rank-by", options.rank_by, rank_bys);
  if (depth != Depth::places) {
    // Without places there is no --maximum-extent either, and cells may be as large as they like.
    picture.places.maximum_extent_m = std::max(picture.places.maximum_extent_m, picture.grid.cell_m);
  }
  check(picture);
  return picture;
}

}  // namespace lykta
