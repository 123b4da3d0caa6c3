#include "geo/format/flatgeobuf_rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/batch_texts.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// The schema's numbers of types (header.fbs).
constexpr std::uint8_t whole_type = 5;
constexpr std::uint8_t large_type = 7;
constexpr std::uint8_t real_type = 10;
constexpr std::uint8_t text_type = 11;
constexpr std::uint8_t date_time_type = 13;
constexpr std::uint8_t point_type = 1;

[[noreturn]] void refuse_damage() { throw DataError("the file is cut off or damaged"); }

/// Bytes of a flatbuffer, whose every offset may lie.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  template <typename Number>
  [[nodiscard]] Number at(std::size_t place) const {
    static_assert(std::is_arithmetic_v<Number>);
    if (place > bytes_.size() || bytes_.size() - place < sizeof(Number)) {
      refuse_damage();
    }
    Number number;
    std::memcpy(&number, bytes_.data() + place, sizeof(number));
    return number;
  }

  [[nodiscard]] std::string_view part(std::size_t place, std::size_t length) const {
    if (place > bytes_.size() || bytes_.size() - place < length) {
      refuse_damage();
    }
    return bytes_.substr(place, length);
  }

  /// Where an offset that stands at this place leads.
  [[nodiscard]] std::size_t led_from(std::size_t place) const { return place + at<std::uint32_t>(place); }

 private:
  std::string_view bytes_;
};

/// A table of a flatbuffer: a list of places of its fields, which may be missing.
class FlatTable {
 public:
  FlatTable(const Bytes& bytes, std::size_t place)
      : bytes_(&bytes),
        place_(place),
        slots_(place - static_cast<std::size_t>(std::int64_t{bytes.at<std::int32_t>(place)})) {}

  /// Nothing for a field that is not there.
  [[nodiscard]] std::optional<std::size_t> field(std::size_t number) const {
    const auto slot = 4 + 2 * number;
    if (slot + 2 > bytes_->at<std::uint16_t>(slots_)) {
      return std::nullopt;
    }
    const auto offset = bytes_->at<std::uint16_t>(slots_ + slot);
    return offset == 0 ? std::nullopt : std::optional(place_ + offset);
  }

  template <typename Number>
  [[nodiscard]] Number number(std::size_t field_number, Number otherwise) const {
    const auto at = field(field_number);
    return at ? bytes_->at<Number>(*at) : otherwise;
  }

  /// Where the elements of a vector begin, and how many there are; none where it is missing.
  struct Elements {
    std::size_t first = 0;
    std::size_t count = 0;
  };
  [[nodiscard]] Elements elements(std::size_t field_number) const {
    const auto at = field(field_number);
    if (!at) {
      return {};
    }
    const auto vector = bytes_->led_from(*at);
    return {vector + 4, bytes_->at<std::uint32_t>(vector)};
  }

 private:
  const Bytes* bytes_;
  std::size_t place_;
  std::size_t slots_;
};

/// Bytes of the index in front of the rows: a packed tree of boxes, 40 bytes a node.
std::uint64_t index_size(std::uint64_t rows, std::uint16_t node_size) {
  if (rows == 0 || node_size == 0) {
    return 0;
  }
  constexpr std::uint64_t node_bytes = 40;
  constexpr std::uint64_t most_rows = 1ULL << 48;  // that many take more room than any disk has, and their sums fit
  if (rows > most_rows) {
    refuse_damage();
  }
  const auto width = std::max<std::uint64_t>(2, node_size);
  auto nodes = rows;
  auto level = rows;
  do {
    level = (level + width - 1) / width;
    nodes += level;
  } while (level != 1);
  return nodes * node_bytes;
}

bool reads_type(std::uint8_t type) {
  return type == whole_type || type == large_type || type == real_type || type == text_type || type == date_time_type;
}

bool fits(std::uint8_t type, const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
      return type == whole_type && field.GetSubType() == OFSTNone;
    case OFTInteger64:
      return type == large_type;
    case OFTReal:
      return type == real_type && field.GetSubType() == OFSTNone;
    case OFTString:
      return type == text_type;
    case OFTDateTime:
      return type == date_time_type;
    default:
      return true;  // of no use here, unless it is asked for
  }
}

/// Rows one after the other, from a buffer that is filled from the file.
class RowBytes {
 public:
  RowBytes(const std::string& path, std::uint64_t first) : file_(path, std::ios::binary), buffer_(chunk, '\0') {
    file_.seekg(static_cast<std::streamoff>(first));
  }

  /// The next row's flatbuffer; nothing behind the last.
  std::optional<std::string_view> next() {
    if (!ensure(sizeof(std::uint32_t))) {
      if (begin_ != end_) {
        refuse_damage();
      }
      return std::nullopt;
    }
    const auto size = Bytes(buffer_).at<std::uint32_t>(begin_);
    begin_ += sizeof(size);
    constexpr std::uint32_t largest_row = 1U << 30;
    if (size > largest_row || !ensure(size)) {
      refuse_damage();
    }
    const auto row = std::string_view(buffer_).substr(begin_, size);
    begin_ += size;
    return row;
  }

 private:
  static constexpr std::size_t chunk = std::size_t{1} << 18;

  /// Whether so many bytes stand ready; a row that is larger than the file has bytes makes no room for itself.
  bool ensure(std::size_t size) {
    if (end_ - begin_ >= size) {
      return true;
    }
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    while (end_ < size && file_) {
      if (buffer_.size() - end_ < chunk) {
        buffer_.resize(end_ + chunk);
      }
      file_.read(buffer_.data() + end_, static_cast<std::streamsize>(chunk));
      end_ += static_cast<std::size_t>(file_.gcount());
    }
    return end_ >= size;
  }

  std::ifstream file_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// How long a value of the type is in bytes, with the length in front of a text.
std::size_t length_of(std::uint8_t type, const Bytes& properties, std::size_t at) {
  switch (type) {
    case whole_type:
      return sizeof(std::int32_t);
    case large_type:
    case real_type:
      return sizeof(std::int64_t);
    default:
      return sizeof(std::uint32_t) + properties.at<std::uint32_t>(at);
  }
}

std::string_view text_of(std::uint8_t type, const Bytes& properties, std::size_t at, BatchTexts& texts) {
  switch (type) {
    case whole_type:
      return texts.write("{}", properties.at<std::int32_t>(at));
    case large_type:
      return texts.write("{}", properties.at<std::int64_t>(at));
    case real_type:
      // OGR writes 15 digits, which hides the noise of the last bits.
      return texts.write("{:.15g}", properties.at<double>(at));
    default:
      return trimmed(texts.keep_as_utf8(properties.part(at + 4, properties.at<std::uint32_t>(at))));
  }
}

/// The point of a row; nothing for none.
std::optional<Point> point_in(const Bytes& row, const FlatTable& feature) {
  constexpr std::size_t geometry_field = 0;
  constexpr std::size_t coordinates_field = 1;
  const auto at = feature.field(geometry_field);
  if (!at) {
    return std::nullopt;
  }
  const auto [first, count] = FlatTable(row, row.led_from(*at)).elements(coordinates_field);
  if (count < 2) {
    return std::nullopt;
  }
  const Point point{row.at<double>(first), row.at<double>(first + sizeof(double))};
  return std::isnan(point.x) && std::isnan(point.y) ? std::nullopt : std::optional(point);
}

/// Puts the properties of a row that are wanted into the columns of the batch; the others stay empty.
class Properties {
 public:
  Properties(const std::vector<std::uint8_t>& types, const std::vector<std::size_t>& positions)
      : types_(types), values_(positions.size()), columns_of_(types.size()) {
    for (std::size_t i = 0; i < positions.size(); ++i) {
      columns_of_[positions[i]].push_back(i);
    }
  }

  void add(const Bytes& properties, std::size_t size, BatchTexts& texts, RowBatch& batch) {
    std::ranges::fill(values_, std::string_view{});
    for (std::size_t at = 0; at < size;) {
      const auto column = properties.at<std::uint16_t>(at);
      at += sizeof(column);
      if (column >= types_.size()) {
        refuse_damage();
      }
      const auto type = types_[column];
      for (const auto wanted : columns_of_[column]) {
        values_[wanted] = text_of(type, properties, at, texts);
      }
      at += length_of(type, properties, at);
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      batch.columns[i].push_back(values_[i]);
    }
  }

 private:
  const std::vector<std::uint8_t>& types_;
  std::vector<std::string_view> values_;
  std::vector<std::vector<std::size_t>> columns_of_;
};

}  // namespace

std::optional<FlatGeobufLayout> flatgeobuf_layout(const std::string& path, OGRLayer& layer) {
  constexpr std::size_t magic_bytes = 8;
  constexpr std::uint32_t largest_header = 10U << 20;
  std::ifstream file(path, std::ios::binary);
  std::string start(magic_bytes + sizeof(std::uint32_t), '\0');
  if (std::endian::native != std::endian::little ||
      !file.read(start.data(), static_cast<std::streamsize>(start.size()))) {
    return std::nullopt;
  }
  const auto header_size = Bytes(start).at<std::uint32_t>(magic_bytes);
  if (header_size > largest_header) {
    return std::nullopt;
  }
  std::string header(header_size, '\0');
  if (!file.read(header.data(), static_cast<std::streamsize>(header.size()))) {
    return std::nullopt;
  }
  enum Field : std::size_t { geometry_type = 2, columns = 7, features_count = 8, index_node_size = 9 };
  constexpr std::uint16_t usual_node_size = 16;
  const Bytes bytes(header);
  const FlatTable table(bytes, bytes.led_from(0));
  FlatGeobufLayout layout;
  layout.rows = table.number<std::uint64_t>(features_count, 0);
  layout.first_row = start.size() + header.size() +
                     index_size(layout.rows, table.number<std::uint16_t>(index_node_size, usual_node_size));
  const auto [first, count] = table.elements(columns);
  const auto* definition = layer.GetLayerDefn();
  if (table.number<std::uint8_t>(geometry_type, 0) != point_type ||
      count != static_cast<std::size_t>(definition->GetFieldCount())) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < count; ++i) {
    constexpr std::size_t type_field = 1;
    const auto type = FlatTable(bytes, bytes.led_from(first + 4 * i)).number<std::uint8_t>(type_field, 0);
    if (!reads_type(type) || !fits(type, *definition->GetFieldDefn(static_cast<int>(i)))) {
      return std::nullopt;
    }
    layout.types.push_back(type);
  }
  return layout;
}

void read_flatgeobuf_rows(const std::string& path, const FlatGeobufLayout& layout,
                          const std::vector<std::size_t>& positions, const BatchTaker& take,
                          const std::function<void(std::uint64_t)>& batch_read) {
  constexpr std::size_t properties_field = 1;
  RowBytes rows(path, layout.first_row);
  Properties properties(layout.types, positions);
  BatchTexts texts;
  RowBatch batch;
  batch.columns.resize(positions.size());
  const auto rows_at_once = rows_in_batch(positions.size());
  std::uint64_t number = 0;
  const auto hand_over = [&] {
    const auto goes_on = take(batch);
    batch.clear();
    texts.clear();
    batch_read(number);
    return goes_on;
  };
  while (const auto row = rows.next()) {
    const Bytes bytes(*row);
    const FlatTable feature(bytes, bytes.led_from(0));
    const auto [first, size] = feature.elements(properties_field);
    properties.add(Bytes(bytes.part(first, size)), size, texts, batch);
    const auto point = point_in(bytes, feature);
    batch.geometry.push_back(point ? RowGeometry::point : RowGeometry::none);
    batch.point.push_back(point.value_or(Point{}));
    batch.row.push_back(static_cast<std::int64_t>(number++));
    if (batch.size() == rows_at_once && !hand_over()) {
      return;
    }
  }
  if (batch.size() > 0 && !hand_over()) {
    return;
  }
  if (layout.rows > 0 && number != layout.rows) {
    throw DataError(
        fmt::format("only {} of {} rows could be read: the file is cut off or damaged", number, layout.rows));
  }
}

}  // namespace lykta
