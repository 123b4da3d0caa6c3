// How is a layer put together? One column after the other, each with its name, unit, words and value side by side.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/write/vector_layer.hpp"
#include "publish/layers/layers.hpp"
#include "publish/words/unit_words.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// A field with what belongs to it; labels and meanings in both languages stand side by side so that neither is
/// forgotten.
template <typename Row>
struct Column {
  const char* name;
  const char* short_name;
  FieldType type;
  const char* unit;
  int decimals;
  Phrase label;
  Phrase meaning;
  std::function<FieldValue(const Row&)> value;
};

template <typename Row>
std::vector<FieldDefinition> definitions(const std::vector<Column<Row>>& columns, Language language) {
  std::vector<FieldDefinition> fields;
  fields.reserve(columns.size());
  for (const auto& column : columns) {
    fields.push_back({.name = column.name,
                      .short_name = column.short_name,
                      .type = column.type,
                      .label = column.label.in(language),
                      .unit = unit_text(column.unit, language),
                      .meaning = column.meaning.in(language),
                      .decimals = column.decimals});
  }
  return fields;
}

/// A layer of polygons in `features` rows of the columns; `row_of` makes the row of a number.
template <typename Row, typename RowOf>
VectorLayer layer_of(const Crs& crs, Language language, std::vector<Column<Row>> columns, std::size_t features,
                     RowOf row_of) {
  VectorLayer layer{.name = {},
                    .title = {},
                    .description = {},
                    .geometry = LayerGeometry::polygon,
                    .crs = crs,
                    .fields = definitions(columns, language),
                    .features = features,
                    .geometry_of = {},
                    .values_of = {}};
  layer.values_of = [columns = std::move(columns), row_of](std::size_t i) {
    const Row row = row_of(i);
    std::vector<FieldValue> values;
    values.reserve(columns.size());
    for (const auto& column : columns) {
      values.push_back(column.value(row));
    }
    return values;
  };
  return layer;
}

/// The same for a picture.
template <typename Row, typename RowOf>
VectorLayer layer_of(const Publication& publication, std::vector<Column<Row>> columns, std::size_t features,
                     RowOf row_of) {
  return layer_of<Row>(publication.read.crs, publication.language, std::move(columns), features, std::move(row_of));
}

[[nodiscard]] inline FieldValue whole(double number) { return static_cast<std::int64_t>(number); }
[[nodiscard]] inline FieldValue whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }
[[nodiscard]] inline FieldValue optional_whole(const std::optional<int>& number) {
  return number ? FieldValue(std::int64_t{*number}) : FieldValue();
}
[[nodiscard]] inline FieldValue text(std::string_view value) { return std::string(value); }

/// A title with the stamp of who may see it.
[[nodiscard]] inline std::string stamped(const char* text, Language language) {
  return std::string(text) + " – " + internal_stamp(language);
}

}  // namespace lykta
