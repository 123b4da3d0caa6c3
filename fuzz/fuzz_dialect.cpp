// Whatever bytes are called a text file: its fields are valid UTF-8 and trimmed, its rows are numbered upwards, and
// reading it twice gives the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <cpl_vsi.h>

#include "engine/base/error.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/format/text_file.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace {

constexpr const char* path = "/vsimem/fuzz.csv";

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

/// All that a reading says, as one text.
std::string read_all(const lykta::TextStatements& stated) {
  const lykta::TextFile file(path, stated, {});
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < file.header().names.size(); ++i) {
    positions.push_back(i);
  }
  std::string said;
  std::int64_t last = 0;
  static_cast<void>(file.read(positions,
                              [&](const lykta::RowBatch& batch) {
                                require(batch.size() > 0 && batch.size() <= lykta::rows_per_batch);
                                for (std::size_t row = 0; row < batch.size(); ++row) {
                                  require(batch.row[row] > last);
                                  last = batch.row[row];
                                  for (const auto& column : batch.columns) {
                                    require(column.size() == batch.size());
                                    require(lykta::is_utf8(column[row]));
                                    require(lykta::trimmed(column[row]) == column[row]);
                                    said.append(column[row]).push_back('\0');
                                  }
                                }
                                return true;
                              },
                              {}));
  return said;
}

}  // namespace

/// The first byte chooses what is stated, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) {
    return 0;
  }
  lykta::start_gdal();
  static const std::vector<lykta::TextStatements> statements{
      {},
      {.encoding = "UTF-8", .separator = ";", .header_row = 0},
      {.encoding = "Windows-1252", .separator = "", .header_row = 0},
      {.encoding = "UTF-16LE", .separator = "tab", .header_row = 2},
      {.encoding = "CP850", .separator = "|", .header_row = 1}};
  const auto& stated = statements[data[0] % statements.size()];
  auto* bytes = const_cast<GByte*>(data + 1);
  VSIFCloseL(VSIFileFromMemBuffer(path, bytes, size - 1, FALSE));
  try {
    require(read_all(stated) == read_all(stated));
  } catch (const lykta::DataError&) {
    // Refusing is what a reader of garbage is for.
  } catch (const lykta::InvalidOption&) {
  }
  VSIUnlink(path);
  return 0;
}
