// Can any bytes in a part of an XLSX workbook crash its readers, or make them say what cannot be?
//
// The first byte chooses the reader, the rest is what it reads.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "engine/base/error.hpp"
#include "geo/format/sheet_rows.hpp"
#include "geo/format/workbook_parts.hpp"

namespace {

/// Gives the text in pieces of this size, so that names and characters are torn apart.
lykta::ByteSource source_of(std::string_view text, std::size_t piece) {
  return [text, piece](std::span<char> block) mutable {
    const auto length = std::min({text.size(), block.size(), piece});
    std::memcpy(block.data(), text.data(), length);
    text.remove_prefix(length);
    return length;
  };
}

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void read_rows(std::string_view text, bool from_1904) {
  const lykta::CellMeanings meanings{
      {"a", "b"},
      {{}, {true, false, false}, {true, true, false}, {false, true, false}, {false, true, true}},
      from_1904};
  constexpr std::int64_t enough_rows = 1000;
  std::int64_t rows = 0;
  std::int64_t last = 0;
  lykta::read_sheet_rows(source_of(text, 61), "fuzz", meanings, [&](const lykta::SheetRow& row) {
    require(row.number > last && row.number <= lykta::most_rows_of_a_sheet);
    require(!row.cells.empty() && std::ssize(row.cells) <= lykta::most_columns_of_a_sheet);
    last = row.number;
    return ++rows < enough_rows;
  });
}

/// The text is a number format, a number, a date and an escaped text at once.
void read_values(std::string_view text) {
  const auto shown = lykta::shown_by_code(text);
  require(!shown.elapsed || shown.time_of_day);
  double days = 0;
  std::memcpy(&days, text.data(), std::min(text.size(), sizeof days));
  for (const auto from_1904 : {false, true}) {
    require(lykta::date_text(days, shown, from_1904).value_or("").size() <= std::size("2024-03-01 23:15:00"));
  }
  const auto number = lykta::number_text(text);
  require(lykta::number_text(number) == number);
  static_cast<void>(lykta::iso_date_text(text, shown));
  require(lykta::unescaped(text).size() <= text.size());
  static_cast<void>(lykta::part_name(text, "xl/workbook.xml"));
  if (const auto place = lykta::parse_cell_place(text)) {
    require(lykta::parse_cell_place(lykta::name_of(*place)).has_value());
  }
}

void read(std::uint8_t choice, std::string_view text) {
  const auto source = source_of(text, 61);
  switch (choice % 7) {
    case 0:
      return read_rows(text, false);
    case 1:
      return read_rows(text, true);
    case 2:
      return read_values(text);
    case 3:
      return static_cast<void>(lykta::read_part_references(source, "fuzz"));
    case 4:
      return static_cast<void>(lykta::read_workbook_part(source, "fuzz"));
    case 5:
      return static_cast<void>(lykta::read_shared_strings(source, "fuzz"));
    default:
      return static_cast<void>(lykta::read_styles(source, "fuzz"));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  try {
    read(data[0], {reinterpret_cast<const char*>(data + 1), size - 1});
  } catch (const lykta::DataError&) {
    // Refusing is what a reader of garbage is for.
  }
  return 0;
}
