#include "publish/styles/styles.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/layers/strata_layers.hpp"
#include "publish/layers/weekly_layers.hpp"
#include "publish/layers/zone_layers.hpp"
#include "publish/styles/qml.hpp"
#include "publish/words/class_words.hpp"

namespace lykta {

namespace {

using qml::Label;
using qml::LegendClass;
using qml::Stroke;

// ---- places

struct QuadrantLook {
  Quadrant quadrant = Quadrant::no_observations;
  Phrase label = {};
  Stroke outline;
};

/// Width says how much speaks for the place, dashes that it has no rank. Where too few have looked the line is thin and
/// of no colour of either: it says nothing of how the place feels.
constexpr std::array<QuadrantLook, 5> quadrant_looks{
    {{Quadrant::high_crime_high_unsafety, {"{} och otrygg", "{} and felt unsafe"}, {palette::both, 1.1}},
     {Quadrant::high_crime_low_unsafety,
      {"{}, få eller delade tecken på otrygghet", "{}, few or mixed signs of feeling unsafe"},
      {palette::crime, 0.8}},
     {Quadrant::too_few_observations,
      {"{}, för få iakttagelser för att säga något om otrygghet",
       "{}, too few observations to say anything of feeling unsafe"},
      {palette::heat[3], 0.5}},
     {Quadrant::low_crime_high_unsafety,
      {"Otrygg, få händelser (utan rang)", "Felt unsafe, few events (no rank)"},
      {palette::unsafety, 0.8, true}},
     {Quadrant::no_observations,
      {"{} (otrygghet inte undersökt)", "{} (felt unsafety not surveyed)"},
      {palette::ink, 0.8}}}};

/// Places that are there for a clear change alone have no rank. Those felt unsafe keep their look.
constexpr const char* look_of_place =
    R"(if("rank" IS NULL AND "quadrant" <> 'low_crime_high_unsafety', 'changed', "quadrant"))";
constexpr QuadrantLook changed_look{.label = {"Tydlig förändring (utan rang)", "Clear change (no rank)"},
                                    .outline = {palette::ink, 0.6, true}};

/// Zoomed out further than this a place is too small for an outline and a name: 1 cm for the largest.
double overview_scale(const PictureOptions& options) { return options.places.maximum_extent_m / 0.01; }

/// From afar: the rank on a disc in the colour of the outline, which is too small to be seen.
std::vector<Label> overview_labels(double scale) {
  std::vector<Label> labels;
  labels.reserve(quadrant_looks.size());
  for (const auto& look : quadrant_looks) {
    labels.push_back({.selects = fmt::format(R"("quadrant" = '{}' AND "rank" IS NOT NULL)", name_of(look.quadrant)),
                      .text = R"(to_string("rank"))",
                      .points = 8,
                      .bold = true,
                      .colour = palette::white,
                      .may_overlap = true,
                      .priority = 10,
                      .order = R"(-"rank")",
                      .badge = look.outline.colour,
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
  std::vector<LegendClass> classes;
  classes.reserve(quadrant_looks.size());
  const auto much = what_is_much(publication).in(publication.language);
  for (const auto& look : quadrant_looks) {
    classes.push_back({.selects = std::string(name_of(look.quadrant)),
                       .label = fmt::format(fmt::runtime(look.label.in(publication.language)), much),
                       .symbol = qml::outlined(look.outline)});
  }
  const auto compared = publication.picture.options.comparison.has_value();
  if (compared) {
    classes.push_back({.selects = "changed",
                       .label = changed_look.label.in(publication.language),
                       .symbol = qml::outlined(changed_look.outline)});
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

struct Step {
  ConfidenceLevel level;
  Colour warm;
  Colour cool;
};
constexpr std::array<Step, 3> steps{{{confidence_levels[0], palette::heat[4], palette::far_fewer},
                                     {confidence_levels[1], palette::heat[3], palette::fewer_than_chance},
                                     {confidence_levels[2], palette::heat[2], palette::rather_fewer}}};

/// "More events than chance gives (at most 1 % expected to be false discoveries)"
std::string label_of_step(const Phrase& label, const Step& step, const Publication& publication) {
  return fmt::format(
      "{} ({})", label.in(publication.language),
      step_text(step.level.adjusted_p, publication.picture.options.statistics.correction, publication.language));
}

/// Cells with more events than chance would give, in steps of how sure that is.
std::vector<LegendClass> hot_classes(const Publication& publication) {
  constexpr Phrase more{"Fler händelser än slumpen ger", "More events than chance gives"};
  std::vector<LegendClass> classes;
  for (const auto& step : steps) {
    classes.push_back({.selects = fmt::format(R"("gi_class" = '{}' AND "count" > 0)",
                                              name_of({ZoneKind::hot, step.level.confidence})),
                       .label = label_of_step(more, step, publication),
                       .symbol = qml::filled(step.warm.at(0.75))});
  }
  // Gi* looks at a cell and its neighbours together, so a cell can be hot through them alone.
  classes.push_back(
      {.selects = R"("gi_class" LIKE 'hot%' AND "count" = 0)",
       .label = Phrase{"Intill sådana rutor, utan egna händelser", "Beside such cells, no events of its own"}.in(
           publication.language),
       .symbol = qml::filled(palette::heat[1].at(0.6))});
  return classes;
}

/// Only a two-sided test finds cells with fewer events than chance would give.
std::vector<LegendClass> cold_classes(const Publication& publication) {
  std::vector<LegendClass> classes;
  if (publication.picture.options.statistics.alternative == Alternative::two_sided) {
    constexpr Phrase fewer{"Färre händelser än slumpen ger", "Fewer events than chance gives"};
    for (const auto& step : steps) {
      classes.push_back(
          {.selects = fmt::format(R"("gi_class" = '{}')", name_of({ZoneKind::cold, step.level.confidence})),
           .label = label_of_step(fewer, step, publication),
           .symbol = qml::filled(step.cool.at(0.5))});
    }
  }
  return classes;
}

std::vector<LegendClass> other_tested_classes(const Publication& publication) {
  const auto language = publication.language;
  const auto line = Stroke{palette::grid_line.at(0.5), 0.15};
  std::vector<LegendClass> classes{
      {.selects = R"("gi_class" = 'not_significant' AND "count" > 0)",
       .label = Phrase{"Händelser, men inte fler än slumpen kan ge", "Events, but no more than chance can give"}.in(
           language),
       .symbol = qml::filled(palette::heat[0].at(0.5), line)},
      {.selects = R"("gi_class" = 'too_few_events' AND "count" > 0)",
       .label = Phrase{"Händelser, för få för att prövas", "Events, too few for a test"}.in(language),
       .symbol = qml::filled(palette::untested.at(0.6), line)}};
  const auto& found = publication.picture.clustering.cell_class;
  if (std::ranges::find(found, zone_classes::no_value) != found.end()) {
    classes.push_back(
        {.selects = R"("gi_class" = 'no_value' AND "count" > 0)",
         .label = Phrase{"Händelser, men inget att jämföra med", "Events, but nothing to compare with"}.in(language),
         .symbol = qml::filled(palette::untested.at(0.3), line)});
  }
  return classes;
}

/// Most of a municipality has no events: a hairline, and only where cells are large enough to count.
LegendClass empty_cells(const Publication& publication) {
  return {.selects = R"("count" = 0 AND "gi_class" NOT LIKE 'hot%' AND "gi_class" NOT LIKE 'cold%')",
          .label = Phrase{"Inga händelser (linjer syns vid inzoomning)", "No events (lines show when zoomed in)"}.in(
              publication.language),
          .symbol = qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}),
          .scales = {.furthest = number_scale(publication.picture.options)}};
}

std::vector<LegendClass> cell_classes(const Publication& publication) {
  auto classes = hot_classes(publication);
  for (auto&& more : {other_tested_classes(publication), cold_classes(publication)}) {
    std::ranges::copy(more, std::back_inserter(classes));
  }
  classes.push_back(empty_cells(publication));
  return classes;
}

qml::LayerStyle grid_style(const Publication& publication) {
  const Phrase events{"händelser", "events"};
  return {.renderer = qml::by_rules(cell_classes(publication)),
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
    classes.insert(classes.begin(),
                   incident_class(R"("use" = 'week')", {"Under veckan", "In the week"},
                                  {.fill = palette::crime.at(0.9), .outline = {palette::white, 0.2}}, language));
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

// Only somebody who knows the classes can say that events are crimes.
Phrase what_is_much(const Publication& publication) {
  const auto& inputs = publication.read.inputs;
  const auto& use = publication.picture.use;
  bool are_crimes = !use.empty();
  for (std::size_t i = 0; i < use.size(); ++i) {
    are_crimes =
        are_crimes && (use[i] != IncidentUse::period || inputs.classes[inputs.incidents.class_index[i]].is_crime);
  }
  return are_crimes ? Phrase{"Brottsutsatt", "Crime-prone"} : Phrase{"Många händelser", "Many events"};
}

std::string style_text(qml::LayerStyle style, const VectorLayer& layer) {
  for (const auto& field : layer.fields) {
    style.aliases.push_back({field.name, field.label});
  }
  return qml::document(style);
}

std::string layer_style(const Publication& publication, const VectorLayer& layer) {
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
