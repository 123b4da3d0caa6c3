#include "cli/frame/step_options.hpp"

#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"

namespace lykta {

namespace {

constexpr auto source_group = "Source";

/// Which part of the file is read, and how its letters and positions are written.
void add_layer_options(CLI::App& command, StepOptions& options) {
  auto& source = options.source;
  const auto* const group = source_group;
  command.add_option("--layer", source.layer, "Layer or sheet to read")->group(group);
  command.add_option("--source-crs", source.crs, "Coordinate system of the input, where it declares none")
      ->group(group);
  command
      .add_option("--encoding", source.text.encoding,
                  "Text encoding of a text file or a Shapefile (found out when not given)")
      ->group(group);
  command.add_flag("--guess", options.guess, "Take the columns that lykta inspect guesses, where none is stated")
      ->group(group);
}

/// Where and when.
void add_place_and_time_columns(CLI::App& command, ColumnMapping& columns) {
  const auto* const group = source_group;
  command.add_option("--x", columns.x, "Column of easting or longitude, where the input has no geometry")->group(group);
  command.add_option("--y", columns.y, "Column of northing or latitude")->group(group);
  command.add_option("--date", columns.date, "Column of the date, or of date and time")->group(group);
  command.add_option("--time", columns.time, "Column of the time of day")->group(group);
  command.add_option("--year", columns.year, "Column of the year, where year, month and day stand apart")->group(group);
  command.add_option("--month", columns.month, "Column of the month")->group(group);
  command.add_option("--day", columns.day, "Column of the day of the month")->group(group);
  command.add_option("--hour", columns.hour, "Column of the hour, beside a date")->group(group);
  command.add_option("--minute", columns.minute, "Column of the minute")->group(group);
  command.add_option("--end-date", columns.end_date, "Column of the last possible date")->group(group);
  command.add_option("--end-time", columns.end_time, "Column of the last possible time of day")->group(group);
  command
      .add_option("--position", columns.position,
                  "Column with the whole position in one text: \"lat, lon\", WKT, GeoJSON")
      ->group(group);
}

/// How a text file is laid out, and how its dates are to be understood.
void add_layout_options(CLI::App& command, StepOptions& options) {
  auto& source = options.source;
  const auto* const group = source_group;
  command.add_option("--separator", source.text.separator, "Character between the fields of a text file, or tab")
      ->group(group);
  command.add_option("--header-row", source.text.header_row, "Row with the names of the columns")
      ->check(within(bounds::header_row))
      ->group(group);
  command.add_option("--date-order", options.date_order, "year_first, day_first or month_first")->group(group);
  command.add_option("--date-year", source.date_year, "Year of dates that have none, such as 24/3")
      ->check(within(bounds::year))
      ->group(group);
  command.add_option("--clock", options.clock, "as_written, or wall_clock to ignore a stated offset from UTC")
      ->group(group);
  command.add_option("--time-zone", options.time_zone, "Zone of local time")->group(group)->capture_default_str();
}

/// What happened, and how it came to be known.
void add_event_columns(CLI::App& command, StepOptions& options) {
  auto& columns = options.source.columns;
  const auto* const group = source_group;
  command.add_option("--class", columns.class_name, "Column of the class")->group(group);
  command
      .add_option("--position-class", columns.position_class,
                  "Column of the position class (rows of class D are left out)")
      ->group(group);
  command.add_option("--discovered", columns.discovered, "Column that says whether patrols found it")->group(group);
  command
      .add_option("--count", columns.count,
                  "Column that says how many events a row stands for (each row is one when not given)")
      ->group(group);
  command.add_option("--indoors", columns.indoors, "Column that says whether it happened indoors")->group(group);
  command.add_option("--origin", options.origin, "reported or discovered, for all rows")->group(group);
  command.add_flag("--include-discovered", options.picture.include_discovered, "Count events found by patrols too")
      ->group(group);
}

/// In the order in which the help shows them.
void add_source_options(CLI::App& command, StepOptions& options) {
  add_layer_options(command, options);
  add_place_and_time_columns(command, options.source.columns);
  add_layout_options(command, options);
  add_event_columns(command, options);
}

}  // namespace

Language language_of(const StepOptions& options) { return chosen<Language>("--language", options.language, languages); }

void add_files_and_source(CLI::App& command, StepOptions& options) {
  command
      .add_option("INPUT", options.input,
                  "CSV, XLSX, ODS, GeoPackage, Shapefile, GeoJSON, JSON, FlatGeobuf, KML, GPX, MapInfo, ...: see "
                  "docs/reading.md")
      ->required();
  command.add_option("OUTPUT", options.output, "File to write; its ending chooses the format")->required();
  add_source_options(command, options);
  const auto period = "Period";
  command.add_option("--from", options.from, "First day, such as 2025-01-01 (a month counts from its first day)")
      ->group(period);
  command.add_option("--to", options.to, "Last day, included")->group(period);
  const auto output = "Output";
  command.add_option("--rejects", options.rejects, "CSV file for the rows that could not be used")->group(output);
  command.add_option("--language", options.language, "sv or en: of the outputs and of what is printed")
      ->group(output)
      ->capture_default_str();
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
      .add_flag_callback(
          "--no-keep-mass", [&options] { options.picture.density.keep_mass = false; },
          "Take the kernel's value at the cells' centres, without scaling it so that each event sums to one")
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
  add_neighbours(command, options, "cell");
  add_correction(command, options);
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
  command.add_option("--maximum-extent", places.maximum_extent_m, "A place is at most this many metres across")
      ->check(within(bounds::length_m))
      ->group(group)
      ->capture_default_str();
  command.add_option("--minimum-place-events", places.minimum_events, "Places with fewer events are left out")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--place-method", options.place_method,
                  "peaks: circles around events, wherever the grid begins; cells: cells that touch")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--rank-by", options.rank_by,
                  "count, weighted_count, density, z, recency, trend, unsafe_score or mean_rank")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--mean-rank-of", options.mean_rank_of,
                  "Scores whose ranks mean_rank averages, as count,recency (count,weighted_count,recency)")
      ->delimiter(',')
      ->group(group);
  command.add_option("--half-life-days", places.half_life_days, "An event this old counts half in recency")
      ->check(within(bounds::positive))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--rank-draws", places.reliability.draws,
                  "Draws of the order that tell how sure it is; 0: nothing is said of it")
      ->check(within(bounds::rank_draws))
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

}  // namespace lykta
