#include "cli/configuration/picture_sections.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include <fmt/format.h>

#include "cli/values/choices.hpp"
#include "cli/values/hour_words.hpp"
#include "cli/values/score_names.hpp"
#include "engine/base/error.hpp"

namespace lykta {

namespace {

std::uint64_t count_or(TomlReader& table, std::string_view key, std::uint64_t otherwise) {
  return static_cast<std::uint64_t>(table.integer_or(key, static_cast<std::int64_t>(otherwise), bounds::count));
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

/// A key that says more of another one is nothing without it.
void refuse_idle_key(TomlReader& table, std::string_view key, bool belongs, const std::string& to) {
  if (table.has(key) && !belongs) {
    table.refuse(key, "belongs to " + to);
  }
}

void read_adaptive(TomlReader& table, PictureOptions& options) {
  const auto adaptive = table.boolean("adaptive").value_or(false);
  for (const auto* key : {"pilot_m", "trim"}) {
    refuse_idle_key(table, key, adaptive, "adaptive = true");
  }
  if (adaptive) {
    AdaptiveShape shape;
    shape.pilot_m = table.real("pilot_m", bounds::length_m).value_or(shape.pilot_m);
    shape.trim = table.real("trim", bounds::trim).value_or(shape.trim);
    options.adaptive = shape;
  }
  const auto fast = table.boolean("fast").value_or(false);
  refuse_idle_key(table, "tolerance", fast, "fast = true");
  if (fast) {
    FastOptions how;
    how.tolerance = table.real("tolerance", bounds::probability).value_or(how.tolerance);
    options.fast = how;
  }
}

/// Of the raster alone.
void read_raster(TomlReader& table, RasterOptions& raster) {
  if (table.has("unit")) {
    raster.unit = table.choice_or<DensityUnit>("unit", density_units, raster.unit);
  }
  const auto hours = table.text("hours");
  const auto weekdays = table.text("weekdays");
  HourWords words{"", "", "hours", "weekdays"};
  // One after the other, so that a fault is told of the key that has it.
  const auto add = [&](const char* key, const std::optional<std::string>& value, std::string& word) {
    if (!value) {
      return;
    }
    if (value->empty()) {
      table.refuse(key, "is empty: leave it out, or name some");
    }
    word = *value;
    try {
      raster.hours = hour_window_of(words);
    } catch (const InvalidOption& error) {
      table.refuse(key, fmt::format("cannot be used: {}", error.what()));
    }
  };
  add("hours", hours, words.hours);
  add("weekdays", weekdays, words.weekdays);
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

/// Whose ranks are averaged.
void read_mean_rank(TomlReader& table, PlacesOptions& places) {
  if (!table.has("mean_rank_of")) {
    return;
  }
  refuse_idle_key(table, "mean_rank_of", places.rank_by == RankBy::mean_rank, "rank_by = \"mean_rank\"");
  try {
    places.mean_rank_of = scores_of_names(table.list_of_texts("mean_rank_of"));
  } catch (const InvalidOption& error) {
    table.refuse("mean_rank_of", fmt::format("cannot be used: {}", error.what()));
  }
}

}  // namespace

bool has_source(const InputsDescription& inputs, SourceKind kind) {
  return std::ranges::any_of(inputs.sources, [kind](const SourceDescription& source) { return source.kind == kind; });
}

void read_grid(TomlReader table, GridOptions& grid) {
  grid.shape = table.choice_or<CellShape>("shape", shapes, grid.shape);
  grid.cell_m = table.real_or("cell_m", grid.cell_m, bounds::length_m);
  table.finish();
}

void read_density(TomlReader table, PictureOptions& options) {
  options.density.kernel = table.choice_or<Kernel>("kernel", kernels, options.density.kernel);
  read_bandwidth(table, options);
  options.density.keep_mass = table.boolean_or("keep_mass", options.density.keep_mass);
  if (table.has("edges")) {
    options.edges = table.choice_or<EdgeTerm>("edges", edge_terms, options.edges);
  }
  read_adaptive(table, options);
  read_raster(table, options.raster);
  table.finish();
}

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
  places.method = table.choice_or<PlaceMethod>("method", place_methods, places.method);
  places.rank_by = table.choice_or<RankBy>("rank_by", rank_bys, places.rank_by);
  read_mean_rank(table, places);
  places.half_life_days = table.real_or("half_life_days", places.half_life_days, bounds::positive);
  places.reference_cells =
      static_cast<unsigned>(table.integer_or("reference_cells", places.reference_cells, bounds::reference_cells));
  places.high_unsafe_score = table.real_or("high_unsafe_score", places.high_unsafe_score, bounds::positive);
  places.minimum_observations = count_or(table, "minimum_observations", places.minimum_observations);
  places.observation_days = table.real_or("observation_days", places.observation_days, bounds::positive);
  places.minimum_residents = table.real_or("minimum_residents", places.minimum_residents, bounds::positive);
  places.reliability.draws = static_cast<std::size_t>(
      table.integer_or("rank_draws", static_cast<std::int64_t>(places.reliability.draws), bounds::rank_draws));
  table.finish();
}

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

void read_week(TomlReader& top, const Paths& paths, InputsDescription& inputs, WeeklyPictureOptions& weekly) {
  if (auto table = top.table("week")) {
    weekly.false_alarms_a_year =
        table->real_or("false_alarms_a_year", weekly.false_alarms_a_year, bounds::false_alarms_a_year);
    weekly.beside_weeks =
        static_cast<unsigned>(table->integer_or("earlier", weekly.beside_weeks, bounds::earlier_weeks));
    table->finish();
  }
  weekly.knows_swedish_holidays = inputs.time_zone == "Europe/Stockholm";
  if (auto table = top.table("calendar")) {
    weekly.knows_swedish_holidays = table->choice_or<bool>("holidays", holiday_choices, weekly.knows_swedish_holidays);
    for (const auto& file : table->list_of_texts("files")) {
      if (file.empty()) {
        table->refuse("files", "holds an empty text: name a file, or leave it out");
      }
      inputs.calendars.push_back({paths.resolve(file), file});
    }
    table->finish();
  }
}

void read_output(TomlReader table, OutputOptions& outputs) {
  const auto asks_for_project = table.boolean("project").value_or(false);
  for (const auto& kind : output_kinds) {
    outputs.*kind.wanted = table.boolean_or(kind.name, outputs.*kind.wanted);
  }
  outputs.empty_cells = table.boolean_or("empty_cells", outputs.empty_cells);
  if (table.has("map_paper")) {
    outputs.map_paper = table.choice_or<Paper>("map_paper", papers, outputs.map_paper);
  }
  outputs.project_in_geopackage = table.boolean("project_in_geopackage").value_or(outputs.project_in_geopackage);
  if (!outputs.geopackage && (asks_for_project || outputs.project_in_geopackage)) {
    table.refuse(outputs.project_in_geopackage ? "project_in_geopackage" : "project",
                 "opens the layers of the GeoPackage: leave out geopackage = false");
  }
  table.finish();
}

}  // namespace lykta
