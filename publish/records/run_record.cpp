#include "publish/records/run_record.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publish/context/context_kinds.hpp"
#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/zone_layers.hpp"
#include "publish/records/calendar_record.hpp"
#include "publish/records/density_record.hpp"
#include "publish/records/history_record.hpp"
#include "publish/records/log_record.hpp"
#include "publish/records/source_record.hpp"
#include "publish/records/statistics_record.hpp"
#include "publish/records/strata_record.hpp"
#include "publish/records/week_record.hpp"
#include "publish/records/weekly_record.hpp"
#include "publish/records/zones_record.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/density_names.hpp"
#include "publish/words/period_record.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/time_words.hpp"
#include "publish/words/visit_words.hpp"
#include "publish/words/warnings.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

std::string_view alternative_name(Alternative alternative) {
  return std::ranges::find(alternative_names, alternative, &AlternativeName::alternative)->name;
}

/// Whose ranks are averaged; nothing where places are ranked otherwise.
ordered_json mean_rank_record(const PlacesOptions& options) {
  if (options.rank_by != RankBy::mean_rank) {
    return nullptr;
  }
  auto names = ordered_json::array();
  for (const auto score : options.mean_rank_of) {
    names.push_back(name_of(score));
  }
  return names;
}

ordered_json parameters_record(const PictureOptions& options) {
  const auto neighbours = neighbour_rule_record(options.statistics.neighbours);
  return {
      {"period", period_record(options.period)},
      {"comparison", period_record(options.comparison)},
      {"include_discovered", options.include_discovered},
      {"grid",
       {{"shape", options.grid.shape == CellShape::square ? "square" : "hexagon"}, {"cell_m", options.grid.cell_m}}},
      {"density",
       {{"kernel", kernel_name(options.density.kernel)},
        {"bandwidth_m", options.density.bandwidth_m},
        {"keep_mass", options.density.keep_mass},
        {"unit", "events/km2"}}},
      {"statistics",
       {{"statistic", "events in a cell and its neighbours"},
        {"chance", "events_thrown_by_area"},
        {"neighbours", neighbours["rule"]},
        {"distance_m", neighbours.value("distance_m", ordered_json(nullptr))},
        {"nearest", neighbours.value("number", ordered_json(nullptr))},
        {"alternative", alternative_name(options.statistics.alternative)},
        {"correction", correction_word(options.statistics.correction)},
        {"false_discovery_rate", options.statistics.false_discovery_rate},
        {"minimum_events", options.statistics.minimum_events},
        {"minimum_neighbourhood_events", options.statistics.minimum_neighbourhood_events}}},
      {"places",
       {{"limit", options.places.limit},
        {"maximum_extent_m", options.places.maximum_extent_m},
        {"minimum_events", options.places.minimum_events},
        {"method", options.places.method == PlaceMethod::peaks ? "peaks" : "cells"},
        {"rank_by", name_of(options.places.rank_by)},
        {"high_unsafe_score", options.places.high_unsafe_score},
        {"minimum_observations", options.places.minimum_observations},
        {"observation_days", options.places.observation_days},
        {"minimum_residents", options.places.minimum_residents},
        {"mean_rank_of", mean_rank_record(options.places)},
        {"half_life_days", options.places.half_life_days},
        {"reference_cells", options.places.reference_cells},
        {"rank_draws", options.places.reliability.draws}}},
  };
}

/// Scales to a millionth: what is beyond differs between releases of PROJ.
double rounded_scale(double scale) { return std::round(1e6 * scale) / 1e6; }

/// The system of the picture, and how true it is to scale where the data lie.
ordered_json crs_record(const ReadInputs& read) {
  ordered_json record{{"id", read.crs.id()}, {"name", read.crs.name()}, {"reason", read.crs_reason.en()}};
  if (const auto& scale = read.scale) {
    record["scale"] = {{"meridional", rounded_scale(scale->middle.meridional)},
                       {"parallel", rounded_scale(scale->middle.parallel)},
                       {"areal", rounded_scale(scale->middle.areal)},
                       {"angular_distortion_degrees", rounded_scale(scale->middle.angular_distortion_degrees)},
                       {"smallest", rounded_scale(scale->smallest)},
                       {"largest", rounded_scale(scale->largest)}};
  }
  return record;
}

/// What was asked beyond the usual is said only where it was.
void add_smoothing(const Picture& picture, ordered_json& record) {
  auto& density = record["parameters"]["density"];
  density["keep_mass"] = keeps_mass(picture.options.density, picture.fast);
  if (picture.options.edges != EdgeTerm::none) {
    density["edges"] = edges_name(picture.options.edges);
  }
  if (const auto& chosen = picture.bandwidth) {
    const auto rule = *picture.options.bandwidth_rule;
    density["bandwidth"] = rule_name(rule);
    if (rule == BandwidthRule::k_nearest_mean) {
      density["k"] = picture.options.nearest_events;
    }
    density["at_end_of_range"] = chosen->at_lower_end || chosen->at_upper_end;
  }
  if (const auto& adaptive = picture.options.adaptive) {
    density["adaptive"] = adaptive_record(*adaptive, picture.options.density.bandwidth_m, picture.bandwidth_range_m);
  }
  if (picture.options.fast) {
    density["fast"] = fast_record(picture.options.fast, picture.fast);
  }
}

/// The raster where it shows something else than the density of the cells.
void add_raster(const Picture& picture, ordered_json& record) {
  const auto& options = picture.options;
  const auto& surface = picture.raster;
  if (!surface || (options.raster.is_that_of_cells() && !options.fast && !options.adaptive)) {
    return;
  }
  auto& raster = record["parameters"]["density"]["raster"];
  raster = {{"unit", unit_name(options.raster.unit)}, {"weight", surface->weight}};
  if (options.raster.hours) {
    raster["hours"] = hours_record(options.raster.hours);
    raster["without_time"] = surface->times.without_time;
    raster["outside_time"] = surface->times.outside;
    raster["whole_days"] = surface->times.whole_days;
  }
  if (surface->bandwidth_range_m) {
    raster["adaptive"] = adaptive_record(*options.adaptive, options.density.bandwidth_m, surface->bandwidth_range_m);
  }
  if (surface->fast) {
    raster["keep_mass"] = keeps_mass(options.density, surface->fast);
    raster["fast"] = fast_record(options.fast, surface->fast);
  }
}

/// The test of the map where it has its own, as `lykta grid` records it.
void add_map_test(const Picture& picture, ordered_json& record) {
  if (!picture.tested_map) {
    return;
  }
  auto test = zone_record(*picture.tested_map);
  for (const auto* said_elsewhere : {"period", "events", "events_in_several_zones", "concentration"}) {
    test.erase(said_elsewhere);
  }
  test["minimum_inside"] = picture.tested_map->options.minimum_inside;
  record["map_test"] = std::move(test);
}

/// What stands beside crime is said only where there is some.
void add_context(const Inputs& inputs, const PictureOptions& options, ordered_json& record) {
  for (const auto* kind : context_kinds) {
    const auto records = kind->records(inputs);
    if (records == 0) {
      continue;
    }
    if (kind->add_parameters != nullptr) {
      kind->add_parameters(options, record["parameters"]);
    }
    record["counts"][kind->name] = records;
  }
}

/// Which sources cover both periods, and how many events are left out with the others.
ordered_json comparison_record(const Inputs& inputs, const Picture& picture) {
  auto sources = ordered_json::array();
  auto compared = picture.compared_sources;
  // By name, and not by where a source stands in the configuration.
  std::ranges::sort(compared, {}, [&](const ComparedSource& source) { return name_of_source(inputs, source.source); });
  for (const auto& source : compared) {
    sources.push_back({{"source", name_of_source(inputs, source.source)},
                       {"covers", period_record(source.covers)},
                       {"pauses", periods_record(source.pauses)},
                       {"covers_both", source.covers_all()},
                       {"days_missing", source.days_missing},
                       {"comparison_days_missing", source.comparison_days_missing.front()},
                       {"events_left_out", source.left_out},
                       {"comparison_events_left_out", source.comparison_left_out}});
  }
  return {{"can_be_told", picture.can_compare()}, {"sources", std::move(sources)}};
}

ordered_json files_record(const ReadReport& report) {
  auto files = ordered_json::array();
  for (const auto& file : report.files) {
    files.push_back({{"path", file.path}, {"sha256", file.sha256}});
  }
  return files;
}

ordered_json counts_record(const ReadInputs& read, const Picture& picture) {
  const auto used_as = [&](IncidentUse use) { return std::ranges::count(picture.use, use); };
  const auto& origin = read.inputs.incidents.origin;
  return {{"incidents", read.inputs.incidents.size()},
          {"period", used_as(IncidentUse::period)},
          {"comparison", used_as(IncidentUse::comparison)},
          {"outside_periods", used_as(IncidentUse::outside_periods)},
          {"outside_area", used_as(IncidentUse::outside_area)},
          {"linked", used_as(IncidentUse::linked)},
          {"counted", picture.counted_events},
          {"discovered", std::ranges::count(origin, Origin::discovered)},
          {"observations", read.inputs.observations.size()},
          {"cells", picture.study.size()},
          {"hot_cells", std::ranges::count(picture.clustering.is_hot, true)},
          {"places", picture.places.size()}};
}

ordered_json warnings_record(std::span<const Warning> listed, Language language) {
  auto warnings = ordered_json::array();
  for (const auto& warning : listed) {
    warnings.push_back({{"kind", name_of(warning.kind)}, {"text", warning_text(warning, language)}});
  }
  return warnings;
}

/// How many cells have each class.
ordered_json classes_record(const std::vector<ZoneClass>& classes) {
  auto record = ordered_json::object();
  for (const auto& cell_class : zone_classes::of_gi) {
    record[name_of(cell_class)] = std::ranges::count(classes, cell_class);
  }
  return record;
}

ordered_json statistics_record(const Picture& picture) {
  const auto& map = *picture.map;
  return {{"tested", picture.clustering.tested},
          {"islands", map.islands},
          {"partly_inside", map.partly_inside},
          {"classes", classes_record(picture.clustering.cell_class)},
          {"whole_map", map.whole ? global_figures_record(*map.whole) : ordered_json(nullptr)},
          {"concentration", concentration_record(map.concentration)}};
}

/// Those that do not stand among the warnings of the run already.
ordered_json own_warnings_record(const std::vector<Warning>& warnings, const Picture& picture, Language language) {
  std::vector<Warning> own;
  std::ranges::copy_if(warnings, std::back_inserter(own), [&](const Warning& warning) {
    return std::ranges::find(picture.warnings, warning.kind, &Warning::kind) == picture.warnings.end();
  });
  return warnings_record(own, language);
}

ordered_json emerging_of_run_record(const Picture& picture, Language language) {
  auto record = emerging_record(*picture.emerging);
  record["warnings"] = own_warnings_record(picture.emerging->warnings, picture, language);
  return record;
}

ordered_json week_of_run_record(const Picture& picture, Language language) {
  auto record = week_record(*picture.week, week_options_of(picture.options));
  record["warnings"] = own_warnings_record(picture.week->warnings, picture, language);
  return record;
}

/// One question about the time of a place; what is not clear is not there.
ordered_json window_record(const BusyWindow& window, std::size_t known, const std::string& busy) {
  const auto is_clear = window.finding == WindowFinding::clear;
  return {{"test", name_of(window.finding)},
          {"busiest", is_clear ? ordered_json(busy) : ordered_json(nullptr)},
          {"share", is_clear ? ordered_json(window.share) : ordered_json(nullptr)},
          {"p", std::isfinite(window.adjusted_p) ? ordered_json(window.adjusted_p) : ordered_json(nullptr)},
          {"events", known}};
}

ordered_json times_record(const Place& place, const Inputs& inputs, Language language) {
  if (!place.times) {
    return nullptr;
  }
  const auto& times = *place.times;
  std::vector<std::string> sources;
  for (const auto source : times.sources) {
    sources.push_back(source < inputs.source_names.size() ? inputs.source_names[source] : fmt::format("{}", source));
  }
  std::ranges::sort(sources);
  return {{"weekday", window_record(times.weekday, times.day_known, weekday_text(times.weekday, language))},
          {"hours", window_record(times.hours, times.clock_known, hours_text(times.hours))},
          {"sources", std::move(sources)}};
}

/// The sources that reported its events, by name.
ordered_json place_sources_record(const Place& place, const Inputs& inputs) {
  std::map<std::string, std::uint64_t> by_name;
  for (const auto& [source, count] : place.sources) {
    by_name[source < inputs.source_names.size() ? inputs.source_names[source] : fmt::format("{}", source)] += count;
  }
  auto sources = ordered_json::array();
  for (const auto& [name, count] : by_name) {
    sources.push_back({{"source", name}, {"events", count}});
  }
  return sources;
}

/// The one test that `why` rests on.
ordered_json test_record(const Place& place, const Picture& picture) {
  if (!deciding_test(place)) {
    return nullptr;
  }
  const auto& test = *deciding_test(place);
  return {{"cell", picture.study.grid.id(picture.study.cells[test.slot])},
          {"events_around", test.seen},
          {"events_outside", test.outside},
          {"expected_around", test.expected},
          {"z", test.z},
          {"q", test.q}};
}

/// How sure its rank is.
ordered_json reliability_record(const Place& place) {
  if (!place.reliability) {
    return nullptr;
  }
  const auto& [word, ranks, chance, tied, competing] = *place.reliability;
  return {{"rank_low", ranks ? ordered_json(ranks->low) : ordered_json(nullptr)},
          {"rank_high", ranks ? ordered_json(ranks->high) : ordered_json(nullptr)},
          {"word", name_of(word)},
          {"chance_in_list", chance ? ordered_json(*chance) : ordered_json(nullptr)},
          {"tied_with", tied},
          {"competing", competing}};
}

/// When to be there.
ordered_json visit_record(const Place& place, Language language) {
  if (!place.hours) {
    return nullptr;
  }
  const auto& [finding, events, window, share, p, adjusted_p] = place.hours->window;
  ordered_json record{{"test", name_of(finding)}, {"events", events}};
  if (window.days > 0) {
    record["window"] = window_text(window, language);
    record["first_weekday"] = window.first_weekday + 1;
    record["days"] = window.days;
    record["first_hour"] = window.first_hour;
    record["hours"] = window.hours;
    record["share"] = share;
    record["p"] = std::isfinite(adjusted_p) ? ordered_json(adjusted_p) : ordered_json(nullptr);
  }
  return record;
}

ordered_json reference_cells_record(const Picture& picture) {
  auto cells = ordered_json::array();
  for (const auto& [slot, count] : picture.reference_cells) {
    cells.push_back({{"cell_id", picture.study.grid.id(picture.study.cells[slot])}, {"count", count}});
  }
  return cells;
}

ordered_json places_record(const ReadInputs& read, const Picture& picture, Language language) {
  auto places = ordered_json::array();
  const auto names = place_names(picture.places, language);
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto& place = picture.places[i];
    places.push_back({{"rank", place.rank ? ordered_json(*place.rank) : ordered_json(nullptr)},
                      {"name", names[i]},
                      {"place_id", place.id},
                      {"basis", name_of(place.basis)},
                      {"count", place.count},
                      {"change", place.change ? ordered_json(name_of(*place.change)) : ordered_json(nullptr)},
                      {"reliability", reliability_record(place)},
                      {"quadrant", name_of(place.quadrant)},
                      {"observations", place.observations},
                      {"test", test_record(place, picture)},
                      {"times", times_record(place, read.inputs, language)},
                      {"visit", visit_record(place, language)},
                      {"outdoors", place.outdoors},
                      {"indoors", place.indoors},
                      {"sources", place_sources_record(place, read.inputs)},
                      {"answer", name_of(place.answer)},
                      {"why", why(place, picture, read.inputs, language)}});
    if (picture.strata) {
      places.back()["stratum"] = stratum_name(*picture.strata, *place.stratum, language);
    }
    if (place.history) {
      places.back()["history"] = history_record(*place.history);
    }
  }
  return places;
}

void add_calendars(const ReadReport& report, ordered_json& record) {
  if (!report.calendars.empty()) {
    record["calendars"] = calendars_record(report);
  }
}

}  // namespace

std::string program_version() { return LYKTA_VERSION; }

ordered_json reading_record(const ReadInputs& read) {
  ordered_json record{{"program", "lykta"},
                      {"version", program_version()},
                      {"crs", crs_record(read)},
                      {"inputs", files_record(read.report)},
                      {"sources", sources_record(read.report)},
                      {"rejected", rejected_record(read.report.rejects)}};
  if (read.report.zones) {
    record["zones"] = zones_record(*read.report.zones);
  }
  if (read.report.strata) {
    record["strata"] = zones_record(*read.report.strata);
  }
  if (read.report.area) {
    record["area"] = area_record(*read.report.area);
  }
  if (read.report.actions) {
    record["actions"] = log_record(*read.report.actions);
  }
  if (read.report.levels) {
    record["levels"] = log_record(*read.report.levels);
  }
  if (read.report.names) {
    record["names"] = names_record(*read.report.names);
  }
  add_calendars(read.report, record);
  return record;
}

namespace {

/// What was only asked of some pictures.
void add_answers(const ReadInputs& read, const Picture& picture, Language language, ordered_json& record) {
  if (picture.options.comparison) {
    record["comparison"] = comparison_record(read.inputs, picture);
  }
  if (picture.history) {
    record["history"] = history_record(*picture.history);
  }
  if (picture.strata) {
    record["parameters"]["statistics"]["chance"] = "events_thrown_by_area_in_their_stratum";
    record["parameters"]["strata"] = {{"minimum_events", picture.options.strata.minimum_events}};
    record["strata"] = strata_record(*picture.strata, language);
    record["strata"]["file"] = zones_record(*read.report.strata);
  }
  if (picture.map) {
    record["statistics"] = statistics_record(picture);
  }
  if (picture.emerging) {
    record["parameters"]["emerging"] = {{"step_days", picture.emerging->options.step_days}};
    record["emerging"] = emerging_of_run_record(picture, language);
  }
  if (picture.weekly) {
    record["counts"]["week"] = std::ranges::count(picture.use, IncidentUse::week);
    record["weekly"] = weekly_record(picture, read.inputs, language);
  }
  if (picture.actions) {
    record["actions"] = actions_record(read, picture, language);
  }
  if (picture.levels) {
    record["levels"] = levels_record(read, picture, language);
  }
  if (picture.week) {
    record["hours"] = week_of_run_record(picture, language);
  }
}

}  // namespace

ordered_json run_record(const ReadInputs& read, const Picture& picture, const RunContext& context) {
  ordered_json record{{"program", "lykta"},
                      {"version", program_version()},
                      {"title", context.title},
                      {"profile", "internal"},
                      {"stamp", internal_stamp(context.language)},
                      {"language", context.language == Language::sv ? "sv" : "en"},
                      {"crs", crs_record(read)},
                      {"time_zone", context.time_zone},
                      {"parameters", parameters_record(picture.options)},
                      {"defaults", context.defaults},
                      {"inputs", files_record(read.report)},
                      {"sources", sources_record(read.report)},
                      {"counts", counts_record(read, picture)},
                      {"rejected", rejected_record(all_rejects(read, picture.use))},
                      {"warnings", warnings_record(picture.warnings, context.language)},
                      {"places", places_record(read, picture, context.language)},
                      {"reference_cells", reference_cells_record(picture)}};
  if (!context.guesses.empty()) {
    record["guesses"] = context.guesses;
  }
  add_answers(read, picture, context.language, record);
  if (read.report.area) {
    record["area"] = area_record(*read.report.area);
  }
  if (read.report.names) {
    record["names"] = names_record(*read.report.names);
  }
  add_calendars(read.report, record);
  add_smoothing(picture, record);
  add_raster(picture, record);
  add_map_test(picture, record);
  add_context(read.inputs, picture.options, record);
  return record;
}

}  // namespace lykta
