// How does a list of records beside crime become a layer? Shared by the kinds.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "geo/write/vector_layer.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/layers.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

/// One record of a list in the inputs.
struct RecordRow {
  Publication publication;
  std::size_t index;

  [[nodiscard]] const Inputs& inputs() const { return publication.read.inputs; }
  [[nodiscard]] const std::string& source_name(const RowReference& reference) const {
    return publication.read.report.sources[reference.source].name;
  }
};

using RecordColumn = Column<RecordRow>;

/// The columns of a kind behind those that say where a record comes from; `reference(row)` finds that.
template <typename Reference>
std::vector<RecordColumn> with_origin(Reference reference, std::vector<RecordColumn> more) {
  // clang-format off
  std::vector<RecordColumn> columns{
      {"source", "source", FieldType::text, "", 0, {"källa", "source"},
       {"Källans namn i konfigurationen.", "Name of the source in the configuration."},
       [=](const RecordRow& row) { return text(row.source_name(reference(row))); }},
      {"row", "row", FieldType::integer, "", 0, {"rad", "row"},
       {"Radnummer i filen, eller lagrets objekt-id.", "Line in the file, or the layer's feature id."},
       [=](const RecordRow& row) { return FieldValue(std::int64_t{reference(row).row}); }},
  };
  // clang-format on
  std::ranges::move(more, std::back_inserter(columns));
  return columns;
}

[[nodiscard]] VectorLayer layer_of_records(const Publication& publication, std::vector<RecordColumn> columns,
                                           std::size_t records, const char* name, const Phrase& title,
                                           const Phrase& description);

/// The same layer with a point for each record; the positions must outlive it.
[[nodiscard]] VectorLayer with_points(VectorLayer layer, const std::vector<Point>& positions);

/// A line of a legend of points.
[[nodiscard]] qml::LegendClass legend_points(const char* selects, const Phrase& label, const qml::Marker& marker,
                                             Language language);

}  // namespace lykta
