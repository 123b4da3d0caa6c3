#include <string>
#include <vector>

#include "publish/layers/strata_layers.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"
#include "publish/styles/styles.hpp"

namespace lykta {

/// Borders alone: what lies within them is on the other layers.
std::string strata_style(const Publication& publication, const VectorLayer& layer) {
  const auto language = publication.language;
  const std::vector<qml::LegendClass> classes{
      {.selects = R"("test" = 'tested')",
       .label = Phrase{"Ort som platser prövas mot", "Locality that places are tested against"}.in(language),
       .symbol = qml::outlined({palette::ink, 0.4})},
      {.selects = "ELSE",
       .label =
           Phrase{"Ort med för få händelser för en prövning", "Locality with too few events for a test"}.in(language),
       .symbol = qml::outlined({palette::neutral, 0.4, true})}};
  return style_text({.renderer = qml::by_rules(classes),
                     .labels = {},
                     .aliases = {},
                     .title_expression = R"("stratum")",
                     .map_tip = Phrase{R"(<b>[% "stratum" %]</b><br>[% "count" %] händelser)",
                                       R"(<b>[% "stratum" %]</b><br>[% "count" %] events)"}
                                    .in(language)},
                    layer);
}

}  // namespace lykta
