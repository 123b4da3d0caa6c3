#include "publish/layers/area_layers.hpp"

#include <memory>
#include <string>
#include <vector>

#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"

namespace lykta {

namespace {

struct BoundaryRow {
  Language language;
};

struct NameRow {
  const NamedPosition* named;
  bool is_locality;
  bool is_inside;
};

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<BoundaryRow>> boundary_columns() {
  return {
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Vad ytan är.", "What the area is."},
       [](const BoundaryRow& row) { return text(Phrase{"Området", "The study area"}.in(row.language)); }},
  };
}

std::vector<Column<NameRow>> name_columns() {
  return {
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Ortens eller platsens namn.", "Name of the locality or place."},
       [](const NameRow& row) { return text(row.named->name); }},
      {"kind", "kind", FieldType::text, "", 0, {"sort", "kind"},
       {"locality (tätort enligt SCB) eller own_name (ur de egna namngivna platserna).", "locality (of Statistics Sweden) or own_name (of the named places of one's own)."},
       [](const NameRow& row) { return text(row.is_locality ? "locality" : "own_name"); }},
      {"reach_m", "reach_m", FieldType::real, "m", 0, {"sträcker sig", "reaches"},
       {"Radien av en cirkel med ortens yta; saknas för en egen namngiven plats.", "Radius of a circle as large as the locality; none for a named place of one's own."},
       [](const NameRow& row) { return row.is_locality ? FieldValue(row.named->reach_m) : FieldValue(); }},
      {"inside", "inside", FieldType::text, "", 0, {"inom området", "inside"},
       {"yes om punkten ligger inom området, annars no.", "yes where the point lies in the study area, else no."},
       [](const NameRow& row) { return text(row.is_inside ? "yes" : "no"); }},
  };
}
// clang-format on

bool is_in(const Box& box, const Point& at) {
  return at.x >= box.min_x && at.x <= box.max_x && at.y >= box.min_y && at.y <= box.max_y;
}

std::vector<NameRow> names_in(const Publication& publication) {
  const auto& area = publication.picture.study_area;
  std::vector<NameRow> rows;
  const auto add = [&](const std::vector<NamedPosition>& names, bool are_localities) {
    for (const auto& named : names) {
      if (is_in(area.box(), named.position)) {
        rows.push_back({&named, are_localities, area.holds(named.position)});
      }
    }
  };
  add(publication.read.inputs.localities, true);
  add(publication.read.inputs.names, false);
  return rows;
}

}  // namespace

VectorLayer boundary_layer(const Publication& publication) {
  const auto language = publication.language;
  auto layer = layer_of<BoundaryRow>(publication, boundary_columns(), 1,
                                     [language](std::size_t) { return BoundaryRow{language}; });
  layer.name = "boundary";
  layer.title = stamped(Phrase{"Områdets gräns", "Boundary of the study area"}.in(language), language);
  layer.description =
      Phrase{"Gränsen för det område som bilden gäller.", "The boundary of the area that the picture is about."}.in(
          language);
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [&area = publication.picture.study_area](std::size_t) { return geometry_of(area.area()); };
  return layer;
}

VectorLayer names_layer(const Publication& publication) {
  const auto language = publication.language;
  const auto rows = std::make_shared<const std::vector<NameRow>>(names_in(publication));
  auto layer = layer_of<NameRow>(publication, name_columns(), rows->size(),
                                 [rows](std::size_t i) -> const NameRow& { return (*rows)[i]; });
  layer.name = "names";
  layer.title = stamped(Phrase{"Orter och namngivna platser", "Localities and named places"}.in(language), language);
  layer.description = Phrase{"Tätorter 2020 (Statistiska centralbyrån, CC0) och egna namngivna platser.",
                             "Localities of 2020 (Statistics Sweden, CC0) and named places of one's own."}
                          .in(language);
  layer.geometry = LayerGeometry::point;
  layer.geometry_of = [rows](std::size_t i) {
    const auto& at = (*rows)[i].named->position;
    return OGRGeometryUniquePtr(new OGRPoint(at.x, at.y));
  };
  return layer;
}

}  // namespace lykta
