#include "publish/styles/area_style.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"
#include "publish/styles/styles.hpp"
#include "publish/words/place_words.hpp"

namespace lykta {

namespace {

constexpr Colour name_ink{80, 80, 80};

/// An expression: whether no place bears the name already.
std::string is_free(const Publication& publication) {
  std::string names;
  for (const auto& name : place_names(publication.picture.places, publication.language)) {
    names += (names.empty() ? "" : ", ") + qml::in_quotes(name);
  }
  return names.empty() ? "TRUE" : fmt::format(R"("name" NOT IN ({}))", names);
}

std::vector<qml::Label> name_labels(const Publication& publication) {
  const auto label = [&](const char* selects, double points, int priority, qml::Scales scales) {
    return qml::Label{.selects = fmt::format("{} AND {}", selects, is_free(publication)),
                      .text = R"("name")",
                      .points = points,
                      .colour = name_ink,
                      .placement = qml::LabelPlacement::beside_the_point,
                      .priority = priority,
                      .scales = scales};
  };
  // A circle as large as a small town.
  constexpr const char* large = R"("kind" = 'locality' AND "reach_m" >= 900)";
  constexpr const char* small = R"("kind" = 'locality' AND "reach_m" < 900)";
  constexpr double whole_municipality = 400'000;
  constexpr double a_town = 30'000;
  return {label(large, 11, 4, {}), label(small, 9, 3, {.furthest = whole_municipality}),
          label(R"("kind" = 'own_name')", 8, 1, {.furthest = a_town})};
}

std::vector<qml::LegendClass> place_change_classes(Language language) {
  const auto of = [&](const char* selects, const Phrase& label, const qml::Element& symbol) {
    return qml::LegendClass{.selects = selects, .label = label.in(language), .symbol = symbol};
  };
  return {of(R"("change" = 'increase')", {"Tydlig ökning", "Clear increase"},
             qml::filled(palette::heat[3].at(0.6), {palette::heat[3], 1.1})),
          of(R"("change" = 'decrease')", {"Tydlig minskning", "Clear decrease"},
             qml::filled(palette::far_fewer.at(0.35), {palette::far_fewer, 1.1})),
          of(R"("change" = 'not_clear')", {"Ingen tydlig förändring", "No clear change"},
             qml::outlined({palette::ink, 0.5})),
          of("ELSE", {"Inte prövad", "Not tested"}, qml::outlined({palette::neutral, 0.4, true}))};
}

}  // namespace

std::string boundary_style(const Publication& publication, const VectorLayer& layer) {
  const auto label = Phrase{"Områdets gräns", "Boundary of the study area"}.in(publication.language);
  auto outside = qml::by_rules(
      {{.selects = "ELSE", .label = label, .symbol = qml::filled(palette::white.at(0.6), {palette::neutral, 0.5})}});
  return style_text({.renderer = {.name = "renderer-v2",
                                  .attributes = {{"type", "invertedPolygonRenderer"}, {"preprocessing", "0"}},
                                  .children = {std::move(outside)},
                                  .text = {}},
                     .labels = {},
                     .aliases = {},
                     .title_expression = R"("name")",
                     .map_tip = {}},
                    layer);
}

std::string names_style(const Publication& publication, const VectorLayer& layer) {
  return style_text(
      {.renderer = {.name = "renderer-v2", .attributes = {{"type", "nullSymbol"}}, .children = {}, .text = {}},
       .labels = qml::labelled(name_labels(publication)),
       .aliases = {},
       .title_expression = R"("name")",
       .map_tip = {}},
      layer);
}

std::string hours_style(const Publication& publication, const VectorLayer& incidents) {
  const auto label = Phrase{"Händelse vars timme är känd", "Event whose hour is known"}.in(publication.language);
  return style_text({.renderer = qml::by_rules({{.selects = "ELSE",
                                                 .label = label,
                                                 .symbol = qml::marker({.fill = palette::crime.at(0.35),
                                                                        .outline = {palette::white, 0.1},
                                                                        .size_m = 70,
                                                                        .smallest_mm = 1.6,
                                                                        .largest_mm = 4.5})}}),
                     .labels = {},
                     .aliases = {},
                     .title_expression = R"("class")",
                     .map_tip = {},
                     .time = qml::TimeFields{.from = "week_from", .to = "week_to"}},
                    incidents);
}

std::string change_of_places_style(const Publication& publication, const VectorLayer& places) {
  const auto language = publication.language;
  const auto number = fmt::format(R"("compared_count" || coalesce(' ({} ' || round("expected_count") || ')', ''))",
                                  Phrase{"förväntat", "expected"}.in(language));
  return style_text(
      {.renderer = qml::by_rules(place_change_classes(language)),
       .labels = qml::labelled({label_beside_place(publication, R"("compared_count" IS NOT NULL)", number)}),
       .aliases = {},
       .title_expression = R"("name")",
       .map_tip = {}},
      places);
}

}  // namespace lykta
