// Which of the files given holds the polygons that the rows of a table are about?
#pragma once

#include <optional>
#include <span>
#include <string>

namespace lykta {

/// A layer of polygons and its column that says the same names or codes as the table's.
struct PartnerPolygons {
  std::size_t file = 0;  ///< index among the files that were asked about
  std::string column;
};

/// A file of polygons to be asked about.
struct PolygonFile {
  std::string path;
  std::string layer;
};

/// The file and column with most of the table's names (upper and lower case alike); nothing where none has three in ten.
/// Throws DataError where a file cannot be read.
[[nodiscard]] std::optional<PartnerPolygons> find_partner(const std::string& table_path, const std::string& table_layer,
                                                          const std::string& area_column,
                                                          std::span<const PolygonFile> polygons);

}  // namespace lykta
