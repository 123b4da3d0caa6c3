#include <cmath>
#include <string_view>

#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/layers.hpp"

namespace lykta {

namespace {

struct CellRow {
  const Picture* picture;
  std::uint32_t slot;
};

FieldValue cell_real(const std::vector<double>& values, std::uint32_t slot) {
  return values.empty() ? FieldValue() : value_or_none(values[slot]);
}

FieldValue around(const std::vector<double>& events, std::uint32_t slot) {
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

std::vector<Column<CellRow>> cell_columns(const StatisticsOptions& statistics) {
  const auto two_sided = statistics.alternative == Alternative::two_sided;
  using Row = CellRow;
  return {
      {"cell_id", "cell_id", FieldType::text, "", 0, {"rut-id", "cell id"},
       {"Rutans namn, detsamma vecka efter vecka.", "Name of the cell, the same week after week."},
       [](const Row& row) { return text(row.picture->study.grid.id(row.picture->study.cells[row.slot])); }},
      {"inside_share", "inside", FieldType::real, "share", 4, {"andel i området", "share inside"},
       {"Andel av rutans yta som ligger i området.", "Share of the cell's area that lies in the study area."},
       [](const Row& row) { return FieldValue(row.picture->study.share[row.slot]); }},
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas.", "Events of the period that count."}, [](const Row& row) { return whole(row.picture->cells.count[row.slot]); }},
      {"weighted_count", "weighted", FieldType::real, "events x weight", 6, {"viktat antal", "weighted count"},
       {"Händelserna, viktade efter klass.", "The events, each with the weight of its class."},
       [](const Row& row) { return cell_real(row.picture->cells.weighted_count, row.slot); }},
      {"comparison_count", "comparison", FieldType::integer, "events", 0, {"antal under jämförelseperioden", "comparison count"},
       {"Händelser under jämförelseperioden, från källor som täcker båda perioderna.", "Events of the comparison period, of sources that cover both periods."},
       [](const Row& row) { return row.picture->can_compare() ? whole(row.picture->cells.comparison_count[row.slot]) : FieldValue(); }},
      {"discovered", "discovered", FieldType::integer, "events", 0, {"upptäckta", "discovered"},
       {"Händelser under perioden som patruller har upptäckt.", "Events of the period that patrols discovered."},
       [](const Row& row) { return whole(row.picture->cells.discovered[row.slot]); }},
      {"density_per_km2", "density", FieldType::real, "events/km2", 6, {"täthet per km²", "density per km²"},
       {"Täthet (kerneltäthet) i rutans mitt.", "Kernel density at the cell's centre."},
       [](const Row& row) { return cell_real(row.picture->cells.density_per_km2, row.slot); }},
      {"events_around", "around", FieldType::integer, "events", 0, {"händelser i och intill rutan", "events around"},
       {"Händelser i rutan och dess grannar, den summa som Gi* ser på; saknas när inget prövades.", "Events in the cell and its neighbours, the sum that Gi* looks at; none when nothing was tested."},
       [](const Row& row) { return around(row.picture->clustering.seen, row.slot); }},
      {"expected_around", "exp_around", FieldType::real, "events", 4, {"förväntat i och intill rutan", "expected around"},
       {"Händelser där om de låg jämnt spridda över den yta som ligger i området.", "Events there if they were spread evenly over the area inside the study area."},
       [](const Row& row) { return cell_real(row.picture->clustering.expected, row.slot); }},
      {"gi_z", "gi_z", FieldType::real, "", 5, {"z", "z"},
       {"Hur många standardavvikelser events_around ligger över expected_around, i samma prövning som p.", "By how many standard deviations events_around lies above expected_around, of the same test as p."},
       [](const Row& row) { return cell_real(row.picture->clustering.z, row.slot); }},
      {"gi_p", "gi_p", FieldType::real, "", 4, {"p", "p"},
       two_sided ? Phrase{"p för antalet i rutan och dess grannar om varje händelse kunnat ske var som helst i området, tvåsidigt.", "p of the events in the cell and its neighbours if each could have happened anywhere in the area, two-sided."}
                 : Phrase{"p för så många händelser i rutan och dess grannar om varje händelse kunnat ske var som helst i området, ensidigt.", "p of so many events in the cell and its neighbours if each could have happened anywhere in the area, one-sided."},
       [](const Row& row) { return cell_real(row.picture->clustering.p, row.slot); }},
      {"gi_q", "gi_q", FieldType::real, "", 4, {"q", "q"},
       meaning_of_q(statistics.correction), [](const Row& row) { return cell_real(row.picture->clustering.q, row.slot); }},
      {"gi_class", "gi_class", FieldType::text, "", 0, {"klass", "class"},
       {"Efter q: hot_99 (högst 0,01), hot_95 (0,05), hot_90 (0,10), likaså cold, annars not_significant, too_few_events eller no_value.", "By q: hot_99 (at most 0.01), hot_95 (0.05), hot_90 (0.10), cold likewise, else not_significant, too_few_events or no_value."},
       [](const Row& row) { return text(name_of(row.picture->clustering.cell_class[row.slot])); }},
      {"observations", "observ", FieldType::integer, "observations", 0, {"iakttagelser", "observations"},
       {"Iakttagelser från trygghetsvandringar.", "Safety-walk observations."}, [](const Row& row) { return whole(row.picture->cells.observations[row.slot]); }},
      {"unsafe_score", "unsafe", FieldType::real, "severity", 6, {"otrygghetspoäng", "felt-unsafe score"},
       {"Summan av allvarsgraderna för otrygga iakttagelser.", "Severities of unsafe observations, added up."},
       [](const Row& row) { return cell_real(row.picture->cells.unsafe_score, row.slot); }},
      {"residents", "residents", FieldType::real, "people", -1, {"invånare", "residents"},
       {"Invånare; saknas utan befolkningskälla.", "Residents; none without a source."},
       [](const Row& row) { return cell_real(row.picture->cells.residents, row.slot); }},
  };
}
// clang-format on

}  // namespace

VectorLayer grid_layer(const Publication& publication) {
  const auto& picture = publication.picture;
  const auto language = publication.language;
  auto columns = cell_columns(picture.options.statistics);
  if (picture.options.depth == Depth::density) {
    // Nothing was tested, so there is nothing to say about it.
    std::erase_if(columns, [](const Column<CellRow>& column) {
      const std::string_view name = column.name;
      return name.starts_with("gi_") || name.ends_with("_around");
    });
  }
  auto layer = layer_of<CellRow>(publication, std::move(columns), picture.study.size(), [&picture](std::size_t i) {
    return CellRow{&picture, static_cast<std::uint32_t>(i)};
  });
  layer.name = "grid";
  layer.title = stamped(Phrase{"Rutnät", "Grid"}.in(language), language);
  layer.description = Phrase{"Områdets rutor. Rutor utanför området finns inte med; noll händelser är ett värde.",
                             "Cells of the study area. Cells outside it are not here; zero events is a value."}
                          .in(language);
  layer.geometry_of = [&picture](std::size_t i) {
    return polygon_of_cell(picture.study, static_cast<std::uint32_t>(i));
  };
  return layer;
}

}  // namespace lykta
