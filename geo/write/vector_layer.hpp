// A layer to be written: its fields, and its features one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

enum class FieldType : std::uint8_t { text, integer, real, date_time };

/// A value of a field and what people call it.
struct CodedText {
  std::string code;
  std::string text;
};

struct FieldDefinition {
  std::string name;        ///< in every format but Shapefile
  std::string short_name;  ///< in a Shapefile: at most ten ASCII characters
  FieldType type = FieldType::text;
  std::string label;        ///< what people see, in the language of the output
  std::string unit;         ///< "events/km2"; empty where there is none
  std::string meaning;      ///< one sentence
  int decimals = 6;         ///< of a real number where people read it, see rounded_text()
  std::string continues{};  ///< of a Shapefile: short name of the field whose text goes on here, see in_pieces()
  std::vector<CodedText>
      codes{};  ///< where the values are codes: all that occur, in the order in which people read them
};

/// Nothing stands for "no value".
using FieldValue = std::variant<std::monostate, std::int64_t, double, std::string, LocalTime>;

/// `none`: a table; its layer needs no `geometry_of`.
enum class LayerGeometry : std::uint8_t { none, point, multiline, multipolygon, polygon };

struct VectorLayer {
  std::string name;
  std::string title;
  std::string description;
  LayerGeometry geometry = LayerGeometry::polygon;
  Crs crs;
  std::vector<FieldDefinition> fields;
  std::size_t features = 0;
  std::function<OGRGeometryUniquePtr(std::size_t)>
      geometry_of;  ///< null where a feature has none: not of one that becomes a table
  std::function<std::vector<FieldValue>(std::size_t)> values_of;  ///< as many as there are fields
};

/// A number as a value, "no value" for NaN.
[[nodiscard]] FieldValue value_or_none(double number);
template <typename Number>
[[nodiscard]] FieldValue value_or_none(const std::optional<Number>& number) {
  return number ? FieldValue(*number) : FieldValue();
}

}  // namespace lykta
