#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/questions/telling_cells.hpp"
#include "geo/shapes/outline.hpp"
#include "publish/layers/counted_columns.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/test_columns.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/words/strata_words.hpp"

namespace lykta {

namespace {

using Slots = std::vector<std::uint32_t>;

constexpr Phrase description_of_telling_cells{
    "Områdets rutor med händelser, iakttagelser eller ett fynd i prövningen, och deras grannar. I övriga rutor har "
    "inget "
    "hänt och inget iakttagits; output.empty_cells = true tar med dem.",
    "Cells of the area with events, observations or a finding of the test, and their neighbours. In all others nothing "
    "happened and nothing was observed; output.empty_cells = true includes them."};

struct CellRow {
  const Picture* picture;
  std::size_t zone;  ///< the cell's slot
  Language language;

  [[nodiscard]] std::string id() const { return picture->study.grid.id(picture->study.cells[zone]); }
  [[nodiscard]] double inside_share() const { return picture->study.share[zone]; }
  [[nodiscard]] const std::vector<double>& count() const { return picture->cells.count; }
  [[nodiscard]] const std::vector<double>& weighted_count() const { return picture->cells.weighted_count; }
  [[nodiscard]] const std::vector<double>& discovered() const { return picture->cells.discovered; }
  [[nodiscard]] const std::vector<double>& density_per_km2() const { return picture->cells.density_per_km2; }
};
using CellColumns = std::vector<Column<CellRow>>;

FieldValue around(const std::vector<double>& events, std::size_t slot) {
  return events.empty() || std::isnan(events[slot]) ? FieldValue() : whole(events[slot]);
}

// A column reads best as a row of a table.
// clang-format off
Phrase meaning_of_q(Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return {"p justerat för alla rutor (Bonferroni).", "p adjusted for all cells (Bonferroni)."};
    case Correction::none:
      return {"p utan justering för att så många rutor prövas.", "p without adjustment for so many cells being tested."};
    case Correction::benjamini_hochberg:
      break;
  }
  return {"p justerat för falska fynd över alla rutor (Benjamini-Hochberg).", "p adjusted for false discoveries over all cells (Benjamini-Hochberg)."};
}

CellColumns comparison_columns() {
  using Row = CellRow;
  return {
      {"comparison_count", "comparison", FieldType::integer, "events", 0, {"antal under jämförelseperioden", "comparison count"},
       {"Händelser under jämförelseperioden, från källor som täcker båda perioderna.", "Events of the comparison period, of sources that cover both periods."},
       [](const Row& row) { return row.picture->can_compare() ? whole(row.picture->cells.comparison_count[row.zone]) : FieldValue(); }},
  };
}

/// Of the test that places are made of.
CellColumns clustering_columns(const StatisticsOptions& statistics) {
  const auto two_sided = statistics.alternative == Alternative::two_sided;
  using Row = CellRow;
  return {
      {"events_around", "around", FieldType::integer, "events", 0, {"händelser i och intill rutan", "events around"},
       {"Händelser i rutan och dess grannar, den summa som Gi* ser på; saknas när inget prövades.", "Events in the cell and its neighbours, the sum that Gi* looks at; none when nothing was tested."},
       [](const Row& row) { return around(row.picture->clustering.seen, row.zone); }},
      {"expected_around", "exp_around", FieldType::real, "events", 4, {"förväntat i och intill rutan", "expected around"},
       {"Händelser där om de låg jämnt spridda över den yta som ligger i området, eller över den egna ortens där det prövas mot orter.", "Events there if they were spread evenly over the area inside the study area, or over that of their own locality where these are tested against."},
       [](const Row& row) { return real_in(row.picture->clustering.expected, row.zone); }},
      {"gi_z", "gi_z", FieldType::real, "", 5, {"z", "z"},
       {"Hur många standardavvikelser events_around ligger över expected_around, i samma prövning som p.", "By how many standard deviations events_around lies above expected_around, of the same test as p."},
       [](const Row& row) { return real_in(row.picture->clustering.z, row.zone); }},
      {"gi_p", "gi_p", FieldType::real, "", 4, {"p", "p"},
       two_sided ? Phrase{"p för antalet i rutan och dess grannar om varje händelse kunnat ske var som helst i området, tvåsidigt.", "p of the events in the cell and its neighbours if each could have happened anywhere in the area, two-sided."}
                 : Phrase{"p för så många händelser i rutan och dess grannar om varje händelse kunnat ske var som helst i området, ensidigt.", "p of so many events in the cell and its neighbours if each could have happened anywhere in the area, one-sided."},
       [](const Row& row) { return real_in(row.picture->clustering.p, row.zone); }},
      {"gi_q", "gi_q", FieldType::real, "", 4, {"q", "q"},
       meaning_of_q(statistics.correction), [](const Row& row) { return real_in(row.picture->clustering.q, row.zone); }},
      {"gi_class", "gi_class", FieldType::text, "", 0, {"klass", "class"},
       {"Efter q: hot_99 (högst 0,01), hot_95 (0,05), hot_90 (0,10), likaså cold, annars not_significant, too_few_events eller no_value.", "By q: hot_99 (at most 0.01), hot_95 (0.05), hot_90 (0.10), cold likewise, else not_significant, too_few_events or no_value."},
       [](const Row& row) { return text(name_of(row.picture->clustering.cell_class[row.zone])); }},
  };
}

/// Only where cells are tested against localities.
CellColumns stratum_columns_of_cells() {
  using Row = CellRow;
  return {
      {"stratum", "stratum", FieldType::text, "", 0, {"ort", "locality"},
       {"Orten som har mest av rutan, eller att den ligger utanför orterna.", "The locality that has most of the cell, or that it lies outside of them."},
       [](const Row& row) { return text(stratum_name(*row.picture->strata, row.picture->strata->strata.own(static_cast<std::uint32_t>(row.zone)), row.language)); }},
  };
}

CellColumns context_columns() {
  using Row = CellRow;
  return {
      {"observations", "observ", FieldType::integer, "observations", 0, {"iakttagelser", "observations"},
       {"Iakttagelser från trygghetsvandringar.", "Safety-walk observations."}, [](const Row& row) { return whole(row.picture->cells.observations[row.zone]); }},
      {"unsafe_score", "unsafe", FieldType::real, "severity", 6, {"otrygghetspoäng", "felt-unsafe score"},
       {"Summan av allvarsgraderna för otrygga iakttagelser.", "Severities of unsafe observations, added up."},
       [](const Row& row) { return real_in(row.picture->cells.unsafe_score, row.zone); }},
      {"residents", "residents", FieldType::real, "people", -1, {"invånare", "residents"},
       {"Invånare; saknas utan befolkningskälla.", "Residents; none without a source."},
       [](const Row& row) { return real_in(row.picture->cells.residents, row.zone); }},
  };
}
// clang-format on

/// Those of the map where it has a test of its own.
CellColumns own_test_columns(const ZoneMap& map) {
  CellColumns columns;
  for (auto& column : columns_of_test(map)) {
    // Whom rates are divided by stands at the end, as residents.
    if (std::string_view(column.name) != "exposure") {
      columns.push_back({column.name, column.short_name, column.type, column.unit, column.decimals, column.label,
                         column.meaning, [value = std::move(column.value)](const CellRow& row) {
                           return value({row.picture->tested_map.get(), row.zone});
                         }});
    }
  }
  return columns;
}

CellColumns cell_columns(const Picture& picture) {
  auto columns = columns_of_cells<CellRow>();
  append(columns, columns_of_counts<CellRow>());
  append(columns, comparison_columns());
  columns.push_back(column_of_discovered<CellRow>());
  columns.push_back(column_of_density<CellRow>());
  if (picture.tested_map) {
    append(columns, own_test_columns(*picture.tested_map));
  } else {
    append(columns, clustering_columns(picture.options.statistics));
  }
  if (picture.strata) {
    append(columns, stratum_columns_of_cells());
  }
  append(columns, context_columns());
  return columns;
}

}  // namespace

VectorLayer grid_layer(const Publication& publication) {
  const auto& picture = publication.picture;
  const auto language = publication.language;
  // Features are slots, or a list of them.
  const auto listed = publication.empty_cells ? nullptr : std::make_shared<const Slots>(telling_cells(picture));
  const auto slot_of = [listed](std::size_t feature) { return listed ? (*listed)[feature] : feature; };
  auto layer = layer_of<CellRow>(publication, cell_columns(picture), listed ? listed->size() : picture.study.size(),
                                 [&picture, language, slot_of](std::size_t feature) {
                                   return CellRow{&picture, slot_of(feature), language};
                                 });
  if (picture.tested_map) {
    name_chance(*picture.tested_map, language, layer.fields);
  }
  layer.name = "grid";
  layer.title = stamped(title_of_cells.in(language), language);
  layer.description = (listed ? description_of_telling_cells : description_of_cells).in(language);
  if (picture.strata && !picture.tested_map) {
    layer.title = stamped(
        Phrase{"Rutor, prövade mot den egna orten", "Cells, tested against their own locality"}.in(language), language);
    layer.description += " " + tested_against(picture, language);
  }
  layer.geometry_of = [&picture, slot_of](std::size_t feature) {
    return polygon_of_cell(picture.study, static_cast<std::uint32_t>(slot_of(feature)));
  };
  return layer;
}

}  // namespace lykta
