#include <string>
#include <utility>

#include "publish/layers/scan_layers.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

namespace {

std::string with_aliases(qml::LayerStyle style, const VectorLayer& layer) {
  for (const auto& field : layer.fields) {
    style.aliases.push_back({field.name, field.label});
  }
  return qml::document(style);
}

constexpr auto cluster_words = more_than_chance;
constexpr Phrase not_significant_words{"Inte säkerställt: kan vara slump", "Not significant: may be chance"};

std::string cases_tip(Language language) {
  return Phrase{R"(Händelser: <b>[% "cases" %]</b><br>Förväntat antal: [% format_number("expected", 1, 'sv') %])",
                R"(Events: <b>[% "cases" %]</b><br>Expected: [% format_number("expected", 1, 'en') %])"}
      .in(language);
}

std::string map_tip(Language language) {
  return cases_tip(language) + R"([% coalesce('<br>' || "first_day" || ' – ' || "last_day", '') %])";
}

}  // namespace

std::string scan_clusters_style(const VectorLayer& layer, Language language) {
  const qml::Stroke sure{palette::crime, 0.9};
  const qml::Stroke unsure{palette::neutral, 0.5, true};
  return with_aliases({.renderer = qml::categorised("class", {{.selects = "cluster",
                                                               .label = cluster_words.in(language),
                                                               .symbol = qml::filled(palette::crime.at(0.12), sure)},
                                                              {.selects = "not_significant",
                                                               .label = not_significant_words.in(language),
                                                               .symbol = qml::outlined(unsure)}}),
                       .labels = qml::labelled({{.selects = R"("class" = 'cluster')",
                                                 .text = R"(to_string("rank"))",
                                                 .points = 10,
                                                 .bold = true,
                                                 .colour = palette::white,
                                                 .may_overlap = true,
                                                 .priority = 10,
                                                 .order = R"(-"rank")",
                                                 .badge = palette::crime},
                                                {.selects = R"("class" = 'not_significant')",
                                                 .text = R"(to_string("rank"))",
                                                 .points = 8,
                                                 .italic = true,
                                                 .priority = 3}}),
                       .aliases = {},
                       .title_expression = R"(to_string("rank"))",
                       .map_tip = map_tip(language)},
                      layer);
}

std::string scan_members_style(const VectorLayer& layer, Language language) {
  const qml::Stroke line{palette::grid_line.at(0.6), 0.15};
  return with_aliases(
      {.renderer = qml::categorised("class", {{.selects = "cluster",
                                               .label = cluster_words.in(language),
                                               .symbol = qml::filled(palette::heat[2].at(0.6), line)},
                                              {.selects = "not_significant",
                                               .label = not_significant_words.in(language),
                                               .symbol = qml::filled(palette::untested.at(0.4), line)}}),
       .labels = {},
       .aliases = {},
       .title_expression = R"("zone_id")",
       .map_tip = cases_tip(language)},
      layer);
}

}  // namespace lykta
