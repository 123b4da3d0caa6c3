// Which parts does the zip of a workbook hold, and what are their bytes?
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <cpl_string.h>

#include "geo/format/xml_stream.hpp"

namespace lykta {

class ZipParts {
 public:
  /// Lists the parts. `path` may be one of GDAL's ("/vsimem/x.xlsx"). Throws DataError: no such file, or a container of
  /// another kind, in which programs keep encrypted workbooks and those of Excel 97; `save_as` (".xlsx") says how they are
  /// to be saved.
  ZipParts(const std::string& path, std::string_view save_as);

  /// As it is called in the zip, upper and lower case alike; nothing where there is none.
  [[nodiscard]] std::optional<std::string> find(const std::string& part) const;

  /// Those whose names end so, as they are called in the zip.
  [[nodiscard]] std::vector<std::string> ending_with(std::string_view ending) const;

  /// Hands the bytes of a part to the reader; `name` is as `find` gives it, `where` the words for it in messages. Throws
  /// DataError for a part that cannot be unpacked, and passes on what the reader throws.
  void read(const std::string& name, const std::string& where,
            const std::function<void(const ByteSource& bytes)>& reader) const;

 private:
  std::string path_;
  CPLStringList names_;
};

}  // namespace lykta
