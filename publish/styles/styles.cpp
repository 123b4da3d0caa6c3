#include "publish/styles/styles.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/layers/strata_layers.hpp"
#include "publish/layers/weekly_layers.hpp"
#include "publish/layers/zone_layers.hpp"
#include "publish/styles/area_style.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

namespace {

using qml::Label;
using qml::LegendClass;

/// A class of areas as QGIS has it.
LegendClass legend_class(const MapClass& each, const Publication& publication) {
  const auto symbol = [&] {
    if (!each.fill) {
      return qml::outlined(*each.outline);
    }
    return each.outline ? qml::filled(*each.fill, *each.outline) : qml::filled(*each.fill);
  };
  return {.selects = std::string(each.selects),
          .label = legend_text(each, publication, publication.language),
          .symbol = symbol()};
}

// ---- places

/// Places that are there for a clear change alone have no rank. Those felt unsafe keep their look.
constexpr const char* look_of_place =
    R"(if("rank" IS NULL AND "quadrant" <> 'low_crime_high_unsafety', 'changed', "quadrant"))";

/// Zoomed out further than this a place is too small for an outline and a name: 1 cm for the largest.
double overview_scale(const PictureOptions& options) { return options.places.maximum_extent_m / 0.01; }

/// From afar: the rank on a disc in the colour of the outline, which is too small to be seen.
std::vector<Label> overview_labels(double scale) {
  std::vector<Label> labels;
  labels.reserve(place_classes.size() - 1);
  for (const auto& each : std::span(place_classes).first(place_classes.size() - 1)) {
    labels.push_back({.selects = fmt::format(R"("quadrant" = '{}' AND "rank" IS NOT NULL)", each.selects),
                      .text = R"(to_string("rank"))",
                      .points = 8,
                      .bold = true,
                      .colour = palette::white,
                      .may_overlap = true,
                      .priority = 10,
                      .order = R"(-"rank")",
                      .badge = each.outline->colour,
                      .scales = {.closest = scale}});
  }
  return labels;
}

std::vector<Label> place_labels(const PictureOptions& options) {
  // A place without a name is called by its id, which says nothing on a map.
  constexpr const char* rank_and_name =
      R"(if("name" = "place_id", to_string("rank"), to_string("rank") || '  ' || "name"))";
  constexpr const char* name_alone = R"(if("name" = "place_id", '', "name"))";
  const auto overview = overview_scale(options);
  auto labels = overview_labels(overview);
  labels.push_back({.selects = R"("rank" IS NOT NULL)",
                    .text = rank_and_name,
                    .points = 10,
                    .bold = true,
                    .placement = qml::LabelPlacement::outside,
                    .priority = 10,
                    .leader = true,
                    .scales = {.furthest = overview}});
  labels.push_back({.selects = R"("rank" IS NULL AND "basis" <> 'observations')",
                    .text = name_alone,
                    .points = 9,
                    .italic = true,
                    .placement = qml::LabelPlacement::outside,
                    .priority = 8,
                    .leader = true,
                    .scales = {.furthest = overview}});
  labels.push_back({.selects = R"("basis" = 'observations')",
                    .text = name_alone,
                    .points = 9,
                    .italic = true,
                    .colour = palette::unsafety,
                    .placement = qml::LabelPlacement::outside,
                    .priority = 8,
                    .leader = true,
                    .scales = {.furthest = overview}});
  return labels;
}

qml::LayerStyle places_style(const Publication& publication) {
  // The last class is that of a change.
  const auto compared = publication.picture.options.comparison.has_value();
  std::vector<LegendClass> classes;
  for (const auto& each : std::span(place_classes).first(place_classes.size() - (compared ? 0 : 1))) {
    classes.push_back(legend_class(each, publication));
  }
  constexpr const char* called = R"(coalesce(to_string("rank") || '  ', '') || "name")";
  return {.renderer = qml::categorised(compared ? look_of_place : "quadrant", classes),
          .labels = qml::labelled(place_labels(publication.picture.options)),
          .aliases = {},
          .title_expression = called,
          .map_tip = fmt::format(R"(<b>[% {} %]</b><br>[% "why" %])", called)};
}

// ---- grid

/// Zoomed out further than this a cell is too small for a line around it and a number in it: 7 mm.
double number_scale(const PictureOptions& options) { return options.grid.cell_m / 0.007; }

/// Whether a legend has a use for the class, whatever its cells hold: see cell_classes.
bool is_to_be_had(const MapClass& each, const Publication& publication) {
  if (each.name.starts_with("cold")) {
    return publication.picture.options.statistics.alternative == Alternative::two_sided;
  }
  const auto& found = publication.picture.clustering.cell_class;
  return each.name != "no_value" || std::ranges::find(found, zone_classes::no_value) != found.end();
}

/// Most of a municipality has no events: a hairline, and only where cells are large enough to count.
LegendClass empty_cells(const Publication& publication) {
  return {.selects = R"("count" = 0 AND "gi_class" NOT LIKE 'hot%' AND "gi_class" NOT LIKE 'cold%')",
          .label = Phrase{"Inga händelser (linjer syns vid inzoomning)", "No events (lines show when zoomed in)"}.in(
              publication.language),
          .symbol = qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}),
          .scales = {.furthest = number_scale(publication.picture.options)}};
}

std::vector<LegendClass> classes_of_cells(const Publication& publication) {
  std::vector<LegendClass> classes;
  for (const auto& each : cell_classes) {
    if (is_to_be_had(each, publication)) {
      classes.push_back(legend_class(each, publication));
    }
  }
  classes.push_back(empty_cells(publication));
  return classes;
}

qml::LayerStyle grid_style(const Publication& publication) {
  const Phrase events{"händelser", "events"};
  return {.renderer = qml::by_rules(classes_of_cells(publication)),
          .labels = qml::labelled({Label{.selects = R"("count" > 0)",
                                         .text = R"("count")",
                                         .points = 7,
                                         .priority = 2,
                                         .scales = {.furthest = number_scale(publication.picture.options)}}}),
          .aliases = {},
          .title_expression = R"("cell_id")",
          .map_tip = fmt::format(R"(<b>[% "count" %]</b> {})", events.in(publication.language))};
}

// ---- points

LegendClass incident_class(const char* selects, const Phrase& label, const qml::Marker& marker, Language language) {
  return {.selects = selects, .label = label.in(language), .symbol = qml::marker(marker)};
}

std::vector<LegendClass> incident_classes(const Publication& publication) {
  const auto language = publication.language;
  const auto counted = publication.picture.options.include_discovered;
  const qml::Marker reported{.fill = palette::ink.at(0.75), .outline = {palette::white, 0.15}};
  const qml::Marker discovered{.shape = qml::Shape::diamond,
                               .fill = palette::white,
                               .outline = {palette::ink, 0.35},
                               .size_m = 28,
                               .smallest_mm = 1.1,
                               .largest_mm = 2.6};
  const qml::Marker earlier{
      .fill = palette::neutral.at(0.5), .outline = {palette::white, 0}, .smallest_mm = 0.5, .largest_mm = 1.2};
  std::vector<LegendClass> classes{
      incident_class(R"("use" = 'period' AND "origin" = 'reported')",
                     {"Anmäld under perioden", "Reported in the period"}, reported, language),
      incident_class(R"("use" = 'period' AND "origin" = 'discovered')",
                     counted ? Phrase{"Upptäckt av patrull under perioden", "Discovered by a patrol in the period"}
                             : Phrase{"Upptäckt av patrull under perioden (räknas inte i rangordningen)",
                                      "Discovered by a patrol in the period (not counted in the ranking)"},
                     discovered, language),
      incident_class(R"("use" = 'comparison')", {"Under jämförelseperioden", "In the comparison period"}, earlier,
                     language),
      incident_class(R"("use" = 'outside_periods')", {"Annan tid", "At another time"}, earlier, language)};
  // What is not of the period is there to be looked up, and would hide what is.
  classes[2].shown = false;
  classes[3].shown = false;
  if (publication.picture.weekly) {
    for (auto& each : classes) {
      each.shown = false;
    }
    classes.insert(classes.begin(), incident_class(R"("use" = 'week')", {"Under veckan", "In the week"},
                                                   {.fill = palette::crime.at(0.9),
                                                    .outline = {palette::white, 0.2},
                                                    .size_m = 40,
                                                    .smallest_mm = 1.6,
                                                    .largest_mm = 3},
                                                   language));
  }
  return classes;
}

qml::LayerStyle incidents_style(const Publication& publication) {
  return {.renderer = qml::by_rules(incident_classes(publication)),
          .labels = {},
          .aliases = {},
          .title_expression = R"("class")",
          .map_tip = R"(<b>[% "class" %]</b><br>[% format_date("start", 'yyyy-MM-dd HH:mm') %])"};
}

qml::LayerStyle observations_style(const Publication& publication) {
  const auto language = publication.language;
  const auto observed = [&](const char* feeling, const Phrase& label, qml::Shape shape, const Colour& fill,
                            const Colour& outline) {
    return LegendClass{.selects = feeling,
                       .label = label.in(language),
                       .symbol = qml::marker({.shape = shape,
                                              .fill = fill,
                                              .outline = {outline, 0.3},
                                              .size_m = 34,
                                              .smallest_mm = 1.2,
                                              .largest_mm = 3.2})};
  };
  return {
      .renderer = qml::categorised(
          "feeling", {observed("unsafe", {"Otrygg", "Unsafe"}, qml::Shape::triangle, palette::unsafety, palette::white),
                      observed("neutral", {"Varken trygg eller otrygg", "Neither"}, qml::Shape::circle,
                               palette::neutral, palette::white),
                      observed("safe", {"Trygg", "Safe"}, qml::Shape::square, palette::white, palette::safety)}),
      .labels = {},
      .aliases = {},
      .title_expression = R"("category")",
      .map_tip = R"(<b>[% "category" %]</b>)"};
}

/// Outlined in grey and without a rank: they are there to be visited, not to stand out.
qml::LayerStyle reference_cells_style(const Publication& publication) {
  const auto label = Phrase{"Jämförelseruta, utlottad", "Reference cell, drawn by lot"}.in(publication.language);
  return {.renderer = qml::by_rules(
              {{.selects = "ELSE", .label = label, .symbol = qml::outlined({palette::neutral, 0.6, true})}}),
          .labels = {},
          .aliases = {},
          .title_expression = R"("cell_id")",
          .map_tip = R"(<b>[% "cell_id" %]</b><br>[% "count" %])"};
}

qml::LayerStyle style_of(const Publication& publication, const VectorLayer& layer) {
  if (layer.name == "reference_cells") {
    return reference_cells_style(publication);
  }
  if (layer.name == "places") {
    return places_style(publication);
  }
  if (layer.name == "grid") {
    return grid_style(publication);
  }
  if (layer.name == "incidents") {
    return incidents_style(publication);
  }
  return observations_style(publication);
}

}  // namespace

qml::Label label_beside_place(const Publication& publication, std::string selects, const std::string& number) {
  return {.selects = std::move(selects),
          .text = fmt::format(R"("name" || '\n' || {})", number),
          .points = 9,
          .bold = true,
          .placement = qml::LabelPlacement::outside,
          .priority = 10,
          .leader = true,
          .scales = {.furthest = overview_scale(publication.picture.options)}};
}

std::string style_text(qml::LayerStyle style, const VectorLayer& layer) {
  for (const auto& field : layer.fields) {
    style.aliases.push_back({field.name, field.label});
  }
  return qml::document(style);
}

std::string layer_style(const Publication& publication, const VectorLayer& layer) {
  if (layer.name == "boundary") {
    return boundary_style(publication, layer);
  }
  if (layer.name == "names") {
    return names_style(publication, layer);
  }
  if (layer.name == "week_places" && publication.picture.weekly) {
    return week_places_style(publication, layer);
  }
  if (layer.name == "actions") {
    return actions_style(publication, layer);
  }
  if (layer.name == "levels") {
    return levels_style(publication, layer);
  }
  if (layer.name == "strata") {
    return strata_style(publication, layer);
  }
  if (layer.name == "emerging" && publication.picture.emerging) {
    return emerging_style(*publication.picture.emerging, layer, publication.language);
  }
  if (layer.name == "grid" && publication.picture.tested_map) {
    return zone_style(*publication.picture.tested_map, layer, publication.language);
  }
  return style_text(style_of(publication, layer), layer);
}

}  // namespace lykta
