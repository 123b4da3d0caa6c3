#include "publish/context/record_layer.hpp"

namespace lykta {

VectorLayer layer_of_records(const Publication& publication, std::vector<RecordColumn> columns, std::size_t records,
                             const char* name, const Phrase& title, const Phrase& description) {
  const auto language = publication.language;
  auto layer = layer_of<RecordRow>(publication, std::move(columns), records, [publication](std::size_t i) {
    return RecordRow{publication, i};
  });
  layer.name = name;
  layer.title = stamped(title.in(language), language);
  layer.description = description.in(language);
  return layer;
}

VectorLayer with_points(VectorLayer layer, const std::vector<Point>& positions) {
  layer.geometry = LayerGeometry::point;
  layer.geometry_of = [&positions](std::size_t i) {
    return OGRGeometryUniquePtr(new OGRPoint(positions[i].x, positions[i].y));
  };
  return layer;
}

qml::LegendClass legend_points(const char* selects, const Phrase& label, const qml::Marker& marker, Language language) {
  return {.selects = selects, .label = label.in(language), .symbol = qml::marker(marker)};
}

}  // namespace lykta
