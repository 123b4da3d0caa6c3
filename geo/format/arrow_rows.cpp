#include "geo/format/arrow_rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <deque>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <cpl_error.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <ogr_geometry.h>
#include <ogr_recordbatch.h>

#include "engine/base/error.hpp"
#include "geo/format/row_geometry.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

template <typename Structure>
struct Released {
  Structure value{};

  Released() = default;
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  Released(Released&&) = delete;
  Released& operator=(Released&&) = delete;
  ~Released() {
    if (value.release != nullptr) {
      value.release(&value);
    }
  }
};

/// The bits are asked whatever the count of nulls says.
bool is_set(const ArrowArray& column, std::size_t row) {
  const auto* bits = static_cast<const std::uint8_t*>(column.buffers[0]);
  const auto index = row + static_cast<std::size_t>(column.offset);
  return bits == nullptr || ((bits[index / 8] >> (index % 8)) & 1U) != 0;
}

template <typename Value>
Value value_at(const ArrowArray& column, std::size_t row) {
  return static_cast<const Value*>(column.buffers[1])[row + static_cast<std::size_t>(column.offset)];
}

/// Bytes of a row of text or geometry.
template <typename Offset>
std::string_view bytes_at(const ArrowArray& column, std::size_t row) {
  const auto* offsets = static_cast<const Offset*>(column.buffers[1]) + column.offset;
  const auto begin = static_cast<std::size_t>(offsets[row]);
  return {static_cast<const char*>(column.buffers[2]) + begin, static_cast<std::size_t>(offsets[row + 1]) - begin};
}

/// Whether each row of text or geometry begins where the one before it ends.
template <typename Offset>
bool offsets_rise(const ArrowArray& column, std::size_t rows) {
  if (column.n_buffers < 3 || column.buffers[1] == nullptr) {
    return rows == 0;
  }
  const std::span offsets(static_cast<const Offset*>(column.buffers[1]) + column.offset, rows + 1);
  return offsets.front() >= 0 && std::ranges::is_sorted(offsets);
}

/// Keeps the texts that are made for a batch.
class Scribe {
 public:
  void clear() { texts_.clear(); }

  template <typename... Values>
  std::string_view write(fmt::format_string<Values...> format, Values&&... values) {
    auto& text = texts_.emplace_back();
    fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
    return text;
  }

  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;
};

/// How the values of a column become text.
using ToText = std::string_view (*)(const ArrowArray& column, std::size_t row, Scribe& scribe);

ToText text_function(std::string_view format) {
  if (format == "u") {
    return [](const ArrowArray& column, std::size_t row, Scribe&) { return bytes_at<std::int32_t>(column, row); };
  }
  if (format == "U") {
    return [](const ArrowArray& column, std::size_t row, Scribe&) { return bytes_at<std::int64_t>(column, row); };
  }
  if (format == "l") {
    return [](const ArrowArray& column, std::size_t row, Scribe& scribe) {
      return scribe.write("{}", value_at<std::int64_t>(column, row));
    };
  }
  if (format == "i") {
    return [](const ArrowArray& column, std::size_t row, Scribe& scribe) {
      return scribe.write("{}", value_at<std::int32_t>(column, row));
    };
  }
  if (format == "s") {
    return [](const ArrowArray& column, std::size_t row, Scribe& scribe) {
      return scribe.write("{}", value_at<std::int16_t>(column, row));
    };
  }
  if (format == "g") {
    // OGR writes 15 digits, which hides the noise of the last bits.
    return [](const ArrowArray& column, std::size_t row, Scribe& scribe) {
      return scribe.write("{:.15g}", value_at<double>(column, row));
    };
  }
  return nullptr;
}

/// A point in well-known binary, which nearly all geometries are; others go by way of OGR.
void add_binary_geometry(std::string_view bytes, RowBatch& batch) {
  constexpr std::size_t header = 5;
  constexpr std::uint32_t any_point = 1;  // 1, 1001 with Z, 2001 with M, 3001 with both
  if (bytes.size() >= header + sizeof(Point) && bytes[0] == 1) {
    std::uint32_t type = 0;
    std::memcpy(&type, bytes.data() + 1, sizeof(type));
    if ((type & 0xFFFFU) % 1000 == any_point) {
      Point point;
      std::memcpy(&point.x, bytes.data() + header, sizeof(double));
      std::memcpy(&point.y, bytes.data() + header + sizeof(double), sizeof(double));
      const auto is_empty = std::isnan(point.x) && std::isnan(point.y);
      batch.geometry.push_back(is_empty ? RowGeometry::none : RowGeometry::point);
      batch.point.push_back(is_empty ? Point{} : point);
      return;
    }
  }
  OGRGeometry* parsed = nullptr;
  OGRGeometryFactory::createFromWkb(bytes.data(), nullptr, &parsed, bytes.size());
  const OGRGeometryUniquePtr geometry(parsed);
  add_geometry(geometry.get(), batch);
}

/// A column of the stream.
struct Child {
  std::size_t index = 0;
  ToText to_text = nullptr;
  bool is_text = false;
  bool is_large = false;  ///< offsets of 64 bits
};

/// Where the wanted fields and the geometry stand in the stream.
struct Layout {
  std::vector<Child> fields;
  std::optional<std::size_t> geometry;
  bool large_geometry = false;
};

std::optional<Layout> layout_of(const ArrowSchema& schema, const OGRFeatureDefn& definition,
                                const std::vector<std::size_t>& positions) {
  Layout layout;
  const auto child_named = [&](std::string_view name) -> std::optional<std::size_t> {
    // The first child is the row's id.
    for (std::int64_t i = 1; i < schema.n_children; ++i) {
      if (schema.children[i]->name == name) {
        return static_cast<std::size_t>(i);
      }
    }
    return std::nullopt;
  };
  for (const auto position : positions) {
    const auto index = child_named(definition.GetFieldDefn(static_cast<int>(position))->GetNameRef());
    const std::string_view format = index ? schema.children[*index]->format : "";
    if (!index || text_function(format) == nullptr) {
      return std::nullopt;
    }
    layout.fields.push_back({*index, text_function(format), format == "u" || format == "U", format == "U"});
  }
  for (std::int64_t i = 1; i < schema.n_children; ++i) {
    const std::string_view format = schema.children[i]->format;
    if ((format == "z" || format == "Z") && !layout.geometry) {
      layout.geometry = static_cast<std::size_t>(i);
      layout.large_geometry = format == "Z";
    }
  }
  const std::string_view id_format = schema.n_children > 0 ? schema.children[0]->format : "";
  return id_format == "l" ? std::optional(layout) : std::nullopt;
}

/// Whether the columns can be what the layer holds. GDAL 3.6 to 3.13 leaves the offset of a FlatGeobuf row without geometry
/// at 0, counts no null, and writes the geometries that follow over those of the rows before.
bool are_sound(const ArrowArray& columns, const Layout& layout) {
  const auto rows = static_cast<std::size_t>(columns.length);
  if (columns.offset != 0 || columns.length < 0) {
    return false;  // a slice, which no layer has given yet
  }
  const auto is_sound = [&](std::size_t index, bool is_text, bool is_large) {
    const auto& column = *columns.children[index];
    return column.length >= columns.length && (!is_text || (is_large ? offsets_rise<std::int64_t>(column, rows)
                                                                     : offsets_rise<std::int32_t>(column, rows)));
  };
  return is_sound(0, false, false) && (!layout.geometry || is_sound(*layout.geometry, true, layout.large_geometry)) &&
         std::ranges::all_of(layout.fields,
                             [&](const Child& child) { return is_sound(child.index, child.is_text, child.is_large); });
}

std::string_view text_at(const Child& child, const ArrowArray& column, std::size_t row, Scribe& scribe) {
  if (!is_set(column, row)) {
    return {};
  }
  const auto text = child.to_text(column, row, scribe);
  return trimmed(child.is_text && !is_utf8(text) ? scribe.keep(from_windows_1252(text)) : text);
}

/// The columns of a layer, a batch at a time.
class ColumnBatches {
 public:
  /// Throws DataError where the layer gives no columns.
  ColumnBatches(OGRLayer& layer, std::size_t columns, bool is_local)
      : layer_(layer), way_(is_local ? std::launch::async : std::launch::deferred) {
    layer.ResetReading();
    // Smaller than GDAL's 65 536: two batches are in memory at a time.
    CPLStringList options;
    options.SetNameValue("MAX_FEATURES_IN_BATCH", fmt::to_string(2 * rows_in_batch(columns)).c_str());
    if (!layer.GetArrowStream(&stream_.value, options.List()) ||
        stream_.value.get_schema(&stream_.value, &schema_.value) != 0) {
      fault_ = last_gdal_error();
      refuse();
    }
  }

  [[nodiscard]] const ArrowSchema& schema() const { return schema_.value; }

  /// Null behind the last one. Throws DataError where the layer breaks off.
  std::unique_ptr<Released<ArrowArray>> next() {
    if (!next_.valid()) {
      start();
    }
    auto columns = next_.get();
    if (!columns || !fault_.empty()) {
      refuse();
    }
    if (columns->value.release == nullptr) {
      return nullptr;
    }
    start();
    return columns;
  }

 private:
  /// GDAL fills the next columns while these are understood. Permits for the network are a thread's own.
  void start() {
    next_ = std::async(way_, [this] {
      const QuietGdal quiet;
      auto columns = std::make_unique<Released<ArrowArray>>();
      const auto is_read = stream_.value.get_next(&stream_.value, &columns->value) == 0;
      if (!is_read || !quiet.first_failure().empty()) {
        fault_ = quiet.first_failure().empty() ? last_gdal_error() : quiet.first_failure();
      }
      return is_read ? std::move(columns) : nullptr;
    });
  }

  [[noreturn]] void refuse() const {
    throw DataError(fmt::format("layer {} cannot be read: {}", layer_.GetName(), fault_));
  }

  const QuietGdal quiet_;
  OGRLayer& layer_;
  std::launch way_;
  Released<ArrowArrayStream> stream_;
  Released<ArrowSchema> schema_;
  std::string fault_;  ///< errors stay in the thread where they happened
  /// Ends before what it fills: it is the last.
  std::future<std::unique_ptr<Released<ArrowArray>>> next_;
};

void add_row(const ArrowArray& columns, std::size_t row, const Layout& layout, bool with_geometry, Scribe& scribe,
             RowBatch& batch) {
  batch.row.push_back(value_at<std::int64_t>(*columns.children[0], row));
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    const auto& child = layout.fields[i];
    batch.columns[i].push_back(text_at(child, *columns.children[child.index], row, scribe));
  }
  if (with_geometry) {
    const auto* column = layout.geometry ? columns.children[*layout.geometry] : nullptr;
    const auto is_there = column != nullptr && is_set(*column, row);
    add_binary_geometry(!is_there               ? std::string_view{}
                        : layout.large_geometry ? bytes_at<std::int64_t>(*column, row)
                                                : bytes_at<std::int32_t>(*column, row),
                        batch);
  }
}

}  // namespace

bool has_arrow_rows(OGRLayer& layer, const std::string& driver, const std::vector<std::size_t>& positions) {
  if ((driver != "GPKG" && driver != "FlatGeobuf") || std::endian::native != std::endian::little) {
    return false;
  }
  return std::ranges::all_of(positions, [&](std::size_t position) {
    const auto* field = layer.GetLayerDefn()->GetFieldDefn(static_cast<int>(position));
    const auto type = field->GetType();
    return field->GetSubType() == OFSTNone &&
           (type == OFTString || type == OFTInteger || type == OFTInteger64 || type == OFTReal);
  });
}

bool read_arrow_rows(OGRLayer& layer, const std::vector<std::size_t>& positions, bool with_geometry, bool is_local,
                     const BatchTaker& take, const std::function<void(std::uint64_t)>& batch_read) {
  ColumnBatches batches(layer, positions.size(), is_local);
  const auto rows_at_once = rows_in_batch(positions.size());
  const auto layout = layout_of(batches.schema(), *layer.GetLayerDefn(), positions);
  if (!layout) {
    throw DataError(fmt::format("layer {} holds a field of a type that is not read", layer.GetName()));
  }
  Scribe scribe;
  RowBatch batch;
  batch.columns.resize(positions.size());
  std::uint64_t rows = 0;
  while (const auto columns = batches.next()) {
    if (!are_sound(columns->value, *layout)) {
      return false;
    }
    const auto length = static_cast<std::size_t>(columns->value.length);
    for (std::size_t row = 0; row < length; ++row) {
      add_row(columns->value, row, *layout, with_geometry, scribe, batch);
      if (batch.size() == rows_at_once || row + 1 == length) {
        if (!take(batch)) {
          return true;
        }
        batch.clear();
        scribe.clear();
      }
    }
    rows += length;
    batch_read(rows);
  }
  return true;
}

}  // namespace lykta
