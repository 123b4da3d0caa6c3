#include "publish/layers/strata_layers.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/questions/picture_strata.hpp"
#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/words/strata_words.hpp"

namespace lykta {

namespace {

struct StratumRow {
  const StrataPicture* strata = nullptr;
  std::uint32_t stratum = 0;
  Language language = Language::sv;

  [[nodiscard]] const StratumFigures& figures() const { return strata->figures[stratum]; }
};

template <typename Get>
FieldValue of_concentration(const StratumRow& row, Get get) {
  const auto& concentration = row.figures().concentration;
  return concentration ? FieldValue(get(*concentration)) : FieldValue();
}

FieldValue optional_count(const std::optional<std::uint64_t>& number) { return number ? whole(*number) : FieldValue(); }

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<StratumRow>> stratum_columns() {
  using Row = StratumRow;
  return {
      {"stratum", "stratum", FieldType::text, "", 0, {"ort", "locality"},
       {"Ortens namn, eller att det gäller det som ligger utanför alla orter.", "Name of the locality, or that it is what lies outside of all of them."},
       [](const Row& row) { return text(stratum_name(*row.strata, row.stratum, row.language)); }},
      {"kind", "kind", FieldType::text, "", 0, {"sort", "kind"},
       {"polygon, eller outside: det som ligger utanför alla polygoner.", "polygon, or outside: what lies outside of all polygons."},
       [](const Row& row) { return text(row.stratum == row.strata->strata.outside() ? "outside" : "polygon"); }},
      {"area_km2", "area_km2", FieldType::real, "km2", 6, {"yta (km²)", "area (km²)"},
       {"Ortens yta inom området.", "Ground of the locality inside the study area."}, [](const Row& row) { return FieldValue(row.figures().area_km2); }},
      {"residents", "residents", FieldType::real, "people", -1, {"invånare", "residents"},
       {"Invånare i dess rutor, i en ruta som gränsen skär efter yta; saknas utan befolkningskälla.", "Residents of its cells, in a cell cut by the border by area; none without a source."},
       [](const Row& row) { return value_or_none(row.figures().residents); }},
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas.", "Events of the period that count."}, [](const Row& row) { return whole(row.figures().events); }},
      {"comparison_count", "comparison", FieldType::integer, "events", 0, {"antal under jämförelseperioden", "comparison count"},
       {"Händelser under jämförelseperioden, från källor som täcker båda perioderna.", "Events of the comparison period, of sources that cover both periods."},
       [](const Row& row) { return optional_count(row.figures().before); }},
      {"compared_count", "compared", FieldType::integer, "events", 0, {"antal som jämförs", "compared count"},
       {"Händelser under perioden från källor som täcker båda perioderna.", "Events of the period of sources that cover both periods."},
       [](const Row& row) { return optional_count(row.figures().compared); }},
      {"per_km2", "per_km2", FieldType::real, "events/km2", 4, {"händelser per km²", "events per km²"},
       {"Antalet delat med ytan; det som slumpen sprider jämnt i prövningen. Saknas utan yta.", "The count divided by the area: what chance spreads evenly in the test. None without ground."},
       [](const Row& row) { return row.figures().area_km2 > 0 ? FieldValue(static_cast<double>(row.figures().events) / row.figures().area_km2) : FieldValue(); }},
      {"test", "test", FieldType::text, "", 0, {"prövning", "test"},
       {"tested, eller too_few_events: färre än minimum_events, så att inget av dess rutor prövas.", "tested, or too_few_events: fewer than minimum_events, so none of its cells is tested."},
       [](const Row& row) { return text(row.figures().is_tested ? "tested" : "too_few_events"); }},
      {"hot_cells", "hot_cells", FieldType::integer, "", 0, {"rutor med fler än slumpen ger", "cells with more than chance"},
       {"Rutor med fler händelser än slumpen ger i den egna orten, som till största delen ligger här.", "Cells with more events than chance gives in their own locality, and most of their ground here."},
       [](const Row& row) { return whole(std::uint64_t{row.figures().hot_cells}); }},
      {"places", "places", FieldType::integer, "", 0, {"platser på listan", "places of the list"},
       {"Platser på listan, med rang eller utan, som har de flesta av sina händelser här.", "Places of the list, with a rank or without, that have most of their events here."},
       [](const Row& row) { return whole(std::uint64_t{row.figures().places}); }},
      {"cells", "cells", FieldType::integer, "", 0, {"rutor", "cells"},
       {"Rutor som har någon del här.", "Cells that have some part here."},
       [](const Row& row) { return of_concentration(row, [](const Concentration& of) { return static_cast<std::int64_t>(of.places); }); }},
      {"half_cells", "half_cells", FieldType::integer, "", 0, {"rutor med hälften", "cells with half of it"},
       {"Så få av rutorna har tillsammans hälften av händelserna.", "So few of the cells have half of the events together."},
       [](const Row& row) { return of_concentration(row, [](const Concentration& of) { return static_cast<std::int64_t>(of.places_needed); }); }},
      {"half_share", "half_share", FieldType::real, "share", 4, {"andel av rutorna med hälften", "share of the cells with half of it"},
       {"half_cells delat med cells.", "half_cells divided by cells."},
       [](const Row& row) { return of_concentration(row, [](const Concentration& of) { return of.share_of_places.value; }); }},
      {"half_share_low", "half_low", FieldType::real, "share", 4, {"andel av slump, nedre", "share by chance, lower"},
       {"Samma andel om händelserna spreds slumpvis över ortens yta: 95 % av 199 kartor ligger mellan nedre och övre.", "The same share if chance threw the events over its ground: 95 % of 199 maps lie between lower and upper."},
       [](const Row& row) { return of_concentration(row, [](const Concentration& of) { return of.share_of_places.middle_95.low; }); }},
      {"half_share_high", "half_high", FieldType::real, "share", 4, {"andel av slump, övre", "share by chance, upper"},
       {"Se half_share_low.", "See half_share_low."},
       [](const Row& row) { return of_concentration(row, [](const Concentration& of) { return of.share_of_places.middle_95.high; }); }},
  };
}
// clang-format on

VectorLayer layer_of_strata(const Publication& publication, const std::shared_ptr<std::vector<std::uint32_t>>& shown) {
  const auto& strata = publication.picture.strata;
  const auto language = publication.language;
  for (std::uint32_t i = 0; i < strata->strata.size(); ++i) {
    if (is_there(*strata, i)) {
      shown->push_back(i);
    }
  }
  auto layer = layer_of<StratumRow>(publication, stratum_columns(), shown->size(), [=](std::size_t i) {
    return StratumRow{strata.get(), (*shown)[i], language};
  });
  layer.name = "strata";
  layer.title = stamped(
      Phrase{"Orter som platser prövas mot", "Localities that places are tested against"}.in(language), language);
  layer.description = tested_against(publication.picture, language);
  return layer;
}

}  // namespace

VectorLayer strata_layer(const Publication& publication) {
  const auto shown = std::make_shared<std::vector<std::uint32_t>>();
  auto layer = layer_of_strata(publication, shown);
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [shown, strata = publication.picture.strata](std::size_t i) {
    const auto stratum = (*shown)[i];
    return stratum == strata->strata.outside() ? OGRGeometryUniquePtr()
                                               : geometry_of(strata->strata.polygon(stratum).area);
  };
  return layer;
}

VectorLayer strata_table(const Publication& publication) {
  auto layer = layer_of_strata(publication, std::make_shared<std::vector<std::uint32_t>>());
  layer.geometry = LayerGeometry::none;
  return layer;
}

}  // namespace lykta
